"""What an editor should know before the article is spoken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from narrate.article.body import ENOUGH, Region
from narrate.article.metadata import Metadata
from narrate.article.phrases import holds, opens
from narrate.article.pieces import Piece
from narrate.article.prose import is_running_text
from narrate.article.wording import words
from narrate.model import Dropped, Vote

SHORT = 100
"""Words; a text with fewer is flagged."""

MISSING = 0.6
"""Share of the longest proposal; a text that keeps less of it may have lost a part."""

TOO_MUCH = 1.5
"""Times the length that the page's own data give; articleBody is often a teaser, wordCount is not."""

LITTLE = 0.3
"""Share of the page's running text; where less is kept, another text on the page may be the article."""

OVER = 8
"""Pieces over the text among which it is called paid content."""

LABEL = 12
"""Words of such a label."""

WALL = 4
"""Pieces behind the last one kept; a box that asks for money further off is about the newspaper, not the text."""

APART = 0.5
"""Share of a finder's words; one of whose words fewer are kept chose another text."""


def votes(region: Region, kept: Sequence[Piece]) -> tuple[Vote, ...]:
    """What each finder proposed, and how much of what is kept."""
    total = sum(piece.words for piece in kept) or 1
    return tuple(
        Vote(finder, count, _round(sum(piece.words for piece in kept if finder in piece.finders) / total))
        for finder, count in region.votes.items()
    )


def share(region: Region, kept: Sequence[Piece]) -> float:
    """How much of the page's running text is kept, 0 to 1; 1 on a page without any."""
    prose = region.prose
    return _round(sum(piece.words for piece in kept if is_running_text(piece)) / prose) if prose else 1.0


def _round(value: float) -> float:
    return round(min(1.0, value), 3)


def flags_and_warnings(
    about: Metadata,
    region: Region,
    kept: Sequence[Piece],
    dropped: Sequence[Dropped],
    language: tuple[str, bool],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Flags of the article, and one line of explanation for each of them and for every doubt."""
    count = sum(piece.words for piece in kept)
    flags: dict[str, str] = {}
    asked = any(holds(text.text, "paywall", language[0]) for text in dropped)
    if _is_cut(about, kept[-1], _is_wall(region, kept[-1], "goes_on", language[0]), asked):
        flags["paywall_cut"] = "the page shows only the beginning of the text; the rest is behind a paywall"
    if about.live or _is_live(region):
        flags["live_blog"] = "this is a live blog: its entries stand in the order of the page and may change"
    if count < SHORT:
        flags["short"] = f"the text is short: {count} words"
    doubts = [*_about_the_page(about, region, language), *_about_the_choice(about, region, kept, count)]
    if label := _paid(region, kept[0], language[0]):
        doubts.append(f"the page calls the text paid content: {label!r}")
    if "paywall_cut" not in flags and _is_wall(region, kept[-1], "paywall", language[0]):
        doubts.append("the page asks for a subscription or a login right behind the text: it may go on there")
    return tuple(flags), (*flags.values(), *doubts)


def _about_the_page(about: Metadata, region: Region, language: tuple[str, bool]) -> Iterator[str]:
    if not about.title:
        yield "the page names no title"
    if not language[0]:
        yield "the language of the text cannot be told"
    elif not language[1]:
        said = f"the page says {about.language!r}" if about.language else "the page does not say"
        yield f"the language is not certain: the text reads like {language[0]!r}, {said}"
    if region.doubt:
        yield region.doubt
    if region.data:
        yield f"the page shows no running text: it is taken from the page's data ({region.data})"


def _about_the_choice(about: Metadata, region: Region, kept: Sequence[Piece], count: int) -> Iterator[str]:
    finder, most = max(region.votes.items(), key=lambda vote: vote[1])
    if count < MISSING * most:
        yield f"{count} words are kept, but {finder} takes {most} for the article: see what was dropped"
    told = max(words(about.body), about.count)
    if count < MISSING * told:
        yield f"{count} words are kept, but the page's own data speak of {told}"
    elif about.count >= ENOUGH and count > TOO_MUCH * told:
        yield f"{count} words are kept, but the page's own data speak of {told}: other texts may be among them"
    if region.given or region.data:
        return
    kept_share = share(region, kept)
    if kept_share < LITTLE:
        yield f"only {kept_share:.0%} of the page's running text is kept: another text on it may be the article"
    apart = [
        vote.finder
        for vote in votes(region, kept)
        if vote.words >= ENOUGH and vote.agreement * count < APART * vote.words
    ]
    if apart:
        yield f"the finders disagree: {' and '.join(apart)} took other text for the article"


def _is_live(region: Region) -> bool:
    return any("live" in box.signs for piece in region.pieces if piece.votes for box in piece.box.up())


def _is_cut(about: Metadata, last: Piece, wall: bool, asked: bool) -> bool:
    """The text is not whole: it stops in mid-sentence and the page asks for money anywhere or says that the text
    is not free; or it stops at a wall that says that it goes on, and the page says that it is not free.
    """
    stops = last.text.endswith(("…", "...")) or last.text[-1:].isalnum() or last.text[-1:] in ",-–—"
    if stops and last.kind == "paragraph":
        return asked or not about.free
    return wall and not about.free


def _is_wall(region: Region, last: Piece, wording: str, language: str) -> bool:
    """Whether the page asks for money or a login right behind the text, in that wording."""
    pieces = (*region.pieces, *region.outside)
    behind = (piece for piece in pieces if 0 < piece.number - last.number <= WALL)
    return any(holds(piece.text, wording, language) for piece in behind)


def _paid(region: Region, first: Piece, language: str) -> str:
    """The line over the text that says that somebody paid for it; "" without one."""
    over = [piece for piece in (*region.outside, *region.pieces) if 0 < first.number - piece.number <= OVER]
    found = (
        piece.text for piece in over if piece.words <= LABEL and opens(piece.text, "sponsored", language)
    )
    return next(found, "")
