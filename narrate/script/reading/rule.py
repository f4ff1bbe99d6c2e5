"""A rule of reading, and how rules change a sentence into tokens.

A rule names a class of thing, finds it with a pattern, and says it. Rules run in order; what one has
claimed no later rule sees. A rule's pattern must not be able to back-track over long runs: bounded
repeats, and a look-behind that starts it only at the beginning of a run, keep the whole reading linear.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from narrate.model import Token

Say = Callable[[re.Match[str]], str | None]
"""What a match is said as; ``None`` if it is not what it looked like."""

LOOSE_MARK = re.compile(r" ([,.;:!?)])(?=[\s\"')]|$)")
"""A mark that a change has parted from its word."""
CLAIMED = "\ue000"
"""Stands in the text for every character that an earlier rule has claimed."""
CLOSING = f".!?…{CLAIMED}"
"""What may follow in the same sentence: an end that is printed, or more words."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One class of thing that is printed one way and said another."""

    name: str
    pattern: re.Pattern[str]
    say: Say
    needs: str = ""
    """The rule can only match a text that has one of these characters; "" tries every text."""
    both: str = ""
    """And one of these."""


@dataclass(frozen=True, slots=True)
class Change:
    """One place of a text and what is said there."""

    start: int
    end: int
    spoken: str
    rule: str


def rule(name: str, pattern: str, say: Say, needs: str = "", flags: int = 0) -> Rule:
    """A rule from the text of its pattern, which may be spread over lines; a space in ``needs`` parts two sets
    of characters of which a text must have one each.
    """
    needs, _, both = needs.partition(" ")
    return Rule(name, re.compile(pattern, flags | re.VERBOSE), say, needs, both)


def changes(text: str, rules: Iterable[Rule]) -> list[Change]:
    """What the rules change in a folded text, in the order of the text; no two changes overlap."""
    found: list[Change] = []
    has = set(text)
    for one in rules:
        if (one.needs and has.isdisjoint(one.needs)) or (one.both and has.isdisjoint(one.both)):
            continue
        new = list(matches(text, one))
        if new:
            text = mask(text, new)
            found += new
    return sorted(found, key=lambda change: change.start)


def matches(text: str, one: Rule) -> Iterable[Change]:
    """The changes of a single rule."""
    for match in one.pattern.finditer(text):
        if match.end() > match.start() and (spoken := one.say(match)) is not None:
            yield Change(match.start(), match.end(), spoken, one.name)


def mask(text: str, claimed: Sequence[Change]) -> str:
    """``text`` with the claimed places covered."""
    parts, at = [], 0
    for change in claimed:
        parts += [text[at : change.start], CLAIMED * (change.end - change.start)]
        at = change.end
    return "".join([*parts, text[at:]])


def weave(shown: str, folded: str, changed: Sequence[Change]) -> list[Token]:
    """Tokens of a sentence: the words that a change touches become one token, every other word its own.

    The shown words, joined by single spaces, are the words of ``shown`` in order.
    """
    tokens: list[Token] = []
    at = 0
    for group in groups(shown, changed):
        start, end = word_edges(shown, group[0].start, group[-1].end)
        tokens += plain_tokens(shown[at:start], folded[at:start])
        tokens.append(
            Token(" ".join(shown[start:end].split()), voice(folded, start, end, group), names(group))
        )
        at = end
    return [*tokens, *plain_tokens(shown[at:], folded[at:])]


def groups(text: str, changed: Sequence[Change]) -> list[list[Change]]:
    """Changes that share a word stand together."""
    joined: list[list[Change]] = [[change] for change in changed[:1]]
    for before, after in pairwise(changed):
        if any(char.isspace() for char in text[before.end : after.start]):
            joined.append([after])
        else:
            joined[-1].append(after)
    return joined


def word_edges(text: str, start: int, end: int) -> tuple[int, int]:
    """The place widened to whole words."""
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def voice(folded: str, start: int, end: int, group: Sequence[Change]) -> str:
    """What is said from ``start`` to ``end``: the changes, and the text between them."""
    parts, at = [], start
    for change in group:
        parts += [folded[at : change.start], change.spoken]
        if closes(folded, change):
            parts.append(".")
        at = change.end
    parts.append(folded[at:end])
    return LOOSE_MARK.sub(r"\1", " ".join("".join(spaced(parts)).split()))


def closes(folded: str, change: Change) -> bool:
    """Whether a change swallowed the full stop that ends the sentence ("at 5 p.m.")."""
    if folded[change.end - 1] != "." or not change.spoken or change.spoken.endswith((".", "!", "?")):
        return False
    return not any(char.isalnum() or char in CLOSING for char in folded[change.end :][:12])


def spaced(parts: Sequence[str]) -> Iterable[str]:
    """Parts with a space where two letters would otherwise run together ("5kg" said, then "m")."""
    last = ""
    for part in parts:
        if last and part and last[-1].isalnum() and part[0].isalnum():
            yield " "
        yield part
        last = part or last


def names(group: Sequence[Change]) -> str:
    """The rules of a token, each once, in order."""
    return "+".join(dict.fromkeys(change.rule for change in group))


def plain_tokens(shown: str, folded: str) -> list[Token]:
    """One token a word for text that no rule changed."""
    return [
        Token(word, said, "" if word == said else "typography")
        for word, said in zip(shown.split(), folded.split(), strict=True)
    ]
