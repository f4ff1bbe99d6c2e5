"""Money: "$3.5m", "$10-15 million", "the $61 billion package", "€5.50", "50 UAH", "C$19 million"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from narrate.script.reading.english.context import (
    DETERMINERS,
    FUNCTION_WORDS,
    after,
    describes_noun,
    near,
    word_after,
    word_before,
)
from narrate.script.reading.english.money_table import CURRENCIES, SCALES, WORDLIKE, Currency
from narrate.script.reading.english.numerals import (
    NUMBER,
    START,
    cardinal,
    digits,
    is_one,
    number,
    paired,
    two_figures,
    unbroken,
)
from narrate.script.reading.rule import rule
from narrate.script.tables import words


def choice(signs: Iterable[str]) -> str:
    """A pattern of these signs, the longest first."""
    return "|".join(re.escape(sign) for sign in sorted(signs, key=len, reverse=True))


LETTERS = frozenset(key for key in CURRENCIES if key.isascii() and key.isalpha())
SIGNS = choice(CURRENCIES.keys() - LETTERS)
HOURS_TOO = frozenset({"Hr", "Hrn"})
"""Behind a plain figure these are hours: "24 Hr service"."""
CODES = choice(LETTERS - WORDLIKE)
CODES_BEHIND = choice(LETTERS - WORDLIKE - HOURS_TOO)
SCALE = (
    "(?:(?i:million|billion|trillion|quadrillion|thousand|crore|lakh|trln|bn|bln|mln|mn|trn|tn|mm|mil)"
    "|[KkMmBbTt])"
)
AMOUNT = rf"{NUMBER}(?:(?:\ |-)?{SCALE}(?![\w]))?"
LIKE_MONEY = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,7}}\.\d\d(?!\d)|\d{{1,7}}(?:\.\d{{1,3}})?[\ -]?{SCALE}(?!\w))"
"""An amount that cannot be anything else."""
FIGURES = "0123456789"
BEFORE = (
    rf"(?:(?:(?<!\w)(?:US|U\.S\.)\ ?)?(?:{SIGNS})\ ?|(?<!\w)(?=[A-Za-z]{{1,5}}\ ?\d)(?:(?:{CODES})\ ?"
    rf"|(?:{choice(WORDLIKE)})\ ?(?={LIKE_MONEY}))|(?<!\w)F\ CFA\ ?)"
)
BEHIND = (
    rf"(?:{SIGNS}|F\ CFA|{CODES_BEHIND}"
    rf"|(?:(?<=[a-z]\ )|(?<=,\d{{3}}\ )|(?<=\.\d\d\ ))(?:{choice((WORDLIKE | HOURS_TOO) - {'R'})}))"
)
SPLIT = re.compile(rf"({NUMBER})(?:[ -]?({SCALE}))?")
ATTRIBUTIVE = words(
    """
    package deal loan loans bond bonds bill bills note notes contract contracts fine budget
    investment project grant fund reward bounty tranche aid bailout plan program programme ticket
    tickets lawsuit settlement takeover buyout prize award penalty stake payout bonus facility mansion yacht
    overhaul upgrade scheme pact purchase offer merger acquisition ransom
    """
)
"""Nouns that an amount in front of them describes even without an article, as in headlines."""

NO_MODIFIERS = FUNCTION_WORDS | DETERMINERS | words("last next plus every and or not if so")
"""Words that end the amount, so that a noun behind them is another matter: "paid $5m per contract"."""


NAMED_THING = re.compile(r" [A-Z]|, (?:\d{1,3}|[a-z]{2,9})-[a-z]")
"""Behind "a $15 billion": a name, or another adjective with a hyphen, so that the thing itself is still to come."""
NAME_BEHIND = re.compile(
    r"(?: [A-Z][\w'-]+){1,3} (?!has|had|is|was|will|would|said|says|paid|spent|owes|owed|made|got)[a-z]"
)
"""Behind "the $15 billion": a name and what it is the name of ("Nord Stream pipeline")."""


def say_money(match: re.Match[str]) -> str:
    """Symbol first: "$5", "EUR 50 billion", "$10–15 million", "-$6.9 million"."""
    currency = currency_of(match["sign"])
    adjective = describes(match)
    said = adjectival(match["first"], currency) if adjective else amount(match["first"], currency)
    return {"-": "minus ", "+": "plus "}.get(match["minus"], "") + said + (" " if match["hyphen"] else "")


def say_range(match: re.Match[str]) -> str | None:
    """ "$10–15 million", "between $10 and $15 million"; not "paid $5 and $10", which are two amounts."""
    joint = match["words"] or match["join"]
    if joint.strip() in ("and", "or") and word_before(match) != "between":
        return None
    said = amounts(match, currency_of(match["sign"]), joint, describes(match))
    return {"-": "minus ", "+": "plus "}.get(match["minus"], "") + said + (" " if match["hyphen"] else "")


def currency_of(printed: str) -> Currency:
    """The currency of a sign as printed, spaces and full stops aside: "US $" is "US$"."""
    sign = re.sub(r"\s", "", printed)
    if sign in CURRENCIES:
        return CURRENCIES[sign]
    sign = sign.replace(".", "")
    return CURRENCIES.get(sign) or CURRENCIES.get(sign.removeprefix("US"), CURRENCIES["$"])


def describes(match: re.Match[str]) -> bool:
    """Whether the amount stands as an adjective: "the $61 billion package", "$20-a-barrel oil"."""
    if match["hyphen"]:
        return True
    if word_before(match) in ("a", "an") and NAMED_THING.match(after(match)):
        return True
    if word_before(match) in DETERMINERS and scale_of(match["first"]) and NAME_BEHIND.match(after(match)):
        return True
    return word_after(match).lower() in ATTRIBUTIVE or modifies(match) or describes_noun(match)


def modifies(match: re.Match[str]) -> bool:
    """Whether such a noun comes behind one modifier: "$61bn arms deal", "$3m air-defence contract"."""
    modifier, _, rest = after(match).lstrip().partition(" ")
    noun = re.match("[a-z]+", rest)
    if noun is None or noun[0] not in ATTRIBUTIVE or word_after(match) != modifier:
        return False
    return modifier not in NO_MODIFIERS and not modifier.endswith(("ed", "ly", "ing"))


def amounts(match: re.Match[str], currency: Currency, joint: str, adjective: bool) -> str:
    """A range, in which the currency is said once, at the end."""
    first, second = match["first"], match["second"]
    joint = joint_word(joint)
    if falls(first, second) or ("." in first and not scale_of(first) and not scale_of(second)):
        return f"{amount(first, currency)} {joint} {amount(second, currency)}"
    return f"{bare(first)} {joint} {adjectival(second, currency) if adjective else amount(second, currency)}"


def falls(first: str, second: str) -> bool:
    """Whether a smaller amount follows, "from $250,000 to $1": no range, so both name their currency."""
    before, after = parts(first), parts(second)
    if before[1] != after[1]:
        return not after[1]
    return float(unbroken(before[0])) > float(unbroken(after[0]))


def joint_word(text: str) -> str:
    """ "and" and "or" stay; every dash and "to" is said "to"."""
    word = text.strip()
    return word if word in ("and", "or") else "to"


def parts(text: str) -> tuple[str, str]:
    """Figures and scale word of an amount: "3.5m" → ("3.5", "million")."""
    found = SPLIT.fullmatch(text.strip())
    return (found[1], SCALES[found[2].lower()] if found[2] else "") if found else (text, "")


def scale_of(text: str) -> str:
    """The scale word of an amount; "" without one."""
    return parts(text)[1]


def bare(text: str) -> str:
    """The amount without its currency."""
    figures, scale = parts(text)
    return f"{number(figures)} {scale}".strip()


def adjectival(text: str, currency: Currency) -> str:
    """ "$61 billion" before a noun → "sixty one billion dollar"; "£3.99" → "three pound ninety nine"."""
    whole, point, rest = unbroken(text).partition(".")
    if point and len(rest) == 2 and rest.isdecimal() and rest != "00" and currency.cents and int(whole or 0):
        return f"{number(whole)} {currency.one} {two_figures(int(rest))}"
    return f"{bare(text)} {currency.one}"


def amount(text: str, currency: Currency) -> str:
    """An amount with its currency in the right number, hundredths included."""
    figures, scale = parts(text)
    if scale:
        return f"{number(figures)} {scale} {currency.many}"
    whole, _, rest = unbroken(figures).partition(".")
    rest = rest.rstrip("0")
    if not rest:
        return f"{number(whole)} {currency.one if is_one(whole) else currency.many}"
    if len(rest) > 2 or not currency.cents:
        point = f"{number(whole)} point" if whole else "point"
        return f"{point} {digits(rest)} {currency.many}"
    return with_cents(whole, int(rest.ljust(2, "0")), currency)


def with_cents(whole: str, cents: int, currency: Currency) -> str:
    """ "five dollars and fifty cents"; nothing before the "and" if there are only cents."""
    small = f"{cardinal(cents)} {currency.cent if cents == 1 else currency.cents}"
    if not whole or not int(whole):
        return small
    return f"{number(whole)} {currency.one if is_one(whole) else currency.many} and {small}"


def say_code_behind(match: re.Match[str]) -> str:
    """Code or symbol last: "50 UAH", "100 €", "10-15 million USD"."""
    currency = currency_of(match["sign"])
    return (
        amounts(match, currency, match["join"], False)
        if match["second"]
        else amount(match["first"], currency)
    )


def say_cents(match: re.Match[str]) -> str:
    """ "50¢" → "fifty cents"."""
    return f"{number(match[1])} {'cent' if is_one(match[1]) else 'cents'}"


SCREEN_LINES = words("144 240 360 480 540 576 720 1080 1440 2160 4320")
"""What "p" counts on a screen; any other figure in front of it is a price."""


SCREENS = re.compile(
    r"\b(?:videos?|screens?|footage|stream\w{0,3}|display|resolution|HD|webcam|camera|monitor|TV|fps)\b"
)
PRICED = re.compile(
    r"\b(?:shares?|price[ds]?|pence|dividend|closed|traded|stock|cost(?:s|ing)?|litre|target)\b"
)


def say_pence(match: re.Match[str]) -> str:
    """ "50p", "348.5p" → "fifty pence"; "1080p" counts the lines of a screen."""
    if match[1] in SCREEN_LINES and (near(match, SCREENS, 12) or not near(match, PRICED)):
        return f"{paired(match[1])} P"
    return "one penny" if match[1] == "1" else f"{number(match[1])} pence"


def say_pence_range(match: re.Match[str]) -> str:
    """ "12p-15p" → "twelve to fifteen pence"."""
    return f"{number(match[1])} to {number(match[2])} pence"


def say_shillings(match: re.Match[str]) -> str:
    """ "3s 6d" → "three shillings and sixpence", the money of Britain before 1971."""
    pounds, shillings, pence = (int(match[name] or 0) for name in ("pounds", "shillings", "pence"))
    said = [f"{cardinal(pounds)} {'pound' if pounds == 1 else 'pounds'}"] if pounds else []
    said.append(f"{cardinal(shillings)} {'shilling' if shillings == 1 else 'shillings'}")
    small = {1: "one penny", 3: "threepence", 6: "sixpence"}.get(pence, f"{cardinal(pence)} pence")
    return " ".join([*said, f"and {small}"] if pence else said)


def say_rate(match: re.Match[str]) -> str:
    """ "£120pp" → "… per person"."""
    return f" {RATES[match[1].rstrip('.')]}"


RATES = {
    "pppn": "per person per night",
    "pp/pn": "per person per night",
    "pp": "per person",
    "ppn": "per person per night",
    "pn": "per night",
    "pw": "per week",
    "p.w": "per week",
    "pcm": "per calendar month",
    "p.c.m": "per calendar month",
    "p.p": "per person",
}
"""What stands behind a price."""


PENCE = r"(?:\d{1,3}(?:,\d{3})?|\d{4})(?:\.\d{1,2})?"
MINUS = r"(?:(?<![\w.)])(?P<minus>[-+]))?"
HYPHEN = r"(?P<hyphen>-(?=[A-Za-z]))?(?!\d|[.,]\d)"
SECOND = rf"(?P<second>(?<!\w){AMOUNT})(?![\d%])"

RULES = [
    rule(
        "money",
        r"(?<![\w.,])(?:£(?P<pounds>\d{1,4})\ )?(?P<shillings>1?\d)s\.?\ ?(?P<pence>1?\d)d(?!\w)",
        say_shillings,
        "d",
    ),
    rule(
        "money",
        rf"{MINUS}(?P<sign>{BEFORE})(?P<first>{AMOUNT})"
        rf"(?:(?P<join>\ ?[-–—]\ ?)(?P=sign)?|(?P<words>\ (?:to|and|or)\ )(?P=sign)){SECOND}{HYPHEN}",
        say_range,
        FIGURES,
    ),
    rule("money", rf"{MINUS}(?P<sign>{BEFORE})(?P<first>{AMOUNT}){HYPHEN}", say_money, FIGURES),
    rule(
        "money",
        rf"{START}(?P<first>{AMOUNT})(?:(?P<join>\ ?[-–]\ ?|\ to\ )(?P<second>{AMOUNT}))?"
        rf"(?:\ ?(?P<sign>{BEHIND}))(?!\w|\ ?\d)",
        say_code_behind,
        FIGURES,
    ),
    rule("money", rf"{START}({NUMBER})\ ?¢", say_cents, "¢"),
    rule("money", rf"{START}({PENCE})p?\ ?[-–]\ ?({PENCE})p(?!\w)", say_pence_range, "p"),
    rule("money", rf"(?<![\w.,£])({PENCE})p(?!\w)", say_pence, "p"),
    rule("price", rf"(?<=\ue000)\ ?({choice(RATES)})(?![\w/])\.?", say_rate, "p"),
]
