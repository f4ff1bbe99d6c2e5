"""The script room at its door: what is said, in which order, with which pauses, and that nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.article import extract
from narrate.model import Article, Block, BlockKind, Script
from narrate.script import Disclosure, Pauses, Style, write_script
from narrate.script.lexicon import Entry
from narrate.script.opening import table
from narrate.sources import read

KINDS: tuple[BlockKind, ...] = ("heading", "paragraph", "quote", "item", "table", "code", "note")
QUIET = Style(title=False, byline=False, date=False, disclosure=Disclosure(enabled=False))


def article(
    *blocks: Block,
    language: str = "en",
    title: str = "Grain leaves Odesa again",
    authors: tuple[str, ...] = ("Olha Marchenko", "Petro Lys"),
) -> Article:
    return Article(
        url="https://example.org/grain",
        title=title,
        blocks=blocks,
        authors=authors,
        site="The Dnister Post",
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
        ("cs", "Text: Olha Marchenko a Petro Lys", "14. března 2026"),
        ("sr-Latn-RS", "Autori: Olha Marchenko i Petro Lys", "14. mart 2026."),
    ],
)
def test_opening_in_the_language_of_the_article(language: str, byline: str, day: str) -> None:
    shown = [u.shown for u in write_script(article(paragraph("—a"), language=language)).utterances]
    assert shown[1:3] == [f"{byline}.", day if day.endswith(".") else f"{day}."]
    assert len(shown) == 5


def test_a_language_without_a_row_gets_bare_names_and_an_english_disclosure() -> None:
    shown = [
        u.shown
        for u in write_script(article(paragraph("Itsasontziak irten dira."), language="eu")).utterances
    ]
    assert shown[1] == "Olha Marchenko, Petro Lys."
    assert shown[3] == "This audio is created with AI assistance."


def test_parts_of_the_opening_can_be_switched_off_and_an_outro_added() -> None:
    style = Style(
        title=False,
        byline=False,
        date=False,
        disclosure=Disclosure(text="Read by a machine"),
        outro="Goodbye.",
    )
    script = write_script(article(paragraph("Ships sailed.")), style)
    assert [u.role for u in script.utterances] == ["disclosure", "body", "outro"]
    assert script.utterances[0].shown == "Read by a machine."


def test_the_disclosure_may_stand_at_the_end() -> None:
    script = write_script(
        article(paragraph("Ships sailed.")), Style(disclosure=Disclosure(position="end"), outro="Goodbye")
    )
    assert [u.role for u in script.utterances][-3:] == ["body", "disclosure", "outro"]
    assert spoken(script)[-1] == "Goodbye."


def test_templates_are_filled_and_may_differ_by_language() -> None:
    style = Style(
        title_text="{site}: {title}",
        byline_text={"en": "Written by {authors}", "uk": "Текст: {authors}"},
        date_text="Published on {date}",
        outro="You have been listening to {site}.",
    )
    assert [u.shown for u in write_script(article(paragraph("Ships sailed.")), style).utterances] == [
        "The Dnister Post: Grain leaves Odesa again",
        "Written by Olha Marchenko and Petro Lys.",
        "Published on March 14, 2026.",
        "This audio is created with AI assistance.",
        "Ships sailed.",
        "You have been listening to The Dnister Post.",
    ]
    ukrainian = write_script(article(paragraph("—a"), language="uk"), style)
    assert ukrainian.utterances[1].shown == "Текст: Olha Marchenko і Petro Lys."


def test_a_line_with_nothing_to_fill_it_is_left_out() -> None:
    style = Style(outro="By {authors}.", disclosure=Disclosure(text="{authors} did not read this."))
    shown = [u.shown for u in write_script(article(paragraph("Ships sailed."), authors=()), style).utterances]
    assert shown[1:] == ["March 14, 2026.", "This audio is created with AI assistance.", "Ships sailed."]


@pytest.mark.parametrize("language", sorted(table()))
def test_every_language_has_its_lines(language: str) -> None:
    phrases = table()[language]
    assert phrases.byline.count("{authors}") == 1
    assert phrases.byline_several.count("{authors}") == bool(phrases.byline_several)
    assert phrases.joiner
    assert phrases.disclosure.strip(".。") == phrases.disclosure != ""
    assert phrases.code
    assert bool(phrases.question) == bool(phrases.answer)


@pytest.mark.parametrize(
    "first", ["Grain leaves Odesa again", "GRAIN LEAVES ODESA AGAIN.", "“Grain” leaves Odesa again…"]
)
def test_a_title_repeated_as_first_block_is_heard_once_and_first(first: str) -> None:
    script = write_script(article(Block("heading", first, 1), paragraph("Ships sailed.")))
    assert [(u.role, u.block) for u in script.utterances] == [
        ("title", 0),
        ("byline", -1),
        ("byline", -1),
        ("disclosure", -1),
        ("body", 1),
    ]


def test_a_title_under_a_kicker_is_heard_once() -> None:
    blocks = (
        paragraph("Harbour news"),
        Block("heading", "Grain leaves Odesa again", 1),
        paragraph("Ships sailed."),
    )
    roles = [u.role for u in write_script(article(*blocks)).utterances]
    assert roles == ["body", "title", "byline", "byline", "disclosure", "body"]


@pytest.mark.parametrize(
    ("printed", "role"),
    [
        ("By Olha Marchenko and Petro Lys", "byline"),
        ("OLHA MARCHENKO, PETRO LYS", "byline"),
        ("Olha Marchenko and Petro Lys", "byline"),
        ("By Olha Marchenko, Kyiv, and Petro Lys, Odesa", "byline"),
        ("By Olha Marchenko", "body"),
        ("By Olha Marchenko and Petro Lys the ships were seen to sail from the harbour", "body"),
    ],
)
def test_a_byline_of_the_page_is_not_said_again(printed: str, role: str) -> None:
    script = write_script(article(paragraph(printed), paragraph("Ships sailed.")))
    ours = [u.shown for u in script.utterances if u.block < 0 and u.shown.startswith("By")]
    assert (next(u.role for u in script.utterances if u.block == 0), len(ours)) == (role, int(role == "body"))


# ── Datelines ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("KYIV, March 14 (Reuters) — Ships sailed.", "Kyiv, Reuters."),
        ("KYIV, March 15 — Ships sailed.", "Kyiv, March fifteenth."),
        ("KYIV, March 14, 2025 — Ships sailed.", "Kyiv, March fourteenth, twenty twenty five."),
        ("KYIV — Ships sailed.", "Kyiv."),
        ("KYIV, Ukraine — Ships sailed.", "Kyiv, Ukraine."),
        ("KYIV, Ukraine (AP) — Ships sailed.", "Kyiv, Ukraine, A.P."),
        ("Berlin/Kyiv (dpa) - Ships sailed.", "Berlin, Kyiv, dpa."),
        ("SANTA FE (AP) — Ships sailed.", "Santa Fe, A.P."),
        ("ABU DHABI, UAE — Ships sailed.", "Abu Dhabi, U.A.E."),
        ("ST. LOUIS (AP) — “Ships sailed.”", "Saint Louis, A.P."),
        ("MADRID, 14 mar. (EFE).- Ships sailed.", "Madrid, E.F.E."),
        ("(ANSA) - ROMA, 15 MAR - Ships sailed.", None),
        ("Trump — who sailed — came.", None),
        ("Trump — Ships sailed.", None),
        ("On March 14 — The ides were near — ships sailed.", None),
        ("NATO — The alliance — sailed.", None),
        ("KYIV—Ships sailed.", None),
        ("In Kyiv (the capital) - ships sailed.", None),
    ],
)
def test_a_dateline_is_a_sentence_and_says_no_date_twice(text: str, first: str | None) -> None:
    script = write_script(article(paragraph(text), paragraph(text)))
    story = [u for u in script.utterances if u.block == 0]
    assert " ".join(u.shown for u in story) == text
    if first is None and not text.startswith("("):
        assert "dateline" not in {token.rule for u in story for token in u.tokens}
    elif first:
        assert (story[0].spoken, story[0].pause) == (first, Pauses().sentence)
    assert "dateline" not in {t.rule for u in script.utterances if u.block == 1 for t in u.tokens}


def test_without_a_date_in_the_opening_the_dateline_says_it() -> None:
    script = write_script(article(paragraph("KYIV, March 14 — Ships sailed.")), QUIET)
    assert spoken(script) == ["Kyiv, March fourteenth.", "Ships sailed."]


def test_the_lexicon_goes_before_the_dateline() -> None:
    style = replace(QUIET, lexicon=(Entry("Odesa", say="Odessa"),))
    assert spoken(write_script(article(paragraph("ODESA (AP) — Ships sailed.")), style))[0] == "Odessa, A.P."


# ── Roles ──────────────────────────────────────────────────────────────────────────────────────────


def roles(*blocks: Block, language: str = "en") -> list[tuple[int, str]]:
    script = write_script(article(*blocks, language=language), QUIET)
    return list(dict.fromkeys((u.block, u.role) for u in script.utterances))


def test_labels_tell_who_speaks_in_an_interview() -> None:
    texts = (
        "It rained.",
        "Q: How do you begin?",
        "A: With a broom.",
        "Then I draw.",
        "Q. And then?",
        "A. I wait.",
    )
    blocks = [paragraph(text) for text in texts]
    script = write_script(article(*blocks), QUIET)
    told = ["body", "question", "answer", "answer", "question", "answer"]
    assert [u.role for u in script.utterances] == told
    assert spoken(script)[1:3] == ["Question: How do you begin?", "Answer: With a broom."]
    assert " ".join(u.shown for u in script.utterances) == " ".join(texts)
    question, answer, more = script.utterances[1:4]
    assert (question.pause, answer.pause, more.pause) == (
        Pauses().question,
        Pauses().paragraph,
        Pauses().answer,
    )


def test_questions_tell_who_speaks_in_an_interview() -> None:
    talk = [
        paragraph(text) for text in ("How?", "With a broom.", "And then?", "I draw.", "Why?", "It helps.")
    ]
    blocks = [paragraph("It rained."), *talk, Block("heading", "The end", 2), paragraph("She left.")]
    told = ["body", *["question", "answer"] * 3, "heading", "body"]
    assert [role for _, role in roles(*blocks)] == told


def test_an_interview_page_has_its_speakers() -> None:
    page = Path(__file__).parent / "pages" / "interview.html"
    script = write_script(extract(read(str(page))))
    told = {u.shown: u.role for u in script.utterances}
    assert {told[text] for text in ("How do you begin?", "Which one?", "Why not use a crane?")} == {
        "question"
    }
    assert {told[text] for text in ("With a broom.", "One prism.", "Stairs.")} == {"answer"}
    assert told["Glass is calmer in the rain."] == "answer"
    assert (
        told[
            "This spring she moved the lens of Cape Sorrow, 2,400 pieces and almost six tons, down 199 steps."
        ]
        == "body"
    )


def test_a_story_that_asks_now_and_then_is_no_interview() -> None:
    story = [paragraph("Ships sailed.") for _ in range(20)]
    story[3:3] = [paragraph("Why now?"), paragraph("Nobody knows."), paragraph("And who?")]
    assert {role for _, role in roles(*story)} == {"body"}
    assert {role for _, role in roles(paragraph("A. Smith came."), paragraph("A. Jones left."))} == {"body"}


# ── Pauses and blocks ──────────────────────────────────────────────────────────────────────────────


def test_a_heading_rests_longer_before_than_after() -> None:
    blocks = (paragraph("One. Two."), Block("heading", "Why", 2), paragraph("Three."))
    one, two, heading, three = write_script(article(*blocks), QUIET).utterances
    assert one.pause < heading.pause < two.pause
    assert three.pause == 0.0
    assert heading.spoken == "Why."


def test_pauses_follow_the_table() -> None:
    pauses = Pauses(sentence=0.2, paragraph=0.7)
    script = write_script(article(paragraph("One. Two."), paragraph("Three.")), replace(QUIET, pauses=pauses))
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


texts = st.text(max_size=300) | st.text(alphabet="aB1.,!?$%&€£/-:;'\"()°× \n", max_size=300)
blocks_of_any_text = st.lists(st.builds(Block, st.sampled_from(KINDS), texts), max_size=4)


@settings(max_examples=150, deadline=None)
@given(
    blocks_of_any_text,
    st.sampled_from(["en", "uk", "de", "fr", "es", "pt", "it", "pl", "ru", "ja", "fi", "", "x-y"]),
    st.sampled_from(
        [QUIET, Style(lexicon=(Entry("a", ipa="ɑː"), Entry("B1", say="bee"), Entry(".a", spell=True)))]
    ),
)
def test_any_text_gives_a_script_that_shows_all_of_it(
    blocks: list[Block], language: str, style: Style
) -> None:
    script = write_script(article(*blocks, language=language, title=""), style)
    for index, block in enumerate(blocks):
        shown = [u.shown for u in script.utterances if u.block == index]
        assert "".join("".join(shown).split()) == "".join(block.text.split())
        assert bool(shown) == bool(block.text.split())
    assert all(u.spoken and len(u.spoken) <= 300 for u in script.utterances)
    assert all(u.pause > 0 for u in script.utterances[:-1])
    assert not script.utterances or script.utterances[-1].pause == 0.0
    for utterance in script.utterances:
        said = utterance.said
        assert all(said.text.startswith(sound.word, at) for at, sound in said.sounds)


words = st.lists(st.from_regex(r"[A-Za-z0-9$€%.,'’“”-]{1,12}", fullmatch=True), min_size=1, max_size=60)
openings = st.sampled_from(
    ["", "KYIV, March 14 (AP) — ", "Q: ", "A: ", "By Olha Marchenko ", "Odesa (dpa) - "]
)
printed_blocks = st.lists(
    st.builds(
        lambda kind, start, words: Block(kind, f"{start}{' '.join(words)}"),
        st.sampled_from(KINDS),
        openings,
        words,
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=120, deadline=None)
@given(printed_blocks, st.sampled_from(["en", "uk", "de"]), st.sampled_from([QUIET, Style()]))
def test_shown_words_are_the_words_of_the_blocks_in_order(
    blocks: list[Block], language: str, style: Style
) -> None:
    script = write_script(article(*blocks, language=language), style)
    shown = " ".join(u.shown for u in script.utterances if u.block >= 0)
    assert shown.split() == " ".join(block.text for block in blocks).split()
    assert {u.block for u in script.utterances} >= set(range(len(blocks)))
