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
EDGES = 3
"""Such pieces at either end: at one of them the noise is heard alone."""
STEADY = 3.0
"""dB between the noise there and in the gaps."""
STEP = 5
"""Milliseconds; how exactly the edges of the sound are found."""
GUARD = 0.006
"""Seconds kept beyond each edge and faded, so that a soft onset is not cut and no joint clicks.  They count as a
part of the pause."""
RUMBLE, LOWEST = 20.0, 60.0
"""Hertz: below the first nothing is kept, above the second, where the deepest voices begin, everything."""
DEEP = 441
"""Samples a second in which rumble is looked for."""


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
    """A clip without its edge silence and without rumble, at ``rate``.

    A failed clip and a silent one, which stands for a text without a word, have no sound.
    """
    if not clip.pcm.strip(b"\0"):
        return NOTHING
    samples = _without_rumble(np.frombuffer(clip.pcm, dtype="<i2").astype(np.float32) / 32768, clip.rate)
    first, last = _edges(samples, clip.rate)
    if last <= first:
        return NOTHING
    guard = round(GUARD * clip.rate)
    start, end = max(first - guard, 0), min(last + guard, len(samples))
    kept = samples[start:end]
    rise, fall = max(first - start, guard), max(end - last, guard)
    resampled = soxr.resample(faded(kept, rise, fall), clip.rate, rate, quality="HQ")
    scale = rate / clip.rate
    return Trimmed(resampled, round((first - start) * scale), round((end - last) * scale), first / clip.rate)


def _without_rumble(samples: np.ndarray, rate: int) -> np.ndarray:
    """Without what lies under every voice: an engine's offset would step at each pause, and codecs let such a step
    ring for a tenth of a second.

    What is taken away is found at ``DEEP``, where a spectrum is a fiftieth of the work.
    """
    centred: np.ndarray = samples - samples.mean()
    deep = soxr.resample(centred, rate, DEEP, quality="LQ")
    if not len(deep):
        return centred
    size = 2 * len(deep)  # the end must not meet the beginning
    spectrum = np.fft.rfft(deep, size)
    hertz = np.arange(len(spectrum)) * (DEEP / size)
    spectrum *= np.clip((LOWEST - hertz) / (LOWEST - RUMBLE), 0.0, 1.0)
    rumble = soxr.resample(np.fft.irfft(spectrum, size)[: len(deep)], DEEP, rate, quality="LQ")
    both = min(len(rumble), len(centred))
    centred[:both] -= rumble[:both]
    return centred


def _edges(samples: np.ndarray, rate: int) -> tuple[int, int]:
    """Where the sound begins and ends, in samples."""
    whole = np.clip(samples * 32768, -32768, 32767).astype("<i2")
    segment = AudioSegment(data=whole.tobytes(), sample_width=2, frame_rate=rate, channels=1)
    threshold = _threshold(samples, rate, segment.max_dBFS)
    first = detect_leading_silence(segment, silence_threshold=threshold, chunk_size=STEP)
    last = detect_leading_silence(segment.reverse(), silence_threshold=threshold, chunk_size=STEP)
    return first * rate // 1000, len(samples) - last * rate // 1000


def _threshold(samples: np.ndarray, rate: int, peak: float) -> float:
    """dB of full scale that parts sound from silence."""
    size = max(1, round(GRAIN * rate))
    powers = np.square(samples[: len(samples) // size * size].reshape(-1, size)).mean(axis=1)
    if not len(powers):
        return peak - BELOW_PEAK
    # a digital silence anywhere, or an edge that is louder than the gaps inside: there is no noise to speak of
    quiet = powers.min() * 10 ** (STEADY / 10)
    if powers.min() < 1e-10 or min(powers[:EDGES].min(), powers[-EDGES:].min()) > quiet:
        return peak - BELOW_PEAK
    noise = 10 * float(np.log10(powers.min()))
    return min(max(noise + ABOVE_NOISE, peak - BELOW_PEAK), peak - NOISY)


def faded(samples: np.ndarray, rise: int, fall: int) -> np.ndarray:
    """With a straight fade in and out, in samples."""
    shaped = np.array(samples, dtype=np.float32)
    rise, fall = min(rise, len(shaped)), min(fall, len(shaped))
    shaped[:rise] *= np.linspace(0, 1, rise, dtype=np.float32)
    shaped[len(shaped) - fall :] *= np.linspace(1, 0, fall, dtype=np.float32)
    return shaped
