"""Which role a block is said in: what kind it is, and in an interview who is speaking.

An interview is told by its labels ("Q:" and "A:", each language's own letters), by the names or initials of two
speakers that take turns ("JK:", "Kateryna Bondar:"), or by its questions: at least three
short paragraphs that end with a question mark, each answered by a paragraph that does not, and no fewer than one
block in six.  Headings stay headings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

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
NAME_LABEL = re.compile(
    r"(?P<name>[^\W\d_][\w.'’-]{0,30}(?:\ [^\W\d_][\w.'’-]{0,30}){0,3})(?P<mark>:)\s(?=\S)"
)
"""What may name the speaker in front of a paragraph: up to four words and a colon."""
TURNS = 3
"""Times that the labelled paragraphs pass from one speaker to another."""
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
    told = {index: label.speaker for index, label in labelled(article).items()}
    asked = told or unlabelled(article)
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
    """The word for the letter: "Question" for "Q"; "" for a name, which is read as it is printed."""
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


def labelled(article: Article) -> dict[int, Label]:
    """Block → label, where letters or names in front of the paragraphs tell; nothing unless both speakers occur."""
    found = {
        index: label
        for index, block in enumerate(article.blocks)
        if block.kind == "paragraph" and (label := label_of(block.text, article.language))
    }
    both = {"question", "answer"} <= {label.speaker for label in found.values()}
    return found if both else named(article)


def named(article: Article) -> dict[int, Label]:
    """Block → label, where the speakers' names take turns; who asks most is the one that asks."""
    found = {
        index: match
        for index, block in enumerate(article.blocks)
        if block.kind == "paragraph" and block.text[:1].isupper() and (match := NAME_LABEL.match(block.text))
    }
    often = Counter(match["name"] for match in found.values())
    found = {index: match for index, match in found.items() if often[match["name"]] > 1}
    turns = sum(one["name"] != other["name"] for one, other in pairwise(found.values()))
    asking = Counter(match["name"] for match in found.values() if match.string.rstrip().endswith(ASKED))
    if turns < TURNS or not asking:
        return {}
    asker = asking.most_common(1)[0][0]
    return {
        index: Label("question" if match["name"] == asker else "answer", "", match.end("mark"))
        for index, match in found.items()
    }


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
