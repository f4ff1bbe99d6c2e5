"""`narrate check`: its table, its lines, its exit codes, and what it does where nobody can listen."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from narrate.audio import ffmpeg
from narrate.catalog import Catalog
from narrate.errors import HearingError
from narrate.hearing import Recogniser
from narrate.model import Episode
from tests.test_proof import Desk, flip

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Episode]:
    folder = tmp_path_factory.mktemp("made")
    with Catalog(folder) as catalog:
        return folder, Desk(catalog).narrate(formats=("mp3", "opus"))


@pytest.fixture
def narrate(narrate: Run, made: tuple[Path, Episode], tmp_path: Path) -> Run:
    """The same beside an output folder with one episode of two files."""
    shutil.copytree(made[0], tmp_path / "output")
    return narrate


def test_a_good_library(narrate: Run, made: tuple[Path, Episode]) -> None:
    code, out, err = narrate("check")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[-1] == "2 fit"
    assert [line.split()[0] for line in lines[1:3]] == [media.file for media in made[1].media]
    assert all("-16." in line or "-15." in line for line in lines[1:3])


def test_a_changed_file_fails_and_is_told_in_one_line(narrate: Run, made: tuple[Path, Episode]) -> None:
    file = made[1].file
    flip(Path("output") / file)
    code, out, err = narrate("check")
    assert code == 1
    assert err.count("\n") == 1
    assert err.startswith(f"narrate: {file}: the file is not the one that was made (")
    assert out.splitlines()[-1] == "1 fit, 1 not"


def test_a_missing_file_fails_alone(narrate: Run, made: tuple[Path, Episode]) -> None:
    (Path("output") / made[1].file).unlink()
    code, out, err = narrate("check", made[1].id)
    assert (code, err) == (1, f"narrate: {made[1].file}: the file is missing\n")
    assert out.splitlines()[-1] == "1 fit, 1 not"


def test_json_is_a_line_a_file(narrate: Run, made: tuple[Path, Episode]) -> None:
    (Path("output") / made[1].file).unlink()
    code, out, err = narrate("check", "--json")
    assert (code, err) == (1, "")
    gone, whole = (json.loads(line) for line in out.splitlines())
    assert (gone["levels"], gone["problems"]) == (None, ["the file is missing"])
    assert (whole["problems"], whole["id"]) == ([], made[1].id)
    assert whole["levels"]["loudness"] == pytest.approx(-16, abs=0.3)
    assert whole["seconds"] == pytest.approx(made[1].seconds, abs=0.001)


def test_an_unknown_episode_is_a_wrong_command(narrate: Run) -> None:
    code, _, err = narrate("check", "no such title")
    assert code == 2
    assert "is no episode" in err


def test_no_library_is_a_wrong_command(narrate: Run) -> None:
    shutil.rmtree("output")
    code, _, err = narrate("check")
    assert code == 2
    assert "holds no catalogue" in err


def test_without_ffmpeg_the_set_up_is_wrong_not_every_file(
    narrate: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", "/nowhere/ffmpeg")
    ffmpeg.binary.cache_clear()
    try:
        code, out, err = narrate("check")
    finally:
        ffmpeg.binary.cache_clear()
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "/nowhere/ffmpeg is no program. Set IMAGEIO_FFMPEG_EXE" in err


def everything(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".sqlite")
    return {str(path): path.read_bytes() for path in found if ".clips" not in path.parts}


@pytest.mark.skipif(sys.platform == "win32", reason="a script that stands for ffmpeg")
def test_a_library_outlives_an_ffmpeg_that_is_killed(
    narrate: Run, write_page: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = str(write_page())
    assert narrate("make", page, "--voice", "tone", "--quiet")[0] == 0
    before = everything(tmp_path / "output")
    program = tmp_path / "ffmpeg"
    program.write_text(
        '#!/bin/sh\ncase "$*" in *libmp3lame*) head -c 400000 >/dev/null; kill -9 $$;; esac\n'
        f'exec "{ffmpeg.binary()}" "$@"\n'
    )
    program.chmod(0o755)
    ffmpeg.binary.cache_clear()
    with monkeypatch.context() as changed:
        changed.setenv("IMAGEIO_FFMPEG_EXE", str(program))
        code, _, err = narrate("make", page, "--voice", "tone", "--quiet", "--force")
    ffmpeg.binary.cache_clear()
    assert code == 1
    assert err.count("\n") == 1
    assert "ffmpeg was killed by signal 9" in err
    assert everything(tmp_path / "output") == before
    code, out, _ = narrate("check")
    assert (code, out.splitlines()[-1]) == (0, "3 fit")


# ── --listen ───────────────────────────────────────────────────────────────────────────────────────


def test_listening_without_a_model_is_a_wrong_command(narrate: Run) -> None:
    Path("empty").mkdir()
    code, out, err = narrate("check", "--listen", "--recogniser", "empty")
    assert (code, out, err.count("\n")) == (2, "", 1)


@pytest.fixture
def recogniser() -> None:
    """Skips where none is installed."""
    try:
        Recogniser()
    except HearingError as error:
        pytest.skip(str(error))


@pytest.mark.usefixtures("recogniser")
def test_beeps_are_heard_as_missing(narrate: Run, made: tuple[Path, Episode]) -> None:
    code, out, _ = narrate("check", "--listen", "--json")
    (heard,) = (json.loads(line) for line in out.splitlines())
    assert code == 1
    assert (heard["id"], heard["sentences"]) == (made[1].id, 6)
    assert heard["differences"][0]["kind"] == "missing"
    assert heard["word_error_rate"] > 0.8


class Deaf:
    """Stands for a recogniser: what is tested never asks it."""

    def __init__(self, wanted: str) -> None:
        pass


@pytest.mark.parametrize("flags", [(), ("--json",)])
def test_an_episode_without_a_sheet_does_not_end_the_listening(
    flags: tuple[str, ...], narrate: Run, monkeypatch: pytest.MonkeyPatch, made: tuple[Path, Episode]
) -> None:
    monkeypatch.setattr("narrate.hearing.Recogniser", Deaf)
    shutil.rmtree("output/proofs")
    code, out, err = narrate("check", "--listen", *flags)
    assert code == 1
    problem = "has no proof sheet to compare with. Narrate it again with --force"
    if flags:
        assert json.loads(out) == {"id": made[1].id, "title": made[1].title, "problem": problem}
    else:
        assert err == f"narrate: {made[1].title}: {problem}\n"
