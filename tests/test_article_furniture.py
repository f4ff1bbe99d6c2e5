"""What stands around and inside a text and is not read: buttons, adverts, counters, signs of the writers."""

from __future__ import annotations

import pytest

from narrate.article import Options, Taste, extract
from narrate.model import Article, Page

TEXT = [
    "The ferry across Lake Sample stopped on Monday after forty years, and nobody had thought of a bridge.",
    "The captain, who had missed no day since his wedding, said that he would now learn how to swim.",
    "The town council will meet on Friday to find out how its members who live on the far side may come.",
]


_PLAIN = Options()


def article(inside: str = "", head: str = "", *, lang: str = "en", options: Options = _PLAIN) -> Article:
    text = "".join(f"<p>{line}</p>" for line in TEXT)
    page = (
        f'<html lang="{lang}"><head><title>A ferry stops | Lake Paper</title></head><body><main>'
        f"<header><h1>A ferry stops</h1>{head}</header><div class='text'>{text}{inside}"
        f"<p>{TEXT[0][::-1]}.</p></div>"
        "</main></body></html>"
    )
    return extract(Page("https://news.example/a", page.encode()), options)


def heard(**how: str) -> list[str]:
    return [block.text for block in article(**how).blocks]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "furniture",
    [
        '<div><a href="#">Share</a><a href="#">Copy link</a></div>',
        '<div><small>Advertisement</small><a href="/x">Windows and doors at half the price</a></div>',
        '<div class="reklama-box"><p>Windows and doors at half the price this week.</p></div>',
        '<div class="produkt-box"><h4>Our book</h4><p>Ferries, 192 pages, 24.90 euros</p></div>',
        "<div>3 / 12</div>",
        "<p>Doe reported from Dull. The writer Jo Sample in Testwick contributed to this report.</p>",
        "<p>Doe reported from Dull. Wire writer Jo Sample in Testwick contributed.</p>",
        "<p>Listen to this article (5 min)</p>",
        "<p>Gift this article</p>",
        "<p>Subscribe to continue reading.</p>",
        "<p>Read also: How the bridge was forgotten</p>",
        "<p>A captain on his last tour — Photo: Jo Sample/Lake Paper</p>",
    ],
)
def test_furniture_is_not_read(furniture: str) -> None:
    assert heard(inside=furniture) == heard()


@pytest.mark.parametrize(
    "text",
    [
        "Source: the word comes from the spring in the hills over the lake, where every river has one.",
        "Copyright was a word that nobody in the village had ever heard before the lawyers came.",
        "Photographs of it are rare, and all of them are wet.",
    ],
)
def test_a_sentence_that_begins_like_furniture_is_read(text: str) -> None:
    assert text in heard(inside=f"<p>{text}</p>")


def test_a_heading_whose_words_begin_like_furniture_is_read() -> None:
    inside = f"<h2>Related quarrels</h2><p>{TEXT[0][4:]}</p>"
    assert "Related quarrels" in heard(inside=inside)


def test_readers_comments_under_an_unknown_name_go_by_their_heading() -> None:
    said = "".join(f"<div class='zq'><p>{line} So I told my neighbour.</p></div>" for line in TEXT)
    assert heard(inside=f"<section id='zz'><h3>Comments (12)</h3>{said}</section>") == heard()


def test_a_page_builders_widgets_are_no_sidebar() -> None:
    def widget(inside: str) -> str:
        kind = "elementor-element elementor-widget elementor-widget-text-editor"
        return f"<div class='{kind}'><div class='elementor-widget-container'>{inside}</div></div>"

    parts = "".join(widget(f"<p>{line} {line[::-1]}</p>") for line in TEXT)
    page = f"<html lang='en'><body><h1>A ferry stops</h1><div class='elementor-section'>{parts}</div></body></html>"
    found = [block.text for block in extract(Page("https://news.example/a", page.encode())).blocks]
    assert found == [f"{line} {line[::-1]}" for line in TEXT]


def test_a_heading_in_a_box_of_its_own_before_the_last_paragraph() -> None:
    inside = "<div class='subhead'><h2>Not good enough</h2></div>"
    assert "Not good enough" in heard(inside=inside)


def test_boxes_for_the_eye_are_words_for_the_ear() -> None:
    inside = (
        "<p><span class='a'>Rovers</span><span>3–2</span><span class='a'>United</span> was the score.</p>"
    )
    assert "Rovers 3–2 United was the score." in heard(inside=inside)
    split = (
        "<p>He sold one mil<span>li</span><span>on</span> tickets for his i<span>Phone</span> in a day.</p>"
    )
    assert "He sold one million tickets for his iPhone in a day." in heard(inside=split)


def test_initials_behind_the_last_stop() -> None:
    page = "".join(f"<p>{line}</p>" for line in TEXT)
    page = f"<html lang='de'><body><article><h1>Fähre</h1>{page}<p>{TEXT[1]} (fo/dpa)</p></article></body></html>"
    article = extract(Page("https://news.example/a", page.encode()))
    assert article.blocks[-1].text == TEXT[2] or article.blocks[-1].text == TEXT[1]
    assert "(fo/dpa)" in {each.text for each in article.dropped}


def test_a_name_after_the_last_stop_is_the_writers() -> None:
    assert "It closes in May." in heard(
        inside='<p>It closes in May. <span class="kuerzel">Von Jo Probe</span></p>'
    )
    kept = '<p>It was written by <span class="author">Jo Probe</span></p>'
    assert "It was written by Jo Probe" in heard(inside=kept)


def test_a_bold_question_and_its_answer_are_two_blocks() -> None:
    found = heard(inside="<p><strong>How deep?</strong><br>Very deep.</p><p><b>Not so</b><br>deep.</p>")
    assert "How deep?" in found
    assert "Very deep." in found
    assert "Not so deep." in found


def test_no_space_is_left_before_a_comma() -> None:
    inside = (
        '<p>There is a pond 😀, and a mill <sup><a href="#fn1">1</a></sup>, and a road 😀 out of town.</p>'
    )
    assert "There is a pond, and a mill, and a road out of town." in heard(inside=inside)


def test_a_lead_paragraph_in_the_header_is_read_and_a_heading_on_demand() -> None:
    lead = "For forty years it sailed each day. Now it lies at the pier."
    assert heard(head=f"<p>{lead}</p>")[0] == lead
    assert lead not in heard(head=f"<h2>{lead}</h2>")
    always = article(head=f"<h2>{lead}</h2>", options=Options(Taste(standfirst="always")))
    assert always.blocks[0].text == lead
    never = article(head=f"<p>{lead}</p>", options=Options(Taste(standfirst="never")))
    assert never.blocks[0].text == TEXT[0]


def test_the_end_of_the_title_names_the_site_and_a_signature_the_writer() -> None:
    head = "<title>A ferry stops | Lake Paper</title><h1>A ferry stops</h1>"
    page = f"{head}<div>{'<p>'.join(TEXT)}<p><i>Jo Sample</i></div>"
    found = extract(Page("https://news.example/a", page.encode()))
    assert (found.site, found.authors) == ("Lake Paper", ("Jo Sample",))


def test_the_author_in_the_page_s_own_data() -> None:
    data = '{"story": {"title": "A ferry stops", "author": {"name": "Jo Sample"}}}'
    assert article(inside=f'<script type="application/json">{data}</script>').authors == ("Jo Sample",)
