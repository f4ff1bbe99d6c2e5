"""What of a transcript is heard: its sentences as one clean line each, with the places and times of their words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from narrate.model import Episode, Mark, Role, Transcript
from narrate.publish.transcripts.speakers import speakers_of

SPACES = re.compile("[\0-\x20\x7f-\x9f\u1680\u2000-\u200a\u2028\u2029\u205f\u3000]+")
"""All that ends a line for some reader, controls and breaking spaces; a no-break space (U+00A0, U+202F) stays."""
LOST = re.compile("[\ud800-\udfff\ufeff\ufffd]")
"""Half characters, byte order marks and what stands for broken bytes: no text, and not heard."""
ASTRAY = 40
"""Characters that a word may lie behind its place, should a text and its words differ."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One word of a sentence."""

    place: int
    """Where in the sentence's text it begins."""
    length: int
    start: int
    end: int
    """Milliseconds."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence that is heard, from ``start`` to ``end`` in milliseconds."""

    text: str
    start: int
    end: int
    role: Role
    block: int
    speaker: str
    """A name; "" in a transcript that nobody is named in."""
    words: tuple[Spot, ...]

    def time_at(self, place: int) -> int:
        """When the text from ``place`` on is heard, in milliseconds: the start of a word, or a share of it."""
        index = bisect_right(self.words, place, key=lambda word: word.place) - 1
        word = self.words[index] if index >= 0 else Spot(0, len(self.text), self.start, self.end)
        share = min((place - word.place) / max(word.length, 1), 1.0)
        return round(word.start + share * (word.end - word.start))


def sentences_of(episode: Episode, transcript: Transcript) -> list[Sentence]:
    """All sentences that are heard, in order; none overlaps another, has no length or ends after the episode.

    A mark without length is a sentence that failed, or a text without a sound.
    """
    heard = [
        (mark, text, speaker)
        for mark, speaker in zip(transcript.marks, speakers_of(episode, transcript), strict=True)
        if mark.end > mark.start and (text := cleaned(mark.shown)).strip()
    ]
    spans = settled([(_ms(mark.start), _ms(mark.end)) for mark, _, _ in heard], int(episode.seconds * 1000))
    return [
        Sentence(text, start, end, mark.role, mark.block, cleaned(speaker), tuple(_spots(mark, text)))
        for (mark, text, speaker), (start, end) in zip(heard, spans, strict=True)
    ]


def cleaned(text: str) -> str:
    """One line of a text, without what a file's reader could trip over."""
    if text.isascii() and text.isprintable() and "  " not in text:  # most words
        return text.strip(" ")
    return SPACES.sub(" ", LOST.sub("", text)).strip(" ")


def settled(spans: Sequence[tuple[int, int]], limit: int) -> list[tuple[int, int]]:
    """Spans of at least a millisecond, in order, none over another; all before ``limit`` if there is room.

    Times that are right already stay: only rounding, and a catalogue that is wrong, needs this.
    """
    forwards: list[tuple[int, int]] = []
    last = 0
    for start, end in spans:
        start = max(start, last)
        last = max(end, start + 1)
        forwards.append((start, last))
    backwards: list[tuple[int, int]] = []
    following = limit if limit >= len(spans) else last
    for start, end in reversed(forwards):
        end = min(end, following)
        following = min(start, end - 1)
        backwards.append((following, end))
    return backwards[::-1]


def _spots(mark: Mark, text: str) -> Iterator[Spot]:
    at = 0
    for word in mark.words:
        shown = cleaned(word.text)
        place = text.find(shown, at, at + len(shown) + ASTRAY) if shown else -1
        if place < 0:
            continue
        yield Spot(place, len(shown), _ms(word.start), _ms(word.end))
        at = place + len(shown)


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
