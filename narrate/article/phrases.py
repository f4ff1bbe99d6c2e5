"""Wording that gives a line away, per language: the files of ``phrases/``.

Wording is the last resort of the rules: it is read only in the article's own language and in English, which
templates of every language fall back to.
"""

from __future__ import annotations

import re
from functools import cache

from narrate.article import data

_NEVER = re.compile(r"(?!)")


@cache
def pattern(name: str, language: str) -> re.Pattern[str]:
    """One pattern for a list of phrases, for ``match`` (opens with it) or ``search`` (holds it)."""
    phrases = [phrase for code in dict.fromkeys((language, "en")) for phrase in table(code).get(name, [])]
    if not phrases:
        return _NEVER
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_spelled, longest_first))})(?!\w)", re.IGNORECASE)


def opening(text: str, name: str, language: str) -> str:
    """The phrase of the list that the text begins with, after marks such as "»" or "["; "" if none."""
    match = pattern(name, language).match(text.lstrip(" \"'«»“”„•·–—-→▶►>[(*|:"))
    return match[0] if match else ""


def opens(text: str, name: str, language: str) -> bool:
    """Whether the text begins with a phrase of the list."""
    return bool(opening(text, name, language))


def holds(text: str, name: str, language: str) -> bool:
    """Whether a phrase of the list stands anywhere in the text."""
    return bool(pattern(name, language).search(text))


def ends(text: str, name: str, language: str) -> bool:
    """Whether the text ends with a phrase of the list, but for its stop."""
    return bool(_at_end(name, language).search(text.rstrip(" .)]*_")))


@cache
def _at_end(name: str, language: str) -> re.Pattern[str]:
    found = pattern(name, language)
    return re.compile(rf"{found.pattern}$", found.flags)


def is_one(text: str, name: str, language: str) -> bool:
    """Whether the text is a phrase of the list and nothing else."""
    return bool(pattern(name, language).fullmatch(text.strip(" \"'«»“”„•·–—-→▶►>[](){}*|:.!?…")))


def wording(name: str, language: str) -> str:
    """A line of ``spoken.toml``, which the room itself says: in the text's language, or else in English."""
    lines = _spoken()
    return lines.get(language.partition("-")[0], lines["en"])[name]


@cache
def _spoken() -> dict[str, dict[str, str]]:
    return data.read("spoken.toml")


@cache
def table(language: str) -> dict[str, list[str]]:
    """The lists of one language; none for a language without a file."""
    place = f"phrases/{language.partition('-')[0] or 'en'}.toml"
    return data.read(place) if data.FOLDER.joinpath(place).is_file() else {}


def _spelled(phrase: str) -> str:
    return re.escape(phrase).replace(r"\ ", r"\s+").replace("'", "['’ʼ]").replace(r"\.\.\.", r".{1,40}?")
