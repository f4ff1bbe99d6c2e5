"""Who speaks: this process, or a pool of worker processes with one warm engine each.

Processes, not threads: engines keep global state (eSpeak NG), and a model shared by two calls at once mixes
them up.  Workers are spawned, never forked, so that all systems behave alike.  One worker a core, because an
engine keeps to one thread.

Each worker has a pipe of its own and a thread here that waits for it.  So it is known which text was being said
when a worker died, hung or took all memory; that worker alone is replaced, and no other text is touched.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Protocol, TypeAlias, runtime_checkable

from narrate.errors import EngineMissing, NarrateError, SpeechError, VoiceError
from narrate.model import Clip, Said, Voice
from narrate.processes import depend_on_parent, unsignalled
from narrate.speech.attempts import Insisting
from narrate.speech.check import NOTHING, Heard, Pace, Paces, hear
from narrate.speech.engines import (
    HasLimits,
    HasPatience,
    HasSampleRate,
    HasTakes,
    SpeechEngine,
    TextTooLong,
    Unavailable,
    engine_class,
    say_untimed,
)
from narrate.speech.marks import timed
from narrate.speech.queued import Queued

# ── one try, wherever it is made ───────────────────────────────────────────────────────────────────

_warm: dict[str, SpeechEngine] = {}


def engine_of(voice: Voice) -> SpeechEngine:
    """The engine of a voice, loaded once a process.

    Raises:
        VoiceError, EngineMissing: it cannot be loaded.
    """
    mappings = [sorted(voice.options.items()), sorted(voice.service.items())]
    key = json.dumps([voice.engine, voice.model, voice.language, voice.rate, mappings])
    if key not in _warm:
        try:
            _warm[key] = engine_class(voice.engine)(voice)
        except VoiceError:
            raise
        except Exception as error:  # an engine that breaks its contract
            problem = f"cannot be loaded: {type(error).__name__}: {error}"
            raise VoiceError(f"voice {voice.name}", problem) from error
    return _warm[key]


def patience_of(voice: Voice) -> float:
    """Seconds that a text of this voice may wait before anybody speaks; most engines need none."""
    engine = engine_class(voice.engine)
    return engine.patience(voice) if isinstance(engine, HasPatience) else 0.0


def attempt(voice: Voice, said: Said, number: int) -> Heard:
    """Say a text once, and measure what comes of it; a failure is a value, too.

    Args:
        number: counts the tries of this text from 0.

    Raises:
        VoiceError, EngineMissing: the voice cannot speak at all.
    """
    engine = engine_of(voice)
    longest = engine.limits(voice).characters if isinstance(engine, HasLimits) else 0
    if 0 < longest < len(said.text):
        return Heard(NOTHING, f"can say {longest} characters, not {len(said.text)}", too_long=True)
    began = time.monotonic()
    try:
        if isinstance(engine, HasTakes):
            engine.take = number
        rate = engine.sample_rate if isinstance(engine, HasSampleRate) else 0
        heard = hear(say_untimed(engine, said, voice.language), said.text, rate, voice.rate)
        clip = heard.clip if heard.problem else timed(heard.clip, said.text)
        told = heard.told or bool(said.sounds)  # a respelling may be of more words
        return replace(heard, clip=clip, told=told, work=time.monotonic() - began)
    except TextTooLong as error:
        return Heard(NOTHING, error.reason, too_long=True)
    except SpeechError as error:
        return Heard(NOTHING, error.reason, unavailable=isinstance(error, Unavailable))
    except (Exception, SystemExit) as error:  # whatever a foreign engine may raise
        return Heard(NOTHING, f"{type(error).__name__}: {error}")


class Speakers(Protocol):
    """Whoever says texts: ``submit`` gives a future Clip at once."""

    def submit(self, voice: Voice, said: Said) -> Future[Clip]:
        """Say a text soon; texts are begun in the order of the calls.

        The clip's ``source`` is "failed" where nothing helped.  The future raises VoiceError or EngineMissing if
        the voice cannot speak at all, and CancelledError if the speakers were closed before.
        """

    @property
    def ahead(self) -> int:
        """How many texts should be under way at once to keep everybody busy."""

    def close(self) -> None:
        """Say no more; texts not yet said are forgotten."""


@runtime_checkable
class CanWarm(Protocol):
    """A second power: speakers who can load a voice before there is a text."""

    def warm(self, voice: Voice) -> None:
        """Load a voice that will be wanted, without waiting; one that cannot speak says so at its first text."""


class Here:
    """Speaks in this process, at once; what hangs or crashes takes it along."""

    ahead = 1

    def __init__(self) -> None:
        self._paces = Paces()

    def submit(self, voice: Voice, said: Said) -> Future[Clip]:
        """Say the text before returning."""
        future: Future[Clip] = Future()
        insisting = Insisting(voice, lambda text, number: attempt(voice, text, number), self._paces.of(voice))
        try:
            future.set_result(insisting.clip(said))
        except NarrateError as error:
            future.set_exception(error)
        return future

    def close(self) -> None:
        """Nothing is under way here."""


# ── a pool of processes ────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a worker is allowed before it is replaced."""

    start: float = 60.0
    """Seconds to start and to load a voice."""
    text: float = 20.0
    """Seconds for any text, beside its length."""
    slowness: float = 10.0
    """Seconds of work for a second of expected sound."""
    memory: int = 2_000_000_000
    """Bytes above what it took after its first text."""
    texts: int = 1_000
    """Where the system does not tell how much memory a worker takes (all but Linux)."""
    deaths: int = 20
    """Ends of one voice's workers in a row, by any cause, after which the voice is given up."""


GRACE = 2.0
"""Seconds to finish a text, and to end, when the pool is closed."""
LOOK = 0.25
"""Seconds between two looks at a working process."""
SLACK = 3.0
"""How many times slower than ever before a text may be."""

Question: TypeAlias = tuple[Voice, Said | None, int]
"""Without a text the voice is loaded, and nothing answered."""
Answer: TypeAlias = Heard | VoiceError


class Pool(Queued):
    """Speaks in worker processes, each started when there is a text for it; a context manager."""

    def __init__(self, workers: int = 0, bounds: Bounds | None = None) -> None:
        self.workers = workers or cores()
        super().__init__(self.workers)
        self._bounds = bounds or Bounds()
        self._paces = Paces()

    @property
    def ahead(self) -> int:
        """Four texts a worker: enough that none waits for the order of the sentences."""
        return 4 * self.workers

    def warm(self, voice: Voice) -> None:
        """Start one worker with the voice, if there is none yet.

        One, because the page is read on another core meanwhile, and the first sentence needs no more.
        """
        with self._lock:
            if not self._threads and not self._closed.is_set():
                self._begin(voice)

    def _serve(self, early: Voice | None) -> None:
        """A worker of its own for the thread."""
        worker = _Worker(self._bounds, self._closed)
        if early:
            with suppress(OSError):  # the first text will say so again
                worker.load(early)
        self._answer_with(partial(self._clip, worker))
        worker.stop()

    def _clip(self, worker: _Worker, voice: Voice, said: Said) -> Clip:
        pace = self._paces.of(voice)
        return Insisting(voice, lambda text, number: worker.attempt(voice, text, number, pace), pace).clip(
            said
        )


class _Ended(Exception):
    """A worker is no more, and why."""


class _Worker:
    """A process with warm engines, started when it is first needed and replaced when it fails."""

    def __init__(self, bounds: Bounds, closed: threading.Event) -> None:
        self._bounds, self._closed = bounds, closed
        self._process: SpawnProcess | None = None
        self._pipe: Connection
        self._loaded: set[str] = set()
        self._warm_size = 0
        self._texts = 0

    def load(self, voice: Voice) -> None:
        """Have the process and the voice ready before the first text, without waiting for them."""
        self._running().send((voice, None, 0))

    def attempt(self, voice: Voice, said: Said, number: int, pace: Pace) -> Heard:
        """As ``attempt`` above, there; a worker that ends is one more way to fail.

        Raises:
            VoiceError, EngineMissing: the voice cannot speak at all, or its workers do nothing but end.
            CancelledError: the pool is closed.
        """
        if self._closed.is_set():
            raise CancelledError("the pool is closed")
        began = time.monotonic()
        try:
            answer = self._answer((voice, said, number), self._allowed(voice, said, pace))
        except _Ended as end:
            self._replace()
            pace.deaths += 1
            if pace.deaths >= self._bounds.deaths:
                step = "Try it with: narrate voices --try NAME"
                raise VoiceError(f"voice {voice.name}", f"{end}, {pace.deaths} times in a row", step) from end
            return Heard(NOTHING, str(end), work=time.monotonic() - began)
        pace.deaths = 0
        self._take_stock(voice)
        if isinstance(answer, VoiceError):
            raise answer
        return answer

    def _allowed(self, voice: Voice, said: Said, pace: Pace) -> float:
        """Seconds to say the text, when the voice is loaded."""
        slowness = max(self._bounds.slowness, SLACK * pace.slowness)
        return self._bounds.text + slowness * pace.expected(said.text) + patience_of(voice)

    def _answer(self, question: Question, seconds: float) -> Answer:
        try:
            self._running().send(question)
            loaded = repr(question[0]) in self._loaded
            answer = self._received(seconds if loaded else self._bounds.start)
            while answer is None:
                answer = self._received(seconds)
        except (EOFError, OSError) as error:
            raise _Ended("its process died") from error
        return answer

    def _received(self, seconds: float) -> Answer | None:
        """What the process sends next; None when its voice is loaded and it begins to speak."""
        deadline = time.monotonic() + seconds
        while not self._pipe.poll(LOOK):
            if time.monotonic() > deadline:
                raise _Ended(f"took more than {seconds:.0f} s and was stopped")
            if self._swollen():
                raise _Ended(f"took more than {self._bounds.memory / 1e6:.0f} MB and was stopped")
            if self._closed.is_set():
                deadline = min(deadline, time.monotonic() + GRACE)
        answer: Answer | None = self._pipe.recv()
        return answer

    def _running(self) -> Connection:
        if self._process is None:
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            process = context.Process(target=_answer_all, args=(theirs,), daemon=True)
            with unsignalled():
                process.start()
            self._process = process
            theirs.close()  # so that the worker's end is noticed here
        return self._pipe

    def _take_stock(self, voice: Voice) -> None:
        """After a text: a worker that has grown beyond its bounds is replaced before the next one."""
        size = self._size()
        if repr(voice) not in self._loaded:
            self._loaded.add(repr(voice))
            self._warm_size = max(self._warm_size, size)
        self._texts += 1
        if self._swollen() or (not size and self._texts >= self._bounds.texts):
            self._replace()

    def _size(self) -> int:
        return resident(self._process.pid or 0) if self._process else 0

    def _swollen(self) -> bool:
        return self._size() > (self._warm_size or self._bounds.memory // 2) + self._bounds.memory

    def _replace(self) -> None:
        """End this process; the next text starts another."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
            self._pipe.close()
        self._process, self._loaded, self._warm_size, self._texts = None, set(), 0, 0

    def stop(self) -> None:
        """Let the process end by itself, or end it; one that nobody asked has nothing to finish."""
        if self._process is not None and self._texts:
            with suppress(OSError):
                self._pipe.send(None)
            self._process.join(GRACE)
        self._replace()


def resident(pid: int) -> int:
    """Bytes of memory that a process takes; 0 where the system does not tell."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


# ── in the worker process ──────────────────────────────────────────────────────────────────────────


def _answer_all(pipe: Connection) -> None:
    """Say text after text; the end of the pipe is the end of the work."""
    depend_on_parent()
    _silence()
    with suppress(EOFError, OSError):
        while (question := pipe.recv()) is not None:
            voice, said, number = question
            if said is None:
                _load(voice)
            else:
                pipe.send(_answer(pipe, voice, said, number))


def _load(voice: Voice) -> None:
    with suppress(VoiceError):  # the first text will say so again
        engine_of(voice)


def _answer(pipe: Connection, voice: Voice, said: Said, number: int) -> Answer:
    try:
        loaded = len(_warm)
        engine_of(voice)
        if len(_warm) > loaded:
            pipe.send(None)
        return attempt(voice, said, number)
    except EngineMissing as error:
        return EngineMissing(error.thing, error.reason, error.next_step)
    except VoiceError as error:  # a plain one, whatever an outside engine has made of it
        return VoiceError(error.thing, error.reason, error.next_step)


def _silence() -> None:
    """What an engine prints would stand between the lines of ``--json``."""
    with open(os.devnull, "w", encoding="utf-8") as nothing:
        os.dup2(nothing.fileno(), 1)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as the process


def cores() -> int:
    """The cores this process may use (fewer than the machine's in a container or under taskset)."""
    affinity: Callable[[int], set[int]] | None = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
