"""`narrate config`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from narrate.outline import InForce

COLUMN = 44


def config(
    voice: Annotated[str | None, typer.Option(help="As for `narrate make`.")] = None,
    output: Annotated[Path | None, typer.Option(help="As for `narrate make`.")] = None,
    changed: Annotated[bool, typer.Option("--changed", help="Only what is not the default.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line for each setting.")] = False,
) -> None:
    """Print the settings in force, and where each comes from."""
    from narrate.outline import in_force

    found = in_force(voice=voice, output=output)
    wanted = (one for one in found if not changed or one.origin != "default")
    (_print_json if as_json else _print_toml)(wanted)


def _print_json(settings: Iterable[InForce]) -> None:
    for one in settings:
        *table, name = one.keys
        line = {"table": table, "setting": name, "value": one.value, "origin": one.origin}
        typer.echo(json.dumps(line, ensure_ascii=False, default=_plain))


def _plain(value: object) -> object:
    return dict(value) if hasattr(value, "keys") else str(value)  # type: ignore[call-overload]


def _print_toml(settings: Iterable[InForce]) -> None:
    """As a narrate.toml says it."""
    from narrate.outline import header, key, toml

    table: tuple[str | int, ...] = ()
    for one in settings:
        if one.keys[:-1] != table:
            table = one.keys[:-1]
            typer.echo(f"\n{header(table)}")
        line = f"{key(one.keys[-1])} = {toml(one.value)}"
        typer.echo(f"{line:<{COLUMN}}  # {one.origin}")
