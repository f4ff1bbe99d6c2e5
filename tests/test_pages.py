"""The golden pages: what a listener hears of each page in ``pages/`` is what an editor wrote down beside it.

``NAME.expected.txt`` holds one line a block: title, byline and date, disclosure, then the body as printed.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.article import extract
from narrate.script import write_script
from narrate.sources import find, read

PAGES = Path(__file__).parent / "pages"


@pytest.mark.parametrize("name", [Path(place).stem for place in find([str(PAGES)])])
def test_a_page_is_read_as_its_editor_would(name: str) -> None:
    expected = (PAGES / f"{name}.expected.txt").read_text("utf-8").splitlines()
    script = write_script(extract(read(str(PAGES / f"{name}.html"))))
    assert script.text.splitlines() == expected


def test_every_page_has_its_reading_and_the_other_way_round() -> None:
    pages = {path.stem for path in PAGES.glob("*.html")}
    readings = {path.name.removesuffix(".expected.txt") for path in PAGES.glob("*.expected.txt")}
    assert pages == readings
    assert len(pages) >= 14
