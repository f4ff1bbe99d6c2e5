"""Every value that passes a room's door, in the order of the walk.  Frozen; standard library only.

    Page → Article → Script → Clips → Narration → Episode

Times are seconds, dates are ``datetime`` where the page gives a time of day and ``date`` where it does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Literal

# ── sources/ → Page ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it was received."""

    url: str
    """The page's own address; "" where nobody knows it."""
    body: bytes
    """The bytes as received, not decoded."""
    charset: str = ""
    """The encoding that the source found (BOM, header, meta, detector); "" leaves it to the reader."""
    fetched: datetime | None = None
    source: str = ""
    """What the user named: a path, an address or "-"; for messages and the catalogue."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One page that a feed, a sitemap, a folder or a list names; only ``place`` is always known."""

    place: str
    """An address or a path."""
    title: str = ""
    published: datetime | None = None
    modified: datetime | None = None
    sections: tuple[str, ...] = ()
    language: str = ""
    authors: tuple[str, ...] = ()


# ── article/ → Article ─────────────────────────────────────────────────────────────────────────────

BlockKind = Literal["heading", "paragraph", "quote", "item", "table", "code", "note"]
"""note: an editor's note or a correction.  A table's text has one line a row, a code's one a line."""


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of the article that will be heard."""

    kind: BlockKind
    text: str
    """Normalised once: NFC, single spaces, no soft hyphens or zero-width marks."""
    level: int = 0
    """Headings 1–6; items their depth from 1; 0 for the rest."""
    path: str = ""
    """Where in the page it stood, as a short CSS path."""
    label: str = ""
    """An item's own mark where it is meant to be heard ("1", "b"); a quote's speaker."""
    rule: str = ""
    """The site rule that decided it ("site keep", "site treat-as"); "" for all others."""
    place: int = 0
    """Counts the texts of the page, kept and dropped, in their order."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """One piece of the page that will not be heard, and why."""

    text: str
    rule: str
    """The name of a rule (a function in ``article/rules/`` or ``article/inline.py``), or "site drop"."""
    path: str = ""
    place: int = 0
    """As in Block."""


@dataclass(frozen=True, slots=True)
class Vote:
    """What one finder took for the article."""

    finder: str
    """One of "trafilatura", "readability", "JSON-LD", "prose", "scripts", "site"."""
    words: int
    """How many it proposed."""
    agreement: float
    """Share of the kept words that it proposed, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Article:
    """What a page says, without what stands around it."""

    url: str
    """The canonical address where the page gives one, else the page's own."""
    title: str
    blocks: tuple[Block, ...]
    authors: tuple[str, ...] = ()
    site: str = ""
    published: date | None = None
    modified: date | None = None
    language: str = ""
    """BCP 47, of the body ("en", "uk", "pt-BR"); "" where it cannot be told."""
    image: str = ""
    """The lead picture's address, absolute where it can be; "" without one."""
    image_size: tuple[int, int] = (0, 0)
    """Width and height in pixels as the page gives them; 0 where it does not."""
    section: str = ""
    tags: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    """Of "paywall_cut", "live_blog", "short"."""
    dropped: tuple[Dropped, ...] = ()
    warnings: tuple[str, ...] = ()
    """One line each, for the editor."""
    votes: tuple[Vote, ...] = ()
    share: float = 1.0
    """How much of the page's visible prose is kept, 0 to 1."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """Field name → where its value came from ("JSON-LD headline", "meta og:site_name", …)."""


# ── script/ → Script ───────────────────────────────────────────────────────────────────────────────

Role = Literal[
    "title", "byline", "disclosure", "heading", "body", "quote", "question", "answer", "item", "table", "code",
    "note", "outro",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sound:
    """How one word is pronounced where an engine would not know it.

    ``Sound("lead", "ˈlɛd")``, ``Sound("Kyiv", "ˈkiːɪv", "Keeyiv")``
    """

    word: str
    """The word as it stands in the spoken text; one word, or several that are said as one."""
    ipa: str
    """Broad IPA, each stress mark before its syllable; words parted by spaces.  With ‿ at its end it leans on a
    word beside it and has no stress of its own ("von")."""
    respelling: str = ""
    """Said by engines that take no phonemes; "" lets the speech room spell the IPA."""


@dataclass(frozen=True, slots=True)
class Token:
    """A run of the text that is shown one way and said one way; tokens are joined by single spaces.

    ``Token("$61 billion", "sixty one billion dollars", "money")``
    """

    shown: str
    spoken: str
    """What the engine hears; "" for a mark that is not said."""
    rule: str = ""
    """What changed it; "" if nothing did."""
    sounds: tuple[Sound, ...] = ()
    """For words of ``spoken``, in their order; ``place_of`` after the one before is meant."""

    def place_of(self, word: str, start: int = 0) -> int:
        """Where in ``spoken`` a sound's word is first found: as a whole word ("read", not "already"), else as a
        part of one; -1 if nowhere.
        """
        first = at = self.spoken.find(word, start)
        while at >= 0 and self._is_inside(at, at + len(word)):
            at = self.spoken.find(word, at + 1)
        return at if at >= 0 else first

    def _is_inside(self, start: int, end: int) -> bool:
        """Whether a word goes on at one of the ends; an apostrophe before a letter is a part of it."""
        before, after = self.spoken[max(start - 1, 0) : start], self.spoken[end : end + 2].lstrip("'’")
        return before.isalnum() or after[:1].isalnum()


@dataclass(frozen=True, slots=True)
class Said:
    """One text as an engine is asked to say it."""

    text: str
    sounds: tuple[tuple[int, Sound], ...] = ()
    """Where in ``text`` each sound's word begins, in order."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One sentence, or one clause of a sentence too long for an engine."""

    tokens: tuple[Token, ...]
    role: Role = "body"
    pause: float = 0.0
    """Seconds of silence after it."""
    block: int = -1
    """Index into the article's blocks; -1 for what the script adds (title, byline, disclosure, …)."""

    @property
    def shown(self) -> str:
        """The text as printed."""
        return " ".join(token.shown for token in self.tokens if token.shown)

    @property
    def spoken(self) -> str:
        """The text as an engine hears it."""
        return " ".join(token.spoken for token in self.tokens if token.spoken)

    @property
    def said(self) -> Said:
        """The same with the sounds of its words."""
        sounds: list[tuple[int, Sound]] = []
        start = 0
        for token in self.tokens:
            at = 0
            for sound in token.sounds:
                place = token.place_of(sound.word, at)
                if place >= 0:
                    sounds.append((start + place, sound))
                    at = place + len(sound.word)
            start += len(token.spoken) + 1 if token.spoken else 0
        return Said(self.spoken, tuple(sounds))


@dataclass(frozen=True, slots=True)
class Script:
    """What will be said, in order."""

    article: Article
    utterances: tuple[Utterance, ...]
    disclosure: str = ""
    """That a machine speaks, in the article's language, whether it is said aloud or not; "" where the newsroom has
    switched it off.  The one switch for all layers: what tags, feed and page say of AI follows from it."""

    @property
    def text(self) -> str:
        """The narration as shown: one line a block, the sentences of a block joined by spaces."""
        lines: list[str] = []
        last: tuple[int, Role] | None = None
        for utterance in self.utterances:
            place = (utterance.block, utterance.role)
            if place == last:
                lines[-1] = f"{lines[-1]} {utterance.shown}"
            else:
                lines.append(utterance.shown)
            last = place
        return "\n".join(lines)


# ── speech/ → Clips ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice profile: a file of ``voices/``."""

    name: str
    engine: str
    """The name of an entry point in the group ``narrate.engines``."""
    model: str = ""
    """The engine's own id or file; "" for the engine's default."""
    language: str = ""
    """BCP 47; "" speaks whatever language its engine knows."""
    rate: float = 1.0
    """1.0 is the voice's natural tempo, 2.0 twice as fast."""
    quality: int = 0
    """``auto`` takes the highest that can speak the language: 0 beeps, 1 formant, 2 neural, 3 the
    most natural of these."""
    licence: str = ""
    source: str = ""
    """Where the voice comes from, for the credits."""
    install: str = ""
    """The pip line that makes it speak where it cannot."""
    roles: Mapping[str, str] = field(default_factory=dict)
    """Role → the name of the voice that reads it in this one's place."""
    options: Mapping[str, str | int | float | bool] = field(default_factory=dict)
    """Read by the engine alone: what decides how it sounds."""
    service: Mapping[str, str | int | float | bool] = field(default_factory=dict)
    """How an engine far away is reached, and what it costs: nothing of it is heard."""


@dataclass(frozen=True, slots=True)
class Word:
    """When one word is heard."""

    text: str
    start: float
    end: float
    """Seconds from the start of the clip (in a Clip) or of the recording (in a Mark)."""


ClipSource = Literal["voiced", "cached", "failed"]


@dataclass(frozen=True, slots=True)
class Clip:
    """One utterance, spoken."""

    pcm: bytes
    """Mono, signed 16-bit little-endian; empty only if ``source`` is "failed"."""
    rate: int
    """Samples a second."""
    words: tuple[Word, ...] = ()
    """One for each token that is shown ("$61 billion" is one), in order, none before the end of another, all inside
    the clip; one that is not said ("—") has no length and stands where it would be.  Inside the speech room, before
    the tokens are known: one for each run of the spoken text between spaces."""
    exact: bool = False
    """Whether the word times come from the engine or are estimated."""
    source: ClipSource = "voiced"
    problem: str = ""
    """Why it failed, for the account."""

    @property
    def seconds(self) -> float:
        """Length of the sound."""
        return len(self.pcm) / 2 / self.rate if self.rate else 0.0


# ── audio/ → Narration ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Mark:
    """When one utterance is heard, on the decoded time line of the finished file."""

    start: float
    end: float
    shown: str
    block: int
    role: Role = "body"
    words: tuple[Word, ...] = ()
    source: ClipSource = "voiced"
    """A failed utterance has a mark of no length at the place where it is missing."""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter: the opening, or what stands under a heading."""

    start: float
    end: float
    """Seconds on the decoded time line; a chapter ends where the next one begins, the last with the recording."""
    title: str


AudioFormat = Literal["mp3", "m4a", "m4b", "opus", "flac", "wav"]


@dataclass(frozen=True, slots=True)
class Levels:
    """What a finished file measures, decoded."""

    loudness: float
    """Integrated, in LUFS (ITU-R BS.1770)."""
    true_peak: float
    """In dBTP; -inf for digital silence."""
    range: float = 0.0
    """In LU (EBU Tech 3342)."""
    longest_silence: float = 0.0
    """Seconds, between the first and the last sound; what a jingle rests inside is music."""
    clipped: int = 0
    """Samples at full scale."""


@dataclass(frozen=True, slots=True)
class AudioFile:
    """One finished, tagged file of a narration."""

    format: AudioFormat
    path: Path
    """In a staging folder; the catalogue moves it to its place."""
    bytes: int
    sha256: str
    levels: Levels


@dataclass(frozen=True, slots=True)
class Narration:
    """A finished recording, not yet in the catalogue."""

    article: Article
    voice: Voice
    files: tuple[AudioFile, ...]
    """One a format, the main one first; all of one synthesis, on one time line."""
    seconds: float
    """Of the decoded audio, encoder delay and padding excluded."""
    marks: tuple[Mark, ...]
    chapters: tuple[Chapter, ...] = ()
    """At least one: the opening, then the headings, or parts of a text without any."""
    cover: Path | None = None
    """A square JPEG for feeds and pages, in the staging folder."""
    disclosure: str = ""
    """As in Script."""
    warnings: tuple[str, ...] = ()
    """What is not as it should be about the files, one line each, for the editor."""
    music: tuple[tuple[float, float], ...] = ()
    """From when to when intro, stings and outro are heard, in seconds; the bed is not told."""

    @property
    def audio(self) -> Path:
        """The main file."""
        return self.files[0].path

    @property
    def loudness(self) -> float:
        """Of the main file, in LUFS."""
        return self.files[0].levels.loudness

    @property
    def true_peak(self) -> float:
        """Of the main file, in dBTP."""
        return self.files[0].levels.true_peak

    def count(self, source: ClipSource) -> int:
        """How many utterances were voiced, cached or failed."""
        return sum(mark.source == source for mark in self.marks)


# ── catalog.py → Episode ───────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Media:
    """One audio file of an episode."""

    format: AudioFormat
    file: str
    """Relative to the output folder."""
    bytes: int
    sha256: str
    levels: Levels


@dataclass(frozen=True, slots=True)
class Correction:
    """A published episode was revised: "2 of 61 sentences re-voiced on 3 May"."""

    at: str
    """ISO 8601, UTC."""
    changed: int
    """Sentences that the revision does not share with the one before."""
    sentences: int
    """Sentences of the revision."""


@dataclass(frozen=True, slots=True)
class Episode:
    """One catalogue row: all that feed, player and API may see."""

    id: str
    """For good: it is made from the article's address, and a correction keeps it."""
    url: str
    source: str
    title: str
    authors: tuple[str, ...]
    site: str
    published: str
    """ISO 8601; "" if the page gives none."""
    modified: str
    language: str
    image: str
    voice: str
    seconds: float
    words: int
    bytes: int
    file: str
    """Path of the main audio file, relative to the output folder; "" once it is withdrawn."""
    loudness: float
    true_peak: float
    voiced: int
    cached: int
    failed: int
    narrated: str
    """ISO 8601, UTC: when this version was made."""
    first_narrated: str = ""
    """When the first was."""
    section: str = ""
    tags: tuple[str, ...] = ()
    disclosure: str = ""
    """As in Script."""
    cover: str = ""
    """Path of a square JPEG, relative to the output folder."""
    media: tuple[Media, ...] = ()
    """All audio files, the main one first."""
    chapters: tuple[Chapter, ...] = ()
    corrections: tuple[Correction, ...] = ()
    """The oldest first."""
    withdrawn: str = ""
    """ISO 8601, UTC: since when nobody may hear it; "" while everybody may."""
    reason: str = ""
    """Why it was withdrawn, for the public."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be narrated, and how often it was tried."""

    source: str
    url: str
    kind: str
    """The error's class: "SourceError", "ExtractError", …"""
    cause: str
    tries: int
    first: str
    """ISO 8601, UTC."""
    last: str
    page_key: str
    """Of the page as it failed last; "" if it could not be read."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """What an episode says and when: all that transcripts and read-along pages are made of."""

    marks: tuple[Mark, ...]
    blocks: tuple[Block, ...]
    """The article's; marks point at them.  Their ``path`` and ``rule`` are not kept."""
