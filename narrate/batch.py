"""Many articles: what is new or changed, narrated on any executor, each outcome as it is finished.

An article's failure is a value, so that it never stops the others; a broken set-up (no such voice, no output
folder) is raised before work starts.  Articles run on threads, because each spends its time waiting for the
speakers' processes and for ffmpeg: a few at once keep all cores busy while one of them is being encoded.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from hashlib import sha256
from itertools import islice
from typing import Literal

from narrate import __version__
from narrate.catalog import Catalog, identity
from narrate.errors import NarrateError, OutputError
from narrate.model import Clip, Episode, Narration, Script, Voice
from narrate.pipeline import cast_for, record, write
from narrate.settings import Settings
from narrate.sources import read
from narrate.speech import (
    Cast,
    ClipCache,
    Speakers,
    Wishes,
    check_wishes,
    missing,
    profiles,
    version_of,
)

log = logging.getLogger(__name__)

AT_ONCE = 3
"""Articles under way: one speaking, one being encoded, one being read."""


@dataclass(frozen=True, slots=True)
class Job:
    """One page to narrate."""

    source: str
    url: str = ""
    """The page's own address, where the user knows better."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job."""

    job: Job
    state: Literal["narrated", "unchanged", "withdrawn", "failed"]
    episode: Episode | None = None
    error: NarrateError | None = None
    warnings: tuple[str, ...] = ()
    seconds: float = 0.0
    """Of work, waiting for the speakers included."""

    @property
    def ok(self) -> bool:
        """Whether every sentence of it can be heard."""
        return self.error is None and not (self.episode and self.episode.failed)


Watch = Callable[[Job, Script, Iterator[Clip]], Iterator[Clip]]


def unwatched(job: Job, script: Script, clips: Iterator[Clip]) -> Iterator[Clip]:
    """Nobody looks."""
    return clips


@dataclass(frozen=True, slots=True)
class Desk:
    """What all jobs of a run share."""

    settings: Settings
    catalog: Catalog
    speakers: Speakers
    cache: ClipCache
    force: bool = False
    """Narrate what is unchanged, too; spoken clips are still taken from the cache."""
    watch: Watch = unwatched
    voices: dict[str, Voice] = field(default_factory=dict)
    fingerprint: str = ""
    """Of every setting and every voice: what decides the sound beside the page."""
    seen: dict[str, str] = field(default_factory=dict)
    """Episode → the source that this run met it in first."""


def open_desk(
    settings: Settings, catalog: Catalog, speakers: Speakers, force: bool = False, watch: Watch = unwatched
) -> Desk:
    """Check the set-up and gather what the jobs share.

    Raises:
        VoiceError, EngineMissing: a voice that the settings name is unknown or cannot speak.
    """
    voices = profiles(settings.voices)
    check_wishes(Wishes(settings.voice, settings.casting), voices)
    cache = ClipCache(catalog.clips, settings.clips_size)
    return Desk(settings, catalog, speakers, cache, force, watch, voices, _fingerprint(settings, voices))


def run(jobs: Iterable[Job], desk: Desk) -> Generator[Outcome, None, None]:
    """Narrate the jobs and yield each outcome as it is finished.

    A few jobs are under way at once, the rest are not yet looked at: a long list costs no memory.

    Raises:
        OutputError: the output folder cannot be written; what was finished before is safe.
    """
    waiting = iter(jobs)
    under_way: set[Future[Outcome]] = set()
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="article") as threads:
        try:
            while True:
                under_way |= {
                    threads.submit(_work, job, desk) for job in islice(waiting, AT_ONCE - len(under_way))
                }
                if not under_way:
                    return
                done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        except BaseException:
            # Ctrl-C, or nowhere to write: nobody speaks on, so that the threads come to their end.
            desk.speakers.close()
            raise


def _work(job: Job, desk: Desk) -> Outcome:
    began = time.monotonic()
    try:
        outcome = _narrate(job, desk)
    except OutputError:
        raise
    except NarrateError as error:
        outcome = Outcome(job, "failed", error=error)
    except Exception as error:  # a bug, or a library's: this article's trouble, not the others'
        log.debug("%s", job.source, exc_info=True)
        outcome = Outcome(job, "failed", error=NarrateError(job.source, f"{type(error).__name__}: {error}"))
    return replace(outcome, seconds=time.monotonic() - began)


def _narrate(job: Job, desk: Desk) -> Outcome:
    page = read(job.source, job.url)
    page_key = sha256(desk.fingerprint.encode() + page.url.encode() + b"\n" + page.body).hexdigest()
    episode = None if desk.force else desk.catalog.unchanged(page_key)
    if episode:
        return Outcome(job, "unchanged", episode, warnings=_twice(desk, episode.id, job))
    script = write(page, desk.settings)
    name = identity(script.article, job.source)
    before = desk.catalog.find(name)
    if before and before.withdrawn and not desk.force:
        return Outcome(job, "withdrawn", before, warnings=(_withdrawn(before),))
    cast = cast_for(script.article, desk.settings, desk.voices)
    script_key = _script_key(script, cast, desk.settings)
    warnings = (*script.article.warnings, *_twice(desk, name, job))
    if not desk.force:
        episode = desk.catalog.same_script(name, script_key, page_key)
    if episode:
        return Outcome(job, "unchanged", episode, warnings=warnings)
    watch = partial(desk.watch, job)
    staging = desk.catalog.staging
    narration = record(script, page, cast, desk.settings, desk.cache, staging, desk.speakers, watch)
    proof = {"warnings": list(warnings), "version": __version__}
    episode = desk.catalog.add(narration, job.source, page_key, script_key, proof)
    return Outcome(job, "narrated", episode, warnings=(*warnings, *_missing(narration)))


def _withdrawn(episode: Episode) -> str:
    return f"was withdrawn on {episode.withdrawn[:10]}: {episode.reason}. --force narrates it again"


def _twice(desk: Desk, name: str, job: Job) -> tuple[str, ...]:
    """A warning if two sources of this run are one article by their address: the catalogue keeps one of them."""
    first = desk.seen.setdefault(name, job.source)
    if first == job.source:
        return ()
    return (f"names the same address as {first}: one episode is kept, of the page that is narrated last",)


def _missing(narration: Narration) -> tuple[str, ...]:
    failed = [mark for mark in narration.marks if mark.source == "failed"]
    if not failed:
        return ()
    return (f"{len(failed)} of {len(narration.marks)} sentences could not be voiced: {failed[0].problem}",)


def _fingerprint(settings: Settings, voices: dict[str, Voice]) -> str:
    sounds = {
        name: (str(missing(voice) or version_of(voice)), voice.quality, dict(voice.roles))
        for name, voice in voices.items()
    }
    return json.dumps([__version__, _plain(settings), sounds], ensure_ascii=False, default=str)


def _script_key(script: Script, cast: Cast, settings: Settings) -> str:
    """What would be heard and tagged, and how: the same key, the same episode."""
    article = replace(script.article, blocks=(), dropped=(), warnings=(), origins={}, modified=None)
    readers = [("", cast.narrator), *cast.roles.items()]
    voices = {role: (reader.name, version_of(reader)) for role, reader in readers}
    parts = [asdict(article), asdict(script)["utterances"], voices, _plain(settings)]
    return sha256(json.dumps(parts, default=str).encode()).hexdigest()


def _plain(settings: Settings) -> list[object]:
    """The settings that decide what is heard; where it is written does not."""
    return [
        settings.voice,
        dict(settings.casting),
        settings.language,
        asdict(settings.article),
        asdict(settings.style),
        asdict(settings.sound),
        asdict(settings.labels),
    ]
