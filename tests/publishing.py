"""A small library to publish: episodes with their files, and what they say."""

from __future__ import annotations

import io
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from PIL import Image

from narrate.model import Block, Chapter, Episode, Levels, Mark, Media, Transcript
from narrate.publish import Library, Published, Show, publish

SHOW = Show(
    title="The Quay Hour", base_url="https://audio.example/desk", language="en", email="desk@audio.example"
)
TRANSCRIPT = Transcript(
    marks=(
        Mark(0.4, 2.0, "The ferry runs again", -1, "title"),
        Mark(3.0, 4.0, "It runs.", 0),
        Mark(5.0, 6.5, "Nobody disagreed.", 1),
    ),
    blocks=(Block("paragraph", "It runs."), Block("paragraph", "Nobody disagreed.")),
)


def episode(number: int = 1, **changes: Any) -> Episode:
    """One of many; none is like another."""
    name = sha256(str(number).encode()).hexdigest()[:12]
    media = Media("mp3", f"audio/ferry-{name[:8]}.mp3", 1000 + number, "00" * 32, Levels(-16.0, -1.2))
    day = f"2026-05-{1 + number % 28:02d}T{number % 24:02d}:00:00+00:00"
    plain = Episode(
        id=name, url=f"https://harbour.example/{number}", source="", title=f"The ferry runs again, week {number}",
        authors=("Ida Testwell", "Ben O’Test"), site="The Harbour Post", published=day, modified="", language="en",
        image="", voice="tone", seconds=90.4, words=9, bytes=media.bytes, file=media.file, loudness=-16.0,
        true_peak=-1.2, voiced=3, cached=0, failed=0, narrated="2026-06-01T06:00:00+00:00",
        first_narrated="2026-06-01T06:00:00+00:00", section="Quays", tags=("ferry",),
        disclosure="This audio is created with AI assistance", cover=f"covers/ferry-{name[:8]}.jpg", media=(media,),
        chapters=(Chapter(0.0, 30.5, "Opening"), Chapter(30.5, 60.0, "What it cost"), Chapter(60.0, 90.4, "Next")),
    )  # fmt: skip
    return replace(plain, **changes)


def with_files(folder: Path, *episodes: Episode) -> Library:
    """A library whose episodes' files are there, of the size that their rows say."""
    for one in episodes:
        for media in one.media:
            _write(folder / media.file, b"m" * media.bytes)
        if one.cover:
            _write(folder / one.cover, jpeg())
    return Library(folder, episodes, lambda _: TRANSCRIPT)


def published(folder: Path, *episodes: Episode, shows: tuple[Show, ...] = (SHOW,)) -> Published:
    """Publish them into ``folder/site``."""
    return publish(with_files(folder, *episodes), shows, folder / "site", lambda _: jpeg())


def jpeg(size: tuple[int, int] = (1400, 1400), mode: str = "RGB", kind: str = "JPEG") -> bytes:
    """A plain picture."""
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind)
    return out.getvalue()


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.write_bytes(data)
