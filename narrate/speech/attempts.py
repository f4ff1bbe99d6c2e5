"""What is done until a text is said right: once more, then in two halves, then it is reported.

An engine is a function here, so that it is all the same whether it runs in this process or in another.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from narrate.errors import VoiceError
from narrate.model import Clip, Said, Voice
from narrate.speech.check import Heard, Pace
from narrate.speech.halves import in_two, joined

TRIES = 2
"""How often a text is said as it stands."""
FEW = 4
"""Words; the length of so short a text tells little (see ``check.py``), two takes that agree tell more."""
SAME = 0.2
"""Two readings of a text that differ by less of their length bear each other out."""
REFUSALS = 5
"""Tries in a row in which the engine is unavailable, before its voice is given up: more than the four that one text
alone can cause, of which a server may die."""
REST = 60.0
"""Seconds until a voice that was given up is tried again."""

Attempt = Callable[[Said, int], Heard]
"""Say a text; the number counts its tries from 0, for engines that have other takes.  A failure is a value."""


@dataclass(frozen=True, slots=True)
class _Try:
    heard: Heard
    doubt: str
    """What speaks against it; "" if nothing does."""

    @property
    def sounds(self) -> bool:
        """Whether there is a clip, believed or not."""
        return not self.heard.problem


class Insisting:
    """Says texts with one voice, and believes no clip unseen."""

    def __init__(self, voice: Voice, attempt: Attempt, pace: Pace) -> None:
        self._voice, self._attempt, self._pace = voice, attempt, pace

    def clip(self, said: Said) -> Clip:
        """The text's clip; one whose ``source`` is "failed" where all was in vain.

        Raises:
            VoiceError, EngineMissing: the voice cannot speak at all, or did not of late (``REFUSALS``).
        """
        tries = self._tries(said)
        found = self._best(tries, said) or self._in_halves(tries, said)
        if found is None:
            problem = f"voice {self._voice.name}: {tries[0].doubt} for {said.text[:60]!r}"
            return Clip(pcm=b"", rate=0, source="failed", problem=problem)
        self._pace.learn(found, said.text)
        return found.clip

    def _tries(self, said: Said) -> list[_Try]:
        """Until one is good."""
        tries: list[_Try] = []
        for number in range(TRIES):
            heard = self._asked(said, number)
            tries.append(_Try(heard, heard.problem or self._pace.doubt(heard, said.text)))
            if not tries[-1].doubt or heard.too_long:
                break
        return tries

    def _asked(self, said: Said, number: int) -> Heard:
        """A try, unless the voice was given up; once its rest is over, one more refusal is enough."""
        if given_up := self._pace.given_up:
            until, reason = given_up
            if time.monotonic() < until:
                raise self._unavailable(reason)
        heard = self._attempt(said, number)
        with self._pace.lock:
            self._pace.refusals = self._pace.refusals + 1 if heard.unavailable else 0
            over = self._pace.refusals >= REFUSALS
            self._pace.given_up = (time.monotonic() + REST, heard.problem) if over else None
        if over:
            raise self._unavailable(heard.problem)
        return heard

    def _unavailable(self, reason: str) -> VoiceError:
        step = f"What is spoken already is kept; it is tried again after {REST:.0f} s"
        return VoiceError(f"voice {self._voice.name}", f"{reason}, {REFUSALS} times in a row", step)

    def _best(self, tries: list[_Try], said: Said) -> Heard | None:
        """The good try, if there is one; the first, if nothing but its length was doubted and the good one has it.

        So the bytes do not depend on a doubt, which depends on what the voice has said before.
        """
        first, last = tries[0], tries[-1]
        if last.doubt:
            return None
        borne_out = first.sounds and not self._pace.is_odd(first.heard, said.text)
        return first.heard if borne_out and _agree(first.heard, last.heard) else last.heard

    def _in_halves(self, tries: list[_Try], said: Said) -> Heard | None:
        """The whole that another take or its halves bear out, or else the halves themselves."""
        if len(said.text.split()) <= FEW and (taken := self._borne_out(tries, said)):
            return taken
        whole = next((each.heard for each in tries if self._defensible(each, said)), None)
        halves = self._halves(said, tries[-1].heard.too_long)
        if halves is None:
            return None
        both = self._both(*halves)
        if whole and both and _agree(whole, both[0]):
            return whole
        return both[0] if both and not both[1] else None

    def _borne_out(self, tries: list[_Try], said: Said) -> Heard | None:
        """The first of takes that differ in nothing but their doubtful length from what is expected.

        A short text may be quick by nature ("I have checked."), and its halves, said apart, are slower.
        """
        heard = [each.heard for each in tries if each.sounds and not self._pace.is_odd(each.heard, said.text)]
        same = len(heard) == len(tries) > 1 and all(_agree(heard[0], other) for other in heard[1:])
        return heard[0] if same else None

    def _defensible(self, each: _Try, said: Said) -> bool:
        return each.sounds and not self._pace.is_hopeless(each.heard, said.text)

    def _halves(self, said: Said, too_long: bool) -> tuple[_Try, _Try] | None:
        """Both halves said; None where the text cannot be cut or a half yields nothing."""
        texts = in_two(said, within_words=too_long)
        if texts is None:
            return None
        left = self._half(texts[0])
        right = self._half(texts[1]) if left else None
        return (left, right) if left and right else None

    def _half(self, said: Said) -> _Try | None:
        tries = self._tries(said)
        if tries[-1].heard.too_long:
            heard = self._in_halves(tries, said)
            return _Try(heard, "") if heard else None
        if best := self._best(tries, said):
            return _Try(best, "")
        return next((each for each in tries if each.sounds), None)

    def _both(self, left: _Try, right: _Try) -> tuple[Heard, str] | None:
        """The halves as one, and the doubt that is left."""
        one, two = left.heard, right.heard
        if one.clip.rate != two.clip.rate:
            return None
        clip = joined(one.clip, two.clip, self._pace.tempo)
        heard = replace(one, clip=clip, spoken=one.spoken + two.spoken, ending=two.ending)
        return heard, left.doubt or right.doubt


def _agree(one: Heard, two: Heard) -> bool:
    """Whether two readings of a text are equally long, and of one kind."""
    return one.clip.rate == two.clip.rate and abs(one.spoken - two.spoken) <= SAME * max(
        one.spoken, two.spoken
    )
