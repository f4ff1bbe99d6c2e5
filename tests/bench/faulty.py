"""An engine that speaks as another one does and fails now and then, in every way that engines have been seen to.

Whether it fails follows from seed, text and take alone.  It writes down what it does before it does it, so that
a campaign knows which clips were wrong.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from narrate.model import Clip, Said, Voice
from narrate.speech.cache import ClipCache
from narrate.speech.engines import HasTakes, SpeechEngine, engine_class, say_untimed

FAULTS = tuple(
    "hang crash kill exception exit nothing nonsense nan silence quiet noise noisy half-text half-sound twice-text "
    "twice-sound hole rate offset clipped cut-words memory huge".split()
)


class Engine:
    """The engine ``voice.options["inner"]`` with faults."""

    sample_rate = 22_050

    def __init__(self, voice: Voice) -> None:
        options = dict(voice.options)
        self._share = float(options.pop("share", 0.0))
        self._seed = options.pop("seed", 0)
        self._kinds = str(options.pop("kinds", " ".join(FAULTS))).split()
        self._log = Path(str(options.pop("log", os.devnull)))
        recorded, inner = str(options.pop("recorded", "")), str(options.pop("inner"))
        self._inner = inner_engine(replace(voice, engine=inner, options=options), recorded)
        self._language = voice.language
        self.take = 0

    @classmethod
    def version(cls, voice: Voice) -> str:
        """Of no interest."""
        return "faulty 1"

    @classmethod
    def languages(cls, voice: Voice) -> frozenset[str]:
        """Any."""
        return frozenset({"mul"})

    def speak(self, text: str) -> Clip:
        """Say ``text``, or fail."""
        return self.speak_said(Said(text))

    def speak_said(self, said: Said) -> Clip:
        """Say a text, or fail."""
        fault = self._fault(said.text)
        with self._log.open("a", encoding="utf-8") as log:
            log.write(json.dumps([said.text, self.take, fault]) + "\n")
        clip = clean(self._inner, said, self.take, self._language)
        return _WAYS[fault](clip, said, self._right) if fault else clip

    def _fault(self, text: str) -> str:
        chance = random.Random(f"{self._seed} {self.take} {text}")
        if text == "Ready." or chance.random() >= self._share:
            return ""
        fault = chance.choice(self._kinds)
        return "half-sound" if fault == "half-text" and " " not in text else fault

    def _right(self, said: Said) -> Clip:
        return clean(self._inner, said, self.take, self._language)


class Recorded:
    """An engine that speaks from its recordings, so that many campaigns cost the work of one."""

    def __init__(self, voice: Voice, folder: Path) -> None:
        self._voice, self._clips = voice, ClipCache(folder, 0)
        self._engine: SpeechEngine | None = None
        self.take = 0

    def speak_said(self, said: Said) -> Clip:
        """From the recording, or recorded now."""
        takes = hasattr(engine_class(self._voice.engine), "take")
        name = f"{self._voice.engine} {self._voice.rate} {self.take if takes else 0}"
        if known := self._clips.get(name, said):
            return replace(known, source="voiced")
        self._engine = self._engine or engine_class(self._voice.engine)(self._voice)
        clip = clean(self._engine, said, self.take, self._voice.language)
        self._clips.put(name, said, clip)
        return clip

    def speak(self, text: str) -> Clip:
        """The same without sounds."""
        return self.speak_said(Said(text))


def inner_engine(voice: Voice, recorded: str) -> SpeechEngine | Recorded:
    """The engine without faults; from recordings where there is a folder for them."""
    return Recorded(voice, Path(recorded)) if recorded else engine_class(voice.engine)(voice)


def clean(engine: SpeechEngine | Recorded, said: Said, take: int, language: str) -> Clip:
    """The text as the engine says it without faults."""
    if isinstance(engine, HasTakes):
        engine.take = take
    return engine.speak_said(said) if isinstance(engine, Recorded) else say_untimed(engine, said, language)


Way = Callable[[Clip, Said, Callable[[Said], Clip]], Clip]


def _hang(clip: Clip, said: Said, say: Callable[[Said], Clip]) -> Clip:
    time.sleep(3_600)
    return clip


def _crash(clip: Clip, said: Said, say: Callable[[Said], Clip]) -> Clip:
    os._exit(3)


def _kill(clip: Clip, said: Said, say: Callable[[Said], Clip]) -> Clip:
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    time.sleep(60)
    return clip


def _exception(clip: Clip, said: Said, say: Callable[[Said], Clip]) -> Clip:
    class Odd(Exception):
        """An exception that cannot be pickled."""

        def __init__(self, one: int, two: int) -> None:
            super().__init__("odd")

    raise Odd(1, 2)


def _exit(clip: Clip, said: Said, say: Callable[[Said], Clip]) -> Clip:
    raise SystemExit(0)


def _nonsense(clip: Clip, said: Said, say: Callable[[Said], Clip]) -> Clip:
    return None  # type: ignore[return-value]


def _half_text(clip: Clip, said: Said, say: Callable[[Said], Clip]) -> Clip:
    words = said.text.split()
    return say(Said(" ".join(words[: len(words) // 2])))


def _memory(clip: Clip, said: Said, say: Callable[[Said], Clip]) -> Clip:
    taken = []
    for _ in range(128):  # 4 GB, unless somebody looks
        taken.append(np.ones(4_000_000))
        time.sleep(0.02)
    time.sleep(60)
    return replace(clip, rate=len(taken))


def _changed(change: Callable[[np.ndarray], np.ndarray]) -> Way:
    """A fault in the sound, which arrives as numbers from -1 to 1."""

    def way(clip: Clip, said: Said, say: Callable[[Said], Clip]) -> Clip:
        with np.errstate(invalid="ignore"):
            sound = change(np.frombuffer(clip.pcm, dtype="<i2") / 32768)
            return Clip((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes(), clip.rate)

    return way


def _noise(sound: np.ndarray, level: float = 0.1) -> np.ndarray:
    seed = int.from_bytes(hashlib.sha256(sound.tobytes()).digest()[:8], "little")
    return np.random.default_rng(seed).standard_normal(len(sound)) * level


def _holed(sound: np.ndarray) -> np.ndarray:
    third = len(sound) // 3
    return np.concatenate([sound[:third], np.zeros(third), sound[2 * third :]])


_WAYS: dict[str, Way] = {
    "hang": _hang,
    "crash": _crash,
    "kill": _kill,
    "exception": _exception,
    "exit": _exit,
    "nothing": lambda clip, said, say: Clip(b"", clip.rate),
    "nonsense": _nonsense,
    "nan": _changed(lambda sound: sound * np.nan),
    "silence": _changed(lambda sound: sound * 0),
    "quiet": _changed(lambda sound: sound * 0.01),
    "noise": _changed(_noise),
    "noisy": _changed(lambda sound: sound + _noise(sound)),
    "half-text": _half_text,
    "half-sound": _changed(lambda sound: sound[: len(sound) // 2]),
    "twice-text": lambda clip, said, say: say(Said(f"{said.text} {said.text}")),
    "twice-sound": _changed(lambda sound: np.concatenate([sound, sound])),
    "hole": _changed(_holed),
    "rate": lambda clip, said, say: replace(clip, rate=24_000),
    "offset": _changed(lambda sound: sound + 0.1),
    "clipped": _changed(lambda sound: sound * 100),
    "cut-words": lambda clip, said, say: replace(clip, pcm=clip.pcm[: len(clip.pcm) // 4 * 2]),
    "memory": _memory,
    "huge": lambda clip, said, say: Clip(bytes(4 << 30), clip.rate),
}
assert set(_WAYS) == set(FAULTS)
