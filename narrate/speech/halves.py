"""One text as two, and their clips as one: for a text that an engine cannot say, or not in one piece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from narrate.model import Clip, Said, Word

CUTS = (
    re.compile(r"(?<=[.!?…;:])[\"'”’»)\]]* "),
    re.compile(r"(?<=[,–—])[\"'”’»)\]]* "),
    re.compile(r" "),
    re.compile(r"(?<=[、，。；：！？])"),
    re.compile(r"(?<=\w)(?=\w)"),
)
"""Where a text may be cut, the best first: after a sentence, after a clause, between words, and the same where
words are not parted by spaces; the last breaks a word, for a text that is but one."""
MIDDLE = 0.3, 0.7
"""Shares of the text between which a cut at a mark is better than one nearer to the middle."""
PAUSE = 0.12
"""Seconds between the halves at rate 1, as after a clause."""
FLOOR = 0.005
"""Of full scale; what is softer at the inner edges is the engine's own silence."""


def in_two(said: Said, within_words: bool = False) -> tuple[Said, Said] | None:
    """The text cut near its middle, at a mark if there is one; None where it cannot be cut.

    Args:
        within_words: whether a text of one word is cut, too.
    """
    cuts = CUTS if within_words else CUTS[:-1]
    low, high = (round(len(said.text) * share) for share in MIDDLE)
    for pattern in cuts:
        places = list(_places(said, pattern))
        central = [place for place in places if low <= place <= high]
        if central or (places and pattern in CUTS[2:]):
            return _cut(said, min(central or places, key=lambda place: abs(place - len(said.text) / 2)))
    return None


def _places(said: Said, pattern: re.Pattern[str]) -> Iterator[int]:
    """Ends of matches that leave something to say on both sides and every sound whole."""
    spans = [(start, start + len(sound.word)) for start, sound in said.sounds]
    letters = [at for at, character in enumerate(said.text) if character.isalnum()]
    for match in pattern.finditer(said.text):
        place = match.end()
        inside = any(start < place < end for start, end in spans)
        if letters and letters[0] < place <= letters[-1] and not inside:
            yield place


def _cut(said: Said, place: int) -> tuple[Said, Said]:
    left = Said(said.text[:place].rstrip(), tuple(each for each in said.sounds if each[0] < place))
    right = tuple((start - place, sound) for start, sound in said.sounds if start >= place)
    return left, Said(said.text[place:], right)


def joined(left: Clip, right: Clip, tempo: float = 1.0) -> Clip:
    """Two clips of one rate as one, with a short pause instead of their inner silences."""
    before = _samples(left)
    after = _samples(right)
    end = _last(before)
    begin = len(after) - _last(after[::-1])
    pause = round(PAUSE / tempo * left.rate)
    pcm = before[:end].tobytes() + bytes(2 * pause) + after[begin:].tobytes()
    shift = (end + pause - begin) / left.rate
    words = (*left.words, *(Word(word.text, word.start + shift, word.end + shift) for word in right.words))
    told = bool(left.words) == bool(right.words)
    return replace(left, pcm=pcm, words=words if told else (), exact=told and left.exact and right.exact)


def _samples(clip: Clip) -> np.ndarray:
    return np.frombuffer(clip.pcm, dtype="<i2")


def _last(samples: np.ndarray) -> int:
    """Where the silence at the end begins."""
    sounding = np.flatnonzero(np.abs(samples.astype(np.int32)) > FLOOR * 32768)
    return int(sounding[-1]) + 1 if len(sounding) else len(samples)
