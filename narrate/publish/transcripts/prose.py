"""The narration as plain text: a paragraph a block; rows of tables and lines of code stand on their own."""

from __future__ import annotations

import unicodedata
from itertools import groupby

from narrate.model import Episode, Transcript
from narrate.publish.transcripts.heard import Sentence, sentences_of

LINES = ("table", "code")


def plain(episode: Episode, transcript: Transcript) -> str:
    """Paragraphs with an empty line between them."""
    blocks = groupby(sentences_of(episode, transcript), key=lambda sentence: (sentence.block, sentence.role))
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
