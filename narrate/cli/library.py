"""`narrate list`, `narrate show` and `narrate prune`: what lies in the output folder."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from narrate.cli.common import Output, interruptible, library

if TYPE_CHECKING:
    from narrate.catalog import Catalog
    from narrate.library import Plan
    from narrate.model import Episode, Failure, Media, Transcript

AsJson = Annotated[bool, typer.Option("--json", help="JSON for machines.")]


# ── list ───────────────────────────────────────────────────────────────────────────────────────────


def list_(
    failed: Annotated[
        bool, typer.Option("--failed", help="Only what could not be narrated, and why.")
    ] = False,
    withdrawn: Annotated[bool, typer.Option("--withdrawn", help="Only withdrawn episodes.")] = False,
    output: Output = None,
    as_json: AsJson = False,
) -> None:
    """List the episodes, the latest first, then what could not be narrated.

    In a pipe: a line each, cells parted by tabs (id, date, length, voice, state, title or cause).
    """
    tell = _json_of if as_json else _line_of
    with library(output) as catalog, interruptible():
        if withdrawn or not failed:
            for episode in catalog.episodes():
                if episode.withdrawn or not withdrawn:
                    typer.echo(tell(*_of_episode(episode), episode))
        if failed or not withdrawn:
            for failure in catalog.failures():
                typer.echo(tell(*_of_failure(failure), failure))


def _of_episode(episode: Episode) -> tuple[str, list[str]]:
    state = "withdrawn" if episode.withdrawn else "gap" if episode.failed else "whole"
    length = _clock(episode.seconds)
    return state, [episode.id, episode.narrated[:10], length, episode.voice, state, episode.title]


def _of_failure(failure: Failure) -> tuple[str, list[str]]:
    tries = "1 try" if failure.tries == 1 else f"{failure.tries} tries"
    cause = failure.cause if failure.source in failure.cause else f"{failure.source}: {failure.cause}"
    return "failed", ["-", failure.last[:10], tries, "", "failed", cause]


def _json_of(state: str, cells: list[str], value: Episode | Failure) -> str:
    return json.dumps({"state": state, **asdict(value)}, ensure_ascii=False)


WIDTHS = (12, 10, 8, 16, 9)


def _line_of(state: str, cells: list[str], value: Episode | Failure) -> str:
    plain = [_plain(cell) for cell in cells]
    if not sys.stdout.isatty():
        return "\t".join(plain)
    *columns, text = plain
    fixed = "  ".join(f"{cell[:width]:<{width}}" for cell, width in zip(columns, WIDTHS, strict=True))
    return f"{fixed}  {text}"


def _plain(text: str) -> str:
    """Without what would end the line or move the cursor: titles come from strangers' pages."""
    return "".join(each if each.isprintable() else " " for each in text)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


# ── show ───────────────────────────────────────────────────────────────────────────────────────────


def show(
    episode: Annotated[
        str, typer.Argument(help="Its id or the beginning of it, its address, or a part of its title.")
    ],
    output: Output = None,
    as_json: AsJson = False,
) -> None:
    """Print all that is known of one episode: files, levels, corrections, problems, sentences with their times."""
    with library(output) as catalog, interruptible():
        (found,) = catalog.chosen([episode])
        transcript = catalog.transcript(found.id)
        if as_json:
            typer.echo(json.dumps(_whole(found, transcript, catalog), ensure_ascii=False))
            return
        for name, value in _facts(found, catalog):
            typer.echo(f"{name:<12} {_plain(value)}")
        for line in _sentences(transcript):
            typer.echo(line)


def _whole(episode: Episode, transcript: Transcript, catalog: Catalog) -> dict[str, Any]:
    sheet = dict(catalog.sheet(episode))
    # What the catalogue says is not said twice.
    proof = {
        name: value for name, value in sheet.items() if name != "sentences" and not hasattr(episode, name)
    }
    return {**asdict(episode), "sentences": [asdict(mark) for mark in transcript.marks], "proof": proof}


def _facts(episode: Episode, catalog: Catalog) -> Iterator[tuple[str, str]]:
    about = {
        "title": episode.title,
        "id": episode.id,
        "address": episode.url,
        "source": episode.source,
        "authors": ", ".join(episode.authors),
        "site": episode.site,
        "section": episode.section,
        "tags": ", ".join(episode.tags),
        "language": episode.language,
        "published": episode.published,
        "narrated": _narrated(episode),
        "voice": episode.voice,
        "length": f"{_clock(episode.seconds)}, {episode.words} words",
        "sentences": f"{episode.voiced} spoken, {episode.cached} from the cache, {episode.failed} missing",
        "disclosure": episode.disclosure,
        "withdrawn": f"{episode.withdrawn}: {episode.reason}" if episode.withdrawn else "",
    }
    yield from ((name, value) for name, value in about.items() if value)
    for media in episode.media:
        yield "file", _file(media, catalog)
    if episode.cover:
        yield "cover", str(catalog.folder / episode.cover)
    if episode.file:
        yield "proof", str(catalog.folder / "proofs" / f"{Path(episode.file).stem}.json")
    for chapter in episode.chapters:
        yield "chapter", f"{_clock(chapter.start)} {chapter.title}"
    for one in episode.corrections:
        yield "correction", f"{one.at}: {one.changed} of {one.sentences} sentences are new"
    for warning in catalog.sheet(episode).get("warnings", ()):
        yield "problem", str(warning)


def _narrated(episode: Episode) -> str:
    if episode.first_narrated in ("", episode.narrated):
        return episode.narrated
    return f"{episode.narrated}, first {episode.first_narrated}"


def _file(media: Media, catalog: Catalog) -> str:
    levels = media.levels
    place = catalog.folder / media.file
    lost = "" if place.is_file() else ", NOT THERE"
    return (
        f"{place} ({media.bytes / 1e6:.2f} MB, {levels.loudness:.1f} LUFS, {levels.true_peak:.1f} dBTP,"
        f" range {levels.range:.1f} LU, longest silence {levels.longest_silence:.2f} s{lost})"
    )


def _sentences(transcript: Transcript) -> Iterator[str]:
    yield ""
    for mark in transcript.marks:
        problem = f"   MISSING: {_plain(mark.problem)}" if mark.source == "failed" else ""
        minutes, seconds = divmod(mark.start, 60)
        yield f"{int(minutes):>3}:{seconds:04.1f}  {mark.role:<10}  {_plain(mark.shown)}{problem}"


# ── prune ──────────────────────────────────────────────────────────────────────────────────────────


def prune(
    keep_days: Annotated[
        int | None,
        typer.Option(min=0, help="Keep episodes, clips and fetched pages of the last so many days."),
    ] = None,
    keep_size: Annotated[
        str | None, typer.Option(help='Keep so much of episodes, the latest: "20 GB".', metavar="SIZE")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False,
    output: Output = None,
    as_json: AsJson = False,
) -> None:
    """Throw away the oldest episodes, and spoken clips beyond the settings' clips_size.

    No source brings an episode back that was thrown away; `narrate make` does if you name its page.
    """
    from narrate import settings as settings_module
    from narrate.library import Wishes, bytes_of, carry_out, plan

    size = None if keep_size is None else bytes_of(keep_size, "--keep-size")
    clips = settings_module.load().clips_size * 1_000_000
    with library(output) as catalog, nullcontext() if dry_run else catalog.alone(), interruptible():
        found = plan(catalog, Wishes(keep_days, size, clips))
        if not dry_run:
            carry_out(found, catalog)
        for line in _plan_json(found, dry_run) if as_json else _plan_lines(found, dry_run):
            typer.echo(line)


def _plan_json(found: Plan, dry_run: bool) -> Iterator[str]:
    yield json.dumps(
        {
            "dry_run": dry_run,
            "episodes": [
                {"id": one.id, "narrated": one.narrated, "title": one.title, "source": one.source}
                for one in found.episodes
            ],
            "bytes": found.bytes,
            "kept": found.kept,
            "kept_bytes": found.kept_bytes,
            "clips": len(found.clips),
            "clip_bytes": found.clip_bytes,
            "pages": len(found.pages),
            "page_bytes": found.page_bytes,
        },
        ensure_ascii=False,
    )


def _plan_lines(found: Plan, dry_run: bool) -> Iterator[str]:
    gone = "would go" if dry_run else "gone"
    for one in found.episodes:
        yield f"{gone}: {one.id}  {one.narrated[:10]}  {_clock(one.seconds)}  {_plain(one.title)}"
    parts = [
        f"{count(len(found.episodes), 'episode')} ({megabytes(found.bytes)})",
        f"{count(len(found.clips), 'clip')} ({megabytes(found.clip_bytes)})",
        f"{count(len(found.pages), 'fetched page')} ({megabytes(found.page_bytes)})",
    ]
    stay = f"{count(found.kept, 'episode')} ({megabytes(found.kept_bytes)})"
    yield f"{gone}: {', '.join(parts)}; {'would stay' if dry_run else 'kept'}: {stay}"
    if found.episodes and not dry_run:
        yield "`narrate publish` takes them out of feed and site"


def count(number: int, thing: str) -> str:
    """ "1 episode", "2 episodes"."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def megabytes(size: int) -> str:
    """As people read it."""
    return f"{size / 1e9:.2f} GB" if size >= 1e9 else f"{size / 1e6:.1f} MB"
