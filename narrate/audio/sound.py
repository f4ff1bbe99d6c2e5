"""How a finished file shall sound: the options of this room."""

from __future__ import annotations

from dataclasses import dataclass

from narrate.errors import SettingsError

RATES = (22_050, 24_000, 32_000, 44_100, 48_000)


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

    def __post_init__(self) -> None:
        """Raise SettingsError for what no MP3 can be."""
        limits = {
            "loudness": (-40, -5),
            "peak": (-20, 0),
            "bitrate": (32, 160),
            "lead": (0, 60),
            "tail": (0, 60),
        }
        for name, (least, most) in limits.items():
            if not least <= getattr(self, name) <= most:
                raise SettingsError(
                    f"sound {name}", f"is {getattr(self, name)}", f"Take one from {least} to {most}"
                )
        if self.rate not in RATES:
            raise SettingsError("sound rate", f"is {self.rate}", f"Take one of {', '.join(map(str, RATES))}")


@dataclass(frozen=True, slots=True)
class Labels:
    """What the tags say beside what the article says."""

    album: str = ""
    """The show; "" takes the article's site."""
    genre: str = "Podcast"
    """Players group by it."""
