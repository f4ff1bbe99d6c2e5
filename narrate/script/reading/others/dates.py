"""Dates and years of the other languages."""

from __future__ import annotations

import re

from narrate.script.reading.others.agreement import word_before
from narrate.script.reading.others.inflection import bend, german, german_before
from narrate.script.reading.others.numerals import ordinal, year
from narrate.script.reading.others.patterns import DAY, EDGE, FIGURES, YEAR
from narrate.script.reading.others.tables import Language, grouped
from narrate.script.reading.rule import Rule, rule
from narrate.script.tables import words

YEAR_WORDS = {
    "uk": grouped("""
nominative: рік
genitive: року р. р._н.
locative: році
instrumental: роком
plural: роки
plural genitive: років рр.
plural locative: роках
"""),
    "ru": grouped("""
nominative: год
genitive: года г. г._р.
locative: году
instrumental: годом
plural: годы
plural genitive: годов лет гг.
plural locative: годах
"""),
    "pl": grouped("""
nominative: rok
genitive: roku r.
instrumental: rokiem
"""),
}
"""The word behind a year and the case that it shows."""
SHORT_YEAR = {
    "р.": ("року", "році"),
    "г.": ("года", "году"),
    "r.": ("roku", "roku"),
    "р. н.": ("року народження", "року народження"),
    "г. р.": ("года рождения", "года рождения"),
    "рр.": ("років", "роках"),
    "гг.": ("годов", "годах"),
}
"""What "р." and its kin stand for: in general, and behind a preposition of place."""
RUSSIAN_TO = frozenset(("к", "ко"))
IN = words("у в на в w we po na при o во")
FIRST_DAY = {"fr": "premier", "pt": "primeiro", "it": "primo"}
ORDERED = {"uk": "року", "ru": "года", "pl": "roku"}
"""The word that a date in figures has left out."""
PREPOSED_YEARS = {
    "uk": grouped("genitive: до після з із від\nlocative: у в"),
    "ru": grouped("genitive: до после с от\nlocative: в\ndative: к"),
    "pl": grouped("genitive: do od z po\nlocative: w"),
}
"""Prepositions behind which a figure like 2014 with no noun behind it is a year."""


DAY_CASES = {
    "uk": {"на": "neuter", "по": "neuter", "за": "neuter"},
    "ru": {"на": "neuter", "по": "neuter", "за": "neuter"},
    "pl": {"na": "nominative", "po": "locative"},
}
"""The case of a day behind a preposition; the genitive behind all others."""


def dates(language: Language) -> list[Rule]:
    """The date rules of a language."""
    found = slavic_dates(language) if language.code in YEAR_WORDS else western_dates(language)
    short = [short_date(language)] if language.code in ("de", "pl") else []
    return [figured(language), iso(language), *short, *found]


def short_date(language: Language) -> Rule:
    """ "31.12." in languages that close such a date with a stop."""

    def say(match: re.Match[str]) -> str:
        before = word_before(match.string, match.start())
        return full_date(int(match["day"]), int(match["month"]), 0, before, language)

    days = r"(?P<day>0[1-9]|[12]\d|3[01])"
    return rule("date", rf"{EDGE}{days}\.(?P<month>0[1-9]|1[0-2])\.(?!\w)", say, FIGURES)


def month_name(number: int, language: Language) -> str:
    """A month as it stands in a date."""
    return language.months.split()[number - 1]


def full_date(day: int, month: int, value: int, before: str, language: Language) -> str:
    """A date that was printed in figures."""
    code, name = language.code, month_name(month, language)
    if code in ORDERED:
        said = f"{genitive(day, code)} {name}"
        return f"{said} {genitive(value, code)} {ORDERED[code]}" if value else said
    if code == "de":
        said = f"{german(ordinal(day, code), before, '')} {name}"
        return f"{said} {year(value, code)}" if value else said
    first = FIRST_DAY[code] if day == 1 and code in FIRST_DAY else year(day, code)
    de = " de " if code in ("es", "pt") else " "
    return f"{first}{de}{name}{de}{year(value, code)}"


def genitive(value: int, code: str) -> str:
    """A Slavic ordinal in the genitive."""
    return bend(ordinal(value, code), "genitive", code)


def figured(language: Language) -> Rule:
    """ "15.03.2024", "15/03/2024"."""

    def say(match: re.Match[str]) -> str:
        before = word_before(match.string, match.start())
        return full_date(int(match["day"]), int(match["month"]), int(match["year"]), before, language)

    tail = "|".join(re.escape(word) for word in YEAR_WORDS.get(language.code, ()))
    shown = rf"(?:\ ?(?:{tail})(?!\w))?" if tail else ""
    month = r"(?P<sign>[./-])(?P<month>1[0-2]|0?[1-9])(?P=sign)"
    return rule("date", rf"{EDGE}{DAY}{month}{YEAR}(?!\w|[./-]\d){shown}", say, FIGURES)


def iso(language: Language) -> Rule:
    """ "2024-03-15"."""

    def say(match: re.Match[str]) -> str:
        before = word_before(match.string, match.start())
        return full_date(int(match["day"]), int(match["month"]), int(match["year"]), before, language)

    pattern = rf"{EDGE}{YEAR}-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?![\w-])"
    return rule("date", pattern, say, FIGURES)


def year_case(word: str, before: str, code: str) -> tuple[str, str]:
    """The case of a year in front of its word, and the word in full."""
    case = YEAR_WORDS[code][word]
    if word in SHORT_YEAR:
        placed = before in IN
        return ("locative" if placed else "genitive"), SHORT_YEAR[word][placed]
    if word == "году" and before in RUSSIAN_TO:
        return "dative", word
    if word == "roku" and before in IN:
        return "locative", word
    return case, word


SINGULAR = {"plural": "nominative", "plural genitive": "genitive", "plural locative": "locative"}
"""The case of each year of a range: "2022–2023 роках"."""


def slavic_dates(language: Language) -> list[Rule]:
    """ "24 лютого 2022 року" → "двадцять четвертого лютого дві тисячі двадцять другого року"."""
    code, keys = language.code, year_keys(language.code)
    months = "|".join(language.months.split())

    def say_date(match: re.Match[str]) -> str:
        case = DAY_CASES[code].get(word_before(match.string, match.start()), "genitive")
        first = f"{day_in(match['first'], case, code)} {language.to} " if match["first"] else ""
        said = f"{first}{day_in(match['day'], case, code)} {match['month']}"
        if not match["year"]:
            return said
        case, word = year_case(match["word"], "", code) if match["word"] else ("genitive", "")
        return f"{said} {year_in(match['year'], case, code)} {word}".strip()

    def say_day(match: re.Match[str]) -> str:
        case = DAY_CASES[code].get(word_before(match.string, match.start()), "genitive")
        return day_in(match["day"], case, code)

    joints = "по|до|do|і|й|та|и|i|або|или|lub"
    year_word = rf"(?:\ {YEAR}(?:\ (?P<word>{keys})(?!\w))?(?![\w-]))?"
    return [
        rule("date", rf"{EDGE}{DAY}(?=\ (?:{joints})\ \d{{1,2}}\ (?:{months})\b)", say_day, FIGURES),
        rule(
            "date",
            rf"{EDGE}(?:(?P<first>\d{{1,2}})\ ?[-–—]\ ?)?{DAY}\ (?P<month>{months})(?!\w){year_word}",
            say_date,
            FIGURES,
        ),
        *slavic_years(language),
    ]


def slavic_years(language: Language) -> list[Rule]:
    """ "у 2022 році" → "у дві тисячі двадцять другому році"."""
    code, keys = language.code, year_keys(language.code)

    def say_year(match: re.Match[str]) -> str:
        case, word = year_case(match["word"], word_before(match.string, match.start()), code)
        return f"{year_in(match['year'], case, code)} {word}"

    def say_years(match: re.Match[str]) -> str:
        case, word = year_case(match["word"], word_before(match.string, match.start()), code)
        first = year_in(match["first"], case, code)
        return f"{first} {language.to} {year_in(match['year'], case, code)} {word}"

    def say_bare(match: re.Match[str]) -> str | None:
        case = PREPOSED_YEARS[code].get(word_before(match.string, match.start()))
        return year_in(match["year"], case, code) if case else None

    first = r"(?P<first>1\d{3}|20\d{2})"
    return [
        rule("year", rf"{EDGE}{first}\ ?[-–—/]\ ?{YEAR}\ ?(?P<word>{keys})(?!\w)", say_years, FIGURES),
        rule("year", rf"{EDGE}{YEAR}\ ?(?P<word>{keys})(?!\w)", say_year, FIGURES),
        rule("year", rf"{EDGE}{YEAR}(?=[,;.!?)](?!\w)|\ ?$|\ [А-ЯA-ZІЇЄҐŁŚŻŹĆÓ(])", say_bare, FIGURES),
    ]


def year_keys(code: str) -> str:
    """The words for year as a pattern, the longest first."""
    return "|".join(re.escape(word) for word in sorted(YEAR_WORDS[code], key=len, reverse=True))


def year_in(value: str, case: str, code: str) -> str:
    """A year as an ordinal in its case; each year of a range is singular."""
    return bend(ordinal(int(value), code), SINGULAR.get(case, case), code)


def day_in(value: str, case: str, code: str) -> str:
    """A day of the month as an ordinal in its case."""
    return bend(ordinal(int(value), code), case, code)


def western_dates(language: Language) -> list[Rule]:
    """ "am 3. Oktober" and "1er mai"; other days are plain numbers."""
    code, months = language.code, "|".join(language.months.split())
    if code == "de":
        return german_dates(language, months)
    if code not in FIRST_DAY:
        return []

    def say_first(_: re.Match[str]) -> str:
        return FIRST_DAY[code]

    return [rule("date", rf"{EDGE}1(?:er|º|°|\.º)?(?=\ (?:de\ )?(?:{months})\b)", say_first, FIGURES)]


def german_dates(language: Language, months: str) -> list[Rule]:
    """ "am 3. Oktober", "10.–12. Mai", "am 15.03."."""

    def say(match: re.Match[str]) -> str:
        before = word_before(match.string, match.start())
        before = "am" if before in ("und", "oder") else before
        said = german(ordinal(int(match["day"]), "de"), before, "")
        if not match["first"]:
            return said
        return f"{german(ordinal(int(match['first']), 'de'), before, '')} bis {said}"

    def say_short(match: re.Match[str]) -> str | None:
        before = word_before(match.string, match.start())
        if before not in ("am", "vom", "zum", "bis", "ab", "seit", "dem", "den"):
            return None
        month = month_name(int(match["month"]), language)
        return f"{german(ordinal(int(match['day']), 'de'), before, '')} {month}"

    def say_first(match: re.Match[str]) -> str:
        return german(ordinal(int(match["day"]), "de"), german_before(match.string, match.start()), "")

    behind = rf"(?=\ (?:{months})\b)"
    joined = r"(?=\ (?:bis|und|oder)\ (?:zum\ |den\ )?\d{1,2}\.\ )"
    return [
        rule("date", rf"{EDGE}{DAY}\.{joined}", say_first, FIGURES),
        rule("date", rf"{EDGE}(?:(?P<first>\d{{1,2}})\.\ ?[-–]\ ?)?{DAY}\.{behind}", say, FIGURES),
        rule("date", rf"{EDGE}{DAY}\.(?P<month>1[0-2]|0?[1-9])\.(?!\w)", say_short, FIGURES),
    ]
