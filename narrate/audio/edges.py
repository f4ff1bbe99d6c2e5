"""Where the sound of a clip begins and ends.

What lies before and after it is the engine's own silence, which is trimmed: silence is ours alone, so that what is
configured is what is heard.  A soft f or s at an edge is sound; the hiss of a noisy engine is not.
"""

from __future__ import annotations

import os
import warnings
from dataclasses import dataclass

import numpy as np
import soxr

with warnings.catch_warnings():
    # pydub looks for ffmpeg on PATH while it is imported and warns without one; here it never encodes.
    warnings.simplefilter("ignore")
    os.environ.setdefault("PATH", os.defpath)  # and it fails without a PATH, as cron may leave it
    from pydub import AudioSegment
    from pydub.silence import detect_leading_silence

from narrate.model import Clip

BELOW_PEAK = 42.0
"""dB under the clip's own peak: a quiet engine's noise lies 50 dB and more below it, a soft f or s about 35."""
NOISY = 34.0
"""The same where the engine is noisy; nearer to the voice than a soft f nothing is called noise."""
ABOVE_NOISE = 6.0
"""dB that a sound must stand above the engine's noise."""
GRAIN = 0.02
"""Seconds.  Speech has a gap of that length somewhere, before a stop if nowhere else: the quietest of a clip is the
engine's noise."""
STEP = 5
"""Milliseconds; how exactly the edges of the sound are found."""
GUARD = 10
"""Milliseconds kept beyond each edge and faded, so that a soft onset is not cut and no joint clicks.  They count
as a part of the pause."""


@dataclass(frozen=True, slots=True)
class Trimmed:
    """The sound of a clip."""

    samples: np.ndarray
    """32-bit floats, −1 to 1, at the recording's rate; none where there is no sound."""
    before: int
    after: int
    """Of the samples, how many at each end are guard."""
    cut: float
    """Seconds of the clip in front of the sound."""


NOTHING = Trimmed(np.zeros(0, dtype=np.float32), 0, 0, 0.0)


def trimmed(clip: Clip, rate: int) -> Trimmed:
    """A clip without its edge silence, at ``rate``.

    A failed clip and a silent one, which stands for a text without a word, have no sound.
    """
    if not clip.pcm.strip(b"\0"):
        return NOTHING
    segment = AudioSegment(data=clip.pcm, sample_width=2, frame_rate=clip.rate, channels=1)
    threshold = _threshold(clip, segment.max_dBFS)
    first = detect_leading_silence(segment, silence_threshold=threshold, chunk_size=STEP)
    last = len(segment) - detect_leading_silence(
        segment.reverse(), silence_threshold=threshold, chunk_size=STEP
    )
    if last <= first:
        return NOTHING
    start, end = max(first - GUARD, 0), min(last + GUARD, len(segment))
    kept = segment[start:end].fade_in(max(first - start, STEP)).fade_out(max(end - last, STEP))
    samples = np.frombuffer(kept.raw_data, dtype="<i2").astype(np.float32) / 32768
    resampled = soxr.resample(samples, clip.rate, rate, quality="HQ")
    return Trimmed(
        resampled, round((first - start) * rate / 1000), round((end - last) * rate / 1000), first / 1000
    )


def _threshold(clip: Clip, peak: float) -> float:
    """dB of full scale that parts sound from silence."""
    size = max(1, round(GRAIN * clip.rate))
    samples = np.frombuffer(clip.pcm, dtype="<i2").astype(np.float32) / 32768
    powers = np.square(samples[: len(samples) // size * size].reshape(-1, size)).mean(axis=1)
    sounding = powers[powers > 1e-12]  # digital silence says nothing of noise
    if not len(sounding):
        return peak - BELOW_PEAK
    noise = 10 * np.log10(sounding.min())
    return float(min(max(noise + ABOVE_NOISE, peak - BELOW_PEAK), peak - NOISY))
