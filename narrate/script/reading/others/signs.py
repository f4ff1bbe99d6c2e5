"""Signs with figures that are no quantities: "4x100 m", "+380 44 123 45 67", "'68"."""

from __future__ import annotations

import re
from decimal import Decimal

from narrate.script.reading.others.numerals import cardinal
from narrate.script.reading.others.patterns import FIGURES, START
from narrate.script.reading.others.tables import Language
from narrate.script.reading.rule import Rule, rule

PHONE = r"(?<![\w.,+])(?:\+\d{1,3}|0\d{0,4})(?:[\ -]\(?\d{2,4}\)?){2,5}(?![\w-]|[.,:]\d)"


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
        rule("phone", PHONE, say_phone, FIGURES),
        rule("sides", rf"{START}(?P<first>\d{{1,4}})\ ?[×x]\ ?(?=\d)", say_sides, "×x"),
        rule("year", r"(?<![\w'])'(?P<year>[4-9]\d)(?![\w'])", say_short_year, "'"),
    ]
