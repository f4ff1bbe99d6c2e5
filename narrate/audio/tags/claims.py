"""What the tags of a file say, whoever wrote them: read with mutagen, whatever the format."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mutagen

TITLE = ("TIT2", "\xa9nam", "TITLE")
ARTIST = ("TPE1", "\xa9ART", "ARTIST")
SOURCE = ("WOAS", "----:com.apple.iTunes:WEBSITE", "WEBSITE")
SOURCE_TYPE = ("TXXX:DigitalSourceType", "----:com.apple.iTunes:DigitalSourceType", "DIGITALSOURCETYPE")
ENCODER = ("TSSE", "\xa9too", "ENCODER")


@dataclass(frozen=True, slots=True)
class Claims:
    """Claims, not proof: anybody can write a tag."""

    title: str = ""
    artist: str = ""
    source: str = ""
    source_type: str = ""
    encoder: str = ""


def claims_of(path: Path) -> Claims:
    """Of any file; one that is no audio or has no tags claims nothing."""
    try:
        file = mutagen.File(path)
        tags = file.tags if file is not None else None
    except Exception:  # mutagen's readers raise what they like on damaged bytes
        tags = None
    if tags is None:
        return Claims()
    return Claims(*(_text(tags, names) for names in (TITLE, ARTIST, SOURCE, SOURCE_TYPE, ENCODER)))


def _text(tags: Any, names: tuple[str, ...]) -> str:
    for name in names:
        try:
            value = tags[name]
        except (KeyError, ValueError):  # a name that this format cannot have
            continue
        value = getattr(value, "url", None) or getattr(value, "text", value)
        value = value[0] if isinstance(value, list) and value else value
        return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return ""
