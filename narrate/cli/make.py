"""`narrate make`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli.common import FAILED, Sources, Url, complain_of, console, found, interruptible, problems

if TYPE_CHECKING:
    from narrate.batch import Job, Outcome
    from narrate.settings import Settings


def make(
    sources: Sources,
    voice: Annotated[str | None, typer.Option(help='A voice of `narrate voices`, or "auto".')] = None,
    output: Annotated[Path | None, typer.Option(help="The folder for audio and catalogue.")] = None,
    formats: Annotated[
        list[str] | None,
        typer.Option("--format", help="mp3, m4a, m4b, opus, flac or wav; several times for several files."),
    ] = None,
    url: Url = None,
    force: Annotated[bool, typer.Option("--force", help="Narrate unchanged articles, too.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="A sentence that cannot be voiced fails its article.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line for each article.")] = False,
) -> None:
    """Narrate articles: an MP3 for each page, and its row in the catalogue."""
    from narrate import settings as settings_module

    settings = settings_module.load(voice=voice, output=output, formats=formats, strict=strict or None)
    jobs, outcomes = found(sources, url)
    report = _json_line if as_json else _nothing
    for outcome in outcomes:
        report(outcome)
    with interruptible(), _narrated(jobs, settings, force, show=not (quiet or as_json)) as running:
        for outcome in running:
            outcomes.append(outcome)
            report(outcome)
    if quiet or as_json:
        complain_of(outcomes)
    else:
        places = [job.source for job in jobs]
        _print_table(
            sorted(outcomes, key=lambda each: places.index(each.job.source) if each.job in jobs else -1)
        )
    if not all(outcome.ok for outcome in outcomes):
        raise typer.Exit(FAILED)


@contextmanager
def _narrated(jobs: list[Job], settings: Settings, force: bool, show: bool) -> Iterator[Iterator[Outcome]]:
    """The running batch, with its progress on standard error."""
    from narrate.batch import open_desk, run
    from narrate.catalog import Catalog
    from narrate.progress import Progress
    from narrate.speech import Pool

    with (
        Progress(len(jobs), show) as progress,
        Catalog(settings.output) as catalog,
        catalog.alone(),
        Pool(settings.workers) as speakers,
    ):
        desk = open_desk(settings, catalog, speakers, force, progress.watch)
        yield progress.counted(run(jobs, desk))


def _json_line(outcome: Outcome) -> None:
    episode = asdict(outcome.episode) if outcome.episode else {}
    line = {
        "source": outcome.job.source,
        "state": outcome.state,
        "error": str(outcome.error) if outcome.error else None,
        "warnings": list(outcome.warnings),
        "spent": round(outcome.seconds, 3),
        **{key: value for key, value in episode.items() if key != "source"},
    }
    typer.echo(json.dumps(line, ensure_ascii=False))


def _nothing(outcome: Outcome) -> None:
    pass


def _print_table(outcomes: list[Outcome]) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Title", no_wrap=True, overflow="ellipsis", max_width=28)
    for name in ("Length", "Words", "Spent"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("File", overflow="fold")
    table.add_column("Problems", justify="right")
    for outcome in outcomes:
        table.add_row(*_row(outcome))
    screen = console()
    screen.print(table)
    # The texts stand below: a column of sentences would leave no room for the others.
    complain_of(outcomes)
    states = [outcome.state for outcome in outcomes]
    counts = (
        f"{states.count(each)} {each}"
        for each in ("narrated", "unchanged", "withdrawn", "set aside", "failed")
        if each in states
    )
    screen.print(", ".join(counts), highlight=False)


def _row(outcome: Outcome) -> list[str]:
    from rich.markup import escape

    count = str(len(problems(outcome)) or "")
    episode = outcome.episode
    if episode is None:
        return [escape(outcome.job.source), "", "", "failed", "", count]
    minutes, seconds = divmod(round(episode.seconds), 60)
    spent = f"{outcome.seconds:.1f} s" if outcome.state == "narrated" else outcome.state
    length, words = f"{minutes}:{seconds:02d}", str(episode.words)
    return [escape(episode.title), length, words, spent, escape(episode.file), count]
