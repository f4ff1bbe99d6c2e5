"""``[[sources]]`` → jobs: what they list that this output folder does not know yet, or not as it is now."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from narrate.batch.desk import Desk
from narrate.batch.jobs import Job
from narrate.batch.policy import had_its_tries
from narrate.catalog import Memory
from narrate.model import Listed
from narrate.sources import Wanted, listed


def jobs_of(source: Wanted, desk: Desk, offered: Memory, since: datetime | None = None) -> Iterator[Job]:
    """What a source lists that is new or changed by its listing, lazily: a long list costs next to no memory.

    Args:
        offered: what other sources have listed in this run and is done for them; it grows.
        since: what is older is not wanted.

    Raises:
        SourceError: the list cannot be read.
    """
    left = source.limit or sys.maxsize
    for item in listed(source, desk.fetcher, since):
        job = Job(item.place, wanted=source, stamp=_stamp(item))
        known = not desk.force and desk.catalog.stamp(stamp_key(job)) == stamp_of(job, desk)
        if desk.catalog.pruned(item.place) and not desk.force:
            continue
        is_due = _may_be_corrected(item, source) if known else left > 0
        if is_due and offered.is_new(item.place):
            left -= not (known or _fails_for_ever(job, desk))
            yield job


def _fails_for_ever(job: Job, desk: Desk) -> bool:
    """As far as anybody knows; it must not keep others from their turn."""
    failure = desk.catalog.failure(job.source)
    return failure is not None and had_its_tries(failure, desk.settings.tries)


def stamp_key(job: Job) -> str:
    """Who remembers: each list has stamps of its own."""
    return f"{job.wanted.place} {job.source}" if job.wanted else job.source


def stamp_of(job: Job, desk: Desk) -> str:
    """What is remembered of a job that is done, so that its page need not be fetched again; "" for nothing."""
    return f"{desk.fingerprint_hash} {job.stamp}" if job.stamp else ""


def _stamp(item: Listed) -> str:
    date = item.modified or item.published
    return f"{date.isoformat() if date else 'undated'} {item.title}"


def _may_be_corrected(item: Listed, source: Wanted) -> bool:
    """A young page whose listing tells of no changes is looked at again; its server is asked conditionally."""
    if item.modified and item.modified != item.published:
        return False
    return item.published is not None and datetime.now(UTC) - item.published < timedelta(hours=source.recheck)
