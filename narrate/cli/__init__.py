"""The command line: the only place that prints, and the only one that sets an exit code.

    0  all is well          2  the command or its set-up is wrong; nothing was begun
    1  something failed   130  interrupted

One file a command.  Rooms and their libraries are imported inside the commands, so that ``narrate --help`` answers
at once.
"""

from __future__ import annotations

import io
import os
import signal
import sys
from typing import Annotated

import typer

from narrate import __version__
from narrate.cli.check import check
from narrate.cli.common import FAILED, INTERRUPTED, WRONG, complain
from narrate.cli.config import config
from narrate.cli.embed import embed
from narrate.cli.explain import explain
from narrate.cli.init import init
from narrate.cli.lexicon import lexicon
from narrate.cli.library import list_, prune, show
from narrate.cli.make import make, retry
from narrate.cli.publish import publish, withdraw
from narrate.cli.serve import serve
from narrate.cli.stats import stats
from narrate.cli.verify import verify
from narrate.cli.voices import voices
from narrate.errors import NarrateError, SettingsError

app = typer.Typer(
    help="Turns articles into audio worth listening to, offline.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Run the command line; an error that the user can mend is one line on standard error."""
    signal.signal(signal.SIGTERM, _interrupt)  # cron and systemd end a run with it
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # a shell's job behind & ignores it
        signal.signal(signal.SIGINT, _interrupt)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a title must not stop a run on an old console
    try:
        app()
    except NarrateError as error:
        complain(str(_placed(error)))
        sys.exit(WRONG)
    except OSError as error:
        complain(f"the output cannot be written: {error.strerror or error}")
        # What is left in the buffer would fail again when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED)


def _placed(error: NarrateError) -> NarrateError:
    if not isinstance(error, SettingsError):
        return error
    from narrate.settings import placed

    return placed(error)


def _interrupt(number: int, frame: object) -> None:
    """Once: end well.  Twice: end, whatever is still under way; the next run cleans up."""
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, _end)
    raise KeyboardInterrupt


def _end(number: int, frame: object) -> None:
    os.write(2, b"narrate: ended at once; the next run cleans up\n")
    os._exit(INTERRUPTED)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"narrate {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


for command in (make, retry, check, explain, lexicon, serve, publish, withdraw, verify, embed):
    app.command()(command)
app.command(name="list")(list_)
app.command()(show)
app.command()(prune)
app.command()(stats)
app.command()(init)
app.command()(config)
app.add_typer(voices, name="voices")
