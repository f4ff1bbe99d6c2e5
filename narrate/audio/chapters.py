"""Where the chapters begin: the opening, then each heading that can be heard.

An article without headings has the opening and its text as chapters, so that who listens in a car gets past the
opening with one press; a long text has a chapter every few minutes, each at a paragraph and named by its first
words.
"""

from __future__ import annotations

from collections.abc import Iterator

from narrate.model import Article, Chapter, Mark

APART = 1.0
"""Seconds; two beginnings that are nearer to each other are one, of the later name."""
SHORT = 30.0
"""Seconds; so short a recording without headings is one chapter (Spotify wants 30 seconds for each)."""
PART = 240.0
"""Seconds, about, of a chapter of a text without headings."""
NAME = 48
"""Characters of a chapter's name that is taken from the text."""
LONGEST = 120
"""Bytes of any name: what all readers of ID3 can take (see ``tags/id3.py``), so that feed, page and file agree."""

Start = tuple[float, str]


def chapters_of(article: Article, marks: tuple[Mark, ...], seconds: float) -> tuple[Chapter, ...]:
    """At least one; the first begins at 0, the last ends with the recording."""
    starts = [(0.0, _short(article.title))]
    for start, title in _headings(article, marks) or _parts(article, marks, seconds):
        if start - starts[-1][0] < APART:
            starts[-1] = (starts[-1][0], title)
        else:
            starts.append((start, title))
    ends = [start for start, _ in starts[1:]] + [seconds]
    return tuple(Chapter(start, end, title) for (start, title), end in zip(starts, ends, strict=True))


def _headings(article: Article, marks: tuple[Mark, ...]) -> list[Start]:
    """In whole milliseconds, as ID3 has them."""
    return [(start, _short(article.blocks[block].text)) for start, block in _blocks(marks, headings=True)]


def _parts(article: Article, marks: tuple[Mark, ...], seconds: float) -> list[Start]:
    """The text's beginning, and the paragraphs next to where equal parts of it would begin."""
    blocks = list(_blocks(marks, headings=False))
    if not blocks or seconds < SHORT:
        return []
    begin = blocks[0][0]
    count = max(1, int((seconds - begin) / PART))
    wanted = [begin + (seconds - begin) * number / count for number in range(count)]
    found = sorted({min(blocks, key=lambda one: abs(one[0] - time)) for time in wanted})
    return [(start, _first_words(article.blocks[block].text)) for start, block in found]


def _blocks(marks: tuple[Mark, ...], *, headings: bool) -> Iterator[tuple[float, int]]:
    """When each of the article's blocks begins, and which it is."""
    seen: set[int] = set()
    for mark in marks:
        if mark.block < 0 or mark.source == "failed" or mark.block in seen:
            continue
        if (mark.role == "heading") == headings:
            seen.add(mark.block)
            yield round(mark.start, 3), mark.block


def _short(name: str) -> str:
    """A heading, at most ``LONGEST`` bytes of it, in whole words."""
    data = name.encode("utf-8", "replace")
    if len(data) <= LONGEST:
        return name
    head = data[: LONGEST - 3].decode("utf-8", "ignore")
    return f"{(head.rpartition(' ')[0] or head).rstrip(' ,;:–—-')}…"


def _first_words(text: str) -> str:
    text = " ".join(text[: NAME * 4].split())
    if len(text) <= NAME:
        return text
    return f"{(text[: NAME - 1].rpartition(' ')[0] or text[: NAME - 1]).rstrip(' ,;:–—-')}…"
