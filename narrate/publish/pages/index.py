"""A show's page: its newest episodes as a plain list, a search through all of them, and the older ones in pages.

Pages of the archive are counted from the oldest episode on, so that a new episode changes the newest page alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from narrate.model import Episode
from narrate.publish import places
from narrate.publish.pages.colours import accent_class
from narrate.publish.pages.labels import (
    day_locale,
    direction,
    labels,
    language_tag,
    length,
    printed_day,
    spoken_in,
)
from narrate.publish.pages.rendering import render
from narrate.publish.pages.shared import place_of
from narrate.publish.places import Places, web_address
from narrate.publish.show import Show
from narrate.publish.text import clean, line

NEWEST = 40
"""Episodes on the show's page."""
PAGE = 100
"""Episodes on a page of the archive."""


@dataclass(frozen=True, slots=True)
class Row:
    """One episode in a list."""

    href: str
    title: str
    authors: str
    section: str
    when: str
    """ISO 8601, for machines."""
    day: str
    length: str
    language: str
    dir: str


def index_page(show: Show, episodes: Iterable[Episode], site: Places) -> str:
    """The newest episodes of a show; withdrawn ones are not among them."""
    newest = ordered(episodes)
    older = archive_place(show, -(-len(newest) // PAGE)) if len(newest) > NEWEST else ""
    return _page(show, site, places.index(show.key), newest[:NEWEST], "", older)


def archive_pages(show: Show, episodes: Iterable[Episode], site: Places) -> Mapping[str, str]:
    """Place → page of each archive page; none for a show whose own page holds everything."""
    oldest_first = ordered(episodes)[::-1]
    if len(oldest_first) <= NEWEST:
        return {}
    last = -(-len(oldest_first) // PAGE)
    return {
        archive_place(show, number): _page(
            show,
            site,
            archive_place(show, number),
            oldest_first[(number - 1) * PAGE : number * PAGE][::-1],
            archive_place(show, number + 1) if number < last else places.index(show.key),
            archive_place(show, number - 1) if number > 1 else "",
        )
        for number in range(1, last + 1)
    }


def search_json(show: Show, episodes: Iterable[Episode]) -> str:
    """What the search looks through, fetched when somebody searches: [id, title, authors, section, day, length]."""
    found = [
        [one.id, row.title, row.authors, row.section, row.when[:10], row.length]
        for one, row in ((one, _row(one, show, places.index(show.key))) for one in ordered(episodes))
    ]
    return clean(json.dumps(found, ensure_ascii=False, separators=(",", ":"))) + "\n"


def archive_place(show: Show, number: int) -> str:
    """The place of a page of the archive; 1 is the oldest."""
    return places.show_file(show.key, f"archive-{number}.html")


def search_place(show: Show) -> str:
    """The place of what ``search_json`` writes."""
    return places.show_file(show.key, "search.json")


def ordered(episodes: Iterable[Episode]) -> list[Episode]:
    """Those that may be heard, the newest first."""
    heard = (one for one in episodes if not one.withdrawn)
    return sorted(heard, key=lambda one: (_when(one), one.id), reverse=True)


def _when(episode: Episode) -> str:
    """An article without a date stands where it was narrated."""
    return episode.published or episode.first_narrated or episode.narrated


def _page(show: Show, site: Places, here: str, episodes: Sequence[Episode], newer: str, older: str) -> str:
    language = show.language or "en"
    return render(
        "index.html",
        show=show,
        show_title=line(show.title),
        description=line(show.description),
        link=web_address(show.link),
        labels=labels(language),
        language=language_tag(language),
        label_language=spoken_in(language),
        day_locale=day_locale(language),
        dir=direction(language),
        rows=list(_rows(episodes, show, here)),
        is_first=here == places.index(show.key),
        index=places.href(places.index(show.key), here),
        newer=places.href(newer, here) if newer else "",
        older=places.href(older, here) if older else "",
        feed=places.href(places.feed(show.key), here),
        accent=accent_class(show.colour),
        icon=places.href(place_of("icon.svg"), here),
        style=places.href(place_of("page.css"), here),
        script=places.href(place_of("search.js"), here),
        search=places.href(search_place(show), here),
        episodes=places.href("episodes", here),
        canonical=site.url(here) if site.base else "",
    )


def _rows(episodes: Sequence[Episode], show: Show, here: str) -> Iterator[Row]:
    return (_row(one, show, here) for one in episodes)


def _row(episode: Episode, show: Show, here: str) -> Row:
    own = show.language or "en"
    when = _when(episode)
    return Row(
        href=places.href(places.page(episode), here),
        title=line(episode.title) or "…",
        authors=", ".join(map(line, episode.authors)),
        section=line(episode.section),
        when=when,
        day=printed_day(when, own),
        length=length(episode.seconds, own),
        language=language_tag(episode.language),
        dir=direction(episode.language),
    )
