"""Which part of the page is the article."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.html import HtmlElement

from narrate.article.finders import proposals
from narrate.article.pieces import Box, Piece
from narrate.article.prose import from_data, running_text
from narrate.article.wording import key, words

_SHORTEST = 20
"""Letters a piece needs before a finder's text can be searched for it."""
_ENDS = 50
"""Letters at either end of a piece that are looked up: finders drop bits from the middle of paragraphs."""
ENOUGH = 60
"""Words that make an article of the page's data, where its visible text is less than HALF of that."""
HALF = 0.5
NEARLY_ALL = 0.9
"""Share of the finders' words that a box must hold to be the article's."""


@dataclass(frozen=True, slots=True)
class Region:
    """The part of the page that holds the article, and how it was chosen."""

    box: Box
    pieces: tuple[Piece, ...]
    outside: tuple[Piece, ...]
    votes: dict[str, int]

    @property
    def words(self) -> int:
        """Words that the finders took for the article."""
        return sum(piece.words for piece in self.pieces if piece.votes)

    @property
    def sample(self) -> str:
        """The text that the finders agree on most, for telling its language."""
        best = max(piece.votes for piece in self.pieces)
        return " ".join(piece.text for piece in self.pieces if piece.votes == best)


def locate(root: HtmlElement, pieces: list[Piece], article_body: str = "") -> Region | None:
    """The smallest box that holds what the finders took; None if nobody found prose.

    ``article_body`` is the text in the page's data for machines: one more finder, and the article itself
    where the page shows no running text.
    """
    votes = {finder: _vote(pieces, text) for finder, text in proposals(root, article_body).items()}
    own = running_text(pieces)
    for piece in own:
        piece.votes += 1
    votes["prose"] = sum(piece.words for piece in own)
    if words(article_body) >= ENOUGH and max(votes.values()) < HALF * words(article_body):
        pieces = [*from_data(article_body), *(piece for piece in pieces if not piece.votes)]
        return _region(pieces[0].box, pieces, votes)
    if not any(piece.votes for piece in pieces):
        return None
    _tally(pieces)
    return _region(_innermost(pieces[0].box.top), pieces, votes)


def _tally(pieces: list[Piece]) -> None:
    for piece in pieces:
        if piece.votes:
            for box in piece.box.up():
                box.chosen += piece.words
                box.agreed += piece.words if piece.votes > 1 else 0


def _region(box: Box, pieces: list[Piece], votes: dict[str, int]) -> Region:
    inside: list[Piece] = []
    outside: list[Piece] = []
    for piece in pieces:
        (inside if any(around is box for around in piece.box.up()) else outside).append(piece)
    return Region(box, tuple(inside), tuple(outside), votes)


def _innermost(box: Box) -> Box:
    total = box.chosen
    while True:
        inner = next((child for child in box.children if child.chosen >= NEARLY_ALL * total), None)
        if inner is None:
            return box
        box = inner


def _vote(pieces: list[Piece], text: str) -> int:
    total = 0
    for piece in pieces:
        mark = key(piece.text)
        if len(mark) >= _SHORTEST and (mark[:_ENDS] in text or mark[-_ENDS:] in text):
            piece.votes += 1
            total += piece.words
    return total
