"""Web addresses as pages write them.  Python's own functions raise on some; this room calls them nowhere else."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit


def host(url: str) -> str:
    """The host in lower case; "" for what has none or is broken ("https://[broken")."""
    try:
        return (urlsplit(url.strip()).hostname or "").lower()
    except ValueError:
        return ""


def joined(base: str, address: str) -> str:
    """An address made absolute, or as it stands where the page's own is not known.

    "" for what leads to no page or picture: a broken one, or "javascript:…".
    """
    try:
        full = urljoin(base, address.strip())
        scheme = urlsplit(full).scheme
    except ValueError:
        return ""
    return full if scheme in ("", "http", "https", "file", "data") else ""
