"""The door of the room: what is kept, as what, and what is left out by which rule."""

from __future__ import annotations

import json

import pytest

from narrate.article import extract
from narrate.errors import ExtractError
from narrate.model import Article, Page

TITLE = "Ferry returns to Lower Quay after a long winter"
PARAGRAPHS = [
    "The ferry between Lower Quay and the island left on time on Monday, five months after ice broke it.",
    "About forty people waited in the rain to be on the first crossing, and a brass band played on deck.",
    "“We had forgotten how loud the horn is,” said Marta Oskarsen, who runs the bakery by the landing.",
    "The repair cost 310,000 euros, a third more than planned, because the yard had to cast the part twice.",
    "The town council will vote in June on whether to buy a second boat for the months of frost.",
]
P = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


def read(body: str, head: str = "", language: str = "en") -> Article:
    top = f'<!DOCTYPE html><html lang="{language}"><head><title>{TITLE}</title>{head}</head>'
    html = f"{top}<body>{body}</body></html>"
    return extract(Page("https://quay.example/ferry", html.encode(), "utf-8"))


def texts(article: Article) -> list[str]:
    return [block.text for block in article.blocks]


def rules(article: Article, text: str) -> set[str]:
    """The rules of everything dropped that holds a text."""
    return {dropped.rule for dropped in article.dropped if text in dropped.text}


def in_article(extra: str) -> str:
    """A plain page with something between its third and fourth paragraph."""
    first = "".join(f"<p>{text}</p>" for text in PARAGRAPHS[:3])
    last = "".join(f"<p>{text}</p>" for text in PARAGRAPHS[3:])
    return f"<article><h1>{TITLE}</h1><div class='text'>{first}{extra}{last}</div></article>"


def test_plain_page_gives_its_paragraphs_in_order() -> None:
    article = read(in_article(""))
    assert texts(article) == PARAGRAPHS
    assert article.title == TITLE
    assert article.language == "en"
    assert {block.kind for block in article.blocks} == {"paragraph"}
    assert rules(article, TITLE) == {"title_again"}


def test_kinds_levels_and_labels() -> None:
    article = read(
        in_article(
            "<h2>What it cost</h2><p>The bill has three parts:</p><ol><li>steel for the rudder;</li>"
            "<li><p>two weeks of work in the yard;</p></li></ol><ul><li>paint, which was a gift.</li></ul>"
            "<blockquote><p>No boat is ever finished, the yard wrote in its letter.</p></blockquote>"
            "<table><tr><th>Year</th><th>Trips</th></tr><tr><td>2023</td><td>4,100</td></tr>"
            "<tr><td>2024</td><td>2,950</td></tr></table><pre>tide = 2\nice = 0</pre>"
        )
    )
    found = {block.text: block for block in article.blocks}
    assert (found["What it cost"].kind, found["What it cost"].level) == ("heading", 2)
    assert found["steel for the rudder;"].label == "1"
    assert found["two weeks of work in the yard;"].label == "2"
    assert found["paint, which was a gift."].label == ""
    assert found["paint, which was a gift."].kind == "item"
    assert found["No boat is ever finished, the yard wrote in its letter."].kind == "quote"
    assert found["Year: 2023. Trips: 4,100.\nYear: 2024. Trips: 2,950."].kind == "table"
    assert found["tide = 2\nice = 0"].kind == "code"


@pytest.mark.parametrize(
    ("markup", "text", "rule"),
    [
        ("<nav><a href='/a'>Harbour news</a></nav>", "Harbour news", "navigation"),
        ("<div class='share-bar'><a>Send it on</a></div>", "Send it on", "sharing"),
        ("<div class='ad-slot'><span>Buy a boat today</span></div>", "Buy a boat", "advert"),
        ("<div class='newsletter-box'><h4>Letters from the quay</h4></div>", "Letters from", "promotion"),
        ("<form><p>* indicates required</p></form>", "indicates required", "form"),
        (
            "<figure><img src='b.jpg'><figcaption>The boat at dusk.</figcaption></figure>",
            "at dusk",
            "caption",
        ),
        ("<p><img src='b.jpg'></p><p><em>The boat at dusk</em></p>", "at dusk", "unmarked_caption"),
        ("<div class='related'><a href='/x'>Storm closes pier</a></div>", "Storm closes", "related_stories"),
        ("<p>Read also: <a href='/x'>Storm closes the old pier</a></p>", "Storm closes", "read_also"),
        (
            "<a href='/x'><div><h4>Storm at pier</h4><p>Waves broke it.</p></div></a>",
            "Waves",
            "card",
        ),
        ("<div class='author-bio'><p>Ana Reis covers rivers.</p></div>", "covers rivers", "author_biography"),
        ("<div id='comments'><p>First! I love that boat.</p></div>", "love that boat", "comments"),
        (
            "<div class='audio-player'><p>This audio is made by a machine</p></div>",
            "by a machine",
            "audio_player",
        ),
        ("<p>Photo: Jan Brandt</p>", "Jan Brandt", "credit_line"),
        ("<p>© 2025 The Quay Post. All rights reserved.</p>", "rights reserved", "rights"),
        ("<p>* * *</p>", "* * *", "separator"),
        ("<p>Sign up for our free newsletter about boats.</p>", "about boats", "plea"),
        ("<div style='display: none'><p>Only for robots, not for people.</p></div>", "robots", "hidden_text"),
        ("<p>Share this article</p>", "Share this", "label"),
        ("<button>Play the horn</button>", "Play the horn", "page_controls"),
        ("<div class='wp-polls'><p>Do you like boats?</p></div>", "like boats", "poll"),
        ("<aside><p>Ten facts about ice that you never knew.</p></aside>", "Ten facts", "sidebar"),
        ("<p><a href='/x'>Why the old pier will never open again</a></p>", "old pier", "linked_line"),
    ],
)
def test_furniture_is_left_out_by_its_rule(markup: str, text: str, rule: str) -> None:
    article = read(in_article(markup))
    assert texts(article) == PARAGRAPHS
    assert rules(article, text) == {rule}


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("uk", "Читайте також: "),
        ("de", "Lesen Sie auch: "),
        ("fr", "À lire aussi : "),
        ("es", "Lea también: "),
        ("pt", "Leia também: "),
        ("it", "Leggi anche: "),
        ("pl", "Czytaj także: "),
        ("ru", "Читайте также: "),
    ],
)
def test_wording_is_read_in_the_language_of_the_text(language: str, line: str) -> None:
    stories = {
        "uk": "Пором знову ходить через річку, і мешканці села можуть дістатися до лікарні за десять хвилин.",
        "de": "Die Fähre fährt wieder über den Fluss, und die Leute im Dorf sind schnell beim Arzt.",
        "fr": "Le bac traverse de nouveau la rivière et les habitants du village rejoignent la ville.",
        "es": "El transbordador vuelve a cruzar el río y los vecinos del pueblo llegan al hospital.",
        "pt": "A balsa voltou a atravessar o rio e os moradores da vila chegam ao hospital.",
        "it": "Il traghetto attraversa di nuovo il fiume e gli abitanti del paese arrivano in città.",
        "pl": "Prom znów pływa przez rzekę, a mieszkańcy wsi mogą dotrzeć do szpitala.",
        "ru": "Паром снова ходит через реку, и жители деревни могут добраться до больницы за десять минут.",
    }
    story = [f"{stories[language]} ({number})." for number in range(1, 6)]
    lines = "".join(f"<p>{text}</p>" for text in story)
    article = read(
        f"<article>{lines}<p>{line}<a href='/x'>Zorra 17</a></p><p>{story[0]} 7.</p></article>", "", "en"
    )
    assert article.language == language
    assert rules(article, "Zorra 17") == {"read_also"}


def test_a_pull_quote_is_heard_once() -> None:
    quote = "<blockquote class='pullquote'><p>We had forgotten how loud the horn is</p></blockquote>"
    article = read(in_article(quote))
    assert texts(article) == PARAGRAPHS
    assert rules(article, "how loud the horn is") == {"repeated_quote"}


def test_editors_notes_are_kept_and_marked() -> None:
    note = "Editor’s note: the name of the captain was changed at his request."
    article = read(in_article(f"<p><em>{note}</em></p>"))
    assert [block.kind for block in article.blocks if block.text == note] == ["note"]


def test_a_body_split_by_an_advert_is_found_whole() -> None:
    halves = [P.replace("<p>", f"<p class='line'>Part {number}. ") for number in (1, 2, 3)]
    wrapped = "<div class='ad'>Advert</div>".join(
        f"<div class='grid'><div class='col'>{half}</div></div>" for half in halves
    )
    article = read(f"<main><h1>{TITLE}</h1>{wrapped}</main>")
    assert len(article.blocks) == 3 * len(PARAGRAPHS)


def test_paragraphs_parted_by_line_breaks() -> None:
    article = read(f"<div><h1>{TITLE}</h1><div>{'<br><br>'.join(PARAGRAPHS)}</div></div>")
    assert texts(article) == PARAGRAPHS


def test_sentences_keep_their_inline_parts() -> None:
    article = read(
        in_article(
            "<p>The <b>new</b> rud<wbr>der weighs 10<sup>3</sup> ki&shy;lo&shy;grams"
            "<sup><a href='#fn1'>1</a></sup>, said<span class='sr-only'> (opens in a new tab)</span>"
            " the <q>chief</q> engineer&nbsp;of&#160;the yard.</p>"
        )
    )
    assert "The new rudder weighs 10^3 kilograms, said the “chief” engineer of the yard." in texts(article)
    assert rules(article, "1") >= {"footnote_mark"}
    assert rules(article, "opens in a new tab") == {"hidden_text"}


def test_text_that_stands_only_in_the_data_of_the_page() -> None:
    data = {"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n\n".join(PARAGRAPHS)}
    article = read("<div id='app'></div>", f'<script type="application/ld+json">{json.dumps(data)}</script>')
    assert texts(article) == PARAGRAPHS
    assert any("data" in warning for warning in article.warnings)


def test_a_paywall_is_flagged_only_where_text_is_missing() -> None:
    facts = '{"@type":"NewsArticle","headline":"x","isAccessibleForFree":false}'
    data = f'<script type="application/ld+json">{facts}</script>'
    whole = read(in_article(""), data)
    end = "<p>The mayor had promised that the boat would be back before</p>"
    cut = read(f"<article><h1>{TITLE}</h1>{P}{end}</article>", data)
    assert "paywall_cut" not in whole.flags
    assert "paywall_cut" in cut.flags
    assert any("paywall" in warning for warning in cut.warnings)


def test_a_paywall_between_two_paragraphs() -> None:
    facts = '{"@type":"NewsArticle","headline":"x","isAccessibleForFree":false}'
    data = f'<script type="application/ld+json">{facts}</script>'
    wall = "<div class='gate'><p>Subscribe to continue reading.</p><p>Already a subscriber? Log in.</p></div>"
    behind = f"<article><h1>{TITLE}</h1>{P}{wall}</article>"
    assert "paywall_cut" in read(behind, data).flags
    doubted = read(behind)
    assert "paywall_cut" not in doubted.flags
    assert any("right behind the text" in warning for warning in doubted.warnings)
    links = "".join(f"<p><a href='/{n}'>Other news of the day, number {n}</a></p>" for n in range(9))
    elsewhere = f"<article><h1>{TITLE}</h1>{P}</article><aside>{links}{wall}</aside>"
    assert "paywall_cut" not in read(elsewhere, data).flags


def test_paid_content_is_told() -> None:
    label = "<div class='label'><p>Paid content by Glassworks</p></div>"
    paid = read(f"<article><h1>{TITLE}</h1>{label}{P}</article>")
    assert any("Paid content by Glassworks" in warning for warning in paid.warnings)
    assert not any(
        "paid content" in warning
        for warning in read(f"<article><h1>{TITLE}</h1>{P}{label}</article>").warnings
    )


def test_short_and_live_pages_are_flagged() -> None:
    assert read(f"<article><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></article>").flags == ("short",)
    data = '<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"x"}</script>'
    assert "live_blog" in read(in_article(""), data).flags


@pytest.mark.parametrize(
    "body", ["", "   ", "<html><body></body></html>", "<ul><li><a href='/a'>Home</a></li></ul>"]
)
def test_a_page_without_an_article_is_a_clear_error(body: str) -> None:
    with pytest.raises(ExtractError) as caught:
        extract(Page("https://quay.example/", body.encode(), source="page.html"))
    assert caught.value.thing == "page.html"
    assert caught.value.next_step


def test_nothing_on_the_page_is_lost_without_a_rule() -> None:
    article = read(
        "<header>Quay Post</header>"
        + in_article("<div class='promo'>Join us</div>")
        + "<footer>Imprint</footer>"
    )
    accounted = " ".join([*texts(article), *(dropped.text for dropped in article.dropped)])
    assert all(text in accounted for text in [*PARAGRAPHS, "Quay Post", "Join us", "Imprint", TITLE])
    assert all(dropped.rule for dropped in article.dropped)


def test_the_closed_answers_of_an_accordion_are_read() -> None:
    answer = "The county pays two thirds of it, and the town has to find the rest."
    item = f"<h3><button>Who pays?</button></h3><div hidden><p>{answer}</p></div>"
    article = read(f"<article><h1>{TITLE}</h1>{P}<div>{item}</div></article>")
    assert texts(article)[-2:] == ["Who pays?", answer]


def test_a_second_article_below_is_left_out() -> None:
    other = P.replace("<p>", "<p>Elsewhere: ")
    article = read(
        f"<main><article><h1>{TITLE}</h1>{P}</article><article><h2>Pier</h2>{other}</article></main>"
    )
    assert texts(article) == PARAGRAPHS
    assert rules(article, "Elsewhere: ") == {"another_article"}


def test_a_card_without_a_label_is_left_out() -> None:
    blurb = "<p>Three of them took the oars for a winter.</p>"
    card = f"<div class='box'><a href='/x'>The women who rowed</a>{blurb}</div>"
    article = read(f"<article><h1>{TITLE}</h1><div>{P}{card}</div></article>")
    assert texts(article) == PARAGRAPHS
    assert rules(article, "took the oars") == {"teaser"}


def test_a_page_that_is_too_large_says_so() -> None:
    article = read(f"<article><h1>{TITLE}</h1>{P}</article><ul>{'<li>x</li>' * 25_000}</ul>")
    assert texts(article) == PARAGRAPHS
    assert any("too large" in warning for warning in article.warnings)
