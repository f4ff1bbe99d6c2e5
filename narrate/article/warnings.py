"""What an editor should know before the article is spoken."""

from __future__ import annotations

from collections.abc import Sequence

from narrate.article.body import Region
from narrate.article.metadata import Metadata
from narrate.article.phrases import holds
from narrate.article.pieces import Piece
from narrate.article.wording import words
from narrate.model import Dropped

SHORT = 100
"""Words; a text with fewer is flagged."""

MISSING = 0.6
"""Share of the longest proposal; a text that keeps less of it may have lost a part."""


def flags_and_warnings(
    about: Metadata, region: Region, kept: Sequence[Piece], dropped: Sequence[Dropped], language: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Flags of the article, and one line of explanation for each of them and for every doubt."""
    count = sum(piece.words for piece in kept)
    flags: dict[str, str] = {}
    if _is_cut(about, kept, dropped, language):
        flags["paywall_cut"] = "the page shows only the beginning of the text; the rest is behind a paywall"
    if about.live or _is_live(region):
        flags["live_blog"] = "this is a live blog: its entries stand in the order of the page and may change"
    if count < SHORT:
        flags["short"] = f"the text is short: {count} words"
    return tuple(flags), (*flags.values(), *_doubts(about, region, kept, count))


def _doubts(about: Metadata, region: Region, kept: Sequence[Piece], count: int) -> list[str]:
    doubts = []
    if not about.title:
        doubts.append("the page names no title")
    finder, most = max(region.votes.items(), key=lambda vote: vote[1])
    if count < MISSING * most:
        doubts.append(
            f"{count} words are kept, but {finder} takes {most} for the article: see what was dropped"
        )
    told = words(about.body)
    if count < MISSING * told:
        doubts.append(f"{count} words are kept, but the page's own data hold {told}")
    if kept[0].box.tag == "script":
        doubts.append("the page shows no running text: it is taken from the page's data, without headings")
    return doubts


def _is_live(region: Region) -> bool:
    return any("live" in box.signs for piece in region.pieces if piece.votes for box in piece.box.up())


def _is_cut(about: Metadata, kept: Sequence[Piece], dropped: Sequence[Dropped], language: str) -> bool:
    """The text stops in mid-sentence, and the page asks for money or says that the text is not free."""
    last = kept[-1]
    stops = last.text.endswith(("…", "...")) or last.text[-1:].isalnum() or last.text[-1:] in ",-–—"
    if not stops or last.kind != "paragraph":
        return False
    return not about.free or any(holds(text.text, "paywall", language) for text in dropped)
