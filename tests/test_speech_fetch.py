"""Large files from a server that cuts, resumes, and lies."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from narrate.errors import OutputError, VoiceError
from narrate.speech import fetch as fetch_module
from narrate.speech.fetch import Unreachable, Wanted, fetch, fetch_index

CONTENT = bytes(range(256)) * 2_000
OTHER = bytes(reversed(CONTENT))


@dataclass
class Files:
    """A server of one file, which misbehaves as it is told."""

    url: str
    content: bytes = CONTENT
    cuts: list[int] = field(default_factory=list)
    """After how many bytes the next answers break off."""
    statuses: list[int] = field(default_factory=list)
    """Of the next answers."""
    ranges: bool = True
    shift: int = 0
    """How many bytes too far a resumed answer begins."""
    announced: int = 0
    """More than there are."""
    asked: list[str] = field(default_factory=list)
    """The header Range of each request."""

    def wanted(self, content: bytes = CONTENT, kind: str = "sha256", extra: str = "") -> Wanted:
        digest = hashlib.new(kind, content).hexdigest()
        return Wanted((*filter(None, [extra]), self.url + "model.onnx"), len(content), f"{kind}:{digest}")


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> Iterator[Files]:
    monkeypatch.setattr(fetch_module, "PAUSE", 0.01)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append(self.headers.get("Range", ""))
            start = int((self.headers.get("Range") or "bytes=0-")[6:-1]) if found.ranges else 0
            status = found.statuses.pop(0) if found.statuses else (206 if start else 200)
            start += found.shift if start else 0
            body = found.content[start:]
            self.send_response(status)
            self.send_header("Content-Length", str(len(body) + found.announced))
            if status == 206:
                end, size = len(found.content) - 1, len(found.content) + found.announced
                self.send_header("Content-Range", f"bytes {start}-{end}/{size}")
            self.end_headers()
            self.wfile.write(body[: found.cuts.pop(0)] if found.cuts else body)

        def log_message(self, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A client that leaves is no news."""

    with Quiet(("127.0.0.1", 0), Handler) as server:
        found = Files(f"http://127.0.0.1:{server.server_port}/")
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield found
        server.shutdown()
        thread.join()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "voices" / "model.onnx"


def nothing_left(target: Path) -> bool:
    return not list(target.parent.glob("*"))


@pytest.mark.parametrize("kind", ["sha256", "md5"])
def test_fetches_once(files: Files, target: Path, kind: str) -> None:
    seen: list[tuple[int, int]] = []
    for _ in range(2):
        fetch(files.wanted(kind=kind), target, lambda done, size: seen.append((done, size)))
    assert target.read_bytes() == CONTENT
    assert (files.asked, seen[-1]) == ([""], (len(CONTENT), len(CONTENT)))
    assert list(target.parent.iterdir()) == [target]


def test_goes_on_where_it_broke_off(files: Files, target: Path) -> None:
    files.cuts = [100_000, 50_000]
    fetch(files.wanted(), target)
    assert target.read_bytes() == CONTENT
    assert files.asked == ["", "bytes=100000-", "bytes=150000-"]


def test_goes_on_in_another_run(files: Files, target: Path) -> None:
    files.cuts = [100_000, 0, 0, 0]
    with pytest.raises(Unreachable, match="broke off after 100000 of 512000 bytes"):
        fetch(files.wanted(), target)
    assert not target.exists()
    fetch(files.wanted(), target)
    assert (target.read_bytes(), files.asked[-1]) == (CONTENT, "bytes=100000-")


def test_begins_again_where_the_server_cannot_resume(files: Files, target: Path) -> None:
    files.ranges, files.cuts = False, [100_000]
    fetch(files.wanted(), target)
    assert target.read_bytes() == CONTENT


def test_waits_for_a_busy_server(files: Files, target: Path) -> None:
    files.statuses = [503, 429]
    fetch(files.wanted(), target)
    assert target.read_bytes() == CONTENT


def test_asks_the_next_address(files: Files, target: Path) -> None:
    fetch(files.wanted(extra="http://127.0.0.1:9/model.onnx"), target)
    assert (target.read_bytes(), files.asked) == (CONTENT, [""])


@pytest.mark.parametrize("left", [OTHER[:1000], OTHER, OTHER + b"more"])
def test_what_was_left_there_is_of_another_file(files: Files, target: Path, left: bytes) -> None:
    target.parent.mkdir()
    target.with_name("model.onnx.part").write_bytes(left)
    fetch(files.wanted(), target)
    assert target.read_bytes() == CONTENT


@pytest.mark.parametrize("kind", ["sha256", "md5"])
def test_another_file_of_the_same_size(files: Files, target: Path, kind: str) -> None:
    files.content = OTHER
    with pytest.raises(VoiceError, match=f"is another file: its {kind} is not the catalogue's"):
        fetch(files.wanted(kind=kind), target)
    assert nothing_left(target)


@pytest.mark.parametrize(
    ("content", "announced", "message"),
    [
        (CONTENT + b"more", 0, "has 512004 bytes, the catalogue 512000"),
        (CONTENT[:-4], 0, "has 511996 bytes, the catalogue 512000"),
        (CONTENT[:-4], 4, "broke off after 511996 of 512000 bytes"),
    ],
)
def test_a_lie_about_the_size(
    files: Files, target: Path, content: bytes, announced: int, message: str
) -> None:
    files.content, files.announced = content, announced
    with pytest.raises(Unreachable, match=message):
        fetch(files.wanted(), target)
    assert not target.exists()


def test_a_server_that_resumes_elsewhere(files: Files, target: Path) -> None:
    files.cuts, files.shift = [100_000], 10
    with pytest.raises(Unreachable, match="goes on at another place"):
        fetch(files.wanted(), target)
    assert not target.exists()


@pytest.mark.parametrize("status", [401, 404, 416])
def test_a_refusal_is_not_asked_again(files: Files, target: Path, status: int) -> None:
    files.statuses = [status] * 9
    with pytest.raises(Unreachable, match=str(status)):
        fetch(files.wanted(), target)
    assert len(files.asked) == 1


def test_nobody_there(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch_module, "PAUSE", 0.01)
    with pytest.raises(Unreachable, match=r"127\.0\.0\.1 cannot be reached \(ConnectError\)"):
        fetch(Wanted(("http://127.0.0.1:9/x",), 1, "md5:0"), target)


def test_a_folder_that_is_a_file(files: Files, tmp_path: Path) -> None:
    (tmp_path / "voices").write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        fetch(files.wanted(), tmp_path / "voices" / "model.onnx")


def test_a_catalogue(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    assert fetch_index(files.url) == CONTENT
    files.cuts = [10]
    with pytest.raises(Unreachable, match="broke off"):
        fetch_index(files.url)
    monkeypatch.setattr(fetch_module, "LARGEST_INDEX", 1_000)
    with pytest.raises(Unreachable, match="more than a catalogue"):
        fetch_index(files.url)
