"""Abbreviations and titles: "Lt. Col.", "Sen.", "St. Petersburg", "Elm St.", "No. 5", "vs.", "Scranton,
Pa.".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from narrate.script.reading.english import abbreviations_table as tables
from narrate.script.reading.english.context import words_before
from narrate.script.reading.rule import Rule, rule
from narrate.script.tables import words

TITLES = tables.parse(tables.TITLES)
PLACES = tables.parse(tables.PLACES)
PLAIN = tables.parse(tables.PLAIN)
CAPITAL_ONLY = tables.parse(tables.CAPITAL_ONLY)
NUMBERED = tables.parse(tables.NUMBERED)
LIVES = tables.parse(tables.LIVES)
BEHIND_NAMES = tables.parse(tables.BEHIND_NAMES)
COUNTED_ONE = tables.parse(tables.COUNTED_ONE)
COMPASS = tables.parse(tables.COMPASS)
STATES = tables.parse(tables.STATES)


def choice(words: Iterable[str]) -> str:
    """A pattern of these words, the longest first; a space in a word is any space."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def say_title(match: re.Match[str]) -> str:
    """ "Lt. Col. Garn" → "Lieutenant Colonel Garn"."""
    return TITLES.get(match[0]) or TITLES[f"{match[0]}."]


def say_place(match: re.Match[str]) -> str:
    """ "St. Louis" → "Saint Louis", "Mt. Hood" → "Mount Hood"."""
    return PLACES[match[0]]


def say_saint(match: re.Match[str]) -> str | None:
    """ "St Andrews" → "Saint Andrews"; behind a capital it is a street, unless a known saint follows."""
    before = "".join(words_before(match))
    return "Saint" if match["name"] in tables.SAINTS or not before[:1].isupper() else None


def say_hyphenated(match: re.Match[str]) -> str:
    """ "Lt.-Gen." → "Lieutenant General"."""
    return TITLES[" ".join(f"{part.rstrip('.')}." for part in match[0].split("-"))]


def say_plain(match: re.Match[str]) -> str:
    """ "vs." → "versus", with the capital of the printed word."""
    words = PLAIN[match[0].lower()]
    return words[0].upper() + words[1:] if match[0][0].isupper() else words


def say_established(match: re.Match[str]) -> str:
    """ "est. 1843" → "established", where a year follows; else it is "estimated"."""
    return "Established" if match[0][0] == "E" else "established"


def say_street(match: re.Match[str]) -> str:
    """ "Elm St." → "Street", "Ocean Dr." → "Drive"."""
    return "Street" if match[1].lower() == "st" else "Drive"


def say_behind_name(match: re.Match[str]) -> str | None:
    """ "Crown Ct." → "Court", "Hyde Pk." → "Park"."""
    before = "".join(words_before(match))
    return BEHIND_NAMES[match[0]] if before[:1].isupper() or before.endswith("\ue000") else None


def say_each(match: re.Match[str]) -> str:
    """ "rain/hr." → "rain per hour"."""
    return f" per {COUNTED_ONE[match[1]]}"


def say_compass(match: re.Match[str]) -> str:
    """ "winds NW" → "northwest"."""
    return COMPASS[match[1]]


def say_quarter_of_town(match: re.Match[str]) -> str:
    """ "E. 5th" → "East"; "Main St. NE" → "Northeast"."""
    return COMPASS[match[1]].capitalize()


def say_number_sign(match: re.Match[str]) -> str | None:
    """ "No 10 said" → "number"; "No 10 people" may open a sentence."""
    noun = match["noun"]
    return NUMBERED["No"] if noun is None or noun in BEHIND_NUMBERED or noun.endswith("ed") else None


def say_state(match: re.Match[str]) -> str:
    """ ", Pa." → ", Pennsylvania"."""
    return STATES[match[1]]


NAME = r"(?=\ \([Rr]et\.?\)|\ [A-Z\u00c0-\u024f\ue000]|\ and\ (?:Mrs|Ms|Dr)\b)"
DOUBLE_TITLES = r"(?:Lt|Maj|Brig|Col)\.?-Gen\.?|Lt\.?-(?:Col|Cdr|Cmdr)\.?"
STOPS = ".'"
STOPPED = choice(word for word in PLAIN if set(word) & set(STOPS))
UNSTOPPED = choice(word for word in PLAIN if not set(word) & set(STOPS))
SHORT_STATES = [name for name in STATES if name.endswith(".")]
BEHIND_NUMBERED = words(
    """
    is was has had will would can could may might must should says said in on at for from with
    seed seeds began came went made took told became batsman iron shirt
    """
)
"""What follows "No 10" where it names something; any other small word may be what there is none of."""
CODES = [name for name in STATES if not name.endswith(".")]


def rules(titles: bool) -> list[Rule]:
    """All rules of abbreviations, with those of titles if titles are said in full."""
    return [one for one in RULES if titles or one.name != "title"]


RULES = [
    rule(
        "abbreviation",
        r"(?<=[A-Za-z'\ue000]\ )(St|Dr)\.?(?=\ [a-z]|\ [NS][EW]\b|[,;:!?)\"']|$)",
        say_street,
        "SD",
    ),
    rule("title", rf"\b(?:{DOUBLE_TITLES}){NAME}", say_hyphenated, "-"),
    rule(
        "title",
        rf"(?<!,\ )\b(?:{choice(tables.RANKS)})(?=\ [a-z]|[,;:!?)\"]|'s\b|$)",
        say_title,
        ".",
    ),
    rule("title", rf"\b(?:{choice(TITLES)}){NAME}", say_title, "."),
    rule("title", r"\bSec\.(?=\ of\ )", say_title, "."),
    rule("abbreviation", rf"\b(?:{choice(PLACES)}){NAME}", say_place, "."),
    rule(
        "abbreviation",
        r"\bSt(?=\ (?P<name>[A-Z][a-z]+))",
        say_saint,
        "S",
    ),
    rule(
        "title",
        rf"\b(?:{choice(tables.NO_STOP_TITLES & {name.rstrip('.') for name in TITLES})}){NAME}",
        say_title,
    ),
    rule("title", rf"\b(?:{choice(tables.ALONE)})(?!\w)", say_title, "."),
    rule(
        "abbreviation",
        rf"(?<![\w.])(?:{choice(key for key in NUMBERED if key not in ('#', 'No'))})(?=\ ?[\d\ue000IVX])",
        lambda m: NUMBERED[m[0]],
        ".",
    ),
    rule(
        "abbreviation",
        r"(?:(?<=[a-z,]\ )No(?=\ \d)"
        r"|(?<![\w.])No(?=\ \d{1,3}(?![\w-]|[.,]\d)(?:\ (?P<noun>[a-z]+))?))",
        say_number_sign,
        "N",
    ),
    rule("compass", rf"(?<=\b[Ww]inds\ )({choice(COMPASS)})(?!\w|\.\w)", say_compass, "NSEW"),
    rule(
        "compass",
        rf"(?:(?<=\ue000\ )|(?<=\bthe\ )|(?<=\bjust\ )|(?<=[a-z,]\ )(?=..))({choice(COMPASS)})(?=\ of\ )",
        say_compass,
        "NSEW",
    ),
    rule(
        "compass",
        r"(?:(?<=\bin\ the\ )|(?<=\bfrom\ the\ )|(?<=\bacross\ the\ ))([NS][EW])(?=[,.;:)]|\ and\b|$)",
        say_compass,
        "NS",
    ),
    rule("compass", rf"\b({choice(COMPASS)})(?=\ winds?\b)", say_compass, "NSEW"),
    rule("state", rf"(?<=\b[RDI]-)({choice(CODES)})(?![\w'.-])", say_state, "RDI"),
    rule("state", rf"(?<=[a-z],\ )({choice(CODES)})(?![\w'.-])", say_state, "ACDFGHIKLMNOPRSTUVW"),
    rule(
        "state",
        rf"(?<=[\ -])(?=[A-Z])(?:(?<=[a-z],\ )|(?<=\b[RDI]-))({choice(SHORT_STATES)})(?!\w)",
        say_state,
        ".",
    ),
    rule("state", rf"\b(?=[A-Z])(?:{choice(tables.SURE_STATES)})(?!\w)", lambda match: STATES[match[0]], "."),
    rule(
        "abbreviation",
        r"\bMass\.(?=\ (?:Gov|Sen|Rep|Atty|Lt|State|[a-z\ue000]))",
        lambda match: STATES[match[0]],
        "M",
    ),
    rule("abbreviation", r"\bGt\.?(?=\ [A-Z][a-z])", lambda match: "Great", "G"),
    rule(
        "abbreviation", rf"(?<=[\w'\ue000]\ )(?:{choice(BEHIND_NAMES)})(?!\w)", say_behind_name, "CPLGHTS ."
    ),
    rule("abbreviation", r"(?<!\w)g-(?=grand)", lambda match: "great ", "g"),
    rule("abbreviation", r"(?<=[\d\ue000]\ )rds\b\.?", lambda match: "rounds", "r"),
    rule("abbreviation", r"\b[Nn]r\.?(?=\ [A-Z][a-z])", lambda match: "near", "r"),
    rule(
        "abbreviation",
        r"(?:(?<=\b[Aa]\ )|(?<=\b[Aa]n\ ))(hr|wk|yr|qtr)\b\.?(?!-)",
        lambda match: COUNTED_ONE[match[1]],
        "hwyq",
    ),
    rule("abbreviation", rf"(?<=[a-z])/({choice(COUNTED_ONE)})\b\.?", say_each, "/"),
    rule(
        "life",
        r"(?<=[a-z,]\ )(b|d|m)\.(?=\ (?:aged|in|at|on)\ [A-Z\d\ue000])",
        lambda match: LIVES[match[0]],
        "bdm .",
    ),
    rule(
        "life",
        rf"(?:(?<=[,;)]\ )|(?<=\())({choice(LIVES)})\ ?"
        r"(?=(?:ca?\.\ ?)?[\d\ue000]|(?:[A-Z][a-z]{1,20},?\ ){1,2}[\d\ue000])",
        lambda match: f"{LIVES[match[1]]} ",
        "bdfmr .",
    ),
    rule(
        "compass", r"(?:(?<=Street\ )|(?<=Avenue\ )|(?<=Road\ ))([NS][EW])(?!\w)", say_quarter_of_town, "NS"
    ),
    rule("abbreviation", r"(?<![\w.])[Ee]st\.(?=\ \ue000{4}(?!\ue000))", say_established, "."),
    rule("abbreviation", r"(?<=\ue000\ )c\.(?=\ [a-z]|[,;)]|$)", lambda match: "century", "c"),
    rule("abbreviation", r"(?<=[\d\ue000]\ )p\.\ ?a\.", lambda match: "a year", "0123456789 ."),
    rule(
        "abbreviation",
        rf"(?<![\w.])(?=(?:[Ee]t\ )?[A-Za-z]{{1,7}}[.'])(?i:{STOPPED})(?!\w)",
        say_plain,
        STOPS,
    ),
    rule(
        "abbreviation",
        rf"(?<![\w.])(?=[A-Za-z]{{1,4}}(?![A-Za-z]))(?i:{UNSTOPPED})(?!\w)",
        say_plain,
    ),
    rule(
        "abbreviation",
        rf"(?<=[A-Za-z.,&]\ )(?:{choice(CAPITAL_ONLY)})(?!\w)",
        lambda m: CAPITAL_ONLY[m[0]],
        "CJSI",
    ),
    rule(
        "abbreviation", r"(?<=[A-Z][a-z]\ )v\.(?=\ [A-Z])|(?<=[a-z]\ )v\.(?=\ [A-Z])", lambda m: "versus", "v"
    ),
]
