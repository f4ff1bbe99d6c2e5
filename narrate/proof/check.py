"""An episode's files measured again: is what lies there what the sheet says, and is it fit to be published?"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from narrate.audio import binary, measured
from narrate.errors import AudioError, OutputError
from narrate.model import Episode, Levels, Media

LOUDNESS = 0.5
"""LU by which a file may miss its target: what EBU R 128 allows; narrate itself aims at 0.3."""
PEAK = 0.05
"""dB: ffmpeg prints one decimal."""
SILENCE = 0.25
"""Seconds by which a silence may exceed the longest pause: a voice rests inside its sentences, too."""
REST = 0.5
"""Seconds that a voice may rest at a comma or colon, however short the pauses between the sentences are."""
SECONDS = 0.05
LENGTH = (0.55, 1.8)
"""Times the expected length: between them lie all voices, slow and fast; outside, text is missing or doubled."""
SHORT = 20.0
"""Seconds of an episode whose length says nothing."""
TARGETS = ("loudness", "true_peak", "longest_pause")

Sheet = Mapping[str, Any]


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


def check_all(
    episodes: Iterable[Episode], sheet_of: Callable[[Episode], Sheet], folder: Path
) -> Generator[Checked, None, None]:
    """Every audio file of every episode, in their order; ffmpeg decodes as many at once as there are cores.

    Args:
        sheet_of: gives the proof sheet of an episode, {} where it is lost; called from several threads.
        folder: the output folder.

    Raises:
        AudioError: there is no ffmpeg.
    """
    binary()  # without it every file would be told
    files = [(episode, media) for episode in episodes for media in episode.media]
    threads = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="check")
    try:
        yield from threads.map(lambda one: _checked(one[0], one[1], sheet_of(one[0]), folder), files)
    finally:
        threads.shutdown(cancel_futures=True)


def _checked(episode: Episode, media: Media, sheet: Sheet, folder: Path) -> Checked:
    path = folder / media.file
    problems = list(_account(episode, sheet))
    try:
        problems += _file(media, path)
        seconds, levels = measured(path, _music(sheet))
    except FileNotFoundError:
        return Checked(episode, media, 0.0, None, (*problems, "the file is missing"))
    except OSError as error:
        return Checked(episode, media, 0.0, None, (*problems, f"cannot be read: {error.strerror}"))
    except (AudioError, OutputError) as error:
        return Checked(episode, media, 0.0, None, (*problems, f"cannot be heard: {error.reason}"))
    return Checked(episode, media, seconds, levels, (*problems, *_sound(episode, sheet, seconds, levels)))


def _account(episode: Episode, sheet: Sheet) -> Iterator[str]:
    if not _targets(sheet):
        yield "its proof sheet is missing or broken: narrate it again with --force"
    if episode.failed:
        total = episode.voiced + episode.cached + episode.failed
        yield f"{episode.failed} of {total} sentences are missing"


def _file(media: Media, path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != media.sha256:
        yield (
            "the file is not the one that was made"
            f" ({path.stat().st_size:,} bytes, {media.bytes:,} were written)"
        )


def _sound(episode: Episode, sheet: Sheet, seconds: float, levels: Levels) -> Iterator[str]:
    if abs(seconds - episode.seconds) > SECONDS:
        yield f"lasts {seconds:.2f} s, not {episode.seconds:.2f}"
    if targets := _targets(sheet):
        yield from _levels(targets, levels)
    expected = _number(sheet.get("expected_seconds"))
    if expected > SHORT and not LENGTH[0] < seconds / expected < LENGTH[1]:
        yield f"lasts {seconds:.0f} s where its text wants about {expected:.0f}"
    if levels.clipped:
        yield f"{levels.clipped} samples are clipped"


def _levels(targets: Mapping[str, float], levels: Levels) -> Iterator[str]:
    if not abs(levels.loudness - targets["loudness"]) <= LOUDNESS:
        yield f"its loudness is {levels.loudness:.1f} LUFS, not {targets['loudness']:.1f}"
    if levels.true_peak > targets["true_peak"] + PEAK:
        yield f"its true peak is {levels.true_peak:.1f} dBTP, above {targets['true_peak']:.1f}"
    if levels.longest_silence > max(targets["longest_pause"], REST) + SILENCE:
        yield f"is silent for {levels.longest_silence:.2f} s, the longest pause is {targets['longest_pause']:.2f}"


# ── What a sheet says, whoever had it in hand ──────────────────────────────────────────────────────


def _targets(sheet: Sheet) -> Mapping[str, float]:
    """{} of a sheet that lacks one."""
    found = sheet.get("targets")
    whole = isinstance(found, dict) and all(isinstance(found.get(name), int | float) for name in TARGETS)
    return found if isinstance(found, dict) and whole else {}


def _music(sheet: Sheet) -> list[tuple[float, float]]:
    found = sheet.get("music")
    spans = found if isinstance(found, list) else []
    return [
        (_number(each[0]), _number(each[1])) for each in spans if isinstance(each, list) and len(each) == 2
    ]


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
