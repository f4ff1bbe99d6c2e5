"""What the commands do with a store: bring a library here before the work, send it there after it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from narrate.cli.common import complain, counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from narrate.catalog import Catalog
    from narrate.remote import Sent
    from narrate.settings import Settings


def fetch(settings: Settings) -> None:
    """A machine that has no library yet takes over that of the store.

    Raises:
        OutputError: the store cannot be read.
    """
    if settings.remote and not (settings.output / "catalog.sqlite").is_file():
        from narrate.remote import fetch_library

        fetch_library(settings.remote, settings.output)


def send(catalog: Catalog, settings: Settings, as_json: bool = False, quiet: bool = False) -> bool:
    """Whether the store, if there is one, has all that is here; for a run that is alone in the folder."""
    if not settings.remote:
        return True

    def library() -> Sent:
        from narrate.remote import send_library

        return send_library(catalog, settings.remote)

    return sent(library, as_json, quiet)


def sent(work: Callable[[], Sent], as_json: bool = False, quiet: bool = False) -> bool:
    """Send something and say what was sent; a store that fails is one line, and all is kept here."""
    from narrate.errors import OutputError

    try:
        done = work()
    except OutputError as error:
        complain(str(error))
        return False
    if as_json:
        event = {"event": "store", "store": done.address, "written": done.written, "removed": done.removed}
        typer.echo(json.dumps({**event, "bytes": done.bytes}, ensure_ascii=False))
        sys.stdout.flush()
    elif not quiet:
        typer.echo(_line(done))
    return True


def _line(done: Sent) -> str:
    if not done.written and not done.removed:
        return f"{done.address}: unchanged"
    parts = [f"{counted(len(done.written), 'file')} sent ({done.bytes / 1e6:.1f} MB)"]
    parts += [f"{len(done.removed)} removed"] if done.removed else []
    return f"{done.address}: {', '.join(parts)}"


def site_folder(to: str | None, settings: Settings) -> tuple[Path, str]:
    """Where a site is built, and the address that it goes to; "" for none."""
    from narrate.settings import address_of, working_folder

    if to is None:
        return settings.output / "site", f"{settings.remote}/site" if settings.remote else ""
    address = address_of(to)
    return (working_folder(address), address) if address else (Path(to).expanduser(), "")
