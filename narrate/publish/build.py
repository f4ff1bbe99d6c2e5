"""What a site is made of, and from what: each part with the key of all that decides it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from narrate import __version__
from narrate.errors import SettingsError
from narrate.model import Episode, Transcript
from narrate.publish import Library, Published, places
from narrate.publish.channel import Channel, paged, podcast_guid
from narrate.publish.chapters import chapters_json
from narrate.publish.cover import Cover, Draw, cover_of, small
from narrate.publish.feed import feed_xml
from narrate.publish.jsonfeed import json_feed
from narrate.publish.opml import opml
from narrate.publish.places import Places
from narrate.publish.show import Show, completed
from narrate.publish.site import Content, Part, Site

BESIDE = (
    places.INDEX, places.EMBED, places.OEMBED, places.VTT, places.WORDS_VTT, places.SRT, places.JSON, places.TEXT,
    places.CHAPTERS, places.MARKS,
)  # fmt: skip
"""What stands beside an episode."""
SOURCES = {".py", ".toml", ".html", ".xml", ".css", ".js", ".svg"}
"""What this room is made of; tools leave their caches there, too."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One site as it shall be."""

    library: Library
    shows: tuple[Show, ...]
    """Completed."""
    places: Places
    covers: Mapping[str, Cover]
    """Show key → its picture."""
    guids: Mapping[str, str]
    """Show key → the podcast's identity."""
    homes: Mapping[str, Show]
    """Episode id → the show whose name its page bears: the first that takes it."""
    episodes: tuple[Episode, ...]
    """That a show takes and that can be heard, with the sizes of their files as they lie there."""
    withdrawn: tuple[Episode, ...]
    """That a show took."""
    keys: Mapping[str, str]
    """Episode id → the digest of all that its row says."""


def build(library: Library, shows: Sequence[Show], to: Path, draw: Draw) -> Published:
    """``publish`` of the room's door."""
    where = _where(shows)
    heard, left_out = _with_audio(library)
    with Site(to) as site:
        plan = _planned(library, shows, where, heard, site.facts, draw)
        changes = site.apply(_parts(plan), {f"guid {key}": guid for key, guid in plan.guids.items()})
    return Published(
        folder=to,
        feeds=tuple(where.url(places.feed(show.key)) for show in plan.shows),
        episodes=len(plan.episodes),
        withdrawn=len(plan.withdrawn),
        written=tuple(changes.written),
        removed=tuple(changes.removed),
        warnings=(*map(_missing, left_out), *_doubts(plan, heard)),
        left_out=len(left_out),
    )


def _where(shows: Sequence[Show]) -> Places:
    if not shows or not shows[0].base:
        raise SettingsError(
            "[show] base_url",
            "is not set: feeds need whole addresses",
            'Write in narrate.toml where the folder will be reached: base_url = "https://audio.example/", '
            "or give --base-url",
        )
    return Places(shows[0].base)


def _missing(episode: Episode) -> str:
    file = episode.media[0].file if episode.media else episode.file
    return f"{episode.title}: {file} is missing, the episode is left out. `narrate make` makes it again"


def _doubts(plan: Plan, heard: Sequence[Episode]) -> Iterator[str]:
    if plan.places.base.startswith("http://"):
        yield f"{plan.places.base}: podcast directories want https"
    for show in plan.shows:
        if heard and not any(map(show.takes, heard)):
            table = f"shows.{show.key}" if show.key else "show"
            yield f"[{table}]: takes none of the episodes; look at its filters"


def _planned(
    library: Library,
    shows: Sequence[Show],
    where: Places,
    heard: Sequence[Episode],
    facts: Mapping[str, str],
    draw: Draw,
) -> Plan:
    withdrawn = [one for one in library.episodes if one.withdrawn]
    complete = tuple(completed(show, [one for one in heard if show.takes(one)]) for show in shows)
    guids = {
        show.key: podcast_guid(show, where.url(places.feed(show.key)), facts.get(f"guid {show.key}", ""))
        for show in complete
    }
    homes = {one.id: show for show in reversed(complete) for one in (*heard, *withdrawn) if show.takes(one)}
    return Plan(
        library,
        complete,
        where,
        {show.key: cover_of(show, draw) for show in complete},
        guids,
        homes,
        tuple(one for one in heard if one.id in homes),
        tuple(one for one in withdrawn if one.id in homes),
        {one.id: _digest(one) for one in (*heard, *withdrawn)},
    )


def _with_audio(library: Library) -> tuple[list[Episode], list[Episode]]:
    """The episodes that can be heard, as their files are now, and those whose audio is gone."""
    heard: list[Episode] = []
    gone: list[Episode] = []
    for episode in library.episodes:
        if not episode.withdrawn:
            here = _as_it_lies(episode, library.folder)
            (heard if here else gone).append(here or episode)
    return heard, gone


def _as_it_lies(episode: Episode, folder: Path) -> Episode | None:
    """With the sizes that the files have, whoever has tagged them since; None without one of them."""
    sizes = [_size(f"{folder}/{media.file}") for media in episode.media]
    if not sizes or not all(sizes):
        return None
    if any(size != one.bytes for size, one in zip(sizes, episode.media, strict=True)):
        media = (replace(one, bytes=size) for size, one in zip(sizes, episode.media, strict=True))
        episode = replace(episode, media=tuple(media))
    if episode.cover and not _size(f"{folder}/{episode.cover}"):
        return replace(episode, cover="")
    return episode


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


# ── The parts, in the order of writing ─────────────────────────────────────────────────────────────


def _parts(plan: Plan) -> list[Part]:
    """Files before what names them."""
    return [
        *(_files(episode, plan) for episode in plan.episodes),
        *(_picture(cover) for cover in plan.covers.values()),
        _assets(),
        *(_episode(episode, plan) for episode in plan.episodes),
        *(_tombstone(episode, plan) for episode in plan.withdrawn),
        *(part for show in plan.shows for part in _show(show, plan)),
        _opml(plan),
        _sitemap(plan),
    ]


def _files(episode: Episode, plan: Plan) -> Part:
    """Audio and cover, under their own names."""
    folder = plan.library.folder
    files = {places.audio(episode, media): folder / media.file for media in episode.media}
    if episode.cover:
        files[places.cover(episode)] = folder / episode.cover
    stamps = [os.stat(path) for path in files.values()]
    names = (*files, *([places.small_cover(episode)] if episode.cover else []))
    key = _digest(names, [(stamp.st_size, stamp.st_mtime_ns) for stamp in stamps])
    return Part(f"files {episode.id}", key, names, partial(_with_small_cover, files, episode))


def _with_small_cover(files: Mapping[str, Path], episode: Episode) -> Mapping[str, Content]:
    whole = files.get(places.cover(episode))
    return {**files, places.small_cover(episode): small(whole)} if whole else files


def _picture(cover: Cover) -> Part:
    return Part(cover.place, cover.place, (cover.place,), lambda: {cover.place: cover.image()})


def _assets() -> Part:
    from narrate.publish.pages import assets

    files = assets()
    return Part("assets", _digest(sorted(files), _room()), tuple(files), lambda: files)


def _episode(episode: Episode, plan: Plan) -> Part:
    show = plan.homes[episode.id]
    key = _digest(_room(), plan.keys[episode.id], show, plan.places, plan.covers[show.key].place)
    names = tuple(places.beside(episode, name) for name in BESIDE)
    return Part(f"episode {episode.id}", key, names, partial(_beside, episode, show, plan))


def _beside(episode: Episode, show: Show, plan: Plan) -> Mapping[str, Content]:
    """All files beside an episode's page: also the empty ones that feeds name, but no words without times."""
    from narrate.publish import pages, transcripts

    transcript = plan.library.transcript(episode.id)
    said = transcripts.written(episode, transcript)
    files: dict[str, Content] = {
        places.INDEX: pages.episode_page(episode, transcript, show, plan.places),
        places.EMBED: pages.embed_page(episode, transcript, show, plan.places),
        places.OEMBED: pages.oembed(episode, show, plan.places),
        places.VTT: said.vtt,
        places.WORDS_VTT: said.words_vtt,
        places.SRT: said.srt,
        places.JSON: said.json,
        places.TEXT: said.text,
        places.CHAPTERS: chapters_json(episode),
        places.MARKS: pages.marks_json(episode, transcript, show, plan.places),
    }
    if not said.words_vtt:
        del files[places.WORDS_VTT]
    return {places.beside(episode, name): content for name, content in files.items()}


def _tombstone(episode: Episode, plan: Plan) -> Part:
    """The notice on the page and in the frames of other sites, and a word to the players in their articles."""
    show = plan.homes[episode.id]
    names = tuple(places.beside(episode, name) for name in (places.INDEX, places.EMBED, places.MARKS))
    key = _digest(_room(), plan.keys[episode.id], show, plan.places)
    return Part(f"episode {episode.id}", key, names, partial(_buried, episode, show, plan))


def _buried(episode: Episode, show: Show, plan: Plan) -> Mapping[str, Content]:
    from narrate.publish import pages

    notice = pages.tombstone(episode, show, plan.places)
    return {
        places.beside(episode, places.INDEX): notice,
        places.beside(episode, places.EMBED): notice,
        places.beside(episode, places.MARKS): pages.marks_json(
            episode, Transcript((), ()), show, plan.places
        ),
    }


def _show(show: Show, plan: Plan) -> Iterator[Part]:
    """Its pages, and its feeds page by page, the first one last."""
    from narrate.publish.pages import archive_pages, index_page, search_json, search_place

    own = tuple(one for one in plan.episodes if show.takes(one))
    whole = Channel(show, plan.places, plan.guids[show.key], plan.covers[show.key].place, own)
    common = (_room(), show, plan.places, whole.guid, whole.cover)
    index, search = places.index(show.key), search_place(show)
    yield Part(
        f"pages {show.key}",
        _digest(*common, *(plan.keys[one.id] for one in own)),
        (index, search, *_archive(show, len(own))),
        lambda: {
            **archive_pages(show, own, plan.places),
            search: search_json(show, own),
            index: index_page(show, own, plan.places),
        },
    )
    for page in reversed(paged(whole)):
        yield _feeds(page, _digest(*common, page.links, *(plan.keys[one.id] for one in page.episodes)))


def _archive(show: Show, count: int) -> list[str]:
    """The places of the pages of older episodes, if there are any."""
    from narrate.publish.pages.index import PAGE, archive_place

    return [archive_place(show, number) for number in range(1, -(-count // PAGE) + 1)]


def _feeds(page: Channel, key: str) -> Part:
    rss, json = places.feed(page.show.key, page.number), places.json_feed(page.show.key, page.number)
    return Part(rss, key, (rss, json), lambda: {json: json_feed(page), rss: feed_xml(page)}, durable=True)


def _opml(plan: Plan) -> Part:
    return Part(
        places.OPML,
        _digest(_room(), plan.shows, plan.places),
        (places.OPML,),
        lambda: {places.OPML: opml(plan.shows, plan.places)},
    )


def _sitemap(plan: Plan) -> Part:
    from narrate.publish.pages import sitemap

    return Part(
        places.SITEMAP,
        _digest(_room(), plan.shows, plan.places, *(plan.keys[one.id] for one in plan.episodes)),
        (places.SITEMAP,),
        lambda: {places.SITEMAP: sitemap(plan.shows, plan.episodes, plan.places)},
    )


# ── Keys ───────────────────────────────────────────────────────────────────────────────────────────


def _digest(*values: object) -> str:
    return hashlib.sha256("\n".join(map(repr, values)).encode("utf-8", "replace")).hexdigest()[:24]


@cache
def _room() -> str:
    """This room's own files: a narrate that writes something differently writes it anew."""
    folder = Path(__file__).parent
    names = sorted(path for path in folder.rglob("*") if path.suffix in SOURCES and path.is_file())
    digest = hashlib.sha256(__version__.encode())
    for path in names:
        digest.update(path.read_bytes())
    return digest.hexdigest()
