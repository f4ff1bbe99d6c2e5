"""What a site's own class names, ids and test ids say about an element.

Designers name things by what they are, so names are the strongest sign after the tags themselves.  The
vocabulary is data: ``names.toml``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from lxml.html import HtmlElement

from narrate.article import data

ATTRIBUTES = frozenset(
    {"class", "id", "itemprop", "data-testid", "data-qa", "data-component", "data-type", "data-element"}
)
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_LONGEST = 400
"""Characters of names that are read; past it stand generated utility classes or hostile input."""
_RUN = 4
"""Parts of a name that an entry may join."""
PLAIN = "plain"
"""The entry of names that say nothing."""
_NONE: frozenset[str] = frozenset()


def signs(element: HtmlElement) -> frozenset[str]:
    """Entries of the vocabulary that the element's names belong to."""
    values = [value for name, value in element.items() if name in ATTRIBUTES]
    return _signs(" ".join(values)[:_LONGEST]) if values else _NONE


@lru_cache(maxsize=20_000)
def _signs(names: str) -> frozenset[str]:
    found: set[str] = set()
    for name in names.split():
        found |= of_name(name)
    return frozenset(found)


@lru_cache(maxsize=20_000)
def of_name(name: str) -> frozenset[str]:
    """Entries of the vocabulary that one class name or id belongs to."""
    vocabulary = _vocabulary()
    parts = [part.lower() for part in _PART.findall(name)]
    found: set[str] = set()
    start = 0
    while start < len(parts):
        runs = range(min(start + _RUN, len(parts)), start, -1)
        entries = [vocabulary.get("".join(parts[start:end]), _NONE) for end in runs]
        plain = next((end for end, signs in zip(runs, entries, strict=True) if PLAIN in signs), 0)
        if not plain:
            found.update(*entries)
        start = plain or start + 1
    return frozenset(found)


@cache
def _vocabulary() -> dict[str, frozenset[str]]:
    entries: dict[str, set[str]] = {}
    for sign, names in data.read("names.toml").items():
        for name in names:
            entries.setdefault(name.replace("-", ""), set()).add(sign)
    return {name: frozenset(found) for name, found in entries.items()}
