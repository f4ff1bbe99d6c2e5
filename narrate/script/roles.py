"""Which role a block is said in: what kind it is, and in an interview who is speaking.

An interview is told by its labels ("Q:" and "A:", each language's own letters), or by its questions: at least three
short paragraphs that end with a question mark, each answered by a paragraph that does not, and no fewer than one
block in six.  Headings stay headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from narrate.model import Article, Role
from narrate.script.opening import phrases_of

KINDS: dict[str, Role] = {
    "heading": "heading",
    "paragraph": "body",
    "quote": "quote",
    "item": "item",
    "table": "table",
    "code": "code",
    "note": "note",
}
LABEL = re.compile(r"(?P<letter>[^\W\d_])(?P<mark>[:.])\s(?=\S)")
FEWEST = 3
"""Questions that make an interview."""
SHARE = 6
"""One block in so many is a question."""
LONGEST_QUESTION = 60
"""Words."""
ASKED = ("?", "？", "؟", "?”", "?»", '?"', "?“")


def roles_of(article: Article) -> list[Role]:
    """The role of each block."""
    roles: list[Role] = [KINDS[block.kind] for block in article.blocks]
    asked = labelled(article) or unlabelled(article)
    speaker: Role | None = None
    for index, role in enumerate(roles):
        speaker = asked.get(index, None if role == "heading" else speaker)
        if speaker and role == "body":
            roles[index] = speaker
        if speaker == "question":
            speaker = "answer"
    return roles


@dataclass(frozen=True, slots=True)
class Label:
    """A letter in front of a paragraph that tells who speaks."""

    speaker: Role
    said: str
    """The word for the letter: "Question" for "Q"."""
    end: int
    """Behind its colon or full stop."""


def label_of(text: str, language: str) -> Label | None:
    """An interview's label in front of a text; None without one."""
    match = LABEL.match(text)
    if not match:
        return None
    letter, phrases = match["letter"], phrases_of(language)
    if letter in phrases.question:
        return Label("question", phrases.question[letter], match.end("mark"))
    return Label("answer", phrases.answer[letter], match.end("mark")) if letter in phrases.answer else None


def labelled(article: Article) -> dict[int, Role]:
    """Block → speaker, where letters in front of the paragraphs tell; nothing unless both letters occur."""
    found = {
        index: label.speaker
        for index, block in enumerate(article.blocks)
        if block.kind == "paragraph" and (label := label_of(block.text, article.language))
    }
    return found if {"question", "answer"} <= set(found.values()) else {}


def unlabelled(article: Article) -> dict[int, Role]:
    """Block → "question", where the paragraphs alone tell."""
    found: dict[int, Role] = dict.fromkeys(questions(article), "question")
    return found if len(found) >= max(FEWEST, len(article.blocks) / SHARE) else {}


def questions(article: Article) -> Iterator[int]:
    """The short paragraphs that ask and are answered."""
    for index, (block, answer) in enumerate(zip(article.blocks, article.blocks[1:], strict=False)):
        asks = block.kind == "paragraph" and block.text.rstrip().endswith(ASKED)
        answered = answer.kind in ("paragraph", "quote", "item") and not answer.text.rstrip().endswith(ASKED)
        if asks and answered and len(block.text.split()) <= LONGEST_QUESTION:
            yield index
