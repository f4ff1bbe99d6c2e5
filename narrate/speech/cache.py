"""Spoken clips by content, so that a changed article pays only for its changed sentences.

One WAV file a clip, which any player opens, named by a hash of engine version, voice, spoken text and its sounds.
After the sound stands a chunk of ours with the words' times and a checksum; players pass over it.

Safe between processes: a clip is written beside its place and renamed into it, two writers of one name write the
same sound, and a clip that another process has thrown away is merely spoken again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import struct
import tempfile
import threading
import time
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from narrate.errors import OutputError
from narrate.model import Clip, Said, Voice, Word

FORMAT = 3
"""Raise it when the meaning of a stored clip changes, or what this room makes of a text before an engine says it
(``phonemes.py``, ``ipa.py``, ``respelling.py``)."""
MEGABYTES = 2_000
"""Ten hours and more of sentences."""
OURS = b"nrrt"
"""The name of our chunk; small letters are nobody's in particular."""
SWEEP_AFTER = 0.05
"""Share of the limit that may be written before the folder is looked at again."""
LEFT = 0.9
"""Share of the limit that is left after throwing away, so that it is not done again at once."""
SELDOM = 3_600.0
"""Seconds: a clip that is used again is marked as used at most so often."""
STALE = 86_400.0
"""Seconds after which an unfinished file is nobody's."""


def sound_of(voice: Voice, engine_version: str) -> str:
    """All that decides how a voice sounds, as text; profiles may differ in name and licence only."""
    options: Mapping[str, object] = dict(sorted(voice.options.items()))
    parts = [FORMAT, voice.engine, engine_version, voice.model, voice.language, voice.rate, options]
    return json.dumps(parts, ensure_ascii=False)


class ClipCache:
    """A folder of clips; for threads.

    Args:
        folder: made with the first clip.
        megabytes: how large it may grow; what was not used for longest goes first.  0 is without limit.
    """

    def __init__(self, folder: Path, megabytes: int = MEGABYTES) -> None:
        self.folder = folder
        self._limit = megabytes * 1_000_000
        self._written = self._limit  # the first clip of a process has the folder looked at
        self._lock = threading.Lock()

    def get(self, sound: str, said: Said) -> Clip | None:
        """The clip of ``said`` in that sound, or None; a damaged file counts as absent."""
        path = self._path(sound, said)
        try:
            clip = _clip(path.read_bytes())
            if time.time() - path.stat().st_mtime > SELDOM:
                with contextlib.suppress(OSError):  # a folder that may only be read
                    os.utime(path)
            return clip
        except (OSError, ValueError, KeyError, TypeError, struct.error):
            return None

    def put(self, sound: str, said: Said, clip: Clip) -> None:
        """Keep a clip.

        Raises:
            OutputError: the folder cannot be written.
        """
        content = _wav(clip)
        try:
            self._write(self._path(sound, said), content)
            if self._is_due(len(content)):
                self.sweep()
        except OSError as error:
            step = "Make room, or choose another folder with --output"
            raise OutputError(str(self.folder), f"clips cannot be kept: {error.strerror}", step) from error

    def _write(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=path.parent, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.replace(part, path)
        except OSError:
            with contextlib.suppress(OSError):
                os.unlink(part)
            if not path.is_file():  # Windows replaces no file that somebody reads; it holds the same sound
                raise

    def _is_due(self, size: int) -> bool:
        with self._lock:
            self._written += size
            due = 0 < self._limit * SWEEP_AFTER < self._written
            self._written = 0 if due else self._written
            return due

    def sweep(self) -> None:
        """Throw away what was not used for longest, if the folder is larger than it may be."""
        files = sorted(self._files())
        size = sum(each for _, each, _ in files)
        if size <= self._limit:
            return
        for _, each, path in files:
            if size <= self._limit * LEFT:
                return
            with contextlib.suppress(OSError):  # another process has thrown it away, or is reading it
                path.unlink()
                size -= each

    def _files(self) -> Iterator[tuple[float, int, Path]]:
        """Time of the last use, size and path of every clip; unfinished ones that nobody finishes are removed."""
        for path in self.folder.glob("??/*"):
            with contextlib.suppress(OSError):
                state = path.stat()
                if path.suffix == ".wav":
                    yield state.st_mtime, state.st_size, path
                elif time.time() - state.st_mtime > STALE:
                    path.unlink()

    def _path(self, sound: str, said: Said) -> Path:
        pronounced = [(start, word.word, word.ipa, word.respelling) for start, word in said.sounds]
        digest = hashlib.sha256(json.dumps([sound, said.text, pronounced]).encode()).hexdigest()
        return self.folder / digest[:2] / f"{digest}.wav"


# ── the file ───────────────────────────────────────────────────────────────────────────────────────


def _wav(clip: Clip) -> bytes:
    """RIFF WAVE (Microsoft and IBM, 1991): format, sound, and our chunk."""
    words = [(word.text, word.start, word.end) for word in clip.words]
    about = {"words": words, "exact": clip.exact, "crc": zlib.crc32(clip.pcm)}
    chunks = (
        _chunk(b"fmt ", struct.pack("<HHIIHH", 1, 1, clip.rate, clip.rate * 2, 2, 16))
        + _chunk(b"data", clip.pcm)
        + _chunk(OURS, json.dumps(about).encode())
    )
    return _chunk(b"RIFF", b"WAVE" + chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    """Chunks begin at even places."""
    return name + struct.pack("<I", len(content)) + content + bytes(len(content) % 2)


def _clip(content: bytes) -> Clip:
    """Raises ValueError, KeyError, TypeError or struct.error for what ``_wav`` has not written so."""
    chunks = dict(_chunks(content))
    pcm, about = chunks[b"data"], json.loads(chunks[OURS])
    if not pcm or zlib.crc32(pcm) != about["crc"]:
        raise ValueError("damaged")
    rate = struct.unpack("<HHIIHH", chunks[b"fmt "])[2]
    words = tuple(Word(text, start, end) for text, start, end in about["words"])
    return Clip(pcm=pcm, rate=rate, words=words, exact=about["exact"], source="cached")


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    while at + 8 <= len(content):
        (size,) = struct.unpack_from("<I", content, at + 4)
        yield content[at : at + 4], content[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
