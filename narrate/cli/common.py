"""What the commands share: sources, complaints, exit codes, tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.errors import NarrateError

if TYPE_CHECKING:
    from rich.console import Console

    from narrate.batch import Job, Outcome
    from narrate.catalog import Catalog

FAILED, WRONG, INTERRUPTED = 1, 2, 130
WIDE = 200
"""Columns of a table that goes to a file or another program, which fold no lines."""

Sources = Annotated[
    list[str],
    typer.Argument(
        help='Files, folders (all *.html in them), globs, "-" for standard input, http(s) addresses.'
    ),
]
Episodes = Annotated[
    list[str] | None,
    typer.Argument(help="Ids (or their beginnings), addresses, or parts of titles; all episodes if none."),
]
Output = Annotated[Path | None, typer.Option(help="The folder that `narrate make` wrote to.")]
Url = Annotated[str | None, typer.Option(help="The page's own address, for one page read from a file.")]


@contextmanager
def interruptible() -> Iterator[None]:
    """Ctrl-C as an end like others; typer's own says nothing."""
    try:
        yield
    except KeyboardInterrupt:
        complain("interrupted; what is finished is kept, and the next run goes on from here")
        raise typer.Exit(INTERRUPTED) from None


def found(sources: list[str], url: str | None) -> tuple[list[Job], list[Outcome]]:
    """The jobs, and the outcomes of sources that cannot be found: they fail alone."""
    from narrate.batch import Job, Outcome
    from narrate.errors import SourceError
    from narrate.sources import find

    places: list[str] = []
    failed: list[Outcome] = []
    for source in sources:
        try:
            places += find([source])
        except SourceError as error:
            failed.append(Outcome(Job(source), "failed", error=error))
    jobs = [Job(place, url or "") for place in find(places)]
    if url and len(jobs) > 1:
        raise typer.BadParameter(f"--url names one page; there are {len(jobs)} sources", param_hint="--url")
    return jobs, failed


@contextmanager
def library(output: Path | None = None) -> Iterator[Catalog]:
    """The catalogue of the output folder, which is the settings' if none is named; none is made.

    Raises:
        OutputError: there is none.
    """
    from narrate import settings as settings_module
    from narrate.catalog import Catalog
    from narrate.errors import OutputError

    folder = settings_module.load(output=output).output
    if not (folder / "catalog.sqlite").is_file():
        step = "Run narrate make first, or name its folder with --output"
        raise OutputError(str(folder), "holds no catalogue", step)
    with Catalog(folder) as catalog:
        yield catalog


def counted(count: int, name: str) -> str:
    """ "1 file", "2 files"."""
    return f"{count} {name}" if count == 1 else f"{count} {name}s"


def complain_of(outcomes: Iterable[Outcome]) -> None:
    for outcome in outcomes:
        for problem in problems(outcome):
            complain(problem)


def problems(outcome: Outcome) -> list[str]:
    """One line each, with the source in front unless the line begins with it."""
    texts = [str(outcome.error)] if outcome.error else outcome.warnings
    source = "standard input" if outcome.job.source == "-" else outcome.job.source
    return [text if text.startswith(source) else f"{source}: {text}" for text in texts]


def console() -> Console:
    from rich.console import Console

    console = Console()
    return console if console.is_terminal else Console(width=WIDE)


def write_text(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise NarrateError(str(path), f"cannot be written: {error.strerror}") from error


def complain(problem: str) -> None:
    typer.echo(f"narrate: {problem}", err=True)
