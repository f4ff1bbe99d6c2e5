"""The head of the article: the short lines from the headline to the text, where bylines and dates stand."""

from __future__ import annotations

from collections.abc import Sequence

from narrate.article.pieces import Piece
from narrate.article.wording import clean, key

LONGEST_TITLE = 30
"""Words of a line that can be a title."""
_LONGEST_LINE = 25
"""Words of a line between headline and text; the first longer piece begins the text."""
_UNDER = 12
"""Pieces from the headline on among which such lines stand."""

Line = tuple[str, Piece]
"""A line's text, which may be only a part of its piece."""


def header_lines(pieces: Sequence[Piece], title: str) -> list[Line]:
    """The short lines from the headline to the text, without the headline itself."""
    mark = key(title)
    places = [
        number
        for number, piece in enumerate(pieces)
        if mark and piece.words <= LONGEST_TITLE + _LONGEST_LINE and key(piece.text).startswith(mark)
    ]
    named = [number for number in places if pieces[number].kind == "heading"]
    first = next(iter([*named, *places]), 0)
    lines: list[Line] = []
    for piece in pieces[first : first + _UNDER]:
        text = piece.text[len(title) :] if piece.text.startswith(title) else piece.text
        if title in piece.parts[:1]:
            text = " | ".join(piece.parts[1:])
        if len(text.split()) > _LONGEST_LINE:
            break
        lines.append((clean(text), piece))
    return [(text, piece) for text, piece in lines if text]
