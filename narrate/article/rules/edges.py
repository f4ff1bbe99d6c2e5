"""Where the article begins and ends: its box, the standfirst over it, and what two finders agree on."""

from __future__ import annotations

import re
from itertools import pairwise

from narrate.article.phrases import opens
from narrate.article.pieces import Box, Piece
from narrate.article.prose import is_running_text
from narrate.article.rules.scene import STANDFIRST, Scene
from narrate.article.wording import WHOLE_SENTENCE, key

LEAD = 8
"""Words of a standfirst at least."""

HEAD = 8
"""Pieces under a title among which its standfirst, byline and dates stand."""

_TIME = re.compile(r"\d[:h]\d\d")


def outside_the_article(piece: Piece, scene: Scene) -> bool:
    """What no other rule names, but stands outside the box of the article.

    A lead above it that several finders take for a part of the text stays, if the text does not repeat it; so does
    the standfirst between title and text.
    """
    if scene.given or piece.number > scene.first or key(piece.text) in scene.text:
        return True
    if is_lead(piece, scene):
        return False
    if not is_running_text(piece):
        return True
    if any("standfirst" in box.signs for box in piece.box.up()):
        return scene.taste.standfirst != "always"
    return piece.votes < 2


def is_lead(piece: Piece, scene: Scene) -> bool:
    """The standfirst: a paragraph soon after the title that is a whole sentence.

    Where standfirsts are always read, a heading does too, and any line right under the title that is long enough.

    What else stands there (bylines, dates, labels, captions) is shorter, is no sentence, or goes by a name, with a
    clock time or with a picture.
    """
    always = scene.taste.standfirst == "always"
    if (
        scene.headline is None
        or scene.taste.standfirst == "never"
        or piece.kind not in ("paragraph", "heading")
        or piece.after_picture
    ):
        return False
    after = piece.number - scene.headline.number
    if not 0 < after <= HEAD or not LEAD <= piece.words <= STANDFIRST or piece.linked > 0.3:
        return False
    signed = opens(piece.text, "byline", scene.language) and any(
        person in key(piece.text) for person in scene.people
    )
    if signed or _TIME.search(piece.text) or not (always or piece.kind == "paragraph"):
        return False
    return (always and after == 1) or bool(WHOLE_SENTENCE.search(piece.text))


def no_finder(pieces: list[Piece], scene: Scene) -> list[Piece]:
    """What stands before the first and after the last paragraph that two finders agree on is not the article.

    A piece stays if it is a sister of such a paragraph or looks like one: finders lose first and last lines.  So
    does a heading over a piece that stays, and one before the text that looks like the headings inside it.
    """
    best = max((piece.votes for piece in pieces), default=0) if not scene.given else 0
    agreed = [number for number, piece in enumerate(pieces) if piece.votes >= min(2, best) and piece.votes]
    if not agreed:
        return []
    homes = {piece.box.parent for piece in pieces if piece.votes >= min(2, best)}
    looks = {look for piece in pieces if piece.votes >= min(2, best) for look in _looks(piece)}
    start = agreed[0] - (agreed[0] > 0 and _heads_part(agreed[0], agreed[-1], pieces, scene))
    first = pieces[start].number
    gone = [
        piece
        for piece in pieces[:start] + pieces[agreed[-1] + 1 :]
        if piece.box.parent not in homes
        and not looks & _looks(piece)
        and not (piece.number < first and _is_lead_apart(piece, homes, scene))
    ]
    over = _over_kept(pieces[agreed[-1] :], set(gone))
    return [piece for piece in gone if piece not in over]


def _over_kept(pieces: list[Piece], gone: set[Piece]) -> set[Piece]:
    """Headings among what goes whose next piece stays."""
    return {
        piece
        for piece, after in pairwise(pieces)
        if piece.kind == "heading" and piece in gone and after.kind != "heading" and after not in gone
    }


def _is_lead_apart(piece: Piece, homes: set[Box | None], scene: Scene) -> bool:
    """A standfirst in the head of the article: in no box with its paragraphs, and not said again by them."""
    apart = not any(box in homes for box in piece.box.up())
    return apart and is_lead(piece, scene) and scene.text.count(key(piece.text)) < 2


def _heads_part(first: int, last: int, pieces: list[Piece], scene: Scene) -> bool:
    """Whether the piece before the first paragraph is a heading of it, by its box or by its look."""
    heading, around = pieces[first - 1], pieces[first - 1].box.parent
    if heading.kind != "heading":
        return False
    inside = around is not None and around not in scene.shell and pieces[first].box.is_in(around)
    alike = (piece.box for piece in pieces[first:last] if piece.kind == "heading")
    return inside or any(_style(heading.box) == _style(box) for box in alike)


def _style(box: Box) -> tuple[str, str, str]:
    """What headings of one text share: their level and class, and the class of the box around them."""
    return box.tag, box.get("class"), box.parent.get("class") if box.parent else ""


def _looks(piece: Piece) -> set[str]:
    """What paragraphs of one text share: their own first class, and that of the box around them."""
    around = piece.box.parent
    if piece.box.tag != "p":
        return set()
    own = piece.box.get("class").split()[:1]
    outer = around.get("class").split()[:1] if around is not None and piece.votes else []
    return {f"p.{name}" for name in own} | {f"> p.{name}" for name in outer}
