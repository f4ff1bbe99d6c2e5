"""Where the chapters begin: the opening, then each heading that can be heard."""

from __future__ import annotations

from narrate.model import Article, Chapter, Mark


def chapters_of(article: Article, marks: tuple[Mark, ...], seconds: float) -> tuple[Chapter, ...]:
    """A chapter for the opening, from 0, and one for each heading; none for an article without headings."""
    starts = _starts(article, marks)
    if len(starts) < 2:
        return ()
    ends = [start for start, _ in starts[1:]] + [seconds]
    return tuple(Chapter(start, end, title) for (start, title), end in zip(starts, ends, strict=True))


def _starts(article: Article, marks: tuple[Mark, ...]) -> list[tuple[float, str]]:
    """In whole milliseconds, as ID3 has them."""
    starts = [(0.0, article.title)]
    seen: set[int] = set()
    for mark in marks:
        if mark.role == "heading" and mark.block not in seen and mark.source != "failed":
            seen.add(mark.block)
            starts.append((round(mark.start, 3), article.blocks[mark.block].text))
    return starts
