"""``feed.xml``: RSS 2.0 as Apple, Spotify and the apps of Podcasting 2.0 read it; one pure function of its channel.

What decides: podcasters.apple.com/support/823-podcast-requirements; github.com/Podcastindex-org/podcast-namespace
(docs/1.0.md); podlove.org/simple-chapters; RFC 5005 for pages.  gPodder knows no podcast namespace but Podlove's
chapters, and readers that keep one transcript keep the last: WebVTT stands there.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping
from email.utils import format_datetime
from functools import partial
from typing import Any

from lxml import etree

from narrate import __version__
from narrate.model import Chapter, Episode, Media
from narrate.publish import places
from narrate.publish.channel import Channel, built, episode_guid, image, link, published, revised
from narrate.publish.chapters import chapters
from narrate.publish.notes import LARGEST, STOPS, disclosures, notes
from narrate.publish.text import clean, language_tag, line

NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
}
ATOM, CONTENT, ITUNES, PODCAST, PSC = (f"{{{uri}}}" for uri in NAMESPACES.values())
TRANSCRIPTS = (
    (places.TEXT, "text/plain"),
    (places.JSON, "application/json"),
    (places.SRT, "application/x-subrip"),
    (places.VTT, "text/vtt"),
)
"""The most useful last."""
LONGEST = 250
"""Characters of a title or name; directories take 255."""
LONGEST_NAME = 128
"""Of <podcast:person> and <podcast:funding>."""
AI = {"purpose": "ai-content"}

Element = Any
"""lxml announces no types."""


def feed_xml(channel: Channel) -> bytes:
    """One page of a show's feed."""
    root = etree.Element("rss", {"version": "2.0"}, nsmap=NAMESPACES)
    top = etree.SubElement(root, "channel")
    _about(top, channel)
    _links(top, channel)
    _itunes(top, channel)
    _podcast(top, channel)
    for episode in channel.episodes:
        _item(top, episode, channel)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _add(parent: Element, tag: str, text: str = "", attributes: Mapping[str, str] | None = None) -> Element:
    element = etree.SubElement(parent, tag, attributes)
    if text:
        element.text = text
    return element


# ── The show ───────────────────────────────────────────────────────────────────────────────────────


def description(channel: Channel) -> str:
    """The show's own, and that machines speak, within Apple's 4000 bytes."""
    whole = clean(channel.show.description).strip()
    one = channel.disclosed
    for said in disclosures(one.disclosure, one.language) if one else ():
        if said.casefold().rstrip(STOPS) not in whole.casefold():
            whole = f"{whole} {said}"
    return whole if len(whole.encode()) <= LARGEST else line(whole, LARGEST // 4)


def home(channel: Channel) -> str:
    """The publisher's own page, else the show's."""
    return places.web_address(channel.show.link) or channel.places.url(places.index(channel.show.key))


def _about(top: Element, channel: Channel) -> None:
    show = channel.show
    _add(top, "title", line(show.title, LONGEST))
    _add(top, "link", home(channel))
    _add(top, "description", description(channel))
    _add(top, "language", show.language)
    if show.copyright:
        _add(top, "copyright", line(show.copyright, LONGEST))
    when = built(channel.episodes)
    if when:
        _add(top, "lastBuildDate", format_datetime(when, usegmt=True))
    _add(top, "generator", f"narrate {__version__}")


def _links(top: Element, channel: Channel) -> None:
    key, url = channel.show.key, channel.places.url
    rss = {"type": "application/rss+xml"}
    add = partial(_add, top, f"{ATOM}link")
    add(attributes={"rel": "self", "href": url(places.feed(key, channel.number)), **rss})
    for relation, number in channel.links.items():
        add(attributes={"rel": relation, "href": url(places.feed(key, number)), **rss})
    json_feed = url(places.json_feed(key, channel.number))
    add(attributes={"rel": "alternate", "href": json_feed, "type": "application/feed+json"})


def _itunes(top: Element, channel: Channel) -> None:
    show = channel.show
    _add(top, f"{ITUNES}image", attributes={"href": channel.places.url(channel.cover)})
    _add(top, f"{ITUNES}author", line(show.author, LONGEST))
    for path in show.category_paths:
        at = top
        for name in path:
            at = _add(at, f"{ITUNES}category", attributes={"text": name})
    _add(top, f"{ITUNES}explicit", _truth(show.explicit))
    _add(top, f"{ITUNES}type", "episodic")
    if show.email:
        owner = _add(top, f"{ITUNES}owner")
        _add(owner, f"{ITUNES}name", line(show.owner, LONGEST))
        _add(owner, f"{ITUNES}email", show.email)


def _podcast(top: Element, channel: Channel) -> None:
    show = channel.show
    _add(top, f"{PODCAST}guid", channel.guid)
    owner = {"owner": show.email} if show.email else None
    _add(top, f"{PODCAST}locked", "yes" if show.locked else "no", owner)
    _add(top, f"{PODCAST}medium", "podcast")
    address = places.web_address(show.funding)
    if address:
        text = line(show.funding_text, LONGEST_NAME) or line(show.title, LONGEST_NAME)
        _add(top, f"{PODCAST}funding", text, {"url": address})
    if channel.disclosed:
        _add(top, f"{PODCAST}txt", "true", AI)


# ── An episode ─────────────────────────────────────────────────────────────────────────────────────


def _item(top: Element, episode: Episode, channel: Channel) -> None:
    item = _add(top, "item")
    _add(item, "title", title(episode))
    _add(item, "link", link(episode, channel))
    _add(item, "guid", episode_guid(episode), {"isPermaLink": "false"})
    _add(item, "pubDate", format_datetime(published(episode), usegmt=True))
    again = revised(episode)
    if again:
        _add(item, f"{ATOM}updated", again.strftime("%Y-%m-%dT%H:%M:%SZ"))
    parts = chapters(episode)
    said = notes(episode, channel.show.language, parts)
    _add(item, "description", said.text or title(episode))
    # HTML escaped once more would be sound, but some readers undo one escape only; ours never holds "]]>".
    _add(item, f"{CONTENT}encoded").text = etree.CDATA(said.html)
    _sound(item, episode, channel)
    _add(item, f"{ITUNES}explicit", _truth(channel.show.explicit))
    _add(item, f"{ITUNES}episodeType", "full")
    _add(item, f"{ITUNES}image", attributes={"href": image(episode, channel)})
    _beside(item, episode, channel, parts)
    for name, role in _people(episode):
        _add(item, f"{PODCAST}person", name, role)
    if line(episode.disclosure):
        _add(item, f"{PODCAST}txt", "true", AI)


def title(episode: Episode) -> str:
    """Of the article; its site or id where that has none."""
    return line(episode.title, LONGEST) or line(episode.site, LONGEST) or episode.id


def _sound(item: Element, episode: Episode, channel: Channel) -> None:
    main = places.main_media(episode)
    _add(item, "enclosure", attributes=_enclosed(episode, main, channel))
    _add(item, f"{ITUNES}duration", str(max(1, round(episode.seconds))))
    for other in episode.media:
        if other != main:
            _alternative(item, _enclosed(episode, other, channel), other, episode)


def _enclosed(episode: Episode, media: Media, channel: Channel) -> dict[str, str]:
    url = channel.places.url(places.audio(episode, media))
    return {"url": url, "length": str(media.bytes), "type": places.MIME_TYPES[media.format]}


def _alternative(item: Element, enclosed: Mapping[str, str], media: Media, episode: Episode) -> None:
    rest = {name: enclosed[name] for name in ("type", "length")}
    other = _add(item, f"{PODCAST}alternateEnclosure", attributes={**rest, "title": media.format.upper()})
    _add(other, f"{PODCAST}source", attributes={"uri": enclosed["url"]})
    digest = base64.b64encode(bytes.fromhex(media.sha256)).decode()
    _add(other, f"{PODCAST}integrity", attributes={"type": "sri", "value": f"sha256-{digest}"})


def _beside(item: Element, episode: Episode, channel: Channel, parts: Iterable[Chapter]) -> None:
    """Transcripts and chapters: files for those who fetch them, and the chapters again for those who do not."""
    tag = language_tag(episode.language)
    language = {"language": tag} if tag else {}
    for name, kind in TRANSCRIPTS:
        url = channel.places.url(places.beside(episode, name))
        _add(item, f"{PODCAST}transcript", attributes={"url": url, "type": kind, **language})
    url = channel.places.url(places.beside(episode, places.CHAPTERS))
    _add(item, f"{PODCAST}chapters", attributes={"url": url, "type": "application/json+chapters"})
    simple = _add(item, f"{PSC}chapters", attributes={"version": "1.2"})
    for one in parts:
        start = {"start": normal_play_time(one.start), "title": one.title}
        _add(simple, f"{PSC}chapter", attributes=start)


def normal_play_time(seconds: float) -> str:
    """HH:MM:SS.mmm"""
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest // 1000:02d}.{rest % 1000:03d}"


def _people(episode: Episode) -> Iterator[tuple[str, dict[str, str]]]:
    """Roles and groups as podcastindex.org's taxonomy names them."""
    for author in episode.authors:
        if line(author):
            yield line(author, LONGEST_NAME), {"role": "author", "group": "writing"}
    if line(episode.voice):
        yield line(episode.voice, LONGEST_NAME), {"role": "narrator", "group": "cast"}


def _truth(value: bool) -> str:
    return "true" if value else "false"
