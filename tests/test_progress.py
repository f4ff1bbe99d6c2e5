"""Progress bars as they stand on a screen."""

from __future__ import annotations

import io
import sys

import pytest
from rich.console import Console

from narrate.progress import Progress

TITLE = "A fairly long title of an article about the ferry to Senn"


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("columns", [80, 120])
def test_the_time_left_is_never_cut(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", Screen())
    with Progress(2000, show=True) as progress:
        progress._bars.add_task(TITLE[:40], total=321, unit="sentences", audio=1234.0, completed=100)
        shown = Console(width=columns, file=io.StringIO(), force_terminal=True, no_color=True, record=True)
        shown.print(progress._bars.get_renderable())
    first, second = shown.export_text().splitlines()
    assert first.rstrip().endswith("-:--:--")
    assert second.startswith("A fairly long title")
    assert "100 of 321 sentences 1234 s of audio -:--:--" in second
