"""How a sentence is read: numbers, dates, money, abbreviations and symbols turned into words.

``read`` gives tokens: what is shown, what is said, and the rule that changed it. English has rules of our
own (``english/``, one file a class of thing); other languages have what CLDR and num2words know
(``others/``). What a language's rules do not know goes to the engine unchanged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from narrate.model import Token
from narrate.script.reading.english import english_rules
from narrate.script.reading.english.numerals import with_and
from narrate.script.reading.fold import fold
from narrate.script.reading.rule import Change, Rule, changes, weave


def read(text: str, language: str, names: Sequence[Rule] = (), british: bool = False) -> list[Token]:
    """The tokens of one sentence; their shown words are the sentence's words in order.

    Args:
        text: one sentence as printed.
        language: BCP 47; a language without rules is left unchanged but for typographic quotes.
        names: the rules of the lexicon; they go before every other.
        british: British English forms.
    """
    folded = fold(text)
    base = language.replace("_", "-").split("-")[0].lower()
    return weave(
        text, folded, finish(changes(folded, (*names, *rules_of(base, british))), base == "en" and british)
    )


def finish(changed: list[Change], british: bool) -> list[Change]:
    """The changes with British number words where they are asked for."""
    return [replace(one, spoken=with_and(one.spoken)) for one in changed] if british else changed


@lru_cache(maxsize=32)
def rules_of(language: str, british: bool) -> tuple[Rule, ...]:
    """The rules of a language, in their order."""
    if language == "en":
        return english_rules(british)
    from narrate.script.reading.others import language_rules  # babel and num2words: English does without them

    return language_rules(language)
