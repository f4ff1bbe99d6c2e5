"""Chapters cover the recording, name what is heard, and fit every reader."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from narrate.audio.chapters import LONGEST, NAME, SHORT, chapters_of
from narrate.model import Article, Block, Chapter, Mark

TITLE = "The ferry runs again"


def article(*blocks: Block) -> Article:
    return Article("https://harbour.example/ferry", TITLE, blocks)


def starts(chapters: tuple[Chapter, ...]) -> list[tuple[float, str]]:
    return [(chapter.start, chapter.title) for chapter in chapters]


def test_the_opening_and_each_heading_that_is_heard() -> None:
    blocks = tuple(Block("heading", text, 2) for text in ("Heard", "Lost", "Heard again"))
    marks = (
        Mark(0.4, 2.0, TITLE, -1, "title"),
        Mark(10.0, 11.0, "Heard", 0, "heading"),
        Mark(11.2, 12.0, "in two sentences", 0, "heading"),
        Mark(20.0, 20.0, "Lost", 1, "heading", source="failed"),
        Mark(30.1234, 31.0, "Heard again", 2, "heading"),
    )
    assert chapters_of(article(*blocks), marks, 40.0) == (
        Chapter(0.0, 10.0, TITLE),
        Chapter(10.0, 30.123, "Heard"),
        Chapter(30.123, 40.0, "Heard again"),
    )


def test_a_heading_right_at_the_start_is_the_first_chapter() -> None:
    marks = (Mark(0.4, 1.0, "One", 0, "heading"), Mark(9.0, 10.0, "Two", 1, "heading"))
    found = chapters_of(article(Block("heading", "One", 2), Block("heading", "Two", 2)), marks, 20.0)
    assert starts(found) == [(0.0, "One"), (9.0, "Two")]


def paragraphs(count: int, each: float, begin: float = 12.0) -> tuple[Article, tuple[Mark, ...], float]:
    """An article without headings: its opening, then paragraphs of equal length in two sentences each."""
    blocks = [
        Block("paragraph", f"Paragraph number {n} is about the ferry and says so at length.")
        for n in range(count)
    ]
    marks = [Mark(0.4, begin - 1, TITLE, -1, "title")]
    for n in range(count):
        at = begin + n * each
        marks += [Mark(at, at + each / 2, "One.", n), Mark(at + each / 2, at + each, "Two.", n)]
    return article(*blocks), tuple(marks), begin + count * each


def test_without_headings_one_press_leads_past_the_opening() -> None:
    found = chapters_of(*paragraphs(4, 20.0))
    assert starts(found) == [(0.0, TITLE), (12.0, "Paragraph number 0 is about the ferry and says…")]
    assert found[-1].end == 92.0


def test_a_long_text_without_headings_is_cut_at_paragraphs() -> None:
    found = chapters_of(*paragraphs(60, 30.0))
    assert len(found) == 1 + 7
    assert all((chapter.start - 12.0) % 30.0 == 0 for chapter in found[1:])
    assert all(200 <= chapter.end - chapter.start <= 300 for chapter in found[1:])


def test_a_brief_is_one_chapter() -> None:
    assert starts(chapters_of(*paragraphs(1, SHORT - 13.0))) == [(0.0, TITLE)]


def test_one_long_paragraph_is_not_cut() -> None:
    assert len(chapters_of(*paragraphs(1, 3000.0))) == 2


names = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
gaps = st.lists(st.tuples(st.floats(0.0, 400.0), st.sampled_from(["heading", "body"]), names), max_size=30)


@given(gaps, names)
def test_chapters_cover_the_recording_whatever_the_marks(
    found: list[tuple[float, str, str]], title: str
) -> None:
    blocks, marks, at = [], [], 0.0
    for number, (gap, role, text) in enumerate(found):
        at += gap
        blocks.append(Block("heading" if role == "heading" else "paragraph", text))
        marks.append(Mark(at, at + 0.5, text, number, "heading" if role == "heading" else "body"))
        at += 0.5
    chapters = chapters_of(Article("", title, tuple(blocks)), tuple(marks), at + 1.0)
    assert chapters[0].start == 0.0
    assert chapters[-1].end == at + 1.0
    for one, following in itertools.pairwise(chapters):
        assert one.end == following.start
    assert all(chapter.end - chapter.start > 0.4 for chapter in chapters)
    assert all(len(chapter.title.encode()) <= max(LONGEST, NAME * 4) for chapter in chapters)
