"""`narrate make` and `narrate retry`."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli.common import FAILED, Url, complain, found, interruptible
from narrate.cli.remote import fetch, send
from narrate.cli.report import Report, reporting
from narrate.errors import NarrateError

if TYPE_CHECKING:
    from narrate.batch import Account, Desk, Job, Outcome
    from narrate.catalog import Catalog
    from narrate.progress import Progress
    from narrate.settings import Settings

FEW = 3
"""Articles that are read in this process; for more, one of its own is worth its start."""
PATIENCE = 24 * 3600.0
"""Seconds that a service waits for another run in its folder."""
UNITS = {"h": "hours", "d": "days", "w": "weeks"}

MaybeSources = Annotated[
    list[str] | None,
    typer.Argument(
        help='Files, folders (all *.html in them), globs, "-" for standard input, http(s) addresses; without any,'
        " what the sources in narrate.toml list."
    ),
]
Voice = Annotated[str | None, typer.Option(help='A voice of `narrate voices`, or "auto".')]
Output = Annotated[
    Path | None, typer.Option(help="The folder for audio and catalogue, or a store: s3://bucket/show.")
]
Executor = Annotated[str | None, typer.Option(help='Who speaks: "local", or "dask": a cluster.')]
Scheduler = Annotated[str | None, typer.Option(help="The cluster's: tcp://host:8786.")]
Formats = Annotated[
    list[str] | None,
    typer.Option("--format", help="mp3, m4a, m4b, opus, flac or wav; several times for several files."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line: each article, then the run.")]
Log = Annotated[Path | None, typer.Option(help="Append a line for each article to this file.")]


@dataclass(frozen=True, slots=True)
class Told:
    """How a run tells of itself."""

    as_json: bool
    quiet: bool
    log: Path | None


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks for beside the settings."""

    sources: tuple[str, ...] = ()
    url: str | None = None
    since: datetime | None = None
    limit: int = 0
    force: bool = False
    retry: bool = False
    """Only what failed before, and all of it."""
    dry: bool = False


def make(
    sources: MaybeSources = None,
    voice: Voice = None,
    output: Output = None,
    formats: Formats = None,
    url: Url = None,
    since: Annotated[
        str | None, typer.Option(help="Only what is newer: a date (2026-05-03), or 12h, 3d, 2w.")
    ] = None,
    limit: Annotated[
        int, typer.Option(min=0, help="At most so many articles that are new or changed; 0 is without limit.")
    ] = 0,
    force: Annotated[bool, typer.Option("--force", help="Narrate unchanged articles, too.")] = False,
    executor: Executor = None,
    scheduler: Scheduler = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="A sentence that cannot be voiced fails its article.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be narrated, and how long it would be.")
    ] = False,
    watch: Annotated[
        float | None,
        typer.Option(min=0.01, metavar="MINUTES", help="Go on, and look again every so many minutes."),
    ] = None,
    log: Log = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Narrate articles: audio for each page, and its row in the catalogue."""
    from narrate import settings as settings_module

    settings = settings_module.load(
        voice=voice,
        output=output,
        formats=formats,
        strict=strict or None,
        executor=executor,
        scheduler=scheduler,
    )
    wish = Wish(tuple(sources or ()), url, _moment(since), limit, force, dry=dry_run)
    if not wish.sources and not settings.sources:
        raise typer.BadParameter("name pages, or list [[sources]] in narrate.toml", param_hint="SOURCES")
    with interruptible():
        ok = _rounds(wish, settings, watch, Told(as_json, quiet, log))
    if not ok:
        raise typer.Exit(FAILED)


def retry(
    voice: Voice = None,
    output: Output = None,
    log: Log = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Try again what failed, and what was set aside after failing too often."""
    from narrate import settings as settings_module

    settings = settings_module.load(voice=voice, output=output)
    with interruptible():
        ok = _rounds(Wish(retry=True), settings, None, Told(as_json, quiet, log))
    if not ok:
        raise typer.Exit(FAILED)


# ── Rounds ─────────────────────────────────────────────────────────────────────────────────────────


def _rounds(wish: Wish, settings: Settings, watch: float | None, told: Told) -> bool:
    """One round, or one every ``watch`` minutes until somebody ends it; whether the last one was well."""
    from narrate.batch import Account, open_desk
    from narrate.catalog import Catalog, Memory
    from narrate.progress import Progress
    from narrate.speech.executors import speakers_for

    jobs, lost = _named(wish)
    count = len(jobs) if jobs is not None else None
    with ExitStack() as stack:
        report = stack.enter_context(reporting(told.as_json, told.quiet, told.log, count))
        progress = stack.enter_context(Progress(count, show=not (told.quiet or told.as_json)))
        with _told_of_an_early_end(report):
            fetch(settings)
            catalog = stack.enter_context(Catalog(_folder(settings, wish.dry, stack)))
            executor = speakers_for(settings.executor, settings.scheduler, settings.workers)
            speakers = stack.enter_context(executor)
            apart = watch is not None or count is None or count > FEW
            desk = open_desk(
                settings, catalog, speakers, wish.force, progress.watch, wish.retry, apart=apart, dry=wish.dry
            )
            stack.callback(desk.writer.close)
        patience = 0.0
        while True:
            began = time.monotonic()
            with nullcontext() if wish.dry else catalog.alone(patience):
                account = Account(speed=catalog.speed())
                with _accounted(account, wish, catalog, settings, report):
                    _round(
                        wish, settings, replace(desk, seen=Memory()), jobs, lost, account, report, progress
                    )
                if not wish.dry:
                    catalog.ran(account.as_dict())
                is_sent = wish.dry or send(catalog, settings, told.as_json, told.quiet)
            report.end(account)
            if not wish.dry:
                _tell_others(account, settings)
            if watch is None or not _slept(began + 60 * watch - time.monotonic()):
                return account.ok and is_sent
            patience = PATIENCE  # a service waits for a run that somebody has begun beside it
            jobs, lost = _named(wish)  # a folder may have new pages by now


@contextmanager
def _told_of_an_early_end(report: Report) -> Iterator[None]:
    """Whoever reads the events of a run that is ended while it starts reads its end, too."""
    from narrate.batch import Account

    try:
        yield
    except KeyboardInterrupt:
        report.end(Account(ended="interrupted"))
        raise


@contextmanager
def _accounted(
    account: Account, wish: Wish, catalog: Catalog, settings: Settings, report: Report
) -> Iterator[None]:
    """A round that ends before its time is told of like others, with the reason.

    Whoever ends a run by a signal knows it, and waits for no webhook; a disk that is full in the night is news.
    """
    try:
        yield
    except (KeyboardInterrupt, NarrateError) as error:
        account.ended = str(error) or "interrupted"
        report.end(account)
        if not wish.dry and isinstance(error, NarrateError):
            _tell_others(account, settings)
        if not wish.dry:
            with suppress(NarrateError):  # it may be the catalogue that fails
                catalog.ran(account.as_dict())
        raise


def _named(wish: Wish) -> tuple[list[Job] | None, list[Outcome]]:
    """The pages that the command line names, and what of it cannot be found; None for what [[sources]] list."""
    return found(list(wish.sources), wish.url) if wish.sources else (None, [])


def _folder(settings: Settings, dry: bool, stack: ExitStack) -> Path:
    """The output folder; for a dry run without one, another that goes with it."""
    if dry and not (settings.output / "catalog.sqlite").is_file():
        return Path(stack.enter_context(TemporaryDirectory()))
    return settings.output


def _round(
    wish: Wish,
    settings: Settings,
    desk: Desk,
    jobs: list[Job] | None,
    lost: list[Outcome],
    account: Account,
    report: Report,
    progress: Progress,
) -> None:
    from narrate.batch import Job, run

    def tell(outcome: Outcome) -> None:
        account.add(outcome)
        report.outcome(outcome)

    for outcome in lost:
        tell(outcome)
    if wish.retry:
        jobs = [Job(each.source, each.url) for each in desk.catalog.failures()]
    wanted = iter(jobs) if jobs is not None else _listed(wish, settings, desk, tell)
    for outcome in progress.counted(run(wanted, desk, wish.limit)):
        tell(outcome)


def _listed(wish: Wish, settings: Settings, desk: Desk, tell: Callable[[Outcome], None]) -> Iterator[Job]:
    """What all [[sources]] list; one that cannot be read fails alone."""
    from narrate.batch import Job, Outcome, jobs_of
    from narrate.catalog import Memory
    from narrate.errors import SourceError

    offered = Memory()
    for source in settings.sources:
        try:
            yield from jobs_of(source, desk, offered, wish.since)
        except SourceError as error:
            tell(Outcome(Job(source.place), "failed", error=error))


def _tell_others(account: Account, settings: Settings) -> None:
    from narrate.notices import notify

    for problem in notify(account.as_dict(), settings.notify):
        complain(problem)


def _slept(seconds: float) -> bool:
    """Whether nobody ended the waiting: a service that is told to stop while it waits has stopped well."""
    try:
        time.sleep(max(seconds, 0.0))
    except KeyboardInterrupt:
        return False
    return True


def _moment(text: str | None) -> datetime | None:
    """A date, a time, or how long ago."""
    if text is None:
        return None
    if ago := re.fullmatch(r"(\d{1,5})([hdw])", text.strip()):
        return datetime.now(UTC) - timedelta(**{UNITS[ago[2]]: int(ago[1])})
    try:
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else moment.astimezone()
    except (ValueError, OverflowError):
        raise typer.BadParameter(f"{text!r} is no date", param_hint="--since") from None
