"""What speaks: the engine protocol and the way to an engine.

How to add an engine
--------------------
1. Write a class with the four members of ``SpeechEngine``.  ``tone.py`` is the shortest complete one.
   An engine that takes phonemes has ``speak_said`` as well (``SpeaksSounds``; see ``piper.py``).
2. Register it under a name in the entry-point group ``narrate.engines``; your own package may do so.
3. Write a profile, ``voices/NAME.toml``, whose ``engine`` is that name.
4. ``tests/test_engines.py`` finds it and holds it to the contract.

The contract: ``speak`` says the whole text once, as it stands.  An engine never splits, truncates, pads,
levels or sleeps.  It raises only ``SpeechError`` for a text, and ``VoiceError`` or ``EngineMissing`` when the
voice cannot speak at all.  Whether a result is speech is judged by ``speech/check.py``, not by the engine.

An engine with limits tells them (``HasLimits``, or ``TextTooLong`` as it meets one) and never cuts short.  It may
tell its sample rate (``HasSampleRate``), how to say a text once more in another way (``HasTakes``), how long it may
have to wait before it speaks (``HasPatience``), and that no text would fare better just now (``Unavailable``).

Names and words spelled alike come with a ``Sound``, which says how they are pronounced.  An engine with
``speak_said`` gets the sounds and says them; for all others ``say`` puts respellings into the text ("Keeyiv"), and
the engine need not know of it.

An engine that knows when each word is heard gives ``Clip.words``: one Word for each run of its text between spaces,
in order (``timing.settle`` sets an engine's own boundaries right), and ``exact``.  Without them the times are
estimated.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from typing import Protocol, cast, runtime_checkable

from narrate.errors import EngineMissing, SpeechError
from narrate.model import Clip, Said, Voice
from narrate.speech.marks import timed
from narrate.speech.respelling import respelled

GROUP = "narrate.engines"


class SpeechEngine(Protocol):
    """Speaks one text at a time with one voice; an instance belongs to one thread."""

    def __init__(self, voice: Voice) -> None:
        """Load what is needed to speak.  Raises VoiceError, EngineMissing."""

    @classmethod
    def version(cls, voice: Voice) -> str:
        """What changes whenever the same text would sound different: engine and model.

        Cheap: loads no model.  Raises VoiceError or EngineMissing if the voice cannot speak here.
        """

    @classmethod
    def languages(cls, voice: Voice) -> frozenset[str]:
        """BCP 47 tags of what this voice can speak here; may ask the engine.  Raises like ``version``."""

    def speak(self, text: str) -> Clip:
        """Say ``text``, which holds at least one letter or digit.  Raises SpeechError."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What an engine cannot go beyond."""

    characters: int = 0
    """Of the longest text; 0 where there is no limit."""


@runtime_checkable
class HasLimits(Protocol):
    """A second power: an engine that tells its limits before it is asked; the room cuts what is longer."""

    @classmethod
    def limits(cls, voice: Voice) -> Limits:
        """The voice's; cheap.  Raises like ``version``."""


@runtime_checkable
class HasSampleRate(Protocol):
    """A second power: an engine that tells how many samples a second all its clips have."""

    @property
    def sample_rate(self) -> int:
        """In Hz."""


@runtime_checkable
class HasTakes(Protocol):
    """A second power: an engine with chance in it, which can say a text once more in another way."""

    take: int
    """Set before each text; the same number gives the same bytes, 0 is the first."""


@runtime_checkable
class HasPatience(Protocol):
    """A second power: an engine that may have to wait before it speaks, for its turn or for somebody else."""

    @classmethod
    def patience(cls, voice: Voice) -> float:
        """Seconds that a text may wait without anything being wrong, whatever its length; cheap.

        Nobody takes the engine for hung so much longer.  Raises like ``version``.
        """


class Unavailable(SpeechError):
    """Raised by an engine that failed for a reason of its own, not the text's: its server is down.

    After a few in a row the room gives the voice up for a while instead of asking for every text.
    """


class TextTooLong(SpeechError):
    """Raised before the call by an engine whose limit is not one of characters; the room cuts the text."""


@runtime_checkable
class SpeaksSounds(Protocol):
    """A second power: an engine that takes phonemes and says each sound of a text as it is given."""

    def speak_said(self, said: Said) -> Clip:
        """Say ``said.text`` with its sounds; without any the same as ``speak(said.text)``.  Raises SpeechError."""


def say(engine: SpeechEngine, said: Said, language: str) -> Clip:
    """Say a text with the sounds of its words, as well as the engine can.

    The clip has a Word for each run of the text between spaces.

    Args:
        language: BCP 47, of the voice.

    Raises:
        SpeechError: the engine failed on the text.
    """
    return timed(say_untimed(engine, said, language), said.text)


def say_untimed(engine: SpeechEngine, said: Said, language: str) -> Clip:
    """The same as the engine gives it, which nobody has checked yet."""
    if isinstance(engine, SpeaksSounds):
        return engine.speak_said(said)
    return engine.speak(respelled(said, language))


@cache
def engine_class(name: str) -> type[SpeechEngine]:
    """The class behind an entry point.

    Raises:
        EngineMissing: no installed package offers it, or it cannot be imported.
    """
    points = {point.name: point for point in entry_points(group=GROUP)}
    if name not in points:
        known = ", ".join(sorted(points)) or "none"
        raise EngineMissing(
            f"engine {name}", f"the engine {name} is not installed", f"Installed are: {known}"
        )
    try:
        return cast("type[SpeechEngine]", points[name].load())
    except ImportError as error:
        raise EngineMissing(f"engine {name}", f"the engine {name} cannot be imported: {error}") from error
