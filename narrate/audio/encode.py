"""A levelled recording → MP3, encoded again only if the finished file misses its targets."""

from __future__ import annotations

from pathlib import Path

from narrate.audio.ffmpeg import named, raw, run
from narrate.audio.join import Joined
from narrate.audio.loudness import ABSOLUTE_GATE, RELEASE, gain_for, guess, measure_file, measure_raw
from narrate.audio.sound import Sound
from narrate.model import Levels

LAME_SCALE = -0.45
"""dB; LAME scales its input by 0.95 at these bit rates, measured on speech at 64 to 128 kb/s."""
LAME_SPEED = "7"
"""ffmpeg's compression_level, 0 slow to 9: 7 is twice as fast as the default 5 (300 times real time) and on
speech at 96 kb/s its noise lies 32 to 34 dB under the voice against 30."""
HEADROOM = 0.7
"""dB between the true peak wanted and the limiter's ceiling as LAME scales it: what stands between the samples
and what the codec adds, 0.1 to 0.25 on a minute of speech and up to 0.5 somewhere in an hour, where 0.4 cost a
second encoding."""
TOLERANCE = 0.25
"""LU; a file nearer than that to its target is left alone."""
ATTEMPTS = 4
"""Encodings at most; the first is right for ordinary speech."""


def encode_mp3(recording: Path, joined: Joined, sound: Sound, mp3: Path) -> Levels:
    """Write ``mp3`` from the headless ``recording``, at the loudness and peak of ``sound``.

    Returns:
        What the finished file measures.

    Raises:
        AudioError: ffmpeg fails.
    """
    measured = measure_raw(recording, sound.rate)
    if measured <= ABSOLUTE_GATE:
        measured = guess(joined)
    target, ceiling = sound.loudness - LAME_SCALE, sound.peak - LAME_SCALE - HEADROOM
    for attempt in range(1, ATTEMPTS + 1):
        gain = gain_for(target, measured, ceiling, joined)
        _write(recording, gain, ceiling, sound, mp3)
        levels = measure_file(mp3)
        # A file too short to be measured (BS.1770 wants 400 ms) keeps the gain that was guessed.
        off = sound.loudness - levels.loudness if levels.loudness > ABSOLUTE_GATE else 0.0
        over = levels.true_peak - sound.peak
        if attempt == ATTEMPTS or (abs(off) <= TOLERANCE and over <= 0):
            break
        target += off
        ceiling -= max(over + 0.1, 0.0)
    return levels


def _write(recording: Path, gain: float, ceiling: float, sound: Sound, mp3: Path) -> None:
    filters = [
        f"volume={gain:.3f}dB:precision=float",
        # level=0: no make-up gain; latency=1: the look-ahead does not shift the time line.
        f"alimiter=limit={10 ** (ceiling / 20):.5f}:attack=5:release={RELEASE * 1000:.0f}:level=0:latency=1",
    ]
    run(
        [
            *raw(recording, sound.rate), "-af", ",".join(filters),
            "-c:a", "libmp3lame", "-b:a", f"{sound.bitrate}k", "-compression_level", LAME_SPEED,
            "-write_xing", "1", "-id3v2_version", "0", "-map_metadata", "-1", "-fflags", "+bitexact",
            "-f", "mp3", named(mp3),
        ],
        mp3,
    )  # fmt: skip
