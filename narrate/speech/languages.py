"""Which of the languages on offer serves a listener."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langcodes import Language

MAX_DISTANCE = 10
"""CLDR's distance: 0 the same, 1–5 another region or a macrolanguage's member (nb for no), 20 and more
another language (ru for uk is 24)."""

SPOKEN = {"nn": "nb", "zh-HK": "yue", "zh-MO": "yue"}
"""Who reads a written language where CLDR sees two: Norwegians read Nynorsk, and the Chinese of Hong Kong and
Macao is read aloud in Cantonese."""

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
    import langcodes  # loads for a tenth of a second, in every worker that speaks

    if langcodes.tag_is_valid(wanted):
        # eSpeak NG has tags of its own making (en-us-nyc) that only an exact match may choose.
        valid = [each for each in offered if each != ANY and langcodes.tag_is_valid(each)]
        for tag in _tries(langcodes.get(wanted)):
            match = str(langcodes.closest_match(tag, valid, max_distance=MAX_DISTANCE)[0])
            if match != "und":
                return match
    return ANY if ANY in offered else ""


def distance(wanted: str, offered: str) -> int:
    """How far a voice's language is from the one wanted, between voices that all serve: British from American."""
    import langcodes

    if not (langcodes.tag_is_valid(wanted) and langcodes.tag_is_valid(offered)):
        return MAX_DISTANCE
    return int(langcodes.tag_distance(wanted, offered))


def _tries(wanted: Language) -> Iterable[str]:
    """The language itself, who reads it, and the language alone: traditional characters are not heard."""
    yield str(wanted)
    readers = (SPOKEN.get(f"{wanted.language}-{wanted.territory}"), SPOKEN.get(str(wanted.language)))
    yield from filter(None, readers)
    yield str(wanted.language)
