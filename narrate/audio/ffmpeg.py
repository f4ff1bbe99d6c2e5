"""ffmpeg as a program of its own: measuring, levelling, encoding.

The binary of the package imageio-ffmpeg, never the system's: the same version everywhere gives the same bytes
everywhere.  It was chosen over PyAV, which carries the same codecs in-process, because its LAME encodes three
times as fast (450 against 135 times real time, mono, one core) and because a program of its own works beside
the Python process instead of inside it.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import IO

from narrate.errors import AudioError, NarrateError, OutputError

DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)
"""What a system says of a disk that is full, gone or refuses."""
PARTS = re.compile(r"^(?:\[[^\]]*\] *)+")
"""Which part of ffmpeg speaks, and where it lies in memory: "[aist#0:0/mp3 @ 0x55d0] [dec:mp3float @ 0x55d1] "."""
STEP = "Set IMAGEIO_FFMPEG_EXE to a working ffmpeg, or to nothing for the one that comes with narrate"


@cache
def binary() -> str:
    """Path of the ffmpeg that all of this room uses.

    Raises:
        AudioError: the package carries none for this system, or IMAGEIO_FFMPEG_EXE names what is no program.
    """
    import imageio_ffmpeg

    try:
        found = str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as error:
        raise AudioError("ffmpeg", f"is not to be had here: {error}", STEP) from error
    if not shutil.which(found):
        raise AudioError("ffmpeg", f"cannot be started: {found} is no program", STEP)
    return found


class Running:
    """ffmpeg at work: samples go in through ``feed``, or come out through ``output``.

    Leaving the context waits for its end; an error inside it kills the program, so that nothing goes on writing.

    Raises:
        AudioError: about ``thing``, with ffmpeg's own reason, if it fails or is killed.
        OutputError: its disk is full or gone.
    """

    def __init__(self, arguments: list[str], thing: Path, *, fed: bool = False) -> None:
        self.report = ""
        self._thing = thing
        command = [binary(), "-hide_banner", "-nostats", "-y", "-threads", "1", *arguments]
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 — closed by __exit__; a pipe could fill and stop all
        source = subprocess.PIPE if fed else subprocess.DEVNULL
        try:
            self._process = subprocess.Popen(command, stdin=source, stdout=subprocess.PIPE, stderr=self._log)
        except OSError as error:
            self._log.close()
            raise AudioError("ffmpeg", f"cannot be started: {error.strerror}", STEP) from error

    @property
    def output(self) -> IO[bytes]:
        """What it writes to "-"."""
        assert self._process.stdout is not None
        return self._process.stdout

    def feed(self, data: bytes | memoryview) -> bool:
        """Hand it samples; False once it has stopped listening, whose reason the end of the context raises."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(data)
        except OSError:  # a broken pipe; Windows calls it an invalid argument
            return False
        return True

    def __enter__(self) -> Running:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind:
            self._process.kill()
        try:
            self._process.communicate()
        except OSError:  # the last samples met a program that had ended
            self._process.wait()
        self._log.seek(0)
        self.report = self._log.read().decode("utf-8", "replace")
        self._log.close()
        if kind is None and self._process.returncode:
            raise failure(self._thing, self.report, self._process.returncode)


def run(arguments: list[str], thing: Path) -> str:
    """Run ffmpeg and return what it reports on standard error.

    Raises:
        AudioError, OutputError: as ``Running`` does.
    """
    with Running(arguments, thing) as program:
        pass
    return program.report


def failure(thing: Path, report: str, code: int) -> NarrateError:
    """ffmpeg's failure as an error of ours: a disk's trouble is everybody's, anything else this article's."""
    for number in DISK:
        if os.strerror(number) in report:
            return unwritable(thing, os.strerror(number))
    if not thing.parent.is_dir():
        return unwritable(thing.parent, "the folder is gone")
    return AudioError(thing.name, f"ffmpeg {_cause(report, code)}")


def unwritable(thing: Path, reason: str) -> OutputError:
    """Where files are written is full or gone."""
    return OutputError(
        str(thing), f"cannot be written: {reason}", "Make room, or choose another folder with --output"
    )


def _cause(report: str, code: int) -> str:
    """The first line that speaks of an error; what follows it only says that the conversion failed."""
    if code < 0:
        return f"was killed by signal {-code}"
    lines = [PARTS.sub("", line) or line for line in report.splitlines() if "rror" in line]
    return f"failed: {lines[0].strip()}" if lines else f"failed: exit code {code}"


def raw(rate: int, name: str = "-") -> list[str]:
    """The input arguments for headless mono samples of 32-bit floats, by default from standard input."""
    return ["-f", "f32le", "-ar", str(rate), "-ac", "1", "-i", name]


def named(path: Path) -> str:
    """A path as ffmpeg takes it for one, whatever stands in it: "-x.mp3" is no option, "a:b" no protocol."""
    return f"file:{path}"
