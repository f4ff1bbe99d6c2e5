"""From the pieces of the page to the blocks that will be heard and the texts that will not."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from narrate.article import rules
from narrate.article.body import Region
from narrate.article.metadata import Metadata
from narrate.article.pieces import Box, Piece
from narrate.article.rules import Scene
from narrate.article.wording import key
from narrate.model import Block, Dropped

Verdict = tuple[str, Box]
"""The rule that leaves a piece out ("" if it stays) and the box that it leaves out."""

BY_LOOK = 3
"""Level of headings that are only bold lines."""


def scene(about: Metadata, region: Region, language: str) -> Scene:
    """What the rules may know of this article."""
    return Scene(
        language=language,
        headlines=frozenset(filter(None, map(key, about.titles))),
        people=frozenset(filter(None, map(key, about.authors))),
        words=region.words,
        home=region.box,
        shell=frozenset(region.box.up()),
        titled=_titled(region, frozenset(filter(None, map(key, about.titles)))),
    )


def _titled(region: Region, headlines: frozenset[str]) -> Box | None:
    for piece in (*region.outside, *region.pieces):
        if key(piece.text) in headlines and piece.kind == "heading":
            around = next((box for box in piece.box.up() if box.tag == "article"), None)
            if around is not None and around.chosen > rules.LARGE * region.words:
                return around
    return None


def select(region: Region, scene: Scene) -> tuple[list[Piece], list[Dropped]]:
    """The pieces to keep, in order, and everything that is left out with its rule."""
    _announce(region.pieces)
    known: dict[Box, Verdict] = {}
    verdicts = {piece: _judge(piece, scene, known) for piece in (*region.pieces, *region.outside)}
    kept = [piece for piece in region.pieces if piece.text and not verdicts[piece][0]]
    for rule, gone in rules.by_comparison(kept, scene):
        verdicts |= {piece: (rule, piece.box) for piece in gone}
    kept = [piece for piece in kept if not verdicts[piece][0]]
    return kept, _dropped(verdicts)


def _judge(piece: Piece, scene: Scene, known: dict[Box, Verdict]) -> Verdict:
    rule, box = _by_boxes(piece.box, scene, known)
    if rule or not piece.text:
        return rule, box
    if rules.outside_the_article(piece, scene):
        return rules.judge_piece(piece, scene) or rules.outside_the_article.__name__, _part(piece.box)
    return rules.judge_piece(piece, scene), piece.box


def _by_boxes(box: Box, scene: Scene, known: dict[Box, Verdict]) -> Verdict:
    """The rule of the outermost box around a piece that a rule leaves out, and that box."""
    chain = []
    for around in box.up():
        if around in known:
            break
        chain.append(around)
    for inner in reversed(chain):
        above = known[inner.parent] if inner.parent is not None else ("", inner)
        known[inner] = above if above[0] else (rules.judge_box(inner, scene), inner)
    return known[box]


def _announce(pieces: Iterable[Piece]) -> None:
    before = ""
    for piece in pieces:
        if before.endswith(":"):
            for box in piece.box.up():
                box.announced = True
        before = piece.text or before


def _part(box: Box) -> Box:
    """The part of the page that a piece outside the article belongs to: a box a few levels under the top."""
    return list(box.up())[-4:][0]


def _dropped(verdicts: dict[Piece, Verdict]) -> list[Dropped]:
    """One entry a box: its pieces together."""
    found: list[Dropped] = []
    for (rule, box), group in groupby(verdicts, key=lambda piece: verdicts[piece]):
        pieces = list(group)
        text = "\n".join(piece.text for piece in pieces if piece.text)
        if rule and text:
            found.append(Dropped(text, rule, box.path))
        found += [Dropped(text, name, piece.box.path) for piece in pieces for text, name in piece.left_out]
    return found


def to_block(piece: Piece, scene: Scene) -> Block:
    """A kept piece as the rest of the house knows it."""
    kind, level = piece.kind, piece.level
    if rules.is_note(piece, scene):
        kind, level = "note", 0
    elif rules.is_heading_by_look(piece):
        kind, level = "heading", BY_LOOK
    return Block(kind, piece.text, level, piece.box.path, piece.label)
