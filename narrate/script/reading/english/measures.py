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
    near,
    word_after,
    word_before,
)
from narrate.script.reading.english.fractions import VULGAR, fraction
from narrate.script.reading.english.money_table import CURRENCIES
from narrate.script.reading.english.numerals import (
    EDGE,
    NUMBER,
    START,
    cardinal,
    is_one,
    number,
    paired,
    unbroken,
)
from narrate.script.reading.english.units import AFTER_A, SAID_BY_LETTERS, TOUCHING_UNITS, UNITS
from narrate.script.reading.rule import Rule, Say, rule
from narrate.script.tables import words

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
    r"|m(?=\ (?:b/d|bpd|bbls?|boe|sq|cu|km|mi|ha|t|L|lbs?|oz|gal|yrs?|hrs?)\b))"
)
SIGN = r"(?:(?<![\w.)])(?P<sign>[-+±~]))?"
SIGNS = {"-": "minus ", "+": "plus ", "±": "plus or minus ", "~": "about "}
END = r"(?![\w²³]|/\d{1,6}(?![\d.]{0,6}\ ?[A-Za-z°])|-grand|\.\d|'(?!s\b)\w)"


Names = Mapping[str, tuple[str, str]]
"""Unit as printed → how one and how many of it are said."""


def is_split_time(match: re.Match[str]) -> bool:
    """Whether it is a time such as "9.58s", which a verb may follow: "9.58s stands"."""
    return match["unit"] in SHORT_TIMES and "." in match["number"]


DOTTED_LETTER = re.compile(r" [a-z]\.")
"""The first of "b.i.d.", no noun."""


def attached(match: re.Match[str]) -> bool:
    """Whether "155mm shells" shows its adjective by leaving no space before the unit and a noun behind it."""
    noun = word_after(match)
    if is_split_time(match):
        return False
    return (
        match["gap"] == ""
        and noun.islower()
        and not DOTTED_LETTER.match(after(match))
        and noun not in FUNCTION_WORDS
        and not noun.endswith(("ed", "ly", "ing"))
    )


def before_things(match: re.Match[str]) -> bool:
    """Whether things that are counted follow: "500 lb bombs"."""
    noun = word_after(match)
    return not is_split_time(match) and counts_things(noun) and noun not in FUNCTION_WORDS


OF_PEOPLE = re.compile(
    r" of (?:them|us|whom|which|those|these|you)\b"
    r"| of (?:the|its|his|her|our|their) (?:[A-Za-z]+'s|country|world|nation|population|people|city)\b"
)
"""Behind "2.5m": millions of them, not meters."""


PEOPLES = re.compile(
    r" (?:[A-Z][a-z]{3,12}ans|Britons|British|Irish|French|Dutch|Chinese|Japanese|Vietnamese|Filipinos|Swiss|Scots"
    r"|Finns|Danes|Swedes|Poles|Czechs|Slovaks|Serbs|Croats|Greeks|Turks|Kurds|Arabs|Afghans|Iraqis|Israelis|Pakistanis"
    r"|Saudis|Bangladeshis|Yemenis|Uzbeks|Kazakhs|Muslims|Jews|Catholics|Hindus|Sikhs|Tories|Democrats)\b"
)
"""Behind "170m": "Americans", "Muslims", "Poles"; people, not a name."""
PEOPLE_DO = words(
    """
    backed voted watched bought signed live lived fled died use used own owned attended tuned downloaded have
    visited play played work worked speak claimed claim rely joined marched subscribe subscribed face depend
    """
)
"""What millions do and lengths do not."""
LOOSELY_BEHIND = words("at in and by to on for with was is were a an the last this per each so who but or")
"""Words that may follow a lone "1.2m" of people; behind one of "from", "above" or "away" it would be a length."""
COUNTING = re.compile(
    r"\b(?:sold|sales|audience|subscribers|viewers|users|population|streams|downloads|copies|circulation|followers"
    r"|visitors|listeners|customers|watched by|electorate|readers)\b"
)
"""Words around a lone "1.2m" that count people or copies."""
IN_METERS = words(
    """
    hurdles waves swells walls fences drifts snowdrifts towers masts sprints relays races heats finals trials events
    medallists medalists champions runners sprinters swimmers records dashes swims pools strips banners springboards
    platforms putts spans stretches tunnels trenches cranes trees dinghies boats yachts ships drops depths heights
    """
)
"""What is measured in meters, not counted in millions: "the 100m hurdles", "4m waves"."""


NAMES_OF_MONEY = {name.split()[-1].lower() for one in CURRENCIES.values() for name in (one.one, one.many)}
NOT_ONLY_MONEY = words("mark won real rand colon colones som dram kip lev leu ban pound pa'anga")
"""Names of money that are other things behind a length: "the 12m mark", "the 10m won him gold"."""
OF_MONEY = re.compile(rf" (?:(?:[A-Z][a-z]+|US|U\.S\.?) )?(?:{choice(NAMES_OF_MONEY - NOT_ONLY_MONEY)})\b")
"""Behind "12m": money, which is counted in millions; "12m hryvnia", "12m Swiss francs"."""


def counts_people(match: re.Match[str]) -> bool:
    """Whether "5m" are five million: "5m people", "5m of the country's voters", "170m Americans"."""
    noun, behind = word_after(match), after(match)
    if OF_MONEY.match(behind):
        return True
    if counts_things(noun):
        return noun not in IN_METERS
    return (
        bool(OF_PEOPLE.match(behind) or PEOPLES.match(behind))
        or noun in PEOPLE_DO
        or ((not noun or noun in LOOSELY_BEHIND) and near(match, COUNTING, 60))
    )


SHIPPING = re.compile(
    r"\b(?:ships?|vessels?|coast|sea|seas|navy|naval|port|island|sail(?:ed|ing|s)|offshore|nautical|MV|HMS|USS|tanker"
    r"|maritime|missiles?|range|radius|waters|boats?|yachts?|aircraft|flown|exclusive economic zone"
    r"|frigate|destroyer)\b"
)
SMALL = re.compile(
    r"\b(?:chips?|nodes?|process|processors?|transistors?|wafers?|wavelengths?|light|lasers?|particles?)\b"
)
"""What is so small that "nm" beside it are nanometers."""
OFF_SHORE = re.compile(r" (?:off|from|out|offshore|(?:north|south|east|west)\w{0,4})\b")


OF_DRINK = re.compile(
    r"\.? (?:of )?(?:milk|beer|water|cream|stock|blood|ale|cider|lager|bitter|ice|juice|broth|wine|oil)\b"
)


def unit_meant(match: re.Match[str]) -> str:
    """The unit that is meant: "nm" beside ships are nautical miles, "pt" of milk a pint."""
    if match["unit"] == "nm":
        at_sea = OFF_SHORE.match(after(match)) or (near(match, SHIPPING) and not near(match, SMALL, 30))
        return "nmi" if at_sea else "nm"
    if match["unit"].rstrip(".") in ("pt", "pts") and OF_DRINK.match(after(match)):
        return "pint"
    return match["unit"]


NAME_BEHIND = re.compile(
    r" (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)(?:[A-Z][a-zA-Z]|[A-Z]+-?\d|\d{1,2}[A-Z]|\ue000{1,5} [a-z])"
)


def describes_name(match: re.Match[str]) -> bool:
    """Whether the measure touches its unit, and an article and a name stand around it: "a 500lb GBU-38"."""
    return (
        match["gap"] == ""
        and word_before(match) in ("a", "an", "the")
        and bool(NAME_BEHIND.match(after(match)))
    )


THINGS = words(
    """
    battery plant farm engine motor gun round shell pool turbine reactor camera display monitor lens screen disk
    drive chip bag bottle tank wave road line pipeline cable bridge tunnel wall fence zone radius gap charger
    generator panel processor laser capacity warhead bomb rocket cartridge caliber calibre speaker tyre
    tire wheel rim
    """
)
"""Nouns that a measure in front of them describes even without an article: "with 2 MWh battery"."""


def describes_thing(match: re.Match[str]) -> bool:
    """Whether a measure describes what stands behind it."""
    if describes_noun(match) or before_things(match) or describes_name(match):
        return True
    return word_after(match) in THINGS and not is_split_time(match)


def say_measure(match: re.Match[str], names: Names = UNITS) -> str | None:
    """A number with its unit; the unit is singular when the measure describes a noun."""
    figures, unit, gap = match["number"], unit_meant(match), match["gap"]
    if unit == "m" and gap == "" and counts_people(match) and float(unbroken(figures)) < 1000:
        return None
    adjective = gap == "-" or attached(match) or describes_thing(match)
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
    if match["unit"] == "m" and match["gap"] == "" and OF_MONEY.match(after(match)):
        return f"{first} {joint_word(joint)} {number(match['last'])} million"
    adjective = match["gap"] == "-" or describes_noun(match)
    last = f"{'minus ' if match['minus'] else ''}{number(match['last'])}{scale_word(match['scale'])}"
    unit = names[unit_meant(match)][0 if adjective else 1]
    return f"{first} {joint_word(joint)} {last} {unit}"


def joint_word(joint: str) -> str:
    """ "and" and "or" stay; a dash is "to"."""
    return joint if joint in ("and", "or") else "to"


CALIBER = re.compile(r"\d{1,2}(?:\.\d{1,2})?[x×]\d{2,3}(?:\.\d)?mm")
"""The name of a cartridge, which describes rounds and rifles: "7.62x39mm"."""


def say_product(match: re.Match[str], names: Names = UNITS) -> str:
    """ "25 x 7 m" → "twenty five by seven meters"; "4x100m" likewise."""
    sizes = re.split(r"\ ?[x×]\ ?", match["sizes"])
    caliber = match["unit"] == "mm" and CALIBER.fullmatch(match[0]) is not None
    unit = f" {names[match['unit']][0 if caliber else 1]}" if match["unit"] else ""
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


def say_part(match: re.Match[str], names: Names = UNITS) -> str:
    """ "½ tsp" → "half a teaspoon", "¾ mile" → "three quarters of a mile", "a ½-mile walk" → "half mile"."""
    unit = names[unit_meant(match)][0]
    part = fraction(*VULGAR[match["sign"]]).removeprefix("one half")
    if match["gap"] == "-" or word_before(match) in ("a", "the"):
        return f"{part.removeprefix('one ') or 'half'} {unit}"
    article = "an" if unit[0] in "aeio" or unit.startswith("hour") else "a"
    return f"{f'{part} of' if part else 'half'} {article} {unit}"


def say_scaled(match: re.Match[str]) -> str:
    """ "3M views", "10K", "20C": a letter that touches its number; "a 27in monitor" describes it."""
    one, many = TOUCHING_UNITS[match["unit"]]
    single = is_one(match["number"]) or (match["unit"] == "in" and describes_size(match))
    return f"{SIGNS.get(match['sign'], '')}{number(match['number'])} {one if single else many}"


def describes_size(match: re.Match[str]) -> bool:
    """Whether "27in" stands in front of what is so large."""
    noun = word_after(match)
    if describes_noun(match) or noun in THINGS:
        return True
    return word_before(match) in ("a", "an", "the") and bool(NAME_BEHIND.match(after(match)))


def say_pressure(match: re.Match[str]) -> str:
    """ "140/90 mmHg" → "one forty over ninety millimeters of mercury"."""
    return f"{paired(match[1])} over {paired(match[2])} millimeters of mercury"


def say_plus(match: re.Match[str], names: Names = UNITS) -> str:
    """ "30-plus ft" → "thirty plus feet"."""
    adjective = match["gap"] == "-" or describes_noun(match)
    return f"{number(match['number'])} {match['more']} {names[match['unit']][0 if adjective else 1]}"


def say_mixed_inches(match: re.Match[str]) -> str:
    """ "6½in" → "six and a half inches"."""
    unit = "inch" if describes_size(match) else "inches"
    return f"{cardinal(int(match['whole']))} and {part_words(match['part'].strip())} {unit}"


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
            say_part,
            say_plus,
            say_range,
            say_product,
            say_per,
            say_powers_of_ten,
        )
    }
    return [replace(one, say=by_letters.get(one.say, one.say)) for one in RULES]


def say_position(match: re.Match[str]) -> str:
    """ "36.2N, 71.4E" → "thirty six point two degrees north, seventy one point four degrees east"."""
    first = f"{number(match[1])} degrees {'north' if match[2] == 'N' else 'south'}"
    middle = ", longitude" if match["long"] else ","
    return f"{first}{middle} {number(match[4])} degrees {'east' if match[5] == 'E' else 'west'}"


RULES = [
    rule(
        "measure",
        r"(?<![\w.])(\d{1,2}(?:\.\d{1,4})?)°?([NS])[,;]?\ (?P<long>Long?\.?\ )?"
        r"(\d{1,3}(?:\.\d{1,4})?)°?([EW])(?!\w)",
        say_position,
        "NS EW",
    ),
    rule(
        "scale",
        rf"{EDGE}(?P<sign>(?!))?(?P<number>{NUMBER})(?P<unit>bn|mn|tn|trn)(?=-[a-z])",
        say_scaled,
        "0123456789 n",
    ),
    rule("measure", r"(?<=[\d\ue000]-)yr(?=-)", lambda match: "year", "y"),
    rule("measure", r"(?<![\w.,/])(\d{2,3})/(\d{2,3})\ ?mm\ ?Hg\b", say_pressure, "/"),
    rule(
        "measure",
        rf"{EDGE}(?P<number>{NUMBER})-(?P<more>plus|odd)(?P<gap>\ |-)(?P<unit>{UNIT}){END}",
        say_plus,
        "0123456789 -",
    ),
    rule(
        "measure",
        rf"{EDGE}(?P<whole>\d{{1,3}})(?P<part>{FRACTION})in\b(?!\.)",
        say_mixed_inches,
        "0123456789 " + "".join(VULGAR) + "/",
    ),
    rule(
        "measure",
        rf"{START}(?P<sign>[{''.join(VULGAR)}])(?P<gap>\ |-|)(?P<unit>{UNIT})(?:\.(?=\ [a-z]))?{END}",
        say_part,
        "".join(VULGAR),
    ),
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
    rule("million", rf"{EDGE}({NUMBER})m(?!\w)", say_million_things, "0123456789 m"),
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
