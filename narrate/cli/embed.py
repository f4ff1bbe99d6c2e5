"""`narrate embed`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from narrate.cli.common import complain, interruptible
from narrate.cli.publish import the_catalogue, the_episode


def embed(
    episode: Annotated[
        str, typer.Argument(help="Its id or the beginning of it, its address, or a part of its title.")
    ],
    base_url: Annotated[str | None, typer.Option(help="Where the site's folder is reached.")] = None,
    output: Annotated[Path | None, typer.Option(help="The folder that `narrate make` wrote to.")] = None,
    style: Annotated[
        bool, typer.Option(help="Keep the player's room free from the start; a strict page forbids style=.")
    ] = True,
) -> None:
    """Print the one line that puts an episode's player into your own article page."""
    from narrate.errors import OutputError, SettingsError
    from narrate.publish.pages import STYLE, embed_line
    from narrate.publish.places import Places
    from narrate.publish.show import Show

    with interruptible(), the_catalogue(output) as (catalog, settings):
        found = the_episode(episode, list(catalog.episodes()))
    base = (Show(base_url=base_url) if base_url else settings.shows[0]).base
    if not base:
        step = 'Write in narrate.toml base_url = "https://audio.example/", or give --base-url'
        raise SettingsError("[show] base_url", "is not set: the line holds whole addresses", step)
    if found.withdrawn:
        raise OutputError(found.title, "is withdrawn, there is nothing to play")
    typer.echo(embed_line(found, Places(base), STYLE if style else ""))
    if not style:
        complain(f"in your own style sheet, so that nothing moves: narrate-player {{{STYLE}}}")
    if base.startswith("http://"):
        complain("a page on https plays nothing from http; let the site be reached by https")
