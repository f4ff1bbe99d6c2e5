"""What a site says of itself, in the listener's language: ``phrases.toml``."""

from __future__ import annotations

import tomllib
from datetime import datetime
from functools import cache
from pathlib import Path


def phrase(name: str, language: str) -> str:
    """A text of the table in a BCP 47 language; in English where the language has no table."""
    tables = _tables()
    tag = language.lower().replace("_", "-")
    table = tables.get(tag) or tables.get(tag.partition("-")[0]) or tables["en"]
    return table.get(name) or table[name.removesuffix("_one")]


def counted(name: str, count: int, language: str) -> str:
    """A text with a number in it; "name_one" is for 1, where the language has one of its own for it."""
    return phrase(f"{name}_one" if count == 1 else name, language)


def speaks(language: str) -> bool:
    """Whether the language has a table of its own."""
    return language.lower().replace("_", "-").partition("-")[0] in _tables()


def day(moment: str, language: str) -> str:
    """The day of an ISO 8601 time, as the language writes it: "3 May 2026"; "" for a time that is none.

    A day stands within a phrase, so that a language without a table gets the English day, too.
    """
    from babel.dates import format_date

    try:
        when = datetime.fromisoformat(moment)
    except ValueError:
        return ""
    return str(format_date(when, "long", locale=_locale(language if speaks(language) else "en")))


@cache
def _locale(language: str) -> str:
    """The locale that Babel knows; "en" without a country is the world's, not that of the USA."""
    from babel import Locale, UnknownLocaleError

    tag = language.replace("-", "_")
    if tag.lower() == "en":
        return "en_001"
    try:
        return str(Locale.parse(tag))
    except (UnknownLocaleError, ValueError):
        return tag.partition("_")[0].lower()


@cache
def _tables() -> dict[str, dict[str, str]]:
    text = (Path(__file__).parent / "phrases.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
