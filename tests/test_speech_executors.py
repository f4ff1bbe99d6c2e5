"""The same sound whoever owns the processes, and nothing lost with a worker.

The cluster is real: a scheduler and two workers, started as programs of their own.
"""

from __future__ import annotations

import os
import queue
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

import pytest

from narrate.batch import Job, open_desk, run
from narrate.catalog import Catalog
from narrate.errors import EngineMissing, SettingsError, VoiceError
from narrate.model import Clip, Said, Voice
from narrate.settings import Settings, load
from narrate.speech import Here, Speakers, missing, profiles
from narrate.speech.executors import LOST, DaskSpeakers, ExecutorSpeakers, say, speakers_for
from narrate.speech.workers import Bounds

ROOT = Path(__file__).parents[1]
TEXTS = [
    f"The {name} leaves the quay at seven, as it always has." for name in ("ferry", "tram", "bus", "train")
]
needs_dask = pytest.mark.skipif(not find_spec("distributed"), reason="the extra dask is not installed")


def spoken(speakers: Speakers, voice: Voice, texts: list[str]) -> list[bytes]:
    return [each.result().pcm for each in [speakers.submit(voice, Said(text)) for text in texts]]


# ── any executor ───────────────────────────────────────────────────────────────────────────────────


def test_an_executor_says_what_this_process_says(tone: Voice) -> None:
    with ThreadPoolExecutor(2) as threads, ExecutorSpeakers(threads, 2) as speakers:
        assert spoken(speakers, tone, TEXTS) == spoken(Here(), tone, TEXTS)


class Losing(Executor):
    """Loses each task so many times."""

    def __init__(self, error: Exception, times: int) -> None:
        self.error, self.times, self.asked = error, times, 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.asked += 1
        if self.asked <= self.times:
            future.set_exception(self.error)
        else:
            future.set_result(fn(*args, **kwargs))
        return future


class KilledWorker(Exception):
    """As Dask's, which is told by its name."""


@pytest.mark.parametrize("error", [BrokenExecutor("gone"), KilledWorker("gone")])
def test_a_lost_text_is_given_to_another_worker(tone: Voice, error: Exception) -> None:
    executor = Losing(error, LOST - 1)
    with ExecutorSpeakers(executor, 1) as speakers:
        clip = speakers.submit(tone, Said(TEXTS[0])).result()
    assert (clip.source, executor.asked) == ("voiced", LOST)


def test_a_text_that_every_worker_dies_of_is_reported(tone: Voice) -> None:
    with ExecutorSpeakers(Losing(BrokenExecutor("gone"), 1_000), 1, Bounds(deaths=1_000)) as speakers:
        clip = speakers.submit(tone, Said(TEXTS[0])).result()
    assert clip.source == "failed"
    assert "worker was lost" in clip.problem


def test_an_executor_that_does_nothing_but_die_is_given_up(tone: Voice) -> None:
    executor = Losing(BrokenExecutor("gone"), 1_000)
    with ExecutorSpeakers(executor, 1, Bounds(deaths=5)) as speakers:
        future = speakers.submit(tone, Said(TEXTS[0]))
        with pytest.raises(VoiceError, match="5 times in a row"):
            future.result()
    assert executor.asked == 5


def test_a_worker_that_cannot_run_the_task_is_named(tone: Voice) -> None:
    executor = Losing(ModuleNotFoundError("No module named 'narrate'"), 1_000)
    with ExecutorSpeakers(executor, 1) as speakers:
        future = speakers.submit(tone, Said(TEXTS[0]))
        with pytest.raises(VoiceError, match=r"no worker can speak: .* No module named 'narrate'"):
            future.result()


def test_an_executor_that_was_shut_down_is_an_error(tone: Voice) -> None:
    threads = ThreadPoolExecutor(1)
    threads.shutdown()
    with ExecutorSpeakers(threads, 1) as speakers, pytest.raises(VoiceError, match="no worker can speak"):
        speakers.submit(tone, Said(TEXTS[0])).result()


class Deaf(Executor):
    """Takes tasks and answers none."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return Future()


def test_nobody_waits_for_ever(tone: Voice) -> None:
    bounds = Bounds(start=0.0, text=0.1, slowness=0.01, deaths=2)
    with ExecutorSpeakers(Deaf(), 1, bounds) as speakers, pytest.raises(VoiceError, match="took more than"):
        speakers.submit(tone, Said(TEXTS[0])).result(60)


def test_closing_cancels(tone: Voice) -> None:
    speakers = ExecutorSpeakers(Deaf(), 1)
    futures = [speakers.submit(tone, Said(text)) for text in TEXTS]
    speakers.close()
    for future in futures:
        with pytest.raises(CancelledError):
            future.result(10)
    with pytest.raises(CancelledError):
        speakers.submit(tone, Said(TEXTS[0]))


def test_an_engine_of_another_version_does_not_speak(tone: Voice) -> None:
    answer = say(tone, "0.1", Said(TEXTS[0]), 0, 0.0)
    assert isinstance(answer, VoiceError)
    assert "this machine 0.1" in str(answer)


def test_threads_share_an_engine_without_mixing_it_up() -> None:
    voices = profiles(())
    if "system" not in voices or missing(voices["system"]):
        pytest.skip("no system voice here")
    voice = replace(voices["system"], language="en")
    with ThreadPoolExecutor(4) as threads, ExecutorSpeakers(threads, 4) as speakers:
        assert spoken(speakers, voice, TEXTS) == spoken(Here(), voice, TEXTS)


def test_a_worker_that_hangs_ends_itself() -> None:
    command = "import time; from narrate.speech import executors"
    command += "\nwith executors._ended_after(1.0): time.sleep(300)"
    done = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, timeout=120)
    assert done.returncode == 1
    assert b"Timeout" in done.stderr


# ── settings ───────────────────────────────────────────────────────────────────────────────────────


def test_the_cluster_is_a_setting(tmp_path: Path) -> None:
    (tmp_path / "narrate.toml").write_text('executor = "dask"\nscheduler = "tcp://here:1"\n')
    settings = load(tmp_path, {"NARRATE_SCHEDULER": "tcp://there:2"})
    assert (settings.executor, settings.scheduler) == ("dask", "tcp://there:2")


def test_an_unknown_executor_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"--executor: is 'slurm'\. It must be one of: local, dask"):
        load(tmp_path, {}, executor="slurm")


def test_dask_needs_a_scheduler() -> None:
    with pytest.raises(SettingsError, match="scheduler: is not set"):
        speakers_for("dask", "", 0).__enter__()


def test_dask_needs_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(EngineMissing, match=re.escape("pip install 'narrate[dask]'")):
        speakers_for("dask", "tcp://127.0.0.1:9", 0).__enter__()


@needs_dask
def test_a_scheduler_that_does_not_answer_is_one_line(
    tmp_path: Path, write_page: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    command = [sys.executable, "-m", "narrate", "make", str(write_page()), "--voice", "tone"]
    command += [
        "--output",
        str(tmp_path / "output"),
        "--executor",
        "dask",
        "--scheduler",
        "tcp://127.0.0.1:9",
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "tcp://127.0.0.1:9 does not answer" in done.stderr


# ── a cluster ──────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def program(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """One of Dask's, killed in the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def lines_of(process: subprocess.Popen[str]) -> queue.SimpleQueue[str]:
    """What a program says, read as long as it lives, so that it never waits for us."""
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    stream = process.stdout
    assert stream

    def read() -> None:
        try:
            for line in stream:
                lines.put(line)
        except ValueError:
            return

    threading.Thread(target=read, daemon=True).start()
    return lines


class Cluster:
    """A scheduler and its workers."""

    def __init__(self, stack: ExitStack) -> None:
        scheduler = stack.enter_context(
            program("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        )
        lines = lines_of(scheduler)
        found = None
        while not found:
            found = re.search(r"Scheduler at:\s+(tcp://\S+)", lines.get(timeout=60))
        self.scheduler = found[1]
        self.workers = [stack.enter_context(self._worker()) for _ in range(2)]
        for worker in self.workers:
            lines_of(worker)

    @contextmanager
    def _worker(self) -> Iterator[subprocess.Popen[str]]:
        arguments = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
        with program("worker", self.scheduler, *arguments) as process:
            yield process


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    with ExitStack() as stack:
        yield Cluster(stack)


def narrated(pages: list[Path], folder: Path, voice: str, speakers: Speakers) -> dict[str, bytes]:
    """Audio by the name of its file."""
    settings = Settings(voice=voice, output=folder, voices=())
    with Catalog(folder) as catalog:
        outcomes = list(run([Job(str(page)) for page in pages], open_desk(settings, catalog, speakers)))
        assert all(each.ok for each in outcomes)
    return {path.name: path.read_bytes() for path in (folder / "audio").iterdir()}


def the_voices() -> list[str]:
    known = profiles(())
    return ["tone", *(name for name in ("system",) if name in known and not missing(known[name]))]


@needs_dask
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill here")
def test_a_cluster_gives_the_same_bytes_and_a_killed_worker_takes_nothing_along(
    cluster: Cluster, tmp_path: Path, write_page: Callable[..., Path]
) -> None:
    pages = [write_page(name) for name in ("ferry", "tram", "bus", "train")]
    voices = the_voices()
    here = [narrated(pages, tmp_path / f"here-{voice}", voice, Here()) for voice in voices]
    with DaskSpeakers(cluster.scheduler, 2) as speakers:
        assert [narrated(pages, tmp_path / f"there-{voice}", voice, speakers) for voice in voices] == here
        killer = Killer(speakers, cluster.workers[0])
        last = narrated(pages, tmp_path / "last", voices[-1], cast(Speakers, killer))
    assert cluster.workers[0].poll() is not None
    assert last == here[-1]


class Killer:
    """Kills a worker when the work has begun."""

    def __init__(self, speakers: ExecutorSpeakers, victim: subprocess.Popen[str]) -> None:
        self.speakers, self.victim, self.asked = speakers, victim, 0
        self.ahead = speakers.ahead

    def submit(self, voice: Voice, said: Said) -> Future[Clip]:
        future = self.speakers.submit(voice, said)
        self.asked += 1
        if self.asked == 8:
            self.victim.send_signal(signal.SIGKILL)
        return future

    def close(self) -> None:
        self.speakers.close()


@needs_dask
def test_a_cluster_without_workers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("narrate.speech.executors.REACH", 2.0)
    with ExitStack() as stack:
        scheduler = stack.enter_context(
            program("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        )
        lines, found = lines_of(scheduler), None
        while not found:
            found = re.search(r"Scheduler at:\s+(tcp://\S+)", lines.get(timeout=60))
        with pytest.raises(SettingsError, match="has no workers"):
            DaskSpeakers(found[1])
