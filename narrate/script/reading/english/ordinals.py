"""Ordinals: "1st", "1,000th", "21st-century"."""

from __future__ import annotations

import re

from narrate.script.reading.english.abbreviations_table import COUNTED_ONE, MILITARY, parse
from narrate.script.reading.english.numerals import FIGURES, START, cardinal, ordinal, unbroken
from narrate.script.reading.rule import rule

ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def say_ordinal(match: re.Match[str]) -> str:
    """ "23rd" → "twenty third"; an ending that does not fit the figure is kept as letters."""
    value, ending = int(unbroken(match[1])), match[2].lower()
    fitting = "th" if value % 100 in (11, 12, 13) else ENDINGS.get(value % 10, "th")
    return ordinal(value) if ending == fitting else f"{cardinal(value)} {ending}"


def say_shortened(match: re.Match[str]) -> str:
    """ "79th min." → "seventy ninth minute", "1st Bn." → "first Battalion"."""
    second = f" {BEHIND[match['second']]}" if match["second"] else ""
    return f"{say_ordinal(match)} {BEHIND[match['noun']]}{second}"


def say_range(match: re.Match[str]) -> str:
    """ "16th–17th centuries" → "sixteenth to seventeenth"."""
    return f"{ordinal(int(match[1]))} to {ordinal(int(match[2]))}"


BEHIND = parse(COUNTED_ONE) | parse(MILITARY)
"""What newspapers shorten behind an ordinal."""
RULES = [
    rule(
        "ordinal",
        r"(?<![\w.,-])(\d{1,3})(?:st|nd|rd|th)\ ?[–-]\ ?(\d{1,3})(?:st|nd|rd|th)(?!\w)",
        say_range,
        "–-",
    ),
    rule(
        "ordinal",
        rf"{START}({FIGURES})(st|nd|rd|th)[\ -](?P<noun>{'|'.join(BEHIND)})\b\.?"
        rf"(?:\ (?P<second>{'|'.join(BEHIND)})\b\.?)?(?!-)",
        say_shortened,
        "0123456789 tdh",
    ),
    rule("ordinal", rf"{START}({FIGURES})(st|nd|rd|th|ST|ND|RD|TH)(?!\w)", say_ordinal, "0123456789"),
]
