"""Title, people, dates, site: from data for machines and from the visible page."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.article import dates, extract, people
from narrate.article.metadata.title import without_site
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
        ("By ANA REIS and JAN BRANDT, Staff Writers", ["Ana Reis", "Jan Brandt"]),
        ("By Ana Reis, Quay Staff Writer Saturday, March 4, 2023", ["Ana Reis"]),
        ("Ana Reis, Brussels, and Jan Brandt, Ghent", ["Ana Reis", "Jan Brandt"]),
        ("Ana Reis | New York", ["Ana Reis"]),
        ("Ana Reis | Quay Media for quaypost.example", ["Ana Reis"]),
        ("By Ana Reis, Harbour Radio — Port Senn", ["Ana Reis", "Harbour Radio"]),
        ("Ana Reis in Brussels and Jan Brandt for The Quay Post", ["Ana Reis", "Jan Brandt"]),
        ("Ana Reis and Cher", ["Ana Reis", "Cher"]),
        ("Port Senn — Ana Reis Jr.", ["Port Senn"]),
        ("Senn — Ana Reis Jr.", ["Ana Reis Jr."]),
        ("Ana Reis, Jr., and Jan Brandt, PhD", ["Ana Reis Jr.", "Jan Brandt"]),
        ("Reis, Ana", ["Ana Reis"]),
        ("Reis, Ana M.; Brandt, Jan", ["Ana M. Reis", "Jan Brandt"]),
        ("Reuters, Bloomberg", ["Reuters", "Bloomberg"]),
        ("Xinhua News Agency", ["Xinhua News Agency"]),
        ("Ana Reis @anareis", ["Ana Reis"]),
        ("Ana Reis (text), Jan Brandt (photos)", ["Ana Reis"]),
        ("Written by Ana Reis · Photos by Jan Brandt and Ida Moor", ["Ana Reis"]),
        ("Posted on May 5th, 2024 by Ana Reis in Rivers | 4 Comments", ["Ana Reis"]),
        ("Posted by areis on Monday", []),
        ("By", []),
        ("(" * 5_000, []),
    ],
)
def test_people_are_parted_from_roles_days_and_accounts(byline: str, expected: list[str]) -> None:
    assert people.names(byline) == expected


def test_bylines_of_other_languages() -> None:
    assert people.names("Автор: Олена Верес", "uk") == ["Олена Верес"]
    assert people.names("Von Jana Köhler und Max Brandt, Redakteur", "de") == ["Jana Köhler", "Max Brandt"]
    assert people.names("Text und Fotos: Max von Brandt", "de") == ["Max von Brandt"]
    assert people.names("Von Jana Köhler (Text), Max Brandt (Fotos)", "de") == ["Jana Köhler"]
    assert people.names("Karl von und zu Senn", "de") == ["Karl von und zu Senn"]
    assert people.names("Par Anne Roux avec AFP", "fr") == ["Anne Roux", "AFP"]
    assert people.names("Ana Ríos / EFE", "es") == ["Ana Ríos", "EFE"]
    assert people.names("Ana Ríos y Luis Gil", "es") == ["Ana Ríos", "Luis Gil"]
    assert people.names("José Ríos y Gasset", "es") == ["José Ríos y Gasset"]
    assert people.names("Por ANA RÍOS | Madrid", "es") == ["Ana Ríos"]
    assert people.names("Tekst: Ewa Kos", "pl") == ["Ewa Kos"]
    assert people.names("Por", "pt") == []
    assert people.names("by 港湾通信社 ／ 2024.05.06", "ja") == ["港湾通信社"]


NOON = datetime(2024, 5, 7, 12, 30)
DAY = NOON.date()
TO_AUTHOR = "<a href='/authors/ana-reis'>Ana Reis</a>"
LABEL = "<div class='td-author-by'>Por</div> <a href='/x'>Ana Ríos</a>"


@pytest.mark.parametrize(
    ("line", "language", "authors", "published"),
    [
        ("<p>Ana Ríos / EFE</p>", "es", ("Ana Ríos", "EFE"), None),
        ("<p>Por Ana Sá — 7 de maio de 2024 às 12h30</p>", "pt", ("Ana Sá",), NOON),
        ("<p>Autor: Ewa Kos, 7 maja 2024, godz. 12:30</p>", "pl", ("Ewa Kos",), NOON),
        ("<p>7 мая 2024 в 12:30 • Иван Шилов, корреспондент</p>", "ru", ("Иван Шилов",), NOON),
        ("<div>Оксана Ткач — Вівторок, 7 травня 2024</div>", "uk", ("Оксана Ткач",), DAY),
        ("<p><small>Publié le 7 mai 2024, par <b>Anne Roux</b></small></p>", "fr", ("Anne Roux",), DAY),
        (f"<small>Posted on May 7th, 2024 by {TO_AUTHOR} in <a>Rivers</a></small>", "en", ("Ana Reis",), DAY),
        ("<p>Ana Reis | May 7, 2024 | 3 min read</p>", "en", ("Ana Reis",), DAY),
        (f"<div>Words from the yard, {TO_AUTHOR}</div>", "en", ("Ana Reis",), None),
        (f"<div>{LABEL}</div>", "es", (), None),
        (f"<div class='author-name'>{LABEL}</div>", "es", ("Ana Ríos",), None),
        ("<p>World News • May 7, 2024</p>", "en", (), DAY),
        ("<p>Reviewed by Ida Moor</p>", "en", (), None),
        ("<p class='byline'>By Quay Staff</p><p><b class='byline'>Jan Brandt</b></p>", "en", (), None),
    ],
)
def test_lines_under_the_headline(
    line: str, language: str, authors: tuple[str, ...], published: date | None
) -> None:
    article = read(
        f'<meta http-equiv="content-language" content="{language}">', f"<h1>Hull mended</h1>{line}"
    )
    assert (article.authors, article.published) == (authors, published)


def test_a_page_without_a_declared_language_is_read_in_its_own() -> None:
    text = (
        "<p>Le bateau est de retour dans le port et les marins sont avec leurs familles pour une semaine, "
        "dit le maire de la ville.</p>"
    )
    html = f"<h1>Le bac est réparé</h1><p>Publié le mardi 7 mai 2024, par Anne Roux</p>{text * 4}"
    article = extract(Page("", html.encode(), "utf-8"))
    assert (article.authors, article.published) == (("Anne Roux",), date(2024, 5, 7))


def test_the_day_of_a_change_is_not_that_of_publication() -> None:
    line = "<div class='date'>Updated 6 May 2024, published 5 May 2024</div>"
    article = read("", f"<h1>Hull mended</h1>{line}")
    assert (article.published, article.modified) == (date(2024, 5, 5), date(2024, 5, 6))
    times = (
        "<time class='updated' datetime='2024-05-06'>x</time>"
        "<p>Published: <time datetime='2024-05-05'>5 May 2024, 9:30</time></p>"
    )
    article = read("", f"<h1>Hull mended</h1>{times}")
    assert (article.published, article.modified) == (datetime(2024, 5, 5, 9, 30), date(2024, 5, 6))
    only = read("", "<h1>Hull mended</h1><p>Last updated: 6 May 2024</p>")
    assert (only.published, only.origins["published"]) == (date(2024, 5, 6), "visible date")


def test_a_name_loses_the_name_of_the_site() -> None:
    head = (
        '<meta property="og:site_name" content="Quay Post"><meta name="author" content="Ana Reis Quay Post">'
    )
    assert read(head).authors == ("Ana Reis",)


@pytest.mark.parametrize(
    ("title", "top", "expected"),
    [
        ("Quay Post » Blog Archive » Hull mended", "<h1>Quay Post</h1><h2>Hull mended</h2>", "Hull mended"),
        ("Hull mended — News — Quay Post", "<h2>Hull mended</h2>", "Hull mended"),
        ("Ferry: hull mended: Quay Post", "<h3>Ferry: hull mended</h3>", "Ferry: hull mended"),
        ("Quay Post: Hull mended", "<p><b>Hull mended</b></p>", "Hull mended"),
        ("Quay: a hull is mended", "<p></p>", "Quay: a hull is mended"),
        ("Hull mended: a report", "<h2>News</h2>", "Hull mended: a report"),
    ],
)
def test_the_title_is_what_the_page_shows(title: str, top: str, expected: str) -> None:
    assert read(f"<title>{title}</title>", top).title == expected


def test_a_kicker_in_the_data_is_no_part_of_the_headline() -> None:
    data = {"@type": "NewsArticle", "headline": "Port Senn: Hull mended"}
    head = f'<title>Hull mended in Port Senn</title><script type="application/ld+json">{json.dumps(data)}</script>'
    head += '<meta property="og:title" content="Hull mended in Port Senn">'
    top = "<h2><span>Port Senn</span><span>Hull mended in Port Senn</span></h2>"
    assert read(head, top).title == "Hull mended in Port Senn"


@pytest.mark.parametrize(
    ("title", "more", "expected"),
    [
        ("Print - Hull mended", "<a href='/'>Quáy Post</a>", "Quáy Post"),
        ("Hull mended", "<p>© 2024 Quay Post. All rights reserved.</p>", "Quay Post"),
        ("Hull mended - Quaypost, the free news of the yard", "", "Quaypost"),
        ("Print - Hull mended", "", "quaypost.example"),
    ],
)
def test_the_site_is_what_spells_its_host(title: str, more: str, expected: str) -> None:
    assert read(f"<title>{title}</title>", f"{more}<h1>Hull mended</h1>").site == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-03-04", date(2025, 3, 4)),
        ("2025-03-04T08:00:00Z", datetime(2025, 3, 4, 8, tzinfo=UTC)),
        ("2025-03-04T08:00:00.123+02:00", datetime(2025, 3, 4, 8, tzinfo=timezone(timedelta(hours=2)))),
        ("Tue, 04 Mar 2025 08:00:00 GMT", datetime(2025, 3, 4, 8, tzinfo=UTC)),
        ("March 4, 2025 8:00 AM", datetime(2025, 3, 4, 8)),
        (
            "March 4, 2025 at 12:40 p.m. EST",
            datetime(2025, 3, 4, 12, 40, tzinfo=timezone(timedelta(hours=-5))),
        ),
        ("4 March 2025, 08:00 UTC", datetime(2025, 3, 4, 8, tzinfo=UTC)),
        ("4 March 2025 08:00 HST", datetime(2025, 3, 4, 8)),
        ("08:15, Tuesday, 4 March 2025", datetime(2025, 3, 4, 8, 15)),
        ("4. März 2025, 8.15 Uhr", datetime(2025, 3, 4, 8, 15)),
        ("4 mars 2025 à 8h15", datetime(2025, 3, 4, 8, 15)),
        ("4 de março de 2025 às 08h15", datetime(2025, 3, 4, 8, 15)),
        ("4 de marzo de 2025 | 8:15", datetime(2025, 3, 4, 8, 15)),
        ("4 marzo 2025, ore 8:15", datetime(2025, 3, 4, 8, 15)),
        ("4 marca 2025, godz. 8:15", datetime(2025, 3, 4, 8, 15)),
        ("4 марта 2025 г. в 8:15", datetime(2025, 3, 4, 8, 15)),
        ("4 March 2025 · 12 min read", date(2025, 3, 4)),
        ("4 March 2025. 12.5 tonnes", date(2025, 3, 4)),
        ("2025年3月4日", date(2025, 3, 4)),
        ("Published 4 Mar. 2025", date(2025, 3, 4)),
        ("4 березня 2025, 18:20", datetime(2025, 3, 4, 18, 20)),
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


def test_each_date_of_a_line_has_its_own_time() -> None:
    line = "Updated 6 May 2024 at 10:00, published 5 May 2024, 9 a.m."
    found = dates.in_text(line)
    assert [one.when for one in found] == [datetime(2024, 5, 6, 10), datetime(2024, 5, 5, 9)]
    assert dates.without(line).split() == ["Updated", ",", "published"]


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
        ("Quay Post: Hull mended", "Quay Post", "Hull mended"),
        ("Hull: mended: Quay Post", "Quay Post", "Hull: mended"),
        ("Quay: Hull mended", "Quay Post", "Quay: Hull mended"),
    ],
)
def test_titles_lose_the_name_of_the_site(title: str, site: str, expected: str) -> None:
    assert without_site(title, site) == expected


@pytest.mark.parametrize(
    ("title", "top", "expected"),
    [
        ("Quay Post » Blog Archive » Hull mended", "<h1>Quay Post</h1><h2>Hull mended</h2>", "Quay Post"),
        ("Hull mended | Rivers | Quay Post", "<h1>Hull mended</h1>", "Quay Post"),
        ("Ferry: hull mended: Quay Post", "<h3>Ferry: hull mended</h3>", "Quay Post"),
        ("Quay Post: Hull mended", "<img alt='Quay Post'><p><b>Hull mended</b></p>", "Quay Post"),
        ("Ferry: hull mended", "<h1>Ferry: hull mended</h1><h2>Hull mended</h2>", ""),
    ],
)
def test_a_saved_page_without_an_address_names_its_site_beside_the_title(
    title: str, top: str, expected: str
) -> None:
    assert read(f"<title>{title}</title>", top, url="").site == expected
