"""Cardinals and decimals that no other class has claimed: "12,500", "3.14", "-5", "3M views"."""

from __future__ import annotations

import re

from narrate.script.reading.english.numerals import (
    NUMBER,
    START,
    cardinal,
    digits,
    number,
    plain_number,
    plural,
)
from narrate.script.reading.rule import rule

FIGURE_CHARS = "0123456789"


def say_number(match: re.Match[str]) -> str:
    """ "12,500" → "twelve thousand five hundred"; "-5" → "minus five"."""
    return ("minus " if match["minus"] else "") + plain_number(match["number"])


def say_version(match: re.Match[str]) -> str:
    """ "1.2.3" → "one point two point three"; "1.234.567" is a number with full stops for commas."""
    parts = match[0].split(".")
    if all(len(part) == 3 for part in parts[1:]):
        return cardinal(int("".join(parts)))
    return " point ".join(plain_number(part) for part in parts)


def say_many(match: re.Match[str]) -> str:
    """ "100s of homes", "1,000s of people" → "hundreds of homes", "thousands of people"."""
    return plural(number(match[1]).removeprefix("one "))


MANY_RULES = [rule("hundreds", rf"{START}(1(?:,000){{1,3}}|10{{2,3}})s(?!\w)", say_many, FIGURE_CHARS)]


def say_exponent(match: re.Match[str]) -> str:
    """ "1.5e-3" → "one point five times ten to the power of minus three"."""
    power = match["power"]
    minus = "minus " if power.startswith("-") else ""
    return f"{number(match['number'])} times ten to the power of {minus}{number(power.lstrip('+-'))}"


EXPONENT_RULES = [
    rule(
        "power",
        r"(?<![\w.])(?P<number>\d{1,9}\.\d{1,9}(?=[eE])|\d{1,9}(?=[eE][-+]))[eE](?P<power>[-+]?\d{1,3})(?![\w.]\d|\w)",
        say_exponent,
        "0123456789 eE",
    ),
]
RULES = [
    rule("version", r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){2,4}(?!\w)", say_version, FIGURE_CHARS),
    rule(
        "cardinal",
        rf"(?P<minus>(?<![\w\ue000)])-)?(?<!\d)(?<!\d[.,])(?P<number>{NUMBER})(?![\d])",
        say_number,
        FIGURE_CHARS,
    ),
    rule("digits", r"\d+", lambda match: digits(match[0]), FIGURE_CHARS),
]
