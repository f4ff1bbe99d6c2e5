"""`narrate stats`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from narrate.cli.common import Output, console, interruptible, library

BLOCKS = " ▁▂▃▄▅▆▇█"
PLAIN = " .:|"
"""For terminals that have no blocks."""


def stats(
    output: Output = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Print what the library comes to: hours, voices, speed, cache, failures, audio a day."""
    from narrate.library import figures

    with library(output) as catalog, interruptible():
        found = figures(catalog)
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False))
        return
    for line in _summary(found):
        typer.echo(line)
    for name in ("voices", "languages", "sections"):
        _print_sums(name, found[name])
    _print_failures(found["failures"])
    for line in _plot(found["minutes_a_day"]):
        typer.echo(line)


def _summary(found: dict[str, Any]) -> Iterator[str]:
    from narrate.cli.library import count, megabytes

    taken_back = f", {found['withdrawn']} withdrawn" if found["withdrawn"] else ""
    yield (
        f"{count(found['episodes'], 'episode')}{taken_back}: {found['hours']:.1f} hours, {found['words']} words,"
        f" {megabytes(found['bytes'])}, and {megabytes(found['clip_bytes'])} of clips"
    )
    sentences = found["sentences"]
    yield (
        f"sentences: {sentences['voiced']} spoken, {sentences['cached']} from the cache"
        f" ({_percent(sentences['cache_hits'])}), {sentences['failed']} missing"
    )
    runs = found["runs"]
    if runs["runs"]:
        yield (
            f"{count(runs['runs'], 'run')}: {runs['audio_hours']:.1f} hours of audio in {runs['hours']:.1f},"
            f" {_times(runs['times_real_time'])} times real time, {_percent(runs['cache_hits'])} from the cache"
        )


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.0%}"


def _times(factor: float | None) -> str:
    return "-" if factor is None else f"{factor:.1f}"


def _print_sums(name: str, rows: list[dict[str, Any]]) -> None:
    from rich.markup import escape
    from rich.table import Table

    if not any(row["name"] for row in rows):
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(name.capitalize(), overflow="fold", min_width=20)
    for title in ("Episodes", "Hours", "Words", "From cache"):
        table.add_column(title, justify="right", no_wrap=True)
    if name == "voices":
        table.add_column("Times real time", justify="right", no_wrap=True)
    for row in rows:
        cells = [escape(row["name"]) or "-", str(row["episodes"]), f"{row['hours']:.2f}", str(row["words"])]
        cells.append(_percent(row["cache_hits"]))
        table.add_row(*cells, *([_times(row["times_real_time"])] if name == "voices" else []))
    screen = console()
    screen.print()
    screen.print(table)


def _print_failures(rows: list[dict[str, Any]]) -> None:
    from rich.markup import escape
    from rich.table import Table

    if not rows:
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Failures", overflow="fold")
    table.add_column("Sources", justify="right")
    table.add_column("Tries", justify="right")
    for row in rows:
        table.add_row(escape(row["cause"]), str(row["sources"]), str(row["tries"] or ""))
    screen = console()
    screen.print()
    screen.print(table)


def _plot(days: dict[str, float]) -> Iterator[str]:
    from narrate.library import bars

    most = max(days.values())
    if most:
        first, *_, last = days
        yield f"\nminutes of audio a day, {first} to {last}, at most {most:g}"
        yield from bars(list(days.values()), _levels())
        yield ("─" if _levels() == BLOCKS else "-") * len(days)


def _levels() -> str:
    try:
        BLOCKS.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return PLAIN
    return BLOCKS
