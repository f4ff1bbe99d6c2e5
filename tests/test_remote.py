"""A store that holds what the folder holds, whatever happens on the way; a real S3 server on this machine."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from email.message import Message
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from narrate.batch import Job, open_desk, run
from narrate.catalog import Catalog
from narrate.errors import OutputError
from narrate.remote import fetch_library, send_library, send_site
from narrate.remote.trees import FOLDERS
from narrate.settings import Settings, address_of, load, working_folder
from narrate.speech import Here
from tests.conftest import PARAGRAPHS
from tests.publishing import episode, published

if not (find_spec("s3fs") and find_spec("moto") and find_spec("flask")):
    pytest.skip("the extra remote or the S3 server of the tests is not installed", allow_module_level=True)

ROOT = Path(__file__).parents[1]
KEPT = "All is kept here; the next run sends what is missing\n"
QUICK = (0.01, 0.02, 0.04)
BUCKET = "quay"
ACTIONS = ["s3:GetObject", "s3:HeadObject"]
"""On Amazon's servers the first one covers HEAD."""
PUBLIC = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": "*",
            "Action": ACTIONS,
            "Resource": f"arn:aws:s3:::{BUCKET}/*",
        }
    ],
}
Hook = Callable[[str, str], "int | None"]


class Bucket:
    """An S3 server in this process whose requests are seen, and may be answered with an error."""

    def __init__(self) -> None:
        from moto.server import DomainDispatcherApplication, create_backend_app
        from werkzeug.serving import make_server

        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self._answer = DomainDispatcherApplication(create_backend_app)
        self._lock = threading.Lock()
        self.seen: list[tuple[str, str]] = []
        self.hook: Hook = lambda method, place: None
        """The status to answer with; None leaves it to the server."""
        self._server = make_server("127.0.0.1", 0, self._application, threaded=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def _application(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        with self._lock:
            self.seen.append((method, path.removeprefix(f"/{BUCKET}/")))
            status = self.hook(*self.seen[-1])
        if status:
            environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            start(f"{status} Broken", [("Content-Type", "application/xml")])
            code = b"AccessDenied" if status == 403 else b"InternalError"
            return [b"<Error><Code>" + code + b"</Code><Message>Not today.</Message></Error>"]
        answer: Iterable[bytes] = self._answer(environ, start)
        return answer

    def puts(self) -> list[str]:
        """Places that were written since, without the manifest."""
        return [place for method, place in self.seen if method == "PUT" and ".narrate/" not in place]

    def ask(self, place: str, **headers: str) -> tuple[int, Message, bytes]:
        """As a listener's player asks: status, headers, body."""
        request = urllib.request.Request(f"{self.url}/{BUCKET}/{place}", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=20) as reply:
                return reply.status, reply.headers, reply.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers, b""

    def order(self, method: str, path: str, body: bytes = b"") -> None:
        """As its owner orders."""
        kind = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.url}/{path}", body, kind, method=method)
        urllib.request.urlopen(request, timeout=20).close()

    def keys(self, prefix: str) -> set[str]:
        """All objects there, without the manifest."""
        import s3fs

        files = s3fs.S3FileSystem(use_listings_cache=False, skip_instance_cache=True)
        root = f"{BUCKET}/{prefix}"
        found = {name.removeprefix(f"{root}/") for name in files.find(root)}
        return {place for place in found if not place.startswith(".narrate/")}

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    server = Bucket()
    for name, value in {
        "AWS_ENDPOINT_URL": server.url,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
    }.items():
        monkeypatch.setenv(name, value)
    server.order("POST", "moto-api/reset")  # its state is the process's
    server.order("PUT", BUCKET)
    server.order("PUT", f"{BUCKET}?policy", json.dumps(PUBLIC).encode())
    server.seen.clear()
    yield server
    server.close()


def files_of(folder: Path) -> set[str]:
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {place for place in found if not place.startswith(".narrate/")}


# ── a site ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_site_goes_up_whole_and_only_once(bucket: Bucket, tmp_path: Path) -> None:
    site = published(tmp_path, episode(1), episode(2)).folder
    sent = send_site(site, f"s3://{BUCKET}/show", QUICK)
    assert set(sent.written) == bucket.keys("show") == files_of(site)
    bucket.seen.clear()
    assert send_site(site, f"s3://{BUCKET}/show", QUICK).written == []
    assert {method for method, _ in bucket.seen} == {"GET", "HEAD"}


def test_no_reader_meets_a_feed_that_names_a_missing_file(bucket: Bucket, tmp_path: Path) -> None:
    send_site(published(tmp_path, episode(1), episode(2)).folder, f"s3://{BUCKET}/show", QUICK)
    bucket.seen.clear()
    site = published(tmp_path, episode(2), episode(3)).folder
    sent = send_site(site, f"s3://{BUCKET}/show", QUICK)
    order = [place.removeprefix("show/") for place in bucket.puts()]
    before = {place.partition("/")[0] for place in order[: order.index("index.html")]}
    assert before >= {"audio", "covers", "episodes"}
    steps = [("audio/", "covers/").count(place.partition("/")[0] + "/") for place in order]
    assert steps == sorted(steps, reverse=True)
    assert order.index("feed.xml") > max(n for n, place in enumerate(order) if place.startswith("episodes/"))
    methods = [method for method, place in bucket.seen if ".narrate/" not in place]
    last_put = len(methods) - 1 - methods[::-1].index("PUT")
    assert "DELETE" not in methods[:last_put]
    assert any(place.startswith("audio/") for place in sent.removed)
    assert bucket.keys("show") == files_of(site)


def test_a_withdrawn_recording_is_gone_and_its_notice_is_there(bucket: Bucket, tmp_path: Path) -> None:
    one = episode(1)
    send_site(published(tmp_path, one, episode(2)).folder, f"s3://{BUCKET}/show", QUICK)
    gone = replace(one, withdrawn="2026-06-02T06:00:00+00:00", reason="Wrong.", media=(), file="", cover="")
    site = published(tmp_path, gone, episode(2)).folder
    send_site(site, f"s3://{BUCKET}/show", QUICK)
    assert bucket.ask(f"show/{one.media[0].file}")[0] == 404
    assert b"Wrong." in bucket.ask(f"show/episodes/{one.id}/index.html")[2]
    assert one.media[0].file.encode() not in bucket.ask("show/feed.xml")[2]


def test_a_player_can_seek_and_caches_know_what_to_keep(bucket: Bucket, tmp_path: Path) -> None:
    one = episode(1)
    send_site(published(tmp_path, one).folder, f"s3://{BUCKET}/show", QUICK)
    status, headers, body = bucket.ask(f"show/{one.media[0].file}", Range="bytes=10-19")
    assert (status, len(body), headers["Content-Type"]) == (206, 10, "audio/mpeg")
    assert headers["Content-Range"] == f"bytes 10-19/{one.bytes}"
    assert headers["Cache-Control"] == "public, max-age=86400"
    _, headers, _ = bucket.ask("show/feed.xml")
    assert headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert headers["Cache-Control"] == "public, max-age=300"
    _, headers, _ = bucket.ask(f"show/episodes/{one.id}/transcript.vtt")
    assert headers["Content-Type"] == "text/vtt; charset=utf-8"


def test_an_object_that_somebody_removed_or_changed_is_sent_again(bucket: Bucket, tmp_path: Path) -> None:
    import s3fs

    site = published(tmp_path, episode(1)).folder
    send_site(site, f"s3://{BUCKET}/show", QUICK)
    files = s3fs.S3FileSystem(skip_instance_cache=True)
    files.rm_file(f"{BUCKET}/show/feed.json")
    files.pipe_file(f"{BUCKET}/show/sitemap.xml", b"x" * (site / "sitemap.xml").stat().st_size)
    assert set(send_site(site, f"s3://{BUCKET}/show", QUICK).written) == {"feed.json", "sitemap.xml"}


def test_a_long_recording_goes_up_in_parts(
    bucket: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("narrate.remote.store.PART", 5 * 2**20)  # the least that S3 takes
    one = episode(1)
    one = replace(one, media=(replace(one.media[0], bytes=11 * 2**20 + 7),))
    site = published(tmp_path, one).folder
    send_site(site, f"s3://{BUCKET}/show", QUICK)
    assert [method for method, place in bucket.seen if place.endswith(".mp3")].count("POST") == 2
    _, headers, body = bucket.ask(f"show/{one.media[0].file}", Range="bytes=-9")
    assert (len(body), headers["Content-Type"]) == (9, "audio/mpeg")
    assert send_site(site, f"s3://{BUCKET}/show", QUICK).written == []


def test_what_is_not_ours_is_neither_changed_nor_removed(bucket: Bucket, tmp_path: Path) -> None:
    import s3fs

    files = s3fs.S3FileSystem(skip_instance_cache=True)
    files.pipe_file(f"{BUCKET}/show/their.txt", b"theirs")
    site = published(tmp_path, episode(1)).folder
    send_site(site, f"s3://{BUCKET}/show", QUICK)
    assert bucket.keys("show") == files_of(site) | {"their.txt"}
    files.pipe_file(f"{BUCKET}/other/index.html", b"theirs")
    with pytest.raises(OutputError, match=r"s3://quay/other/index\.html: was not written by narrate"):
        send_site(site, f"s3://{BUCKET}/other", QUICK)
    assert bucket.keys("other") == {"index.html"}


# ── a store that fails ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("status", [500, 503])
def test_a_store_that_is_ill_for_a_while_is_asked_again(bucket: Bucket, tmp_path: Path, status: int) -> None:
    site = published(tmp_path, episode(1)).folder
    ill = iter([status] * 6)
    bucket.hook = lambda method, place: next(ill, None) if method == "PUT" else None
    send_site(site, f"s3://{BUCKET}/show", QUICK)
    assert next(ill, None) is None
    assert bucket.keys("show") == files_of(site)


def test_a_store_that_stays_ill_is_one_line_and_the_next_run_sends_the_rest(
    bucket: Bucket, tmp_path: Path
) -> None:
    site = published(tmp_path, episode(1), episode(2)).folder
    whole = files_of(site)
    bucket.hook = lambda method, place: 503 if method == "PUT" and place.endswith("/index.html") else None
    with pytest.raises(OutputError) as caught:
        send_site(site, f"s3://{BUCKET}/show", QUICK)
    assert str(caught.value).startswith("s3://quay/show: cannot be written: ")
    assert "4 times in a row. All is kept here; the next run sends what is missing" in str(caught.value)
    assert bucket.ask("show/feed.xml")[0] == 404
    assert files_of(site) == whole
    bucket.hook = lambda method, place: None
    send_site(site, f"s3://{BUCKET}/show", QUICK)
    assert bucket.keys("show") == whole


def test_a_bucket_that_is_not_there_is_told_at_once(bucket: Bucket, tmp_path: Path) -> None:
    site = published(tmp_path, episode(1)).folder
    began = time.monotonic()
    with pytest.raises(OutputError, match=r"s3://nobody/show: .*bucket does not exist"):
        send_site(site, "s3://nobody/show", (60.0,))
    assert time.monotonic() - began < 50


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill here")
def test_a_killed_run_leaves_nothing_that_nobody_knows(bucket: Bucket, tmp_path: Path) -> None:
    published(tmp_path, episode(1), episode(2))
    command = "import sys; from pathlib import Path; from narrate.remote import send_site"
    command += "; send_site(Path(sys.argv[1]), sys.argv[2])"
    site, address = tmp_path / "site", f"s3://{BUCKET}/show"
    child: subprocess.Popen[bytes] | None = None

    def kill(method: str, place: str) -> None:
        if child and len(bucket.puts()) == 12:
            child.send_signal(signal.SIGKILL)

    bucket.hook = kill
    child = subprocess.Popen([sys.executable, "-c", command, str(site), address], cwd=ROOT)
    assert child.wait(60) == -signal.SIGKILL
    bucket.hook = lambda method, place: None
    left = bucket.keys("show")
    assert 0 < len(left) < len(files_of(site))
    assert "feed.xml" not in left
    site = published(tmp_path, episode(2)).folder  # the first one is taken back before anybody sends again
    send_site(site, address, QUICK)
    assert bucket.keys("show") == files_of(site)


# ── a library ──────────────────────────────────────────────────────────────────────────────────────


def narrated(folder: Path, *pages: Path) -> None:
    settings = Settings(voice="tone", output=folder, voices=())
    with Catalog(folder) as catalog:
        jobs = [Job(str(page)) for page in pages]
        assert all(each.ok for each in run(jobs, open_desk(settings, catalog, Here())))


def stored(folder: Path, address: str) -> list[str]:
    with Catalog(folder) as catalog, catalog.alone():
        return send_library(catalog, address, QUICK).written


def test_a_library_goes_up_and_comes_down_on_another_machine(
    bucket: Bucket, tmp_path: Path, write_page: Callable[..., Path]
) -> None:
    address, here, there = f"s3://{BUCKET}/desk", tmp_path / "here", tmp_path / "there"
    page = write_page("ferry")
    narrated(here, page, write_page("bus"))
    written = stored(here, address)
    assert written[-1] == "catalog.sqlite"
    assert len([place for place in written if place.startswith("audio/")]) == 2
    assert stored(here, address) == []

    assert fetch_library(address, there, QUICK) == len(written)
    audio = {path.name: path.read_bytes() for path in (here / "audio").iterdir()}
    assert {path.name: path.read_bytes() for path in (there / "audio").iterdir()} == audio
    with Catalog(there) as catalog:
        assert len(list(catalog.episodes())) == 2
    assert stored(there, address) == []

    write_page("ferry", (*PARAGRAPHS, "A third is not planned."))
    narrated(there, page)
    *first, last = stored(there, address)
    assert ({place.partition("/")[0] for place in first}, last) == ({*FOLDERS}, "catalog.sqlite")
    assert len([place for place in bucket.keys("desk") if place.startswith("audio/")]) == 2
    with pytest.raises(OutputError, match="was written from another folder or machine since"):
        stored(here, address)


def test_a_download_that_broke_off_goes_on(
    bucket: Bucket, tmp_path: Path, write_page: Callable[..., Path]
) -> None:
    address, here, there = f"s3://{BUCKET}/desk", tmp_path / "here", tmp_path / "there"
    narrated(here, write_page("ferry"))
    stored(here, address)
    bucket.hook = lambda method, place: 500 if "proofs" in place else None
    with pytest.raises(OutputError, match="cannot be read"):
        fetch_library(address, there, QUICK)
    assert not (there / "catalog.sqlite").exists()
    bucket.hook = lambda method, place: None
    bucket.seen.clear()
    assert fetch_library(address, there, QUICK)
    assert not any("audio/" in place for method, place in bucket.seen if method == "GET")
    assert not list(there.rglob("*.part"))


@pytest.mark.parametrize("place", ["../out.mp3", "/etc/x", "audio/../../out", "audio\\..\\x", "elsewhere/x"])
def test_a_changed_manifest_leads_nowhere(tmp_path: Path, place: str) -> None:
    store = tmp_path / "store"
    (store / ".narrate").mkdir(parents=True)
    text = json.dumps({"format": 1, "token": "t", "files": {place: ["00", 1, "", 0]}})
    (store / ".narrate" / "manifest.json").write_text(text)
    with pytest.raises(OutputError, match="no part of a library"):
        fetch_library(f"file://{store}", tmp_path / "in" / "here", QUICK)
    assert files_of(tmp_path) == {"store/.narrate/manifest.json"}


# ── other stores ───────────────────────────────────────────────────────────────────────────────────


def test_a_file_system_gets_whole_files_by_renaming(tmp_path: Path) -> None:
    store = tmp_path / "store"
    one = episode(1)
    send_site(published(tmp_path, one, episode(2)).folder, f"file://{store}", QUICK)
    (store / f"{one.media[0].file}.narrate-part").write_bytes(b"what a killed upload has left")
    site = published(tmp_path, episode(2)).folder
    sent = send_site(site, f"file://{store}", QUICK)
    assert files_of(store) == files_of(site)
    assert f"{one.media[0].file}.narrate-part" in sent.removed
    assert not (store / "episodes" / one.id).exists()


def test_memory_is_a_store(tmp_path: Path) -> None:
    site = published(tmp_path, episode(1)).folder
    assert set(send_site(site, "memory://show", QUICK).written) == files_of(site)
    assert send_site(site, "memory://show", QUICK).written == []


def test_an_unknown_kind_of_address_is_told(tmp_path: Path) -> None:
    site = published(tmp_path, episode(1)).folder
    with pytest.raises(OutputError, match="cannot be opened"):
        send_site(site, "teleport://show", QUICK)


def test_without_the_extra_the_next_step_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = published(tmp_path, episode(1)).folder
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(OutputError, match=r"pip install 'narrate\[remote\]'"):
        send_site(site, "memory://show", QUICK)


# ── as it is typed ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("s3://bucket/show/", "s3://bucket/show"),
        (Path("s3://bucket/show"), "s3://bucket/show"),
        (Path("file:///srv/show"), "file:///srv/show"),
        ("sftp://desk@host:22/show", "sftp://desk@host:22/show"),
        ("output", ""),
        ("C:\\output", ""),
        ("C:/output", ""),
        ("a:b", ""),
    ],
)
def test_what_is_an_address(typed: str | Path, address: str) -> None:
    assert address_of(typed) == address


def test_the_work_on_a_store_has_a_folder_here(tmp_path: Path) -> None:
    settings = load(tmp_path, {"NARRATE_OUTPUT": "s3://bucket/show"})
    assert settings.remote == "s3://bucket/show"
    assert settings.output == working_folder("s3://bucket/show")
    assert settings.output.parent == Path(".narrate")
    assert working_folder("s3://a/b") != working_folder("s3://a-b")
    assert working_folder("sftp://me:secret@host/x") == working_folder("sftp://me@host/x")
    assert load(tmp_path, {"NARRATE_OUTPUT": "s3://bucket/show"}, output=Path("here")).remote == ""


def test_make_publish_withdraw_into_a_bucket(
    bucket: Bucket, tmp_path: Path, write_page: Callable[..., Path]
) -> None:
    base = f"{bucket.url}/{BUCKET}/desk/site/"
    (tmp_path / "narrate.toml").write_text(
        f'voice = "tone"\noutput = "s3://{BUCKET}/desk"\n[show]\nbase_url = "{base}"\n', encoding="utf-8"
    )

    def narrate(*arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "narrate", *arguments]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120
        )

    done = narrate("make", str(write_page("ferry")), str(write_page("bus")))
    assert done.returncode == 0, done.stderr
    assert "s3://quay/desk: " in done.stdout
    assert "catalog.sqlite" in bucket.keys("desk")
    assert narrate("publish").returncode == 0
    assert b"<item>" in bucket.ask("desk/site/feed.xml")[2]
    assert "s3://quay/desk/site: unchanged" in narrate("publish").stdout

    bucket.hook = lambda method, place: 403 if method == "PUT" else None
    done = narrate("withdraw", "ferry", "--reason", "Wrong.")
    assert done.returncode == 1
    assert done.stderr == "narrate: s3://quay/desk: cannot be written: PermissionError: Not today. " + KEPT
    bucket.hook = lambda method, place: None
    done = narrate("make", str(write_page("bus")))
    assert done.returncode == 0, done.stderr
    assert len([place for place in bucket.keys("desk") if place.startswith("audio/")]) == 1
