"""Audio → the words that are heard in it, and where they differ from what was to be said.

``listen`` is the door.  An offline recogniser (Whisper) writes down what it hears, without knowing the script;
its words are laid beside those of the sentences, each near the time at which its mark says that it is heard.  A
sentence that differs is heard a second time, alone: what two hearings doubt is worth a person's ear.

A recogniser errs, too, above all in names, which it spells as it likes.  Read the classes in this order: missing,
moved, added, numbers, other, names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from narrate.hearing.differences import Comparison, Difference, Expected, Kind, Sounds, compare
from narrate.hearing.recogniser import INSTALL, Recogniser
from narrate.hearing.wording import Read
from narrate.model import Word

__all__ = [
    "INSTALL", "Comparison", "Difference", "Expected", "Kind", "Recogniser", "compare", "hear", "listen",
]  # fmt: skip

MARGIN = 0.3
"""Seconds around a sentence that is heard again, as far as its neighbours leave them."""


def hear(audio: Path | bytes, language: str, recogniser: Recogniser | None = None) -> tuple[Word, ...]:
    """The words of a recording with their times in seconds.

    Raises:
        HearingError: no recogniser, a language that it does not know, or no audio.
    """
    return (recogniser or Recogniser(language=language)).hear(audio, language)


def listen(
    audio: Path | bytes,
    expected: Sequence[Expected],
    language: str,
    spoken: Read,
    sounds: Sounds | None = None,
    recogniser: Recogniser | None = None,
) -> Comparison:
    """Where a recording differs from its sentences.

    Args:
        audio: a file of any format, or its bytes.
        expected: every sentence with its mark's times, in their order.
        language: BCP 47.
        spoken: (text, language) → the text as it is said, which both sides go through.
        sounds: (text, language) → how it sounds in IPA; with it "labour" and "labor" are the same.
        recogniser: one that is already loaded.

    Raises:
        HearingError: as ``hear``.
    """
    ear = recogniser or Recogniser(language=language)
    first = compare(expected, ear.hear(audio, language), spoken, language, sounds)
    doubted = _doubted(first)
    where = [_span(expected, number) for number in doubted]
    kept = {number: first.of(number) for number in range(len(expected))}
    for number, span, words in zip(doubted, where, ear.hear_again(audio, language, where), strict=True):
        again = compare([expected[number]], words, spoken, language, sounds)
        kept[number] = _fewer(
            kept[number], [replace(each, sentence=number) for each in again.differences], span
        )
    return replace(first, differences=tuple(each for found in kept.values() for each in found))


def _doubted(comparison: Comparison) -> list[int]:
    """The sentences with a difference that a second hearing may clear."""
    moved = {each.sentence for each in comparison.differences if each.kind == "moved"}
    return sorted({each.sentence for each in comparison.differences} - moved)


def _fewer(
    first: Sequence[Difference], second: Sequence[Difference], span: tuple[float, float]
) -> tuple[Difference, ...]:
    """What the better of two hearings found, and what the first found outside the second's span."""
    inside = [each for each in first if each.start < span[1] and each.end > span[0]]
    if sum(each.errors for each in second) >= sum(each.errors for each in inside):
        return tuple(first)
    return (*(each for each in first if each not in inside), *second)


def _span(expected: Sequence[Expected], number: int) -> tuple[float, float]:
    """Where a sentence is heard, with a margin that leaves its neighbours out."""
    before = expected[number - 1].end if number else 0.0
    after = expected[number + 1].start if number + 1 < len(expected) else float("inf")
    here = expected[number]
    return max(here.start - MARGIN, min(before, here.start)), min(here.end + MARGIN, max(after, here.end))
