"""Printed ordinals and compounds: "24-го", "5th" in each language's way, "92. roku", "47-jährig", "40-річний"."""

from __future__ import annotations

import re
from decimal import Decimal

from narrate.script.reading.others.agreement import word_before
from narrate.script.reading.others.inflection import PRINTED, bend, german, german_before
from narrate.script.reading.others.numerals import cardinal, declined_cardinal, ordinal, year
from narrate.script.reading.others.patterns import EDGE, FIGURES
from narrate.script.reading.others.tables import Language, grouped
from narrate.script.reading.rule import Rule, rule
from narrate.script.tables import words

ROMANCE = {
    "fr": {"er": "premier", "re": "première", "ère": "première", "nd": "second", "nde": "seconde"},
    "es": {"er": "primer"},
}
SUFFIXES = {
    "fr": "ère|ème|eme|nde|nd|er|re|e",
    "es": r"\.?°|\.?ª|\.?er",
    "it": "°|ª",
    "pt": r"\.?°|\.?ª",
    "nl": "ste|de|e",
}
POLISH_NOUNS = grouped("""
nominative: dzień raz tydzień turniej wyścig mecz set sezon batalion pułk wyrok minister
genitive: roku dnia miesiąca tygodnia wieku miejsca piętra okrążenia pułku batalionu sezonu meczu
neuter: miejsce piętro okrążenie spotkanie posiedzenie stulecie
feminine: rocznica minuta edycja kolejka dywizja brygada runda liga połowa rata część kadencja seria fala dawka
feminine genitive: rocznicy minuty edycji kolejki dywizji brygady rundy ligi połowy raty części kadencji serii klasy
feminine locative: minucie kolejce brygadzie rundzie lidze połowie klasie
feminine accusative: rocznicę minutę edycję kolejkę rundę połowę ratę kadencję brygadę
locative: piętrze miejscu okrążeniu tygodniu dniu sezonie
instrumental: miejscem dniem
plural: urodziny
plural genitive: urodzin
""")
"""The form of a Polish noun → the case of the ordinal in front of it."""
DEGREES_AFTER = words("a de di da hasta até fino los dos sobre superior inferior os i ai dai dei aos")
DEGREES_BEFORE = words("a all alla di sotto sopra bajo sobre à acima abaixo y centígrados celsius norte")
"""What shows that a raised ring is the sign of degrees."""
PARTS_OF_DAY = words("ранку вечора дня ночі годині")
"""What follows a Ukrainian hour: "о 8-й ранку"."""
JOINTS = ("і", "й", "та", "чи", "або")
YEARS = re.compile(r"\s(?:годы|роки)\b")
FEMALE = re.compile(r"\S*(?:ла|лась)$")
"""A Russian past tense that shows a woman: "стала 3-й"."""


def ordinals(language: Language) -> list[Rule]:
    """The rules of a language for printed ordinals and for compounds with a number."""
    own = {"de": german_ordinals, "pl": polish_ordinals, "uk": slavic_ordinals, "ru": slavic_ordinals}
    return [*compounds(language), *own.get(language.code, suffixed)(language)]


def suffixed(language: Language) -> list[Rule]:
    """ "2e", "1er", "3º", "5ª"."""
    code = language.code

    def say(match: re.Match[str]) -> str | None:
        value, ending = int(match["value"]), match["ending"].strip(".")
        if ending in ROMANCE.get(code, {}) and value < 4:
            return "tercer" if value == 3 else ROMANCE[code][ending]
        if code == "nl":
            return ordinal(value, code)
        if code == "fr":
            return ordinal(value, code) if ending in ("e", "ème", "eme") and value > 1 else None
        if value > 99 or value == 0 or (ending == "°" and degrees(match)):
            return None
        return feminine_words(ordinal(value, code)) if ending == "ª" else ordinal(value, code)

    pattern = rf"{EDGE}(?P<value>\d{{1,3}})(?P<ending>{SUFFIXES[code]})(?!\w|\ ?[CF]\b)"
    found = [rule("ordinal", pattern, say, FIGURES)]
    return [*found, match_minute()] if code == "it" else found


def match_minute() -> Rule:
    """ "all'89' minuto", "al 35'": minutes of a match are ordinals in Italian."""

    def say(match: re.Match[str]) -> str:
        return ordinal(int(match["value"]), "it")

    return rule(
        "ordinal", r"(?:(?<=\b[adn]l\ )|(?<=\b[ad]el\ )|(?<=ll'))(?P<value>\d{1,3})'(?!\w)", say, FIGURES
    )


def degrees(match: re.Match[str]) -> bool:
    """Whether "8°" is warm rather than eighth: "º" has been folded to "°", so its surroundings decide."""
    if match["ending"].startswith("."):
        return False
    if match.string.endswith(("-", "–"), 0, match.start()):
        return True
    noun = re.match(r"\s([^\W\d_]+)", match.string[match.end() : match.end() + 30])
    behind = noun[1].lower() if noun else ""
    return word_before(match.string, match.start()) in DEGREES_AFTER or behind in DEGREES_BEFORE


def feminine_words(said: str) -> str:
    """A Romance ordinal of a woman: "vigésimo primero" → "vigésima primera"."""
    return " ".join(f"{word[:-1]}a" if word.endswith("o") else word for word in said.split(" "))


def german_ordinals(_: Language) -> list[Rule]:
    """ "der 2. Platz", "als 1. ins Ziel", "in den 1990er Jahren"."""

    def say(match: re.Match[str]) -> str:
        before = german_before(match.string, match.start())
        return german(ordinal(int(match["value"]), "de"), before, match["noun"])

    def say_as(match: re.Match[str]) -> str:
        return f"{ordinal(int(match['value']), 'de').capitalize()}r"

    def say_decade(match: re.Match[str]) -> str:
        return f"{year(int(match['value']), 'de')}er"

    return [
        rule("ordinal", rf"{EDGE}(?P<value>\d{{1,3}})\.(?=\ (?P<noun>[A-ZÄÖÜ]\w{{1,30}}))", say, FIGURES),
        rule("ordinal", r"(?<=\bals\ )(?P<value>\d{1,2})\.(?=\ ?$|\ [a-zäöü])", say_as, FIGURES),
        rule("decade", rf"{EDGE}(?P<value>\d\d0|\d0|1\d\d0|20\d0)er(?!\w)", say_decade, FIGURES),
    ]


def polish_ordinals(_: Language) -> list[Rule]:
    """ "w 92. roku", "1. miejsce", "w latach 90."."""

    def say(match: re.Match[str]) -> str | None:
        case = POLISH_NOUNS.get(match["noun"])
        if case == "genitive" and word_before(match.string, match.start()) in ("w", "we", "po"):
            case = "locative"
        return bend(ordinal(int(match["value"]), "pl"), case, "pl") if case else None

    def say_decade(match: re.Match[str]) -> str:
        case = "plural" if match["lead"].lower() == "lata" else "plural genitive"
        return f"{match['lead']} {bend(ordinal(int(match['value']), 'pl'), case, 'pl')}"

    return [
        rule("decade", r"\b(?P<lead>[Ll]ata|[Ll]atach|[Ll]at)\ (?P<value>[1-9]0)\.", say_decade, FIGURES),
        rule(
            "ordinal",
            rf"{EDGE}(?P<value>\d{{1,3}})\.(?=\ (?P<noun>[a-ząćęłńóśźż]{{3,20}})(?!\w))",
            say,
            FIGURES,
        ),
    ]


def slavic_ordinals(language: Language) -> list[Rule]:
    """ "24-го", "5-й", "90-х"."""
    code, endings = language.code, PRINTED[language.code]
    keys = "|".join(sorted(endings, key=len, reverse=True))

    def say(match: re.Match[str]) -> str:
        case, value = endings[match["ending"]], int(match["value"])
        if match["ending"] in ("х", "ох", "ти") and (value % 10 in (2, 3, 4) or match["ending"] == "ти"):
            return declined_cardinal(Decimal(value), "genitive", code)
        if match["ending"] == "е" and YEARS.match(match.string, match.end()):
            case = "plural"
        if match["ending"] == "й":
            case = hidden_feminine(match, code) or case
        return bend(ordinal(int(match["value"]), code), case, code)

    return [
        rule("ordinal", rf"{EDGE}(?P<value>\d{{1,4}})-(?P<ending>{keys})(?!\w)", say, FIGURES),
        percent_adjectives(code),
    ]


def percent_adjectives(code: str) -> Rule:
    """ "100%-ва гарантія", "50%-ный налог"."""
    stem, letter = {"uk": ("відсотко", "в"), "ru": ("процент", "н")}[code]

    def say(match: re.Match[str]) -> str | None:
        first, ending = slavic_part(int(match["value"]), code), match["ending"]
        if ending.startswith(letter):
            return f"{first}{stem}{ending}"
        case = PRINTED[code].get(ending)
        return first + bend(f"{stem}{letter}{'ий' if code == 'uk' else 'ый'}", case, code) if case else None

    return rule("percent", rf"{EDGE}(?P<value>\d{{1,3}})\ ?%-(?P<ending>[а-яіїє]{{1,4}})(?!\w)", say, "%")


def hidden_feminine(match: re.Match[str], code: str) -> str | None:
    """The case of "3-й" where it is feminine ("третьей бригады", "о третій"), as its surroundings show."""
    before = word_before(match.string, match.start())
    found = re.match(r"\s([^\W\d_]+)", match.string[match.end() : match.end() + 40])
    noun = found[1] if found else ""
    if code == "uk":
        hour = before in ("о", "об") and (not noun or noun in PARTS_OF_DAY)
        alone = not noun or noun[1:2].isupper() or noun in JOINTS  # "у 92-й", "у 92-й ОМБр", "у 5-й та 7-й"
        shown = noun not in JOINTS and noun.endswith(("і", "ї", "ах", "ях"))
        return "feminine locative" if shown or hour or (before in ("у", "в") and alone) else None
    if noun.endswith(("ы", "и", "е", "ой", "ей")) or (not noun and FEMALE.match(before)):
        return "feminine genitive"
    return None


FIRST_PARTS = {
    "uk": {1: "одно", 2: "дво", 3: "три", 4: "чотири", 40: "сорока", 90: "дев'яносто", 100: "сто"},
    "ru": {1: "одно", 2: "двух", 3: "трёх", 4: "четырёх", 40: "сорока", 90: "девяносто", 100: "сто"},
    "pl": {1: "jedno", 2: "dwu", 3: "trzy", 4: "cztero", 100: "stu"},
}
"""How a number begins a compound where that is not its genitive: "дворічний", "сорокарічний"."""


def compounds(language: Language) -> list[Rule]:
    """ "47-jährig", "40-річний", "5-letni"."""
    code = language.code
    first = {
        "de": german_part,
        "nl": german_part,
        "uk": slavic_part,
        "ru": slavic_part,
        "pl": slavic_part,
    }.get(code)
    if first is None:
        return []

    def say(match: re.Match[str]) -> str:
        said = first(int(match["value"].replace(".", "")), code) + match["rest"].lower()
        if match["from"]:
            said = f"{first(int(match['from']), code)}-{said}"
        return said.capitalize() if match["rest"][0].isupper() else said

    value = r"\d{1,3}(?:\.\d{3})?" if code == "de" else r"\d{1,3}"
    numbers = rf"(?:(?P<from>\d{{1,3}})[-–])?(?P<value>{value})"
    return [rule("compound", rf"{EDGE}{numbers}-(?P<rest>{COMPOUNDED[code]}\w{{0,20}})", say, FIGURES)]


COMPOUNDED = {
    "de": "(?:[Jj]ähr|tägig|stündig|minütig|monat|köpfig|prozentig|fach|mal|malig|seitig|stellig|teilig|stöckig)",
    "nl": "(?:jari|daags|urig|voudig|persoons|delig)",
    "uk": "[а-яіїєґ']{4}",
    "ru": "[а-яё]{4}",
    "pl": "(?:let|lat|dniow|godzin|minut|miesięczn|osobow|krotn|procent|tysięczn|metrow|piętrow|kilometr)",
}
"""How the second part of a compound begins."""


def german_part(value: int, code: str) -> str:
    """The number in front of "-jährig"."""
    said = cardinal(Decimal(value), code)
    return said.removesuffix("s") if said.endswith("eins") else said


def slavic_part(value: int, code: str) -> str:
    """The number in front of "-річний": its genitive in one word, with the old forms of one to four."""
    parts = [value // 100 * 100, value % 100 // 10 * 10, value % 10]
    if value % 100 < 20:
        parts[1:] = [value % 100]
    exact = FIRST_PARTS[code]
    return "".join(exact.get(part) or polish_part(part, code) for part in parts if part)


def polish_part(value: int, code: str) -> str:
    """A part of a compound: the genitive, in Polish with -o ("pięcio", "dwudziesto")."""
    said = declined_cardinal(Decimal(value), "genitive", code).replace(" ", "")
    return f"{said[:-1]}o" if code == "pl" and said.endswith("u") and value < 100 else said
