"""The recording read again with every piece at its gain, and the bed under the opening."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from narrate.audio.edges import faded
from narrate.audio.jingles import Prepared
from narrate.audio.join import Joined
from narrate.audio.loudness import Level
from narrate.audio.measure import Meter, blocks_of, gated

CHUNK = 1 << 18
"""Samples read at once: 1 MB."""
RISE, FALL = 0.5, 1.0
"""Seconds of the bed's fades; it falls after the last word of the opening, in the pause where there is room."""


def mixed(recording: Path, joined: Joined, level: Level, bed: np.ndarray) -> Iterator[np.ndarray]:
    """The samples of the whole recording, chunk by chunk."""
    factors = (10 ** (level.gains / 20)).astype(np.float32)
    pieces = list(zip(joined.pieces, factors, strict=True))
    at = first = 0
    with recording.open("rb") as file:
        while data := file.read(4 * CHUNK):
            chunk = np.frombuffer(data, dtype="<f4").copy()
            while first < len(pieces) and pieces[first][0].end <= at:
                first += 1
            for piece, factor in pieces[first:]:
                if piece.start >= at + len(chunk):
                    break
                chunk[max(piece.start - at, 0) : piece.end - at] *= factor
            _lay(bed, joined.opening[0] - at, chunk)
            yield chunk
            at += len(chunk)


def _lay(bed: np.ndarray, start: int, chunk: np.ndarray) -> None:
    """Add what of the bed, which begins at ``start``, falls into the chunk."""
    first, last = max(start, 0), min(start + len(bed), len(chunk))
    if first < last:
        chunk[first:last] += bed[first - start : last - start]


def bed_for(jingles: Prepared, joined: Joined, narrator: float) -> np.ndarray:
    """The bed as it is added: as long as the opening, faded, and so many LU below ``narrator`` (LUFS)."""
    start, end = joined.opening
    if not jingles.bed.size or start >= end:
        return np.zeros(0, dtype=np.float32)
    following = next((piece.start for piece in joined.pieces if piece.start >= end), joined.samples)
    fall = min(round(FALL * joined.rate), max(following - end, round(FALL * joined.rate) // 4))
    cut = jingles.bed[: end - start + fall]
    meter = Meter(joined.rate)
    meter.feed(cut)
    own = gated(blocks_of(meter.cells()))
    gain = narrator + jingles.names.bed_level - own if np.isfinite(own) else 0.0
    return faded(cut, round(RISE * joined.rate), fall) * np.float32(10 ** (gain / 20))
