"""Money, percent, measures and scale words: "$5,4 млрд", "10–15 %", "-15°C", "3,5 Mio. Euro"."""

from __future__ import annotations

import re
from decimal import Decimal

from narrate.script.reading.others.agreement import (
    accusative,
    with_forms,
    with_noun,
    word_before,
    words_behind,
)
from narrate.script.reading.others.numerals import cardinal, unit_forms, value_of
from narrate.script.reading.others.patterns import (
    FIGURES,
    SIGN,
    START,
    alternatives,
    amount_pattern,
    by_length,
    scale_pattern,
)
from narrate.script.reading.others.tables import Forms, Language
from narrate.script.reading.rule import Rule, rule
from narrate.script.tables import words

UNIT_DOT = r"(?:\.(?=\ (?:\d|[^\W\d_A-ZА-ЯІЇЄҐ])))?"
"""A stop behind a unit inside a sentence: "2 год. 10 хв."."""
LEADING = re.compile(r"[$€£¥₴₽]|^[A-Z]{3}$")
"""Signs that may stand in front of a sum; "32 грн 50 коп." shows why no others may."""
END_OF_SUM = r"(?P<per>(?!))?(?!\w|[.,]\d)"
VOWELS = "aeiouyéèêhAEIOU"
DISTANCE = re.compile(r"\s(?:від|от|od|до)\b")
"""Behind a measure: "у 5 км від міста" stands in the locative."""
PLACES = frozenset("у в во w".split())
THOUSANDS = ("mil", "mila")
"""Words for thousand that nothing joins to what they count."""
ENGLISH_SCALES = {
    "de": ("Mio", "Mrd"),
    "fr": ("million", "milliard"),
    "es": ("millon", "mil millones"),
    "it": ("milion", "miliard"),
    "pt": ("milh", "mil milhões"),
    "nl": ("miljoen", "miljard"),
    "pl": ("mln", "mld"),
    "uk": ("млн", "млрд"),
    "ru": ("млн", "млрд"),
}
"""What "$3.5m" and "£2bn" are in a language, a key of its scales each."""
ENGLISH_UNREAD = words("k tn trillion")
"""Scales that no language's tables have: their sums are left whole."""
UNREAD_SCALES = {"fr": ENGLISH_UNREAD | {"billion", "billions"}}
"""Also those that the language has in another sense."""
ENGLISH_WORDS = words("m mn million bn billion billions") | ENGLISH_UNREAD


def quantities(language: Language) -> list[Rule]:
    """The rules of a language for everything that is counted in signs."""
    return [
        english_money(language),
        *money(language),
        unread_money(),
        *percent(language),
        *measures(language),
        scales(language),
    ]


def scale_forms(text: str, language: Language) -> Forms:
    """The forms of a scale word as printed."""
    bare = text.rstrip(".")
    return language.scales[next(key for key in by_length(language.scales) if bare.startswith(key))]


def amount(
    match: re.Match[str], choices: Forms, language: Language, case: str = ""
) -> tuple[str, str] | None:
    """A number or a range in words, and the noun behind it; ``None`` if it is no quantity."""
    value = value_of(match["number"], language)
    if value is None:
        return None
    before = word_before(match.string, match.start())
    said, noun = with_forms(value, before, choices, language, case)
    said = sign(match, language) + said
    if not match["first"]:
        return said, noun
    first = value_of(match["first"], language)
    if first is None:
        return None
    lower, _ = with_forms(first, before, choices, language, case)
    return f"{lower} {language.to} {said}", noun


def sign(match: re.Match[str], language: Language) -> str:
    """The sign in front of a quantity in words."""
    return {"+": f"{language.plus} ", None: ""}.get(match["sign"], f"{language.minus} ")


def of(noun: str, scale: str, language: Language) -> str:
    """What joins a scale word to what it counts: "de dollars", "d'euros"; nothing behind "mil" and "mila"."""
    if scale in THOUSANDS:
        return f" {noun}"
    if language.code == "fr" and noun[0] in VOWELS:
        return f" d'{noun}"
    return f" {language.of} {noun}" if language.of else f" {noun}"


def money(language: Language) -> list[Rule]:
    """ "$5,4 млрд", "50 €", "100 грн"."""
    signs, scale, numbers = alternatives(language.money), scale_pattern(language), amount_pattern(language)

    def say(match: re.Match[str]) -> str | None:
        names = language.money[match["money"]]
        if match["scale"]:
            large = amount(match, scale_forms(match["scale"], language), language)
            return f"{' '.join(large)}{of(names[2], large[1], language)}" if large else None
        said = in_cents(match, names, language) or " ".join(amount(match, names, language) or ())
        return f"{said}{price(match['per'])}" if said else None

    def price(unit: str | None) -> str:
        if not unit:
            return ""
        return f" {language.per} {accusative(units[unit][0] if unit in units else unit)}"

    leading = alternatives({key: names for key, names in language.money.items() if LEADING.search(key)})
    units = unit_table(language)
    per = rf"(?:/(?P<per>(?:{alternatives(units)})(?!\w)|[^\W\d_]{{3,15}}))?"
    scaled = rf"(?:\ ?(?P<scale>{scale}))?"
    return [
        rule(
            "money",
            rf"{SIGN}(?<!\w)(?<!\w-)(?P<money>{leading})\ ?{numbers}{scaled}{END_OF_SUM}",
            say,
            FIGURES,
        ),
        rule("money", rf"{SIGN}{START}{numbers}{scaled}\ ?(?P<money>{signs}){per}(?!\w)", say, FIGURES),
    ]


def english_money(language: Language) -> Rule:
    """ "$3.5m", "£2bn": sums as English prints them, which agencies' texts leave so in any language."""

    def say(match: re.Match[str]) -> str | None:
        scale = match["scale"]
        if scale == "million" and language.code == "fr":  # also French's own
            return None
        if scale in UNREAD_SCALES.get(language.code, ENGLISH_UNREAD):
            return match[0]
        choices = language.scales[ENGLISH_SCALES[language.code][scale.startswith("b")]]
        before = word_before(match.string, match.start())
        said, noun = with_forms(english_value(match["number"]), before, choices, language)
        if match["first"]:
            first, _ = with_forms(english_value(match["first"]), before, choices, language)
            said = f"{first} {language.to} {said}"
        return f"{said} {noun}{of(language.money[match['money']][2], noun, language)}"

    signs = "|".join(re.escape(sign) for sign in ("US$", "$", "€", "£") if sign in language.money)
    figures, scale = r"\d{1,3}(?:,\d{3}){0,3}(?:[.,]\d{1,2})?", "|".join(sorted(ENGLISH_WORDS))
    numbers = rf"(?:(?P<first>{figures})\ ?[-–]\ ?)?(?P<number>{figures})"
    return rule("money", rf"(?<![\w-])(?P<money>{signs})\ ?{numbers}\ ?(?P<scale>{scale})\b", say, "$€£")


def english_value(figures: str) -> Decimal:
    """ "1,500" and "3.5" as English prints them; a comma in front of one or two figures is a decimal's."""
    return Decimal(re.sub(r",(?=\d{3}(?!\d))", "", figures).replace(",", "."))


def unread_money() -> Rule:
    """Sums in a currency or a notation that the language's tables do not know: they are left whole."""
    shown = r"(?:(?<![\w-])[A-Z]{1,3}-?)?[$€£¥]\ ?\d{1,15}(?:[.,]\d{1,9}){0,5}(?:[^\W\d_]{1,3}\b)?"
    return rule("unread", shown, lambda match: match[0], "$€£¥ 0123456789")


def in_cents(match: re.Match[str], names: Forms, language: Language) -> str | None:
    """ "4,50 €" → "vier Euro fünfzig"; ``None`` for a sum without hundredths."""
    whole, mark, rest = match["number"].rpartition(language.decimal)
    small = language.cents.get(names[0])
    value = value_of(whole, language) if mark and len(rest) == 2 and not match["first"] else None
    if value is None or small is None:
        return None
    before = word_before(match.string, match.start())
    said, noun = with_forms(value, before, names, language)
    minus = sign(match, language)
    if rest == "00":
        return f"{minus}{said} {noun}"
    cents, name = with_forms(Decimal(rest), before, small, language)
    if not value:
        return f"{minus}{cents} {name}"
    if language.bare_cents:
        name, cents = "", cardinal(Decimal(rest), language.code)
    return " ".join(f"{minus}{said} {noun} {language.before_cents} {cents} {name}".split())


def percent(language: Language) -> list[Rule]:
    """ "5,4 %", "10-15%"."""

    def say(match: re.Match[str]) -> str | None:
        said = amount(match, language.percent, language)
        return f"{said[0]} {said[1]}" if said else None

    return [rule("percent", rf"{SIGN}{START}{amount_pattern(language)}(?:\ ?%)", say, "%")]


def unit_table(language: Language) -> dict[str, Forms]:
    """Every printed unit of a language and its forms."""
    return {
        unit: unit_forms(name, language.code) for unit, name in language.units.items()
    } | language.own_units


def measures(language: Language) -> list[Rule]:
    """ "20 км", "-15°C", "120 km/h"."""
    units = unit_table(language)

    def say(match: re.Match[str]) -> str | None:
        far = word_before(match.string, match.start()) in PLACES and DISTANCE.match(match.string, match.end())
        said = amount(match, units[match["unit"]], language, "locative" if far else "")
        return f"{said[0]} {said[1]}" if said else None

    return [
        rule(
            "measure",
            rf"{SIGN}{START}{amount_pattern(language)}\ ?(?P<unit>{alternatives(units)})(?![\w²³/']){UNIT_DOT}",
            say,
            FIGURES,
        )
    ]


def scales(language: Language) -> Rule:
    """ "5 тис. людей", "3,5 Mio. Euro"."""

    def say(match: re.Match[str]) -> str | None:
        if match["scale"] in THOUSANDS:  # "duas mil pessoas"
            return thousands(match)
        said = amount(match, scale_forms(match["scale"], language), language)
        return " ".join(said) if said else None

    def thousands(match: re.Match[str]) -> str | None:
        value = value_of(match["number"], language)
        if value is None or match["first"] or value != int(value):
            said = f"{cardinal(value, language.code)} {match['scale']}" if value else None
            return None if match["first"] else said
        words = words_behind(match.string, match.end(), language)
        return with_noun(value * 1000, word_before(match.string, match.start()), words, language)

    return rule(
        "scale",
        rf"{SIGN}{START}{amount_pattern(language)}\ ?(?P<scale>{scale_pattern(language)})(?!\w)",
        say,
        FIGURES,
    )
