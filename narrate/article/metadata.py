"""Title, authors, dates, site, picture: the page's data for machines, checked against what is visible."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import chain, islice
from typing import TypeVar

from lxml.html import HtmlElement

from narrate.article import dates, people, structured
from narrate.article.addresses import host, joined
from narrate.article.document import Document
from narrate.article.inline import is_hidden
from narrate.article.language import guess
from narrate.article.names import signs
from narrate.article.phrases import ends, holds, is_one
from narrate.article.pieces import Piece
from narrate.article.sites import Marks
from narrate.article.structured import Structured, plain, types
from narrate.article.wording import clean, key

_SUFFIX = re.compile(r"\s+(?:[|–—•·»:-]|::|\|\|)\s+")
_PREFIX = re.compile(r"\s*:\s+|\s+(?:[|–—•·»-]|::|\|\|)\s+")
_PARTED = re.compile(rf"{_PREFIX.pattern}|:\s+")
"""All that parts a headline from a site, a section or a kicker, in any of which it may stand itself."""
_LONGEST_TITLE = 30
"""Words of a line that can be a title."""
_LONGEST_SITE = 5
"""Words of a site's name."""
_LAST = 5
"""Pieces at the end of a text among which its writer signs."""
_NEAR = 30
"""Pieces after the headline among which a byline is looked for."""
_SHOWN = 0.4
"""Share of a title, the site's name not counted, that a heading must repeat to be the headline and no section."""
_LONGEST_RIGHTS = 500
"""Characters of a text, such as a rights line, in which a site's name is looked for."""
SITE_RULE = "site rule"
"""The origin of what a site rule found."""
_UNDER = 12
"""Pieces after the headline among which stands a line of names and dates that nothing marks as one."""
_LONGEST_LINE = 25
"""Words of such a line; the first longer piece begins the text."""
_MARKED = 20
"""Elements marked as an author that are looked at."""
_OF_AUTHOR = re.compile(
    r"/(?:authors?|autor(?:as?|e|en|es|i|in|ka|zy)?|auteurs?|avtor[iy]?|byline|contributors?|journalists?|profiles?)/[^/?#]",
    re.IGNORECASE,
)
"""Addresses of pages about one author."""
Found = TypeVar("Found")
_Date = tuple[date | None, str]
_OTHERS = frozenset({"comments", "related", "promotion"})
_FROM_TITLE = ("the page", "title element")
"""Origins of a site's name that may be a piece of the title itself."""
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
    code = language[:2].lower() or _guessed(pieces)
    site = noted("site", _site(data, root, pieces, url, code))
    sure = origins.get("site") not in _FROM_TITLE or " " in site
    title = noted(
        "title", (marks.title, SITE_RULE) if marks.title else _title(data, root, pieces, site, sure)
    )
    header = _header(pieces, title)
    named = tuple(people.names(marks.byline, code))
    dated = dates.parse(marks.date)
    published, modified = _dates(data, root, pieces, header, code, url)
    image, image_size, where = _image(data, url)
    return Metadata(
        title=title,
        titles=_titles(data, root, title),
        authors=noted(
            "authors", (named, SITE_RULE) if named else _authors(data, root, pieces, header, code, site)
        ),
        published=noted("published", (dated, SITE_RULE) if dated else published),
        modified=noted("modified", modified),
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


def _guessed(pieces: Sequence[Piece]) -> str:
    """The language of the longer texts, for a page that declares none."""
    sample = " ".join(piece.text for piece in pieces if piece.words > _LONGEST_LINE // 2)
    return guess(sample)


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


def _title(
    data: Structured, root: HtmlElement, pieces: Sequence[Piece], site: str, sure: bool
) -> tuple[str, str]:
    """The headline over the text; among several h1 the one that the page's data name most alike.

    ``sure`` tells that the site's name does not come from the title alone.
    """
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
    if found := _as_visible(data, root, site):
        return found
    for value, where in _said_titles(data, root):
        return without_site(value, site, colon=sure), where
    if fitting:
        return fitting[0][2], "h1"
    named = (piece.text for piece in pieces if any("headline" in box.signs for box in piece.box.up()))
    return (title, "visible headline") if (title := next(named, "")) else ("", "")


def _as_visible(data: Structured, root: HtmlElement, site: str) -> tuple[str, str] | None:
    """The form of the title that a heading of the page has too, alone or between the site and the section."""
    elements = [h for h in islice(root.iter("h1", "h2", "h3", "h4"), 2 * _MARKED) if not is_hidden(h)]
    texts = [clean(one.text_content() or "") for h in elements for one in (h, *islice(h, 4))]
    headings = {key(text): text for text in reversed(texts) if text and key(text) != key(site)}
    said = _said_titles(data, root)
    for value, where in said:
        if name := next(
            (name for name in map(key, (value, without_site(value, site))) if name in headings), ""
        ):
            return headings[name], where
    for value, where in said:
        parts = _PARTED.split(value)[:8]
        least = _SHOWN * len(key(without_site(value, site)))
        if shown := [headings[name] for name in _runs(parts) if name in headings and len(name) > least]:
            return max(shown, key=len), where
    return None


def _runs(parts: list[str]) -> Iterator[str]:
    """The keys of all parts that follow on each other, joined."""
    for start in range(len(parts)):
        for end in range(start + 1, len(parts) + 1):
            yield key("".join(parts[start:end]))


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


def without_site(title: str, site: str, *, colon: bool = True) -> str:
    """A title without the site's name before or after it.

    Between site and title a colon counts only where the name stands there exactly: headlines have colons too.
    """
    name = key(site)
    if not name:
        return title
    first, _, rest = title.partition(": ")
    front, _, last = title.rpartition(": ")
    if colon and rest and key(first) == name:
        return rest.strip()
    if colon and front and key(last) == name:
        return front.strip()
    parts = _SUFFIX.split(title)
    if len(parts) < 2:
        return title
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


def _header(pieces: Sequence[Piece], title: str) -> list[tuple[str, Piece]]:
    """The short lines from the headline to the text, without the headline itself."""
    mark = key(title)
    places = [
        number
        for number, piece in enumerate(pieces)
        if mark and piece.words <= _LONGEST_TITLE + _LONGEST_LINE and key(piece.text).startswith(mark)
    ]
    named = [number for number in places if pieces[number].kind == "heading"]
    first = next(iter([*named, *places]), 0)
    lines: list[tuple[str, Piece]] = []
    for piece in pieces[first : first + _UNDER]:
        text = piece.text[len(title) :] if piece.text.startswith(title) else piece.text
        if title in piece.parts[:1]:
            text = " | ".join(piece.parts[1:])
        if len(text.split()) > _LONGEST_LINE:
            break
        lines.append((clean(text), piece))
    return [(text, piece) for text, piece in lines if text]


def _authors(
    data: Structured,
    root: HtmlElement,
    pieces: Sequence[Piece],
    header: list[tuple[str, Piece]],
    language: str,
    site: str,
) -> tuple[tuple[str, ...], str]:
    """Who wrote it.  Data for machines spell names best; the visible byline may name more of them."""
    visible = _visible_authors(root, pieces, header, language, site)
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


def _visible_authors(
    root: HtmlElement,
    pieces: Sequence[Piece],
    header: list[tuple[str, Piece]],
    language: str,
    site: str,
) -> tuple[str, ...]:
    """The first byline that names somebody: marked as one, named as one, a short line "By …", or a line under the
    headline that is a byline all through.
    """
    elements = root.iter("a", "span", "div", "p", "address", "strong")
    marked = list(islice(filter(_is_author, elements), _MARKED))
    for element in marked:
        together = [other for other in marked if other.getparent() is element.getparent()]
        if named := [name for one in together for name in people.names(_line(one), language)]:
            return _not_site(named, site)
    near = _near_title(pieces)
    spoken = [
        piece
        for piece in near
        if _is_named_byline(piece) or (piece.words <= 8 and people.opens_byline(piece.text))
    ]
    for piece in spoken:
        if found := _not_site(people.names(piece.text, language), site):
            return found
        if (
            _is_named_byline(piece)
            and people.opens_byline(piece.text)
            and not people.is_help(piece.text, language)
        ):
            return ()  # signed by the house: other bylines of the page belong to other texts
    under = (piece.text for piece in pieces if piece.words <= 5 and _is_named_byline(piece))
    lines = (text for text, _ in header if people.is_byline(text, language))
    for text in chain(lines, _linked_authors(header), under):
        if found := _not_site(people.names(text, language), site):
            return found
    return ()


def _linked_authors(header: list[tuple[str, Piece]]) -> Iterator[str]:
    """Texts under the headline that lead to a page about an author."""
    for line, piece in header:
        for link in islice(piece.box.element.iter("a"), _MARKED) if piece.linked else ():
            text = clean(link.text_content() or "")
            if text and text in line and _OF_AUTHOR.search(link.get("href") or ""):
                yield text


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


def _dates(
    data: Structured,
    root: HtmlElement,
    pieces: Sequence[Piece],
    header: list[tuple[str, Piece]],
    language: str,
    url: str,
) -> tuple[_Date, _Date]:
    """When it was published, and when it was changed; what the page says for machines goes before what it shows."""
    published = _named_date(data, ("datePublished", "dateCreated", "uploadDate"), "published")
    modified = _named_date(data, ("dateModified",), "modified")
    if published[0]:
        return published, modified
    seen = list(_visible_dates(root, pieces, header, language))
    first = next(((when, where) for when, where, changed in seen if not changed), None)
    change = next(((when, where) for when, where, changed in seen if changed), None)
    address = dates.in_address(url)
    if first is None and address is None and change:  # a day all the same: the only one that the page gives
        return change, modified
    return first or (address, "address"), modified if modified[0] else change or (None, "")


def _named_date(data: Structured, fields: tuple[str, ...], entry: str) -> _Date:
    for name in fields:
        if found := dates.parse(data.text(name)):
            return found, f"JSON-LD {name}"
    for name in structured.field_names(entry):
        for value in data.metas.get(name, ()):
            if found := dates.parse(value):
                return found, f"meta {name}"
    return None, ""


def _visible_dates(
    root: HtmlElement, pieces: Sequence[Piece], header: list[tuple[str, Piece]], language: str
) -> Iterator[tuple[date, str, bool]]:
    """The dates that the page shows, best first: (date, origin, whether it is that of a change)."""
    for element in islice(root.iter("time", "abbr"), _MARKED):
        text = clean(element.text_content() or "")
        found = dates.parse(element.get("datetime") or element.get("title") or "")
        shown = dates.parse(text) if not isinstance(found, datetime) else None
        if found is None or (isinstance(shown, datetime) and shown.date() == found):
            found = shown
        if found:
            yield found, f"{element.tag} element", _is_change(element, text, language)
    short = [piece for piece in pieces if piece.words <= 40]
    dated = [
        piece.text
        for piece in short
        if any(box.signs & _DATED for box, _ in zip(piece.box.up(), range(3), strict=False))
    ]
    lines = [text for text, _ in header if people.is_byline(text, language)]
    for text in [*dated, *lines, *(piece.text for piece in short if piece.words <= 12)]:
        end = 0
        for one in dates.in_text(text):
            yield one.when, "visible date", holds(text[end : one.start], "updated", language)
            end = one.end


def _is_change(element: HtmlElement, text: str, language: str) -> bool:
    """Whether a <time> is that of a change: its name, its own text or the text before it says so."""
    named = f"{element.get('class')} {element.get('itemprop')}".lower()
    if "publish" in named:
        return False
    before, parent = element.getprevious(), element.getparent()
    beside = (before.tail or before.text_content()) if before is not None else getattr(parent, "text", "")
    said = ends(clean((beside or "")[-60:]), "updated", language) or holds(text, "updated", language)
    return said or "modified" in named or "updated" in named


# ── The rest ───────────────────────────────────────────────────────────────────────────────────────


def _site(
    data: Structured, root: HtmlElement, pieces: Sequence[Piece], url: str, language: str
) -> tuple[str, str]:
    own = host(url).removeprefix("www.")
    fitting: list[tuple[str, str]] = []
    for value, where in _said_sites(data, root, pieces, own):
        if not value or value.startswith(("http", "@", "www.")) or is_one(value, "label", language):
            continue
        if key(value) != key(own):
            return value, where
        fitting.append((value, where))
    return next(iter(fitting), (own, "address"))


def _said_sites(
    data: Structured, root: HtmlElement, pieces: Sequence[Piece], own: str
) -> Iterator[tuple[str, str]]:
    yield data.meta("og:site_name")[0], "meta og:site_name"
    yield plain(data.article.get("publisher")), "JSON-LD publisher"
    yield data.meta("application-name")[0], "meta application-name"
    yield _named_like_host(root, pieces, own), "the page"
    yield _beside_title(root), "title element"


def _beside_title(root: HtmlElement) -> str:
    """What the <title> says beside a heading of the page: "Headline | Section | Site", "Site » Archive » Headline".

    Where both ends are headings, the shorter is the site; where none is, the one that is the page's emblem.
    """
    element = root.find(".//title")
    title = clean(element.text or "") if element is not None else ""
    headings = {key(h.text_content() or "") for h in islice(root.iter("h1", "h2", "h3"), 2 * _MARKED)} - {""}
    parts = _PARTED.split(title)[:8]
    if len(parts) < 2 or key(title) in headings:
        return ""
    ends = [(parts[-1], parts[:-1]), (parts[0], parts[1:])]
    short = [(end, rest) for end, rest in ends if _is_short(end)]
    if beside := [end for end, rest in short if any(name in headings for name in _runs(rest))]:
        return min(beside, key=len)
    emblems = {key(image.get("alt") or "") for image in islice(root.iter("img"), _MARKED)} - {""}
    return next((end for end, _ in short if key(end) in emblems), "")


def _is_short(name: str) -> bool:
    return 0 < len(name.split()) <= _LONGEST_SITE


def _named_like_host(root: HtmlElement, pieces: Sequence[Piece], own: str) -> str:
    """Words of the page that spell its host: "The Space Review" on thespacereview.com."""
    stem = _bare(own.rpartition(".")[0])
    if not stem:
        return ""
    element = root.find(".//title")
    title = clean(element.text or "") if element is not None else ""
    parts = [*_SUFFIX.split(title), *re.split(r":\s", title)]
    texts = [
        *parts,
        *(clean(image.get("alt") or "") for image in islice(root.iter("img"), 200)),
        *(piece.text for piece in pieces if piece.words <= 6),
        *(clean(link.text or "") for link in islice(root.iter("a"), 200)),
    ]
    spelled = [text for text in texts if " " in text and _bare(text) == stem]
    fronts = [part.partition(",")[0] for part in parts[1:] if "," in part]  # "Openwire, the free news source"
    spelled += [front for front in fronts if _bare(front) in (stem, *own.split("."))]
    alike = [
        part
        for part in parts
        if len(key(part)) > 2 and (key(part) in stem or stem in key(part)) and part != title
    ]
    inside = (_words_that_spell(stem, piece.text) for piece in pieces)
    return next(chain(spelled, alike, filter(None, inside)), "")


def _words_that_spell(stem: str, text: str) -> str:
    """The words in a text, at least two and the first with a capital, that make up a host's name; or ""."""
    if len(text) > _LONGEST_RIGHTS or stem not in _bare(text):
        return ""
    words = text.split()
    for start, word in enumerate(words):
        spelled, end = _bare(word), start + 1
        while end < len(words) and len(spelled) < len(stem) and word[:1].isupper():
            spelled, end = spelled + _bare(words[end]), end + 1
        if spelled == stem and end > start + 1:
            return " ".join(words[start:end]).strip(" .,:;|–—-")
    return ""


def _bare(text: str) -> str:
    """The key of a text without accents, as hosts write it."""
    if text.isascii():
        return key(text)
    return key(
        "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    )


def _url(data: Structured, root: HtmlElement, own: str) -> tuple[str, str]:
    links = (link for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical")
    said = [(link.get("href") or "", "link canonical") for link in islice(links, _MARKED)]
    said += [(value, "meta og:url") for value in data.metas.get("og:url", ())]
    whole = ((joined(own, address), where) for address, where in said if address.strip())
    return next((pair for pair in whole if pair[0] and not pair[0].startswith("data:")), (own, "given"))


def _image(data: Structured, url: str) -> tuple[str, tuple[int, int], str]:
    """The lead picture's address, its size in pixels where the page gives it, and the origin."""
    images: list[tuple[str, tuple[int, int]]] = []
    for entry in data.resolve(data.article.get("image")):
        address = entry.get("url") or entry.get("contentUrl") if isinstance(entry, dict) else entry
        if isinstance(address, str) and address.strip():
            size = (entry.get("width"), entry.get("height")) if isinstance(entry, dict) else ("", "")
            images.append((joined(url, address), (_number(size[0]), _number(size[1]))))
    value, where = data.meta(
        "og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"
    )
    if not value:
        return (*images[0], "JSON-LD image") if images else ("", (0, 0), "")
    address = joined(url, value)
    size = (_number(data.meta("og:image:width")[0]), _number(data.meta("og:image:height")[0]))
    same = next((one for known, one in images if known == address), (0, 0))
    return address, size if where.startswith("og:") and all(size) else same, f"meta {where}"


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
