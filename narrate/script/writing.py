"""One article's utterances: opening, blocks, close; each read, cut to length and followed by its pause."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from narrate.model import Article, Block, Role, Script, Token, Utterance
from narrate.script.cutting import cut
from narrate.script.lexicon import name_rules
from narrate.script.opening import PHRASES, base, opening, opens_with_title
from narrate.script.pauses import pause_between, pause_inside
from narrate.script.pronouncing import pronounce
from narrate.script.reading import read
from narrate.script.sentences import split
from narrate.script.style import Style

ROLES: dict[str, Role] = {
    "heading": "heading",
    "paragraph": "body",
    "quote": "quote",
    "item": "item",
    "table": "table",
    "code": "code",
    "note": "note",
}
STOPPED_ROLES = ("title", "byline", "disclosure", "heading", "item", "table", "code")
"""Roles whose text is often printed without the full stop that lets an engine's voice fall at the end."""


@dataclass(frozen=True, slots=True)
class Part:
    """What will be said in one piece: an opening line, or one block."""

    role: Role
    sentences: tuple[tuple[Token, ...], ...]
    block: int = -1


def write_script(article: Article, style: Style = Style()) -> Script:  # noqa: B008 - frozen options
    """Everything that will be said, in order.

    Every block gives at least one utterance; no utterance is longer than ``style.longest`` characters as
    spoken; each carries its final pause in seconds, 0 for the last.
    """
    language = article.language
    parts = [Part(role, read_text(text, role, language, style)) for role, text in opening(article, style)]
    parts += [block_part(article, index, style) for index in range(len(article.blocks))]
    if style.outro.strip():
        parts.append(Part("outro", read_text(style.outro, "outro", language, style)))
    return Script(article, tuple(utterances([part for part in parts if part.sentences], style)))


def block_part(article: Article, index: int, style: Style) -> Part:
    """A block's sentences."""
    block = article.blocks[index]
    role = ROLES[block.kind]
    if index == 0 and style.title and opens_with_title(article):
        role = "title"
    if block.kind == "code":
        return Part(role, code_sentences(block, article.language, style), index)
    found = read_text(block.text, role, article.language, style)
    if block.kind == "item" and found:
        found = ((*mark_tokens(block, article.language), *found[0]), *found[1:])
    if block.kind == "quote" and block.label.strip():
        found += read_text(block.label, role, article.language, style)
    return Part(role, found, index)


def mark_tokens(block: Block, language: str) -> list[Token]:
    """An item's own mark, shown and said in front of its first sentence: "1." → "one."."""
    mark = block.label.strip()
    if not mark:
        return []
    shown = mark if mark.endswith((".", ")", ":")) else f"{mark}."
    said = " ".join(token.spoken for token in read(shown.rstrip(".):("), language))
    return [Token(shown, f"{said}.", "item mark")] if said.strip() else [Token(shown, "", "item mark")]


def code_sentences(block: Block, language: str, style: Style) -> tuple[tuple[Token, ...], ...]:
    """A block of code is shown whole and named in two words; without words for it, it is read line by
    line.
    """
    phrases = PHRASES.get(base(language))
    if not phrases or not block.text.strip():
        return read_text(block.text, "code", language, style)
    return ((Token(" ".join(block.text.split()), f"{phrases.code}.", "code"),),)


def read_text(text: str, role: Role, language: str, style: Style) -> tuple[tuple[Token, ...], ...]:
    """The tokens of each sentence of a text; marks that stand alone go to the sentence before them."""
    names = name_rules(style.lexicon, base(language))
    found: list[tuple[Token, ...]] = []
    for sentence in sentences_of(text, role, language):
        tokens = pronounce(read(sentence, language, names, style.english == "british"), language)
        if found and not speakable(tokens):
            found[-1] += silent(tokens)
        else:
            found.append(tokens)
    if found and not speakable(found[0]):
        found = [found[0] + found[1], *found[2:]] if len(found) > 1 else [(named(found[0]))]
    return tuple(stopped(tokens, role) for tokens in found)


def sentences_of(text: str, role: Role, language: str) -> list[str]:
    """The sentences of a text; the rows of a table are never joined, even where one goes on in small
    letters.
    """
    lines = text.splitlines() if role == "table" else [text]
    return [sentence for line in lines for sentence in split(line, language)]


def speakable(tokens: Sequence[Token]) -> bool:
    """Whether anything in these tokens can be heard."""
    return any(char.isalnum() for token in tokens for char in token.spoken)


def silent(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Marks that are shown and not said."""
    return tuple(replace(token, spoken="", rule=token.rule or "symbol") for token in tokens)


def named(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """A text of nothing but marks, such as one emoji: the first mark's Unicode name is said."""
    shown = " ".join(token.shown for token in tokens)
    name = next((unicodedata.name(char, "").lower() for char in shown), "")
    return (Token(shown, name or shown, "symbol name"),)


def stopped(tokens: tuple[Token, ...], role: Role) -> tuple[Token, ...]:
    """Tokens that end with a mark, so that the voice falls at the end of a title, a heading or an item."""
    last = next((index for index in reversed(range(len(tokens))) if tokens[index].spoken), -1)
    if role not in STOPPED_ROLES or last < 0 or not tokens[last].spoken[-1].isalnum():
        return tokens
    closed = replace(tokens[last], spoken=f"{tokens[last].spoken}.", rule=tokens[last].rule or "full stop")
    return (*tokens[:last], closed, *tokens[last + 1 :])


def utterances(parts: Sequence[Part], style: Style) -> Iterator[Utterance]:
    """The parts as utterances with their pauses."""
    following: list[Role | None] = [*(part.role for part in parts[1:]), None]
    for part, after in zip(parts, following, strict=False):
        inside = pause_inside(part.role, style.pauses)
        for number, sentence in enumerate(part.sentences, 1):
            last = number == len(part.sentences)
            pause = pause_between(part.role, after, style.pauses) if last else inside
            yield from pieces(sentence, pause, part, style)


def pieces(sentence: tuple[Token, ...], pause: float, part: Part, style: Style) -> Iterator[Utterance]:
    """One sentence, or its clauses if it is too long for one utterance."""
    clauses = cut(sentence, style.longest)
    for clause in clauses[:-1]:
        yield Utterance(clause, part.role, style.pauses.clause, part.block)
    yield Utterance(clauses[-1], part.role, pause, part.block)
