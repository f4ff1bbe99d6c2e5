"""English, read by our own rules.  The order of ``english_rules`` is the order in which they claim text."""

from __future__ import annotations

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
    symbols,
    times,
    web,
)
from narrate.script.reading.rule import Rule


def english_rules(british: bool) -> tuple[Rule, ...]:
    """All rules, the most particular first: an address before its figures, money before its number."""
    return (
        *web.RULES,
        *phones.RULES,
        *money.RULES,
        *times.RULES,
        *numbers.MANY_RULES,
        *dates.rules(british),
        *percent.RULES,
        *designators.FIXED_RULES,
        *measures.RULES,
        *fractions.RULES,
        *ordinals.RULES,
        *designators.RULES,
        *ranges.RULES,
        *roman.RULES,
        *abbreviations.RULES,
        *acronyms.RULES,
        *symbols.POWER_RULES,
        *numbers.RULES,
        *symbols.RULES,
    )
