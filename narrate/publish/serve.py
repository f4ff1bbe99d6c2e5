"""The site on this machine, for a look: what a good static host answers, and nothing from outside its folder.

``http.server`` does the talking; what it lacks is here: byte ranges, without which no player can seek, validators,
the types of podcasting, and a limit to what a link inside the folder may lead to.  A web framework would bring an
event loop, a router and a dozen packages to a folder of files.

A page whose head says ``<meta name="narrate:status" content="410">`` is the tombstone of a withdrawn episode: it is
sent with that status.  The page says it itself, so that no list can go out of step with it; who keeps a list of
addresses for another host makes it with ``grep -rl 'narrate:status" content="410"'``.
"""

from __future__ import annotations

import contextlib
import errno
import http.server
import os
import re
import socket
import socketserver
import stat
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime
from functools import partial
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO
from urllib.parse import quote, unquote, urlsplit

from narrate.errors import OutputError, SettingsError
from narrate.publish.places import CHAPTERS, INDEX, MIME_TYPES

TYPES = {
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
    "txt": "text/plain; charset=utf-8", "vtt": "text/vtt; charset=utf-8", "srt": "application/x-subrip",
    "json": "application/json", "xml": "application/xml", "opml": "text/x-opml; charset=utf-8",
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp", "svg": "image/svg+xml",
    "ico": "image/x-icon", "woff2": "font/woff2", **MIME_TYPES,
}  # fmt: skip
NAMED_TYPES = (
    (re.compile(re.escape(CHAPTERS)), "application/json+chapters"),
    (re.compile(r"feed(-\d+)?\.xml"), "application/rss+xml; charset=utf-8"),
    (re.compile(r"feed(-\d+)?\.json"), "application/feed+json"),
)
UNKNOWN = "application/octet-stream"
SHARED = {"vtt", "srt", "txt", "json", "js", "css", "jpg", "jpeg", "png", "webp", "svg", "woff2", *MIME_TYPES}
"""What pages of other sites may read: players and embeds need it."""
TOMBSTONE = re.compile(rb'<meta name="narrate:status" content="410"\s*/?>')
HEAD = 4096
"""Bytes of a page in which it is looked for."""
PATIENCE = 30.0
"""Seconds that a silent connection is kept."""
METHODS = "GET, HEAD, OPTIONS"
WELL_KNOWN = ".well-known"


# ── What is asked for ──────────────────────────────────────────────────────────────────────────────


class Site:
    """A folder whose files may be seen; no listings, no hidden files, nothing that a link leads outside to."""

    def __init__(self, folder: Path) -> None:
        """Look where the folder is.

        Raises:
            OutputError: there is no such folder.
        """
        self.folder = folder.resolve()
        if not self.folder.is_dir():
            raise OutputError(str(folder), "there is no site here", "Build it with `narrate publish`")

    def find(self, target: str) -> Path | None:
        """The file or folder that a request's target means; None if the site has none, or it may not be seen."""
        parts = parts_of(target)
        if parts is None:
            return None
        found = self._real(self.folder.joinpath(*parts))
        if found is None or not found.is_dir():
            return None if target.partition("?")[0].endswith("/") else found
        return found

    def index(self, folder: Path) -> Path | None:
        """A folder's page."""
        return self._real(folder / INDEX)

    def _real(self, path: Path) -> Path | None:
        try:
            real = Path(os.path.realpath(path, strict=True))
            kind = real.stat().st_mode
        except (OSError, ValueError):
            return None
        inside = real.is_relative_to(self.folder)
        return real if inside and (stat.S_ISREG(kind) or stat.S_ISDIR(kind)) else None


def parts_of(target: str) -> list[str] | None:
    """The parts of a request's path; None where it is none that a site has.

    ``parts_of("/episodes/1f/?a=b")`` is ``["episodes", "1f"]``; ``/../x``, ``/%2e%2e/x``, ``/a//b``, ``/.git`` and
    ``/a%5Cb`` give None.
    """
    try:
        path = target if target.startswith("/") else urlsplit(target).path
        text = unquote(path.partition("?")[0].partition("#")[0], errors="strict")
    except ValueError:
        return None
    if not text.startswith("/"):
        return None
    parts = text[1:].removesuffix("/").split("/") if len(text) > 1 else []
    return None if any(map(_is_unfit, parts)) else parts


def _is_unfit(part: str) -> bool:
    hidden = part.startswith(".") and part != WELL_KNOWN
    return not part or hidden or not part.isprintable() or "\\" in part or (os.name == "nt" and ":" in part)


def type_of(name: str) -> str:
    """The content type of a file."""
    named = (kind for pattern, kind in NAMED_TYPES if pattern.fullmatch(name))
    return next(named, TYPES.get(_suffix(name), UNKNOWN))


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix[1:].lower()


# ── What is answered ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Version:
    """What tells one content of a file from another."""

    size: int
    etag: str
    modified: int
    """Seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Reply:
    """Which status, and which bytes of the file: from ``start`` to before ``end``."""

    status: HTTPStatus
    start: int = 0
    end: int = 0


RANGE = re.compile(r"\s*([0-9]{0,18})\s*-\s*([0-9]{0,18})\s*")


def reply_to(headers: Mapping[str, str], version: Version, whole: bool = False) -> Reply:
    """What a conditional request, or one for a part, is answered (RFC 9110, 13.2.2 and 14.2).

    Args:
        whole: a part is not to be sent, whatever is asked.
    """
    if _is_known(headers, version):
        return Reply(HTTPStatus.NOT_MODIFIED)
    everything = Reply(HTTPStatus.OK, 0, version.size)
    if whole or not _still_holds(headers.get("If-Range"), version):
        return everything
    return _part(headers.get("Range", ""), version.size) or everything


def _is_known(headers: Mapping[str, str], version: Version) -> bool:
    """Whether the client has this version."""
    tags = headers.get("If-None-Match")
    if tags is not None:
        known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return bool(known & {"*", version.etag})
    since = _date(headers.get("If-Modified-Since", ""))
    return since is not None and version.modified <= since


def _still_holds(condition: str | None, version: Version) -> bool:
    """Whether the version is the one that the client has a part of."""
    if condition is None:
        return True
    return condition.strip() == version.etag or _date(condition) == version.modified


def _part(asked: str, size: int) -> Reply | None:
    """The part that a Range header asks for; None if it is none, or asks for several at once."""
    unit, _, span = asked.partition("=")
    match = RANGE.fullmatch(span) if unit.strip().lower() == "bytes" else None
    if not match or not (match[1] or match[2]):
        return None
    if not match[1]:
        start, end = max(size - int(match[2]), 0), size
    else:
        start, end = int(match[1]), min(int(match[2] or size) + 1, size)
        if match[2] and int(match[2]) < start:
            return None
    return Reply(HTTPStatus.PARTIAL_CONTENT, start, end) if start < size else Reply(_TOO_FAR)


_TOO_FAR = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE


def _date(text: str) -> int | None:
    try:
        return int(parsedate_to_datetime(text).timestamp())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


# ── Over the wire ──────────────────────────────────────────────────────────────────────────────────


class Handler(http.server.BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "narrate", ""
    timeout = PATIENCE

    def __init__(self, site: Site, *arguments: Any) -> None:
        self.site = site
        super().__init__(*arguments)

    def do_GET(self) -> None:
        """Send a file, or a part of it."""
        self._answer()

    def do_HEAD(self) -> None:
        """Describe a file."""
        self._answer()

    def do_OPTIONS(self) -> None:
        """Tell a browser what a page of another site may ask."""
        found = self.site.find(self.path)
        headers = {"Allow": METHODS, "Access-Control-Max-Age": "600", **_sharing(found)}
        self._head(HTTPStatus.NO_CONTENT, headers)

    def do_POST(self) -> None:
        """Refuse."""
        self._say(HTTPStatus.METHOD_NOT_ALLOWED, {"Allow": METHODS})

    do_PUT = do_PATCH = do_DELETE = do_POST  # noqa: N815 - the names that http.server looks for

    def _answer(self) -> None:
        found = self.site.find(self.path)
        if found is not None and found.is_dir():
            if not self.path.partition("?")[0].endswith("/"):
                return self._move(parts_of(self.path) or [])
            found = self.site.index(found)
        if found is None or not found.is_file():
            return self._say(HTTPStatus.NOT_FOUND)
        try:
            file = found.open("rb")
        except OSError:  # gone since, or not ours to read
            return self._say(HTTPStatus.NOT_FOUND)
        with file:
            self._send(file, found)

    def _send(self, file: BinaryIO, path: Path) -> None:
        version = _version(file)
        if path.suffix == ".html" and TOMBSTONE.search(file.read(HEAD)):
            reply = Reply(HTTPStatus.GONE, 0, version.size)
        else:
            reply = reply_to(self._conditions(), version, whole=self.command == "HEAD")
        if reply.status == _TOO_FAR:
            return self._say(reply.status, {"Content-Range": f"bytes */{version.size}", **_sharing(path)})
        self._head(reply.status, _description(path, version, reply))
        if self.command == "GET" and reply.end > reply.start:
            self._copy(file, reply)

    def _conditions(self) -> dict[str, str]:
        """The headers, each once."""
        return {name.title(): ",".join(self.headers.get_all(name, [])) for name in self.headers}

    def _copy(self, file: BinaryIO, reply: Reply) -> None:
        length = reply.end - reply.start
        if self.connection.sendfile(file, reply.start, length) < length:
            self.close_connection = True  # the file has shrunk, and what was promised cannot be sent

    def _move(self, parts: Iterable[str]) -> None:
        address = "".join(f"/{quote(part, safe='')}" for part in parts) + "/"
        self._say(HTTPStatus.MOVED_PERMANENTLY, {"Location": address})

    def _say(self, status: HTTPStatus, headers: Mapping[str, str] | None = None) -> None:
        """A status in words."""
        text = f"{status.value} {status.phrase}\n".encode()
        size = str(len(text))
        self._head(status, {"Content-Type": TYPES["txt"], "Content-Length": size, **(headers or {})})
        if self.command != "HEAD":
            self.wfile.write(text)

    def _head(self, status: HTTPStatus, headers: Mapping[str, str]) -> None:
        if "Content-Length" in self.headers or "Transfer-Encoding" in self.headers:
            self.close_connection = True  # what nobody reads must not be taken for the next request
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Be quiet."""

    def handle(self) -> None:
        """Serve the connection; players leave in the middle of a file when somebody seeks."""
        with contextlib.suppress(ConnectionError, TimeoutError):
            super().handle()


def _version(file: BinaryIO) -> Version:
    facts = os.fstat(file.fileno())
    return Version(facts.st_size, f'"{facts.st_size:x}-{facts.st_mtime_ns:x}"', int(facts.st_mtime))


def _description(path: Path, version: Version, reply: Reply) -> dict[str, str]:
    """The headers of a file, or of a part of it."""
    headers = {
        "ETag": version.etag,
        "Last-Modified": formatdate(version.modified, usegmt=True),
        "Accept-Ranges": "bytes",
        **_sharing(path),
    }
    if reply.status == HTTPStatus.NOT_MODIFIED:
        return headers
    if reply.status == HTTPStatus.PARTIAL_CONTENT:
        headers["Content-Range"] = f"bytes {reply.start}-{reply.end - 1}/{version.size}"
    length = str(reply.end - reply.start)
    return {"Content-Type": type_of(path.name), "Content-Length": length, **headers}


def _sharing(path: Path | None) -> dict[str, str]:
    """What lets a page of another site read a file, and ask for parts of it."""
    if path is None or _suffix(path.name) not in SHARED:
        return {}
    return {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Allow-Headers": "Range, If-Range, If-None-Match, If-Modified-Since",
        "Access-Control-Expose-Headers": "Accept-Ranges, Content-Length, Content-Range, ETag, Last-Modified",
    }


class Server(http.server.ThreadingHTTPServer):
    """Serves a site until ``shutdown``, a connection a thread; a context manager."""

    daemon_threads = True
    request_queue_size = 128
    allow_reuse_address = os.name != "nt"
    """On Windows it would let two servers have one port."""

    def __init__(self, folder: Path, host: str = "127.0.0.1", port: int = 8000) -> None:
        """Take the port; 0 takes any that is free.

        Raises:
            OutputError: there is no such folder.
            SettingsError: the address cannot be had.
        """
        self.site = Site(folder)
        try:
            self.address_family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
            super().__init__((host, port), partial(Handler, self.site))
        except OSError as error:
            raise _unavailable(host, port, error) from error

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        host, port = self.server_address[:2]
        name = f"[{host!s}]" if self.address_family == socket.AF_INET6 else str(host)
        return f"http://{name}:{port}/"

    def server_bind(self) -> None:
        """Take the port, without http.server's look for the machine's name, which may wait for the network."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that left is no error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def _unavailable(host: str, port: int, error: OSError) -> SettingsError:
    if error.errno == errno.EADDRINUSE:
        return SettingsError(f"{host}:{port}", "another program has this port", "Choose one with --port")
    reason = f"cannot be served from: {error.strerror or error}"
    return SettingsError(f"{host}:{port}", reason, "Choose another with --host or --port")
