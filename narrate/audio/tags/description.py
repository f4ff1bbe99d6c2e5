"""What the tags say, whatever the format: who wrote and said what, the text, the chapters, the cover, and that a
machine spoke it.

All texts leave here fit for every format: no half surrogates, no control characters, one line where a line is
meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from urllib.parse import quote

import langcodes

from narrate import __version__
from narrate.audio.sound import Labels
from narrate.model import Article, Chapter, Mark, Script, Voice

DISCLOSURE = "This audio is created with AI assistance."
"""In English beside the article's own language, for whoever reads the tags."""
DIGITAL_SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
"""IPTC NewsCodes; no format of tags has a field of its own for it."""
LARGEST = 300_000
"""Bytes of a whole tag: it stands before the sound, and a player on a slow line waits for it."""
OVERHEAD = 8_000
"""Bytes of a tag without lyrics, chapters and cover, generously."""
SUMMARY = 240
"""Characters; the short description of MP4 has 255 bytes in some players and 255 characters in others."""
UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""NUL ends a text in ID3, half a surrogate pair cannot be encoded, and no player shows the other controls."""
YEAR = re.compile(r"[©\d]")
TOLD = ("body", "quote", "question", "answer", "item")
"""Roles whose sentences make the summary."""


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter as files have it."""

    start: int
    end: int
    """Milliseconds on the decoded time line."""
    title: str
    url: str = ""
    """Where the page says it; "" without an address."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence and when it begins."""

    start: int
    """Milliseconds."""
    text: str


@dataclass(frozen=True, slots=True)
class Description:
    """All that any tag says; an empty field is left out."""

    title: str
    artist: str
    album: str
    album_artist: str
    genre: str
    date: str
    """ISO 8601 as exact as it is known, a time of day in UTC and with a blank before it."""
    language: str
    """ISO 639-2/B, three letters; "und" is its word for an unknown one."""
    publisher: str
    copyright: str
    url: str
    """Of the article, in ASCII."""
    encoder: str
    disclosure: str
    disclosure_english: str
    """Where the article is in another language."""
    source_type: str
    """IPTC digital source type."""
    summary: str
    """The first sentences."""
    text: str
    """The whole narration as shown, a line a block."""
    lines: tuple[Line, ...]
    sections: tuple[Section, ...]
    milliseconds: int
    cover: bytes
    """A square JPEG of 600 to 800 pixels."""

    @property
    def comment(self) -> str:
        """For people: that a machine speaks, then what it is about."""
        return "\n".join(part for part in (self.disclosure, self.summary) if part)

    @property
    def lrc(self) -> str:
        """The lines with their times in the format of karaoke players ("[01:02.34]text")."""
        return "\n".join(f"[{_minutes(line.start)}]{line.text}" for line in self.lines)


def describe(
    script: Script,
    voice: Voice,
    labels: Labels,
    marks: Iterable[Mark],
    chapters: Iterable[Chapter],
    seconds: float,
    cover: bytes,
) -> Description:
    """What the tags of a narration's files say.

    Args:
        cover: a JPEG that is small enough to travel in every file.
    """
    article, language = script.article, iso639_2(script.article.language)
    album = first(labels.album, article.site, "Articles")
    return Description(
        title=first(article.title, article.url, "Untitled"),
        artist=first(", ".join(article.authors), article.site, labels.album, "Unknown"),
        album=album,
        album_artist=first(labels.publisher, article.site, album),
        genre=first(labels.genre, "Podcast"),
        date=_timestamp(article.published),
        language=language,
        publisher=first(labels.publisher, article.site, ""),
        copyright=_copyright(labels.copyright, article.published),
        url=_address(article.url),
        encoder=line(f"narrate {__version__}, voice {voice.name}"),
        disclosure=line(script.disclosure),
        disclosure_english=DISCLOSURE if script.disclosure and language != "eng" else "",
        source_type=DIGITAL_SOURCE_TYPE if script.disclosure else "",
        summary=_summary(script),
        text=UNWRITABLE.sub("", script.text),
        lines=tuple(_lines(marks)),
        sections=tuple(_sections(chapters, article)),
        milliseconds=round(seconds * 1000),
        cover=cover,
    )


def fitted(description: Description) -> Description:
    """The description with what a tag of ``LARGEST`` bytes holds: first the times of the sentences give way, then
    the text, and both as a whole, for half a text would pass for all of it.
    """
    titles = sum(120 + 4 * len(one.title) + len(one.url) for one in description.sections)
    # Opus writes the picture in base64, four bytes for three.
    fixed = OVERHEAD + len(description.cover) * 4 // 3 + titles
    text = len(description.text.encode())
    # Each line stands as UTF-16 and a time in one format, as "[mm:ss.cc]text" in another.
    lines = sum(max(len(one.text.encode()), 2 * len(one.text)) + 12 for one in description.lines)
    if fixed + text + lines <= LARGEST:
        return description
    return replace(description, lines=(), text=description.text if fixed + text <= LARGEST else "")


def line(text: str) -> str:
    """One line that every reader can show."""
    return " ".join(UNWRITABLE.sub(" ", text).split())


def first(*texts: str) -> str:
    """The first that is not empty, or ""."""
    return next((found for text in texts if (found := line(text))), "")


def iso639_2(tag: str) -> str:
    """ID3 wants the three letters of ISO 639-2; "und" is its word for an unknown language."""
    try:
        return str(langcodes.Language.get(tag).to_alpha3(variant="B")) if tag else "und"
    except (LookupError, ValueError):  # LanguageTagError is a ValueError
        return "und"


def cut(text: str, size: int) -> str:
    """The text, or as much of it and an ellipsis as has ``size`` bytes."""
    data = text.encode()
    return text if len(data) <= size else f"{data[: size - 3].decode('utf-8', 'ignore').rstrip()}…"


def _timestamp(moment: date | None) -> str:
    if moment is None:
        return ""
    if isinstance(moment, datetime) and moment.tzinfo:
        moment = moment.astimezone(UTC).replace(tzinfo=None)
    return moment.isoformat(" ")[:19] if isinstance(moment, datetime) else moment.isoformat()


def _copyright(owner: str, published: date | None) -> str:
    """With the year in front, as ID3 asks (frame TCOP), unless the owner has written one."""
    owner = line(owner)
    if not owner or published is None or YEAR.match(owner):
        return owner
    return f"{published.year} {owner}"


def _address(url: str) -> str:
    """Of the web, in ASCII; a file's path is nobody's business."""
    if not url.lower().startswith(("http://", "https://")):
        return ""
    return quote(url, safe=":/?#[]@!$&'()*+,;=%~", errors="replace")


def _summary(script: Script) -> str:
    """The first sentences as far as they fit; of a first one that is too long its beginning."""
    told = ""
    for utterance in script.utterances:
        if utterance.role not in TOLD:
            continue
        longer = line(f"{told} {utterance.shown}")
        if len(longer) > SUMMARY:
            return told or _cut(longer)
        told = longer
    return told


def _cut(text: str) -> str:
    head = text[: SUMMARY - 1]
    return f"{head.rpartition(' ')[0] or head}…"


def _lines(marks: Iterable[Mark]) -> Iterator[Line]:
    for mark in marks:
        if mark.source != "failed" and (shown := line(mark.shown)):
            yield Line(round(mark.start * 1000), shown)


def _sections(chapters: Iterable[Chapter], article: Article) -> Iterator[Section]:
    """Each with the place of its heading on the page, where it has an address."""
    url = _address(article.url)
    for number, chapter in enumerate(chapters):
        title = first(chapter.title, article.title, f"{number + 1}")
        place = f"{url}{_text_fragment(title)}" if url and number else url
        yield Section(round(chapter.start * 1000), round(chapter.end * 1000), title, place)


def _text_fragment(text: str) -> str:
    """Lets a browser scroll to the text (W3C/WICG "URL Fragment Text Directives"), where "-" and "," mean more."""
    return "#:~:text=" + quote(text[:100], safe="").replace("-", "%2D")


def _minutes(milliseconds: int) -> str:
    return f"{milliseconds // 60_000:02d}:{milliseconds % 60_000 / 1000:05.2f}"


def clock(milliseconds: int) -> str:
    """``01:02:03.456``"""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{rest:03d}"
