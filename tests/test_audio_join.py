"""The recording before it is levelled: pauses as configured, times as counted, nothing lost and nothing kept."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.audio.join import Joined, join_clips
from narrate.audio.sound import Sound
from narrate.errors import AudioError
from narrate.model import Clip, Utterance, Voice, Word
from narrate.speech.engines.tone import ToneEngine
from tests.hearing import RATE, quiet_spells, speechlike, utterance

FAILED = Clip(pcm=b"", rate=0, source="failed", problem="voice x: no sound")
SILENT = Clip(pcm=bytes(2 * 22_050), rate=22_050)


def join(pairs: list[tuple[Utterance, Clip]], sound: Sound | None = None) -> tuple[Joined, np.ndarray]:
    out = io.BytesIO()
    joined = join_clips(pairs, sound or Sound(), out)
    return joined, np.frombuffer(out.getvalue(), dtype="<f4")


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 48_000])
@pytest.mark.parametrize("edges", [(0.0, 0.0), (0.1, 0.3), (2.0, 4.0)])
def test_silence_is_ours_alone(rate: int, edges: tuple[float, float]) -> None:
    pauses = [0.25, 0.8, 1.5]
    pairs = [
        (utterance(pause=pause), speechlike(0.7, rate, edges=edges, seed=index))
        for index, pause in enumerate([*pauses, 9.0])
    ]
    _, samples = join(pairs)
    heard = [length for _, length in quiet_spells(samples, below=-58)]
    assert heard == pytest.approx([0.4, *pauses, 1.0], abs=0.02)


def test_clips_of_every_rate_share_a_time_line() -> None:
    rates = [16_000, 22_050, 24_000, 48_000, 44_100]
    clips = [speechlike(1.0, rate, edges=(0, 0)) for rate in rates]
    joined, samples = join([(utterance(), clip) for clip in clips])
    assert joined.samples == len(samples)
    for mark in joined.marks:
        assert mark.end - mark.start == pytest.approx(1.0, abs=0.05)
        inside = samples[round(mark.start * RATE) : round(mark.end * RATE)]
        assert np.abs(inside[: RATE // 50]).max() > 0.003
        assert np.abs(inside[-RATE // 50 :]).max() > 0.003
        guard = 0.012  # of the sound's edge, faded
        assert not samples[round((mark.end + guard) * RATE) : round((mark.end + 0.4 - guard) * RATE)].any()


def test_times_do_not_drift() -> None:
    clip = speechlike(0.3333, 22_050)
    joined, _ = join([(utterance(pause=0.1001), clip) for _ in range(400)])
    places = np.array([[mark.start, mark.end] for mark in joined.marks]) * RATE
    assert np.abs(places - places.round()).max() < 1e-6
    assert joined.samples == round(places[-1, 1]) + RATE


def test_no_joint_clicks() -> None:
    times = np.arange(22_050) / 22_050
    loud = Clip(pcm=(30_000 * np.cos(2 * np.pi * 200 * times)).astype("<i2").tobytes(), rate=22_050)
    joined, samples = join([(utterance(), loud)] * 3)
    steepest = 2 * np.pi * 200 / RATE * 0.95
    for mark in joined.marks:
        for edge in (round(mark.start * RATE), round(mark.end * RATE)):
            assert np.abs(np.diff(samples[edge - 200 : edge + 200])).max() < steepest


def test_a_failed_sentence_has_a_place_and_no_length() -> None:
    good = speechlike(0.5)
    joined, samples = join(
        [(utterance("One."), good), (utterance("Two."), FAILED), (utterance("Three."), good)]
    )
    first, lost, last = joined.marks
    assert (lost.start, lost.source, lost.problem) == (lost.end, "failed", FAILED.problem)
    assert first.end <= lost.start < last.start
    assert last.start - first.end == pytest.approx(
        0.4, abs=0.001
    )  # no silence is longer than the longest pause
    assert len(samples) == joined.samples


def test_a_text_without_a_word_has_no_length_either() -> None:
    joined, _ = join([(utterance("One."), speechlike(0.5)), (utterance("…"), SILENT)])
    assert joined.marks[1].start == joined.marks[1].end
    assert joined.marks[1].source == "voiced"
    assert joined.samples == round(joined.marks[0].end * RATE) + RATE


def test_the_last_pause_is_the_tail_even_if_the_last_sentence_failed() -> None:
    joined, _ = join([(utterance(), speechlike(0.5)), (utterance(pause=7.0), FAILED)], Sound(tail=0.5))
    assert joined.samples == round(joined.marks[0].end * RATE) + round(0.5 * RATE)


@pytest.mark.parametrize("clips", [[FAILED], [FAILED, FAILED], [SILENT, FAILED]])
def test_nothing_voiced_is_an_error_that_says_why(clips: list[Clip]) -> None:
    with pytest.raises(AudioError, match="not one sentence could be voiced: voice x: no sound"):
        join([(utterance(), clip) for clip in clips])


@pytest.mark.parametrize("clips", [[], [SILENT, SILENT]])
def test_nothing_to_say_is_an_error(clips: list[Clip]) -> None:
    with pytest.raises(AudioError, match="nothing to say"):
        join([(utterance(), clip) for clip in clips])


def test_words_move_with_their_sentence(tone: Voice) -> None:
    clip = ToneEngine(tone).speak("Seven boats left")
    joined, samples = join([(utterance(), clip), (utterance(), clip)])
    for mark in joined.marks:
        assert mark.words[0].start == pytest.approx(mark.start, abs=0.006)
        assert mark.words[-1].end == pytest.approx(mark.end, abs=0.006)
        for word in mark.words:
            middle = round((word.start + word.end) / 2 * RATE)
            assert np.abs(samples[middle - 200 : middle + 200]).max() > 0.2


def test_words_stay_inside_their_sentence() -> None:
    clip = replace(speechlike(0.5), words=(Word("a", -3.0, 0.01), Word("b", 0.5, 99.0)))
    (mark,) = join([(utterance(), clip)])[0].marks
    assert (mark.words[0].start, mark.words[1].end) == (mark.start, mark.end)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.binary(max_size=400).map(lambda raw: raw[: len(raw) // 2 * 2]),
            st.integers(0, 300),
            st.sampled_from([8_000, 16_000, 22_050, 24_000, 44_100, 48_000]),
            st.floats(0, 2),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_any_clip_is_joined_or_refused(given_clips: list[tuple[bytes, int, int, float]]) -> None:
    pairs = [
        (utterance(pause=pause), Clip(pcm=raw * 5 + bytes(2 * zeros), rate=rate))
        for raw, zeros, rate, pause in given_clips
    ]
    try:
        joined, samples = join(pairs)
    except AudioError:
        return
    assert len(joined.marks) == len(pairs)
    assert joined.samples == len(samples)
    times = [time for mark in joined.marks for time in (mark.start, mark.end)]
    assert times == sorted(times)


def _peak_memory(minutes: float, out: Path) -> int:
    clip = speechlike(6.0)

    def pairs() -> Iterator[tuple[Utterance, Clip]]:
        for _ in range(round(minutes * 10)):
            yield utterance(), replace(clip, pcm=bytes(bytearray(clip.pcm)))

    with out.open("wb") as file:
        tracemalloc.start()
        join_clips(pairs(), Sound(), file)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return peak


def test_memory_does_not_grow_with_the_article(tmp_path: Path) -> None:
    short, long = _peak_memory(1, tmp_path / "a"), _peak_memory(10, tmp_path / "b")
    assert long - short < 4_000_000  # the recording itself would be 48 MB; its description is 0.1 a minute
