"""What a recogniser hears in an episode, against what its proof sheet says was to be said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from narrate.errors import HearingError
from narrate.hearing import Difference, Expected, Recogniser, listen
from narrate.model import Episode
from narrate.pipeline import phonemes
from narrate.script import spoken

ORDER = ("missing", "moved", "added", "numbers", "other", "names")
"""The most serious first; a recogniser spells names as it likes."""


@dataclass(frozen=True, slots=True)
class Listened:
    """One episode, listened to."""

    episode: Episode
    sentences: int
    words: int
    differences: tuple[Difference, ...]
    shown: tuple[str, ...]
    """Every sentence as printed; a difference's ``sentence`` is its place here."""

    @property
    def word_error_rate(self) -> float:
        """Words that differ by words that were to be said."""
        return sum(each.errors for each in self.differences) / max(self.words, 1)

    def worst_first(self) -> Iterator[Difference]:
        """The differences by class, then by time."""
        yield from sorted(self.differences, key=lambda each: (ORDER.index(each.kind), each.start))


def listen_to(episode: Episode, sheet: Mapping[str, Any], folder: Path, ear: Recogniser) -> Listened:
    """Listen to an episode's main file.

    Raises:
        HearingError: the sheet is lost, the language unknown to the recogniser, or the file no audio.
    """
    sentences = [each for each in sheet.get("sentences", ()) if each["source"] != "failed"]
    if not sentences:
        raise HearingError(
            episode.title, "has no proof sheet to compare with", "Narrate it again with --force"
        )
    expected = [Expected(each["shown"], each["start"], each["end"], each["spoken"]) for each in sentences]
    found = listen(folder / episode.file, expected, episode.language, spoken, phonemes, ear)
    shown = tuple(each["shown"] for each in sentences)
    return Listened(episode, len(sentences), found.words, found.differences, shown)
