"""All that is put around the sound: cover, tags, signature; one description for the files of every format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from narrate.audio.chapters import chapters_of
from narrate.audio.cover import draw_cover
from narrate.audio.provenance import Credentials, sign
from narrate.audio.sound import Labels
from narrate.audio.tags import Description, describe, write_tags
from narrate.model import AudioFormat, Chapter, Mark, Script, Voice


@dataclass(frozen=True, slots=True)
class Finished:
    """What was put around the sound."""

    chapters: tuple[Chapter, ...]
    cover: Path
    """The large one, beside the files."""
    warnings: tuple[str, ...]
    """What is not as it should be, one line each."""


def finish(
    files: Mapping[AudioFormat, Path],
    script: Script,
    voice: Voice,
    labels: Labels,
    marks: tuple[Mark, ...],
    seconds: float,
    picture: bytes,
    credentials: Credentials | None = None,
) -> Finished:
    """Tag the encoded files in place and sign them; whoever weighs a file does so after this.

    Args:
        files: of one recording; the main one first.
        seconds: of it, decoded.
        picture: the article's, if it is at hand.
        credentials: who signs; None is nobody.

    Raises:
        AudioError, OSError: a file cannot be written.
    """
    article = script.article
    lengths = [mark.end - mark.start for mark in marks]
    art = draw_cover(
        picture, article.title, labels.album or article.site, lengths, article.language, labels.colour
    )
    chapters = chapters_of(article, marks, seconds)
    description = describe(script, voice, labels, marks, chapters, seconds, art.small)
    for kind, path in files.items():
        write_tags(path, kind, description)
    warnings = [art.warning, *_signed(files.values(), credentials, description)]
    cover = next(iter(files.values())).with_suffix(".jpg")
    cover.write_bytes(art.large)
    return Finished(chapters, cover, tuple(dict.fromkeys(filter(None, warnings))))


def _signed(paths: Iterable[Path], credentials: Credentials | None, description: Description) -> list[str]:
    """Why files were not signed."""
    return [sign(path, credentials, description) for path in paths] if credentials else []
