"""A newsroom's day: pages of many templates behind a feed and a sitemap, beside the peers' way.

    python -m tests.bench.newsroom                          150 pages, Piper, and the serial script of the peers
    python -m tests.bench.newsroom --pages DIR              with other pages (*.html, *.html.gz) among them
    python -m tests.bench.newsroom --articles 1000 --voice tone --no-peers      re-runs of a large library

The pages are invented: paragraphs of ``tests/pages``, each sentence numbered so that no two are alike, in templates
that carry menus, teasers, advertisements, comments and data beside the text.  The engine alone means what
``speed.py`` says.  The peers' way is a script of a dozen lines as tutorials have it: trafilatura, then the engine
sentence by sentence in one process, then pydub's ``+=`` and ``export``.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import io
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from random import Random

from narrate.model import Said
from narrate.speech import Pool, choose, profiles
from narrate.speech.workers import cores
from tests.bench.piper import Bare
from tests.bench.speed import family, paragraphs

MENU = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/world'>World</a></li></ul></nav>"
TEASERS = (
    "<aside class='related'><h3>Read also</h3><ul><li><a href='/x1'>Bridge closed until spring</a></li>"
    "<li><a href='/x2'>What the new timetable means</a></li></ul></aside>"
)
ADVERT = (
    "<div class='ad-slot' aria-label='Advertisement'><p>Advertisement</p><a href='/buy'>Two coats</a></div>"
)
FOOTER = "<footer><p>© 2026 The Bench Post. All rights reserved.</p><a href='/imprint'>Imprint</a></footer>"
COMMENTS = "<section id='comments'><h2>Comments</h2><p>Reader: I was there and saw it.</p></section>"


@dataclass(frozen=True)
class Story:
    """One article before it is a page."""

    number: int
    title: str
    author: str
    paragraphs: tuple[str, ...]
    published: str


def stories(many: int) -> Iterator[Story]:
    """Articles of 60 to 450 words, always the same ones."""
    chance, supply = Random(2026), paragraphs()
    for number in range(many):
        taken: list[str] = []
        wanted = chance.randint(60, 450)
        while sum(len(text.split()) for text in taken) < wanted:
            taken.append(next(supply))
        title = f"Council report number {number} from the harbour"
        day = f"2026-05-{1 + number % 28:02d}T09:00:00Z"
        yield Story(number, title, f"Ida Testwell-{number % 7}", tuple(taken), day)


# ── Templates ──────────────────────────────────────────────────────────────────────────────────────


def semantic(story: Story) -> str:
    """A modern system: article, time, figure."""
    body = "".join(
        f"<p>{escape(text)}</p>{ADVERT if n == 2 else ''}" for n, text in enumerate(story.paragraphs)
    )
    return (
        f"{MENU}<main><article><header><h1>{story.title}</h1><p class='byline'>By {story.author}</p>"
        f"<time datetime='{story.published}'>May 2026</time></header>{body}{TEASERS}</article></main>{FOOTER}"
    )


def blocks(story: Story) -> str:
    """A block editor: classes without end, headings between."""
    parts = []
    for number, text in enumerate(story.paragraphs):
        parts.append(f"<h2 class='wp-block-heading'>Part {number}</h2>" if number and number % 4 == 0 else "")
        parts.append(f"<p class='wp-block-paragraph has-drop-cap'>{escape(text)}</p>")
    return (
        f"<div id='page'>{MENU}<div class='entry-header'><h1 class='entry-title'>{story.title}</h1>"
        f"<span class='author vcard'>{story.author}</span></div><div class='entry-content'>{''.join(parts)}</div>"
        f"{TEASERS}{COMMENTS}{FOOTER}</div>"
    )


def divisions(story: Story) -> str:
    """An old system: nothing but divisions."""
    body = "".join(f"<div class='txt'>{escape(text)}</div>" for text in story.paragraphs)
    return (
        f"<div class='top'>{MENU}</div><div class='left'><div class='hl'>{story.title}</div>"
        f"<div class='by'>By {story.author} | 3 May 2026</div><div class='story-body'>{body}</div></div>"
        f"<div class='right'>{TEASERS}{ADVERT}</div>{FOOTER}"
    )


def table_layout(story: Story) -> str:
    """An older one: a table for the page, breaks for paragraphs."""
    body = "<br><br>".join(escape(text) for text in story.paragraphs)
    return (
        f"<table><tr><td>{MENU}</td><td><h1>{story.title}</h1><i>{story.author}</i><br><br>{body}</td>"
        f"<td>{TEASERS}</td></tr></table>{FOOTER}"
    )


def teasing(story: Story) -> str:
    """Teasers between the paragraphs, a newsletter box, share buttons."""
    box = "<div class='newsletter-signup'><p>Sign up for our newsletter</p><form><input></form></div>"
    parts = [
        f"<p>{escape(text)}</p>"
        + ("<p><b>Read also:</b> <a href='/y'>The old pier</a></p>" if n % 3 == 1 else "")
        for n, text in enumerate(story.paragraphs)
    ]
    share = "<div class='share'><a href='#'>Share</a><a href='#'>Tweet</a></div>"
    return f"{MENU}<article><h1>{story.title}</h1>{share}{''.join(parts)}{box}{share}</article>{COMMENTS}{FOOTER}"


TEMPLATES: tuple[Callable[[Story], str], ...] = (semantic, blocks, divisions, table_layout, teasing)


def page(story: Story, host: str) -> bytes:
    """The whole page; every other one carries its data as JSON-LD, the rest as meta elements."""
    address = f"{host}/story/{story.number}.html"
    if story.number % 2:
        data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": story.title, "url": address,
                "datePublished": story.published, "author": {"@type": "Person", "name": story.author}}  # fmt: skip
        head = f"<script type='application/ld+json'>{json.dumps(data)}</script>"
    else:
        head = (
            f"<meta property='og:title' content='{story.title}'><meta property='og:site_name' content='Bench Post'>"
            f"<meta property='article:published_time' content='{story.published}'>"
        )
    body = TEMPLATES[story.number % len(TEMPLATES)](story)
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{story.title} | The Bench Post</title>"
        f"<link rel='canonical' href='{address}'>{head}</head><body>{body}</body></html>"
    ).encode()


# ── The newsroom's server ──────────────────────────────────────────────────────────────────────────


class Newsroom:
    """Serves pages, a feed and a sitemap from memory, with ETags."""

    def __init__(self, many: int, folder: Path | None) -> None:
        newsroom = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                newsroom.answer(self)

            def log_message(self, format: str, *args: object) -> None:
                """Keep the output clean."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"http://127.0.0.1:{self.server.server_port}"
        self.files = {f"/story/{each.number}.html": page(each, self.host) for each in stories(many)}
        for path in sorted(folder.glob("*.html*")) if folder else ():
            data = path.read_bytes()
            data = gzip.decompress(data) if path.suffix == ".gz" else data
            self.files[f"/more/{path.name.split('.')[0]}.html"] = data
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        body = {"/feed.xml": self.feed, "/sitemap.xml": self.sitemap}.get(request.path, lambda: b"")()
        body = body or self.files.get(request.path, b"")
        tag = f'"{sha256(body).hexdigest()[:16]}"'
        same = request.headers.get("If-None-Match") == tag
        request.send_response(304 if same else 200 if body else 404)
        kind = "text/html" if request.path.endswith(".html") else "application/xml"
        request.send_header("Content-Type", f"{kind}; charset=utf-8" if "/story/" in request.path else kind)
        request.send_header("ETag", tag)
        request.send_header("Content-Length", "0" if same else str(len(body)))
        request.end_headers()
        request.wfile.write(b"" if same else body)

    def feed(self) -> bytes:
        """The first half of the pages."""
        listed = list(self.files)[: len(self.files) // 2]
        items = "".join(
            f"<item><title>{path}</title><link>{self.host}{path}</link>"
            "<pubDate>Sun, 03 May 2026 09:00:00 GMT</pubDate></item>"
            for path in listed
        )
        return f"<rss version='2.0'><channel><title>Post</title>{items}</channel></rss>".encode()

    def sitemap(self) -> bytes:
        """All of them."""
        urls = "".join(
            f"<url><loc>{self.host}{path}</loc><lastmod>{self.stamp}</lastmod></url>" for path in self.files
        )
        return f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{urls}</urlset>".encode()

    stamp = "2026-05-03"


SETTINGS = """voice = "{voice}"
[fetching]
delay = 0.0
[[sources]]
feed = "{host}/feed.xml"
[[sources]]
sitemap = "{host}/sitemap.xml"
"""


# ── Ours ───────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Ran:
    """One run of ``narrate make``."""

    wall: float
    cpu: float
    memory: float
    """The most of all processes together, MB; in the first and the last third of the run: whether it grows."""
    early: float
    events: list[dict[str, object]]

    @property
    def run(self) -> dict[str, object]:
        return self.events[-1]


def narrate(folder: Path) -> Ran:
    """``narrate make`` in a folder with a narrate.toml."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "narrate", "make", "--json"], cwd=folder, stdout=subprocess.PIPE, text=True
    )
    samples: list[float] = []
    watcher = threading.Thread(target=_sample, args=(process, samples), daemon=True)
    watcher.start()
    out, _ = process.communicate()
    wall = time.monotonic() - began
    watcher.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    third = max(len(samples) // 3, 1)
    middle = max(samples[third : 2 * third], default=0.0)
    return Ran(wall, cpu, max(samples, default=0.0), middle, list(map(json.loads, out.splitlines())))


def _sample(process: subprocess.Popen[str], samples: list[float]) -> None:
    while process.poll() is None:
        samples.append(sum(_own(pid) for pid in family(process.pid)) / 1e6)
        time.sleep(0.5)


def _own(pid: int) -> int:
    """Bytes of a process, with its share of what it shares."""
    with contextlib.suppress(OSError):
        found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
        return int(found[1]) * 1000 if found else 0
    return 0


def alone(folder: Path, voice_name: str, bare: bool = False) -> tuple[float, float]:
    """Seconds of work and of sound for every sentence of the run, once, by the engine alone.

    Args:
        bare: by Piper without any of our code around it, see ``piper.py``; else by our pool.
    """
    sheets = [json.loads(path.read_text()) for path in (folder / "output" / "proofs").iterdir()]
    texts = list(
        dict.fromkeys(each["spoken"] for sheet in sheets for each in sheet["sentences"] if each["spoken"])
    )
    voice = choose(voice_name, "en", profiles())
    if bare:
        speakers = Bare(voice, cores())
        speakers.say([Said("Ready.")] * 4 * cores())
        began = time.monotonic()
        seconds = speakers.say([Said(text) for text in texts])
        speakers.close()
        return time.monotonic() - began, seconds
    with Pool() as pool:
        for future in [pool.submit(voice, Said("Ready.")) for _ in range(4 * pool.workers)]:
            future.result()
        began = time.monotonic()
        seconds = sum(
            future.result().seconds for future in [pool.submit(voice, Said(text)) for text in texts]
        )
        return time.monotonic() - began, seconds


# ── The peers' way ─────────────────────────────────────────────────────────────────────────────────


def peers(newsroom: Newsroom, folder: Path, voice_name: str, every: int) -> tuple[float, float, int]:
    """Seconds, seconds of audio and articles of a serial script, for one page in ``every``."""
    import httpx
    import trafilatura
    from piper import PiperVoice
    from pydub import AudioSegment

    from narrate.audio.ffmpeg import binary

    AudioSegment.converter = binary()
    speaker = PiperVoice.load(_model(voice_name))
    began, seconds, articles = time.monotonic(), 0.0, 0
    for path in list(newsroom.files)[::every]:
        text = trafilatura.extract(httpx.get(newsroom.host + path).content) or ""
        whole = AudioSegment.silent(500)
        for sentence in re.split(r"(?<=[.!?])\s+", text):
            with io.BytesIO() as buffer:
                with wave.open(buffer, "wb") as file:
                    speaker.synthesize_wav(sentence, file)
                buffer.seek(0)
                whole += AudioSegment.from_wav(buffer) + AudioSegment.silent(300)
        whole.export(folder / f"{articles}.mp3", format="mp3", bitrate="96k")
        seconds += len(whole) / 1000
        articles += 1
    return time.monotonic() - began, seconds, articles


def _model(voice_name: str) -> Path:
    from narrate.speech.engines.piper import model_file

    return model_file(profiles()[voice_name])


# ── The day ────────────────────────────────────────────────────────────────────────────────────────


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=150)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--voice", default="en_US-joe")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--peers-every", type=int, default=1, help="one page in so many for the peers")
    options = parser.parse_args()
    os.environ["NO_PROXY"] = "127.0.0.1"
    newsroom = Newsroom(options.articles, options.pages)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "narrate.toml").write_text(SETTINGS.format(voice=options.voice, host=newsroom.host))
        first = narrate(folder)
        _print_first(first, len(newsroom.files))
        kinds = {"our pool alone": False} | ({"bare Piper": True} if not options.no_peers else {})
        for name, bare in kinds.items():
            work, sound = alone(folder, options.voice, bare)
            _print(name, f"{work:.1f} s, {sound / work:.1f} times real time")
            _print("  ours against it", f"{first.wall / work:.3f} times")
        again = narrate(folder)
        _print("nothing new", f"{again.wall:.2f} s: {again.run['states']}")
        _change(newsroom, 50)
        changed = narrate(folder)
        _print("50 commas", f"{changed.wall:.1f} s: {changed.run['voiced']} clips, {changed.run['states']}")
        if not options.no_peers:
            spent, theirs, articles = peers(newsroom, folder, options.voice, options.peers_every)
            _print("the peers' way", f"{spent:.1f} s, {theirs / spent:.1f} times real time")
            _print("  articles an hour", f"{articles / spent * 3600:.0f}")
            more = len(first.events) / first.wall / (articles / spent)
            longer = float(str(first.run["audio_seconds"])) / first.wall / (theirs / spent)
            _print(
                "  ours against it", f"{more:.2f} times as many articles, {longer:.2f} times as much audio"
            )


def _print_first(first: Ran, pages: int) -> None:
    audio = float(str(first.run["audio_seconds"]))
    _print("pages", f"{pages}: {first.run['states']}")
    _print("audio", f"{audio / 60:.1f} minutes")
    _print("wall", f"{first.wall:.1f} s: {audio / first.wall:.1f} times real time")
    _print("articles an hour", f"{len(first.events) / first.wall * 3600:.0f}")
    _print("CPU of all cores", f"{first.cpu / first.wall / (os.cpu_count() or 1):.1%}")
    _print("memory, most", f"{first.memory:.0f} MB; in the middle third {first.early:.0f} MB")


def _print(what: str, figures: str) -> None:
    print(f"{what:<26} {figures}", flush=True)


def _change(newsroom: Newsroom, many: int) -> None:
    """A comma more in one sentence of so many pages, told by the sitemap."""
    left = count(many, -1)
    for path, body in newsroom.files.items():
        if path.startswith("/story/") and b" in edition " in body and next(left) > 0:
            newsroom.files[path] = body.replace(b" in edition ", b", in edition ", 1)
    newsroom.stamp = "2026-05-04"


if __name__ == "__main__":
    main()
