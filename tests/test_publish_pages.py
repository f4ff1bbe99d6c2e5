"""Listening pages as readers, screen readers and search engines get them; the player has tests of its own."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from string import Formatter
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from narrate.errors import SettingsError
from narrate.model import Block, Episode, Mark, Transcript, Word
from narrate.publish import pages, places
from narrate.publish.pages import colours, labels, shared
from narrate.publish.pages.index import PAGE, archive_place
from narrate.publish.places import Places
from narrate.publish.text import clean, line
from tests.listening import BLOCKS, DISCLOSURE, SENTENCES, SHOW, SITE, episode, transcript, withdrawn

HOSTILE = (
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "</title><img src=x onerror=alert(1)>",
    "\"'><svg onload=alert(1)>", "]]>", "<!--", "--!>", "{{ 7*7 }}{% raw %}", "javascript:alert(1)", "&lt;b&gt;",
    "a\x00b\x08c\x1b\x7f\x85", "\u202eevil\u2066", "\ud800", "🛳️👩‍👩‍👧", "\u2028\u2029", "x" * 5000,
    "</narrate-player>", "`${alert(1)}`", "' onmouseover='alert(1)",
)  # fmt: skip
hostile = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=40),
    st.builds(str.__add__, st.text(max_size=9), st.sampled_from(HOSTILE)),
)
VOID = {"meta", "link", "img", "input", "br"}


class Page(HTMLParser):
    """A page's elements, its text, and the text of each sentence."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[tuple[str, dict[str, str]]] = []
        self.sentences: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self.feed(source)
        self.close()
        assert not self.open, f"left open: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = (tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for tag, attributes in self.open:
            self.texts[tag] = self.texts.get(tag, "") + data
            if number := attributes.get("data-mark"):
                self.sentences[number] = self.sentences.get(number, "") + data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


def page_of(one: Episode, **changes: Any) -> Page:
    return Page(pages.episode_page(one, changes.get("text", transcript()), SHOW, SITE))


def every_page(one: Episode, blocks: tuple[Block, ...] = BLOCKS, sentences: Any = SENTENCES) -> Iterator[str]:
    text = transcript(sentences, blocks)
    yield pages.episode_page(one, text, SHOW, SITE)
    yield pages.embed_page(one, text, SHOW, SITE)
    yield pages.tombstone(withdrawn(one), SHOW, SITE)
    yield pages.index_page(replace(SHOW, title=one.title, description=one.title), [one], SITE)
    yield from pages.archive_pages(
        SHOW, [replace(one, id=f"{i:012x}") for i in range(PAGE + 1)], SITE
    ).values()


# ── The article ──


def test_the_page_prints_the_article_and_knows_the_time_of_each_sentence() -> None:
    page = page_of(episode())
    spoken = {str(i): text for i, (_, _, text) in enumerate(SENTENCES)}
    spoken |= {
        "1": "By Ida Moorcroft",
        "16": "print('ferry')\n",
    }  # without its stop; announced, and printed
    assert page.sentences == spoken
    starts = [float(one["data-start"]) for one in page.all("span") if "data-start" in one]
    assert starts == sorted(starts)
    text = page.texts["main"]
    for block in BLOCKS:
        for row in block.text.split("\n"):
            assert row in text


def test_what_stands_between_sentences_is_printed_too() -> None:
    blocks = (Block("paragraph", "KYIV — The ferry ran. (Nobody said this.) It stopped."),)
    said = [("body", 0, "The ferry ran."), ("body", 0, "It stopped.")]
    page = page_of(episode(), text=transcript(said, blocks))
    assert page.sentences == {"0": "The ferry ran.", "1": "It stopped."}
    assert blocks[0].text in page.texts["main"]


@pytest.mark.parametrize(
    ("name", "said", "printed"),
    [
        ("Robert Downey Jr.", "By Robert Downey Jr.", "By Robert Downey Jr."),
        ("Ida", "By Ida.", "By Ida"),
        ("Іда", "29 квітня 2025 р.", "29 квітня 2025 р."),
    ],
)
def test_a_byline_keeps_the_stop_that_is_its_own(name: str, said: str, printed: str) -> None:
    one = episode(authors=(name,), language="uk" if name == "Іда" else "en", published="2025-04-29T07:00:00Z")
    assert page_of(one, text=transcript([("byline", -1, said)])).sentences["0"] == printed


@pytest.mark.parametrize(
    ("title", "said", "sentences"),
    [
        ("Who? Nobody.", ["Who?", "Nobody."], {"0": "Who?", "1": "Nobody."}),
        ("Nobody", ["Today: Nobody."], {"0": "Nobody"}),
        ("Nobody", ["You hear:", "Nobody."], {"0 1": "Nobody"}),
    ],
)
def test_the_headline_is_the_article_s_own(title: str, said: list[str], sentences: dict[str, str]) -> None:
    page = page_of(episode(title=title), text=transcript([("title", -1, text) for text in said]))
    assert page.texts["h1"] == title
    assert page.sentences == sentences


def test_headings_never_skip_a_level() -> None:
    blocks = tuple(Block("heading", f"H{level}", level) for level in (4, 6, 1, 3, 2))
    page = page_of(episode(), text=transcript([], blocks))
    levels = [tag for tag, _ in page.elements if re.fullmatch("h[3-6]|h2", tag)]
    assert [tag for tag in levels if tag != "h2"] == ["h3", "h3"]
    assert page.texts["h1"] == episode().title


def test_corrections_and_files_stand_below() -> None:
    page = page_of(episode())
    assert "2 of 17 sentences re-voiced on 4 May 2026" in page.texts["footer"]
    links = [one["href"] for one in page.all("a")]
    for place in (places.TEXT, places.VTT, places.SRT):
        assert place in links
    assert "../../audio/ferry-1a2b3c4d.wav" in links


def test_without_javascript_there_is_a_player_and_chapters_lead_into_the_recording() -> None:
    page = page_of(episode())
    (audio,) = page.all("audio")
    assert "controls" in audio
    assert [one["href"] for one in page.all("a") if "data-seek" in one][
        1
    ] == "../../audio/ferry-1a2b3c4d.wav#t=6"


def test_without_a_base_address_nothing_claims_one() -> None:
    source = pages.episode_page(episode(), transcript(), SHOW, Places(""))
    assert 'rel="canonical"' not in source
    assert "og:url" not in source


# ── What says AI ──


def test_the_disclosure_is_said_in_text_and_data() -> None:
    source = pages.episode_page(episode(), transcript(), SHOW, SITE)
    assert DISCLOSURE in source
    assert data_of(source)["audio"]["digitalSourceType"].endswith("/trainedAlgorithmicMedia")
    assert json.loads(pages.marks_json(episode(), transcript(), SHOW, SITE))["disclosure"] == DISCLOSURE


def test_switched_off_nothing_says_ai() -> None:
    quiet = episode(disclosure="")
    text = transcript([one for one in SENTENCES if one[0] != "disclosure"])
    sources = [
        pages.episode_page(quiet, text, SHOW, SITE), pages.embed_page(quiet, text, SHOW, SITE),
        pages.marks_json(quiet, text, SHOW, SITE), pages.oembed(quiet, SHOW, SITE), pages.embed_line(quiet, SITE),
    ]  # fmt: skip
    for source in sources:
        assert not re.search(r"\bAI\b|digitalSource|trainedAlg", source)


# ── Machines ──


def data_of(source: str) -> dict[str, Any]:
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', source, re.DOTALL)
    value = json.loads(found)
    assert isinstance(value, dict)
    return value


def test_search_engines_are_told_of_article_and_recording() -> None:
    data = data_of(pages.episode_page(episode(), transcript(), SHOW, SITE))
    assert data["@type"] == "NewsArticle"
    assert data["isBasedOn"] == "https://harbour.example/ferry"
    assert data["audio"]["contentUrl"] == "https://audio.example/desk/audio/ferry-1a2b3c4d.wav"
    assert data["audio"]["duration"] == "PT15S"


def test_oembed_offers_the_frame() -> None:
    answer = json.loads(pages.oembed(episode(title='Say "ferry" <now>'), SHOW, SITE))
    (frame,) = Page(answer["html"]).all("iframe")
    assert (answer["version"], answer["type"]) == ("1.0", "rich")
    assert frame["src"] == "https://audio.example/desk/episodes/0123456789ab/embed.html"
    assert frame["title"] == 'Say "ferry" <now>'


def test_the_embed_is_one_line_with_a_player_for_pages_without_javascript() -> None:
    source = pages.embed_line(episode(title="<b>"), SITE)
    page = Page(source)
    assert "\n" not in source
    assert page.all("narrate-player")[0]["src"] == "https://audio.example/desk/episodes/0123456789ab/"
    assert page.all("audio")[0]["src"] == "https://audio.example/desk/audio/ferry-1a2b3c4d.wav"
    recording, listen = page.all("a")
    assert recording["href"] == "https://audio.example/desk/audio/ferry-1a2b3c4d.wav"
    assert listen["href"] == "https://audio.example/desk/episodes/0123456789ab/index.html"
    assert page.all("script")[0]["src"] == "https://audio.example/desk/narrate-player.js"


def test_the_sitemap_lists_what_may_be_heard() -> None:
    gone = withdrawn(replace(episode(), id="f" * 12))
    tree = ElementTree.fromstring(pages.sitemap([SHOW], [episode(), gone], SITE))
    found = [one.text for one in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert found == [SITE.base, SITE.base + "episodes/0123456789ab/index.html"]


# ── marks.json ──


def sliced(text: str, start: int, length: int) -> str:
    """By UTF-16 units, as JavaScript counts them."""
    data = text.encode("utf-16-le", "surrogatepass")
    return data[2 * start : 2 * (start + length)].decode("utf-16-le", "surrogatepass")


@given(st.lists(st.text(min_size=1).filter(lambda word: not re.search(r"\s", word)), min_size=1, max_size=8))
@example(["🛠", "costs", "$3.5"])
def test_words_are_found_by_their_lengths(words: list[str]) -> None:
    timed = tuple(Word(word, i, i + 1) for i, word in enumerate(words))
    mark = Mark(0.0, len(words), " ".join(words), 0, "body", timed)
    told = Transcript((mark,), ())
    ((_, _, shown, packed),) = json.loads(pages.marks_json(episode(), told, SHOW, SITE))["marks"]
    at, found = 0, []
    for length in packed[::2]:
        found.append(sliced(shown, at, length))
        at += length + 1
    assert found == [clean(word) for word in words]
    assert packed[1::2] == [1000 * i for i in range(len(words))]


def test_a_withdrawn_episode_tells_players_nothing_else() -> None:
    value = json.loads(pages.marks_json(withdrawn(episode()), transcript(), SHOW, SITE))
    assert value["withdrawn"] is True
    assert "marks" not in value
    assert "audio" not in value


def test_the_notice_of_a_withdrawn_episode_has_no_recording() -> None:
    page = Page(pages.tombstone(withdrawn(episode()), SHOW, SITE))
    assert not page.all("audio")
    assert not page.all("narrate-player")
    assert "A source took her words back." in page.texts["main"]
    assert {"name": "robots", "content": "noindex"} in page.all("meta")


# ── Hostile text ──


@given(hostile, hostile, hostile)
def test_no_text_becomes_markup(title: str, name: str, body: str) -> None:
    one = episode(
        title=title, authors=(name,), site=name, section=title, url=body, disclosure=name, reason=body,
        tags=(body,), chapters=tuple(replace(one, title=body) for one in episode().chapters),
    )  # fmt: skip
    blocks = (
        Block("paragraph", body), Block("quote", title, label=name), Block("item", name, 1, label=body),
        Block("code", body), Block("table", f"{title}\n{body}"), Block("heading", name, 3),
    )  # fmt: skip
    said = [("title", -1, title), ("byline", -1, name), ("disclosure", -1, name)]
    said += [("body", i, block.text) for i, block in enumerate(blocks)]
    for source in every_page(one, blocks, said):
        check_harmless(source)
    check_harmless(pages.embed_line(one, SITE), is_whole=False)
    json.loads(pages.marks_json(one, transcript(said, blocks), SHOW, SITE))


def check_harmless(source: str, is_whole: bool = True) -> None:
    source.encode()
    page = Page(source)
    if is_whole:
        policies = [
            one["content"] for one in page.all("meta") if one.get("http-equiv") == "Content-Security-Policy"
        ]
        assert policies
        assert "unsafe" not in policies[0]
        assert "default-src 'none'" in policies[0]
        assert not any("style" in attributes for _, attributes in page.elements)
    for tag, attributes in page.elements:
        assert not any(name.startswith("on") for name in attributes), attributes
        for name in ("href", "src"):
            assert not re.match(r"\s*(javascript|data|vbscript):", attributes.get(name, ""), re.IGNORECASE)
        if tag == "script":
            assert attributes.get("type") == "application/ld+json" or re.search(r"\.js$", attributes["src"])
    assert not {"svg", "b", "style", "object", "base", "form"} & {tag for tag, _ in page.elements}


def test_a_hostile_title_is_read_as_it_stands() -> None:
    title = "</title><script>alert('x')</script> & “Co”"
    page = page_of(episode(title=title), text=transcript([("title", -1, title)]))
    assert page.texts["h1"] == title
    assert page.texts["title"] == f"{title} – {SHOW.title}"
    assert data_of(pages.episode_page(episode(title=title), transcript(), SHOW, SITE))["headline"] == title


# ── Languages ──


def test_every_language_has_every_label() -> None:
    tables = labels._tables()
    assert len(tables) >= 12
    shared = {"read", "read_at", "chapters", "corrections", "correction"}
    for language, table in tables.items():
        assert table.keys() - shared == tables["en"].keys(), language
        for name, text in tables["en"].items():
            assert fields(table[name]) == fields(text), (language, name)
        if "correction" in table:
            assert fields(table["correction"]) == {"changed", "sentences", "day"}


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("fa", "rtl"),
        ("uk", "ltr"),
        ("az-Arab", "rtl"),
        ("ku-Latn", "ltr"),
        ("", "ltr"),
    ],
)
def test_pages_run_the_way_of_their_language(language: str, direction: str) -> None:
    page = page_of(episode(language=language))
    (html,) = page.all("html")
    assert html == {"lang": language or "und", "dir": direction}


def test_a_language_without_a_table_is_labelled_in_english() -> None:
    assert labels.labels("cy") == labels.labels("en")
    assert labels.labels("nn-NO")["play"] == "Spill av"
    page = page_of(episode(language="cy", published="2026-05-01"), text=transcript([]))
    assert "1 May 2026" in page.texts["main"]
    assert {"class": "files", "lang": "en", "dir": "ltr"} in page.all("ul")


def test_an_arabic_page_says_everything_in_arabic() -> None:
    one = episode(language="ar", section="", disclosure="", authors=(), site="")
    page = page_of(one, text=transcript([], (Block("paragraph", "نص"),)))
    shown = re.sub("The ferry runs again|A second ferry|WAV|VTT|SRT|RSS|MB", "", page.texts["main"])
    assert not re.search("[A-Za-z]", shown)


# ── The list ──


def many(count: int) -> list[Episode]:
    day = "2026-{:02}-{:02}T{:02}:00:00Z"
    return [
        episode(
            id=f"{i:012x}",
            title=f"Article {i}",
            published=day.format(1 + i // 672 % 12, 1 + i // 24 % 28, i % 24),
        )
        for i in range(count)
    ]


def test_the_newest_stand_first_and_the_withdrawn_nowhere() -> None:
    first, second, third = many(3)
    page = Page(pages.index_page(SHOW, [first, withdrawn(third), second], SITE))
    assert [one["href"] for one in page.all("a") if "episodes/" in one["href"]] == [
        f"episodes/{one.id}/index.html" for one in (second, first)
    ]


def test_ten_thousand_episodes_stay_light() -> None:
    episodes = [
        episode(id=f"{i:012x}", title=f"A title of ordinary length, number {i}") for i in range(10_000)
    ]
    index = pages.index_page(SHOW, episodes, SITE)
    assert len(index) < 30_000
    assert archive_place(SHOW, 100) in index
    found = json.loads(pages.search_json(SHOW, episodes))
    assert len(found) == 10_000
    assert len(gzip.compress(pages.search_json(SHOW, episodes).encode())) < 400_000


def test_a_new_episode_leaves_full_archive_pages_alone() -> None:
    before = pages.archive_pages(SHOW, many(250), SITE)
    after = pages.archive_pages(SHOW, many(251), SITE)
    assert len(before) == 3
    assert [place for place in after if after[place] != before.get(place)] == [archive_place(SHOW, 3)]


def test_every_episode_stands_on_one_archive_page() -> None:
    told = pages.archive_pages(SHOW, many(250), SITE)
    links = [
        one["href"] for source in told.values() for one in Page(source).all("a") if "episodes/" in one["href"]
    ]
    assert len(links) == len(set(links)) == 250


def test_a_further_show_finds_its_files() -> None:
    page = Page(pages.index_page(replace(SHOW, key="uk"), [episode()], SITE))
    (field,) = page.all("input")
    assert (field["data-source"], field["data-episodes"]) == ("search.json", "../../episodes")


# ── Files that pages share ──


def test_a_new_content_has_a_new_name() -> None:
    for place, content in pages.assets().items():
        if place != places.PLAYER:
            assert hashlib.sha256(content).hexdigest()[:10] in place


def test_pages_name_files_that_are_there() -> None:
    shared = pages.assets().keys()
    for source in every_page(episode()):
        page = Page(source)
        named = [one["href"] for one in page.all("link") if one["rel"] in ("stylesheet", "icon")]
        named += [one["src"] for one in page.all("script") if "src" in one]
        assert named
        assert {name.removeprefix("../../") for name in named} <= shared


def test_the_embed_is_one_small_file() -> None:
    assert len(gzip.compress(pages.assets()[places.PLAYER], 9, mtime=0)) < 12_000


def test_an_episode_page_is_light_as_it_is() -> None:
    sentence = "The council met on Tuesday evening to talk about the harbour wall again."
    blocks = tuple(Block("paragraph", " ".join([sentence] * 4)) for _ in range(20))  # 1,040 words
    said = [("body", i, sentence) for i in range(20) for _ in range(4)]
    page = pages.episode_page(episode(), transcript(said, blocks), SHOW, SITE)
    files = pages.assets()
    style, player = (files[shared.place_of(name)] for name in ("page.css", "player.js"))
    assert len(page.encode()) + len(style) + len(player) < 60_000


def test_a_bundle_is_a_script_that_a_browser_would_read() -> None:
    node = shutil.which("node")
    if not node:
        pytest.skip("node is not installed")
    for name, content in pages.assets().items():
        if name.endswith(".js"):
            done = subprocess.run([node, "--check", "-"], input=content, capture_output=True, check=False)
            assert done.returncode == 0, done.stderr.decode()


def test_modules_of_a_bundle_share_a_scope_without_a_clash() -> None:
    names: list[str] = []
    for module in (shared.STATIC / "player").glob("*.js"):
        names += re.findall(
            r"^(?:export )?(?:async )?(?:function|class|const|let) (\w+)", module.read_text(), re.MULTILINE
        )
    assert len(names) == len(set(names))


def test_compacting_leaves_what_is_not_comment_or_indentation(tmp_path: Path) -> None:
    source = '// gone\nconst a = "// stays"; // stays\n  /** gone */\n\n  const b = 1;\n'
    assert shared.compact_script(source) == 'const a = "// stays"; // stays\nconst b = 1;\n'
    assert (
        shared.compact_style("/* gone */ a  { b: c ; }\n.d:hover > e { f: g }") == "a{b:c}.d:hover > e{f:g}"
    )


def test_imports_come_before_what_needs_them(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text('import { b } from "./b.js";\nimport * as c from "./c.js";\nb(c.d);\n')
    (tmp_path / "b.js").write_text('import { d } from "./c.js";\nexport function b() {}\n')
    (tmp_path / "c.js").write_text("export const d = 1;\n")
    lines = shared.bundle(tmp_path / "a.js").splitlines()
    assert lines[2:-1] == ["const d = 1;", "function b() {}", "const c = { d };", "b(c.d);"]


# ── A show's colour ──


def test_every_accent_can_be_read_in_light_and_dark() -> None:
    for hue in range(0, 360, colours.STEP):
        for paper in (colours.LIGHT, colours.DARK):
            assert colours.contrast(colours.accent(hue, paper), paper) >= colours.CONTRAST


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ("#ff0000", "hue-0"),
        ("#0b5394", "hue-210"),
        ("#ff0011", "hue-0"),
        ("#888888", ""),
        ("", ""),
        ("red", ""),
    ],
)
def test_a_page_takes_the_nearest_accent(colour: str, name: str) -> None:
    assert colours.accent_class(colour) == name
    source = pages.episode_page(episode(), transcript(), replace(SHOW, colour=colour), SITE)
    assert Page(source).all("body")[0]["class"].split() == ["story", *([name] if name else [])]
    assert not name or f".{name}{{" in pages.assets()[shared.place_of("page.css")].decode()


def test_long_titles_are_cut_where_machines_want_a_line() -> None:
    source = pages.episode_page(episode(title="word " * 1000), transcript(), SHOW, SITE)
    assert data_of(source)["headline"] == line("word " * 1000, 110)


# ── narrate embed ──


def test_the_command_prints_the_line(write_page: Callable[..., Path], tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from narrate.cli import app

    output = ["--output", str(tmp_path / "out")]
    made = CliRunner().invoke(app, ["make", str(write_page()), "--voice", "tone", "--quiet", *output])
    assert made.exit_code == 0, made.output
    done = CliRunner().invoke(
        app, ["embed", "ferry runs", "--base-url", "https://audio.example/desk", *output]
    )
    assert done.exit_code == 0, done.output
    assert done.output.startswith('<narrate-player src="https://audio.example/desk/episodes/')
    assert done.output.count("\n") == 1
    with pytest.raises(SettingsError, match="base_url"):
        CliRunner().invoke(app, ["embed", "ferry", *output], catch_exceptions=False)


def test_an_embed_for_strict_pages_has_no_style_in_it() -> None:
    assert "style=" in pages.embed_line(episode(), SITE)
    assert "style" not in pages.embed_line(episode(), SITE, "")


def test_the_questions_of_an_interview_stand_out() -> None:
    blocks = (Block("paragraph", "And then?"), Block("paragraph", "I waited. Why not?"))
    said = [("question", 0, "And then?"), ("answer", 1, "I waited."), ("answer", 1, "Why not?")]
    paragraphs = page_of(episode(), text=transcript(said, blocks)).all("p")
    assert sum(one.get("class") == "question" for one in paragraphs) == 1


def test_no_line_of_a_byline_begins_with_its_dot() -> None:
    for text in (transcript(), transcript([], BLOCKS)):
        source = pages.episode_page(episode(), text, SHOW, SITE) + pages.index_page(SHOW, [episode()], SITE)
        assert "·" in source
        assert " ·" not in source


def test_pages_show_a_small_cover_and_tell_machines_of_the_large_one() -> None:
    page = page_of(episode(cover="covers/ferry-1a2b3c4d.jpg"))
    assert page.all("img")[0]["src"] == "../../covers/ferry-1a2b3c4d-small.jpg"
    (shared_one,) = (one for one in page.all("meta") if one.get("property") == "og:image")
    assert shared_one["content"] == "https://audio.example/desk/covers/ferry-1a2b3c4d.jpg"


@pytest.mark.parametrize(
    ("language", "day", "tag"),
    [
        ("en", "3 May 2026", "en-001"),
        ("en-GB", "3 May 2026", "en-GB"),
        ("en-US", "May 3, 2026", "en-US"),
        ("en-Latn", "3 May 2026", "en-001"),
        ("cy", "3 May 2026", "en-001"),
        ("de-AT", "3. Mai 2026", "de"),
    ],
)
def test_days_are_written_as_in_the_country_in_lists_and_in_what_a_search_finds(
    language: str, day: str, tag: str
) -> None:
    page = Page(pages.index_page(replace(SHOW, language=language), [episode()], SITE))
    assert page.texts["time"] == day
    assert page.all("input")[0]["data-days"] == tag


def test_an_article_without_a_paragraph_has_no_empty_description() -> None:
    page = page_of(episode(), text=transcript([], ()))
    assert not any(one.get("name") == "description" for one in page.all("meta"))


def test_a_tombstone_says_its_status_at_once() -> None:
    page = pages.tombstone(withdrawn(episode(title="x" * 9000)), SHOW, SITE)
    assert '<meta name="narrate:status" content="410">' in page[:500]
    assert "narrate:status" not in pages.episode_page(episode(), transcript(), SHOW, SITE)
