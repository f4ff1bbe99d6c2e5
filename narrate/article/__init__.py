"""The second room: what a page says, without what stands around it.

    extract(page: Page) -> Article

One page walks through the files of this room in this order:

    document.py   bytes → one tree
    metadata.py   title, authors, dates, site (structured.py, dates.py, people.py help)
    blocks.py     the tree → pieces of text in boxes (inline.py: what markup inside a sentence does)
    body.py       which box is the article, marked by the proposals of finders.py
    language.py   the language of that text
    rules.py      why a piece is left out; selection.py asks the rules and keeps the account

Words are data: ``names.toml`` (class names), ``phrases/*.toml`` (wording per language), ``months.toml``.
"""

from __future__ import annotations

from narrate.article import body, language, metadata
from narrate.article.blocks import pieces
from narrate.article.document import read
from narrate.article.selection import scene, select, to_block
from narrate.article.warnings import flags_and_warnings
from narrate.errors import ExtractError
from narrate.model import Article, Page

__all__ = ["extract"]


def extract(page: Page) -> Article:
    """The article of a page: its blocks in reading order, its description, and all that was left out.

    Raises:
        ExtractError: the page holds no article.
    """
    document = read(page)
    found = pieces(document.root)
    about = metadata.describe(document, found)
    region = body.locate(document.root, found, about.body)
    if region is None:
        raise _no_article(document.name)
    spoken = language.detect(region.sample, about.language)
    known = scene(about, region, spoken)
    kept, dropped = select(region, known)
    if not kept:
        raise _no_article(document.name)
    flags, warnings = flags_and_warnings(about, region, kept, dropped, spoken)
    return Article(
        url=about.url,
        title=about.title,
        blocks=tuple(to_block(piece, known) for piece in kept),
        authors=about.authors,
        site=about.site,
        published=about.published,
        modified=about.modified,
        language=spoken,
        image=about.image,
        section=about.section,
        tags=about.tags,
        flags=flags,
        dropped=tuple(dropped),
        warnings=warnings,
        origins=about.origins | {"language": "the text"},
    )


def _no_article(name: str) -> ExtractError:
    return ExtractError(
        name, "holds no article", "Give the address of a single article, not of a front page or a list"
    )
