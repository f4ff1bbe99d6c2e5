"""RSS, Atom and JSON feeds → what they list.  feedparser reads what is broken, too."""

from __future__ import annotations

import json
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from narrate.errors import SourceError
from narrate.model import Listed


def items(body: bytes, address: str) -> Iterator[Listed]:
    """The items of a feed, in its order.

    Raises:
        SourceError: it is no feed.
    """
    if body.lstrip()[:1] == b"{":
        yield from _of_json(body, address)
    else:
        yield from _of_xml(body, address)


def _of_xml(body: bytes, address: str) -> Iterator[Listed]:
    import feedparser  # loads for a fifth of a second

    # The texts are not used, so that they need not be cleaned, which takes half of the time.
    feed = feedparser.parse(body, sanitize_html=False, resolve_relative_uris=False)
    if not feed.get("version") and not feed.entries:
        raise SourceError(address, "is no feed", "Give the address of an RSS, Atom or JSON feed")
    language = feed.feed.get("language", "")
    for entry in feed.entries:
        if link := entry.get("link") or _permalink(entry):
            yield Listed(
                place=urljoin(address, link),
                title=entry.get("title", ""),
                # dict.get: feedparser's own takes the one date for the other, and warns.
                published=_moment(entry.get("published_parsed")),
                modified=_moment(dict.get(entry, "updated_parsed")),
                sections=tuple(tag.term for tag in entry.get("tags", ()) if tag.term),
                language=entry.get("dc_language") or language,
                authors=tuple(one.name for one in entry.get("authors", ()) if one.get("name")),
            )


def _permalink(entry: Any) -> str:
    """RSS: a guid is the item's address unless it says that it is not."""
    return str(entry.get("id", "")) if entry.get("guidislink") else ""


def _moment(parsed: Any) -> datetime | None:
    """feedparser gives UTC."""
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (OverflowError, ValueError, OSError):
        return None


def _of_json(body: bytes, address: str) -> Iterator[Listed]:
    """jsonfeed.org, version 1.1."""
    try:
        feed = json.loads(body)
        found = feed["items"]
    except (ValueError, KeyError, TypeError) as error:
        raise SourceError(address, f"is no JSON feed: {error}", "Give the address of a feed") from error
    for item in found if isinstance(found, list) else ():
        if isinstance(item, dict) and isinstance(place := item.get("url") or item.get("external_url"), str):
            yield Listed(
                place=urljoin(address, place),
                title=str(item.get("title") or ""),
                published=_iso(item.get("date_published")),
                modified=_iso(item.get("date_modified")),
                sections=tuple(str(tag) for tag in item.get("tags") or ()),
                language=str(item.get("language") or feed.get("language") or ""),
                authors=tuple(str(one["name"]) for one in item.get("authors") or () if one.get("name")),
            )


def _iso(text: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(text)) if text else None
    except ValueError:
        return None
    return moment.replace(tzinfo=moment.tzinfo or UTC) if moment else None
