"""How a finished file shall sound: the options of this room."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, get_args

from narrate.audio.presets import PRESETS
from narrate.errors import SettingsError
from narrate.model import AudioFormat

RATES = (22_050, 24_000, 32_000, 44_100, 48_000)
FORMATS: tuple[AudioFormat, ...] = get_args(AudioFormat)
DUAL_MONO = 3.01
"""LU between one loudspeaker and two."""
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Jingles:
    """Audio files that are played around and under the voice; "" is none."""

    intro: str = ""
    """Before the first word."""
    outro: str = ""
    """After the last."""
    sting: str = ""
    """Between sections: before each heading of the text."""
    bed: str = ""
    """Music under the title and what else the opening says."""
    level: float = -2.0
    """LU by which intro, outro and sting are louder than the voice."""
    bed_level: float = -20.0
    """The same for the bed: W3C's WCAG 2.2, 1.4.7, wants sounds behind speech 20 dB below it."""

    def __post_init__(self) -> None:
        """Raise SettingsError for a level that cannot be."""
        _within("jingles", {"level": (-30, 6), "bed_level": (-60, -6)}, self)


@dataclass(frozen=True, slots=True)
class Sound:
    """Targets of the finished, decoded file."""

    formats: tuple[AudioFormat, ...] = ("mp3",)
    """One file each, of one synthesis; the main one first."""
    preset: str = ""
    """A name of ``presets.PRESETS``, whose values hold where nothing else is said; "" is apple-podcasts."""
    loudness: float = -16.0
    """LUFS, integrated after BS.1770; what Apple Podcasts asks for."""
    peak: float = -1.0
    """Highest true peak in dBTP; Apple Podcasts again."""
    dual_mono: bool = False
    """Whether a mono file is judged as it sounds on two loudspeakers, 3 LU louder than it measures.  Apple and the
    EBU measure the file; some hosts ask for "-19 mono", which is this."""
    channels: int = 1
    """2 writes the same sound twice, for those who refuse mono files."""
    bitrate: int = 96
    """kb/s of MP3 and AAC, Opus takes half and 28 at least; Apple names 64 to 128 for speech in mono, 128 to 256 in
    stereo."""
    vbr: bool = False
    """Whether an MP3 spends its bits where they are needed; older players show a wrong time then."""
    rate: int = 44_100
    """Samples a second of the file; players expect 44.1 or 48 kHz, voices speak at 16 to 24.  Opus has 48."""
    lead: float = 0.4
    """Seconds of silence before the first word."""
    tail: float = 1.0
    """Seconds of silence after the last word."""
    jingles: Jingles = field(default_factory=Jingles)
    """A table of its own."""

    def __post_init__(self) -> None:
        """Raise SettingsError for what no file can be."""
        limits: dict[str, tuple[float, float]] = {
            "loudness": (-40, -5),
            "peak": (-20, 0),
            "bitrate": (32, 320),
            "lead": (0, 60),
            "tail": (0, 60),
        }
        _within("sound", limits, self)
        if self.rate not in RATES:
            raise SettingsError("sound rate", f"is {self.rate}", f"Take one of {', '.join(map(str, RATES))}")
        if self.channels not in (1, 2):
            raise SettingsError("sound channels", f"is {self.channels}", "Take 1 or 2")
        if self.preset not in ("", *PRESETS):
            raise SettingsError("sound preset", f"is {self.preset!r}", f"Take one of {', '.join(PRESETS)}")
        self._check_formats()

    def _check_formats(self) -> None:
        unknown = [kind for kind in self.formats if kind not in FORMATS]
        if unknown or not self.formats:
            reason = f"is {unknown[0]!r}" if unknown else "is empty"
            raise SettingsError("sound formats", reason, f"Take of {', '.join(FORMATS)}")
        object.__setattr__(self, "formats", tuple(dict.fromkeys(self.formats)))

    @property
    def target(self) -> float:
        """What the file itself shall measure, in LUFS."""
        return self.loudness - (DUAL_MONO if self.dual_mono and self.channels == 1 else 0.0)


def preset(name: str) -> Sound:
    """The sound that a preset stands for.

    Raises:
        SettingsError: nobody of that name asks for anything.
    """
    values: dict[str, Any] = dict(PRESETS.get(name, {}))
    return Sound(preset=name, **values)


def _within(where: str, limits: dict[str, tuple[float, float]], options: object) -> None:
    for name, (least, most) in limits.items():
        value = getattr(options, name)
        if not least <= value <= most:  # also true of NaN
            raise SettingsError(f"{where} {name}", f"is {value}", f"Take one from {least} to {most}")


@dataclass(frozen=True, slots=True)
class Labels:
    """What the tags say beside what the article says."""

    album: str = ""
    """The show; "" takes the article's site."""
    genre: str = "Podcast"
    """Players group by it."""
    publisher: str = ""
    """"" takes the article's site."""
    copyright: str = ""
    """Who owns the recording; the article's year is put before it.  "" claims nothing."""
    colour: str = ""
    """Of drawn covers, "#rrggbb"; "" gives each site one of its own."""

    def __post_init__(self) -> None:
        """Raise SettingsError for what is no colour."""
        if self.colour and not COLOUR.fullmatch(self.colour):
            raise SettingsError("show colour", f"is {self.colour!r}", 'Write it as "#1a4d6e"')
