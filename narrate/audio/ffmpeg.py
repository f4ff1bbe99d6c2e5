"""ffmpeg as a program of its own: measuring, levelling, encoding.

The binary of the package imageio-ffmpeg, never the system's: the same version everywhere gives the same bytes
everywhere.  It was chosen over PyAV, which carries the same codecs in-process, because its LAME encodes three
times as fast (450 against 135 times real time, mono, one core) and because a program of its own works beside
the Python process instead of inside it.
"""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

from narrate.errors import AudioError


@cache
def binary() -> str:
    """Path of the ffmpeg that all of this room uses.

    Raises:
        AudioError: the package carries none for this system.
    """
    import imageio_ffmpeg

    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as error:
        raise AudioError(
            "ffmpeg", f"is not to be had here: {error}", "Set IMAGEIO_FFMPEG_EXE to one"
        ) from error


def run(arguments: list[str], thing: Path) -> str:
    """Run ffmpeg and return what it reports on standard error.

    Raises:
        AudioError: about ``thing``, with ffmpeg's own reason, if it fails or is killed.
    """
    command = [binary(), "-hide_banner", "-nostdin", "-nostats", "-y", "-threads", "1", *arguments]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    except OSError as error:
        raise AudioError("ffmpeg", f"cannot be started: {error.strerror}") from error
    report = done.stderr.decode("utf-8", "replace")
    if done.returncode:
        raise AudioError(thing.name, f"ffmpeg failed: {_cause(report, done.returncode)}")
    return report


def _cause(report: str, code: int) -> str:
    """The first line that speaks of an error; what follows it only says that the conversion failed."""
    lines = [line.partition("] ")[2] or line for line in report.splitlines() if "rror" in line]
    return lines[0].strip() if lines else f"exit code {code}"


def raw(path: Path, rate: int) -> list[str]:
    """The input arguments for a headless file of mono, signed 16-bit little-endian samples."""
    return ["-f", "s16le", "-ar", str(rate), "-ac", "1", "-i", named(path)]


def named(path: Path) -> str:
    """A path as ffmpeg takes it for one, whatever stands in it: "-x.mp3" is no option, "a:b" no protocol."""
    return f"file:{path}"
