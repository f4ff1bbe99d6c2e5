"""Times of day: "14:30", "14.30 Uhr", "14h30", "о 7 ранку"."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from narrate.script.reading.others.agreement import word_before
from narrate.script.reading.others.inflection import bend
from narrate.script.reading.others.numerals import cardinal, declined_cardinal, ends_in_one, ordinal
from narrate.script.reading.others.patterns import EDGE, FIGURES
from narrate.script.reading.others.tables import Language, grouped
from narrate.script.reading.rule import Rule, Say, rule
from narrate.script.tables import words

SIGNS = {"fr": r"(?:\ ?h\ ?|:)", "pt": "(?:h|:)"}
HOUR, MINUTE = r"(?P<hour>[01]?\d|2[0-4])", r"(?P<minute>[0-5]\d)"
TAILS = {
    "fr": r"(?:\ ?min\b)?",
    "de": r"(?:\ Uhr)?",
    "nl": r"(?:\ uur)?",
    "es": r"(?:\ h(?:s|oras)?\b\.?(?!\w))?",
    "pt": r"(?:\ ?h(?:oras)?\b)?",
}
BARE_HOURS = {"fr": ("heure", "heures"), "pt": ("hora", "horas")}
DOTTED = {
    "es": "[Ll]as?",
    "it": "[Oo]re|[Aa]lle|[Dd]alle|[Dd]elle|[Ll]e",
    "pl": "o",
    "uk": "[Оо]б?",
    "ru": "[Вв]",
}
"""Words behind which "7.05" is a time."""
JOINTS = {"nl": "uur", "de": "Uhr", "it": "e", "es": "y", "pt": "e"}
FEMININE_HOURS = {
    "fr": {"un": "une", "vingt et un": "vingt et une"},
    "es": {"uno": "una", "veintiuno": "veintiuna"},
    "it": {"uno": "una"},
    "pt": {"um": "uma", "dois": "duas", "vinte e um": "vinte e uma", "vinte e dois": "vinte e duas"},
    "de": {"eins": "ein"},
}
CASES = {
    "uk": grouped("""
feminine locative: о об у в
feminine genitive: з із до від після близько
feminine accusative: на за
feminine instrumental: перед між
"""),
    "pl": grouped("""
feminine locative: o po
feminine genitive: od do około ok.
feminine accusative: na za
feminine instrumental: przed między
"""),
    "ru": grouped("""
genitive: с до от после около
dative: к
"""),
}
"""The case of an hour behind a preposition."""
PARTS_OF_DAY = {
    "uk": "ранку|вечора|дня|ночі|години|годині|годину",
    "pl": "rano|wieczorem|w nocy|po południu",
}
CLOCK_BEFORE = words("о об до після з із зі від близько біля")
"""Words that ask for one hour of the clock where "3 години" and "2 ночі" could also be a span."""
POLISH_HOURS = {
    "feminine locative": "godzinie",
    "feminine genitive": "godziny",
    "feminine accusative": "godzinę",
    "feminine instrumental": "godziną",
    "feminine": "godzina",
}


def times(language: Language) -> list[Rule]:
    """The rules of a language for times of day."""
    code = language.code

    def say(match: re.Match[str]) -> str | None:
        before = word_before(match.string, match.start("hour"))
        if code == "de" and not german_time(match, before):
            return None
        lead = match.groupdict().get("lead") or ""
        return lead + clock(int(match["hour"]), match["minute"] or "00", before, code)

    def say_first(match: re.Match[str]) -> str:
        return f"{hour_words(int(match['hour']), code)} bis "

    sign, tail = SIGNS.get(code, ":"), TAILS.get(code, "")
    found = [rule("time", rf"{EDGE}{HOUR}{sign}{MINUTE}{tail}(?![\w:]|\.\d)", say, FIGURES)]
    if code == "de":
        found.append(rule("time", rf"{EDGE}{HOUR}\ ?[-–]\ ?(?=\d{{1,2}}\ Uhr)", say_first, FIGURES))
        found.append(rule("time", rf"(?<!\w){HOUR}(?:\.{MINUTE})?\ Uhr\b", say, FIGURES))
    if code == "nl":
        found.append(rule("time", rf"{EDGE}{HOUR}(?:\.{MINUTE})?\ uur\b", say, FIGURES))
    if code == "es":
        found.append(rule("time", rf"{EDGE}{HOUR}\.{MINUTE}\ h(?:oras)?\b", say, FIGURES))
    if code in BARE_HOURS:
        found.append(rule("time", rf"{EDGE}{HOUR}\ ?h(?P<minute>)(?![\w'])", bare_hours(code), FIGURES))
    if code in DOTTED:
        found.append(
            rule(
                "time", rf"\b(?P<lead>(?:{DOTTED[code]})\ ){HOUR}\.{MINUTE}{tail}(?![\w:]|\.\d)", say, FIGURES
            )
        )
    return [*found, *parts_of_day(code, say), *OWN_HOURS.get(code, list)()]


def german_time(match: re.Match[str], before: str) -> bool:
    """Whether "21:19" is a time and no score: German times have "Uhr", a preposition or a round minute."""
    return (
        match[0].endswith("Uhr")
        or before in ("um", "ab", "bis", "gegen", "von", "seit", "nach", "vor")
        or match["hour"].startswith("0")
        or match["minute"].startswith("0")
        or match["minute"] in ("15", "30", "45")
    )


def bare_hours(code: str) -> Say:
    """ "9h" → "neuf heures"."""

    def say(match: re.Match[str]) -> str:
        hour = int(match["hour"])
        return f"{hour_words(hour, code)} {BARE_HOURS[code][hour != 1]}"

    return say


def parts_of_day(code: str, say: Say) -> list[Rule]:
    """ "о 7 ранку", "o 7 rano"."""
    if code not in PARTS_OF_DAY:
        return []
    parts = PARTS_OF_DAY[code].replace(" ", r"\ ")

    def say_hour(match: re.Match[str]) -> str | None:
        return None if code == "uk" and spans(match) else say(match)

    found = rule("time", rf"{EDGE}{HOUR}(?P<minute>)(?=\ (?P<part>{parts})\b)", say_hour, FIGURES)
    return [ukrainian_first_hour(), found] if code == "uk" else [found]


def spans(match: re.Match[str]) -> bool:
    """Whether Ukrainian hours or nights are counted: "тривало 2 години", "за 24 години", "провів 2 ночі".

    Behind "до" and its kin a count would stand in the genitive plural ("до 3 годин"), so "до 3 години" is a time;
    one and twenty-one keep the singular, and "годину" is only theirs.
    """
    hour, part, before = int(match["hour"]), match["part"], word_before(match.string, match.start())
    one = ends_in_one(Decimal(hour))
    if part == "годину":
        return one
    if part == "години":
        of_day = re.match(r"\ години\ (?:ранку|вечора|дня|ночі)\b", match.string[match.end() :][:20])
        return before not in CLOCK_BEFORE or (hour == 1 and not of_day)
    return part in ("ночі", "дня") and hour in (2, 3, 4) and before not in CLOCK_BEFORE


def ukrainian_first_hour() -> Rule:
    """ "з 9 до 18 години" → "з дев'ятої …"."""

    def say(match: re.Match[str]) -> str:
        return slavic_hour(int(match["hour"]), "00", "feminine genitive", "uk")

    last = r"(?:до|по)\ (?:[01]?\d|2[0-4])\ (?:ранку|вечора|дня|ночі|години)\b"
    return rule("time", rf"(?:(?<=\b[Зз]\ )|(?<=\bіз\ )|(?<=\b[Вв]ід\ )){HOUR}(?=\ {last})", say, FIGURES)


def ukrainian_hours() -> Rule:
    """ "о 14 год. 30 хв." → "о чотирнадцятій годині тридцять"."""

    def say(match: re.Match[str]) -> str:
        said = f"{match['lead']}{slavic_hour(int(match['hour']), '00', 'feminine locative', 'uk')} годині"
        return f"{said} {minutes_in(match['minute'], '', 'uk')}" if match["minute"] else said

    return rule("time", rf"\b(?P<lead>[Оо]б?\ ){HOUR}\ год\b\.?(?:\ {MINUTE}\ хв\b\.?)?", say, FIGURES)


def polish_hours() -> Rule:
    """ "o godz. 7.05" → "o godzinie siódmej zero pięć"."""

    def say(match: re.Match[str]) -> str:
        case = CASES["pl"].get(word_before(match.string, match.start()), "feminine")
        noun = match["noun"] if match["noun"] != "godz." else POLISH_HOURS[case]
        case = next((key for key, word in POLISH_HOURS.items() if word == noun), case)
        return f"{noun} {slavic_hour(int(match['hour']), match['minute'] or '00', case, 'pl')}"

    nouns = r"godz\.|godzinie|godziny|godzinę|godzina"
    return rule("time", rf"(?<!\d\ )\b(?P<noun>{nouns})\ {HOUR}(?:[.:]{MINUTE})?(?![\w:]|\.\d)", say, FIGURES)


def hour_words(hour: int, code: str) -> str:
    """An hour in words, of the gender that hours have."""
    said = cardinal(Decimal(hour), code)
    return FEMININE_HOURS.get(code, {}).get(said, said)


def minutes_in(minute: str, case: str, code: str) -> str:
    """Minutes in words, a zero before the last figure said; "" for the full hour."""
    if minute == "00":
        return ""
    said = declined_cardinal(Decimal(minute), case, code) if code == "ru" else cardinal(Decimal(minute), code)
    zero = minute[0] == "0" and code in ("uk", "ru", "pl")
    return f"{cardinal(Decimal(0), code)} {said}" if zero else said


def slavic_hour(hour: int, minute: str, case: str, code: str) -> str:
    """An hour as an ordinal with its minutes: "вісімнадцятій тридцять"."""
    return f"{bend(ordinal(hour, code), case, code)} {minutes_in(minute, '', code)}".strip()


def russian_hour(hour: int, minute: str, case: str) -> str:
    """ "в восемнадцать тридцать", "с десяти часов"."""
    said = declined_cardinal(Decimal(hour), case, "ru")
    if minute != "00":
        return f"{said} {minutes_in(minute, case, 'ru')}"
    one = ends_in_one(Decimal(hour))
    if case == "genitive":
        return f"{said} {'часа' if one else 'часов'}"
    if case == "dative":
        return f"{said} {'часу' if one else 'часам'}"
    return f"{said} {'час' if one else 'часа' if hour % 10 in (2, 3, 4) and hour // 10 != 1 else 'часов'}"


def clock(hour: int, minute: str, before: str, code: str) -> str:
    """A time of day in words."""
    case = CASES.get(code, {}).get(before, "feminine" if code != "ru" else "nominative")
    if code in ("uk", "pl"):
        return slavic_hour(hour, minute, case, code)
    if code == "ru":
        return russian_hour(hour, minute, case)
    said, minutes = hour_words(hour, code), minutes_in(minute, "", code)
    if code == "fr":
        return f"{said} {'heure' if hour < 2 else 'heures'} {minutes}".strip()
    return f"{said} {JOINTS[code]} {minutes}".strip() if code in ("de", "nl") or minutes else said


OWN_HOURS: dict[str, Callable[[], list[Rule]]] = {
    "pl": lambda: [polish_hours()],
    "uk": lambda: [ukrainian_hours()],
}
"""Languages that print the word for hour beside the figure."""
