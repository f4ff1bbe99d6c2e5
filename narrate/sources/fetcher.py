"""Addresses fetched politely: one request at a time for a host and not too soon, robots.txt obeyed, what has not
changed not sent again, a busy server asked later.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import random
import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from narrate.errors import SettingsError, SourceError
from narrate.sources import web
from narrate.sources.web import Answer, Busy, Known, Limits

if TYPE_CHECKING:
    from protego import Protego

AGENT = "narrate"
"""The name that robots.txt may speak of."""
ROBOTS = Limits(size=500_000, connect=5.0, wait=5.0, total=10.0)
"""RFC 9309: at least 500 KiB of a robots.txt are to be read."""


LONGEST = 86_400
"""Seconds, and tries: nobody waits for longer than a day."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How servers are treated: ``[fetching]`` in the settings."""

    delay: float = 1.0
    """Seconds between two requests to one host; its robots.txt may ask for more (Crawl-delay)."""
    tries: int = 4
    """How often a busy server (429, 5xx) or a broken connection is asked."""
    patience: float = 60.0
    """Seconds to wait before the next try, at most; a server that asks for more is left for the next run."""
    robots: bool = True
    """Whether robots.txt is obeyed by ``[[sources]]``; a page named on the command line is always fetched."""

    def __post_init__(self) -> None:
        """Raise SettingsError for what nobody can wait for."""
        for name, least in (("delay", 0), ("tries", 1), ("patience", 0)):
            if not least <= getattr(self, name) <= LONGEST:  # also true of NaN
                raise SettingsError(
                    f"fetching {name}", f"is {getattr(self, name)}", f"Take one from {least} to {LONGEST}"
                )


@dataclass
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    last: float = 0.0
    """When it was asked last, monotonic."""
    robots: Protego | None = None
    asked: bool = False
    """Whether its robots.txt has been looked for."""


class Fetcher:
    """Fetches pages and lists; for several threads."""

    def __init__(
        self,
        folder: Path | None = None,
        manners: Manners | None = None,
        limits: Limits | None = None,
        keeping: bool = True,
    ) -> None:
        """``folder`` keeps what was fetched for conditional requests; None keeps nothing.

        Args:
            keeping: False only reads the folder.
        """
        self._folder = folder
        self._keeping = keeping
        self._closed = threading.Event()
        self._manners = manners or Manners()
        self._limits = limits or Limits()
        self._hosts: defaultdict[str, _Host] = defaultdict(_Host)

    def get(self, address: str, kinds: Sequence[str] = web.PAGES, asked_for: bool = False) -> Answer:
        """What is at an address, from the server or, if it says that nothing has changed, as it was.

        Args:
            asked_for: the user named this very address; robots.txt is for machines that choose by themselves.

        Raises:
            SourceError: as ``web.fetch``, or robots.txt forbids it.
        """
        host = self._hosts[urlsplit(address).netloc.lower()]
        with host.lock:
            if self._manners.robots and not asked_for:
                self._ask_robots(host, address)
            return self._patiently(host, address, kinds)

    def close(self) -> None:
        """Fetch no more: whoever waits for a server's turn gets a SourceError."""
        self._closed.set()

    def _rest(self, address: str, seconds: float) -> None:
        if self._closed.wait(seconds):
            raise SourceError(address, "was not fetched: the run was ended")

    def _patiently(self, host: _Host, address: str, kinds: Sequence[str]) -> Answer:
        for attempt in range(1, self._manners.tries + 1):
            self._rest(address, self._pause(host))
            try:
                return self._fetch(address, kinds)
            except Busy as error:
                # Full jitter, as in the AWS Architecture Blog, "Exponential Backoff And Jitter".
                wait = error.wait or random.uniform(0, 2**attempt)
                if attempt == self._manners.tries or wait > self._manners.patience:
                    raise
                self._rest(address, wait)
            finally:
                host.last = time.monotonic()
        raise AssertionError("tries is at least 1")

    def _pause(self, host: _Host) -> float:
        """Seconds until the host may be asked again."""
        asked = host.robots.crawl_delay(AGENT) if host.robots else None
        delay = max(self._manners.delay, float(asked or 0.0))
        return max(0.0, host.last + delay - time.monotonic()) if host.last else 0.0

    def _fetch(self, address: str, kinds: Sequence[str]) -> Answer:
        before = self._kept(address)
        known = Known(before.tag, before.modified) if before else None
        answer = web.fetch(address, self._limits, kinds, known)
        if answer.same and before:
            return before
        self._keep(address, answer)
        return answer

    def _ask_robots(self, host: _Host, address: str) -> None:
        parts = urlsplit(address)
        if not host.asked:
            host.asked = True
            with contextlib.suppress(SourceError):  # RFC 9309: no robots.txt forbids nothing
                from protego import Protego

                body = web.fetch(f"{parts.scheme}://{parts.netloc}/robots.txt", ROBOTS, web.ANYTHING).body
                host.robots = Protego.parse(body.decode("utf-8", "replace"))
        if host.robots and not host.robots.can_fetch(address, AGENT):
            step = "Ask the site, or name the page itself: `narrate make ADDRESS`"
            raise SourceError(address, "the site's robots.txt asks machines not to fetch it", step)

    # ── What was fetched before ────────────────────────────────────────────────────────────────────

    def _path(self, address: str) -> Path | None:
        return self._folder / f"{sha256(address.encode()).hexdigest()[:32]}.gz" if self._folder else None

    def _kept(self, address: str) -> Answer | None:
        path = self._path(address)
        if path is None:
            return None
        try:
            head, _, body = gzip.decompress(path.read_bytes()).partition(b"\n")
            values = json.loads(head)
            fetched = datetime.fromisoformat(values.pop("fetched"))
            return Answer(body=body, fetched=fetched, **values)
        except (OSError, EOFError, ValueError, TypeError):
            return None

    def _keep(self, address: str, answer: Answer) -> None:
        path = self._path(address)
        if path is None or not self._keeping or not (answer.tag or answer.modified):
            return
        head = {"url": answer.url, "charset": answer.charset, "fetched": answer.fetched.isoformat(),
                "tag": answer.tag, "modified": answer.modified}  # fmt: skip
        with contextlib.suppress(OSError):  # it only saves the server work
            path.parent.mkdir(parents=True, exist_ok=True)
            half = path.with_suffix(f".{os.getpid()}.{threading.get_ident()}")
            half.write_bytes(gzip.compress(json.dumps(head).encode() + b"\n" + answer.body, 5, mtime=0))
            os.replace(half, path)
