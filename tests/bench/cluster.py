"""The same articles by this machine's processes and by a Dask cluster: are the bytes the same, what does it cost?

    python -m tests.bench.cluster [ARTICLES] [WORDS] [VOICE]

Starts a scheduler and two workers as programs of their own, narrates the articles locally and through them, then
again while one worker is killed, and compares every audio file byte by byte.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
import time
from concurrent.futures import Future
from contextlib import ExitStack
from pathlib import Path

from narrate.batch import Job, open_desk, run
from narrate.catalog import Catalog
from narrate.model import Clip, Said, Voice
from narrate.settings import Settings
from narrate.speech import Pool, Speakers
from narrate.speech.executors import DaskSpeakers
from tests.bench.speed import write_pages
from tests.test_speech_executors import Cluster

KILLED_AFTER = 0.4
"""Share of the sentences."""


class Counting:
    """Counts the texts, and does something at one of them."""

    def __init__(self, speakers: Speakers, at: int, cluster: Cluster) -> None:
        self.speakers, self.at, self.cluster, self.asked = speakers, at, cluster, 0
        self.ahead = speakers.ahead

    def submit(self, voice: Voice, said: Said) -> Future[Clip]:
        self.asked += 1
        if self.asked == self.at:
            self.cluster.workers[0].kill()
        return self.speakers.submit(voice, said)

    def close(self) -> None:
        self.speakers.close()


def narrated(pages: list[Path], folder: Path, voice: str, speakers: Speakers) -> tuple[dict[str, str], str]:
    """Digests by file, and what it took."""
    settings = Settings(voice=voice, output=folder, voices=())
    began, sound = time.monotonic(), 0.0
    with Catalog(folder) as catalog:
        for each in run([Job(str(page)) for page in pages], open_desk(settings, catalog, speakers)):
            assert each.ok, (each.job.source, each.error, each.warnings)
            sound += each.episode.seconds if each.episode else 0.0
    spent = time.monotonic() - began
    found = sorted((folder / "audio").iterdir())
    digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in found}
    return digests, f"{sound:.0f} s of sound in {spent:.0f} s, {sound / spent:.1f} x"


def compared(name: str, here: dict[str, str], there: dict[str, str], took: str) -> None:
    same = sum(there.get(file) == digest for file, digest in here.items())
    print(f"{name:<7} {same} of {len(here)} files the same, {took}", flush=True)


def main(articles: int = 40, words: int = 300, voice: str = "en_US-joe") -> None:
    with tempfile.TemporaryDirectory() as temporary, ExitStack() as stack:
        folder = Path(temporary)
        (folder / "pages").mkdir()
        write_pages(folder / "pages", articles, words)
        pages = sorted((folder / "pages").glob("*.html"))
        with Pool(2) as pool:
            here, took = narrated(pages, folder / "here", voice, pool)
        print(f"local   {len(here)} files, {took}", flush=True)
        cluster = Cluster(stack)
        with DaskSpeakers(cluster.scheduler, 2) as speakers:
            counting = Counting(speakers, 0, cluster)
            compared("dask", here, *narrated(pages, folder / "there", voice, counting))
            killing = Counting(speakers, int(counting.asked * KILLED_AFTER), cluster)
            compared("killed", here, *narrated(pages, folder / "killed", voice, killing))
            assert cluster.workers[0].poll() is not None


if __name__ == "__main__":
    asked = dict(enumerate(sys.argv))
    main(int(asked.get(1, 40)), int(asked.get(2, 300)), asked.get(3, "en_US-joe"))
