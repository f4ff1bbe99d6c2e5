"""The golden pages: what a listener hears of each page in ``pages/`` is what an editor wrote down beside it.

``NAME.expected.txt`` holds one line a block: title, byline and date, disclosure, then the body as printed.
``metadata.toml`` holds a table a page: title, authors, day of publication, language and site.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from narrate.article import extract
from narrate.model import Article
from narrate.script import write_script
from narrate.sources import find, read

PAGES = Path(__file__).parent / "pages"
NAMES = [Path(place).stem for place in find([str(PAGES)])]
METADATA: dict[str, dict[str, Any]] = tomllib.loads((PAGES / "metadata.toml").read_text("utf-8"))
LANGUAGES = {"de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "uk"}


@cache
def article(name: str) -> Article:
    return extract(read(str(PAGES / f"{name}.html")))


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_read_as_its_editor_would(name: str) -> None:
    expected = (PAGES / f"{name}.expected.txt").read_text("utf-8").splitlines()
    assert write_script(article(name)).text.splitlines() == expected


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_described_as_its_editor_would(name: str) -> None:
    found = article(name)
    day = found.published.isoformat()[: len("2025-01-31")] if found.published else ""
    described = {
        "title": found.title,
        "authors": list(found.authors),
        "published": day,
        "language": found.language,
        "site": found.site,
    }
    assert described == METADATA[name]


def test_every_page_has_its_reading_and_the_other_way_round() -> None:
    pages = {path.stem for path in PAGES.glob("*.html")}
    readings = {path.name.removesuffix(".expected.txt") for path in PAGES.glob("*.expected.txt")}
    assert pages == readings == set(METADATA) == set(NAMES)
    assert {entry["language"][:2] for entry in METADATA.values()} >= LANGUAGES
    assert len(pages) >= 32
