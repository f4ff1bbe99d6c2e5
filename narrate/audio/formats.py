"""What a file of each format is made with: its encoder, and how it differs from what it was given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from narrate.audio.sound import Sound
from narrate.model import AudioFormat

OPUS_SHARE = 0.5
"""Opus wants half the bits of MP3 for the same speech (RFC 7587, 3.1.1: 28 to 40 kb/s for full-band speech)."""
OPUS_LEAST = 28.0
"""kb/s, the same place: below it Opus leaves the high tones out and overshoots the peaks that the limiter made."""
VBR_QUALITY = "4"
"""LAME's -V: about 70 kb/s for one channel of speech."""


@dataclass(frozen=True, slots=True)
class Coding:
    """How one format is encoded, and what is known of it before the first file is measured."""

    arguments: tuple[str, ...]
    """For ffmpeg; the muxer's name last."""
    scale: float = 0.0
    """dB by which the decoded file is louder than what was given."""
    headroom: float = 0.3
    """dB between the true peak wanted and the limiter's ceiling: what stands between the samples, up to 0.3 in
    limited speech, and what the codec adds."""
    whole: bool = False
    """Whether it holds 16-bit samples, to which the sound is dithered."""
    rate: int = 0
    """Samples a second, if the format leaves no choice."""


CODINGS: Mapping[AudioFormat, Coding] = MappingProxyType(
    {
        # LAME scales its input by 0.95 at these bit rates, measured on speech at 64 to 128 kb/s.
        # compression_level 7 is twice as fast as the default 5 (300 times real time); on speech at 96 kb/s its
        # noise lies 32 to 34 dB under the voice against 30.  The headroom: 0.1 to 0.25 on a minute of speech, up
        # to 0.5 somewhere in an hour, where 0.4 cost a second encoding.
        "mp3": Coding(
            (
                "-c:a", "libmp3lame", "-compression_level", "7", "-write_xing", "1", "-id3v2_version", "0",
                "-f", "mp3",
            ),
            scale=-0.45,
            headroom=0.7,
        ),
        "m4a": Coding(("-c:a", "aac", "-movflags", "+faststart", "-f", "ipod"), headroom=0.7),
        "m4b": Coding(("-c:a", "aac", "-movflags", "+faststart", "-f", "ipod"), headroom=0.7),
        "opus": Coding(("-c:a", "libopus", "-f", "opus"), headroom=1.0, rate=48_000),
        "flac": Coding(("-c:a", "flac", "-f", "flac"), whole=True),
        "wav": Coding(("-c:a", "pcm_s16le", "-f", "wav"), whole=True),
    }
)  # fmt: skip


def same_stream(kind: AudioFormat) -> AudioFormat:
    """The format whose file, before tags, is byte for byte this one's: it is encoded once."""
    return "m4a" if kind == "m4b" else kind


def arguments(kind: AudioFormat, sound: Sound) -> list[str]:
    """The output arguments of ffmpeg, without the file's name."""
    return [
        *CODINGS[kind].arguments[:-2], *_bits(kind, sound),
        # no clock, no version, no random serial number: the same sound gives the same bytes
        "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact", *CODINGS[kind].arguments[-2:],
    ]  # fmt: skip


def _bits(kind: AudioFormat, sound: Sound) -> list[str]:
    if CODINGS[kind].whole:
        return []
    if kind == "mp3" and sound.vbr:
        return ["-q:a", VBR_QUALITY]
    rate = max(sound.bitrate * OPUS_SHARE, OPUS_LEAST) if kind == "opus" else sound.bitrate
    return ["-b:a", f"{rate:.0f}k"]


def filters(kind: AudioFormat, sound: Sound, gain: float, ceiling: float, release: float) -> str:
    """The chain before the encoder: gain, limiter, channels, dither.

    Args:
        gain: dB.
        ceiling: highest sample in dB of full scale.
        release: seconds until the limiter has let go.
    """
    coding = CODINGS[kind]
    chain = [f"volume={gain:.3f}dB:precision=float"]
    if coding.rate not in (0, sound.rate):
        chain.append(f"aresample={coding.rate}:resampler=soxr:precision=28")
    # level=0: no make-up gain; latency=1: the look-ahead does not shift the time line.
    limit = 10 ** (ceiling / 20)
    chain.append(f"alimiter=limit={limit:.5f}:attack=5:release={release * 1000:.0f}:level=0:latency=1")
    if sound.channels == 2:
        chain.append("pan=stereo|c0=c0|c1=c0")
    if coding.whole:
        chain.append("aresample=osf=s16:dither_method=triangular")
    return ",".join(chain)
