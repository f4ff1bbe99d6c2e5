"""Two rows of timed words → which belongs to which: the edit distance, where only words that are heard near each
other may be the same.

This is the time-constrained word error rate of the MeetEval toolkit (von Neumann and others, 2023), with their way
to share a sentence's time out among its words.  The constraint also keeps the work linear in the length.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from narrate.hearing.wording import Term

COLLAR = 2.0
"""Seconds by which a word may be heard early or late: pauses make a shared-out time wrong by up to 1.5, Whisper's
own are within 0.5 but for the first word after a long silence."""

Pair = tuple[int | None, int | None]
"""Places of an expected and of a heard word; None for one that has no partner."""


def align(expected: Sequence[Term], heard: Sequence[Term]) -> list[Pair]:
    """All words of both sides in order, with the fewest errors; a pair may be two different words."""
    bands = _bands(expected, heard)
    rows: list[tuple[int, bytearray]] = []
    low, costs = 0, [0]
    for word, (first, last) in zip(expected, bands, strict=True):
        low, costs, moves = _row(word, heard, low, costs, first, last)
        rows.append((low, moves))
    return _walked(rows, len(expected), len(heard))


def is_near(ours: Term, theirs: Term) -> bool:
    """Whether two words may be the same by their times."""
    return ours.start - COLLAR <= theirs.end and theirs.start <= ours.end + COLLAR


def _bands(expected: Sequence[Term], heard: Sequence[Term]) -> list[tuple[int, int]]:
    """For each expected word the heard ones near it, from and to; neither ever goes back."""
    ends, starts = _rising([each.end for each in heard]), _rising([each.start for each in heard])
    bands, first, last = list[tuple[int, int]](), 0, 0
    for word in expected:
        first = max(first, bisect_left(ends, word.start - COLLAR))
        last = max(last, first, bisect_right(starts, word.end + COLLAR))
        bands.append((first, last))
    return bands


def _rising(times: Sequence[float]) -> list[float]:
    found = list[float]()
    for time in times:
        found.append(max(time, found[-1]) if found else time)
    return found


BOTH, LEFT_OUT, ADDED = 0, 1, 2


def _row(
    word: Term, heard: Sequence[Term], low: int, costs: Sequence[int], first: int, last: int
) -> tuple[int, list[int], bytearray]:
    """The costs after one more expected word with ``first`` to ``last`` heard words, and the move to each."""
    top = low + len(costs) - 1

    def above(column: int) -> int:
        """The cost a row earlier; beyond its band all further words are added ones."""
        return costs[column - low] if column <= top else costs[-1] + column - top

    found = [above(first) + 1]
    moves = bytearray([LEFT_OUT])
    for column in range(first + 1, last + 1):
        differs = word.text != heard[column - 1].text
        options = (above(column - 1) + differs, above(column) + 1, found[-1] + 1)
        move = options.index(min(options))
        found.append(options[move])
        moves.append(move)
    return first, found, moves


def _walked(rows: Sequence[tuple[int, bytearray]], expected: int, heard: int) -> list[Pair]:
    """From the end back to the start."""
    pairs: list[Pair] = []
    row, column = expected, heard
    while row or column:
        low, moves = rows[row - 1] if row else (0, bytearray())
        # behind a row's band nothing can be paired any more
        move = ADDED if not row or column - low >= len(moves) else moves[column - low]
        if move != ADDED:
            row -= 1
        if move != LEFT_OUT:
            column -= 1
        pairs.append((None if move == ADDED else row, None if move == LEFT_OUT else column))
    return pairs[::-1]
