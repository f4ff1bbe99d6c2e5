"""Many articles: what is new or changed, narrated, each outcome as it is finished.

An article's failure is a value, so that it never stops the others; a broken set-up (no such voice, no output
folder) is raised before work starts.  Articles run on threads, because each spends its time waiting for the
speakers' processes and for ffmpeg: a few at once keep all cores busy while one of them is being encoded.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from narrate.batch.desk import Desk
from narrate.batch.early import warm_for
from narrate.batch.jobs import Job, Outcome
from narrate.batch.keys import page_key, script_key
from narrate.batch.listing import stamp_key, stamp_of
from narrate.batch.policy import is_aside, set_aside
from narrate.catalog import count_words, identity
from narrate.errors import NarrateError, OutputError
from narrate.model import Episode, Narration, Page, Script
from narrate.pipeline import cast_for, record
from narrate.proof import expected_seconds, sheet_of
from narrate.script import at_rate
from narrate.sources import read
from narrate.speech import Cast

log = logging.getLogger(__name__)
Done = TypeVar("Done", Outcome, "Outcome | _Fetched")

AT_ONCE = 5
"""Articles under way: a short one is encoded for as long as it is spoken, and somebody must always be speaking."""
AHEAD = 6
"""Pages being fetched, or fetched and waiting for their turn: one slow server keeps no voice waiting."""
WORK = frozenset({"narrated", "planned", "failed"})
"""States that count for a limit."""


@dataclass(frozen=True, slots=True)
class _Fetched:
    """A page that must be looked into."""

    job: Job
    page: Page
    key: str
    seconds: float
    """That fetching it took."""


def run(jobs: Iterable[Job], desk: Desk, limit: int = 0) -> Generator[Outcome, None, None]:
    """Narrate the jobs and yield each outcome as it is finished.

    A few jobs are under way at once, the rest are not yet looked at: a long list costs no memory.

    Args:
        limit: how many may cost work (``WORK``), 0 for all: what is unchanged must not keep what is new from its
            turn.

    Raises:
        OutputError: the output folder cannot be written; what was finished before is safe.
    """
    waiting, worked = iter(jobs), 0
    ready: deque[_Fetched] = deque()
    fetching: set[Future[Outcome | _Fetched]] = set()
    working: set[Future[Outcome]] = set()
    with ThreadPoolExecutor(AHEAD, "page") as readers, ThreadPoolExecutor(AT_ONCE, "article") as threads:
        try:
            while True:
                many = AHEAD - len(fetching) - len(ready)
                if limit:
                    many = min(many, limit - worked - len(fetching) - len(ready) - len(working))
                fetching |= {readers.submit(_fetch, job, desk) for job in islice(waiting, max(many, 0))}
                while ready and len(working) < AT_ONCE:
                    working.add(threads.submit(_work, ready.popleft(), desk))
                if not fetching and not working:
                    return
                under_way: set[Future[Any]] = fetching | working
                done, _ = wait(under_way, return_when=FIRST_COMPLETED)
                fetching, working = fetching - done, working - done
                for result in [future.result() for future in done]:
                    if isinstance(result, _Fetched):
                        ready.append(result)
                    else:
                        worked += result.state in WORK
                        yield result
        except BaseException:
            # Ctrl-C, or nowhere to write: nobody goes on, so that the threads come to their end.
            desk.stop()
            raise


def _fetch(job: Job, desk: Desk) -> Outcome | _Fetched:
    """The page, or what became of the job where that is known without looking into it."""
    return _settled(job, desk, "", lambda: _looked_at(job, desk))


def _work(fetched: _Fetched, desk: Desk) -> Outcome:
    began = time.monotonic()
    outcome = _settled(fetched.job, desk, fetched.key, lambda: _written(fetched, desk))
    seconds = fetched.seconds + time.monotonic() - began
    if outcome.state == "narrated" and outcome.episode:
        desk.catalog.worked(outcome.episode.id, seconds)
    return replace(outcome, seconds=seconds)


def _settled(job: Job, desk: Desk, key: str, work: Callable[[], Done]) -> Done | Outcome:
    """What became of some work: a failure is a value, and is remembered as what is done."""
    try:
        outcome = work()
    except OutputError:
        raise
    except NarrateError as error:
        desk.catalog.must_stand()
        return _failed(job, desk, key, error)
    except Exception as error:  # a bug, or a library's: this article's trouble, not the others'
        desk.catalog.must_stand()
        log.debug("%s", job.source, exc_info=True)
        return _failed(job, desk, key, NarrateError(job.source, f"{type(error).__name__}: {error}"))
    if isinstance(outcome, Outcome) and outcome.ok and outcome.state != "set aside" and not desk.dry:
        desk.catalog.done(job.source, stamp_key(job), stamp_of(job, desk))
    return outcome


def _failed(job: Job, desk: Desk, key: str, error: NarrateError) -> Outcome:
    if not desk.dry and not desk.stopped.is_set():
        desk.catalog.failed(job.source, job.url, error, key)
    return Outcome(job, "failed", error=error)


def _looked_at(job: Job, desk: Desk) -> Outcome | _Fetched:
    began = time.monotonic()
    failure = None if desk.force or desk.retry else desk.catalog.failure(job.source)
    if failure and is_aside(failure, desk.settings.tries):
        return set_aside(job, failure)
    page = read(job.source, job.url, fetch=partial(desk.fetcher.get, asked_for=job.wanted is None))
    key = page_key(page, desk.fingerprint)
    episode = None if desk.force else desk.catalog.unchanged(key)
    if episode:
        return Outcome(job, "unchanged", episode, warnings=_twice(desk, episode.id, job))
    if failure and is_aside(failure, desk.settings.tries, key):
        return set_aside(job, failure)
    warm_for(page, desk)
    return _Fetched(job, page, key, time.monotonic() - began)


def _written(fetched: _Fetched, desk: Desk) -> Outcome:
    job, page, key = fetched.job, fetched.page, fetched.key
    script = job.addressed(desk.writer.write(page))
    words = sum(count_words(each.shown) for each in script.utterances)
    if job.wanted and (reason := job.wanted.refuses(script.article, words)):
        return Outcome(job, "skipped", warnings=(f"is not wanted: {reason}",))
    name = identity(script.article, job.source)
    before = desk.catalog.find(name)
    if before and before.withdrawn and not desk.force:
        return Outcome(job, "withdrawn", before, warnings=(_withdrawn(before),))
    cast = cast_for(script.article, desk.settings, desk.voices)
    sound = script_key(script, cast, desk.settings)
    warnings = (*script.article.warnings, *_twice(desk, name, job))
    known = None if desk.force else desk.catalog.same_script(name, sound)
    episode = known if desk.dry or not known else desk.catalog.met_again(known, script.article, key)
    if episode:
        return Outcome(job, "unchanged", episode, warnings=warnings)
    if desk.dry:
        rate = cast.narrator.rate
        title, seconds = script.article.title, expected_seconds(at_rate(script, rate), rate)
        return Outcome(job, "planned", warnings=warnings, title=title, expected_seconds=seconds)
    narration = _recorded(job, desk, page, script, cast)
    heard = at_rate(script, cast.narrator.rate)
    proof = sheet_of(heard, narration, (cast.narrator, *cast.roles.values()), desk.settings)
    episode = desk.catalog.add(narration, job.source, key, sound, proof)
    return Outcome(job, "narrated", episode, warnings=(*warnings, *narration.warnings, *_missing(narration)))


def _recorded(job: Job, desk: Desk, page: Page, script: Script, cast: Cast) -> Narration:
    watch = partial(desk.watch, job)
    return record(script, page, cast, desk.settings, desk.cache, desk.catalog.staging, desk.speakers, watch)


def _withdrawn(episode: Episode) -> str:
    return f"was withdrawn on {episode.withdrawn[:10]}: {episode.reason}. --force narrates it again"


def _twice(desk: Desk, name: str, job: Job) -> tuple[str, ...]:
    """A warning if two sources of this run are one article by their address: the catalogue keeps one of them."""
    first = desk.seen.first(name, job.source)
    if first == job.source:
        return ()
    return (f"names the same address as {first}: one episode is kept, of the page that is narrated last",)


def _missing(narration: Narration) -> tuple[str, ...]:
    failed = [mark for mark in narration.marks if mark.source == "failed"]
    if not failed:
        return ()
    return (f"{len(failed)} of {len(narration.marks)} sentences could not be voiced: {failed[0].problem}",)
