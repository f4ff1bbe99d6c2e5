"""Title, authors, dates, site, picture: the page's data for machines, checked against what is visible."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from narrate.article import dates, people, structured
from narrate.article.document import Document
from narrate.article.inline import is_hidden
from narrate.article.names import signs
from narrate.article.pieces import Piece
from narrate.article.sites import Marks
from narrate.article.structured import Structured, plain, types
from narrate.article.wording import clean, key

_SUFFIX = re.compile(r"\s+(?:[|–—•·»:-]|::|\|\|)\s+")
_PREFIX = re.compile(r"\s*:\s+|\s+(?:[|–—•·»-]|::|\|\|)\s+")
_LONGEST_TITLE = 30
"""Words of a line that can be a title."""
_LONGEST_SITE = 5
"""Words of a site's name."""
_LAST = 5
"""Pieces at the end of a text among which its writer signs."""
_NEAR = 30
"""Pieces after the headline among which a byline is looked for."""
SITE_RULE = "site rule"
"""The origin of what a site rule found."""
_MARKED = 20
"""Elements marked as an author that are looked at."""
Found = TypeVar("Found")
_OTHERS = frozenset({"comments", "related", "promotion"})
_DATED = frozenset({"byline", "dateline"})


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


def describe(document: Document, pieces: Sequence[Piece], marks: Marks) -> Metadata:
    """All that a page says about its article, each field with its origin; site rules have the first word."""
    data = structured.read(document.root)
    origins: dict[str, str] = {}

    def noted(name: str, found: tuple[Found, str]) -> Found:
        if found[0]:
            origins[name] = found[1]
        return found[0]

    root = document.root
    url = noted("url", _url(data, root, document.url))
    language = (
        root.get("lang") or root.get("xml:lang") or data.meta("content-language", "og:locale", "language")[0]
    )
    code = language[:2].lower()
    site = noted("site", _site(data, root, pieces, url))
    title = noted("title", (marks.title, SITE_RULE) if marks.title else _title(data, root, pieces, site))
    named = tuple(people.names(marks.byline, code))
    dated = dates.parse(marks.date)
    image, image_size, where = _image(data, url)
    return Metadata(
        title=title,
        titles=_titles(data, root, title),
        authors=noted("authors", (named, SITE_RULE) if named else _authors(data, root, pieces, code, site)),
        published=noted("published", (dated, SITE_RULE) if dated else _published(data, root, pieces, url)),
        modified=noted("modified", _modified(data, root)),
        site=site,
        url=url,
        image=noted("image", (image, where)),
        image_size=image_size,
        section=noted("section", _section(data)),
        tags=_tags(data),
        language=language,
        free=str(data.article.get("isAccessibleForFree")).lower() != "false",
        body=body if isinstance(body := data.article.get("articleBody"), str) else "",
        count=_number(data.article.get("wordCount")),
        live="liveblogposting" in types(data.article),
        origins=origins,
    )


def titled(about: Metadata, pieces: Sequence[Piece]) -> Metadata:
    """The description with a title out of the text, where the page names none: its first line, if that is a
    heading or all bold.
    """
    first = next((piece for piece in pieces if piece.text and (piece.votes or _heads(piece))), None)
    if about.title or first is None or not _heads(first):
        return about
    origins = about.origins | {"title": "the first line"}
    return replace(about, title=first.text, titles=(*about.titles, first.text), origins=origins)


def signed(about: Metadata, root: HtmlElement, pieces: Sequence[Piece], language: str) -> Metadata:
    """The description with the name that a text is signed with, in italics on a line of its own at its end, where
    the page names no author.
    """
    if about.authors:
        return about
    italics = {
        key(element.text_content() or "") for element in islice(root.iter("i", "em"), _MARKED * _MARKED)
    }
    for piece in [piece for piece in pieces if piece.text][-_LAST:]:
        found = (
            people.names(piece.text, language) if 2 <= piece.words <= 4 and key(piece.text) in italics else []
        )
        if len(found) == 1 and " " in found[0] and people.is_name(piece.text, language):
            return replace(about, authors=(found[0],), origins=about.origins | {"authors": "the signature"})
    return about


def with_author(about: Metadata, entry: str) -> Metadata:
    """The description with the author out of the data in the page's scripts, where nothing else names one."""
    found = tuple(people.names(entry, about.language[:2].lower())) if entry and not about.authors else ()
    if not found:
        return about
    return replace(about, authors=found, origins=about.origins | {"authors": "the page's scripts"})


def _heads(piece: Piece) -> bool:
    return piece.words <= _LONGEST_TITLE and (piece.kind == "heading" or piece.bold > 0.95)


# ── Title ──────────────────────────────────────────────────────────────────────────────────────────


def _title(data: Structured, root: HtmlElement, pieces: Sequence[Piece], site: str) -> tuple[str, str]:
    """The headline over the text; among several h1 the one that the page's data name most alike."""
    said = [value for value, _ in _said_titles(data, root)]
    headings = [
        (clean(h1.text_content() or ""), h1) for h1 in islice(root.iter("h1"), _MARKED) if not is_hidden(h1)
    ]
    fitting = [
        (_likeness(text, said), -number, text)
        for number, (text, h1) in enumerate(headings)
        if len(text) > 2 and key(text) != key(site)
    ]
    if fitting:
        likeness, _, text = max(fitting)
        if likeness >= 0.3 or not said or (len(fitting) == 1 and likeness > 0):
            return without_site(text, site), "h1"
    for value, where in _said_titles(data, root):
        if value:
            return without_site(value, site), where
    if fitting:
        return fitting[0][2], "h1"
    named = (piece.text for piece in pieces if any("headline" in box.signs for box in piece.box.up()))
    return (title, "visible headline") if (title := next(named, "")) else ("", "")


def _said_titles(data: Structured, root: HtmlElement) -> list[tuple[str, str]]:
    element = root.find(".//title")
    pairs = [
        (data.text("headline"), "JSON-LD headline"),
        (data.meta("og:title")[0], "meta og:title"),
        (data.meta("twitter:title")[0], "meta twitter:title"),
        (clean(element.text or "") if element is not None else "", "title element"),
    ]
    return [(value, where) for value, where in pairs if value]


def _likeness(text: str, others: list[str]) -> float:
    mine = set(text.casefold().split())
    shares = [len(mine & set(other.casefold().split())) / max(1, len(mine)) for other in others]
    return max(shares, default=0.0)


def without_site(title: str, site: str) -> str:
    """A title without the site's name before or after it."""
    parts = _SUFFIX.split(title)
    if len(parts) < 2 or not site:
        return title
    name = key(site)
    for kept in (title[: title.rfind(parts[-1])], title[title.find(parts[0]) + len(parts[0]) :]):
        dropped = title.replace(kept, "", 1)
        mark = key(dropped)
        if mark and (
            mark == name
            or (len(mark) > 3 and mark in name)
            or (len(name) > 3 and name in mark and len(mark) < 2 * len(name))
        ):
            return kept.strip(" |–—•·»:-")
    return title


def _titles(data: Structured, root: HtmlElement, title: str) -> tuple[str, ...]:
    found = [title, *(value for value, _ in _said_titles(data, root))]
    found += [part for value in found for part in _SUFFIX.split(value) if len(part) > 0.6 * len(value)]
    return tuple(dict.fromkeys(found))


# ── People ─────────────────────────────────────────────────────────────────────────────────────────


def _authors(
    data: Structured, root: HtmlElement, pieces: Sequence[Piece], language: str, site: str
) -> tuple[tuple[str, ...], str]:
    """Who wrote it.  Data for machines spell names best; the visible byline may name more of them."""
    visible = _not_site(_visible_authors(root, pieces, language), site)
    for found, where in (
        (_authors_of_node(data, language), "JSON-LD author"),
        (_authors_of_metas(data, language), "meta author"),
    ):
        fitting = _not_site(found, site)
        if not fitting:
            continue
        more = [name for name in visible if key(name) not in set(map(key, fitting)) and " " in name]
        if more and len(visible) == len(fitting) + len(more):
            return (*fitting, *more), f"{where} and visible byline"
        return fitting, where
    return visible, "visible byline"


def _not_site(names: Iterable[str], site: str) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names) if key(name) != key(site))


def _authors_of_node(data: Structured, language: str) -> list[str]:
    found: list[str] = []
    for entry in data.resolve(data.article.get("author")):
        if isinstance(entry, dict) and types(entry) & {
            "organization",
            "newsmediaorganization",
            "corporation",
        }:
            continue
        found += people.names(plain(entry), language)
    return found


def _authors_of_metas(data: Structured, language: str) -> list[str]:
    for name in structured.field_names("author"):
        if found := [
            person for value in data.metas.get(name, ()) for person in people.names(value, language)
        ]:
            return found
    if people.opens_byline(f"{data.meta('twitter:label1')[0]} x"):
        return people.names(data.meta("twitter:data1")[0], language)
    return []


def _visible_authors(root: HtmlElement, pieces: Sequence[Piece], language: str) -> list[str]:
    """The first byline that names somebody: marked as one, named as one, or a short line "By …"."""
    elements = root.iter("a", "span", "div", "p", "address", "strong")
    marked = list(islice(filter(_is_author, elements), _MARKED))
    for element in marked:
        together = [other for other in marked if other.getparent() is element.getparent()]
        found = [name for one in together for name in people.names(_line(one), language)]
        if found:
            return found
    near = _near_title(pieces)
    spoken = [
        piece
        for piece in near
        if _is_named_byline(piece) or (piece.words <= 8 and people.opens_byline(piece.text))
    ]
    under = [piece for piece in pieces if piece.words <= 5 and _is_named_byline(piece)]
    for piece in [*spoken, *under]:
        if found := people.names(piece.text, language):
            return found
    return []


def _is_named_byline(piece: Piece) -> bool:
    around = [box.signs for box, _ in zip(piece.box.up(), range(5), strict=False)]
    return any("byline" in signs for signs in around[:3]) and not any(signs & _OTHERS for signs in around)


def _near_title(pieces: Sequence[Piece]) -> list[Piece]:
    """The short lines under the first h1 (or at the top without one), where bylines stand."""
    first = next((number for number, piece in enumerate(pieces) if piece.box.tag == "h1"), 0)
    return [piece for piece in pieces[max(0, first - 5) : first + _NEAR] if piece.words <= 20]


def _is_author(element: HtmlElement) -> bool:
    if element.get("rel") == "author" or element.get("itemprop") == "author":
        return not is_hidden(element)
    named = signs(element) if element.tag in ("a", "span") else frozenset()
    return "byline" in named and not named & _OTHERS and not is_hidden(element)


def _line(element: HtmlElement) -> str:
    """An element's text, line breaks kept as such, cut where no byline goes on."""
    return "\n".join(text.strip() for text in element.itertext() if text.strip())[:200]


# ── Dates ──────────────────────────────────────────────────────────────────────────────────────────


def _published(
    data: Structured, root: HtmlElement, pieces: Sequence[Piece], url: str
) -> tuple[date | None, str]:
    for name in ("datePublished", "dateCreated", "uploadDate"):
        if found := dates.parse(data.text(name)):
            return found, f"JSON-LD {name}"
    for name in structured.field_names("published"):
        for value in data.metas.get(name, ()):
            if found := dates.parse(value):
                return found, f"meta {name}"
    return _visible_date(root, pieces) or (dates.in_address(url), "address")


def _visible_date(root: HtmlElement, pieces: Sequence[Piece]) -> tuple[date, str] | None:
    for element in root.iter("time", "abbr"):
        text = element.get("datetime") or element.get("title") or ""
        if found := dates.parse(text) or dates.parse(clean(element.text_content() or "")):
            return found, f"{element.tag} element"
    short = [piece for piece in pieces if piece.words <= 40]
    dated = [
        piece
        for piece in short
        if any(box.signs & _DATED for box, _ in zip(piece.box.up(), range(3), strict=False))
    ]
    for piece in [*dated, *(piece for piece in short if piece.words <= 12)]:
        if found := dates.parse(piece.text):
            return found, "visible date"
    return None


def _modified(data: Structured, root: HtmlElement) -> tuple[date | None, str]:
    if found := dates.parse(data.text("dateModified")):
        return found, "JSON-LD dateModified"
    for name in structured.field_names("modified"):
        for value in data.metas.get(name, ()):
            if found := dates.parse(value):
                return found, f"meta {name}"
    return None, ""


# ── The rest ───────────────────────────────────────────────────────────────────────────────────────


def _site(data: Structured, root: HtmlElement, pieces: Sequence[Piece], url: str) -> tuple[str, str]:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    candidates = [
        (data.meta("og:site_name")[0], "meta og:site_name"),
        (plain(data.article.get("publisher")), "JSON-LD publisher"),
        (data.meta("application-name")[0], "meta application-name"),
        (_named_like_host(root, pieces, host), "the page"),
        (_beside_title(root), "title element"),
    ]
    fitting = [
        (value, where) for value, where in candidates if value and not value.startswith(("http", "@", "www."))
    ]
    named = [pair for pair in fitting if key(pair[0]) != key(host)]
    return next(iter([*named, *fitting]), (host, "address"))


def _beside_title(root: HtmlElement) -> str:
    """What the <title> says beside a heading of the page: "Headline | Site", "Site: Headline"."""
    element = root.find(".//title")
    title = clean(element.text or "") if element is not None else ""
    headings = {key(h1.text_content() or "") for h1 in islice(root.iter("h1", "h2"), _MARKED)} - {""}
    *front, last = _SUFFIX.split(title)
    first, *_ = opening = _PREFIX.split(title, maxsplit=1)
    if front and _is_short(last) and key(title[: title.rfind(last)]) in headings:
        return last
    if len(opening) > 1 and _is_short(first) and key(title[len(first) :]) in headings:
        return first
    return ""


def _is_short(name: str) -> bool:
    return 0 < len(name.split()) <= _LONGEST_SITE


def _named_like_host(root: HtmlElement, pieces: Sequence[Piece], host: str) -> str:
    """Words of the page that spell its host: "The Space Review" on thespacereview.com."""
    stem = key(host.rpartition(".")[0])
    element = root.find(".//title")
    title = clean(element.text or "") if element is not None else ""
    parts = [*_SUFFIX.split(title), *re.split(r":\s", title)]
    texts = [
        *parts,
        *(clean(image.get("alt") or "") for image in islice(root.iter("img"), 200)),
        *(piece.text for piece in pieces if piece.words <= 6),
    ]
    spelled = [text for text in texts if " " in text and key(text) == stem]
    alike = [
        part
        for part in parts
        if len(key(part)) > 2 and (key(part) in stem or stem in key(part)) and part != title
    ]
    return next(iter([*spelled, *alike]), "")


def _url(data: Structured, root: HtmlElement, own: str) -> tuple[str, str]:
    link = next(
        (
            link
            for link in root.iter("link")
            if (link.get("rel") or "").lower() == "canonical" and link.get("href")
        ),
        None,
    )
    if link is not None:
        return _joined(own, link.get("href") or ""), "link canonical"
    value, where = data.meta("og:url")
    return (_joined(own, value), f"meta {where}") if value else (own, "given")


def _image(data: Structured, url: str) -> tuple[str, tuple[int, int], str]:
    """The lead picture's address, its size in pixels where the page gives it, and the origin."""
    images: list[tuple[str, tuple[int, int]]] = []
    for entry in data.resolve(data.article.get("image")):
        address = entry.get("url") or entry.get("contentUrl") if isinstance(entry, dict) else entry
        if isinstance(address, str) and address.strip():
            size = (entry.get("width"), entry.get("height")) if isinstance(entry, dict) else ("", "")
            images.append((_joined(url, address), (_number(size[0]), _number(size[1]))))
    value, where = data.meta(
        "og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"
    )
    if not value:
        return (*images[0], "JSON-LD image") if images else ("", (0, 0), "")
    address = _joined(url, value)
    size = (_number(data.meta("og:image:width")[0]), _number(data.meta("og:image:height")[0]))
    same = next((one for known, one in images if known == address), (0, 0))
    return address, size if where.startswith("og:") and all(size) else same, f"meta {where}"


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address.strip())
    except ValueError:  # "https://[broken"
        return address.strip()


def _number(value: object) -> int:
    """A number as pages write it (1200, "1200", "1200px", {"@value": 1200}); 0 for what is none."""
    match = re.match(
        r"\d{1,5}(?![\d%])", plain(value) if not isinstance(value, (int, float)) else str(int(value))
    )
    return int(match[0]) if match else 0


def _section(data: Structured) -> tuple[str, str]:
    value = data.text("articleSection")
    return (value, "JSON-LD articleSection") if value else data.meta("article:section")


def _tags(data: Structured) -> tuple[str, ...]:
    values = data.metas.get("article:tag", ())
    if not values:
        words = data.article.get("keywords")
        values = tuple(words) if isinstance(words, list) else tuple(str(words or "").split(","))
    return tuple(dict.fromkeys(clean(value) for value in values if isinstance(value, str) and clean(value)))[
        :30
    ]
