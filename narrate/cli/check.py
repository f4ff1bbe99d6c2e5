"""`narrate check`: are the files what they should be?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli.common import FAILED, Episodes, complain, console, interruptible, library
from narrate.errors import HearingError

if TYPE_CHECKING:
    from narrate.catalog import Catalog
    from narrate.model import Episode, Levels
    from narrate.proof.check import Checked
    from narrate.proof.listening import Listened


def check(
    episodes: Episodes = None,
    listening: Annotated[
        bool, typer.Option("--listen", help="Let a recogniser listen, and list the sentences that differ.")
    ] = False,
    recogniser: Annotated[
        str, typer.Option(help="A Whisper model: a folder, or a name of the hub; else the installed one.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line for each file.")] = False,
) -> None:
    """Measure the audio files again, against their proof sheets and targets."""
    from narrate.proof.check import check_all

    with library() as catalog, interruptible():
        chosen = list(catalog.chosen(episodes or ()))
        if listening:
            fit = _print_heard(_heard(chosen, catalog, recogniser), as_json)
        else:
            fit = _print_checked(check_all(chosen, catalog.sheet, catalog.folder), as_json)
    if not fit:
        raise typer.Exit(FAILED)


def _print_checked(found: Iterable[Checked], as_json: bool) -> bool:
    """Whether every file is fit."""
    rows = []
    for one in found:
        if as_json:
            typer.echo(json.dumps(_plain(one), ensure_ascii=False))
        rows.append(one)
    if not as_json:
        _print_table(rows)
    return not any(one.problems for one in rows)


def _plain(one: Checked) -> dict[str, object]:
    from dataclasses import asdict

    return {
        "id": one.episode.id,
        "title": one.episode.title,
        "file": one.media.file,
        "seconds": round(one.seconds, 3),
        "levels": asdict(one.levels) if one.levels else None,
        "problems": list(one.problems),
    }


def _print_table(rows: list[Checked]) -> None:
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("File", overflow="fold")
    for name in ("Length", "LUFS", "dBTP", "Range", "Silence", "Problems"):
        table.add_column(name, justify="right", no_wrap=True)
    for one in rows:
        minutes, seconds = divmod(round(one.seconds), 60)
        cells = _figures(one.levels) if one.levels else ("",) * 4
        table.add_row(
            escape(one.media.file), f"{minutes}:{seconds:02d}", *cells, str(len(one.problems) or "")
        )
    screen = console()
    screen.print(table)
    for one in rows:
        for problem in one.problems:
            complain(f"{one.media.file}: {problem}")
    unfit = sum(bool(one.problems) for one in rows)
    screen.print(f"{len(rows) - unfit} fit, {unfit} not" if unfit else f"{len(rows)} fit", highlight=False)


def _figures(levels: Levels) -> tuple[str, ...]:
    return (
        f"{levels.loudness:.1f}",
        f"{levels.true_peak:.1f}",
        f"{levels.range:.1f}",
        f"{levels.longest_silence:.2f} s",
    )


# ── --listen ───────────────────────────────────────────────────────────────────────────────────────


Heard = tuple["Episode", "Listened | HearingError"]


def _heard(chosen: Iterable[Episode], catalog: Catalog, recogniser: str) -> Iterator[Heard]:
    """An episode that cannot be listened to does not keep the others from it."""
    from narrate.hearing import Recogniser
    from narrate.proof.listening import listen_to

    ear = Recogniser(recogniser)
    for episode in chosen:
        if not episode.withdrawn:
            try:
                yield episode, listen_to(episode, catalog.sheet(episode), catalog.folder, ear)
            except HearingError as error:
                yield episode, error


def _print_heard(found: Iterable[Heard], as_json: bool) -> bool:
    """Whether all was heard and no sentence is missing, moved or added: other differences may be the recogniser's
    own.
    """
    fit = True
    for episode, one in found:
        if isinstance(one, HearingError):
            fit = False
            _print_unheard(episode, one, as_json)
            continue
        fit = fit and not any(each.kind in ("missing", "moved", "added") for each in one.differences)
        if as_json:
            typer.echo(json.dumps(_plain_heard(one), ensure_ascii=False))
        else:
            _print_differences(one)
    return fit


def _print_unheard(episode: Episode, error: HearingError, as_json: bool) -> None:
    problem = str(error).removeprefix(f"{episode.title}: ")
    if as_json:
        told = {"id": episode.id, "title": episode.title, "problem": problem}
        typer.echo(json.dumps(told, ensure_ascii=False))
    else:
        complain(f"{episode.title}: {problem}")


def _plain_heard(one: Listened) -> dict[str, object]:
    from dataclasses import asdict

    return {
        "id": one.episode.id,
        "title": one.episode.title,
        "sentences": one.sentences,
        "word_error_rate": round(one.word_error_rate, 4),
        "differences": [asdict(each) | {"shown": one.shown[each.sentence]} for each in one.worst_first()],
    }


def _print_differences(one: Listened) -> None:
    differ = len({each.sentence for each in one.differences})
    typer.echo(
        f"{one.episode.title}: {differ} of {one.sentences} sentences differ,"
        f" {one.word_error_rate:.1%} of the words"
    )
    for each in one.worst_first():
        minutes, seconds = divmod(each.start, 60)
        typer.echo(
            f"  {int(minutes)}:{seconds:04.1f}  {each.kind:<8} {each.expected or '—'}  →  {each.heard or '—'}"
            f"   in: {one.shown[each.sentence]}"
        )
