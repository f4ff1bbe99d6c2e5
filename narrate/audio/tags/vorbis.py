"""Vorbis comments, as Opus and FLAC have them (xiph.org/vorbis/doc/v-comment.html; chapters after
wiki.xiph.org/Chapter_Extension).
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from mutagen.flac import FLAC, Picture
from mutagen.id3 import PictureType
from mutagen.oggopus import OggOpus
from PIL import Image

from narrate.audio.tags.description import Description, Section, clock


def write_opus(path: Path, description: Description) -> None:
    """Raises OSError or MutagenError."""
    file: Any = OggOpus(path)
    _fill(file.tags, description)
    if description.cover:
        picture = base64.b64encode(_picture(description.cover).write()).decode("ascii")
        file.tags["METADATA_BLOCK_PICTURE"] = [picture]
    file.save()


def write_flac(path: Path, description: Description) -> None:
    """Raises OSError or MutagenError."""
    file: Any = FLAC(path)
    if file.tags is None:
        file.add_tags()
    _fill(file.tags, description)
    file.clear_pictures()
    if description.cover:
        file.add_picture(_picture(description.cover))
    file.save(deleteid3=True)


def _fill(tags: list[tuple[str, str]], description: Description) -> None:
    """mutagen's comments are a list of pairs that keeps their order."""
    tags[:] = [(name, value) for name, value in _comments(description) if value]


def _comments(d: Description) -> Iterator[tuple[str, str]]:
    yield from {
        "TITLE": d.title, "ARTIST": d.artist, "ALBUM": d.album, "ALBUMARTIST": d.album_artist, "GENRE": d.genre,
        "DATE": d.date, "LANGUAGE": d.language, "ORGANIZATION": d.publisher, "PUBLISHER": d.publisher,
        "COPYRIGHT": d.copyright, "CONTACT": d.url, "WEBSITE": d.url, "ENCODER": d.encoder,
        "DESCRIPTION": d.comment, "COMMENT": d.disclosure, "DISCLOSURE_ENGLISH": d.disclosure_english,
        "DIGITALSOURCETYPE": d.source_type,
        "LYRICS": d.text, "SYNCEDLYRICS": d.lrc,
    }.items()  # fmt: skip
    yield from _chapters(d.sections)


def _chapters(sections: Iterable[Section]) -> Iterator[tuple[str, str]]:
    for number, section in enumerate(sections, 1):
        name = f"CHAPTER{number:03d}"
        yield name, clock(section.start)
        yield f"{name}NAME", section.title
        yield f"{name}URL", section.url


def _picture(jpeg: bytes) -> Picture:
    picture = Picture()
    picture.type = PictureType.COVER_FRONT
    picture.mime = "image/jpeg"
    picture.depth = 24
    with Image.open(io.BytesIO(jpeg)) as image:
        picture.width, picture.height = image.size
    picture.data = jpeg
    return picture
