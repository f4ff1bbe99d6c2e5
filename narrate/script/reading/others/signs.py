"""Signs with figures that are no quantities: "4x100 m", "+380 44 123 45 67", "'68"."""

from __future__ import annotations

import re
from decimal import Decimal

from narrate.script.reading.others.numerals import cardinal
from narrate.script.reading.others.patterns import FIGURES, START
from narrate.script.reading.others.tables import Language, grouped
from narrate.script.reading.rule import Rule, rule

PHONE = r"(?<![\w.,+])(?:\+\d{1,3}|0\d{0,4})(?:[\ -]\(?\d{2,4}\)?){2,5}(?![\w-]|[.,:]\d)"

LETTERS = {
    "uk": grouped("""
а: А
бе: Б
ве: В
ге: Г
де: Д
же: Ж
зе: З
ка: К
ел: Л
ем: М
ен: Н
пе: П
ер: Р
ес: С
те: Т
еф: Ф
ха: Х
це: Ц
че: Ч
"""),
    "ru": grouped("""
бэ: Б
вэ: В
гэ: Г
дэ: Д
жэ: Ж
зэ: З
ка: К
эл: Л
эм: М
эн: Н
пэ: П
эр: Р
эс: С
тэ: Т
эф: Ф
ха: Х
цэ: Ц
че: Ч
"""),
}
"""Names of single letters beside a figure ("С-300", "Ту-95МС"); names of types stay as printed ("Су-35")."""


def signs(language: Language) -> list[Rule]:
    """ "4x100 m", "+380 44 123 45 67", "'68"."""
    code = language.code

    def say_sides(match: re.Match[str]) -> str:
        return f"{cardinal(Decimal(match['first']), code)} {language.by} "

    def say_phone(match: re.Match[str]) -> str:
        plus = f"{language.plus} " if match[0].startswith("+") else ""
        return plus + ", ".join(digits(group) for group in re.findall(r"\d+", match[0]))

    def digits(group: str) -> str:
        zeros = len(group) - len(group.lstrip("0")) if group.strip("0") else len(group) - 1
        return " ".join([*[cardinal(Decimal(0), code)] * zeros, cardinal(Decimal(group), code)])

    def say_short_year(match: re.Match[str]) -> str:
        return cardinal(Decimal(match["year"]), code)

    def say_eighties(_: re.Match[str]) -> str:
        return "quatre-vingt"

    eighties = [rule("decade", r"(?<=\bannées\ )80(?!\w)", say_eighties, FIGURES)] if code == "fr" else []
    return [
        *eighties,
        *designators(code),
        rule("phone", PHONE, say_phone, FIGURES),
        rule("sides", rf"{START}(?P<first>\d{{1,4}})\ ?[×x]\ ?(?=\d)", say_sides, "×x"),
        rule("year", r"(?<![\w'])'(?P<year>[4-9]\d)(?![\w'])", say_short_year, "'"),
    ]


def designators(code: str) -> list[Rule]:
    """ "Х-101", "Ту-95МС", "ТЕЦ-5": letters by name, a number in words."""
    if code not in LETTERS:
        return []
    names = LETTERS[code]

    def say(match: re.Match[str]) -> str | None:
        if match["value"].startswith("0"):
            return None
        values = [cardinal(Decimal(value), code) for value in (match["value"], match["more"]) if value]
        tail = [names.get(letter, letter) for letter in match["tail"]]
        return " ".join([names.get(match["name"], match["name"]), *values, *tail])

    name = r"(?P<name>[А-ЯЁІЇЄҐ][А-ЯЁІЇЄҐа-яёіїєґ']{0,15})"
    value = r"(?P<value>\d{1,4})(?:-(?P<more>\d{1,3}))?(?P<tail>[А-ЯІЇЄ]{0,3})"
    return [rule("designator", rf"(?<![\w-]){name}-{value}(?!\w|-|[.,:]\d|\ ?%)", say, FIGURES)]
