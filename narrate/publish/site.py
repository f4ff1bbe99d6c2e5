"""The site's folder: what is written, what is left as it is, and what is taken away.

``.narrate/manifest.json`` lists every file that we wrote, part by part, each part with the key of what it was made
from.  A part with the same key and all its files is left alone; a file with the same bytes is never touched.  What
is not in the manifest is never changed or removed.

The manifest is written twice: before the work with all that may come to be, after it with what is.  A run that is
killed in between has left whole files only, each put in its place by one rename, and the next run completes it.
Removals come last: no feed names a file that is not there any more.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from narrate.errors import OutputError

OWN = ".narrate"
"""The folder with the manifest, the lock, and what is not finished; a web server need not show it."""
Content = bytes | str | Path
"""What a file holds; a path is another file, which is linked, or copied where that cannot be."""


@dataclass(frozen=True, slots=True)
class Part:
    """Files that are made together, from the same things."""

    name: str
    key: str
    """The same key, the same files."""
    places: tuple[str, ...]
    """All that may come to be."""
    make: Callable[[], Mapping[str, Content]]
    """Place → content, for some or all of ``places``; called only where the key is new or a file is missing."""
    durable: bool = False
    """Whether its files reach the disk before their names do: a power cut leaves no empty feed."""


@dataclass(slots=True)
class Changes:
    """What a run did."""

    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Written:
    """One part in the manifest."""

    key: str
    """"" while it is being written."""
    places: tuple[str, ...]


Manifest = dict[str, Written]


class Site:
    """A folder that we write a site into; a context manager that keeps other runs out."""

    def __init__(self, folder: Path) -> None:
        """Open the folder, and make it if it is not there.

        Raises:
            OutputError: it cannot be written, its manifest is broken, or another run is at work on it.
        """
        self.folder = folder
        with self._translated():
            (folder / OWN).mkdir(parents=True, exist_ok=True)
            self._lock = FileLock(folder / OWN / "lock")
            try:
                self._lock.acquire(blocking=False)
            except Timeout as error:
                raise OutputError(
                    str(folder), "is being written by another run", "Wait for its end"
                ) from error
        self.manifest, self.facts = self._read()
        self._staging = folder / OWN / "staging"

    def __enter__(self) -> Site:
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._staging, ignore_errors=True)
        self._lock.release()

    def apply(self, parts: Sequence[Part], facts: Mapping[str, str]) -> Changes:
        """Bring the folder to what the parts say.

        Args:
            parts: in the order of writing.
            facts: kept in the manifest for the next run's ``facts``.

        Raises:
            OutputError: a file of somebody else is in the way, or one cannot be written.
        """
        changes = Changes()
        with self._translated():
            here = self._present(parts)
            stale = [part for part in parts if not self._is_whole(part, here)]
            gone = self.manifest.keys() - {part.name for part in parts}
            if not stale and not gone and facts == self.facts:
                return changes
            self._refuse_strangers(stale, here)
            self._announce(stale, facts)
            kept = self._write_all(stale, changes)
            self._remove(self._left_over(parts, kept), changes)
            self.manifest = {part.name: kept.get(part.name) or self.manifest[part.name] for part in parts}
            self._save()
        return changes

    def _present(self, parts: Iterable[Part]) -> set[str]:
        """Which of the places that matter are files; each folder is listed once."""
        folders = {os.path.dirname(place) for part in parts for place in part.places}
        present: set[str] = set()
        for folder in folders:
            with (
                contextlib.suppress(FileNotFoundError, NotADirectoryError),
                os.scandir(self.folder / folder) as found,
            ):
                prefix = f"{folder}/" if folder else ""
                present.update(prefix + entry.name for entry in found)
        return present

    def _is_whole(self, part: Part, here: Collection[str]) -> bool:
        before = self.manifest.get(part.name)
        return before is not None and before.key == part.key and all(place in here for place in before.places)

    def _refuse_strangers(self, stale: Iterable[Part], here: Collection[str]) -> None:
        ours = {place for written in self.manifest.values() for place in written.places}
        for part in stale:
            for place in part.places:
                if place in here and place not in ours:
                    raise OutputError(
                        str(self.folder / place),
                        "was not written by narrate publish",
                        "Move it away, or choose another folder with --to",
                    )

    def _announce(self, stale: Iterable[Part], facts: Mapping[str, str]) -> None:
        """Say what may come to be, before it does."""
        for part in stale:
            before = self.manifest.get(part.name)
            places = dict.fromkeys((*(before.places if before else ()), *part.places))
            self.manifest[part.name] = Written("", tuple(places))
        self.facts = dict(facts)
        self._save()

    def _write_all(self, stale: Iterable[Part], changes: Changes) -> Manifest:
        shutil.rmtree(self._staging, ignore_errors=True)
        self._staging.mkdir(parents=True)
        kept: Manifest = {}
        for part in stale:
            files = part.make()
            for place, content in files.items():
                if self._put(place, content, part.durable):
                    changes.written.append(place)
            kept[part.name] = Written(part.key, tuple(files))
        return kept

    def _put(self, place: str, content: Content, durable: bool) -> bool:
        """Write one file in one step; False if it is there already."""
        target = self._inside(place)
        target.parent.mkdir(parents=True, exist_ok=True)
        staged = self._staging / "file"
        if isinstance(content, Path):
            return _link(content, staged, target)
        data = content.encode("utf-8", "replace") if isinstance(content, str) else content
        with contextlib.suppress(FileNotFoundError):
            if target.stat().st_size == len(data) and target.read_bytes() == data:
                return False
        _write(staged, data, durable)
        os.replace(staged, target)
        return True

    def _left_over(self, parts: Iterable[Part], kept: Manifest) -> list[str]:
        """What the manifest knows and nobody wants any more."""
        wanted = {
            place for part in parts for place in (kept.get(part.name) or self.manifest[part.name]).places
        }
        known = (place for written in self.manifest.values() for place in written.places)
        return [place for place in dict.fromkeys(known) if place not in wanted]

    def _remove(self, places: Iterable[str], changes: Changes) -> None:
        for place in places:
            path = self._inside(place)
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                path.unlink()
                changes.removed.append(place)
            self._prune(path.parent)

    def _prune(self, folder: Path) -> None:
        """Empty folders go, too, up to the site's own."""
        while folder != self.folder:
            try:
                folder.rmdir()
            except OSError:
                return
            folder = folder.parent

    def _inside(self, place: str) -> Path:
        """A manifest that somebody has changed must not lead out of the folder."""
        parts = place.split("/")
        if place.startswith("/") or "\\" in place or ".." in parts or parts[0] == OWN:
            raise OutputError(str(self._file), f"names {place!r}, which is not in its folder", self._remedy)
        return self.folder.joinpath(*parts)

    # ── The manifest ──

    @property
    def _file(self) -> Path:
        return self.folder / OWN / "manifest.json"

    _remedy = "Choose an empty folder with --to"

    def _read(self) -> tuple[Manifest, dict[str, str]]:
        try:
            data = json.loads(self._file.read_bytes())
            parts = {name: Written(key, tuple(places)) for name, (key, *places) in data["parts"].items()}
            return parts, data["facts"]
        except FileNotFoundError:
            return {}, {}
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise OutputError(str(self._file), f"cannot be read: {error}", self._remedy) from error

    def _save(self) -> None:
        parts = {name: [written.key, *written.places] for name, written in self.manifest.items()}
        data = json.dumps({"facts": self.facts, "parts": parts}, ensure_ascii=False).encode(
            "utf-8", "replace"
        )
        staged = self._file.with_suffix(".new")
        _write(staged, data, durable=True)  # its loss would make strangers of our own files
        os.replace(staged, self._file)

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            place = (
                error.filename2 or error.filename or self.folder
            )  # the second is where it should have gone
            raise OutputError(str(place), f"cannot be written: {error.strerror or error}") from error


def _write(path: Path, data: bytes, durable: bool) -> None:
    with path.open("wb") as out:
        out.write(data)
        if durable:
            out.flush()
            os.fsync(out.fileno())


def _link(source: Path, staged: Path, target: Path) -> bool:
    """A second name of the same file, or a copy with the same time; False if it is there already."""
    with contextlib.suppress(FileNotFoundError):
        there, here = target.stat(), source.stat()
        if (there.st_size, there.st_mtime_ns) == (here.st_size, here.st_mtime_ns):
            return False
    try:
        os.link(source, staged)
    except OSError:  # another file system, or one without links
        shutil.copy2(source, staged)
    os.replace(staged, target)
    return True
