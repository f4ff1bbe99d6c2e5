"""`narrate lexicon`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli.common import console

if TYPE_CHECKING:
    from narrate.script.lexicon import Entry


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
    console().print(table)
