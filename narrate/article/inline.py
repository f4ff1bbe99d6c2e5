"""What markup inside a sentence does to it: hidden text, footnote marks, raised figures, line breaks."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from narrate.article.names import signs
from narrate.article.wording import clean, words

CONTROLS = frozenset({"button", "select", "textarea", "input", "option", "label", "legend", "dialog", "menu"})
HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|clip\s*:\s*rect|text-indent\s*:\s*-\d{3}",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"[\d,–-]+")
_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[*†‡§¶]+)[\])]?|\[[\w .,:-]{1,20}\]")
_ORDINAL = re.compile(r"st|nd|rd|th|er|re|e|o|a|º|ª")
_NOTE_TARGET = re.compile(r"#.*(?:fn|foot|note|cite|ref|source|sdfoot|_edn)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…:][\"'»”’)]*$")
_UNMARKED = re.compile(r"\b(?:list-unstyled|list-none|no-?bullets?|unstyled|is-style-no-disc)\b")
_NO_MARK = re.compile(r"list-style(?:-type)?\s*:\s*none", re.IGNORECASE)
_ICON = 80
"""Pixels; smaller pictures have no caption."""
_SIGNED = 8
"""Words of a name with its "By", its place and its agency."""
_LINE = 6
"""Words that a line needs to stand as a paragraph when a single <br> ends it."""


def is_hidden(element: HtmlElement) -> bool:
    """Whether a reader cannot see the element."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return bool(style and _HIDDEN_STYLE.search(style)) or "for_screen_readers" in signs(element)


def is_closed_answer(element: HtmlElement) -> bool:
    """The part of an accordion that the button in the heading before it opens: hidden, but for readers."""
    before = element.getprevious()
    return before is not None and before.tag in HEADINGS and before.find(".//button") is not None


def left_out(element: HtmlElement, before: str) -> str:
    """The rule that takes an inline element out of its sentence; "" if it stays."""
    if is_hidden(element) and not _stands_in(element):
        return "hidden_text"
    return next(
        (rule.__name__ for rule in (footnote_mark, inline_widget, inline_byline) if rule(element, before)), ""
    )


def parts_from(element: HtmlElement, before: str) -> bool:
    """Whether a <span> begins a new word although no space parts it from the one before it: boxes to the eye, such
    as a kicker before its title or the score between two teams.
    """
    previous = element.getprevious()
    if element.tag != "span" or previous is None or previous.tag != "span" or previous.tail:
        return False
    last, first = before[-1:], (element.text or "")[:1]
    return (last.islower() and (first.isupper() or first.isdigit())) or (last.isdigit() and first.isupper())


def _stands_in(element: HtmlElement) -> bool:
    """Text for screen readers right after a decoration is its readable form (drop capitals)."""
    previous = element.getprevious()
    return (
        "for_screen_readers" in signs(element)
        and previous is not None
        and previous.get("aria-hidden") == "true"
        and not (previous.tail or "").strip()
        and bool((previous.text_content() or "").strip())
    )


def footnote_mark(element: HtmlElement, before: str) -> bool:
    """A small figure or sign that leads to a note; raised figures of numbers and units are not marks."""
    if element.tag not in ("sup", "a", "span", "small"):
        return False
    named = "footnote" in signs(element) or element.get("role") == "doc-noteref"
    text = clean(element.text_content() or "") if named or element.tag != "span" else ""
    if not text or len(text) > 20 or not _MARK.fullmatch(text):
        return False
    if named:
        return True
    if element.tag == "a":
        return bool(_NOTE_TARGET.match(element.get("href") or "")) or text.startswith("[")
    if element.tag != "sup":
        return False
    if element.find(".//a") is not None:
        return True
    return not _ORDINAL.fullmatch(text) and not _is_power(text, before)


def inline_widget(element: HtmlElement, before: str) -> bool:
    """A share price, a hover card or a tool tip inside a sentence is no part of it."""
    return "inline_widget" in signs(element)


def inline_byline(element: HtmlElement, before: str) -> bool:
    """The writer's name or sign after a paragraph's last stop; under a quotation it is the speaker's."""
    named = signs(element) & {"byline", "dateline"}
    if not named or (element.tail or "").strip() or element.getnext() is not None:
        return False
    if not _SENTENCE_END.search(before.rstrip()) or words(element.text_content() or "") > _SIGNED:
        return False
    parent = element.getparent()
    return parent is not None and parent.tag == "p" and next(parent.iterancestors("blockquote"), None) is None


def _is_power(text: str, before: str) -> bool:
    last = re.search(r"\w+$", before)
    return bool(_DIGITS.fullmatch(text) and last and (last[0][-1].isdigit() or len(last[0]) <= 3))


def raised(element: HtmlElement, before: str) -> str:
    """The element's own first text; a power gets its sign back: 10<sup>6</sup> is "10^6"."""
    text = element.text or ""
    if element.tag == "sup" and before[-1:].isdigit() and _DIGITS.fullmatch(text.strip()):
        return f"^{text.strip()}"
    return text


def is_picture(element: HtmlElement) -> bool:
    """A picture or film that a caption may follow; icons and counting pixels are none."""
    if element.tag in ("iframe", "video", "picture", "object", "embed", "amp-img"):
        return True
    size = element.get("width") or ""
    return element.tag == "img" and not (size.isascii() and size.isdigit() and int(size[:6]) < _ICON)


def page_controls(element: HtmlElement) -> bool:
    """Buttons and fields are operated, not read; but the button of an accordion carries a heading."""
    if element.tag not in CONTROLS:
        return False
    parent = element.getparent()
    around = str(parent.tag) if parent is not None else ""
    return element.tag != "button" or around not in (*HEADINGS, "summary")


def first_number(element: HtmlElement) -> int:
    """Where an ordered list starts to count."""
    return _number(element.get("start")) or 1


def item_label(element: HtmlElement, number: int) -> str:
    """The number or letter before an item of an ordered list; "" in lists that show none."""
    parent = element.getparent()
    if parent is None or parent.tag != "ol" or _UNMARKED.search(parent.get("class") or ""):
        return ""
    if _NO_MARK.search(parent.get("style") or ""):
        return ""
    number = _number(element.get("value")) or number
    kind = parent.get("type") or ""
    return chr(ord(kind) + number - 1) if kind in ("a", "A") and number <= 26 else str(number)


def _number(value: str | None) -> int:
    """A plain number from an attribute; 0 for what is none."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 6 else 0


def lines(text: str, *, code: bool = False, emoji: bool = False) -> list[str]:
    """The paragraphs of a run; two line breaks part them, one does after a whole sentence."""
    if code:
        rows = [row.rstrip() for row in text.split("\n")]
        return ["\n".join(clean(row) for row in rows if row.strip())] if any(map(str.strip, rows)) else []
    paragraphs: list[list[str]] = []
    fresh = True
    for line in (clean(row, emoji=emoji) for row in text.split("\n")):
        if not line:
            fresh = True
        elif fresh or not paragraphs or _ends_paragraph(paragraphs[-1][-1]):
            paragraphs.append([line])
            fresh = False
        else:
            paragraphs[-1].append(line)
    return [" ".join(paragraph) for paragraph in paragraphs]


def _ends_paragraph(line: str) -> bool:
    return bool(_SENTENCE_END.search(line)) and words(line) >= _LINE
