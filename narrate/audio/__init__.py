"""Script and Clips → Narration: one levelled, tagged file.  ``produce`` is the door."""

from __future__ import annotations

import hashlib
import tempfile
import uuid
from collections.abc import Iterable
from pathlib import Path

from narrate.audio.chapters import chapters_of
from narrate.audio.cover import cover_jpeg
from narrate.audio.encode import encode_mp3
from narrate.audio.join import Joined, join_clips
from narrate.audio.sound import Labels, Sound
from narrate.audio.tags import write_tags
from narrate.errors import AudioError
from narrate.model import AudioFile, Clip, Levels, Narration, Script, Voice

__all__ = ["Labels", "Sound", "produce"]


def produce(
    script: Script,
    clips: Iterable[Clip],
    voice: Voice,
    staging: Path,
    sound: Sound | None = None,
    labels: Labels | None = None,
    picture: bytes = b"",
) -> Narration:
    """Join, level, encode and tag.

    Args:
        clips: one for each utterance of the script, in order; taken as they arrive.
        staging: an existing folder for the finished file and, meanwhile, the recording (5 MB a minute).
        picture: the article's picture, if it is at hand.

    Raises:
        AudioError: nothing could be voiced, or a file cannot be written; nothing is left in ``staging``.
    """
    sound = sound or Sound()
    mp3 = staging / f"{uuid.uuid4().hex}.mp3"
    try:
        with tempfile.TemporaryDirectory(dir=staging) as folder:
            recording = Path(folder) / "recording.s16"
            joined = _record(script, clips, sound, recording)
            levels = encode_mp3(recording, joined, sound, mp3)
        seconds = joined.samples / sound.rate
        lengths = [mark.end - mark.start for mark in joined.marks]
        jpeg = cover_jpeg(picture, script.article.site or script.article.title, lengths)
        chapters = chapters_of(script.article, joined.marks, seconds)
        write_tags(mp3, script, voice, labels or Labels(), chapters, seconds, jpeg)
        file = _described(mp3, levels)
    except BaseException as error:
        mp3.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise AudioError(str(staging), f"cannot be written: {error.strerror or error}") from error
        raise
    return Narration(
        script.article, voice, (file,), seconds, joined.marks, chapters, disclosure=script.disclosure
    )


def _described(path: Path, levels: Levels) -> AudioFile:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return AudioFile("mp3", path, path.stat().st_size, digest, levels)


def _record(script: Script, clips: Iterable[Clip], sound: Sound, recording: Path) -> Joined:
    with recording.open("wb") as out:
        return join_clips(zip(script.utterances, clips, strict=True), sound, out)
