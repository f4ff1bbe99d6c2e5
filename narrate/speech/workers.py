"""Who speaks: this process, or a pool of worker processes with one warm engine each.

Processes, not threads: engines keep global state (eSpeak NG), and a model shared by two calls at once mixes
them up.  Workers are spawned, never forked, so that all systems behave alike.  One worker a core, because an
engine keeps to one thread.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Protocol

from narrate.errors import NarrateError, SpeechError
from narrate.model import Clip, Said, Voice
from narrate.speech.check import check_clip
from narrate.speech.engines import SpeechEngine, engine_class, say

ATTEMPTS = 2
"""How often a text is tried before its failure is believed."""

_warm: dict[str, SpeechEngine] = {}


def engine_of(voice: Voice) -> SpeechEngine:
    """The engine of a voice, loaded once a process."""
    key = json.dumps([voice.engine, voice.model, voice.language, voice.rate, sorted(voice.options.items())])
    if key not in _warm:
        _warm[key] = engine_class(voice.engine)(voice)
    return _warm[key]


def speak_text(voice: Voice, said: Said) -> Clip:
    """Say one text and check the sound; a failure is a Clip too, so that an article can go on without it.

    Raises:
        VoiceError: the voice cannot speak at all.
    """
    engine = engine_of(voice)
    problem = ""
    for _ in range(ATTEMPTS):
        try:
            clip = say(engine, said, voice.language)
            check_clip(clip, said.text, voice.name)
            return clip
        except SpeechError as error:
            problem = str(error)
        except Exception as error:  # an engine that breaks its contract must not stop the article
            problem = f"voice {voice.name}: {type(error).__name__}: {error}"
    return Clip(pcm=b"", rate=0, source="failed", problem=problem)


class Speakers(Protocol):
    """Whoever says texts: ``submit`` gives a future Clip at once."""

    def submit(self, voice: Voice, said: Said) -> Future[Clip]:
        """Say a text soon; texts are said in the order of the calls."""

    @property
    def ahead(self) -> int:
        """How many texts should be under way at once to keep everybody busy."""

    def close(self) -> None:
        """Say no more; texts not yet begun are forgotten."""


class Here:
    """Speaks in this process, at once."""

    ahead = 1

    def submit(self, voice: Voice, said: Said) -> Future[Clip]:
        """Say the text before returning."""
        future: Future[Clip] = Future()
        try:
            future.set_result(speak_text(voice, said))
        except NarrateError as error:
            future.set_exception(error)
        return future

    def close(self) -> None:
        """Nothing is under way here."""


class Pool:
    """Speaks in worker processes; a context manager.

    A worker that dies takes its pool with it: every text under way fails with BrokenProcessPool, and the next
    ``submit`` makes the pool anew.
    """

    def __init__(self, workers: int = 0) -> None:
        self.workers = workers or cores()
        self._lock = threading.Lock()
        self._executor = self._start()

    @property
    def ahead(self) -> int:
        """Four texts a worker: enough that none waits for the order of the sentences."""
        return 4 * self.workers

    def submit(self, voice: Voice, said: Said) -> Future[Clip]:
        """Say the text in the next free worker."""
        executor = self._executor
        try:
            return executor.submit(speak_text, voice, said)
        except BrokenProcessPool:
            with self._lock:  # several articles meet the same death; one of them makes the new pool
                if self._executor is executor:
                    self._executor = self._start()
            return self._executor.submit(speak_text, voice, said)

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self.workers,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_serve_parent,
        )

    def close(self) -> None:
        """Say no more; texts not yet begun are forgotten."""
        self._executor.shutdown(wait=True, cancel_futures=True)

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _serve_parent() -> None:
    # Ctrl-C goes to the whole process group; only the parent knows what to finish and what to throw away.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A parent that is killed closes nothing: its workers would wait for texts for ever, models loaded."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def cores() -> int:
    """The cores this process may use (fewer than the machine's in a container or under taskset)."""
    affinity: Callable[[int], set[int]] | None = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
