"""What a source lists: a feed, a sitemap, a list of addresses, a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin

from narrate.errors import SourceError
from narrate.model import Listed
from narrate.sources import feeds, sitemaps, web
from narrate.sources.fetcher import Fetcher
from narrate.sources.places import find, is_address
from narrate.sources.wanted import Wanted


def listed(source: Wanted, fetcher: Fetcher, since: datetime | None = None) -> Iterator[Listed]:
    """What a source lists and wants, each page once; feeds and sitemaps with the newest first, without its limit.

    A list comes as it stands, line by line, however long it is: whoever reads it remembers what was there.

    Args:
        since: what is older is not wanted.

    Raises:
        SourceError: the list cannot be read.
    """
    fitting: Iterator[Listed] = (item for item in _items(source, fetcher) if source.takes(item, since))
    if source.kind in ("feed", "sitemap"):
        fitting = iter(sorted(fitting, key=_newest_first))
    return fitting if source.kind == "list" else _once(fitting)


def _items(source: Wanted, fetcher: Fetcher) -> Iterator[Listed]:
    place = source.place
    if source.kind == "files":
        return (Listed(path, modified=_changed(path)) for path in find([place]))
    if source.kind == "list":
        return _of_list(place, fetcher)
    body = _body(place, fetcher)
    if source.kind == "feed":
        return feeds.items(body, place)
    return sitemaps.items(body, place, lambda address: _body(address, fetcher))


def _of_list(place: str, fetcher: Fetcher) -> Iterator[Listed]:
    """One a line; what follows a # after a space, and empty lines, are remarks.  A file is read line by line."""
    if is_address(place):
        for line in _lines(iter(_body(place, fetcher).decode("utf-8", "replace").splitlines())):
            yield Listed(urljoin(place, line).partition("#")[0])  # never a file of this machine
        return
    try:
        with open(place, encoding="utf-8-sig") as file:
            for line in _lines(file):
                yield Listed(line.partition("#")[0] if is_address(line) else _beside(place, line))
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(place, error) from error


def _lines(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        place = line.partition(" #")[0].strip()
        if place and not place.startswith("#"):
            yield place


def _beside(place: str, line: str) -> str:
    """The path of a file that a list names; "-" is a file, too, and not standard input."""
    return os.path.join(".", line) if line == "-" else str(Path(place).parent / line)


def _body(place: str, fetcher: Fetcher) -> bytes:
    if is_address(place):
        return fetcher.get(place, web.LISTS, asked_for=True).body
    try:
        return Path(place).read_bytes()
    except OSError as error:
        raise _unreadable(place, error) from error


def _unreadable(place: str, error: Exception) -> SourceError:
    return SourceError(
        place, f"cannot be read: {getattr(error, 'strerror', None) or error}", "Check [[sources]]"
    )


def _changed(path: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(os.stat(path).st_mtime, UTC)
    except OSError:
        return None


def _newest_first(item: Listed) -> float:
    date = item.published or item.modified
    return -date.timestamp() if date else float("inf")


def _once(items: Iterator[Listed]) -> Iterator[Listed]:
    seen: set[str] = set()
    for item in items:
        key = item.place.partition("#")[0]
        if key not in seen:
            seen.add(key)
            yield item
