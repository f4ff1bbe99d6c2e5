"""Who is told how a run ended: an address, a command, a file for Prometheus.  Its options are ``[notify]``.

Nothing here ever fails a run: what goes wrong comes back as a line of warning.  The file is written after every
run, the others are told where ``on`` says so.

A webhook gets the account as JSON, with ``ok``, ``version`` and a line of ``text`` (which Slack, Mattermost and
Google Chat show as it is).  It is tried again after a broken connection, 408, 425, 429 and 5xx; every try of one
notice has the same Idempotency-Key.

A command gets the same JSON on its standard input, and in its environment NARRATE_RUN_OK (yes or no),
NARRATE_RUN_TEXT, NARRATE_RUN_NARRATED, NARRATE_RUN_FAILED, NARRATE_RUN_SECONDS and NARRATE_RUN_AUDIO_SECONDS.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from narrate import __version__
from narrate.errors import SettingsError

On = Literal["failure", "always", "success"]
AGAIN = (408, 425, 429, 500, 502, 503, 504)
"""Answers after which the same request may succeed."""
BACKOFF = 2.0
"""Seconds of the first pause, at most; each next one may be twice as long."""
STATES = ("narrated", "unchanged", "failed")
"""Told to Prometheus even where there are none, so that an alert has something to compare."""


@dataclass(frozen=True, slots=True)
class Notify:
    """The options: who is told of a run, and when."""

    on: On = "failure"
    """When webhook and command are told; a run with one failure has failed."""
    webhook: str = ""
    """The address that gets the account as JSON; one with a secret in it stands in NARRATE_NOTIFY_WEBHOOK."""
    command: str = ""
    """Run by the shell, with the account on its standard input."""
    prometheus: str = ""
    """A file for the textfile collector of node_exporter, which reads names in .prom."""
    timeout: float = 30.0
    """Seconds for each try of the webhook, and for the command."""
    tries: int = 4
    """How often the webhook is tried."""

    def __post_init__(self) -> None:
        """Raise SettingsError for what nobody can be told by."""
        if self.on not in get_args(On):
            raise SettingsError("notify on", f"is {self.on!r}", f"Take one of {', '.join(get_args(On))}")
        if self.webhook and not _is_address(self.webhook):
            raise SettingsError("notify webhook", "is no address", "Write it whole: https://host/path")
        if self.prometheus and not self.prometheus.endswith(".prom"):
            step = "node_exporter reads names that end in .prom"
            raise SettingsError("notify prometheus", f"is {self.prometheus!r}", step)
        if not 0 < self.timeout <= 3600:  # also true of NaN
            raise SettingsError("notify timeout", f"is {self.timeout}", "Take seconds from 1 to 3600")
        if not 1 <= self.tries <= 20:
            raise SettingsError("notify tries", f"is {self.tries}", "Take one from 1 to 20")


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def notify(account: Mapping[str, object], settings: Notify) -> list[str]:
    """Tell of a run.

    Args:
        account: ``{"began", "seconds", "states": {state: n}, "audio_seconds", "voiced", "cached", "unvoiced",
            "failures": [{"source", "kind", "cause"}], "ended"}``; what is missing counts as nothing.

    Returns:
        What went wrong, one line each.
    """
    try:
        run = _Run(account)
    except (AttributeError, TypeError, ValueError) as error:
        return [f"[notify] the account makes no sense: {error}"]
    wanted = settings.on == "always" or (settings.on == "success") == run.ok
    ways: list[tuple[str, Callable[[], str]]] = []
    if settings.prometheus:
        ways.append(("prometheus", lambda: _write(Path(settings.prometheus), run)))
    if settings.webhook and wanted:
        ways.append(("webhook", lambda: _post(settings, run)))
    if settings.command and wanted:
        ways.append(("command", lambda: _call(settings, run)))
    return [f"[notify] {name}: {problem}" for name, way in ways if (problem := _problem_of(way))]


def _problem_of(way: Callable[[], str]) -> str:
    try:
        return way()
    except OSError as error:
        return f"{error.strerror or error}"
    except Exception as error:  # a library's trouble or a bug: the run is worth more than its notice
        return f"{type(error).__name__}: {error}"


class _Run:
    """The account, with what follows from it."""

    def __init__(self, account: Mapping[str, object]) -> None:
        values: dict[str, Any] = dict(account)
        self.states = Counter[str](values.get("states") or {})
        self.seconds = float(values.get("seconds") or 0.0)
        self.audio_seconds = float(values.get("audio_seconds") or 0.0)
        self.sentences = {
            "voiced": int(values.get("voiced") or 0),
            "cached": int(values.get("cached") or 0),
            "failed": int(values.get("unvoiced") or 0),
        }
        self.failures = Counter(str(one.get("kind", "")) for one in values.get("failures") or ())
        self.ended = str(values.get("ended") or "")
        self.ok = not (self.states["failed"] or self.failures or self.sentences["failed"] or self.ended)
        self._values = values

    @property
    def text(self) -> str:
        counts = ", ".join(f"{number} {state}" for state, number in self.states.items() if number)
        minutes = f"{self.audio_seconds / 60:.1f} minutes of audio in {self.seconds / 60:.1f}"
        causes = [str(one.get("cause", "")) for one in self._values.get("failures") or ()][:3]
        ended = [f"ended before its time: {self.ended}"] if self.ended else []
        return "; ".join([f"narrate: {counts or 'nothing to do'}", minutes, *ended, *causes])

    @property
    def json(self) -> bytes:
        about = {"ok": self.ok, "text": self.text, "version": __version__}
        return json.dumps({**about, **self._values}, ensure_ascii=False, default=str).encode()

    @property
    def environment(self) -> dict[str, str]:
        told = {
            "OK": "yes" if self.ok else "no",
            "TEXT": self.text,
            "NARRATED": str(self.states["narrated"]),
            "FAILED": str(self.states["failed"]),
            "SECONDS": f"{self.seconds:.1f}",
            "AUDIO_SECONDS": f"{self.audio_seconds:.1f}",
        }
        return {f"NARRATE_RUN_{name}": value.replace("\0", "") for name, value in told.items()}


# ── An address ─────────────────────────────────────────────────────────────────────────────────────


def _post(settings: Notify, run: _Run) -> str:
    """What went wrong with the last try; "" if one succeeded.  The address is a secret, its host is none."""
    headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4())}
    problem = ""
    for attempt in range(settings.tries):
        if attempt:
            # Full jitter, as in the AWS Architecture Blog, "Exponential Backoff And Jitter".
            time.sleep(random.uniform(0, BACKOFF * 2 ** (attempt - 1)))
        problem, is_final = _tried(settings, run.json, headers)
        if is_final:
            return problem
    return f"{problem}; given up after {settings.tries} tries"


def _tried(settings: Notify, body: bytes, headers: Mapping[str, str]) -> tuple[str, bool]:
    """The problem, and whether another try is useless.

    httpx counts its seconds anew with every byte, so that only a clock outside can keep the total.
    """
    answers: list[int | Exception] = []

    def send() -> None:
        try:
            answers.append(_status(settings, body, headers))
        except Exception as error:  # handed over to the thread that waits
            answers.append(error)

    thread = threading.Thread(target=send, name="webhook", daemon=True)
    thread.start()
    thread.join(settings.timeout)
    host = urlsplit(settings.webhook).hostname
    if not answers:
        return f"{host} does not answer within {settings.timeout:g} seconds", False
    answer = answers[0]
    if isinstance(answer, Exception):
        return f"{host} cannot be reached: {type(answer).__name__}", False
    if 200 <= answer < 300:
        return "", True
    return f"{host} answers {answer}", answer not in AGAIN


def _status(settings: Notify, body: bytes, headers: Mapping[str, str]) -> int:
    import httpx

    with httpx.stream(
        "POST", settings.webhook, content=body, headers=dict(headers), timeout=settings.timeout
    ) as answer:
        return answer.status_code


# ── A command ──────────────────────────────────────────────────────────────────────────────────────


def _call(settings: Notify, run: _Run) -> str:
    """Files in place of pipes: a pipe that a grandchild keeps open would be waited for."""
    with tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as said:
        told.write(run.json)
        told.seek(0)
        environment = {**os.environ, **run.environment}
        process = subprocess.Popen(
            settings.command, shell=True, stdin=told, stdout=said, stderr=said, env=environment,
            start_new_session=True,
        )  # fmt: skip
        try:
            code = process.wait(settings.timeout)
        except BaseException as error:
            _kill(process)
            if isinstance(error, subprocess.TimeoutExpired):
                return f"does not end within {settings.timeout:g} seconds, and was killed"
            raise
        return f"ended with {code}{_last_line(said)}" if code else ""


def _kill(process: subprocess.Popen[bytes]) -> None:
    """With all that it has started."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _last_line(said: Any) -> str:
    said.seek(max(said.seek(0, os.SEEK_END) - 2_000, 0))
    lines = said.read().decode("utf-8", "replace").split("\n")
    last = next((line.strip() for line in reversed(lines) if line.strip()), "")
    return f": {last[:200]}" if last else ""


# ── A file for Prometheus ──────────────────────────────────────────────────────────────────────────


def _write(path: Path, run: _Run) -> str:
    """In one step: the collector may read at any moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(_exposition(run, _last_success(path)))
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(part, 0o644)  # the collector is another user
        os.replace(part, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(part)
        raise
    return ""


LAST_SUCCESS = "narrate_last_success_timestamp_seconds"


def _last_success(path: Path) -> float:
    """As the file has it from an earlier run; 0 if none succeeded."""
    with contextlib.suppress(OSError, ValueError):
        for line in path.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition(" ")
            if name == LAST_SUCCESS:
                return float(value)
    return 0.0


def _exposition(run: _Run, last_success: float) -> Iterator[str]:
    """Prometheus' text format 0.0.4 (prometheus.io, "Exposition formats")."""
    now = time.time()
    states = {**dict.fromkeys(STATES, 0), **run.states}
    times = run.audio_seconds / run.seconds if run.seconds else 0.0
    yield from _family("narrate_run_articles", "Articles of the last run.", "state", states)
    yield from _family("narrate_run_sentences", "Sentences of the last run.", "source", run.sentences)
    yield from _family("narrate_run_failures", "Failures of the last run.", "kind", run.failures)
    yield from _gauge("narrate_run_audio_seconds", "Audio that the last run made.", run.audio_seconds)
    yield from _gauge("narrate_run_seconds", "How long the last run took.", run.seconds)
    yield from _gauge("narrate_run_times_real_time", "Seconds of audio made in a second.", times)
    yield from _gauge("narrate_last_run_timestamp_seconds", "When the last run ended.", now)
    yield from _gauge(LAST_SUCCESS, "When a run last ended without failure.", now if run.ok else last_success)


def _gauge(name: str, help_: str, value: float) -> Iterator[str]:
    yield f"# HELP {name} {help_}\n# TYPE {name} gauge\n{name} {round(value, 3)!r}\n"


def _family(name: str, help_: str, label: str, values: Mapping[str, int]) -> Iterator[str]:
    if values:
        yield f"# HELP {name} {help_}\n# TYPE {name} gauge\n"
    for value, number in values.items():
        yield f'{name}{{{label}="{_escaped(value)}"}} {number}\n'


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
