"""What is put around the sound of all files of a recording."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from mutagen.flac import FLAC
from mutagen.id3 import ID3
from PIL import Image

from narrate.audio.ffmpeg import binary
from narrate.audio.finish import Finished, finish
from narrate.audio.sound import Labels
from narrate.errors import AudioError
from narrate.model import AudioFormat, Mark, Script, Voice

VOICE = Voice("tone", "tone")
MARKS = (Mark(0.4, 1.0, "A ferry.", 0), Mark(1.2, 2.0, "It runs.", 0))


@pytest.fixture
def files(tmp_path: Path) -> dict[AudioFormat, Path]:
    """Two encoded files without tags."""
    made: dict[AudioFormat, Path] = {"mp3": tmp_path / "abc.mp3", "flac": tmp_path / "abc.flac"}
    for path in made.values():
        command = [binary(), "-v", "error", "-f", "lavfi", "-i", "sine=440:d=3", str(path)]
        subprocess.run(command, stdin=subprocess.DEVNULL, check=True)
    return made


def finished(files: dict[AudioFormat, Path], script: Script, picture: bytes = b"") -> Finished:
    return finish(files, script, VOICE, Labels(album="The Week"), MARKS, 3.0, picture)


def test_all_files_say_the_same_and_a_cover_lies_beside_them(
    files: dict[AudioFormat, Path], script: Script
) -> None:
    found = finished(files, script)
    assert found.warnings == ()
    assert found.cover == files["mp3"].with_suffix(".jpg")
    with Image.open(found.cover) as cover:
        assert (cover.format, cover.size) == ("JPEG", (1400, 1400))
    mp3, flac = ID3(files["mp3"]), FLAC(files["flac"])
    assert mp3["TIT2"].text == flac["TITLE"] == [script.article.title]
    assert mp3["TALB"].text == flac["ALBUM"] == ["The Week"]
    assert mp3["APIC:"].data == flac.pictures[0].data
    assert [chapter.title for chapter in found.chapters] == flac["CHAPTER001NAME"]


def test_an_unusable_picture_is_a_warning(files: dict[AudioFormat, Path], script: Script) -> None:
    (warning,) = finished(files, script, b"<svg xmlns='http://www.w3.org/2000/svg'/>").warnings
    assert warning == "the article's picture cannot be read: the cover is drawn"


def test_the_same_recording_gives_the_same_bytes(files: dict[AudioFormat, Path], script: Script) -> None:
    out = io.BytesIO()
    Image.effect_mandelbrot((900, 600), (-2, -1, 1, 1), 60).save(out, "JPEG")
    plain = {kind: path.read_bytes() for kind, path in files.items()}
    results = []
    for _ in range(2):
        for kind, path in files.items():
            path.write_bytes(plain[kind])
        cover = finished(files, script, out.getvalue()).cover
        results.append([path.read_bytes() for path in (*files.values(), cover)])
    assert results[0] == results[1]


def test_a_switched_off_disclosure_is_nowhere(files: dict[AudioFormat, Path], script: Script) -> None:
    said = tuple(one for one in script.utterances if one.role != "disclosure")
    finished(files, replace(script, utterances=said, disclosure=""))
    for path in files.values():
        assert b"AI assistance" not in path.read_bytes()
        assert b"digitalsourcetype" not in path.read_bytes().lower()


def test_a_file_that_cannot_be_tagged_is_one_error(files: dict[AudioFormat, Path], script: Script) -> None:
    files["flac"].write_text("no sound")
    with pytest.raises(AudioError, match=r"abc\.flac: cannot be tagged"):
        finished(files, script)
