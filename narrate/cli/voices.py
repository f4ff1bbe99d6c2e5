"""`narrate voices`: list, try, compare, add."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from narrate.cli.common import console, interruptible

if TYPE_CHECKING:
    from narrate.model import Voice

SAMPLE = "This is {name}. The council voted 9-4 on July 3 to spend $3.5 million on a new bridge."


class _Voices(TyperGroup):
    """`narrate voices` with anything but a command behind it lists or tries voices."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the command in front that needs no name."""
        return super().parse_args(ctx, args if args and args[0] in self.commands else ["show", *args])


voices = typer.Typer(cls=_Voices, help="List the voices, try them, or add one.")


@voices.command(
    hidden=True, epilog="narrate voices add ENGINE NAME adds a voice; narrate voices add --help says how."
)
def show(
    text: Annotated[str | None, typer.Argument(help="What the sample says.")] = None,
    sample: Annotated[str | None, typer.Option("--try", help="Write a sample of this voice.")] = None,
    comparing: Annotated[
        str | None,
        typer.Option("--compare", help="Write a page with all voices' samples of this text or article page."),
    ] = None,
    language: Annotated[str, typer.Option(help="The language of the sample.")] = "en",
    output: Annotated[Path | None, typer.Option(help="The folder for the sample.")] = None,
) -> None:
    """List the voices, try one, or compare all."""
    from narrate import settings as settings_module
    from narrate.progress import comparing as voice_by_voice
    from narrate.samples import try_voice, write_sheet
    from narrate.speech import profiles

    settings = settings_module.load(output=output)
    if text and not sample:
        raise typer.BadParameter("a text needs --try NAME", param_hint="TEXT")
    if comparing:
        with interruptible(), voice_by_voice() as watch:
            sheet = write_sheet(comparing, language, settings, watch)
        typer.echo(sheet)
    elif sample:
        typer.echo(try_voice(sample, text or SAMPLE.format(name=sample), language, settings))
    else:
        _print_voices(profiles(settings.voices))


@voices.command()
def add(
    engine: Annotated[str, typer.Argument(help='"piper" or "kokoro".')],
    name: Annotated[
        str,
        typer.Argument(help="A voice of the engine's public catalogue, or the path of a file of your own."),
    ],
    mirror: Annotated[str, typer.Option("--from", help="The address of another copy of the catalogue.")] = "",
    language: Annotated[
        str, typer.Option(help="The voice's language, where its file does not tell it.")
    ] = "",
) -> None:
    """Add a voice to the folder `voices` where you work: its files, checked, and its profile.

    narrate voices add piper en_GB-alba-medium

    narrate voices add kokoro bf_lily

    narrate voices add piper downloads/en_GB-alba-medium.onnx
    """
    from narrate import settings as settings_module
    from narrate.progress import downloading
    from narrate.speech.adding import Asked
    from narrate.speech.adding import add as add_voice

    folder = settings_module.load().voices[0]
    with interruptible(), downloading(name) as watch:
        profile = add_voice(engine, Asked(name, folder, mirror, language, watch))
    typer.echo(profile)


def _print_voices(known: dict[str, Voice]) -> None:
    from rich.table import Table

    from narrate.speech import missing

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("Voice", "Engine", "Language", "Licence", "Can speak"):
        table.add_column(name, overflow="fold")
    for voice in known.values():
        problem = missing(voice)
        state = f"no: {problem.reason}. {problem.next_step}" if problem else "yes"
        table.add_row(voice.name, voice.engine, voice.language or "many", voice.licence, state)
    console().print(table)
