"""Processes of our own: deaf to the signals that are the parent's to answer, and never left behind by it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker


@contextmanager
def unsignalled() -> Iterator[None]:
    """A process that is begun in here never hears of Ctrl-C and SIGTERM, which go to the whole group.

    While it still imports it would answer them with a traceback.  Windows has no masks.
    """
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # begins a process, too, and unmasks at its end
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def depend_on_parent() -> None:
    """In the new process: leave Ctrl-C and SIGTERM to the parent, and end when it does, however it ends.

    A parent that is killed closes nothing: the process would wait for work for ever, models loaded.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
