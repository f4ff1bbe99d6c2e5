"""The rules of the other languages, built from their tables."""

from __future__ import annotations

import re

from narrate.script.reading.others.abbreviations import abbreviations
from narrate.script.reading.others.dates import dates
from narrate.script.reading.others.fractions import fractions
from narrate.script.reading.others.languages import LANGUAGES
from narrate.script.reading.others.numbers import numbers
from narrate.script.reading.others.ordinals import ordinals
from narrate.script.reading.others.quantities import quantities
from narrate.script.reading.others.roman import roman
from narrate.script.reading.others.signs import signs
from narrate.script.reading.others.times import times
from narrate.script.reading.rule import Rule, rule

ADDRESS = r"(?:https?://|www\.)\S{1,500}(?<![.,;:!?)])|(?<!\w)[\w.+-]{1,64}@[\w.-]{1,200}(?<!\.)"


def language_rules(code: str) -> tuple[Rule, ...]:
    """All rules of a language, the most particular first; none for a language without tables."""
    language = LANGUAGES.get(code)
    if not language:
        return ()
    return (
        rule("unread", ADDRESS, unchanged, ":.@"),
        *roman(language),
        *signs(language),
        *times(language),
        *dates(language),
        *fractions(language),
        *ordinals(language),
        *quantities(language),
        *numbers(language),
        *abbreviations(language),
        rule("symbol", r"(?<=\s)&(?=\s)", lambda match: language.conjunction, "&"),
    )


def unchanged(match: re.Match[str]) -> str:
    """What goes to the engine as it is; no later rule may touch it."""
    return match[0]
