"""Addresses, against a real server on this machine."""

from __future__ import annotations

import gzip
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from narrate.errors import SourceError
from narrate.sources import Limits, read

PAGE = "<!DOCTYPE html><html><head><title>Паром</title></head><body><p>Пароплав іде щодня.</p></body></html>"
HASTY = Limits(connect=0.5, wait=0.4, total=1.0)


class Server(BaseHTTPRequestHandler):
    """Answers by path; ``/status/404`` and ``/type/application/pdf`` say what they give."""

    protocol_version = "HTTP/1.0"
    seen: dict[str, str]

    def do_GET(self) -> None:
        type(self).seen = dict(self.headers.items())
        first, _, rest = self.path.strip("/").partition("/")
        answers: dict[str, Callable[[str], None]] = {
            "status": lambda code: self.send(PAGE.encode(), code=int(code)),
            "type": lambda kind: self.send(PAGE.encode(), kind),
            "charset": lambda name: self.send(PAGE.encode(name), f"text/html; charset={name}"),
            "untyped": lambda _: self.send(PAGE.encode(), ""),
            "moved": lambda where: self.redirect("/" + where),
            "loop": lambda _: self.redirect("/loop"),
            "hops": lambda left: (
                self.redirect(f"/hops/{int(left) - 1}") if left != "0" else self.send(PAGE.encode())
            ),
            "away": lambda _: self.redirect("ftp://news.example/a"),
            "gzip": lambda _: self.send(gzip.compress(PAGE.encode()), packing="gzip"),
            "members": lambda _: self.send(self.members(), packing="gzip"),
            "cut": lambda _: self.send(gzip.compress(PAGE.encode() * 50)[:-20], packing="gzip"),
            "damaged": lambda _: self.send(b"no gzip at all", packing="gzip"),
            "bomb": lambda _: self.send(gzip.compress(bytes(300_000_000), 1), packing="gzip"),
            "brotli": lambda _: self.send(PAGE.encode(), packing="br"),
            "huge": lambda _: self.send(b"<p>" + bytes(b"x" * 30_000_000)),
            "short": lambda _: self.send(PAGE.encode(), extra=50),
            "silent": lambda _: time.sleep(1.5),
            "drip": lambda _: self.drip(),
            "drip-head": lambda _: self.drip_head(),
        }
        answers[first](rest)

    def send(
        self, body: bytes, kind: str = "text/html", code: int = 200, packing: str = "", extra: int = 0
    ) -> None:
        self.send_response(code)
        if kind:
            self.send_header("Content-Type", kind)
        if packing:
            self.send_header("Content-Encoding", packing)
        self.send_header("Content-Length", str(len(body) + extra))
        self.end_headers()
        self.wfile.write(body)

    def redirect(self, where: str) -> None:
        self.send_response(302)
        self.send_header("Location", where)
        self.end_headers()

    def members(self) -> bytes:
        half = len(PAGE) // 2
        return gzip.compress(PAGE[:half].encode()) + gzip.compress(PAGE[half:].encode()) + b"\0\0"

    def drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.drop_by_drop()

    def drip_head(self) -> None:
        self.wfile.write(b"HTTP/1.0 200 OK\r\nX-Slow: ")
        self.drop_by_drop()

    def drop_by_drop(self) -> None:
        for _ in range(25):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.1)

    def handle(self) -> None:
        try:
            super().handle()
        except OSError:
            return  # the client has hung up, as it should

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")


def test_a_page_is_fetched_with_its_address_and_time(host: str) -> None:
    page = read(f"{host}/status/200#part")
    assert page.body == PAGE.encode()
    assert page.url == f"{host}/status/200"
    assert page.source == f"{host}/status/200#part"
    assert page.fetched is not None
    assert page.fetched.tzinfo is not None


def test_who_asks_is_said_honestly(host: str) -> None:
    read(f"{host}/status/200")
    assert Server.seen["User-Agent"].startswith("narrate/")
    assert Server.seen["User-Agent"].endswith("(article narration; python-httpx)")
    assert Server.seen["Accept-Encoding"] == "gzip"


def test_the_users_own_address_wins(host: str) -> None:
    assert read(f"{host}/status/200", url="https://news.example/a").url == "https://news.example/a"


def test_a_password_stays_out_of_the_page(host: str) -> None:
    assert "secret" not in read(host.replace("//", "//me:secret@") + "/status/200").url


@pytest.mark.parametrize("name", ["windows-1251", "koi8-u", "utf-8"])
def test_the_header_names_the_encoding(host: str, name: str) -> None:
    page = read(f"{host}/charset/{name}")
    assert (page.charset, page.body.decode(page.charset)) == (name, PAGE)


@pytest.mark.parametrize(
    "path", ["gzip", "members", "untyped", "type/text/plain", "type/application/xhtml+xml"]
)
def test_packed_and_mislabelled_pages_arrive(host: str, path: str) -> None:
    assert read(f"{host}/{path}").body == PAGE.encode()


def test_redirects_are_followed_to_a_limit(host: str) -> None:
    assert read(f"{host}/moved/status/200").url == f"{host}/status/200"
    assert read(f"{host}/hops/5").url == f"{host}/hops/0"
    with pytest.raises(SourceError, match="redirects more than 5 times"):
        read(f"{host}/hops/6")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("loop", "redirects more than 5 times"),
        ("away", "not http or https"),
        ("status/404", "the server answers 404"),
        ("status/403", "the server answers 403"),
        ("status/429", "the server answers 429"),
        ("status/503", "the server answers 503"),
        ("status/204", "the server answers 204"),
        ("type/application/pdf", "is application/pdf, not HTML"),
        ("type/image/png", "is image/png, not HTML"),
        ("bomb", "is larger than 20 MB"),
        ("huge", "is larger than 20 MB"),
        ("cut", "damaged or cut off"),
        ("damaged", "damaged or cut off"),
        ("brotli", "packs the page as br"),
        ("short", "the connection failed"),
        ("silent", "sent nothing for 0.4 seconds"),
        ("drip", "did not arrive within 1 seconds"),
        ("drip-head", "did not arrive within 1 seconds"),
    ],
)
def test_what_goes_wrong_is_one_clear_line(host: str, path: str, reason: str) -> None:
    started = time.monotonic()
    slow = path in ("silent", "drip", "drip-head")
    with pytest.raises(SourceError, match=reason) as caught:
        read(f"{host}/{path}", limits=HASTY if slow else Limits())
    assert caught.value.thing == f"{host}/{path}"
    assert caught.value.next_step
    assert "\n" not in str(caught.value)
    assert not slow or time.monotonic() - started < 1.4


def test_a_closed_port_refuses() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}/"
    with pytest.raises(SourceError, match=r"127\.0\.0\.1 refuses the connection"):
        read(address)


def test_a_host_that_does_not_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    monkeypatch.setenv("NO_PROXY", "*")
    with pytest.raises(SourceError, match=r"there is no host nowhere\.example"):
        read("http://nowhere.example/story")


def test_http_on_a_secure_address(host: str) -> None:
    with pytest.raises(SourceError, match="no secure connection"):
        read(host.replace("http:", "https:") + "/status/200")


@pytest.mark.parametrize("address", ["http://", "https:///story", "http://[::1/", "http://a b/"])
def test_half_an_address(address: str) -> None:
    with pytest.raises(SourceError, match=r"is no complete address|is no valid address|there is no host"):
        read(address)


def test_nothing_of_http_is_loaded_for_files() -> None:
    code = "import sys, narrate.sources; print('httpx' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "False"
    )
