"""Voice profiles, and the choice among them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from narrate.errors import EngineMissing, VoiceError
from narrate.model import Voice
from narrate.speech.languages import closest
from narrate.speech.voices import choose, profiles, read_profile


def test_the_projects_own_profiles() -> None:
    known = profiles()
    assert {"en_US-joe", "system", "tone"} <= known.keys()
    assert all(voice.licence for voice in known.values())


def test_auto_takes_the_neural_voice_for_english() -> None:
    known = {name: voice for name, voice in profiles().items() if voice.engine != "kokoro"}  # an extra
    assert choose("auto", "en-GB", known).name == "en_US-joe"


@pytest.mark.parametrize("language", ["uk", "de", "zh", "nb"])
def test_auto_falls_back_to_the_system(language: str) -> None:
    voice = choose("auto", language, profiles())
    assert (voice.name, voice.language) == ("system", language)


def test_auto_never_beeps() -> None:
    with pytest.raises(VoiceError, match="language tlh: no installed voice speaks it"):
        choose("auto", "tlh", profiles())


def test_a_named_voice_keeps_its_language() -> None:
    assert choose("en_US-joe", "de", profiles()).language == "en-US"


def test_a_named_voice_without_the_language() -> None:
    with pytest.raises(VoiceError, match="voice system: does not speak 'tlh'"):
        choose("system", "tlh", profiles())


def test_an_unknown_voice_names_the_known_ones() -> None:
    with pytest.raises(VoiceError, match=r"voice nobody: is not known\. Known are: auto, en_US-joe, .*tone"):
        choose("nobody", "en", profiles())


def test_a_voice_whose_engine_is_missing_says_the_pip_line() -> None:
    known = {"far": Voice(name="far", engine="far", install="pip install far")}
    with pytest.raises(EngineMissing, match="Run: pip install far"):
        choose("far", "en", known)


def test_the_users_profiles_go_before_ours(tmp_path: Path) -> None:
    (tmp_path / "tone.toml").write_text('engine = "tone"\nrate = 2\nlicence = "mine"\n')
    assert profiles([tmp_path])["tone"].licence == "mine"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("engine = ", "not a readable voice profile"),
        ("rate = 1.0", "names no engine"),
        ('engine = "tone"\nspeed = 2', "unknown field 'speed'"),
        ('engine = "tone"\nrate = "fast"', "rate is 'fast'"),
        ('engine = "tone"\nrate = 0', "has the rate 0"),
        ('engine = "tone"\nlanguage = 7', "language is 7"),
    ],
)
def test_a_broken_profile_is_one_clear_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text)
    with pytest.raises(VoiceError, match=message) as caught:
        read_profile(path)
    assert "mine.toml" in str(caught.value)


def test_a_broken_profile_stops_nobody_else(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "mine.toml").write_text("engine = ")
    (tmp_path / "tone.toml").write_text('engine = "tone"\nspeed = 2')
    known = profiles([tmp_path])
    assert known.keys() & {"mine", "tone", "system"} == {"system"}
    assert "mine.toml: is not a readable voice profile" in caplog.messages[0]
    assert "tone.toml: has an unknown field 'speed'" in caplog.messages[1]
    with pytest.raises(VoiceError, match="voice mine: is not known"):
        choose("mine", "en", known)


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("speaker", "x", "voice mine: its option speaker is 'x'. It must be a whole number"),
        ("speaker", 1.5, "voice mine: its option speaker is 1.5. It must be a whole number"),
        ("noise", "low", "voice mine: its option noise is 'low'. It must be a number"),
    ],
)
def test_an_option_of_the_wrong_kind_is_found_before_work_starts(
    option: str, value: str | float, message: str
) -> None:
    voice = replace(profiles()["en_US-joe"], name="mine", options={option: value})
    with pytest.raises(VoiceError) as caught:
        choose("mine", "en", {"mine": voice})
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("wanted", "offered", "found"),
    [
        ("en-GB", ("en-US",), "en-US"),
        ("en", ("en-gb", "en-us"), "en-us"),
        ("no", ("da", "nb"), "nb"),
        ("zh", ("cmn", "yue"), "cmn"),
        ("uk", ("ru", "be"), ""),
        ("zh-TW", ("cmn",), "cmn"),
        ("zh-Hant", ("yue", "cmn"), "cmn"),
        ("zh-HK", ("yue", "cmn"), "yue"),
        ("zh-HK", ("cmn",), "cmn"),
        ("nn", ("da", "nb"), "nb"),
        ("nn", ("nn", "nb"), "nn"),
        ("nn-NO", ("da", "no"), "no"),
        ("sr-Latn", ("sr",), "sr"),
        ("xx", ("mul",), "mul"),
        ("", ("en",), ""),
        ("not a tag!", ("en",), ""),
        ("en-us-nyc", ("en-us-nyc", "en"), "en-us-nyc"),
    ],
)
def test_closest(wanted: str, offered: tuple[str, ...], found: str) -> None:
    assert closest(wanted, offered) == found
