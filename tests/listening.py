"""A small episode, its site, and hostile ones of the same shape: what the tests of listening pages share."""

from __future__ import annotations

import io
import math
import struct
import wave
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from narrate.model import Block, Chapter, Correction, Episode, Levels, Mark, Media, Transcript, Word
from narrate.publish import pages, places
from narrate.publish.places import Places
from narrate.publish.show import Show

SITE = Places("https://audio.example/desk/")
SHOW = Show(
    title="The Harbour Post, aloud",
    description="Read aloud.",
    language="en",
    base_url=SITE.base,
    author="Desk",
)
BLOCKS = (
    Block("paragraph", "The ferry ran again on Sunday. It had spent eleven weeks in the yard."),
    Block("paragraph", "“Nobody disagreed,” said Ida Moorcroft. The repair cost $3.5 million 🛠 in all."),
    Block("heading", "A second ferry", level=2),
    Block("item", "It leaves at seven.", level=1),
    Block("item", "It comes back at nine.", level=1),
    Block("quote", "We shall miss the gulls.", label="The captain"),
    Block("note", "This article was corrected on Monday."),
    Block("table", "Route: north. Price: 4.\nRoute: south. Price: 6."),
    Block("code", "print('ferry')\n"),
)
SENTENCES = (
    ("title", -1, "The ferry runs again"),
    ("byline", -1, "By Ida Moorcroft."),
    ("disclosure", -1, "This audio is created with AI assistance."),
    ("body", 0, "The ferry ran again on Sunday."),
    ("body", 0, "It had spent eleven weeks in the yard."),
    ("body", 1, "“Nobody disagreed,” said Ida Moorcroft."),
    ("body", 1, "The repair cost $3.5 million 🛠 in all."),
    ("heading", 2, "A second ferry"),
    ("item", 3, "It leaves at seven."),
    ("item", 4, "It comes back at nine."),
    ("quote", 5, "We shall miss the gulls."),
    ("note", 6, "This article was corrected on Monday."),
    ("table", 7, "Route: north."),
    ("table", 7, "Price: 4."),
    ("table", 7, "Route: south."),
    ("table", 7, "Price: 6."),
    ("code", 8, "Code example"),
)
SECONDS_EACH = 0.9
DISCLOSURE = "This audio is created with AI assistance."


def transcript(
    sentences: Iterable[tuple[str, int, str]] = SENTENCES, blocks: tuple[Block, ...] = BLOCKS
) -> Transcript:
    """Marks of 0.8 seconds, one every 0.9 seconds, with words of equal length."""
    marks = [_mark(i, *sentence) for i, sentence in enumerate(sentences)]
    return Transcript(tuple(marks), blocks)


def _mark(number: int, role: str, block: int, text: str) -> Mark:
    start = number * SECONDS_EACH
    words = text.split()
    step = 0.8 / max(len(words), 1)
    timed = [Word(word, start + i * step, start + (i + 1) * step) for i, word in enumerate(words)]
    return Mark(start, start + 0.8, text, block, role, tuple(timed))  # type: ignore[arg-type]


def episode(**changes: object) -> Episode:
    """The ferry's, with what a test changes."""
    seconds = len(SENTENCES) * SECONDS_EACH
    media = Media("wav", "audio/ferry-1a2b3c4d.wav", 244_844, "0" * 64, Levels(-16.0, -1.0))
    plain = Episode(
        id="0123456789ab", url="https://harbour.example/ferry", source="ferry.html", title="The ferry runs again",
        authors=("Ida Moorcroft",), site="The Harbour Post", published="2026-05-03T09:00:00+00:00", modified="",
        language="en", image="", voice="tone", seconds=seconds, words=60, bytes=media.bytes, file=media.file,
        loudness=-16.0, true_peak=-1.0, voiced=len(SENTENCES), cached=0, failed=0,
        narrated="2026-05-03T10:00:00Z", first_narrated="2026-05-03T10:00:00Z", section="Harbour",
        disclosure=DISCLOSURE, media=(media,),
        chapters=(Chapter(0.0, 6.3, "The ferry runs again"), Chapter(6.3, seconds, "A second ferry")),
        corrections=(Correction("2026-05-04T08:00:00Z", 2, 17),),
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def withdrawn(one: Episode) -> Episode:
    """As the catalogue leaves it."""
    return replace(
        one, withdrawn="2026-05-05T08:00:00Z", reason="A source took her words back.", media=(), file=""
    )


def write_site(folder: Path, told: Iterable[tuple[Episode, Transcript]], base: str = SITE.base) -> None:
    """All files that the pages room makes, and a recording for each episode that may be heard."""
    here, all_of_them = Places(base), list(told)
    episodes = [one for one, _ in all_of_them]
    write = _writer(folder)
    for one, text in all_of_them:
        write(places.beside(one, places.MARKS), pages.marks_json(one, text, SHOW, here))
        if one.withdrawn:
            write(places.page(one), pages.tombstone(one, SHOW, here))
            continue
        write(places.page(one), pages.episode_page(one, text, SHOW, here))
        write(places.beside(one, places.EMBED), pages.embed_page(one, text, SHOW, here))
        write(places.audio(one, one.media[0]), beeps(one.seconds))
    write(places.index(), pages.index_page(SHOW, episodes, here))
    write(pages.search_place(SHOW), pages.search_json(SHOW, episodes))
    for place, page in pages.archive_pages(SHOW, episodes, here).items():
        write(place, page)
    for place, content in pages.assets().items():
        write(place, content)


def _writer(folder: Path) -> Callable[[str, str | bytes], None]:
    def write(place: str, content: str | bytes) -> None:
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    return write


def beeps(seconds: float, rate: int = 8000) -> bytes:
    """A WAV file that every browser plays."""
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setparams((1, 2, rate, 0, "NONE", ""))
        samples = (int(3000 * math.sin(i * 0.3)) for i in range(int(seconds * rate)))
        sound.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    return out.getvalue()
