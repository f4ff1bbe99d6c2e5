"""What a run has met so far, on the disk: a list of a hundred thousand addresses takes no memory."""

from __future__ import annotations

import sqlite3
import threading


class Memory:
    """Texts and what was said of each of them first; gone with the run.  For threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        # An empty name is a database of its own in a temporary file, of which SQLite keeps 2 MB at hand
        # (sqlite.org/inmemorydb.html, "Temporary Databases").
        self._db = sqlite3.connect("", check_same_thread=False, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("CREATE TABLE met (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")

    def first(self, key: str, value: str) -> str:
        """The value that the key came with first, which is this one if it is new."""
        with self._lock:
            self._db.execute("INSERT OR IGNORE INTO met VALUES (?, ?)", [key, value])
            (found,) = self._db.execute("SELECT value FROM met WHERE key = ?", [key]).fetchone()
        return str(found)

    def is_new(self, key: str) -> bool:
        """Whether the key has not been met; from now on it has."""
        with self._lock:
            return self._db.execute("INSERT OR IGNORE INTO met VALUES (?, '')", [key]).rowcount == 1
