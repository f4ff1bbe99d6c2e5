"""The article's text with the time of each sentence on it: blocks and marks → what a template prints.

A sentence's mark says the text as the block prints it, so that it is found by looking for it from where the one
before it ended.  Where it is not found (a code block is announced in other words), the block as a whole belongs to
its marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from narrate.model import Block, Mark, Transcript
from narrate.publish.text import clean

OPENING = ("title", "byline", "disclosure", "outro")


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text, spoken or not."""

    text: str
    marks: tuple[int, ...] = ()
    """Indexes into the transcript's marks; none for what is not spoken."""
    start: float = 0.0
    end: float = 0.0
    """Seconds."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One block as it is printed."""

    kind: str
    level: int
    label: str
    runs: tuple[Run, ...]
    is_question: bool = False
    """Of an interview."""

    @property
    def rows(self) -> tuple[tuple[Run, ...], ...]:
        """The runs of each line of a table."""
        rows: list[list[Run]] = [[]]
        for run in self.runs:
            if run.marks:
                rows[-1].append(run)
                continue
            first, *more = run.text.split("\n")
            rows[-1].append(Run(first))
            rows += [[Run(text)] for text in more]
        return tuple(tuple(row) for row in rows)


def groups(transcript: Transcript) -> list[tuple[str, list[Piece]]]:
    """The article's blocks in order: items that follow one another are one list, quotes one quotation."""
    pieces = list(_pieces(transcript))
    together = ("item", "quote", "note")
    keys = [(piece.kind if piece.kind in together else f"{piece.kind}{i}") for i, piece in enumerate(pieces)]
    grouped = groupby(zip(keys, pieces, strict=True), key=lambda pair: pair[0])
    found = [[piece for _, piece in pairs] for _, pairs in grouped]
    return [(group[0].kind, group) for group in found]


def spoken(transcript: Transcript, role: str) -> tuple[Run, ...]:
    """What the script adds in a role ("title"), as runs."""
    return tuple(
        _run(clean(mark.shown), [i], transcript.marks)
        for i, mark in enumerate(transcript.marks)
        if mark.role == role and mark.block < 0
    )


def _pieces(transcript: Transcript) -> Iterator[Piece]:
    of_block: dict[int, list[int]] = {}
    for i, mark in enumerate(transcript.marks):
        if mark.source != "failed":
            of_block.setdefault(mark.block, []).append(i)
    depth = 1
    for number, block in enumerate(transcript.blocks):
        level = block.level
        if block.kind == "heading":
            depth = level = min(max(block.level, 2), depth + 1, 6)
        own = of_block.get(number, [])
        runs = tuple(_runs(block, own, transcript.marks))
        asks = bool(own) and all(transcript.marks[i].role == "question" for i in own)
        yield Piece(block.kind, level, clean(block.label), runs, asks)


def _runs(block: Block, indexes: Sequence[int], marks: Sequence[Mark]) -> Iterator[Run]:
    text, at = clean(block.text), 0
    found = [(i, text.find(clean(marks[i].shown))) for i in indexes]
    if indexes and all(place < 0 for _, place in found):
        yield _run(text, indexes, marks)
        return
    for i in indexes:
        shown = clean(marks[i].shown)
        place = text.find(shown, at) if shown else -1
        if place < 0:
            continue
        if place > at:
            yield Run(text[at:place])
        yield _run(shown, [i], marks)
        at = place + len(shown)
    if at < len(text):
        yield Run(text[at:])


def _run(text: str, indexes: Sequence[int], marks: Sequence[Mark]) -> Run:
    return Run(text, tuple(indexes), marks[indexes[0]].start, marks[indexes[-1]].end)
