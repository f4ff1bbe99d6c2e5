"""Dates, years, times and printed ordinals of the other languages."""

from __future__ import annotations

import re
from decimal import Decimal

from narrate.script.reading.others.inflection import PRINTED, bend, german
from narrate.script.reading.others.numerals import cardinal, ordinal, year
from narrate.script.reading.others.tables import Language
from narrate.script.reading.rule import Rule, rule
from narrate.script.tables import words

FIGURES = "0123456789"
DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])"
YEAR = r"(?P<year>1\d{3}|20\d{2})"
EDGE = r"(?<!\w)(?<!\d[.,])(?<!\w-)"
YEAR_WORDS = {
    "uk": {
        "рік": "nominative",
        "року": "genitive",
        "році": "locative",
        "роком": "instrumental",
        "роки": "plural",
        "років": "plural genitive",
        "р.": "genitive",
    },
    "ru": {
        "год": "nominative",
        "года": "genitive",
        "году": "locative",
        "годом": "instrumental",
        "годы": "plural",
        "годов": "plural genitive",
        "г.": "genitive",
    },
    "pl": {"rok": "nominative", "roku": "genitive", "rokiem": "instrumental", "r.": "genitive"},
}
"""The word behind a year and the case that it shows."""
SHORT_YEAR = {"uk": ("року", "році"), "ru": ("года", "году"), "pl": ("roku", "roku")}
"""What "р.", "г.", "r." stand for: in general, and behind a preposition of place."""
IN = words("у в на в w we po na при o")
HOURS = {
    "de": ("Uhr", ""),
    "fr": ("heures", "heure"),
    "es": ("", ""),
    "it": ("e", ""),
    "pt": ("e", ""),
    "ru": ("", ""),
}
FIRST_DAY = {"fr": "premier", "pt": "primeiro", "it": "primo"}
ROMANCE = {
    "fr": {"er": "premier", "re": "première", "ère": "première"},
    "es": {"er": "primer"},
}


def rules(language: Language) -> list[Rule]:
    """The date rules of a language."""
    slavic = language.code in YEAR_WORDS
    found = [*(slavic_rules(language) if slavic else western_rules(language)), *clock_rules(language)]
    return [*found, *(printed_ordinals(language) if language.code in PRINTED else [])]


def word_before(match: re.Match[str]) -> str:
    """The word in front of a match, in lower case."""
    return next(iter(match.string[max(0, match.start() - 30) : match.start()].split()[-1:]), "").lower()


def slavic_rules(language: Language) -> list[Rule]:
    """ "24 лютого 2022 року" → "двадцять четвертого лютого дві тисячі двадцять другого року"."""
    code, words = language.code, YEAR_WORDS[language.code]
    months = "|".join(language.months.split())
    keys = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))

    def year_with(value: str, word: str, before: str) -> str:
        case = words[word]
        if word.endswith("."):
            place = before in IN
            word, case = SHORT_YEAR[code][place], "locative" if place else "genitive"
        elif word == "году" and before in ("к", "ко"):
            case = "dative"
        elif word == "roku" and before in IN:
            case = "locative"
        return (
            f"{bend(ordinal(int(value), code), case, code)} {word}"
            if case in known_cases(code)
            else f"{year(int(value), code)} {word}"
        )

    def say_date(match: re.Match[str]) -> str:
        said = f"{bend(ordinal(int(match['day']), code), 'genitive', code)} {match['month']}"
        if not match["year"]:
            return said
        if match["word"]:
            return f"{said} {year_with(match['year'], match['word'], '')}"
        return f"{said} {bend(ordinal(int(match['year']), code), 'genitive', code)}"

    def say_year(match: re.Match[str]) -> str:
        return year_with(match["year"], match["word"], word_before(match))

    return [
        rule(
            "date",
            rf"{EDGE}{DAY}\ (?P<month>{months})(?!\w)(?:\ {YEAR}(?:\ (?P<word>{keys}))?(?![\w-]))?",
            say_date,
            FIGURES,
        ),
        rule("year", rf"{EDGE}{YEAR}\ ?(?P<word>{keys})(?!\w)", say_year, FIGURES),
    ]


def known_cases(code: str) -> set[str]:
    """The cases for which the language has endings."""
    plural = set() if code == "pl" else {"plural", "plural genitive"}
    return {"nominative", "genitive", "locative", "dative", "instrumental"} | plural


def western_rules(language: Language) -> list[Rule]:
    """ "am 3. Oktober" and "1er mai"; other days are plain numbers."""
    code, months = language.code, "|".join(language.months.split())

    def say_german(match: re.Match[str]) -> str:
        return german(ordinal(int(match["day"]), code), word_before(match))

    def say_german_ordinal(match: re.Match[str]) -> str | None:
        before = word_before(match)
        said = german(ordinal(int(match["day"]), code), before)
        return None if said.endswith("r") else said

    def say_first(match: re.Match[str]) -> str:
        return FIRST_DAY[code]

    if code == "de":
        behind = rf"(?=\ (?:{months})\b)"
        return [
            rule("date", rf"{EDGE}{DAY}\.{behind}", say_german, FIGURES),
            rule("ordinal", rf"{EDGE}(?P<day>\d{{1,3}})\.(?=\ [A-ZÄÖÜ])", say_german_ordinal, FIGURES),
        ]
    if code not in FIRST_DAY:
        return suffixed(language)
    return [
        rule("date", rf"{EDGE}1(?:er|º|°|\.º)?(?=\ (?:de\ )?(?:{months})\b)", say_first, FIGURES),
        *suffixed(language),
    ]


def suffixed(language: Language) -> list[Rule]:
    """ "2e", "1er", "3º", "5ª"."""
    code = language.code

    def say(match: re.Match[str]) -> str | None:
        value, ending = int(match["value"]), match["ending"].strip(".")
        if value == 1 and ending in ROMANCE.get(code, {}):
            return ROMANCE[code][ending]
        if code == "fr":
            return ordinal(value, code) if ending in ("e", "ème", "eme") and value > 1 else None
        if value > 20 or ending not in ("º", "°", "ª", "o", "a"):
            return None
        said = ordinal(value, code)
        return f"{said[:-1]}a" if ending in ("ª", "a") else said

    endings = {"fr": "er|re|ère|ème|eme|e", "es": r"\.?º|\.?ª|er|°", "it": "º|ª|°", "pt": r"\.?º|\.?ª|°"}.get(
        code
    )
    return (
        [rule("ordinal", rf"{EDGE}(?P<value>\d{{1,3}})(?P<ending>{endings})(?!\w|\ ?[CF]\b)", say, FIGURES)]
        if endings
        else []
    )


def clock_rules(language: Language) -> list[Rule]:
    """ "14:30", "14.30 Uhr", "14h30"."""
    code = language.code

    def say(match: re.Match[str]) -> str:
        return clock(int(match["hour"]), int(match["minute"] or 0), word_before(match), code)

    sign = {"fr": r"(?:\ ?h\ ?|:)", "pt": "(?:h|:)"}.get(code, ":")
    hour, minute = r"(?P<hour>[01]?\d|2[0-4])", r"(?P<minute>[0-5]\d)"
    found = [rule("time", rf"{EDGE}{hour}{sign}{minute}(?:\ Uhr)?(?![\w:]|\.\d)", say, FIGURES)]
    if code == "de":
        found.append(rule("time", rf"{EDGE}{hour}(?:\.{minute})?\ Uhr\b", say, FIGURES))
    if code in ("fr", "pt"):
        found.append(rule("time", rf"{EDGE}{hour}\ ?h(?P<minute>)(?!\w)", say, FIGURES))
    return found


def clock(hour: int, minute: int, before: str, code: str) -> str:
    """A time of day in words."""
    minutes = cardinal(Decimal(minute), code) if minute else ""
    if code in ("uk", "pl"):
        case = "feminine locative" if before in ("о", "об", "o", "в", "у") else "feminine"
        return (
            f"{bend(ordinal(hour, code), case, code)} {minutes}".strip()
            if hour
            else f"{cardinal(Decimal(0), code)} {minutes}"
        )
    said = "ein" if code == "de" and hour == 1 else cardinal(Decimal(hour), code)
    if code == "fr":
        said = "une" if hour == 1 else said.replace("vingt et un", "vingt et une")
        return f"{said} {HOURS[code][hour < 2]} {minutes}".strip()
    joint = HOURS[code][0]
    return f"{said} {joint} {minutes}".strip() if code == "de" or minutes else said


def printed_ordinals(language: Language) -> list[Rule]:
    """ "24-го", "5-й", "90-х"."""
    code, endings = language.code, PRINTED[language.code]
    keys = "|".join(sorted(endings, key=len, reverse=True))

    def say(match: re.Match[str]) -> str:
        return bend(ordinal(int(match["value"]), code), endings[match["ending"]], code)

    return [rule("ordinal", rf"{EDGE}(?P<value>\d{{1,4}})-(?P<ending>{keys})(?!\w)", say, FIGURES)]
