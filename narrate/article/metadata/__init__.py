"""Title, authors, dates, site, picture: the page's data for machines, checked against what is visible.

evidence.py is what all of it is read from; title.py, header.py, bylines.py, published.py, publisher.py and
picture.py read a field each; missing.py fills in, later, what the page does not name but its text does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from lxml.html import HtmlElement

from narrate.article import dates, people, structured
from narrate.article.document import Document
from narrate.article.language import guess
from narrate.article.metadata.bylines import authors
from narrate.article.metadata.evidence import Evidence, Sourced
from narrate.article.metadata.header import header_lines
from narrate.article.metadata.picture import lead_picture
from narrate.article.metadata.published import published_and_modified
from narrate.article.metadata.publisher import address, is_sure, site_name
from narrate.article.metadata.title import headline, titles
from narrate.article.pieces import Piece
from narrate.article.sites import Marks
from narrate.article.structured import Structured, number, types
from narrate.article.wording import clean

SITE_RULE = "site rule"
"""The origin of what a site rule found."""
_LONGER = 12
"""Words past which a piece tells the language of the page."""
_MOST_TAGS = 30


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of the article before its text is read."""

    title: str
    titles: tuple[str, ...]
    """Every form of the title on the page, for finding it again in the text."""
    authors: tuple[str, ...]
    published: date | None
    modified: date | None
    site: str
    url: str
    image: str
    image_size: tuple[int, int]
    section: str
    tags: tuple[str, ...]
    language: str
    """As declared; the text itself decides."""
    free: bool
    """False where the page says that the text is not free to read."""
    body: str
    """JSON-LD articleBody."""
    count: int
    """JSON-LD wordCount; 0 without one."""
    live: bool
    origins: dict[str, str] = field(default_factory=dict)
    """Field → where its value comes from; without those that the page does not give."""


def describe(document: Document, pieces: Sequence[Piece], marks: Marks) -> Metadata:
    """All that a page says about its article, each field with its origin; site rules have the first word."""
    data = structured.read(document.root)
    declared = _declared(document.root, data)
    page = Evidence(data, document.root, pieces, declared[:2].lower() or _guessed(pieces))
    url = address(page, document.url)
    site = site_name(page, url[0])
    title = (marks.title, SITE_RULE) if marks.title else headline(page, site[0], sure=is_sure(*site))
    header = header_lines(pieces, title[0])
    named, dated = tuple(people.names(marks.byline, page.language)), dates.parse(marks.date)
    writers = (named, SITE_RULE) if named else authors(page, header, site[0])
    published, modified = published_and_modified(page, header, url[0])
    published = (dated, SITE_RULE) if dated else published
    image, image_size = lead_picture(data, url[0])
    section = _section(data)
    body = data.article.get("articleBody")
    return Metadata(
        title=title[0],
        titles=titles(page, title[0]),
        authors=writers[0],
        published=published[0],
        modified=modified[0],
        site=site[0],
        url=url[0],
        image=image[0],
        image_size=image_size,
        section=section[0],
        tags=_tags(data),
        language=declared,
        free=str(data.article.get("isAccessibleForFree")).lower() != "false",
        body=body if isinstance(body, str) else "",
        count=number(data.article.get("wordCount")),
        live="liveblogposting" in types(data.article),
        origins=_origins(
            url=url,
            site=site,
            title=title,
            authors=writers,
            published=published,
            modified=modified,
            image=image,
            section=section,
        ),
    )


def _origins(**found: tuple[object, str]) -> dict[str, str]:
    return {name: origin for name, (value, origin) in found.items() if value}


def _declared(root: HtmlElement, data: Structured) -> str:
    """The language that the page says it is in, as it writes it."""
    metas = data.meta("content-language", "og:locale", "language")
    return root.get("lang") or root.get("xml:lang") or metas[0]


def _guessed(pieces: Sequence[Piece]) -> str:
    """The language of the longer texts, for a page that declares none."""
    return guess(" ".join(piece.text for piece in pieces if piece.words > _LONGER))


def _section(data: Structured) -> Sourced:
    value = data.text("articleSection")
    return (value, "JSON-LD articleSection") if value else data.meta("article:section")


def _tags(data: Structured) -> tuple[str, ...]:
    values = data.metas.get("article:tag", ())
    if not values:
        words = data.article.get("keywords")
        values = tuple(words) if isinstance(words, list) else tuple(str(words or "").split(","))
    texts = (clean(value) for value in values if isinstance(value, str))
    return tuple(dict.fromkeys(filter(None, texts)))[:_MOST_TAGS]
