"""The output folder and its SQLite catalogue; the only writer of both.

    output/
      catalog.sqlite     one row an episode, one a sentence, one a text
      audio/             the finished files
      covers/            a square picture for each episode
      proofs/            a proof sheet for each episode
      .lock              held by the run that is at work
      .clips/            spoken sentences, written by ``speech/cache.py``
      .pages/            fetched pages, written by ``sources/fetcher.py``
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
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from types import TracebackType
from typing import Any

from filelock import FileLock, Timeout

from narrate.catalog.memory import Memory
from narrate.catalog.names import identity, is_ours, stem
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
from narrate.catalog.sums import By, Runs, Sum, runs, sums
from narrate.catalog.words import count_words
from narrate.errors import NarrateError, OutputError
from narrate.model import Article, AudioFile, Correction, Episode, Failure, Mark, Media, Narration, Transcript

__all__ = ["By", "Catalog", "Memory", "Runs", "Sum", "count_words", "identity"]

LOCK = ".lock"
PATIENCE = 30.0
"""Seconds that a run waits for another one that is writing the catalogue."""
AT_ONCE = 200
"""Rows read from the catalogue."""
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
    def pages(self) -> Path:
        """Where fetched pages are kept, to ask their servers for changes only."""
        return self.folder / ".pages"

    @property
    def clips(self) -> Path:
        """Where spoken sentences are kept."""
        return self.folder / ".clips"

    @property
    def _stagings(self) -> Path:
        return self.folder / ".staging"

    def must_stand(self) -> None:
        """Make sure that what fails now is an article and not the folder: somebody may have taken it away.

        Raises:
            OutputError: the folder is not there any more.
        """
        if not self.staging.is_dir():  # another part of the run may have made the folder itself anew
            raise OutputError(str(self.folder), "is gone", "Bring it back, or choose another with --output")

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

    @contextlib.contextmanager
    def alone(self, patience: float = 0.0) -> Iterator[None]:
        """Keep other runs out, and clean up after one that was killed.

        Args:
            patience: seconds to wait for another run to end.

        Raises:
            OutputError: another run is at work in this folder.
        """
        lock = FileLock(self.folder / LOCK)
        try:
            lock.acquire(timeout=patience)
        except Timeout as error:
            step = "Wait for it, or choose another folder with --output"
            raise OutputError(
                str(self.folder), "another run of narrate is at work in this folder", step
            ) from error
        except OSError as error:
            raise OutputError(str(self.folder), f"cannot be locked: {error.strerror}") from error
        try:
            with self._translated():
                self._tidy()
            yield
        finally:
            lock.release()

    def _tidy(self) -> None:
        """Nobody else is at work: what no row names is the remains of a run that was killed.

        What a row names and is not there, or not whole, was lost with the power or by somebody's hand: its page is
        looked at again.
        """
        known: set[str] = set()
        for episode in self.episodes():
            known.update(_files(episode))
            if not episode.withdrawn and not self._is_whole(episode):
                self._forget(episode.source)
        for folder in ("audio", "covers", "proofs"):
            for path in (self.folder / folder).iterdir():
                if is_ours(path.name) and f"{folder}/{path.name}" not in known:
                    path.unlink(missing_ok=True)
        for left in self._stagings.iterdir():
            if left != self.staging:
                shutil.rmtree(left, ignore_errors=True)
        # Another run may have taken ours for such remains while we were waiting for our turn.
        self.staging.mkdir(exist_ok=True)

    def _forget(self, source: str) -> None:
        """No list knows any more that the source is done: a stamp's key ends with its source."""
        with self._db:
            self._db.execute(
                "DELETE FROM stamps WHERE key = :source OR substr(key, -length(:source) - 1) = ' ' || :source",
                {"source": source},
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
        # A new sound has a new name, so that the old files are whole until the new row stands.
        place = stem(narration.article.title, name, script_key)
        with self._translated():  # from the first look: two sources of one article may be ready at once
            before = self.find(name)
            kept = set(_files(before)) if before else set()
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
        with staged.open("rb+") as file:
            os.fsync(file.fileno())  # or a power cut leaves a row that names an empty file
        os.replace(staged, self.folder / target)
        moved.append(target)
        _keep_name(self.folder / target)

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
        row = [*episode_row(episode), page_key, script_key, 0.0]
        places = ", ".join("?" * len(row))
        with self._db:
            self._db.execute("DELETE FROM episodes WHERE id = ?", [episode.id])
            self._db.execute("DELETE FROM pruned WHERE source = ?", [episode.source])
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

    def prune(self, episode: Episode) -> None:
        """Throw an episode away: its row, then its files (a row names no file that is not there; ``alone`` removes
        what a crash leaves between the two).  It is no withdrawal: nothing stands in its place.

        Its source's stamp stays and ``pruned`` knows it, so that no list brings it back.
        """
        with self._translated(), self._db:
            self._db.execute("INSERT OR REPLACE INTO pruned VALUES (?, ?)", [episode.source, now()])
            self._db.execute("DELETE FROM episodes WHERE id = ?", [episode.id])
        self._remove(_files(episode))

    def pruned(self, source: str) -> str:
        """When the episode of a source was thrown away; "" if it never was, or has been narrated again."""
        with self._translated():
            found = self._db.execute("SELECT at FROM pruned WHERE source = ?", [source]).fetchone()
        return str(found[0]) if found else ""

    def size_of(self, episode: Episode) -> int:
        """Bytes of all its files, as far as they are there."""
        size = 0
        for file in _files(episode):
            with contextlib.suppress(OSError):
                size += (self.folder / file).stat().st_size
        return size

    def snapshot(self, to: Path) -> None:
        """Write a whole copy of the catalogue as it is now, in one file.

        Raises:
            OutputError: it cannot be written.
        """
        with self._translated(), contextlib.closing(sqlite3.connect(to)) as copy:
            self._db.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")

    def worked(self, name: str, seconds: float) -> None:
        """Record how long the work on an episode took."""
        with self._translated(), self._db:
            self._db.execute("UPDATE episodes SET spent = ? WHERE id = ?", [seconds, name])

    def ran(self, account: Mapping[str, Any]) -> None:
        """Record a run: ``began``, ``seconds``, ``states``, ``audio_seconds``, ``voiced``, ``cached``."""
        states = account["states"]
        counts = [states.get("narrated", 0), states.get("failed", 0)]
        sound = [account[name] for name in ("audio_seconds", "voiced", "cached")]
        with self._translated(), self._db:
            self._db.execute(
                "INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?)",
                [account["began"], account["seconds"], *counts, *sound],
            )

    def speed(self) -> float:
        """Seconds of audio made in a second, over the runs that made any; 0 if none did."""
        with self._translated():
            (speed,) = self._db.execute(
                "SELECT SUM(audio_seconds) / SUM(seconds) FROM runs WHERE narrated > 0 AND seconds > 0"
            ).fetchone()
        return float(speed or 0.0)

    def sums(self, by: By) -> list[Sum]:
        """What the episodes come to, by what they have in common."""
        with self._translated():
            return list(sums(self._db, by))

    def runs(self) -> Runs:
        """What all runs came to."""
        with self._translated():
            return runs(self._db)

    def failed(self, source: str, url: str, error: NarrateError, page_key: str) -> None:
        """Record that a source could not be narrated; tries are counted as long as its page is the same."""
        moment, cause = now(), str(error)
        with self._translated(), self._db:
            self._db.execute(
                "INSERT INTO failures VALUES (?, ?, ?, ?, 1, ?, ?, ?) ON CONFLICT (source) DO UPDATE SET"
                " url = excluded.url, kind = excluded.kind, cause = excluded.cause, last = excluded.last,"
                " tries = CASE WHEN page_key = excluded.page_key THEN tries + 1 ELSE 1 END,"
                " page_key = excluded.page_key",
                [source, url, type(error).__name__, cause, moment, moment, page_key],
            )

    def done(self, source: str, key: str = "", stamp: str = "") -> None:
        """A source fails no more; while the list ``key`` gives it the same stamp, it need not be looked at."""
        with self._translated(), self._db:
            self._db.execute("DELETE FROM failures WHERE source = ?", [source])
            if stamp and stamp != self.stamp(key):
                self._db.execute("INSERT OR REPLACE INTO stamps VALUES (?, ?)", [key, stamp])

    def stamp(self, key: str) -> str:
        """What its listing said when it was done last; "" if it never was."""
        with self._translated():
            found = self._db.execute("SELECT stamp FROM stamps WHERE key = ?", [key]).fetchone()
        return str(found[0]) if found else ""

    def failure(self, source: str) -> Failure | None:
        """What is known of a source that failed."""
        return next(self._failures("WHERE source = ?", source), None)

    def failures(self) -> Iterator[Failure]:
        """All of them, the latest first."""
        return self._failures("ORDER BY last DESC, source")

    def _failures(self, condition: str, *values: str) -> Iterator[Failure]:
        return (Failure(*row) for row in self._rows(f"SELECT * FROM failures {condition}", values))

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

    def chosen(self, names: Iterable[str]) -> Iterator[Episode]:
        """The episodes that a user names, by id or its beginning, by address, or by a part of the title; all of
        them for no name.

        Raises:
            OutputError: a name fits no episode, or several.
        """
        known = list(self.episodes())
        wanted = list(names)
        if not wanted:
            yield from known
        for name in wanted:
            yield _the_one(name, known)

    def sheet(self, episode: Episode) -> Mapping[str, Any]:
        """An episode's proof sheet; {} if it is lost or broken."""
        path = self.folder / f"proofs/{Path(episode.file).stem}.json"
        try:
            sheet = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return sheet if isinstance(sheet, dict) else {}

    def unchanged(self, page_key: str) -> Episode | None:
        """The episode of exactly that page and those settings, if it is whole and its files are there."""
        return self._whole(self._select("WHERE page_key = ?", page_key))

    def same_script(self, name: str, script_key: str) -> Episode | None:
        """The episode of that id if it says and sounds the same."""
        return self._whole(self._select("WHERE id = ? AND script_key = ?", name, script_key))

    def met_again(self, episode: Episode, article: Article, page_key: str) -> Episode:
        """An episode whose page has changed and says the same: from now on it is known by ``page_key``, and changed
        when the page says so.
        """
        modified = article.modified.isoformat() if article.modified else ""
        with self._translated(), self._db:
            self._db.execute(
                "UPDATE episodes SET page_key = ?, modified = ? WHERE id = ?",
                [page_key, modified, episode.id],
            )
        return replace(episode, modified=modified)

    def _whole(self, found: Iterator[Episode]) -> Episode | None:
        episode = next(found, None)
        if episode is None or episode.failed or episode.withdrawn:
            return None
        return episode if self._is_whole(episode) else None

    def _is_whole(self, episode: Episode) -> bool:
        """Whether its files are there, the audio as long as it was made."""
        try:
            return all((self.folder / one.file).stat().st_size == one.bytes for one in episode.media) and all(
                (self.folder / file).stat().st_size for file in _files(episode)
            )
        except OSError:
            return False

    def _select(self, condition: str, *values: str) -> Iterator[Episode]:
        return map(episode_from, self._rows(f"SELECT {', '.join(COLUMNS)} FROM episodes {condition}", values))

    def _rows(self, question: str, values: Iterable[str]) -> Iterator[tuple[Any, ...]]:
        """A few at a time, so that a large library costs no memory."""
        with self._translated():
            cursor = self._db.execute(question, tuple(values))
        while True:
            with self._translated():
                rows = cursor.fetchmany(AT_ONCE)
            if not rows:
                return
            yield from rows

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            with self._lock:
                yield
        except OSError as error:
            raise OutputError(str(self.folder), f"cannot be written: {error.strerror}") from error
        except sqlite3.Error as error:
            raise OutputError(
                str(self.folder / "catalog.sqlite"), f"fails: {error}", _mended(error)
            ) from error

    def __enter__(self) -> Catalog:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()
        shutil.rmtree(self.staging, ignore_errors=True)


def _mended(error: sqlite3.Error) -> str:
    """What to do about a catalogue that fails."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return "Put a copy in its place, or take it away: the next run makes the episodes of the kept clips"
    return "Make room, or choose another folder with --output" if code == sqlite3.SQLITE_FULL else ""


def _keep_name(path: Path) -> None:
    """A name is on the disk when its folder is; Windows, which opens no folders, writes it by itself."""
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _the_one(name: str, known: Iterable[Episode]) -> Episode:
    ways: tuple[Callable[[Episode], bool], ...] = (
        lambda each: name in (each.id, each.url, each.source, each.file),
        lambda each: each.id.startswith(name),
        lambda each: name.casefold() in each.title.casefold(),
    )
    for fits in ways:
        found = [each for each in known if fits(each)]
        if len(found) == 1:
            return found[0]
        if found:
            some = ", ".join(f"{each.id} ({each.title[:40]})" for each in found[:3])
            raise OutputError(repr(name), f"fits {len(found)} episodes: {some}", "Name one by its id")
    raise OutputError(repr(name), "is no episode of the catalogue", "`narrate list` shows them")


def _files(episode: Episode) -> Iterator[str]:
    """All files of an episode, relative to the output folder."""
    yield from (one.file for one in episode.media)
    if episode.cover:
        yield episode.cover
    if episode.file:
        yield f"proofs/{Path(episode.file).stem}.json"
