"""Sitemaps, news sitemaps and their indexes (sitemaps.org) → what they list."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from narrate.errors import SourceError
from narrate.model import Listed

LARGEST = 60_000_000
"""Bytes, unpacked: sitemaps.org allows 50 MB."""
DEEPEST = 2
"""Indexes inside indexes; sitemaps.org allows none."""

Fetch = Callable[[str], bytes]


def items(body: bytes, address: str, fetch: Fetch, depth: int = 0) -> Iterator[Listed]:
    """The pages of a sitemap, and of those that an index names, the newest of these first.

    Raises:
        SourceError: it is no sitemap, or one that the index names cannot be fetched.
    """
    root = _root(_unpacked(body, address), address)
    if _name(root) == "sitemapindex":
        if depth == DEEPEST:
            raise SourceError(address, "names a sitemap index inside an index inside an index")
        maps = sorted((_page(each, address) for each in root if _name(each) == "sitemap"), key=_age)
        for one in maps:
            if one.place:
                yield from items(fetch(one.place), one.place, fetch, depth + 1)
        return
    if _name(root) != "urlset":
        raise SourceError(address, "is no sitemap", "Give the address of a sitemap or a sitemap index")
    for each in root:
        if _name(each) == "url" and (page := _page(each, address)).place:
            yield page


def _root(body: bytes, address: str) -> Any:
    from lxml import etree

    # No entities, no DTD, no network; what is broken is read as far as it goes.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(address, f"is no sitemap: {error}") from error
    if root is None:
        raise SourceError(address, "is no sitemap: there is no XML in it")
    return root


def _unpacked(body: bytes, address: str) -> bytes:
    """Sitemaps are often packed files (*.xml.gz)."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        text = unpacker.decompress(body, LARGEST + 1)
    except (zlib.error, gzip.BadGzipFile) as error:
        raise SourceError(address, f"cannot be unpacked: {error}") from error
    if len(text) > LARGEST:
        raise SourceError(address, f"is larger than {LARGEST // 1_000_000} MB")
    return text


def _page(element: Any, address: str) -> Listed:
    """What <url> or <sitemap> says; the news extension (Google's) has title, date and language."""
    texts: dict[str, str] = {}
    for each in element.iter():
        if isinstance(each.tag, str) and each.text and each.text.strip():
            texts.setdefault(_name(each), each.text.strip())
    place = texts.get("loc", "")
    return Listed(
        place=urljoin(address, place) if place else "",
        title=texts.get("title", ""),
        published=_moment(texts.get("publication_date", "")),
        modified=_moment(texts.get("lastmod", "")),
        sections=tuple(word.strip() for word in texts.get("keywords", "").split(",") if word.strip()),
        language=texts.get("language", ""),
    )


def _name(element: Any) -> str:
    """Without its namespace: many sitemaps have a wrong one."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _age(page: Listed) -> float:
    return -page.modified.timestamp() if page.modified else 0.0


def _moment(text: str) -> datetime | None:
    """W3C date and time; a day alone is its beginning."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.replace(tzinfo=moment.tzinfo or UTC)
