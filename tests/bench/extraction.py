"""The room ``article/`` in the forms that extraction scorers ask for."""

from __future__ import annotations

from typing import Any

from narrate.article import extract
from narrate.model import Article, Page

_KINDS = {"note": "paragraph"}
"""Kinds that scorers do not know."""


def body_text(html: str, url: str | None) -> str:
    """The narrated body of a page, one block a line."""
    return "\n".join(block.text for block in _article(html, url).blocks)


def metadata(html: str, url: str | None) -> dict[str, Any]:
    """Title, authors, published, language and site of a page."""
    return _described(_article(html, url))


def page(html: bytes, url: str | None) -> dict[str, Any]:
    """Everything that leaves the room, as plain values."""
    article = extract(Page(url or "", html))
    return _described(article) | {
        "body": [
            {"kind": _KINDS.get(block.kind, block.kind), "text": block.text} for block in article.blocks
        ],
        "flags": list(article.flags),
        "dropped": [{"text": text.text, "rule": text.rule, "path": text.path} for text in article.dropped],
    }


def _article(html: str, url: str | None) -> Article:
    return extract(Page(url or "", html.encode("utf-8"), charset="utf-8"))


def _described(article: Article) -> dict[str, Any]:
    return {
        "title": article.title,
        "authors": list(article.authors),
        "published": article.published.isoformat() if article.published else "",
        "language": article.language,
        "site": article.site,
    }
