"""Jingles: audio files of any kind, read once, mixed to one channel, faded at their edges.

How loud they are is decided with the voices' loudness (``loudness.py``), where they stand by ``join.py``, and the
bed is laid under the opening by ``mix.py``.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from narrate.audio.edges import faded
from narrate.audio.ffmpeg import Running, binary, named
from narrate.audio.sound import Jingles
from narrate.errors import AudioError, SettingsError

FILES = ("intro", "outro", "sting", "bed")
EDGE = 0.02
"""Seconds of fade at both ends of a jingle, so that it does not click; its own swell is its maker's."""
LONGEST = 600.0
"""Seconds; nobody listens to a longer jingle."""
SLOW = 5.0
"""Letters a second: slower than any voice reads.  What is longer than an article at that pace is longer for
certain, before a word is spoken."""


def _none() -> np.ndarray:
    return np.zeros(0, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Prepared:
    """Jingles as samples at the recording's rate; those without samples are not played."""

    intro: np.ndarray = field(default_factory=_none)
    outro: np.ndarray = field(default_factory=_none)
    sting: np.ndarray = field(default_factory=_none)
    bed: np.ndarray = field(default_factory=_none)
    rate: int = 44_100
    names: Jingles = field(default_factory=Jingles)

    def check_text(self, text: str) -> None:
        """Raise AudioError for one that is longer than a text, however slowly it is read."""
        self.check(len(text) / SLOW, "the article at most")

    def check(self, seconds: float, article: str = "the article") -> None:
        """Raise AudioError for one that is longer than what is said."""
        for name in ("intro", "outro", "sting"):
            length = len(getattr(self, name)) / self.rate
            if length > seconds:
                raise AudioError(
                    str(getattr(self.names, name)),
                    f"this {name} lasts {length:.1f} s, {article} {seconds:.1f}",
                    f"Take a shorter one as [jingles] {name}",
                )


def prepared(jingles: Jingles, rate: int) -> Prepared:
    """Read the files.

    Raises:
        SettingsError: one is missing, or no audio.
        AudioError: there is no ffmpeg, and nothing at all can be made: better known before a word is spoken.
    """
    binary()
    samples = {name: _read(getattr(jingles, name), name, rate) for name in FILES}
    return Prepared(**samples, rate=rate, names=jingles)


def contents(jingles: Jingles) -> list[str]:
    """What the files hold, hashed: another sound under the same name is another jingle.  Nothing without files."""
    return [_digest(Path(file)) for name in FILES if (file := getattr(jingles, name))]


def _digest(path: Path) -> str:
    """ "" of a file that cannot be read: ``prepared`` says so."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _read(file: str, name: str, rate: int) -> np.ndarray:
    if not file:
        return _none()
    step = f"Name an audio file as [jingles] {name}"
    if not Path(file).is_file():
        raise SettingsError(file, f"this {name} is not there", step)
    try:
        samples = _decoded(Path(file), rate)
    except AudioError as error:
        raise SettingsError(file, f"this {name} is not audio: {error.reason}", step) from error
    if not np.abs(samples).max(initial=0.0) > 1e-4:
        raise SettingsError(file, f"this {name} is silent", step)
    return faded(samples, round(EDGE * rate), round(EDGE * rate))


def _decoded(path: Path, rate: int) -> np.ndarray:
    """Its samples, the channels' mean."""
    with Running(
        [
            "-i", named(path), "-map", "0:a:0", "-t", f"{LONGEST:.0f}", "-ac", "1", "-af",
            f"aresample={rate}:resampler=soxr:precision=28", "-f", "f32le", "-",
        ],
        path,
    ) as program:  # fmt: skip
        data = program.output.read()
    return np.frombuffer(data, dtype="<f4")
