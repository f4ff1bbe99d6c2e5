"""The article's picture, if it is at hand: inside the page, beside the page, or where the page came from."""

from __future__ import annotations

import base64
import binascii
import urllib.parse
from pathlib import Path

from narrate.errors import SourceError
from narrate.model import Page
from narrate.sources import web
from narrate.sources.places import is_address
from narrate.sources.web import Limits

LIMITS = Limits(size=10_000_000, total=20.0)


def picture(page: Page, address: str) -> bytes:
    """The bytes of the picture at ``address``; b"" if it is not to be had, which is nobody's fault.

    A page that was read from a file has its pictures from files: a batch over saved pages needs no network.
    """
    try:
        if address.startswith("data:"):
            return _inside(address)
        if is_address(page.source):
            full = urllib.parse.urljoin(page.url, address)
            return web.fetch(full, LIMITS, web.IMAGES).body if address and is_address(full) else b""
        return _beside(page, address)
    except (OSError, ValueError, SourceError):
        return b""


def _inside(address: str) -> bytes:
    head, _, data = address.partition(",")
    if not head.endswith(";base64"):
        return b""
    try:
        return base64.b64decode(urllib.parse.unquote(data), validate=False)
    except binascii.Error:
        return b""


def _beside(page: Page, address: str) -> bytes:
    """A file that the page names by a relative path, inside the page's own folder."""
    parts = urllib.parse.urlsplit(address)
    if not parts.path or parts.scheme or parts.netloc or not page.source:
        return b""
    folder = Path(page.source).parent.resolve()
    path = (folder / urllib.parse.unquote(parts.path)).resolve()
    if not path.is_relative_to(folder) or not path.is_file() or path.stat().st_size > LIMITS.size:
        return b""
    return path.read_bytes()
