"""Feeds: what directories and apps ask for, in every version of an episode, whatever its texts are."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import feedparser
import podcastparser
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from lxml import etree

from narrate.model import Chapter, Correction, Episode
from narrate.publish import Show
from narrate.publish.channel import ARCHIVE, LARGEST, Channel, paged, podcast_guid
from narrate.publish.chapters import chapters, chapters_json
from narrate.publish.feed import NAMESPACES, feed_xml
from narrate.publish.jsonfeed import json_feed
from narrate.publish.notes import Notes, notes
from narrate.publish.opml import opml
from narrate.publish.places import Places
from narrate.publish.show import completed
from tests.publishing import SHOW, episode


def channel(*episodes: Episode, show: Show = SHOW) -> Channel:
    whole = completed(show, episodes)
    return Channel(whole, Places(show.base), "a-guid", "covers/show-12345678.jpg", episodes)


def parsed(one: Channel) -> etree._Element:
    return etree.fromstring(feed_xml(one)).find("channel")


def found(parent: etree._Element, path: str) -> list[etree._Element]:
    return list(parent.findall(path, NAMESPACES))


def notes_of(one: Episode, language: str = "en") -> Notes:
    return notes(one, language, chapters(one))


# ── An episode ─────────────────────────────────────────────────────────────────────────────────────


def test_an_item_says_what_apps_ask_for() -> None:
    one = episode(3)
    (item,) = found(parsed(channel(one)), "item")
    assert item.findtext("title") == "The ferry runs again, week 3"
    assert item.findtext("link") == "https://harbour.example/3"
    assert item.findtext("pubDate") == "Mon, 04 May 2026 03:00:00 GMT"
    assert item.find("enclosure").attrib == {
        "url": f"https://audio.example/desk/{one.file}", "length": "1003", "type": "audio/mpeg"
    }  # fmt: skip
    assert item.findtext("itunes:duration", None, NAMESPACES) == "90"
    assert found(item, "itunes:image")[0].get("href") == f"https://audio.example/desk/{one.cover}"
    people = [(person.text, person.get("role")) for person in found(item, "podcast:person")]
    assert people == [("Ida Testwell", "author"), ("Ben O’Test", "author"), ("tone", "narrator")]
    assert [txt.text for txt in found(item, "podcast:txt")] == ["true"]


def test_the_most_useful_transcript_is_the_last() -> None:
    (item,) = found(parsed(channel(episode())), "item")
    kinds = [one.get("type") for one in found(item, "podcast:transcript")]
    assert kinds == ["text/plain", "application/json", "application/x-subrip", "text/vtt"]


def test_chapters_are_told_to_those_who_fetch_a_file_and_to_those_who_do_not() -> None:
    one = episode()
    (item,) = found(parsed(channel(one)), "item")
    assert found(item, "podcast:chapters")[0].get("url").endswith(f"episodes/{one.id}/chapters.json")
    simple = [(each.get("start"), each.get("title")) for each in found(item, "psc:chapters/psc:chapter")]
    assert simple == [("00:00:00.000", "Opening"), ("00:00:30.500", "What it cost"), ("00:01:00.000", "Next")]


def test_an_episode_keeps_its_guid_when_the_site_moves() -> None:
    here = parsed(channel(episode()))
    there = parsed(channel(episode(), show=replace(SHOW, base_url="https://elsewhere.example/")))
    assert here.findtext("item/guid") == there.findtext("item/guid")
    assert here.find("item/guid").get("isPermaLink") == "false"
    assert here.find("item/enclosure").get("url") != there.find("item/enclosure").get("url")


def test_without_the_disclosure_nothing_speaks_of_ai() -> None:
    feed = feed_xml(channel(episode(disclosure=""))).decode()
    assert "ai-content" not in feed
    assert "AI" not in feed


def test_a_foreign_disclosure_stands_beside_the_english_one() -> None:
    text = notes_of(episode(language="uk", disclosure="Це аудіо створено за допомогою ШІ")).text
    assert "Це аудіо створено за допомогою ШІ.\nThis audio is created with AI assistance." in text


def test_other_formats_are_offered_beside_the_enclosure() -> None:
    one = episode()
    opus = replace(one.media[0], format="opus", file="audio/ferry-1.opus", bytes=77, sha256="ff" * 32)
    (item,) = found(parsed(channel(replace(one, media=(opus, *one.media)))), "item")
    assert item.find("enclosure").get("type") == "audio/mpeg"
    (other,) = found(item, "podcast:alternateEnclosure")
    assert (other.get("type"), other.get("length")) == ("audio/ogg", "77")
    assert found(other, "podcast:source")[0].get("uri") == "https://audio.example/desk/audio/ferry-1.opus"


@pytest.mark.parametrize(
    ("published", "told"),
    [
        ("2026-05-03", "Sun, 03 May 2026 00:00:00 GMT"),
        ("2026-05-03T23:30:00-05:00", "Mon, 04 May 2026 04:30:00 GMT"),
        ("", "Mon, 01 Jun 2026 06:00:00 GMT"),
        ("soon", "Mon, 01 Jun 2026 06:00:00 GMT"),
        (
            "2031-01-01",
            "Mon, 01 Jun 2026 06:00:00 GMT",
        ),  # a date after the narration: it was there to be read
    ],
)
def test_the_date_is_that_of_the_article(published: str, told: str) -> None:
    assert parsed(channel(episode(published=published))).findtext("item/pubDate") == told


def test_a_revised_episode_is_the_same_one_with_a_later_date() -> None:
    note = Correction("2026-06-03T10:00:00+00:00", 2, 61)
    after = replace(episode(), narrated=note.at, corrections=(note,))
    before, now = parsed(channel(episode())).find("item"), parsed(channel(after)).find("item")
    assert now.findtext("guid") == before.findtext("guid")
    assert now.findtext("pubDate") == before.findtext("pubDate")
    assert before.find("atom:updated", NAMESPACES) is None
    assert now.findtext("atom:updated", None, NAMESPACES) == "2026-06-03T10:00:00Z"
    assert "2 of 61 sentences re-voiced on 3 June 2026" in now.findtext("description")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en-US", "1 of 61 sentences re-voiced on June 3, 2026"),
        ("uk", "Переозвучено речень: 1 із 61 (3 червня 2026\u202fр.)"),
        ("de-AT", "1 von 61 Sätzen am 3. Juni 2026 neu vertont"),
        ("fr", "1 phrase sur 61 réenregistrée le 3 juin 2026"),
        ("ja", "1 of 61 sentences re-voiced on 3 June 2026"),
    ],
)
def test_a_correction_is_told_in_the_language_of_the_show(language: str, line: str) -> None:
    one = episode(corrections=(Correction("2026-06-03T10:00:00+00:00", 1, 61),))
    assert line in notes_of(one, language).html
    assert line in notes_of(one, language).text


# ── Chapters and notes ─────────────────────────────────────────────────────────────────────────────


def test_an_article_without_headings_is_one_chapter() -> None:
    data = json.loads(chapters_json(episode(chapters=())))
    assert data["version"] == "1.2.0"
    assert data["chapters"] == [{"startTime": 0.0, "endTime": 90.4, "title": "The ferry runs again, week 1"}]


times = st.floats(min_value=0, max_value=200, allow_nan=False)


@given(st.lists(st.tuples(times, st.text(max_size=20)), max_size=12))
def test_chapters_begin_at_the_start_and_never_run_back(given_chapters: list[tuple[float, str]]) -> None:
    parts = chapters(episode(chapters=tuple(Chapter(at, at, title) for at, title in given_chapters)))
    assert parts[0].start == 0
    assert [one.end for one in parts[:-1]] == [one.start for one in parts[1:]]
    assert all(one.start < one.end and one.title for one in parts)
    assert parts[-1].end == 90.4


def test_a_description_is_never_longer_than_directories_take() -> None:
    many = tuple(Chapter(n * 0.4, 0.0, "Що коштував тиждень, коли пором стояв") for n in range(220))
    text = notes_of(episode(chapters=many)).text
    assert 3800 < len(text.encode()) <= 4000
    assert text.endswith("Що коштував тиждень, коли пором стояв")


def test_notes_are_clean_html() -> None:
    class Tags(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.seen: set[str] = set()
            self.links: list[str | None] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.seen.add(tag)
            self.links += [value for name, value in attrs if name == "href"]
            assert {name for name, _ in attrs} <= {"href"}

    one = episode(authors=("<script>alert(1)</script>",), url='https://harbour.example/a"onclick="x')
    tags = Tags()
    tags.feed(notes_of(one).html)
    assert tags.seen == {"p", "a", "strong", "ul", "li"}
    assert tags.links == ["https://harbour.example/a%22onclick=%22x"]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JavaScript://x/%0aalert(1)", "data:text/html,x", "", "//x"]
)
def test_what_is_no_web_address_is_no_link(url: str) -> None:
    one = episode(url=url)
    assert "<a " not in notes_of(one).html
    assert (
        parsed(channel(one)).findtext("item/link")
        == f"https://audio.example/desk/episodes/{one.id}/index.html"
    )


# ── The show ───────────────────────────────────────────────────────────────────────────────────────


def test_a_show_says_what_directories_ask_for() -> None:
    show = replace(
        SHOW, categories=("Politics", "Technology"), explicit=True, copyright="© The Harbour Trust",
        funding="https://harbour.example/pay", funding_text="Keep the ferry running", author="The Harbour Trust",
    )  # fmt: skip
    top = parsed(channel(episode(), show=show))
    assert top.findtext("title") == "The Quay Hour"
    assert top.findtext("language") == "en"
    assert top.findtext("copyright") == "© The Harbour Trust"
    assert top.findtext("itunes:author", None, NAMESPACES) == "The Harbour Trust"
    assert top.findtext("itunes:explicit", None, NAMESPACES) == "true"
    assert top.findtext("itunes:owner/itunes:email", None, NAMESPACES) == "desk@audio.example"
    assert [one.get("text") for one in found(top, "itunes:category")] == ["News", "Technology"]
    assert found(top, "itunes:category/itunes:category")[0].get("text") == "Politics"
    assert found(top, "podcast:funding")[0].get("url") == "https://harbour.example/pay"
    assert top.findtext("podcast:locked", None, NAMESPACES) == "yes"
    (itself,) = (one for one in found(top, "atom:link") if one.get("rel") == "self")
    assert itself.get("href") == "https://audio.example/desk/feed.xml"


def test_a_feed_is_a_function_of_its_channel_alone() -> None:
    whole = channel(episode(1), episode(2))
    assert feed_xml(whole) == feed_xml(whole)
    assert json_feed(whole) == json_feed(whole)


def test_the_guid_of_a_podcast_is_that_of_its_address_for_good() -> None:
    # the example of the namespace's documentation
    assert (
        podcast_guid(Show(), "https://mp3s.nashownotes.com/pc20rss.xml")
        == "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    )
    assert podcast_guid(Show(), "https://moved.example/feed.xml", "known") == "known"
    own = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    assert podcast_guid(Show(guid=own), "https://moved.example/feed.xml", "known") == own


def test_json_feed_says_the_same() -> None:
    one = episode(narrated="2026-06-03T10:00:00+00:00")
    data = json.loads(json_feed(channel(one)))
    assert data["version"] == "https://jsonfeed.org/version/1.1"
    assert data["feed_url"] == "https://audio.example/desk/feed.json"
    (item,) = data["items"]
    assert item["id"] == parsed(channel(one)).findtext("item/guid")
    assert item["external_url"] == one.url
    assert item["date_modified"] == "2026-06-03T10:00:00+00:00"
    assert item["attachments"] == [
        {
            "url": f"https://audio.example/desk/{one.file}",
            "mime_type": "audio/mpeg",
            "size_in_bytes": 1001,
            "duration_in_seconds": 90.4,
        }
    ]


def test_opml_lists_every_show() -> None:
    shows = [SHOW, replace(SHOW, key="sport", title="Quay & Sport")]
    body = etree.fromstring(opml(shows, Places(SHOW.base))).find("body")
    assert [(one.get("text"), one.get("xmlUrl")) for one in body] == [
        ("The Quay Hour", "https://audio.example/desk/feed.xml"),
        ("Quay & Sport", "https://audio.example/desk/shows/sport/feed.xml"),
    ]


# ── Pages ──────────────────────────────────────────────────────────────────────────────────────────


def many(count: int) -> tuple[Episode, ...]:
    began = datetime(2026, 1, 1, tzinfo=UTC)
    return tuple(episode(n, published=(began + timedelta(minutes=n)).isoformat()) for n in range(count))


@pytest.mark.parametrize(
    ("count", "sizes"),
    [(0, [0]), (1, [1]), (300, [300]), (301, [151, 150]), (450, [300, 150]), (451, [151, 150, 150])],
)
def test_a_long_feed_comes_in_pages(count: int, sizes: list[int]) -> None:
    pages = paged(channel(*many(count)))
    assert [len(page.episodes) for page in pages] == sizes
    order = [pages[0], *reversed(pages[1:])]
    assert [one.id for page in order for one in page.episodes] == [one.id for one in reversed(many(count))]


def test_pages_lead_to_one_another() -> None:
    pages = {page.number: page for page in paged(channel(*many(LARGEST + 2 * ARCHIVE)))}
    walked, number = [], 1
    while number:
        walked.append(number)
        number = pages[number].links.get("next", 0)
    assert walked == [1, 3, 2]
    assert [pages[n].links.get("previous") for n in walked] == [None, 1, 3]
    assert {(page.links["first"], page.links["last"]) for page in pages.values()} == {(1, 2)}
    hrefs = {one.get("rel"): one.get("href") for one in found(parsed(pages[1]), "atom:link")}
    assert hrefs["next"] == "https://audio.example/desk/feed-3.xml"
    assert json.loads(json_feed(pages[1]))["next_url"] == "https://audio.example/desk/feed-3.json"


def test_a_new_episode_changes_the_first_page_only() -> None:
    before, after = (paged(channel(*many(count))) for count in (500, 501))
    changed = [a.number for a, b in zip(after, before, strict=True) if feed_xml(a) != feed_xml(b)]
    assert changed == [1]


# ── Hostile texts ──────────────────────────────────────────────────────────────────────────────────

hostile = st.one_of(
    st.text(st.characters(), max_size=60),  # surrogates and controls among them
    st.sampled_from(
        [
            "<script>alert(1)</script>", "]]>", "<![CDATA[x]]>", "&amp;&lt;&#0;&nbsp;", "\x00\x08\x1b\x85\ufffe",
            "\u202eevil\u2066", "\ud83d", "👩‍👩‍👧‍👦🇺🇦", "'\"<>&", "a\r\n\tb", "x" * 5000, "слово " * 900, "",
            "javascript:alert(1)", "https://harbour.example/]]>\x00?q=<b>&a=\"'", "https://[::1", "http://київ.example/новини",
            "https://user:pw@harbour.example:99999/", "https://a b.example/", "http://", "%", "https://x.example/%zz\u202e",
        ]
    ),
)  # fmt: skip


@st.composite
def hostile_episode(draw: st.DrawFn, number: int) -> Episode:
    cuts = draw(st.lists(st.tuples(times, hostile), max_size=4))
    return episode(
        number,
        title=draw(hostile), url=draw(hostile), site=draw(hostile), section=draw(hostile), voice=draw(hostile),
        authors=tuple(draw(st.lists(hostile, max_size=3))), tags=tuple(draw(st.lists(hostile, max_size=2))),
        disclosure=draw(hostile), published=draw(hostile), reason=draw(hostile),
        chapters=tuple(Chapter(at, at, title) for at, title in cuts),
        corrections=(Correction(draw(hostile), 1, 2),),
    )  # fmt: skip


@examples(max_examples=60)
@given(st.tuples(hostile_episode(1), hostile_episode(2)), hostile, hostile)
def test_hostile_texts_leave_a_feed_that_all_clients_read(
    episodes: tuple[Episode, Episode], title: str, description: str
) -> None:
    one = channel(*episodes, show=replace(SHOW, title=title, description=description, author=title))
    data = feed_xml(one)
    items = found(etree.fromstring(data).find("channel"), "item")
    guids = [f"narrate:{each.id}" for each in episodes]
    assert [item.findtext("guid") for item in items] == guids
    assert [entry.id for entry in feedparser.parse(data).entries] == guids
    parsed_again = podcastparser.parse("https://audio.example/desk/feed.xml", io.BytesIO(data))
    assert sorted(each["guid"] for each in parsed_again["episodes"]) == sorted(guids)
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xed[\xa0-\xbf]", data)
    for item in items:
        assert len(item.findtext("title")) <= 255
        assert item.findtext("link").startswith(("https://", "http://"))
        assert item.findtext("link").isascii()
    assert [item["id"] for item in json.loads(json_feed(one).encode("utf-8"))["items"]] == guids


def test_a_foreign_show_says_in_english_too_that_a_machine_speaks() -> None:
    one = episode(language="uk", disclosure="Це аудіо створено за допомогою ШІ")
    show = replace(SHOW, language="uk", description="Щодня.")
    said = "Щодня. Це аудіо створено за допомогою ШІ. This audio is created with AI assistance."
    assert parsed(channel(one, show=show)).findtext("description") == said
    assert parsed(channel(one, show=replace(show, language="en"))).findtext("description") == said
    told = replace(
        show, description="Щодня. Це аудіо створено за допомогою ШІ! This audio is created with AI assistance"
    )
    assert parsed(channel(one, show=told)).findtext("description") == told.description


@pytest.mark.parametrize("language", ["\ud800", "\x00", "<script>", "no tag at all"])
def test_what_is_no_language_is_not_told(language: str) -> None:
    one = channel(episode(language=language), show=replace(SHOW, language=""))
    assert parsed(one).findtext("language") == "en"
    assert not any("language" in each.attrib for each in found(parsed(one), "item/podcast:transcript"))
    assert "language" not in json.loads(json_feed(one))["items"][0]
