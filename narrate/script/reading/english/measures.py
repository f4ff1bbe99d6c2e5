"""Measures: "155mm shells", "90 km/h", "3.2 sq km", "40°C", "5'11\"", "a 5,000-sq-ft warehouse", "3M
views".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

from narrate.script.reading.english.acronyms import spell
from narrate.script.reading.english.context import (
    FUNCTION_WORDS,
    after,
    counts_things,
    describes_noun,
    word_after,
)
from narrate.script.reading.english.fractions import VULGAR, fraction
from narrate.script.reading.english.numerals import EDGE, NUMBER, cardinal, is_one, number, paired, unbroken
from narrate.script.reading.english.units import AFTER_A, SAID_BY_LETTERS, TOUCHING_UNITS, UNITS
from narrate.script.reading.rule import Rule, Say, rule

FIGURES = "0123456789"
SHORT_TIMES = frozenset({"s", "sec", "ms", "h"})


def choice(names: Iterable[str]) -> str:
    """A pattern of these abbreviations, the longest first."""
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


def letters_of(unit: str) -> tuple[str, str]:
    """ "km/h" → "K.M.H", of one and of many."""
    said = spell("".join(char for char in unit if char.isalpha()))
    return said, said


LETTERS = {unit: letters_of(unit) if unit in SAID_BY_LETTERS else names for unit, names in UNITS.items()}
UNIT = rf"(?:{choice(UNITS)})"
FRACTION = rf"(?:\ ?[{''.join(VULGAR)}]|\ \d/[1-9]\d?)"
SCALE = (
    r"(?:\ (?:thousand|million|billion|trillion)|\ ?(?:bn|mn|mln|tn|trn)(?=\ )"
    r"|m(?=\ (?:b/d|bpd|sq|km|ha|t|L)\b))"
)
SIGN = r"(?:(?<![\w.)])(?P<sign>[-+±~]))?"
SIGNS = {"-": "minus ", "+": "plus ", "±": "plus or minus ", "~": "about "}
END = r"(?![\w²³]|/\d|\.\d)"


Names = Mapping[str, tuple[str, str]]
"""Unit as printed → how one and how many of it are said."""


def is_split_time(match: re.Match[str]) -> bool:
    """Whether it is a time such as "9.58s", which a verb may follow: "9.58s stands"."""
    return match["unit"] in SHORT_TIMES and "." in match["number"]


def attached(match: re.Match[str]) -> bool:
    """Whether "155mm shells" shows its adjective by leaving no space before the unit and a noun behind it."""
    noun = word_after(match)
    if is_split_time(match):
        return False
    return (
        match["gap"] == ""
        and noun.islower()
        and noun not in FUNCTION_WORDS
        and not noun.endswith(("ed", "ly", "ing"))
    )


def before_things(match: re.Match[str]) -> bool:
    """Whether things that are counted follow: "500 lb bombs"."""
    noun = word_after(match)
    return not is_split_time(match) and counts_things(noun) and noun not in FUNCTION_WORDS


OF_PEOPLE = re.compile(
    r" of (?:the|its|his|her|our|their) (?:[a-z]+'s|country|world|nation|population|people|city)\b"
)
"""Behind "2.5m": millions of them, not meters."""


def counts_people(match: re.Match[str]) -> bool:
    """Whether "5m" are five million: "5m people", "5m of the country's voters"."""
    return counts_things(word_after(match)) or OF_PEOPLE.match(after(match)) is not None


def say_measure(match: re.Match[str], names: Names = UNITS) -> str | None:
    """A number with its unit; the unit is singular when the measure describes a noun."""
    figures, unit, gap = match["number"], match["unit"], match["gap"]
    if unit == "m" and gap == "" and counts_people(match) and float(unbroken(figures)) < 1000:
        return None
    adjective = gap == "-" or attached(match) or describes_noun(match) or before_things(match)
    caliber = unit == "mm" and adjective and len(figures) == 3 and figures.isdecimal()
    said = paired(figures) if caliber else number(figures)
    one = adjective or (is_one(figures) and not match["scale"])
    return f"{SIGNS.get(match['sign'], '')}{said}{scale_word(match['scale'])} {names[unit][0 if one else 1]}"


def scale_word(printed: str | None) -> str:
    """ "bn" → " billion"; the words themselves stay."""
    word = (printed or "").strip()
    if not word:
        return ""
    short = "M" if word == "m" else word
    return f" {TOUCHING_UNITS[short][0] if short in TOUCHING_UNITS else word}"


def say_mixed(match: re.Match[str], names: Names = UNITS) -> str:
    """ "4 1/2 lbs" → "four and a half pounds"."""
    part = part_words(match["part"].strip())
    adjective = describes_noun(match)
    return f"{cardinal(int(match['whole']))} and {part} {names[match['unit']][0 if adjective else 1]}"


def part_words(text: str) -> str:
    """ "½" or "1/2" behind a whole number → "a half"."""
    top, _, bottom = text.partition("/")
    return fraction(*(VULGAR[text] if text in VULGAR else (int(top), int(bottom))), mixed=True)


def say_range(match: re.Match[str], names: Names = UNITS) -> str | None:
    """ "20-25°C" → "twenty to twenty five degrees Celsius"; "30,000 ft. and 500 mph" are two measures."""
    if match["same"] and match["same"].rstrip(".") != match["unit"].rstrip("."):
        return None
    if match["same"] and match["join"].strip() in ("and", "or"):
        return None
    first = f"{SIGNS.get(match['sign'], '')}{number(match['first'])}"
    joint = match["join"].strip()
    adjective = match["gap"] == "-" or describes_noun(match)
    last = f"{'minus ' if match['minus'] else ''}{number(match['last'])}{scale_word(match['scale'])}"
    unit = names[match["unit"]][0 if adjective else 1]
    return f"{first} {joint if joint in ('and', 'or') else 'to'} {last} {unit}"


def say_product(match: re.Match[str], names: Names = UNITS) -> str:
    """ "25 x 7 m" → "twenty five by seven meters"; "4x100m" likewise."""
    sizes = re.split(r"\ ?[x×]\ ?", match["sizes"])
    unit = f" {names[match['unit']][1]}" if match["unit"] else ""
    return " by ".join(number(size) for size in sizes) + unit


def say_powers_of_ten(match: re.Match[str], names: Names = UNITS) -> str:
    """ "5.97 × 10²⁴ kg" → "five point nine seven times ten to the power of twenty four kilograms"."""
    power = match["power"].translate(RAISED)
    minus = "minus " if power.startswith(("-", "−")) else ""
    unit = f" {names[match['unit']][1]}" if match["unit"] else ""
    return f"{number(match['number'])} times ten to the power of {minus}{number(power.lstrip('+-−'))}{unit}"


RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+", "^")
"""Figures above the line."""


def say_consumption(match: re.Match[str], names: Names = UNITS) -> str:
    """ "5 l/100 km" → "five liters per hundred kilometers"."""
    return f"{number(match['number'])} {names[match['unit']][1]} per hundred kilometers"


def say_scaled(match: re.Match[str]) -> str:
    """ "3M views", "10K", "20C": a letter that touches its number."""
    one, many = TOUCHING_UNITS[match["unit"]]
    return (
        f"{SIGNS.get(match['sign'], '')}{number(match['number'])} {one if is_one(match['number']) else many}"
    )


def say_scaled_range(match: re.Match[str]) -> str:
    """ "95-100F", "3–4M" → "three to four million"."""
    unit = TOUCHING_UNITS[match["unit"]][1]
    return f"{SIGNS.get(match['sign'], '')}{number(match['first'])} to {number(match['last'])} {unit}"


def say_one_unit(match: re.Match[str], names: Names = UNITS) -> str:
    """ "$79.97 a bbl" → "barrel"."""
    return names[match["unit"]][0]


def say_million_things(match: re.Match[str]) -> str:
    """ "5m people" → "five million people"."""
    return f"{number(match[1])} million"


def say_times(match: re.Match[str]) -> str:
    """ "2.5x" → "two point five times"."""
    return f"{number(match[1])} times"


def say_degrees_minutes(match: re.Match[str]) -> str:
    """ "48°30'" → "forty eight degrees thirty minutes"."""
    return f"{number(match[1])} degrees {number(match[2])} minutes"


def say_per(match: re.Match[str], names: Names = UNITS) -> str:
    """ "12.3/km²", "$5/kg" → "… per kilogram"."""
    return f" per {names[match['unit']][0]}"


def rules(letters: bool) -> list[Rule]:
    """All rules of measures; ``letters`` says the units that are letters as letters."""
    if not letters:
        return RULES
    by_letters: dict[Say, Say] = {
        say: partial(say, names=LETTERS)
        for say in (
            say_one_unit,
            say_consumption,
            say_measure,
            say_mixed,
            say_range,
            say_product,
            say_per,
            say_powers_of_ten,
        )
    }
    return [replace(one, say=by_letters.get(one.say, one.say)) for one in RULES]


RULES = [
    rule("measure", r"(?<=[\d\ue000])/b(?!\w)", lambda match: " per barrel", "/"),
    rule("measure", rf"(?<=[\d\ue000])/(?P<unit>{UNIT}){END}", say_per, "/"),
    rule(
        "measure",
        rf"{EDGE}(?P<number>{NUMBER})\ ?[×x*]\ ?10(?P<power>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,4}}|\^[-+]?\d{{1,4}})"
        rf"(?:\ ?(?P<unit>{UNIT}){END})?",
        say_powers_of_ten,
        "1 ×x*",
    ),
    rule("measure", rf"{EDGE}(?P<number>{NUMBER})\ ?(?P<unit>{UNIT})/100\ ?km\b", say_consumption, "1 /"),
    rule("measure", rf"{EDGE}(\d{{1,3}})°\ ?(\d{{1,2}})'", say_degrees_minutes, "°"),
    rule(
        "measure",
        rf"{EDGE}(?P<sizes>{NUMBER}(?:\ ?[x×]\ ?{NUMBER}){{1,2}})(?:\ ?(?P<unit>{UNIT}){END})?(?![\w]|\.\d|\ ?=)",
        say_product,
        "0123456789 x×",
    ),
    rule(
        "measure",
        rf"{SIGN}{EDGE}(?P<first>{NUMBER})(?:(?:\ |-)?(?P<same>{UNIT}))?"
        r"(?P<join>\ ?[-–—]\ ?|\ to\ |\ or\ |\ and\ )(?P<minus>[-](?=\d))?"
        rf"(?P<last>{NUMBER})(?P<scale>{SCALE})?(?P<gap>\ |-|)(?P<unit>{UNIT})(?:\.(?=\ [a-z]))?{END}",
        say_range,
        FIGURES,
    ),
    rule(
        "measure",
        rf"{EDGE}(?P<whole>\d{{1,3}})(?P<part>{FRACTION})(?:\ |-)?(?P<unit>{UNIT}){END}",
        say_mixed,
        "0123456789 " + "".join(VULGAR) + "/",
    ),
    rule(
        "measure",
        rf"{SIGN}{EDGE}(?P<number>{NUMBER})(?P<scale>{SCALE})?(?P<gap>\ |-|)(?P<unit>{UNIT})"
        rf"(?:\.(?=\ [a-z]))?{END}",
        say_measure,
        FIGURES,
    ),
    rule(
        "scale",
        rf"{SIGN}{EDGE}(?P<number>{NUMBER})\ (?P<unit>mln|mn|bln|bn|trn|tn)(?!\w)",
        say_scaled,
        "0123456789 n",
    ),
    rule(
        "measure",
        rf"{SIGN}{EDGE}(?P<number>{NUMBER})\ (?P<unit>[CF])(?=\ \(|[.,;)]|$)",
        say_scaled,
        "0123456789 CF",
    ),
    rule("million", rf"{EDGE}({NUMBER})m(?=\ [a-z])", say_million_things, "0123456789 m"),
    rule("times", rf"{EDGE}({NUMBER})[x×](?!\w)", say_times, "0123456789 x×"),
    rule("measure", rf"(?<=\ue000)/(?P<unit>{UNIT}){END}", say_per, "/"),
    rule(
        "measure",
        rf"(?:(?<=\ue000\ a\ )|(?<=\ue000\ an\ )|(?<=\ per\ ))(?P<unit>{choice(AFTER_A)})(?!\w)",
        say_one_unit,
        "0123456789 ap",
    ),
    rule(
        "scale",
        rf"{SIGN}{EDGE}(?P<first>{NUMBER})\ ?[-–]\ ?(?P<last>{NUMBER})(?P<unit>{choice(TOUCHING_UNITS)})(?!\w|-\w)",
        say_scaled_range,
        FIGURES,
    ),
    rule(
        "scale",
        rf"{SIGN}{EDGE}(?P<number>{NUMBER})(?P<unit>{choice(TOUCHING_UNITS)})(?!\w|-\w)",
        say_scaled,
        FIGURES,
    ),
]
