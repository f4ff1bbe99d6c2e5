"""Who speaks where others own the processes: any ``concurrent.futures`` executor, a Dask cluster among them.

One try of one text is one task, a pure function with values in and out; an engine is loaded once a process.  All
else stays in the parent: what is believed, tried again or halved, the paces, the cache, every file.  So the bytes
are the same wherever a text is said.

A task that is lost with its worker is given to another.  A text that never ends cannot be taken from an executor;
where a worker may be ended (``expendable``: Dask's nanny starts another), it ends itself when its time is over.
"""

from __future__ import annotations

import faulthandler
import logging
import threading
import time
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, wait
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeAlias

from narrate import __version__
from narrate.errors import EngineMissing, SettingsError, VoiceError
from narrate.model import Clip, Said, Voice
from narrate.speech.attempts import Insisting
from narrate.speech.check import NOTHING, Heard, Pace, Paces
from narrate.speech.engines import engine_class
from narrate.speech.queued import Queued
from narrate.speech.workers import SLACK, Bounds, Pool, Speakers, attempt, engine_of, patience_of

if TYPE_CHECKING:
    from distributed import Client

AHEAD = 2
"""Tasks given to the executor at once, a worker: the next one is there when the last one is done."""
LOST = 3
"""Workers that one try may lose before the text itself is blamed."""
LOST_BY_NAME = {"KilledWorker", "CommClosedError", "FutureCancelledError", "CancelledError"}
"""Dask's own, which cannot be named here without loading it (distributed.readthedocs.io/en/latest/killed.html)."""
LOOK = 0.5
"""Seconds between two looks at a task."""
REACH = 10.0
"""Seconds to reach a scheduler, and for its first worker to be there."""

Answer: TypeAlias = Heard | VoiceError


# ── in the worker ──────────────────────────────────────────────────────────────────────────────────

_one_at_a_time = threading.Lock()
"""Engines keep global state; a worker with several threads must not mix them up."""


def say(voice: Voice, version: str, said: Said, number: int, seconds: float) -> Answer:
    """``workers.attempt``, whose errors are values here: an outside engine's own may not survive the way back.

    Args:
        version: of the engine in the parent; another one here would sound different and be kept as the same.
        seconds: after which this process ends itself; 0 is never.
    """
    with _one_at_a_time, _ended_after(seconds):
        try:
            here = engine_class(voice.engine).version(voice)
            if here != version:
                step = "Install the same version on all machines"
                return VoiceError(f"voice {voice.name}", f"a worker has {here}, this machine {version}", step)
            engine_of(voice)
            return attempt(voice, said, number)
        except EngineMissing as error:
            return EngineMissing(error.thing, error.reason, error.next_step)
        except VoiceError as error:
            return VoiceError(error.thing, error.reason, error.next_step)


@contextmanager
def _ended_after(seconds: float) -> Iterator[None]:
    """faulthandler's clock runs without the interpreter's lock, which a hanging library may hold."""
    if seconds:
        with suppress(RuntimeError, AttributeError, ValueError, OSError):  # a worker without standard error
            faulthandler.dump_traceback_later(seconds, exit=True)
    try:
        yield
    finally:
        if seconds:
            faulthandler.cancel_dump_traceback_later()


# ── in the parent ──────────────────────────────────────────────────────────────────────────────────


class _Lost(Exception):
    """A try came to no end, and why."""


class ExecutorSpeakers(Queued):
    """The ``Speakers`` protocol over an executor, which stays its owner's; a context manager.

    Args:
        workers: how many tasks the executor works on at once.
        expendable: whether its worker processes may be ended and are replaced.
    """

    def __init__(
        self, executor: Executor, workers: int, bounds: Bounds | None = None, expendable: bool = False
    ) -> None:
        super().__init__(AHEAD * workers)
        self.workers = workers
        self._executor, self._bounds, self._expendable = executor, bounds or Bounds(), expendable
        self._paces = Paces()
        self._answered = 0.0

    @property
    def ahead(self) -> int:
        """As the pool's: twice what the executor holds, so that none waits for the order of the sentences."""
        return 2 * AHEAD * self.workers

    def _serve(self, early: Voice | None) -> None:
        self._answer_with(self._clip)

    def _clip(self, voice: Voice, said: Said) -> Clip:
        pace = self._paces.of(voice)
        version = engine_class(voice.engine).version(voice)
        return Insisting(
            voice, lambda text, number: self._attempt(voice, version, text, number, pace), pace
        ).clip(said)

    def _attempt(self, voice: Voice, version: str, said: Said, number: int, pace: Pace) -> Heard:
        """A try, given again to another worker if its own is lost.

        Raises:
            VoiceError, EngineMissing: the voice cannot speak at all, or there is nobody left to speak.
            CancelledError: the speakers are closed.
        """
        began, seconds = time.monotonic(), self._allowed(voice, said, pace)
        problem = ""
        for _ in range(LOST):
            try:
                answer = self._answer(voice, version, said, number, seconds)
            except _Lost as error:
                problem = self._counted(voice, pace, str(error))
                continue
            pace.deaths = 0
            if isinstance(answer, VoiceError):
                raise answer
            return answer
        return Heard(NOTHING, problem, work=time.monotonic() - began)

    def _allowed(self, voice: Voice, said: Said, pace: Pace) -> float:
        """Seconds for a worker to load the voice and to say the text."""
        slowness = max(self._bounds.slowness, SLACK * pace.slowness)
        text = self._bounds.text + slowness * pace.expected(said.text)
        return self._bounds.start + text + patience_of(voice)

    def _counted(self, voice: Voice, pace: Pace, problem: str) -> str:
        pace.deaths += 1
        if pace.deaths >= self._bounds.deaths:
            raise VoiceError(f"voice {voice.name}", f"{problem}, {pace.deaths} times in a row")
        return problem

    def _answer(self, voice: Voice, version: str, said: Said, number: int, seconds: float) -> Answer:
        if self._closed.is_set():
            raise CancelledError("the speakers are closed")
        limit = seconds if self._expendable else 0.0
        try:
            task = self._executor.submit(say, voice, version, said, number, limit)
        except (BrokenExecutor, RuntimeError, OSError) as error:
            raise self._nobody(voice, error) from error
        self._await(task, seconds)
        try:
            return task.result()
        except CancelledError as error:
            raise _Lost("its worker was lost") from error
        except Exception as error:
            if isinstance(error, BrokenExecutor) or type(error).__name__ in LOST_BY_NAME:
                raise _Lost("its worker was lost") from error
            raise self._nobody(voice, error) from error

    def _await(self, task: Future[Answer], seconds: float) -> None:
        """Until it is done.

        A task may wait for others, be they ours or of the cluster's other users: the time runs from the last
        answer that anybody gave, and twice over, for the one that may be before it in its worker.
        """
        began = time.monotonic()
        while not wait({task}, LOOK).done:
            if self._closed.is_set():
                task.cancel()
                raise CancelledError("the speakers are closed")
            if time.monotonic() - max(began, self._answered) > 2 * seconds:
                task.cancel()
                self._look()
                raise _Lost(f"took more than {2 * seconds:.0f} s")
        self._answered = time.monotonic()

    def _look(self) -> None:
        """Raise VoiceError if there is nobody left who could answer."""

    def _nobody(self, voice: Voice, error: Exception) -> VoiceError:
        what = " ".join(str(error).split())[:300]
        return VoiceError(f"voice {voice.name}", f"no worker can speak: {type(error).__name__}: {what}")


# ── Dask ───────────────────────────────────────────────────────────────────────────────────────────


class DaskSpeakers(ExecutorSpeakers):
    """Speaks on a Dask cluster.

    Args:
        scheduler: "tcp://host:8786".
        workers: how many of the cluster's to keep busy; 0 is all that are there now.

    Raises:
        EngineMissing: the extra ``dask`` is not installed.
        SettingsError: the scheduler does not answer, has no workers, or they have another narrate.
    """

    def __init__(self, scheduler: str, workers: int = 0, bounds: Bounds | None = None) -> None:
        self._client = _connected(scheduler)
        try:
            here = _workers(self._client, scheduler)
        except BaseException:
            self._client.close()
            raise
        # pure=False: a text that is given again is a task of its own, not the lost one's key
        executor = self._client.get_executor(pure=False)
        super().__init__(executor, workers or here, bounds, expendable=True)

    def _look(self) -> None:
        # what the client was told last; asking a scheduler that is gone would wait for it
        if not self._client.scheduler_info(n_workers=-1)["workers"]:
            raise VoiceError("scheduler", "the cluster has no workers left", _STEP)

    def close(self) -> None:
        """Say no more, and leave the cluster."""
        super().close()
        self._client.close()


_STEP = "Start some: dask worker tcp://SCHEDULER:8786 --nworkers 2 --nthreads 1"


def _connected(scheduler: str) -> Client:
    try:
        from distributed import Client
    except ImportError as error:
        raise EngineMissing("executor dask", "is not installed", "pip install 'narrate[dask]'") from error
    # It logs each lost connection with its traceback; what matters of it is told as an error of ours.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        return Client(scheduler, timeout=REACH, set_as_default=False)
    except (OSError, ValueError) as error:
        step = "Start one with: dask scheduler, and name it with --scheduler tcp://HOST:8786"
        raise SettingsError("scheduler", f"{scheduler} does not answer", step) from error


def _workers(client: Client, scheduler: str) -> int:
    """How many there are; all with the versions that are here, or the same text might sound different."""
    try:
        client.wait_for_workers(1, timeout=REACH)
        found = client.run(_versions)
    except TimeoutError as error:
        raise SettingsError("scheduler", f"{scheduler} has no workers", _STEP) from error
    except Exception as error:  # the worker's own: most likely it does not know this module
        step = "Install the same narrate on all machines: pip install 'narrate[dask]'"
        reason = f"a worker of {scheduler} cannot run narrate: {type(error).__name__}: {error}"
        raise SettingsError("scheduler", reason, step) from error
    ours = _versions()
    for worker, theirs in found.items():
        if theirs != ours:
            step = "Install the same versions on all machines"
            raise SettingsError("scheduler", f"worker {worker} has {theirs}, this machine {ours}", step)
    return len(found)


def _versions() -> str:
    import distributed

    return f"narrate {__version__} with distributed {distributed.__version__}"


@contextmanager
def speakers_for(executor: str, scheduler: str, workers: int) -> Iterator[Speakers]:
    """Whoever the settings want, until the end of the work.

    Raises:
        SettingsError: no scheduler is named, or none answers.
        EngineMissing: the extra ``dask`` is not installed.
    """
    if executor == "local":
        with Pool(workers) as pool:
            yield pool
        return
    if not scheduler:
        raise SettingsError("scheduler", "is not set", "Name the cluster's with --scheduler tcp://HOST:8786")
    with DaskSpeakers(scheduler, workers) as speakers:
        yield speakers
