"""Names with numbers: "F-16s", "Su-35", "S-300", "Boeing 737-800", "COVID-19", "G7", "M1A1", "CO2", "5G",
"Route 66".
"""

from __future__ import annotations

import re

from narrate.script.reading.english.acronyms import spell, spelled_or_word
from narrate.script.reading.english.context import counts_things, word_after
from narrate.script.reading.english.numerals import cardinal, digits, paired, plain_number, plural
from narrate.script.reading.rule import rule

FIGURES = "0123456789"
SEVERAL = re.compile("[A-Z]{1,3}s")
"""Letters in the plural, as in "T-90Ms"."""
PIECE = re.compile(r"[A-Za-z]+|\d+(?:\.\d+)?")
NUMBERED = (
    "Boeing|Airbus|Route|Highway|Interstate|Flight|Room|Suite|Bus|Train|Channel|Area|Unit|Form|Hwy|Hwy\\.|Apartment|Apt\\."
    "|Order|Bill|Resolution|Gate|Engine|Squadron|Building|Platform|Car|Locker|Cell|Lot|Box|Code|Zip"
)
"""Names behind which a number is read in pairs: "Flight 370", "Route 101", "Boeing 737"."""


LETTERED = (
    r"Gate|Room|Flat|Seat|Unit|Apartment|Apt\.|Terminal|Pier|Block|Bay|Dock|Ward|Tower|Exit|Junction|Concourse|Hangar"
    "|Platform|Section|Suite|Class|Grade|Type|Phase|Group|Stage|Level|Zone|Route|Figure|Table|Appendix|Schedule|Part"
    "|Area|Lot|Form|Building|Hall|Office|Studio|Screen|Box|Row|Cell|Court|Bus|Tram|Title|Category|Step|Plot|Site"
)
"""Names behind which a figure may have a letter: "Terminal 2B"."""


def number_of(text: str) -> str:
    """The number inside a name: pairs up to four figures, then figure by figure; "2.5" with its point."""
    whole, _, rest = text.partition(".")
    said = paired(whole)
    return f"{said} point {digits(rest)}" if rest else said


def say_name(match: re.Match[str]) -> str | None:
    """Letters are spelled or said, numbers are said: "F-16s" → "F sixteens", "M1A1" → "M one A-one"."""
    text = match[0]
    possessive = "'s" if text.endswith("'s") else ""
    pieces = PIECE.findall(text.removesuffix("'s"))
    if pieces[-1] == "s" and len(pieces) > 1 and text.removesuffix("'s")[-2].isdecimal():
        said = [*map(say_piece, pieces[:-2]), plural(number_of(pieces[-2]))]
    else:
        said = [say_piece(piece) for piece in pieces]
        if pieces[0].isdecimal():
            said[0] = paired(pieces[0]) if len(pieces) == 1 else plain_number(pieces[0])
    return joined(said) + possessive


def joined(said: list[str]) -> str:
    """The parts of a name; a lone A is tied to what follows, or it would be said as the article."""
    return " ".join(said).replace(" A ", " A-") if said[0] != "A" else "A-" + joined(said[1:])


def say_piece(piece: str) -> str:
    """One run of letters or figures of a name."""
    if piece[0].isdecimal():
        return number_of(piece)
    if SEVERAL.fullmatch(piece):
        return spell(piece[:-1], "'s")
    return spelled_or_word(piece)


def say_numbered(match: re.Match[str]) -> str:
    """ "Boeing 737-800" → "Boeing seven thirty seven eight hundred"."""
    said = " ".join(paired(part) for part in match["number"].split("-"))
    letter = f" {match['letter']}" if match["letter"] else ""
    return f"{match['name']} {plural(said) if match['s'] else said}{letter}"


def say_generation(match: re.Match[str]) -> str:
    """ "5G" → "five G", "3D" → "three D"."""
    return f"{cardinal(int(match[1]))} {spell(match[2])}"


def say_house(match: re.Match[str]) -> str:
    """The number of a house: "1428 Elm Street" → "fourteen twenty eight", "221B" → "two twenty one B"."""
    return f"{paired(match[1])} {match[2]}".rstrip()


def say_airliner(match: re.Match[str]) -> str | None:
    """ "the 747", "two 737s"; not "the 747 voters"."""
    if not match["s"] and counts_things(word_after(match)):
        return None
    said = paired(match["number"])
    return plural(said) if match["s"] else said


COMPASS = {"N": "North", "S": "South", "E": "East", "W": "West"}
STREETS = (
    "(?:St|Ave|Blvd|Rd|Dr|Ln|Ct|Pl|Hwy|Pkwy|Sq|Street|Avenue|Boulevard|Road|Drive|Lane|Court|Place|Way|Square"
    "|Parkway|Highway|Terrace)"
)
STREET_NAME = r"(?:[A-Z][A-Za-z'-]{1,20}|\d{1,3}(?:st|nd|rd|th))"


def say_code(match: re.Match[str]) -> str:
    """ "10001-1234" → figure by figure, in groups."""
    return ", ".join(digits(part) for part in match[0].split("-"))


def say_lineage(match: re.Match[str]) -> str:
    """ "BA.5" → "B A five", "B.1.1.7" → "B one one seven"."""
    letters, *figures = match[0].split(".")
    return joined([spell(letters), *(cardinal(int(part)) for part in figures)])


def say_case(match: re.Match[str]) -> str:
    """ "No. 23-719" → "number twenty three seven nineteen": a file's number, not a range."""
    return "number " + " ".join(paired(part) for part in match["number"].split("-"))


def say_paragraph(match: re.Match[str]) -> str:
    """ "401(k)" → "four oh one k", "501(c)(3)"."""
    return " ".join(
        paired(part) if part.isdecimal() else part for part in re.findall(r"\d+|[a-z]+", match[0])
    )


def say_team(match: re.Match[str]) -> str:
    """ "49ers" → "forty niners"."""
    said = cardinal(int(match[1]))
    return f"{said.removesuffix('e')}ers"


def say_emergency(match: re.Match[str]) -> str | None:
    """ "911" is a number to call unless it counts something."""
    return None if counts_things(word_after(match)) else "nine one one"


def say_world_war(match: re.Match[str]) -> str:
    """ "WWII" and "WW2" → "World War two"."""
    return f"World War {'one' if match[1] in ('I', '1') else 'two'}"


def say_version(match: re.Match[str]) -> str:
    """ "v1.2.3" → "version one point two point three"."""
    return "version " + " point ".join(plain_number(part) for part in match[1].split("."))


def say_sharp(match: re.Match[str]) -> str:
    """ "C#" → "C sharp"."""
    return f"{match[1]} sharp"


def say_section(match: re.Match[str]) -> str:
    """ "s.20(1) of the Act" → "section twenty one"."""
    name = "sections" if match[0].startswith("ss") else "section"
    return f"{name} {' '.join(say_item(part) for part in re.findall(r'[0-9]+|[A-Za-z]+|[-–]', match['section']))}"


def say_item(part: str) -> str:
    """A figure or a letter of a section's number."""
    if part in "-–":
        return "to"
    return cardinal(int(part)) if part.isdecimal() else part


def say_hexadecimal(match: re.Match[str]) -> str:
    """ "0x80A5" → "zero x eight zero A-five"."""
    return joined(["zero x", *(digits(one) if one.isdecimal() else one.upper() for one in match[1])])


def say_network(match: re.Match[str]) -> str:
    """ "802.11ac" → "eight oh two dot eleven A.C"."""
    return f"eight oh two dot {cardinal(int(match[1]))} {spell(match[2])}".rstrip()


def say_reference(match: re.Match[str]) -> str:
    """ "quoting 24*183042": figure by figure, "star" for its sign."""
    return " star ".join(digits(part) for part in match[0].split("*"))


def say_several(match: re.Match[str]) -> str:
    """ "under-18s" → "under-eighteens", "2s10s" → "twos tens"."""
    return " ".join(plural(cardinal(int(part))) for part in re.findall(r"\d+", match[0]))


def say_central(match: re.Match[str]) -> str:
    """ "9/8c" → "nine, eight Central": when a broadcast begins in two of America's zones."""
    return f"{cardinal(int(match[1]))}, {cardinal(int(match[2]))} Central"


FIXED_RULES = [
    rule(
        "section",
        r"(?<![\w.])ss?\.\ ?(?P<section>\d{1,4}[A-Z]{0,2}(?:\(\w{1,4}\)){0,3}(?:[-–]\d{1,4}[A-Z]{0,2})?)(?!\w)",
        say_section,
        "s .",
    ),
    rule(
        "plural",
        r"\b[Nn]o\.?\ (\d{1,2})s(?!\w)",
        lambda match: f"number {plural(cardinal(int(match[1])))}",
        "0123456789 Nn",
    ),
    rule("code", r"(?<!\w)0x([\dA-Fa-f]{2,16})(?!\w)", say_hexadecimal, "x"),
    rule("designator", r"(?<![\w.,])802\.(\d{1,2})([a-z]{0,2})(?!\w)", say_network, "8"),
    rule("code", r"(?<![\w.,])\d{1,4}\*\d{4,8}(?!\w|\ ?=)", say_reference, "*"),
    rule(
        "code",
        r"(?:(?<=\bquoting\ )|(?<=\bref\.\ )|(?<=\breference\ ))(?:\d{5,10}|0\d{3,9}|(?<=\.\ )\d{4})"
        r"(?![\w%]|[.,-]\d|\ [a-z]+s\b)",
        say_reference,
        FIGURES,
    ),
    rule("plural", r"(?<=[dv]er-)\d{1,2}s(?!\w)|(?<![\w.,$])\d{1,2}s\d{1,2}s(?!\w)", say_several, "s"),
    rule("time", r"(?<![\w.,/])(1[0-2]|[1-9])/(1[0-2]|[1-9])c(?!\w)", say_central, "/"),
    rule(
        "designator",
        r"(?<!\w)\d{3}(?![\w%]|[.,-]\d)(?:(?<=\bHTTP\ ...)|(?<=\b[Ee]rror\ ...)|(?<=\b(?:Nikkei|[Ss]tatus)\ ...)"
        r"|(?<=\bFTSE\ ...)|(?<=\b[Cc]ode\ ...))",
        lambda match: paired(match[0]),
        FIGURES + " EeNFCc",
    ),
    rule("oven", r"/\ ?[Gg]as\ (?:[Mm]ark\ )?(?=\d)", lambda match: ", gas mark ", "/"),
    rule("oven", r"/(?=\d{2,3}°?[CF]\b)|/(?=fan\b)", lambda match: ", ", "/"),
    rule(
        "version",
        r"(?<![\w.])[vV]\.?\ ?(\d{1,3}(?:\.\d{1,3}){1,4})(?![\w]|\.\d)",
        say_version,
        FIGURES + " vV",
    ),
    rule("designator", r"(?<![\w.])([A-G])\#(?!\w)", say_sharp, "#"),
    rule("world war", r"\bWW(II?|[12])\b", say_world_war, "W"),
    rule("case number", r"\bNo\.\ (?P<number>\d{1,4}-\d{1,5})(?![\w-]|[.,]\d)", say_case, "N"),
    rule("paragraph", r"(?<![\w.,])\d{3}\([a-z]\)(?:\(\d\))?s?(?!\w)", say_paragraph, "0123456789 ("),
    rule("house number", r"(?<![\w.,$])(\d{3,4})()(?=\ block\b)", say_house, "0123456789 k"),
    rule("paragraph", r"(?<![\w.,$])(401)(k)s?(?!\w)", lambda match: "four oh one k", "4 k"),
    rule("team", r"(?<![\w.,])(\d{2})ers\b", say_team, "0123456789 e"),
    rule("phone", r"(?<![\w.,$€£/:-])911(?![\w:%/]|[.,]\d|-\d)", say_emergency, "9"),
    rule(
        "designator",
        r"(?<![\w.,])[48]K\b"
        r"|(?:(?<=\bruns\ )|(?<=\brun\ )|(?<=\bran\ ))\d{1,2}K\b(?!\ [a-z]+s\b)"
        r"|(?<![\w.,])\d{1,3}[Kk](?=\ (?:run|race|walk|runner|runs|races))",
        say_name,
        "0123456789 Kk",
    ),
    rule(
        "designator",
        rf"\b(?P<name>{LETTERED})\ (?P<number>\d{{1,4}})(?P<letter>[A-Z])(?P<s>)(?!\w)",
        say_numbered,
        FIGURES,
    ),
    rule("zip code", r"(?<=\b[A-Z]{2}\ )\d{5}(?:-\d{4})?(?![\w-]|[.,]\d)", say_code, FIGURES),
    rule("code", r"(?<![\w.,-])\d{5}-\d{4}(?![\w-]|[.,]\d)", say_code, "-"),
    rule(
        "code",
        r"(?<![\w.,-])\d{1,7}-(?:\d{1,7}-){1,5}\d{3,7}(?:-\d{1,7}){0,3}(?![\w-]|[.,]\d)",
        say_code,
        "-",
    ),
    rule("lineage", r"\b[A-Z]{1,3}(?:\.\d{1,2}){1,4}(?![\w.]\w|\w)", say_lineage, "."),
    rule(
        "designator",
        r"(?<![\w.,$€£-])7[0-8]7s?(?=\ (?:MAX|Max|jet|jets|plane|planes|Dreamliner|aircraft|airliner))",
        say_name,
        FIGURES,
    ),
    rule(
        "designator",
        r"(?:(?<=\b(?:the|The)\ )|(?<=\b[Aa]\ )|(?<![\w.,$€£-])(?=7..s))(?P<number>7[0-8]7)(?P<s>s?)"
        r"(?![\w%]|[.,:-]\d|-[a-z]|\ (?:million|billion))",
        say_airliner,
        "7",
    ),
    rule(
        "compass",
        rf"(?:(?<=\d\ )([NSEW])\.?|(?<![\w.])([NSEW])\.)(?=\ {STREET_NAME}\ (?:[A-Z][a-z]+\ ){{0,2}}{STREETS}\b)"
        rf"|(?<![\w.])([NSEW])(?=\ \d{{1,3}}(?:st|nd|rd|th)\ {STREETS}\b)"
        r"|(?<![\w.])([NSEW])\.(?=\ \d{1,3}(?:st|nd|rd|th)\b)",
        lambda match: COMPASS[match[0][0]],
        "NSEW",
    ),
    rule(
        "abbreviation",
        rf"\bNo(?=\ \d{{1,4}}[A-Z]?\ (?:{STREET_NAME}\ ){{1,3}}{STREETS}\b)",
        lambda match: "number",
        "N",
    ),
    rule(
        "house number",
        rf"(?<![\w.,$€£])(\d{{3,4}}|\d{{1,4}}(?=[A-Z]))([A-Z]?)"
        rf"(?=\ (?:[NSEW]\.?\ |\ue000+\ )?(?:{STREET_NAME}\ ){{1,3}}{STREETS}\b)",
        say_house,
        FIGURES,
    ),
]

RULES = [
    rule(
        "designator",
        rf"\b(?P<name>{NUMBERED})\ (?P<number>\d{{2,5}}(?:-\d{{1,4}})?)(?P<letter>[A-Z]?)(?P<s>s?)(?![\w%]|[.,]\d)",
        say_numbered,
        FIGURES,
    ),
    rule(
        "designator", r"(?<!\w)(?<!\d[.,])(\d{1,2})([GDK]|KW)(?=[\s.,;:!?)'\"]|$|-)", say_generation, FIGURES
    ),
    rule(
        "designator",
        r"(?<![\w.,/\\-])(?<!\w')(?:[A-Z][A-Za-z]{0,11}|[a-z]{1,3})(?:-?\d{1,5}(?:\.\d)?|-?[A-Z]{1,3}(?=-?\d)){1,4}(?:-?[A-Za-z]{1,3}\d{0,2})?(?:/\d{1,4})?s?(?:'s)?(?![\w/]|[.,]\d)",
        say_name,
        FIGURES,
    ),
    rule(
        "designator",
        r"(?<![\w.,-])\d{1,4}(?:-[A-Za-z](?![a-z])|[A-Z]{1,3}\d*)(?:-\d+)?(?![\w-]|'[A-Z])",
        say_name,
        FIGURES,
    ),
]
