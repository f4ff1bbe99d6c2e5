"""ID3v2.4 tags: who wrote and said what, the text, the chapters, the cover, and that a machine spoke it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import langcodes
from mutagen import MutagenError
from mutagen.id3 import (
    APIC,
    CHAP,
    COMM,
    CTOC,
    ID3,
    TALB,
    TCON,
    TDRC,
    TIT2,
    TLAN,
    TLEN,
    TPE1,
    TSSE,
    TXXX,
    USLT,
    WOAS,
    CTOCFlags,
    Encoding,
    PictureType,
)

from narrate import __version__
from narrate.audio.sound import Labels
from narrate.errors import AudioError
from narrate.model import Chapter, Script, Voice

DISCLOSURE = "This audio is created with AI assistance."
"""In English beside the article's own language, for whoever reads the tags."""
DIGITAL_SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
"""IPTC NewsCodes; ID3 has no frame for it, so it stands in a TXXX frame."""
NO_OFFSET = 0xFFFFFFFF
"""ID3v2 chapters: "use the times"."""
UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
"""NUL ends a text in ID3, half a surrogate pair cannot be encoded, and no player shows the other controls."""


class _ChaptersInOrder(ID3):
    """mutagen writes frames sorted by size; readers that go by file order then list the chapters shuffled."""

    def _write(self, config: Any) -> bytes:
        chapters = sorted(self.getall("CHAP"), key=lambda chapter: chapter.start_time)
        self.delall("CHAP")
        data = bytes(super()._write(config))
        for chapter in chapters:
            alone = ID3()
            alone.add(chapter)
            data += bytes(alone._write(config))
            self.add(chapter)
        return data


def write_tags(
    mp3: Path,
    script: Script,
    voice: Voice,
    labels: Labels,
    chapters: tuple[Chapter, ...],
    seconds: float,
    jpeg: bytes,
) -> None:
    """Tag a finished MP3 in place.

    Raises:
        AudioError: the file cannot be written.
    """
    tags = _ChaptersInOrder()
    for frame in _frames(script, voice, labels, seconds):
        tags.add(frame)
    for frame in _chapter_frames(chapters):
        tags.add(frame)
    tags.add(APIC(encoding=Encoding.LATIN1, mime="image/jpeg", type=PictureType.COVER_FRONT, data=jpeg))
    try:
        tags.save(mp3, v1=0, v2_version=4)
    except (OSError, MutagenError) as error:
        raise AudioError(mp3.name, f"cannot be tagged: {error}") from error


def _frames(script: Script, voice: Voice, labels: Labels, seconds: float) -> Iterator[Any]:
    article, language = script.article, _iso639_2(script.article.language)
    texts = {
        TIT2: _first(article.title, article.url, "Untitled"),
        TPE1: _first(", ".join(article.authors), article.site, labels.album, "Unknown"),
        TALB: _first(labels.album, article.site, "Articles"),
        TCON: _first(labels.genre, "Podcast"),
        TLAN: language,
        TLEN: str(round(seconds * 1000)),
        TSSE: _line(f"narrate {__version__}, voice {voice.name}"),
    }
    for frame, text in texts.items():
        yield frame(encoding=Encoding.UTF8, text=[text])
    if article.published:
        yield TDRC(encoding=Encoding.UTF8, text=[_timestamp(article.published)])
    if article.url.lower().startswith(("http://", "https://")):
        yield WOAS(url=quote(article.url, safe=":/?#[]@!$&'()*+,;=%~", errors="replace"))
    yield USLT(encoding=Encoding.UTF8, lang=language, desc="", text=UNWRITABLE.sub("", script.text))
    yield from _disclosure(script, language)


def _disclosure(script: Script, language: str) -> Iterator[Any]:
    """One switch: a script without a disclosure has tags that say nothing of AI."""
    if not script.disclosure:
        return
    yield COMM(encoding=Encoding.UTF8, lang=language, desc="", text=[_line(script.disclosure)])
    if language != "eng":
        yield COMM(encoding=Encoding.UTF8, lang="eng", desc="", text=[DISCLOSURE])
    yield TXXX(encoding=Encoding.UTF8, desc="DigitalSourceType", text=[DIGITAL_SOURCE_TYPE])


def _chapter_frames(chapters: tuple[Chapter, ...]) -> Iterator[Any]:
    if not chapters:
        return
    ids = [f"chapter{index:03d}" for index in range(len(chapters))]
    for name, chapter in zip(ids, chapters, strict=True):
        yield CHAP(
            element_id=name, start_time=round(chapter.start * 1000), end_time=round(chapter.end * 1000),
            start_offset=NO_OFFSET, end_offset=NO_OFFSET,
            sub_frames=[TIT2(encoding=Encoding.UTF8, text=[_line(chapter.title)])],
        )  # fmt: skip
    flags = CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
    contents = [TIT2(encoding=Encoding.UTF8, text=["Chapters"])]
    yield CTOC(element_id="contents", flags=flags, child_element_ids=ids, sub_frames=contents)


def _line(text: str) -> str:
    """One line that every reader of ID3 can show."""
    return " ".join(UNWRITABLE.sub(" ", text).split())


def _first(*texts: str) -> str:
    """The first that is not empty: mutagen leaves an empty frame out."""
    return next(line for text in texts if (line := _line(text)))


def _timestamp(moment: date) -> str:
    """As ID3v2.4 has it: as exact as it is known, and a time of day in UTC."""
    if isinstance(moment, datetime) and moment.tzinfo:
        moment = moment.astimezone(UTC).replace(tzinfo=None)
    return moment.isoformat()[:19]


def _iso639_2(tag: str) -> str:
    """ID3 wants the three letters of ISO 639-2; "und" is its word for an unknown language."""
    try:
        return str(langcodes.Language.get(tag).to_alpha3(variant="B")) if tag else "und"
    except (LookupError, ValueError):  # LanguageTagError is a ValueError
        return "und"
