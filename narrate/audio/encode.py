"""A levelled recording → one file a format, encoded again only if the finished file misses its targets.

The one gain is known when the last sentence is, so an encoder cannot start before: one that starts with a guess
misses ±0.3 LU often enough to do its work twice.  What can be done while the clips arrive (trimming, resampling,
measuring) is done then; what is left takes some four seconds a half hour, in a program of its own beside the next
article's voice.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from narrate.audio.ffmpeg import Running, named, raw
from narrate.audio.formats import CODINGS, arguments, filters, same_stream
from narrate.audio.loudness import RELEASE, Level, gain_for
from narrate.audio.measure import ABSOLUTE_GATE, Spans, measured
from narrate.audio.sound import Sound
from narrate.errors import AudioError
from narrate.model import AudioFormat, Levels

TOLERANCE = 0.25
"""LU; a file nearer than that to its target is left alone."""
ATTEMPTS = 5
"""Encodings at most; the first is right for ordinary speech."""
FIRST_SLOPE = 0.8
"""LU a dB of gain, before it is known: ordinary speech that is limited by 3 dB."""
LEAST_SLOPE = 0.2
"""As little as a dB brings where 12 dB are limited."""
SLACK = 0.03
"""Seconds by which a decoded file may differ from the recording: less than one frame of any codec."""

Source = Callable[[], Iterator[np.ndarray]]
"""Gives the samples from the beginning, mono, −1 to 1, as often as it is asked."""


def encode_all(
    source: Source, level: Level, sound: Sound, seconds: float, stem: Path, music: Spans = ()
) -> dict[Path, Levels]:
    """Write a file of each format of ``sound`` beside each other, named after the format.

    Args:
        music: as of ``measured``.

    Returns:
        What each finished file measures, the main one first.

    Raises:
        AudioError: ffmpeg fails, or a file is not as long as the recording.
        OutputError: the disk is full or gone.
    """
    made: dict[AudioFormat, tuple[Path, Levels]] = {}
    for kind in sound.formats:
        path = stem.with_suffix(f".{kind}")
        twin = next((made[other] for other in made if same_stream(other) == same_stream(kind)), None)
        if twin:
            shutil.copyfile(twin[0], path)
        made[kind] = (path, twin[1] if twin else encode(source, level, sound, seconds, kind, path, music))
    return dict(made.values())


def encode(
    source: Source,
    level: Level,
    sound: Sound,
    seconds: float,
    kind: AudioFormat,
    path: Path,
    music: Spans = (),
) -> Levels:
    """Write one file at the loudness and peak of ``sound``; the same is raised as by ``encode_all``."""
    coding = CODINGS[kind]
    ceiling = sound.peak - coding.scale - coding.headroom
    # two channels of the same are 3 LU louder than one, whatever the encoder adds
    gain = gain_for(sound.target - coding.scale - _channels(sound), ceiling, level)
    tried: list[tuple[float, float]] = []
    for attempt in range(1, ATTEMPTS + 1):
        _write(source, filters(kind, sound, gain, ceiling, RELEASE), sound, kind, path)
        length, levels = measured(path, music)
        if abs(length - seconds) > SLACK:
            raise AudioError(path.name, f"lasts {length:.2f} s, the recording {seconds:.2f}")
        # A file too short to be measured (BS.1770 wants 400 ms) keeps the gain that was guessed.
        off = sound.target - levels.loudness if levels.loudness > ABSOLUTE_GATE else 0.0
        over = levels.true_peak - sound.peak
        if attempt == ATTEMPTS or (abs(off) <= TOLERANCE and over <= 0):
            break
        tried.append((gain, levels.loudness))
        gain += off / _slope(tried)
        ceiling -= max(over + 0.1, 0.0)
    return levels


def _slope(tried: list[tuple[float, float]]) -> float:
    """How much loudness a decibel of gain has brought of late: the more is limited, the less."""
    if len(tried) < 2 or tried[-1][0] == tried[-2][0]:
        return FIRST_SLOPE
    (gain, loudness), (next_gain, next_loudness) = tried[-2:]
    return min(max((next_loudness - loudness) / (next_gain - gain), LEAST_SLOPE), 1.0)


def _channels(sound: Sound) -> float:
    return 10 * float(np.log10(sound.channels))


def _write(source: Source, chain: str, sound: Sound, kind: AudioFormat, path: Path) -> None:
    with Running(
        [*raw(sound.rate), "-af", chain, *arguments(kind, sound), named(path)], path, fed=True
    ) as program:
        for samples in source():
            if not program.feed(samples.astype("<f4", copy=False).data):
                break
