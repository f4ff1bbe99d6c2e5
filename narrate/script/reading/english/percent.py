"""Percentages: "5.4%", "10–15%", "47 per cent", "3 pp"."""

from __future__ import annotations

import re

from narrate.script.reading.english.numerals import NUMBER, START, number
from narrate.script.reading.rule import rule

SIGN = r"(?:%|\ ?percent\b|\ per\ cent\b|\ ?pct\b\.?)"


def say_percent(match: re.Match[str]) -> str:
    """ "-5.4%" → "minus five point four percent"."""
    minus = {"-": "minus ", "+": "plus ", "~": "about "}.get(match["sign"], "")
    return f"{minus}{number(match['number'])} percent"


def say_percents(match: re.Match[str]) -> str:
    """ "10–15%" → "ten to fifteen percent"."""
    joint = match["join"].strip()
    return f"{number(match['first'])} {joint if joint in ('and', 'or') else 'to'} {number(match['last'])} percent"


RULES = [
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
