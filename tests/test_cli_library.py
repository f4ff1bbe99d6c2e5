"""`narrate list`, `show`, `prune` and `stats`, on a library that is made without speaking."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.catalog import Catalog
from narrate.errors import ExtractError, OutputError, SettingsError
from narrate.library import Wishes, bars, bytes_of, carry_out, figures, plan
from narrate.model import Article, AudioFile, Chapter, Episode, Levels, Mark, Narration, Voice

Run = Callable[..., tuple[int, str, str]]
NOW = datetime.now(UTC)


def add(
    catalog: Catalog, name: str, days: float = 0.0, size: int = 1000, voice: str = "tone", problem: str = ""
) -> Episode:
    """An episode narrated so many days ago: a minute, two sentences, one of them cached."""
    article = Article(
        url=f"https://harbour.example/{name}", title=f"The {name} runs", blocks=(), language="en",
        authors=("Ida Testwell",), section="Harbour" if name < "m" else "",
    )  # fmt: skip
    staged = catalog.staging / f"{name}.mp3"
    staged.write_bytes(b"x" * size)
    marks = (
        Mark(0.4, 2.0, f"The {name} runs", -1, "title", source="cached"),
        Mark(63.0, 64.0, "It is back.", 0, source="failed" if problem else "voiced", problem=problem),
    )
    levels = Levels(-16.0, -1.2, 5.0, 1.1)
    file = AudioFile("mp3", staged, size, sha256(staged.read_bytes()).hexdigest(), levels)
    chapters = (Chapter(0.0, 60.0, "Opening"),)
    narration = Narration(article, Voice(voice, voice), (file,), 60.0, marks, chapters)
    episode = catalog.add(
        narration, f"{name}.html", f"page {name}", f"script {name}", {"warnings": ["no date"]}
    )
    catalog.done(f"{name}.html", f"{name}.html", "stamp")
    narrated = (NOW - timedelta(days=days)).isoformat(timespec="seconds")
    with closing(sqlite3.connect(catalog.folder / "catalog.sqlite")) as db, db:
        db.execute("UPDATE episodes SET narrated = ? WHERE id = ?", [narrated, episode.id])
    found = catalog.find(episode.id)
    assert found
    return found


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A library of four episodes, the tram's withdrawn and the ferry's with a gap, and a failure."""
    folder = tmp_path / "output"
    with Catalog(folder) as catalog:
        add(catalog, "bus", days=20)
        add(catalog, "ferry", days=3, voice="joe", problem="silence")
        add(catalog, "rail", days=0)
        catalog.withdraw(add(catalog, "tram", days=1).id, "The tram does not run")
        for _ in range(2):
            catalog.failed("lost.html", "", ExtractError("lost.html", "holds no article"), "key")
    return folder


# ── list ───────────────────────────────────────────────────────────────────────────────────────────


def test_the_latest_first_then_what_failed(narrate: Run, output: Path) -> None:
    code, said, _ = narrate("list")
    rows = [line.split("\t") for line in said.splitlines()]
    assert code == 0
    assert [row[5] for row in rows] == [
        "The rail runs", "The tram runs", "The ferry runs", "The bus runs", "lost.html: holds no article",
    ]  # fmt: skip
    assert [row[4] for row in rows] == ["whole", "withdrawn", "gap", "whole", "failed"]
    assert rows[2][1:4] == [(NOW - timedelta(days=3)).date().isoformat(), "1:00", "joe"]
    assert rows[4][2] == "2 tries"


@pytest.mark.parametrize(("flag", "states"), [("--failed", ["failed"]), ("--withdrawn", ["withdrawn"])])
def test_only_some(narrate: Run, output: Path, flag: str, states: list[str]) -> None:
    said = narrate("list", flag, "--json")[1]
    assert [json.loads(line)["state"] for line in said.splitlines()] == states


def test_a_title_moves_no_cursor(narrate: Run, output: Path) -> None:
    with closing(sqlite3.connect(output / "catalog.sqlite")) as db, db:
        db.execute("UPDATE episodes SET title = ?", ["The\x1b[2J ferry\truns\nagain"])
    rows = narrate("list")[1].splitlines()
    assert len(rows) == 5
    assert rows[0].split("\t")[5] == "The [2J ferry runs again"


def test_no_library_is_said_and_none_is_made(narrate: Run, tmp_path: Path) -> None:
    for command in (["list"], ["stats"], ["show", "x"], ["prune"]):
        code, said, complaint = narrate(*command)
        assert (code, said) == (2, "")
        assert complaint.startswith("narrate: output: holds no catalogue. Run narrate make first")
    assert list(tmp_path.iterdir()) == []


def test_a_large_library_is_read_a_few_rows_at_a_time(output: Path) -> None:
    with Catalog(output) as catalog:
        listing = catalog.episodes()
        first = next(listing)
        catalog.prune(first)  # while it is listed
        assert len({first.id, *(each.id for each in listing)}) == 4


# ── show ───────────────────────────────────────────────────────────────────────────────────────────


def test_all_of_one(narrate: Run, output: Path) -> None:
    code, said, _ = narrate("show", "ferry")
    assert code == 0
    for part in (
        "title        The ferry runs", "voice        joe", "1:00, 6 words", "1 from the cache, 1 missing",
        "-16.0 LUFS, -1.2 dBTP, range 5.0 LU, longest silence 1.10 s)", "chapter      0:00 Opening",
        "problem      no date", "0:00.4  title       The ferry runs",
        "1:03.0  body        It is back.   MISSING: silence", "proofs",
    ):  # fmt: skip
        assert part in said
    found = json.loads(narrate("show", "ferry", "--json")[1])
    assert (found["title"], found["media"][0]["levels"]["range"]) == ("The ferry runs", 5.0)
    assert found["sentences"][1]["problem"] == "silence"
    assert found["proof"] == {"warnings": ["no date"]}


def test_a_lost_file_and_a_withdrawal_are_said(narrate: Run, output: Path) -> None:
    for path in (output / "audio").iterdir():
        path.unlink()
    assert "NOT THERE" in narrate("show", "ferry")[1]
    assert "The tram does not run" in narrate("show", "tram")[1]


@pytest.mark.parametrize(("name", "message"), [("runs", "fits 4 episodes"), ("boat", "is no episode")])
def test_one_must_be_meant(narrate: Run, output: Path, name: str, message: str) -> None:
    code, _, complaint = narrate("show", name)
    assert code == 2
    assert message in complaint


# ── prune ──────────────────────────────────────────────────────────────────────────────────────────


def names(folder: Path) -> set[str]:
    with Catalog(folder) as catalog:
        return {each.source.removesuffix(".html") for each in catalog.episodes()}


def files(folder: Path) -> set[str]:
    return {path.name.split("-")[1] for path in (folder / "audio").iterdir()}


def test_the_oldest_go_and_withdrawals_stay(narrate: Run, output: Path) -> None:
    code, said, _ = narrate("prune", "--keep-days", "2")
    assert code == 0
    assert [line.split("  ")[-1] for line in said.splitlines()[:2]] == ["The bus runs", "The ferry runs"]
    assert "gone: 2 episodes (" in said
    assert "kept: 1 episode (" in said
    assert names(output) == {"rail", "tram"}
    assert files(output) == {"rail"}
    assert len(list((output / "proofs").iterdir())) == 1


def test_a_dry_run_touches_nothing(narrate: Run, output: Path) -> None:
    before = sorted(output.rglob("*"))
    code, said, _ = narrate("prune", "--keep-days", "0", "--keep-size", "0 B", "--dry-run", "--json")
    found = json.loads(said)
    assert code == 0
    assert [one["source"] for one in found["episodes"]] == ["bus.html", "ferry.html", "rail.html"]
    assert found["bytes"] > 3000
    assert sorted(output.rglob("*")) == before


def test_what_was_pruned_is_remembered_until_it_is_narrated_again(output: Path) -> None:
    with Catalog(output) as catalog:
        carry_out(plan(catalog, Wishes(days=10), NOW), catalog)
        assert catalog.pruned("bus.html")
        assert catalog.stamp("bus.html") == "stamp"
        assert catalog.pruned("rail.html") == ""
        with pytest.raises(OutputError):
            catalog.transcript("bus")
        add(catalog, "bus")
        assert catalog.pruned("bus.html") == ""


def test_size_keeps_the_latest(tmp_path: Path) -> None:
    with Catalog(tmp_path) as catalog:
        sizes = [catalog.size_of(add(catalog, name, days=number)) for number, name in enumerate("abcd")]
        assert [one.source for one in plan(catalog, Wishes(size=sizes[0] + sizes[1])).episodes] == [
            "d.html",
            "c.html",
        ]
        assert [one.source for one in plan(catalog, Wishes(size=sizes[0] - 1)).episodes][-1] == "a.html"
        assert not plan(catalog, Wishes(size=sum(sizes)))
        add(catalog, "e", days=-1, size=1)  # small and new: the old ones do not slip in behind a large one
        found = plan(catalog, Wishes(size=sizes[0]))
        assert [one.source for one in found.episodes] == [f"{name}.html" for name in "dcba"]


def test_another_run_at_work_is_not_disturbed(narrate: Run, output: Path) -> None:
    with Catalog(output) as catalog, catalog.alone():
        code, said, complaint = narrate("prune", "--keep-days", "0")
        assert (code, said) == (2, "")
        assert "another run of narrate is at work" in complaint
        assert narrate("prune", "--keep-days", "0", "--dry-run")[0] == 0


def test_clips_go_by_size_and_age_and_pages_by_age(tmp_path: Path) -> None:
    with Catalog(tmp_path) as catalog:
        (catalog.clips / "ab").mkdir()
        catalog.pages.mkdir()
        for age in range(5):
            for path in (catalog.clips / "ab" / f"{age}.wav", catalog.pages / f"{age}.gz"):
                path.write_bytes(b"x" * 100)
                os.utime(path, (time.time(), time.time() - age * 86_400 - 60))
        found = plan(catalog, Wishes(clips=250))
        assert sorted(path.name for path in found.clips) == ["2.wav", "3.wav", "4.wav"]
        assert (found.clip_bytes, found.pages) == (300, [])
        found = plan(catalog, Wishes(days=4, clips=0))
        assert [path.name for path in (*found.clips, *found.pages)] == ["4.wav", "4.gz"]
        carry_out(found, catalog)
        assert not plan(catalog, Wishes(days=4))


@pytest.mark.parametrize(
    ("text", "size"),
    [("20 GB", 20 * 10**9), ("1.5GiB", 3 * 2**29), ("300 mb", 300 * 10**6), ("0 B", 0), ("2TB", 2 * 10**12)],
)
def test_sizes(text: str, size: int) -> None:
    assert bytes_of(text, "--keep-size") == size


@given(
    st.one_of(
        st.from_regex(r"[0-9]+", fullmatch=True),
        st.text(max_size=8).filter(lambda text: "b" not in text.lower()),
    )
)
def test_no_size_without_a_unit(text: str) -> None:
    with pytest.raises(SettingsError, match="--keep-size: is"):
        bytes_of(text, "--keep-size")


# ── stats ──────────────────────────────────────────────────────────────────────────────────────────


def test_the_figures(output: Path) -> None:
    with Catalog(output) as catalog:
        for episode in catalog.episodes():
            catalog.worked(episode.id, 10.0)
        catalog.ran({"began": "2026-05-03", "seconds": 3600.0, "states": {"narrated": 3, "failed": 1},
                     "audio_seconds": 36_000.0, "voiced": 75, "cached": 25, "failures": []})  # fmt: skip
        found = figures(catalog, NOW)
    assert (found["episodes"], found["withdrawn"], found["hours"], found["words"]) == (3, 1, 0.05, 18)
    assert found["sentences"] == {"voiced": 2, "cached": 3, "failed": 1, "cache_hits": 0.6}
    assert [(one["name"], one["episodes"], one["times_real_time"]) for one in found["voices"]] == [
        ("joe", 1, 0.0),  # all that could be heard of it was cached
        ("tone", 2, 3.0),  # half of two minutes, in twenty seconds
    ]
    assert {one["name"]: one["episodes"] for one in found["sections"]} == {"Harbour": 2, "": 1}
    assert found["failures"] == [
        {"kind": "ExtractError", "cause": "holds no article", "sources": 1, "tries": 2}
    ]
    assert (found["runs"]["times_real_time"], found["runs"]["cache_hits"]) == (10.0, 0.25)
    days = found["minutes_a_day"]
    assert len(days) == 30
    assert {day: minutes for day, minutes in days.items() if minutes} == {
        (NOW - timedelta(days=ago)).date().isoformat(): 1.0 for ago in (20, 3, 0)
    }


def test_figures_of_nothing(narrate: Run, tmp_path: Path) -> None:
    Catalog(tmp_path / "output").__enter__().__exit__(None, None, None)
    code, said, _ = narrate("stats")
    assert code == 0
    assert said.startswith("0 episodes: 0.0 hours")
    assert json.loads(narrate("stats", "--json")[1])["runs"]["times_real_time"] is None


def test_stats_for_people(narrate: Run, output: Path) -> None:
    code, said, _ = narrate("stats")
    assert code == 0
    for part in ("3 episodes, 1 withdrawn", "2 spoken, 3 from the cache (60%), 1 missing", "holds no article",
                 "minutes of audio a day", "Harbour"):  # fmt: skip
        assert part in said
    assert "█" in said


def test_a_terminal_without_blocks_gets_plain_signs(output: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "narrate", "stats"], cwd=output.parent, check=True, capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    ).stdout  # fmt: skip
    assert b"|" in said
    assert said.isascii()


def test_a_plot() -> None:
    assert bars([0, 1, 4, 8], " .:|", tall=2) == ["   |", " .||"]
    assert bars([], " |") == [""] * 4
    assert bars([0.0, 0.001, 1000.0], " ▁█", tall=1) == [" ▁█"]


@given(st.lists(st.floats(0, 1e9), min_size=1, max_size=40), st.integers(1, 5))
def test_the_highest_bar_is_full_and_every_other_is_seen(values: list[float], tall: int) -> None:
    lines = bars(values, " ▁▂▃▄▅▆▇█", tall)
    assert len(lines) == tall
    bottom = lines[-1].ljust(len(values))
    assert [sign != " " for sign in bottom] == [value > 0 for value in values]
    assert not max(values) or lines[0][values.index(max(values))] == "█"
