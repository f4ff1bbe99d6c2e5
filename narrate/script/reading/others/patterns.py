"""The shapes that the rules of the other languages share."""

from __future__ import annotations

import re

from narrate.script.reading.others.tables import Forms, Language

FIGURES = "0123456789"
START = r"(?<!\w)(?<!\d[.,:/'])(?<![^\W\d_]-)"
END = r"(?!\w|[.,:/']\d|-\w)"
EDGE = r"(?<!\w)(?<!\d[.,])(?<!\w-)"
SIGN = r"(?P<sign>(?<!\w)(?<!\d\ )(?:[-–]|\+(?!\d{3})))?"
"""In front of a quantity; a plus in front of three figures is a telephone's."""
DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])"
YEAR = r"(?P<year>1\d{3}|20\d{2})"


def number_pattern(language: Language, dotted: bool = False) -> str:
    """Figures with the language's own marks.

    Args:
        language: its tables.
        dotted: also "3.5", where what stands behind shows that it is no date, time or chapter.
    """
    groups, decimal = re.escape(language.groups + " "), re.escape(language.decimal)
    rest = rf"(?:{decimal}\d{{1,9}}|\.\d{{1,2}}(?!\d))?" if dotted else rf"(?:{decimal}\d{{1,9}})?"
    return rf"(?:\d{{1,3}}(?:[{groups}]\d{{3}}(?!\d)){{1,5}}|\d{{1,15}}){rest}"


def amount_pattern(language: Language) -> str:
    """A number, or two that are a range: the groups "first" and "number"."""
    number = number_pattern(language, dotted=True)
    return rf"(?:(?P<first>{number})\ ?[-–—]\ ?)?(?P<number>{number})"


def scale_pattern(language: Language) -> str:
    """Scale words as abbreviations or with any ending; "mila" and "mil millones" have none."""
    return "|".join(
        rf"{re.escape(key)}\w{{0,6}}\.?"
        if len(key) > 3 and len(set(language.scales[key])) > 1
        else rf"{re.escape(key)}(?:\.(?!$))?(?!\w)"
        for key in by_length(language.scales)
    )


def by_length(keys: dict[str, Forms]) -> list[str]:
    """The keys of a table, the longest first."""
    return sorted(keys, key=len, reverse=True)


def alternatives(keys: dict[str, Forms]) -> str:
    """The keys of a table as alternatives, the longest first."""
    return "|".join(re.escape(key) for key in by_length(keys))
