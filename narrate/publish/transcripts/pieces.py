"""A sentence in pieces that fit a screen: cues of so many lines, lines of so many columns.

A sentence that fits stays whole.  A longer one is parted where a reader would breathe: behind a semicolon, colon or
dash, then behind a comma, then at any space; among places of one kind the one that leaves the evenest pieces wins.
Lines part at the same places.  A word stays whole, though it be longer than a line: whoever joins the lines again
must get the text again.  Addresses part behind their signs, scripts without spaces behind their punctuation; a run
of Chinese or Japanese that is longer than a line parts between any two characters that may be parted.  The words of
Thai and its neighbours end where only a dictionary tells, which browsers have: their runs are left to these, and
part between characters only where they are longer than a whole cue.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from operator import itemgetter

from narrate.publish.transcripts.heard import Sentence, settled

CLAUSE, COMMA, SPACE, INSIDE = 3.0, 2.0, 1.0, 0.0
"""How good a place is for a break."""
SHORTEST = 0.35
"""No piece takes less than this share of a cue while there is a better place."""
TOO_SHORT = 4.0
"""Taken off a place that would leave such a piece."""
CLAUSE_ENDS = frozenset(";:—–!?…。；：！？؛؟।")
"""No full stop: inside a sentence it ends an abbreviation."""
COMMAS = frozenset(",)،、，")
CLOSING = "\"')]»”’"
SIGNS = frozenset("/-_.?&=")
"""Behind these a long word without spaces, such as an address, may be parted."""
LONG_WORD = 24
NOT_FIRST = frozenset("ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮーゝゞヽヾ々〻ๆฯะาำๅ")
"""Letters that no line begins with (JIS X 4051; for Thai the vowels that follow their consonant)."""
NOT_LAST = frozenset("เแโใไ")
"""Thai vowels that stand before their consonant."""
UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x2E80, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
"""Thai, Lao, Burmese, Khmer, and the scripts of China and Japan."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How much a cue may show."""

    width: int
    """Columns of a line; Chinese, Japanese and Korean characters take two."""
    lines: int

    @property
    def room(self) -> int:
        """Columns of a cue."""
        return self.width * self.lines


@dataclass(frozen=True, slots=True)
class Cue:
    """One piece of a sentence, heard from ``start`` to ``end`` in milliseconds."""

    sentence: Sentence
    start: int
    end: int
    lines: tuple[tuple[int, int], ...]
    """Where in the sentence's text each line begins and ends."""

    @property
    def texts(self) -> list[str]:
        """Its lines."""
        return [self.sentence.text[start:end] for start, end in self.lines]


def cues_of(sentences: Sequence[Sentence], shape: Shape) -> list[Cue]:
    """All sentences as cues, in order, without overlap; between the pieces of a sentence there is no gap."""
    found = [piece for sentence in sentences for piece in _parted(sentence, shape)]
    limit = sentences[-1].end if sentences else 0
    spans = settled([(cue.start, cue.end) for cue in found], limit)
    return [Cue(cue.sentence, start, end, cue.lines) for cue, (start, end) in zip(found, spans, strict=True)]


def _parted(sentence: Sentence, shape: Shape) -> Iterator[Cue]:
    text = Text(sentence.text, shape)
    pieces = list(text.pieces())
    times = [sentence.start, *(sentence.time_at(start) for start, _ in pieces[1:]), sentence.end]
    for (start, end), begins, ends in zip(pieces, times, times[1:], strict=False):
        yield Cue(sentence, begins, ends, tuple(text.lines(start, end)))


class Text:
    """A text and the places where it may be parted."""

    def __init__(self, text: str, shape: Shape) -> None:
        """Find the places for pieces of that shape."""
        self.text = text
        self.shape = shape
        self._columns = (
            list(range(len(text) + 1)) if text.isascii() else [0, *accumulate(map(_columns, text))]
        )
        strengths = dict(_places(text))
        strengths |= dict.fromkeys(_between_characters(text, [*strengths, len(text)], shape), INSIDE)
        self._places = [*sorted(strengths.items()), (len(text), CLAUSE)]

    def pieces(self) -> Iterator[tuple[int, int]]:
        """From … to of each piece that fits the shape, or is one word that does not."""
        start, first = 0, 0
        while first < len(self._places):
            reach = self._reach(start, first)
            index = reach if reach == len(self._places) - 1 else self._best(start, first, reach)
            yield start, self._trimmed(self._places[index][0])
            start, first = self._places[index][0], index + 1

    def lines(self, start: int, end: int) -> list[tuple[int, int]]:
        """From … to of each line of a piece: no more lines than are needed, and those about equally long."""
        if self._wide(start, end) <= self.shape.width:
            return [(start, self._trimmed(end))]
        first = bisect_right(self._places, start, key=itemgetter(0))
        last = bisect_left(self._places, end, key=itemgetter(0))
        places = [*map(itemgetter(0), self._places[first:last]), end]
        needed = len(self._filled(start, places, self.shape.width))
        low, high = 1, self.shape.width
        while low < high:
            middle = (low + high) // 2
            fits = len(self._filled(start, places, middle)) <= needed
            low, high = (low, middle) if fits else (middle + 1, high)
        return self._filled(start, places, low)

    def _filled(self, start: int, places: Sequence[int], width: int) -> list[tuple[int, int]]:
        """Lines filled one after the other."""
        lines: list[tuple[int, int]] = []
        last = start
        for place in places:
            if last > start and self._wide(start, place) > width:
                lines.append((start, self._trimmed(last)))
                start = last
            last = place
        return [*lines, (start, self._trimmed(last))]

    def _reach(self, start: int, first: int) -> int:
        """The last place that a piece from ``start`` may go to; at least the first."""
        line, last, used = start, start, 1
        for index in range(first, len(self._places)):
            place = self._places[index][0]
            if last > line and self._wide(line, place) > self.shape.width:
                line, used = last, used + 1
            if used > self.shape.lines:
                return max(first, index - 1)
            last = place
        return len(self._places) - 1

    def _best(self, start: int, first: int, reach: int) -> int:
        room = self.shape.room
        left = self._columns[-1] - self._columns[start]
        target = left / max(2, ceil(left / room))
        return max(range(first, reach + 1), key=lambda index: self._score(start, index, target, room))

    def _score(self, start: int, index: int, target: float, room: int) -> float:
        place, strength = self._places[index]
        length = self._wide(start, place)
        return strength - abs(length - target) / room - (TOO_SHORT if length < SHORTEST * room else 0)

    def _wide(self, start: int, end: int) -> int:
        return self._columns[self._trimmed(end)] - self._columns[start]

    def _trimmed(self, end: int) -> int:
        return end - 1 if 0 < end < len(self.text) and self.text[end - 1] == " " else end


def _places(text: str) -> Iterator[tuple[int, float]]:
    """Where a new line may begin, and how good a place that is; at signs and spaces."""
    at, words = 0, text.split(" ")
    for word, following in zip(words, [*words[1:], ""], strict=True):
        yield from _inside(word, at)
        at += len(word) + 1
        if at <= len(text) and not _opens(word) and not _leans(following):
            yield at, _strength(word)


def _strength(word: str) -> float:
    end = word.rstrip(CLOSING)[-1:]
    return CLAUSE if end in CLAUSE_ENDS and end else COMMA if end in COMMAS and end else SPACE


def _opens(word: str) -> bool:
    """Whether a sign belongs to the word behind it: « in French."""
    return bool(word) and all(unicodedata.category(sign) in ("Ps", "Pi") for sign in word)


def _leans(word: str) -> bool:
    """Whether a sign belongs to the word before it: a dash, or ! in French."""
    return not any(map(str.isalnum, word)) and not _opens(word)


def _inside(word: str, at: int) -> Iterator[tuple[int, float]]:
    """Behind the punctuation of scripts without spaces, and behind the signs of a long word."""
    if word.isascii() and len(word) <= LONG_WORD:
        return
    for index in range(1, len(word)):
        before, after = word[index - 1], word[index]
        if before > "\u2e7f" and (before in CLAUSE_ENDS or before in COMMAS):
            if _begins(after):
                yield at + index, CLAUSE if before in CLAUSE_ENDS else COMMA
        elif len(word) > LONG_WORD and before in SIGNS and after.isalnum():
            yield at + index, INSIDE


def _between_characters(text: str, places: Sequence[int], shape: Shape) -> Iterator[int]:
    """In runs that are too long, between two characters of a script without spaces."""
    start = 0
    for end in places:
        if end - start > shape.width:
            longest = shape.width if _columns(text[(start + end) // 2]) == 2 else shape.room
            inside = range(start + 1, end if end - start > longest else start)
            yield from (index for index in inside if _may_part(text, index))
        start = end


def _may_part(text: str, index: int) -> bool:
    before, after = text[index - 1], text[index]
    if not (_is_unspaced(before) and _is_unspaced(after)):
        return False
    return _begins(after) and before not in NOT_LAST and not _opens(before)


def _begins(character: str) -> bool:
    """Whether a line may begin with it."""
    kind = unicodedata.category(character)
    return kind[0] != "M" and kind not in ("Pe", "Pf", "Po", "Pd") and character not in NOT_FIRST


def _is_unspaced(character: str) -> bool:
    return character > "\u0dff" and any(first <= ord(character) <= last for first, last in UNSPACED)


def _columns(character: str) -> int:
    if character < "\u0300":
        return 1
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
