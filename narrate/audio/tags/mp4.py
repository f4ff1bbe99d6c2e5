"""MP4 atoms, as iTunes has made them customary, and chapters in both forms: QuickTime's track of texts, which
Apple's players read, and Nero's list, which the others do.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import langcodes
from mutagen.mp4 import MP4, AtomDataType, MP4Cover, MP4FreeForm

from narrate.audio.ffmpeg import named, run
from narrate.audio.tags.description import Description, Section, cut

PODCAST, AUDIOBOOK = 21, 2
"""Of the atom stik: on which shelf a player puts the file."""
NERO_TITLE = 255
"""Bytes of a title in Nero's list; ffmpeg cuts there, and may cut through a letter."""
OWN = "----:com.apple.iTunes:"
"""Before the name of an atom that nobody has defined."""
SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in "=;#\\\n"})


def write_m4a(path: Path, description: Description) -> None:
    """Raises OSError, MutagenError or AudioError."""
    _write(path, description, "M4A ", PODCAST)


def write_m4b(path: Path, description: Description) -> None:
    """Raises OSError, MutagenError or AudioError."""
    _write(path, description, "M4B ", AUDIOBOOK)


def ffmetadata(sections: Iterable[Section]) -> str:
    """The chapters as ffmpeg takes them for an input (ffmpeg.org/ffmpeg-formats.html, "Metadata").

    Its reader takes a backslash at a line's end for a continued line, escaped or not: such ones are left out.
    """
    parts = [";FFMETADATA1"]
    for section in sections:
        title = cut(section.title, NERO_TITLE).rstrip("\\").translate(SPECIAL)
        parts.append(f"[CHAPTER]\nTIMEBASE=1/1000\nSTART={section.start}\nEND={section.end}\ntitle={title}")
    return "\n".join(parts) + "\n"


def _write(path: Path, description: Description, brand: str, shelf: int) -> None:
    _remux(path, description, brand)
    file: Any = MP4(path)
    file.delete()
    file.tags.clear()
    for name, value in _atoms(description).items():
        if value:
            file.tags[name] = value
    file.tags["stik"] = [shelf]
    if description.cover:
        file.tags["covr"] = [MP4Cover(description.cover, MP4Cover.FORMAT_JPEG)]
    file.save()


def _remux(path: Path, description: Description, brand: str) -> None:
    """Chapters and language are part of the container, which only a muxer writes; the sound is copied.

    The metadata are taken from the chapters' file, which has none: with "-1" ffmpeg drops the chapters' titles.
    """
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        chapters, made = Path(folder) / "chapters.txt", Path(folder) / "made.mp4"
        chapters.write_text(ffmetadata(description.sections), encoding="utf-8", newline="\n")
        run(
            [
                "-i", named(path), "-f", "ffmetadata", "-i", named(chapters), "-map", "0:a:0", "-c", "copy",
                "-map_metadata", "1", "-map_chapters", "1", "-fflags", "+bitexact",
                "-metadata:s:a:0", f"language={_iso639_2t(description.language)}",
                "-movflags", "+faststart", "-brand", brand, "-f", "ipod", named(made),
            ],
            path,
        )  # fmt: skip
        os.replace(made, path)


def _iso639_2t(code: str) -> str:
    """MP4 wants the other of the two codes that some languages have ("deu", not "ger")."""
    return str(langcodes.Language.get(code).to_alpha3()) if code != "und" else code


def _atoms(d: Description) -> dict[str, list[str] | list[MP4FreeForm]]:
    texts = {
        "\xa9nam": d.title, "\xa9ART": d.artist, "aART": d.album_artist, "\xa9alb": d.album,
        "\xa9gen": d.genre, "\xa9day": d.date.replace(" ", "T"), "\xa9too": d.encoder, "cprt": d.copyright,
        "\xa9cmt": d.comment, "desc": d.summary, "ldes": d.comment, "\xa9lyr": d.text,
    }  # fmt: skip
    own = {
        "DigitalSourceType": d.source_type, "DISCLOSURE": d.disclosure, "DISCLOSURE_ENGLISH": d.disclosure_english,
        "LANGUAGE": d.language, "PUBLISHER": d.publisher, "WEBSITE": d.url, "SYNCEDLYRICS": d.lrc,
    }  # fmt: skip
    known: dict[str, list[str] | list[MP4FreeForm]] = {name: [text] for name, text in texts.items() if text}
    return known | {
        f"{OWN}{name}": [MP4FreeForm(text.encode(), AtomDataType.UTF8)] for name, text in own.items() if text
    }
