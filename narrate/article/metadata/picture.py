"""The lead picture: its address, and its size where the page gives it."""

from __future__ import annotations

from narrate.article.addresses import joined
from narrate.article.metadata.evidence import Sourced
from narrate.article.structured import Structured, number

_METAS = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")

Size = tuple[int, int]
"""Width and height in pixels; 0 where the page does not give them."""


def lead_picture(data: Structured, url: str) -> tuple[Sourced, Size]:
    """The lead picture's address, absolute and with its origin, and its size."""
    images = _of_node(data, url)
    value, where = data.meta(*_METAS)
    if not value:
        return ((images[0][0], "JSON-LD image"), images[0][1]) if images else (("", ""), (0, 0))
    address = joined(url, value)
    size = (number(data.meta("og:image:width")[0]), number(data.meta("og:image:height")[0]))
    same = next((one for known, one in images if known == address), (0, 0))
    return (address, f"meta {where}"), size if where.startswith("og:") and all(size) else same


def _of_node(data: Structured, url: str) -> list[tuple[str, Size]]:
    images: list[tuple[str, Size]] = []
    for entry in data.resolve(data.article.get("image")):
        address = entry.get("url") or entry.get("contentUrl") if isinstance(entry, dict) else entry
        if isinstance(address, str) and address.strip():
            size = (entry.get("width"), entry.get("height")) if isinstance(entry, dict) else ("", "")
            images.append((joined(url, address), (number(size[0]), number(size[1]))))
    return images
