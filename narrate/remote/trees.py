"""Which files of a library and of a site go to a store, in which steps, and how long caches may keep them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from narrate.catalog import Catalog
from narrate.errors import OutputError
from narrate.publish.places import PLAYER
from narrate.publish.serve import type_of
from narrate.publish.site import Site
from narrate.remote import manifest as manifests
from narrate.remote.mirror import File, Guard, Sent, digest, mirror, places
from narrate.remote.store import PAUSES, Store

CATALOGUE = "catalog.sqlite"
GUARD = ".remote"
FOLDERS = ("audio", "covers", "proofs")

PRIVATE = "no-cache"
SHORT = "public, max-age=300"
"""Pages and feeds: a correction shows within minutes."""
DAY = "public, max-age=86400"
"""Recordings never change under their name, but a withdrawn one must be gone from caches within a day."""
FOR_GOOD = "public, max-age=31536000, immutable"
"""Names with a digest of their content."""


# ── a library ──────────────────────────────────────────────────────────────────────────────────────


def send_library(catalog: Catalog, address: str, pauses: tuple[float, ...] = PAUSES) -> Sent:
    """Audio, covers and proof sheets, then a snapshot of the catalogue that names them; for the one run that is at
    work in the folder (``Catalog.alone``).

    Raises:
        OutputError: the store fails; what it has so far stays, the next run sends the rest.
    """
    snapshot = catalog.staging / CATALOGUE
    catalog.snapshot(snapshot)
    files = [
        *_finished(catalog.folder),
        File(CATALOGUE, snapshot, type_of(CATALOGUE), PRIVATE, 1, along=True),
    ]
    try:
        return mirror(files, Store(address, pauses), Guard(catalog.folder / GUARD))
    finally:
        snapshot.unlink(missing_ok=True)


def _finished(folder: Path) -> Iterator[File]:
    for name in FOLDERS:
        for path in sorted((folder / name).iterdir()):
            if path.is_file():
                cache = PRIVATE if name == "proofs" else DAY
                yield File(f"{name}/{path.name}", path, type_of(path.name), cache)


def fetch_library(address: str, folder: Path, pauses: tuple[float, ...] = PAUSES) -> int:
    """Bring a library back to a folder without a catalogue; returns how many files it has, 0 if there is none.

    Raises:
        OutputError: the store cannot be read, or what it holds is not what was sent.
    """
    if (folder / CATALOGUE).is_file():
        return 0
    store = Store(address, pauses)
    manifest = manifests.read(store)
    if manifest is None:
        return 0
    found = sorted(
        places(manifest), key=lambda each: each[0] == CATALOGUE
    )  # its presence says that all is here
    for place, entry in found:
        path = _inside(folder, place, address)
        if not path.is_file() or digest(path) != entry.sha256:
            _fetch(store, place, entry.sha256, path)
    Guard(folder / GUARD).note(manifest.token)
    return len(found)


def _inside(folder: Path, place: str, address: str) -> Path:
    """A manifest that somebody has changed must not lead out of the folder."""
    parts = place.split("/")
    if place != CATALOGUE and (len(parts) != 2 or parts[0] not in FOLDERS or parts[1] in ("", ".", "..")):
        raise OutputError(address, f"names {place!r}, which is no part of a library")
    if "\\" in place or ":" in place:
        raise OutputError(address, f"names {place!r}, which is no part of a library")
    return folder.joinpath(*parts)


def _fetch(store: Store, place: str, sha256: str, path: Path) -> None:
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        store.get(place, part)
        if digest(part) != sha256:
            raise OutputError(f"{store.address}/{place}", "is not what was sent there")
        os.replace(part, path)
    except OSError as error:
        raise OutputError(str(path), f"cannot be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)


# ── a site ─────────────────────────────────────────────────────────────────────────────────────────


def send_site(folder: Path, address: str, pauses: tuple[float, ...] = PAUSES) -> Sent:
    """A site that ``publish`` has built in a folder; only files that it wrote.

    Raises:
        OutputError: as ``send_library``; no feed there names a file that is not there.
    """
    with Site(folder) as site:
        names = [place for part in site.manifest.values() for place in part.places]
        files = [_file(folder, place, step) for place, step in _in_steps(names) if (folder / place).is_file()]
        return mirror(files, Store(address, pauses))


def _in_steps(names: list[str]) -> Iterator[tuple[str, int]]:
    """Sound and pictures, then the episodes' pages, then what names those, one by one as the site has it."""
    last = count(2)
    for place in names:
        top = place.partition("/")[0]
        if top in ("audio", "covers", "assets") or place == PLAYER:
            yield place, 0
        else:
            yield place, 1 if top == "episodes" else next(last)


def _file(folder: Path, place: str, step: int) -> File:
    name = place.rpartition("/")[2]
    return File(place, folder / place, type_of(name), _cache(place), step)


def _cache(place: str) -> str:
    top = place.partition("/")[0]
    return {"assets": FOR_GOOD, "audio": DAY, "covers": DAY}.get(top, SHORT)
