"""Who wrote the article, as the page's data for machines and its visible bylines say; people.py reads a byline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from lxml.html import HtmlElement

from narrate.article import people, structured
from narrate.article.inline import is_hidden
from narrate.article.metadata.evidence import Evidence
from narrate.article.metadata.header import Line
from narrate.article.names import signs
from narrate.article.pieces import Piece
from narrate.article.structured import plain, types
from narrate.article.wording import clean, key

_MOST = 20
"""Elements marked as an author, or links in a line, that are looked at."""
_NEAR = 30
"""Pieces after the headline among which a byline is looked for."""
_OTHERS = frozenset({"comments", "related", "promotion"})
"""Parts of a page whose bylines belong to other texts."""
_HOUSES = frozenset({"organization", "newsmediaorganization", "corporation"})
"""Types of JSON-LD nodes that are no people."""
_OF_AUTHOR = re.compile(
    r"/(?:authors?|autor(?:as?|e|en|es|i|in|ka|zy)?|auteurs?|avtor[iy]?|byline|contributors?|journalists?|profiles?)/[^/?#]",
    re.IGNORECASE,
)
"""Addresses of pages about one author."""


def authors(page: Evidence, header: Sequence[Line], site: str) -> tuple[tuple[str, ...], str]:
    """Who wrote it, and the origin.

    Data for machines spell names best; the visible byline may name more of them.
    """
    visible = _visible(page, header, site)
    for found, where in ((_of_node(page), "JSON-LD author"), (_of_metas(page), "meta author")):
        fitting = _not_site(found, site)
        if not fitting:
            continue
        more = [name for name in visible if key(name) not in set(map(key, fitting)) and " " in name]
        if more and len(visible) == len(fitting) + len(more):
            return (*fitting, *more), f"{where} and visible byline"
        return fitting, where
    return visible, "visible byline"


def _not_site(names: Iterable[str], site: str) -> tuple[str, ...]:
    """The names without the site's, alone or printed behind a name."""
    mark = key(site)
    found: dict[str, None] = {}
    for name in names:
        words = name.split()
        behind = range(2, len(words)) if mark and key(name).endswith(mark) else ()
        end = next((number for number in behind if key("".join(words[number:])) == mark), len(words))
        if key(name) != mark:
            found[" ".join(words[:end])] = None
    return tuple(found)


# ── For machines ──


def _of_node(page: Evidence) -> list[str]:
    entries = page.data.resolve(page.data.article.get("author"))
    writers = [entry for entry in entries if not (isinstance(entry, dict) and types(entry) & _HOUSES)]
    return [name for entry in writers for name in people.names(plain(entry), page.language)]


def _of_metas(page: Evidence) -> list[str]:
    for field in structured.field_names("author"):
        values = page.data.metas.get(field, ())
        if found := [name for value in values for name in people.names(value, page.language)]:
            return found
    if people.opens_byline(f"{page.data.meta('twitter:label1')[0]} x"):
        return people.names(page.data.meta("twitter:data1")[0], page.language)
    return []


# ── For readers ──


def _visible(page: Evidence, header: Sequence[Line], site: str) -> tuple[str, ...]:
    """The first byline that names somebody: marked as one, named as one, a short line "By …", or a line under the
    headline that is a byline all through.
    """
    if marked := _marked(page.root, page.language):
        return _not_site(marked, site)
    for piece in _spoken_bylines(page.pieces):
        if found := _not_site(people.names(piece.text, page.language), site):
            return found
        if _is_of_the_house(piece, page.language):
            return ()  # other bylines of the page belong to other texts
    whole = (text for text, _ in header if people.is_byline(text, page.language))
    under = (piece.text for piece in page.pieces if piece.words <= 5 and _is_named_byline(piece))
    named = (
        _not_site(people.names(text, page.language), site) for text in chain(whole, _linked(header), under)
    )
    return next(filter(None, named), ())


def _marked(root: HtmlElement, language: str) -> list[str]:
    """The names in the first element marked as an author that has any, and in those beside it."""
    elements = root.iter("a", "span", "div", "p", "address", "strong")
    marked = list(islice(filter(_is_author, elements), _MOST))
    for element in marked:
        together = [other for other in marked if other.getparent() is element.getparent()]
        if named := [name for one in together for name in people.names(_text(one), language)]:
            return named
    return []


def _is_author(element: HtmlElement) -> bool:
    if element.get("rel") == "author" or element.get("itemprop") == "author":
        return not is_hidden(element)
    named = signs(element) if element.tag in ("a", "span") else frozenset()
    return "byline" in named and not named & _OTHERS and not is_hidden(element)


def _text(element: HtmlElement) -> str:
    """An element's text, line breaks kept as such, cut where no byline goes on."""
    return "\n".join(text.strip() for text in element.itertext() if text.strip())[:200]


def _spoken_bylines(pieces: Sequence[Piece]) -> list[Piece]:
    """The short lines around the first h1 (or at the top without one) that are named or worded as bylines."""
    first = next((number for number, piece in enumerate(pieces) if piece.box.tag == "h1"), 0)
    near = [piece for piece in pieces[max(0, first - 5) : first + _NEAR] if piece.words <= 20]
    return [
        piece
        for piece in near
        if _is_named_byline(piece) or (piece.words <= 8 and people.opens_byline(piece.text))
    ]


def _is_named_byline(piece: Piece) -> bool:
    around = [box.signs for box in piece.box.nearest(5)]
    return any("byline" in signs for signs in around[:3]) and not any(signs & _OTHERS for signs in around)


def _is_of_the_house(piece: Piece, language: str) -> bool:
    """Whether a byline that names nobody says that the house signs the text: "By our staff"."""
    if not _is_named_byline(piece) or people.is_help(piece.text, language):
        return False
    return people.opens_byline(piece.text)


def _linked(header: Sequence[Line]) -> Iterator[str]:
    """Texts under the headline that lead to a page about an author."""
    for line, piece in header:
        for link in islice(piece.box.element.iter("a"), _MOST) if piece.linked else ():
            text = clean(link.text_content() or "")
            if text and text in line and _OF_AUTHOR.search(link.get("href") or ""):
                yield text
