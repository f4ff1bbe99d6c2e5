"""Whose page it is: the name of the site, and the page's canonical address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain, islice

from narrate.article.addresses import host, joined
from narrate.article.metadata.evidence import Evidence, Sourced
from narrate.article.metadata.title import MOST_PARTS, PARTED, SUFFIX, runs
from narrate.article.phrases import is_one
from narrate.article.structured import plain
from narrate.article.wording import clean, key

_LONGEST = 5
"""Words of a site's name."""
_SHORT = 6
"""Words of a line that may be a site's name and no more."""
_LONGEST_RIGHTS = 500
"""Characters of a text, such as a rights line, in which a site's name is looked for."""
_MOST_LINKS = 20
"""Canonical addresses that are looked at."""
_MOST_HEADINGS = 40
_MOST_EMBLEMS = 20
_MOST_NAMES = 200
"""Pictures, and links, whose texts may spell the host."""
_OF_PAGE, _OF_TITLE = "the page", "title element"
"""Origins of a name that may be a piece of the title itself."""


def address(page: Evidence, own: str) -> Sourced:
    """The canonical address; ``own``, which the page was read from, where the page gives none."""
    links = (link for link in page.root.iter("link") if (link.get("rel") or "").lower() == "canonical")
    said = [(link.get("href") or "", "link canonical") for link in islice(links, _MOST_LINKS)]
    said += [(value, "meta og:url") for value in page.data.metas.get("og:url", ())]
    whole = ((joined(own, address), where) for address, where in said if address.strip())
    return next((pair for pair in whole if pair[0] and not pair[0].startswith("data:")), (own, "given"))


def site_name(page: Evidence, url: str) -> Sourced:
    """The site's name; its host where the page gives no other."""
    own = host(url).removeprefix("www.")
    fitting: list[Sourced] = []
    for value, where in _said(page, own):
        if not value or value.startswith(("http", "@", "www.")) or is_one(value, "label", page.language):
            continue
        if key(value) != key(own):
            return value, where
        fitting.append((value, where))
    return next(iter(fitting), (own, "address"))


def is_sure(name: str, origin: str) -> bool:
    """Whether a name is surely the site's: no single word that may be a piece of the title."""
    return origin not in (_OF_PAGE, _OF_TITLE) or " " in name


def _said(page: Evidence, own: str) -> Iterator[Sourced]:
    yield page.data.meta("og:site_name")[0], "meta og:site_name"
    yield plain(page.data.article.get("publisher")), "JSON-LD publisher"
    yield page.data.meta("application-name")[0], "meta application-name"
    yield _named_like_host(page, own), _OF_PAGE
    yield _beside_title(page), _OF_TITLE


def _beside_title(page: Evidence) -> str:
    """What the <title> says beside a heading of the page: "Headline | Section | Site", "Site » Archive » Headline".

    Where both ends are headings, the shorter is the site; where none is, the one that is the page's emblem.
    """
    title = page.title_element
    elements = islice(page.root.iter("h1", "h2", "h3"), _MOST_HEADINGS)
    headings = {key(element.text_content() or "") for element in elements} - {""}
    parts = PARTED.split(title)[:MOST_PARTS]
    if len(parts) < 2 or key(title) in headings:
        return ""
    ends = [(parts[-1], parts[:-1]), (parts[0], parts[1:])]
    short = [(end, rest) for end, rest in ends if 0 < len(end.split()) <= _LONGEST]
    if beside := [end for end, rest in short if any(name in headings for name in runs(rest))]:
        return min(beside, key=len)
    emblems = {key(image.get("alt") or "") for image in islice(page.root.iter("img"), _MOST_EMBLEMS)} - {""}
    return next((end for end, _ in short if key(end) in emblems), "")


def _named_like_host(page: Evidence, own: str) -> str:
    """Words of the page that spell its host: "The Space Review" on thespacereview.com."""
    stem = _bare(own.rpartition(".")[0])
    if not stem:
        return ""
    title = page.title_element
    parts = [*SUFFIX.split(title), *re.split(r":\s", title)]
    texts = [*parts, *_names(page)]
    spelled = [text for text in texts if " " in text and _bare(text) == stem]
    fronts = [part.partition(",")[0] for part in parts[1:] if "," in part]  # "Openwire, the free news source"
    spelled += [front for front in fronts if _bare(front) in (stem, *own.split("."))]
    alike = [
        part
        for part in parts
        if len(key(part)) > 2 and (key(part) in stem or stem in key(part)) and part != title
    ]
    inside = (_words_that_spell(stem, piece.text) for piece in page.pieces)
    return next(chain(spelled, alike, filter(None, inside)), "")


def _names(page: Evidence) -> Iterator[str]:
    """Texts of pictures, short lines and links, in which a site tells its name."""
    yield from (clean(image.get("alt") or "") for image in islice(page.root.iter("img"), _MOST_NAMES))
    yield from (piece.text for piece in page.pieces if piece.words <= _SHORT)
    yield from (clean(link.text or "") for link in islice(page.root.iter("a"), _MOST_NAMES))


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
