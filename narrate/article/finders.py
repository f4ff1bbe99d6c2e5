"""Who proposes which part of the page is the article: two well-known extractors, and the page's own data.

A finder gives plain text.  It is never what will be read: it only marks the pieces of the page that it takes
for the article, and body.py weighs the marks.
"""

from __future__ import annotations

import copy
import logging

from lxml import etree
from lxml.html import HtmlElement

from narrate.article.wording import PILED, key

JSON_LD = "JSON-LD"
"""The name of the finder that is the page's own data."""
_USELESS = ("script", "style", "noscript", "svg", "iframe", "object", "template", "canvas", "link", "meta")
_ADDRESSES = ("href", "src", "srcset", "action", "cite", "background", "longdesc", "usemap", "data")
_LARGEST = 15_000
"""Elements past which only our own reading of the page is used, so that a hostile page ends in time."""
_LONGEST = 2_000_000
"""Characters of text, for the same reason."""

_COUNT = etree.XPath("count(//*)")
_TEXT = etree.XPath("string(/)")

for _noisy in ("trafilatura", "readability", "htmldate"):
    logging.getLogger(_noisy).setLevel(logging.CRITICAL)


def proposals(root: HtmlElement, article_body: str = "") -> dict[str, str]:
    """What each finder takes for the article's text, as a key (letters and digits only); finder → key."""
    found = {JSON_LD: key(article_body)}
    lean = _lean(root)
    if lean is not None:
        found["trafilatura"] = key(_by_trafilatura(copy.deepcopy(lean)))
        etree.strip_attributes(lean, *_ADDRESSES)  # readability rewrites each and reads none
        found["readability"] = key(_by_readability(lean))
    return {finder: text for finder, text in found.items() if text}


def _lean(root: HtmlElement) -> HtmlElement | None:
    """A copy of the page without what the extractors never look at; None if it is too large for them."""
    if _COUNT(root) > 10 * _LARGEST:
        return None
    lean = copy.deepcopy(root)
    etree.strip_elements(lean, *_USELESS, with_tail=False)
    text = _TEXT(lean)
    fits = _COUNT(lean) <= _LARGEST and len(text) <= _LONGEST and not PILED.search(text)
    return lean if fits else None


# Both are imported where they are used: together they take longer to load than a page takes to read.


def _by_trafilatura(root: HtmlElement) -> str:
    from trafilatura import extract

    return extract(root, include_comments=False, fast=True, deduplicate=False) or ""


def _by_readability(root: HtmlElement) -> str:
    from readability import Document

    # readability raises its own error, and lxml's, on trees without any paragraph.
    try:
        summary = Document(root).summary(html_partial=True)
    except Exception:
        return ""
    fragment = (
        etree.fromstring(summary, parser=etree.HTMLParser(encoding="utf-8")) if summary.strip() else None
    )
    return " ".join(fragment.itertext()) if fragment is not None else ""
