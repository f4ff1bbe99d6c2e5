"""`narrate publish` and `narrate withdraw`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli.common import FAILED, complain, console, counted, interruptible
from narrate.cli.remote import fetch, send, sent, site_folder

if TYPE_CHECKING:
    from narrate.catalog import Catalog
    from narrate.model import Episode
    from narrate.publish import Published, Show
    from narrate.settings import Settings

Output = Annotated[Path | None, typer.Option(help="The folder that `narrate make` wrote to.")]


def publish(
    to: Annotated[
        str | None,
        typer.Option(help="The site's folder, or a store: s3://bucket/show; site in the output folder."),
    ] = None,
    base_url: Annotated[str | None, typer.Option(help="Where that folder will be reached.")] = None,
    output: Output = None,
) -> None:
    """Build the site: podcast feeds, listening pages, transcripts. Only what changed is written."""
    from narrate.publish import Library
    from narrate.publish import publish as build
    from narrate.remote import send_site

    with interruptible(), the_catalogue(output) as (catalog, settings):
        library = Library(catalog.folder, list(catalog.episodes()), catalog.transcript)
        folder, address = site_folder(to, settings)
        done = build(library, _at(settings.shows, base_url), folder, _drawn)
    for warning in done.warnings:
        complain(warning)
    _report(done)
    with interruptible():
        is_sent = not address or sent(lambda: send_site(folder, address))
    if done.left_out or not is_sent:
        raise typer.Exit(FAILED)


def _at(shows: tuple[Show, ...], base_url: str | None) -> tuple[Show, ...]:
    return (replace(shows[0], base_url=base_url), *shows[1:]) if base_url else shows


def _drawn(show: Show) -> bytes:
    """A show without a picture has a cover like its episodes'."""
    from narrate.audio.cover import draw_cover

    author = "" if show.author == show.title else show.author
    return draw_cover(b"", show.title, author, (), show.language, show.colour).large


def _report(done: Published) -> None:
    screen = console()
    counts = [counted(done.episodes, "episode"), f"{counted(len(done.written), 'file')} written"]
    counts += [f"{len(done.removed)} removed"] if done.removed else []
    counts += [f"{done.withdrawn} withdrawn"] if done.withdrawn else []
    counts += [f"{done.left_out} left out"] if done.left_out else []
    screen.print(f"{done.folder}: {', '.join(counts)}", highlight=False, markup=False)
    for feed in done.feeds:
        screen.print(feed, highlight=False, markup=False)


def withdraw(
    episode: Annotated[
        str, typer.Argument(help="Its id or the beginning of it, its address, or a part of its title.")
    ],
    reason: Annotated[str, typer.Option(help="Why, for the public.")],
    output: Output = None,
) -> None:
    """Take an episode back: its audio is removed now, the next `narrate publish` leaves a notice in its place."""
    from narrate.errors import SettingsError

    if not reason.strip():
        raise SettingsError("--reason", "is empty", "Say in a sentence why; the notice shows it")
    with interruptible(), the_catalogue(output) as (catalog, settings):
        found = the_episode(episode, list(catalog.episodes()))
        if found.withdrawn:
            typer.echo(f"{found.id}: {found.title!r} was withdrawn on {found.withdrawn[:10]}: {found.reason}")
            return
        gone = catalog.withdraw(found.id, reason)
        typer.echo(f"{gone.id}: {gone.title!r} is withdrawn. `narrate publish` takes it out of feed and site")
        if settings.remote:
            with catalog.alone():  # a run that is at work sends it itself, at its end
                if not send(catalog, settings):
                    raise typer.Exit(FAILED)


def the_episode(name: str, episodes: list[Episode]) -> Episode:
    """The one episode that a name means: by its id, its address, the beginning of its id, or a part of its title.

    Raises:
        OutputError: none, or several; it lists them.
    """
    from narrate.errors import OutputError

    wanted = " ".join(name.split()).casefold()
    ways = (
        lambda one: one.id == wanted,
        lambda one: one.url == name,
        lambda one: len(wanted) >= 4 and one.id.startswith(wanted),
        lambda one: bool(wanted) and wanted in " ".join(one.title.split()).casefold(),
    )
    for meets in ways:
        found = [one for one in episodes if meets(one)]
        if len(found) == 1:
            return found[0]
        if found:
            several = "; ".join(f"{one.id} {one.title}" for one in found[:5])
            raise OutputError(name, f"means {len(found)} episodes: {several}", "Give the id of one")
    step = "Give an id, an address or a part of a title"
    raise OutputError(name or "An empty name", "is no episode of the catalogue", step)


@contextmanager
def the_catalogue(output: Path | None) -> Iterator[tuple[Catalog, Settings]]:
    """The output folder as it is; none is made."""
    from narrate import settings as settings_module
    from narrate.catalog import Catalog
    from narrate.errors import OutputError

    settings = settings_module.load(output=output)
    fetch(settings)
    if not (settings.output / "catalog.sqlite").is_file():
        raise OutputError(
            str(settings.output),
            "holds no catalogue",
            "Run narrate make first, or name its folder with --output",
        )
    with Catalog(settings.output) as catalog:
        yield catalog, settings
