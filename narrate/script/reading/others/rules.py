"""The rules of the other languages, built from their tables."""

from __future__ import annotations

import re
from decimal import Decimal

from narrate.script.reading.others import dates
from narrate.script.reading.others.numerals import agreed, form_of, unit_words, value_of, year
from narrate.script.reading.others.tables import LANGUAGES, Language
from narrate.script.reading.rule import Rule, rule
from narrate.script.tables import words

FIGURES = "0123456789"
START = r"(?<!\w)(?<!\d[.,])(?<![^\W\d_]-)"
END = r"(?!\w|[.,:]\d|-\w)"
PLACING = words("на в у по во біля w na przy")
"""Prepositions of place, behind which "вул." is "вулиці"."""
NO_NOUN = words("i и і та й und et y e o or oder ou a à de di do da et bis до до по на в у з із im am")


def language_rules(code: str) -> tuple[Rule, ...]:
    """All rules of a language, the most particular first; none for a language without tables."""
    language = LANGUAGES.get(code)
    if not language:
        return ()
    return (
        rule("unread", r"(?:https?://|www\.)\S{1,500}|(?<!\w)[\w.+-]{1,64}@[\w.-]{1,200}", unchanged, ":.@"),
        *dates.rules(language),
        *money(language),
        *measures(language),
        *abbreviations(language),
        *numbers(language),
        rule("symbol", r"(?<=\s)&(?=\s)", lambda match: language.conjunction, "&"),
    )


def unchanged(match: re.Match[str]) -> str:
    """What goes to the engine as it is; no later rule may touch it."""
    return match[0]


def number_pattern(language: Language) -> str:
    """Figures with the language's own marks."""
    groups, decimal = re.escape(language.groups), re.escape(language.decimal)
    return rf"(?:\d{{1,3}}(?:[{groups}]\d{{3}}){{1,5}}(?!\d)|\d{{1,15}})(?:{decimal}\d{{1,9}})?"


def scale_pattern(language: Language) -> str:
    """Scale words as abbreviations or with any ending."""
    return "|".join(
        rf"{re.escape(key)}\w{{0,6}}\.?" if len(key) > 3 else rf"{re.escape(key)}\.?(?!\w)"
        for key in by_length(language.scales)
    )


def by_length(keys: dict[str, tuple[str, str, str, str]]) -> list[str]:
    """The keys of a table, the longest first."""
    return sorted(keys, key=len, reverse=True)


def scale_key(text: str, language: Language) -> str:
    """The table's key of a scale word."""
    bare = text.rstrip(".")
    return next(key for key in by_length(language.scales) if bare.startswith(key))


def quantity(figures: str, scale: str | None, noun: str, language: Language) -> tuple[str, Decimal] | None:
    """A number in words with its scale word, and its value."""
    value = value_of(figures, language)
    if value is None:
        return None
    if not scale:
        return agreed(value, noun, language), value
    word = form_of(value, language.scales[scale_key(scale, language)], language.code)
    return f"{agreed(value, word, language)} {word}", value


def money(language: Language) -> list[Rule]:
    """ "$5,4 млрд", "50 €", "100 грн"."""
    signs = "|".join(re.escape(key) for key in by_length(language.money))
    number, scale = number_pattern(language), scale_pattern(language)

    def say(match: re.Match[str]) -> str | None:
        names = language.money[match["sign"]]
        said = quantity(match["number"], match["scale"], names[0], language)
        if said is None:
            return None
        minus = f"{language.minus} " if match["minus"] else ""
        if not match["scale"]:
            return f"{minus}{said[0]} {form_of(said[1], names, language.code)}"
        of = f" {language.of} " if language.of else " "
        return f"{minus}{said[0]}{of}{names[2]}"

    minus = r"(?P<minus>(?<!\w)-)?"
    return [
        rule(
            "money",
            rf"{minus}(?<!\w)(?P<sign>{signs})\ ?(?P<number>{number})(?:\ ?(?P<scale>{scale}))?(?!\w|[.,]\d)",
            say,
            FIGURES,
        ),
        rule(
            "money",
            rf"{minus}{START}(?P<number>{number})(?:\ ?(?P<scale>{scale}))?\ ?(?P<sign>{signs})(?!\w)",
            say,
            FIGURES,
        ),
    ]


def measures(language: Language) -> list[Rule]:
    """ "5,4 %", "20 км", "-15°C"."""
    units = "|".join(re.escape(key) for key in sorted(language.units, key=len, reverse=True))
    number, scale = number_pattern(language), scale_pattern(language)
    minus = r"(?P<minus>(?<!\w)-)?"

    def say_percent(match: re.Match[str]) -> str | None:
        said = quantity(match["number"], None, language.percent[0], language)
        sign = f"{language.minus} " if match["minus"] else ""
        return f"{sign}{said[0]} {form_of(said[1], language.percent, language.code)}" if said else None

    def say_unit(match: re.Match[str]) -> str | None:
        value = value_of(match["number"], language)
        if value is None:
            return None
        name = unit_words(value, language.units[match["unit"]], language.code)
        sign = f"{language.minus} " if match["minus"] else ""
        return f"{sign}{agreed(value, name, language)} {name}"

    def say_scale(match: re.Match[str]) -> str | None:
        said = quantity(match["number"], match["scale"], "", language)
        return said[0] if said else None

    return [
        rule("percent", rf"{minus}{START}(?P<number>{number})\ ?%", say_percent, "%"),
        rule(
            "measure",
            rf"{minus}{START}(?P<number>{number})\ ?(?P<unit>{units})(?![\w²³/])",
            say_unit,
            FIGURES,
        ),
        rule("scale", rf"{START}(?P<number>{number})\ (?P<scale>{scale})(?!\w)", say_scale, FIGURES),
    ]


def abbreviations(language: Language) -> list[Rule]:
    """ "вул." → "вулиця", "z. B." → "zum Beispiel"."""
    keys = "|".join(re.escape(key) for key in sorted(language.abbreviations, key=len, reverse=True))

    def say(match: re.Match[str]) -> str:
        plain, _, placed = language.abbreviations[match[0]].partition(" / ")
        return placed if placed and dates.word_before(match) in PLACING else plain

    found = [rule("abbreviation", rf"(?<![\w.])(?:{keys})(?!\w)(?=.{{0,3}}[\w\ue000])", say)] if keys else []
    named = {"uk": "номер", "ru": "номер"}.get(language.code)
    return (
        [*found, rule("number sign", r"№\ ?(?=[\d\ue000])", lambda match: f"{named} ", "№")]
        if named
        else found
    )


def numbers(language: Language) -> list[Rule]:
    """Ranges, years and bare numbers."""
    number = number_pattern(language)

    def words(figures: str, noun: str) -> str | None:
        value = value_of(figures, language)
        if value is None or (len(figures) > 1 and figures[0] == "0" and figures.isdecimal()):
            return None
        if figures.isdecimal() and len(figures) == 4 and 1100 <= value <= 2099:
            return year(int(value), language.code)
        return agreed(value, noun, language)

    def say_range(match: re.Match[str]) -> str | None:
        first, last = words(match["first"], ""), words(match["last"], noun_behind(match))
        return f"{first} {language.to} {last}" if first and last else None

    def say(match: re.Match[str]) -> str | None:
        said = words(match["number"], noun_behind(match))
        return f"{language.minus} {said}" if said and match["minus"] else said

    return [
        rule("range", rf"{START}(?P<first>{number})\ ?[-–]\ ?(?P<last>{number}){END}", say_range, FIGURES),
        rule("cardinal", rf"(?P<minus>(?<!\w)-)?{START}(?P<number>{number}){END}", say, FIGURES),
    ]


def noun_behind(match: re.Match[str]) -> str:
    """The word behind a number if it may be what is counted."""
    found = re.match(r"\s([^\W\d_]+)", match.string[match.end() : match.end() + 40])
    return found[1] if found and found[1].lower() not in NO_NOUN else ""
