"""Every rule is a function with a reason, and every reason that is given has its rule."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

import narrate.article
from narrate.article import names, phrases, rules

ROOM = Path(narrate.article.__file__).parent
LANGUAGES = sorted(path.stem for path in (ROOM / "phrases").glob("*.toml"))


def test_every_rule_says_why() -> None:
    for rule in [*rules.BOX_RULES, *rules.PIECE_RULES, *rules.COMPARISONS, *rules.GIVEN]:
        assert inspect.getdoc(rule), rule.__name__


def test_names_of_rules_are_unique() -> None:
    every = [
        rule.__name__ for rule in [*rules.BOX_RULES, *rules.PIECE_RULES, *rules.COMPARISONS, *rules.GIVEN]
    ]
    assert len(every) == len(set(every))


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrase_files_hold_the_same_lists_as_english(language: str) -> None:
    english, other = phrases.table("en"), phrases.table(language)
    assert set(other) == set(english)
    for name, lines in other.items():
        assert all(line == line.lower() and line.strip() for line in lines), name


def test_at_least_ten_languages() -> None:
    assert len(LANGUAGES) >= 9


def test_names_match_whole_words_in_every_spelling() -> None:
    for spelled in ("share-bar", "shareBar", "share_bar", "sharebar", "c-share__bar"):
        assert "sharing" in names.of_name(spelled), spelled
    assert "advert" in names.of_name("ad-slot")
    assert not names.of_name("header-shadow")
