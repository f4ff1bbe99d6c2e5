"""A campaign of faults against real runs of ``narrate make``: what is killed, cut, filled or lost is made good.

    python -m tests.bench.campaign --kills 200        about twenty minutes on two cores
    python -m tests.bench.campaign --kills 40 --articles 8 --seed 7

A newsroom of pages behind a feed and a sitemap is narrated by a voice of the campaign's own, again and again: an
edition changes some pages, runs are begun and disturbed by one fault after the other, and then left alone until
they are done.  After each edition everything is looked at (``flaws``): one row an article, of its newest text; its
files whole; no file that nobody names; no process left behind; nothing to do for the next run.

The page that hangs its reader and the voice that dies are hooks of the campaign's own launcher and engine; all else
is narrate as it is installed.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from random import Random

from tests.bench.newsroom import Newsroom, Story, page, stories

SETTINGS = """voice = "campaign"
tries = 3
[show]
title = "The Bench Post"
[fetching]
delay = 0.0
tries = 2
patience = 0.5
[[sources]]
feed = "{host}/feed.xml"
[[sources]]
sitemap = "{host}/sitemap.xml"
"""
HANGING = "This page hangs whoever reads it."
LAUNCHER = f"""
import os, time
from narrate.batch import writers
from narrate.cli import main

real = writers.write

def write(page, settings):
    with open({{folder!r}} + "/writer.pid", "w") as file:
        file.write(str(os.getpid()))
    if {HANGING.encode()!r} in page.body:
        time.sleep(3600)
    return real(page, settings)

writers.write = write
writers.Apart.__init__.__defaults__ = (10.0,)  # seconds of patience, not sixty

if __name__ == "__main__":
    main()
"""
ENGINE = """
import os, random, time
from narrate.speech.engines.tone import ToneEngine

class Engine(ToneEngine):
    @classmethod
    def version(cls, voice):
        return "campaign 1"

    def speak(self, text):
        time.sleep(0.02)
        if random.SystemRandom().random() < float(os.environ.get("CAMPAIGN_DEATHS", "0")):
            os._exit(9)
        return super().speak(text)
"""
SMALL = 300_000
"""Bytes that one file may have where a disk is said to be full and none can be mounted."""
DISK = 600
"""Megabytes of the disk that is mounted for the output; the clips of many editions lie there."""
LONGEST = 120.0
"""Seconds after which a run hangs."""


class Unreliable(Newsroom):
    """A newsroom whose server has moods."""

    def __init__(self, many: int, chance: Random) -> None:
        self.chance, self.mood, self.edition = chance, 0.0, 0
        """mood: the share of requests that go wrong."""
        self.stories = {f"/story/{each.number}.html": _short(each) for each in stories(many)}
        super().__init__(many, None)
        self.server.handle_error = lambda request, address: None  # type: ignore[method-assign, assignment]
        for path, story in self.stories.items():
            self.files[path] = page(story, self.host)

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Answer; or not, or half, or "later"."""
        if self.chance.random() >= self.mood:
            super().answer(request)
            return
        way = self.chance.choice(("silence", "half", "busy"))
        request.close_connection = True
        if way != "silence":
            request.send_response(503 if way == "busy" else 200)
            request.send_header("Content-Type", "text/html")
            request.send_header("Content-Length", "0" if way == "busy" else "9999")
            request.end_headers()

    def publish(self, many: int) -> None:
        """Another edition: so many pages say something else."""
        self.edition += 1
        self.stamp = f"2026-06-{1 + self.edition % 28:02d}T10:{self.edition // 28:02d}:00Z"
        for path in self.chance.sample(list(self.stories), many):
            story = self.stories[path]
            words = f"This is what edition {self.edition} says, {self.chance.randint(0, 999_999)} times over."
            changed = Story(
                story.number, story.title, story.author, (story.paragraphs[0], words), story.published
            )
            self.stories[path] = changed
            self.files[path] = page(changed, self.host)

    def hang(self, path: str) -> None:
        """Make one page hang its reader, until it is mended."""
        self.files[path] = self.files[path].replace(b"</body>", f"<p>{HANGING}</p></body>".encode())

    def mend(self) -> None:
        """Every page as it should be, every request answered."""
        self.mood = 0.0
        for path, story in self.stories.items():
            self.files[path] = page(story, self.host)


def _short(story: Story) -> Story:
    return Story(story.number, story.title, story.author, story.paragraphs[:2], story.published)


@dataclass
class Campaign:
    """A folder, a newsroom, and what has been done to them."""

    folder: Path
    articles: int
    seed: int = 2026
    mounted: bool = False
    kills: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    runs: int = 0
    retries: int = 0
    """Runs of ``narrate retry`` that were needed."""
    flaws: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)
        self.newsroom = Unreliable(self.articles, self.chance)
        site = self.folder / "site"
        info = site / "campaign_engine-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: campaign-engine\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text("[narrate.engines]\ncampaign = campaign_engine:Engine\n")
        (site / "campaign_engine.py").write_text(ENGINE)
        (self.folder / "voices").mkdir()
        (self.folder / "voices" / "campaign.toml").write_text('engine = "campaign"\nlanguage = "en"\n')
        (self.folder / "narrate.toml").write_text(SETTINGS.format(host=self.newsroom.host))
        (self.folder / "launch.py").write_text(LAUNCHER.format(folder=str(self.folder)))

    @property
    def output(self) -> Path:
        """The output folder."""
        return self.folder / "output"

    # ── Runs ───────────────────────────────────────────────────────────────────────────────────────

    def begin(self, *arguments: str, deaths: float = 0.0, small: bool = False) -> subprocess.Popen[str]:
        """Begin a run in a session of its own.

        Args:
            deaths: share of the texts at which the voice's process dies.
            small: no file may grow beyond SMALL.
        """
        self.runs += 1
        known = os.environ.get("PYTHONPATH", "")
        path = os.pathsep.join(filter(None, (str(self.folder / "site"), str(Path.cwd()), known)))
        environment = {
            **os.environ,
            "PYTHONPATH": path,
            "NO_PROXY": "127.0.0.1",
            "CAMPAIGN_DEATHS": str(deaths),
        }
        log = (self.folder / "log.txt").open("a")
        try:
            return subprocess.Popen(
                [sys.executable, "launch.py", *arguments], cwd=self.folder, env=environment, stdout=log,
                stderr=log, text=True, start_new_session=True, preexec_fn=_small if small else None,
            )  # fmt: skip
        finally:
            log.close()

    def finish(self, process: subprocess.Popen[str]) -> int:
        """Wait for the end of a run and of all that it began; the exit code, -99 for a run that hung."""
        try:
            code = process.wait(LONGEST)
        except subprocess.TimeoutExpired:
            self.flaws.append(f"run {self.runs} hung")
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            code = -99
        deadline = time.monotonic() + 20
        while (left := session_of(process.pid)) and time.monotonic() < deadline:
            time.sleep(0.05)
        if left:
            self.flaws.append(f"run {self.runs} left {len(left)} processes behind")
            os.killpg(process.pid, signal.SIGKILL)
        return code

    def run(self, *arguments: str) -> tuple[int, list[dict[str, object]]]:
        """A run that nobody disturbs, and its events."""
        before = (self.folder / "log.txt").stat().st_size if (self.folder / "log.txt").exists() else 0
        code = self.finish(self.begin(*arguments))
        with (self.folder / "log.txt").open() as log:
            log.seek(before)
            text = log.read()
        if "Traceback" in text:
            self.flaws.append(f"run {self.runs} ({arguments[0]}) ended with a traceback")
        return code, [json.loads(line) for line in text.splitlines() if line.startswith("{")]

    # ── Killing ────────────────────────────────────────────────────────────────────────────────────

    def kill(self, kind: str) -> None:
        """Begin a run and kill one of its processes, at a moment that nobody has chosen.

        A parent is killed once a run; the others again and again, as long as the run lasts.
        """
        process = self.begin("make", "--json")
        time.sleep(self.chance.uniform(0.3, 6.0) if kind == "parent" else 0.5)
        many = 1 if kind == "parent" else self.chance.randint(4, 8)
        while many and process.poll() is None:
            victim = self._victim(kind, process.pid)
            if victim and _killed(victim):
                self.kills[kind] += 1
                many -= 1
            time.sleep(self.chance.uniform(0.0, 0.5) if victim else 0.005)
        self.finish(process)

    def _victim(self, kind: str, parent: int) -> int:
        if kind == "parent":
            return parent
        writer = _number(self.folder / "writer.pid")
        family = [pid for pid in session_of(parent) if pid != parent]
        named = {pid: _command(pid) for pid in family}
        fitting = {
            "writer": [pid for pid in family if pid == writer],
            "ffmpeg": [pid for pid, name in named.items() if "ffmpeg" in name],
            "speaker": [pid for pid, name in named.items() if "spawn_main" in name and pid != writer],
        }[kind]
        return self.chance.choice(fitting) if fitting else 0

    # ── Other faults ───────────────────────────────────────────────────────────────────────────────

    def full_disk(self) -> None:
        """A run for which there is no room."""
        if not self.mounted:
            self.finish(self.begin("make", "--json", small=True))
            return
        ballast = self.output / "ballast"
        free = shutil.disk_usage(self.output).free
        ballast.write_bytes(bytes(max(free - self.chance.randint(0, 600_000), 0)))
        self.finish(self.begin("make", "--json"))
        ballast.unlink()

    def lost_server(self) -> None:
        """The server falls ill in the middle, or dies."""
        self.newsroom.mood = self.chance.choice((0.3, 0.6))
        process = self.begin("make", "--json")
        time.sleep(self.chance.uniform(1.0, 3.0))
        self.newsroom.mood = 1.0
        self.finish(process)
        self.newsroom.mend()

    def hanging_page(self) -> None:
        """A page that hangs its reader."""
        self.newsroom.publish(1)
        self.newsroom.hang(self.chance.choice(list(self.newsroom.files)))
        self.finish(self.begin("make", "--json"))
        self.newsroom.mend()

    def dying_voice(self) -> None:
        """The voice takes its process along, at one text of ten."""
        self.finish(self.begin("make", "--json", deaths=0.1))

    def lost_power(self) -> None:
        """Everything ends at once, and what was written last is not there, or is nothing but zeros."""
        process = self.begin("make", "--json")
        time.sleep(self.chance.uniform(1.5, 5.0))
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
            self.kills["all at once"] += 1
        self.finish(process)
        for path in _newest(self.output)[:6]:
            _damage(path, self.chance)
        log = self.output / "catalog.sqlite-wal"
        if log.exists() and log.stat().st_size:
            os.truncate(log, self.chance.randrange(log.stat().st_size))

    def clock_set_back(self) -> None:
        """All that is known was written tomorrow, or so it seems."""
        self.lost_server()
        ahead = time.time() + 2 * 86_400
        for path in self.output.rglob("*"):
            with suppress(OSError):
                os.utime(path, (ahead, ahead))
        with closing(sqlite3.connect(self.output / "catalog.sqlite")) as database, database:
            for table, column in (("episodes", "narrated"), ("failures", "last"), ("runs", "began")):
                database.execute(f"UPDATE {table} SET {column} = replace({column}, '2026-', '2036-')")

    # ── And afterwards ─────────────────────────────────────────────────────────────────────────────

    def recover(self) -> None:
        """Runs that nobody disturbs, until there is nothing left to do."""
        self.newsroom.mend()
        for _ in range(3):
            code, _ = self.run("make", "--json")
            if code == 0:
                break
        if self._count("failures"):
            self.retries += 1
            self.run("retry", "--json")
        found = [f"edition {self.newsroom.edition}: {flaw}" for flaw in self._flaws()]
        print(*found, sep="\n", end="\n" if found else "", flush=True)
        self.flaws += found

    def _count(self, table: str) -> int:
        with closing(sqlite3.connect(self.output / "catalog.sqlite")) as database:
            (count,) = database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()
        return int(count)

    def _flaws(self) -> Iterator[str]:
        code, events = self.run("make", "--json")
        states = dict(Counter(str(each["state"]) for each in events if each["event"] == "article"))
        if code or set(states) - {"unchanged"}:
            yield f"the next run has still something to do: exit code {code}, {states}"
        yield from self._flaws_of_rows()
        yield from self._flaws_of_files()

    def _flaws_of_rows(self) -> Iterator[str]:
        host = self.newsroom.host
        with closing(sqlite3.connect(self.output / "catalog.sqlite")) as database:
            (state,) = database.execute("PRAGMA integrity_check").fetchone()
            rows = Counter(url for (url,) in database.execute("SELECT url FROM episodes"))
            texts = dict(database.execute("SELECT url, blocks FROM episodes JOIN texts ON episode = id"))
            failures = list(database.execute("SELECT source, cause FROM failures"))
        if state != "ok":
            yield f"the catalogue is damaged: {state}"
        if rows != Counter(host + path for path in self.newsroom.stories):
            yield f"{sum(rows.values())} rows of {len(rows)} articles, not one for each of {self.articles}"
        yield from (f"{source} is still a failure: {cause}" for source, cause in failures)
        for path, story in self.newsroom.stories.items():
            if _start(story.paragraphs[-1]) not in texts.get(host + path, ""):
                yield f"{path} is not narrated as it is now"

    def _flaws_of_files(self) -> Iterator[str]:
        with closing(sqlite3.connect(self.output / "catalog.sqlite")) as database:
            rows = list(database.execute("SELECT media, cover, file FROM episodes"))
        named = {cover for _, cover, _ in rows if cover} | {f"proofs/{Path(f).stem}.json" for _, _, f in rows}
        for media in (one for row in rows for one in json.loads(row[0])):
            named.add(media["file"])
            with suppress(FileNotFoundError):
                if sha256((self.output / media["file"]).read_bytes()).hexdigest() != media["sha256"]:
                    yield f"{media['file']} is not what was made"
        there = {f"{name}/{path.name}" for name in ("audio", "covers", "proofs", ".staging")
                 for path in (self.output / name).iterdir()}  # fmt: skip
        yield from (f"{name} is lost" for name in sorted(named - there))
        yield from (f"{name} is nobody's" for name in sorted(there - named))

    def close(self) -> None:
        """The last look: the files are fit, and the feed is one."""
        for arguments in (("check", "--json"), ("publish", "--base-url", "https://bench.example/")):
            code, _ = self.run(*arguments)
            if code:
                self.flaws.append(f"narrate {arguments[0]} ends with {code}")
        self.flaws += _flaws_of_feed(self.output / "site", self.articles)
        self.newsroom.server.shutdown()
        self.newsroom.server.server_close()


def _flaws_of_feed(site: Path, articles: int) -> Iterator[str]:
    import feedparser

    feed = feedparser.parse((site / "feed.xml").read_bytes())
    if feed.bozo or len(feed.entries) != articles:
        yield f"the feed has {len(feed.entries)} items; {feed.get('bozo_exception', 'well-formed')}"
    for entry in feed.entries:
        for one in entry.enclosures:
            path = site / one.href.removeprefix("https://bench.example/").partition("?")[0]
            if not path.is_file() or path.stat().st_size != int(one.length):
                yield f"the feed names {one.href}, which is not there as it says"


FAULTS: dict[str, Callable[[Campaign], None]] = {
    "parent": lambda campaign: campaign.kill("parent"),
    "speaker": lambda campaign: campaign.kill("speaker"),
    "writer": lambda campaign: campaign.kill("writer"),
    "ffmpeg": lambda campaign: campaign.kill("ffmpeg"),
    "full disk": Campaign.full_disk,
    "lost server": Campaign.lost_server,
    "hanging page": Campaign.hanging_page,
    "dying voice": Campaign.dying_voice,
    "lost power": Campaign.lost_power,
    "clock set back": Campaign.clock_set_back,
}
KILLING = ("parent", "parent", "speaker", "writer", "ffmpeg")


def rounds(campaign: Campaign, faults: list[str]) -> None:
    """An edition, its faults, and what comes of them."""
    campaign.newsroom.publish(max(campaign.articles // 3, 2))
    for fault in faults:
        campaign.faults[fault] += 1
        FAULTS[fault](campaign)
        campaign.newsroom.publish(2)
    campaign.recover()


def edition(chance: Random) -> list[str]:
    """What happens to one: some kills, and one or two of the other faults."""
    others = [name for name in FAULTS if name not in KILLING]
    faults = [chance.choice(KILLING) for _ in range(4)] + chance.sample(others, 2)
    chance.shuffle(faults)
    return faults


# ── Processes and files ────────────────────────────────────────────────────────────────────────────


def session_of(leader: int) -> list[int]:
    """The processes of a session that are not yet dead."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, _, session = stat.read_text().rpartition(")")[2].split()[:4]
            if int(session) == leader and state != "Z":
                found.append(int(stat.parent.name))
    return found


def _command(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
    return ""


def _killed(pid: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
        return True
    return False


def _number(path: Path) -> int:
    with suppress(OSError, ValueError):
        return int(path.read_text())
    return 0


def _small() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, SMALL))


def _start(text: str) -> str:
    """What of a paragraph stands in the catalogue's JSON as it is printed."""
    return text.partition('"')[0][:60]


def _newest(output: Path) -> list[Path]:
    """Files of the last seconds, the newest first; not the catalogue."""
    found = []
    for path in output.rglob("*"):
        with suppress(OSError):
            if path.is_file() and not path.name.startswith(("catalog", ".lock")):
                found.append((path.stat().st_mtime, path))
    return [path for _, path in sorted(found, reverse=True)]


def _damage(path: Path, chance: Random) -> None:
    """A file whose name reached the disk, and whose content did not."""
    size = path.stat().st_size
    way = chance.choice(("cut", "empty", "none", "whole"))
    if way == "cut" and size:
        os.truncate(path, chance.randrange(size))
    elif way == "empty":
        os.truncate(path, 0)
    elif way == "none":
        path.unlink()


def mount(folder: Path, megabytes: int = DISK) -> bool:
    """Make the folder a disk of its own, where that may be done."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    with suppress(OSError):
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    return False


# ── The long campaign ──────────────────────────────────────────────────────────────────────────────


def main() -> None:
    """Print what was done, and what did not hold."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--articles", type=int, default=20)
    parser.add_argument("--seed", type=int, default=2026)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        campaign = Campaign(folder, options.articles, options.seed, mount(folder / "output"))
        try:
            while campaign.kills.total() < options.kills:
                rounds(campaign, edition(campaign.chance))
                _print(campaign)
            campaign.close()
        finally:
            shutil.copy(folder / "log.txt", Path(tempfile.gettempdir()) / "campaign.log")
            if campaign.mounted:
                subprocess.run(["umount", "-l", str(folder / "output")], check=False)
    _print(campaign)
    for flaw in campaign.flaws:
        print(flaw)
    sys.exit(bool(campaign.flaws))


def _print(campaign: Campaign) -> None:
    print(
        f"edition {campaign.newsroom.edition}, {campaign.runs} runs, {campaign.kills.total()} kills"
        f" {dict(campaign.kills)}, faults {dict(campaign.faults)}, {campaign.retries} retries,"
        f" {len(campaign.flaws)} flaws",
        flush=True,
    )


if __name__ == "__main__":
    main()
