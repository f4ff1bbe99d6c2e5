"""How long a large site takes: the first build, a run without changes, one episode more, one corrected, withdrawn.

    python -m tests.bench.publish                    10,000 episodes; four minutes
    python -m tests.bench.publish --episodes 1000

The episodes are synthetic: 60 sentences with word times and five chapters each, an audio file of a few bytes and a
cover.  Each figure comes from this machine in this run.  "Feeds" is the time of all pages of feed.xml and feed.json
together, "RSS" that of feed.xml alone.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from narrate.model import Block, Chapter, Episode, Levels, Mark, Media, Transcript, Word
from narrate.publish import Library, Published, Show, publish
from narrate.publish.channel import Channel, paged
from narrate.publish.feed import feed_xml
from narrate.publish.jsonfeed import json_feed
from narrate.publish.places import Places

SHOW = Show(
    title="The Bench Hour",
    description="Synthetic articles, read by nobody.",
    base_url="https://audio.bench.example/",
    language="en",
    author="The Bench",
)
BEGAN = datetime(2020, 1, 1, 6, tzinfo=UTC)
SENTENCE = "The ferry between Lower Quay and the island of Senn ran again on Sunday after eleven weeks."
SENTENCES, SECONDS = 60, 6.0

Result = TypeVar("Result")


def episode(number: int, folder: Path) -> Episode:
    """One of them, with its files."""
    name = sha256(str(number).encode()).hexdigest()[:12]
    media = Media("mp3", f"audio/ferry-{name[:8]}.mp3", 64, sha256(b"").hexdigest(), Levels(-16.0, -1.2))
    cover = f"covers/ferry-{name[:8]}.jpg"
    for file in (media.file, cover):
        (folder / file).write_bytes(name.encode().ljust(64))
    moment = (BEGAN + timedelta(hours=number)).isoformat()
    chapters = tuple(Chapter(72.0 * n, 72.0 * (n + 1), f"What the {n + 1}th week cost") for n in range(5))
    return Episode(
        id=name, url=f"https://news.bench.example/{number}", source="", site="The Harbour Post", modified="",
        title=f"The ferry runs again, week {number}", authors=("Ida Testwell", "Ben O’Test"), published=moment,
        language="en", image="", voice="tone", seconds=SENTENCES * SECONDS, words=960, bytes=64, file=media.file,
        loudness=-16.0, true_peak=-1.2, voiced=60, cached=0, failed=0, narrated=moment, first_narrated=moment,
        section="Quays", tags=("ferry", "Senn"), disclosure="This audio is created with AI assistance",
        cover=cover, media=(media,), chapters=chapters,
    )  # fmt: skip


def transcript(name: str) -> Transcript:
    """The same of every episode but for its name."""
    text = f"{SENTENCE[:-1]}, {name}."
    words = text.split()
    step = (SECONDS - 0.5) / len(words)
    marks = tuple(
        Mark(at, at + SECONDS - 0.5, text, n // 4, "body",
             tuple(Word(word, at + step * i, at + step * (i + 1)) for i, word in enumerate(words)))
        for n, at in ((n, SECONDS * n) for n in range(SENTENCES))
    )  # fmt: skip
    blocks = tuple(Block("paragraph", " ".join([text] * 4)) for _ in range(SENTENCES // 4))
    return Transcript(marks, blocks)


def drawn(show: Show) -> bytes:
    """No picture is looked at here."""
    return b"\xff\xd8"


def measured(what: str, work: Callable[[], Result]) -> Result:
    """Print how long it takes, and the most memory so far."""
    began = time.perf_counter()
    result = work()
    spent = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    counts = (
        f"{len(result.written):7} written {len(result.removed):4} removed"
        if isinstance(result, Published)
        else ""
    )
    print(f"{what:28} {spent:8.2f} s {memory:6.0f} MB {counts}", flush=True)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--episodes", type=int, default=10_000)
    parser.add_argument("--feeds", action="store_true", help="the feeds alone")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for each in ("audio", "covers"):
            (folder / each).mkdir()
        episodes = [episode(number, folder) for number in range(options.episodes)]
        _feeds(episodes)
        if not options.feeds:
            _site(episodes, folder)


def _feeds(episodes: list[Episode]) -> None:
    whole = Channel(SHOW, Places(SHOW.base), "guid", "covers/show.jpg", tuple(episodes))
    feeds = measured("RSS, all pages", lambda: [feed_xml(page) for page in paged(whole)])
    measured("RSS and JSON, all pages", lambda: [(feed_xml(page), json_feed(page)) for page in paged(whole)])
    print(f"{len(feeds)} pages, {sum(map(len, feeds)) / 1e6:.1f} MB; the first {len(feeds[0]) / 1e3:.0f} kB")


def _site(episodes: list[Episode], folder: Path) -> None:
    def run(what: str, *changed: Episode) -> None:
        ids = {one.id for one in changed}
        now = [one for one in episodes if one.id not in ids]
        library = Library(folder, [*now, *changed], transcript)
        measured(what, lambda: publish(library, [SHOW], folder / "site", drawn))

    middle = episodes[len(episodes) // 2]
    corrected = replace(middle, narrated="2026-05-03T09:00:00+00:00")
    run("first build")
    run("no change")
    run("one more", episode(len(episodes), folder))
    run("that one gone again")
    run("one corrected", corrected)
    run(
        "one withdrawn",
        replace(middle, withdrawn="2026-05-04T09:00:00+00:00", reason="It is wrong.", media=()),
    )


if __name__ == "__main__":
    main()
