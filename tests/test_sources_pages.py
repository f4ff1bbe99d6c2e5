"""Files and standard input: what is read, and what is refused in which words."""

from __future__ import annotations

import io
import pickle
import sys
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from narrate.errors import SourceError
from narrate.sources import Limits, read

PAGE = "<!DOCTYPE html><html><head><title>Мій паром</title></head><body><p>Ґанок, їжак.</p></body></html>"


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "story.html"
    file.write_bytes(PAGE.encode())
    page = read(str(file), url="https://news.example/story")
    assert page.body == PAGE.encode()
    assert (page.url, page.charset, page.source) == ("https://news.example/story", "utf-8", str(file))
    assert page.fetched is None


def test_standard_input_is_read_to_its_end() -> None:
    page = read("-", stdin=io.BytesIO(PAGE.encode()))
    assert (page.body, page.source, page.url) == (PAGE.encode(), "-", "")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251"]
)
def test_a_page_comes_back_in_any_of_its_encodings(encoding: str) -> None:
    page = read("-", stdin=io.BytesIO(PAGE.encode(encoding)))
    assert page.body.decode(page.charset).lstrip("\ufeff") == PAGE


def test_a_fragment_and_a_stray_nul_are_still_html() -> None:
    text = b"<p>One paragraph, saved without its page.</p>" * 40
    assert read("-", stdin=io.BytesIO(b"Standing in front. " + text)).charset == "utf-8"
    assert read("-", stdin=io.BytesIO(text + b"\0")).body.endswith(b"\0")
    many = PAGE.encode().replace(b" ", b" \0")
    assert read("-", stdin=io.BytesIO(many)).body.count(b"\0") > len(many) // 100


def _zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("page.html", PAGE)
    return file.getvalue()


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n\t\xef\xbb\xbf", "is empty"),
        (b"\0" * 500, "is empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "is a PDF document"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a PNG image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "is a JPEG image"),
        (_zip(), "is a zip archive"),
        (bytes(range(256)) * 20 + b"<p>", "is a binary file"),
        (b"Just text. An e-mail to <jo@news.example>, 3 < 5 and 7 > 6.", "it has no tag"),
        ("Просто текст".encode("utf-16"), "it has no tag"),
        (b'{"title": "A <b>bold</b> story"}', "is JSON"),
        (b"# A heading\n\nMarkdown *text*.", "it has no tag"),
        (
            b'<?xml version="1.0"?>\n<!-- made --><rss version="2.0"><channel><title>x</title>',
            "is an RSS feed",
        ),
        (
            b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>',
            "is an Atom feed",
        ),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><title>x</title></svg>', "is an SVG image"),
        (b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\n\r\n<html><p>x", "is a web archive"),
    ],
)
def test_what_is_no_page_is_named(tmp_path: Path, body: bytes, reason: str) -> None:
    file = tmp_path / "it.html"
    file.write_bytes(body)
    with pytest.raises(SourceError, match=reason) as caught:
        read(str(file))
    assert caught.value.thing == str(file)
    assert caught.value.next_step
    assert "\n" not in str(caught.value)


def test_a_page_too_large_is_not_read_whole() -> None:
    class Endless(io.RawIOBase):
        served = 0

        def read(self, size: int = -1, /) -> bytes:
            self.served += size
            return b"<p>" + b"x" * (size - 3)

    stream = Endless()
    with pytest.raises(SourceError, match="standard input: is larger than 20 MB"):
        read("-", stdin=stream)  # type: ignore[arg-type]
    assert stream.served <= 20_000_001


def test_the_limit_itself_is_allowed(tmp_path: Path) -> None:
    file = tmp_path / "story.html"
    file.write_bytes(b"<p>" + b"x" * 97)
    assert len(read(str(file), limits=Limits(size=100)).body) == 100
    with pytest.raises(SourceError, match="larger"):
        read(str(file), limits=Limits(size=99))


@pytest.mark.parametrize(
    ("name", "reason"), [("missing.html", "no such file"), ("", "is a folder"), ("\0", "read")]
)
def test_what_cannot_be_opened_is_a_source_error(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(SourceError, match=reason) as caught:
        read(str(tmp_path / name))
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_file_that_may_not_be_read(
    tmp_path: Path, as_anybody: Callable[[], AbstractContextManager[None]]
) -> None:
    file = tmp_path / "closed.html"
    file.write_text(PAGE)
    file.chmod(0o000)
    with as_anybody(), pytest.raises(SourceError, match="may not be read"):
        read(str(file))
