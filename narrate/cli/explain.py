"""`narrate explain`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli.common import FAILED, Sources, Url, complain_of, found, write_text
from narrate.errors import NarrateError

if TYPE_CHECKING:
    from narrate.batch import Job, Outcome
    from narrate.model import Script
    from narrate.speech.forecast import Share


def explain(
    sources: Sources,
    url: Url = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line for each page.")] = False,
    text: Annotated[bool, typer.Option("--text", help="Just the narration text, as printed.")] = False,
    html: Annotated[
        Path | None,
        typer.Option(help="Write the page there with what is heard in green, what is not in red."),
    ] = None,
    log: Annotated[
        bool, typer.Option("--log", help="The reading log as CSV: all that is said otherwise than printed.")
    ] = False,
    voice: Annotated[
        str | None, typer.Option(help="Say how much this voice would have to read, and what it would cost.")
    ] = None,
) -> None:
    """Show what would be said, and why, without speaking."""
    from narrate.explain import as_dict, as_html, as_lines

    jobs, failed = found(sources, url)
    if log:
        _print_log(_scripts(jobs, failed))
        jobs = []
    if html and len(jobs) > 1:
        raise typer.BadParameter(f"one file holds one page; there are {len(jobs)}", param_hint="--html")
    for number, (_, script) in enumerate(_scripts(jobs, failed)):
        shares = _forecast(script, voice)
        if as_json:
            whole = as_dict(script) | ({"forecast": [asdict(share) for share in shares]} if voice else {})
            typer.echo(json.dumps(whole, ensure_ascii=False))
            continue
        if html:
            write_text(html, as_html(script))
            continue
        typer.echo("\n" if number else "", nl=False)
        typer.echo(script.text if text else "\n".join(as_lines(script)))
        for share in () if text else shares:
            price = f", {share.price:.2f} by its price" if share.price else ""
            typer.echo(f"forecast:  {share.characters:,} characters for {share.voice}{price}")
    complain_of(failed)
    if failed:
        raise typer.Exit(FAILED)


def _forecast(script: Script, voice: str | None) -> list[Share]:
    """What each voice would read."""
    from narrate import settings as settings_module
    from narrate.speech import forecast, profiles

    return list(forecast(script, voice, profiles(settings_module.load().voices))) if voice else []


def _print_log(scripts: Iterable[tuple[Job, Script]]) -> None:
    """Row by row as the articles are read, so that a long list of them costs no memory."""
    import csv

    from narrate.explain import LOG, as_log

    rows = csv.writer(_Lines(), lineterminator="\n")
    rows.writerow(LOG)
    for job, script in scripts:
        rows.writerows(as_log(script, job.source))


class _Lines:
    """What the csv module writes to."""

    def write(self, line: str) -> None:
        typer.echo(line, nl=False)


def _scripts(jobs: list[Job], failed: list[Outcome]) -> Iterator[tuple[Job, Script]]:
    from narrate import settings as settings_module
    from narrate.batch import Outcome
    from narrate.pipeline import write
    from narrate.sources import read

    settings = settings_module.load()
    for job in jobs:
        try:
            yield job, job.addressed(write(read(job.source, job.url), settings))
        except NarrateError as error:
            failed.append(Outcome(job, "failed", error=error))
