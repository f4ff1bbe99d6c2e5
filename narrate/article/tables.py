"""Tables: which hold data and which only lay out a page, and the rows of those that hold data."""

from __future__ import annotations

from lxml.html import HtmlElement

from narrate.article.pieces import Box
from narrate.article.wording import words

LONG_CELL = 40
"""Words; more than that on average is prose that a table only lays out."""


def is_data_table(element: HtmlElement) -> bool:
    """Whether a table holds data; many old pages lay out their whole text with tables."""
    cells = rows = 0
    for inner in element.iter("table", "tr", "td", "th", "h1", "h2", "form", "blockquote", "article", "ul"):
        if inner.tag in ("td", "th"):
            cells += 1
        elif inner.tag == "tr":
            rows += 1
        elif inner is not element:
            return False
    if rows < 2 or cells < rows * 2 or element.get("role") == "presentation":
        return False
    return words(element.text_content() or "") <= cells * LONG_CELL


class Table:
    """A table of data, gathered cell by cell; its text has one line a row, the cells parted by commas."""

    def __init__(self, box: Box) -> None:
        self.box = box
        self.left_out: list[tuple[str, str]] = []
        self._rows: list[list[str]] = [[]]
        self._cell: list[str] = []

    def add(self, lines: list[str]) -> None:
        """Text of the present cell."""
        self._cell += lines

    def end_cell(self) -> None:
        """The next text belongs to another cell."""
        self._rows[-1].append(" ".join(self._cell))
        self._cell = []

    def end_row(self) -> None:
        """The next cell belongs to another row."""
        self._rows.append([])

    @property
    def text(self) -> str:
        """All rows with text in them."""
        rows = [[cell for cell in row if cell] for row in [*self._rows, self._cell]]
        return "\n".join(", ".join(row) for row in rows if row)
