"""Ranges and scores: "3-5", "from 10–12", "won 3-2", "50-50", "a 4-3-3 formation", "2:1"."""

from __future__ import annotations

import re

from narrate.script.reading.english.context import near
from narrate.script.reading.english.numerals import NUMBER, START, digits, number, paired
from narrate.script.reading.rule import rule

NAMED = {"50-50", "24-7", "20-20", "9-11", "7-Eleven"}
FIGURES = "0123456789"
AIRLINER = re.compile("7[0-8]7")


def say_range(match: re.Match[str]) -> str:
    """ "3-5" → "three to five"; "50-50" has no "to"; "747-8" is an airliner."""
    first, last = match["first"], match["last"]
    if last.startswith("0") and len(last) > 1 and last.isdecimal():
        return f"{digits(first)}, {digits(last)}"
    if AIRLINER.fullmatch(first) and len(last) < 3 and match["hyphen"]:
        return f"{paired(first)} {paired(last)}"
    if f"{first}-{last}" in NAMED:
        return f"{number(first)} {number(last)}"
    minus = "minus " if match["minus"] else ""
    return f"{minus}{number(first)} to {number(last)}"


def say_chain(match: re.Match[str]) -> str:
    """ "4-3-3" → "four three three": a formation, a record of wins and losses, a code."""
    return " ".join(number(part) for part in re.split("[-–]", match[0]))


VOTING = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)|passed|pass|approved|rejected|failed|tally|backed|cleared|confirmed)\b"
)


def say_vote(match: re.Match[str]) -> str | None:
    """ "passed 218-213-1" → "two hundred eighteen to two hundred thirteen to one": ayes, noes, abstentions."""
    ayes, *others = match[0].split("-")
    if int(ayes) < 11 or not near(match, VOTING, 40):
        return None
    return " to ".join(map(number, [ayes, *others]))


def say_ratio(match: re.Match[str]) -> str:
    """ "2:1" → "two to one"."""
    return " to ".join(number(part) for part in match[0].split(":"))


def say_sum(match: re.Match[str]) -> str:
    """ "1-2=5" → "one minus two equals five"."""
    words = {
        "-": "minus",
        "–": "minus",
        "+": "plus",
        "=": "equals",
        "x": "times",
        "×": "times",
        "*": "times",
        "/": "over",
        "÷": "divided by",
    }
    return " ".join(
        words.get(part) or number(part) for part in re.findall(rf"{NUMBER}|[-–+=x×*/÷]", match[0])
    )


RULES = [
    rule(
        "sum",
        rf"{START}(?:{NUMBER}\ ?[-–+x×*/÷]\ ?){{1,8}}{NUMBER}\ ?=\ ?{NUMBER}(?!\w|[.,]\d)",
        say_sum,
        "=",
    ),
    rule("vote", r"(?<![\w.,–-])\d{1,3}-\d{1,3}-\d{1,3}(?![\w–-]|[.,]\d)", say_vote, "-"),
    rule("score", r"(?<![\w.,–-])\d{1,2}(?:[-–]\d{1,2}){2,4}(?![\w–-]|[.,]\d)", say_chain, FIGURES),
    rule(
        "range",
        rf"(?P<minus>(?<![\w.)])-)?(?<![\w.,–/-])(?P<first>{NUMBER})"
        rf"(?:\ ?[–—]\ ?|(?P<hyphen>-)|\ -\ )(?P<last>{NUMBER})(?![\d–/]|[.,]\d|-\d|-[A-Z])",
        say_range,
        FIGURES,
    ),
    rule(
        "ratio",
        rf"(?<![\w.,:])(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,4}}):{NUMBER}(?::{NUMBER})?(?![\w:])",
        say_ratio,
        ":",
    ),
]
