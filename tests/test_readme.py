"""Every command of the README runs as printed.

The two lines that set up a virtual environment are run by ``.ci/run``, which reads them from the README; all others
run here, block by block, in a folder that has what a checkout has.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```bash\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
SETUP = [block for block in BLOCKS if block.startswith("python3 -m venv")]
TOUR = [block for block in BLOCKS if block not in SETUP]


def test_one_line_makes_audio_and_one_passes_the_tests() -> None:
    assert [len(block.splitlines()) for block in SETUP] == [1, 1]
    audio, tests = SETUP
    assert "narrate make tests/pages" in audio
    assert tests.rstrip().endswith("pytest")


def test_ci_runs_the_lines_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for mark in ("narrate make tests/pages", "pytest"):
        assert f"eval \"$(readme_line '{mark}')\"" in script
        assert sum(mark in block for block in SETUP) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="the README's commands are for a POSIX shell")
@pytest.mark.parametrize("block", TOUR, ids=lambda block: block.splitlines()[0][:50])
def test_the_tour_runs_as_printed(block: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "pages", tmp_path / "tests" / "pages")
    quick_voices_only(tmp_path / "voices")
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", block],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr.decode()


def quick_voices_only(folder: Path) -> None:
    """Who follows the README has no Kokoro, which the tests install and which takes eight times as long."""
    folder.mkdir()
    for profile in (ROOT / "voices").glob("kokoro-*.toml"):
        text = re.sub(
            r"^quality = \d", "quality = 0", profile.read_text(encoding="utf-8"), flags=re.MULTILINE
        )
        (folder / profile.name).write_text(text, encoding="utf-8")


def test_every_setting_is_in_the_readme() -> None:
    from dataclasses import fields

    from narrate.article import SiteRules, Taste
    from narrate.audio import Sound
    from narrate.publish import Show
    from narrate.script import Pauses, Style

    kinds = (Taste, SiteRules, Show, Sound, Pauses, Style)
    names = {one.name for kind in kinds for one in fields(kind)} - {"key"}
    missing = {name for name in names if not re.search(rf"\b{name}\b", README)}
    assert missing == set()


def test_every_command_is_in_the_readme() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "narrate", "--help"], capture_output=True, text=True, check=True
    )
    commands = re.findall(r"^│ (\w+) ", done.stdout, re.MULTILINE)
    assert commands
    assert all(f"narrate {command}" in README for command in commands)


def test_the_changelog_knows_the_version() -> None:
    from narrate import __version__

    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_library_example_runs(tmp_path: Path) -> None:
    (example,) = re.findall(r"^```python\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    shutil.copytree(ROOT / "tests" / "pages", tmp_path / "tests" / "pages")
    done = subprocess.run(
        [sys.executable, "-c", example], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "The deal is worth three point five million dollars." in done.stdout


def test_the_settings_example_holds_the_defaults(tmp_path: Path) -> None:
    from narrate.settings import Settings, load

    (example,) = (
        text
        for text in re.findall(r"^```toml\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
        if "[show]" in text
    )
    (tmp_path / "narrate.toml").write_text(example.replace('Senn = "Zenn"', ""), encoding="utf-8")
    assert load(tmp_path, {}) == Settings()
