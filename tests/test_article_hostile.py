"""Broken, spoiled and hostile pages: an article or a clear error, in time and in bounded memory."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import unicodedata
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from narrate.article import extract, language
from narrate.errors import ExtractError
from narrate.model import Article, Page
from tests.bench.hostile import CASES, Result
from tests.mutations import MUTATIONS, TAGS, Mutation

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "tests" / "pages").glob("*.html"))
LONGEST = 5.0
"""Seconds that any page may take; a mutated page of ordinary size takes a hundredth."""
LONGEST_HOSTILE = 4 * LONGEST
"""Seconds: the promise is 5 on a quiet machine; the bench prints what it is."""
LARGEST = 500
"""MB that reading any page may take."""
CASES_TESTED = (
    "50,000 tags nested",
    "50,000 tags nested, never closed",
    "20,000 tables nested",
    "20 MB in one attribute",
    "20 MB of attributes on one tag",
    "20 MB of attributes on many tags",
    "12 MB of inline script",
    "JSON-LD of long fields",
    "scripts' state of escaped quotes",
    "2,000,000 character references",
    "references to entities of its own",
    "200,000 links",
    "200,000 line breaks",
    "200,000 lines parted by breaks",
    "addresses that go on",
    "marks to be sorted",
    "4 MB of noise",
)
"""The bench has some thirty more, which fail in the same places."""


def steadily(examples: int) -> settings:
    """So many examples, the same in every run; ``read`` keeps the time."""
    return settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def read(body: bytes, charset: str = "") -> Article | None:
    """The article, or None where the room says that there is none; in time, and fit to be spoken."""
    begin = time.process_time()
    try:
        article = extract(Page("https://quay.example/a", body, charset))
    except ExtractError:
        article = None
    assert time.process_time() - begin < LONGEST
    if article:
        assert_speakable(article)
    return article


def assert_speakable(article: Article) -> None:
    """Text that every later room and every encoding can take."""
    for text in (article.title, *article.authors, *(block.text for block in article.blocks)):
        text.encode("utf-8")
        assert unicodedata.is_normalized("NFC", text)
        assert not [char for char in text if unicodedata.category(char) == "Cc" and char != "\n"]
    assert all(block.text.strip() for block in article.blocks)
    assert all(0 <= block.level <= 1000 for block in article.blocks)


@steadily(120)
@given(
    path=st.sampled_from(PAGES),
    mutations=st.lists(st.sampled_from(MUTATIONS), min_size=1, max_size=4),
    seed=st.integers(0, 2**32),
)
def test_any_spoiled_page_is_an_article_or_a_clear_error(
    path: Path, mutations: list[Mutation], seed: int
) -> None:
    page, chance = path.read_bytes(), Random(seed)
    for mutation in mutations:
        page = mutation(page, chance)
    read(page)


@pytest.mark.parametrize(
    "charset",
    ["utf-8", "utf-16", "no-such", "idna", "hex", "punycode", "undefined", "unicode_escape", "a\0b"],
)
def test_any_charset_may_be_given(charset: str) -> None:
    text = "".join(
        f"<p>Паром знову ходить, хоч лід ще стоїть біля берега, день {day}.</p>" for day in range(20)
    )
    article = read(f"<h1>Паром</h1>{text}".encode("windows-1251"), charset)
    assert article is None or article.blocks


SOUP = st.lists(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS])
    | st.sampled_from(
        [
            "<br>",
            "<img src=a>",
            "<hr/>",
            "<title>",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "<![CDATA[",
            "<body>",
            "</html>",
            "<td colspan=-1>",
            "<ol start=99999999999999999999>",
            "<h1 hidden>",
            "<p style='display:none'>",
            "<script type='application/ld+json'>",
            '{"@type": [[]], "headline": {"@id": 1}, "author": [[null]]}</script>',
            "The ferry left at dawn, and forty people watched it go from the quay in the rain. ",
            "By Ana Reis",
            "4 March 2025",
        ]
    )
    | st.text(max_size=30),
    max_size=60,
)


@steadily(150)
@given(SOUP)
def test_any_soup_of_tags_is_an_article_or_a_clear_error(parts: list[str]) -> None:
    read("".join(parts).encode("utf-8", "surrogatepass"))


@steadily(100)
@given(st.binary(max_size=400))
def test_any_bytes_are_an_article_or_a_clear_error(body: bytes) -> None:
    read(body)


@pytest.fixture(scope="module")
def results() -> dict[str, Result]:
    """Every hostile page read by a process of its own."""
    options = ["--json", "--limit", str(LONGEST_HOSTILE), *CASES_TESTED]
    command = [sys.executable, "-W", "error", "-m", "tests.bench.hostile", *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=600)
    return {result["case"]: Result(**result) for result in map(json.loads, done.stdout.splitlines())}


@pytest.mark.parametrize("case", CASES_TESTED)
def test_hostile_pages_end_in_time_and_in_bounded_memory(case: str, results: dict[str, Result]) -> None:
    assert case in CASES
    result = results[case]
    assert result.sound, result
    assert result.seconds < LONGEST_HOSTILE, result
    assert result.megabytes < LARGEST, result


STORY = "".join(
    f"<p>The keeper of lock {number} opened the upper gates before dawn and closed them again at noon.</p>"
    for number in range(1, 9)
)


@pytest.mark.parametrize(
    "broken", ["http://[bad", "https://[::1/x", "javascript:alert(1)", "http://a:b:c/\x00"]
)
def test_broken_addresses_are_passed_over(broken: str) -> None:
    head = (
        f'<base href="{broken}"><link rel="canonical" href="{broken}"><meta property="og:image" content="{broken}">'
        '<meta property="og:url" content="https://lock.example/a"><meta name="author" content="Ana Reis">'
    )
    html = f"<html><head>{head}</head><body><h1>Lock mended</h1>{STORY}</body></html>"
    for own in ("https://lock.example/b", broken, ""):
        article = extract(Page(own, html.encode(), "utf-8"))
        assert len(article.blocks) == 8
        assert article.authors == ("Ana Reis",)
    if "a:b:c" not in broken:
        assert (article.url, article.image) == ("https://lock.example/a", "")


def test_nul_bytes_and_colours_of_a_terminal_are_not_read() -> None:
    story = STORY.replace("upper gates", "up\0per \x1b[1;31mgates\x1b[0m")
    article = extract(Page("", f"<h1>Lock mended</h1>{story}".encode(), "utf-8"))
    assert [block.text for block in article.blocks][:1] == [
        "The keeper of lock 1 opened the upper gates before dawn and closed them again at noon."
    ]


def test_a_text_too_short_to_tell_its_language_is_no_doubt() -> None:
    assert language.detect("It opens on Friday.", "en-GB") == ("en-GB", True)
    assert language.detect("It opens on Friday.", "") == ("", False)


@given(st.text(alphabet="By von,;|—·/()[]:. 5May2024AnaReisy\n", max_size=120))
def test_any_line_under_a_headline_is_read(line: str) -> None:
    html = f"<html><body><article><h1>Lock mended</h1><p>{line}</p>{STORY}</article></body></html>"
    article = extract(Page("https://lock.example/a", html.encode(), "utf-8"))
    assert all(name == name.strip() and name for name in article.authors)
