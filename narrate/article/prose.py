"""Our own finder: where the page's running text lies, by nothing but the shape of the page.

The well-known finders halve articles whose body is split over several containers and take the wrong box on
pages with little text.  This one looks for paragraphs outside all furniture and for the box that holds most.
"""

from __future__ import annotations

from collections.abc import Iterable

from narrate.article.pieces import Box, Piece
from narrate.article.wording import SENTENCE_END

LEAST = 10
"""Words of a paragraph of running text."""
MOST_LINKED = 0.4
"""Share of a paragraph's characters that may be links."""
MAJORITY = 0.6
"""Share of the text that a box must hold to be followed inwards."""

_TAGS = frozenset({"nav", "aside", "footer", "form", "figcaption", "a", "address", "fieldset"})
_ROLES = frozenset({"navigation", "complementary", "contentinfo", "dialog", "banner", "search", "menu"})
# fmt: off
_NAMES = frozenset({
    "navigation", "sharing", "advert", "promotion", "related", "caption", "credit", "biography", "comments",
    "audio", "player", "embed", "product", "poll", "labels", "notice", "rights", "footnotes", "standards", "side",
})
# fmt: on


def running_text(pieces: Iterable[Piece]) -> list[Piece]:
    """The paragraphs of the box that holds most running text of the page."""
    furniture: dict[Box, bool] = {}
    prose = [piece for piece in pieces if is_running_text(piece) and not _in_furniture(piece.box, furniture)]
    if not prose:
        return []
    weights: dict[Box, int] = {}
    for piece in prose:
        for box in piece.box.up():
            weights[box] = weights.get(box, 0) + piece.words
    home = _innermost(prose[0].box.top, weights)
    return [piece for piece in prose if piece.box.is_in(home)]


def _innermost(box: Box, weights: dict[Box, int]) -> Box:
    while True:
        heaviest = max(box.children, key=lambda child: weights.get(child, 0), default=None)
        if heaviest is None or weights.get(heaviest, 0) < MAJORITY * weights[box]:
            return box
        box = heaviest


def is_running_text(piece: Piece) -> bool:
    """Whether a piece is a paragraph of whole sentences, by its shape alone."""
    if piece.kind in ("code", "table") or piece.words < LEAST or piece.linked > MOST_LINKED:
        return False
    return piece.words >= 3 * LEAST or bool(SENTENCE_END.search(piece.text))


def _in_furniture(box: Box, known: dict[Box, bool]) -> bool:
    for inner in box.up_to(known):
        above = inner.parent is not None and known[inner.parent]
        known[inner] = above or _is_furniture(inner)
    return known[box]


def _is_furniture(box: Box) -> bool:
    # body and html carry names about the whole site ("has-sidebar").
    if box.tag in ("html", "body", "main", "article"):
        return box.hidden
    return box.hidden or box.tag in _TAGS or box.get("role") in _ROLES or bool(box.signs & _NAMES)
