"""A page taken apart: pieces of text, and the boxes that they stand in.

A box is an element that stands on lines of its own; a piece is one run of text inside one box.  Both are
filled in step by step by the files of this room and never leave it, so they are not frozen.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from lxml.html import HtmlElement

from narrate.model import BlockKind

if TYPE_CHECKING:
    from narrate.article.tables import Table


@dataclass(slots=True, eq=False)
class Box:
    """An element on lines of its own.  The sums are filled in while the page is walked."""

    tag: str
    element: HtmlElement
    parent: Box | None
    signs: frozenset[str]
    kind: BlockKind = "paragraph"
    level: int = 0
    label: str = ""
    hidden: bool = False
    children: list[Box] = field(default_factory=list)
    words: int = 0
    linked: float = 0.0
    """Words inside links."""
    links: int = 0
    opens_linked: bool = False
    """Whether its first line is all link."""
    announced: bool = False
    """Whether the text before it ends in a colon."""
    chosen: int = 0
    """Words that a finder took for the article."""
    agreed: int = 0
    """Words that two finders took for it."""
    verdict: str = ""
    """What a site rule says of this very element."""
    rule: str = ""
    """The site rule that gave it, or a box around it, its kind."""

    def up(self) -> Iterator[Box]:
        """This box and all around it, inside first."""
        box: Box | None = self
        while box is not None:
            yield box
            box = box.parent

    def nearest(self, count: int) -> Iterator[Box]:
        """This box and those right around it, so many in all."""
        return islice(self.up(), count)

    def is_in(self, other: Box) -> bool:
        """Whether this box is the other or stands somewhere inside it."""
        return other in self.up()

    def up_to(self, known: Container[Box]) -> list[Box]:
        """This box and those around it, up to the first that is known; outside first."""
        return list(takewhile(lambda box: box not in known, self.up()))[::-1]

    @property
    def top(self) -> Box:
        """The outermost box."""
        box = self
        while box.parent is not None:
            box = box.parent
        return box

    def get(self, attribute: str) -> str:
        """An attribute's value, "" without it."""
        return self.element.get(attribute) or ""

    @property
    def path(self) -> str:
        """A short CSS path: the last three boxes, each with its id or first class."""
        steps = [_step(box) for box in self.nearest(3)]
        return " > ".join(reversed(steps))


@dataclass(slots=True, eq=False)
class Piece:
    """One run of text.  ``linked`` and ``bold`` are shares of its characters."""

    text: str
    box: Box
    kind: BlockKind
    level: int = 0
    label: str = ""
    linked: float = 0.0
    bold: float = 0.0
    italic: float = 0.0
    words: int = 0
    number: int = 0
    """Its place on the page."""
    finders: list[str] = field(default_factory=list)
    """Who takes it for the article."""
    after_picture: bool = False
    """Whether a picture stands between it and the text before it."""
    parts: tuple[str, ...] = ()
    """Its text as inline elements divide it, where there are only a few."""
    left_out: tuple[tuple[str, str], ...] = ()
    """Text taken out of its middle, each with the name of the rule."""
    table: Table | None = None
    rule: str = ""
    """The site rule that decided it."""

    @property
    def votes(self) -> int:
        """How many finders take it for the article."""
        return len(self.finders)


def _step(box: Box) -> str:
    if name := box.get("id"):
        return f"{box.tag}#{name.split()[0] if name.split() else ''}"
    classes = box.get("class").split()
    return f"{box.tag}.{classes[0]}" if classes else box.tag
