"""What an editor may choose: matters of taste, and rules for single sites."""

from __future__ import annotations

from typing import Any

import pytest

from narrate.article import Options, SiteRules, Taste, extract
from narrate.article.options import KINDS
from narrate.article.sites import _files
from narrate.errors import SettingsError
from narrate.model import Article, Page

TEXT = [
    "The lighthouse on Senn was lit again on Friday, a year after lightning had split its lamp in two.",
    "Some sixty people came up the path with lanterns of their own, in case it did not work the first time.",
    "The keeper, Ida Moorcroft, counted the seconds between two flashes and was content with the ninth.",
    "The new lamp takes as much power as a kettle and can be seen from boats twenty miles out at sea.",
]
P = [f"<p>{text}</p>" for text in TEXT]


def read(extra: str, options: Options | None = None, host: str = "senn.example") -> Article:
    body = f"<article><h1>Light on Senn</h1><div class='text'>{P[0]}{P[1]}{extra}{P[2]}{P[3]}</div></article>"
    html = f"<html lang='en'><head><title>Light on Senn</title></head><body>{body}</body></html>"
    return extract(Page(f"https://{host}/light", html.encode(), "utf-8"), options or Options())


def texts(article: Article) -> list[str]:
    return [block.text for block in article.blocks]


def site(**rules: Any) -> Options:
    return Options(sites={"senn.example": SiteRules(**rules)})


@pytest.mark.parametrize(
    ("markup", "text", "taste"),
    [
        (
            "<figure><img src='l'><figcaption>The lamp at dusk.</figcaption></figure>",
            "The lamp at dusk.",
            Taste(captions=True),
        ),
        ("<img src='l' alt='A lamp at dusk'>", "A lamp at dusk.", Taste(image_descriptions=True)),
        (
            "<ul><li><a href='/a'>All the lamps of the coast</a></li></ul>",
            "All the lamps of the coast",
            Taste(link_lists=True),
        ),
        (
            "<blockquote class='twitter-tweet'><p>Light on the rocks tonight!</p></blockquote>",
            "Light on the rocks tonight!",
            Taste(embeds="all"),
        ),
        ("<p>What a night 🎉</p>", "What a night party popper", Taste(emoji="name")),
    ],
)
def test_what_is_only_read_where_it_is_wanted(markup: str, text: str, taste: Taste) -> None:
    assert text not in texts(read(markup))
    assert text in texts(read(markup, Options(taste)))


@pytest.mark.parametrize(
    ("markup", "text", "taste", "rule"),
    [
        ("<pre>lamp = 9\nsea = 20</pre>", "lamp = 9\nsea = 20", Taste(code=False), "unwanted_code"),
        ("<p class='dek'>It shines.</p>", "It shines.", Taste(standfirst="never"), "standfirst"),
        (
            "<table><tr><td>A</td><td>1</td></tr><tr><td>B</td><td>2</td></tr></table>",
            "A, 1\nB, 2",
            Taste(tables="skip"),
            "unwanted_table",
        ),
        (
            "<p>She wrote:</p><blockquote class='twitter-tweet'><p>It is lit!</p></blockquote>",
            "It is lit!",
            Taste(embeds="none"),
            "embedded_post",
        ),
    ],
)
def test_what_is_read_unless_nobody_wants_it(markup: str, text: str, taste: Taste, rule: str) -> None:
    assert text in texts(read(markup))
    without = read(markup, Options(taste))
    assert text not in texts(without)
    assert rule in {dropped.rule for dropped in without.dropped if text in dropped.text}


def test_tables_are_read_with_their_heads_and_long_ones_summed_up() -> None:
    rows = "".join(f"<tr><th>Lamp {n}</th><td>{n * 3}</td><td>–</td></tr>" for n in range(1, 5))
    head = "<tr><th>Name</th><th>Miles:</th><th>Years</th></tr>"
    table = f"<h2>How far they shine</h2><table><thead>{head}</thead>{rows}</table>"
    assert "Name: Lamp 1. Miles: 3." in next(b.text for b in read(table).blocks if b.kind == "table")
    assert "Name, Miles:, Years\nLamp 1, 3, –" in "\n".join(
        texts(read(table, Options(Taste(tables="cells"))))
    )
    for taste in (Taste(longest_table=3), Taste(tables="summary")):
        blocks = read(table, Options(taste)).blocks
        text = next(block.text for block in blocks if block.kind == "table")
        assert text == "Table: How far they shine, 4 rows, in the written article."


def test_tables_with_merged_cells_sections_and_heads_beside_the_rows() -> None:
    merged = (
        "<table><tr><td><b>Port</b></td><td><b>Lamp</b></td></tr><tr><td rowspan='2'>Senn</td><td>north</td></tr>"
        "<tr><td>south</td></tr><tr><td colspan='2'>Out of use</td></tr></table>"
    )
    assert "Port: Senn. Lamp: north.\nPort: Senn. Lamp: south.\nOut of use" in texts(read(merged))
    facts = "<table><tr><th>Built</th><td>1889</td></tr><tr><th>Steps</th><td>212</td></tr></table>"
    assert "Built: 1889.\nSteps: 212." in texts(read(facts))


def test_the_speaker_of_a_quotation_is_its_label() -> None:
    quote = "<blockquote><p>Nine seconds, as it should be.</p>{}</blockquote>{}"
    for inside, beside in [
        ("<cite>— Ida Moorcroft</cite>", ""),
        ("<footer>Ida Moorcroft</footer>", ""),
        ("", "<cite>Ida Moorcroft</cite>"),
        ("", "<p class='quote-author'>– Ida Moorcroft</p>"),
    ]:
        article = read(quote.format(inside, beside))
        assert [(b.text, b.label) for b in article.blocks if b.kind == "quote"] == [
            ("Nine seconds, as it should be.", "Ida Moorcroft")
        ]
        assert not any("Moorcroft" in dropped.text for dropped in article.dropped)
    pulled = f"<figure><blockquote>{TEXT[2]}</blockquote><figcaption>Ida Moorcroft</figcaption></figure>"
    assert texts(read(pulled)) == TEXT


# ── Site rules ──


def test_drop_keep_and_treat_as_are_marked() -> None:
    extra = "<p class='odd'>Stamps are sold out in town.</p><aside><p class='side'>It was cold.</p></aside>"
    plain = read(extra)
    assert "Stamps are sold out in town." in texts(plain)
    assert "It was cold." not in texts(plain)
    ruled = read(extra, site(drop=("p.odd",), keep=("aside",), treat_as={"p.side": "quote"}))
    assert {dropped.rule for dropped in ruled.dropped if "Stamps" in dropped.text} == {"site drop"}
    kept = next(block for block in ruled.blocks if block.text == "It was cold.")
    assert (kept.kind, kept.rule) == ("quote", "site keep")
    treated = read(extra, site(treat_as={"p.odd": "heading"}))
    block = next(block for block in treated.blocks if block.text.startswith("Stamps"))
    assert (block.kind, block.level, block.rule) == ("heading", 2, "site treat-as")


def test_the_innermost_marked_element_decides() -> None:
    extra = "<div class='box'><p>One kind of lamp.</p><p class='good'>Another kind of lamp.</p></div>"
    found = texts(read(extra, site(drop=(".box",), keep=(".good",))))
    assert "Another kind of lamp." in found
    assert "One kind of lamp." not in found


def test_inline_elements_can_be_dropped() -> None:
    article = read("<p>The lamp <span class='x'>(buy one)</span> burns.</p>", site(drop=("span.x",)))
    assert "The lamp burns." in texts(article)
    assert ("(buy one)", "site drop") in {(dropped.text, dropped.rule) for dropped in article.dropped}


def test_body_title_byline_and_date() -> None:
    extra = "<section class='by'>Jonas Reed</section><i class='when'>3 May 2024</i><b class='t'>Lamp lit</b>"
    rules = site(body=".text p", title=".t", byline=".by", date=".when")
    article = read(extra, rules)
    assert texts(article) == TEXT
    assert (article.title, article.authors, str(article.published)) == (
        "Lamp lit",
        ("Jonas Reed",),
        "2024-05-03",
    )
    assert {article.origins[name] for name in ("title", "authors", "published")} == {"site rule"}
    assert [vote.agreement for vote in article.votes if vote.finder == "site"] == [1.0]


def test_rules_hold_for_subdomains_and_for_no_other_host() -> None:
    extra, rules = "<p class='odd'>Stamps are sold out.</p>", site(drop=("p.odd",))
    assert "Stamps are sold out." not in texts(read(extra, rules, "news.senn.example"))
    assert "Stamps are sold out." in texts(read(extra, rules, "notsenn.example"))


def test_the_users_rules_go_before_the_built_in_ones() -> None:
    inner = "".join(P) + "<div class='kg-bookmark-card'><p>Buy a lamp of your own this week.</p></div>"
    html = f"<div class='c-content'>{inner}</div><div><p>{TEXT[0]} Once more.</p></div>"
    page = Page("https://kyivindependent.com/lamp", html.encode(), "utf-8")
    assert texts(extract(page)) == TEXT
    kept = Options(sites={"kyivindependent.com": SiteRules(keep=(".kg-bookmark-card",))})
    assert texts(extract(page, kept)) == [*TEXT, "Buy a lamp of your own this week."]


def test_a_built_in_body_that_misses_the_text_is_not_believed() -> None:
    html = f"<div class='c-content'><p>{TEXT[0]}</p></div><article>{''.join(P)}</article>"
    article = extract(Page("https://kyivindependent.com/lamp", html.encode(), "utf-8"))
    assert texts(article) == TEXT
    assert any("site's rules" in warning for warning in article.warnings)


def test_every_built_in_file_is_sound() -> None:
    assert len(_files()) >= 6
    assert all(one.hosts or one.sign for one in _files())


@pytest.mark.parametrize(
    "rules",
    [
        {"body": "div["},
        {"drop": ("p", "")},
        {"keep": ("::a(",)},
        {"title": "div:is(.a, .b)"},
        {"treat_as": {"p..x": "quote"}},
    ],
)
def test_a_wrong_selector_names_site_and_setting(rules: dict[str, Any]) -> None:
    with pytest.raises(SettingsError) as caught:
        site(**rules)
    assert "senn.example" in caught.value.thing
    assert next(iter(rules)) in caught.value.thing


@pytest.mark.parametrize(
    "key",
    ["senn.example", "www.senn.example", "HTTPS://Senn.example/", "http://www.senn.example:80/light?a=b"],
)
def test_a_site_is_known_by_its_host(key: str) -> None:
    options = Options(sites={key: SiteRules(title=".t")})
    assert list(options.sites) == ["senn.example"]
    assert read("<b class='t'>Lamp lit</b>", options).title == "Lamp lit"
    assert read("<b class='t'>Lamp lit</b>", options, "www.senn.example").title == "Lamp lit"


@pytest.mark.parametrize("key", ["", "https://", "senn example", "[bad", "..."])
def test_a_site_without_a_host_is_refused(key: str) -> None:
    with pytest.raises(SettingsError, match="names no site"):
        Options(sites={key: SiteRules(title=".t")})


def test_a_site_has_one_table() -> None:
    with pytest.raises(SettingsError, match=r"says again what senn\.example has"):
        Options(sites={"senn.example": SiteRules(title=".t"), "www.senn.example": SiteRules(body=".text")})


def test_rules_that_find_nothing_are_told() -> None:
    missing = {"body": ".b", "title": ".t", "byline": ".by", "date": ".when"}
    warnings = read("", site(**missing, drop=(".d",), keep=(".k",))).warnings
    told = [line for line in warnings if 'sites."senn.example"' in line]
    assert told == [
        f'the rule sites."senn.example" {name} = {selector!r} finds nothing on this page'
        for name, selector in missing.items()
    ]
    assert not any("sites." in line for line in read("", site(**missing), "other.example").warnings)


def test_a_date_rule_that_finds_no_date_is_told() -> None:
    article = read("<i class='when'>last night</i>", site(date=".when"))
    assert any("finds 'last night', which is no date" in line for line in article.warnings)
    assert article.published is None


def test_what_the_inner_host_finds_is_not_asked_of_the_outer() -> None:
    sites = {"senn.example": SiteRules(title=".none"), "news.senn.example": SiteRules(title=".t")}
    extra = "<b class='t'>Lamp lit</b>"
    inner = read(extra, Options(sites=sites), "news.senn.example").warnings
    assert not any("sites." in line for line in inner)
    assert any(".none" in line for line in read(extra, Options(sites=sites)).warnings)


@pytest.mark.parametrize("selector", [" ".join(["div"] * 3_000), ".a" * 3_000])
def test_a_selector_past_all_measure_is_refused_in_one_line(selector: str) -> None:
    with pytest.raises(SettingsError, match="too long") as caught:
        site(drop=(selector,))
    assert len(str(caught.value)) < 300


def test_wrong_choices_are_named() -> None:
    with pytest.raises(SettingsError, match="heading"):
        site(treat_as={"p": "title"})
    with pytest.raises(SettingsError, match="longest_table"):
        Taste(longest_table=-1)
    with pytest.raises(SettingsError, match="rows, cells, summary, skip"):
        Taste(tables="all")  # type: ignore[arg-type]
    assert "quote" in KINDS
