"""Percentages: "5.4%", "10–15%", "47 per cent", "3 pp"."""

from __future__ import annotations

import re

from narrate.script.reading.english.context import word_before
from narrate.script.reading.english.fractions import fraction
from narrate.script.reading.english.numerals import NUMBER, START, cardinal, number
from narrate.script.reading.rule import rule

SIGN = (
    r"(?:%|(?<=\d)pc\b|\ pc(?=\ (?:of|rise|fall|drop|cut|increase|hike|growth|stake|share"
    r"|more|less|higher|lower|rate)\b)|\ ?percent\b|\ per\ cent\b|\ ?pct\b\.?)"
)
"""The letters "pc" touch their figure, as parsecs do not; behind a space a word must tell."""


def say_percent(match: re.Match[str]) -> str:
    """ "-5.4%" → "minus five point four percent"."""
    minus = {"-": "minus ", "+": "plus ", "~": "about "}.get(match["sign"], "")
    return f"{minus}{number(match['number'])} percent"


def say_percents(match: re.Match[str]) -> str:
    """ "10–15%" → "ten to fifteen percent"."""
    joint = match["join"].strip()
    return f"{number(match['first'])} {joint if joint in ('and', 'or') else 'to'} {number(match['last'])} percent"


def say_fraction_percent(match: re.Match[str]) -> str | None:
    """ "6 3/4 percent", "1/2%" → "six and three quarters percent"."""
    top, bottom = int(match["top"]), int(match["bottom"])
    if not 0 < top < bottom:
        return None
    if match["whole"]:
        return f"{cardinal(int(match['whole']))} and {fraction(top, bottom, mixed=True)} percent"
    if word_before(match) in ("a", "the"):
        return f"{fraction(top, bottom).removeprefix('one ')} percent"
    return f"{fraction(top, bottom)} of a percent"


RULES = [
    rule(
        "percent",
        rf"(?<![\w.,/])(?:(?P<whole>\d{{1,3}})(?:\ |-))?(?P<top>\d{{1,2}})/(?P<bottom>\d{{1,2}})\ ?{SIGN}",
        say_fraction_percent,
        "/ %pP",
    ),
    rule(
        "percent",
        rf"{START}(?P<first>{NUMBER})(?:\ ?%)?"
        rf"(?P<join>\ ?[-–—]\ ?|\ to\ |\ or\ )(?P<last>{NUMBER})\ ?{SIGN}",
        say_percents,
        "0123456789 %pP",
    ),
    rule(
        "percent",
        rf"(?:(?<![\w.)])(?P<sign>[-+~]))?{START}(?P<number>{NUMBER})\ ?{SIGN}",
        say_percent,
        "0123456789 %pP",
    ),
]
