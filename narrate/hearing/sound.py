"""Any audio file → pieces of it as the recogniser takes them: mono, 16 kHz, no longer than it can see at once.

A recording is decoded as a stream, so that three hours take no more memory than a minute.  Pieces are cut in their
quietest moment: a recogniser that walks through a long file by itself may skip or repeat a stretch.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path

import numpy as np

from narrate.errors import HearingError

RATE = 16_000
"""Samples a second, as Whisper was trained."""
LONGEST = 28.0
"""Seconds of a piece; Whisper sees thirty."""
SHORTEST = 12.0
"""Seconds of every piece but the last."""
WINDOW = 0.3
"""Seconds over which a moment's quiet is measured: longer than the stop inside a word."""
SILENCE = 10 ** (-55 / 20)
"""Peak under which a piece has nothing to hear; a recogniser invents words for silence ("Thank you")."""

Span = tuple[float, float]
"""Start and end in seconds."""


def pieces(audio: Path | bytes) -> Iterator[tuple[float, np.ndarray]]:
    """(start in seconds, samples from −1 to 1) of the whole recording, silent pieces left out.

    Raises:
        HearingError: it is no audio.
    """
    buffer, at = np.zeros(0, np.float32), 0
    for block in _blocks(audio):
        buffer = np.concatenate([buffer, block])
        while len(buffer) > LONGEST * RATE:
            cut = _quietest(buffer[: round(LONGEST * RATE)])
            yield from _audible(at, buffer[:cut])
            buffer, at = buffer[cut:], at + cut
    yield from _audible(at, buffer)


def spans(audio: Path | bytes, wanted: Sequence[Span]) -> Iterator[np.ndarray]:
    """The samples of each span; ``wanted`` is sorted by its starts."""
    buffer, at = np.zeros(0, np.float32), 0
    left = [(max(round(start * RATE), 0), end * RATE) for start, end in wanted]
    for block in _blocks(audio):
        buffer = np.concatenate([buffer, block])
        while left and left[0][1] <= at + len(buffer):
            start, end = left.pop(0)
            yield buffer[max(start - at, 0) : max(round(end) - at, 0)]
        # as much as the next span can need of what is here
        if not left:
            return
        done = min(max(left[0][0] - at, 0), len(buffer))
        buffer, at = buffer[done:], at + done
    for start, _ in left:
        yield buffer[max(start - at, 0) :]


def is_silent(samples: np.ndarray) -> bool:
    """Whether there is nothing to hear."""
    return not len(samples) or float(np.abs(samples).max()) < SILENCE


def _audible(at: int, samples: np.ndarray) -> Iterator[tuple[float, np.ndarray]]:
    if not is_silent(samples):
        yield at / RATE, samples


def _quietest(samples: np.ndarray) -> int:
    """The middle of the quietest window behind the first ``SHORTEST`` seconds."""
    size, first = round(WINDOW * RATE), round(SHORTEST * RATE)
    energy = np.concatenate([[0.0], np.cumsum(samples[first:].astype(np.float64) ** 2)])
    return int(first + np.argmin(energy[size:] - energy[:-size]) + size // 2)


def _blocks(audio: Path | bytes) -> Iterator[np.ndarray]:
    """The decoded sound, about ten seconds at a time, without the encoder's delay."""
    import av

    name = str(audio) if isinstance(audio, Path) else "the audio"
    try:
        with closing(
            av.open(io.BytesIO(audio) if isinstance(audio, bytes) else str(audio), mode="r")
        ) as container:
            if not container.streams.audio:
                raise HearingError(name, "holds no sound")
            resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
            held, count = list[np.ndarray](), 0
            for frame in chain(container.decode(audio=0), [None]):
                for part in resampler.resample(frame):
                    held.append(part.to_ndarray().ravel())
                    count += len(held[-1])
                if count > 10 * RATE or frame is None:
                    yield np.concatenate([np.zeros(0, np.int16), *held]).astype(np.float32) / 32768
                    held, count = [], 0
    except (av.error.FFmpegError, OSError) as error:
        reason = getattr(error, "strerror", "") or type(error).__name__
        raise HearingError(name, f"cannot be decoded: {reason}") from error
