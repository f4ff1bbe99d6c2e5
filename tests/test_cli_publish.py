"""`narrate publish` and `narrate withdraw`, as they are typed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from narrate.catalog import Catalog
from narrate.cli.publish import the_episode
from narrate.errors import OutputError
from narrate.model import Episode
from tests.publishing import episode

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def narrate(tmp_path: Path) -> Run:
    """The command line in a folder of its own."""

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "narrate", *map(str, arguments)]
        return subprocess.run(
            command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
        )

    return run


def test_make_publish_withdraw_publish(narrate: Run, write_page: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "narrate.toml").write_text(
        'voice = "tone"\n[show]\nbase_url = "https://audio.example/"\n', encoding="utf-8"
    )
    narrate("make", write_page("ferry"), write_page("bus"))
    done = narrate("publish")
    site = tmp_path / "output" / "site"
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 episodes" in done.stdout
    assert "https://audio.example/feed.xml" in done.stdout
    assert "<title>The Harbour Post</title>" in (site / "feed.xml").read_text(encoding="utf-8")
    assert next((site / "covers").glob("show-*.jpg")).stat().st_size > 10_000

    done = narrate("withdraw", "the FERRY runs", "--reason", "It was wrong.")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(list((tmp_path / "output" / "audio").iterdir())) == 1
    assert "1 episode, " in narrate("publish").stdout
    assert "https://harbour.example/ferry" not in (site / "feed.xml").read_text(encoding="utf-8")
    assert (
        "was withdrawn on"
        in narrate("withdraw", "https://harbour.example/ferry", "--reason", "Again.").stdout
    )

    for file in (tmp_path / "output" / "audio").iterdir():
        file.unlink()
    done = narrate("publish")
    assert done.returncode == 1
    assert "is missing, the episode is left out" in done.stderr


def test_without_a_catalogue_nothing_is_made(narrate: Run, tmp_path: Path) -> None:
    for command in (("publish",), ("withdraw", "x", "--reason", "y")):
        done = narrate(*command)
        assert done.returncode == 2
        assert "holds no catalogue. Run narrate make first" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_without_an_address_the_next_step_is_said(narrate: Run, tmp_path: Path) -> None:
    with Catalog(tmp_path / "output"):
        pass
    done = narrate("publish", "--to", "elsewhere")
    assert done.returncode == 2
    assert 'base_url = "https://audio.example/", or give --base-url' in done.stderr
    assert narrate("publish", "--to", "elsewhere", "--base-url", "https://audio.example").returncode == 0
    assert (tmp_path / "elsewhere" / "feed.xml").is_file()


EPISODES = [episode(n) for n in (1, 10, 2)]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        (episode(2).id, 2),
        (episode(2).id[:6].upper(), 2),
        ("https://harbour.example/10", 1),
        ("WEEK  10", 1),
    ],
)
def test_an_episode_is_known_by_id_address_or_title(name: str, meant: int) -> None:
    assert the_episode(name, EPISODES).id == {1: EPISODES[1], 2: EPISODES[2]}[meant].id


@pytest.mark.parametrize(
    ("name", "episodes", "said"),
    [
        ("week 1", EPISODES, "means 2 episodes"),
        ("ferry", EPISODES, "means 3 episodes"),
        ("the bus", EPISODES, "is no episode of the catalogue"),
        ("", EPISODES, "is no episode of the catalogue"),
        ("ferry", [], "is no episode of the catalogue"),
    ],
)
def test_a_name_that_means_none_or_several_is_refused(name: str, episodes: list[Episode], said: str) -> None:
    with pytest.raises(OutputError, match=said):
        the_episode(name, episodes)


def test_nothing_is_withdrawn_without_a_reason(
    narrate: Run, write_page: Callable[..., Path], tmp_path: Path
) -> None:
    narrate("make", write_page("ferry"), "--voice", "tone")
    done = narrate("withdraw", "ferry", "--reason", "  ")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--reason: is empty" in done.stderr
    assert list((tmp_path / "output" / "audio").iterdir())
    assert "An empty name" in narrate("withdraw", "", "--reason", "It was wrong.").stderr

    line = narrate("embed", "ferry", "--base-url", "https://audio.example/", "--no-style")
    assert line.returncode == 0
    assert "style" not in line.stdout
    assert "narrate-player {display:block" in line.stderr


def test_embed_makes_no_catalogue(narrate: Run, tmp_path: Path) -> None:
    done = narrate("embed", "ferry", "--base-url", "https://audio.example/")
    assert done.returncode == 2
    assert "holds no catalogue. Run narrate make first" in done.stderr
    assert list(tmp_path.iterdir()) == []
