"""Which part of the page is the article."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from narrate.article.finders import JSON_LD, proposals
from narrate.article.options import Taste
from narrate.article.payload import as_pieces, from_scripts
from narrate.article.pieces import Box, Piece
from narrate.article.prose import is_running_text, running_text
from narrate.article.sites import Marks
from narrate.article.wording import key, words

_SHORTEST = 20
"""Letters a piece needs before a finder's text can be searched for it."""
_ENDS = 50
"""Letters at either end of a piece that are looked up: finders drop bits from the middle of paragraphs."""
ENOUGH = 60
"""Words that make an article of the page's data, where its visible text is less than HALF of that."""
PLENTY = 300
"""Words of visible prose past which the page is taken to show its article."""
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
    """Finder → words that it proposed."""
    given: bool = False
    """Whether site rules named it: then its edges are not questioned."""
    data: str = ""
    """The finder whose text this is, where the page itself shows none."""
    doubt: str = ""
    """What is odd about the choice, for the editor."""

    @property
    def words(self) -> int:
        """Words that the finders took for the article."""
        return sum(piece.words for piece in self.pieces if piece.votes)

    @property
    def prose(self) -> int:
        """Words of running text on the whole page, whatever it belongs to."""
        return sum(
            piece.words
            for piece in (*self.pieces, *self.outside)
            if is_running_text(piece) and not piece.box.hidden
        )

    @property
    def sample(self) -> str:
        """The text that the finders agree on most, for telling its language."""
        best = max((piece.votes for piece in self.pieces), default=0)
        return " ".join(piece.text for piece in self.pieces if piece.votes == best)


def locate(
    root: HtmlElement, pieces: list[Piece], marks: Marks, taste: Taste, article_body: str = ""
) -> Region | None:
    """The smallest box that holds what the finders took; None if nobody found prose.

    ``article_body`` is the text in the page's data for machines: one more finder, and the article itself
    where the page shows no running text; so are the data that scripts of the page carry.
    """
    votes = _votes(root, pieces, article_body)
    doubt = ""
    if marks.body:
        named = _take(_within(pieces, marks.body), "site")
        if marks.certain or named >= HALF * max(votes.values()):
            return _named(pieces, marks.body, votes | {"site": named})
        doubt = f"the site's rules find only {named} words of the text: the page may be built anew"
    data = _from_data(root, pieces, taste, article_body, max(votes.values()))
    if data:
        return _of_data(data, pieces, votes)
    if not any(piece.votes for piece in pieces):
        return None
    _tally(pieces)
    return replace(_region(_innermost(pieces[0].box.top), pieces, votes), doubt=doubt)


def _from_data(
    root: HtmlElement, pieces: list[Piece], taste: Taste, article_body: str, shown: int
) -> list[Piece]:
    """The article out of the page's data, where the page shows far less of it; else nothing."""
    if words(article_body) >= ENOUGH and shown < HALF * words(article_body):
        return as_pieces(article_body.split("\n\n"), JSON_LD, taste)
    if shown >= PLENTY:
        return []
    found = from_scripts(root, taste)
    count = sum(piece.words for piece in found)
    if count < ENOUGH or shown >= HALF * count:
        return []
    text = key(" ".join(piece.text for piece in found))
    own = [piece for piece in pieces if piece.votes and len(key(piece.text)) >= _SHORTEST]
    return found if not own or any(key(piece.text)[:_ENDS] in text for piece in own) else []


def _of_data(data: list[Piece], pieces: list[Piece], votes: dict[str, int]) -> Region:
    """The region of a text that the page does not show; what no finder took of the page itself is outside it."""
    finder = data[0].finders[0]
    votes = votes | {finder: sum(piece.words for piece in data)}
    _tally(data)
    unclaimed = (piece for piece in pieces if not piece.votes)
    return _region(data[0].box.top, [*data, *unclaimed], votes, finder)


def _tally(pieces: list[Piece]) -> None:
    for piece in pieces:
        if piece.votes:
            for box in piece.box.up():
                box.chosen += piece.words
                box.agreed += piece.words if piece.votes > 1 else 0


def _region(box: Box, pieces: list[Piece], votes: dict[str, int], data: str = "") -> Region:
    inside: list[Piece] = []
    outside: list[Piece] = []
    for piece in pieces:
        (inside if piece.box.is_in(box) else outside).append(piece)
    return Region(box, tuple(inside), tuple(outside), votes, data=data)


def _innermost(box: Box) -> Box:
    total = box.chosen
    while True:
        inner = next((child for child in box.children if child.chosen >= NEARLY_ALL * total), None)
        if inner is None:
            return box
        box = inner


# ── Bodies that site rules name ──


def _within(pieces: list[Piece], body: tuple[HtmlElement, ...]) -> list[Piece]:
    parts = frozenset(body)
    return [piece for piece in pieces if any(box.element in parts for box in piece.box.up())]


def _named(pieces: list[Piece], body: tuple[HtmlElement, ...], votes: dict[str, int]) -> Region | None:
    inside = _within(pieces, body)
    if not inside:
        return None
    common = list(inside[0].box.up())
    for piece in inside[1:]:
        around = set(piece.box.up())
        common = common[next((depth for depth, box in enumerate(common) if box in around), 0) :]
    _tally(pieces)
    chosen = set(inside)
    outside = tuple(piece for piece in pieces if piece not in chosen)
    return Region(common[0], tuple(inside), outside, votes, given=True)


# ── Votes ──


def _votes(root: HtmlElement, pieces: list[Piece], article_body: str) -> dict[str, int]:
    """Finder → words that it proposes; the pieces that it proposes bear its name."""
    votes = {finder: _vote(pieces, text, finder) for finder, text in proposals(root, article_body).items()}
    return votes | {"prose": _take(running_text(pieces), "prose")}


def _vote(pieces: list[Piece], text: str, finder: str) -> int:
    taken = []
    for piece in pieces:
        mark = key(piece.text)
        if len(mark) >= _SHORTEST and (mark[:_ENDS] in text or mark[-_ENDS:] in text):
            taken.append(piece)
    return _take(taken, finder)


def _take(pieces: list[Piece], finder: str) -> int:
    for piece in pieces:
        piece.finders.append(finder)
    return sum(piece.words for piece in pieces)
