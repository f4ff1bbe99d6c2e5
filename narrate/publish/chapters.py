"""Chapters for players: what all of them are told, and the JSON file of Podcasting 2.0."""

from __future__ import annotations

import json

from narrate.model import Chapter, Episode
from narrate.publish.text import line

VERSION = "1.2.0"
"""github.com/Podcastindex-org/podcast-namespace, docs/examples/chapters/jsonChapters.md"""


def chapters(episode: Episode) -> tuple[Chapter, ...]:
    """The episode's chapters as players take them: from 0, each later than the one before, to the millisecond.

    An article without headings is one chapter of its own title: players show that, not their guesses.
    """
    end = round(episode.seconds, 3)
    starts: dict[float, str] = {}
    for one in sorted(episode.chapters, key=lambda chapter: chapter.start):
        start = round(one.start, 3) if starts else 0.0
        if start < end and start not in starts:
            starts[start] = line(one.title)
    if not starts:
        starts[0.0] = ""
    ends = [*list(starts)[1:], end]
    return tuple(
        Chapter(start, until, title or line(episode.title) or "…")
        for (start, title), until in zip(starts.items(), ends, strict=True)
    )


def chapters_json(episode: Episode) -> str:
    """``application/json+chapters``."""
    items = [{"startTime": one.start, "endTime": one.end, "title": one.title} for one in chapters(episode)]
    return json.dumps({"version": VERSION, "chapters": items}, ensure_ascii=False, indent=1) + "\n"
