"""Title, people, dates, site: from data for machines and from the visible page."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.article import dates, extract, people
from narrate.article.metadata import without_site
from narrate.model import Article, Page

STORY = "".join(
    f"<p>On day {number} the crew found another crack in the hull and wrote it into the yellow book.</p>"
    for number in range(1, 9)
)


def read(
    head: str, top: str = "<h1>Hull of the ferry is mended</h1>", url: str = "https://quaypost.example/a/b"
) -> Article:
    html = f"<html><head>{head}</head><body><article>{top}{STORY}</article></body></html>"
    return extract(Page(url, html.encode(), "utf-8"))


def test_json_ld_describes_the_article_and_says_so() -> None:
    data = {
        "@graph": [
            {"@type": "Organization", "@id": "#org", "name": "The Quay Post"},
            {"@type": "Person", "@id": "#p", "name": "Ana Reis"},
            {
                "@type": ["NewsArticle"],
                "headline": "Hull of the ferry is mended",
                "author": [{"@id": "#p"}, {"@type": "Organization", "name": "The Quay Post"}],
                "publisher": {"@id": "#org", "name": "The Quay Post"},
                "datePublished": "2025-03-04T22:10:00-05:00",
                "dateModified": "2025-03-05",
                "articleSection": "Rivers",
                "keywords": ["ferry", "yard"],
            },
        ]
    }
    article = read(f'<script type="application/ld+json">{json.dumps(data)}</script>')
    assert article.authors == ("Ana Reis",)
    assert article.published == datetime(2025, 3, 4, 22, 10, tzinfo=timezone(timedelta(hours=-5)))
    assert article.modified == date(2025, 3, 5)
    assert (article.site, article.section, article.tags) == ("The Quay Post", "Rivers", ("ferry", "yard"))
    assert article.origins["authors"] == "JSON-LD author"
    assert set(article.origins) >= {
        "title",
        "authors",
        "published",
        "modified",
        "site",
        "section",
        "url",
        "language",
    }


def test_broken_json_ld_is_passed_over() -> None:
    broken = '<script type="application/ld+json">{"@type": "NewsArticle", </script>'
    assert read(f'{broken}<meta name="author" content="Ana Reis">').authors == ("Ana Reis",)


def test_visible_byline_names_whom_the_data_forget() -> None:
    byline = "<div class='byline'>By <a>Ana Reis</a> and <a>Jan Brandt</a>, staff writers</div>"
    top = f"<h1>Hull mended</h1>{byline}"
    article = read('<meta name="author" content="Ana Reis">', top)
    assert article.authors == ("Ana Reis", "Jan Brandt")


def test_urls_are_made_absolute() -> None:
    article = read('<link rel="canonical" href="/x"><meta property="og:image" content="/img/a.jpg">')
    assert article.url == "https://quaypost.example/x"
    assert article.image == "https://quaypost.example/img/a.jpg"


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("By Ana Reis", ["Ana Reis"]),
        ("ANA REIS, Staff Writer", ["Ana Reis"]),
        ("By Ana Reis and Jan Brandt, Associated Press", ["Ana Reis", "Jan Brandt", "Associated Press"]),
        ("Analysis by Ana Reis, Editor-at-large", ["Ana Reis"]),
        ("Ana Reis Monday, November 18, 2019", ["Ana Reis"]),
        ("Jan van der Berg (Brussels)", ["Jan van der Berg"]),
        ("admin", []),
        ("https://social.example/ana.reis", []),
        ("@anareis", []),
        ("Updated 11:21 pm", []),
        ("newsdesk@quaypost.example", []),
    ],
)
def test_people_are_parted_from_roles_days_and_accounts(byline: str, expected: list[str]) -> None:
    assert people.names(byline) == expected


def test_bylines_of_other_languages() -> None:
    assert people.names("Автор: Олена Верес", "uk") == ["Олена Верес"]
    assert people.names("Von Jana Köhler und Max Brandt, Redakteur", "de") == ["Jana Köhler", "Max Brandt"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-03-04", date(2025, 3, 4)),
        ("2025-03-04T08:00:00Z", datetime(2025, 3, 4, 8, tzinfo=UTC)),
        ("2025-03-04T08:00:00.123+02:00", datetime(2025, 3, 4, 8, tzinfo=timezone(timedelta(hours=2)))),
        ("Tue, 04 Mar 2025 08:00:00 GMT", datetime(2025, 3, 4, 8, tzinfo=UTC)),
        ("March 4, 2025 8:00 AM", date(2025, 3, 4)),
        ("Published 4 Mar. 2025", date(2025, 3, 4)),
        ("4 березня 2025, 18:20", date(2025, 3, 4)),
        ("4. März 2025", date(2025, 3, 4)),
        ("terça-feira, 4 de março de 2025", date(2025, 3, 4)),
        ("04.03.2025", date(2025, 3, 4)),
        ("2025-13-40", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates_as_pages_write_them(text: str, expected: date | None) -> None:
    assert dates.parse(text) == expected


def test_dates_in_addresses() -> None:
    assert dates.in_address("https://quay.example/2025/03/04/ferry") == date(2025, 3, 4)
    assert dates.in_address("https://quay.example/p/2025") is None


@given(st.text(max_size=200))
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = dates.parse(text)
    assert found is None or isinstance(found, date)


@given(st.text(max_size=200))
def test_any_text_is_a_byline_or_none(text: str) -> None:
    assert all(name.strip() == name and name for name in people.names(text))


@pytest.mark.parametrize(
    ("title", "site", "expected"),
    [
        ("Hull mended | The Quay Post", "The Quay Post", "Hull mended"),
        ("The Quay Post: Hull mended", "Other", "The Quay Post: Hull mended"),
        ("Hull mended - Quay Post", "The Quay Post", "Hull mended"),
        ("Hull – and heart – mended", "The Quay Post", "Hull – and heart – mended"),
        ("Quay Post » Hull mended", "Quay Post", "Hull mended"),
    ],
)
def test_titles_lose_the_name_of_the_site(title: str, site: str, expected: str) -> None:
    assert without_site(title, site) == expected
