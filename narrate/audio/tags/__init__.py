"""What a player finds in a file beside the sound: one description, one writer a family of formats.

``description.py`` decides what is said, ``id3.py`` (MP3, WAV), ``mp4.py`` (M4A, M4B) and ``vorbis.py`` (Opus, FLAC)
how their formats say it.  The same description gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path

from mutagen import MutagenError

from narrate.audio.tags import id3, mp4, vorbis
from narrate.audio.tags.description import (
    DIGITAL_SOURCE_TYPE,
    DISCLOSURE,
    LARGEST,
    Description,
    Section,
    describe,
    fitted,
)
from narrate.errors import AudioError
from narrate.model import AudioFormat

__all__ = [
    "DIGITAL_SOURCE_TYPE",
    "DISCLOSURE",
    "LARGEST",
    "Description",
    "Section",
    "describe",
    "fitted",
    "write_tags",
]

WRITERS = {
    "mp3": id3.write_mp3,
    "wav": id3.write_wav,
    "m4a": mp4.write_m4a,
    "m4b": mp4.write_m4b,
    "opus": vorbis.write_opus,
    "flac": vorbis.write_flac,
}


def write_tags(path: Path, kind: AudioFormat, description: Description) -> None:
    """Tag a finished file in place; its sound stays as it is.

    Raises:
        AudioError: the file is none of its kind, or cannot be written.
    """
    try:
        WRITERS[kind](path, fitted(description))
    except (OSError, MutagenError) as error:
        raise AudioError(path.name, f"cannot be tagged: {error}") from error
