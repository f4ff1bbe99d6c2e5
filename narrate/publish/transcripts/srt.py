"""SubRip, for players that know nothing else.

It has no escapes: what looks like a tag is one to most players, and markup to a page that shows it carelessly.  A
word joiner (U+2060), which has no width, takes its meaning and leaves its look.  Speakers are not named, since
their names would be part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrate.publish.transcripts.heard import Sentence
from narrate.publish.transcripts.pieces import Shape, cues_of

SCREEN = Shape(width=32, lines=2)
"""Podcasting 2.0, "SRT": at most two lines of 32 characters."""
JOINER = "\u2060"
MARKUP = re.compile(r"(?<=<)(?=[A-Za-z/!?])|(?<=\{)(?=\\)|(?<=--)(?=>)")
"""Inside the beginnings of tags (``<i>``), of Advanced SubStation's codes (``{\\an8}``), and of an arrow."""


def srt(sentences: Sequence[Sentence]) -> str:
    """Blocks of one or two lines."""
    cues = cues_of(sentences, SCREEN)
    blocks = (
        f"{number}\n{_stamp(cue.start)} --> {_stamp(cue.end)}\n" + "\n".join(map(_harmless, cue.texts)) + "\n"
        for number, cue in enumerate(cues, 1)
    )
    return "\n".join(blocks)


def _harmless(text: str) -> str:
    return MARKUP.sub(JOINER, text)


def _stamp(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d},{rest:03d}"
