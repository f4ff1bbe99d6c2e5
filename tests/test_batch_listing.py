"""``[[sources]]``: only what is new or changed is looked at."""

from __future__ import annotations

import os
import sqlite3
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from narrate.batch import Desk, Outcome, jobs_of, open_desk, run
from narrate.batch.listing import stamp_key, stamp_of
from narrate.catalog import Catalog, Memory
from narrate.settings import Settings
from narrate.sources import Wanted
from narrate.speech import Here

from .conftest import PARAGRAPHS


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    settings = Settings(voice="tone", output=tmp_path / "output", voices=(tmp_path / "voices",))
    with Catalog(settings.output) as catalog:
        yield open_desk(settings, catalog, Here())


@pytest.fixture
def source(tmp_path: Path) -> Wanted:
    return Wanted(files=str(tmp_path / "pages"))


def outcomes(desk: Desk, *sources: Wanted) -> list[Outcome]:
    offered = Memory()
    return [each for source in sources for each in run(jobs_of(source, desk, offered), desk)]


def states(desk: Desk, *sources: Wanted) -> list[str]:
    return sorted(outcome.state for outcome in outcomes(desk, *sources))


def test_what_is_done_is_not_looked_at_again(
    desk: Desk, source: Wanted, write_page: Callable[..., Path]
) -> None:
    pages = [write_page(name) for name in ("ferry", "tram")]
    assert states(desk, source) == ["narrated", "narrated"]
    assert states(desk, source) == []
    os.utime(pages[0], (1, 1))
    assert states(desk, source) == ["unchanged"]
    write_page("tram", PARAGRAPHS[:2])
    assert states(desk, source) == ["narrated"]
    assert states(replace(desk, force=True), source) == ["narrated", "narrated"]


def test_two_lists_that_name_one_page_cost_one_look(
    desk: Desk, source: Wanted, write_page: Callable[..., Path], tmp_path: Path
) -> None:
    page = write_page("ferry")
    (tmp_path / "list.txt").write_text(f"{page}\n{page}\n")
    both = (source, Wanted(list=str(tmp_path / "list.txt")))
    assert states(desk, *both) == ["narrated"]
    assert states(desk, *both) == ["unchanged"], "the second list does not know yet that it is done"
    assert states(desk, *both) == []


def test_other_settings_look_again(desk: Desk, source: Wanted, write_page: Callable[..., Path]) -> None:
    write_page("ferry")
    outcomes(desk, source)
    louder = replace(desk.settings, sound=replace(desk.settings.sound, loudness=-14.0))
    assert states(open_desk(louder, desk.catalog, Here()), source) == ["narrated"]


def test_what_a_source_does_not_want_is_skipped_once(
    desk: Desk, source: Wanted, write_page: Callable[..., Path]
) -> None:
    write_page("ferry")
    (outcome,) = outcomes(desk, replace(source, languages=("uk",)))
    assert (outcome.state, outcome.ok, outcome.warnings) == (
        "skipped", True, ("is not wanted: its language is en",),
    )  # fmt: skip
    assert states(desk, replace(source, languages=("uk",))) == []


def test_a_gap_is_looked_at_again(
    desk: Desk, source: Wanted, write_page: Callable[..., Path], outside_engine: Callable[[str], Path]
) -> None:
    outside_engine('return Clip(bytes(9000), 22050) if "gulls" in text else super().speak(text)')
    write_page("ferry")
    hoarse = open_desk(replace(desk.settings, voice="outside"), desk.catalog, Here())
    assert states(hoarse, source) == ["narrated"]
    assert states(hoarse, source) == ["narrated"]


def test_a_dry_run_says_what_it_would_do_and_does_nothing(
    desk: Desk, source: Wanted, write_page: Callable[..., Path]
) -> None:
    write_page("ferry")
    dry = replace(desk, dry=True)
    (planned,) = outcomes(dry, source)
    assert (planned.state, planned.title, planned.ok) == ("planned", "The ferry runs again", True)
    assert 10 < planned.expected_seconds < 120
    assert list(desk.catalog.episodes()) == []
    assert states(desk, source) == ["narrated"]
    (desk.settings.output.parent / "pages" / "menu.html").write_text("<nav>Home</nav>")
    assert [each.state for each in outcomes(dry, source)] == ["failed"]
    assert list(desk.catalog.failures()) == []


def test_a_limit_leaves_the_others_their_turn(
    desk: Desk, source: Wanted, write_page: Callable[..., Path]
) -> None:
    """Even where the first of all fails for ever."""
    for name in ("b", "c", "d", "e"):
        write_page(name).with_name("a.html").write_text("<nav>Home</nav>")
    desk, source = replace(desk, settings=replace(desk.settings, tries=1)), replace(source, limit=2)
    assert states(desk, source) == ["failed", "narrated"]
    assert states(desk, source) == ["narrated", "narrated", "set aside"]
    assert states(desk, source) == ["narrated", "set aside"]


def test_pages_that_are_looked_at_again_count_for_no_limit(desk: Desk, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    items = "".join(
        f"<item><link>https://harbour.example/{hours}</link>"
        f"<pubDate>{format_datetime(now - timedelta(hours=hours))}</pubDate></item>"
        for hours in range(1, 7)
    )
    (tmp_path / "feed.xml").write_text(f"<rss version='2.0'><channel>{items}</channel></rss>")
    source = Wanted(feed=str(tmp_path / "feed.xml"), limit=2)
    found = [list(jobs_of(source, desk, Memory()))]
    for job in found[0]:
        desk.catalog.done(job.source, stamp_key(job), stamp_of(job, desk))
    found.append(list(jobs_of(source, desk, Memory())))
    assert [[int(job.source[-1]) for job in jobs] for jobs in found] == [[1, 2], [1, 2, 3, 4]]


def test_a_feed_of_ten_thousand_of_which_three_are_new(desk: Desk, tmp_path: Path) -> None:
    def feed(many: int) -> Wanted:
        items = "".join(
            f"<item><title>Story {n}</title><link>https://harbour.example/{n}</link>"
            "<pubDate>Sun, 03 May 2026 09:00:00 GMT</pubDate></item>"
            for n in range(many)
        )
        (tmp_path / "feed.xml").write_text(f"<rss version='2.0'><channel>{items}</channel></rss>")
        return Wanted(feed=str(tmp_path / "feed.xml"))

    known = [(stamp_key(job), stamp_of(job, desk)) for job in jobs_of(feed(9_997), desk, Memory())]
    with closing(sqlite3.connect(desk.catalog.folder / "catalog.sqlite")) as database, database:
        database.executemany("INSERT INTO stamps VALUES (?, ?)", known)
    jobs = list(jobs_of(feed(10_000), desk, Memory()))
    assert sorted(job.source for job in jobs) == [
        f"https://harbour.example/{n}" for n in (9_997, 9_998, 9_999)
    ]


def test_a_file_that_was_lost_is_made_again(
    desk: Desk, source: Wanted, write_page: Callable[..., Path]
) -> None:
    for name in ("ferry", "tram", "bus", "boat"):
        write_page(name)
    outcomes(desk, source)
    cut, empty, gone, _ = sorted(desk.catalog.episodes(), key=lambda each: each.id)
    os.truncate(desk.catalog.folder / cut.file, 1000)
    os.truncate(desk.catalog.folder / empty.cover, 0)
    (desk.catalog.folder / gone.file).unlink()
    with desk.catalog.alone():
        found = outcomes(desk, source)
    assert sorted((each.job.source, each.state) for each in found) == sorted(
        (each.source, "narrated") for each in (cut, empty, gone)
    )
    assert (desk.catalog.folder / gone.file).stat().st_size == gone.bytes
    with desk.catalog.alone():
        assert states(desk, source) == []


def test_a_service_that_waits_survives_another_run(
    desk: Desk, source: Wanted, write_page: Callable[..., Path]
) -> None:
    write_page("ferry")
    with Catalog(desk.settings.output) as other, other.alone():
        pass
    with desk.catalog.alone():
        assert states(desk, source) == ["narrated"]


def test_a_long_list_takes_next_to_no_memory(desk: Desk, tmp_path: Path) -> None:
    many = 20_000
    with (tmp_path / "list.txt").open("w") as file:
        file.writelines(f"https://harbour.example/2026/05/03/story-number-{n}.html\n" for n in range(many))
    jobs = jobs_of(Wanted(list=str(tmp_path / "list.txt")), desk, Memory())
    next(jobs)
    tracemalloc.start()
    assert sum(1 for _ in jobs) == many - 1
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most / many < 20, "bytes an address"
