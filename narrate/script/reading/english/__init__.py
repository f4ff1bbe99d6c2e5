"""English, read by our own rules.  The order of ``english_rules`` is the order in which they claim text."""

from __future__ import annotations

from dataclasses import replace

from narrate.script.reading.choices import Choices
from narrate.script.reading.english import (
    abbreviations,
    acronyms,
    dates,
    designators,
    fractions,
    measures,
    money,
    numbers,
    ordinals,
    percent,
    phones,
    ranges,
    roman,
    scripture,
    sizes,
    sport,
    symbols,
    times,
    web,
)
from narrate.script.reading.english.numerals import with_and, with_thousands
from narrate.script.reading.rule import Change, Rule

DATED = frozenset({"date", "year", "years", "era", "fiscal year", "quarter"})
"""Rules that say years."""


def english_rules(choices: Choices) -> tuple[Rule, ...]:
    """All rules for these choices, the most particular first: an address before its figures, money before
    its number.
    """
    return (
        *web.rules(choices.addresses),
        *symbols.FIRST_RULES,
        *phones.RULES,
        *money.RULES,
        *scripture.RULES,
        *sport.RULES,
        *times.rules(choices.clock == "12"),
        *fractions.RANGE_RULES,
        *numbers.MANY_RULES,
        *numbers.EXPONENT_RULES,
        *dates.rules(choices.english == "british"),
        *percent.RULES,
        *designators.FIXED_RULES,
        *sizes.RULES,
        *measures.rules(choices.units == "letters"),
        *fractions.RULES,
        *ordinals.RULES,
        *designators.RULES,
        *ranges.RULES,
        *roman.RULES,
        *abbreviations.rules(choices.titles == "full"),
        *acronyms.RULES,
        *symbols.POWER_RULES,
        *numbers.RULES,
        *symbols.RULES,
    )


def finish(changed: list[Change], choices: Choices) -> list[Change]:
    """The changes with the number words that were chosen."""
    if choices.years == "two thousand ten":
        changed = [
            replace(one, spoken=with_thousands(one.spoken)) if one.rule in DATED else one for one in changed
        ]
    if choices.says_and:
        changed = [replace(one, spoken=with_and(one.spoken)) for one in changed]
    return changed
