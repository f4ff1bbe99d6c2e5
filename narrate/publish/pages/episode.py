"""The listening page of one episode, the notice in its place once it is withdrawn, and the page for iframes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from narrate.model import Chapter, Correction, Episode, Transcript
from narrate.publish import places
from narrate.publish.chapters import chapters
from narrate.publish.pages.colours import accent_class
from narrate.publish.pages.labels import direction, labels, language_tag, length, printed_day, spoken_in
from narrate.publish.pages.passages import Run, groups, spoken
from narrate.publish.pages.rendering import json_in_html, mime, render
from narrate.publish.pages.shared import place_of
from narrate.publish.pages.structured import article_data, open_graph, summary
from narrate.publish.phrases import counted, phrase
from narrate.publish.places import Places, web_address
from narrate.publish.show import Show
from narrate.publish.text import line


def episode_page(episode: Episode, transcript: Transcript, show: Show, site: Places) -> str:
    """The article as a newspaper prints it, with its recording.

    Args:
        show: with its title and language, as ``show.completed`` leaves it.
        site: without a base address, addresses that must be absolute are left out.
    """
    language, here = episode.language, places.page(episode)
    return render(
        "episode.html",
        **_common(episode, show, here),
        headline=_headline(line(episode.title) or "…", spoken(transcript, "title")),
        byline=[_printed(run, episode) for run in spoken(transcript, "byline")],
        disclosure_runs=spoken(transcript, "disclosure"),
        outro_runs=spoken(transcript, "outro"),
        groups=groups(transcript),
        chapters=_chapters(episode),
        corrections=[_correction(one, language) for one in episode.corrections],
        correction_title=_phrase("corrections", language),
        chapter_title=_phrase("chapters", language),
        source=web_address(episode.url),
        source_label=_source_label(episode),
        files=_files(episode, here),
        cover=places.href(places.small_cover(episode), here) if episode.cover else "",
        canonical=site.url(here) if site.base else "",
        oembed=site.url(places.beside(episode, places.OEMBED)) if site.base else "",
        summary=summary(transcript),
        open_graph=list(open_graph(episode, transcript, show, site)),
        data=Markup(json_in_html(article_data(episode, show, site))),
    )


def tombstone(episode: Episode, show: Show, site: Places) -> str:
    """The notice that stands where a withdrawn episode was."""
    here = places.page(episode)
    return render(
        "tombstone.html",
        **_common(episode, show, here),
        since=printed_day(episode.withdrawn, episode.language),
        reason=line(episode.reason),
        source=web_address(episode.url),
        source_label=_source_label(episode),
    )


def embed_page(episode: Episode, transcript: Transcript, show: Show, site: Places) -> str:
    """The player alone, for systems that only take an iframe."""
    here = places.beside(episode, places.EMBED)
    return render(
        "embed.html",
        **_common(episode, show, here),
        page=places.href(places.page(episode), here),
        canonical=site.url(places.page(episode)) if site.base else "",
    )


def _common(episode: Episode, show: Show, here: str) -> Mapping[str, Any]:
    """What all three pages say."""
    language = episode.language
    media = None if episode.withdrawn else places.main_media(episode)
    return {
        "episode": episode,
        "title": line(episode.title) or "…",
        "show": show,
        "show_title": line(show.title),
        "authors": list(map(line, episode.authors)),
        "labels": labels(language),
        "foreign": _foreign(language),
        "language": language_tag(language),
        "dir": direction(language),
        "length": length(episode.seconds, language),
        "published": printed_day(episode.published, language),
        "index": places.href(places.index(show.key), here),
        "feed": places.href(places.feed(show.key), here),
        "accent": accent_class(show.colour),
        "icon": places.href(place_of("icon.svg"), here),
        "style": places.href(place_of("page.css"), here),
        "player": places.href(place_of("player.js"), here),
        "audio": places.href(places.audio(episode, media), here) if media else "",
        "audio_type": mime(media) if media else "",
    }


def _foreign(language: str) -> Markup:
    """Attributes of what is in English, because the article's language has no labels (WCAG 2.2, 3.1.2)."""
    main = language.lower().replace("_", "-").partition("-")[0]
    has_labels = spoken_in(language) != "en" or main == "en"
    return Markup("") if has_labels else Markup(' lang="en" dir="ltr"')


def _headline(title: str, runs: tuple[Run, ...]) -> list[Run]:
    """The title as it is, whatever the script makes of it ("Today: …"); sentence by sentence where that adds up."""
    if len(runs) > 1 and " ".join(run.text for run in runs) == title:
        spaced = [part for run in runs for part in (Run(" "), run)]
        return spaced[1:]
    marks = tuple(mark for run in runs for mark in run.marks)
    return [Run(title, marks, runs[0].start, runs[-1].end) if runs else Run(title)]


def _printed(run: Run, episode: Episode) -> Run:
    """A byline is said with a full stop and printed without, unless it is its own ("Jr.", "2025 р.")."""
    date = line(printed_day(episode.published, episode.language))
    if date and run.text.startswith(date):
        return replace(run, text=date)
    if any(name.endswith(".") and run.text.endswith(name) for name in episode.authors):
        return run
    return replace(run, text=run.text.rstrip(" .。।"))


def _chapters(episode: Episode) -> list[Chapter]:
    """None for an article of one; the first, named for the whole article, is its beginning."""
    first, *more = chapters(episode)
    if not more:
        return []
    is_beginning = first.title == line(episode.title)
    return [replace(first, title=labels(episode.language)["start"]) if is_beginning else first, *more]


def _phrase(name: str, language: str) -> str:
    """What feed notes say as well, or, where they do not speak the language, the pages' own words for it."""
    return labels(language).get(name) or phrase(name, language)


def _correction(one: Correction, language: str) -> str:
    text = labels(language).get("correction") or counted("correction", one.changed, language)
    return text.format(changed=one.changed, sentences=one.sentences, day=printed_day(one.at, language))


def _source_label(episode: Episode) -> str:
    if site := line(episode.site):
        return _phrase("read_at", episode.language).format(site=site)
    return _phrase("read", episode.language)


def _files(episode: Episode, here: str) -> list[tuple[str, str, str, bool]]:
    """Label, format and reference of each file to take away, and whether it is the recording."""
    own = labels(episode.language)
    recordings = [
        (own["download"], f"{one.format.upper()}, {_megabytes(one.bytes)}", places.audio(episode, one), True)
        for one in episode.media
    ]
    texts = [
        (own["transcript"], own["text"], places.beside(episode, places.TEXT), False),
        (own["subtitles"], "VTT", places.beside(episode, places.VTT), False),
        (own["subtitles"], "SRT", places.beside(episode, places.SRT), False),
    ]
    return [
        (label, kind, places.href(place, here), sound) for label, kind, place, sound in recordings + texts
    ]


def _megabytes(count: int) -> str:
    return f"{max(count / 1e6, 0.1):.1f} MB"
