"""Page → Script, here or in a process of its own."""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import threading
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Protocol

from narrate.errors import ExtractError, NarrateError
from narrate.model import Page, Script
from narrate.pipeline import write
from narrate.processes import depend_on_parent, unsignalled
from narrate.settings import Settings

PATIENCE = 60.0
"""Seconds for one page: the slowest hostile page measured takes 4.2 (``tests/bench/hostile``)."""
GRACE = 10.0
"""Seconds beyond its patience after which a process that nobody has ended ends itself."""


class Writer(Protocol):
    """Whoever turns pages into scripts."""

    def write(self, page: Page) -> Script:
        """As ``pipeline.write``, with its errors; for several threads."""

    def close(self) -> None:
        """Write no more."""


class Here:
    """In this process: a page that hangs a library hangs the run."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def write(self, page: Page) -> Script:
        """Write the script."""
        return write(page, self._settings)

    def close(self) -> None:
        """Nothing is open."""


class Apart:
    """In a process of its own, begun with the first page: one that hangs or kills it costs that page alone.

    It also keeps the work on the text from the threads that wait for speakers and files.
    """

    def __init__(self, settings: Settings, patience: float = PATIENCE) -> None:
        self._settings = settings
        self._patience = patience
        self._lock = threading.Lock()
        self._closed = False
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None

    def write(self, page: Page) -> Script:
        """Write the script; ExtractError also where the page took the process along.

        A process may have been ended by somebody else, a system that is short of memory for one: the page is given
        to a second one.
        """
        with self._lock:
            answer = (
                self._ask(page) or self._ask(page) or _given_up(page, "reading it ended the process that did")
            )
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def _ask(self, page: Page) -> Script | NarrateError | None:
        """The answer; None where the process ended."""
        try:
            pipe = self._begun()
            if self._closed:
                return ExtractError(page.source or page.url, "was not read: the run was ended")
            pipe.send(page)
            if pipe.poll(self._patience):
                answer: Script | NarrateError = pipe.recv()
                return answer
            self._end()
            return _given_up(page, f"reading it took more than {self._patience:g} seconds")
        except (EOFError, OSError):
            self._end()
            return None

    def _begun(self) -> Connection:
        if self._pipe is None:
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(
                target=_serve,
                args=(theirs, self._settings, self._patience + GRACE),
                name="narrate-writer",
                daemon=True,
            )
            with unsignalled():
                self._process.start()
            theirs.close()
        return self._pipe

    def _end(self) -> None:
        if self._process is not None and self._pipe is not None:
            self._pipe.close()
            self._process.kill()
            self._process.join()
        self._process = self._pipe = None

    def close(self) -> None:
        """End the process; whoever waits for its answer waits no more."""
        self._closed = True
        if process := self._process:
            process.kill()
        with self._lock:
            self._end()


def _given_up(page: Page, problem: str) -> ExtractError:
    return ExtractError(page.source or page.url, problem, "Report the page: this should not happen")


def _serve(pipe: Connection, settings: Settings, longest: float) -> None:
    """The process: a page in, a script or an error out, until nobody asks or the parent is no more."""
    depend_on_parent()
    with open(os.devnull, "w", encoding="utf-8") as nothing:
        while True:
            try:
                page = pipe.recv()
                # Ends the process even where a library in C lets no thread of Python run.
                faulthandler.dump_traceback_later(longest, exit=True, file=nothing)
                pipe.send(_written(page, settings))
                faulthandler.cancel_dump_traceback_later()
            except (EOFError, OSError):
                return


def _written(page: Page, settings: Settings) -> Script | NarrateError:
    try:
        return write(page, settings)
    except NarrateError as error:
        return error
    except Exception as error:  # a bug, or a library's: values only go through the pipe
        return NarrateError(page.source, f"{type(error).__name__}: {error}")
