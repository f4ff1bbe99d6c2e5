"""ID3v2.4, as it stands before an MP3's sound and in a chunk of a WAV."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mutagen import MutagenError
from mutagen.id3 import (
    APIC,
    CHAP,
    COMM,
    CTOC,
    ID3,
    SYLT,
    TALB,
    TCON,
    TCOP,
    TDRC,
    TIT2,
    TLAN,
    TLEN,
    TPE1,
    TPE2,
    TPUB,
    TSSE,
    TXXX,
    USLT,
    WOAF,
    WOAS,
    WXXX,
    CTOCFlags,
    Encoding,
    PictureType,
)
from mutagen.wave import WAVE, _WaveID3

from narrate.audio.tags.description import Description, Section, cut

NO_OFFSET = 0xFFFFFFFF
"""ID3v2 chapters: "use the times"."""
INSIDE = 120
"""Bytes of a text inside a CHAP frame: ffmpeg takes sizes there for plain numbers, not for ID3v2.4's of seven bits
a byte, so a frame of 128 bytes costs the chapter."""
IN_MILLISECONDS, LYRICS = 2, 1
"""SYLT's time stamp format and content type."""


class _ChaptersInOrder(ID3):  # type: ignore[misc,unused-ignore]
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


class _InWave(_ChaptersInOrder, _WaveID3):
    """The same in a RIFF chunk."""


def write_mp3(path: Path, description: Description) -> None:
    """Raises OSError or MutagenError."""
    _filled(_ChaptersInOrder(), description).save(path, v1=0, v2_version=4)


def write_wav(path: Path, description: Description) -> None:
    """Raises OSError or MutagenError."""
    info: Any = WAVE(path).info
    if info.sample_rate <= 0:
        raise MutagenError("it is no sound")
    _filled(_InWave(), description).save(path, v2_version=4)


def _filled(tags: ID3, description: Description) -> ID3:
    for frame in (*_texts(description), *_addresses(description), *_comments(description)):
        tags.add(frame)
    for frame in (*_lyrics(description), *_chapters(description.sections), *_cover(description.cover)):
        tags.add(frame)
    return tags


def _texts(d: Description) -> Iterator[Any]:
    texts = {
        TIT2: d.title, TPE1: d.artist, TPE2: d.album_artist, TALB: d.album, TCON: d.genre, TDRC: d.date,
        TLAN: d.language, TPUB: d.publisher, TCOP: d.copyright, TLEN: str(d.milliseconds), TSSE: d.encoder,
    }  # fmt: skip
    for frame, text in texts.items():
        if text:
            yield frame(encoding=Encoding.UTF8, text=[text])


def _addresses(d: Description) -> Iterator[Any]:
    """Of the source and of the file's own page: the article is both."""
    if d.url:
        yield WOAS(url=d.url)
        yield WOAF(url=d.url)


def _comments(d: Description) -> Iterator[Any]:
    if d.comment:
        yield COMM(encoding=Encoding.UTF8, lang=d.language, desc="", text=[d.comment])
    if d.disclosure_english:
        yield COMM(encoding=Encoding.UTF8, lang="eng", desc="Disclosure", text=[d.disclosure_english])
    if d.source_type:
        yield TXXX(encoding=Encoding.UTF8, desc="DigitalSourceType", text=[d.source_type])


def _lyrics(d: Description) -> Iterator[Any]:
    """The times in UTF-16: for c2pa-python 0.38 a UTF-8 one breaks the whole tag, and it signs the file without."""
    if d.text:
        yield USLT(encoding=Encoding.UTF8, lang=d.language, desc="", text=d.text)
    if d.lines:
        lines = [(line.text, line.start) for line in d.lines]
        how = {"format": IN_MILLISECONDS, "type": LYRICS, "desc": ""}
        yield SYLT(encoding=Encoding.UTF16, lang=d.language, text=lines, **how)


def _chapters(sections: tuple[Section, ...]) -> Iterator[Any]:
    if not sections:
        return
    ids = [f"chapter{index:03d}" for index in range(len(sections))]
    for name, section in zip(ids, sections, strict=True):
        yield CHAP(
            element_id=name, start_time=section.start, end_time=section.end,
            start_offset=NO_OFFSET, end_offset=NO_OFFSET, sub_frames=list(_inside(section)),
        )  # fmt: skip
    flags = CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
    contents = [TIT2(encoding=Encoding.UTF8, text=["Chapters"])]
    yield CTOC(element_id="contents", flags=flags, child_element_ids=ids, sub_frames=contents)


def _inside(section: Section) -> Iterator[Any]:
    yield TIT2(encoding=Encoding.UTF8, text=[cut(section.title, INSIDE)])
    url = section.url if len(section.url) <= INSIDE else section.url.partition("#")[0]
    if 0 < len(url) <= INSIDE:
        yield WXXX(encoding=Encoding.UTF8, desc="", url=url)


def _cover(jpeg: bytes) -> Iterator[Any]:
    if jpeg:
        yield APIC(encoding=Encoding.LATIN1, mime="image/jpeg", type=PictureType.COVER_FRONT, data=jpeg)
