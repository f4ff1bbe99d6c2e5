"""What is to be sent, in which order, and what is removed.

An object is sent if the store does not have it as it is here.  Steps are sent one after the other, the objects of
one step at once: what names others comes in a later step than they, so that no reader meets a feed that names a
missing file.  What is wanted no more is removed after all is sent.
"""

from __future__ import annotations

import hashlib
import time
import uuid
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from itertools import groupby, islice
from pathlib import Path

from narrate.errors import OutputError
from narrate.remote import manifest as manifests
from narrate.remote.manifest import Entry, Manifest
from narrate.remote.store import UNFINISHED, Store, Stored

SAVED_EVERY = 20.0
"""Seconds: so much of the sending a killed run repeats."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that shall be in the store."""

    place: str
    path: Path
    kind: str
    """Content type."""
    cache: str
    """Cache-Control."""
    step: int = 0
    """Sent after all of the steps before."""
    along: bool = False
    """Sent only if something else is sent or removed, or if it is not there: it differs at each look."""


@dataclass(slots=True)
class Sent:
    """What a run did to a store."""

    address: str
    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    bytes: int = 0


class Guard:
    """Which states of a store this folder knows: two machines must not undo each other's work unseen."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def knows(self, token: str) -> bool:
        """Whether this folder has seen that state, or was about to make it when it was killed."""
        try:
            return token in self._path.read_text(encoding="ascii").split()
        except OSError:
            return False

    def note(self, *tokens: str) -> None:
        """Remember these only."""
        try:
            self._path.write_text("\n".join(tokens), encoding="ascii")
        except OSError as error:
            raise OutputError(str(self._path), f"cannot be written: {error.strerror}") from error


def mirror(files: Sequence[File], store: Store, guard: Guard | None = None) -> Sent:
    """Make the store hold these files, and of ours no others.

    Raises:
        OutputError: the store fails, holds something of somebody else in a file's place, or was written from
            elsewhere since (only with a guard).
    """
    before = manifests.read(store)
    if before and guard and not guard.knows(before.token):
        raise OutputError(
            store.address,
            "was written from another folder or machine since",
            "Move this folder away, and narrate fetches the library from there; or choose another --output",
        )
    return _Run(files, store, before or Manifest(), guard).work()


class _Run:
    def __init__(self, files: Sequence[File], store: Store, manifest: Manifest, guard: Guard | None) -> None:
        self._files, self._store, self._guard = files, store, guard
        self._manifest, self._there = manifest, store.listed()
        self._sent = Sent(store.address)
        self._saved = 0.0

    def work(self) -> Sent:
        stale = [file for file in self._files if not file.along and not self._is_there(file)]
        gone = self._gone()
        along = [each for each in self._files if each.along and (stale or gone or self._is_missing(each))]
        stale += along
        if not stale and not gone:
            return self._sent
        self._refuse_strangers(stale)
        self._announce(stale)
        for _, step in groupby(sorted(stale, key=lambda file: file.step), lambda file: file.step):
            self._send(step)
        self._remove(gone)
        self._save()
        if self._guard:
            self._guard.note(self._manifest.token)
        return self._sent

    def _is_missing(self, file: File) -> bool:
        entry, stored = self._manifest.files.get(file.place), self._there.get(file.place)
        return not entry or not entry.sha256 or not stored or not _same(entry, stored)

    def _is_there(self, file: File) -> bool:
        if self._is_missing(file):
            return False
        entry, state = self._manifest.files[file.place], file.path.stat()
        if entry.size != state.st_size:
            return False
        if entry.modified == state.st_mtime_ns:
            return True
        if entry.sha256 != digest(file.path):
            return False
        self._manifest.files[file.place] = replace(entry, modified=state.st_mtime_ns)
        return True

    def _gone(self) -> list[str]:
        """What is ours and wanted no more, and what a killed upload left of it."""
        wanted = {file.place for file in self._files}
        left = [place for place in self._manifest.files if place not in wanted]
        known = wanted | self._manifest.files.keys()
        parts = [place for place in self._there if place.removesuffix(UNFINISHED) in known - {place}]
        return left + parts

    def _refuse_strangers(self, stale: Iterable[File]) -> None:
        for file in stale:
            if file.place in self._there and file.place not in self._manifest.files:
                step = "Move it away, or choose another place in the store"
                raise OutputError(f"{self._store.address}/{file.place}", "was not written by narrate", step)

    def _announce(self, stale: Iterable[File]) -> None:
        """Say what may come to be, before it does."""
        token, before = uuid.uuid4().hex, self._manifest.token
        if self._guard:
            self._guard.note(*filter(None, (before, token)))
        self._manifest.token = token
        self._manifest.files |= {file.place: Entry("") for file in stale}
        self._save()

    def _save(self) -> None:
        manifests.write(self._manifest, self._store)
        self._saved = time.monotonic()

    def _send(self, files: Iterable[File]) -> None:
        """Some at once; the first that fails ends it when those under way have ended."""
        waiting = iter(files)
        with ThreadPoolExecutor(self._store.at_once, thread_name_prefix="upload") as threads:
            under_way: dict[Future[tuple[Entry, Stored]], File] = {}
            while True:
                for file in islice(waiting, 2 * self._store.at_once - len(under_way)):
                    under_way[threads.submit(self._put, file)] = file
                if not under_way:
                    return
                for done in wait(under_way, return_when=FIRST_COMPLETED).done:
                    try:
                        self._note(under_way.pop(done), *done.result())
                    except BaseException:
                        threads.shutdown(wait=True, cancel_futures=True)
                        raise

    def _put(self, file: File) -> tuple[Entry, Stored]:
        state = file.path.stat()
        entry = Entry(digest(file.path), state.st_size, modified=state.st_mtime_ns)
        return entry, self._store.put(file.path, file.place, file.kind, file.cache)

    def _note(self, file: File, entry: Entry, stored: Stored) -> None:
        self._manifest.files[file.place] = replace(entry, etag=stored.etag)
        self._sent.written.append(file.place)
        self._sent.bytes += entry.size
        if time.monotonic() - self._saved > SAVED_EVERY:
            self._save()

    def _remove(self, places: Sequence[str]) -> None:
        if places and self._guard:
            self._look_again()
        with ThreadPoolExecutor(self._store.at_once, thread_name_prefix="remove") as threads:
            for place, _ in zip(places, threads.map(self._store.remove, places), strict=True):
                self._manifest.files.pop(place, None)
                if place in self._there:
                    self._sent.removed.append(place)

    def _look_again(self) -> None:
        """Two machines that began at the same moment: the one that announced first gives way."""
        now = manifests.read(self._store)
        if now is None or now.token != self._manifest.token:
            raise OutputError(self._store.address, "is being written from another machine", "Run it again")


def _same(entry: Entry, stored: Stored) -> bool:
    return entry.size == stored.size and (not entry.etag or not stored.etag or entry.etag == stored.etag)


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def places(manifest: Manifest) -> Iterator[tuple[str, Entry]]:
    """What is whole in the store."""
    return ((place, entry) for place, entry in manifest.files.items() if entry.sha256)
