"""Where a sentence ends."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.script import sentences


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The talks began at 9 a.m. Saturday.", "They ended late."),
        ("The ferry sank at 3 a.m. Kyiv time.", "Divers came."),
        ("The vote closed at 7 p.m.", "Nobody left."),
        ("He was flown to the U.S.", "His mother stayed."),
        ("The U.S. Embassy closed.", "The U.N. Security Council met."),
        ("They were built in the U.K.", "France says it knew."),
        ("Gen. Maria Koval and Lt. Col. P. Lys signed.", "Dr. Rudenko refused."),
        ("He lives at 4 Linden St.", "She lives near St. Anne’s."),
        ("A van burned on Harbour Blvd.", "Crews put it out."),
        ("Orlan Corp. sold it to Vega Inc.", "Its owner was pleased."),
        ("Robert Hale Jr. ran.", "Robert Hale Sr. did not."),
        ("J. K. Doe wrote it.", "A. Berg read it."),
        ("It fell 3.5% on Nov. 3.", "It rose on Dec. 9."),
        ("She is No. 2 in the world.", "No. 1 is ill."),
        ("“Run!” he shouted.", "Nobody moved."),
        ("He asked: “Why?”", "There was no answer."),
        ("The list goes on...", "Who reads it?"),
        ("It was over . . . or so it seemed.", "It was not."),
        ("The rate was high (it had been 6.)", "Now it is low."),
        ("Who pays?", "who gains?"),
        ("This is Plan B.", "There is no Plan C."),
        ("Visit example.org/a.b for more.", "It is free."),
        ("Quack! is a play.", "It opens today."),
        ("1. Mix the flour.", "2. Add water."),
        ("He lives at Apt. 4.", "See Eq. 7 and Vol. IV."),
        ("Wm. Marsh and Geo. Pole left Gt. Tarn.", "The 15-yr. Treasury note fell."),
        ("Col. (ret.) Ian Marsh spoke.", "Cat. 4 winds blew 2 mi. N of the pier."),
        ("They own a cat.", "12 hours later it was gone."),
        ("She read 2 Tim. 4:7 and Matt. 5:3.", "He met Tim."),
    ],
)
def test_two_sentences_are_two(first: str, second: str) -> None:
    assert sentences(f"{first} {second}") == [first, second]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", ["Er kam am 3. Oktober.", "Das kostet ca. 5 Mio. Euro.", "Prof. Dr. Kern schwieg."]),
        ("uk", ["У 2022 р. почалася війна.", "Проф. О. П. Лисенко виїхав з м. Київ.", "Він повернувся."]),
        ("ru", ["В 2022 г. началась война.", "Он жил на ул. Садовой.", "Потом уехал."]),
        ("fr", ["M. Duval est venu le 1er janv. 1970.", "Il est reparti."]),
        ("es", ["El Sr. Ruiz vive en EE. UU. desde 1990.", "No volverá."]),
        ("pl", ["W 2022 r. mieszkał przy ul. Długiej.", "Prof. Lis był tam."]),
        ("ja", ["これは本です。", "あれは何ですか？"]),
    ],
)
def test_other_languages_keep_their_abbreviations(language: str, expected: list[str]) -> None:
    joint = "" if language == "ja" else " "
    assert sentences(joint.join(expected), language) == expected


def test_lines_are_apart_unless_one_goes_on() -> None:
    assert sentences("A heading\nThe text begins.") == ["A heading", "The text begins."]
    assert sentences("The text was broken\nin the middle.") == ["The text was broken in the middle."]
    assert sentences("• milk\n• two eggs") == ["• milk", "• two eggs"]


def test_a_list_in_running_text_is_taken_apart() -> None:
    assert sentences("a) sand b) stone c) water") == ["a) sand", "b) stone", "c) water"]
    assert sentences("1. The sand 2. The stone 3. The water") == [
        "1. The sand",
        "2. The stone",
        "3. The water",
    ]


def test_a_long_quote_is_cut_at_its_sentences_and_a_short_one_is_not() -> None:
    long = "“We will not leave before the last of them is home. We said so on the first day of this war. And nobody"
    long += " who asked us to wait has ever told us for how long,” the captain said."
    assert len(sentences(long)) == 3
    assert len(sentences("“We stay. We wait,” the captain said.")) == 1


@settings(max_examples=120, deadline=None)
@given(st.text(max_size=400), st.sampled_from(["en", "uk", "de", "ja", "xx"]))
def test_no_character_is_lost(text: str, language: str) -> None:
    assert "".join("".join(sentences(text, language)).split()) == "".join(text.split())


@pytest.mark.parametrize("piece", ["! ? ", "a. ", "“a. ", "1. a ", ". ", "U.S. ", "a.m. "])
def test_long_texts_take_linear_time(piece: str) -> None:
    def seconds(count: int) -> float:
        taken = []
        for _ in range(2):  # the best of three: a busy machine must not fail the test
            started = time.perf_counter()
            sentences(piece * count)
            taken.append(time.perf_counter() - started)
        return min(taken)

    seconds(100)
    assert seconds(10_000) < 40 * seconds(1_000) + 0.2
