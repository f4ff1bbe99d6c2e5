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
    ],
)
def test_furniture_is_not_read(furniture: str) -> None:
    assert heard(inside=furniture) == heard()


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
