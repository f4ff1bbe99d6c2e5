"""Golden pages of ten languages, narrated and measured: is each spoken, by whom, how fast, how loud?

    python -m tests.bench.languages_spoken [VOICE]

VOICE is "auto" where none is named; "system" speaks all ten with eSpeak NG in a few seconds.  Loudness and peak are
what ffmpeg's ebur128 finds in the finished file; speed is of the whole walk in one process, the start of the voice
included.  Exits with 1 if a sentence is missing or a file is out of bounds.
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from narrate import Settings, narrate, read
from tests.hearing import levels

PAGES = Path(__file__).parents[1] / "pages"
GOLDEN = {
    "cs": "czech-weekly", "de": "german-regional", "en": "short-brief", "es": "spanish-correction",
    "fr": "french-weekly", "it": "italian-wordpress", "nl": "dutch-utf-16", "pl": "polish-portal",
    "ru": "russian-portal", "uk": "ukrainian-regional",
}  # fmt: skip
LOUDNESS, EVENNESS, PEAK = -16.0, 0.5, -0.9
"""LUFS, LU, dBTP."""


@dataclass(frozen=True, slots=True)
class Result:
    """One page, narrated."""

    language: str
    voice: str
    sentences: int
    failed: int
    audio: float
    work: float
    loudness: float
    peak: float

    @property
    def sound(self) -> bool:
        """Whether all is said, at the level it should have."""
        level = abs(self.loudness - LOUDNESS) <= EVENNESS and self.peak <= PEAK
        return level and not self.failed and self.sentences > 0


def measured(language: str, page: Path, settings: Settings) -> Result:
    """Narrate a page and measure the file."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        narration = narrate(read(str(page)), Path(folder), settings)
        work = time.monotonic() - began
        assert narration.article.language.partition("-")[0] == language, narration.article.language
        loudness, peak = levels(narration.audio)
        count = len(narration.marks)
        return Result(
            language,
            narration.voice.name,
            count,
            narration.count("failed"),
            narration.seconds,
            work,
            loudness,
            peak,
        )


def row(one: Result) -> str:
    """A line of the table."""
    named = f"{one.language:<9} {one.voice:<18}{one.sentences:>9}{one.failed:>8}{one.audio:>9.1f}"
    levels_of = f"{one.audio / one.work:>17.1f}{one.loudness:>7.1f}{one.peak:>6.1f}"
    return named + levels_of + ("" if one.sound else "  out of bounds")


def main(voice: str = "auto") -> int:
    """Print the table, each page as it is finished."""
    print("language  voice             sentences  failed  audio s  times real time   LUFS  dBTP")
    sound = True
    for language, name in GOLDEN.items():
        result = measured(language, PAGES / f"{name}.html", Settings(voice=voice))
        print(row(result), flush=True)
        sound = sound and result.sound
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
