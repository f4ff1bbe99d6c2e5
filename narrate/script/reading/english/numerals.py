"""English number words.  Every function takes figures and gives words; none looks at a sentence."""

from __future__ import annotations

import re
from functools import lru_cache

from narrate.script.tables import ordered

ONES = ordered(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen
    """
)
TENS = ordered("_ _ twenty thirty forty fifty sixty seventy eighty ninety")
SCALES = ["", *ordered("thousand million billion trillion quadrillion quintillion sextillion septillion")]
IRREGULAR_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
LONGEST_RUN = 12
"""Figures without separators that are still a quantity; a longer run is a code and is read figure by
figure.
"""

FIGURES = (
    r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,2}(?:,\d{2}){1,4},\d{3}(?!\d)"
    r"|\d{1,3}(?:\ \d{3}){0,3}\ 000(?!\d)|\d+)"
)
"""A whole number, with commas (also those of India: 1,00,000) or without; thousands may be parted by spaces where
they end in 000.
"""
NUMBER = rf"(?:{FIGURES}(?:\.\d+)?|\.\d+)"
"""A whole or decimal number."""
START = r"(?<!\w)(?<!\d[.,])"
"""No number, word or separator runs into this place from the left."""
EDGE = rf"{START}(?<![A-Za-z]-)(?<![A-Za-z]\d-)"
"""And no name of letters and figures: not the 35 of "Su-35"."""


def cardinal(value: int) -> str:
    """45 → "forty five"."""
    if value < 0:
        return f"minus {cardinal(-value)}"
    if value >= 1000 ** len(SCALES):
        return digits(str(value))
    groups = []
    for scale in SCALES:
        value, part = divmod(value, 1000)
        if part:
            groups.append(f"{below_thousand(part)} {scale}".strip())
        if not value:
            break
    return " ".join(reversed(groups)) or "zero"


@lru_cache(maxsize=1000)
def below_thousand(value: int) -> str:
    """Words of 1 to 999."""
    hundreds, rest = divmod(value, 100)
    words = [ONES[hundreds], "hundred"] if hundreds else []
    if rest >= 20:
        words += [TENS[rest // 10], *([ONES[rest % 10]] if rest % 10 else [])]
    elif rest:
        words.append(ONES[rest])
    return " ".join(words)


def ordinal(value: int) -> str:
    """45 → "forty fifth"."""
    return to_ordinal(cardinal(value))


def to_ordinal(words: str) -> str:
    """The ordinal of a number in words: "forty five" → "forty fifth"."""
    head, _, last = words.rpartition(" ")
    if last in IRREGULAR_ORDINALS:
        last = IRREGULAR_ORDINALS[last]
    else:
        last = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return f"{head} {last}".strip()


def digits(figures: str, zero: str = "zero") -> str:
    """Figure by figure: "007" → "zero zero seven"; other characters are dropped."""
    return " ".join(zero if char == "0" else ONES[int(char)] for char in figures if char in "0123456789")


def unbroken(figures: str) -> str:
    """A number without the marks between its thousands."""
    return figures.replace(",", "").replace(" ", "")


def number(figures: str) -> str:
    """A whole or decimal number as printed: "12,500" → "twelve thousand five hundred", ".5" → "point
    five".
    """
    whole, point, rest = unbroken(figures).partition(".")
    said = whole_number(whole) if whole else ""
    return f"{said} point {digits(rest)}".strip() if point and rest else said


def whole_number(figures: str) -> str:
    """A whole number without commas; leading zeros and very long runs are read figure by figure."""
    if (figures.startswith("0") and len(figures) > 1) or len(figures) > 3 * len(SCALES):
        return digits(figures)
    return cardinal(int(figures))


def plain_number(figures: str) -> str:
    """Like ``number``, but a run of figures too long for a quantity is read as the code that it is."""
    return digits(figures) if figures.isdecimal() and len(figures) > LONGEST_RUN else number(figures)


def year(value: int) -> str:
    """1994 → "nineteen ninety four", 2008 → "two thousand eight", 1900 → "nineteen hundred"."""
    century, rest = divmod(value, 100)
    if not 1000 <= value <= 9999 or value % 1000 < 10:
        return cardinal(value)
    if not rest:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {two_figures(rest)}"


def two_figures(value: int) -> str:
    """The end of a year or a time: 5 → "oh five", 45 → "forty five"."""
    return f"oh {ONES[value]}" if value < 10 else cardinal(value)


def paired(figures: str) -> str:
    """A name's number as people say it: "136" → "one thirty six", "101" → "one oh one", "300" → "three
    hundred".
    """
    if len(figures) == 4 and not figures.startswith("0"):
        return cardinal(int(figures)) if figures.endswith("000") else year(int(figures))
    if len(figures) == 3 and not figures.startswith("0"):
        head, rest = ONES[int(figures[0])], int(figures[1:])
        return f"{head} {two_figures(rest)}" if rest else f"{head} hundred"
    if len(figures) > 4 or (figures.startswith("0") and len(figures) > 1):
        return digits(figures)
    return cardinal(int(figures))


def plural(words: str) -> str:
    """The last word in the plural: "nineteen ninety" → "nineteen nineties", "sixteen" → "sixteens"."""
    if words.endswith("y"):
        return f"{words[:-1]}ies"
    return f"{words}es" if words.endswith(("x", "s")) else f"{words}s"


def is_one(figures: str) -> bool:
    """Whether a unit after these figures stands in the singular."""
    return unbroken(figures) in {"1", "1.0", "1.00", "-1"}


SMALL = "|".join(
    sorted(
        {
            form
            for word in [*ONES[1:], *TENS[2:]]
            for form in (word, to_ordinal(word), plural(to_ordinal(word)))
        },
        key=len,
        reverse=True,
    )
)
NEEDS_AND = re.compile(
    rf"\bhundred (?=(?:{SMALL})\b)"
    rf"|\b(?:thousand|million|billion|trillion) (?=(?:{SMALL})\b(?! (?:(?:{SMALL}) )?(?:hundred|thousand|million)))"
)
"""Where tens and units follow a larger part of the same number."""
TWENTY_TEN = re.compile(rf"\btwenty (?=(?:{'|'.join([*ONES[10:], *TENS[2:]])})\b)")


def with_and(words: str) -> str:
    """ "one hundred five" → "one hundred and five", "two thousand eighth" → "two thousand and eighth"."""
    return NEEDS_AND.sub(lambda match: f"{match[0]}and ", words)


def with_thousands(words: str) -> str:
    """The years 2010 to 2099: "twenty ten" → "two thousand ten"."""
    return TWENTY_TEN.sub("two thousand ", words)
