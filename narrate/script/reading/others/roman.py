"""Roman numerals beside centuries, monarchs and popes: "XVIII століття", "Louis XIV", "Jana Pawła II"."""

from __future__ import annotations

import re
from decimal import Decimal

from narrate.script.reading.others.agreement import word_before
from narrate.script.reading.others.inflection import bend
from narrate.script.reading.others.numerals import cardinal, ordinal
from narrate.script.reading.others.ordinals import feminine_words
from narrate.script.reading.others.tables import Language, grouped
from narrate.script.reading.rule import Rule, rule

VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
SIGNS = "IVXІХ"
FIGURE = r"(?P<roman>[IVX][IVXLC]{0,7})"
FOREIGN = str.maketrans("ІХ", "IX")
"""Cyrillic letters that stand for Latin ones."""
SHAPE = re.compile(r"(?:C|XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
PLACES = frozenset("в у во на w we po na".split())
CENTURY_SHORT = {
    "uk": {"ст.": ("століття", "столітті"), "стол.": ("століття", "столітті")},
    "ru": {"в.": ("века", "веке")},
    "pl": {"w.": ("wieku", "wieku")},
}
"""What stands behind a century for short: in general, and behind a preposition of place."""
CENTURY_PLURAL = {"uk": {"ст.": "століть"}, "ru": {"вв.": "веков"}, "pl": {"w.": "wieku"}}
CASES = {
    "uk": (
        ("genitive", ("а", "я")),
        ("dative", ("у", "ю", "ові", "еві")),
        ("instrumental", ("ом", "ем", "єм")),
    ),
    "ru": (("genitive", ("а", "я")), ("dative", ("у", "ю")), ("instrumental", ("ом", "ем", "ём"))),
    "pl": (("genitive", ("a",)), ("dative", ("owi",)), ("instrumental", ("em",))),
}
QUEEN_CASES = {
    "uk": (("genitive", ("и", "ї", "і")), ("accusative", ("у", "ю")), ("instrumental", ("ою", "єю"))),
    "ru": (("genitive", ("ы", "и")), ("accusative", ("у", "ю")), ("instrumental", ("ой", "ей"))),
    "pl": (("genitive", ("y", "i")), ("accusative", ("ę",)), ("instrumental", ("ą",))),
}
"""Endings of a name and the case of the ordinal behind it; other names stand in the nominative."""
ORDINAL_UP_TO = {"es": 10, "pt": 10, "it": 99, "fr": 0}
"""A monarch's number from here on is a cardinal."""


def roman(language: Language) -> list[Rule]:
    """The rules of a language for Roman numerals."""
    return [*centuries(language), *monarchs(language), *numbered(language)]


def value_of_roman(text: str) -> int | None:
    """The number that a Roman numeral stands for; ``None`` if it is none."""
    letters = text.translate(FOREIGN)
    if not letters or not SHAPE.fullmatch(letters):
        return None
    values = [VALUES[letter] for letter in letters]
    return sum(
        -one if index + 1 < len(values) and one < values[index + 1] else one
        for index, one in enumerate(values)
    )


def centuries(language: Language) -> list[Rule]:
    """The rules for centuries."""
    code = language.code
    if code in CENTURY_SHORT:
        return slavic_centuries(language)
    rules = {"fr": french_roman, "it": italian_centuries, "es": iberian_centuries, "pt": iberian_centuries}
    return rules[code](language) if code in rules else []


def slavic_centuries(language: Language) -> list[Rule]:
    """ "у XVIII ст." → "у вісімнадцятому столітті"."""
    code, short = language.code, CENTURY_SHORT[language.code]
    plurals = CENTURY_PLURAL[code]
    keys = "|".join(
        re.escape(word) for word in sorted({*language.centuries, *short, *plurals}, key=len, reverse=True)
    )

    def say(match: re.Match[str]) -> str | None:
        value = value_of_roman(match["roman"])
        first = value_of_roman(match["first"]) if match["first"] else None
        if value is None or (match["first"] and first is None):
            return None
        placed = word_before(match.string, match.start()) in PLACES
        case, word = century(match["word"], placed, first is not None)
        said = f"{bend(ordinal(value, code), case, code)} {word}"
        return f"{bend(ordinal(first, code), case, code)} {language.to} {said}" if first else said

    def century(word: str, placed: bool, several: bool) -> tuple[str, str]:
        if word in short or word in plurals:
            if several and not placed:
                return "genitive", plurals.get(word, word)
            return ("locative" if placed else "genitive"), short.get(word, ("веков", "веках"))[placed]
        case = language.centuries[word].removeprefix("plural ")
        return ("locative" if placed and case == "genitive" and code == "pl" else case), word

    figure = r"[IVXІХ]{1,6}"
    return [
        rule(
            "century",
            rf"(?<!\w)(?:(?P<first>{figure})\ ?[-–—]\ ?)?(?P<roman>{figure})\ (?P<word>{keys})(?!\w)",
            say,
            SIGNS,
        )
    ]


NUMBERED = {
    "uk": grouped("""
nominative: тур квартал етап фестиваль чемпіонат
genitive: туру кварталу етапу рівня ступеня скликання
locative: турі кварталі етапі
feminine: світова Світова війна ліга
feminine genitive: світової Світової війни ліги групи категорії
feminine locative: світовій Світовій війні лізі
feminine accusative: світову Світову війну лігу групу
feminine instrumental: світовою Світовою війною
"""),
    "ru": grouped("""
nominative: тур квартал этап фестиваль чемпионат
genitive: тура квартала этапа уровня созыва
locative: туре квартале этапе
feminine: мировая Мировая война лига
feminine genitive: мировой Мировой войны лиги группы категории степени
feminine locative: войне лиге
feminine accusative: мировую Мировую войну лигу группу
feminine instrumental: войной
"""),
    "pl": grouped("""
nominative: kwartał etap
genitive: kwartału etapu stopnia
locative: kwartale etapie
feminine: wojna liga tura klasa
feminine genitive: wojny ligi tury klasy kadencji Rzeczypospolitej
feminine locative: wojnie lidze turze klasie
feminine accusative: wojnę ligę turę klasę
feminine instrumental: wojną
"""),
    "es": {"Guerra": "feminine", "guerra": "feminine"},
    "it": {"Guerra": "feminine", "guerra": "feminine"},
    "pt": {"Guerra": "feminine", "guerra": "feminine"},
}
"""What a Roman numeral stands in front of, and the form that the ordinal takes there."""


def numbered(language: Language) -> list[Rule]:
    """ "II wojny światowej", "III квартал", "la II Guerra Mundial"."""
    code, forms = language.code, NUMBERED.get(language.code, {})

    def say(match: re.Match[str]) -> str | None:
        value = value_of_roman(match["roman"])
        if not value:
            return None
        said = ordinal(value, code)
        return bend(said, forms[match["noun"]], code) if code in CASES else feminine_words(said)

    nouns = "|".join(sorted(forms, key=len, reverse=True))
    pattern = rf"(?<!\w)(?P<roman>[IVXІХ]{{1,5}})(?=\ (?P<noun>{nouns})(?!\w))"
    return [rule("numeral", pattern, say, SIGNS)] if forms else []


def french_roman(_: Language) -> list[Rule]:
    """ "XVIIIe", "Ier"."""

    def say(match: re.Match[str]) -> str | None:
        value = value_of_roman(match["roman"])
        if value == 1:
            return ("première" if match["ending"] in ("re", "ère") else "premier") + century(match)
        return (
            ordinal(value, "fr") + century(match) if value and match["ending"] in ("e", "ᵉ", "ème") else None
        )

    def century(match: re.Match[str]) -> str:
        return " siècle" if match["short"] else ""

    return [
        rule("century", rf"(?<!\w){FIGURE}(?P<ending>er|re|ère|ème|e|ᵉ)(?!\w)(?P<short>\ s\.)?", say, SIGNS)
    ]


def italian_centuries(_: Language) -> list[Rule]:
    """ "XVIII secolo", "secolo XVIII"."""

    def say(match: re.Match[str]) -> str | None:
        value = value_of_roman(match["roman"])
        short = " secolo" if "sec" in match.groupdict() and match["sec"] else ""
        return ordinal(value, "it") + short if value else None

    return [
        rule("century", rf"(?<!\w){FIGURE}(?:(?=\ secol[oi]\b)|(?P<sec>\ sec\.))", say, SIGNS),
        rule("century", rf"(?<=\bsecolo\ ){FIGURE}(?!\w)", say, SIGNS),
    ]


def iberian_centuries(language: Language) -> list[Rule]:
    """ "siglo XVIII", "século IV"."""
    code = language.code
    lead = {"es": r"(?:siglos?|s\.)", "pt": r"(?:séculos?|séc\.)"}[code]
    full = {"s. ": "siglo ", "séc. ": "século "}

    def say(match: re.Match[str]) -> str | None:
        value = value_of_roman(match["roman"])
        return f"{full.get(match['lead'], match['lead'])}{number_of(value, code)}" if value else None

    return [rule("century", rf"\b(?P<lead>{lead}\ ){FIGURE}(?!\w)", say, SIGNS)]


def number_of(value: int, code: str) -> str:
    """The number behind a Romance name or century: an ordinal up to ten, or always in Italian."""
    if code == "fr" and value == 1:
        return "premier"
    return ordinal(value, code) if value <= ORDINAL_UP_TO[code] else cardinal(Decimal(value), code)


GERMAN_CASES = {
    "dem": "von mit unter bei nach zu seit vor dem vom zum gegenüber".split(),
    "den": "durch für gegen ohne um den".split(),
    "des": ["des"],
}


NAMES_IN_S = frozenset("Johannes Clemens Klemens Nikolaus Ramses Carlos Charles Pius".split())
"""Nominatives; any other name in -s is a genitive."""


def monarchs(language: Language) -> list[Rule]:
    """ "Louis XIV", "Wilhelm II.", "Jana Pawła II"."""
    names = "|".join(re.escape(name) for name in f"{language.monarchs} {language.queens}".split())
    queens = tuple(language.queens.split())

    def say(match: re.Match[str]) -> str | None:
        value = value_of_roman(match["roman"])
        if not value:
            return None
        before = word_before(match.string, match.start())
        said = monarch(value, match["name"], match["name"].startswith(queens), before, language)
        return f"{match['name']} {said}"

    dot = r"\.?" if language.code == "de" else ""
    figure = r"(?P<roman>[IVXІХ]{1,6})"
    return [rule("monarch", rf"(?<!\w)(?P<name>(?:{names})\w{{0,5}})\ {figure}(?!\w){dot}", say, SIGNS)]


def monarch(value: int, name: str, queen: bool, before: str, language: Language) -> str:
    """The number of a monarch as it is said behind the name."""
    code = language.code
    if code in CASES:
        choices = (QUEEN_CASES if queen else CASES)[code]
        case = next((case for case, ends in choices if name.endswith(ends)), "")
        wanted = f"feminine {case}".strip() if queen else case or "nominative"
        return bend(ordinal(value, code), wanted, code)
    if code == "nl":
        return f"de {ordinal(value, code).capitalize()}"
    if code == "de":
        return german_monarch(value, name, queen, before)
    said = number_of(value, code)
    return feminine_words(said) if queen and value <= ORDINAL_UP_TO[code] else said


def german_monarch(value: int, name: str, queen: bool, before: str) -> str:
    """ "der Zweite", "dem Zweiten", "des Zweiten"."""
    said = ordinal(value, "de").capitalize()
    article = next((article for article, words in GERMAN_CASES.items() if before in words), "")
    if not article and name.endswith("s") and name not in NAMES_IN_S:
        article = "des"
    if queen:
        return f"der {said}n" if article in ("dem", "des") else f"die {said}"
    return f"{article} {said}n" if article else f"der {said}"
