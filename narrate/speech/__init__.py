"""Script → Clips: every utterance spoken, by a voice, through a cache.

``speak`` is the door; ``choose`` finds the voice.  Clips come one by one and in order while later ones are
already being spoken, so that the next room can join them as they arrive and no recording stands in memory.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future

from narrate.errors import SpeechError
from narrate.model import Clip, Said, Script, Voice
from narrate.speech.cache import MEGABYTES, ClipCache, sound_of
from narrate.speech.casting import SECTION, Cast, Wishes, cast, cast_of
from narrate.speech.casting import check as check_wishes
from narrate.speech.engines import engine_class
from narrate.speech.forecast import forecast
from narrate.speech.marks import on_tokens
from narrate.speech.phonemes import phonemes_of
from narrate.speech.voices import AUTO, choose, missing, profiles, speaks
from narrate.speech.workers import CanWarm, Here, Pool, Speakers

__all__ = [
    "AUTO", "MEGABYTES", "SECTION", "CanWarm", "Cast", "ClipCache", "Here", "Pool", "Speakers", "Wishes", "cast",
    "cast_of", "check_wishes", "choose", "forecast", "missing", "phonemes_of", "profiles", "speak",
    "speaks", "version_of",
]  # fmt: skip

SILENT = Clip(pcm=bytes(2 * 221), rate=22_050)
"""Ten milliseconds for an utterance without a letter or digit ("…"): there is nothing to say."""


def version_of(voice: Voice) -> str:
    """All that decides how the voice sounds on this machine.  Raises VoiceError, EngineMissing."""
    return sound_of(voice, engine_class(voice.engine).version(voice))


def speak(
    script: Script,
    voice: Voice | Cast,
    cache: ClipCache,
    speakers: Speakers | None = None,
    strict: bool = False,
) -> Iterator[Clip]:
    """Say every utterance, in order.

    An utterance that cannot be said yields a Clip whose ``source`` is "failed" and whose ``problem`` says why.

    Raises:
        VoiceError, EngineMissing: the voice cannot speak at all.
        SpeechError: ``strict``, and an utterance cannot be said.
        OutputError: the cache cannot be written.
    """
    clips = map(on_tokens, _in_order(script, cast_of(voice), cache, speakers or Here()), script.utterances)
    return _all_of(clips, len(script.utterances)) if strict else clips


def _in_order(script: Script, cast: Cast, cache: ClipCache, speakers: Speakers) -> Iterator[Clip]:
    sounds = {voice.name: version_of(voice) for voice in (cast.narrator, *cast.roles.values())}
    ready: deque[Clip | _Spoken] = deque()
    for utterance in script.utterances:
        voice = cast.of(utterance)
        ready.append(_begin(utterance.said, sounds[voice.name], voice, cache, speakers))
        if len(ready) >= speakers.ahead:
            yield _finish(ready.popleft())
    while ready:
        yield _finish(ready.popleft())


def _all_of(clips: Iterator[Clip], count: int) -> Iterator[Clip]:
    """The clips, as long as none has failed."""
    for number, clip in enumerate(clips, 1):
        if clip.source == "failed":
            step = "Without strict it would be narrated with a gap"
            raise SpeechError("", f"sentence {number} of {count} could not be voiced: {clip.problem}", step)
        yield clip


class _Spoken:
    """A text on its way to becoming a clip."""

    def __init__(self, said: Said, sound: str, voice: Voice, cache: ClipCache, speakers: Speakers) -> None:
        self.said, self.sound, self.cache = said, sound, cache
        self.future: Future[Clip] = speakers.submit(voice, said)

    def clip(self) -> Clip:
        clip = self.future.result()
        if clip.source == "voiced":
            self.cache.put(self.sound, self.said, clip)
        return clip


def _begin(said: Said, sound: str, voice: Voice, cache: ClipCache, speakers: Speakers) -> Clip | _Spoken:
    if not any(character.isalnum() for character in said.text):
        return SILENT
    return cache.get(sound, said) or _Spoken(said, sound, voice, cache, speakers)


def _finish(begun: Clip | _Spoken) -> Clip:
    return begun if isinstance(begun, Clip) else begun.clip()
