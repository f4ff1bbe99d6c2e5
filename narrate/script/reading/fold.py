"""Typographic characters folded to plain ones, one for one, so that places in the text stay the same.

An engine that does not know the curly apostrophe reads "wasn’t" as "wasn t" or drops the negation, so
this happens before any rule looks at the text.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

APOSTROPHES = "‘’‚‛`´ʼʹ′＇"
QUOTES = "“”„‟″〝〞＂"
HYPHENS = "‐‑⁃﹣－"
SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0f"
"""Soft hyphens, zero-width marks and variation selectors; a space would cut the word, so they stay out of
rules.
"""

PLAIN = (
    dict.fromkeys(map(ord, APOSTROPHES), "'")
    | dict.fromkeys(map(ord, QUOTES), '"')
    | dict.fromkeys(map(ord, HYPHENS), "-")
    | dict.fromkeys(map(ord, SPACES), " ")
    | {
        ord("−"): "-",
        ord("‒"): "–",
        ord("―"): "—",
        ord("％"): "%",
        ord("＄"): "$",
        ord("＆"): "&",
        ord("￡"): "£",
    }
    | {ord("₀") + value: str(value) for value in range(10)}
    | {ord("º"): "°", ord("˚"): "°", ord("⁄"): "/", ord("∕"): "/", ord("µ"): "μ"}
)
ENGLISH = {ord("Μ"): "M"}
"""A Greek capital that stands for "million" in English copy; in every other language it may be Greek."""


@lru_cache(maxsize=4096)
def plain_digit(char: str) -> str:
    """The ASCII form of any script's decimal digit; every other character as it is."""
    value = unicodedata.decimal(char, None)
    return char if value is None else str(value)


def fold(text: str, language: str = "") -> str:
    """``text`` with plain quotes, apostrophes, hyphens, spaces and digits, also those below the line; the
    length never changes.
    """
    folded = text.translate(PLAIN)
    if language == "en":
        folded = folded.translate(ENGLISH)
    if folded.isascii():
        return folded
    return "".join(char if char < "\u0080" else plain_digit(char) for char in folded)
