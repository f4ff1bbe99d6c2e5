"""The gains: one a voice, so that all are as loud as the narrator, and one for the whole recording.

A synthetic voice says one sentence 3 LU louder than the next without a reason in the text.  A sentence that
strays from its voice by more than ``EVEN`` is brought back to that: one gain for all of it, changed in the pause,
so nothing pumps, and what a voice does within a sentence stays.

Raw synthetic speech has peaks 22 to 26 dB above its loudness, while -16 LUFS with a true peak of -1 dBTP leaves
room for 15: a look-ahead limiter takes the tops, and the little loudness they carried is predicted and given back
by the one gain.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from statistics import median

import numpy as np

from narrate.audio.join import WINDOW, Joined, Piece
from narrate.audio.measure import CELL, blocks_of, gated, loudness

EVEN = 0.8
"""LU by which a sentence may stray from its voice: a listener hears it, and is not startled.  The limiter and the
codec move a sentence by up to 0.6 more, so that none is heard beyond 1.5."""
MOST = 40.0
"""dB that a voice is raised or lowered at most: what is softer is noise, not a voice."""
ROUNDS = 3
"""Of matching and limiting."""
FAINTEST = 1e-12
"""Mean square of what is not even noise."""
RELEASE = 0.05
"""Seconds until the limiter has let go of a peak; short enough not to pump, long enough not to distort."""
HOLD = 0.96
"""Share of a window's cut that weighs on its power: the cut is full at the window's peak and less beside it.
Measured on Piper and eSpeak NG, 10 s to 5 min, limited by 2 to 4 dB: the loss is right to 0.1 LU."""
MOST_LOSS = 24.0
"""dB; beyond it the target cannot be had from that recording."""


@dataclass(frozen=True, slots=True)
class Level:
    """A recording whose voices are matched, before the one gain."""

    gains: np.ndarray
    """dB for each of its pieces."""
    narrator: float
    """LUFS of the narrator alone, who has no gain but what evens his sentences."""
    loudness: float
    """LUFS with these gains."""
    peaks: np.ndarray
    powers: np.ndarray
    """As in ``Joined``, with these gains."""


def levelled(
    joined: Joined, narrator: str, others: Mapping[str, float], target: float, ceiling: float
) -> Level:
    """The recording as ``matched`` leaves it, matched by what is left of each piece behind the limiter: it takes
    3 dB from one voice and none from another or from music.  What is raised for that loses a little more: three
    rounds settle it to a tenth.
    """
    losses = np.zeros(len(joined.pieces))
    for _ in range(ROUNDS):
        level = matched(joined, narrator, others, losses)
        losses = _losses(joined, level, gain_for(target, ceiling, level), ceiling)
    return matched(joined, narrator, others, losses)


def _losses(joined: Joined, level: Level, gain: float, ceiling: float) -> np.ndarray:
    """dB that the limiter takes from each piece."""
    ends = np.cumsum([piece.windows for piece in joined.pieces])
    parts = zip(np.split(level.peaks, ends[:-1]), np.split(level.powers, ends[:-1]), strict=True)
    return np.array(
        [
            _limiter_loss(gain, ceiling, replace(level, peaks=peaks, powers=powers)) if len(peaks) else 0.0
            for peaks, powers in parts
        ]
    )


def matched(
    joined: Joined, narrator: str, others: Mapping[str, float], losses: np.ndarray | None = None
) -> Level:
    """Bring every voice, by the median of its sentences, to the narrator's loudness.

    Args:
        narrator: where he says nothing, the loudest is what the others are brought to.
        others: LU above the narrator, of what is no voice: its pieces keep their differences.
        losses: dB that each piece will lose behind the gains.
    """
    taken = np.zeros(len(joined.pieces)) if losses is None else losses
    alone = [_alone(joined, piece) - loss for piece, loss in zip(joined.pieces, taken, strict=True)]
    own = {
        name: median(each for piece, each in zip(joined.pieces, alone, strict=True) if piece.speaker == name)
        for name in dict.fromkeys(piece.speaker for piece in joined.pieces)
    }
    reference = own.get(narrator, max(own.values()))
    gains = np.array(
        [
            _limited(reference + others.get(piece.speaker, 0.0) - own[piece.speaker])
            + (0.0 if piece.speaker in others else _back(each - own[piece.speaker]))
            for piece, each in zip(joined.pieces, alone, strict=True)
        ]
    )
    by_window = np.repeat(gains, [piece.windows for piece in joined.pieces])
    powers = joined.powers * 10 ** (by_window / 10)
    whole = gated(blocks_of(joined.cells * 10 ** (_by_cell(joined, gains) / 10)))
    # of what is too short or too soft for BS.1770: about how loud it is
    level = whole if math.isfinite(whole) else loudness(float(powers.mean()))
    return Level(gains, reference, level, joined.peaks * 10 ** (by_window / 20), powers)


def _limited(gain: float) -> float:
    return min(max(gain, -MOST), MOST)


def _back(stray: float) -> float:
    """The gain that brings a sentence back to its voice; none for what is hardly sound."""
    return min(max(stray, -EVEN), EVEN) - stray if abs(stray) < MOST else 0.0


def _alone(joined: Joined, piece: Piece) -> float:
    """How loud one piece is through the gates of BS.1770; one too short or too soft for them by its plain mean."""
    cells = joined.cells[_cells(joined, piece)]
    found = gated(blocks_of(cells))
    return found if math.isfinite(found) else loudness(max(float(cells.mean()), FAINTEST))


def _cells(joined: Joined, piece: Piece) -> slice:
    """The cells that lie wholly inside a piece; those of a very short one, whole or not."""
    size = CELL * joined.rate
    first, last = math.ceil(piece.start / size), math.floor(piece.end / size)
    if first >= last:
        first, last = int(piece.start / size), math.ceil(piece.end / size)
    return slice(first, max(last, first + 1))


def _by_cell(joined: Joined, gains: np.ndarray) -> np.ndarray:
    """The gain of the piece that each cell belongs to; a cell of silence has the one before it."""
    middles = (np.arange(len(joined.cells)) + 0.5) * CELL * joined.rate
    starts = np.array([piece.start for piece in joined.pieces])
    return gains[np.maximum(np.searchsorted(starts, middles, "right") - 1, 0)]


def gain_for(target: float, ceiling: float, level: Level) -> float:
    """The gain in dB that brings a recording to ``target`` LUFS behind a limiter at ``ceiling`` dBFS.

    The limiter's loss depends on the gain and the gain on the loss: found by halving the interval in which it
    must lie.
    """
    low = high = target - level.loudness
    high += MOST_LOSS
    for _ in range(10):
        middle = (low + high) / 2
        if middle - _limiter_loss(middle, ceiling, level) < target - level.loudness:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _limiter_loss(gain: float, ceiling: float, level: Level) -> float:
    """dB of loudness that the limiter takes, from the windows' peaks and powers."""
    factor = 10 ** (gain / 20)
    powers = level.powers * factor**2
    cut = 1 - np.minimum(10 ** (ceiling / 20) / np.maximum(level.peaks * factor, 1e-9), 1.0)
    if not cut.any():
        return 0.0
    return _unweighted(powers) - _unweighted(powers * (1 - _held(cut)) ** 2)


def _held(cut: np.ndarray) -> np.ndarray:
    """The cut over time: each window's own, and what is left of earlier ones, which fade straight over RELEASE
    as alimiter's do.  The ramp of its attack, 5 ms before a peak, takes next to nothing.
    """
    steps = round(RELEASE / WINDOW)
    held = cut * HOLD
    for step in range(1, min(steps, len(cut))):
        np.maximum(held[step:], cut[:-step] * (1 - step / steps), out=held[step:])
    return held


def _unweighted(windows: np.ndarray) -> float:
    """Loudness in dB after the two gates of BS.1770 over blocks of 400 ms, without its frequency weighting."""
    size = min(round(4 * CELL / WINDOW), len(windows))
    found = gated(windows[: len(windows) // size * size].reshape(-1, size).mean(axis=1))
    return found if math.isfinite(found) else loudness(float(windows.mean()))
