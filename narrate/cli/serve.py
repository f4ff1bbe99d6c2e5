"""`narrate serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

SITE = "site"
"""Where `narrate publish` builds the site, in the output folder."""


def serve(
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any that is free.")] = 8000,
    output: Annotated[Path | None, typer.Option(help="The output folder whose site is served.")] = None,
    site: Annotated[Path | None, typer.Option(help="The site's own folder.")] = None,
    host: Annotated[str, typer.Option(help="127.0.0.1 lets nobody else in.")] = "127.0.0.1",
) -> None:
    """Serve the published site on this machine, for a look."""
    from narrate import settings as settings_module
    from narrate.publish.serve import Server

    folder = site or settings_module.load(output=output).output / SITE
    with Server(folder, host, port) as server:
        typer.echo(f"{folder} is at {server.address} until Ctrl-C")
        try:
            server.serve_forever()
        except KeyboardInterrupt:  # the only way to end it, so no failure
            typer.echo("")
