"""Numbers that agree with what stands around them: case, gender, and the nouns that they bring along."""

from __future__ import annotations

import re
from decimal import Decimal

from narrate.script.reading.others.declension import SLAVIC, noun_in
from narrate.script.reading.others.inflection import DATIVE_ASKING
from narrate.script.reading.others.numerals import (
    cardinal,
    declined_cardinal,
    ends_in_one,
    form_of,
    half,
    with_gender,
)
from narrate.script.reading.others.tables import Forms, Language, grouped

ADJECTIVAL = ("их", "ых", "ими", "ыми", "ich", "ych", "imi", "ymi")
"""Endings behind which the counted noun is the next word: "п'ять нових шкіл"."""
OBLIQUE = ("genitive", "dative", "instrumental", "locative")
INVARIABLE = frozenset("євро евро euro метро кіло кило".split())
NO_CASE = ("грам", "клам", "драм", "храм", "дам", "альбом", "диплом", "симптом", "атом")
"""Genitive plurals that look like a dative: "п'ять програм"."""
PERSONS = tuple(
    """
    żołnierz mężczyzn policjant ludzi posłów zawodnik uczniów pracownik student lekarz strażak kierowców
    mieszkańc polak ukraińc rosjan niemc senator ministr sędzi obywatel widzów kibic piłkarz uchodźc migrant
    cywil górnik rolnik nauczyciel oficer ochotnik więźni dziennikarz ratownik delegat wyborc napastnik
    turyst pasażer kandydat radnych członków funkcjonariusz chłopc braci synów panów gości
    """.split()
)
"""Beginnings of Polish nouns for men and mixed company, whose numbers stand in the genitive ("pięciu")."""
WOMEN = ("ki", "ek", "ka", "nice", "nic")
"""Endings of women's names beside them: "nauczycielki"."""
COLLECTIVES = {
    2: "dwoje",
    3: "troje",
    4: "czworo",
    5: "pięcioro",
    6: "sześcioro",
    7: "siedmioro",
    8: "ośmioro",
    9: "dziewięcioro",
    10: "dziesięcioro",
}
COLLECTED = ("dzieci", "niemowląt", "bliźniąt")


def word_before(text: str, start: int) -> str:
    """The word in front of a place, in lower case; "" if a mark parts them."""
    last = next(iter(text[max(0, start - 30) : start].split()[-1:]), "").lower().lstrip("(\"'«„[—–")
    return last if start and text[start - 1] in " (\"'«" else ""


def words_behind(text: str, end: int, language: Language) -> tuple[str, ...]:
    """Up to two words behind a number if they may be what is counted."""
    found = re.match(r"\s([^\W\d_][\w'-]*)(?:\s([^\W\d_][\w'-]*))?", text[end : end + 50])
    if not found or found[1].lower() in language.not_counted.split():
        return ()
    return tuple(word for word in found.groups() if word)


def counted(words: tuple[str, ...], code: str) -> str:
    """The noun of the words behind a number; German ones have a capital."""
    if code == "de":
        return next((word for word in words if word[0].isupper()), "")
    if len(words) > 1 and words[0].endswith(ADJECTIVAL):
        return words[1]
    return words[0] if words else ""


SINGULAR_CASES = {
    "uk": grouped("instrumental: сом ком том ром ном лом дом бом вом гом ою ею єю"),
    "ru": grouped("instrumental: сом ком ром ном лом вом гом"),
}
"""Endings of the singular behind 21, 31 …: "281 голосом"."""
GENITIVE_PLURALS = {"uk": ("ів", "їв", "ок", "ей"), "ru": ("ов", "ев", "ей", "ок", "ек"), "pl": ("ów",)}
"""Behind two to four they show the genitive, or the accusative of living beings: "двох дівчат"."""
LOCATIVE_IN = {"pl": ("w", "we", "po", "przy")}


def case_of(
    before: str, words: tuple[str, ...], language: Language, one: bool = False, few: bool = False
) -> str:
    """The case of a number: as the noun behind it shows, else as the preposition before it asks.

    Args:
        before: the word in front of the number.
        words: what stands behind it.
        language: its tables.
        one: whether the number leaves its noun in the singular.
        few: whether it ends in two to four, whose nominative takes no genitive plural.
    """
    if language.code not in SLAVIC:
        return "nominative"
    noun = counted(words, language.code)
    if len(noun) > 3 and not noun.lower().endswith(NO_CASE):
        endings = language.noun_cases | (SINGULAR_CASES.get(language.code, {}) if one else {})
        for ending, case in endings.items():
            if noun.endswith(ending):
                return case
    if few and noun.endswith(GENITIVE_PLURALS.get(language.code, ())):
        return "genitive"
    if one and before in LOCATIVE_IN.get(language.code, ()) and noun.endswith("e"):
        return "locative"
    return language.government.get(before, "nominative")


def gender_of(noun: str, value: Decimal, language: Language) -> str:
    """ "feminine", "neuter", "accusative" (feminine, as the noun's own ending shows) or "masculine"."""
    low = noun.lower()
    if not low or low in INVARIABLE:
        return "masculine"
    known = starts(low, language.feminine)
    if language.code in SLAVIC:
        return slavic_gender(low, value, language, known)
    if starts(low, language.masculine):
        return "masculine"
    return "feminine" if known or low.endswith(tuple(language.feminine_ends.split())) else "masculine"


def starts(word: str, stems: str) -> bool:
    """Whether a word begins with one of the stems of a table."""
    return word.startswith(tuple(stem.lower() for stem in stems.split()))


def slavic_gender(noun: str, value: Decimal, language: Language, known: bool) -> str:
    """The gender of a Slavic noun behind a number whose last figure is one or two."""
    masculine = starts(noun, language.masculine) and not known
    if ends_in_one(value):
        if noun.endswith(("у", "ю", "ę")):
            return "accusative"
        if masculine and not noun.endswith(("о", "е")):
            return "masculine"
        if noun.endswith(("о", "е", "є", "ё", "o", "e")):
            return "neuter"
        return "feminine" if known or noun.endswith(("а", "я", "a", "ia")) else "masculine"
    if masculine:
        return "masculine"
    if language.code == "ru":
        return "feminine" if noun.endswith(("ы", "и", "ые", "ие")) else "masculine"
    return "feminine" if known or noun.endswith(tuple(language.feminine_ends.split())) else "masculine"


def with_noun(value: Decimal, before: str, words: tuple[str, ...], language: Language) -> str:
    """A number in words in front of a printed noun."""
    noun = counted(words, language.code)
    gender = gender_of(noun, value, language)
    if language.code not in SLAVIC:
        return western(value, gender, noun, language.code, before)
    few = value % 10 in (2, 3, 4) and value % 100 not in (12, 13, 14)
    case = case_of(before, words, language, ends_in_one(value), few)
    if ends_in_one(value) and case in OBLIQUE:
        gender = oblique_gender(noun.lower(), case, language)
    if language.code == "pl" and case == "nominative" and (personal := polish_persons(value, noun)):
        return personal
    return slavic(value, case, gender, language.code)


def slavic(value: Decimal, case: str, gender: str, code: str) -> str:
    """A Slavic number in a case and a gender."""
    if gender == "accusative":
        said = cardinal(value, code)
        return with_gender(said, "feminine", code).replace("одна", "одну").replace("jedna", "jedną")
    if code == "pl" and value != int(value):  # "przecinek" is said with plain numbers
        return cardinal(value, code)
    said = declined_cardinal(value, case, code)
    return said if value != int(value) else with_gender(said, gender, code)


FEMININE_ENDS = {
    "genitive": ("и", "ы", "і", "ї", "y", "i"),
    "instrumental": ("ою", "ею", "єю", "ой", "ей", "ą"),
    "dative": ("і", "ї", "е"),
    "locative": (),
}
"""Endings of feminine singulars in a case."""


def oblique_gender(noun: str, case: str, language: Language) -> str:
    """The gender of a singular noun that stands in a case itself: "до ста одного року"."""
    if starts(noun, language.feminine) or noun.endswith(FEMININE_ENDS[case]):
        return "feminine"
    return "masculine"


def polish_persons(value: Decimal, noun: str) -> str | None:
    """ "pięciu żołnierzy", "troje dzieci"; ``None`` where the plain number is said."""
    low = noun.lower()
    if low in COLLECTED and value in COLLECTIVES:
        return COLLECTIVES[int(value)]
    if value < 2 or value != int(value) or not low.startswith(PERSONS) or low.endswith(WOMEN):
        return None
    thousands, rest = divmod(int(value), 1000)
    if not rest:
        return None
    head = cardinal(Decimal(thousands * 1000), "pl") if thousands else ""
    return f"{head} {declined_cardinal(Decimal(rest), 'genitive', 'pl')}".strip()


SHORT = {
    "es": ((re.compile(r"\bveintiuno$"), "veintiún"), (re.compile(r"\buno$"), "un")),
    "de": ((re.compile(r"^eins$"), "ein"),),
}
"""How a number's last word is cut in front of a masculine noun."""
LONG = {
    "es": ((re.compile(r"uno$"), "una"), (re.compile(r"(cient|quinient)os\b"), r"\1as")),
    "pt": (
        (re.compile(r"\bum\b(?! milh| bilh)"), "uma"),
        (re.compile(r"\bdois\b"), "duas"),
        (re.compile(r"entos\b"), "entas"),
    ),
    "fr": ((re.compile(r"\bun$"), "une"),),
    "de": ((re.compile(r"^eins$"), "eine"),),
    "it": ((re.compile(r"^uno$"), "una"),),
}
"""A number in front of a feminine noun, as far as it is smaller than a million."""
SHIFTING = frozenset("an auf unter".split())
"""German prepositions behind which a counted noun may as well stand in the accusative: "auf 1 Prozent"."""
ACCUSATIVE_ASKING = frozenset("für um gegen ohne durch auf über je".split())
MASCULINES = tuple(
    "Euro Dollar Cent Franken Rappen Tag Monat Meter Kilometer Punkt Platz Mann Fall Grad".split()
) + tuple("tag monat meter punkt platz mann fall".split())
"""Ends of counted German nouns whose "einen" differs from "ein"."""
IMPURE = re.compile(r"s[^aeiou]|z|gn|ps|x|y", re.I)
"""Beginnings of Italian nouns that keep "uno"."""
MILLIONS = re.compile(r"^(.*(?:millón|millones|milhão|milhões|bilhão|bilhões))(.*)$")


def western(value: Decimal, gender: str, noun: str, code: str, before: str = "") -> str:
    """A number in front of a noun in the Western languages."""
    said = cardinal(value, code)
    if not noun or value != int(value):
        return said
    if code == "de" and said == "eins" and before in DATIVE_ASKING - SHIFTING:
        return "einer" if gender == "feminine" else "einem"
    if code == "de" and said == "eins" and before in ACCUSATIVE_ASKING and noun.endswith(MASCULINES):
        return "einen"
    if code == "it" and said == "uno" and gender == "masculine":
        return "uno" if IMPURE.match(noun) else "un"
    large = MILLIONS.match(said)
    head, rest = (large[1], large[2]) if large else ("", said)
    for pattern, form in (LONG if gender == "feminine" else SHORT).get(code, ()):
        rest = pattern.sub(form, rest)
    return head + rest


def with_forms(
    value: Decimal, before: str, choices: Forms, language: Language, case: str = ""
) -> tuple[str, str]:
    """A number in words and the noun that it brings along, in the right form."""
    gender = gender_of(choices[0].split(" ")[0], Decimal(1), language)
    if language.code in SLAVIC:
        return slavic_forms(value, case or case_of(before, (), language), gender, choices, language.code)
    noun = form_of(value, choices, language.code)
    return western(value, gender, noun, language.code, before), noun


def slavic_forms(value: Decimal, case: str, gender: str, choices: Forms, code: str) -> tuple[str, str]:
    """A Slavic number and its noun, both in the case."""
    if said := half(value, gender, case, code):
        return said, choices[2] if code == "ru" and case in OBLIQUE else choices[3]
    if value != int(value):
        return slavic(value, case, gender, code), choices[3]
    one = ends_in_one(value) and (code != "pl" or value == 1)
    if case == "accusative" and one and gender == "feminine":
        return slavic(value, case, "accusative", code), accusative(choices[0])
    noun = noun_in(case, one, choices, code)
    if noun is None:
        return slavic(value, "nominative", gender, code), form_of(value, choices, code)
    return slavic(value, case, gender, code), noun


def accusative(noun: str) -> str:
    """The accusative of a Slavic feminine noun ("тисяча" → "тисячу"); other nouns stay."""
    return noun[:-1] + {"а": "у", "я": "ю"}.get(noun[-1], noun[-1])
