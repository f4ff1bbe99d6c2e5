"""What RSS and JSON feeds share: which episodes stand on which page, and when something happened."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from narrate.model import Episode
from narrate.publish import places
from narrate.publish.places import Places
from narrate.publish.show import Show

LARGEST = 300
"""Episodes of the first page, which is all that most apps ever read."""
ARCHIVE = 150
"""Episodes of each further page.  They are filled from the oldest episode on and numbered from the back, so that a
new episode changes the first page only, and one page more comes into being every 150 episodes."""
PODCASTS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace of <podcast:guid>; github.com/Podcastindex-org/podcast-namespace, docs/tags/guid.md"""


@dataclass(frozen=True, slots=True)
class Channel:
    """One page of a show's feed: all that ``feed`` and ``json_feed`` are made of."""

    show: Show
    """Completed."""
    places: Places
    guid: str
    """Of the podcast."""
    cover: str
    """The place of the show's picture."""
    episodes: tuple[Episode, ...]
    """Of this page, the newest first."""
    number: int = 1
    """1 is the page that apps subscribe to; the others count from the oldest on, from 2."""
    pages: int = 1

    @property
    def links(self) -> dict[str, int]:
        """The relations of RFC 5005, section 3, and the pages that they lead to."""
        if self.pages == 1:
            return {}
        order = [1, *range(self.pages, 1, -1)]
        at = order.index(self.number)
        links = {"first": 1, "last": order[-1]}
        if at > 0:
            links["previous"] = order[at - 1]
        if at < len(order) - 1:
            links["next"] = order[at + 1]
        return links

    @property
    def disclosed(self) -> Episode | None:
        """Who says that machines speak here: the newest episode of the show's language that does, else of any."""
        said = [one for one in self.episodes if one.disclosure]
        language = self.show.language.partition("-")[0]
        own = [one for one in said if one.language.partition("-")[0] == language]
        return (own or said)[0] if said else None


def paged(whole: Channel) -> list[Channel]:
    """The pages of a channel that holds all episodes of its show, the first one first."""
    episodes = sorted(
        whole.episodes, key=lambda one: (published(one), one.first_narrated, one.id), reverse=True
    )
    archives = max(0, -(-(len(episodes) - LARGEST) // ARCHIVE))
    newest = len(episodes) - archives * ARCHIVE
    chunks = [episodes[:newest]]
    chunks += [episodes[max(at - ARCHIVE, newest) : at] for at in range(len(episodes), newest, -ARCHIVE)]
    return [
        replace(whole, episodes=tuple(chunk), number=number, pages=len(chunks))
        for number, chunk in enumerate(chunks, 1)
    ]


def podcast_guid(show: Show, feed_url: str, known: str = "") -> str:
    """The podcast's identity for good: the show's own, else the one it has had, else one of the feed's address."""
    name = feed_url.partition("://")[2].rstrip("/")
    return show.guid or known or str(uuid.uuid5(PODCASTS, name))


def episode_guid(episode: Episode) -> str:
    """For good; it knows nothing of the site's address, so that a move makes no episode new."""
    return f"narrate:{episode.id}"


def published(episode: Episode) -> datetime:
    """When the article came out: not after its first narration, since it was there to be read; that where the page
    says nothing.
    """
    first = moment(episode.first_narrated) or moment(episode.narrated) or datetime.fromtimestamp(0, UTC)
    said = moment(episode.published)
    return min(said, first) if said else first


def revised(episode: Episode) -> datetime | None:
    """When another version took the place of the first; None where there is none."""
    if episode.narrated == episode.first_narrated or not episode.first_narrated:
        return None
    return moment(episode.narrated)


def built(episodes: Iterable[Episode]) -> datetime | None:
    """When the newest version was made."""
    return max(filter(None, (moment(one.narrated) for one in episodes)), default=None)


def moment(text: str) -> datetime | None:
    """An ISO 8601 time in UTC; a day is its first second, and one without a zone is UTC."""
    try:
        when = datetime.fromisoformat(text)
        return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
    except (ValueError, OverflowError):  # year 1 in a zone ahead of UTC
        return None


def image(episode: Episode, channel: Channel) -> str:
    """The address of the episode's picture, or of the show's."""
    return channel.places.url(places.cover(episode) or channel.cover)


def link(episode: Episode, channel: Channel) -> str:
    """The article; the episode's page where it has no address."""
    return places.web_address(episode.url) or channel.places.url(places.page(episode))
