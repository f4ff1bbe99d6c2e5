"""How fast a batch is, against the engine alone on the same sentences; how much memory it takes.

    python -m tests.bench.speed                  36 articles of about 2 minutes, Piper
    python -m tests.bench.speed --articles 1     one article
    python -m tests.bench.speed --hours 3        one article of three hours
    python -m tests.bench.speed --voice tone     everything but the voice

Each figure comes from this machine in this run.  The engine alone means: as many one-thread processes as there are
cores, each with a loaded model, taking sentence after sentence from one queue and throwing the sound away.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import wait
from pathlib import Path

from narrate.errors import NarrateError
from narrate.model import Clip, Said, Script
from narrate.pipeline import write
from narrate.settings import Settings
from narrate.sources import read
from narrate.speech import Pool, choose, profiles

PAGES = Path(__file__).parents[1] / "pages"
PAGE = """<!doctype html><html lang="en"><head><title>{title}</title>
<link rel="canonical" href="https://bench.example/{number}"></head>
<body><main><article><h1>{title}</h1>{paragraphs}</article></main></body></html>"""
WORDS_A_MINUTE = 175


def paragraphs() -> Iterator[str]:
    """Paragraphs without end, from the English golden pages; no two alike."""
    texts = [
        block.text for script in _english() for block in script.article.blocks if block.kind == "paragraph"
    ]
    for edition in range(1, 10_000):
        for text in texts:
            # A number at the end of every sentence makes it a new one for the cache.
            yield re.sub(r"\.( |$)", f" in edition {edition}.\\1", text)


def _english() -> list[Script]:
    scripts = []
    for path in sorted(PAGES.glob("*.html")):
        try:
            scripts.append(write(read(str(path)), Settings()))
        except NarrateError as error:
            print(f"left out: {error}", file=sys.stderr)
    return [script for script in scripts if script.article.language.startswith("en")]


def write_pages(folder: Path, articles: int, words: int) -> None:
    """Pages of ``words`` words each."""
    supply = paragraphs()
    for number in range(articles):
        taken: list[str] = []
        while sum(len(text.split()) for text in taken) < words:
            taken.append(next(supply))
        body = "".join(f"<p>{text}</p>" for text in taken)
        page = PAGE.format(title=f"Benchmark article {number}", number=number, paragraphs=body)
        (folder / f"{number:04d}.html").write_text(page, encoding="utf-8")


def engine_alone(folder: Path, voice_name: str) -> tuple[float, float]:
    """Seconds of work and seconds of sound for every sentence of the pages, once."""
    scripts = [write(read(str(path)), Settings()) for path in sorted(folder.glob("*.html"))]
    texts = list(dict.fromkeys(utterance.said for script in scripts for utterance in script.utterances))
    voice = choose(voice_name, "en", profiles())
    with Pool() as pool:
        wait([pool.submit(voice, Said("Ready.")) for _ in range(4 * pool.workers)])
        began = time.monotonic()
        clips: list[Clip] = [future.result() for future in [pool.submit(voice, text) for text in texts]]
        return time.monotonic() - began, sum(clip.seconds for clip in clips)


def make(folder: Path, output: Path, voice: str) -> tuple[float, float, list[dict[str, object]]]:
    """Seconds, peak memory of all processes together in MB, and what ``narrate make --json`` says."""
    command = [
        sys.executable,
        "-m",
        "narrate",
        "make",
        str(folder),
        "--voice",
        voice,
        "--output",
        str(output),
    ]
    began = time.monotonic()
    process = subprocess.Popen([*command, "--json"], stdout=subprocess.PIPE, text=True)
    peak = [0.0]
    watcher = threading.Thread(target=_watch_memory, args=(process, peak), daemon=True)
    watcher.start()
    out, _ = process.communicate()
    seconds = time.monotonic() - began
    watcher.join()
    events = map(json.loads, out.splitlines())
    return seconds, peak[0], [event for event in events if event["event"] == "article"]


def _watch_memory(process: subprocess.Popen[str], peak: list[float]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], sum(_resident(pid) for pid in family(process.pid)) / 1e6)
        time.sleep(0.1)


def family(pid: int) -> list[int]:
    """A process and all that it has started (Linux only)."""
    try:
        children = Path(f"/proc/{pid}/task").glob("*/children")
        found = [int(child) for each in children for child in each.read_text().split()]
    except OSError:
        return []
    return [pid, *(each for child in found for each in family(child))]


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def startup(output: Path, voice: str, folder: Path) -> float:
    """Seconds of a run in which nothing is left to do for one article."""
    first = sorted(folder.glob("*.html"))[0]
    return min(make(first, output, voice)[0] for _ in range(3))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=36)
    parser.add_argument("--hours", type=float, help="one article of that length instead")
    parser.add_argument("--voice", default="en_US-joe")
    options = parser.parse_args()
    articles = 1 if options.hours else options.articles
    words = round(options.hours * 60 * WORDS_A_MINUTE) if options.hours else 2 * WORDS_A_MINUTE
    with tempfile.TemporaryDirectory() as temporary:
        folder, output = Path(temporary) / "pages", Path(temporary) / "output"
        folder.mkdir()
        write_pages(folder, articles, words)
        alone, spoken = engine_alone(folder, options.voice)
        wall, memory, lines = make(folder, output, options.voice)
        audio = sum(float(str(line["seconds"])) for line in lines)
        once = startup(output, options.voice, folder)
        again, _, unchanged = make(folder, output, options.voice)
        first = sorted(folder.glob("*.html"))[0]
        first.write_text(
            first.read_text(encoding="utf-8").replace("in edition 1.", "in the corrected edition.", 1),
            encoding="utf-8",
        )
        corrected, _, changed = make(first, output, options.voice)
    assert {line["state"] for line in lines} == {"narrated"}, lines
    assert {line["state"] for line in unchanged} == {"unchanged"}
    print(
        f"articles                       {articles}, {audio / 60:.1f} minutes of audio, voice {options.voice}"
    )
    print(f"engine alone                   {alone:.1f} s, {spoken / alone:.1f} times real time")
    print(f"narrate make                   {wall:.1f} s, {audio / wall:.1f} times real time")
    print(
        f"  against the engine alone     {wall / alone:.3f} times; without start-up {(wall - once) / alone:.3f}"
    )
    print(f"  peak memory, all processes   {memory:.0f} MB")
    print(f"start-up                       {once:.2f} s")
    print(
        f"unchanged again                {again:.2f} s, {(again - once) / articles * 1000:.1f} ms an article"
    )
    print(f"one sentence changed           {corrected:.2f} s, {changed[0]['voiced']} clip spoken")


if __name__ == "__main__":
    main()
