"""Abbreviations and titles: "Lt. Col.", "Sen.", "St. Petersburg", "Elm St.", "No. 5", "vs.", "Scranton,
Pa.".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from narrate.script.reading.english import abbreviations_table as tables
from narrate.script.reading.rule import rule

TITLES = tables.parse(tables.TITLES)
PLAIN = tables.parse(tables.PLAIN)
CAPITAL_ONLY = tables.parse(tables.CAPITAL_ONLY)
NUMBERED = tables.parse(tables.NUMBERED)
STATES = tables.parse(tables.STATES)


def choice(words: Iterable[str]) -> str:
    """A pattern of these words, the longest first; a space in a word is any space."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def say_title(match: re.Match[str]) -> str:
    """ "Lt. Col. Garn" → "Lieutenant Colonel Garn"."""
    return TITLES.get(match[0]) or TITLES[f"{match[0]}."]


def say_hyphenated(match: re.Match[str]) -> str:
    """ "Lt.-Gen." → "Lieutenant General"."""
    return TITLES[" ".join(f"{part.rstrip('.')}." for part in match[0].split("-"))]


def say_plain(match: re.Match[str]) -> str:
    """ "vs." → "versus", with the capital of the printed word."""
    words = PLAIN[match[0].lower()]
    return words[0].upper() + words[1:] if match[0][0].isupper() else words


def say_street(match: re.Match[str]) -> str:
    """ "Elm St." → "Street", "Ocean Dr." → "Drive"."""
    return "Street" if match[1].lower() == "st" else "Drive"


def say_state(match: re.Match[str]) -> str:
    """ ", Pa." → ", Pennsylvania"."""
    return STATES[match[1]]


NAME = r"(?=\ [A-Z\u00c0-\u024f\ue000]|\ and\ (?:Mrs|Ms|Dr)\b)"
DOUBLE_TITLES = r"(?:Lt|Maj|Brig|Col)\.?-Gen\.?|Lt\.?-Col\.?"
SHORT_STATES = [name for name in STATES if name.endswith(".")]
CODES = [name for name in STATES if not name.endswith(".")]

RULES = [
    rule("abbreviation", r"(?<=[A-Za-z\ue000]\ )(St|Dr)\.?(?=\ [a-z]|[,;:!?)\"']|$)", say_street, "SD"),
    rule("title", rf"\b(?:{DOUBLE_TITLES}){NAME}", say_hyphenated, "-"),
    rule("title", rf"\b(?:{choice(TITLES)}){NAME}", say_title, "."),
    rule(
        "title",
        rf"\b(?:{choice(tables.NO_STOP_TITLES & {name.rstrip('.') for name in TITLES})}){NAME}",
        say_title,
    ),
    rule("title", rf"\b(?:{choice(tables.ALONE)})(?!\w)", say_title, "."),
    rule(
        "abbreviation",
        rf"(?<![\w.])(?:{choice(key for key in NUMBERED if key not in ('#', 'No'))})(?=\ ?[\d\ue000IVX])",
        lambda m: NUMBERED[m[0]],
        ".",
    ),
    rule("abbreviation", r"(?<![\w.])No(?=\ \d{1,3}(?![\w-]|[.,]\d|\ [a-z]))", lambda m: NUMBERED[m[0]], "N"),
    rule("state", rf"(?<=[a-z],\ )({choice(CODES)})(?![\w'.-])", say_state, "ACDFGHIKLMNOPRSTUVW"),
    rule("state", rf"(?:(?<=[a-z],\ )|(?<=\b[RDI]-))({choice(SHORT_STATES)})(?!\w)", say_state, "."),
    rule("abbreviation", rf"(?<![\w.])(?i:{choice(PLAIN)})(?![\w])", say_plain, "./'vLlP"),
    rule(
        "abbreviation",
        rf"(?<=[A-Za-z.,&]\ )(?:{choice(CAPITAL_ONLY)})(?!\w)",
        lambda m: CAPITAL_ONLY[m[0]],
        "CJSI",
    ),
    rule(
        "abbreviation", r"(?<=[A-Z][a-z]\ )v\.(?=\ [A-Z])|(?<=[a-z]\ )v\.(?=\ [A-Z])", lambda m: "versus", "v"
    ),
]
