"""Who is told how a run ended, and that nothing of it ever costs the run."""

from __future__ import annotations

import json
import os
import re
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from narrate.errors import SettingsError
from narrate.notices import Notify, notify
from narrate.settings import load

FAILED: dict[str, object] = {
    "began": "2026-05-03T09:00:00+00:00", "seconds": 60.0, "states": {"narrated": 2, "set aside": 1, "failed": 1},
    "audio_seconds": 600.0, "voiced": 50, "cached": 10, "unvoiced": 0,
    "failures": [{"source": "a.html", "kind": 'Odd"Error\\', "cause": "a.html: it’s broken"}],
}  # fmt: skip
FINE: dict[str, object] = {**FAILED, "states": {"unchanged": 3}, "failures": []}
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="the commands are for a POSIX shell")


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("narrate.notices.BACKOFF", 0.0)
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


class Hook:
    """A server that answers with one status after the other, the last one for ever; 0 hangs, -1 hangs up."""

    def __init__(self, statuses: list[int]) -> None:
        self.statuses = statuses
        self.got: list[tuple[dict[str, Any], dict[str, str]]] = []
        self.released = threading.Event()
        self.address = ""


@contextmanager
def hook(*statuses: int) -> Iterator[Hook]:
    here = Hook(list(statuses))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            here.got.append((json.loads(body), dict(self.headers)))
            status = here.statuses.pop(0) if len(here.statuses) > 1 else here.statuses[0]
            if status == 0:
                here.released.wait(30)
            elif status < 0:
                self.connection.close()
            else:
                self.send_response(status)
                self.send_header("Location", "http://elsewhere.example/")
                self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

        def finish(self) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        here.address = f"http://127.0.0.1:{server.server_address[1]}/services/T0/secret"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield here
        finally:
            here.released.set()
            server.shutdown()


# ── webhook ────────────────────────────────────────────────────────────────────────────────────────


def test_a_webhook_gets_the_account() -> None:
    with hook(204) as here:
        assert notify(FAILED, Notify(webhook=here.address)) == []
    ((body, headers),) = here.got
    assert {name: body[name] for name in FAILED} == FAILED
    assert body["ok"] is False
    assert body["text"] == (
        "narrate: 2 narrated, 1 set aside, 1 failed; 10.0 minutes of audio in 1.0; a.html: it’s broken"
    )
    assert headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("statuses", [(500, 503, 200), (429, -1, 204), (-1, -1, 200)])
def test_a_webhook_that_fails_twice_is_asked_a_third_time(statuses: tuple[int, ...]) -> None:
    with hook(*statuses) as here:
        assert notify(FAILED, Notify(webhook=here.address)) == []
    assert len(here.got) == 3
    assert len({headers["Idempotency-Key"] for _, headers in here.got}) == 1


def test_a_webhook_that_always_fails_is_a_warning_without_its_secret() -> None:
    with hook(500) as here:
        problems = notify(FAILED, Notify(webhook=here.address, tries=3))
    assert problems == ["[notify] webhook: 127.0.0.1 answers 500; given up after 3 tries"]
    assert len(here.got) == 3


@pytest.mark.parametrize("status", [302, 400, 404])
def test_what_another_try_cannot_mend_is_not_tried_again(status: int) -> None:
    with hook(status) as here:
        assert notify(FAILED, Notify(webhook=here.address)) == [
            f"[notify] webhook: 127.0.0.1 answers {status}"
        ]
    assert len(here.got) == 1


def test_a_webhook_that_hangs_is_left() -> None:
    with hook(0) as here:
        problems = notify(FAILED, Notify(webhook=here.address, timeout=0.2, tries=2))
    assert len(problems) == 1
    assert "127.0.0.1 " in problems[0]
    assert "given up after 2 tries" in problems[0]


def test_nobody_at_the_address() -> None:
    (problem,) = notify(FAILED, Notify(webhook="http://127.0.0.1:9/hook", tries=2))
    assert problem == "[notify] webhook: 127.0.0.1 cannot be reached: ConnectError; given up after 2 tries"


@pytest.mark.parametrize(
    ("on", "account", "told"),
    [("failure", FAILED, 1), ("failure", FINE, 0), ("success", FAILED, 0), ("success", FINE, 1),
     ("always", FAILED, 1), ("always", FINE, 1), ("failure", {**FINE, "unvoiced": 1}, 1), ("success", {}, 1)],
)  # fmt: skip
def test_who_is_told_when(on: Any, account: dict[str, object], told: int) -> None:
    with hook(200) as here:
        assert notify(account, Notify(on=on, webhook=here.address)) == []
    assert len(here.got) == told


# ── command ────────────────────────────────────────────────────────────────────────────────────────


@POSIX
def test_a_command_gets_the_account_and_its_sum(tmp_path: Path) -> None:
    told = tmp_path / "told"
    command = f'cat > {told} && echo "$NARRATE_RUN_OK $NARRATE_RUN_NARRATED $NARRATE_RUN_FAILED" >> {told}'
    assert notify(FAILED, Notify(command=command)) == []
    body, _, figures = told.read_text(encoding="utf-8").rpartition("}")
    assert json.loads(body + "}")["failures"] == FAILED["failures"]
    assert figures == "no 2 1\n"


@POSIX
def test_a_command_that_fails_says_its_last_line() -> None:
    (problem,) = notify(FAILED, Notify(command="echo one; echo 'no such list' >&2; echo; exit 3"))
    assert problem == "[notify] command: ended with 3: no such list"


@POSIX
def test_a_command_that_hangs_is_killed_with_what_it_started(tmp_path: Path) -> None:
    mark = tmp_path / "pid"
    command = f"sleep 60 & echo $! > {mark}; wait"
    (problem,) = notify(FAILED, Notify(command=command, timeout=1))
    assert problem == "[notify] command: does not end within 1 seconds, and was killed"
    assert is_gone(int(mark.read_text()))


def is_gone(process: int) -> bool:
    for _ in range(100):
        try:
            os.kill(process, 0)
            if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.05)
    return False


@POSIX
def test_a_command_that_reads_nothing_and_leaves_something_running_is_not_waited_for() -> None:
    account = {**FAILED, "failures": [{"source": "x" * 1000, "kind": "E", "cause": "c" * 1000}] * 200}
    assert notify(account, Notify(command="sleep 5 &")) == []


# ── Prometheus ─────────────────────────────────────────────────────────────────────────────────────

SAMPLE = re.compile(r'(\w+)(?:\{(\w+)="((?:[^"\\\n]|\\[\\"n])*)"\})? (-?[\d.e+]+)')


def samples(path: Path) -> dict[tuple[str, str], float]:
    """By the text format of Prometheus: each family has its HELP and TYPE before its samples."""
    found = {}
    family = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# HELP "):
            family = line.split()[2]
        elif line.startswith("# TYPE "):
            assert line == f"# TYPE {family} gauge"
        else:
            sample = SAMPLE.fullmatch(line)
            assert sample
            assert sample[1] == family
            found[sample[1], sample[3] or ""] = float(sample[4])
    return found


def test_the_figures_of_a_run(tmp_path: Path) -> None:
    path = tmp_path / "made" / "narrate.prom"
    assert notify(FAILED, Notify(prometheus=str(path))) == []
    found = samples(path)
    assert found["narrate_run_articles", "narrated"] == 2
    assert found["narrate_run_articles", "set aside"] == 1
    assert found["narrate_run_articles", "unchanged"] == 0
    assert found["narrate_run_sentences", "cached"] == 10
    assert found["narrate_run_failures", r"Odd\"Error\\"] == 1
    assert found["narrate_run_audio_seconds", ""] == 600
    assert found["narrate_run_times_real_time", ""] == 10
    assert found["narrate_last_success_timestamp_seconds", ""] == 0
    assert [each.name for each in path.parent.iterdir()] == ["narrate.prom"]
    assert os.name == "nt" or path.stat().st_mode & 0o777 == 0o644


def test_the_last_success_outlives_failures(tmp_path: Path) -> None:
    path = tmp_path / "narrate.prom"
    before = time.time() - 1
    notify(FINE, Notify(prometheus=str(path)))
    success = samples(path)["narrate_last_success_timestamp_seconds", ""]
    assert before < success <= time.time() + 1
    notify(FAILED, Notify(prometheus=str(path)))
    assert samples(path)["narrate_last_success_timestamp_seconds", ""] == success


@pytest.mark.parametrize("rubbish", [b"", b"\xff\xfe", b"narrate_last_success_timestamp_seconds often\n"])
def test_whatever_the_file_was_it_is_written(tmp_path: Path, rubbish: bytes) -> None:
    path = tmp_path / "narrate.prom"
    path.write_bytes(rubbish)
    assert notify(FAILED, Notify(prometheus=str(path))) == []
    assert samples(path)["narrate_last_success_timestamp_seconds", ""] == 0


def test_a_file_that_cannot_be_written_is_a_warning_and_the_others_are_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with hook(200) as here:
        problems = notify(FAILED, Notify(webhook=here.address, prometheus=str(tmp_path / "file" / "x.prom")))
    assert len(problems) == 1
    assert problems[0].startswith("[notify] prometheus: ")
    assert len(here.got) == 1


def test_an_account_that_makes_no_sense_is_a_warning(tmp_path: Path) -> None:
    assert len(notify({"states": 3}, Notify(prometheus=str(tmp_path / "x.prom")))) == 1


# ── Settings ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('on = "failures"', "notify on: is 'failures'. Take one of failure, always, success"),
        ('webhook = "ftp://x"', "notify webhook: is no address"),
        ('webhook = "http://[x"', "notify webhook: is no address"),
        ('prometheus = "narrate.txt"', "notify prometheus: is .* end in .prom"),
        ("timeout = 0", "notify timeout: is 0.0"),
        ("timeout = nan", "notify timeout: is nan"),
        ("tries = 0", "notify tries: is 0"),
        ('webhok = "x"', "Did you mean webhook?"),
    ],
)
def test_a_wrong_setting(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "narrate.toml").write_text(f"[notify]\n{text}\n")
    with pytest.raises(SettingsError, match=message):
        load(tmp_path, {})


def test_the_settings(tmp_path: Path) -> None:
    (tmp_path / "narrate.toml").write_text(
        '[notify]\non = "always"\nprometheus = "p/x.prom"\nwebhook = "http://a/b"\n'
    )
    found = load(tmp_path, {"NARRATE_NOTIFY_WEBHOOK": "https://hooks.example/secret"}).notify
    assert found == Notify("always", "https://hooks.example/secret", "", str(tmp_path / "p" / "x.prom"))
    with pytest.raises(SettingsError, match="notify webhook: is no address"):
        load(tmp_path, {"NARRATE_NOTIFY_WEBHOOK": "secret"})
