"""`narrate init`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def init(
    folder: Annotated[Path, typer.Argument(help="Where you will run narrate.")] = Path(),
    force: Annotated[bool, typer.Option("--force", help="Overwrite a narrate.toml that is there.")] = False,
) -> None:
    """Write a narrate.toml with every setting at its default and what it is for."""
    from narrate.errors import OutputError
    from narrate.outline import template
    from narrate.settings import FILE

    path = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("w" if force else "x", encoding="utf-8") as file:
            file.write(template())
    except FileExistsError as error:
        step = "--force overwrites it; `narrate config` lists what it says"
        raise OutputError(str(path if path.exists() else folder), "is there already", step) from error
    except OSError as error:
        raise OutputError(str(path), f"cannot be written: {error.strerror}") from error
    typer.echo(path)
