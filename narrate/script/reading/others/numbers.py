"""Scores, ranges, years and bare numbers, in agreement with what they count."""

from __future__ import annotations

import re

from narrate.script.reading.others.agreement import with_noun, word_before, words_behind
from narrate.script.reading.others.numerals import HUNDREDS, value_of, year
from narrate.script.reading.others.patterns import END, FIGURES, SIGN, START, number_pattern
from narrate.script.reading.others.tables import Language
from narrate.script.reading.rule import Rule, rule

GERMAN_ORDINAL = re.compile(r"\.\ [a-zäöü]")
"""Behind a figure: an ordinal whose ending nobody can know ("wurde 5. im Ziel")."""


def falling(first: str, last: str) -> bool:
    """Whether two small numbers with a dash between them are a score ("3-2") and no range."""
    return first.isdecimal() and last.isdecimal() and int(last) < int(first) < 100


def numbers(language: Language) -> list[Rule]:
    """Scores, ranges, years and bare numbers."""
    number = number_pattern(language)
    labels = {"№", language.named} | {
        key[:-2].lower() for key in language.abbreviations if key.endswith(" 0")
    }

    def said(figures: str, match: re.Match[str], noun: bool = True) -> str | None:
        if language.code == "de" and GERMAN_ORDINAL.match(match.string, match.end()):
            return None
        value = value_of(figures, language)
        if value is None or (len(figures) > 1 and figures[0] == "0" and figures.isdecimal()):
            return None
        if language.code in HUNDREDS and figures.isdecimal() and len(figures) == 4 and 1100 <= value <= 2099:
            return year(int(value), language.code)
        before = word_before(match.string, match.start())
        counts = noun and before not in labels and not match.string.endswith("№", 0, match.start())
        words = words_behind(match.string, match.end(), language) if counts else ()
        return with_noun(value, before, words, language)

    def say_score(match: re.Match[str]) -> str | None:
        first, last = said(match["first"], match, False), said(match["last"], match, False)
        return f"{first} {language.versus} {last}".replace("  ", " ") if first and last else None

    def say_range(match: re.Match[str]) -> str | None:
        if falling(match["first"], match["last"]):
            return say_score(match)
        first, last = said(match["first"], match), said(match["last"], match)
        return f"{first} {language.to} {last}" if first and last else None

    def say(match: re.Match[str]) -> str | None:
        words = said(match["number"], match)
        sign = {"+": language.plus, None: ""}.get(match["sign"], language.minus)
        return f"{sign} {words}".strip() if words else None

    return [
        rule("score", rf"{START}(?P<first>\d{{1,3}}):(?P<last>\d{{1,3}}){END}", say_score, FIGURES),
        rule("range", rf"{START}(?P<first>{number})\ ?[-–—]\ ?(?P<last>{number}){END}", say_range, FIGURES),
        rule("cardinal", rf"{SIGN}{START}(?P<number>{number}){END}", say, FIGURES),
    ]
