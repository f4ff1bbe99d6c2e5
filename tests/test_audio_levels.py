"""Voices and sentences evenly loud, and the meter that counts along, against ffmpeg's."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.audio import Sound, produce
from narrate.audio.edges import trimmed
from narrate.audio.ffmpeg import binary
from narrate.audio.measure import Meter, blocks_of, gated, longest_silence, measured
from narrate.audio.peaks import PeakMeter
from narrate.model import Clip, Narration, Voice
from tests.hearing import RATE, decoded, levels, quiet_spells, script_for, softer, speechlike


def ebur128(samples: np.ndarray, rate: int, folder: Path, figure: str = "I") -> float:
    """Integrated loudness ("I", LUFS) or true peak ("Peak", dBTP) as ffmpeg finds it."""
    path = folder / "samples.f32"
    path.write_bytes(samples.astype("<f4").tobytes())
    command = [binary(), "-hide_banner", "-f", "f32le", "-ar", str(rate), "-ac", "1", "-i", str(path)]
    done = subprocess.run(
        [*command, "-af", "ebur128=peak=true:framelog=quiet", "-f", "null", "-"],
        capture_output=True,
        check=True,
    )
    return float(re.findall(rf"{figure}:\s+(\S+)".encode(), done.stderr)[-1])


def metered(samples: np.ndarray, rate: int) -> float:
    meter = Meter(rate)
    for piece in np.array_split(samples, 7):
        meter.feed(piece)
    return gated(blocks_of(meter.cells()))


@pytest.mark.parametrize("rate", [22_050, 24_000, 32_000, 44_100, 48_000])
def test_the_meter_agrees_with_ffmpeg(rate: int, tmp_path: Path) -> None:
    clips = [
        speechlike(2.5, rate, loudness, seed=seed) for seed, loudness in enumerate((-20.0, -26.0, -41.0))
    ]
    gap = np.zeros(rate // 2)
    samples = np.concatenate(
        [part for clip in clips for part in (np.frombuffer(clip.pcm, "<i2") / 32768, gap)]
    )
    assert metered(samples, rate) == pytest.approx(ebur128(samples, rate, tmp_path), abs=0.1)


def test_the_meter_knows_the_standards_own_tone() -> None:
    """BS.1770: a sine of 997 Hz at full scale, in one channel, is -3.01 LUFS."""
    times = np.arange(5 * 48_000) / 48_000
    assert metered(np.sin(2 * np.pi * 997 * times), 48_000) == pytest.approx(-3.01, abs=0.02)


@given(st.lists(st.integers(0, 3000), max_size=9), st.integers(0, 9))
def test_the_meter_does_not_care_how_it_is_fed(lengths: list[int], seed: int) -> None:
    samples = np.random.default_rng(seed).standard_normal(sum(lengths)).astype(np.float32)
    pieces, whole = Meter(8_000), Meter(8_000)
    for piece in np.split(samples, np.cumsum(lengths)):
        pieces.feed(piece)
    whole.feed(samples)
    assert pieces.cells() == pytest.approx(whole.cells(), rel=1e-4)


def test_silence_is_measured_between_the_words() -> None:
    peaks = np.array([0, 0, 0, 0.1, 0, 0, 0.0001, 0.2, 0, 0.3] + [0] * 99)
    assert longest_silence(peaks) == pytest.approx(0.015)
    assert longest_silence(np.zeros(9)) == 0.0


# ── evenness ───────────────────────────────────────────────────────────────────────────────────────


def narrated(clips: list[Clip], folder: Path, quotes: tuple[int, ...] = ()) -> Narration:
    script = script_for(len(clips))
    utterances = tuple(
        replace(one, role="quote") if number in quotes else one
        for number, one in enumerate(script.utterances)
    )
    script = replace(script, utterances=utterances)
    sound = Sound(formats=("flac",))
    return produce(script, clips, Voice("tone", "tone"), folder, sound, speakers={"quote": "another"})


def loudness_of(narration: Narration, folder: Path) -> list[float]:
    """Of each sentence, cut out of the decoded file."""
    samples = decoded(narration.audio)
    return [
        ebur128(samples[round(mark.start * RATE) : round(mark.end * RATE)], RATE, folder)
        for mark in narration.marks
    ]


def test_sentences_of_one_voice_are_even(tmp_path: Path) -> None:
    strays = (0.0, 5.0, -6.0, 0.5, 2.0, -3.0, 0.0, 9.0)
    clips = [speechlike(2.0, loudness=-30.0 + stray, seed=3) for stray in strays]
    found = np.array(loudness_of(narrated(clips, tmp_path), tmp_path))
    assert np.abs(found - np.median(found)).max() < 1.5
    assert found[1] > found[0] > found[5]  # evened, not flattened


def test_a_voice_keeps_its_own_small_differences(tmp_path: Path) -> None:
    clips = [shaped((2.0, -30.0 + stray)) for stray in (0.0, 0.7, -0.7, 0.0)]
    found = loudness_of(narrated(clips, tmp_path), tmp_path)
    assert found[1] - found[2] == pytest.approx(1.4, abs=0.25)


@pytest.mark.parametrize("offset", [-15.0, 8.0])
def test_a_quoting_voice_is_as_loud_as_the_narrator(offset: float, tmp_path: Path) -> None:
    clips = [
        softer(speechlike(2.0, loudness=-30.0, seed=seed), -offset if seed % 3 == 2 else 0.0)
        for seed in range(9)
    ]
    found = loudness_of(narrated(clips, tmp_path, quotes=(2, 5, 8)), tmp_path)
    quotes, rest = found[2::3], [each for place, each in enumerate(found) if place % 3 != 2]
    assert np.mean(quotes) == pytest.approx(np.mean(rest), abs=1.0)


def test_nothing_pumps_within_a_sentence(tmp_path: Path) -> None:
    """One gain a sentence: a loud half stays as much louder as it was."""
    clip, plain = shaped((1.5, -44), (1.5, -34)), shaped((2.0, -40))
    narration = narrated([plain, clip, plain], tmp_path)
    mark, samples = narration.marks[1], decoded(narration.audio)
    at = [round((mark.start + share * (mark.end - mark.start)) * RATE) for share in (0.05, 0.45, 0.55, 0.95)]
    first, second = (np.sqrt(np.mean(samples[a:b] ** 2)) for a, b in ((at[0], at[1]), (at[2], at[3])))
    assert 20 * np.log10(second / first) == pytest.approx(10.0, abs=1.5)


# ── edges ──────────────────────────────────────────────────────────────────────────────────────────


def shaped(*parts: tuple[float, float], rate: int = 22_050, noise: float = -120.0) -> Clip:
    """Stretches of hiss: (seconds, level in dB), over a floor of noise."""
    random = np.random.default_rng(1)
    sound = np.concatenate(
        [random.standard_normal(round(length * rate)) * 10 ** (level / 20) for length, level in parts]
    )
    sound += random.standard_normal(len(sound)) * 10 ** (noise / 20)
    return Clip(pcm=(np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes(), rate=rate)


@pytest.mark.parametrize(
    ("name", "clip", "start", "end"),
    [
        (
            "a soft f at both ends",
            shaped((0.2, -120), (0.1, -48), (1, -20), (0.1, -48), (0.3, -120)),
            0.2, 1.4,
        ),
        (
            "a breath before the voice",
            shaped((0.1, -120), (0.2, -45), (0.15, -120), (1, -20), (0.2, -120)),
            0.1, 1.45,
        ),
        (
            "a noisy engine",
            shaped((0.4, -120), (1, -20), (0.1, -120), (0.5, -24), (0.6, -120), noise=-58),
            0.4, 2.0,
        ),
        (
            "a room that rings on",
            shaped((0.2, -120), (1, -20), *((0.02, -22 - 1.2 * n) for n in range(60))),
            0.2, 1.67,
        ),
        (
            "an offset",
            shaped((0.3, -120), (1, -20), (0.3, -120)),
            0.3, 1.3,
        ),
    ],
)  # fmt: skip
def test_where_the_sound_begins_and_ends(name: str, clip: Clip, start: float, end: float) -> None:
    if name == "an offset":
        pcm = np.frombuffer(clip.pcm, "<i2") + 400
        clip = replace(clip, pcm=pcm.astype("<i2").tobytes())
    found = trimmed(clip, RATE)
    length = (len(found.samples) - found.before - found.after) / RATE
    assert found.cut == pytest.approx(start, abs=0.02)
    assert found.cut + length == pytest.approx(end, abs=0.06 if "room" in name else 0.02)


def test_a_noisy_engine_is_silent_in_the_pauses(tmp_path: Path) -> None:
    clips = [shaped((0.4, -120), (1, -22), (0.1, -120), (0.4, -24), (0.5, -120), noise=-60)] * 3
    narration = narrated(clips, tmp_path)
    spells = [length for _, length in quiet_spells(decoded(narration.audio), below=-50) if length > 0.2]
    assert spells == pytest.approx([0.4, 0.4, 0.4, 1.0], abs=0.02)
    assert levels(narration.audio)[1] <= -1


# ── True peaks ─────────────────────────────────────────────────────────────────────────────────────


def true_peak(samples: np.ndarray, size: int = 1 << 18) -> float:
    meter = PeakMeter()
    for start in range(0, len(samples), size):
        meter.feed(samples[start : start + size].astype(np.float32))
    return meter.decibels()


@pytest.mark.parametrize(
    ("hertz", "phase"), [(11_025, 0.25), (11_025, 0.1), (997, 0.0), (7_350, 0.5), (15_000, 0.3)]
)
def test_a_tone_is_as_high_between_its_samples(hertz: float, phase: float) -> None:
    """A quarter of the sampling rate at 45 degrees: no sample is higher than 0.707."""
    time = np.arange(44_100) / 44_100
    tone = np.sin(2 * np.pi * (hertz * time + phase / 2)) * np.hanning(44_100)
    assert true_peak(tone) == pytest.approx(0.0, abs=0.1)


def test_a_true_peak_is_that_of_ffmpeg(tmp_path: Path) -> None:
    noise = np.random.default_rng(5).normal(0, 0.1, 88_200) * np.hanning(88_200)
    theirs = ebur128(noise, 44_100, tmp_path, "Peak")
    assert true_peak(noise) == pytest.approx(theirs, abs=0.1)


@given(st.lists(st.floats(-1, 1, width=32), max_size=200), st.integers(1, 50))
def test_pieces_have_the_peak_of_the_whole(samples: list[float], size: int) -> None:
    whole = np.array(samples, dtype=np.float32)
    assert true_peak(whole, size) == pytest.approx(true_peak(whole), abs=0.01)
    assert true_peak(whole) >= (20 * np.log10(np.abs(whole).max()) if whole.any() else -np.inf) - 1e-4


def test_silence_has_no_peak() -> None:
    assert true_peak(np.zeros(1000)) == -np.inf == PeakMeter().decibels()


def test_a_file_s_last_milliseconds_are_measured(tmp_path: Path) -> None:
    """They are less than a window of silence."""
    samples = np.zeros(44_100 + 100, dtype=np.float32)
    samples[-50] = 0.5
    source, path = tmp_path / "samples.f32", tmp_path / "click.wav"
    source.write_bytes(samples.astype("<f4").tobytes())
    command = [
        binary(),
        "-v",
        "error",
        "-f",
        "f32le",
        "-ar",
        "44100",
        "-ac",
        "1",
        "-i",
        str(source),
        str(path),
    ]
    subprocess.run(command, check=True)
    assert measured(path)[1].true_peak == pytest.approx(-6.0, abs=0.1)
