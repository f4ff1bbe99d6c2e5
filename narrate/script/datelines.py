"""Datelines: "KYIV, July 3 (Reuters) — " in front of a story's first sentence.

A dateline is said as a sentence of its own, "Kyiv, July third, Reuters.", and its date is not said where the
opening has just said the same one.  A place in ordinary letters is a dateline only with a date or an agency beside
it: "Trump — who …" is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from babel import Locale, UnknownLocaleError

from narrate.model import Token
from narrate.script.reading.english.acronyms import SAID_AS_WORDS, is_spelled
from narrate.script.reading.rule import Change
from narrate.script.tables import words

RULE = "dateline"
LONGEST = 120
"""Characters in which a dateline ends."""
SHORTEST_PLACE = 4
"""Letters of a place that is told from an acronym by its capitals alone."""
NAME = r"[^\W\d_][\w.'’-]{0,30}"
PLACE = rf"{NAME}(?:[ /]{NAME}){{0,4}}"
DAY = r"(?:[^\W\d_]{3,12}\.?\ \d{1,2}|\d{1,2}\.?(?:\ de)?\ [^\W\d_]{2,12}\.?)(?:,?\ (?:de\ )?\d{4})?"
SHORTENED = {"ST.": "Saint", "FT.": "Fort", "MT.": "Mount"}
"""In capitals the reading would take them for initials."""
LETTERS = words("DC UK US UN EU USA UAE DRC NY")
"""Said letter by letter in a place's name, too."""
DATELINE = re.compile(
    rf"(?:\((?P<first>[^()\d]{{2,30}})\)\ [—–-]{{1,2}}\ )?"
    rf"(?P<place>{PLACE}(?:,\ {PLACE}){{0,2}}?)(?P<day>,?\ {DAY})?"
    rf"(?:,?\ \((?P<agency>[^()\d]{{2,30}})\)\.?)?\ ?(?:—|–|-|--)\s+(?=[\"“„«'‘(]?[^\W_])",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The dateline of a text."""

    end: int
    """Where the story begins."""
    changes: tuple[Change, ...]
    """How its letters are said."""


def dateline_of(text: str, said: date | None, language: str) -> Dateline | None:
    """The dateline at the beginning of a text; None without one.

    Args:
        said: the day that the opening has said already.
    """
    match = DATELINE.match(text[:LONGEST])
    if not match or not is_dateline(match, text):
        return None
    return Dateline(match.end(), tuple(sorted(changes(match, said, language), key=lambda one: one.start)))


def is_dateline(match: re.Match[str], text: str) -> bool:
    """Whether what looks like a dateline is one."""
    if text[match.end() :].lstrip("\"“„«'‘(")[:1].islower():
        return False
    city = match["place"].partition(",")[0]
    capitals = "".join(filter(str.isalpha, city)).isupper()
    dated = match["day"] and (match["day"].startswith(",") or capitals)
    if dated or match["agency"] or match["first"]:
        return city[:1].isupper()
    return capitals and len(city) >= SHORTEST_PLACE and city not in SAID_AS_WORDS and not is_spelled(city)


def changes(match: re.Match[str], said: date | None, language: str) -> Iterator[Change]:
    """A place in capitals as an ordinary name; brackets and dashes unsaid; a day that has just been said, too."""
    for word in re.finditer(r"[^\W\d_]+(?:['’][^\W\d_]+)*\.?", match["place"]):
        spoken = SHORTENED.get(word[0], word[0].capitalize())
        if word[0] in SHORTENED or (word[0].isupper() and word[0][-1] != "." and word[0] not in LETTERS):
            yield Change(match.start("place") + word.start(), match.start("place") + word.end(), spoken, RULE)
    for slash in re.finditer("/", match["place"]):
        yield Change(match.start("place") + slash.start(), match.start("place") + slash.end(), ", ", RULE)
    for mark in re.finditer(r"[()]|(?<=\))\.|(?<=[\ ).])[—–-]+(?=\s)", match[0]):
        yield Change(mark.start(), mark.end(), "", RULE)
    if match["day"] and said and same_day(match["day"], said, language):
        yield Change(match.start("day"), match.end("day"), "", RULE)


def same_day(printed: str, said: date, language: str) -> bool:
    """Whether a printed day ("July 3", "3 июля 2026") is this date."""
    figures = [int(number) for number in re.findall(r"\d+", printed)]
    if figures[:1] != [said.day] or figures[1:] not in ([], [said.year]):
        return False
    word = next((word for word in re.findall(r"[^\W\d_]{3,}", printed)), "").casefold()
    return word[:3] in {name.casefold()[:3] for name in month_names(said.month, language)}


def month_names(month: int, language: str) -> Iterator[str]:
    """The names of a month in a language, long and short."""
    try:
        months = Locale.parse(language.replace("-", "_")).months
    except (UnknownLocaleError, ValueError):
        return
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            yield str(months[context][width][month])


def parted(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """A dateline's tokens with a comma in front of the agency and a full stop at the end."""
    said = [index for index, token in enumerate(tokens) if token.spoken]
    marked = list(tokens)
    for index, following in zip(said, [*said[1:], None], strict=True):
        token = tokens[index]
        agency = following is not None and "(" in token.shown[:1] + tokens[following].shown[:1]
        mark = "." if following is None else "," if agency else ""
        if mark and token.spoken[-1].isalnum():
            marked[index] = replace(token, spoken=token.spoken + mark, rule=token.rule or RULE)
    return tuple(marked)
