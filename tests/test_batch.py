"""Many articles: each outcome as it is finished, nothing done twice, one failure alone."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from narrate.batch import Desk, Job, Outcome, open_desk, run
from narrate.catalog import Catalog
from narrate.errors import EngineMissing, ExtractError, OutputError, SourceError, VoiceError
from narrate.settings import Settings
from narrate.sources import Fetcher
from narrate.sources.web import Answer
from narrate.speech import Here

from .conftest import PARAGRAPHS


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(voice="tone", output=tmp_path / "output", voices=(tmp_path / "voices",))


@pytest.fixture
def desk(settings: Settings) -> Iterator[Desk]:
    with Catalog(settings.output) as catalog:
        yield open_desk(settings, catalog, Here())


def outcomes(desk: Desk, *paths: Path | str) -> dict[str, Outcome]:
    return {Path(each.job.source).name: each for each in run([Job(str(path)) for path in paths], desk)}


def test_each_page_becomes_an_episode(desk: Desk, write_page: Callable[..., Path]) -> None:
    found = outcomes(desk, *(write_page(name) for name in ("ferry", "tram", "bus", "train", "boat")))
    assert {each.state for each in found.values()} == {"narrated"}
    assert len(list(desk.catalog.episodes())) == 5
    episode = found["ferry.html"].episode
    assert episode is not None
    assert (desk.settings.output / episode.file).stat().st_size == episode.bytes
    assert episode.failed == 0
    assert episode.words == len(" ".join(shown(desk, episode.id)).split())


def shown(desk: Desk, name: str) -> list[str]:
    database = sqlite3.connect(desk.settings.output / "catalog.sqlite")
    return [text for (text,) in database.execute("SELECT shown FROM sentences WHERE episode = ?", [name])]


def test_two_pages_with_one_address_are_no_secret(desk: Desk, write_page: Callable[..., Path]) -> None:
    twins = [write_page("ferry"), write_page("ferry", folder="copies")]
    found = list(run([Job(str(path)) for path in twins], desk))
    assert [sum("same address" in text for text in each.warnings) for each in found].count(1) == 1
    assert len(list(desk.catalog.episodes())) == 1


def test_one_failure_does_not_stop_the_others(
    desk: Desk, write_page: Callable[..., Path], tmp_path: Path
) -> None:
    empty, binary = tmp_path / "empty.html", tmp_path / "binary.html"
    empty.touch()
    binary.write_bytes(os.urandom(4096))
    menu = tmp_path / "menu.html"
    menu.write_text("<html><body><nav><a href='/'>Home</a> <a href='/news'>News</a></nav></body></html>")
    found = outcomes(
        desk, empty, write_page("ferry"), binary, tmp_path / "lost.html", menu, write_page("tram")
    )
    assert {name for name, each in found.items() if each.ok} == {"ferry.html", "tram.html"}
    errors = {name: type(each.error) for name, each in found.items() if each.error}
    assert errors.pop("menu.html") is ExtractError
    assert set(errors.values()) == {SourceError}
    for name, each in found.items():
        assert each.error is None or name in str(each.error)


def test_an_unchanged_page_is_not_narrated_again(desk: Desk, write_page: Callable[..., Path]) -> None:
    first = outcomes(desk, write_page("ferry"))["ferry.html"]
    again = outcomes(desk, write_page("ferry"))["ferry.html"]
    assert (again.state, again.episode) == ("unchanged", first.episode)


def test_a_page_whose_frame_alone_changed_is_unchanged(desk: Desk, write_page: Callable[..., Path]) -> None:
    path = write_page("ferry")
    outcomes(desk, path)
    path.write_text(path.read_text().replace("<nav>", "<nav><a href='/sale'>Sale</a>"))
    assert outcomes(desk, path)["ferry.html"].state == "unchanged"


def test_a_changed_sentence_costs_one_clip(desk: Desk, write_page: Callable[..., Path]) -> None:
    outcomes(desk, write_page("ferry"))
    corrected = (PARAGRAPHS[0].replace("eleven", "twelve"), *PARAGRAPHS[1:])
    episode = outcomes(desk, write_page("ferry", corrected))["ferry.html"].episode
    assert episode is not None
    assert episode.voiced == 1
    assert len(list(desk.catalog.episodes())) == 1


def test_force_narrates_again_from_the_cache(
    settings: Settings, desk: Desk, write_page: Callable[..., Path]
) -> None:
    first = outcomes(desk, write_page("ferry"))["ferry.html"].episode
    forced = open_desk(settings, desk.catalog, Here(), force=True)
    again = outcomes(forced, write_page("ferry"))["ferry.html"]
    assert again.state == "narrated"
    assert again.episode is not None
    assert first is not None
    assert again.episode.voiced == 0
    assert (again.episode.id, again.episode.file) == (first.id, first.file)


def test_other_settings_narrate_again(
    settings: Settings, desk: Desk, write_page: Callable[..., Path]
) -> None:
    outcomes(desk, write_page("ferry"))
    louder = replace(settings, sound=replace(settings.sound, loudness=-14.0))
    found = outcomes(open_desk(louder, desk.catalog, Here()), write_page("ferry"))["ferry.html"]
    assert found.state == "narrated"


def test_the_same_input_gives_the_same_bytes(tmp_path: Path, write_page: Callable[..., Path]) -> None:
    sounds = []
    for name in ("one", "two"):
        settings = Settings(voice="tone", output=tmp_path / name)
        with Catalog(settings.output) as catalog:
            outcomes(open_desk(settings, catalog, Here()), write_page("ferry"))
        sounds.append([path.read_bytes() for path in (tmp_path / name / "audio").iterdir()])
    assert sounds[0] == sounds[1]


def test_a_voice_that_fails_on_a_sentence(
    settings: Settings,
    write_page: Callable[..., Path],
    outside_engine: Callable[[str], Path],
) -> None:
    body = 'return Clip(bytes(9000), 22050) if "gulls" in text else super().speak(text)'
    outside_engine(body)
    with Catalog(settings.output) as catalog:
        desk = open_desk(replace(settings, voice="outside"), catalog, Here())
        found = outcomes(desk, write_page("ferry"))["ferry.html"]
        again = outcomes(desk, write_page("ferry"))["ferry.html"]
    assert not found.ok
    assert found.episode is not None
    assert found.episode.failed == 1
    assert "1 of 9 sentences could not be voiced" in found.warnings[-1]
    assert "Its captain" in found.warnings[-1]
    assert again.state == "narrated", "a missing sentence is tried again in the next run"


def test_a_voice_that_never_speaks_leaves_no_episode(
    settings: Settings,
    write_page: Callable[..., Path],
    outside_engine: Callable[[str], Path],
) -> None:
    outside_engine("raise SpeechError('outside', 'is hoarse')")
    with Catalog(settings.output) as catalog:
        desk = open_desk(replace(settings, voice="outside"), catalog, Here())
        found = outcomes(desk, write_page("ferry"))["ferry.html"]
        assert list(catalog.episodes()) == []
        assert list(catalog.staging.iterdir()) == []
    assert "not one sentence could be voiced" in str(found.error)
    assert "hoarse" in str(found.error)


def test_an_unknown_voice_is_told_before_work(settings: Settings) -> None:
    with Catalog(settings.output) as catalog, pytest.raises(VoiceError, match="voice nobody: is not known"):
        open_desk(replace(settings, voice="nobody"), catalog, Here())


def test_a_voice_without_its_engine_is_told_before_work(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "voices").mkdir()
    (tmp_path / "voices" / "far.toml").write_text('engine = "far"\ninstall = "pip install far"\n')
    with Catalog(settings.output) as catalog, pytest.raises(EngineMissing, match="far"):
        open_desk(replace(settings, voice="far"), catalog, Here())


def test_a_long_list_is_not_read_ahead(desk: Desk, write_page: Callable[..., Path]) -> None:
    path, taken = str(write_page("ferry")), []

    def endless() -> Iterator[Job]:
        while True:
            taken.append(path)
            yield Job(path)

    running = run(endless(), desk)
    for _ in range(4):
        next(running)
    assert len(taken) < 15
    running.close()


def test_the_address_that_the_user_gives_is_the_article_s(
    desk: Desk, write_page: Callable[..., Path]
) -> None:
    path = write_page("ferry")
    (found,) = run([Job(str(path), "https://harbour.example/the-right-one")], desk)
    assert found.episode is not None
    assert found.episode.url == "https://harbour.example/the-right-one"
    (again,) = run([Job(str(path), "https://harbour.example/the-right-one")], desk)
    assert (again.state, again.episode) == ("unchanged", found.episode)


def test_a_limit_counts_work_only(desk: Desk, write_page: Callable[..., Path]) -> None:
    jobs = [Job(str(write_page(name))) for name in ("ferry", "tram", "bus", "train", "boat")]
    assert [each.state for each in run(jobs, desk, limit=2)] == ["narrated"] * 2
    states = [each.state for each in run(jobs, desk, limit=2)]
    assert (states.count("narrated"), states.count("unchanged") >= 2) == (2, True)
    assert len(list(desk.catalog.episodes())) == 4
    assert len(list(run(jobs, replace(desk, dry=True, force=True), limit=1))) == 1


def test_a_page_that_says_the_same_and_was_modified_later(
    desk: Desk, write_page: Callable[..., Path]
) -> None:
    path = write_page("ferry")
    outcomes(desk, path)
    head = '<meta property="article:modified_time" content="2026-05-04T11:30:00+00:00"></head>'
    path.write_text(path.read_text().replace("</head>", head))
    found = outcomes(desk, path)["ferry.html"]
    assert found.state == "unchanged"
    assert found.episode is not None
    assert found.episode.modified.startswith("2026-05-04T11:30")
    assert desk.catalog.find(found.episode.id) == found.episode


def test_an_output_folder_that_vanishes_ends_the_run(desk: Desk, write_page: Callable[..., Path]) -> None:
    jobs = [Job(str(write_page(f"ferry-{number}"))) for number in range(12)]
    running = run(jobs, desk)
    next(running)
    folder = desk.settings.output
    folder.rename(folder.with_name("elsewhere"))  # at once, as an unmounted volume
    states: list[str] = []
    with pytest.raises(OutputError):
        states.extend(outcome.state for outcome in running)
    assert "failed" not in states


def test_a_slow_server_keeps_no_voice_waiting(desk: Desk, write_page: Callable[..., Path]) -> None:
    answered = threading.Event()

    class Slow(Fetcher):
        def get(self, address: str, kinds: Sequence[str] = (), asked_for: bool = False) -> Answer:
            answered.wait(60)
            raise SourceError(address, "is not there")

    pages = [Job(str(write_page(name))) for name in ("ferry", "tram", "bus")]
    slow = [Job(f"https://slow.example/{number}") for number in range(4)]
    running = run([*slow, *pages], replace(desk, fetcher=Slow()))
    assert [next(running).state for _ in pages] == ["narrated"] * 3
    answered.set()
    assert [each.state for each in running] == ["failed"] * 4
