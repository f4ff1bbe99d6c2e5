"""What a user may name, and the list it becomes."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from narrate.errors import SourceError
from narrate.sources import find


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """b.html, a.htm, C.HTML, notes.txt, .hidden.html, deeper/d.html; also the working folder."""
    for name in ("b.html", "a.htm", "C.HTML", "notes.txt", ".hidden.html", "deeper/d.html"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("<p>text</p>")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_file_is_itself(folder: Path) -> None:
    assert find(["b.html"]) == ["b.html"]


def test_a_folder_gives_its_own_pages_sorted(folder: Path) -> None:
    assert [Path(place).name for place in find([str(folder)])] == ["C.HTML", "a.htm", "b.html"]


def test_a_pattern_gives_the_pages_it_matches(folder: Path) -> None:
    assert find(["*"]) == ["C.HTML", "a.htm", "b.html"]
    assert find(["**/*.html"]) == ["b.html", os.path.join("deeper", "d.html")]
    assert find(["?.htm"]) == ["a.htm"]


def test_a_pattern_may_match_pages_without_a_suffix(folder: Path) -> None:
    (folder / "story-1").write_text("<p>text</p>")
    assert find(["story-*"]) == ["story-1"]


def test_a_file_whose_name_looks_like_a_pattern_or_an_address(folder: Path) -> None:
    for name in ("story [draft].html", "note:1.html"):
        (folder / name).write_text("<p>text</p>")
        assert find([name]) == [name]


def test_the_same_page_named_twice_is_read_once(folder: Path) -> None:
    (folder / "link.html").symlink_to(folder / "b.html")
    twice = ["b.html", str(folder / "b.html"), "./b.html", "link.html", "-", "-"]
    assert find(twice) == ["b.html", "-"]
    assert find(["https://news.example/a", "https://news.example/a#top"]) == ["https://news.example/a"]


def test_order_is_the_users(folder: Path) -> None:
    named = ["-", "b.html", "HTTPS://news.example/a", "a.htm"]
    assert find(named) == named


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("missing.html", "no such file or folder"),
        ("news.example/story", "no such file or folder"),
        ("*.pdf", "no file matches"),
        ("empty", r"no \*\.html or \*\.htm in this folder"),
        ("ftp://news.example/a", "ftp addresses are not read"),
        ("file:///etc/hosts", "file addresses are not read"),
        ("", "an empty name"),
    ],
)
def test_what_cannot_be_found_is_one_clear_line(folder: Path, source: str, reason: str) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(SourceError, match=reason) as caught:
        find(["b.html", source])
    assert caught.value.thing == source
    assert caught.value.next_step
    assert "\n" not in str(caught.value)


def test_a_folder_of_folders_says_how_to_name_what_is_in_them(folder: Path) -> None:
    outer = folder / "outer"
    outer.mkdir()
    (folder / "deeper").rename(outer / "deeper")
    with pytest.raises(SourceError) as caught:
        find(["outer"])
    pattern = caught.value.next_step.split('"')[1]
    assert find([pattern]) == [os.path.join("outer", "deeper", "d.html")]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_folder_that_may_not_be_read(as_anybody: Callable[[], AbstractContextManager[None]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        closed = Path(folder, "closed")
        closed.mkdir(mode=0o000)
        with as_anybody(), pytest.raises(SourceError, match="cannot be read"):
            find([str(closed)])
        with as_anybody(), pytest.raises(SourceError, match="no such file"):
            find([str(closed / "deeper")])
