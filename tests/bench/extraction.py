"""The room ``article/`` in the forms that extraction scorers ask for."""

from __future__ import annotations

from typing import Any

from narrate.article import Options, Taste, extract
from narrate.model import Article, Block, Page

_KINDS = {"note": "paragraph"}
"""Kinds that scorers do not know."""

AS_PRINTED = Options(Taste(tables="cells", longest_table=1_000_000))
"""Scorers compare with the words that are printed: no heads repeated in every row, no summary of a long table."""


def body_text(html: str, url: str | None) -> str:
    """The narrated body of a page, one block a line."""
    return "\n".join(map(_text, _article(html, url).blocks))


def metadata(html: str, url: str | None) -> dict[str, Any]:
    """Title, authors, published, language and site of a page."""
    return _described(_article(html, url))


def page(html: bytes, url: str | None) -> dict[str, Any]:
    """Everything that leaves the room, as plain values."""
    article = extract(Page(url or "", html), AS_PRINTED)
    return _described(article) | {
        "body": [
            {"kind": _KINDS.get(block.kind, block.kind), "text": _text(block)} for block in article.blocks
        ],
        "flags": list(article.flags),
        "dropped": [{"text": text.text, "rule": text.rule, "path": text.path} for text in article.dropped],
    }


def _text(block: Block) -> str:
    """A block's own words, and those of the speaker of a quotation, whom the script names after it."""
    return f"{block.text}\n{block.label}" if block.kind == "quote" and block.label else block.text


def _article(html: str, url: str | None) -> Article:
    return extract(Page(url or "", html.encode("utf-8"), charset="utf-8"), AS_PRINTED)


def _described(article: Article) -> dict[str, Any]:
    return {
        "title": article.title,
        "authors": list(article.authors),
        "published": article.published.isoformat() if article.published else "",
        "language": article.language,
        "site": article.site,
    }
