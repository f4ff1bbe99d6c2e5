"""One gain for the whole recording, found before encoding and measured again after it.

Loudness and true peak are measured by ffmpeg's ebur128 filter (ITU-R BS.1770).  Raw synthetic speech has peaks
22 to 26 dB above its loudness, while -16 LUFS with a true peak of -1 dBTP leaves room for 15: a look-ahead limiter
takes the tops, and the little loudness they carried is predicted and given back by the one gain.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from narrate.audio.ffmpeg import named, raw, run
from narrate.audio.join import WINDOW, Joined
from narrate.errors import AudioError
from narrate.model import Levels

RELEASE = 0.05
"""Seconds until the limiter has let go of a peak; short enough not to pump, long enough not to distort."""
HOLD = 0.96
"""Share of a window's cut that weighs on its power: the cut is full at the window's peak and less beside it.
Measured on Piper and eSpeak NG, 10 s to 5 min, limited by 2 to 4 dB: the loss is right to 0.1 LU."""
MOST_LOSS = 12.0
"""dB; beyond it the target cannot be had from that recording."""
ABSOLUTE_GATE = -70.0
"""LUFS; BS.1770: quieter blocks do not count."""
OFFSET = -0.691
"""LUFS of a mean square of 1; BS.1770."""
BLOCK = 0.4
"""Seconds; BS.1770."""
RELATIVE_GATE = -10.0
"""LU below the loudness so far; BS.1770."""


def measure_raw(path: Path, rate: int) -> float:
    """Integrated loudness in LUFS of a headless recording.  Raises AudioError."""
    return _summary(run([*raw(path, rate), *_ebur128("none")], path), path, r"I:\s+(-?[\d.]+|-inf) LUFS")


def measure_file(path: Path) -> Levels:
    """Loudness and true peak of an encoded file, decoded.  Raises AudioError."""
    report = run(["-i", named(path), *_ebur128("true")], path)
    return Levels(
        loudness=_summary(report, path, r"I:\s+(-?[\d.]+|-inf) LUFS"),
        true_peak=_summary(report, path, r"Peak:\s+(-?[\d.]+|-inf) dBFS"),
    )


def _ebur128(peak: str) -> list[str]:
    return ["-map", "0:a:0", "-af", f"ebur128=peak={peak}:framelog=quiet", "-f", "null", "-"]


def _summary(report: str, path: Path, pattern: str) -> float:
    found = re.findall(pattern, report)
    if not found:
        raise AudioError(path.name, "ffmpeg measured no loudness")
    return float(found[-1])


def guess(joined: Joined) -> float:
    """About how loud, in LUFS, a recording is that is too short or too soft for BS.1770."""
    return OFFSET + float(10 * np.log10(joined.powers.mean()))


def gain_for(target: float, measured: float, ceiling: float, joined: Joined) -> float:
    """The gain in dB that brings a recording to ``target`` LUFS behind a limiter at ``ceiling`` dBFS.

    The limiter's loss depends on the gain and the gain on the loss: found by halving the interval in which it
    must lie.
    """
    low = high = target - measured
    high += MOST_LOSS
    for _ in range(10):
        middle = (low + high) / 2
        if middle - _limiter_loss(middle, ceiling, joined) < target - measured:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _limiter_loss(gain: float, ceiling: float, joined: Joined) -> float:
    """dB of loudness that the limiter takes, from the windows' peaks and powers."""
    factor = 10 ** (gain / 20)
    powers = joined.powers * factor**2
    cut = 1 - np.minimum(10 ** (ceiling / 20) / np.maximum(joined.peaks * factor, 1e-9), 1.0)
    if not cut.any():
        return 0.0
    return _gated(powers) - _gated(powers * (1 - _held(cut)) ** 2)


def _held(cut: np.ndarray) -> np.ndarray:
    """The cut over time: each window's own, and what is left of earlier ones, which fade straight over RELEASE
    as alimiter's do.  The ramp of its attack, 5 ms before a peak, takes next to nothing.
    """
    steps = round(RELEASE / WINDOW)
    held = cut * HOLD
    for step in range(1, min(steps, len(cut))):
        np.maximum(held[step:], cut[:-step] * (1 - step / steps), out=held[step:])
    return held


def _gated(windows: np.ndarray) -> float:
    """Loudness in dB after the two gates of BS.1770 over blocks of 400 ms, without its frequency weighting."""
    size = min(round(BLOCK / WINDOW), len(windows))
    powers = windows[: len(windows) // size * size].reshape(-1, size).mean(axis=1)
    levels = 10 * np.log10(np.maximum(powers, 1e-12))
    loud = levels > ABSOLUTE_GATE
    if not loud.any():
        return ABSOLUTE_GATE
    mean = 10 * np.log10(powers[loud].mean())
    return float(10 * np.log10(powers[loud & (levels > mean + RELATIVE_GATE)].mean()))
