"""Script → Clips: every utterance spoken, by a voice, through a cache.

``speak`` is the door; ``choose`` finds the voice.  Clips come one by one and in order while later ones are
already being spoken, so that the next room can join them as they arrive and no recording stands in memory.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

from narrate.model import Clip, Said, Script, Voice
from narrate.speech.cache import ClipCache, sound_of
from narrate.speech.engines import engine_class
from narrate.speech.phonemes import phonemes_of
from narrate.speech.voices import AUTO, choose, missing, profiles
from narrate.speech.workers import Here, Pool, Speakers

__all__ = [
    "AUTO", "ClipCache", "Here", "Pool", "Speakers", "choose", "missing", "phonemes_of", "profiles", "speak",
    "version_of",
]  # fmt: skip

SILENT = Clip(pcm=bytes(2 * 221), rate=22_050)
"""Ten milliseconds for an utterance without a letter or digit ("…"): there is nothing to say."""

DEATHS = 3
"""How many dead workers a text may meet before it is blamed; a text beside a deadly one meets some innocently."""


def version_of(voice: Voice) -> str:
    """All that decides how the voice sounds on this machine.  Raises VoiceError, EngineMissing."""
    return sound_of(voice, engine_class(voice.engine).version(voice))


def speak(script: Script, voice: Voice, cache: ClipCache, speakers: Speakers | None = None) -> Iterator[Clip]:
    """Say every utterance, in order.

    An utterance that cannot be said yields a Clip whose ``source`` is "failed" and whose ``problem`` says why.

    Raises:
        VoiceError, EngineMissing: the voice cannot speak at all.
        OutputError: the cache cannot be written.
    """
    sound = version_of(voice)
    ready: deque[Clip | _Spoken] = deque()
    hands = speakers or Here()
    for utterance in script.utterances:
        ready.append(_begin(utterance.said, sound, voice, cache, hands))
        if len(ready) >= hands.ahead:
            yield _finish(ready.popleft())
    while ready:
        yield _finish(ready.popleft())


class _Spoken:
    """A text on its way to becoming a clip."""

    def __init__(self, said: Said, sound: str, voice: Voice, cache: ClipCache, speakers: Speakers) -> None:
        self.said, self.sound, self.voice, self.cache, self.speakers = said, sound, voice, cache, speakers
        self.future: Future[Clip] = speakers.submit(voice, said)

    def clip(self) -> Clip:
        for death in range(1, DEATHS + 1):
            try:
                return self._kept(self.future.result())
            except BrokenProcessPool:
                if death < DEATHS:
                    self.future = self.speakers.submit(self.voice, self.said)
        problem = f"voice {self.voice.name}: its process died while it said {self.said.text[:60]!r}"
        return Clip(pcm=b"", rate=0, source="failed", problem=problem)

    def _kept(self, clip: Clip) -> Clip:
        if clip.source == "voiced":
            self.cache.put(self.sound, self.said, clip)
        return clip


def _begin(said: Said, sound: str, voice: Voice, cache: ClipCache, speakers: Speakers) -> Clip | _Spoken:
    if not any(character.isalnum() for character in said.text):
        return SILENT
    return cache.get(sound, said) or _Spoken(said, sound, voice, cache, speakers)


def _finish(begun: Clip | _Spoken) -> Clip:
    return begun if isinstance(begun, Clip) else begun.clip()
