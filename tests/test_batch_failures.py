"""What fails is tried again, but not for ever; what hangs or dies costs its own page alone."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from narrate.batch import Desk, Job, Outcome, open_desk, run
from narrate.batch.policy import is_aside
from narrate.batch.writers import Apart
from narrate.catalog import Catalog
from narrate.errors import ExtractError
from narrate.model import Failure, Page
from narrate.settings import Settings
from narrate.speech import Here, Pool

from .conftest import PARAGRAPHS

MENU = "<html><body><nav><a href='/'>Home</a> <a href='/news'>News</a></nav></body></html>"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(voice="tone", output=tmp_path / "output", voices=(tmp_path / "voices",), tries=2)


@pytest.fixture
def catalog(settings: Settings) -> Iterator[Catalog]:
    with Catalog(settings.output) as opened:
        yield opened


def outcome(desk: Desk, path: Path) -> Outcome:
    (found,) = run([Job(str(path))], desk)
    return found


def test_a_page_that_fails_is_set_aside_until_it_changes(
    settings: Settings, catalog: Catalog, tmp_path: Path, write_page: Callable[..., Path]
) -> None:
    desk, page = open_desk(settings, catalog, Here()), tmp_path / "menu.html"
    page.write_text(MENU)
    assert [outcome(desk, page).state for _ in range(3)] == ["failed", "failed", "set aside"]
    aside = outcome(desk, page)
    assert aside.ok
    assert "set aside after 2 tries" in aside.warnings[0]
    assert outcome(open_desk(settings, catalog, Here(), retry=True), page).state == "failed"
    page.write_bytes(write_page("ferry").read_bytes())
    assert outcome(desk, page).state == "narrated"
    assert list(catalog.failures()) == []


def test_other_settings_are_a_new_try(settings: Settings, catalog: Catalog, tmp_path: Path) -> None:
    page = tmp_path / "menu.html"
    page.write_text(MENU)
    for _ in range(3):
        outcome(open_desk(settings, catalog, Here()), page)
    other = replace(settings, language="de")
    assert outcome(open_desk(other, catalog, Here()), page).state == "failed"


def test_without_a_limit_nothing_is_set_aside(settings: Settings, catalog: Catalog, tmp_path: Path) -> None:
    page = tmp_path / "menu.html"
    page.write_text(MENU)
    desk = open_desk(replace(settings, tries=0), catalog, Here())
    assert {outcome(desk, page).state for _ in range(5)} == {"failed"}


def test_what_could_not_be_fetched_is_tried_again_a_day_later() -> None:
    def failed(ago: timedelta) -> Failure:
        last = (datetime.now(UTC) - ago).isoformat()
        return Failure("https://news.example/a", "", "SourceError", "refuses", 3, last, last, "")

    assert is_aside(failed(timedelta(hours=23)), 3)
    assert not is_aside(failed(timedelta(hours=25)), 3)
    assert not is_aside(failed(timedelta(hours=1)), 4)


def test_what_was_withdrawn_stays_withdrawn(
    settings: Settings, catalog: Catalog, write_page: Callable[..., Path]
) -> None:
    desk, page = open_desk(settings, catalog, Here()), write_page("ferry")
    episode = outcome(desk, page).episode
    assert episode is not None
    catalog.withdraw(episode.id, "The ferry never ran")
    again = outcome(desk, page)
    assert (again.state, again.ok) == ("withdrawn", True)
    assert "The ferry never ran" in again.warnings[0]
    assert outcome(open_desk(settings, catalog, Here(), force=True), page).state == "narrated"


# ── Pages read in a process of their own ───────────────────────────────────────────────────────────


@pytest.fixture
def apart(settings: Settings) -> Iterator[Apart]:
    writer = Apart(settings, patience=20.0)
    yield writer
    writer.close()


def page_of(path: Path) -> Page:
    return Page("https://harbour.example/ferry", path.read_bytes(), "utf-8", source=str(path))


def test_the_same_script_from_a_process_of_its_own(
    apart: Apart, settings: Settings, write_page: Callable[..., Path]
) -> None:
    from narrate.pipeline import write

    page = page_of(write_page("ferry"))
    assert apart.write(page) == write(page, settings)
    with pytest.raises(ExtractError):
        apart.write(replace(page, body=MENU.encode()))


def test_a_process_that_somebody_kills_costs_nothing(apart: Apart, write_page: Callable[..., Path]) -> None:
    page = page_of(write_page("ferry"))
    before = apart.write(page)
    assert apart._process is not None
    os.kill(apart._process.pid or 0, signal.SIGKILL)
    assert apart.write(page) == before


def test_a_page_that_ends_the_process_costs_that_page(
    settings: Settings, write_page: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    writer, page = Apart(settings), page_of(write_page("ferry"))
    with monkeypatch.context() as patch:
        patch.setattr("narrate.batch.writers._serve", end_instead)
        with pytest.raises(ExtractError, match=r"ferry\.html: reading it ended the process"):
            writer.write(page)
    assert writer.write(page).utterances
    writer.close()


def end_instead(pipe: Any, settings: Settings, longest: float) -> None:
    pipe.recv()
    os._exit(9)


def test_a_page_that_hangs_is_given_up(
    settings: Settings, write_page: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    writer, page = Apart(settings, patience=0.2), page_of(write_page("ferry"))
    monkeypatch.setattr("narrate.batch.writers._serve", sleep_instead)
    with pytest.raises(ExtractError, match=r"took more than 0\.2 seconds"):
        writer.write(page)
    writer.close()


def test_a_writer_that_is_closed_keeps_nobody_waiting(
    settings: Settings, write_page: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    writer, page = Apart(settings), page_of(write_page("ferry"))
    monkeypatch.setattr("narrate.batch.writers._serve", sleep_instead)
    with ThreadPoolExecutor(2) as threads:
        answers = [threads.submit(writer.write, page) for _ in range(2)]
        wait(answers, timeout=0.5)
        writer.close()
        for answer in answers:
            with pytest.raises(ExtractError):
                answer.result(timeout=30)
    assert writer._process is None


def test_a_clock_set_back_keeps_nothing_aside() -> None:
    last = (datetime.now(UTC) + timedelta(days=400)).isoformat()
    assert not is_aside(Failure("https://news.example/a", "", "SourceError", "refuses", 3, last, last, ""), 3)


def test_a_run_that_is_ended_leaves_no_failure(
    settings: Settings,
    catalog: Catalog,
    write_page: Callable[..., Path],
    outside_engine: Callable[[str], Path],
) -> None:
    outside_engine("import time; time.sleep(0.05)\nreturn super().speak(text)")
    long = tuple(f"{text} So it was in week {week}." for week in range(20) for text in PARAGRAPHS)
    pages = [Job(str(write_page("ferry"))), *(Job(str(write_page(name, long))) for name in ("tram", "bus"))]
    with Pool(1) as pool:
        running = run(pages, open_desk(replace(settings, voice="outside"), catalog, pool))
        next(running)
        running.close()
    assert list(catalog.failures()) == []


def sleep_instead(pipe: Any, settings: Settings, longest: float) -> None:
    time.sleep(60)
