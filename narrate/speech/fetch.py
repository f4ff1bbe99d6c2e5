"""Large files from the network: resumed where they broke off, and believed only by their checksum.

A file grows beside its place as NAME.part, which another run goes on with; it gets its name when its size and its
checksum are right.  So a server may cut, repeat, or lie, and nothing wrong is ever used.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from narrate.errors import OutputError, VoiceError

if TYPE_CHECKING:
    import httpx

TRIES = 4
"""Of each address, one after the other."""
PAUSE = 1.0
"""Seconds before the second round of tries, twice as long before each further one."""
CONNECT, WAIT = 10.0, 30.0
"""Seconds to reach a server, and without a byte."""
LARGEST_INDEX = 20_000_000
"""Bytes of a catalogue; Piper's has half a million."""

Watch = Callable[[int, int], None]
"""Told how many bytes are there, of how many."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file by what is known of it."""

    addresses: tuple[str, ...]
    """Of the same file; the next is asked where one fails."""
    size: int
    """Bytes."""
    digest: str
    """ALGORITHM:HEX, "sha256:…" or "md5:…"."""


class Unreachable(Exception):
    """A server did not give a file.

    Args:
        reason: what it did, beginning with its host.
        again: whether another try may be better.
    """

    def __init__(self, reason: str, again: bool = True) -> None:
        super().__init__(reason, again)
        self.reason, self.again = reason, again


def fetch(wanted: Wanted, target: Path, watch: Watch = lambda done, size: None) -> None:
    """Put the file in its place, unless it is there.

    Raises:
        Unreachable: no address gives it.
        VoiceError: what came is another file.
        OutputError: it cannot be written.
    """
    if _is(target, wanted):
        return
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        resumed = part.exists()
        _complete(wanted, part, watch)
        if resumed and not _is(part, wanted):  # what was there before is of another file
            part.unlink()
            _complete(wanted, part, watch)
        if not _is(part, wanted):
            part.unlink()
            kind = wanted.digest.partition(":")[0]
            raise VoiceError(wanted.addresses[0], f"is another file: its {kind} is not the catalogue's")
        part.replace(target)
    except OSError as error:
        raise OutputError(str(target), f"cannot be written: {error.strerror or error}") from error


def fetch_index(address: str) -> bytes:
    """A catalogue, whole in memory.

    Raises:
        Unreachable: it does not come.
    """
    body = bytearray()
    with _answer(address, 0) as answer:
        for piece in _pieces(answer):
            body += piece
            if len(body) > LARGEST_INDEX:
                raise Unreachable(f"{answer.url.host} sends more than a catalogue", again=False)
    announced = answer.headers.get("Content-Length", "")
    if announced.isdigit() and int(announced) != len(body):
        raise Unreachable(f"{answer.url.host} broke off")
    return bytes(body)


def _is(path: Path, wanted: Wanted) -> bool:
    """Whether that file lies there."""
    kind, _, digest = wanted.digest.partition(":")
    if not path.is_file() or path.stat().st_size != wanted.size:
        return False
    with path.open("rb") as file:
        # md5 keeps out damage, not malice: it is all that some catalogues publish.
        found = hashlib.file_digest(file, lambda: hashlib.new(kind, usedforsecurity=False))
    return found.hexdigest() == digest.lower()


def _complete(wanted: Wanted, part: Path, watch: Watch) -> None:
    """Bring the part to its full size."""
    last = Unreachable("there is no address", again=False)
    useless: set[str] = set()
    for number in range(TRIES):
        for address in wanted.addresses:
            if address in useless:
                continue
            try:
                _go_on(address, wanted.size, part, watch)
                return
            except Unreachable as problem:
                last = problem
                useless |= set() if problem.again else {address}
        if useless.issuperset(wanted.addresses):
            break
        if number + 1 < TRIES:
            time.sleep(PAUSE * 2.0**number)
    raise last


def _go_on(address: str, size: int, part: Path, watch: Watch) -> None:
    """One request for what is missing."""
    there = part.stat().st_size if part.exists() else 0
    if there > size:
        part.unlink()
        there = 0
    if there == size:
        return
    with _answer(address, there) as answer:
        there = _agreed(answer, there, size)
        with part.open("ab" if there else "wb") as file:
            for piece in _pieces(answer):
                there += len(piece)
                if there > size:
                    file.truncate(0)
                    raise Unreachable(f"{answer.url.host} sends more than {size} bytes", again=False)
                file.write(piece)
                watch(there, size)
    if there < size:
        raise Unreachable(f"{answer.url.host} broke off after {there} of {size} bytes")


@contextmanager
def _answer(address: str, start: int) -> Iterator[httpx.Response]:
    """An answer that holds a file from byte ``start`` on."""
    import httpx

    from narrate import __version__

    headers = {"User-Agent": f"narrate/{__version__}", "Accept-Encoding": "identity"}
    if start:
        headers["Range"] = f"bytes={start}-"
    with httpx.Client(follow_redirects=True, timeout=httpx.Timeout(WAIT, connect=CONNECT)) as client:
        try:
            answer = client.send(client.build_request("GET", address, headers=headers), stream=True)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            reason = f"{urlsplit(address).hostname} cannot be reached ({type(error).__name__})"
            raise Unreachable(reason, again=isinstance(error, httpx.TransportError)) from error
        with closing(answer):
            _accept(answer, address)
            yield answer


def _accept(answer: httpx.Response, address: str) -> None:
    status, host = answer.status_code, answer.url.host
    if address.startswith("https:") and answer.url.scheme != "https":
        raise Unreachable(f"{host} is reached unencrypted from {address}", again=False)
    if status not in (200, 206, 416):
        raise Unreachable(f"{host} answers {status}", again=status >= 500 or status in (408, 425, 429))
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        raise Unreachable(f"{host} packs the file, which was not asked for", again=False)


def _agreed(answer: httpx.Response, there: int, size: int) -> int:
    """Where the answer begins in the file; its announced size must be the file's."""
    host = answer.url.host
    if answer.status_code == 200:
        there = 0
    elif answer.status_code == 416 or not there:
        raise Unreachable(f"{host} does not know its own file ({answer.status_code})", again=False)
    else:
        match = re.fullmatch(r"bytes (\d+)-\d+/(\d+|\*)", answer.headers.get("Content-Range", ""))
        if not match or int(match[1]) != there:
            raise Unreachable(f"{host} goes on at another place than asked", again=False)
        if match[2] not in ("*", str(size)):
            raise Unreachable(f"{host} has {match[2]} bytes, the catalogue {size}", again=False)
    announced = answer.headers.get("Content-Length", "")
    if announced.isdigit() and there + int(announced) != size:
        raise Unreachable(f"{host} has {there + int(announced)} bytes, the catalogue {size}", again=False)
    return there


def _pieces(answer: httpx.Response) -> Iterator[bytes]:
    """The bytes as they come; an end that comes too early is an end."""
    import httpx

    try:
        yield from answer.iter_raw()
    except httpx.TransportError:
        return
