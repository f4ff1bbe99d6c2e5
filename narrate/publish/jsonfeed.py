"""``feed.json``: JSON Feed 1.1 (jsonfeed.org/version/1.1); one pure function of its channel."""

from __future__ import annotations

import json
from typing import Any

from narrate.model import Episode, Media
from narrate.publish import places
from narrate.publish.channel import Channel, episode_guid, image, link, published, revised
from narrate.publish.chapters import chapters
from narrate.publish.feed import LONGEST, description, home, title
from narrate.publish.notes import notes
from narrate.publish.text import language_tag, line


def json_feed(channel: Channel) -> str:
    """One page of a show's feed."""
    show, url = channel.show, channel.places.url
    following = channel.links.get("next")
    about = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": line(show.title, LONGEST),
        "home_page_url": home(channel),
        "feed_url": url(places.json_feed(show.key, channel.number)),
        "next_url": url(places.json_feed(show.key, following)) if following else "",
        "description": description(channel),
        "icon": url(channel.cover),
        "authors": [{"name": line(show.author, LONGEST)}],
        "language": show.language,
        "items": [_item(episode, channel) for episode in channel.episodes],
    }
    given = {name: value for name, value in about.items() if value != ""}
    return json.dumps(given, ensure_ascii=False) + "\n"  # indenting is left to Python, and slow


def _item(episode: Episode, channel: Channel) -> dict[str, Any]:
    again = revised(episode)
    item = {
        "id": episode_guid(episode),
        "url": channel.places.url(places.page(episode)),
        "external_url": link(episode, channel),
        "title": title(episode),
        "content_html": notes(episode, channel.show.language, chapters(episode)).html,
        "image": image(episode, channel),
        "date_published": published(episode).isoformat(),
        "date_modified": again.isoformat() if again else "",
        "authors": [{"name": name} for name in map(line, episode.authors) if name],
        "tags": [tag for tag in map(line, (episode.section, *episode.tags)) if tag],
        "language": language_tag(episode.language),
        "attachments": [_attachment(episode, media, channel) for media in episode.media],
    }
    return {name: value for name, value in item.items() if value not in ("", [])}


def _attachment(episode: Episode, media: Media, channel: Channel) -> dict[str, Any]:
    return {
        "url": channel.places.url(places.audio(episode, media)),
        "mime_type": places.MIME_TYPES[media.format],
        "size_in_bytes": media.bytes,
        "duration_in_seconds": round(episode.seconds, 3),
    }
