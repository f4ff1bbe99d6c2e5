"""``marks.json``: all that the player needs to know of an episode, in one small file.

version 1; id, title, authors, site, show, url (the article), language, seconds,
length ("2 min"), spoken (the language of the labels) and its dir ("ltr", "rtl"), audio and
cover (relative to the file), disclosure ("" says nothing), withdrawn, labels
marks  [[start, end, text, [letters, delay, …]], …]  milliseconds; each word of the text, which single spaces
       join, has its length in UTF-16 units (JavaScript's letters) and its delay from the sentence's start
"""

from __future__ import annotations

import json
from typing import Any

from narrate.model import Episode, Mark, Transcript
from narrate.publish import places
from narrate.publish.pages.labels import direction, language_tag, length, player_labels, spoken_in
from narrate.publish.places import Places, web_address
from narrate.publish.show import Show
from narrate.publish.text import clean, line


def marks_json(episode: Episode, transcript: Transcript, show: Show, site: Places) -> str:
    """The file of an episode; that of a withdrawn one says only that it is."""
    here, spoken = places.beside(episode, places.MARKS), spoken_in(episode.language)
    value: dict[str, Any] = {
        "version": 1,
        "id": episode.id,
        "title": line(episode.title),
        "language": language_tag(episode.language),
        "spoken": spoken,
        "dir": direction(spoken),
        "withdrawn": bool(episode.withdrawn),
        "labels": player_labels(episode.language),
    }
    if not episode.withdrawn:
        value |= {
            "authors": ", ".join(map(line, episode.authors)),
            "site": line(episode.site),
            "show": line(show.title),
            "url": web_address(episode.url),
            "seconds": round(episode.seconds, 3),
            "length": length(episode.seconds, episode.language),
            "audio": places.href(places.audio(episode, places.main_media(episode)), here),
            "cover": places.href(places.cover(episode), here) if episode.cover else "",
            "disclosure": line(episode.disclosure),
            "marks": [_mark(mark) for mark in transcript.marks],
        }
    return clean(json.dumps(value, ensure_ascii=False, separators=(",", ":"))) + "\n"


def _mark(mark: Mark) -> list[Any]:
    text = clean(mark.shown)
    return [_ms(mark.start), _ms(mark.end), text, _words(mark) if _joins(mark) else []]


def _joins(mark: Mark) -> bool:
    """Whether the words make up the text, so that lengths alone say where each stands."""
    return " ".join(word.text for word in mark.words) == mark.shown


def _words(mark: Mark) -> list[int]:
    return [number for word in mark.words for number in (_letters(word.text), _ms(word.start - mark.start))]


def _letters(text: str) -> int:
    return len(clean(text).encode("utf-16-le")) // 2


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
