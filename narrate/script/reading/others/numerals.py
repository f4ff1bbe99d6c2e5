"""Numbers, decimals, ordinals and plural forms of other languages, from num2words and CLDR."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.units import format_unit
from num2words import num2words

from narrate.script.reading.others.declension import HALVES, SLAVIC, decline
from narrate.script.reading.others.tables import Forms, Language, grouped

CATEGORIES = {"one": 0, "few": 1, "many": 2}
LONGEST = 15
"""Figures of a quantity; a longer run is a code and goes to the engine unchanged."""
PARTS = {
    "uk": ("ціла", "цілих", ("десята", "десятих"), ("сота", "сотих"), ("тисячна", "тисячних")),
    "ru": ("целая", "целых", ("десятая", "десятых"), ("сотая", "сотых"), ("тысячная", "тысячных")),
}
"""How decimals are said: "три цілих п'ять десятих"."""
COMMAS = grouped("""
Komma: de
virgule: fr
komma: nl
coma: es
virgola: it
vírgula: pt
przecinek: pl
кома: uk
запятая: ru
""")
MENDED = (
    ("es", re.compile(r"\bveintiuno(?= mil)"), "veintiún"),
    ("es", re.compile(r"\buno(?= mil)"), "un"),
    ("it", re.compile(r"(?<=[a-zì])tre$"), "tré"),
    ("uk", re.compile(r"^одна (?=тисяча)"), ""),
    ("ru", re.compile(r"^одна (?=тысяча)"), ""),
)
"""Where num2words is wrong, or stiffer than a newsreader: "veintiuno mil", "duemilaventitre"."""
HUNDREDS = ("de", "nl")
"""Languages that count the years by hundreds: "neunzehnhundert"."""
OWN_ORDINALS = {
    ("es", 11): "undécimo",
    ("es", 12): "duodécimo",
    ("uk", 0): "нульовий",
    ("ru", 0): "нулевой",
    ("pl", 0): "zerowy",
}
"""Where num2words fails or errs."""


@lru_cache(maxsize=16)
def locale(code: str) -> Locale:
    """CLDR's data of a language."""
    return Locale.parse(code)


def value_of(figures: str, language: Language) -> Decimal | None:
    """A number as printed in the language; ``None`` if it is too long for a quantity."""
    plain = figures
    if not re.fullmatch(r"\d{1,15}\.\d{1,2}", figures):  # "3.5 %" in a language of commas
        for mark in language.groups:
            plain = plain.replace(mark, "")
    plain = plain.replace(language.decimal, ".")
    return Decimal(plain) if sum(char.isdecimal() for char in plain) <= LONGEST else None


def form_of(value: Decimal, choices: Forms, code: str) -> str:
    """The form of a noun behind a number."""
    if code in ("fr", "pt"):  # "1,2 million": the plural starts at two
        return choices[0] if 1 <= value < 2 or (code == "fr" and value < 2) else choices[3]
    if code not in SLAVIC:
        return choices[0] if value == 1 else choices[3]
    return choices[CATEGORIES.get(locale(code).plural_form(value), 3)]


def ends_in_one(value: Decimal) -> bool:
    """Whether a Slavic number leaves its noun in the singular: 1, 21, 101, not 11."""
    return value == int(value) and value % 10 == 1 and value % 100 != 11


@lru_cache(maxsize=4096)
def cardinal(value: Decimal, code: str) -> str:
    """A number in words: masculine, nominative."""
    if value != value.to_integral_value():
        return decimals(value, code)
    said = str(num2words(int(value), lang=code))
    for language, pattern, better in MENDED:
        if language == code:
            said = pattern.sub(better, said)
    return said


def decimals(value: Decimal, code: str, case: str = "nominative") -> str:
    """A number with decimals in words."""
    whole, _, rest = str(value).partition(".")
    if code in PARTS and len(rest) <= 3:
        return slavic_decimals(int(whole), rest, case, code)
    if code == "pl" and rest == "5":
        return f"{cardinal(Decimal(whole), code)} i pół" if whole != "0" else "pół"
    return f"{cardinal(Decimal(whole), code)} {COMMAS[code]} {behind_comma(rest, code)}"


def behind_comma(rest: str, code: str) -> str:
    """The figures behind the comma: one by one in German, elsewhere as a number with its zeros said."""
    if code == "de" or len(rest) > 3:
        return " ".join(cardinal(Decimal(figure), code) for figure in rest)
    zeros = len(rest) - len(rest.lstrip("0"))
    said = [cardinal(Decimal(0), code)] * zeros
    return " ".join([*said, cardinal(Decimal(rest), code)] if rest.strip("0") else said)


def slavic_decimals(whole: int, rest: str, case: str, code: str) -> str:
    """ "три цілих п'ять десятих"."""
    one, many, *names = PARTS[code]
    parts = int(rest)
    unit = one if ends_in_one(Decimal(whole)) else many
    name = names[len(rest) - 1][0 if ends_in_one(Decimal(parts)) else 1]
    said = (feminine(whole, case, code), decline(unit, case, code))
    return " ".join((*said, feminine(parts, case, code), decline(name, case, code)))


def feminine(value: int, case: str, code: str) -> str:
    """A Slavic number in front of a feminine noun."""
    return with_gender(declined_cardinal(Decimal(value), case, code), "feminine", code)


LAST_WORDS = {
    "uk": {
        "feminine": {"один": "одна", "два": "дві", "одного": "однієї", "одному": "одній", "одним": "однією"},
        "neuter": {"один": "одне"},
    },
    "ru": {
        "feminine": {
            "один": "одна",
            "два": "две",
            "одного": "одной",
            "одному": "одной",
            "одним": "одной",
            "одном": "одной",
        },
        "neuter": {"один": "одно"},
    },
    "pl": {"feminine": {"dwa": "dwie", "dwoma": "dwiema"}, "neuter": {}},
}
"""The last word of a masculine number in another gender."""


def with_gender(words: str, gender: str, code: str) -> str:
    """A Slavic number with its last word in a gender."""
    head, _, last = words.rpartition(" ")
    if code == "pl" and not head and last == "jeden":
        last = {"feminine": "jedna", "neuter": "jedno"}.get(gender, last)
    last = LAST_WORDS[code].get(gender, {}).get(last, last)
    return f"{head} {last}".strip()


@lru_cache(maxsize=4096)
def declined_cardinal(value: Decimal, case: str, code: str) -> str:
    """A Slavic number in a case, masculine."""
    if value != value.to_integral_value() and code in PARTS:
        return decimals(value, code, case)
    cases = {"genitive": "g", "dative": "d", "instrumental": "i", "locative": "p"}
    if code == "ru" and case in cases and value == value.to_integral_value():
        said = str(num2words(int(value), lang=code, case=cases[case]))
        return said.replace("нол", "нул")
    if code == "pl" and value > 1 and ends_in_one(value):  # "dwudziestu jeden": the one does not bend
        head, _, last = cardinal(value, code).rpartition(" ")
        return f"{decline(head, case, code)} {last}"
    return decline(cardinal(value, code), case, code)


def half(value: Decimal, gender: str, case: str, code: str) -> str | None:
    """ "півтора" for 1.5 of something; ``None`` for every other number and case."""
    if code not in HALVES or value != Decimal("1.5"):
        return None
    said = HALVES[code][gender == "feminine"]
    if case not in ("genitive", "dative", "instrumental", "locative"):
        return said
    return "полутора" if code == "ru" else said


@lru_cache(maxsize=2048)
def unit_forms(unit: str, code: str) -> Forms:
    """CLDR's name of a unit behind 1, 2, 5 and 1.5."""
    named = (format_unit(value, unit, length="long", locale=locale(code)) for value in (1, 2, 5, 1.5))
    one, few, many, other = (re.sub(r"^[\d.,\s\u00a0\u202f]+", "", name) for name in named)
    return one, few, many, other if code in SLAVIC else many


@lru_cache(maxsize=4096)
def ordinal(value: int, code: str) -> str:
    """The ordinal as num2words gives it: masculine nominative; "erste" in German."""
    if (code, value) in OWN_ORDINALS:
        return OWN_ORDINALS[code, value]
    said = str(num2words(value, lang=code, to="ordinal"))
    return re.sub(r"^одна (?=тисяча)", "", said)


@lru_cache(maxsize=4096)
def year(value: int, code: str) -> str:
    """A year as a bare number of the language: "neunzehnhundertvierundneunzig"."""
    if code in HUNDREDS:
        return str(num2words(value, lang=code, to="year"))
    return cardinal(Decimal(value), code)
