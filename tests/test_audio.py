"""The door of the room: a script and its clips become one finished file, or one error and nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pytest
from mutagen.id3 import ID3

from narrate.audio import Jingles, Sound, ffmpeg, prepared, produce
from narrate.errors import AudioError, OutputError
from narrate.model import Clip, Narration, Script, Voice
from narrate.speech.engines.tone import ToneEngine
from tests.hearing import RATE, chapters, decoded, levels, quiet_spells, script_for, speechlike

FAILED = Clip(pcm=b"", rate=0, source="failed", problem="voice tone: returned silence")


def beeps(script: Script, voice: Voice) -> list[Clip]:
    engine = ToneEngine(voice)
    return [engine.speak(utterance.spoken) for utterance in script.utterances]


@pytest.fixture
def narration(script: Script, tone: Voice, tmp_path: Path) -> Narration:
    return produce(script, beeps(script, tone), tone, tmp_path)


def test_the_numbers_are_those_of_the_file(narration: Narration) -> None:
    samples = decoded(narration.audio)
    assert narration.seconds == pytest.approx(len(samples) / RATE, abs=0.001)
    loudness, peak = levels(narration.audio)
    assert narration.loudness == loudness
    assert narration.true_peak == pytest.approx(peak, abs=0.11)
    assert narration.loudness == pytest.approx(-16, abs=0.5)


def test_the_file_is_the_only_thing_left_and_readable_by_others(narration: Narration) -> None:
    assert set(narration.audio.parent.iterdir()) == {narration.audio, narration.cover}
    if sys.platform != "win32":
        assert narration.audio.stat().st_mode & 0o600 == 0o600
        (narration.audio.parent / "made by the same user").touch()
        ordinary = (narration.audio.parent / "made by the same user").stat().st_mode
        assert narration.audio.stat().st_mode == ordinary


def test_marks_and_words_point_at_sound(narration: Narration, script: Script) -> None:
    samples = decoded(narration.audio)
    assert [mark.shown for mark in narration.marks] == [each.shown for each in script.utterances]
    for mark in narration.marks:
        onset = samples[round((mark.start - 0.01) * RATE) : round((mark.start + 0.03) * RATE)]
        assert np.abs(onset[: round(0.005 * RATE)]).max() < 0.01 < np.abs(onset).max()
        for word in mark.words:
            said = samples[round((word.start + 0.01) * RATE) : round((word.end - 0.01) * RATE)]
            assert np.abs(said).max() > 0.1


def test_pauses_heard_are_pauses_configured(script: Script, tone: Voice, tmp_path: Path) -> None:
    sound = Sound(lead=0.7, tail=1.3)
    narration = produce(script, beeps(script, tone), tone, tmp_path, sound)
    spells = [spell for spell in quiet_spells(decoded(narration.audio)) if spell[1] > 0.1]
    pauses = [utterance.pause for utterance in script.utterances[:-1]]
    assert [length for _, length in spells] == pytest.approx([0.7, *pauses, 1.3], abs=0.02)


def test_chapters_begin_where_their_headings_are_heard(narration: Narration, script: Script) -> None:
    heard = [(mark.start, mark.shown) for mark in narration.marks if mark.role == "heading"]
    found = chapters(narration.audio)
    assert [title for _, title in found] == [script.article.title, "What it cost", "What comes next"]
    assert [start for start, _ in found[1:]] == pytest.approx([start for start, _ in heard], abs=0.1)
    assert ID3(narration.audio)["USLT::eng"].text == script.text


def test_one_failed_sentence_does_not_cost_the_others(script: Script, tone: Voice, tmp_path: Path) -> None:
    clips = beeps(script, tone)
    clips[3] = FAILED
    narration = produce(script, clips, tone, tmp_path)
    lost = narration.marks[3]
    assert (lost.start, lost.source, lost.problem) == (lost.end, "failed", FAILED.problem)
    assert (narration.count("failed"), narration.count("voiced")) == (1, len(clips) - 1)
    assert narration.seconds == pytest.approx(len(decoded(narration.audio)) / RATE, abs=0.001)


def test_clips_of_many_kinds_in_one_recording(tone: Voice, tmp_path: Path) -> None:
    clips = [
        speechlike(1.5, 16_000, -24.0), Clip(pcm=bytes(442), rate=22_050), speechlike(1.5, 48_000, -30.0), FAILED,
        speechlike(1.5, 24_000, -28.0, edges=(3.0, 5.0)), ToneEngine(tone).speak("The end"),
    ]  # fmt: skip
    narration = produce(script_for(len(clips)), clips, tone, tmp_path)
    assert narration.loudness == pytest.approx(-16, abs=0.5)
    assert narration.true_peak <= -1
    assert [mark.end > mark.start for mark in narration.marks] == [True, False, True, False, True, True]


def _interrupted(clips: Iterable[Clip], after: int, error: BaseException) -> Iterator[Clip]:
    for index, clip in enumerate(clips):
        if index == after:
            raise error
        yield clip


@pytest.mark.parametrize("error", [KeyboardInterrupt(), RuntimeError("engine room")], ids=repr)
@pytest.mark.parametrize("after", [0, 3])
def test_an_interruption_leaves_nothing(
    error: BaseException, after: int, script: Script, tone: Voice, tmp_path: Path
) -> None:
    with pytest.raises(type(error)):
        produce(script, _interrupted(beeps(script, tone), after, error), tone, tmp_path)
    assert not list(tmp_path.iterdir())


def test_an_interruption_after_the_encoding_leaves_nothing(
    script: Script, tone: Voice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr("narrate.audio.finish", interrupted)
    with pytest.raises(KeyboardInterrupt):
        produce(script, beeps(script, tone), tone, tmp_path)
    assert not list(tmp_path.iterdir())


def test_nothing_voiced_leaves_nothing(script: Script, tone: Voice, tmp_path: Path) -> None:
    with pytest.raises(AudioError, match="returned silence"):
        produce(script, [FAILED] * len(script.utterances), tone, tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_target_that_cannot_be_had_is_told(script: Script, tmp_path: Path) -> None:
    clips = [speechlike(3.0, seed=seed) for seed, _ in enumerate(script.utterances)]
    voice, sound = Voice("a", "tone"), Sound(loudness=-5.0)
    narration = produce(script, clips, voice, tmp_path, sound)
    assert narration.warnings[0] == f"the mp3 has {narration.loudness:.1f} LUFS, not -5.0"
    assert not produce(script, clips, voice, tmp_path).warnings


def test_without_ffmpeg_the_set_up_is_wrong_before_a_word_is_spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", "/nowhere/ffmpeg")
    ffmpeg.binary.cache_clear()
    try:
        with pytest.raises(AudioError, match=r"/nowhere/ffmpeg is no program\. Set IMAGEIO_FFMPEG_EXE"):
            prepared(Jingles(), 44_100)
    finally:
        ffmpeg.binary.cache_clear()


@pytest.mark.parametrize("program", ["/nowhere/ffmpeg", sys.executable])
def test_a_broken_ffmpeg_leaves_nothing(
    program: str, script: Script, tone: Voice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", program)
    ffmpeg.binary.cache_clear()
    try:
        with pytest.raises(AudioError) as caught:
            produce(script, beeps(script, tone), tone, tmp_path)
    finally:
        ffmpeg.binary.cache_clear()
    assert "\n" not in str(caught.value)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("limit", [1_000_000, 100_000, 0])
def test_a_file_that_cannot_grow_leaves_nothing(
    limit: int, script: Script, tone: Voice, tmp_path: Path
) -> None:
    """What a full disk does, without one: the system refuses to let any file grow beyond the limit."""
    resource = pytest.importorskip("resource", reason="only POSIX can limit the size of a file")
    clips = beeps(script, tone)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        with pytest.raises(OutputError, match="File too large") as caught:
            produce(script, clips, tone, tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "\n" not in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_a_missing_staging_folder_is_one_error(script: Script, tone: Voice, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="No such file or directory"):
        produce(script, beeps(script, tone), tone, tmp_path / "none")


def test_a_clip_too_few_is_not_passed_over(script: Script, tone: Voice, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="shorter"):
        produce(script, beeps(script, tone)[:-1], tone, tmp_path)
    assert not list(tmp_path.iterdir())
