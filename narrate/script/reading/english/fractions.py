"""Fractions: "½", "1½", "2 1/2", "3/4", "2/3 majority"."""

from __future__ import annotations

import re

from narrate.script.reading.english.context import counts_things, word_after, word_before
from narrate.script.reading.english.numerals import START, cardinal, number, ordinal, paired, plural
from narrate.script.reading.rule import rule

VULGAR = {
    "½": (1, 2),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅕": (1, 5),
    "⅖": (2, 5),
    "⅗": (3, 5),
    "⅘": (4, 5),
    "⅙": (1, 6),
    "⅚": (5, 6),
    "⅐": (1, 7),
    "⅛": (1, 8),
    "⅜": (3, 8),
    "⅝": (5, 8),
    "⅞": (7, 8),
    "⅑": (1, 9),
    "⅒": (1, 10),
}
SIGNS = "".join(VULGAR)


def fraction(top: int, bottom: int, mixed: bool = False) -> str:
    """3, 4 → "three quarters"; after a whole number 1, 2 → "a half"."""
    if bottom == 1:
        return f"{cardinal(top)} over one"
    if bottom == 2:
        part = "half" if top == 1 else "halves"
    elif bottom == 4:
        part = "quarter" if top == 1 else "quarters"
    else:
        part = ordinal(bottom) if top == 1 else plural(ordinal(bottom))
    if top == 1 and mixed and bottom <= 5:
        return f"a {part}"
    return f"{cardinal(top)} {part}"


def say_vulgar(match: re.Match[str]) -> str:
    """ "1½" → "one and a half"; "½" → "half"."""
    top, bottom = VULGAR[match["sign"]]
    if match["whole"]:
        return f"{cardinal(int(match['whole']))} and {fraction(top, bottom, mixed=True)}"
    return "half" if (top, bottom) == (1, 2) else fraction(top, bottom)


def say_mixed(match: re.Match[str]) -> str | None:
    """ "2 1/2" → "two and a half"."""
    top, bottom = int(match["top"]), int(match["bottom"])
    if not bottom:
        return None
    return f"{cardinal(int(match['whole']))} and {fraction(top, bottom, mixed=True)}"


NAMED = ((24, 7), (9, 11), (3, 11), (10, 7), (26, 11))
"""Days that are names: of the attacks on New York, Madrid, Israel and Mumbai, and of Japan's tsunami."""


def say_slashed(match: re.Match[str]) -> str | None:
    """ "3/4" → "three quarters"; "24/7" and "9/11" are names, not fractions, 120/80 is a blood pressure."""
    top, bottom = int(match["top"]), int(match["bottom"])
    if (top, bottom) in NAMED or top == bottom:
        return f"{cardinal(top)} {cardinal(bottom)}"
    if 60 <= top <= 260 and 30 <= bottom <= 160 and top > bottom:
        return f"{paired(match['top'])} over {paired(match['bottom'])}"
    if not bottom or top > bottom:
        return None
    noun = word_after(match)
    if bottom > 10 and (
        counts_things(noun) or noun in ("lived", "survived", "died", "patients", "failed", "passed")
    ):
        return f"{cardinal(top)} out of {cardinal(bottom)}"
    said = fraction(top, bottom)
    return said.removeprefix("one ") if word_before(match) == "a" else said


def say_score(match: re.Match[str]) -> str:
    """ "4.5/5", "10/10" → "four point five out of five"."""
    return f"{number(match['score'])} out of {number(match['best'])}"


def say_range_from(match: re.Match[str]) -> str:
    """ "6½-7 hours" → "six and a half to …"; the last number is read with its unit."""
    return f"{say_vulgar(match)} to "


RANGE_RULES = [
    rule("range", rf"{START}(?P<whole>\d{{1,6}})?(?P<sign>[{SIGNS}])\ ?[-–]\ ?(?=\d)", say_range_from, SIGNS),
]
RULES = [
    rule(
        "score",
        r"(?<![\w.,/])(?P<score>\d{1,2}\.\d|(?P<whole>10{1,2}|5)(?=/(?P=whole)\b)"
        r"|(?<=\bscored\ )\d{1,3}|(?<=\brated\ )\d{1,3}"
        r"|(?<=\brating\ of\ )\d{1,3}|(?<=\bscore\ of\ )\d{1,3})/(?P<best>5|10|20|100)(?![\w/]|\.\d)",
        say_score,
        "0123456789 /",
    ),
    rule("fraction", rf"{START}(?:(?P<whole>\d{{1,6}})\ ?)?(?P<sign>[{SIGNS}])", say_vulgar, SIGNS),
    rule(
        "fraction",
        r"(?<![\w.,/])(?P<whole>\d{1,6})(?:\ |-)(?P<top>\d{1,3})/(?P<bottom>\d{1,3})"
        r"(?:st|nd|rds?|ths?|TH)?(?![\w/]|\.\d)",
        say_mixed,
        "0123456789 /",
    ),
    rule(
        "fraction",
        r"(?<![\w.,/-])(?P<top>\d{1,3})/(?P<bottom>\d{1,3})(?:st|nd|rds?|ths?|TH)?(?![\w/]|\.\d)",
        say_slashed,
        "0123456789 /",
    ),
]
