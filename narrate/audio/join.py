"""Clips → one recording: each clip's own edge silence trimmed, ours added, the time of every sentence kept.

The recording goes to a file as the clips arrive, and its loudness is counted along: memory does not grow with the
article, and once the last clip is there all gains are known.  Times are counted in samples, so they do not drift.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import BinaryIO

import numpy as np

from narrate.audio.edges import NOTHING, Trimmed, trimmed
from narrate.audio.jingles import Prepared
from narrate.audio.measure import Meter
from narrate.audio.sound import Sound
from narrate.errors import AudioError
from narrate.model import Clip, Mark, Utterance, Word

WINDOW = 0.005
"""Seconds; the grain in which ``Joined`` describes the recording (6 MB an hour)."""
OPENING = ("title", "byline", "disclosure")
PLAYED = ("intro", "outro", "sting")
"""The jingles that are pieces of their own."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of sound: a sentence, or a jingle."""

    speaker: str
    """The voice's name, or the jingle's: "intro", "outro", "sting"."""
    start: int
    end: int
    """Samples of the recording."""
    windows: int
    """How many of ``Joined.peaks`` are its own."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A recording on disk, described."""

    samples: int
    rate: int
    marks: tuple[Mark, ...]
    pieces: tuple[Piece, ...]
    cells: np.ndarray
    """K-weighted mean squares, as of ``Meter``, of all of it."""
    peaks: np.ndarray
    """Of each WINDOW of sound (pauses left out), as a share of full scale."""
    powers: np.ndarray
    """Mean square of the same windows."""
    opening: tuple[int, int]
    """Samples from the first word to the last of what is said before the text; equal where there is none."""

    @property
    def seconds(self) -> float:
        """Of all of it."""
        return self.samples / self.rate

    @property
    def music(self) -> tuple[tuple[float, float], ...]:
        """From when to when jingles are played, in seconds."""
        return tuple(
            (piece.start / self.rate, piece.end / self.rate)
            for piece in self.pieces
            if piece.speaker in PLAYED
        )


def join_clips(
    pairs: Iterable[tuple[Utterance, Clip]],
    sound: Sound,
    out: BinaryIO,
    speakers: Mapping[str, str] | None = None,
    jingles: Prepared | None = None,
) -> Joined:
    """Write the recording to ``out`` as mono 32-bit floats, little-endian, at ``sound.rate``.

    Args:
        speakers: the voices that read roles of their own; "" is the narrator.
        jingles: what is played before, between and after.

    Raises:
        AudioError: there is not one clip with sound, or a jingle is longer than all of them.
    """
    recorder = _Recorder(sound, out, speakers or {}, jingles or Prepared())
    recorder.begin()
    for utterance, clip, following in _with_following(pairs):
        recorder.say(utterance, clip, following)
    return recorder.end()


def _with_following(
    pairs: Iterable[tuple[Utterance, Clip]],
) -> Iterator[tuple[Utterance, Clip, Utterance | None]]:
    waiting: tuple[Utterance, Clip] | None = None
    for pair in pairs:
        if waiting:
            yield *waiting, pair[0]
        waiting = pair
    if waiting:
        yield *waiting, None


class _Recorder:
    """Writes sound and silence one after the other, and keeps account of them."""

    def __init__(self, sound: Sound, out: BinaryIO, speakers: Mapping[str, str], jingles: Prepared) -> None:
        self._sound, self._out, self._speakers, self._jingles = sound, out, speakers, jingles
        self._rate = sound.rate
        self._meter = Meter(sound.rate)
        self._at = 0
        self._rest = sound.lead
        """Seconds of silence that are due before the next sound."""
        self._guard = 0
        """Samples of it that the last piece has already brought."""
        self._marks: list[Mark] = []
        self._pieces: list[Piece] = []
        self._peaks: list[np.ndarray] = []
        self._powers: list[np.ndarray] = []
        self._opening = (0, 0)

    def begin(self) -> None:
        """The intro; what follows it begins as a file without one would."""
        if self._jingles.intro.size:
            self._play("intro", self._jingles.intro)
            self._rest = self._sound.lead

    def say(self, utterance: Utterance, clip: Clip, following: Utterance | None) -> None:
        """One clip.  One without sound has a place, and the longer of the rests beside it is kept."""
        piece = trimmed(clip, self._rate)
        pause = utterance.pause if following else self._sound.tail
        if piece is NOTHING:
            self._marks.append(_mark(utterance, clip, self._at, self._at, 0.0, self._rate))
            self._rest = max(self._rest, pause) if following else pause
        else:
            self._sound_of(piece, utterance, clip)
            self._rest = pause
        if following and following.role == "heading" and utterance.role not in (*OPENING, "heading"):
            self._part()

    def _sound_of(self, piece: Trimmed, utterance: Utterance, clip: Clip) -> None:
        self._pause(piece.before)
        start, end = self._at + piece.before, self._at + len(piece.samples) - piece.after
        self._write(piece.samples, self._speakers.get(utterance.role, ""))
        self._guard = piece.after
        self._marks.append(_mark(utterance, clip, start, end, piece.cut, self._rate))
        if utterance.role in OPENING:
            self._opening = (self._opening[0] or start, end)

    def _part(self) -> None:
        """The sting between two sections: half the pause before it, half after."""
        if self._jingles.sting.size:
            half = self._rest / 2
            self._rest = half
            self._play("sting", self._jingles.sting)
            self._rest = half

    def end(self) -> Joined:
        """The outro, and the account."""
        if not any(mark.end > mark.start for mark in self._marks):
            problem = next((mark.problem for mark in self._marks if mark.problem), "there is nothing to say")
            raise AudioError("", f"not one sentence could be voiced: {problem}")
        self._jingles.check(sum(mark.end - mark.start for mark in self._marks))
        if self._jingles.outro.size:
            self._rest = self._sound.lead
            self._play("outro", self._jingles.outro)
            self._rest = self._sound.tail
        self._pause(0)
        return Joined(
            self._at, self._rate, tuple(self._marks), tuple(self._pieces), self._meter.cells(),
            np.concatenate(self._peaks), np.concatenate(self._powers), self._opening,
        )  # fmt: skip

    def _play(self, name: str, samples: np.ndarray) -> None:
        self._pause(0)
        self._write(samples, name)

    def _pause(self, guard: int) -> None:
        """The rest that is due, less the guards that stand at its two ends."""
        silence = np.zeros(max(round(self._rest * self._rate) - self._guard - guard, 0), dtype=np.float32)
        self._guard = 0
        self._out.write(silence.tobytes())
        self._meter.feed(silence)
        self._at += len(silence)

    def _write(self, samples: np.ndarray, speaker: str) -> None:
        if not len(samples):
            return
        self._out.write(samples.astype("<f4").tobytes())
        self._meter.feed(samples)
        size = round(WINDOW * self._rate)
        grid = samples[: len(samples) // size * size].reshape(-1, size)
        self._peaks.append(np.abs(grid).max(axis=1, initial=0.0))
        self._powers.append(np.square(grid).mean(axis=1))
        self._pieces.append(Piece(speaker, self._at, self._at + len(samples), len(grid)))
        self._at += len(samples)


def _mark(utterance: Utterance, clip: Clip, first: int, last: int, cut: float, rate: int) -> Mark:
    start, end = first / rate, max(first, last) / rate
    words = tuple(_moved(word, start - cut, start, end) for word in clip.words)
    return Mark(
        start, end, utterance.shown, utterance.block, utterance.role, words, clip.source, clip.problem
    )


def _moved(word: Word, by: float, first: float, last: float) -> Word:
    start, end = (min(max(time + by, first), last) for time in (word.start, word.end))
    return replace(word, start=start, end=end)
