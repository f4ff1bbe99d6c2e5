"""The second room: what a page says, without what stands around it.

    extract(page: Page, options: Options = Options()) -> Article

One page walks through the files of this room in this order:

    document.py    bytes → one tree
    sites.py       what rules for this very site say of it (the user's in options.py, our own in sites/*.toml)
    blocks.py      the tree → pieces of text in boxes (pieces.py; inline.py: markup inside a sentence; tables.py)
    metadata/      title, authors, dates, site, picture (with structured.py, people.py, dates.py, addresses.py)
    body.py        which box is the article, by the votes of finders.py and prose.py; payload.py as a last resort
    language.py    the language of that text
    rules/         why a piece is left out: for what is around it, for itself, for its neighbours
    selection.py   asks the rules and keeps the account (with quotes.py)
    warnings.py    what an editor should know before the article is spoken

Words are data (data.py): ``names.toml`` (class names), ``fields.toml`` (meta elements), ``months.toml``,
``little_words.toml``, ``spoken.toml`` (what the room says itself) and ``phrases/*.toml`` (wording, a file a
language).  A new language is a new file there.
"""

from __future__ import annotations

from narrate.article import body, language, metadata, payload, warnings
from narrate.article.blocks import pieces
from narrate.article.document import read
from narrate.article.metadata.missing import signed, titled, with_author
from narrate.article.options import Options, SiteRules, Taste
from narrate.article.selection import scene, select, to_blocks
from narrate.article.sites import marks
from narrate.errors import ExtractError
from narrate.model import Article, Page

__all__ = ["Options", "SiteRules", "Taste", "extract"]


def extract(page: Page, options: Options = Options()) -> Article:  # noqa: B008 - frozen options
    """The article of a page: its blocks in reading order, its description, and all that was left out.

    Raises:
        ExtractError: the page holds no article.
    """
    document = read(page)
    marked = marks(document.root, document.url, options.sites)
    found, whole = pieces(document.root, marked, options.taste)
    about = metadata.describe(document, found, marked)
    region = body.locate(document.root, found, marked, options.taste, about.body)
    if region is None:
        raise _no_article(document.name)
    about = titled(about, region.pieces)
    spoken = language.detect(region.sample, about.language)
    about = signed(about, document.root, region.pieces, spoken[0])
    if not about.authors:
        about = with_author(about, payload.author(document.root, about.title))
    known = scene(about, region, spoken[0], options.taste)
    kept, dropped = select(region, known)
    if not kept:
        raise _no_article(document.name)
    flags, doubts = warnings.flags_and_warnings(about, region, kept, dropped, spoken)
    if not (whole and document.whole):
        doubts = (*doubts, "the page is too large: only its beginning was read")
    doubts = (*doubts, *marked.unmet)
    return Article(
        url=about.url,
        title=about.title,
        blocks=to_blocks(kept, known),
        authors=about.authors,
        site=about.site,
        published=about.published,
        modified=about.modified,
        language=spoken[0],
        image=about.image,
        image_size=about.image_size,
        section=about.section,
        tags=about.tags,
        flags=flags,
        dropped=tuple(dropped),
        warnings=doubts,
        votes=warnings.votes(region, kept),
        share=warnings.share(region, kept),
        origins=about.origins | {"language": "the text"},
    )


def _no_article(name: str) -> ExtractError:
    return ExtractError(
        name, "holds no article", "Give the address of a single article, not of a front page or a list"
    )
