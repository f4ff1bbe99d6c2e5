"""From bytes to one tree: decode, parse, bound the depth.  The rest of the room reads the tree made here."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from bs4 import UnicodeDammit
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from narrate.errors import ExtractError
from narrate.model import Page

DEEPEST = 256
"""Levels of nesting that are kept.  Real pages stay under 100; C routines of lxml recurse over depth."""

LARGE = 1_000_000
"""Characters past which a page is cut to size before it is parsed."""

LONGEST_TAG = 1_000
"""Characters; the parser takes quadratic time, and much memory, over the attributes of one element."""

MOST_TAGS = 300_000
"""Opening and closing tags that are read of one page; the longest articles have 40,000."""

MOST_OPEN = 200
"""Elements of one name inside each other; real pages stay under 30."""

MOST_UNCLOSED = 1_500
"""Elements inside each other before libxml2 gives up, with some to spare."""

SAMPLE = 50_000
"""Bytes that tell an encoding that nobody declares."""

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]{0,30})")
_LONG_TAG = re.compile(rf"<([A-Za-z][A-Za-z0-9-]{{0,30}})([^<>]{{{LONGEST_TAG},}})>")
_KEPT = re.compile(
    r"""\b(?:class|id|name|property|content|href|role|style|hidden|type)=(?:"[^"]{0,500}"|'[^']{0,500}')"""
)
_AGAIN = re.compile(r"((?:<[^<>]{1,100}>[^<>]{0,20}){1,4})\1{99,}")
"""The same few tags a hundred times on end."""
# fmt: off
_SELF_CLOSED = frozenset({
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup",
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
})
# fmt: on
"""Elements that need no closing tag: they do not nest by being left open."""
logging.getLogger("bs4.dammit").setLevel(logging.ERROR)
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What the parser lets pass, but lxml does not take from us."""
_ESCAPE = re.compile("\x1b\\[[0-9;?]{0,20}[A-Za-z]")
"""Colours of a terminal, pasted with its text."""
_SWITCHES = re.compile(rb"[\x00\x1b]")
"""NUL and ESC: with them ASCII bytes may be UTF-16 or ISO-2022."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Document:
    """A page as a tree, and the name to use for it in messages."""

    root: HtmlElement
    url: str
    name: str
    whole: bool = True
    """False where only the beginning of a huge page was read."""


def read(page: Page) -> Document:
    """Decode and parse a page.

    Raises:
        ExtractError: there is nothing in it that could be parsed.
    """
    name = page.source or page.url or "page"
    text = _ESCAPE.sub("", decode(page.body, page.charset))
    text, whole = _tamed(text)
    if not text.strip():
        raise ExtractError(name, "is empty", "Save the page again and check that the file holds its text")
    root = parse(text)
    if root is None:
        raise ExtractError(name, "holds no HTML", "Give the address or the saved file of an article page")
    return Document(root, page.url, name, whole)


def decode(body: bytes, charset: str = "") -> str:
    """The page's text.

    Bytes that are valid UTF-8 beyond ASCII are UTF-8 whatever the page says: other encodings produce such
    sequences by accident only in a few characters, while wrong declarations are common.
    """
    if body.isascii() and not _SWITCHES.search(body):
        return body.decode("ascii")
    if not body.isascii() and not body.startswith(_UTF16):
        try:
            return body.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
    if charset:
        try:
            return body.decode(charset)
        except (LookupError, ValueError):
            pass
    found = UnicodeDammit(body[:SAMPLE], is_html=True).original_encoding
    return body.decode(found or "utf-8", "replace")


def parse(text: str) -> HtmlElement | None:
    """The tree of a text, at most DEEPEST levels deep; None if it holds no element.

    libxml2 throws away whatever stands deeper than some 2,000 levels, so tags that nobody closes are left out
    before it sees them.
    """
    # Bytes rather than text: lxml refuses text that carries an XML encoding declaration.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = document_fromstring(_closed(text).replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    _flatten(root)
    return root


def _tamed(text: str) -> tuple[str, bool]:
    """A huge page without what only a machine writes, and whether that is the whole page."""
    if len(text) <= LARGE:
        return text, True
    text = _AGAIN.sub(r"\1\1", text)
    text = _LONG_TAG.sub(_shortened, text)
    end = next(islice(_tags(text), MOST_TAGS, None), None)
    return (text[: end.start()], False) if end else (text, True)


def _shortened(match: re.Match[str]) -> str:
    return f"<{match[1]} {' '.join(_KEPT.findall(match[2][: 20 * LONGEST_TAG])[:10])}>"


def _tags(text: str) -> Iterator[re.Match[str]]:
    """The tags of a text; what stands inside scripts and styles are none."""
    match = _TAG.search(text)
    while match:
        yield match
        end = match.end()
        if not match[1] and match[2].lower() in ("script", "style"):
            end = text.find(f"</{match[2]}", end)
            if end < 0:
                return
        match = _TAG.search(text, end)


def _closed(text: str) -> str:
    """A text without the opening tags that stand inside too many others."""
    if text.count("<") - 2 * text.count("</") < MOST_UNCLOSED:
        return text
    open_tags: Counter[str] = Counter()
    depth = 0
    parts: list[str] = []
    done = 0
    for match in _tags(text):
        name = match[2].lower()
        if name in _SELF_CLOSED:
            continue
        if match[1]:
            depth -= open_tags[name] > 0
            open_tags[name] -= open_tags[name] > 0
        elif open_tags[name] < MOST_OPEN and depth < MOST_UNCLOSED:
            open_tags[name] += 1
            depth += 1
        else:
            parts.append(text[done : match.start()])
            done = text.find(">", match.end()) + 1 or len(text)
    return "".join([*parts, text[done:]])


def _flatten(root: HtmlElement) -> None:
    """Lift everything nested deeper than DEEPEST to that level, in document order."""
    deep: list[tuple[HtmlElement, HtmlElement]] = []
    depth = 0
    anchor = root
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start" and depth == DEEPEST:
            anchor = element
        elif event == "start" and depth > DEEPEST:
            deep.append((anchor, element))
    for parent, element in deep:
        tail, element.tail = element.tail, None
        parent.append(element)
        if tail:
            element.addnext(_text_holder(tail))


def _text_holder(text: str) -> HtmlElement:
    holder: HtmlElement = HtmlElement(_NO_XML.sub("", text))
    holder.tag = "span"
    return holder
