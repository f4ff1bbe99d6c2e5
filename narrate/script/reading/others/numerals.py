"""Numbers, ordinals and plural forms of other languages, from num2words and CLDR."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.units import format_unit
from num2words import num2words

from narrate.script.reading.others.tables import Forms, Language

CATEGORIES = {"one": 0, "few": 1, "many": 2}
LONGEST = 15
"""Figures of a quantity; a longer run is a code and goes to the engine unchanged."""


@lru_cache(maxsize=16)
def locale(code: str) -> Locale:
    """CLDR's data of a language."""
    return Locale.parse(code)


def value_of(figures: str, language: Language) -> Decimal | None:
    """A number as printed in the language; ``None`` if it is too long for a quantity."""
    plain = figures
    for mark in language.groups:
        plain = plain.replace(mark, "")
    plain = plain.replace(language.decimal, ".")
    return Decimal(plain) if sum(char.isdecimal() for char in plain) <= LONGEST else None


def form_of(value: Decimal, choices: Forms, code: str) -> str:
    """The form of a noun behind a number."""
    if code not in ("uk", "ru", "pl"):
        return choices[0] if value == 1 else choices[3]
    return choices[CATEGORIES.get(locale(code).plural_form(value), 3)]


@lru_cache(maxsize=4096)
def cardinal(value: Decimal, code: str) -> str:
    """A number in words, masculine."""
    number: int | float = (
        int(value) if value == value.to_integral_value() else float(value)
    )  # Decimals lose their rest in Italian
    said = str(num2words(number, lang=code))
    return said.replace(" punto ", " coma ") if code == "es" else said


def agreed(value: Decimal, noun: str, language: Language) -> str:
    """A number in words in front of a noun: feminine and shortened forms."""
    said = cardinal(value, language.code)
    head, _, last = said.rpartition(" ")
    if noun and any(noun.startswith(stem) for stem in language.feminine.split()):
        last = feminine_last(last, value, language, noun)
    elif noun and language.code in ("es", "it") and last in ("uno", "veintiuno"):
        last = {"uno": "un", "veintiuno": "veintiún"}[last]
    elif noun and language.code == "de" and last == "eins":
        last = "ein"
    elif noun and language.code == "es" and last.endswith(" uno"):
        last = last[:-1]
    return f"{head} {last}".strip()


def feminine_last(last: str, value: Decimal, language: Language, noun: str) -> str:
    """The last word of a number in front of a feminine noun, which shows the accusative by its own ending."""
    if language.code in ("uk", "ru") and last == "один" and noun.endswith(("у", "ю")):
        return "одну"
    if language.code == "pl" and value == 1:
        return "jedna"
    return language.ones.get(last, last)


@lru_cache(maxsize=2048)
def unit_words(value: Decimal, unit: str, code: str) -> str:
    """CLDR's name of a unit in the form that the number asks for."""
    written = format_unit(float(value), unit, length="long", locale=locale(code))
    return re.sub(r"^[\d.,\s\u00a0\u202f]+", "", written)


@lru_cache(maxsize=4096)
def ordinal(value: int, code: str) -> str:
    """The ordinal as num2words gives it: masculine nominative; "erste" in German."""
    return str(num2words(value, lang=code, to="ordinal"))


@lru_cache(maxsize=4096)
def year(value: int, code: str) -> str:
    """A year as a bare number of the language: "neunzehnhundertvierundneunzig"."""
    return str(num2words(value, lang=code, to="year"))
