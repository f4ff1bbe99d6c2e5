"""Who proposes which part of the page is the article: two well-known extractors, and the page's own data.

A finder gives plain text.  It is never what will be read: it only marks the pieces of the page that it takes
for the article, and body.py weighs the marks.
"""

from __future__ import annotations

import copy
import logging

from lxml import etree
from lxml.html import HtmlElement
from readability import Document as Readability
from trafilatura import extract as trafilatura

from narrate.article.wording import key

_USELESS = ("script", "style", "noscript", "svg", "iframe", "object", "template", "canvas", "link", "meta")
_LARGEST = 15_000
"""Elements past which only our own reading of the page is used, so that a hostile page ends in time."""

for _noisy in ("trafilatura", "readability", "htmldate"):
    logging.getLogger(_noisy).setLevel(logging.CRITICAL)


def proposals(root: HtmlElement, article_body: str = "") -> dict[str, str]:
    """What each finder takes for the article's text, as a key (letters and digits only); finder → key."""
    found = {"JSON-LD": key(article_body)}
    lean = copy.deepcopy(root)
    etree.strip_elements(lean, *_USELESS, with_tail=False)
    if sum(1 for _ in lean.iter()) <= _LARGEST:
        found["trafilatura"] = key(_by_trafilatura(copy.deepcopy(lean)))
        found["readability"] = key(_by_readability(lean))
    return {finder: text for finder, text in found.items() if text}


def _by_trafilatura(root: HtmlElement) -> str:
    return trafilatura(root, include_comments=False, fast=True, deduplicate=False) or ""


def _by_readability(root: HtmlElement) -> str:
    # readability raises its own error, and lxml's, on trees without any paragraph.
    try:
        summary = Readability(root).summary(html_partial=True)
    except Exception:
        return ""
    fragment = (
        etree.fromstring(summary, parser=etree.HTMLParser(encoding="utf-8")) if summary.strip() else None
    )
    return " ".join(fragment.itertext()) if fragment is not None else ""
