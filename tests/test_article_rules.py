"""Every rule is a function with a reason, and every reason that is given has its rule."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

import narrate.article
from narrate.article import extract, names, phrases, rules
from narrate.article.rules import boxes, edges, lines, neighbours
from narrate.article.sites import DROP
from narrate.sources import find, read

ROOM = Path(narrate.article.__file__).parent
LANGUAGES = sorted(path.stem for path in (ROOM / "phrases").glob("*.toml"))
PAGES = Path(__file__).parent / "pages"
RULES = [*rules.BOX_RULES, *rules.PIECE_RULES, *rules.COMPARISONS, *rules.GIVEN]
NAMES = [rule.__name__ for rule in RULES]
NO_RULES = {"is_foreign_heading", "is_lead", "is_note", "without_initials"}


def test_every_rule_says_why() -> None:
    for rule in RULES:
        assert inspect.getdoc(rule), rule.__name__


def test_names_of_rules_are_unique() -> None:
    assert len(NAMES) == len(set(NAMES))


@pytest.mark.parametrize("file", [boxes, lines, neighbours, edges], ids=lambda file: file.__name__)
def test_every_rule_stands_in_a_table(file: object) -> None:
    written = {
        name
        for name, value in inspect.getmembers(file, inspect.isfunction)
        if inspect.getmodule(value) is file and not name.startswith("_")
    }
    assert written - NO_RULES <= set(NAMES)


def test_every_reason_on_the_example_pages_is_a_rule() -> None:
    given = {text.rule for page in find([str(PAGES)]) for text in extract(read(page)).dropped}
    assert len(given) > 10
    assert given <= {*NAMES, DROP}


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrase_files_hold_the_same_lists_as_english(language: str) -> None:
    english, other = phrases.table("en"), phrases.table(language)
    assert set(other) == set(english)
    for name, lists in other.items():
        assert all(line == line.lower() and line.strip() for line in lists), name


def test_at_least_nine_languages() -> None:
    assert len(LANGUAGES) >= 9


def test_names_match_whole_words_in_every_spelling() -> None:
    for spelled in ("share-bar", "shareBar", "share_bar", "sharebar", "c-share__bar"):
        assert "sharing" in names.of_name(spelled), spelled
    assert "advert" in names.of_name("ad-slot")
    assert not names.of_name("header-shadow")
