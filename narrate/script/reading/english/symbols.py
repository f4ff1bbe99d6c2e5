"""Symbols that stand between words or figures; what no class above has claimed."""

from __future__ import annotations

import re
import unicodedata

from narrate.script.reading.english.measures import RAISED
from narrate.script.reading.english.numerals import digits, number
from narrate.script.reading.rule import rule

NAMES = {
    "&": "and",
    "@": "at",
    "%": "percent",
    "+": "plus",
    "=": "equals",
    "×": "times",
    "÷": "divided by",
    "±": "plus or minus",
    "≈": "about",
    "§": "section",
    "¶": "paragraph",
    "°": "degrees",
    "√": "square root of",
    "∞": "infinity",
    "$": "dollar",
    "€": "euro",
    "£": "pound",
    "¥": "yen",
    "₴": "hryvnia",
    "₽": "ruble",
    "₩": "won",
    "₹": "rupee",
    "¢": "cent",
    "№": "number",
    "π": "pi",
    "‰": "per mille",
    "‱": "per ten thousand",
    "℃": "degrees Celsius",
    "℉": "degrees Fahrenheit",
    "©": "copyright",
}
SILENT = "*_~^|\\`™®℠•·▪►▶◆●■□★☆→←↑↓†‡¬¦<>{}#/‹›«»"
"""Marks of layout: passed over in silence."""
FACE = r"[:;=][-'^]?(?:[)(|*\]\[]{1,3}|[DPpOo])|[xX]D|<3(?=[.!?]?$)|\^_?\^|-_-|¯\\_\(ツ\)_/¯"
EMOTICON = rf"(?<![^\s(\"'])(?:{FACE})(?=[\s.,!?)\"']|$)"
"""Faces of letters and marks that stand alone."""


def say_symbol(match: re.Match[str]) -> str:
    """The name of a symbol, apart from its neighbours."""
    return f" {NAMES[match[0]]} "


def say_quote_marks(match: re.Match[str]) -> str:
    """Guillemets are quotation marks."""
    return '"'


def say_power(match: re.Match[str]) -> str:
    """ "10⁶" → "ten to the power of six", "x²" → "x squared"."""
    value = match["plain"] or match["raised"].translate(RAISED)
    if value in ("2", "3"):
        return " squared" if value == "2" else " cubed"
    return f" to the power of {'minus ' if value.startswith('-') else ''}{number(value.lstrip('+-'))}"


def say_leftover(match: re.Match[str]) -> str:
    """A figure of another script or a raised or circled one: its value; other signs are silent."""
    value = unicodedata.numeric(match[0], None)
    return f" {digits(str(int(value)))} " if value is not None and value == int(value) else ""


def say_sign(match: re.Match[str]) -> str | None:
    """A sign that no table knows is silent, so that no engine says its code; letters and marks stay."""
    return "" if unicodedata.category(match[0]) in ("Sm", "Sc", "Sk") else None


COMPARED = {
    ">=": "greater than or equal to",
    "≥": "greater than or equal to",
    "⩾": "greater than or equal to",
    "<=": "less than or equal to",
    "≤": "less than or equal to",
    "⩽": "less than or equal to",
    "!=": "not equal to",
    "≠": "not equal to",
    "==": "equal to",
}

AS_LIMIT = {"≥": "at least", "≤": "at most", "⩾": "at least", "⩽": "at most"}
"""The same in prose, where a word and no formula stands in front: "aged ≥65"."""

FIRST_RULES = [
    rule(
        "symbol",
        r"(?<=[\w)]{2}\ )(?<!\d\ )([≥≤⩾⩽])(?=\d)",
        lambda match: f"{AS_LIMIT[match[1]]} ",
        "≥≤⩾⩽",
    ),
    rule(
        "symbol",
        rf"(?<![=<>!+*-])(?:{'|'.join(COMPARED)})(?![=<>])",
        lambda match: f" {COMPARED[match[0]]} ",
        "=≥⩾≤⩽≠",
    ),
    rule("symbol", r"\+/[-–]\ ?(?=\d)", lambda match: "plus or minus ", "+"),
    rule("emoticon", EMOTICON, lambda match: "", ":;=<^_D"),
    rule("emoji", r"(?<=\bI\ )[❤♥💙💛]\ufe0f?(?=\ \w)", lambda match: "love", "❤♥💙💛"),
]
POWER_RULES = [
    rule(
        "power",
        r"(?<=[\w\ue000)])(?:\^(?P<plain>-?\d{1,4})|(?P<raised>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}))",
        say_power,
        "^⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹",
    ),
]
RULES = [
    rule("symbol", r"[«»]", say_quote_marks, "«»"),
    rule("symbol", r"(?<=\ue000)/(?=[a-z])", lambda match: " per ", "/"),
    rule("symbol", r"(?<=\w)/(?=\w)", lambda match: " ", "/"),
    rule("symbol", r"(?<=[^\W\d])\#(?=[^\W\d])", lambda match: " hash ", "#"),
    rule("symbol", r"\#(?=\ ?[\d\ue000])", lambda match: "number ", "#"),
    rule("symbol", r"(?<!\w)~(?=[\d\ue000$€£])", lambda match: "about ", "~"),
    rule("symbol", r"(?<!>)<\ ?(?=[\d\ue000])", lambda match: " less than ", "<"),
    rule("symbol", r"(?<![\w/\"'<])>\ ?(?=[\d\ue000])", lambda match: "more than ", ">"),
    rule("symbol", r"(?<=[\d\ue000])\ ?[x×]\ ?(?=\ue000)|(?<=\w)\ ×\ (?=\ue000)", lambda match: " by ", "x×"),
    rule("symbol", "|".join(map(re.escape, NAMES)), say_symbol, "".join(NAMES)),
    rule("symbol", f"[{re.escape(SILENT)}]", lambda match: " ", SILENT),
    rule(
        "symbol",
        r"[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209f\u2150-\u218b\u2460-\u24ff\u2776-\u2793]",
        say_leftover,
    ),
    rule("symbol", r"[^\x00-\x7f\w\s…–—\ue000]", say_sign),
    rule("emoji", r"[\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]+", lambda match: "", ""),
]
