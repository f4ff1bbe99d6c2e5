"""The script room at its door: what is said, in which order, with which pauses, and that nothing is lost."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.model import Article, Block, BlockKind, Script
from narrate.script import Pauses, Style, write_script

KINDS: tuple[BlockKind, ...] = ("heading", "paragraph", "quote", "item", "table", "code", "note")
QUIET = Style(title=False, byline=False, date=False, disclosure=False)


def article(*blocks: Block, language: str = "en", title: str = "Grain leaves Odesa again") -> Article:
    return Article(
        url="https://example.org/grain",
        title=title,
        blocks=blocks,
        authors=("Olha Marchenko", "Petro Lys"),
        published=date(2026, 3, 14),
        language=language,
    )


def paragraph(text: str) -> Block:
    return Block("paragraph", text)


def spoken(script: Script) -> list[str]:
    return [utterance.spoken for utterance in script.utterances]


def test_opening_says_title_authors_date_and_disclosure() -> None:
    script = write_script(article(paragraph("Ships sailed.")))
    assert [(u.role, u.shown) for u in script.utterances] == [
        ("title", "Grain leaves Odesa again"),
        ("byline", "By Olha Marchenko and Petro Lys."),
        ("byline", "March 14, 2026."),
        ("disclosure", "This audio is created with AI assistance."),
        ("body", "Ships sailed."),
    ]
    assert "March fourteenth, twenty twenty six." in spoken(script)


@pytest.mark.parametrize(
    ("language", "byline", "day"),
    [
        ("uk", "Автори: Olha Marchenko і Petro Lys", "14 березня 2026 р."),
        ("de", "Von Olha Marchenko und Petro Lys", "14. März 2026"),
        ("fr", "Par Olha Marchenko et Petro Lys", "14 mars 2026"),
        ("es", "Por Olha Marchenko y Petro Lys", "14 de marzo de 2026"),
        ("pt-BR", "Por Olha Marchenko e Petro Lys", "14 de março de 2026"),
        ("it", "Di Olha Marchenko e Petro Lys", "14 marzo 2026"),
        ("pl", "Autorzy: Olha Marchenko i Petro Lys", "14 marca 2026"),
        ("ru", "Авторы: Olha Marchenko и Petro Lys", "14 марта 2026 г."),
        ("en-GB", "By Olha Marchenko and Petro Lys", "14 March 2026"),
    ],
)
def test_opening_in_the_language_of_the_article(language: str, byline: str, day: str) -> None:
    shown = [u.shown for u in write_script(article(paragraph("—a"), language=language)).utterances]
    assert shown[1:3] == [f"{byline}.", day if day.endswith(".") else f"{day}."]
    assert len(shown) == 5


def test_a_language_without_a_row_gets_bare_names_and_an_english_disclosure() -> None:
    shown = [u.shown for u in write_script(article(paragraph("Laivat lähtivät."), language="fi")).utterances]
    assert shown[1] == "Olha Marchenko, Petro Lys."
    assert shown[3] == "This audio is created with AI assistance."


def test_parts_of_the_opening_can_be_switched_off_and_an_outro_added() -> None:
    style = Style(
        title=False, byline=False, date=False, disclosure_text="Read by a machine", outro="Goodbye."
    )
    script = write_script(article(paragraph("Ships sailed.")), style)
    assert [u.role for u in script.utterances] == ["disclosure", "body", "outro"]
    assert script.utterances[0].shown == "Read by a machine."


def test_a_title_repeated_as_first_block_is_heard_once() -> None:
    script = write_script(
        article(Block("heading", "Grain leaves Odesa again", 1), paragraph("Ships sailed."))
    )
    assert [u.shown for u in script.utterances].count("Grain leaves Odesa again") == 1
    assert next(u for u in script.utterances if u.block == 0).role == "title"


def test_a_heading_rests_longer_before_than_after() -> None:
    blocks = (paragraph("One. Two."), Block("heading", "Why", 2), paragraph("Three."))
    one, two, heading, three = write_script(article(*blocks), QUIET).utterances
    assert one.pause < heading.pause < two.pause
    assert three.pause == 0.0
    assert heading.spoken == "Why."


def test_pauses_follow_the_table() -> None:
    pauses = Pauses(sentence=0.2, paragraph=0.7)
    script = write_script(
        article(paragraph("One. Two."), paragraph("Three.")), Style(False, False, False, False, pauses=pauses)
    )
    assert [u.pause for u in script.utterances] == [0.2, 0.7, 0.0]


def test_items_are_said_with_their_mark_and_end_with_a_fall() -> None:
    blocks = (
        Block("item", "Stop the shelling", 1, label="1"),
        Block("item", "Return 40 prisoners", 1, label="2"),
    )
    script = write_script(article(*blocks), QUIET)
    assert [u.shown for u in script.utterances] == ["1. Stop the shelling", "2. Return 40 prisoners"]
    assert spoken(script) == ["one. Stop the shelling.", "two. Return forty prisoners."]
    assert script.utterances[0].pause == Pauses().item


def test_a_table_is_said_row_by_row_and_code_in_two_words() -> None:
    blocks = (Block("table", "town 2024\nlviv 12%"), Block("code", "x = 1\nprint(x)"))
    script = write_script(article(*blocks), QUIET)
    assert [(u.role, u.shown) for u in script.utterances] == [
        ("table", "town 2024"),
        ("table", "lviv 12%"),
        ("code", "x = 1 print(x)"),
    ]
    assert script.utterances[2].spoken == "Code example."


def test_a_quote_names_its_speaker_after_it() -> None:
    script = write_script(article(Block("quote", "We stay.", label="Iryna, a nurse")), QUIET)
    assert [u.shown for u in script.utterances] == ["We stay.", "Iryna, a nurse"]


def test_marks_alone_are_never_an_empty_utterance() -> None:
    blocks = (paragraph("👍"), paragraph("***"), paragraph("Done. … !"))
    script = write_script(article(*blocks), QUIET)
    assert all(any(char.isalnum() for char in u.spoken) for u in script.utterances)
    assert {u.block for u in script.utterances} == {0, 1, 2}


def test_the_lexicon_changes_what_is_said_and_not_what_is_shown() -> None:
    style = Style(
        False, False, False, False, lexicon={"Marchenko": "Marchanka", "Olha Marchenko": "Olga Marchanka"}
    )
    script = write_script(article(paragraph("Olha Marchenko met Marchenko’s son in Kyiv.")), style)
    assert script.utterances[0].shown == "Olha Marchenko met Marchenko’s son in Kyiv."
    assert script.utterances[0].spoken == "Olga Marchanka met Marchanka's son in Keeyiv."


@pytest.mark.parametrize("joint", [" ", ", ", "; "])
def test_a_sentence_of_900_words_is_cut_and_nothing_is_lost(joint: str) -> None:
    text = joint.join(f"word{number % 7}" if number % 50 else "12,345" for number in range(900)) + "."
    script = write_script(article(paragraph(text)), QUIET)
    assert all(0 < len(u.spoken) <= 300 for u in script.utterances)
    assert " ".join(u.shown for u in script.utterances).split() == text.split()


def test_a_long_sentence_is_cut_at_its_clauses() -> None:
    clause = "the harbour master said that the first ships would sail before the storm reached the coast"
    script = write_script(article(paragraph(f"{clause}, and {clause}; {clause}, but {clause}.")), QUIET)
    assert all(u.shown.endswith((",", ";", ".")) for u in script.utterances)
    assert script.utterances[0].pause == Pauses().clause


def test_one_huge_figure_still_fits() -> None:
    script = write_script(article(paragraph("9" * 5000)), QUIET)
    assert all(0 < len(u.spoken) <= 300 for u in script.utterances)
    assert "".join(u.shown for u in script.utterances) == "9" * 5000


def test_ten_thousand_words_take_less_than_a_second() -> None:
    text = (
        "On Feb. 24, 2022, Russia fired 12 S-300 missiles at Kharkiv, killing 7 and costing $2.5 million. "
        * 30
    )
    blocks = [paragraph(text) for _ in range(20)]
    started = time.perf_counter()
    script = write_script(article(*blocks), QUIET)
    assert time.perf_counter() - started < 3.0  # three times the target, for a machine that is busy
    assert len(script.utterances) == 600


texts = st.text(max_size=300) | st.text(alphabet="aB1.,!?$%&€£/-:;'\"()°× \n", max_size=300)
blocks_of_any_text = st.lists(st.builds(Block, st.sampled_from(KINDS), texts), max_size=4)


@settings(max_examples=150, deadline=None)
@given(
    blocks_of_any_text,
    st.sampled_from(["en", "uk", "de", "fr", "es", "pt", "it", "pl", "ru", "ja", "fi", "", "x-y"]),
)
def test_any_text_gives_a_script_that_shows_all_of_it(blocks: list[Block], language: str) -> None:
    script = write_script(article(*blocks, language=language, title=""), QUIET)
    for index, block in enumerate(blocks):
        shown = [u.shown for u in script.utterances if u.block == index]
        assert "".join("".join(shown).split()) == "".join(block.text.split())
        assert bool(shown) == bool(block.text.split())
    assert all(u.spoken and len(u.spoken) <= 300 for u in script.utterances)
    assert all(u.pause > 0 for u in script.utterances[:-1])
    assert not script.utterances or script.utterances[-1].pause == 0.0


words = st.lists(st.from_regex(r"[A-Za-z0-9$€%.,'’“”-]{1,12}", fullmatch=True), min_size=1, max_size=60)


@settings(max_examples=120, deadline=None)
@given(words, st.sampled_from(["en", "uk", "de"]))
def test_shown_words_are_the_words_of_the_block_in_order(printed: list[str], language: str) -> None:
    script = write_script(article(paragraph(" ".join(printed)), language=language), QUIET)
    assert " ".join(u.shown for u in script.utterances).split() == printed
