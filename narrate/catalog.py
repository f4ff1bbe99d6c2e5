"""The output folder and its SQLite catalogue; the only writer of both.

    output/
      catalog.sqlite     one row an episode, one a sentence
      audio/             the finished files
      .clips/            spoken sentences, written by ``speech/cache.py``
      .staging/          what is not finished; emptied when it is old

A file is moved to its place first, in one step, and its row is written after it, in one transaction: a row never
names a file that is not there.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import sqlite3
import tempfile
import threading
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import astuple, fields
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from types import TracebackType

from narrate.errors import OutputError
from narrate.model import Article, Episode, Mark, Narration

SCHEMA_VERSION = 1
SLUG_LENGTH = 32
"""Characters of a title in a file name; at most 128 bytes in UTF-8, under every system's 255."""
PATIENCE = 30.0
"""Seconds that a run waits for another one that is writing the catalogue."""
STALE = 24 * 3600
"""Seconds after which a staging folder is taken for the remains of a run that was killed."""

_COLUMNS = [one.name for one in fields(Episode)]
_SCHEMA = f"""
CREATE TABLE episodes (
    {", ".join(_COLUMNS)},
    page_key TEXT NOT NULL,    -- the page's bytes and every setting: the quick way to "unchanged"
    script_key TEXT NOT NULL,  -- what was said, by whom, and how it sounds: the sure way
    PRIMARY KEY (id)
);
CREATE INDEX episodes_by_page ON episodes (page_key);
CREATE TABLE sentences (
    episode TEXT NOT NULL REFERENCES episodes (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    role TEXT NOT NULL,
    block INTEGER NOT NULL,    -- -1: title, byline, disclosure, …
    shown TEXT NOT NULL,
    start REAL NOT NULL,       -- seconds on the decoded time line
    "end" REAL NOT NULL,
    source TEXT NOT NULL,      -- voiced, cached or failed
    problem TEXT NOT NULL,
    PRIMARY KEY (episode, number)
);
PRAGMA user_version = {SCHEMA_VERSION};
"""


class Catalog:
    """An output folder; a context manager that several threads of one process may use."""

    def __init__(self, folder: Path) -> None:
        """Open the folder, and make it if it is not there.

        Raises:
            OutputError: it cannot be written, or its catalogue is broken or of a newer version.
        """
        self.folder = folder
        self._lock = threading.RLock()
        try:
            for each in (folder, self.audio, self.clips, self._stagings):
                each.mkdir(parents=True, exist_ok=True)
            self._sweep()
            self.staging = Path(tempfile.mkdtemp(dir=self._stagings))
        except OSError as error:
            raise OutputError(
                str(folder), f"cannot be written: {error.strerror}", "Choose another folder with --output"
            ) from error
        with self._translated():
            self._db = sqlite3.connect(folder / "catalog.sqlite", timeout=PATIENCE, check_same_thread=False)
            self._log_ahead()
            self._db.execute("PRAGMA foreign_keys = ON")
            self._prepare()

    @property
    def audio(self) -> Path:
        """Where the finished files lie."""
        return self.folder / "audio"

    @property
    def clips(self) -> Path:
        """Where spoken sentences are kept."""
        return self.folder / ".clips"

    @property
    def _stagings(self) -> Path:
        return self.folder / ".staging"

    def _sweep(self) -> None:
        for left in self._stagings.iterdir():
            with contextlib.suppress(FileNotFoundError):  # another run has just ended and taken its own away
                if time.time() - left.stat().st_mtime > STALE:
                    shutil.rmtree(left, ignore_errors=True)

    def _log_ahead(self) -> None:
        """Readers and the writer do not wait for each other.  This one change of mode does not wait by itself for
        another run that opens or closes the catalogue (sqlite.org/wal.html, "SQLITE_BUSY").
        """
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                self._db.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(0.02)

    def _prepare(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")  # two first runs at once: one makes the tables, the other waits
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version == 0:
            for statement in _SCHEMA.split(";"):
                self._db.execute(statement)
        self._db.commit()
        if version not in (0, SCHEMA_VERSION):
            raise OutputError(
                str(self.folder / "catalog.sqlite"),
                f"has the schema {version}, this narrate writes {SCHEMA_VERSION}",
                "Use the narrate that made it, or another --output",
            )

    def add(self, narration: Narration, source: str, page_key: str, script_key: str) -> Episode:
        """Move a narration to its place and write its row; an earlier one of the same article gives way.

        Raises:
            OutputError: the file or the row cannot be written; the catalogue is as it was.
        """
        name = identity(narration.article, source)
        before = self.find(name)
        # A new sound has a new name, so that the old file is whole until the new row stands.
        version = sha256(f"{name}{script_key}".encode()).hexdigest()[:8]
        file = f"audio/{_slug(narration.article.title)}-{version}.mp3"
        with self._translated():
            size = narration.audio.stat().st_size
            narration.audio.chmod(0o644)
            os.replace(narration.audio, self.folder / file)
            episode = _episode(narration, name, source, file, size)
            try:
                self._write(episode, narration.marks, page_key, script_key)
            except sqlite3.Error:
                if before is None or before.file != file:
                    (self.folder / file).unlink(missing_ok=True)
                raise
        if before and before.file != file:
            with contextlib.suppress(OSError):
                (self.folder / before.file).unlink()
        return episode

    def _write(self, episode: Episode, marks: tuple[Mark, ...], page_key: str, script_key: str) -> None:
        row = [json.dumps(value) if isinstance(value, tuple) else value for value in astuple(episode)]
        places = ", ".join("?" * (len(row) + 2))
        sentences = [
            (episode.id, number, m.role, m.block, m.shown, m.start, m.end, m.source, m.problem)
            for number, m in enumerate(marks)
        ]
        with self._db:
            self._db.execute("DELETE FROM episodes WHERE id = ?", [episode.id])
            self._db.execute(f"INSERT INTO episodes VALUES ({places})", [*row, page_key, script_key])
            self._db.executemany(f"INSERT INTO sentences VALUES ({', '.join('?' * 9)})", sentences)

    def find(self, name: str) -> Episode | None:
        """The episode of that id."""
        return next(self._select("WHERE id = ?", name), None)

    def episodes(self) -> Iterator[Episode]:
        """All of them, the latest first."""
        return self._select("ORDER BY narrated DESC, id")

    def unchanged(self, page_key: str) -> Episode | None:
        """The episode of exactly that page and those settings, if it is whole and its file is there."""
        return self._whole(self._select("WHERE page_key = ?", page_key))

    def same_script(self, name: str, script_key: str, page_key: str) -> Episode | None:
        """The episode of that id if it says and sounds the same; from now on it is known by ``page_key``."""
        episode = self._whole(self._select("WHERE id = ? AND script_key = ?", name, script_key))
        if episode:
            with self._translated(), self._db:
                self._db.execute("UPDATE episodes SET page_key = ? WHERE id = ?", [page_key, name])
        return episode

    def _whole(self, found: Iterator[Episode]) -> Episode | None:
        episode = next(found, None)
        if episode is None or episode.failed or not (self.folder / episode.file).is_file():
            return None
        return episode

    def _select(self, condition: str, *values: str) -> Iterator[Episode]:
        with self._translated():
            rows = self._db.execute(
                f"SELECT {', '.join(_COLUMNS)} FROM episodes {condition}", values
            ).fetchall()
        for row in rows:
            cells = dict(zip(_COLUMNS, row, strict=True))
            yield Episode(**{**cells, "authors": tuple(json.loads(cells["authors"]))})

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            with self._lock:
                yield
        except OSError as error:
            raise OutputError(str(self.folder), f"cannot be written: {error.strerror}") from error
        except sqlite3.Error as error:
            raise OutputError(str(self.folder / "catalog.sqlite"), f"fails: {error}") from error

    def __enter__(self) -> Catalog:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()
        shutil.rmtree(self.staging, ignore_errors=True)


def identity(article: Article, source: str) -> str:
    """What makes an article the same one tomorrow: its address, else the file it came from, else its title."""
    path = os.path.realpath(source) if os.path.exists(source) else ""
    return sha256((article.url or path or article.title).encode()).hexdigest()[:12]


def _slug(title: str) -> str:
    """A file name that every system takes: whole words of letters and digits, of any script."""
    text = unicodedata.normalize("NFC", re.sub("['’]", "", title)).lower()
    words = "".join(char if _is_letter(char) else " " for char in text).split()
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if len(longer) > SLUG_LENGTH:
            break
        slug = longer
    return slug or "article"


def _is_letter(char: str) -> bool:
    """Vowel signs (category M) belong to the words of Hindi, Thai or Burmese."""
    return char.isalnum() or unicodedata.category(char).startswith("M")


def _episode(narration: Narration, name: str, source: str, file: str, size: int) -> Episode:
    article = narration.article
    return Episode(
        id=name,
        url=article.url,
        source=source,
        title=article.title,
        authors=article.authors,
        site=article.site,
        published=article.published.isoformat() if article.published else "",
        modified=article.modified.isoformat() if article.modified else "",
        language=article.language,
        image=article.image,
        voice=narration.voice.name,
        seconds=round(narration.seconds, 3),
        words=sum(len(mark.shown.split()) for mark in narration.marks),
        bytes=size,
        file=file,
        loudness=narration.loudness,
        true_peak=narration.true_peak,
        voiced=narration.count("voiced"),
        cached=narration.count("cached"),
        failed=narration.count("failed"),
        narrated=datetime.now(UTC).isoformat(timespec="seconds"),
    )
