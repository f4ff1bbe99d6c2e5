"""An episode's files measured again: is what lies there what the sheet says, and is it fit to be published?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from narrate.audio import measured
from narrate.errors import AudioError
from narrate.model import Episode, Levels, Media

LOUDNESS = 0.5
"""LU by which a file may miss its target: what EBU R 128 allows; narrate itself aims at 0.3."""
PEAK = 0.05
"""dB: ffmpeg prints one decimal."""
SILENCE = 0.25
"""Seconds by which a silence may exceed the longest pause: a voice rests inside its sentences, too."""
SECONDS = 0.05
LENGTH = (0.55, 1.8)
"""Times the expected length: between them lie all voices, slow and fast; outside, text is missing or doubled."""
SHORT = 20.0
"""Seconds of an episode whose length says nothing."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One audio file, measured."""

    episode: Episode
    media: Media
    seconds: float
    levels: Levels | None
    """None where the file is missing or no audio."""
    problems: tuple[str, ...]
    """One line each; none if it is fit."""


def check(episode: Episode, sheet: Mapping[str, Any], folder: Path) -> Iterator[Checked]:
    """Every audio file of an episode.

    Args:
        sheet: its proof sheet, {} where it is lost.
        folder: the output folder.
    """
    for media in episode.media:
        path = folder / media.file
        try:
            seconds, levels = measured(path)
            problems = (
                *_account(episode, sheet),
                *_file(media, path),
                *_sound(episode, sheet, seconds, levels),
            )
            yield Checked(episode, media, seconds, levels, problems)
        except (AudioError, OSError) as error:
            problem = "the file is missing" if isinstance(error, FileNotFoundError) else str(error)
            yield Checked(episode, media, 0.0, None, (problem,))


def _account(episode: Episode, sheet: Mapping[str, Any]) -> Iterator[str]:
    if not sheet:
        yield "its proof sheet is missing or broken: narrate it again with --force"
    if episode.failed:
        total = episode.voiced + episode.cached + episode.failed
        yield f"{episode.failed} of {total} sentences are missing"


def _file(media: Media, path: Path) -> Iterator[str]:
    data = path.read_bytes()
    if sha256(data).hexdigest() != media.sha256:
        yield f"the file is not the one that was made ({len(data):,} bytes, {media.bytes:,} were written)"


def _sound(episode: Episode, sheet: Mapping[str, Any], seconds: float, levels: Levels) -> Iterator[str]:
    targets = sheet.get("targets", {})
    if abs(seconds - episode.seconds) > SECONDS:
        yield f"lasts {seconds:.2f} s, not {episode.seconds:.2f}"
    if targets:
        yield from _levels(targets, levels)
    expected = sheet.get("expected_seconds", 0.0)
    if expected > SHORT and not LENGTH[0] < seconds / expected < LENGTH[1]:
        yield f"lasts {seconds:.0f} s where its text wants about {expected:.0f}"
    if levels.clipped:
        yield f"{levels.clipped} samples are clipped"


def _levels(targets: Mapping[str, float], levels: Levels) -> Iterator[str]:
    if abs(levels.loudness - targets["loudness"]) > LOUDNESS:
        yield f"its loudness is {levels.loudness:.1f} LUFS, not {targets['loudness']:.1f}"
    if levels.true_peak > targets["true_peak"] + PEAK:
        yield f"its true peak is {levels.true_peak:.1f} dBTP, above {targets['true_peak']:.1f}"
    if levels.longest_silence > targets["longest_pause"] + SILENCE:
        yield f"is silent for {levels.longest_silence:.2f} s, the longest pause is {targets['longest_pause']:.2f}"
