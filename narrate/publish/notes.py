"""Show notes: who wrote it, the chapters with their times, corrections, the article, and that a machine speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from narrate.model import Chapter, Correction, Episode
from narrate.publish.phrases import counted, day, phrase
from narrate.publish.places import web_address
from narrate.publish.text import line

DISCLOSURE = "This audio is created with AI assistance"
"""In English beside the article's own language: directories of all countries read the notes."""
LARGEST = 4000
"""Bytes of a plain description; Apple Podcasts takes no more."""
STOPS = ".!?…。।؟"


@dataclass(frozen=True, slots=True)
class Notes:
    """The show notes of one episode."""

    html: str
    """Clean HTML of p, ul, li, strong and a."""
    text: str
    """The same as plain lines, of at most LARGEST bytes: the last chapters are left out of a long one."""


def notes(episode: Episode, language: str, chapters: Sequence[Chapter]) -> Notes:
    """What apps show under an episode.

    Args:
        language: the show's, for what is said about the episode; what it says itself is in its own.
        chapters: as ``chapters.py`` has them; a single one says nothing.
    """
    about = [text for text in (_byline(episode), *disclosures(episode.disclosure, episode.language)) if text]
    address, read = web_address(episode.url), _read(episode, language)
    revised = corrections(episode, language)
    stamped = [f"{stamp(one.start)} {one.title}" for one in chapters] if len(chapters) > 1 else []
    html = [f"<p>{escape(text)}</p>" for text in about]
    if address:
        html.append(f'<p><a href="{escape(address)}">{escape(read)}</a></p>')
    html += _list(phrase("chapters", language), stamped)
    html += _list(phrase("corrections", language), revised)
    lines = [*about, *([f"{read}: {address}"] if address else []), *revised]
    text = "\n\n".join("\n".join(block) for block in (lines, stamped) if block)
    return Notes("\n".join(html), text if len(text) * 4 <= LARGEST else _within(text))


def corrections(episode: Episode, language: str) -> list[str]:
    """One public line for each, the latest first."""
    return [correction(one, language) for one in reversed(episode.corrections)]


def correction(one: Correction, language: str) -> str:
    """ "2 of 61 sentences re-voiced on 3 May 2026", in the language given."""
    text = counted("correction", one.changed, language)
    return text.format(changed=one.changed, sentences=one.sentences, day=day(one.at, language))


def disclosures(disclosure: str, language: str) -> list[str]:
    """That a machine speaks, in its own language and in English; none where the newsroom has said so."""
    own = line(disclosure)
    if not own:
        return []
    english = language.lower().partition("-")[0] in ("en", "")
    return [stopped(own)] if english else [stopped(own), stopped(DISCLOSURE)]


def stopped(text: str) -> str:
    """With a full stop, if it has none."""
    return text if text.endswith(tuple(STOPS)) else f"{text}."


def _byline(episode: Episode) -> str:
    names = ", ".join(filter(None, map(line, episode.authors)))
    return " · ".join(filter(None, (names, line(episode.site))))


def _read(episode: Episode, language: str) -> str:
    site = line(episode.site)
    return phrase("read_at", language).format(site=site) if site else phrase("read", language)


def stamp(seconds: float) -> str:
    """MM:SS, or H:MM:SS past the hour: apps make a button of it, and Spotify chapters of three or more."""
    hours, rest = divmod(int(seconds), 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60:02d}:{rest % 60:02d}"


def _list(title: str, lines: list[str]) -> list[str]:
    if not lines:
        return []
    items = "".join(f"<li>{escape(text)}</li>" for text in lines)
    return [f"<p><strong>{escape(title)}</strong></p>", f"<ul>{items}</ul>"]


def _within(text: str) -> str:
    """Whole lines while they fit."""
    data = text.encode()
    if len(data) <= LARGEST:
        return text
    fitting = data[:LARGEST].decode(errors="ignore")
    return fitting.rpartition("\n")[0].rstrip() or fitting
