"""How a sentence is read: numbers, dates, money, abbreviations and symbols turned into words.

``read`` gives tokens: what is shown, what is said, and the rule that changed it. English has rules of our
own (``english/``, one file a class of thing); other languages have what CLDR and num2words know
(``others/``). What a language's rules do not know goes to the engine unchanged.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from narrate.model import Token
from narrate.script.reading.choices import Choices
from narrate.script.reading.english import english_rules, finish
from narrate.script.reading.fold import fold
from narrate.script.reading.rule import Change, Rule, changes, mask, weave

PLAIN = Choices()
"""The newsroom's defaults."""


def read(text: str, language: str, settled: Sequence[Change] = (), choices: Choices = PLAIN) -> list[Token]:
    """The tokens of one sentence; their shown words are the sentence's words in order.

    Args:
        text: one sentence as printed.
        language: BCP 47; a language without rules is left unchanged but for typographic quotes.
        settled: what is said in places that the lexicon decides, in order; the rules leave them alone.
        choices: how newsrooms differ; English only.
    """
    base = language.replace("_", "-").split("-")[0].lower()
    folded = fold(text, base)
    hidden = [one for one in settled if one.spoken != folded[one.start : one.end]]
    changed = changes(mask(folded, hidden) if hidden else folded, rules_of(base, choices))
    changed = finish(changed, choices) if base == "en" else changed
    return weave(text, folded, joined(settled, changed) if settled else changed)


def joined(settled: Sequence[Change], changed: Sequence[Change]) -> list[Change]:
    """The rules' changes and the settled ones, in order.

    A name that is said as it is printed (only its sound is another) stays in sight of the rules, for "Gen." in
    front of it wants a name behind; what they make of the name itself is left out, and where they make something of
    more than the name, that stands.
    """
    own = {place for one in settled for place in range(one.start, one.end)}
    kept = [one for one in changed if not own.issuperset(range(one.start, one.end))]
    taken = {place for one in kept for place in range(one.start, one.end)}
    free = [one for one in settled if taken.isdisjoint(range(one.start, one.end))]
    return sorted((*kept, *free), key=lambda change: change.start)


@lru_cache(maxsize=32)
def rules_of(language: str, choices: Choices) -> tuple[Rule, ...]:
    """The rules of a language, in their order."""
    if language == "en":
        return english_rules(choices)
    from narrate.script.reading.others import language_rules  # babel and num2words: English does without them

    return language_rules(language)
