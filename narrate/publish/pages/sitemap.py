"""``sitemap.xml`` (sitemaps.org, protocol 0.9): the pages that search engines may show."""

from __future__ import annotations

from collections.abc import Iterable

from narrate.model import Episode
from narrate.publish import places
from narrate.publish.pages.rendering import render
from narrate.publish.places import Places
from narrate.publish.show import Show

LARGEST = 50_000
"""Addresses that one file may hold; the newest stay."""


def sitemap(shows: Iterable[Show], episodes: Iterable[Episode], site: Places) -> str:
    """The pages of all shows and of all episodes that may be heard."""
    heard = sorted((one for one in episodes if not one.withdrawn), key=lambda one: one.narrated, reverse=True)
    pages = [(site.url(places.index(show.key)), "") for show in shows]
    pages += [(site.url(places.page(one)), one.narrated) for one in heard]
    return render("sitemap.xml", pages=pages[:LARGEST])
