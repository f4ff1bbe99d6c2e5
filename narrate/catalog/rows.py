"""The catalogue's tables, and how an episode becomes their rows and comes back."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, fields
from datetime import UTC, datetime
from typing import Any

from narrate.catalog.words import count_words
from narrate.model import (
    Block,
    Chapter,
    Correction,
    Episode,
    Levels,
    Mark,
    Media,
    Narration,
    Transcript,
    Word,
)

SCHEMA_VERSION = 2
COLUMNS = [one.name for one in fields(Episode)]
SCHEMA = f"""
CREATE TABLE episodes (
    {", ".join(COLUMNS)},
    page_key TEXT NOT NULL,    -- the page's bytes and every setting: the quick way to "unchanged"
    script_key TEXT NOT NULL,  -- what was said, by whom, and how it sounds: the sure way
    spent REAL NOT NULL,       -- seconds of work on it, waiting for the speakers included, 0 if unknown
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
    words TEXT NOT NULL,       -- JSON: [text, start, end] each
    PRIMARY KEY (episode, number)
);
CREATE TABLE texts (
    episode TEXT PRIMARY KEY REFERENCES episodes (id) ON DELETE CASCADE,
    blocks TEXT NOT NULL       -- JSON: [kind, text, level, label] each
);
CREATE TABLE stamps (
    key TEXT PRIMARY KEY,      -- a list and a page that it names
    stamp TEXT NOT NULL        -- what its listing said when it was looked at last
);
CREATE TABLE failures (
    source TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    kind TEXT NOT NULL,
    cause TEXT NOT NULL,
    tries INTEGER NOT NULL,
    first TEXT NOT NULL,
    last TEXT NOT NULL,
    page_key TEXT NOT NULL
);
CREATE TABLE pruned (
    source TEXT PRIMARY KEY,   -- narrated once and thrown away: what is listed again is not narrated again
    at TEXT NOT NULL
);
CREATE TABLE runs (
    began TEXT NOT NULL,
    seconds REAL NOT NULL,
    narrated INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    audio_seconds REAL NOT NULL,
    voiced INTEGER NOT NULL,
    cached INTEGER NOT NULL
);
PRAGMA user_version = {SCHEMA_VERSION};
"""

Row = Sequence[Any]


def now() -> str:
    """ISO 8601, UTC, whole seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def episode_of(
    narration: Narration, name: str, source: str, media: tuple[Media, ...], cover: str, before: Episode | None
) -> Episode:
    """The row's value; ``before`` is the version that it takes the place of."""
    article = narration.article
    moment = now()
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
        words=sum(count_words(mark.shown) for mark in narration.marks),
        bytes=media[0].bytes,
        file=media[0].file,
        loudness=narration.loudness,
        true_peak=narration.true_peak,
        voiced=narration.count("voiced"),
        cached=narration.count("cached"),
        failed=narration.count("failed"),
        narrated=moment,
        first_narrated=before.first_narrated if before else moment,
        section=article.section,
        tags=article.tags,
        disclosure=narration.disclosure,
        cover=cover,
        media=media,
        chapters=narration.chapters,
        corrections=before.corrections if before else (),
    )


def changed(before: Iterable[Mark], after: Iterable[Mark]) -> int:
    """How many sentences of ``after`` were not in ``before``."""
    known = Counter(mark.shown for mark in before)
    return sum((Counter(mark.shown for mark in after) - known).values())


# ── To rows ────────────────────────────────────────────────────────────────────────────────────────


def episode_row(episode: Episode) -> list[Any]:
    """The cells of ``COLUMNS``; what is not one number or text is JSON."""
    values = asdict(episode).values()
    return [
        json.dumps(value, ensure_ascii=False) if isinstance(value, list | tuple) else value
        for value in values
    ]


def sentence_rows(name: str, marks: Iterable[Mark]) -> Iterator[Row]:
    """One for each mark."""
    for number, m in enumerate(marks):
        words = json.dumps([[w.text, w.start, w.end] for w in m.words], ensure_ascii=False)
        yield name, number, m.role, m.block, m.shown, m.start, m.end, m.source, m.problem, words


def blocks_cell(blocks: Iterable[Block]) -> str:
    """What of the blocks is kept."""
    return json.dumps([[b.kind, b.text, b.level, b.label] for b in blocks], ensure_ascii=False)


# ── And back ───────────────────────────────────────────────────────────────────────────────────────


def episode_from(row: Row) -> Episode:
    """The episode of a row of ``COLUMNS``."""
    cells = dict(zip(COLUMNS, row, strict=True))
    for name in ("authors", "tags"):
        cells[name] = tuple(json.loads(cells[name]))
    cells["media"] = tuple(
        Media(**{**one, "levels": Levels(**one["levels"])}) for one in json.loads(cells["media"])
    )
    cells["chapters"] = tuple(Chapter(**one) for one in json.loads(cells["chapters"]))
    cells["corrections"] = tuple(Correction(**one) for one in json.loads(cells["corrections"]))
    return Episode(**cells)


def transcript_from(sentences: Iterable[Row], blocks: str) -> Transcript:
    """From the rows of ``sentences`` (role, block, shown, start, end, source, problem, words) and a text's cell."""
    marks = [
        Mark(start, end, shown, block, role, tuple(Word(*w) for w in json.loads(words)), source, problem)
        for role, block, shown, start, end, source, problem, words in sentences
    ]
    kept = tuple(Block(kind, text, level, label=label) for kind, text, level, label in json.loads(blocks))
    return Transcript(tuple(marks), kept)
