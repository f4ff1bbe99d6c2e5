"""Sentences too long for one utterance, cut where a reader would breathe.

The best place is behind a semicolon, colon or dash, then behind a comma, then before a joining word, then
between any two words. Among places of one kind the one that leaves the evenest pieces wins. A single
token longer than the limit (a number of hundreds of figures) is said in several pieces, the first of
which carries what is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, inf

from narrate.model import Token
from narrate.script.tables import words

SHORTEST = 0.35
"""No piece is shorter than this share of the limit while there is a better place for the cut."""
TOO_SHORT = 4.0
"""Taken off the strength of a place that would leave a piece too short."""
JOINING = words(
    """
    and or but nor so yet because although though while whereas when where who whom which that if
    unless until since after before than as with without from into und oder aber dass weil wenn et
    ou mais que qui parce y o pero porque e ma perché che mas і й та або але що який яка яке які
    коли щоб бо и или но что который которая которые когда чтобы i lub ale że który która które gdy
    """
)


def cut(tokens: tuple[Token, ...], longest: int) -> list[tuple[Token, ...]]:
    """The tokens in one or more pieces, none longer than ``longest`` characters as spoken."""
    if sum(len(token.spoken) + 1 for token in tokens) <= longest + 1:
        return [tokens]
    rest = [piece for token in tokens for piece in cut_token(token, longest)]
    sizes = [len(token.spoken) + 1 if token.spoken else 0 for token in rest]
    pieces, start, left = [], 0, sum(sizes)
    while left > longest + 1:
        end = best_end(rest, sizes, start, longest, left)
        pieces.append(tuple(rest[start:end]))
        left -= sum(sizes[start:end])
        start = end
    return [*pieces, tuple(rest[start:])]


def best_end(tokens: Sequence[Token], sizes: Sequence[int], start: int, longest: int, left: int) -> int:
    """The index behind the last token of the next piece; at least one token, whatever its length."""
    target = left / ceil(left / longest)
    best, best_score, length = start + 1, -inf, 0
    for index in range(start, len(tokens) - 1):
        length += sizes[index]
        if length > longest + 1:
            break
        score = strength(tokens[index], tokens[index + 1]) - abs(length - target) / longest
        score -= TOO_SHORT if length < SHORTEST * longest else 0
        if score > best_score:
            best, best_score = index + 1, score
    return best


def strength(token: Token, following: Token) -> float:
    """How good a place for a breath lies between two tokens."""
    end = token.spoken.rstrip("\"')]»”’")[-1:]
    if end in ";:—–.!?…" and end:
        return 3.0
    if end in ",)،、，" and end:
        return 2.0
    return 1.0 if following.spoken.lower() in JOINING else 0.0


def cut_token(token: Token, longest: int) -> list[Token]:
    """A token as it is, or in pieces if it alone is longer than an utterance may be."""
    if len(token.spoken) <= longest:
        return [token]
    parts = wrap(token.spoken, longest)
    return [Token(token.shown, parts[0], token.rule), *(Token("", part, token.rule) for part in parts[1:])]


def wrap(text: str, longest: int) -> list[str]:
    """A long text cut at spaces where it has any, else anywhere."""
    parts: list[str] = []
    for word in text.split():
        for start in range(0, len(word), longest):
            chunk = word[start : start + longest]
            if parts and len(parts[-1]) + 1 + len(chunk) <= longest:
                parts[-1] = f"{parts[-1]} {chunk}"
            else:
                parts.append(chunk)
    return parts
