"""How a run tells of itself: a table for a terminal, lines for a pipe and a log, JSON for machines."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import typer

from narrate.cli.common import complain, console, problems
from narrate.errors import OutputError

if TYPE_CHECKING:
    from narrate.batch import Account, Outcome

LONGEST_TABLE = 100
"""Rows; a longer run is told line by line, as it goes."""

Tell = Callable[["Outcome"], None]
End = Callable[["Account"], None]


class Report:
    """Tells of each outcome as it comes, and of the whole run at its end."""

    def __init__(self) -> None:
        self._tellers: list[Tell] = []
        self._endings: list[End] = []

    def add(self, tell: Tell, end: End) -> None:
        """One more that is told."""
        self._tellers.append(tell)
        self._endings.append(end)

    def outcome(self, outcome: Outcome) -> None:
        """Tell of one."""
        for tell in self._tellers:
            tell(outcome)

    def end(self, account: Account) -> None:
        """Tell of all."""
        for end in self._endings:
            end(account)


@contextmanager
def reporting(as_json: bool, quiet: bool, log: Path | None, jobs: int | None) -> Iterator[Report]:
    """The reports that the command asks for.

    Args:
        jobs: how many there are; None if nobody knows.

    Raises:
        OutputError: the log cannot be written.
    """
    report = Report()
    with ExitStack() as files:
        if as_json:
            report.add(_json_outcome, _json_end)
        elif not quiet and console().is_terminal and jobs is not None and jobs <= LONGEST_TABLE:
            table = _Table()
            report.add(table.outcome, table.end)
        elif not quiet:
            report.add(
                lambda outcome: typer.echo(line(outcome)), lambda account: typer.echo(summary(account))
            )
        if log:
            file = files.enter_context(_opened(log))
            report.add(
                lambda outcome: _write(file, line(outcome)), lambda account: _write(file, summary(account))
            )
        report.add(_complain, _nothing)
        yield report


def line(outcome: Outcome) -> str:
    """One outcome, for people and grep."""
    episode = outcome.episode
    if outcome.error or episode is None:
        length = _clock(outcome.expected_seconds) if outcome.expected_seconds else ""
        return f"{outcome.state:<10}{length:>8}           {outcome.title or outcome.job.source}"
    spent = f"{outcome.seconds:.1f} s" if outcome.state == "narrated" else ""
    return f"{outcome.state:<10}{_clock(episode.seconds):>8}{spent:>10} {episode.title}  {episode.file}"


def summary(account: Account) -> str:
    """The end of a run in one line."""
    parts = [account.counts()]
    if account.audio_seconds:
        made, spent = account.audio_seconds, account.seconds
        parts.append(f"{_clock(made)} of audio in {_clock(spent)}, {made / spent:.1f} times real time")
    if account.expected_seconds:
        parts.append(f"about {_clock(account.expected_seconds)} of audio")
    if account.expected_work:
        parts.append(f"about {_clock(account.expected_work)} of work, as fast as until now")
    if account.ended:
        parts.append("ended before its time")
    return "; ".join(parts)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def _complain(outcome: Outcome) -> None:
    for problem in problems(outcome):
        complain(problem)


def _nothing(account: Account) -> None:
    pass


# ── JSON ───────────────────────────────────────────────────────────────────────────────────────────


def _json_outcome(outcome: Outcome) -> None:
    episode = asdict(outcome.episode) if outcome.episode else {}
    event = {
        "event": "article",
        "source": outcome.job.source,
        "state": outcome.state,
        "error": str(outcome.error) if outcome.error else None,
        "warnings": list(outcome.warnings),
        "spent": round(outcome.seconds, 3),
        **{key: value for key, value in episode.items() if key != "source"},
    }
    if outcome.expected_seconds:
        event["expected_seconds"] = round(outcome.expected_seconds, 1)
    _json(event)


def _json_end(account: Account) -> None:
    _json({"event": "run", **account.as_dict()})


def _json(event: dict[str, object]) -> None:
    typer.echo(json.dumps(event, ensure_ascii=False))
    sys.stdout.flush()  # whoever reads a pipe wants each event when it happens


# ── A log file ─────────────────────────────────────────────────────────────────────────────────────


def _opened(path: Path) -> TextIO:
    try:
        return path.open("a", encoding="utf-8", errors="backslashreplace", buffering=1)
    except OSError as error:
        raise OutputError(
            str(path), f"cannot be written: {error.strerror}", "Choose another --log"
        ) from error


def _write(file: TextIO, text: str) -> None:
    print(f"{datetime.now().astimezone().isoformat(timespec='seconds')}  {text}", file=file)


# ── A table ────────────────────────────────────────────────────────────────────────────────────────


class _Table:
    """Printed at the end, when the bars are gone."""

    def __init__(self) -> None:
        self._rows: list[list[str]] = []

    def outcome(self, outcome: Outcome) -> None:
        self._rows.append(_row(outcome))

    def end(self, account: Account) -> None:
        from rich.table import Table

        table = Table(box=None, pad_edge=False, header_style="bold")
        table.add_column("Title", no_wrap=True, overflow="ellipsis", max_width=28)
        for name in ("Length", "Words", "Spent"):
            table.add_column(name, justify="right", no_wrap=True)
        table.add_column("File", overflow="fold")
        table.add_column("Problems", justify="right")
        for row in self._rows:
            table.add_row(*row)
        screen = console()
        if self._rows:
            screen.print(table)
        screen.print(summary(account), highlight=False)
        self._rows = []


def _row(outcome: Outcome) -> list[str]:
    from rich.markup import escape

    count = str(len(problems(outcome)) or "")
    episode = outcome.episode
    if episode is None:
        length = _clock(outcome.expected_seconds) if outcome.expected_seconds else ""
        return [escape(outcome.title or outcome.job.source), length, "", outcome.state, "", count]
    spent = f"{outcome.seconds:.1f} s" if outcome.state == "narrated" else outcome.state
    return [
        escape(episode.title),
        _clock(episode.seconds),
        str(episode.words),
        spent,
        escape(episode.file),
        count,
    ]
