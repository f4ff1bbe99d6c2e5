"""Where everything of a site lies: the only place that decides its file names and addresses.

    index.html  feed.xml  feed-2.xml …  feed.json           the show of [show]
    shows/KEY/index.html  shows/KEY/feed.xml  …             the show of [shows.KEY]
    shows.opml  sitemap.xml  narrate-player.js  assets/…
    audio/NAME  covers/NAME  covers/NAME-small.jpg
    episodes/ID/index.html  embed.html  oembed.json  transcript.vtt  words.vtt  transcript.srt  transcript.json
                transcript.txt  chapters.json  marks.json

A place is a path relative to the site's folder, with "/" between its parts.  Pages name each other by ``href``, so
that they work under any address; what leaves the site (feeds, Open Graph, oEmbed) names ``Places.url``.  A page is
named with its "index.html": the root of a bucket has no folders that could answer for it.
"""

from __future__ import annotations

import ipaddress
import posixpath
import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from narrate.model import Episode, Media

INDEX = "index.html"
EMBED = "embed.html"
OEMBED = "oembed.json"
VTT = "transcript.vtt"
WORDS_VTT = "words.vtt"
SRT = "transcript.srt"
JSON = "transcript.json"
TEXT = "transcript.txt"
CHAPTERS = "chapters.json"
MARKS = "marks.json"

OPML = "shows.opml"
SITEMAP = "sitemap.xml"
PLAYER = "narrate-player.js"
"""The embed's name never changes: newsrooms write it into their templates."""

MIME_TYPES = {
    "mp3": "audio/mpeg", "m4a": "audio/x-m4a", "m4b": "audio/x-m4b", "opus": "audio/ogg", "flac": "audio/flac",
    "wav": "audio/wav",
}  # fmt: skip
"""As podcast directories name the formats; Apple takes the first two."""


def beside(episode: Episode, name: str) -> str:
    """The place of one of an episode's files: ``beside(episode, VTT)``."""
    return f"episodes/{episode.id}/{name}"


def page(episode: Episode) -> str:
    """The place of an episode's page, or of its tombstone."""
    return beside(episode, INDEX)


def audio(episode: Episode, media: Media) -> str:
    """A version of a recording has a name of its own, so that caches never mix two.  The catalogue's name where
    old players can read it, else the episode's id with the version.
    """
    return _ascii_name("audio", media.file, episode.id)


def main_media(episode: Episode) -> Media:
    """What feeds enclose and players play: the first file that every player takes, else the first."""
    return next((one for one in episode.media if one.format in ("mp3", "m4a")), episode.media[0])


def cover(episode: Episode) -> str:
    """The place of an episode's own picture; "" if it has none."""
    return _ascii_name("covers", episode.cover, episode.id) if episode.cover else ""


def small_cover(episode: Episode) -> str:
    """The place of the same picture at the size in which pages show it; "" if there is none."""
    stem, _, suffix = cover(episode).rpartition(".")
    return f"{stem}-small.{suffix}" if stem else ""


def asset(name: str) -> str:
    """The place of a file that pages share; ``name`` holds a digest of its content."""
    return f"assets/{name}"


def show_file(key: str, name: str) -> str:
    """A file of a show; the key is "" for the show of [show]."""
    return f"shows/{key}/{name}" if key else name


def index(key: str = "") -> str:
    """The place of a show's page."""
    return show_file(key, INDEX)


def feed(key: str = "", number: int = 1) -> str:
    """The place of a show's RSS feed, or of a further page of it."""
    return show_file(key, "feed.xml" if number == 1 else f"feed-{number}.xml")


def json_feed(key: str = "", number: int = 1) -> str:
    """The place of a show's JSON Feed, or of a further page of it."""
    return show_file(key, "feed.json" if number == 1 else f"feed-{number}.json")


def show_cover(key: str, digest: str, suffix: str) -> str:
    """The place of a show's picture; a new picture has a new name, since apps keep pictures by their address."""
    return f"covers/show{'-' + key if key else ''}-{digest}.{suffix}"


def href(place: str, page: str) -> str:
    """How a page of the site names another place of it: a relative, percent-encoded reference.

    ``href("audio/a b.mp3", "episodes/1f/index.html")`` is ``../../audio/a%20b.mp3``
    """
    return _encoded(posixpath.relpath(place, posixpath.dirname(page) or "."))


@dataclass(frozen=True, slots=True)
class Places:
    """The site under its public address."""

    base: str
    """Absolute, ASCII, with a slash at its end: "https://audio.example/desk/"."""

    def url(self, place: str) -> str:
        """The public address of a place, in ASCII; of the root's page it is the base itself."""
        return self.base + ("" if place == INDEX else _encoded(place))


def web_address(text: str) -> str:
    """An http or https address in ASCII (RFC 3987: the host by IDNA, the rest percent-encoded); "" for all else.

    ``web_address("https://київ.example/новини")`` is
    ``https://xn--90ajp0b.example/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8``; ``javascript:`` gives "".
    """
    if _PLAIN_ADDRESS.fullmatch(text):
        return text
    if not text.lower().startswith(("http://", "https://")):
        return ""
    try:
        parts = urlsplit(text.strip())
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError:  # a broken bracket, a port of letters, a host that IDNA does not know
        return ""
    if not host:
        return ""
    place = f"{host}:{port}" if port else host
    return urlunsplit((parts.scheme, place, *map(_recoded, (parts.path or "/", parts.query, parts.fragment))))


def _host(name: str) -> str:
    """A host in ASCII; "" if it is none.  Names and passwords before it are for nobody else's eyes."""
    if ":" in name:
        return f"[{ipaddress.IPv6Address(name)}]"
    if not name.isascii():
        import idna  # its tables load for some milliseconds

        name = idna.encode(name, uts46=True).decode()  # IDNAError is a ValueError
    return name if _HOST.fullmatch(name) else ""


_HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?\.?")
_PLAIN_ADDRESS = re.compile(r"https?://[a-z0-9][a-z0-9.-]*[a-z0-9]/[A-Za-z0-9._~/-]*")
"""Most addresses: nothing in them is to be done."""
_PLAIN_PLACE = re.compile(r"[A-Za-z0-9._/-]+")
_SAFE = re.compile(r"[A-Za-z0-9._~/!$&()*+,;=:@?%-]*")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def _recoded(text: str) -> str:
    """A part of an address: what is encoded stays, what must be encoded is."""
    text = _LONE_PERCENT.sub("%25", text)
    return text if _SAFE.fullmatch(text) else quote(text, safe="/!$&()*+,;=:@?%~", errors="replace")


def _encoded(place: str) -> str:
    return place if _PLAIN_PLACE.fullmatch(place) else quote(place, errors="replace")


def _ascii_name(folder: str, file: str, name: str) -> str:
    """The catalogue's file name, or one of the episode's id where it is of another script."""
    own = posixpath.basename(file)
    if own.isascii():
        return f"{folder}/{own}"
    stem, _, suffix = own.rpartition(".")
    return f"{folder}/{name}-{stem.rpartition('-')[2]}.{suffix}"
