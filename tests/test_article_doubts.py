"""Text out of a page's data, and what the room says of its own choice: votes, share and warnings."""

from __future__ import annotations

import json

import pytest

from narrate.article import extract
from narrate.article.language import detect
from narrate.model import Article, Page

STORY = [
    f"{start} the dyke at Oosterveld held through the night, and the pumps were stopped at {hour} in the morning."
    for hour, start in enumerate(("On Monday", "A day later", "On Wednesday", "Again", "At last", "Still"), 3)
]
P = "".join(f"<p>{text}</p>" for text in STORY)
OTHER = [f"Recipe {number}: boil the eel with dill and salt until the water is green." for number in range(3)]


def read(body: str, head: str = "", language: str = "en") -> Article:
    html = (
        f"<html lang='{language}'><head><title>The dyke held</title>{head}</head><body>{body}</body></html>"
    )
    return extract(Page("https://polder.example/dyke", html.encode(), "utf-8"))


def texts(article: Article) -> list[str]:
    return [block.text for block in article.blocks]


def next_data(value: object) -> str:
    data = {
        "props": {"pageProps": {"more": [{"excerpt": text} for text in OTHER], "post": value}},
        "buildId": "x1",
    }
    return f"<div id='__next'></div><script id='__NEXT_DATA__' type='application/json'>{json.dumps(data)}</script>"


LITERALS = json.dumps({"html": P})
FLIGHT = json.dumps(f"5:{LITERALS}")


@pytest.mark.parametrize(
    "page",
    [
        next_data({"slug": "the-dyke", "html": P}),
        next_data({"blocks": [{"type": "p", "data": {"text": text}} for text in STORY]}),
        next_data({"content": "\n\n".join(STORY)}),
        f"<script>window.__NUXT__=(function(a,b){{return {LITERALS}}})(1,2)</script>",
        f"<script type='application/json' id='__NUXT_DATA__'>{json.dumps([['Reactive', 1], *STORY])}</script>",
        f"<script>self.__next_f.push([1,{FLIGHT}])</script>",
        next_data({"a": [P, *STORY]}),
    ],
)
def test_text_that_stands_only_in_scripts(page: str) -> None:
    article = read(page)
    assert texts(article) == STORY
    assert any("the page's data (scripts)" in warning for warning in article.warnings)


def test_a_page_that_shows_its_text_needs_no_data() -> None:
    longer = [f"{text} More of it stands only in the data of the page." for text in STORY]
    article = read(f"<article>{P}</article>" + next_data({"a": OTHER * 9}))
    assert texts(article) == STORY
    teaser = read(f"<article><p>{STORY[0]}</p></article>" + next_data({"a": [STORY[0], *longer]}))
    assert texts(teaser) == [STORY[0], *longer]


def test_votes_and_share_say_how_the_choice_was_made() -> None:
    aside = "".join(f"<p>{text}</p>" for text in OTHER)
    article = read(f"<main><article>{P}</article></main><aside>{aside}</aside>")
    assert {vote.finder for vote in article.votes} >= {"trafilatura", "readability", "prose"}
    assert all(vote.agreement == 1.0 for vote in article.votes)
    assert 0.5 < article.share < 0.9
    assert not article.warnings


def test_a_small_share_of_the_page_is_doubted() -> None:
    comments = "".join(
        f"<p>{text} That is what I think of number {n}.</p>" for n in range(9) for text in OTHER
    )
    article = read(f"<article>{P}</article><div id='comments'>{comments}</div>")
    assert texts(article) == STORY
    assert any("running text is kept" in warning for warning in article.warnings)


def test_lengths_in_the_pages_data_are_compared() -> None:
    facts = (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","wordCount":%d}</script>'
    )
    assert any("speak of 900" in warning for warning in read(f"<article>{P}</article>", facts % 900).warnings)
    assert any("speak of 62" in warning for warning in read(f"<article>{P}</article>", facts % 62).warnings)
    assert not read(f"<article>{P}</article>", facts % 118).warnings


def test_a_language_that_the_page_does_not_declare_is_doubted() -> None:
    article = read(f"<article>{P}</article>", language="nl")
    assert article.language == "en"
    assert any("'nl'" in warning for warning in article.warnings)


@pytest.mark.parametrize(
    ("text", "declared", "found"),
    [
        (
            "Пором знову ходить через річку, і мешканці села можуть дістатися до лікарні.",
            "uk",
            "uk",
        ),
        (
            "Паром снова ходит через реку, и жители деревни могут добраться до больницы.",
            "uk",
            "ru",
        ),
        (
            "O barco voltou a atravessar o rio, e os moradores já não têm de esperar até à noite.",
            "pt_BR",
            "pt-BR",
        ),
        (
            "フェリーは月曜日に再び川を渡り始めました。村の人々は病院に着くことができます。",
            "",
            "ja",
        ),
        ("The boat is back.", "en-GB", "en-GB"),
    ],
)
def test_language_of_the_text(text: str, declared: str, found: str) -> None:
    assert detect(text, declared)[0] == found


def test_title_out_of_the_first_bold_line() -> None:
    html = f"<div><p><b>Dyke holds through the night</b></p>{P}</div>"
    article = extract(Page("", html.encode()))
    assert (article.title, article.origins["title"]) == ("Dyke holds through the night", "the first line")
    assert texts(article) == STORY


def test_size_of_the_lead_picture() -> None:
    metas = "<meta property='og:image' content='/a.jpg'><meta property='og:image:width' content='1200px'>"
    sized = read(f"<article>{P}</article>", f"{metas}<meta property='og:image:height' content='630'>")
    assert (sized.image, sized.image_size) == ("https://polder.example/a.jpg", (1200, 630))
    assert read(f"<article>{P}</article>", metas).image_size == (0, 0)
    data = {
        "@type": "NewsArticle",
        "headline": "x",
        "image": {"url": "/b.jpg", "width": 800, "height": "600"},
    }
    told = read(f"<article>{P}</article>", f'<script type="application/ld+json">{json.dumps(data)}</script>')
    assert (told.image, told.image_size) == ("https://polder.example/b.jpg", (800, 600))
