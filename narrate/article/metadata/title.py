"""The title: the headline over the text, or what the page calls itself, without the name of its site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from narrate.article.inline import is_hidden
from narrate.article.metadata.evidence import Evidence, Sourced
from narrate.article.wording import clean, key

SUFFIX = re.compile(r"\s+(?:[|–—•·»:-]|::|\|\|)\s+")
"""What parts a headline from the name of the site behind it."""
PARTED = re.compile(r"\s*:\s+|\s+(?:[|–—•·»-]|::|\|\|)\s+|:\s+")
"""All that parts a headline from a site, a section or a kicker, in any of which it may stand itself."""
MOST_PARTS = 8
"""Parts of a title that are looked at."""
_MOST_H1 = 20
_MOST_HEADINGS = 40
"""Headings of a page that are looked at."""
_ALIKE = 0.3
"""Share of its words that an h1 has in common with the page's data for machines if it is the headline."""
_SHOWN = 0.4
"""Share of a title, the site's name not counted, that a heading must repeat to be the headline and no section."""


def headline(page: Evidence, site: str, *, sure: bool) -> Sourced:
    """The headline over the text; among several h1 the one that the page's data name most alike.

    ``sure`` tells that the site's name does not come from the title alone.
    """
    said = _said(page)
    if found := _most_alike(_h1s(page.root, site), [value for value, _ in said]):
        return without_site(found, site), "h1"
    if shown := _as_visible(page.root, said, site):
        return shown
    for value, where in said:
        return without_site(value, site, colon=sure), where
    named = (piece.text for piece in page.pieces if any("headline" in box.signs for box in piece.box.up()))
    return (title, "visible headline") if (title := next(named, "")) else ("", "")


def titles(page: Evidence, title: str) -> tuple[str, ...]:
    """Every form of the title on the page, for finding it again in the text."""
    found = [title, *(value for value, _ in _said(page))]
    found += [part for value in found for part in SUFFIX.split(value) if len(part) > 0.6 * len(value)]
    return tuple(dict.fromkeys(found))


def _said(page: Evidence) -> list[Sourced]:
    """The title as the page's data for machines give it, best first."""
    pairs = [
        (page.data.text("headline"), "JSON-LD headline"),
        (page.data.meta("og:title")[0], "meta og:title"),
        (page.data.meta("twitter:title")[0], "meta twitter:title"),
        (page.title_element, "title element"),
    ]
    return [(value, where) for value, where in pairs if value]


def _h1s(root: HtmlElement, site: str) -> list[str]:
    shown = (h1 for h1 in islice(root.iter("h1"), _MOST_H1) if not is_hidden(h1))
    texts = (clean(h1.text_content() or "") for h1 in shown)
    return [text for text in texts if len(text) > 2 and key(text) != key(site)]


def _most_alike(headings: list[str], said: list[str]) -> str:
    """The heading that is most like one of the titles said, if it is like enough; "" if none is.

    The only heading need have but a word in common with them.
    """
    best = max(headings, key=lambda text: _likeness(text, said), default="")
    likeness = _likeness(best, said)
    fits = likeness >= _ALIKE or not said or (len(headings) == 1 and likeness > 0)
    return best if fits else ""


def _likeness(text: str, others: list[str]) -> float:
    """Share of the text's words that the best of the others has too."""
    mine = set(text.casefold().split())
    shares = [len(mine & set(other.casefold().split())) / max(1, len(mine)) for other in others]
    return max(shares, default=0.0)


def _as_visible(root: HtmlElement, said: list[Sourced], site: str) -> Sourced | None:
    """The form of the title that a heading of the page has too, alone or between the site and the section."""
    headings = _headings(root, site)
    for value, where in said:
        whole = map(key, (value, without_site(value, site)))
        if name := next((name for name in whole if name in headings), ""):
            return headings[name], where
    for value, where in said:
        least = _SHOWN * len(key(without_site(value, site)))
        parts = runs(PARTED.split(value)[:MOST_PARTS])
        if shown := [headings[name] for name in parts if name in headings and len(name) > least]:
            return max(shown, key=len), where
    return None


def _headings(root: HtmlElement, site: str) -> dict[str, str]:
    """Key → text of each heading that a reader sees, and of the first elements inside it."""
    found = [h for h in islice(root.iter("h1", "h2", "h3", "h4"), _MOST_HEADINGS) if not is_hidden(h)]
    texts = [clean(one.text_content() or "") for h in found for one in (h, *islice(h, 4))]
    return {key(text): text for text in reversed(texts) if text and key(text) != key(site)}


def runs(parts: list[str]) -> Iterator[str]:
    """The keys of all parts that follow on each other, joined."""
    for start in range(len(parts)):
        for end in range(start + 1, len(parts) + 1):
            yield key("".join(parts[start:end]))


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
    parts = SUFFIX.split(title)
    if len(parts) < 2:
        return title
    for kept in (title[: title.rfind(parts[-1])], title[title.find(parts[0]) + len(parts[0]) :]):
        if _names_site(key(title.replace(kept, "", 1)), name):
            return kept.strip(" |–—•·»:-")
    return title


def _names_site(mark: str, name: str) -> bool:
    """Whether the key of what stands beside a title is that of the site, or one is a part of the other."""
    if not mark or mark == name:
        return bool(mark)
    return (len(mark) > 3 and mark in name) or (len(name) > 3 and name in mark and len(mark) < 2 * len(name))
