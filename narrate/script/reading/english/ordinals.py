"""Ordinals: "1st", "1,000th", "21st-century"."""

from __future__ import annotations

import re

from narrate.script.reading.english.numerals import FIGURES, START, cardinal, ordinal, unbroken
from narrate.script.reading.rule import rule

ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def say_ordinal(match: re.Match[str]) -> str:
    """ "23rd" → "twenty third"; an ending that does not fit the figure is kept as letters."""
    value, ending = int(unbroken(match[1])), match[2].lower()
    fitting = "th" if value % 100 in (11, 12, 13) else ENDINGS.get(value % 10, "th")
    return ordinal(value) if ending == fitting else f"{cardinal(value)} {ending}"


RULES = [rule("ordinal", rf"{START}({FIGURES})(st|nd|rd|th|ST|ND|RD|TH)(?!\w)", say_ordinal, "0123456789")]
