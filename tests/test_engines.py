"""One contract over every installed engine: whoever registers an engine is held to it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from importlib.metadata import entry_points

import numpy as np
import pytest

from narrate.errors import EngineMissing, SpeechError, VoiceError
from narrate.model import Clip, Said, Sound, Voice
from narrate.speech.check import check_clip
from narrate.speech.engines import GROUP, SpeaksSounds, SpeechEngine, engine_class, say
from narrate.speech.voices import missing, profiles

REMOTE = {"openai"}
"""Engines that speak on another machine are held to it against a server of ours (test_engines_openai.py)."""
ENGINES = sorted({point.name for point in entry_points(group=GROUP)} - REMOTE)
SOUNDING = [name for name in ENGINES if hasattr(engine_class(name), "speak_said")]
SENTENCE = "The ferry ran again on Sunday, after eleven weeks in the yard."
LONG = " ".join([SENTENCE] * 5)[:299]


def voice_of(engine: str) -> Voice:
    voice = next(each for each in profiles().values() if each.engine == engine)
    if problem := missing(voice):
        pytest.skip(str(problem))
    return voice if voice.language else Voice(name=voice.name, engine=engine, language="en")


@pytest.fixture(params=ENGINES, scope="module")
def voice(request: pytest.FixtureRequest) -> Voice:
    return voice_of(request.param)


@pytest.fixture(scope="module")
def engine(voice: Voice) -> SpeechEngine:
    return engine_class(voice.engine)(voice)


def peak(clip: Clip) -> float:
    return float(np.abs(np.frombuffer(clip.pcm, dtype="<i2").astype(np.int32)).max()) / 32768


@pytest.mark.parametrize("text", [SENTENCE, "Yes.", "A.", LONG, "Wait … what? “No!”", "Ça va, Zoë — naïve?"])
def test_speaks(engine: SpeechEngine, voice: Voice, text: str) -> None:
    clip = engine.speak(text)
    check_clip(clip, text, voice.name)
    assert 16_000 <= clip.rate <= 48_000
    assert len(clip.pcm) % 2 == 0


def test_speaks_for_as_long_as_the_text_is(engine: SpeechEngine) -> None:
    once, five_times = engine.speak(SENTENCE), engine.speak(" ".join([SENTENCE] * 5))
    assert 3.5 < five_times.seconds / once.seconds < 6.5


def test_keeps_levels_apart_from_lengths(engine: SpeechEngine) -> None:
    """No engine lifts a short text to full level by itself."""
    assert peak(engine.speak("Yes.")) < 0.999


def test_a_faster_voice_is_faster(voice: Voice, engine: SpeechEngine) -> None:
    fast = replace(voice, rate=voice.rate * 1.5)
    ratio = engine.speak(SENTENCE).seconds / engine_class(voice.engine)(fast).speak(SENTENCE).seconds
    assert 1.2 < ratio < 1.8


def test_reports_version_and_languages(voice: Voice) -> None:
    kind = engine_class(voice.engine)
    assert kind.version(voice)
    assert kind.languages(voice)


TIMED = "“The ferry ran again,” she said — for $5, that one — at the end of the day … and in a U.S. port."


@pytest.mark.parametrize("text", [TIMED, SENTENCE, "Yes.", "…and why?"])
def test_every_word_has_its_time(engine: SpeechEngine, voice: Voice, text: str) -> None:
    clip = say(engine, Said(text), voice.language)
    assert [word.text for word in clip.words] == text.split()
    times = [time for word in clip.words for time in (word.start, word.end)]
    assert times == sorted(times)
    assert all(0 <= time <= clip.seconds for time in times)
    assert all(word.end > word.start for word in clip.words if any(map(str.isalnum, word.text)))


def test_only_the_engines_own_times_are_exact(engine: SpeechEngine, voice: Voice) -> None:
    """What the engine itself gives is what the listener's page gets, and it says so."""
    own = engine.speak(TIMED)
    clip = say(engine, Said(TIMED), voice.language)
    assert clip.exact == own.exact == bool(own.words)


def test_times_point_at_sound(engine: SpeechEngine, voice: Voice) -> None:
    """Words are loud, and the pause after a comma is no part of one."""
    clip = say(engine, Said(SENTENCE), voice.language)
    samples = np.abs(np.frombuffer(clip.pcm, dtype="<i2").astype(np.int32))
    for word in clip.words:
        assert samples[round(word.start * clip.rate) : round(word.end * clip.rate)].max() > 0.02 * 32768
    sunday, after = clip.words[5:7]
    assert sunday.text == "Sunday,"
    assert sunday.end <= after.start


def test_the_same_text_has_the_same_bytes(engine: SpeechEngine) -> None:
    first = engine.speak(SENTENCE)
    engine.speak("Yes.")
    again = engine.speak(SENTENCE)
    assert (again.pcm, again.words) == (first.pcm, first.words)


def test_brackets_are_no_phonemes(engine: SpeechEngine, voice: Voice) -> None:
    """Piper takes [[…]] for phonemes and swallows the comma after it; others read it out."""
    text = "The [[lˈɛd]], which was old, went."
    clip = say(engine, Said(text), voice.language)
    check_clip(clip, text, voice.name)
    assert len(clip.words) == len(text.split())


def test_that_one_is_two_words(engine: SpeechEngine, voice: Voice) -> None:
    """eSpeak NG joins them into one."""
    clip = say(engine, Said("He said that one was theirs."), voice.language)
    that, one = clip.words[2:4]
    assert min(that.end - that.start, one.end - one.start) > 0.05


PIPES = Said(SENTENCE.replace("ferry", "lead ferry"), ((4, Sound("lead", "ˈlɛd")),))


def test_says_sounds_or_respellings(
    engine: SpeechEngine, voice: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_clip(say(engine, PIPES, "en"), PIPES.text, voice.name)
    heard: list[str] = []

    def listen(text: str) -> Clip:
        heard.append(text)
        return Clip(b"", 0)

    monkeypatch.setattr(engine, "speak", listen)
    say(engine, PIPES, "en")
    assert heard == ([] if isinstance(engine, SpeaksSounds) else [PIPES.text.replace("lead", "led")])


@pytest.mark.parametrize("voice", SOUNDING, indirect=True)
def test_an_engine_of_sounds_says_plain_texts_as_ever(engine: SpeechEngine) -> None:
    assert isinstance(engine, SpeaksSounds)
    assert 0.9 < engine.speak_said(Said(SENTENCE)).seconds / engine.speak(SENTENCE).seconds < 1.1
    short = Said("A lead pipe.", ((2, Sound("lead", "lɛdlɛdlɛdlɛd")),))
    assert engine.speak_said(short).seconds > 1.2 * engine.speak(short.text).seconds


def test_prints_nothing(engine: SpeechEngine, capfd: pytest.CaptureFixture[str]) -> None:
    engine.speak(SENTENCE)
    assert capfd.readouterr().out == ""


def test_an_engine_nobody_installed() -> None:
    with pytest.raises(EngineMissing, match=r"the engine nobody is not installed\. Installed are: .*tone"):
        engine_class("nobody")


def test_piper_without_its_model() -> None:
    voice = Voice(name="lost", engine="piper", model="lost_package/lost.onnx", install="pip install lost")
    with pytest.raises(
        EngineMissing, match=r"lost_package/lost\.onnx is not installed\. Run: pip install lost"
    ):
        engine_class("piper")(voice)


def test_piper_with_a_broken_model(tmp_path: object) -> None:
    from pathlib import Path

    model = Path(str(tmp_path)) / "broken.onnx"
    model.write_bytes(b"no model")
    voice = Voice(name="broken", engine="piper", model=str(model))
    with pytest.raises(VoiceError, match=r"broken\.onnx\.json is missing"):
        engine_class("piper")(voice)
    model.with_name("broken.onnx.json").write_text('{"audio": {"sample_rate": 22050}}')
    with pytest.raises((VoiceError, SpeechError)):
        engine_class("piper")(voice)


@pytest.mark.parametrize("language", ["uk", "de", "fr", "es", "pl", "it", "pt", "ru", "tr", "cs", "zh"])
def test_the_system_voice_speaks_many_languages(language: str) -> None:
    voice_of("pyttsx3")
    voice = Voice(name="system", engine="pyttsx3", language=language)
    text = {"uk": "Пором знову ходить.", "ru": "Паром снова ходит.", "zh": "渡轮又开了。"}.get(
        language, "Radio 24."
    )
    check_clip(engine_class("pyttsx3")(voice).speak(text), text, "system")


def test_the_system_voice_without_the_language() -> None:
    voice_of("pyttsx3")
    with pytest.raises(VoiceError, match="no voice for the language tlh"):
        engine_class("pyttsx3")(Voice(name="system", engine="pyttsx3", language="tlh"))


@pytest.mark.parametrize("first", ENGINES)
@pytest.mark.parametrize("second", ENGINES)
def test_engines_bear_each_other_in_one_process(first: str, second: str) -> None:
    """pyttsx3's eSpeak NG and Piper's own copy of it have crashed each other."""
    code = (
        "import sys; from dataclasses import replace\n"
        "from narrate.speech.engines import engine_class; from narrate.speech.voices import profiles\n"
        "voices = {voice.engine: voice for voice in profiles().values()}\n"
        "for name in sys.argv[1:] * 2:\n"
        "    voice = voices[name] if voices[name].language else replace(voices[name], language='uk')\n"
        "    assert engine_class(name)(voice).speak('Yes, 1.').seconds > 0.2\n"
    )
    for name in (first, second):
        voice_of(name)
    done = subprocess.run([sys.executable, "-c", code, first, second], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_system_voice_starts_once_for_many_threads() -> None:
    """Two articles that asked for its languages at once have hung for ever."""
    voice_of("pyttsx3")
    code = (
        "from concurrent.futures import ThreadPoolExecutor; from narrate.model import Voice\n"
        "from narrate.speech.engines import engine_class; voice = Voice('system', 'pyttsx3')\n"
        "with ThreadPoolExecutor(8) as threads:\n"
        "    found = list(threads.map(lambda _: engine_class('pyttsx3').languages(voice), range(8)))\n"
        "assert len(set(found)) == 1 and len(found[0]) > 0\n"
    )
    for _ in range(5):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=False)
        assert (done.returncode, done.stderr) == (0, b"")


def test_a_system_voice_that_is_not_there() -> None:
    voice_of("pyttsx3")
    with pytest.raises(VoiceError, match="the system has no voice 'nope'"):
        engine_class("pyttsx3")(Voice(name="mine", engine="pyttsx3", model="nope"))
