"""What was heard beside what was to be said: every class of difference, and no difference where there is none."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.hearing import Comparison, Expected, compare
from narrate.hearing.alignment import COLLAR, align
from narrate.hearing.wording import Term, words_of
from narrate.model import Said, Word
from narrate.script import spoken
from narrate.speech import phonemes_of

SENTENCES = (
    "The lock keeper counted 212 boats on Saturday.",
    "Most of them carried gravel for the new harbour wall.",
    "Ida Moorcroft said the old one would not see another winter.",
    "Repairs will cost $3.5 million and take until spring.",
)
PACE = 0.35
"""Seconds a word."""


def timed(text: str, start: float = 0.0) -> list[Word]:
    """The words of a text as a recogniser would give them."""
    return [
        Word(word, start + PACE * place, start + PACE * place + 0.3)
        for place, word in enumerate(text.split())
    ]


def said(texts: Sequence[str] = SENTENCES) -> list[Expected]:
    """Each sentence in its place, half a second apart."""
    found, at = list[Expected](), 0.0
    for text in texts:
        length = PACE * len(spoken(text).split())
        found.append(Expected(text, at, at + length))
        at += length + 0.5
    return found


def heard(texts: Sequence[str]) -> list[Word]:
    """Texts in the places of ``SENTENCES``."""
    return [
        word for place, text in zip(said(), texts, strict=True) for word in timed(spoken(text), place.start)
    ]


def with_sentence(number: int, text: str) -> list[str]:
    return [*SENTENCES[:number], text, *SENTENCES[number + 1 :]]


def found(comparison: Comparison) -> list[tuple[int, str, str, str]]:
    return [(each.sentence, each.kind, each.expected, each.heard) for each in comparison.differences]


def sounds(text: str, language: str) -> str:
    return " ".join(phonemes_of(Said(text), language))


def test_what_is_heard_as_written_differs_in_nothing() -> None:
    comparison = compare(said(), heard(SENTENCES), spoken)
    assert comparison.differences == ()
    assert comparison.words == sum(len(spoken(text).split()) for text in SENTENCES)
    assert comparison.word_error_rate == 0.0


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("Repairs will cost $3.5 million.", "repairs will cost three point five million dollars"),
        ("It opened on 12 March 1987.", "It opened on the 12th of March, 1987."),
        ("The U.S. team won 5-3.", "The US team won five to three."),
        ("The newsroom was well-lit.", "The news room was well lit."),
        ("Dr. Vale's café", "Doctor Vales Café,"),
        ("She didn’t wait.", "she didn't wait"),
    ],
)
def test_two_writings_of_one_thing_are_no_difference(printed: str, written: str) -> None:
    expected = Expected(printed, 0.0, 4.0)
    assert found(compare([expected], [Word(written, 0.0, 4.0)], spoken)) == []


@pytest.mark.parametrize(
    ("number", "text", "difference"),
    [
        (0, SENTENCES[0].replace("212", "220"), (0, "numbers", "twelve", "twenty")),
        (3, SENTENCES[3].replace("3.5", "3"), (3, "numbers", "point five", "")),
        (2, SENTENCES[2].replace("Moorcroft", "Marsden"), (2, "names", "Moorcroft", "Marsden")),
        (1, SENTENCES[1].replace("gravel", "travel"), (1, "other", "gravel", "travel")),
        (1, SENTENCES[1].replace("for the new ", ""), (1, "missing", "for the new", "")),
        (1, SENTENCES[1].replace("new", "very new"), (1, "other", "", "very")),
        (1, SENTENCES[1].replace("new", "long and high new"), (1, "added", "", "long and high")),
    ],
)
def test_every_class_of_difference(number: int, text: str, difference: tuple[int, str, str, str]) -> None:
    comparison = compare(said(), heard(with_sentence(number, text)), spoken)
    assert found(comparison) == [difference]
    place = said()[number]
    assert (
        place.start - 1 <= comparison.differences[0].start <= comparison.differences[0].end <= place.end + 1
    )


def test_a_sentence_that_is_not_heard_is_missing_as_a_whole() -> None:
    comparison = compare(said(), heard(with_sentence(2, "")), spoken)
    assert found(comparison) == [(2, "missing", SENTENCES[2].rstrip("."), "")]
    assert comparison.errors == 11
    assert comparison.differences[0].start == pytest.approx(said()[2].start)


def test_a_sentence_heard_in_another_place_is_moved() -> None:
    swapped = [SENTENCES[2], SENTENCES[1], SENTENCES[0], SENTENCES[3]]
    comparison = compare(said(), heard(swapped), spoken)
    assert [(each.sentence, each.kind) for each in comparison.differences] == [(0, "moved"), (2, "moved")]
    assert comparison.differences[0].start == pytest.approx(said()[2].start)


def test_a_sentence_heard_twice_is_added_once() -> None:
    again = [*heard(SENTENCES), *timed(spoken(SENTENCES[1]), 40.0)]
    comparison = compare(said(), again, spoken)
    assert [(each.sentence, each.kind) for each in comparison.differences] == [(3, "added")]
    assert comparison.differences[0].start == pytest.approx(40.0)


def test_another_sentence_in_its_place_is_one_difference() -> None:
    other = "Nobody has asked the gulls about any of this yet."
    comparison = compare(said(), heard(with_sentence(1, other)), spoken)
    assert found(comparison) == [(1, "other", SENTENCES[1].rstrip("."), other.rstrip("."))]


def test_what_sounds_the_same_is_no_difference_to_an_ear() -> None:
    expected = [Expected("The labour centre asked Mr Brown, whose knight fell.", 0.0, 3.2)]
    words = timed("The labor center asked Mr Braun whose night fell")
    assert {each.heard for each in compare(expected, words, spoken).differences} >= {"labor center"}
    assert [each.heard for each in compare(expected, words, spoken, "en", sounds).differences] == ["Braun"]


def test_numbers_are_known_in_any_language_by_its_reader() -> None:
    expected = [Expected("Am Kai warten siebzehn Schiffe.", 0.0, 2.0)]
    words = timed("Am Kai warten siebzig Schiffe")
    assert [each.kind for each in compare(expected, words, spoken, "de").differences] == ["numbers"]


def test_letters_without_spaces_are_words() -> None:
    assert [word for word, _ in words_of("東京 2026")] == ["東", "京", "2026"]
    assert [word for word, _ in words_of("नमस्ते दुनिया")] == ["नमस्ते", "दुनिया"]


def test_silence_misses_every_sentence() -> None:
    comparison = compare(said(), [], spoken)
    assert [each.kind for each in comparison.differences] == ["missing"] * 4
    assert comparison.word_error_rate == 1.0


def test_words_without_a_script_are_added() -> None:
    assert compare([], [], spoken).word_error_rate == 0.0
    with_words = compare([Expected("…", 0.0, 0.1)], timed("Thank you all"), spoken)
    assert [(each.kind, each.heard) for each in with_words.differences] == [("added", "Thank you all")]


def distance(ours: Sequence[Term], theirs: Sequence[Term]) -> int:
    """The time-constrained edit distance over the full table."""
    row = list(range(len(theirs) + 1))
    for count, word in enumerate(ours, 1):
        before, row = row, [count]
        for column, other in enumerate(theirs, 1):
            near = word.start - COLLAR <= other.end and other.start <= word.end + COLLAR
            pair = before[column - 1] + (word.text != other.text) if near else 10**6
            row.append(min(pair, before[column] + 1, row[-1] + 1))
    return row[-1]


rows = st.lists(st.tuples(st.sampled_from("abc"), st.floats(0.0, 3.0)), max_size=14)


def in_time(row: Sequence[tuple[str, float]]) -> list[Term]:
    terms, at = list[Term](), 0.0
    for text, gap in row:
        at += gap
        terms.append(Term(text, text, at, at + 0.2))
        at += 0.2
    return terms


@given(rows, rows)
def test_the_band_loses_nothing_against_the_full_table(
    ours: list[tuple[str, float]], theirs: list[tuple[str, float]]
) -> None:
    expected, other = in_time(ours), in_time(theirs)
    pairs = align(expected, other)
    assert [a for a, _ in pairs if a is not None] == list(range(len(expected)))
    assert [b for _, b in pairs if b is not None] == list(range(len(other)))
    errors = sum(a is None or b is None or expected[a].text != other[b].text for a, b in pairs)
    assert errors == distance(expected, other)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_texts_can_be_compared(ours: str, theirs: str) -> None:
    comparison = compare([Expected(ours, 0.0, 2.0)], [Word(theirs, 0.0, 2.0)], spoken)
    assert (comparison.errors == 0) == (not comparison.differences)
    same = compare([Expected(ours, 0.0, 2.0)], [Word(ours, 0.0, 2.0)], spoken)
    assert same.differences == ()
