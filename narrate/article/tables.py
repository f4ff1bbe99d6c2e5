"""Tables: which hold data and which only lay out a page, and the rows of those that hold data, for the ear."""

from __future__ import annotations

from lxml.html import HtmlElement

from narrate.article.pieces import Box
from narrate.article.wording import key, words

LONG_CELL = 40
"""Words; more than that on average is prose that a table only lays out."""

WIDEST = 50
"""Columns; a cell cannot claim to span more."""

_STOPS = ".:;,"


def is_data_table(element: HtmlElement) -> bool:
    """Whether a table holds data; many old pages lay out their whole text with tables."""
    cells = filled = rows = 0
    for inner in element.iter("table", "tr", "td", "th", "h1", "h2", "form", "blockquote", "article", "ul"):
        if inner.tag in ("td", "th"):
            cells += 1
            filled += min(_span(inner, "colspan"), WIDEST) * min(_span(inner, "rowspan"), WIDEST)
        elif inner.tag == "tr":
            rows += 1
        elif inner is not element:
            return False
    if rows < 2 or filled < rows * 2 or cells <= rows or element.get("role") == "presentation":
        return False
    return words(element.text_content() or "") <= cells * LONG_CELL


class Table:
    """A table of data, gathered cell by cell.

    Its text has one line a row, in which each cell follows the head of its column: "Team: Dynamo. Points: 41."
    A table without heads has the cells of a row parted by commas.
    """

    def __init__(self, box: Box) -> None:
        self.box = box
        self.caption = ""
        self.left_out: list[tuple[str, str]] = []
        self._heads: list[str] = []
        self._lines: list[str] = []
        self._printed: list[str] = []
        self._row: list[str] = []
        self._is_head: list[bool] = []
        self._cell: list[str] = []
        self._claims: dict[int, tuple[int, str, bool]] = {}
        """Column → how many more rows a cell above fills, with what, and whether that is a head."""

    def add(self, lines: list[str], box: Box) -> None:
        """Text of the present cell, or of what stands beside the cells."""
        if any(around.tag == "caption" for around in box.nearest(3)):
            self.caption = " ".join([self.caption, *lines]).strip()
        else:
            self._cell += lines

    def end_cell(self, element: HtmlElement) -> None:
        """The next text belongs to another cell."""
        self._fill()
        text, self._cell = " ".join(self._cell), []
        head = self._heads_column(element, text)
        down = _span(element, "rowspan")
        for _ in range(min(_span(element, "colspan"), WIDEST - len(self._row))):
            if down > 1:
                self._claims[len(self._row)] = (down - 1, text, head)
            self._row.append(text)
            self._is_head.append(head)
            text = text if head else ""

    def end_row(self) -> None:
        """The next cell belongs to another row."""
        self._fill()
        row, heads = self._row, self._is_head
        self._row, self._is_head = [], []
        if self._cell:
            row, heads = [*row, " ".join(self._cell)], [*heads, False]
            self._cell = []
        if any(row):
            self._printed.append(", ".join(filter(None, row)))
        if len(set(filter(None, row))) == 1:
            self._lines.append(next(filter(None, row)))
        elif len(row) > 1 and all(heads[1:]):
            self._heads = row
        elif line := self._said(row, heads):
            self._lines.append(line)

    def _fill(self) -> None:
        """Cells that cells of the rows above fill."""
        while (claim := self._claims.get(len(self._row))) and claim[0] > 0:
            left, text, head = claim
            self._claims[len(self._row)] = (left - 1, text, head)
            self._row.append(text)
            self._is_head.append(head)

    def _heads_column(self, cell: HtmlElement, text: str) -> bool:
        """Whether a cell is a head: so marked, or all bold in a first row where nothing is marked."""
        row = cell.getparent()
        part = row.getparent() if row is not None else None
        if cell.tag == "th" or (part is not None and part.tag == "thead"):
            return part is None or part.tag != "tfoot"
        if self._lines or self._heads:
            return False
        bold = next(cell.iter("b", "strong"), None)
        return bold is not None and key(bold.text_content() or "") == key(text) != ""

    def _said(self, row: list[str], heads: list[bool]) -> str:
        cells = [
            (head, cell)
            for head, cell in zip(self._padded(len(row)), row, strict=True)
            if any(map(str.isalnum, cell))
        ]
        if len(cells) == 2 and not self._heads and heads[0]:
            return f"{_bare(cells[0][1])}: {_stopped(cells[1][1])}"
        if not self._heads or len(cells) == 1:
            return ", ".join(cell for _, cell in cells)
        return " ".join(
            f"{_bare(head)}: {_stopped(cell)}" if any(map(str.isalnum, head)) else _stopped(cell)
            for head, cell in cells
        )

    def _padded(self, width: int) -> list[str]:
        return (self._heads + [""] * width)[:width]

    @property
    def rows(self) -> int:
        """Rows with text in them, the heads not counted."""
        return len(self._lines)

    @property
    def printed(self) -> str:
        """The caption and all rows, the heads among them, without a word that is not printed there."""
        return "\n".join(filter(None, [self.caption, *self._printed]))

    @property
    def text(self) -> str:
        """The caption, and all rows with text in them."""
        heads = [", ".join(filter(None, self._heads))] if self._heads and not self._lines else []
        return "\n".join(filter(None, [self.caption, *heads, *self._lines]))


def _span(element: HtmlElement, name: str) -> int:
    value = element.get(name) or ""
    return max(1, int(value)) if value.isascii() and value.isdigit() and len(value) < 4 else 1


def _bare(text: str) -> str:
    return text.rstrip(_STOPS)


def _stopped(text: str) -> str:
    return text if text[-1:] in ".!?…" else f"{_bare(text)}."
