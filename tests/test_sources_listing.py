"""Feeds, sitemaps and lists: what they name, what of it is wanted, and how politely it is fetched."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.errors import SettingsError, SourceError
from narrate.model import Article, Listed
from narrate.sources import Fetcher, Manners, Wanted, listed
from narrate.sources.feeds import items as feed_items
from narrate.sources.sitemaps import items as sitemap_items

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Harbour Post</title>
<link>https://harbour.example/</link><language>en-gb</language>
<item><title>The ferry runs again</title><link>https://harbour.example/ferry</link>
<category>Local</category><category>Ships</category><pubDate>Sun, 03 May 2026 09:00:00 GMT</pubDate>
<dc:creator>Ida Testwell</dc:creator></item>
<item><title>The tram</title><guid>https://harbour.example/tram</guid></item>
<item><title>No address</title><guid isPermaLink="false">abc</guid></item>
<item><title>Twice</title><link>/ferry#top</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><entry><title>Ferry</title>
<link href="https://harbour.example/ferry"/><published>2026-05-03T09:00:00Z</published>
<updated>2026-05-04T10:30:00+02:00</updated><category term="Local"/></entry></feed>"""
JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1", "title": "Post", "language": "uk", "items": [
{"id": "1", "url": "https://harbour.example/ferry", "title": "Пором", "date_published": "2026-05-03T09:00:00Z",
 "tags": ["Місто"], "authors": [{"name": "Іда Тест"}]}, {"id": "2"}, "nonsense"]}"""
NEWS_SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://harbour.example/ferry</loc><lastmod>2026-05-04</lastmod><news:news><news:publication>
<news:name>Post</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2026-05-03T09:00:00+00:00</news:publication_date><news:title>The ferry</news:title>
</news:news></url><url><loc>  https://harbour.example/tram </loc></url><url></url></urlset>"""
MAY_3 = datetime(2026, 5, 3, 9, tzinfo=UTC)


def test_an_rss_feed() -> None:
    ferry, tram, twice = feed_items(RSS.encode(), "https://harbour.example/feed.xml")
    assert ferry == Listed(
        "https://harbour.example/ferry", "The ferry runs again", MAY_3, None, ("Local", "Ships"), "en-gb",
        ("Ida Testwell",),
    )  # fmt: skip
    assert (tram.place, tram.published) == ("https://harbour.example/tram", None)
    assert twice.place == "https://harbour.example/ferry#top"


def test_an_atom_feed_tells_of_changes() -> None:
    (ferry,) = feed_items(ATOM.encode(), "https://harbour.example/atom.xml")
    assert (ferry.published, ferry.modified) == (MAY_3, datetime(2026, 5, 4, 8, 30, tzinfo=UTC))


def test_a_json_feed() -> None:
    (ferry,) = feed_items(JSON_FEED.encode(), "https://harbour.example/feed.json")
    assert (ferry.title, ferry.language, ferry.sections, ferry.authors) == (
        "Пором", "uk", ("Місто",), ("Іда Тест",),
    )  # fmt: skip


@pytest.mark.parametrize(
    "body", [b"", b"<html><body>No feed</body></html>", b'{"version": "1"}', b"{", b"\0\xff"]
)
def test_what_is_no_feed(body: bytes) -> None:
    with pytest.raises(SourceError, match=r"https://harbour\.example/: is no"):
        list(feed_items(body, "https://harbour.example/"))


def nothing(address: str) -> bytes:
    raise AssertionError(address)


def test_a_news_sitemap() -> None:
    ferry, tram = sitemap_items(NEWS_SITEMAP.encode(), "https://harbour.example/news.xml", nothing)
    assert (ferry.title, ferry.language, ferry.published) == ("The ferry", "en", MAY_3)
    assert ferry.modified == datetime(2026, 5, 4, tzinfo=UTC)
    assert tram == Listed("https://harbour.example/tram")


def test_an_index_of_sitemaps_is_followed_with_the_newest_first() -> None:
    index = (
        b"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
        b"<sitemap><loc>/old.xml</loc><lastmod>2020-01-01</lastmod></sitemap>"
        b"<sitemap><loc>/new.xml.gz</loc><lastmod>2026-05-01</lastmod></sitemap></sitemapindex>"
    )
    maps = {
        "https://harbour.example/old.xml": b"<urlset><url><loc>/old</loc></url></urlset>",
        "https://harbour.example/new.xml.gz": gzip.compress(b"<urlset><url><loc>/new</loc></url></urlset>"),
    }
    found = sitemap_items(index, "https://harbour.example/sitemap.xml", maps.__getitem__)
    assert [page.place for page in found] == ["https://harbour.example/new", "https://harbour.example/old"]


def test_an_index_that_names_itself_ends() -> None:
    index = b"<sitemapindex><sitemap><loc>https://harbour.example/s.xml</loc></sitemap></sitemapindex>"
    with pytest.raises(SourceError, match="index inside an index"):
        list(sitemap_items(index, "https://harbour.example/s.xml", lambda _: index))


@given(
    body=st.one_of(
        st.binary(max_size=200), st.text(max_size=200).map(lambda text: f"<urlset>{text}".encode())
    )
)
def test_any_bytes_are_a_sitemap_or_a_clear_error(body: bytes) -> None:
    error = ""
    try:
        assert all(page.place for page in sitemap_items(body, "https://harbour.example/s.xml", nothing))
    except SourceError as refusal:
        error = str(refusal)
    assert error == "" or error.startswith("https://harbour.example/s.xml: ")


def test_a_list_of_addresses_and_paths(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(
        "\ufeff# our pages\nhttps://harbour.example/ferry\n\npages/tram.html # the tram\n"
        "https://harbour.example/ferry#comments\n-\n",
        encoding="utf-8",
    )
    found = listed(Wanted(list=str(tmp_path / "list.txt")), Fetcher())
    assert [page.place for page in found] == [
        "https://harbour.example/ferry",
        str(tmp_path / "pages/tram.html"),
        "https://harbour.example/ferry",
        "./-",
    ]
    with pytest.raises(SourceError, match=r"no\.txt: cannot be read: No such file"):
        list(listed(Wanted(list=str(tmp_path / "no.txt")), Fetcher()))


# ── What is wanted ─────────────────────────────────────────────────────────────────────────────────


ITEM = Listed(
    "https://harbour.example/local/ferry", "Ferry", MAY_3, None, ("Local",), "en-GB", ("Ida Testwell",)
)


@pytest.mark.parametrize(
    ("wanted", "taken"),
    [
        ({}, True),
        ({"sections": ("local", "World")}, True),
        ({"sections": ("World",)}, False),
        ({"languages": ("en",)}, True),
        ({"languages": ("en-gb",)}, True),
        ({"languages": ("e", "uk")}, False),
        ({"authors": ("IDA TESTWELL",)}, True),
        ({"authors": ("Ben Test",)}, False),
        ({"pattern": r"/local/\w+$"}, True),
        ({"pattern": "/world/"}, False),
        ({"days": 1}, False),
        ({"days": 100_000}, True),
    ],
)
def test_what_a_source_takes(wanted: dict[str, object], taken: bool) -> None:
    source = replace(Wanted(feed="https://harbour.example/feed.xml"), **wanted)  # type: ignore[arg-type]
    assert source.takes(ITEM) is taken
    assert source.takes(Listed(ITEM.place)) is (taken or "pattern" not in wanted)


def test_only_what_is_newer() -> None:
    source = Wanted(feed="https://harbour.example/feed.xml")
    assert not source.takes(ITEM, since=MAY_3 + timedelta(seconds=1))
    assert source.takes(replace(ITEM, modified=MAY_3 + timedelta(days=1)), since=MAY_3 + timedelta(hours=1))


def test_what_turns_out_to_be_unwanted_when_it_is_read() -> None:
    article = Article(
        "", "Ferry", (), section="Local", tags=("Ships",), language="en", authors=("Ida Testwell",)
    )
    wanted = Wanted(files="*", sections=("ships",), shortest=100, longest=500)
    assert wanted.refuses(article, 300) == ""
    assert wanted.refuses(article, 99) == "it has 99 words"
    assert wanted.refuses(article, 501) == "it has 501 words"
    assert wanted.refuses(replace(article, tags=()), 300) == "its section is Local"
    assert replace(wanted, languages=("uk",)).refuses(article, 300) == "its language is en"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "names no source. Give one of feed"),
        ({"feed": "a", "list": "b"}, "names feed and list"),
        ({"feed": "a", "pattern": "("}, "pattern: is no regular expression"),
        ({"feed": "a", "days": -1}, "days: is -1"),
        ({"feed": "a", "days": 999_999_999}, "days: is 999999999. Take 500000 at most"),
        ({"feed": "ftp://a.example/b"}, "feed: is 'ftp://a.example/b'. Take http"),
    ],
)
def test_a_source_that_is_none(values: dict[str, object], message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        Wanted(**values)  # type: ignore[arg-type]


# ── Manners, against a real server ─────────────────────────────────────────────────────────────────


class Server(BaseHTTPRequestHandler):
    """Remembers who asked what; /busy answers at the third try."""

    asked: list[tuple[str, dict[str, str], float]]
    robots = "User-agent: *\nDisallow: /private\n"

    def do_GET(self) -> None:
        type(self).asked.append((self.path, dict(self.headers.items()), time.monotonic()))
        count = sum(path == self.path for path, _, _ in self.asked)
        if self.path == "/robots.txt":
            self.answer(self.robots.encode(), "text/plain")
        elif self.path == "/busy" and count < 3:
            self.answer(b"", code=503, headers={"Retry-After": "0.0" if count == 1 else "0"})
        elif self.path == "/later":
            self.answer(b"", code=429, headers={"Retry-After": "3600"})
        elif self.headers.get("If-None-Match") == '"v1"':
            self.answer(b"", code=304)
        elif self.path == "/list.txt":
            self.answer(b"a.html\n/b.html\nhttps://harbour.example/c\n-\n", "text/plain")
        elif self.path == "/feed.xml":
            self.answer(RSS.encode(), "application/rss+xml")
        else:
            self.answer(b"<p>Page</p>", headers={"ETag": '"v1"'})

    def answer(
        self, body: bytes, kind: str = "text/html", code: int = 200, headers: dict[str, str] | None = None
    ) -> None:
        self.send_response(code)
        for name, value in {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            **(headers or {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(Server, "asked", [], raising=False)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


QUICK = Manners(delay=0.0)


def paths() -> list[str]:
    return [path for path, _, _ in Server.asked]


def test_robots_txt_is_asked_once_and_obeyed(server: str) -> None:
    fetcher = Fetcher(manners=QUICK)
    assert fetcher.get(f"{server}/a").body == b"<p>Page</p>"
    with pytest.raises(SourceError, match=r"robots\.txt asks machines not to"):
        fetcher.get(f"{server}/private/b")
    assert fetcher.get(f"{server}/private/b", asked_for=True).body
    assert Fetcher(manners=replace(QUICK, robots=False)).get(f"{server}/private/c").body
    assert paths() == ["/robots.txt", "/a", "/private/b", "/private/c"]


def test_what_has_not_changed_is_not_sent_again(server: str, tmp_path: Path) -> None:
    first = Fetcher(tmp_path / "pages", QUICK).get(f"{server}/a")
    again = Fetcher(tmp_path / "pages", QUICK).get(f"{server}/a")
    assert again == first
    assert Server.asked[-1][1]["If-None-Match"] == '"v1"'
    for kept in (tmp_path / "pages").iterdir():
        kept.write_bytes(b"damaged")
    assert Fetcher(tmp_path / "pages", QUICK).get(f"{server}/a").body == first.body


def test_a_busy_server_is_asked_again(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("narrate.sources.fetcher.random.uniform", lambda least, most: 0.01)
    assert Fetcher(manners=QUICK).get(f"{server}/busy", asked_for=True).body
    assert paths() == ["/busy"] * 3
    Server.asked.clear()
    with pytest.raises(SourceError, match="503"):
        Fetcher(manners=replace(QUICK, tries=2)).get(f"{server}/busy", asked_for=True)


def test_a_server_that_wants_an_hour_is_left_for_the_next_run(server: str) -> None:
    with pytest.raises(SourceError, match="429"):
        Fetcher(manners=QUICK).get(f"{server}/later", asked_for=True)
    assert paths() == ["/later"]


def test_a_host_is_not_asked_too_often(server: str) -> None:
    fetcher = Fetcher(manners=Manners(delay=0.2, robots=False))
    threads = [threading.Thread(target=fetcher.get, args=(f"{server}/{n}",)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = sorted(moment for _, _, moment in Server.asked)
    assert min(later - sooner for sooner, later in pairwise(times)) > 0.15


def test_a_feed_over_the_network(server: str) -> None:
    found = listed(Wanted(feed=f"{server}/feed.xml"), Fetcher(manners=QUICK))
    assert next(found).place == "https://harbour.example/ferry"


def test_a_list_over_the_network_names_no_files(server: str) -> None:
    found = listed(Wanted(list=f"{server}/list.txt"), Fetcher(manners=QUICK))
    assert [page.place for page in found] == [
        f"{server}/a.html", f"{server}/b.html", "https://harbour.example/c", f"{server}/-",
    ]  # fmt: skip


def test_a_fetcher_that_keeps_nothing_new(server: str, tmp_path: Path) -> None:
    Fetcher(tmp_path / "pages", QUICK, keeping=False).get(f"{server}/a")
    assert not (tmp_path / "pages").exists()


def test_a_fetcher_that_is_closed_keeps_nobody_waiting(server: str) -> None:
    fetcher = Fetcher(manners=Manners(delay=60.0, robots=False))
    fetcher.get(f"{server}/a")
    with ThreadPoolExecutor(1) as threads:
        answer = threads.submit(fetcher.get, f"{server}/b")
        fetcher.close()
        with pytest.raises(SourceError, match="the run was ended"):
            answer.result(timeout=30)
    assert paths() == ["/a"]
