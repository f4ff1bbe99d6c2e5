"""Text → words that can be compared: without case, marks, and the ways to write one and the same word.

Words keep what is needed to speak of them: how they are written, and whether they belong to a number or a name.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from narrate.model import Word

Read = Callable[[str, str], str]
"""(text, language) → the text as it is said: numbers, dates and signs as words."""

PAUSE = 0.6
"""Seconds without a word after which a new sentence is taken to begin."""
NUMBERS = (*(str(number) for number in range(101)), "1000", "2000000", "3000000000", "0.5")
ORDINALS = tuple(f"{number}{'th' if number // 10 == 1 else 'th st nd rd'.split()[number % 10]}"
                 for number in range(1, 32) if number % 10 < 4)  # fmt: skip
NO_SPACES = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")
"""How the Unicode names of letters begin whose words stand without spaces; each letter counts as a word."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word of either side."""

    text: str
    """Compared: lower case, letters and digits only."""
    written: str
    start: float
    end: float
    """Seconds from the start of the recording."""
    number: bool = False
    name: bool = False


def words_of(text: str) -> Iterator[tuple[str, str]]:
    """(compared, written) of each word: "Rock-’n’-roll" is rock, n, roll."""
    run = ""
    for character in f"{unicodedata.normalize('NFKC', text)} ":
        if unicodedata.category(character)[0] in "LMN":
            if _is_alone(character):
                yield from _word(run)
                yield from _word(character)
                run = ""
            else:
                run += character
        elif character in "'’" and run:
            run += "’"
        else:
            yield from _word(run)
            run = ""


def _word(run: str) -> Iterator[tuple[str, str]]:
    compared = run.replace("’", "").casefold()
    if compared:
        yield compared, run.rstrip("’")


def _is_alone(character: str) -> bool:
    return character > "\u0e00" and unicodedata.name(character, "").startswith(NO_SPACES)


def expected_terms(
    shown: str, spoken: str, start: float, end: float, language: str, read: Read
) -> list[Term]:
    """The words of a sentence; their times are shared out by their letters."""
    words = list(words_of(spoken))
    numbers = number_words(read, language)
    printed = _from_numbers([word for word, _ in words], shown)
    times = _shared([word for word, _ in words], start, end)
    return [
        Term(word, written, *time, number=word in numbers or place in printed, name=_is_name(words, place))
        for place, ((word, written), time) in enumerate(zip(words, times, strict=True))
    ]


def heard_terms(heard: Sequence[Word], language: str, read: Read) -> list[Term]:
    """The recogniser's words, read as the script is read ("Dr.", "$5"); each keeps the time of what it was."""
    numbers = number_words(read, language)
    found: list[Term] = []
    for run in _runs(heard):
        raw = [(word, each) for each in run for word, _ in words_of(each.text)]
        said = list(words_of(read(" ".join(each.text for each in run), language)))
        matcher = SequenceMatcher(None, [word for word, _ in raw], [word for word, _ in said], False)
        for _, a, b, c, d in matcher.get_opcodes():
            if c == d:
                continue
            beside = raw[a:b] or raw[max(a - 1, 0) : a + 1]
            first, last = (beside[0][1].start, beside[-1][1].end) if beside else (run[0].start, run[-1].end)
            exact = [(each.start, each.end) for _, each in raw[a:b]]
            times = exact if b - a == d - c else _shared([word for word, _ in said[c:d]], first, last)
            found += [
                Term(word, written, *time, number=word in numbers)
                for (word, written), time in zip(said[c:d], times, strict=True)
            ]
    return found


@lru_cache(maxsize=32)
def number_words(read: Read, language: str) -> frozenset[str]:
    """The words that a language's reader makes numbers of."""
    said = (read(number, language) for number in (*NUMBERS, *(ORDINALS if language[:2] == "en" else ())))
    return frozenset(word for text in said for word, _ in words_of(text))


def _runs(heard: Sequence[Word]) -> Iterator[list[Word]]:
    """As near to sentences as the recogniser's stops and pauses lead."""
    if not heard:
        return
    run = [heard[0]]
    for before, word in pairwise(heard):
        if word.start - before.end > PAUSE or before.text.rstrip("\"'”’)").endswith(
            (".", "!", "?", "。", "？")
        ):
            yield run
            run = []
        run.append(word)
    yield run


def _from_numbers(words: Sequence[str], shown: str) -> set[int]:
    """Places of the spoken words that stand for something printed with a digit."""
    printed = [word for word, _ in words_of(shown)]
    codes = SequenceMatcher(None, printed, words, False).get_opcodes()
    return {
        place
        for kind, a, b, c, d in codes
        if kind == "replace" and any(character.isnumeric() for character in "".join(printed[a:b]))
        for place in range(c, d)
    }


def _is_name(words: Sequence[tuple[str, str]], place: int) -> bool:
    """Whether it is written like a name; at a sentence's start only where another one follows it."""
    written = words[place][1]
    if not written[:1].isupper() or len(written) < 2:
        return False
    return place > 0 or (len(words) > 1 and words[1][1][:1].isupper())


def _shared(words: Sequence[str], start: float, end: float) -> list[tuple[float, float]]:
    """A stretch of time, shared out by the words' letters."""
    letters = sum(map(len, words)) or 1
    times, at = list[tuple[float, float]](), 0
    for word in words:
        times.append(
            (start + (end - start) * at / letters, start + (end - start) * (at + len(word)) / letters)
        )
        at += len(word)
    return times
