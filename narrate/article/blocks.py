"""Which tags become which Block: one walk over the page gives its boxes and the pieces of text in them.

Inline elements only colour the piece they stand in.  Nothing is judged here except what depends on the inline
markup itself: hidden text, footnote marks and small widgets inside a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from narrate.article import inline
from narrate.article.names import signs
from narrate.article.options import Taste
from narrate.article.pieces import Box, Piece
from narrate.article.sites import DROP, TREAT, Marks
from narrate.article.tables import Table, is_data_table
from narrate.article.wording import BEFORE_MARK, clean, words

# fmt: off
SILENT = frozenset({
    "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "embed", "canvas",
    "audio", "video", "picture", "img", "map", "meta", "link", "title", "base", "param", "source", "track",
    "noframes", "progress", "meter", "datalist", "amp-ad", "amp-analytics", "amp-img", "rp", "rt",
})
# fmt: on
"""Elements whose inside no reader sees as text."""

# fmt: off
INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "mark", "nobr", "q", "ruby", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})
# fmt: on
_IN_LINES = INLINE | SILENT | {"br"}

MOST_PIECES = 20_000
MOST_ELEMENTS = 100_000
"""What is read of one page; the longest articles have two thousand pieces in twenty thousand elements."""
LONGEST_TEXT = 200_000
"""Characters without any markup that are read: four hours of speech."""

_LISTS = frozenset({"ul", "ol", "dir"})
_LEVELS = {"heading": 2, "item": 1}
"""Levels of blocks whose kind a site rule gives."""
_QUESTION = ("?", "？", "?»", "?“", "?”", '?"')
_FEW = 12
"""Parts of a row of buttons."""
_TELLING = 3
"""Words of a description that says what a picture shows."""
_BOLD = frozenset({"b", "strong"})
_ITALIC = frozenset({"i", "em"})


def pieces(root: HtmlElement, marks: Marks, taste: Taste) -> tuple[list[Piece], bool]:
    """All text of the page in document order, and whether that is the whole page."""
    walk = _Walk(marks, taste)
    return walk.over(root), walk.whole


@dataclass(slots=True)
class _Run:
    """The text gathered since the last block boundary, and how many of its characters are what."""

    text: list[str] = field(default_factory=list)
    links: int = 0
    linked: int = 0
    bold: int = 0
    italic: int = 0
    left_out: list[tuple[str, str]] = field(default_factory=list)
    covers: set[HtmlElement | None] = field(default_factory=set)
    """The outermost named inline elements around its parts; None for a part without one."""

    size: int = 0
    """Characters, but for spaces around the parts."""
    line: tuple[int, int] = (0, 0)
    """How many there were, and how many of them bold, where the present line began."""

    def end_line(self) -> None:
        """A line break; a question all in bold is a paragraph of its own, however short: the answer follows."""
        size, bold = self.size - self.line[0], self.bold - self.line[1]
        asked = 0 < size == bold and self.before.rstrip().endswith(_QUESTION)
        self.text.append("\n\n" if asked else "\n")
        self.line = (self.size, self.bold)

    @property
    def before(self) -> str:
        """The last characters, for what depends on them."""
        return "".join(self.text[-2:])

    @property
    def cover(self) -> HtmlElement | None:
        """The named inline element that holds all of the text, if one does."""
        return next(iter(self.covers)) if len(self.covers) == 1 else None


class _Walk:
    """One pass in document order; the state is what surrounds the present element."""

    def __init__(self, marks: Marks, taste: Taste) -> None:
        self.marks = marks
        self.descriptions = taste.image_descriptions
        self.emoji = taste.emoji == "name"
        self.found: list[Piece] = []
        self.run = _Run()
        self.box: Box | None = None
        self.table: Table | None = None
        self.elements = 0
        self.whole = True
        self.picture = False
        self.counters: list[int] = []
        self.named: list[HtmlElement] = []
        self.links = self.bolds = self.italics = 0

    def over(self, root: HtmlElement) -> list[Piece]:
        walker = etree.iterwalk(root, events=("start", "end"))
        skipped: set[HtmlElement] = set()
        for event, element in walker:
            if len(self.found) >= MOST_PIECES or self.elements >= MOST_ELEMENTS:
                self.whole = False
                break
            if event == "start":
                self.elements += 1
                if not self._enter(element):
                    walker.skip_subtree()
                    skipped.add(element)
                continue
            if element in skipped:
                skipped.discard(element)
            else:
                self._leave(element)
            self._add(element.tail)
        self._flush()
        self._end_table()
        return self.found

    # ── Going in and out ──

    def _enter(self, element: HtmlElement) -> bool:
        """Whether the inside of the element is to be walked."""
        tag = element.tag
        if tag in SILENT:
            self._see(element)
            return False
        if tag == "br":
            self.run.end_line()
            return False
        verdict = self.marks.verdicts.get(element, "")
        if inline.page_controls(element) and not verdict:
            self._leave_out(element, "page_controls")
            return False
        if self.table and verdict == DROP:
            self._leave_out(element, verdict)
            return False
        if self.box is not None and tag in INLINE and all(child.tag in _IN_LINES for child in element):
            return self._enter_inline(element)
        self._flush()
        self.box = self._new_box(element)
        self.run.links += tag == "a"
        self._add(element.text)
        return True

    def _enter_inline(self, element: HtmlElement) -> bool:
        verdict = self.marks.verdicts.get(element, "")
        rule = inline.left_out(element, self.run.before) if not verdict else verdict * (verdict == DROP)
        if rule:
            self._leave_out(element, rule)
            return False
        if inline.parts_from(element, self.run.before):
            self._add(" ")
        self._count(element, 1)
        if verdict or element.tag == "cite" or element in self.marks.kinds or signs(element):
            self.named.append(element)
        if element.tag == "q":
            self._add("“")
        self._add(inline.raised(element, self.run.before))
        return True

    def _leave(self, element: HtmlElement) -> None:
        if self.box is not None and element is self.box.element:
            self._leave_box(self.box)
            return
        if element.tag == "q":
            self._add("”")
        self._count(element, -1)
        if self.named and self.named[-1] is element:
            self.named.pop()

    def _count(self, element: HtmlElement, step: int) -> None:
        self.links += step * (element.tag == "a")
        self.bolds += step * (element.tag in _BOLD)
        self.italics += step * (element.tag in _ITALIC)
        self.run.links += step > 0 and element.tag == "a"

    def _leave_box(self, box: Box) -> None:
        self._flush()
        if self.table and box is self.table.box:
            self._end_table()
        elif self.table and box.tag in ("td", "th"):
            self.table.end_cell(box.element)
        elif self.table and box.tag == "tr":
            self.table.end_row()
        if box.tag in _LISTS:
            self.counters.pop()
        self.box = box.parent

    def _new_box(self, element: HtmlElement) -> Box:
        above = self.box
        box = Box(element.tag, element, above, signs(element))
        hidden = inline.is_hidden(element) and not inline.is_closed_answer(element)
        box.hidden = hidden or (above is not None and above.hidden)
        if above is not None:
            box.kind, box.level, box.rule = above.kind, above.level, above.rule
            above.children.append(box)
        self._set_kind(box)
        self._mark(box)
        return box

    def _mark(self, box: Box) -> None:
        """What site rules say of the element."""
        box.verdict = self.marks.verdicts.get(box.element, "")
        if kind := self.marks.kinds.get(box.element):
            box.kind, box.level, box.rule = kind, _LEVELS.get(kind, 0), TREAT

    def _set_kind(self, box: Box) -> None:
        tag = box.tag
        if tag in inline.HEADINGS or box.get("role") == "heading":
            box.kind, box.level = "heading", inline.HEADINGS.get(tag, 2)
        elif tag == "blockquote":
            box.kind, box.level = "quote", 0
        elif tag == "pre":
            box.kind, box.level = "code", 0
        elif tag in _LISTS:
            self.counters.append(inline.first_number(box.element))
        elif tag == "li" and self.counters:
            box.kind, box.level = "item", len(self.counters)
            box.label = inline.item_label(box.element, self.counters[-1])
            self.counters[-1] += 1
        elif tag == "table" and self.table is None and is_data_table(box.element):
            self.table = Table(box)

    # ── Text ──

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if len(text) > LONGEST_TEXT:
            text, self.whole = text[:LONGEST_TEXT], False
        if self.box is not None and self.box.kind != "code":
            text = text.replace("\n", " ")
        run = self.run
        run.text.append(text)
        size = len(text.strip())
        if size:
            run.covers.add(self.named[0] if self.named else None)
            inside_link = self.links or (self.box is not None and self.box.tag == "a")
            run.linked += size if inside_link else 0
            run.size += size
            run.bold += size if self.bolds else 0
            run.italic += size if self.italics else 0

    def _leave_out(self, element: HtmlElement, rule: str) -> None:
        if (element.tail or "").startswith(BEFORE_MARK) and self.run.text:
            self.run.text[-1] = self.run.text[-1].rstrip(" ")
        if text := clean(" ".join(element.itertext())):
            self.run.left_out.append((text, rule))

    def _flush(self) -> None:
        """The run becomes pieces of the present box, or a part of the present table."""
        run, box = self.run, self.box
        if box is None or not (run.text or run.left_out or run.links):
            return
        self.run = _Run()
        lines = inline.lines("".join(run.text), code=box.kind == "code", emoji=self.emoji)
        if self.table:
            self.table.add(lines, box)
            self.table.left_out += run.left_out
            return
        box = self._covering(run, box)
        for around in box.up():
            around.links += run.links
        if len(self.found) + len(lines) > MOST_PIECES:
            lines, self.whole = lines[: MOST_PIECES - len(self.found)], False
        self._keep_lines(lines, run, box)

    def _keep_lines(self, lines: list[str], run: _Run, box: Box) -> None:
        """The lines of a run as pieces; what was taken out of it goes with the first, or alone if there is none."""
        size = max(1, sum(map(len, lines)))
        parts = tuple(filter(None, map(clean, run.text))) if len(run.text) <= 2 * _FEW else ()
        for line in lines or [""] * bool(run.left_out):
            piece = Piece(line, box, box.kind, box.level, _take_label(box))
            piece.linked, piece.bold, piece.italic = (
                min(1.0, n / size) for n in (run.linked, run.bold, run.italic)
            )
            piece.parts = parts if len(lines) == 1 else ()
            piece.left_out, run.left_out = tuple(run.left_out), []
            piece.after_picture, self.picture = self.picture, False
            self._keep(piece)

    def _covering(self, run: _Run, above: Box) -> Box:
        """A box for a named inline element that holds a whole line: a caption in a span is a caption."""
        cover = run.cover
        if cover is None:
            return above
        box = Box(cover.tag, cover, above, signs(cover), above.kind, above.level, hidden=above.hidden)
        box.rule = above.rule
        above.children.append(box)
        self._mark(box)
        return box

    def _end_table(self) -> None:
        table, self.table = self.table, None
        if table:
            table.end_row()
        if table and table.text:
            left_out = tuple(table.left_out)
            self._keep(Piece(table.text, table.box, "table", left_out=left_out, table=table))

    def _see(self, element: HtmlElement) -> None:
        """A picture: what follows may be its caption; its description is text where it is wanted."""
        if not inline.is_picture(element):
            return
        self.picture = True
        told = clean(element.get("alt") or "") if self.descriptions and self.box is not None else ""
        if words(told) >= _TELLING and self.box is not None and not self.table:
            self._flush()
            box = Box("img", element, self.box, signs(element), hidden=self.box.hidden)
            self.box.children.append(box)
            self._keep(Piece(told if told[-1] in ".!?…" else f"{told}.", box, "paragraph"))

    def _keep(self, piece: Piece) -> None:
        piece.words = words(piece.text)
        piece.number = len(self.found)
        piece.rule = piece.box.rule
        self.found.append(piece)
        linked = piece.linked >= 0.9 or any(box.tag == "a" for box in piece.box.up())
        for box in piece.box.up():
            box.opens_linked = box.opens_linked or (not box.words and piece.words >= 3 and linked)
            box.words += piece.words
            box.linked += piece.words * piece.linked


def _take_label(box: Box) -> str:
    """The number of the item that a text opens; an item of several paragraphs has it once."""
    for around in box.up():
        if around.label:
            label, around.label = around.label, ""
            return label
        if around.kind != "item":
            break
    return ""
