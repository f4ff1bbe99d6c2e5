"""The package's own door: few names, and nothing heavy behind it until it is used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import narrate

HEAVY = (
    "numpy",
    "onnxruntime",
    "piper",
    "pydub",
    "trafilatura",
    "bs4",
    "num2words",
    "httpx",
    "PIL",
    "sqlite3",
)


def test_every_name_is_there() -> None:
    assert len(narrate.__all__) <= 15
    for name in narrate.__all__:
        assert getattr(narrate, name) is not None


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = narrate.nothing


@pytest.mark.parametrize("what", ["import narrate", "import narrate.cli", "import narrate.model"])
def test_imports_nothing_heavy(what: str) -> None:
    code = f"import sys\n{what}\nprint(*[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
