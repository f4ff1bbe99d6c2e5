"""The system's voices: eSpeak NG under pyttsx3 on Linux, and what holds for pyttsx3's other drivers."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import threading
import time
import wave
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from narrate.errors import SpeechError
from narrate.model import Clip, Voice
from narrate.speech.engines import engine_class
from narrate.speech.voices import missing, profiles

SYSTEM = profiles()["system"]
if problem := missing(SYSTEM):
    pytest.skip(str(problem), allow_module_level=True)

from narrate.speech.engines import pyttsx3  # noqa: E402

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="eSpeak NG speaks on Linux")
SENTENCE = "The ferry ran again on Sunday, after eleven weeks in the yard."


def speak(text: str, language: str = "en-US", rate: float = 0.88) -> Clip:
    return engine_class("pyttsx3")(Voice("system", "pyttsx3", language=language, rate=rate)).speak(text)


def heard_elsewhere(*texts: tuple[str, str, float], before: str = "") -> str:
    """What a new process makes of the last of the texts."""
    code = (
        "import hashlib\nfrom narrate.model import Voice\nfrom narrate.speech.engines import engine_class\n"
        f"{before}\n"
        f"for text, language, rate in {texts!r}:\n"
        "    voice = Voice('system', 'pyttsx3', language=language, rate=rate)\n"
        "    clip = engine_class('pyttsx3')(voice).speak(text)\n"
        "print(hashlib.sha256(clip.pcm + repr(clip.words).encode()).hexdigest())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.strip()


def fingerprint(clip: Clip) -> str:
    return hashlib.sha256(clip.pcm + repr(clip.words).encode()).hexdigest()


@linux
@pytest.mark.parametrize("text", ["The council chose plan A.", "He met Luther King Sr."])
def test_a_dot_after_an_initial_does_not_break_the_sound_off(text: str) -> None:
    samples = np.frombuffer(speak(text).pcm, "<i2")
    assert not samples[-2_000:].any()


@linux
@pytest.mark.parametrize(
    ("language", "named", "silent"),
    [("uk", "«Так», — каже він…", "“Так”, — каже він,"), ("pl", "«Nie», powiedział.", "“Nie”, powiedział.")],
)
def test_marks_are_not_read_by_their_names(language: str, named: str, silent: str) -> None:
    assert speak(named, language).pcm == speak(silent, language).pcm


@linux
def test_a_text_sounds_the_same_whatever_was_said_before_and_wherever() -> None:
    """The flutter of the pitch, and every other cycle a little weaker, went on from text to text."""
    alone = heard_elsewhere((SENTENCE, "en-US", 0.88))
    for text, language, rate in [
        ("Так.", "uk", 0.88),
        ("Ja, ja.", "de", 2.6),
        ("Mm", "en-US", 0.5),
        (SENTENCE, "en", 1),
    ]:
        speak(text, language, rate)
        assert fingerprint(speak(SENTENCE)) == alone
    assert heard_elsewhere(("Оце так!", "uk", 1.0), (SENTENCE, "en-US", 0.88)) == alone


@linux
def test_a_library_that_comes_to_lie_elsewhere() -> None:
    """pyttsx3 holds its functions by their addresses."""
    occupied = (
        "import mmap\nfrom narrate.speech.engines import espeak\n"
        "kept, unload = [], espeak._unload\n"
        "def unload_and_fill(library):\n"
        "    unload(library)\n"
        "    kept.append([mmap.mmap(-1, 1 << 14) for _ in range(400)])\n"
        "espeak._unload = unload_and_fill\n"
        "reloads, load = [], espeak.importlib.reload\n"
        "espeak.importlib = type('', (), {'reload': lambda module: (reloads.append(1), load(module))[1]})\n"
        "import atexit; atexit.register(lambda: reloads or print('never moved'))"
    )
    texts = [(SENTENCE, "en-US", 0.88), ("Так.", "uk", 0.88), (SENTENCE, "en-US", 0.88)]
    assert heard_elsewhere(*texts, before=occupied) == fingerprint(speak(SENTENCE))


@linux
def test_an_espeak_that_is_still_busy_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """pyttsx3 cancelled whatever eSpeak NG's thread was at; where that was the text, the clip was empty."""
    from pyttsx3.drivers import _espeak

    whole = speak(SENTENCE)
    monkeypatch.setattr(_espeak, "IsPlaying", lambda: 1)
    assert abs(speak(SENTENCE).seconds - whole.seconds) < 0.02


@linux
def test_rates_are_obeyed_from_the_very_next_text() -> None:
    lengths = {rate: speak(SENTENCE, rate=rate).seconds for rate in (0.6, 0.88, 1.6)}
    for rate in (1.6, 0.6, 0.88, 0.6, 1.6, 0.88) * 5:
        assert speak(SENTENCE, rate=rate).seconds == lengths[rate]
    assert lengths[0.6] > 1.2 * lengths[0.88] > 1.6 * lengths[1.6]


@linux
def test_what_fails_inside_espeak_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python prints what is raised in a callback, and goes on."""
    from narrate.speech.engines import espeak

    def fail(*_: object) -> None:
        raise MemoryError("no room for the sound")

    monkeypatch.setattr(espeak._Ear, "_note", fail)
    with pytest.raises(SpeechError, match=r"voice system: failed on 'Yes\.': no room for the sound"):
        speak("Yes.")


@linux
@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ferry, which was old, stopped; nobody said why: it was late.", "en-US"),
        ("He came back (with a friend), sat down — and slept.", "en-GB"),
        ("Пором, який довго стояв, знову ходить: щодня, крім неділі.", "uk"),
        ("Die Fähre, die alt war, fuhr wieder; niemand wusste, warum.", "de"),
        ("Le bac, trop vieux, repart; personne ne sait pourquoi, hélas.", "fr"),
    ],
)
def test_a_pause_is_no_part_of_a_word(text: str, language: str) -> None:
    """At the end of each word something is still heard, and between two at a mark nothing."""
    clip = speak(text, language)
    level = np.abs(np.frombuffer(clip.pcm, dtype="<i2").astype(np.int32))
    loud = np.percentile(level, 95)
    for word, after in zip(clip.words, clip.words[1:], strict=False):
        last = level[round((word.end - 0.08) * clip.rate) : round(word.end * clip.rate)]
        assert word.text == "—" or last.max() > 0.02 * loud, word
        if word.text[-1] in ",;:":
            assert after.start - word.end > 0.1, word
            between = level[round(word.end * clip.rate) : round(after.start * clip.rate)]
            assert np.median(between) < 0.02 * loud, word


NEWS = {
    "en": "The council voted on Tuesday to close the old bridge for two years.",
    "uk": "Рада у вівторок проголосувала за закриття старого мосту на два роки.",
    "pl": "Rada zagłosowała we wtorek za zamknięciem starego mostu na dwa lata.",
    "ru": "Совет во вторник проголосовал за закрытие старого моста на два года.",
    "de": "Der Rat hat am Dienstag beschlossen, die alte Brücke für zwei Jahre zu sperren.",
    "fr": "Le conseil a voté mardi la fermeture du vieux pont pendant deux ans.",
    "es": "El consejo votó el martes cerrar el viejo puente durante dos años.",
    "tr": "Meclis salı günü eski köprünün iki yıl kapatılmasına karar verdi.",
    "ar": "صوت المجلس يوم الثلاثاء على إغلاق الجسر القديم لمدة عامين.",
    "zh": "市议会星期二投票决定将老桥关闭两年。",
}


@linux
def test_the_same_news_take_about_as_long_in_every_language() -> None:
    """Ukrainian took half as long again as English."""
    seconds = {language: speak(text, language).seconds for language, text in NEWS.items()}
    shares = {language: each / seconds["en"] for language, each in seconds.items()}
    assert {language: share for language, share in shares.items() if not 0.8 < share < 1.25} == {}


# ── Other drivers: a file that comes late, or never ────────────────────────────────────────────────


class Driver:
    """Writes its files in a thread of its own, as the driver of macOS does."""

    def __init__(self, write: Callable[[Path], None]) -> None:
        self._write, self._values, self._path = write, dict[str, Any](), Path()

    def setProperty(self, name: str, value: object) -> None:  # noqa: N802
        self._values[name] = value

    def getProperty(self, name: str) -> object:  # noqa: N802
        if name == "voices":
            return [SimpleNamespace(id="anna", languages=["en_US"])]
        return self._values[name]

    def save_to_file(self, text: str, path: str) -> None:
        self._path = Path(path)

    def runAndWait(self) -> None:  # noqa: N802
        threading.Thread(target=self._write, args=(self._path,)).start()


def write_late(path: Path) -> None:
    time.sleep(0.05)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 22050, 22050, "NONE", ""))
        file.writeframesraw(bytes(22050))
        time.sleep(0.05)
        file.writeframesraw(bytes(22050))


def write_nothing(path: Path) -> None:
    path.touch()


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Path], None]], None]:
    def use(write: Callable[[Path], None]) -> None:
        monkeypatch.setattr(pyttsx3, "LINUX", False)
        driver = Driver(write)
        monkeypatch.setattr(pyttsx3, "_driver", lambda: driver)
        monkeypatch.setattr(pyttsx3, "_installed", lambda: (("en-US", "anna"),))
        monkeypatch.setattr(pyttsx3, "PATIENCE", 0.3)
        monkeypatch.setattr(pyttsx3, "PATIENCE_A_LETTER", 0.01)

    return use


def test_a_file_that_comes_late_is_waited_for(elsewhere: Callable[[Callable[[Path], None]], None]) -> None:
    elsewhere(write_late)
    assert speak(SENTENCE).seconds == 1.0


def test_a_file_that_never_comes_is_an_error(elsewhere: Callable[[Callable[[Path], None]], None]) -> None:
    """An empty clip was handed on."""
    elsewhere(write_nothing)
    with pytest.raises(SpeechError, match="pyttsx3 left no whole file"):
        speak("Yes.")
