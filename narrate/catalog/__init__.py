"""The output folder and its SQLite catalogue; the only writer of both.

    output/
      catalog.sqlite     one row an episode, one a sentence, one a text
      audio/             the finished files
      covers/            a square picture for each episode
      proofs/            a proof sheet for each episode
      .clips/            spoken sentences, written by ``speech/cache.py``
      .staging/          what is not finished; emptied when it is old

Files are moved to their places first, each in one step, and the row is written after them, in one transaction: a
row never names a file that is not there.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from types import TracebackType
from typing import Any

from narrate.catalog.names import identity, stem
from narrate.catalog.rows import (
    COLUMNS,
    SCHEMA,
    SCHEMA_VERSION,
    blocks_cell,
    changed,
    episode_from,
    episode_of,
    episode_row,
    now,
    sentence_rows,
    transcript_from,
)
from narrate.errors import OutputError
from narrate.model import AudioFile, Correction, Episode, Mark, Media, Narration, Transcript

__all__ = ["Catalog", "identity"]

PATIENCE = 30.0
"""Seconds that a run waits for another one that is writing the catalogue."""
STALE = 24 * 3600
"""Seconds after which a staging folder is taken for the remains of a run that was killed."""


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
            for each in (self.audio, folder / "covers", folder / "proofs", self.clips, self._stagings):
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
            for statement in SCHEMA.split(";"):
                self._db.execute(statement)
        self._db.commit()
        if version not in (0, SCHEMA_VERSION):
            raise OutputError(
                str(self.folder / "catalog.sqlite"),
                f"has the schema {version}, this narrate writes {SCHEMA_VERSION}",
                "Use the narrate that made it, or another --output",
            )

    def add(
        self,
        narration: Narration,
        source: str,
        page_key: str,
        script_key: str,
        proof: Mapping[str, Any] | None = None,
    ) -> Episode:
        """Move a narration to its place and write its row; an earlier one of the same article gives way.

        Args:
            proof: what the proof sheet says beside the row's own figures.

        Raises:
            OutputError: a file or the row cannot be written; the catalogue is as it was.
        """
        name = identity(narration.article, source)
        before = self.find(name)
        # A new sound has a new name, so that the old files are whole until the new row stands.
        place = stem(narration.article.title, name, script_key)
        kept = set(_files(before)) if before else set()
        with self._translated():
            moved: list[str] = []
            try:
                media = tuple(self._moved(file, place, moved) for file in narration.files)
                cover = self._cover(narration, place, moved)
                episode = episode_of(narration, name, source, media, cover, before)
                if before:
                    episode = self._corrected(episode, before, narration.marks)
                self._prove(episode, place, proof, moved)
                self._write(episode, narration, page_key, script_key)
            except BaseException:
                self._remove(set(moved) - kept)
                raise
        self._remove(kept - set(_files(episode)))
        return episode

    def _moved(self, file: AudioFile, place: str, moved: list[str]) -> Media:
        target = f"audio/{place}.{file.format}"
        self._place(file.path, target, moved)
        return Media(file.format, target, file.bytes, file.sha256, file.levels)

    def _cover(self, narration: Narration, place: str, moved: list[str]) -> str:
        if narration.cover is None:
            return ""
        self._place(narration.cover, f"covers/{place}.jpg", moved)
        return f"covers/{place}.jpg"

    def _prove(self, episode: Episode, place: str, proof: Mapping[str, Any] | None, moved: list[str]) -> None:
        staged = self.staging / f"{place}.json"
        sheet = {**asdict(episode), **(proof or {})}
        staged.write_text(json.dumps(sheet, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        self._place(staged, f"proofs/{place}.json", moved)

    def _place(self, staged: Path, target: str, moved: list[str]) -> None:
        staged.chmod(0o644)
        os.replace(staged, self.folder / target)
        moved.append(target)

    def _corrected(self, episode: Episode, before: Episode, marks: tuple[Mark, ...]) -> Episode:
        """With a public note, if other sentences are said than before."""
        different = changed(self.transcript(before.id).marks, marks)
        if not different or before.withdrawn:
            return episode
        note = Correction(episode.narrated, different, len(marks))
        return replace(episode, corrections=(*episode.corrections, note))

    def _remove(self, files: Iterable[str]) -> None:
        for file in files:
            with contextlib.suppress(OSError):
                (self.folder / file).unlink()

    def _write(self, episode: Episode, narration: Narration, page_key: str, script_key: str) -> None:
        row = [*episode_row(episode), page_key, script_key]
        places = ", ".join("?" * len(row))
        with self._db:
            self._db.execute("DELETE FROM episodes WHERE id = ?", [episode.id])
            self._db.execute(f"INSERT INTO episodes VALUES ({places})", row)
            self._db.executemany(
                f"INSERT INTO sentences VALUES ({', '.join('?' * 10)})",
                sentence_rows(episode.id, narration.marks),
            )
            blocks = blocks_cell(narration.article.blocks)
            self._db.execute("INSERT INTO texts VALUES (?, ?)", [episode.id, blocks])

    def withdraw(self, name: str, reason: str) -> Episode:
        """Take an episode's files away and say so in its row; ``add`` brings it back.

        Raises:
            OutputError: there is no such episode, or it cannot be written.
        """
        before = self.find(name)
        if before is None:
            raise OutputError(name, "is no episode of the catalogue", "`narrate list` shows them")
        gone = replace(
            before, withdrawn=before.withdrawn or now(), reason=reason, media=(), file="", cover="", bytes=0
        )
        with self._translated(), self._db:
            cells = ", ".join(f"{column} = ?" for column in COLUMNS)
            self._db.execute(f"UPDATE episodes SET {cells} WHERE id = ?", [*episode_row(gone), name])
        self._remove(_files(before))
        return gone

    def transcript(self, name: str) -> Transcript:
        """What an episode says and when.

        Raises:
            OutputError: there is no such episode.
        """
        with self._translated():
            sentences = self._db.execute(
                'SELECT role, block, shown, start, "end", source, problem, words FROM sentences'
                " WHERE episode = ? ORDER BY number",
                [name],
            ).fetchall()
            text = self._db.execute("SELECT blocks FROM texts WHERE episode = ?", [name]).fetchone()
        if text is None:
            raise OutputError(name, "is no episode of the catalogue", "`narrate list` shows them")
        return transcript_from(sentences, text[0])

    def find(self, name: str) -> Episode | None:
        """The episode of that id."""
        return next(self._select("WHERE id = ?", name), None)

    def episodes(self) -> Iterator[Episode]:
        """All of them, the latest first."""
        return self._select("ORDER BY narrated DESC, id")

    def unchanged(self, page_key: str) -> Episode | None:
        """The episode of exactly that page and those settings, if it is whole and its files are there."""
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
        if episode is None or episode.failed or episode.withdrawn:
            return None
        if not all((self.folder / file).is_file() for file in _files(episode)):
            return None
        return episode

    def _select(self, condition: str, *values: str) -> Iterator[Episode]:
        with self._translated():
            rows = self._db.execute(
                f"SELECT {', '.join(COLUMNS)} FROM episodes {condition}", values
            ).fetchall()
        yield from map(episode_from, rows)

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


def _files(episode: Episode) -> Iterator[str]:
    """All files of an episode, relative to the output folder."""
    yield from (one.file for one in episode.media)
    if episode.cover:
        yield episode.cover
    if episode.file:
        yield f"proofs/{Path(episode.file).stem}.json"
