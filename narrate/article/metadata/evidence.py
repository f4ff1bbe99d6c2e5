"""What the fields of the description are read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from narrate.article.pieces import Piece
from narrate.article.structured import Structured
from narrate.article.wording import clean

Sourced = tuple[str, str]
"""A value and its origin, for the editor: ("Anna Bell", "meta author")."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A page: its data for machines, its elements, and its text as a reader sees it."""

    data: Structured
    root: HtmlElement
    pieces: Sequence[Piece]
    language: str
    """Two letters, as declared, or as its longer texts read; "" where nobody can tell."""

    @property
    def title_element(self) -> str:
        """What the browser shows in its tab: the title, the section and the site in any order; "" without one."""
        element = self.root.find(".//title")
        return clean(element.text or "") if element is not None else ""
