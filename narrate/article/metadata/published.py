"""When the article was published, and when it was changed; dates.py reads a date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import chain, islice

from lxml.html import HtmlElement

from narrate.article import dates, people, structured
from narrate.article.metadata.evidence import Evidence
from narrate.article.metadata.header import Line
from narrate.article.phrases import ends, holds
from narrate.article.structured import Structured
from narrate.article.wording import clean

Day = tuple[date | None, str]
"""A date and its origin."""

_Shown = tuple[date, str, bool]
"""A date that the page shows, its origin, and whether it is that of a change."""

_MOST = 20
"""Elements with a date that are looked at."""
_LINE = 40
"""Words of a line that is marked as a date's."""
_BARE = 12
"""Words of any other line that is read for a date."""
_DATED = frozenset({"byline", "dateline"})


def published_and_modified(page: Evidence, header: Sequence[Line], url: str) -> tuple[Day, Day]:
    """When it was published, and when it was changed; what the page says for machines goes before what it shows."""
    published = _named(page.data, ("datePublished", "dateCreated", "uploadDate"), "published")
    modified = _named(page.data, ("dateModified",), "modified")
    if published[0]:
        return published, modified
    seen = [*_in_elements(page), *_in_lines(page, header)]
    first = next(((when, where) for when, where, changed in seen if not changed), None)
    change = next(((when, where) for when, where, changed in seen if changed), None)
    address = dates.in_address(url)
    if first is None and address is None and change:  # a day all the same: the only one that the page gives
        return change, modified
    return first or (address, "address"), modified if modified[0] else change or (None, "")


def _named(data: Structured, fields: tuple[str, ...], entry: str) -> Day:
    """The date in one of these JSON-LD fields, or in a meta element of that entry of ``fields.toml``."""
    for name in fields:
        if found := dates.parse(data.text(name)):
            return found, f"JSON-LD {name}"
    for name in structured.field_names(entry):
        for value in data.metas.get(name, ()):
            if found := dates.parse(value):
                return found, f"meta {name}"
    return None, ""


def _in_elements(page: Evidence) -> Iterator[_Shown]:
    """The dates of <time> elements; where the attribute gives the day alone, the text may give the hour."""
    for element in islice(page.root.iter("time", "abbr"), _MOST):
        text = clean(element.text_content() or "")
        found = dates.parse(element.get("datetime") or element.get("title") or "")
        shown = dates.parse(text) if not isinstance(found, datetime) else None
        if found is None or (isinstance(shown, datetime) and shown.date() == found):
            found = shown
        if found:
            yield found, f"{element.tag} element", _is_change(element, text, page.language)


def _is_change(element: HtmlElement, text: str, language: str) -> bool:
    """Whether a <time> is that of a change: its name, its own text or the text before it says so."""
    named = f"{element.get('class')} {element.get('itemprop')}".lower()
    if "publish" in named:
        return False
    before, parent = element.getprevious(), element.getparent()
    beside = (before.tail or before.text_content()) if before is not None else getattr(parent, "text", "")
    said = ends(clean((beside or "")[-60:]), "updated", language) or holds(text, "updated", language)
    return said or "modified" in named or "updated" in named


def _in_lines(page: Evidence, header: Sequence[Line]) -> Iterator[_Shown]:
    """The dates in short lines, best first: so named, in a byline under the headline, in any other."""
    short = [piece for piece in page.pieces if piece.words <= _LINE]
    dated = (piece.text for piece in short if any(box.signs & _DATED for box in piece.box.nearest(3)))
    bylines = (text for text, _ in header if people.is_byline(text, page.language))
    for text in chain(dated, bylines, (piece.text for piece in short if piece.words <= _BARE)):
        end = 0
        for one in dates.in_text(text):
            yield one.when, "visible date", holds(text[end : one.start], "updated", page.language)
            end = one.end
