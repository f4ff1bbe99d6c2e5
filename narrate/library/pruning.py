"""What of the output folder may go, the oldest first.

Episodes go by when their latest version was made.  One that goes is no withdrawal: nothing stands in its place, the
next `narrate publish` takes it out of feed and site, and no source brings it back (``Catalog.prune``); only who
names its page does.  Withdrawn episodes stay: their rows are all that keeps them from being narrated again.

Clips and fetched pages are caches: what goes is spoken or fetched anew when it is needed.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from narrate.catalog import Catalog
from narrate.errors import SettingsError
from narrate.model import Episode

_SIZE = re.compile(r"\s*(\d{1,15}(?:\.\d{1,6})?)\s*([kmgt]?)(i?)b\s*", re.IGNORECASE)
_POWERS = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4}


def bytes_of(size: str, where: str) -> int:
    """ "20 GB", "1.5 GiB", "300MB" → bytes.

    Raises:
        SettingsError: it is no size, or has no unit: who means 20 GB and writes 20 would lose all.
    """
    found = _SIZE.fullmatch(size)
    if not found:
        raise SettingsError(where, f"is {size!r}", 'Write a number and its unit, such as "20 GB"')
    number, unit, binary = found.groups()
    return int(float(number) * (1024 if binary else 1000) ** _POWERS[unit.lower()])


@dataclass(frozen=True, slots=True)
class Wishes:
    """How much is to be kept."""

    days: int | None = None
    """Episodes, clips and pages that were made, used or fetched in the last so many days; None keeps any age."""
    size: int | None = None
    """Bytes of all episodes' files."""
    clips: int = 0
    """Bytes of clips; 0 is without limit."""


@dataclass
class Plan:
    """What goes."""

    episodes: list[Episode] = field(default_factory=list)
    """The oldest first."""
    bytes: int = 0
    """Of their files."""
    kept: int = 0
    """Episodes that stay, withdrawn ones not counted."""
    kept_bytes: int = 0
    clips: list[Path] = field(default_factory=list)
    clip_bytes: int = 0
    pages: list[Path] = field(default_factory=list)
    page_bytes: int = 0

    def __bool__(self) -> bool:
        return bool(self.episodes or self.clips or self.pages)


@dataclass(frozen=True, slots=True)
class _File:
    used: float
    size: int
    path: Path


def plan(catalog: Catalog, wishes: Wishes, now: datetime | None = None) -> Plan:
    """What would go; nothing is touched."""
    oldest = (now or datetime.now(UTC)) - timedelta(days=wishes.days) if wishes.days is not None else None
    found = Plan()
    _plan_episodes(found, catalog, oldest, wishes.size)
    before = oldest.timestamp() if oldest else None
    clips = list(_going(_files(catalog.clips, "??/*.wav"), before, wishes.clips))
    pages = list(_going(_files(catalog.pages, "*.gz"), before, 0))
    found.clips, found.clip_bytes = [one.path for one in clips], sum(one.size for one in clips)
    found.pages, found.page_bytes = [one.path for one in pages], sum(one.size for one in pages)
    return found


def _plan_episodes(found: Plan, catalog: Catalog, oldest: datetime | None, limit: int | None) -> None:
    """The latest first: from the first that is too much, all that are older go."""
    is_full = False
    for episode in catalog.episodes():
        if episode.withdrawn:
            continue
        size = catalog.size_of(episode)
        is_full = is_full or (limit is not None and found.kept_bytes + size > limit)
        if is_full or (oldest and datetime.fromisoformat(episode.narrated) < oldest):
            found.episodes.append(episode)
            found.bytes += size
        else:
            found.kept += 1
            found.kept_bytes += size
    found.episodes.reverse()


def _files(folder: Path, pattern: str) -> Iterator[_File]:
    for path in folder.glob(pattern):
        with contextlib.suppress(OSError):  # another process has thrown it away
            state = path.stat()
            yield _File(state.st_mtime, state.st_size, path)


def _going(files: Iterable[_File], before: float | None, limit: int) -> Iterator[_File]:
    """Those not used since ``before``, and the longest unused until the rest fits."""
    known = sorted(files, key=lambda one: one.used)
    size = sum(one.size for one in known)
    for one in known:
        if not ((limit and size > limit) or (before is not None and one.used < before)):
            return
        size -= one.size
        yield one


def carry_out(found: Plan, catalog: Catalog) -> None:
    """Throw it away; while nobody else is at work (``Catalog.alone``).

    Raises:
        OutputError: the catalogue cannot be written; what went before is gone, and no row names it.
    """
    for episode in found.episodes:
        catalog.prune(episode)
    for path in (*found.clips, *found.pages):
        with contextlib.suppress(OSError):
            path.unlink()
