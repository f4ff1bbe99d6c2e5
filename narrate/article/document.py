"""From bytes to one tree: decode, parse, bound the depth.  The rest of the room reads the tree made here."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass

from bs4 import UnicodeDammit
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from narrate.errors import ExtractError
from narrate.model import Page

DEEPEST = 256
"""Levels of nesting that are kept.  Real pages stay under 100; C routines of lxml recurse over depth."""

LARGE = 1_000_000
"""Characters past which overlong tags are shortened before the page is parsed."""

LONGEST_TAG = 20_000
"""Characters; the parser takes quadratic time over the attributes of one element."""

SAMPLE = 50_000
"""Bytes that tell an encoding that nobody declares."""

_TAG = re.compile(rf"<([A-Za-z][A-Za-z0-9-]{{0,30}})[^<>]{{{LONGEST_TAG},}}>")
logging.getLogger("bs4.dammit").setLevel(logging.ERROR)
_SWITCHES = re.compile(rb"[\x00\x1b]")
"""NUL and ESC: with them ASCII bytes may be UTF-16 or ISO-2022."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Document:
    """A page as a tree, and the name to use for it in messages."""

    root: HtmlElement
    url: str
    name: str


def read(page: Page) -> Document:
    """Decode and parse a page.

    Raises:
        ExtractError: there is nothing in it that could be parsed.
    """
    name = page.source or page.url or "page"
    text = decode(page.body, page.charset)
    if len(text) > LARGE:
        text = _TAG.sub(r"<\1>", text)
    if not text.strip():
        raise ExtractError(name, "is empty", "Save the page again and check that the file holds its text")
    root = _parse(text)
    if root is None:
        raise ExtractError(name, "holds no HTML", "Give the address or the saved file of an article page")
    _flatten(root)
    return Document(root, page.url, name)


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
        except (LookupError, UnicodeDecodeError):
            pass
    found = UnicodeDammit(body[:SAMPLE], is_html=True).original_encoding
    return body.decode(found or "utf-8", "replace")


def _parse(text: str) -> HtmlElement | None:
    # Bytes rather than text: lxml refuses text that carries an XML encoding declaration.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return document_fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


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
    holder: HtmlElement = HtmlElement(text)
    holder.tag = "span"
    return holder
