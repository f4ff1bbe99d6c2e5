"""Spoken clips by content, so that a changed article pays only for its changed sentences.

One WAV file a clip, named by a hash of engine version, voice, spoken text and its sounds.  Safe between
processes: a clip is written beside its place and renamed into it, and two writers of one name write the same sound.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
import wave
from collections.abc import Mapping
from pathlib import Path

from narrate.errors import OutputError
from narrate.model import Clip, Said, Voice

FORMAT = 2
"""Raise it when the meaning of a stored clip changes, or what this room makes of a text before an engine says it
(``phonemes.py``, ``ipa.py``, ``respelling.py``)."""


def sound_of(voice: Voice, engine_version: str) -> str:
    """All that decides how a voice sounds, as text; profiles may differ in name and licence only."""
    options: Mapping[str, object] = dict(sorted(voice.options.items()))
    parts = [FORMAT, voice.engine, engine_version, voice.model, voice.language, voice.rate, options]
    return json.dumps(parts, ensure_ascii=False)


class ClipCache:
    """A folder of clips."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, sound: str, said: Said) -> Clip | None:
        """The clip of ``said`` in that sound, or None; a damaged file counts as absent."""
        try:
            with wave.open(str(self._path(sound, said)), "rb") as file:
                frames = file.getnframes()
                pcm = file.readframes(frames)
                if frames == 0 or len(pcm) != frames * 2:
                    return None
                return Clip(pcm=pcm, rate=file.getframerate(), source="cached")
        except (OSError, EOFError, wave.Error):
            return None

    def put(self, sound: str, said: Said, clip: Clip) -> None:
        """Keep a clip.

        Raises:
            OutputError: the folder cannot be written.
        """
        path = self._path(sound, said)
        part = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, part = tempfile.mkstemp(dir=path.parent, suffix=".part")
            with os.fdopen(handle, "wb") as raw, wave.open(raw, "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(2)
                file.setframerate(clip.rate)
                file.writeframes(clip.pcm)
            os.replace(part, path)
        except OSError as error:
            if part is not None:
                with contextlib.suppress(OSError):
                    os.unlink(part)
            raise OutputError(str(self.folder), f"clips cannot be kept: {error.strerror}") from error

    def _path(self, sound: str, said: Said) -> Path:
        pronounced = [(start, word.word, word.ipa, word.respelling) for start, word in said.sounds]
        digest = hashlib.sha256(json.dumps([sound, said.text, pronounced]).encode()).hexdigest()
        return self.folder / digest[:2] / f"{digest}.wav"
