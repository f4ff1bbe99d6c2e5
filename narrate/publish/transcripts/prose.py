"""The narration as plain text: a paragraph a block; rows of tables and lines of code stand on their own."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import groupby

from narrate.publish.transcripts.heard import Sentence

LINES = ("table", "code")


def plain(sentences: Iterable[Sentence]) -> str:
    """Paragraphs with an empty line between them."""
    blocks = groupby(sentences, key=lambda sentence: (sentence.block, sentence.role))
    return "\n".join(_paragraph(list(block)) for _, block in blocks)


def _paragraph(sentences: list[Sentence]) -> str:
    text = sentences[0].text
    for sentence in sentences[1:]:
        text += _between(text, sentence) + sentence.text
    return text + "\n"


def _between(text: str, sentence: Sentence) -> str:
    if sentence.role in LINES:
        return "\n"
    return "" if unicodedata.east_asian_width(text[-1]) in "WF" else " "
