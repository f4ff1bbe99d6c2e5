"""What the catalogue's rows come to: the figures of `narrate stats`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

By = Literal["voice", "language", "section", "day"]
_COLUMNS: dict[By, str] = {
    "voice": "voice",
    "language": "language",
    "section": "section",
    "day": "substr(narrated, 1, 10)",
}


@dataclass(frozen=True, slots=True)
class Sum:
    """Episodes that have something in common; withdrawn ones are left out."""

    name: str
    """The voice, language, section or day (UTC) of them all."""
    episodes: int
    seconds: float
    """Of audio."""
    words: int
    voiced: int
    cached: int
    failed: int
    """Sentences, as the episodes' latest versions were made."""
    spent: float
    """Seconds of work on those episodes of which it is known."""
    spoken: float
    """Seconds of audio that were not in the cache, of the same episodes."""


@dataclass(frozen=True, slots=True)
class Runs:
    """What all runs came to."""

    runs: int
    seconds: float
    narrated: int
    failed: int
    audio_seconds: float
    voiced: int
    cached: int


def sums(db: sqlite3.Connection, by: By) -> Iterator[Sum]:
    """In the order of their names."""
    rows = db.execute(
        f"SELECT {_COLUMNS[by]} AS name, COUNT(*), SUM(seconds), SUM(words), SUM(voiced), SUM(cached),"
        " SUM(failed), SUM(spent), SUM(CASE WHEN spent > 0 THEN"
        " seconds * voiced / max(voiced + cached, 1.0) ELSE 0.0 END)"
        " FROM episodes WHERE withdrawn = '' GROUP BY name ORDER BY name"
    ).fetchall()
    return (Sum(*row) for row in rows)


def runs(db: sqlite3.Connection) -> Runs:
    """All of them."""
    row = db.execute(
        "SELECT COUNT(*), TOTAL(seconds), CAST(TOTAL(narrated) AS INTEGER), CAST(TOTAL(failed) AS INTEGER),"
        " TOTAL(audio_seconds), CAST(TOTAL(voiced) AS INTEGER), CAST(TOTAL(cached) AS INTEGER) FROM runs"
    ).fetchone()
    return Runs(*row)
