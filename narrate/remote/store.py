"""One object at a time: put whole or not at all, tried again where that may help, errors in one line.

Keys, endpoints and regions are the environment's, as each store's own tools read them (``AWS_PROFILE``,
``AWS_ENDPOINT_URL``, ``GOOGLE_APPLICATION_CREDENTIALS``, ``FSSPEC_S3_…``); none of them is a setting of ours.
"""

from __future__ import annotations

import contextlib
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar
from urllib.parse import urlsplit

from narrate.errors import OutputError

OBJECT_STORES = {"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "oss", "r2", "memory"}
"""An upload to them shows when it is complete, never before; they have no folders.  All others are file systems:
there a file is written beside its place and renamed into it."""
UNFINISHED = ".narrate-part"
PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds before each further try, and up to as much again by chance, so that runs do not come back together."""
AT_ONCE = 8
"""Objects under way at once, where the store's client can do that."""
PART = 16 * 2**20
"""Bytes; a file of more than two of them goes to S3 in parts: long recordings at once would fill the memory."""
HOPELESS = (PermissionError, NotADirectoryError, IsADirectoryError, ValueError)
HOPELESS_BY_NAME = {"NoCredentialsError", "PartialCredentialsError", "ProfileNotFound", "InvalidRegionError"}
"""botocore's own: no try will mend them."""
OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "s3": {"config_kwargs": {"connect_timeout": 10, "read_timeout": 60, "retries": {"max_attempts": 1}}},
    "s3a": {"config_kwargs": {"connect_timeout": 10, "read_timeout": 60, "retries": {"max_attempts": 1}}},
}
"""A dead store is given up after our tries, not after theirs times ours."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stored:
    """An object as the store tells of it."""

    size: int
    etag: str
    """"" where the store has none."""


class Store:
    """A place in a store.

    Args:
        address: "s3://bucket/show".

    Raises:
        OutputError: fsspec or what it needs for this address is not installed, or the address is wrong.
    """

    def __init__(self, address: str, pauses: tuple[float, ...] = PAUSES) -> None:
        self.address = _public(address)
        self._scheme = urlsplit(address).scheme
        self._pauses = pauses
        self._made: set[str] = set()
        self._files, root = self._opened(address)
        self._root = root.rstrip("/")

    def _opened(self, address: str) -> tuple[Any, str]:
        try:
            from fsspec.core import url_to_fs

            options = OPTIONS.get(self._scheme, {})
            files, root = url_to_fs(address, use_listings_cache=False, skip_instance_cache=True, **options)
            return files, str(root)
        except ImportError as error:
            step = "pip install 'narrate[remote]', or what fsspec names for this kind of address"
            raise OutputError(self.address, f"cannot be opened: {error}", step) from error
        except Exception as error:
            raise OutputError(self.address, f"cannot be opened: {_told(error)}") from error

    @property
    def at_once(self) -> int:
        """How many threads may use this at once; only asynchronous clients are made for more than one."""
        return AT_ONCE if getattr(self._files, "async_impl", False) else 1

    @property
    def _is_objects(self) -> bool:
        return self._scheme in OBJECT_STORES

    def put(self, path: Path, place: str, kind: str, cache: str) -> Stored:
        """Upload a file.

        Args:
            kind: its content type.
            cache: its Cache-Control.

        Raises:
            OutputError: the store does not take it.
        """
        return self._insist("cannot be written", lambda: self._put(path, place, kind, cache))

    def _put(self, path: Path, place: str, kind: str, cache: str) -> Stored:
        target = self._at(place)
        if self._is_objects:
            self._files.put_file(str(path), target, **_labels(self._scheme, kind, cache))
        else:
            self._make_folder(target)
            self._files.put_file(str(path), target + UNFINISHED)
            self._files.mv(target + UNFINISHED, target)
        stored = _stored(self._files.info(target))
        if stored.size != path.stat().st_size:
            raise OSError(f"{place} has arrived with {stored.size} bytes of {path.stat().st_size}")
        return stored

    def _make_folder(self, target: str) -> None:
        folder = target.rpartition("/")[0]
        if folder not in self._made:
            self._files.makedirs(folder, exist_ok=True)
            self._made.add(folder)

    def get(self, place: str, path: Path) -> None:
        """Download an object to a file.  Raises OutputError."""
        self._insist("cannot be read", lambda: self._files.get_file(self._at(place), str(path)))

    def read(self, place: str) -> bytes | None:
        """An object's bytes; None if there is none.  Raises OutputError."""

        def read() -> bytes | None:
            try:
                return bytes(self._files.cat_file(self._at(place)))
            except FileNotFoundError:
                return None

        return self._insist("cannot be read", read)

    def listed(self) -> dict[str, Stored]:
        """All that is there, by place.  Raises OutputError."""

        def found() -> dict[str, Any]:
            try:
                return dict(self._files.find(self._root, detail=True))
            except FileNotFoundError:
                return {}

        before = f"{self._root}/"
        infos = self._insist("cannot be listed", found)
        return {path.removeprefix(before): _stored(info) for path, info in infos.items()}

    def remove(self, place: str) -> None:
        """Remove an object, if it is there.  Raises OutputError."""

        def remove() -> None:
            with contextlib.suppress(FileNotFoundError):
                self._files.rm_file(self._at(place))

        self._insist("cannot be written", remove)
        if not self._is_objects:
            self._prune(PurePosixPath(place).parent)

    def _prune(self, folder: PurePosixPath) -> None:
        """Empty folders go, too; one that is not empty is not removed."""
        with contextlib.suppress(Exception):
            while str(folder) != "." and not self._files.ls(self._at(str(folder)), detail=False):
                self._files.rmdir(self._at(str(folder)))
                self._made.discard(self._at(str(folder)))
                folder = folder.parent

    def _at(self, place: str) -> str:
        return f"{self._root}/{place}"

    def _insist(self, what: str, act: Callable[[], T]) -> T:
        for pause in (*self._pauses, None):
            try:
                return act()
            except Exception as error:  # each store's client has errors of its own
                if pause is None or self._is_hopeless(error):
                    raise self._refused(what, error, pause is None) from error
                time.sleep(pause * random.uniform(1, 2))
        raise AssertionError("unreachable")

    def _is_hopeless(self, error: Exception) -> bool:
        if isinstance(error, FileNotFoundError):  # no such bucket; a local file that is gone
            return True
        return isinstance(error, HOPELESS) or type(error).__name__ in HOPELESS_BY_NAME

    def _refused(self, what: str, error: Exception, tried: bool) -> OutputError:
        times = f", {len(self._pauses) + 1} times in a row" if tried else ""
        step = "All is kept here; the next run sends what is missing"
        return OutputError(self.address, f"{what}: {_told(error)}{times}", step)


def _public(address: str) -> str:
    """Without a password."""
    parts = urlsplit(address)
    login, at, _ = parts.netloc.rpartition("@")
    return address.replace(login + at, f"{login.partition(':')[0]}{at}", 1) if ":" in login else address


def _told(error: Exception) -> str:
    text = " ".join(str(error).split()).rstrip(".")
    return f"{type(error).__name__}: {text[:300]}" if text else type(error).__name__


def _stored(info: Mapping[str, Any]) -> Stored:
    etag = info.get("ETag") or info.get("etag") or ""
    return Stored(int(info.get("size") or 0), str(etag).strip('"'))


def _labels(scheme: str, kind: str, cache: str) -> dict[str, Any]:
    """Content type and Cache-Control as each client wants them; the others guess the type by the name."""
    if scheme in ("s3", "s3a"):
        return {"ContentType": kind, "CacheControl": cache, "chunksize": PART, "max_concurrency": 2}
    if scheme in ("gs", "gcs"):
        return {"content_type": kind, "fixed_key_metadata": {"cache_control": cache}}
    return {}
