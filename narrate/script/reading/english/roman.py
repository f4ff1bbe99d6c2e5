"""Roman numerals: "Elizabeth II" → "Elizabeth the second", "World War II" → "World War two", "XXI
century".
"""

from __future__ import annotations

import re
from itertools import pairwise

from narrate.script.reading.english.context import word_before
from narrate.script.reading.english.numerals import cardinal, ordinal
from narrate.script.reading.rule import rule
from narrate.script.tables import words

VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
WELL_FORMED = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
NOT_NUMERALS = words(
    """
    CD DC MD MC DM CV MI DI LI CC MM CM MIX DIM CI CL ML DL LC XL MV MX CX CIV DIV LIV VI
    """
) - {"VI"}
TEAMS = ("XI", "XIII", "XV")
"""Behind any other word than a monarch's name these are the men of a team: "the XV", "an England XI"."""
OUTER_MARKS = "\"'(.“‘"
LETTERS = frozenset("LCDM")
"""Alone they are letters: "Type C", "Class D"."""
LETTERED = {("model", "X"), ("class", "X"), ("trial", "X"), ("factor", "X"), ("type", "X"), ("group", "X")}
COUNTED = words(
    """
    war bowl part chapter volume vol phase type class act title section book level tier schedule
    grade stage category annex appendix mark apollo saturn protocol stream basel solvency table
    figure group division article lesson unit episode season series round scene canto movement
    symphony sonata opus study trial model version mk psalm gemini rocky rambo godfather ii ramstein
    minsk start salt oslo geneva camp wars factor hypothesis angiotensin interleukin diabetes zone
    region league liga bundesliga artemis ariane vostok voyager trident minuteman mirage panzer
    titan atlas falcon dune gladiator frozen sector corps vatican wrestlemania fantasy auto crusade
    civilization warcraft olympiad ufc pt vol ch art sec bk sc
    """
)
"""Names that are numbered: "World War two", not "World War the second"."""
PARTS = words(
    "sc part page pages type book act scene class stage phase volume chapter section table figure appendix"
)
"""Of these the numeral may be in small letters."""
MONARCHS = words(
    """
    charles edward george james henry william richard elizabeth mary anne john stephen louis francis
    philip felipe alfonso juan carlos ferdinand isabella napoleon leopold albert baudouin willem
    beatrix juliana carl gustaf gustav harald haakon olav frederik christian margrethe nicholas
    alexander peter ivan paul catherine alexis boris leo benedict pius gregory clement innocent
    urban julius adrian sixtus celestine boniface martin nicholas paul otto wilhelm friedrich
    frederick joseph leopold rudolf franz karl maximilian victor umberto emmanuel hussein abdullah
    mohammed muhammad hassan faisal farouk rama selim suleiman mehmed murad ramses ptolemy xerxes
    darius cyrus constantine theodosius justinian basil michael sigismund casimir bela stephen
    matthias vladislaus king queen pope patriarch kirill bartholomew francis
    """
)

NUMERAL = re.compile(r"\b[IVXLCDM]{1,8}\b")
DASH = re.compile(r"\ ?[-–—]\ ?")
CENTURIES = re.compile(r"(?:st|nd|rd|th)?\ (?:century|centuries)\b")


def value_of(text: str) -> int:
    """The value of a well-formed Roman numeral."""
    figures = [VALUES[char] for char in text]
    signed = [
        -one if one < following else one for one, following in zip(figures, [*figures[1:], 0], strict=True)
    ]
    return sum(signed)


def say_roman(match: re.Match[str]) -> str | None:
    """A numeral behind a name: a rank if a person bears the name, a number if a thing does."""
    numeral = match["numeral"]
    if not WELL_FORMED.fullmatch(numeral) or numeral in LETTERS:
        return None
    before = word_before(match).strip(OUTER_MARKS).removesuffix("'s")
    if match["also"]:
        return f"the {ordinal(value_of(numeral))} and the first" if before in MONARCHS else None
    if numeral in TEAMS and before not in MONARCHS and not before.endswith(("us", "ius")):
        return cardinal(value_of(numeral)) + (match["possessive"] or "")
    if before in COUNTED and (before, numeral) not in LETTERED:
        return cardinal(value_of(numeral))
    if numeral in NOT_NUMERALS:
        return None
    if len(numeral) == 1 and (before not in MONARCHS or (numeral == "I" and match["end"] is None)):
        return None
    if value_of(numeral) > 50:
        return None
    return f"the {ordinal(value_of(numeral))}{match['possessive'] or ''}"


def say_list(match: re.Match[str]) -> str | None:
    """ "Parts II and III" → "two and three", "Charles I and II" → "the first and the second", "I–III" → "one to
    three"; the numerals of a list or range rise, and behind nothing that is numbered only a range is one.
    """
    numerals = NUMERAL.findall(match[0])
    if not rising(numerals):
        return None
    before = word_before(match).strip(OUTER_MARKS)
    noun = before if before in COUNTED else before.removesuffix("s")
    say = cardinal
    if CENTURIES.match(match.string, match.end()):
        say = ordinal
    elif before in MONARCHS or noun in MONARCHS:
        say = ranked
    elif noun in COUNTED:
        if any((noun, numeral) in LETTERED for numeral in numerals):
            return None
    elif match["dash"] is None or not any(len(one) > 1 for one in numerals):
        return None
    said = NUMERAL.sub(lambda one: say(value_of(one[0])), match[0])
    return DASH.sub(" to ", said)


def rising(numerals: list[str]) -> bool:
    """Whether these are numerals in their order, none of them a lone letter or a word."""
    if any(one in LETTERS or one in NOT_NUMERALS or not WELL_FORMED.fullmatch(one) for one in numerals):
        return False
    values = [value_of(one) for one in numerals]
    return all(one < following for one, following in pairwise(values))


def ranked(value: int) -> str:
    """ "the second"."""
    return f"the {ordinal(value)}"


def say_small(match: re.Match[str]) -> str | None:
    """ "Scene iii", "page iv": small letters behind the parts of a book or a law."""
    numeral = match["numeral"].upper()
    if word_before(match).strip(OUTER_MARKS) not in PARTS or not WELL_FORMED.fullmatch(numeral):
        return None
    return cardinal(value_of(numeral))


def say_ranked(match: re.Match[str]) -> str | None:
    """ "the XXI century", "the XVIII Airborne Corps"."""
    numeral = match["numeral"]
    if numeral in NOT_NUMERALS or not WELL_FORMED.fullmatch(numeral):
        return None
    return ordinal(value_of(numeral))


def say_heading(match: re.Match[str]) -> str | None:
    """A heading that is nothing but a numeral: "IV"."""
    return cardinal(value_of(match[1])) if WELL_FORMED.fullmatch(match[1]) else None


ONE = "[IVXLC]{1,8}"

RULES = [
    rule("roman numeral", r"^([IVXLC]{2,8})(?=\.?$)", say_heading, "IVXLC"),
    rule(
        "roman numeral",
        r"(?<=[a-z.]\ )(?P<numeral>[ivxl]{2,7}|[ivx](?=[,.;:)]))(?![\w'-])",
        say_small,
        "ivx",
    ),
    rule(
        "roman numeral",
        rf"(?<![\w.-]){ONE}(?:(?:,\ {ONE}){{0,6}},?\ (?:and|or|to|through|&)\ |\ ?(?P<dash>[-–—])\ ?){ONE}"
        r"(?![\w'-]|\.\w)(?!\ (?:am|was|have|had|will|would|do|did|think|can|could)\b)",
        say_list,
        "IVXLC",
    ),
    rule(
        "roman numeral",
        r"(?<![\w.])(?P<numeral>[IVXLC]{1,8})(?=(?:st|nd|rd|th)?\ (?:century|centuries|(?:[A-Z][a-z]{1,20}\ )?"
        r"(?:Corps|Olympi\w{1,9}|Congress|Games|Legion|Dynasty)))(?:st|nd|rd|th)?",
        say_ranked,
        "IVXLC",
    ),
    rule(
        "roman numeral",
        r"(?<=[\w.]\ )(?P<numeral>[IVXLC]{1,7})(?:\ (?P<also>&|and)\ I(?!\w|\ [a-z]))?(?P<possessive>'s)?"
        r"(?![\w'.]\w|-\w|\w)"
        r"(?P<end>(?=[,.;:!?)\"–—-]|$|\ (?:of|and|in|was|is|had|died|to|sat|who|at|by|on|for|from|with"
        r"|reigned|ruled|became|made|gave|took|never|ordered|granted|married|founded|built|came|fled|abdicated)\b))?",
        say_roman,
        "IVXLC",
    ),
]
