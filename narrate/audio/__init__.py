"""Script and Clips → Narration: levelled, tagged files of one time line.  ``produce`` is the door."""

from __future__ import annotations

import hashlib
import tempfile
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import numpy as np

from narrate.audio.encode import encode_all
from narrate.audio.ffmpeg import binary, unwritable
from narrate.audio.finish import finish
from narrate.audio.jingles import Prepared, contents, prepared
from narrate.audio.join import Joined, join_clips
from narrate.audio.loudness import Level, levelled
from narrate.audio.measure import ABSOLUTE_GATE, measured
from narrate.audio.mix import bed_for, mixed
from narrate.audio.presets import PRESETS
from narrate.audio.provenance import Proof, Signing, anchors_of, credentials_of, verify
from narrate.audio.sound import Jingles, Labels, Sound, preset
from narrate.model import AudioFile, AudioFormat, Clip, Levels, Narration, Script, Voice

__all__ = [
    "PRESETS",
    "Jingles",
    "Labels",
    "Proof",
    "Signing",
    "Sound",
    "anchors_of",
    "binary",
    "contents",
    "credentials_of",
    "measured",
    "prepared",
    "preset",
    "produce",
    "verify",
]


MISSED, MISSED_PEAK = 0.5, 0.05
"""LU and dB by which a file may miss its targets without a word: EBU R 128 and ffmpeg's one decimal."""


def produce(
    script: Script,
    clips: Iterable[Clip],
    voice: Voice,
    staging: Path,
    sound: Sound | None = None,
    labels: Labels | None = None,
    picture: bytes = b"",
    signing: Signing | None = None,
    speakers: Mapping[str, str] | None = None,
) -> Narration:
    """Join, level, encode and tag.

    Args:
        clips: one for each utterance of the script, in order; taken as they arrive.
        staging: an existing folder for the finished files and, meanwhile, the recording (11 MB a minute).
        picture: the article's picture, if it is at hand.
        signing: who signs the finished files; nobody by default.
        speakers: the voices that read roles in the narrator's place.

    Raises:
        AudioError: nothing could be voiced, or a file cannot be made; nothing is left in ``staging``.
        OutputError: the disk is full or gone; nothing is left either.
        SettingsError: a jingle cannot be played, or ``signing`` names no certificate and key that can sign.
    """
    sound = sound or Sound()
    credentials = credentials_of(signing or Signing())
    jingles = prepared(sound.jingles, sound.rate)
    jingles.check_text(script.text)
    stem = staging / uuid.uuid4().hex
    with _nothing_left(stem):
        joined, made = _encoded(script, clips, sound, speakers or {}, jingles, stem)
        kinds: dict[AudioFormat, Path] = dict(zip(sound.formats, made, strict=True))
        labels = labels or Labels()
        finished = finish(kinds, script, voice, labels, joined.marks, joined.seconds, picture, credentials)
        files = tuple(_described(kind, path, made[path]) for kind, path in kinds.items())
    return Narration(
        script.article,
        voice,
        files,
        joined.seconds,
        joined.marks,
        finished.chapters,
        finished.cover,
        script.disclosure,
        (*finished.warnings, *_missed(files, sound)),
        joined.music,
    )


@contextmanager
def _nothing_left(stem: Path) -> Iterator[None]:
    """Whatever goes wrong, the files that begin with ``stem`` go; a disk that fails is one clear error."""
    try:
        yield
    except BaseException as error:
        for left in stem.parent.glob(f"{stem.name}*"):
            left.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise unwritable(stem.parent, error.strerror or str(error)) from error
        raise


def _encoded(
    script: Script,
    clips: Iterable[Clip],
    sound: Sound,
    speakers: Mapping[str, str],
    jingles: Prepared,
    stem: Path,
) -> tuple[Joined, dict[Path, Levels]]:
    """The recording, and the files made of it beside each other."""
    with tempfile.TemporaryDirectory(dir=stem.parent, ignore_cleanup_errors=True) as folder:
        recording = Path(folder) / "recording.f32"
        with recording.open("wb") as out:
            joined = join_clips(zip(script.utterances, clips, strict=True), sound, out, speakers, jingles)
        level, bed = _levelled(joined, sound, jingles)
        source = partial(mixed, recording, joined, level, bed)
        return joined, encode_all(source, level, sound, joined.seconds, stem, joined.music)


def _levelled(joined: Joined, sound: Sound, jingles: Prepared) -> tuple[Level, np.ndarray]:
    """The voices and jingles brought to where they will be heard behind the limiter, and the bed to lay under."""
    others = dict.fromkeys(("intro", "outro", "sting"), sound.jingles.level)
    level = levelled(joined, "", others, sound.target, sound.peak)
    return level, bed_for(jingles, joined, level.narrator)


def _missed(files: Iterable[AudioFile], sound: Sound) -> Iterator[str]:
    """What could not be had from this recording, or of this codec."""
    for file in files:
        found = file.levels
        if abs(found.loudness - sound.target) > MISSED and found.loudness > ABSOLUTE_GATE:
            yield f"the {file.format} has {found.loudness:.1f} LUFS, not {sound.target:.1f}"
        if found.true_peak > sound.peak + MISSED_PEAK:
            yield f"the {file.format} has a true peak of {found.true_peak:.1f} dBTP, above {sound.peak:.1f}"


def _described(kind: AudioFormat, path: Path, levels: Levels) -> AudioFile:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return AudioFile(kind, path, path.stat().st_size, digest, levels)
