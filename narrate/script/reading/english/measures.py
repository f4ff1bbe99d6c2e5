"""Measures: "155mm shells", "90 km/h", "3.2 sq km", "40°C", "5'11\"", "a 5,000-sq-ft warehouse", "3M
views".
"""

from __future__ import annotations

import re

from narrate.script.reading.english.context import FUNCTION_WORDS, counts_things, describes_noun, word_after
from narrate.script.reading.english.fractions import VULGAR, fraction
from narrate.script.reading.english.numerals import NUMBER, cardinal, is_one, number, paired
from narrate.script.reading.english.units import TOUCHING_UNITS, UNITS
from narrate.script.reading.rule import rule

FIGURES = "0123456789"


def choice(names: dict[str, tuple[str, str]]) -> str:
    """A pattern of these abbreviations, the longest first."""
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


UNIT = rf"(?:{choice(UNITS)})"
FRACTION = rf"(?:\ ?[{''.join(VULGAR)}]|\ \d/[1-9]\d?)"
SCALE = r"(?:\ (?:thousand|million|billion|trillion))"
SIGN = r"(?:(?<![\w.)])(?P<sign>[-+±~]))?"
SIGNS = {"-": "minus ", "+": "plus ", "±": "plus or minus ", "~": "about "}
END = r"(?![\w²³]|/\d|\.\d)"


def unit_words(unit: str, one: bool) -> str:
    """The name of a unit in the singular or plural."""
    return UNITS[unit][0 if one else 1]


def attached(match: re.Match[str]) -> bool:
    """Whether "155mm shells" shows its adjective by leaving no space before the unit and a noun behind it."""
    noun = word_after(match)
    return (
        match["gap"] == ""
        and noun.islower()
        and noun not in FUNCTION_WORDS
        and not noun.endswith(("ed", "ly", "ing"))
    )


def before_things(match: re.Match[str]) -> bool:
    """Whether things that are counted follow: "500 lb bombs"."""
    noun = word_after(match)
    return counts_things(noun) and noun not in FUNCTION_WORDS


def say_measure(match: re.Match[str]) -> str | None:
    """A number with its unit; the unit is singular when the measure describes a noun."""
    figures, unit, gap = match["number"], match["unit"], match["gap"]
    if (
        unit == "m"
        and gap == ""
        and counts_things(word_after(match))
        and float(figures.replace(",", "")) < 1000
    ):
        return None
    adjective = gap == "-" or attached(match) or describes_noun(match) or before_things(match)
    caliber = unit == "mm" and adjective and len(figures) == 3 and figures.isdecimal()
    said = paired(figures) if caliber else number(figures)
    one = adjective or (is_one(figures) and not match["scale"])
    return f"{SIGNS.get(match['sign'], '')}{said}{match['scale'] or ''} {unit_words(unit, one)}"


def say_mixed(match: re.Match[str]) -> str:
    """ "4 1/2 lbs" → "four and a half pounds"."""
    part = part_words(match["part"].strip())
    return f"{cardinal(int(match['whole']))} and {part} {unit_words(match['unit'], False)}"


def part_words(text: str) -> str:
    """ "½" or "1/2" behind a whole number → "a half"."""
    top, _, bottom = text.partition("/")
    return fraction(*(VULGAR[text] if text in VULGAR else (int(top), int(bottom))), mixed=True)


def say_range(match: re.Match[str]) -> str | None:
    """ "20-25°C" → "twenty to twenty five degrees Celsius"; "30,000 ft. and 500 mph" are two measures."""
    if match["same"] and match["same"].rstrip(".") != match["unit"].rstrip("."):
        return None
    first = f"{SIGNS.get(match['sign'], '')}{number(match['first'])}"
    joint = match["join"].strip()
    adjective = match["gap"] == "-" or describes_noun(match)
    last = f"{'minus ' if match['minus'] else ''}{number(match['last'])}"
    return (
        f"{first} {joint if joint in ('and', 'or') else 'to'} {last} {unit_words(match['unit'], adjective)}"
    )


def say_product(match: re.Match[str]) -> str:
    """ "25 x 7 m" → "twenty five by seven meters"; "4x100m" likewise."""
    sizes = re.split(r"\ ?[x×]\ ?", match["sizes"])
    unit = f" {unit_words(match['unit'], False)}" if match["unit"] else ""
    return " by ".join(number(size) for size in sizes) + unit


def say_height(match: re.Match[str]) -> str:
    """ "5'11\"" and "6-foot-2" → "five foot eleven", "six foot two"."""
    return f"{cardinal(int(match['feet']))} foot {number(match['inches'])}"


def say_feet_inches(match: re.Match[str]) -> str:
    """ "3 ft. 2 in." → "three feet two inches"; singular where hyphens make it an adjective."""
    feet, inches = match["feet"], match["inches"]
    adjective = "-" in match[0]
    foot = "foot" if adjective or feet == "1" else "feet"
    inch = "inch" if adjective or inches == "1" else "inches"
    return f"{cardinal(int(feet))} {foot} {number(inches)} {inch}"


def say_scaled(match: re.Match[str]) -> str:
    """ "3M views", "10K", "20C": a letter that touches its number."""
    one, many = TOUCHING_UNITS[match["unit"]]
    return (
        f"{SIGNS.get(match['sign'], '')}{number(match['number'])} {one if is_one(match['number']) else many}"
    )


def say_million_things(match: re.Match[str]) -> str:
    """ "5m people" → "five million people"."""
    return f"{number(match[1])} million"


def say_times(match: re.Match[str]) -> str:
    """ "2.5x" → "two point five times"."""
    return f"{number(match[1])} times"


def say_degrees_minutes(match: re.Match[str]) -> str:
    """ "48°30'" → "forty eight degrees thirty minutes"."""
    return f"{number(match[1])} degrees {number(match[2])} minutes"


def say_inches(match: re.Match[str]) -> str | None:
    """ "3\" deep": inches only where the sign cannot close a quote."""
    if match.string.count('"') > 1:
        return None
    return f"{number(match[1])} {'inch' if is_one(match[1]) else 'inches'}"


EDGE = r"(?<!\w)(?<!\d[.,])(?<![A-Za-z]-)"


def say_per(match: re.Match[str]) -> str:
    """ "12.3/km²", "$5/kg" → "… per kilogram"."""
    return f" per {UNITS[match['unit']][0]}"


RULES = [
    rule("measure", rf"(?<=[\d\ue000])/(?P<unit>{UNIT}){END}", say_per, "/"),
    rule(
        "height",
        rf"""{EDGE}(?P<feet>[1-9])'\ ?(?P<inches>1[01]|\d)(?:"|''|(?=[\s.,;)]|$))""",
        say_height,
        "'",
    ),
    rule(
        "height",
        rf"{EDGE}(?P<feet>\d)(?:\ |-)?(?:ft|feet|foot)\b\.?(?:\ |-)?(?P<inches>1[01]|\d)"
        r"(?:\ |-)?(?:in|inch|inches)\b(?:\.(?!$))?",
        say_feet_inches,
        "f",
    ),
    rule(
        "height",
        rf"{EDGE}(?P<feet>\d)(?:\ |-)?(?:ft|feet|foot)\b\.?(?:\ |-)?(?P<inches>1[01]|\d)(?![\w%]|[.,]\d)",
        say_height,
        "f",
    ),
    rule("measure", rf"{EDGE}({NUMBER})\ in(?=[);])", say_inches, "0123456789"),
    rule("measure", rf"{EDGE}(\d{{1,3}})°\ ?(\d{{1,2}})'", say_degrees_minutes, "°"),
    rule(
        "measure",
        rf"{EDGE}(?P<sizes>{NUMBER}(?:\ ?[x×]\ ?{NUMBER}){{1,2}})(?:\ ?(?P<unit>{UNIT}){END})?(?![\w]|\.\d)",
        say_product,
        "x×",
    ),
    rule(
        "measure",
        rf"{SIGN}{EDGE}(?P<first>{NUMBER})(?:(?:\ |-)?(?P<same>{UNIT}))?"
        r"(?P<join>\ ?[-–—]\ ?|\ to\ |\ or\ |\ and\ )(?P<minus>[-](?=\d))?"
        rf"(?P<last>{NUMBER})(?P<gap>\ |-|)(?P<unit>{UNIT}){END}",
        say_range,
        FIGURES,
    ),
    rule(
        "measure",
        rf"{EDGE}(?P<whole>\d{{1,3}})(?P<part>{FRACTION})(?:\ |-)?(?P<unit>{UNIT}){END}",
        say_mixed,
        "".join(VULGAR) + "/",
    ),
    rule(
        "measure",
        rf"{SIGN}{EDGE}(?P<number>{NUMBER})(?P<scale>{SCALE})?(?P<gap>\ |-|)(?P<unit>{UNIT}){END}",
        say_measure,
        FIGURES,
    ),
    rule("height", rf"{EDGE}({NUMBER})\"(?=\ [a-z]|[,.])", say_inches, '"'),
    rule(
        "scale", rf"{SIGN}{EDGE}(?P<number>{NUMBER})\ (?P<unit>mln|mn|bln|bn|trn|tn)(?!\w)", say_scaled, "n"
    ),
    rule("million", rf"{EDGE}({NUMBER})m(?=\ [a-z])", say_million_things, "m"),
    rule("times", rf"{EDGE}({NUMBER})[x×](?!\w)", say_times, "x×"),
    rule(
        "scale",
        rf"{SIGN}{EDGE}(?P<number>{NUMBER})(?P<unit>{choice(TOUCHING_UNITS)})(?!\w|-\w)",
        say_scaled,
        FIGURES,
    ),
]
