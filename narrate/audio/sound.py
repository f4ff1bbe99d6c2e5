"""How a finished file shall sound: the options of this room."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sound:
    """Targets of the finished, decoded file."""

    loudness: float = -16.0
    """LUFS, integrated after BS.1770; what Apple Podcasts asks for."""
    peak: float = -1.0
    """Highest true peak in dBTP; Apple Podcasts again."""
    bitrate: int = 96
    """kb/s of the mono MP3; Apple names 64 to 128 for speech."""
    rate: int = 44_100
    """Samples a second of the file; players expect 44.1 or 48 kHz, voices speak at 16 to 24."""
    lead: float = 0.4
    """Seconds of silence before the first word."""
    tail: float = 1.0
    """Seconds of silence after the last word."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What the tags say beside what the article says."""

    album: str = ""
    """The show; "" takes the article's site."""
    genre: str = "Podcast"
    """Players group by it."""
