"""Bytes to text to tree: encodings, broken and hostile markup."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.article import extract
from narrate.article.document import decode
from narrate.article.wording import clean
from narrate.errors import NarrateError
from narrate.model import Page

LINE = "<p>The council voted on Monday to mend the old pier, and work is to begin in spring ({}).</p>"
ARTICLE = "<article><h1>Pier</h1>" + "".join(LINE.format(number) for number in range(8)) + "</article>"
UKRAINIAN = "Пором знову ходить через річку щодня."


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        (UKRAINIAN.encode("utf-8"), ""),
        (UKRAINIAN.encode("utf-8"), "windows-1251"),
        (UKRAINIAN.encode("utf-8-sig"), ""),
        (UKRAINIAN.encode("utf-16"), ""),
        (UKRAINIAN.encode("cp1251"), "windows-1251"),
        (b'<meta charset="windows-1251">' + UKRAINIAN.encode("cp1251"), ""),
        (b'<meta charset="windows-1251">' + UKRAINIAN.encode("cp1251"), "no-such-encoding"),
    ],
)
def test_encodings(body: bytes, charset: str) -> None:
    assert UKRAINIAN in decode(body, charset)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 50_000 + ARTICLE,
        "<b>" * 50_000 + ARTICLE,
        "<table><tr><td>" * 15_000 + ARTICLE,
        "<ul><li>a " * 15_000 + ARTICLE,
        "<div " + " ".join(f'a{number}="{"x" * 90}"' for number in range(20_000)) + ">" + ARTICLE,
        "<div>" + "x<br>" * 100_000 + "</div>" + ARTICLE,
        "<script>" + "var a = '<p>x</p>';" * 100_000 + "</script>" + ARTICLE,
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>" + ARTICLE,
        "<p>" + "&amp;" * 200_000 + "</p>" + ARTICLE,
        "<" * 300_000 + ARTICLE,
        "\0" * 100_000 + ARTICLE,
    ],
    ids=[
        "divs",
        "bold",
        "tables",
        "lists",
        "attributes",
        "breaks",
        "script",
        "json",
        "entities",
        "open",
        "nul",
    ],
)
def test_hostile_pages_end_soon(html: str) -> None:
    start = time.process_time()  # another program on the machine is not the page's fault
    with suppress(NarrateError):
        assert extract(Page("", html.encode())).blocks
    assert time.process_time() - start < 5


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, len(ARTICLE)),
    st.integers(0, 400),
    st.binary(max_size=12),
    st.sampled_from(["", "utf-8", "cp1251"]),
)
def test_cut_and_spoiled_pages_raise_nothing_else(start: int, length: int, junk: bytes, charset: str) -> None:
    body = ARTICLE.encode()
    with suppress(NarrateError):
        extract(Page("", body[:start] + junk + body[start + length :], charset))


def test_clean_gives_one_normal_form() -> None:
    assert clean(" so\u00adft\u200b hy\u00adphens\u00a0and\n ﬁsh ") == "soft hyphens and fish"
    assert clean("it\x92s 5 &amp; 6") == "it’s 5 & 6"
    assert clean("good 👍🏽 news") == "good news"
    assert clean("e\u0301") == "é"


@given(st.text(max_size=300))
def test_clean_is_stable(text: str) -> None:
    once = clean(text)
    assert once == " ".join(once.split())
    assert "\u00ad" not in once
