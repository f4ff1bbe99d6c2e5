"""http and https addresses → bytes, within bounds.

httpx is imported when the first address is read.  Its own decoders are not used: they unpack each piece
whole, and one small piece of packed zeros can be a thousand times its size.  Only gzip is asked for.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from narrate.errors import SourceError

if TYPE_CHECKING:
    import httpx

PAGES = ("text/html", "application/xhtml+xml", "", "text/plain", "text/xml", "application/xml")
"""What may be a page: HTML, and what servers call a page by mistake; the bytes decide."""
LISTS = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/json", *PAGES,
         "application/rdf+xml", "application/x-gzip", "application/gzip", "application/octet-stream")  # fmt: skip
"""What may be a feed, a sitemap or a list of addresses; the bytes decide."""
ANYTHING = ("*",)
IMAGES = ("image/jpeg", "image/png", "image/webp", "image/gif")

_SAVE_IT = "Save the page in a browser and give the file"
_TRY_LATER = "Try again later"
_BUSY = (408, 425, 429, 500, 502, 503, 504)
_STATUS_STEPS = {401: _SAVE_IT, 402: _SAVE_IT, 403: _SAVE_IT, 451: _SAVE_IT, 408: _TRY_LATER, 429: _TRY_LATER}


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a page may be and how long it may take."""

    size: int = 20_000_000
    """Bytes, after unpacking."""
    connect: float = 10.0
    """Seconds to reach the server."""
    wait: float = 20.0
    """Seconds without a single byte."""
    total: float = 60.0
    """Seconds from the start to the last byte, looking up the name and redirects included."""
    redirects: int = 5

    @property
    def megabytes(self) -> str:
        """The size in words."""
        return f"{self.size / 1_000_000:g} MB"


@dataclass(frozen=True, slots=True)
class Known:
    """What a server said of an earlier answer (RFC 9110, 13.1)."""

    tag: str = ""
    """ETag."""
    modified: str = ""
    """Last-Modified."""

    def headers(self) -> dict[str, str]:
        """That make a request conditional."""
        named = {"If-None-Match": self.tag, "If-Modified-Since": self.modified}
        return {name: value for name, value in named.items() if value}


class Busy(SourceError):
    """The server may answer later: it is overloaded (429, 5xx), or the connection broke."""

    def __init__(self, thing: str, reason: str, next_step: str = "", wait: float = 0.0) -> None:
        super().__init__(thing, reason, next_step)
        self.wait = wait
        """Seconds that it asks for (Retry-After); 0 if it does not say."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent."""

    url: str
    """Where the redirects led; without a password or a fragment."""
    body: bytes
    """Unpacked."""
    charset: str
    """Of the Content-Type header; "" without one."""
    fetched: datetime
    tag: str = ""
    modified: str = ""
    """ETag and Last-Modified, for the next time."""
    same: bool = False
    """Nothing has changed since the ``known`` answer; there is no body."""


def fetch(address: str, limits: Limits, kinds: Sequence[str] = PAGES, known: Known | None = None) -> Answer:
    """Fetch one page, or something else of the content types ``kinds``; if ``known``, only if it has changed.

    Raises:
        SourceError: the server cannot be reached, refuses, is too slow, or sends something else than a page.
    """
    if not _host(address):
        raise SourceError(address, "is no complete address", "Give it with its host, as in https://host/page")
    deadline = time.monotonic() + limits.total
    answer = _within(limits.total, lambda: _get(address, limits, deadline, kinds, known or Known()))
    if answer is None:
        raise _too_slow(address, limits.total)
    return answer


def _within(seconds: float, work: Callable[[], Answer]) -> Answer | None:
    """What the work gives, or None if it takes longer.

    Socket time-outs start anew with every byte and know nothing of a name server, so that only a clock
    outside can keep the total; the thread that is left behind ends with its own time-outs.
    """
    answers: list[Answer] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            answers.append(work())
        except BaseException as error:  # handed over to the thread that waits
            errors.append(error)

    thread = threading.Thread(target=run, name="narrate-fetch", daemon=True)
    thread.start()
    thread.join(seconds)
    if errors:
        raise errors[0]
    return answers[0] if answers else None


def _get(address: str, limits: Limits, deadline: float, kinds: Sequence[str], known: Known) -> Answer:
    import httpx

    from narrate import __version__  # not above: the package is still being loaded when it imports this room

    timeout = httpx.Timeout(limits.wait, connect=limits.connect)
    headers = {
        "User-Agent": f"narrate/{__version__} (article narration; python-httpx)",
        "Accept": ", ".join(kind for kind in kinds if kind),
        "Accept-Encoding": "gzip",
        **known.headers(),
    }
    try:
        with (
            httpx.Client(
                follow_redirects=True, max_redirects=limits.redirects, timeout=timeout, headers=headers
            ) as client,
            client.stream("GET", address) as response,
        ):
            same = response.status_code == HTTPStatus.NOT_MODIFIED and bool(known.headers())
            if not same:
                _refuse(address, response, kinds)
            body = b"" if same else _body(address, response, limits, deadline)
            return Answer(
                url=str(response.url.copy_with(userinfo=b"", fragment=None)),
                body=body,
                charset=response.charset_encoding or "",
                fetched=datetime.now(UTC),
                tag=response.headers.get("ETag", ""),
                modified=response.headers.get("Last-Modified", ""),
                same=same,
            )
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ssl.SSLError) as error:
        raise _unreachable(address, error, limits) from error


def _refuse(address: str, response: httpx.Response, kinds: Sequence[str]) -> None:
    """Raise if the answer is not what was asked for, before anything of it is read."""
    status = response.status_code
    if status != HTTPStatus.OK:
        phrase = f"{status} {response.reason_phrase}".strip()
        step = _TRY_LATER if status >= 500 else _STATUS_STEPS.get(status, "Check the address")
        if status in _BUSY:
            wait = _seconds(response.headers.get("Retry-After", ""))
            raise Busy(address, f"the server answers {phrase}", step, wait)
        raise SourceError(address, f"the server answers {phrase}", step)
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind not in kinds and kinds is not ANYTHING:
        wanted = {IMAGES: "a picture", LISTS: "a feed, a sitemap or a list"}.get(tuple(kinds), "HTML")
        raise SourceError(address, f"is {kind}, not {wanted}", "Give the address of an article page")


def _seconds(retry_after: str) -> float:
    """Of a Retry-After header, which holds seconds or a date; 0 without one."""
    if retry_after.isdigit():
        return float(retry_after)
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return 0.0
    return max((moment - datetime.now(UTC)).total_seconds(), 0.0) if moment.tzinfo else 0.0


def _body(address: str, response: httpx.Response, limits: Limits, deadline: float) -> bytes:
    packing = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip", ""):
        raise SourceError(
            address, f"the server packs the page as {packing}, which was not asked for", _SAVE_IT
        )
    pieces = _punctual(address, response.iter_raw(), limits.total, deadline)
    body = bytearray()
    try:
        for piece in _unpacked(pieces, limits.size + 1) if "gzip" in packing else pieces:
            body += piece
            if len(body) > limits.size:
                step = "An article page is far smaller"
                raise SourceError(address, f"is larger than {limits.megabytes}", step)
    except (zlib.error, EOFError) as error:
        raise SourceError(address, "the packed page is damaged or cut off", _TRY_LATER) from error
    return bytes(body)


def _punctual(address: str, pieces: Iterable[bytes], total: float, deadline: float) -> Iterator[bytes]:
    for piece in pieces:
        if time.monotonic() > deadline:
            raise _too_slow(address, total)
        yield piece


def _unpacked(pieces: Iterable[bytes], at_once: int) -> Iterator[bytes]:
    """gzip, one member or several, never more than ``at_once`` bytes in one go."""
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    for piece in pieces:
        rest = piece
        while rest:
            if unpacker.eof and not rest.startswith(b"\x1f\x8b"):
                return  # padding behind the last member
            if unpacker.eof:
                unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
            yield unpacker.decompress(rest, at_once)
            rest = unpacker.unconsumed_tail or unpacker.unused_data
    if not unpacker.eof:
        raise EOFError


def _too_slow(address: str, seconds: float) -> SourceError:
    return SourceError(address, f"did not arrive within {seconds:g} seconds", _TRY_LATER)


def _unreachable(address: str, error: Exception, limits: Limits) -> SourceError:
    """The one line for what went wrong below HTTP."""
    import httpx

    host = _host(address)
    root = _root(error)
    if isinstance(error, httpx.TooManyRedirects):
        return SourceError(address, f"redirects more than {limits.redirects} times", "Check the address")
    if isinstance(error, httpx.ConnectTimeout):
        return Busy(address, f"{host} cannot be reached within {limits.connect:g} seconds", _TRY_LATER)
    if isinstance(error, httpx.TimeoutException):
        return Busy(address, f"{host} sent nothing for {limits.wait:g} seconds", _TRY_LATER)
    if isinstance(root, socket.gaierror):
        return SourceError(address, f"there is no host {host}", "Check the address and the connection")
    if isinstance(root, ConnectionRefusedError):
        return Busy(address, f"{host} refuses the connection", "Check the address")
    if isinstance(root, ssl.SSLError):
        return SourceError(address, f"no secure connection: {getattr(root, 'reason', '') or root}", _SAVE_IT)
    if isinstance(error, httpx.UnsupportedProtocol):
        return SourceError(address, "leads to an address that is not http or https", "Check the address")
    if isinstance(error, httpx.InvalidURL):
        return SourceError(address, f"is no valid address: {error}", "Check the address")
    return Busy(
        address, f"the connection failed: {str(error).rstrip('.') or type(error).__name__}", _TRY_LATER
    )


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _root(error: BaseException) -> BaseException:
    """The first cause: httpx wraps what the socket said, and an exception it wraps has lost its type."""
    while (cause := error.__cause__ or error.__context__) is not None:
        error = cause
    return error
