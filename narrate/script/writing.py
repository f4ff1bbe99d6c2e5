"""One article's utterances: opening, blocks, close; each read, cut to length and followed by its pause."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from narrate.model import Article, Block, Role, Script, Token, Utterance
from narrate.script.cutting import cut
from narrate.script.datelines import dateline_of, parted
from narrate.script.lexicon import Matcher, matcher, sounded
from narrate.script.opening import byline_block, closing, disclosure, line, opening, phrases_of, title_block
from narrate.script.pauses import pause_between, pause_inside
from narrate.script.pronouncing import pronounce
from narrate.script.reading import read
from narrate.script.reading.rule import Change
from narrate.script.roles import Label, labelled, roles_of
from narrate.script.sentences import split
from narrate.script.style import Style

STOPPED_ROLES = ("title", "byline", "disclosure", "heading", "item", "table", "code", "question", "outro")
"""Roles whose text is often printed without the full stop that lets an engine's voice fall at the end."""
FULL_STOP = "full stop"
"""The rule that adds it."""
LABEL_RULE = "interview label"

Tokens = tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What will be said in one piece: an opening line, or one block."""

    role: Role
    sentences: tuple[Tokens, ...]
    block: int = -1


def write_script(article: Article, style: Style = Style(), voice: str = "") -> Script:  # noqa: B008 - frozen options
    """Everything that will be said, in order.

    Every block gives at least one utterance; no utterance is longer than ``style.longest`` characters as
    spoken; each carries its final pause in seconds, 0 for the last.

    Args:
        voice: the name of the voice that will speak, for entries of the lexicon that are for one voice only.
    """
    article = sound_text(article)
    reader = Reader(style, article.language, matcher(style.lexicon, article.language, voice))
    plan = plan_of(article, style)
    blocks = [
        Part(plan.roles[index], block_sentences(index, article, plan, reader), index)
        for index in range(len(article.blocks))
    ]
    parts = [
        *blocks[: plan.headline],
        *(Part(role, reader.read_text(text, role)) for role, text in opening(article, style)),
        *blocks[plan.headline :],
        *(Part(role, reader.read_text(text, role)) for role, text in closing(article, style)),
    ]
    spoken = tuple(utterances([part for part in parts if part.sentences], style))
    return Script(article, spoken, disclosure(article, style))


LOST = re.compile("[\ud800-\udfff]")
"""Halves of a character: no text that can be written."""
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Soft hyphens, zero-width spaces and word joiners: no engine knows them, and they hide a word from the rules."""


def sound_text(article: Article) -> Article:
    """The article with texts that can be written and read; itself if they can."""
    blocks = tuple(
        replace(block, text=mended(block.text), label=mended(block.label))
        if wanting(block.text) or wanting(block.label)
        else block
        for block in article.blocks
    )
    return replace(
        article,
        title=mended(article.title),
        site=mended(article.site),
        authors=tuple(map(mended, article.authors)),
        blocks=blocks,
    )


def wanting(text: str) -> bool:
    """Whether something in a text must be mended."""
    return not text.isascii() and (LOST.search(text) or INVISIBLE.search(text)) is not None


def mended(text: str) -> str:
    """The text without invisible marks; half a character is U+FFFD."""
    return INVISIBLE.sub("", LOST.sub("\ufffd", text)) if wanting(text) else text


# ── Blocks ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Plan:
    """What is known of an article's blocks before any of them is read."""

    roles: list[Role]
    headline: int
    """How many blocks go before the opening: those up to the title and a byline right under it."""
    story: int
    """The block that may begin with a dateline; -1 without one."""
    labels: Mapping[int, Label]
    """Blocks that begin with an interview's label."""
    introduced: frozenset[int]
    """Those of them whose label is the first of its speaker."""
    day: date | None
    """The date that the opening says."""


def plan_of(article: Article, style: Style) -> Plan:
    """The roles of an article's blocks, and where opening and dateline stand."""
    roles = roles_of(article)
    title = title_block(article) if style.title else None
    byline = byline_block(article) if style.byline else None
    if title is not None:
        roles[title] = "title"
    if byline is not None:
        roles[byline] = "byline"
    headline = 0 if title is None else title + 1
    labels = labelled(article)
    first = {article.blocks[index].text[: labels[index].end]: index for index in reversed(labels)}
    return Plan(
        roles,
        headline=headline + (title is not None and byline == headline),
        story=roles.index("body") if "body" in roles else -1,
        labels=labels,
        introduced=frozenset(first.values()),
        day=article.published if style.date and line("date", article, style) else None,
    )


def block_sentences(index: int, article: Article, plan: Plan, reader: Reader) -> tuple[Tokens, ...]:
    """A block's sentences."""
    block, role = article.blocks[index], plan.roles[index]
    if block.kind == "code":
        return code_sentences(block, reader)
    if index == plan.story and (dateline := dateline_of(block.text, plan.day, article.language)):
        opens = parted(reader.tokens(block.text[: dateline.end], dateline.changes))
        return (opens, *reader.read_text(block.text[dateline.end :], role))
    label, text = label_tokens(block, plan.labels.get(index), index in plan.introduced, reader)
    found = reader.read_text(text, role)
    if label and found:
        found = ((*label, *found[0]), *found[1:])
    if block.kind == "quote" and block.label.strip():
        found += reader.read_text(block.label, role)
    return found


def label_tokens(block: Block, label: Label | None, introduced: bool, reader: Reader) -> tuple[Tokens, str]:
    """What stands in front of a block's first sentence (an item's mark, "Q:"), and the text behind it; a speaker's
    name is said the first time only, because the voice or the pause tells later who speaks.
    """
    if block.kind == "item":
        return mark_tokens(block, reader), block.text
    if label is None:
        return (), block.text
    shown, rest = block.text[: label.end], block.text[label.end :]
    if label.said:
        return (Token(shown, f"{label.said}{shown[-1]}", LABEL_RULE),), rest
    tokens = reader.tokens(shown)
    return (tokens if introduced else tuple(replace(one, rule=LABEL_RULE) for one in silent(tokens))), rest


def mark_tokens(block: Block, reader: Reader) -> Tokens:
    """An item's own mark, shown and said in front of its first sentence: "1." → "one."."""
    mark = block.label.strip()
    if not mark:
        return ()
    shown = mark if mark.endswith((".", ")", ":")) else f"{mark}."
    as_read = read(shown.rstrip(".):("), reader.language, (), reader.style.choices)
    said = " ".join(token.spoken for token in as_read)
    return (Token(shown, f"{said}." if said.strip() else "", "item mark"),)


def code_sentences(block: Block, reader: Reader) -> tuple[Tokens, ...]:
    """A block of code is shown whole and named in two words; without words for it, it is read line by
    line.
    """
    name = phrases_of(reader.language).code
    if not name or not block.text.strip():
        return reader.read_text(block.text, "code")
    return ((Token(" ".join(block.text.split()), f"{name}.", "code"),),)


# ── Texts ──────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads texts in one article's language and style."""

    style: Style
    language: str
    names: Matcher

    def tokens(self, sentence: str, settled: Sequence[Change] = ()) -> Tokens:
        """One sentence as it is said.

        Args:
            settled: places of it that are decided already; the lexicon goes before them.
        """
        own = self.names.find(sentence)
        taken = {place for one in own for place in range(one.start, one.end)}
        free = [one for one in settled if taken.isdisjoint(range(one.start, one.end))]
        decided = sorted([*(one.change for one in own), *free], key=lambda one: one.start)
        as_read = read(sentence, self.language, decided, self.style.choices)
        return pronounce(sounded(as_read, sentence, own), self.language)

    def read_text(self, text: str, role: Role) -> tuple[Tokens, ...]:
        """The tokens of each sentence of a text; marks that stand alone go to the sentence before them."""
        found: list[Tokens] = []
        for sentence in sentences_of(text, role, self.language):
            tokens = self.tokens(sentence)
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


def silent(tokens: Sequence[Token]) -> Tokens:
    """Marks that are shown and not said."""
    return tuple(replace(token, spoken="", rule=token.rule or "symbol", sounds=()) for token in tokens)


def named(tokens: Tokens) -> Tokens:
    """A text of nothing but marks, such as one emoji: the first mark's Unicode name is said."""
    shown = " ".join(token.shown for token in tokens)
    name = next((unicodedata.name(char, "").lower() for char in shown), "")
    return (Token(shown, name or shown, "symbol name"),)


def stopped(tokens: Tokens, role: Role) -> Tokens:
    """Tokens that end with a mark, so that the voice falls at the end of a title, a heading or an item."""
    last = next((index for index in reversed(range(len(tokens))) if tokens[index].spoken), -1)
    if role not in STOPPED_ROLES or last < 0 or not tokens[last].spoken[-1].isalnum():
        return tokens
    closed = replace(tokens[last], spoken=f"{tokens[last].spoken}.", rule=tokens[last].rule or FULL_STOP)
    return (*tokens[:last], closed, *tokens[last + 1 :])


# ── Pauses ─────────────────────────────────────────────────────────────────────────────────────────


def utterances(parts: Sequence[Part], style: Style) -> Iterator[Utterance]:
    """The parts as utterances with their pauses."""
    following: list[Role | None] = [*(part.role for part in parts[1:]), None]
    for part, after in zip(parts, following, strict=False):
        inside = pause_inside(part.role, style.pauses)
        for number, sentence in enumerate(part.sentences, 1):
            last = number == len(part.sentences)
            pause = pause_between(part.role, after, style.pauses) if last else inside
            yield from pieces(sentence, pause, part, style)


def pieces(sentence: Tokens, pause: float, part: Part, style: Style) -> Iterator[Utterance]:
    """One sentence, or its clauses if it is too long for one utterance."""
    clauses = cut(sentence, style.longest)
    for clause in clauses[:-1]:
        yield Utterance(clause, part.role, style.pauses.clause, part.block)
    yield Utterance(clauses[-1], part.role, pause, part.block)
