"""Slavic cardinals and generated nouns in a case.

num2words declines Russian; for Ukrainian and Polish it gives the nominative, whose words are exchanged one by
one through the tables below. Sources of the forms: the Ukrainian orthography of 2019 (§ 105) and the Polish
numeral tables of the Wielki słownik ortograficzny PWN.
"""

from __future__ import annotations

import re

from narrate.script.reading.others.tables import CASES, Forms

SLAVIC = ("uk", "ru", "pl")
OBLIQUE = {"genitive": 0, "dative": 1, "instrumental": 2, "locative": 3}


def declined(text: str) -> dict[str, tuple[str, ...]]:
    """Lines of "nominatives: genitive dative instrumental locative"; one form serves all cases."""
    rows = (line.partition(": ") for line in text.strip().splitlines())
    found: dict[str, tuple[str, ...]] = {}
    for words, _, cases in rows:
        bent = tuple(cases.split())
        found |= {word: bent * 4 if len(bent) == 1 else bent for word in words.split()}
    return found


NUMERALS = {
    "uk": declined("""
нуль: нуля нулю нулем нулі
один одне: одного одному одним одному
одна: однієї одній однією одній
два дві: двох двом двома двох
три: трьох трьом трьома трьох
чотири: чотирьох чотирьом чотирма чотирьох
шість: шести шести шістьма шести
сім: семи семи сьома семи
вісім: восьми восьми вісьма восьми
сорок: сорока
дев'яносто: дев'яноста
сто: ста
двісті: двохсот двомстам двомастами двохстах
триста: трьохсот трьомстам трьомастами трьохстах
чотириста: чотирьохсот чотирьомстам чотирмастами чотирьохстах
п'ятсот: п'ятисот п'ятистам п'ятьмастами п'ятистах
шістсот: шестисот шестистам шістьмастами шестистах
сімсот: семисот семистам сьомастами семистах
вісімсот: восьмисот восьмистам вісьмастами восьмистах
дев'ятсот: дев'ятисот дев'ятистам дев'ятьмастами дев'ятистах
тисяча: тисячі тисячі тисячею тисячі
тисячі тисяч: тисяч тисячам тисячами тисячах
мільйон: мільйона мільйону мільйоном мільйоні
мільйони мільйонів: мільйонів мільйонам мільйонами мільйонах
мільярд: мільярда мільярду мільярдом мільярді
мільярди мільярдів: мільярдів мільярдам мільярдами мільярдах
трильйон: трильйона трильйону трильйоном трильйоні
трильйони трильйонів: трильйонів трильйонам трильйонами трильйонах
ціла: цілої цілій цілою цілій
цілих: цілих цілим цілими цілих
десята: десятої десятій десятою десятій
десятих: десятих десятим десятими десятих
сота: сотої сотій сотою сотій
сотих: сотих сотим сотими сотих
тисячна: тисячної тисячній тисячною тисячній
тисячних: тисячних тисячним тисячними тисячних
"""),
    "pl": declined("""
zero: zera zeru zerem zerze
jeden jedno: jednego jednemu jednym jednym
jedna: jednej jednej jedną jednej
dwa: dwóch dwóm dwoma dwóch
dwie: dwóch dwóm dwiema dwóch
trzy: trzech trzem trzema trzech
cztery: czterech czterem czterema czterech
pięć: pięciu pięciu pięcioma pięciu
sześć: sześciu sześciu sześcioma sześciu
siedem: siedmiu siedmiu siedmioma siedmiu
osiem: ośmiu ośmiu ośmioma ośmiu
dziewięć: dziewięciu dziewięciu dziewięcioma dziewięciu
dziesięć: dziesięciu dziesięciu dziesięcioma dziesięciu
jedenaście: jedenastu jedenastu jedenastoma jedenastu
dwanaście: dwunastu dwunastu dwunastoma dwunastu
trzynaście: trzynastu trzynastu trzynastoma trzynastu
czternaście: czternastu czternastu czternastoma czternastu
piętnaście: piętnastu piętnastu piętnastoma piętnastu
szesnaście: szesnastu szesnastu szesnastoma szesnastu
siedemnaście: siedemnastu siedemnastu siedemnastoma siedemnastu
osiemnaście: osiemnastu osiemnastu osiemnastoma osiemnastu
dziewiętnaście: dziewiętnastu dziewiętnastu dziewiętnastoma dziewiętnastu
dwadzieścia: dwudziestu dwudziestu dwudziestoma dwudziestu
trzydzieści: trzydziestu trzydziestu trzydziestoma trzydziestu
czterdzieści: czterdziestu czterdziestu czterdziestoma czterdziestu
pięćdziesiąt: pięćdziesięciu pięćdziesięciu pięćdziesięcioma pięćdziesięciu
sześćdziesiąt: sześćdziesięciu sześćdziesięciu sześćdziesięcioma sześćdziesięciu
siedemdziesiąt: siedemdziesięciu siedemdziesięciu siedemdziesięcioma siedemdziesięciu
osiemdziesiąt: osiemdziesięciu osiemdziesięciu osiemdziesięcioma osiemdziesięciu
dziewięćdziesiąt: dziewięćdziesięciu dziewięćdziesięciu dziewięćdziesięcioma dziewięćdziesięciu
sto: stu
dwieście: dwustu
trzysta: trzystu
czterysta: czterystu
pięćset: pięciuset
sześćset: sześciuset
siedemset: siedmiuset
osiemset: ośmiuset
dziewięćset: dziewięciuset
tysiąc: tysiąca tysiącowi tysiącem tysiącu
tysiące tysięcy: tysięcy tysiącom tysiącami tysiącach
milion: miliona milionowi milionem milionie
miliony milionów: milionów milionom milionami milionach
miliard: miliarda miliardowi miliardem miliardzie
miliardy miliardów: miliardów miliardom miliardami miliardach
bilion: biliona bilionowi bilionem bilionie
biliony bilionów: bilionów bilionom bilionami bilionach
"""),
    "ru": declined("""
целая: целой целой целой целой
целых: целых целым целыми целых
десятая: десятой десятой десятой десятой
десятых: десятых десятым десятыми десятых
сотая: сотой сотой сотой сотой
сотых: сотых сотым сотыми сотых
тысячная: тысячной тысячной тысячной тысячной
тысячных: тысячных тысячным тысячными тысячных
"""),
}
"""Nominative → genitive, dative, instrumental, locative."""
TEENS = re.compile(r"(дцять|ять|десят)$")
"""Ukrainian fives and tens: "п'ять", "двадцять", "сімдесят" → -и, in the instrumental -ьма."""

HALVES = {
    "uk": ("півтора", "півтори"),
    "ru": ("полтора", "полторы"),
    "pl": ("półtora", "półtorej"),
}
"""One and a half of a masculine, of a feminine thing."""


def decline(words: str, case: str, code: str) -> str:
    """A nominative number in words, put into a case."""
    if case not in OBLIQUE:
        return words
    return " ".join(decline_word(word, case, code) for word in words.split(" "))


def decline_word(word: str, case: str, code: str) -> str:
    """One word of a number in a case; a word that the tables do not know stays."""
    known = NUMERALS[code].get(word)
    if known:
        return known[OBLIQUE[case]]
    if code == "uk" and TEENS.search(word):
        return word.removesuffix("ь") + ("ьма" if case == "instrumental" else "и")
    return word


PLURALS = {
    "uk": {"dative": "ам", "instrumental": "ами", "locative": "ах"},
    "ru": {"dative": "ам", "instrumental": "ами", "locative": "ах"},
    "pl": {"dative": "om", "instrumental": "ami", "locative": "ach"},
}
ADJECTIVES = {
    "uk": {"genitive": "их", "dative": "им", "instrumental": "ими", "locative": "их"},
    "ru": {"genitive": "ых", "dative": "ым", "instrumental": "ыми", "locative": "ых"},
    "pl": {"genitive": "ych", "dative": "ym", "instrumental": "ymi", "locative": "ych"},
}
FIXED = ("євро", "евро", "euro", "procent", "zloty")
POSTPOSED = ("на", "в", "за", "Цельсія", "Цельсия", "Celsjusza", "na")
"""What follows a unit's noun and does not bend: "кілометрів на годину"."""


def noun_in(case: str, one: bool, choices: Forms, code: str) -> str | None:
    """A generated noun behind a number in an oblique case; ``None`` where its form is not known.

    Args:
        case: one of ``CASES``.
        one: whether the number ends in one ("21"), which keeps the noun in the singular.
        choices: the noun's forms behind a nominative number.
        code: the language.
    """
    if case not in CASES or case in ("nominative", "accusative"):
        return None
    if case == "genitive":
        return choices[3] if one else choices[2]
    if one:
        return None
    return plural_phrase(choices[3], choices[2], case, code)


def plural_phrase(singular: str, plural: str, case: str, code: str) -> str:
    """ "квадратного метра" → "квадратним метрам"; words behind "на" and the like stay."""
    bent: list[str] = []
    words, many = singular.split(" "), plural.split(" ")
    for index, word in enumerate(words):
        if word in POSTPOSED or word in FIXED:
            return " ".join([*bent, *many[index:]])
        bent.append(plural_word(word, case, code))
    return " ".join(bent)


def plural_word(word: str, case: str, code: str) -> str:
    """A noun or adjective in the genitive singular, put into an oblique plural."""
    if word.endswith(("ого", "ego")):
        return word[:-3] + ADJECTIVES[code][case]
    ending = PLURALS[code][case]
    return word[:-1] + (f"я{ending[1:]}" if word[-1] == "я" else ending)
