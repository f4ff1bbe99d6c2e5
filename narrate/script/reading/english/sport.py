"""Figures that only sport and betting print: tennis sets, records, cricket scores, splits, odds, chess moves."""

from __future__ import annotations

import re

from narrate.script.reading.english.context import after, near, word_after, word_before, words_before
from narrate.script.reading.english.numerals import cardinal, number, whole_number
from narrate.script.reading.rule import rule
from narrate.script.tables import words

FIGURES = "0123456789"
DASH = "[-–]"
SET = rf"\d{{1,2}}{DASH}\d{{1,2}}(?:\ \(\d{{1,2}}(?:{DASH}\d{{1,2}})?\))?"
CRICKET = re.compile(
    r"\b(?:stumps|wickets?|not out|all out|lbw|batsm[ae]n|bowled|bowlers?|crease|cricket\w{0,3}"
    r"|(?:first|second) innings|Ashes|run[ -]chase|T20|ODI|IPL|spinner|seamer|century stand|declared)\b"
)
BOWLING = re.compile(r"\b(?:took|taking|takes|figures|best|finished)\b")
"""In front of few runs; without it "8-12" may be anything."""
BETTING = re.compile(
    r"\b(?:favou?rites?|favs?|underdogs?|jt|odds|bookmakers?|bookies|shot|outsiders?|backed|each-way|bets?|punters?"
    r"|starting price|jolly)\b"
)
CYCLING = re.compile(r"\b(?:stage|trails?|leads?|behind|gap|ahead|clear|adrift|jersey|peloton|lap|split)\b")
MATCHED = words("up down ahead behind clear")
"""Behind "went 3-2" they make it the score of a match, not a record of wins and losses."""
CHESS = re.compile(
    r"\b(?:chess|pawns?|rooks?|bishops?|knights?|gambit|check(?:mate)?|grandmasters?|resign\w{0,3}|Sicilian|moves?|blunder\w{0,3})"
    r"\b|\ue000\ [a-h][1-8]\b"
)
PIECES = {"K": "king", "Q": "queen", "R": "rook", "B": "bishop", "N": "knight"}


def is_set(first: int, last: int) -> bool:
    """Whether a set of tennis can end like this: 6-0 to 6-4, 7-5, 7-6."""
    low, high = sorted((first, last))
    return (high == 6 and low <= 4) or (high == 7 and low in (5, 6))


def say_sets(match: re.Match[str]) -> str | None:
    """ "6-4, 7-6 (7-5)" → "six four, seven six, seven five"; nought is "love"."""
    printed = re.findall(SET, match[0])
    pairs = [[int(figures) for figures in re.findall(r"\d+", one)] for one in printed]
    if not all(is_set(*pair[:2]) for pair in pairs):
        return None
    return ", ".join(set_words(pair) for pair in pairs)


def set_words(figures: list[int]) -> str:
    """[7, 6, 7, 5] → "seven six, seven five"; a lone third figure is the loser's points in the tie-break."""
    said = ["love" if one == 0 else cardinal(one) for one in figures]
    tie = f", {' '.join(said[2:])}" if len(said) > 2 else ""
    return f"{said[0]} {said[1]}{tie}"


def say_record(match: re.Match[str]) -> str | None:
    """ "the Lakers (21-14)", "went 15-2" → "twenty one and fourteen", "fifteen and two": won and lost."""
    first, last = match["first"], match["last"]
    if match["open"] and (int(first) + int(last) < 8 or not names_team(match)):
        return None
    if not match["open"] and not tells_record(match):
        return None
    return (
        f"{match['open'] or ''}{cardinal(int(first))} and {'oh' if int(last) == 0 else cardinal(int(last))}"
    )


def names_team(match: re.Match[str]) -> bool:
    """Whether the word in front of the brackets is a name: "Lakers (21-14)", not "pages (12-15)"."""
    name = "".join(words_before(match))
    return name[:1].isupper() and not DAY_OR_MONTH.match(name)


RECORD_BEFORE = ("record of", "improved to", "record to", "fell to", "dropped to", "are now", "is now")
RECORD_BEHIND = re.compile(r" (?:there|against|when|since|overall|lifetime|this season|at home)\b")
DAY_OR_MONTH = re.compile(
    r"\w{3,6}day\b|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z.]{0,6}\b"
)


def tells_record(match: re.Match[str]) -> bool:
    """Whether the words around speak of wins and losses."""
    if word_after(match) in ("record", "start", "season", "mark") and word_before(match) in (
        "a",
        "an",
        "its",
        "their",
    ):
        return True
    before = [word.lower() for word in words_before(match, 2)]
    if before[-1:] in (["is"], ["are"], ["now"]) and RECORD_BEHIND.match(after(match)):
        return True
    verb = " ".join(before) in RECORD_BEFORE
    return (verb or before[-1:] in (["went"], ["gone"])) and word_after(match) not in MATCHED


def say_cricket(match: re.Match[str]) -> str | None:
    """ "243-7" → "two hundred forty three for seven", "5-64" → "five for sixty four", where cricket is the talk."""
    first, last = int(match["first"]), int(match["last"])
    runs, wickets = max(first, last), min(first, last)
    if wickets > 10 or runs <= 10 or not near(match, CRICKET, 120):
        return None
    if runs < 20 and not BOWLING.search(" ".join(words_before(match, 4))):
        return None
    return f"{cardinal(first)} for {cardinal(last)}"


def say_not_out(match: re.Match[str]) -> str | None:
    """ "112*" → "one hundred twelve not out"."""
    return f"{cardinal(int(match[1]))} not out" if near(match, CRICKET, 120) else None


def say_odds(match: re.Match[str]) -> str | None:
    """ "the 100/30 favourite" → "one hundred to thirty"."""
    part = int(match[1]) < int(match[2]) <= 4
    if match[1] == match[2] or not near(match, BETTING, 0 if part else 40) or after(match).startswith(" of "):
        return None
    return f"{whole_number(match[1])} to {whole_number(match[2])}"


def say_split(match: re.Match[str]) -> str:
    """ "1m 18.792s" → "one minute eighteen point seven nine two seconds"."""
    hours = f"{count(match['hours'], 'hour')} " if match["hours"] else ""
    return f"{hours}{count(match['minutes'], 'minute')} {count(match['seconds'], 'second')}"


def count(figures: str, unit: str) -> str:
    """ "05.2" → "five point two seconds"."""
    value = figures.lstrip("0") or "0"
    value = f"0{value}" if value.startswith(".") else value
    return f"{number(value)} {unit}{'' if value == '1' else 's'}"


def say_gap(match: re.Match[str]) -> str | None:
    """ "1'15\\"" → "one minute fifteen seconds": more seconds than a foot has inches, or a race around it."""
    feet_and_inches = int(match["seconds"]) < 12 and not match["seconds"].startswith("0")
    if feet_and_inches and (int(match["minutes"]) > 3 or not near(match, CYCLING, 40)):
        return None
    return f"{count(match['minutes'], 'minute')} {count(match['seconds'], 'second')}"


def say_race_time(match: re.Match[str]) -> str:
    """ "the 3.40 at Ascot" → "three forty"."""
    minute = int(match[2])
    return f"{cardinal(int(match[1]))} {f'oh {cardinal(minute)}' if minute < 10 else cardinal(minute)}"


def say_move(match: re.Match[str]) -> str:
    """ "2.Nxf3" → "two knight takes f three"."""
    number = cardinal(int(match["number"])) if match["number"] else ""
    takes = "takes" if match["takes"] else ""
    square = f"{match['file']} {cardinal(int(match['rank']))}"
    return " ".join(word for word in (number, PIECES.get(match["piece"] or "", ""), takes, square) if word)


def say_rating(match: re.Match[str]) -> str:
    """ "a 6/10" → "six out of ten"."""
    return f"{number(match[1])} out of ten"


RULES = [
    rule("sets", rf"(?<![\w.,–/(-]){SET}(?:,?\ {SET}){{1,4}}(?![\w–-]|[.,]\d)", say_sets, "0123456789 -–"),
    rule("sets", rf"(?<![\w.,–/(-])\d{DASH}\d\ \(\d{{1,2}}(?:{DASH}\d{{1,2}})?\)", say_sets, "0123456789 ("),
    rule(
        "record",
        rf"(?:(?<=[a-z]\ )(?P<open>\()|(?<=[a-z]\ ))(?P<first>\d{{1,3}}){DASH}(?P<last>\d{{1,3}})"
        r"(?(open)(?=\)|,\ \d)|(?![\w%–-]|[.,:/]\d))",
        say_record,
        "0123456789 -–",
    ),
    rule(
        "cricket",
        rf"(?<![\w.,–/(-])(?P<first>\d{{1,3}}){DASH}(?P<last>\d{{1,3}})(?![\w%–-]|[.,:/]\d)",
        say_cricket,
        "0123456789 -–",
    ),
    rule("cricket", r"(?<![\w.,])(\d{1,3})\*(?![\w*])", say_not_out, "*"),
    rule(
        "rating",
        r"(?:(?<=\ba\ )|(?<=\ban\ )|(?<=\bit\ )|(?<=\brating:\ )|(?<=\bverdict:\ )|(?<=[;:]\ )|^)"
        r"(\d{1,2}(?:\.\d)?)/10(?![\w/-]|\.\d|\ (?:of|mile|inch|second)\b)",
        say_rating,
        "/",
    ),
    rule("odds", r"(?<![\w.,/-])(\d{1,3})/(\d{1,2})(?![\w/]|\.\d)", say_odds, "/"),
    rule(
        "duration",
        r"(?<![\w.,])(?:(?P<hours>\d{1,2})\ ?h(?:rs?)?\ ?)?(?P<minutes>\d{1,3})\ ?m(?:ins?)?\ ?"
        r"(?P<seconds>[0-5]?\d(?:\.\d{1,3})?)\ ?s(?:ecs?)?(?!\w)",
        say_split,
        "m s",
    ),
    rule(
        "duration",
        r"(?<![\w.,])(?P<minutes>\d{1,2})'\ ?(?P<seconds>[0-5]\d)(?:\"|'')(?!\w)",
        say_gap,
        "'",
    ),
    rule(
        "time",
        r"(?<=\b[Tt]he\ )(1[0-2]|[1-9])\.([0-5]\d)(?=\ (?:at|from|to)\ [A-Z]|\ (?:train|bus|race|service)\b)",
        say_race_time,
        "0123456789 .",
    ),
    rule(
        "chess",
        r"(?<![\w.])(?P<number>\d{1,3})\.(?:\.\.)?\ ?(?P<piece>[KQRBN])?(?P<takes>x)?(?P<file>[a-h])"
        r"(?P<rank>[1-8])(?!\w)",
        say_move,
        "abcdefgh .",
    ),
    rule(
        "chess",
        r"(?<![\w.])(?P<number>(?!))?(?P<piece>[KQRBN])(?P<takes>x)?(?P<file>[a-h])(?P<rank>[1-8])(?!\w)",
        lambda match: say_move(match) if near(match, CHESS, 80) else None,
        "KQRBN abcdefgh",
    ),
]
