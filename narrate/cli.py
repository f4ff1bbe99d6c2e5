"""The command line: the only place that prints, and the only one that sets an exit code.

    0  all is well          2  the command or its set-up is wrong; nothing was begun
    1  something failed   130  interrupted

Rooms and their libraries are imported inside the commands, so that ``narrate --help`` answers at once.
"""

from __future__ import annotations

import io
import json
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from narrate import __version__
from narrate.errors import NarrateError

if TYPE_CHECKING:
    from rich.console import Console

    from narrate.batch import Job, Outcome
    from narrate.model import Script, Voice
    from narrate.script.lexicon import Entry
    from narrate.settings import Settings
    from narrate.speech.forecast import Share

FAILED, WRONG, INTERRUPTED = 1, 2, 130
SAMPLE = "This is {name}. The council voted 9-4 on July 3 to spend $3.5 million on a new bridge."
WIDE = 200
"""Columns of a table that goes to a file or another program, which fold no lines."""

app = typer.Typer(
    help="Turns articles into audio worth listening to, offline.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Sources = Annotated[
    list[str],
    typer.Argument(
        help='Files, folders (all *.html in them), globs, "-" for standard input, http(s) addresses.'
    ),
]
Url = Annotated[str | None, typer.Option(help="The page's own address, for one page read from a file.")]


def main() -> None:
    """Run the command line; an error that the user can mend is one line on standard error."""
    signal.signal(signal.SIGTERM, _interrupt)  # cron and systemd end a run with it
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a title must not stop a run on an old console
    try:
        app()
    except NarrateError as error:
        _complain(str(error))
        sys.exit(WRONG)
    except OSError as error:
        _complain(f"the output cannot be written: {error.strerror or error}")
        # What is left in the buffer would fail again when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED)


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


@contextmanager
def _interruptible() -> Iterator[None]:
    """Ctrl-C as an end like others; typer's own says nothing."""
    try:
        yield
    except KeyboardInterrupt:
        _complain("interrupted; what is finished is kept, and the next run goes on from here")
        raise typer.Exit(INTERRUPTED) from None


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"narrate {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


@app.command()
def make(
    sources: Sources,
    voice: Annotated[str | None, typer.Option(help='A voice of `narrate voices`, or "auto".')] = None,
    output: Annotated[Path | None, typer.Option(help="The folder for audio and catalogue.")] = None,
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

    settings = settings_module.load(voice=voice, output=output, strict=strict or None)
    jobs, outcomes = _found(sources, url)
    report = _json_line if as_json else _nothing
    for outcome in outcomes:
        report(outcome)
    with _interruptible(), _narrated(jobs, settings, force, show=not (quiet or as_json)) as running:
        for outcome in running:
            outcomes.append(outcome)
            report(outcome)
    if quiet or as_json:
        _complain_of(outcomes)
    else:
        places = [job.source for job in jobs]
        _print_table(
            sorted(outcomes, key=lambda each: places.index(each.job.source) if each.job in jobs else -1)
        )
    if not all(outcome.ok for outcome in outcomes):
        raise typer.Exit(FAILED)


def _found(sources: list[str], url: str | None) -> tuple[list[Job], list[Outcome]]:
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
def _narrated(jobs: list[Job], settings: Settings, force: bool, show: bool) -> Iterator[Iterator[Outcome]]:
    """The running batch, with its progress on standard error."""
    from narrate.batch import open_desk, run
    from narrate.catalog import Catalog
    from narrate.progress import Progress
    from narrate.speech import Pool

    with (
        Progress(len(jobs), show) as progress,
        Catalog(settings.output) as catalog,
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


def _complain_of(outcomes: Iterable[Outcome]) -> None:
    for outcome in outcomes:
        for problem in _problems(outcome):
            _complain(problem)


def _problems(outcome: Outcome) -> list[str]:
    """One line each, with the source in front unless the line begins with it."""
    texts = [str(outcome.error)] if outcome.error else outcome.warnings
    source = outcome.job.source
    return [text if text.startswith(source) else f"{source}: {text}" for text in texts]


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
    console = _console()
    console.print(table)
    # The texts stand below: a column of sentences would leave no room for the others.
    _complain_of(outcomes)
    states = [outcome.state for outcome in outcomes]
    counts = (
        f"{states.count(each)} {each}" for each in ("narrated", "unchanged", "failed") if each in states
    )
    console.print(", ".join(counts), highlight=False)


def _console() -> Console:
    from rich.console import Console

    console = Console()
    return console if console.is_terminal else Console(width=WIDE)


def _row(outcome: Outcome) -> list[str]:
    from rich.markup import escape

    problems = str(len(_problems(outcome)) or "")
    episode = outcome.episode
    if episode is None:
        return [escape(outcome.job.source), "", "", "failed", "", problems]
    minutes, seconds = divmod(round(episode.seconds), 60)
    spent = "unchanged" if outcome.state == "unchanged" else f"{outcome.seconds:.1f} s"
    length, words = f"{minutes}:{seconds:02d}", str(episode.words)
    return [escape(episode.title), length, words, spent, escape(episode.file), problems]


@app.command()
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

    jobs, failed = _found(sources, url)
    if log:
        _print_log(_scripts(jobs, failed))
        jobs = []
    if html and len(jobs) > 1:
        raise typer.BadParameter(f"one file holds one page; there are {len(jobs)}", param_hint="--html")
    for number, (_, script) in enumerate(_scripts(jobs, failed)):
        shares = _forecast(script, voice)
        if as_json:
            found = as_dict(script) | ({"forecast": [asdict(share) for share in shares]} if voice else {})
            typer.echo(json.dumps(found, ensure_ascii=False))
            continue
        if html:
            _write_text(html, as_html(script))
            continue
        typer.echo("\n" if number else "", nl=False)
        typer.echo(script.text if text else "\n".join(as_lines(script)))
        for share in () if text else shares:
            price = f", {share.price:.2f} by its price" if share.price else ""
            typer.echo(f"forecast:  {share.characters:,} characters for {share.voice}{price}")
    _complain_of(failed)
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


def _write_text(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise NarrateError(str(path), f"cannot be written: {error.strerror}") from error


def _scripts(jobs: list[Job], failed: list[Outcome]) -> Iterator[tuple[Job, Script]]:
    from narrate import settings as settings_module
    from narrate.batch import Outcome
    from narrate.pipeline import write
    from narrate.sources import read

    settings = settings_module.load()
    for job in jobs:
        try:
            yield job, write(read(job.source, job.url), settings)
        except NarrateError as error:
            failed.append(Outcome(job, "failed", error=error))


@app.command()
def lexicon(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Lexicons: CSV, TOML or W3C PLS, told by their suffix.")
    ] = None,
    export: Annotated[
        Path | None, typer.Option(help="Write their entries to this file, in the format of its suffix.")
    ] = None,
    own: Annotated[
        bool, typer.Option("--built-in", help="The English names that narrate knows itself.")
    ] = False,
) -> None:
    """Check lexicons and print their entries, or convert them; without files, what the settings say."""
    from narrate import settings as settings_module
    from narrate.script.lexicon import built_in, load, save

    entries = [entry for file in files or () for entry in load(file)] + (built_in() if own else [])
    if not files and not own:
        entries = list(settings_module.load().style.lexicon)
    if export:
        save(export, entries)
        typer.echo(f"{export}: {len(entries)} entries")
    else:
        _print_entries(entries)


def _print_entries(entries: Iterable[Entry]) -> None:
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("Printed", "Said", "Where", "Language", "Voice", "Note"):
        table.add_column(name, overflow="fold")
    for one in entries:
        cells = (one.printed, one.how, one.where, one.language, one.voice, one.note)
        table.add_row(*map(escape, cells))
    _console().print(table)


class _Voices(TyperGroup):
    """`narrate voices` with anything but a command behind it lists or tries voices."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the command in front that needs no name."""
        return super().parse_args(ctx, args if args and args[0] in self.commands else ["show", *args])


voices = typer.Typer(cls=_Voices, help="List the voices, try them, or add one.")
app.add_typer(voices, name="voices")


@voices.command(
    hidden=True, epilog="narrate voices add ENGINE NAME adds a voice; narrate voices add --help says how."
)
def show(
    text: Annotated[str | None, typer.Argument(help="What the sample says.")] = None,
    sample: Annotated[str | None, typer.Option("--try", help="Write a sample of this voice.")] = None,
    comparing: Annotated[
        str | None,
        typer.Option("--compare", help="Write a page with all voices' samples of this text or article page."),
    ] = None,
    language: Annotated[str, typer.Option(help="The language of the sample.")] = "en",
    output: Annotated[Path | None, typer.Option(help="The folder for the sample.")] = None,
) -> None:
    """List the voices, try one, or compare all."""
    from narrate import settings as settings_module
    from narrate.progress import comparing as voice_by_voice
    from narrate.samples import try_voice, write_sheet
    from narrate.speech import profiles

    settings = settings_module.load(output=output)
    if text and not sample:
        raise typer.BadParameter("a text needs --try NAME", param_hint="TEXT")
    if comparing:
        with _interruptible(), voice_by_voice() as watch:
            sheet = write_sheet(comparing, language, settings, watch)
        typer.echo(sheet)
    elif sample:
        typer.echo(try_voice(sample, text or SAMPLE.format(name=sample), language, settings))
    else:
        _print_voices(profiles(settings.voices))


@voices.command()
def add(
    engine: Annotated[str, typer.Argument(help='"piper" or "kokoro".')],
    name: Annotated[
        str,
        typer.Argument(help="A voice of the engine's public catalogue, or the path of a file of your own."),
    ],
    mirror: Annotated[str, typer.Option("--from", help="The address of another copy of the catalogue.")] = "",
    language: Annotated[
        str, typer.Option(help="The voice's language, where its file does not tell it.")
    ] = "",
) -> None:
    """Add a voice to the folder `voices` where you work: its files, checked, and its profile.

    narrate voices add piper en_GB-alba-medium

    narrate voices add kokoro bf_lily

    narrate voices add piper downloads/en_GB-alba-medium.onnx
    """
    from narrate import settings as settings_module
    from narrate.progress import downloading
    from narrate.speech.adding import Asked
    from narrate.speech.adding import add as add_voice

    folder = settings_module.load().voices[0]
    with _interruptible(), downloading(name) as watch:
        profile = add_voice(engine, Asked(name, folder, mirror, language, watch))
    typer.echo(profile)


def _print_voices(known: dict[str, Voice]) -> None:
    from rich.table import Table

    from narrate.speech import missing

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("Voice", "Engine", "Language", "Licence", "Can speak"):
        table.add_column(name, overflow="fold")
    for voice in known.values():
        problem = missing(voice)
        state = f"no: {problem.reason}. {problem.next_step}" if problem else "yes"
        table.add_row(voice.name, voice.engine, voice.language or "many", voice.licence, state)
    _console().print(table)


def _complain(problem: str) -> None:
    typer.echo(f"narrate: {problem}", err=True)
