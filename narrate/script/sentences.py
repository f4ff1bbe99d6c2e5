"""Sentences: where one ends.

``sentencex`` finds the boundaries of a line; a small repair pass mends what is known to go wrong in
newspapers: "5 p.m. Monday", "made in the U.S. Russia says", "Shevchenko Blvd. Firefighters", numbered
lists in running text, spaced ellipses, and long quotes of several sentences, which it keeps whole.
Boundaries are offsets, so no character is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import sentencex

from narrate.script.sentence_words import (
    BEFORE_FIGURES,
    CONTINUING,
    CONTINUING_IN,
    ENDERS,
    FINITE,
    INSTITUTIONS,
    JAPANESE_PARTICLES,
    NAMES_BEFORE_FIGURES,
    NEVER_LAST,
    NUMBERED_BOOKS,
    ORDINAL_BEFORE_CAPITALS,
    STARTERS,
    STREET_TAILS,
    TIME_TAILS,
)

LONG_QUOTE = 150
"""Characters from which a quote of several sentences is cut at them; a shorter one keeps its swing in one
breath.
"""
REACH = 80
"""Characters looked at on either side of a boundary, so that the work stays linear."""
TERMINATORS = "。！？．｡؟۔।॥።፧፨։။៕…"
"""Full stops of scripts that do not set a space behind them."""
MARKER = re.compile(r"(?P<bullet>[•⁃▪◦‣·*-]\ ?)?(?P<mark>\d{1,3}|[a-z])(?P<sign>\.\)|[.)])(?=\s)")
CANDIDATE = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][\"'”’»)\]]))\s+")
INNER = re.compile(r"(?<=[a-z\d%)][.!?…])\s+(?=[\"“'‘]?[A-ZÀ-ÖØ-ÞА-ЯЄІЇҐ])")
QUOTED = re.compile(rf"[\"“„«][^\"“”„«»]{{{LONG_QUOTE},}}[\"”“»]?")
QUESTIONS = re.compile(r"(?<=\?)\s+(?=\w{1,20}(?:\ \w{1,20}){0,2}\?)")
DOTTED = re.compile(r"(?:^|[\s(\"“])((?:[^\W\d_]\.){2,4})$")
ORDINAL = re.compile(r"(?<![\w.])\d{1,3}\.$")
ABBREVIATION = re.compile(r"(?:^|(?<!\d)\s|[(\"“'’-])([^\W\d_]+(?:\.[^\W\d_]+)*)\.$")
COMPASS = re.compile("[NSEW]{1,3}|North|South|East|West")
MEASURED = re.compile(r"\d\s(?:mi|ft|yd|yds|km|nmi)\.$")
"""A unit, behind which a point of the compass goes on: "2 mi. N of the town"."""
ASIDE = re.compile(r"\((?:[Rr]et|[Rr]etd|[Rr]es|[Jj]r|[Ss]r|sic|[Ii]nc|[Dd]ec)\.\)$")
"""A word in brackets between a title and its name: "Col. (ret.) Hall"."""
HYPHENED = re.compile(r"\d-(?:yr|mo|wk|hr|min|sec|in|ft|mi|lb|oz|sq|gal)\.$")
"""An adjective of figures, whose noun is to come: "a 15-yr. Treasury note"."""
CLOSED_ASIDE = re.compile(r"[a-z\d][.!?]\)$")
LOWER_GOES_ON = re.compile(r"[!?…]$|(?:^|[\s-])[^\W\d_]{1,5}\.$")
"""Marks behind which a small letter goes on with the sentence: "Yahoo! said", "в 2022 г. началась"."""
COUNTED_LETTER = re.compile(
    r"\d\s(?:[^\W\d_]{3,4}\.?\s)?(?:[^\W\d_]{1,2}|грн|руб|дол|долл|коп|proc|хв|мин|сек|min|sek)\.$"
)
"""A unit, a currency or the word for year behind its figures, which a capital ends: "2022 р. Місто"."""
COUNTED_SCALE = re.compile(r"\d\s(?:тис|тыс|млн|млрд|трлн|tys|mln|mld|Tsd|Mio|Mill|Mrd|mill|Md|Mds)\.$")
"""A scale word behind its figure, which ends a sentence in front of a word that opens one: "12 млн. Він"."""
ORDINAL_UNIT = re.compile(r"\d\.\s(?:Min|Jh|Jhd)\.$")
"""A German unit behind its ordinal, which counts no noun to come: "in der 89. Min. Keller traf"."""
CENTURY = re.compile(r"[IVX]{1,5}")
SEVERAL = re.compile(r"[IVX]{2,5}|[VX]")
"""A Roman numeral that is not the pronoun: "Vol. IV"."""
COUNTED_SHORT = re.compile(r"\d\s([^\W\d_]{2,5})\.$")
"""A scale word or a part of a law behind its figure: "6 tys. 500 zł", "§ 5 ust. 2"."""
LONE_YEAR = re.compile(r"(?:^|[.!?]\s)\W{0,2}[A-ZŻŚА-ЯІЇЄ]\w{0,9}\s(?:[^\W\d_]{3,10}\s)?\d{4}\s[ргr]\.$")
"""A sentence that has no more than a year yet: "У 2015 р. Петренко пішов"."""
STREET = re.compile(
    r"(?:\d\s(?:[A-Z][\w'’-]+\s){1,3}(?:St|Dr|Pl|Ct)|[A-Z\d][\w'’-]+\s(?:Blvd|Ave|Rd|Hwy|Pkwy|Sq))\.$"
)
SPACED_ELLIPSIS = re.compile(r"(?<![.]\s)(?<![.])\s?\.\s\.\s\.$")
OPENS = re.compile(r"[\"“”«'‘(\[]*(?P<first>[\w.'’-]+)(?:\s+(?P<second>[\w'’-]+))?")
INTRODUCTION = re.compile(
    r"(?:^|[.!?][\"”]?\s)\W{0,2}(?:At|By|Around|About|Until|Since|Before|After|From|Shortly|Just|Between)\s"
    r"[\w:.]{1,5}\s[ap]\.?m\.$",
    re.I,
)
"""A sentence that has no more than a time yet: "At 5 a.m. Mr. Smith left."."""


def split(text: str, language: str) -> list[str]:
    """The sentences of a text in order, without their outer white space; lines are apart unless one goes
    on.
    """
    code = language.replace("_", "-").split("-")[0].lower() or "en"
    found = [sentence for line in whole_lines(text) for sentence in split_line(line, code)]
    return [stripped for sentence in found if (stripped := sentence.strip())]


def whole_lines(text: str) -> list[str]:
    """Lines, a line joined to the one before it if that one was broken in the middle of a sentence."""
    lines: list[str] = []
    for line in text.splitlines():
        before = lines[-1].rstrip() if lines else ""
        if before and before[-1] in JAPANESE_PARTICLES and line.strip():
            lines[-1] = before + line.lstrip()
        elif (
            before
            and line.lstrip()[:1].islower()
            and (before[-1].isalnum() or before[-1] in ",;–—")
            and not listed(line)
        ):
            lines[-1] = f"{before} {line.lstrip()}"
        else:
            lines.append(line)
    return lines


def listed(line: str) -> bool:
    """Whether a line opens with the mark of a list ("b.", "2)")."""
    return MARKER.match(line.lstrip()) is not None


def split_line(line: str, language: str) -> Iterator[str]:
    """The sentences of one line."""
    ends = set(boundaries(line, language))
    ends = {end for end in ends if not goes_on(line, end, language)}
    ends |= {end for end in overlooked(line, language) if end not in ends}
    ends |= set(quote_ends(line))
    starts, inside = list_marks(line)
    yield from cut_at(line, sorted((ends - inside) | starts))


def cut_at(line: str, ends: list[int]) -> Iterator[str]:
    """The pieces of a line; a piece of nothing but marks goes with the one behind it."""
    start, seen = 0, 0
    for end in ends:
        if any(char.isalnum() for char in line[seen:end]):
            yield line[start:end]
            start = end
        seen = end
    yield line[start:]


def boundaries(line: str, language: str) -> Iterator[int]:
    """Where ``sentencex`` ends a sentence: behind white space, or behind a full stop that needs none."""
    at = 0
    for sentence in sentencex.segment(language, line)[:-1] if line.strip() else []:
        at += len(sentence)
        if 0 < at < len(line) and (line[at - 1].isspace() or line[at - 1] in TERMINATORS):
            yield at


def goes_on(line: str, end: int, language: str) -> bool:
    """Whether the sentence goes on behind a boundary."""
    before, behind = line[max(0, end - REACH) : end].rstrip(), line[end : end + REACH]
    if SPACED_ELLIPSIS.search(before):
        return True
    if not any(char.isalnum() for char in behind):
        return True
    opening = OPENS.match(behind)
    if not opening:
        return False
    if opening["first"][:2].islower() and LOWER_GOES_ON.search(before):
        return True
    if MEASURED.search(before) and COMPASS.fullmatch(opening["first"].rstrip(".")):
        return True
    if ASIDE.search(before) or (HYPHENED.search(before) and not starts(opening["first"], language)):
        return True
    if DOTTED.search(before):
        return dotted_goes_on(before, opening, language)
    if LONE_YEAR.search(before):
        return not starts(opening["first"], language)
    if ORDINAL.search(before) and (opening["first"][0].islower() or CENTURY.fullmatch(opening["first"])):
        return True
    if ORDINAL.search(before) and language in ORDINAL_BEFORE_CAPITALS:
        return not starts(opening["first"], language)
    counted = COUNTED_SHORT.search(before)
    if counted and opening["first"][0].isdecimal():
        return counted[1].lower() in BEFORE_FIGURES | NUMBERED_BOOKS | CONTINUING_IN.get(
            language, frozenset()
        )
    short = ABBREVIATION.search(before)
    return short is not None and abbreviation_goes_on(short[1], opening, language)


def abbreviation_goes_on(short: str, opening: re.Match[str], language: str) -> bool:
    """Whether the sentence goes on behind "Dr.", "No." or "Feb."."""
    if language != "en" and short.lower() in NEVER_LAST:
        return True
    if language != "en" and (len(short) == 1 or short.lower() in CONTINUING_IN.get(language, ())):
        return not starts(opening["first"], language)
    if short.lower() in BEFORE_FIGURES or short in NAMES_BEFORE_FIGURES:
        return opening["first"][0].isdecimal() or SEVERAL.fullmatch(opening["first"].rstrip(".")) is not None
    if short.lower() not in CONTINUING or len(short) == 1:
        return False
    return short.lower() not in ENDERS or not starts(opening["first"], language)


def dotted_goes_on(before: str, opening: re.Match[str], language: str) -> bool:
    """Whether the sentence goes on behind "p.m." or "U.S."."""
    first, second = opening["first"], opening["second"] or ""
    if not before.lower().endswith(("a.m.", "p.m.")):
        return not opens_sentence(first, second, language)
    if (
        first[0].islower()
        or first in TIME_TAILS
        or first.rstrip(".") in TIME_TAILS
        or second in ("time", "Time", "European")
    ):
        return True
    return INTRODUCTION.search(before) is not None


def opens_sentence(first: str, second: str, language: str) -> bool:
    """Whether two words look like the beginning of a sentence: "He left", "Russia says", not "Army said"."""
    if starts(first, language):
        return True
    if not first[0].isupper() or first in INSTITUTIONS:
        return False
    return second in FINITE or (second.islower() and second.endswith("ed") and len(second) > 4)


def starts(word: str, language: str) -> bool:
    """Whether a capitalised word opens sentences; English ones count everywhere, for they are quoted everywhere."""
    return word in STARTERS.get(language, ()) or word in STARTERS["en"]


def overlooked(line: str, language: str) -> Iterator[int]:
    """Boundaries behind an abbreviation that this time ends its sentence, and between short questions."""
    for gap in CANDIDATE.finditer(line):
        before = line[max(0, gap.start() - REACH) : gap.start()]
        opening = OPENS.match(line[gap.end() : gap.end() + REACH])
        if opening and opening["first"][0].isupper() and ends_here(before, opening, language):
            yield gap.end()
    yield from (gap.end() for gap in QUESTIONS.finditer(line))


def ends_here(before: str, opening: re.Match[str], language: str) -> bool:
    """Whether an abbreviation in front of a capital ends its sentence."""
    first, second = opening["first"], opening["second"] or ""
    if before.lower().endswith(("a.m.", "p.m.")):
        return not dotted_goes_on(before, opening, language)
    if DOTTED.search(before):
        return opens_sentence(first, second, language)
    if LONE_YEAR.search(before):
        return starts(first, language)
    if ASIDE.search(before):
        return False
    if CLOSED_ASIDE.search(before) or (language in CONTINUING_IN and counted_out(before, opening, language)):
        return True
    if STREET.search(before):
        return first.rstrip(".") not in STREET_TAILS
    if language in CONTINUING_IN and COUNTED_SCALE.search(before):
        return starts(first, language)
    if language == "de" and ORDINAL_UNIT.search(before):
        return True
    short = ABBREVIATION.search(before)
    if short and short[1].lower() in NEVER_LAST and language != "en":
        return False
    if short and len(short[1]) == 1 and language != "en":
        return starts(first, language)
    if not short or short[1].lower() not in ENDERS:
        return False
    if short[1].lower() in CONTINUING:
        return starts(first, language)
    return opens_sentence(first, second, language)


def counted_out(before: str, opening: re.Match[str], language: str) -> bool:
    """Whether a unit behind its figures ends a sentence; "12 av. Foch" and "50 av. J.-C." are none."""
    if not COUNTED_LETTER.search(before):
        return False
    short = COUNTED_SHORT.search(before)
    known = short is not None and short[1].lower() in CONTINUING_IN[language]
    return not known or starts(opening["first"], language)


def quote_ends(line: str) -> Iterator[int]:
    """Boundaries inside long quotes."""
    for quote in QUOTED.finditer(line):
        for gap in INNER.finditer(line, quote.start(), quote.end()):
            before = line[max(0, gap.start() - REACH) : gap.start()]
            if not DOTTED.search(before) and not abbreviated(before):
                yield gap.end()


def abbreviated(before: str) -> bool:
    """Whether a text ends with an abbreviation or an initial."""
    short = ABBREVIATION.search(before)
    return short is not None and (len(short[1]) == 1 or short[1].lower() in CONTINUING | ENDERS)


def list_marks(line: str) -> tuple[set[int], set[int]]:
    """Where the items of a list in running text start, and the places behind their marks, which end
    nothing.
    """
    text = line.lstrip()
    first = MARKER.match(text)
    if not first:
        return set(), set()
    offset = len(line) - len(text)
    starts, inside, mark = set(), {offset + gap_end(text, first.end())}, following(first["mark"])
    for later in MARKER.finditer(text, first.end()):
        at = later.start()
        if (
            later["mark"] == mark
            and later["sign"] == first["sign"]
            and (text[at - 1].isspace() or later["bullet"])
        ):
            starts.add(offset + at)
            inside.add(offset + gap_end(text, later.end()))
            mark = following(mark)
    return starts, inside


def gap_end(text: str, at: int) -> int:
    """The end of the white space at a place."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def following(mark: str) -> str:
    """The mark of the next item: "1" → "2", "a" → "b"."""
    return str(int(mark) + 1) if mark.isdecimal() else chr(ord(mark) + 1)
