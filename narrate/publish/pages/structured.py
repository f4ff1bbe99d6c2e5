"""What machines read in a page's head: schema.org's JSON-LD, Open Graph, and oEmbed's answer.

Everything that leaves the site is an absolute address; a site without a base address says nothing that needs one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from narrate.model import Episode, Transcript
from narrate.publish import places
from narrate.publish.pages.rendering import mime
from narrate.publish.places import Places, web_address
from narrate.publish.show import Show
from narrate.publish.text import clean, language_tag, line

AI_AUDIO = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
"""IPTC's term for media made by a trained model, as schema.org/digitalSourceType takes it."""
COVER_SIDE = 1400
"""Pixels, as the audio room makes covers."""
EMBED_SIZE = (600, 216)
"""Pixels of the iframe that oEmbed offers."""


def article_data(episode: Episode, show: Show, site: Places) -> dict[str, Any]:
    """JSON-LD: the article and its recording."""
    url = site.url(places.page(episode)) if site.base else ""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": line(episode.title, 110),
        "url": url,
        "isBasedOn": web_address(episode.url),
        "inLanguage": language_tag(episode.language),
        "datePublished": episode.published,
        "dateModified": episode.modified,
        "articleSection": line(episode.section),
        "author": [{"@type": "Person", "name": line(name)} for name in episode.authors],
        "publisher": {"@type": "Organization", "name": line(episode.site or show.title)},
        "image": site.url(places.cover(episode)) if site.base and episode.cover else "",
        "audio": _recording(episode, site),
    }
    return {key: value for key, value in data.items() if value}


def _recording(episode: Episode, site: Places) -> dict[str, Any]:
    media = places.main_media(episode)
    data = {
        "@type": "AudioObject",
        "name": line(episode.title),
        "contentUrl": site.url(places.audio(episode, media)) if site.base else "",
        "encodingFormat": mime(media),
        "contentSize": str(media.bytes),
        "duration": duration(episode.seconds),
        "uploadDate": episode.narrated,
        "inLanguage": language_tag(episode.language),
        "description": line(episode.disclosure),
        "digitalSourceType": AI_AUDIO if episode.disclosure else "",
    }
    return {key: value for key, value in data.items() if value}


def duration(seconds: float) -> str:
    """ISO 8601: "PT2M8S"."""
    minutes, rest = divmod(max(1, round(seconds)), 60)
    return f"PT{minutes}M{rest}S" if minutes else f"PT{rest}S"


def summary(transcript: Transcript) -> str:
    """The beginning of the first paragraph, as search engines and chats show it."""
    first = next((block.text for block in transcript.blocks if block.kind == "paragraph"), "")
    return line(first, 200)


def open_graph(
    episode: Episode, transcript: Transcript, show: Show, site: Places
) -> Iterator[tuple[str, str]]:
    """Property and content of each meta element (ogp.me); none is empty."""
    media = places.main_media(episode)
    pairs = [
        ("og:type", "article"),
        ("og:title", line(episode.title, 200)),
        ("og:description", summary(transcript)),
        ("og:site_name", line(show.title)),
        ("og:locale", language_tag(episode.language).replace("-", "_")),
        ("article:published_time", episode.published),
        ("article:section", line(episode.section)),
        *(("article:author", line(name)) for name in episode.authors),
    ]
    if site.base:
        pairs += [("og:url", site.url(places.page(episode)))]
        pairs += [("og:audio", site.url(places.audio(episode, media))), ("og:audio:type", mime(media))]
        pairs += [("og:image", site.url(places.cover(episode)))] if episode.cover else []
    return ((name, text) for name, text in pairs if text)


def oembed(episode: Episode, show: Show, site: Places) -> str:
    """The answer of oEmbed 1.0 (oembed.com), a static file: rich, an iframe of the embed's page."""
    from markupsafe import escape

    width, height = EMBED_SIZE
    address = escape(site.url(places.beside(episode, places.EMBED)))
    frame = (
        f'<iframe src="{address}" title="{escape(line(episode.title))}" width="{width}" height="{height}" '
        'style="border:0;max-width:100%" loading="lazy"></iframe>'
    )
    value: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "title": line(episode.title),
        "author_name": ", ".join(map(line, episode.authors)),
        "provider_name": line(show.title),
        "provider_url": site.url(places.index(show.key)),
        "html": frame,
        "width": width,
        "height": height,
    }
    if episode.cover:
        value |= {
            "thumbnail_url": site.url(places.cover(episode)),
            "thumbnail_width": COVER_SIDE,
            "thumbnail_height": COVER_SIDE,
        }
    return clean(json.dumps(value, ensure_ascii=False, indent=1)) + "\n"
