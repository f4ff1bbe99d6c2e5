"""The proof sheet, and the files measured again: what is fit passes, and each fault is told in one line."""

from __future__ import annotations

import json
import shutil
import wave
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from narrate.audio import Jingles, Sound, produce
from narrate.audio.ffmpeg import run
from narrate.batch.keys import fingerprint, script_key
from narrate.catalog import Catalog
from narrate.errors import HearingError
from narrate.model import Clip, Episode, Script, Token, Utterance, Voice
from narrate.proof import expected_seconds, sheet_of
from narrate.proof.check import Checked, check_all
from narrate.proof.listening import listen_to
from narrate.settings import Settings
from narrate.speech import cast_of
from tests.hearing import script_for, speechlike

TEXT = "The ferry between Lower Quay and the island of Senn ran again on Sunday."
SECONDS = 4.5
"""Of a sentence: about what a newsreader takes for TEXT."""
COUNT = 6
FAILED = Clip(pcm=b"", rate=0, source="failed", problem="voice tone: no sound")
VOICE = Voice("tone", "tone")


def script(count: int = COUNT, pause: float = 0.6) -> Script:
    said = Utterance(tuple(Token(word, word) for word in TEXT.split()), "body", pause, 0)
    plain = script_for(count)
    return replace(plain, article=replace(plain.article, language="en"), utterances=(said,) * count)


def clips(count: int = COUNT) -> list[Clip]:
    return [speechlike(SECONDS, seed=seed) for seed in range(count)]


def rests(clip: Clip, seconds: float) -> Clip:
    """The same with a silence in its middle."""
    half = len(clip.pcm) // 4 * 2
    return replace(clip, pcm=clip.pcm[:half] + b"\0\0" * round(seconds * clip.rate) + clip.pcm[half:])


class Desk:
    """A catalogue with one episode at most."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    def narrate(
        self,
        spoken: list[Clip] | None = None,
        text: Script | None = None,
        voice: Voice = VOICE,
        **sound: Any,
    ) -> Episode:
        text, settings = text or script(), Settings(sound=Sound(**sound))
        narration = produce(text, spoken or clips(), voice, self.catalog.staging, settings.sound)
        sheet = sheet_of(text, narration, (voice,), settings)
        return self.catalog.add(narration, "page", "page key", "script key", sheet)

    def check(self, episode: Episode) -> list[Checked]:
        return list(check_all([episode], self.catalog.sheet, self.catalog.folder))

    def problems(self, episode: Episode) -> list[str]:
        return [problem for one in self.check(episode) for problem in one.problems]

    def audio(self, episode: Episode) -> Path:
        return self.catalog.folder / episode.file

    def rewrite(self, episode: Episode, **changes: Any) -> None:
        """Change the sheet on disk."""
        (path,) = (self.catalog.folder / "proofs").iterdir()
        path.write_text(json.dumps({**self.catalog.sheet(episode), **changes}), encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Catalog(tmp_path / "output") as catalog:
        yield Desk(catalog)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Episode]:
    """An output folder that tests copy: making one takes two seconds."""
    folder = tmp_path_factory.mktemp("made")
    with Catalog(folder) as catalog:
        return folder, Desk(catalog).narrate(formats=("mp3", "flac"))


@pytest.fixture
def good(made: tuple[Path, Episode], tmp_path: Path) -> Iterator[tuple[Desk, Episode]]:
    shutil.copytree(made[0], tmp_path / "output")
    with Catalog(tmp_path / "output") as catalog:
        yield Desk(catalog), made[1]


# ── What is fit ────────────────────────────────────────────────────────────────────────────────────


def test_a_good_episode_passes_with_its_figures(good: tuple[Desk, Episode]) -> None:
    desk, episode = good
    found = desk.check(episode)
    assert [one.media.format for one in found] == ["mp3", "flac"]
    for one in found:
        assert one.problems == ()
        assert one.levels == one.media.levels
        assert one.seconds == pytest.approx(episode.seconds, abs=0.001)


def test_the_sheet_says_what_was_wanted(good: tuple[Desk, Episode]) -> None:
    desk, episode = good
    sheet = desk.catalog.sheet(episode)
    assert sheet["targets"] == {"loudness": -16.0, "true_peak": -1.0, "longest_pause": 0.6}
    assert sheet["expected_seconds"] == pytest.approx(expected_seconds(script()) + 1.4, abs=0.01)
    assert sheet["expected_seconds"] == pytest.approx(episode.seconds, rel=0.25)
    assert [each["shown"] for each in sheet["sentences"]] == [TEXT] * COUNT
    assert len({*sheet["hashes"].values()}) == 3
    assert sheet["music"] == []


@pytest.mark.parametrize("rate", [0.5, 2.0])
def test_a_slow_and_a_fast_voice_are_expected_so(rate: float, desk: Desk) -> None:
    voice = replace(VOICE, rate=rate)
    spoken = [speechlike(SECONDS / rate, seed=seed) for seed in range(2 * COUNT)]
    episode = desk.narrate(spoken, script(2 * COUNT, pause=0.2), voice)
    assert desk.problems(episode) == []


def test_a_rest_inside_the_only_sentence_is_no_gap(desk: Desk) -> None:
    assert desk.problems(desk.narrate([rests(clips(1)[0], 0.6)], script(1))) == []


# ── Jingles ────────────────────────────────────────────────────────────────────────────────────────


def jingle(path: Path, seconds: float, silent: tuple[float, float] = (0.0, 0.0), hertz: float = 700) -> str:
    times = np.arange(round(seconds * 44_100)) / 44_100
    tone = 0.3 * np.sin(2 * np.pi * hertz * times) * ((times < silent[0]) | (times >= silent[1]))
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 44_100, 0, "NONE", ""))
        file.writeframes((tone * 32767).astype("<i2").tobytes())
    return str(path)


def headed() -> Script:
    """With a heading before its second half."""
    plain = script()
    first, second = plain.utterances[: COUNT // 2], plain.utterances[COUNT // 2 :]
    return replace(plain, utterances=(*first, replace(second[0], role="heading"), *second[1:]))


@pytest.mark.parametrize("name", ["intro", "outro", "sting"])
def test_a_jingle_may_rest_inside(name: str, desk: Desk, tmp_path: Path) -> None:
    played: dict[str, Any] = {name: jingle(tmp_path / "a.wav", 6.0, (1.0, 5.0))}
    episode = desk.narrate(text=headed(), jingles=Jingles(**played))
    assert desk.problems(episode) == []
    assert episode.media[0].levels.longest_silence == pytest.approx(0.6, abs=0.1)
    ((start, end),) = desk.catalog.sheet(episode)["music"]
    assert end - start == pytest.approx(6.0, abs=0.01)


def test_a_voice_may_not_even_with_jingles(desk: Desk, tmp_path: Path) -> None:
    intro = jingle(tmp_path / "a.wav", 6.0, (1.0, 5.0))
    spoken = [*clips(COUNT - 1), rests(clips(1)[0], 3.0)]
    (problem,) = desk.problems(desk.narrate(spoken, jingles=Jingles(intro=intro)))
    assert problem.startswith("is silent for 3.")


def test_the_pause_beside_an_intro_is_the_lead(desk: Desk, tmp_path: Path) -> None:
    intro = jingle(tmp_path / "a.wav", 2.0)
    episode = desk.narrate(jingles=Jingles(intro=intro), lead=2.5)
    assert desk.problems(episode) == []
    assert desk.catalog.sheet(episode)["targets"]["longest_pause"] == 2.5


def test_long_jingles_are_expected(desk: Desk, tmp_path: Path) -> None:
    sounds = [jingle(tmp_path / name, 18.0) for name in ("a.wav", "b.wav")]
    episode = desk.narrate(jingles=Jingles(intro=sounds[0], outro=sounds[1]))
    assert desk.problems(episode) == []
    assert episode.seconds > 1.8 * expected_seconds(script())


def test_another_jingle_under_the_same_name_is_another_set_up(tmp_path: Path) -> None:
    def keys() -> tuple[str, str]:
        return fingerprint(settings, {}), script_key(script(), cast_of(VOICE), settings)

    settings = Settings(sound=Sound(jingles=Jingles(sting=jingle(tmp_path / "a.wav", 1.0))))
    before = keys()
    assert keys() == before
    jingle(tmp_path / "a.wav", 1.0, hertz=900)
    assert [a == b for a, b in zip(before, keys(), strict=True)] == [False, False]


# ── Each fault is told ─────────────────────────────────────────────────────────────────────────────


def shorten(path: Path) -> None:
    shorter = path.with_name(f"shorter{path.suffix}")
    run(["-i", str(path), "-t", "20", "-c", "copy", str(shorter)], path)
    shorter.replace(path)


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-2000] ^= 1
    path.write_bytes(data)


def louder(path: Path) -> None:
    again = path.with_name(f"again{path.suffix}")
    run(["-i", str(path), "-af", "volume=4dB", str(again)], path)
    again.replace(path)


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (Path.unlink, ["the file is missing"]),
        (flip, ["the file is not the one that was made"]),
        (shorten, ["the file is not the one that was made", "lasts 20.", "lasts 20 s where"]),
        (louder, ["the file is not the one that was made", "its loudness is -1", "its true peak is "]),
        (lambda path: path.write_text("no sound"), ["the file is not the one", "cannot be heard: ffmpeg failed"]),
        (lambda path: path.write_bytes(b""), ["the file is not the one", "cannot be heard: ffmpeg failed"]),
    ],
)  # fmt: skip
def test_a_changed_file(fault: Callable[[Path], object], told: list[str], good: tuple[Desk, Episode]) -> None:
    desk, episode = good
    if fault is shorten:  # to less than half of what the text wants
        desk.rewrite(episode, expected_seconds=60.0)
    fault(desk.audio(episode))
    main, other = desk.check(episode)
    problems = [each for each in main.problems if "clipped" not in each]
    assert len(problems) == len(told)
    assert all(problem.startswith(start) for problem, start in zip(problems, told, strict=True))
    assert "\n" not in "".join(problems)
    assert fault is shorten or not other.problems


def test_a_folder_that_is_gone_is_told_for_each_file(good: tuple[Desk, Episode]) -> None:
    desk, episode = good
    shutil.rmtree(desk.catalog.folder / "audio")
    assert desk.problems(episode) == ["the file is missing"] * 2


def test_a_silence_longer_than_the_longest_pause(desk: Desk) -> None:
    episode = desk.narrate([*clips(COUNT - 1), rests(clips(1)[0], 2.0)])
    (problem,) = desk.problems(episode)
    assert problem == "is silent for 2.00 s, the longest pause is 0.60" or problem.startswith(
        "is silent for 2."
    )


def test_a_failed_sentence(desk: Desk) -> None:
    episode = desk.narrate([*clips(COUNT - 1), FAILED])
    assert desk.problems(episode) == [f"1 of {COUNT} sentences are missing"]


@pytest.mark.parametrize("seconds", [1.0, 13.0])
def test_a_length_that_does_not_fit_the_text(seconds: float, desk: Desk) -> None:
    (problem,) = desk.problems(desk.narrate([speechlike(seconds, seed=at) for at in range(COUNT)]))
    assert " s where its text wants about " in problem


SHEETS: dict[str, Any] = {
    "no targets": {"targets": {}},
    "half its targets": {"targets": {"loudness": -16.0}},
    "texts for targets": {"targets": {"loudness": "loud", "true_peak": "", "longest_pause": None}},
    "a list for targets": {"targets": []},
    "nonsense for music": {"music": [1, "a", [], [None, 2], [[], {}]], "expected_seconds": "long", "targets": 3},
}  # fmt: skip


@pytest.mark.parametrize("changes", SHEETS.values(), ids=SHEETS)
def test_a_broken_sheet(changes: dict[str, Any], good: tuple[Desk, Episode]) -> None:
    desk, episode = good
    desk.rewrite(episode, **changes)
    problem = "its proof sheet is missing or broken: narrate it again with --force"
    assert desk.problems(episode) == [problem] * 2


@pytest.mark.parametrize("text", [None, "", "{", "[]", "\x00", "{}"])
def test_a_lost_sheet(text: str | None, good: tuple[Desk, Episode]) -> None:
    desk, episode = good
    (path,) = (desk.catalog.folder / "proofs").iterdir()
    path.unlink() if text is None else path.write_text(text, encoding="utf-8")
    assert (
        desk.problems(episode) == ["its proof sheet is missing or broken: narrate it again with --force"] * 2
    )


def test_clipped_samples(good: tuple[Desk, Episode]) -> None:
    desk, episode = good
    path = desk.audio(episode)
    run(["-f", "lavfi", "-i", f"sine=300:d={episode.seconds}", "-af", "volume=40dB", str(path)], path)
    assert any("samples are clipped" in problem for problem in desk.problems(episode))


def test_many_files_come_in_their_order_and_may_be_left(good: tuple[Desk, Episode]) -> None:
    desk, episode = good
    many = [replace(episode, id=f"{number}") for number in range(5)]
    found = check_all(many, desk.catalog.sheet, desk.catalog.folder)
    assert (next(found).episode.id, next(found).media.format) == ("0", "flac")
    found.close()
    everything = check_all(many, desk.catalog.sheet, desk.catalog.folder)
    assert [one.episode.id for one in everything] == [f"{number // 2}" for number in range(10)]


def test_nothing_to_listen_for_without_a_sheet(good: tuple[Desk, Episode]) -> None:
    desk, episode = good
    with pytest.raises(HearingError, match="has no proof sheet to compare with"):
        listen_to(episode, {}, desk.catalog.folder, None)  # type: ignore[arg-type]
