"""Fractions: "1/4 финала", "2/3 der Stimmen", "½"."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from narrate.script.reading.others.agreement import slavic, word_before
from narrate.script.reading.others.declension import SLAVIC
from narrate.script.reading.others.inflection import bend
from narrate.script.reading.others.numerals import cardinal, declined_cardinal, ordinal, with_gender
from narrate.script.reading.others.tables import Language, grouped
from narrate.script.reading.rule import Rule, rule

VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
IRREGULAR = {
    "fr": {2: ("demi", "demis"), 3: ("tiers", "tiers"), 4: ("quart", "quarts")},
    "es": {2: ("medio", "medios"), 3: ("tercio", "tercios"), 4: ("cuarto", "cuartos")},
    "it": {2: ("mezzo", "mezzi")},
    "pt": {2: ("meio", "meios"), 3: ("terço", "terços")},
    "de": {2: ("halb", "halbe")},
    "nl": {2: ("half", "halve"), 4: ("kwart", "kwart")},
}
HALVES = {
    "uk": {
        "nominative": "половина",
        "genitive": "половини",
        "accusative": "половину",
        "locative": "половині",
    },
    "ru": {
        "nominative": "половина",
        "genitive": "половины",
        "accusative": "половину",
        "locative": "половине",
    },
    "pl": {"nominative": "połowa", "genitive": "połowy", "accusative": "połowę", "locative": "połowie"},
}
BARE_HALF = ("es", "it", "pt")
"""Languages that say "medio litro" without an article."""
ONE = {"fr": "un", "es": "un", "it": "un", "pt": "um", "de": "ein", "nl": "een"}
PLACES = grouped("""
locative: у в w we
accusative: на за через о o na za про
genitive: до від з із из от с do od z ze około близько около після после
genitive: матч матчі матче матчу матча матчи матчів матчей стадія стадії стадия стадии етап этап етапі этапе
""")
"""The word before a fraction and the case that it asks for."""


def fractions(language: Language) -> list[Rule]:
    """The rules of a language for fractions of two small numbers."""
    months = tuple(language.months.split())

    def say(match: re.Match[str]) -> str | None:
        upper, lower = int(match["upper"]), int(match["lower"])
        behind = match.string[match.end() : match.end() + 20].strip()
        if upper >= lower or behind.startswith(months):  # "5/6 giugno"
            return None
        return fraction(upper, lower, word_before(match.string, match.start()), language)

    def say_sign(match: re.Match[str]) -> str:
        upper, _, lower = unicodedata.normalize("NFKC", match[0]).partition("\u2044")
        return fraction(int(upper), int(lower), word_before(match.string, match.start()), language)

    return [
        rule("fraction", r"(?<![\w.,/-])(?P<upper>[1-9])/(?P<lower>10|[2-9])(?![\w/]|[.,-]\d)", say, "/"),
        rule("fraction", rf"(?<!\w)[{VULGAR}](?!\w)", say_sign, VULGAR),
    ]


def fraction(upper: int, lower: int, before: str, language: Language) -> str:
    """A fraction in words."""
    if language.code in SLAVIC and (upper, lower) == (1, 2):
        return HALVES[language.code].get(PLACES.get(before, ""), HALVES[language.code]["nominative"])
    if language.code in SLAVIC:
        return slavic_fraction(upper, lower, PLACES.get(before, "nominative"), language.code)
    one, many = IRREGULAR.get(language.code, {}).get(lower) or parts(lower, language.code)
    if upper == 1:
        return one if lower == 2 and language.code in BARE_HALF else f"{ONE[language.code]} {one}"
    return f"{cardinal(Decimal(upper), language.code)} {many}"


def parts(lower: int, code: str) -> tuple[str, str]:
    """ "Achtel", "cinquième(s)", "quinto(s)", "quarto/quarti"."""
    said = ordinal(lower, code)
    if code == "de":
        return (f"{said}l".capitalize(),) * 2
    if code == "nl":
        return said, said
    return said, (f"{said[:-1]}i" if code == "it" else f"{said}s")


def slavic_fraction(upper: int, lower: int, case: str, code: str) -> str:
    """ "одна четверта", "три чверті" as "три четвертих"."""
    if upper == 1 and case == "accusative":
        return f"{slavic(Decimal(1), case, case, code)} {bend(ordinal(lower, code), 'feminine accusative', code)}"
    number = with_gender(declined_cardinal(Decimal(upper), case, code), "feminine", code)
    if upper == 1:
        wanted = "feminine" if case == "nominative" else f"feminine {case}"
    else:
        wanted = "plural" if code == "pl" and upper < 5 and case == "nominative" else "plural genitive"
    return f"{number} {bend(ordinal(lower, code), wanted, code)}"
