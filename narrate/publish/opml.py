"""``shows.opml``: all shows of a site in one file, which podcast apps import (opml.org/spec2.opml)."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from narrate.publish import places
from narrate.publish.places import Places
from narrate.publish.show import Show
from narrate.publish.text import line


def opml(shows: Iterable[Show], where: Places) -> bytes:
    """One outline a show, the main one first."""
    root = etree.Element("opml", {"version": "2.0"})
    body = etree.Element("body")
    for show in shows:
        etree.SubElement(body, "outline", _outline(show, where))
    first = body[0].get("text") if len(body) else ""
    etree.SubElement(etree.SubElement(root, "head"), "title").text = first
    root.append(body)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _outline(show: Show, where: Places) -> dict[str, str]:
    title = line(show.title)
    return {
        "type": "rss",
        "text": title,
        "title": title,
        "description": line(show.description),
        "language": show.language,
        "xmlUrl": where.url(places.feed(show.key)),
        "htmlUrl": where.url(places.index(show.key)),
        "version": "RSS2",
    }
