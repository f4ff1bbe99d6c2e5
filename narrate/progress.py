"""Progress bars on standard error: each article's sentences, audio made and time left, and the total."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, DownloadColumn, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars
from rich.table import Column
from rich.text import Text

from narrate.model import Clip, Script

if TYPE_CHECKING:
    from narrate.batch import Job, Outcome

TITLE_WIDTH = 40
BAR_WIDTH = 12
WIDE = 110
"""Columns of a screen with room for a longer bar."""


@contextmanager
def downloading(name: str) -> Iterator[Callable[[int, int], None]]:
    """A bar for a large file, or nothing where nobody looks; told how many bytes are there, of how many."""
    console = Console(file=sys.stderr)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        DownloadColumn(),
        TimeRemainingColumn(),
    )
    with Bars(*columns, console=console, disable=not console.is_terminal, transient=True) as bars:
        bar = bars.add_task(escape(name[:TITLE_WIDTH]), total=None)
        yield lambda done, size: bars.update(bar, completed=done, total=size)


@contextmanager
def comparing() -> Iterator[Callable[[str, int, int], None]]:
    """A bar for voices that speak one after the other; told who speaks now, how many are done, of how many."""
    console = Console(file=sys.stderr)
    with Bars(console=console, disable=not console.is_terminal, transient=True) as bars:
        bar = bars.add_task("Voices", total=None)
        yield lambda name, done, count: bars.update(
            bar, description=escape(name), completed=done, total=count
        )


def _text(format: str) -> TextColumn:
    """A column that is never folded."""
    return TextColumn(format, table_column=Column(no_wrap=True))


class _Count(ProgressColumn):
    """How many are done, of how many."""

    def __init__(self) -> None:
        super().__init__(table_column=Column(no_wrap=True))

    def render(self, task: Task) -> Text:
        total = "" if task.total is None else f" of {task.total:.0f}"
        return Text(f"{task.completed:.0f}{total} {task.fields['unit']}")


class Progress:
    """A context manager; silent where nobody looks (not a terminal) or ``show`` is false."""

    def __init__(self, articles: int | None, show: bool) -> None:
        """``articles`` is None where nobody knows how many there will be."""
        console = Console(file=sys.stderr)
        # On a narrow screen the title gives way, not the figures behind it.
        title = Column(ratio=1, no_wrap=True, overflow="ellipsis", max_width=TITLE_WIDTH)
        self._bars = Bars(
            TextColumn("{task.description}", table_column=title),
            BarColumn(bar_width=BAR_WIDTH if console.width < WIDE else 2 * BAR_WIDTH),
            _Count(),
            _text("{task.fields[audio]:.0f} s of audio"),
            TimeRemainingColumn(table_column=Column(no_wrap=True)),
            console=console,
            expand=console.width < WIDE,
            disable=not (show and console.is_terminal),
            transient=True,
        )
        self._audio = 0.0
        self._total = (
            self._bars.add_task("All articles", total=articles, unit="articles", audio=0.0)
            if articles is None or articles > 1
            else None
        )

    def watch(self, job: Job, script: Script, clips: Iterator[Clip]) -> Iterator[Clip]:
        """Hand the clips on and move the article's bar; for threads of its own each."""
        title = escape((script.article.title or job.source)[:TITLE_WIDTH])
        bar = self._bars.add_task(title, total=len(script.utterances), unit="sentences", audio=0.0)
        seconds = 0.0
        for clip in clips:
            seconds += clip.seconds
            self._audio += clip.seconds
            self._bars.update(bar, advance=1, audio=seconds)
            if self._total is not None:
                self._bars.update(self._total, audio=self._audio)
            yield clip
        self._bars.remove_task(bar)

    def counted(self, outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
        """Hand the outcomes on and move the total."""
        for outcome in outcomes:
            if self._total is not None:
                self._bars.advance(self._total)
            yield outcome

    def __enter__(self) -> Progress:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()
