"""pyttsx3: every language of eSpeak NG on Linux, the system's own voices on macOS and Windows.

What pyttsx3 2.99 needs to be watched for (each seen in use; eSpeak NG's own part is in ``espeak.py``):

- Its drivers swallow errors into callbacks, may leave an empty file or none, and ``runAndWait`` has come
  back before the file was there: the file is waited for, then read whole.
- It prints "Audio saved to …" on standard output.
- It keeps one engine a driver for all voices: voice and rate are set before every text, and waited for.
  A fresh engine obeys nothing until its loop has run once.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import io
import re
import sys
import tempfile
import threading
import time
import wave
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from narrate.errors import EngineMissing, SpeechError, VoiceError
from narrate.model import Clip, Voice
from narrate.speech.engines.espeak import PACE, EspeakNG, Spoken
from narrate.speech.languages import closest
from narrate.speech.silent import unnamed
from narrate.speech.timing import dealt, settle

INSTALL = "pip install pyttsx3 espeakng-loader"
NATURAL_WORDS_A_MINUTE = 175
"""eSpeak NG's own default; pyttsx3 raises it to 200, faster than a newsreader."""
REVISION = 3
"""Raised whenever the same text gets other bytes or word times from here."""
EARLY = 0.0
"""Seconds by which eSpeak NG's word events lie too late: they are exact."""
PATIENCE, PATIENCE_A_LETTER = 2.0, 0.1
"""Seconds to wait for what a driver has promised: a property, a file; a letter takes 0.07 when it is heard."""
LINUX = sys.platform.startswith("linux")


class Pyttsx3Engine:
    """A voice of the system; ``voice.model`` is its id, or "" for the one that fits ``voice.language``."""

    def __init__(self, voice: Voice) -> None:
        self.version(voice)
        self._name = voice.name
        self._id = _known_id(voice) if voice.model else _best_id(voice)
        self._rate = round(NATURAL_WORDS_A_MINUTE * voice.rate * _pace(self._id))

    @classmethod
    def version(cls, voice: Voice) -> str:
        """The versions of pyttsx3 and of what speaks under it."""
        try:
            under = version("espeakng-loader") if sys.platform.startswith("linux") else sys.platform
            return f"pyttsx3 {version('pyttsx3')} {under} {REVISION}"
        except PackageNotFoundError as error:
            raise EngineMissing(f"voice {voice.name}", f"needs {error.name}", f"Run: {INSTALL}") from error

    @classmethod
    def languages(cls, voice: Voice) -> frozenset[str]:
        """What the system's voices speak, or the profile's own language if it names a voice."""
        cls.version(voice)
        if voice.model and voice.language:
            return frozenset({voice.language})
        return frozenset(tag for tag, _ in _installed())

    def speak(self, text: str) -> Clip:
        """Say ``text``."""
        try:
            with _ONE_AT_A_TIME:
                return self._say(text) if LINUX else self._save(text)
        except Exception as error:  # drivers raise whatever their system raises
            raise SpeechError(f"voice {self._name}", f"failed on {text[:60]!r}: {error}") from error

    def _say(self, text: str) -> Clip:
        driver = _driver()
        mended = unnamed(_without_dot(text), next(iter(_tags(self._id)), ""))
        return _timed(_espeak_ng().say(driver, mended, self._id, self._rate), text)

    def _save(self, text: str) -> Clip:
        driver = _driver()
        _set(driver, "voice", self._id)
        _set(driver, "rate", self._rate)
        with tempfile.TemporaryDirectory(prefix="narrate-") as folder:
            path = Path(folder) / "clip.wav"
            with contextlib.redirect_stdout(io.StringIO()):
                driver.save_to_file(text, str(path))
                driver.runAndWait()
                if not _wait_until(lambda: _complete(path), PATIENCE + PATIENCE_A_LETTER * len(text)):
                    raise RuntimeError("pyttsx3 left no whole file")
            return _read(path)


def _without_dot(text: str) -> str:
    """Without a dot at its end: after an initial or a title ("plan A.", "Sr.") eSpeak NG waits for the name, and
    the sound breaks off; after every other word the sound is the same with it and without.
    """
    return text[:-1] if text[-2:-1].isalnum() and text.endswith(".") else text


def _timed(spoken: Spoken, text: str) -> Clip:
    """The clip with its word times, if there are any.

    eSpeak NG says several words as one ("in the") and gives them one event; they share its time.
    """
    clip = Clip(bytes(spoken.pcm), spoken.rate)
    runs = _places(text)
    stretches: dict[int, tuple[float, float]] = {}
    at = 0
    for place, first, last in spoken.words:
        at = max(_owner(runs, place), at)
        start, _ = stretches.get(at, (first / clip.rate, 0.0))
        stretches[at] = start, last / clip.rate
    if not stretches:
        return clip
    words = dealt(text.split(), [(run, *stretch) for run, stretch in stretches.items()])
    return replace(clip, words=settle(words, clip.pcm, clip.rate, EARLY), exact=True)


def _places(text: str) -> list[int]:
    """Where in the text each of its runs between spaces begins."""
    return [match.start() for match in re.finditer(r"\S+", text)]


def _owner(runs: Sequence[int], place: int) -> int:
    """Which run an event's place in the text lies in."""
    return bisect_right(runs, place) - 1


def _set(driver: Any, name: str, value: str | int) -> None:
    driver.setProperty(name, value)
    _wait_until(lambda: bool(driver.getProperty(name) == value), PATIENCE)


def _complete(path: Path) -> bool:
    """Whether the file is there and whole; it is made before its sound is written, in another thread."""
    try:
        with wave.open(str(path), "rb") as file:
            return 0 < file.getnframes() * 2 <= path.stat().st_size - 44
    except wave.Error:
        return path.stat().st_size > 0  # no WAV file: macOS writes AIFF
    except (OSError, EOFError):
        return False


def _wait_until(done: Callable[[], bool], seconds: float) -> bool:
    """Whether it came true in time."""
    give_up = time.monotonic() + seconds
    while not (come := done()) and time.monotonic() < give_up:
        time.sleep(0.001)
    return come


def _read(path: Path) -> Clip:
    if path.read_bytes()[:4] == b"FORM":
        return _read_other(path)
    with wave.open(str(path), "rb") as file:
        if file.getnchannels() != 1 or file.getsampwidth() != 2:
            return _read_other(path)
        return Clip(pcm=file.readframes(file.getnframes()), rate=file.getframerate())


def _read_other(path: Path) -> Clip:
    """macOS writes AIFF and some Windows voices stereo; soundfile reads both."""
    import soundfile

    samples, rate = soundfile.read(path, dtype="int16", always_2d=True)
    return Clip(pcm=samples[:, 0].astype("<i2").tobytes(), rate=rate)


_ONE_AT_A_TIME = threading.RLock()
"""Articles ask for languages from threads of their own; two starts of eSpeak NG at once hang or crash."""


def _driver() -> Any:
    with _ONE_AT_A_TIME:
        return _started()


@cache
def _espeak_ng() -> EspeakNG:
    return EspeakNG()


@cache
def _started() -> Any:
    if LINUX:
        _espeak_ng()
    import pyttsx3

    try:
        driver = pyttsx3.init()
        driver.runAndWait()
    except Exception as error:  # every driver has its own way to fail
        raise EngineMissing("engine pyttsx3", f"the system's voices do not start: {error}") from error
    atexit.register(_let_go)
    return driver


def _let_go() -> None:
    """End the driver while Python is still whole: its own end at the very end prints a traceback."""
    _started.cache_clear()
    gc.collect()


def _installed() -> tuple[tuple[str, str], ...]:
    """(BCP 47 tag, pyttsx3 id) of every voice of the system, in its own order."""
    with _ONE_AT_A_TIME:
        return _listed()


@cache
def _listed() -> tuple[tuple[str, str], ...]:
    found = []
    for voice in _driver().getProperty("voices"):
        for language in voice.languages or ():
            tag = language.decode("ascii", "ignore") if isinstance(language, bytes) else str(language)
            found.append((tag.strip("\x00\x05").replace("_", "-"), voice.id))
    return tuple(found)


def _known_id(voice: Voice) -> str:
    if voice.model not in {name for _, name in _installed()}:
        raise VoiceError(
            f"voice {voice.name}", f"the system has no voice {voice.model!r}", "Correct its `model`"
        )
    return voice.model


def _best_id(voice: Voice) -> str:
    ids = dict(reversed(_installed()))
    tag = closest(voice.language, ids)
    if not tag:
        raise VoiceError(f"voice {voice.name}", f"has no voice for the language {voice.language or '(none)'}")
    return ids[tag]


def _pace(identifier: str) -> float:
    """How much faster this voice of eSpeak NG has to speak; others have a pace of their own."""
    return next((PACE[tag] for tag in _tags(identifier) if tag in PACE), 1.0) if LINUX else 1.0


def _tags(identifier: str) -> list[str]:
    """The languages of a voice, without their regions."""
    return [tag.split("-")[0] for tag, each in _installed() if each == identifier]
