"""Texts in one queue, and the threads that take them from it: what all speakers with several workers share."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from types import TracebackType
from typing import Self, TypeAlias

from narrate.model import Clip, Said, Voice

Say: TypeAlias = Callable[[Voice, Said], Clip]


class Queued:
    """The ``Speakers`` protocol but for the speaking, which is ``_serve``'s; a context manager."""

    def __init__(self, threads: int) -> None:
        """``threads`` serve at most, each begun when there is a text for it."""
        self._most = threads
        self._texts: queue.SimpleQueue[tuple[Future[Clip], Voice, Said] | None] = queue.SimpleQueue()
        self._closed = threading.Event()
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []

    def submit(self, voice: Voice, said: Said) -> Future[Clip]:
        """Say the text in whichever worker is free."""
        future: Future[Clip] = Future()
        with self._lock:
            if self._closed.is_set():
                raise CancelledError("the speakers are closed")
            self._texts.put((future, voice, said))
            if len(self._threads) < self._most:
                self._begin()
        return future

    def _begin(self, early: Voice | None = None) -> None:
        name = f"speaker {len(self._threads) + 1}"
        self._threads.append(threading.Thread(target=self._serve, args=(early,), name=name, daemon=True))
        self._threads[-1].start()

    def _serve(self, early: Voice | None) -> None:
        """One thread: ``_answer_with`` what says a text, until the speakers are closed.

        Args:
            early: a voice that will be wanted, if one is known.
        """
        raise NotImplementedError

    def _answer_with(self, say: Say) -> None:
        """Text after text until the speakers are closed."""
        while (task := self._texts.get()) is not None:
            future, voice, said = task
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(say(voice, said))
            except BaseException as error:  # the caller's, in the caller's thread
                future.set_exception(error)

    def close(self) -> None:
        """Say no more; texts not yet said are forgotten, and a text under way has a moment to end."""
        with self._lock:
            self._closed.set()
            with suppress(queue.Empty):
                while task := self._texts.get_nowait():
                    task[0].cancel()
            for _ in self._threads:
                self._texts.put(None)
        for thread in self._threads:
            thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
