"""The second room: what a page says, without what stands around it.

    extract(page: Page) -> Article

One page walks through the files of this room in this order:

    document.py    bytes → one tree
    blocks.py      the tree → pieces of text in boxes (pieces.py; inline.py: markup inside a sentence; tables.py)
    metadata.py    title, authors, dates, site (with structured.py, people.py, dates.py)
    body.py        which box is the article, by the votes of finders.py and prose.py
    language.py    the language of that text
    rules.py       why a piece is left out; selection.py asks the rules and keeps the account
    warnings.py    what an editor should know before the article is spoken

Words are data: ``names.toml`` (class names), ``fields.toml`` (meta elements), ``months.toml`` and
``phrases/*.toml`` (wording, a file a language).  A new language is a new file there.
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
    found, whole = pieces(document.root)
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
    if not whole:
        warnings = (*warnings, "the page is too large: only its beginning was read")
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
