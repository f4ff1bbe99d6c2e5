"""Jingles: where they are heard, how loud they are, and one clear error for each that cannot be played."""

from __future__ import annotations

import wave
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from narrate.audio import Jingles, Sound, prepared, produce
from narrate.errors import AudioError, SettingsError
from narrate.model import Clip, Narration, Script, Utterance, Voice
from narrate.settings import load
from tests.hearing import RATE, decoded, levels, quiet_spells, script_for

ROLES = ("title", "disclosure", "body", "body", "heading", "body")
HERTZ = {"intro": 1010, "outro": 1300, "sting": 1700, "bed": 3000}


def music(folder: Path, name: str, seconds: float, level: float = -12.0, rate: int = 48_000) -> str:
    """A stereo tone of its own height, with more of it left than right."""
    times = np.arange(round(seconds * rate)) / rate
    tone = 10 ** (level / 20) * np.sin(2 * np.pi * HERTZ[name] * times)
    path = folder / f"{name}.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((2, 2, rate, 0, "NONE", ""))
        file.writeframes((np.stack([tone, tone / 2], axis=1) * 32767).astype("<i2").tobytes())
    return str(path)


def hiss(seconds: float, seed: int) -> Clip:
    """Whose peaks fit under the limiter: what is compared here is loudness."""
    sound = 0.03 * np.random.default_rng(seed).standard_normal(round(seconds * 22_050))
    return Clip(pcm=(np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes(), rate=22_050)


def article() -> tuple[Script, list[Clip]]:
    plain = script_for(len(ROLES), pause=0.6)
    said: list[Utterance] = [
        replace(one, role=role, block=block)  # type: ignore[arg-type]
        for block, (one, role) in enumerate(zip(plain.utterances, ROLES, strict=True))
    ]
    blocks = plain.article.blocks * len(said)
    clips = [hiss(2.0, seed) for seed in range(len(said))]
    return replace(plain, article=replace(plain.article, blocks=blocks), utterances=tuple(said)), clips


def narrated(folder: Path, jingles: Jingles, sound: Sound | None = None) -> Narration:
    script, clips = article()
    sound = replace(sound or Sound(formats=("flac",)), jingles=jingles)
    return produce(script, clips, Voice("tone", "tone"), folder, sound)


def heard(samples: np.ndarray, name: str) -> list[tuple[float, float]]:
    """When a jingle's tone is heard: (start, end) in seconds, in steps of 20 ms."""
    size = RATE // 50
    grid = samples[: len(samples) // size * size].reshape(-1, size) * np.hanning(size)
    power = np.abs(np.fft.rfft(grid, axis=1)) ** 2
    place = round(HERTZ[name] / 50)
    share = power[:, place - 1 : place + 2].sum(axis=1) / (power.sum(axis=1) + 1e-9)
    loud = (share > 0.8) & (power.sum(axis=1) > 1e-3)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], loud.astype(int), [0]])))
    return [(a / 50, b / 50) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a > 4]


def test_each_has_its_place_and_silence_around_it(tmp_path: Path) -> None:
    jingles = Jingles(**{name: music(tmp_path, name, 1.5) for name in ("intro", "outro", "sting")})  # type: ignore[arg-type]
    narration = narrated(tmp_path, jingles)
    samples = decoded(narration.audio)
    first, heading = narration.marks[0], narration.marks[4]
    ((intro, intro_end),) = heard(samples, "intro")
    assert (intro, intro_end) == pytest.approx((0.4, 1.9), abs=0.05)
    assert first.start == pytest.approx(0.4 + 1.5 + 0.4, abs=0.001)
    ((sting, sting_end),) = heard(samples, "sting")
    assert sting == pytest.approx(narration.marks[3].end + 0.3, abs=0.05)
    assert heading.start == pytest.approx(sting_end + 0.3, abs=0.05)
    ((outro, outro_end),) = heard(samples, "outro")
    assert outro == pytest.approx(narration.marks[-1].end + 0.4, abs=0.05)
    assert narration.seconds == pytest.approx(outro_end + 1.0, abs=0.05)
    assert narration.seconds == pytest.approx(len(samples) / RATE, abs=0.0005)
    assert max(length for _, length in quiet_spells(samples)[:-1]) < 0.62


def test_chapters_and_marks_move_with_them(tmp_path: Path) -> None:
    narration = narrated(tmp_path, Jingles(intro=music(tmp_path, "intro", 3.0)))
    heading = narration.marks[4]
    assert narration.chapters[-1].start == pytest.approx(heading.start, abs=0.001)
    samples = np.abs(decoded(narration.audio))
    for mark in narration.marks:
        assert samples[round((mark.start - 0.03) * RATE) : round((mark.start - 0.01) * RATE)].max() < 0.01
        assert samples[round(mark.start * RATE) : round((mark.start + 0.2) * RATE)].max() > 0.02


@pytest.mark.parametrize("level", [-40.0, -3.0])
def test_however_loud_they_were_recorded_they_fit_the_voice(level: float, tmp_path: Path) -> None:
    jingles = Jingles(intro=music(tmp_path, "intro", 2.0, level), level=-4.0)
    narration = narrated(tmp_path, jingles)
    samples = decoded(narration.audio)
    assert narration.loudness == pytest.approx(-16, abs=0.3)
    assert levels(narration.audio)[1] <= -1
    whole = np.sqrt(np.mean(samples[round(0.6 * RATE) : round(1.6 * RATE)] ** 2))
    # a tone of 1 kHz is as loud as its power says (BS.1770); the voice is at about -16
    assert 20 * np.log10(whole) == pytest.approx(-20, abs=1.5)


def test_the_bed_lies_under_the_opening_only(tmp_path: Path) -> None:
    bare = narrated(tmp_path, Jingles())
    bedded = narrated(tmp_path, Jingles(bed=music(tmp_path, "bed", 30.0), bed_level=-18.0))
    assert bedded.marks == bare.marks
    samples = decoded(bedded.audio)
    title, last, text = bedded.marks[0], bedded.marks[1], bedded.marks[2]
    pause = samples[round((title.end + 0.1) * RATE) : round((last.start - 0.1) * RATE)]
    # 3 kHz weighs 3 dB more in BS.1770 than its power says
    assert 10 * np.log10(np.mean(pause**2)) == pytest.approx(-16 - 18 - 3.5, abs=1.5)
    after = samples[round((text.end + 0.1) * RATE) : round((bedded.marks[3].start - 0.1) * RATE)]
    assert np.abs(after).max() < 0.001
    rests = samples[round((last.end + 0.02) * RATE) : round((text.start - 0.02) * RATE)]
    assert (
        np.abs(rests[-RATE // 20 :]).max() < np.abs(rests[: RATE // 20]).max() / 2
    )  # it fades, and does not stop


def test_none_is_the_default() -> None:
    assert not any(one.size for one in (lambda each: (each.intro, each.bed))(prepared(Jingles(), RATE)))


def _never(problem: str) -> Iterator[Clip]:
    yield from pytest.fail(problem)


@pytest.mark.parametrize("name", ["intro", "outro", "sting", "bed"])
@pytest.mark.parametrize(("content", "reason"), [(None, "is not there"), (b"# Notes\n" * 99, "is not audio")])
def test_a_wrong_file_is_one_error_before_a_word_is_spoken(
    name: str, content: bytes | None, reason: str, tmp_path: Path
) -> None:
    path = tmp_path / "notes.mp3"
    if content:
        path.write_bytes(content)
    script, _ = article()
    sound = Sound(jingles=replace(Jingles(), **{name: str(path)}))  # type: ignore[arg-type]
    staging = tmp_path / "staging"
    staging.mkdir()
    with pytest.raises(SettingsError, match=f"notes.mp3: this {name} {reason}") as caught:
        produce(script, _never("somebody spoke"), Voice("tone", "tone"), staging, sound)
    assert "\n" not in str(caught.value)
    assert not list(staging.iterdir())


def test_a_silent_file_is_an_error_too(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="this intro is silent"):
        prepared(Jingles(intro=music(tmp_path, "intro", 1.0, -140.0)), RATE)


def _counted(clips: list[Clip], taken: list[Clip]) -> Iterator[Clip]:
    for clip in clips:
        taken.append(clip)
        yield clip


@pytest.mark.parametrize(("seconds", "spoken"), [(60.0, False), (14.0, True)])
def test_longer_than_the_article_is_an_error(seconds: float, spoken: bool, tmp_path: Path) -> None:
    """Before speaking where the text alone shows it, before encoding where the voice does."""
    script, clips = article()
    taken: list[Clip] = []
    sound = Sound(jingles=Jingles(outro=music(tmp_path, "outro", seconds)))
    staging = tmp_path / "staging"
    staging.mkdir()
    with pytest.raises(AudioError, match=f"this outro lasts {seconds:.1f} s, the article") as caught:
        produce(script, _counted(clips, taken), Voice("tone", "tone"), staging, sound)
    assert bool(taken) == spoken
    assert "\n" not in str(caught.value)
    assert not list(staging.iterdir())


def test_settings_name_files_beside_themselves(tmp_path: Path) -> None:
    (tmp_path / "narrate.toml").write_text('[jingles]\nintro = "in.wav"\nlevel = -5\n', encoding="utf-8")
    assert load(tmp_path, {}).sound.jingles == Jingles(intro=str(tmp_path / "in.wav"), level=-5.0)


@pytest.mark.parametrize("wrong", ["intro = 3", "level = 20.0", "bed_level = 0.0", "jingle = 'x'"])
def test_settings_that_cannot_be(wrong: str, tmp_path: Path) -> None:
    (tmp_path / "narrate.toml").write_text(f"[jingles]\n{wrong}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="jingles"):
        load(tmp_path, {})
