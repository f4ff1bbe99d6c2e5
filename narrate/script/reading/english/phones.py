"""Phone numbers, figure by figure in their groups."""

from __future__ import annotations

import re

from narrate.script.reading.english.context import counts_things, near, word_after, word_before, words_before
from narrate.script.reading.english.numerals import digits
from narrate.script.reading.rule import rule
from narrate.script.tables import words

FIGURES = "019"
CALLING = words(
    """
    call calls dial phone tel tel. telephone text hotline number fax call: tel: phone: on at :
    """
)
TOLL_FREE = {"800": "eight hundred", "900": "nine hundred"}


def grouped(text: str) -> str:
    """ "555-123-4567" → "five five five, one two three, four five six seven"."""
    groups = re.findall(r"[A-Z]+|\d+", text)
    said = [
        TOLL_FREE.get(group, digits(group)) if index < 2 and groups[0] == "1" else say_group(group)
        for index, group in enumerate(groups)
    ]
    return ", ".join(said)


def say_group(group: str) -> str:
    """Figures one by one; a word on the keys stays a word."""
    return digits(group) if group.isdecimal() else group


def say_phone(match: re.Match[str]) -> str:
    """ "+380 44 255 7333" → "plus three eight zero, four four, …"."""
    return ("plus " if match[0].startswith("+") else "") + grouped(match[0])


def say_short(match: re.Match[str]) -> str | None:
    """ "555-1234" and "911", if the words before it say that it is a phone number."""
    return grouped(match[0]) if word_before(match) in CALLING else None


def say_short_code(match: re.Match[str]) -> str | None:
    """ "text HOME to 741741"."""
    texted = {"text", "texting", "sms"} & {word.lower() for word in words_before(match, 8)}
    return digits(match[0]) if texted else None


CALLED = re.compile(
    r"\b(?:call(?:s|ed|ers?|ing)?|dial(?:s|l?ed|l?ing)?|ring|rang|phoned?|phoning|contact|police|helpline|hotline)\b",
    re.I,
)


def say_known(match: re.Match[str]) -> str | None:
    """ "call police on 101": a number that everybody can dial, where calling is the talk."""
    if counts_things(word_after(match)) or not near(match, CALLED):
        return None
    return digits(match[0], "oh") if word_before(match) in KNOWN_BEHIND else None


KNOWN_BEHIND = words(
    """
    on or via to call dial ring text dialled dialed dialling dialing called calling rang phone and
    """
)
RULES = [
    rule("phone", r"(?<![\w.,$€£/:-])(?:101|111|112|119|988|999|000)(?![\w%/]|[.,:-]\d)", say_known, FIGURES),
    rule("phone", r"(?<=\bto\ )\d{5,6}(?![\w,.]?\d|\w)", say_short_code, "0123456789 x"),
    rule(
        "phone", r"(?<![\w(])(?:\(0\d{1,4}\)\ ?|0\d{2,4}[\ -])\d{3,4}[\ -]?\d{3,4}(?![\w-])", say_phone, "0"
    ),
    rule("phone", r"(?<![\w(])\(?0\d{2,4}\)?[\ -]\d{2,3}-\d{2}-\d{2}(?![\w-])", say_phone, "0"),
    rule("phone", r"(?<![\w+])\+\d{1,3}(?:[\ .-]?\(?\d{1,4}\)?){2,6}(?![\w-])", say_phone, "+"),
    rule(
        "phone",
        r"(?<![\w.,-])(?:1[\ .-])?(?:\(\d{3}\)\ ?|\d{3}[\ .-])\d{3}[-.\ ]\d{4}(?:-\d{1,4})?(?![\w-])",
        say_phone,
        "0123456789",
    ),
    rule("phone", r"(?<![\w.,-])1-\d{3}(?:-(?:[A-Z]+|\d+)){1,4}(?!\w)", say_phone, "0123456789 -"),
    rule("phone", r"(?<![\w.,-])\d{3}-\d{2}-\d{4}(?![\w-])", say_phone, "0123456789 -"),
    rule("phone", r"(?<![\w.,-])\d{3}-\d{4}(?![\w-])", say_short, "0123456789 -"),
    rule(
        "phone",
        r"(?<![\w.,$€£/:-])\d{3}(?=\ (?:hotline|lifeline|helpline|operator|dispatcher|emergency)s?\b)",
        lambda match: digits(match[0]),
        "0123456789 lo",
    ),
    rule(
        "phone",
        r"(?<=\b[Cc]all\ |\b[Dd]ial\ )\d{3}(?![\w,.]?\d|\ [a-z]+s\b)",
        lambda match: digits(match[0]),
        "0123456789 ld",
    ),
]
