"""Clips → one recording: each clip's own edge silence trimmed, ours added, the time of every sentence kept.

The recording goes to a file as the clips arrive, so memory does not grow with the article, and times are
counted in samples, so they do not drift.  Silence is ours alone: what is configured is what is heard.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

import numpy as np
import soxr

with warnings.catch_warnings():
    # pydub looks for ffmpeg on PATH while it is imported and warns without one; here it never encodes.
    warnings.simplefilter("ignore")
    os.environ.setdefault("PATH", os.defpath)  # and it fails without a PATH, as cron may leave it
    from pydub import AudioSegment
    from pydub.silence import detect_leading_silence

from narrate.audio.sound import Sound
from narrate.errors import AudioError
from narrate.model import Clip, Mark, Utterance, Word

SILENCE_BELOW_PEAK = 42.0
"""dB under the clip's own peak: an engine's noise floor lies 50 dB and more below it, a soft f or s about 35."""
STEP = 5
"""Milliseconds; how exactly the edges of the sound are found."""
FADE = 4
"""Milliseconds of fade at each edge, so that no joint clicks."""
WINDOW = 0.005
"""Seconds; the grain in which ``Joined`` describes the recording (6 MB an hour)."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A recording on disk, described."""

    samples: int
    marks: tuple[Mark, ...]
    peaks: np.ndarray
    """Of each WINDOW of sound (pauses left out), as a share of full scale."""
    powers: np.ndarray
    """Mean square of the same windows."""


def join_clips(pairs: Iterable[tuple[Utterance, Clip]], sound: Sound, out: BinaryIO) -> Joined:
    """Write the recording to ``out`` as mono, signed 16-bit little-endian samples at ``sound.rate``.

    Raises:
        AudioError: there is not one clip with sound.
    """
    at = _write_silence(out, sound.lead, sound.rate)
    marks: list[Mark] = []
    windows: list[tuple[np.ndarray, np.ndarray]] = []
    for utterance, clip, pause in _with_pauses(pairs, sound.tail):
        pcm, cut = _prepared(clip, sound.rate)
        out.write(pcm.tobytes())
        marks.append(_mark(utterance, clip, at, len(pcm), cut, sound.rate))
        windows.append(_windows(pcm, sound.rate))
        at += len(pcm) + _write_silence(out, pause, sound.rate)
    if not any(len(peaks) for peaks, _ in windows):
        problem = next((mark.problem for mark in marks if mark.problem), "there is nothing to say")
        raise AudioError("", f"not one sentence could be voiced: {problem}")
    peaks, powers = (np.concatenate(column) for column in zip(*windows, strict=True))
    return Joined(samples=at, marks=tuple(marks), peaks=peaks, powers=powers)


def _with_pauses(
    pairs: Iterable[tuple[Utterance, Clip]], tail: float
) -> Iterator[tuple[Utterance, Clip, float]]:
    """Each pair with the pause after it; the last one's is the tail."""
    waiting: tuple[Utterance, Clip] | None = None
    for pair in pairs:
        if waiting:
            yield *waiting, waiting[0].pause
        waiting = pair
    if waiting:
        yield *waiting, tail


def _prepared(clip: Clip, rate: int) -> tuple[np.ndarray, float]:
    """The sound of a clip at our rate without its edge silence, and the seconds cut off in front.

    A failed clip and a silent one, which stands for a text without a word, have no sound.
    """
    if not clip.pcm.strip(b"\0"):
        return np.zeros(0, dtype=np.int16), 0.0
    segment = AudioSegment(data=clip.pcm, sample_width=2, frame_rate=clip.rate, channels=1)
    threshold = segment.max_dBFS - SILENCE_BELOW_PEAK
    first = detect_leading_silence(segment, silence_threshold=threshold, chunk_size=STEP)
    last = len(segment) - detect_leading_silence(
        segment.reverse(), silence_threshold=threshold, chunk_size=STEP
    )
    if last <= first:
        return np.zeros(0, dtype=np.int16), 0.0
    trimmed = segment[first:last].fade_in(FADE).fade_out(FADE)
    samples = np.frombuffer(trimmed.raw_data, dtype="<i2")
    return soxr.resample(samples, clip.rate, rate, quality="HQ"), first / 1000


def _write_silence(out: BinaryIO, seconds: float, rate: int) -> int:
    samples = round(seconds * rate)
    out.write(bytes(2 * samples))
    return samples


def _mark(utterance: Utterance, clip: Clip, at: int, samples: int, cut: float, rate: int) -> Mark:
    start, end = at / rate, (at + samples) / rate
    words = tuple(_moved(word, start - cut, start, end) for word in clip.words)
    return Mark(
        start, end, utterance.shown, utterance.block, utterance.role, words, clip.source, clip.problem
    )


def _moved(word: Word, by: float, first: float, last: float) -> Word:
    start, end = (min(max(time + by, first), last) for time in (word.start, word.end))
    return replace(word, start=start, end=end)


def _windows(pcm: np.ndarray, rate: int) -> tuple[np.ndarray, np.ndarray]:
    """Peak and mean square of each whole window."""
    size = round(WINDOW * rate)
    grid = pcm[: len(pcm) // size * size].astype(np.float32).reshape(-1, size) / 32768
    return np.abs(grid).max(axis=1), np.square(grid).mean(axis=1)
