"""The site on this machine, over real sockets."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import threading
import wave
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.errors import OutputError, SettingsError
from narrate.publish import pages
from narrate.publish.serve import Handler, Server, Site, Version, parts_of, reply_to, type_of
from tests.listening import SHOW, SITE, episode, withdrawn

AUDIO = bytes(range(256)) * 400
TOMBSTONE = (
    '<!doctype html><meta charset="utf-8"><meta name="narrate:status" content="410"><title>Withdrawn</title>'
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site, and a secret beside it."""
    root = tmp_path / "site"
    files: dict[str, str | bytes] = {
        "index.html": "<!doctype html><title>All</title>",
        "feed.xml": "<rss/>",
        "feed-2.xml": "<rss/>",
        "feed.json": "{}",
        "shows/news/feed.xml": "<rss/>",
        "sitemap.xml": "<urlset/>",
        "audio/ferry.mp3": AUDIO,
        "audio/empty.mp3": b"",
        "episodes/1f/index.html": "<!doctype html><title>Ferry</title>",
        "episodes/1f/transcript.vtt": "WEBVTT\n",
        "episodes/1f/transcript.srt": "",
        "episodes/1f/transcript.json": "{}",
        "episodes/1f/chapters.json": "{}",
        "episodes/2e/index.html": TOMBSTONE,
        "новини/ä b.txt": "text",
        ".narrate/manifest.json": "{}",
        ".well-known/security.txt": "Contact:",
    }
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "site-2").mkdir()
    (tmp_path / "site-2" / "secret.txt").write_text("secret", encoding="utf-8")
    return root


def serving(folder: Path) -> Iterator[Server]:
    with Server(folder, port=0) as server:
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def server(site: Path) -> Iterator[Server]:
    yield from serving(site)


@pytest.fixture
def client(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.address, trust_env=False, timeout=20) as client:
        yield client


def connect(server: Server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.server_port), timeout=20)


def raw(server: Server, request: bytes) -> bytes:
    """What comes back for exactly these bytes, until the server closes the connection."""
    with connect(server) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


# ── Files and their types ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        ("episodes/1f/", "text/html; charset=utf-8"),
        ("feed.xml", "application/rss+xml; charset=utf-8"),
        ("feed-2.xml", "application/rss+xml; charset=utf-8"),
        ("shows/news/feed.xml", "application/rss+xml; charset=utf-8"),
        ("feed.json", "application/feed+json"),
        ("sitemap.xml", "application/xml"),
        ("audio/ferry.mp3", "audio/mpeg"),
        ("episodes/1f/transcript.vtt", "text/vtt; charset=utf-8"),
        ("episodes/1f/transcript.srt", "application/x-subrip"),
        ("episodes/1f/transcript.json", "application/json"),
        ("episodes/1f/chapters.json", "application/json+chapters"),
        ("%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8/%C3%A4%20b.txt?version=2", "text/plain; charset=utf-8"),
        (".well-known/security.txt", "text/plain; charset=utf-8"),
    ],
)
def test_a_file_comes_with_its_type(client: httpx.Client, path: str, kind: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_types_of_audio() -> None:
    assert [type_of(f"a.{suffix}") for suffix in ("MP3", "m4a", "opus", "flac", "strange", "")] == [
        "audio/mpeg", "audio/x-m4a", "audio/ogg", "audio/flac",
        "application/octet-stream", "application/octet-stream",
    ]  # fmt: skip


def test_head_says_what_get_would(client: httpx.Client) -> None:
    for path in ("", "audio/ferry.mp3", "episodes/1f/transcript.vtt", "nothing", "episodes/2e/"):
        head, get = client.head(path), client.get(path)
        assert head.status_code == get.status_code
        assert head.content == b""
        for name in ("content-type", "content-length", "etag", "last-modified", "accept-ranges"):
            assert head.headers.get(name) == get.headers.get(name)


def test_a_folder_leads_to_its_page_and_shows_no_list(client: httpx.Client) -> None:
    answer = client.get("episodes/1f")
    assert (answer.status_code, answer.headers["location"]) == (301, "/episodes/1f/")
    assert client.get("episodes/1f", follow_redirects=True).text == "<!doctype html><title>Ferry</title>"
    assert client.get("audio/").status_code == 404
    assert client.get("feed.xml/").status_code == 404


def test_the_tombstone_of_a_published_site_is_gone(site: Path, client: httpx.Client) -> None:
    page = pages.tombstone(withdrawn(episode(title="The ferry " * 900)), SHOW, SITE)
    (site / "episodes" / "1f" / "index.html").write_text(page, encoding="utf-8")
    assert client.get("episodes/1f/").status_code == 410


def test_a_tombstone_is_gone(client: httpx.Client) -> None:
    answer = client.get("episodes/2e/", headers={"Range": "bytes=0-9", "If-None-Match": "*"})
    assert (answer.status_code, answer.text) == (410, TOMBSTONE)


def test_other_methods_are_refused(client: httpx.Client) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        answer = client.request(method, "feed.xml", content=b"GET /feed.xml HTTP/1.1\r\n\r\n")
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
        assert answer.headers["connection"] == "close"  # the body is not taken for a request


# ── Parts ──────────────────────────────────────────────────────────────────────────────────────────

SIZE = len(AUDIO)


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=100-199", 100, 200),
        ("bytes=100-", 100, SIZE),
        ("bytes=-100", SIZE - 100, SIZE),
        (f"bytes=-{SIZE * 2}", 0, SIZE),
        (f"bytes={SIZE - 1}-{SIZE * 2}", SIZE - 1, SIZE),
        ("Bytes= 5 - 9", 5, 10),
    ],
)
def test_a_part(client: httpx.Client, asked: str, start: int, end: int) -> None:
    answer = client.get("audio/ferry.mp3", headers={"Range": asked})
    assert answer.status_code == 206
    assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/{SIZE}"
    assert answer.content == AUDIO[start:end]


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", "bytes=-0", "bytes=999999999999-"])
def test_a_part_beyond_the_end(client: httpx.Client, asked: str) -> None:
    answer = client.get("audio/ferry.mp3", headers={"Range": asked})
    assert (answer.status_code, answer.headers["content-range"]) == (416, f"bytes */{SIZE}")


def test_an_empty_file_has_no_parts(client: httpx.Client) -> None:
    assert client.get("audio/empty.mp3").status_code == 200
    assert client.get("audio/empty.mp3", headers={"Range": "bytes=0-"}).status_code == 416


@pytest.mark.parametrize(
    "asked", ["bytes=9-5", "bytes=0-1,5-6", "bytes=-", "bytes=a-b", "seconds=0-1", "bytes", "bytes=٣-٤", ""]
)
def test_what_is_no_single_part_gives_the_whole(client: httpx.Client, asked: str) -> None:
    answer = client.get("audio/ferry.mp3", headers=[(b"Range", asked.encode())])
    assert (answer.status_code, len(answer.content)) == (200, SIZE)


def test_a_part_of_the_version_that_the_client_has(client: httpx.Client) -> None:
    whole = client.get("audio/ferry.mp3")
    for same in (whole.headers["etag"], whole.headers["last-modified"]):
        answer = client.get("audio/ferry.mp3", headers={"Range": "bytes=5-9", "If-Range": same})
        assert (answer.status_code, answer.content) == (206, AUDIO[5:10])
    for other in ('"other"', f"W/{whole.headers['etag']}", "Thu, 01 Jan 1970 00:00:00 GMT", "nonsense"):
        answer = client.get("audio/ferry.mp3", headers={"Range": "bytes=5-9", "If-Range": other})
        assert (answer.status_code, len(answer.content)) == (200, SIZE)


def test_head_has_no_parts(client: httpx.Client) -> None:
    answer = client.head("audio/ferry.mp3", headers={"Range": "bytes=5-9"})
    assert (answer.status_code, answer.headers["content-length"]) == (200, str(SIZE))


@given(st.text(max_size=40), st.integers(0, 1000))
def test_any_range_header_gives_bytes_of_the_file(asked: str, size: int) -> None:
    reply = reply_to({"Range": asked}, Version(size, '"a"', 0))
    assert reply.status in (200, 206, 416)
    assert 0 <= reply.start <= reply.end <= size


@given(st.integers(0, 99), st.integers(0, 150), st.integers(1, 100))
def test_a_range_gives_the_bytes_that_a_slice_would(first: int, last: int, size: int) -> None:
    data = bytes(range(size))
    reply = reply_to({"Range": f"bytes={first}-{last}"}, Version(size, '"a"', 0))
    if reply.status == 206:
        assert data[reply.start : reply.end] == data[first : last + 1] != b""
    else:
        assert reply.status == (200 if last < first else 416)
        assert last < first or first >= size


# ── Versions ───────────────────────────────────────────────────────────────────────────────────────


def test_what_the_client_has_is_not_sent_again(client: httpx.Client, site: Path) -> None:
    first = client.get("feed.xml")
    tag, date = first.headers["etag"], first.headers["last-modified"]
    known = (
        {"If-None-Match": tag},
        {"If-None-Match": f'"x", W/{tag}'},
        {"If-None-Match": "*"},
        {"If-Modified-Since": date},
    )
    for headers in known:
        answer = client.get("feed.xml", headers=headers)
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", tag)
    unknown = (
        {"If-None-Match": '"x"'},
        {"If-None-Match": '"x"', "If-Modified-Since": date},
        {"If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"},
        {"If-Modified-Since": "nonsense"},
    )
    assert all(client.get("feed.xml", headers=headers).status_code == 200 for headers in unknown)
    (site / "feed.xml").write_text("<RSS/>", encoding="utf-8")  # as long as before
    os.utime(site / "feed.xml", (2_000_000_000, 2_000_000_000))
    assert client.get("feed.xml", headers={"If-None-Match": tag}).status_code == 200


# ── Other sites ────────────────────────────────────────────────────────────────────────────────────


def test_pages_of_other_sites_may_read_what_players_need(client: httpx.Client) -> None:
    for path in ("audio/ferry.mp3", "episodes/1f/transcript.vtt", "episodes/1f/chapters.json"):
        answer = client.get(path, headers={"Origin": "https://paper.example", "Range": "bytes=0-"})
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "Content-Range" in answer.headers["access-control-expose-headers"]
    asked = client.options("audio/ferry.mp3", headers={"Access-Control-Request-Headers": "range"})
    assert asked.status_code == 204
    assert "Range" in asked.headers["access-control-allow-headers"]


def test_pages_of_other_sites_may_not_read_pages(client: httpx.Client) -> None:
    assert not any(
        "access-control-allow-origin" in client.get(path).headers for path in ("", "feed.xml", "nothing")
    )


# ── What is not the site's ─────────────────────────────────────────────────────────────────────────

OUTSIDE = [
    "/../secret.txt", "/%2e%2e/secret.txt", "/%2E%2E%2fsecret.txt", "/episodes/../../secret.txt",
    "/..%2fsecret.txt", "/..%5csecret.txt", "/..\\secret.txt", "//secret.txt", "/./index.html",
    "/../site-2/secret.txt", "/index.html%00", "/.narrate/manifest.json", "/%2enarrate/manifest.json",
    "/episodes//1f/", "/%ff", "/" + "a" * 300, "secret.txt", "*", "/C:/secret.txt", "/file:///etc/passwd",
    "/link.txt", "/folder/secret.txt", "/other/secret.txt", "/loop",
]  # fmt: skip


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_outside_the_site_is_seen(server: Server, site: Path, path: str) -> None:
    if sys.platform != "win32":
        (site / "link.txt").symlink_to(site.parent / "secret.txt")
        (site / "folder").symlink_to(site.parent, target_is_directory=True)
        (site / "other").symlink_to(site.parent / "site-2", target_is_directory=True)
        (site / "loop").symlink_to(site / "loop")
    answer = raw(server, f"GET {path} HTTP/1.0\r\n\r\n".encode())
    assert answer.split(b" ")[1] in (b"404", b"400")
    assert b"secret" not in answer.split(b"\r\n\r\n", 1)[1]


def test_the_whole_path_of_a_file_is_no_address(server: Server, site: Path) -> None:
    for path in (
        f"/{site.parent}/secret.txt",
        f"{site.parent}/secret.txt",
        f"file://{site.parent}/secret.txt",
    ):
        assert raw(server, f"GET {path} HTTP/1.0\r\n\r\n".encode()).split(b" ")[1] == b"404"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_inside_the_site_is_followed(client: httpx.Client, site: Path) -> None:
    (site / "latest.mp3").symlink_to(site / "audio" / "ferry.mp3")
    assert client.get("latest.mp3").content == AUDIO


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_no_file(client: httpx.Client, site: Path) -> None:
    os.mkfifo(site / "pipe.mp3")
    assert client.get("pipe.mp3").status_code == 404


@given(st.text(max_size=60))
def test_any_target_gives_parts_that_stay_inside(target: str) -> None:
    for part in parts_of(f"/{target}") or []:
        assert part not in ("", ".", "..")
        assert not set(part) & set("/\\\0")


def test_the_whole_address_is_understood_as_proxies_write_it(server: Server) -> None:
    answer = raw(server, b"GET http://127.0.0.1/feed.xml HTTP/1.0\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 200")


# ── Connections ────────────────────────────────────────────────────────────────────────────────────


def test_many_at_once(client: httpx.Client, server: Server) -> None:
    def part(number: int) -> bool:
        start = number * 97
        headers = {"Range": f"bytes={start}-{start + 999}"}
        answer = client.get("audio/ferry.mp3", headers=headers)
        return answer.content == AUDIO[start : start + 1000]

    silent = [connect(server) for _ in range(30)]
    with ThreadPoolExecutor(40) as pool:
        assert all(pool.map(part, range(200)))
    for connection in silent:
        connection.close()


def test_a_client_that_leaves_disturbs_nobody(
    client: httpx.Client, server: Server, site: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (site / "audio" / "long.mp3").write_bytes(bytes(20_000_000))
    for _ in range(5):
        connection = connect(server)
        connection.sendall(b"GET /audio/long.mp3 HTTP/1.1\r\nHost: a\r\n\r\n")
        connection.recv(1000)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()  # with a reset, as browsers do when somebody seeks
    assert client.get("feed.xml").status_code == 200
    assert capfd.readouterr().err == ""


def test_several_requests_on_one_connection(server: Server) -> None:
    request = b"GET /feed.xml HTTP/1.1\r\nHost: a\r\n\r\n"
    answer = raw(server, request + b"HEAD /nothing HTTP/1.1\r\nHost: a\r\n\r\n" + request)
    assert [part[1:4] for part in answer.split(b"HTTP/1.1")[1:]] == [b"200", b"404", b"200"]
    assert answer.count(b"<rss/>") == 2


# ── The command ────────────────────────────────────────────────────────────────────────────────────


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="there is no site here"):
        Site(tmp_path / "nothing")


def test_a_busy_port_gives_one_clear_line(server: Server, site: Path) -> None:
    port = server.server_address[1]
    with pytest.raises(
        SettingsError, match=f"127.0.0.1:{port}: another program has this port. Choose one with --port"
    ):
        Server(site, port=port)


def test_an_address_that_is_not_ours(site: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be served from"):
        Server(site, host="192.0.2.1")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_the_command_serves_until_it_is_interrupted(site: Path, end: signal.Signals) -> None:
    output = site.parent
    command = [sys.executable, "-m", "narrate", "serve", "--output", str(output), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        line = process.stdout.readline()
        address = line.split(" is at ")[1].split(" ")[0]
        assert httpx.get(f"{address}feed.xml", trust_env=False).status_code == 200
        process.send_signal(end)
        try:
            _, errors = process.communicate(timeout=30)
        finally:
            process.kill()
    assert (process.returncode, errors) == (0, "")


def test_the_command_says_what_is_wrong(tmp_path: Path, server: Server, site: Path) -> None:
    command = [sys.executable, "-m", "narrate", "serve", "--site"]
    busy = str(server.server_address[1])
    for arguments, complaint in (
        ([str(tmp_path / "nothing")], "there is no site here. Build it with `narrate publish`"),
        ([str(site), "--port", busy], f"127.0.0.1:{busy}: another program has this port"),
    ):
        done = subprocess.run([*command, *arguments], capture_output=True, text=True)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
        assert complaint in done.stderr


# ── A browser ──────────────────────────────────────────────────────────────────────────────────────

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SEEKING = """<!doctype html><meta charset="utf-8"><audio src="/audio/long.wav" preload="metadata"></audio><script>
const audio = document.querySelector("audio");
audio.onloadedmetadata = () => { audio.currentTime = 290; };
audio.onseeked = () => { fetch(`/seeked-${Math.round(audio.duration)}-${Math.round(audio.currentTime)}`); };
</script>"""


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
def test_a_browser_seeks_in_the_audio(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with wave.open(str(site / "audio" / "long.wav"), "wb") as file:
        file.setparams((1, 2, 44100, 0, "NONE", ""))
        file.writeframes(bytes(2 * 44100 * 300))
    (site / "seek.html").write_text(SEEKING, encoding="utf-8")
    asked: list[tuple[str, str]] = []
    sought = threading.Event()
    head = Handler._head

    def watched(self: Handler, status: object, headers: dict[str, str]) -> None:
        asked.append((self.path, headers.get("Content-Range", "")))
        if self.path.startswith("/seeked-"):
            sought.set()
        head(self, status, headers)  # type: ignore[arg-type]

    monkeypatch.setattr(Handler, "_head", watched)
    for server in serving(site):
        with browser(f"{server.address}seek.html", tmp_path / "profile"):
            assert sought.wait(60), asked
    assert ("/seeked-300-290", "") in asked
    starts = {
        int(part.split(" ")[1].split("-")[0]) for path, part in asked if path == "/audio/long.wav" and part
    }
    assert max(starts) > 20_000_000  # it went to the place, instead of reading all before it


class browser:  # noqa: N801 - reads as a verb where it is used
    """A Chromium without a window, ended at the end."""

    def __init__(self, address: str, profile: Path) -> None:
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--mute-audio"]
        self.command = [
            str(CHROMIUM),
            *options,
            f"--user-data-dir={profile}",
            "--remote-debugging-port=0",
            address,
        ]

    def __enter__(self) -> None:
        self.process = subprocess.Popen(
            self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )

    def __exit__(self, *error: object) -> None:
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(30)
