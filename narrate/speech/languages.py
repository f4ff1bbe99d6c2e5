"""Which of the languages on offer serves a listener."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import langcodes

MAX_DISTANCE = 10
"""CLDR's distance: 0 the same, 1–5 another region or a macrolanguage's member (nb for no), 20 and more
another language (ru for uk is 24)."""

ANY = "mul"
"""BCP 47 for several languages: claimed by an engine that makes sounds for every text."""


def closest(wanted: str, offered: Iterable[str]) -> str:
    """The tag in ``offered`` that serves a listener of ``wanted`` best, or "" if none does."""
    return _closest(wanted, tuple(sorted(offered)))


@lru_cache(maxsize=4096)
def _closest(wanted: str, offered: tuple[str, ...]) -> str:
    exact = {tag.lower(): tag for tag in offered}.get(wanted.lower())
    if exact:
        return exact
    tag = "und"
    if langcodes.tag_is_valid(wanted):
        # eSpeak NG has tags of its own making (en-us-nyc) that only an exact match may choose.
        valid = [each for each in offered if each != ANY and langcodes.tag_is_valid(each)]
        tag = str(langcodes.closest_match(wanted, valid, max_distance=MAX_DISTANCE)[0])
    if tag != "und":
        return tag
    return ANY if ANY in offered else ""
