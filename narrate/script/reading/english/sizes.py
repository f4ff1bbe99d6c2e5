"""Sizes with ways of their own: "5'11\"", "6-foot-2", "3 ft. 2 in.", "3½\"", "12st 4lb", ".50-cal"."""

from __future__ import annotations

import re

from narrate.script.reading.english.context import (
    DETERMINERS,
    FUNCTION_WORDS,
    counts_things,
    describes_noun,
    near,
    word_after,
    word_before,
)
from narrate.script.reading.english.fractions import fraction
from narrate.script.reading.english.numerals import EDGE, NUMBER, cardinal, is_one, number, paired
from narrate.script.reading.rule import rule


def say_height(match: re.Match[str]) -> str:
    """ "5'11\"" and "6-foot-2" → "five foot eleven", "six foot two"."""
    return f"{cardinal(int(match['feet']))} foot {number(match['inches'])}"


def say_feet_inches(match: re.Match[str]) -> str:
    """ "3 ft. 2 in." → "three feet two inches"; singular where hyphens make it an adjective."""
    feet, inches = match["feet"], match["inches"]
    adjective = "-" in match[0]
    foot = "foot" if adjective or feet == "1" else "feet"
    inch = "inch" if adjective or inches == "1" else "inches"
    return f"{cardinal(int(feet))} {foot} {number(inches)} {inch}"


def say_feet(match: re.Match[str]) -> str:
    """ "45' long" → "forty five feet", "a 45' long boat" → "forty five foot"."""
    return f"{number(match[1])} {'foot' if word_before(match) in DETERMINERS else 'feet'}"


def say_inches(match: re.Match[str]) -> str | None:
    """ "3\" deep": inches only where the sign cannot close a quote."""
    if match.string.count('"') > 1:
        return None
    single = is_one(match[1]) or describes_noun(match) or counts_things(word_after(match))
    return f"{number(match[1])}{' inch' if single else ' inches'}"


def say_inch_mark(match: re.Match[str]) -> str | None:
    """The sign behind "3½"."""
    return None if match.string.count('"') > 1 else inches(match)


def inches(match: re.Match[str]) -> str:
    """In front of a noun the measure describes it: "a 3½" nail"."""
    noun = word_after(match)
    return " inch" if noun.islower() and noun not in FUNCTION_WORDS else " inches"


def say_inch_fraction(match: re.Match[str]) -> str | None:
    """ "3 3/4\"" → "three and three quarters inches"; "3/4\"" → "three quarters of an inch"."""
    top, bottom = int(match[2]), int(match[3])
    if match.string.count('"') > 1 or not 0 < top < bottom:
        return None
    if not match[1]:
        return fraction(top, bottom) + (" inch" if inches(match) == " inch" else " of an inch")
    return f"{number(match[1].strip())} and {fraction(top, bottom, mixed=True)}{inches(match)}"


def say_stone(match: re.Match[str]) -> str:
    """ "12st 4lb" → "twelve stone four"."""
    return f"{number(match[1])} stone {number(match[2])}" if match[2] else f"{number(match[1])} stone"


def say_caliber(match: re.Match[str]) -> str:
    """ ".50-cal" → "fifty caliber"."""
    return f"{paired(match[1])} caliber"


def say_stones(match: re.Match[str]) -> str | None:
    """ "6ft 7in and 21st" → "twenty one stone": no ordinal, where height and weight are the talk."""
    return f"{number(match[1])} stone" if near(match, WEIGHING, 30) else None


def say_gap_in_seconds(match: re.Match[str]) -> str:
    """ "39\" ahead" → "thirty nine seconds"."""
    return f"{number(match[1])} {'second' if is_one(match[1]) else 'seconds'}"


WEIGHING = re.compile(r"\b(?:weigh\w{0,3}|\d{1,2}ft|\d{1,2}in|tall|scales)\b")
RULES = [
    rule(
        "duration",
        rf"{EDGE}({NUMBER})\"(?=\ (?:ahead|behind|adrift|clear|down|back|faster|slower)\b)",
        say_gap_in_seconds,
        '"',
    ),
    rule("measure", rf"{EDGE}([12]?\d)st(?=[.,;:)]|\ and\b|$)", say_stones, "0123456789 s"),
    rule(
        "height",
        rf"""{EDGE}(?P<feet>[1-9])'\ ?(?P<inches>1[01]|\d)(?:"|''|(?=[\s.,;)]|$))""",
        say_height,
        "'",
    ),
    rule(
        "height",
        rf"{EDGE}(?P<feet>\d)(?:\ |-)?(?:ft|feet|foot)\b\.?(?:\ |-)?(?P<inches>1[01]|\d)"
        r"(?:\ |-)?(?:in|inch|inches)\b(?:\.(?!$))?",
        say_feet_inches,
        "0123456789 f",
    ),
    rule(
        "height",
        rf"{EDGE}(?P<feet>\d)(?:\ |-)?(?:ft|feet|foot)\b\.?(?:\ |-)?(?P<inches>1[01]|\d)(?![\w%]|[.,]\d)",
        say_height,
        "0123456789 f",
    ),
    rule("measure", r"(?<![\w.])\.(\d{2,3})[\ -]cal(?:iber|ibre)?\b\.?", say_caliber, "0123456789 ."),
    rule(
        "measure",
        rf"{EDGE}(\d{{1,2}})(?:\ st\b(?!\.(?!$))|\ ?st\ (\d{{1,2}})\ ?lbs?\b)",
        say_stone,
        "0123456789 s",
    ),
    rule("measure", rf"{EDGE}(\d{{1,3}})'(?=\ (?:long|tall|high|wide|deep)\b)", say_feet, "0123456789 '"),
    rule(
        "measure",
        rf"{EDGE}({NUMBER})\ in(?=[);]|\ (?:long|wide|tall|deep|high|thick|of\ (?:rain|snow))\b)",
        say_inches,
        "0123456789",
    ),
    rule("height", r"(?<=[½¼¾⅛⅜⅝⅞])\"(?=\ [a-z]|[,.]|$)", say_inch_mark, '"'),
    rule(
        "height", rf"{EDGE}(\d{{1,3}}\ )?(\d{{1,2}})/(\d{{1,2}})\"(?=\ [a-z]|[,.]|$)", say_inch_fraction, '"'
    ),
    rule("height", rf"{EDGE}({NUMBER})\"(?=\ [a-z]|[,.])", say_inches, '"'),
]
