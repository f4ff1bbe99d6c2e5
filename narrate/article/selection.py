"""From the pieces of the page to the blocks that will be heard and the texts that will not."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from narrate.article import quotes, rules
from narrate.article.body import Region
from narrate.article.metadata import Metadata
from narrate.article.options import Taste
from narrate.article.phrases import wording
from narrate.article.pieces import Box, Piece
from narrate.article.rules import Scene
from narrate.article.sites import KEEP, TREAT
from narrate.article.tables import Table
from narrate.article.wording import SENTENCE_END, emoji_as_words, key
from narrate.model import Block, Dropped

Verdict = tuple[str, Box]
"""The rule that leaves a piece out ("" if it stays, KEEP if it must) and the box that it is about."""

BY_LOOK = 3
"""Level of headings that are only bold lines."""


def scene(about: Metadata, region: Region, language: str, taste: Taste) -> Scene:
    """What the rules may know of this article."""
    headlines = frozenset(filter(None, map(key, about.titles)))
    return Scene(
        language=language,
        headlines=headlines,
        people=frozenset(filter(None, map(key, about.authors))),
        words=region.words,
        home=region.box,
        shell=frozenset(region.box.up()),
        titled=_titled(region, headlines),
        headline=_headline(region, headlines),
        start=_start(region),
        taste=taste,
        given=region.given,
        first=min((piece.number for piece in region.pieces), default=0),
        text="|".join(key(piece.text) for piece in region.pieces),
    )


def _titled(region: Region, headlines: frozenset[str]) -> Box | None:
    for piece in (*region.outside, *region.pieces):
        if key(piece.text) in headlines and piece.kind == "heading":
            around = next((box for box in piece.box.up() if box.tag == "article"), None)
            if around is not None and around.chosen > rules.LARGE * region.words:
                return around
    return None


def _headline(region: Region, headlines: frozenset[str]) -> Piece | None:
    """The last heading with the title before the text that the finders agree on."""
    start = _start(region)
    titles = [
        piece
        for piece in (*region.outside, *region.pieces)
        if piece.number < start and piece.kind == "heading" and key(piece.text) in headlines
    ]
    return max(titles, key=_place, default=None)


def _start(region: Region) -> int:
    agreed = (piece.number for piece in region.pieces if piece.votes > 1)
    return next(agreed, min((piece.number for piece in region.pieces), default=0))


def select(region: Region, scene: Scene) -> tuple[list[Piece], list[Dropped]]:
    """The pieces to keep, in order, and everything that is left out with its rule."""
    _announce(region.pieces)
    known: dict[Box, Verdict] = {}
    verdicts = {piece: _judge(piece, scene, known) for piece in region.pieces}
    verdicts |= {piece: _judge(piece, scene, known, outside=True) for piece in region.outside}
    speakers = quotes.speakers(verdicts)
    asked = [piece for piece in verdicts if piece not in speakers and verdicts[piece][0] == ""]
    for rule, gone in rules.by_comparison(sorted(asked, key=_place), scene):
        verdicts |= {piece: (rule, piece.box) for piece in gone}
    for piece, quote in speakers.items():
        verdicts[piece] = verdicts[quote] if verdicts[quote][0] not in ("", KEEP) else ("", piece.box)
    kept = [piece for piece, (rule, _) in verdicts.items() if rule in ("", KEEP) and piece.text]
    quotes.give_labels(speakers, kept)
    for piece in kept:
        piece.rule = KEEP if verdicts[piece][0] == KEEP else piece.rule
    heard = sorted((piece for piece in kept if piece not in speakers), key=_place)
    for piece in heard[-1:]:
        _without_initials(piece)
    return heard, _dropped(verdicts)


def _without_initials(piece: Piece) -> None:
    """ "… until Monday. (fo/dpa)": who wrote it, behind the last stop of the text."""
    text, initials = rules.without_initials(piece.text)
    if initials:
        piece.text = text
        piece.left_out = (*piece.left_out, (initials, rules.sign_off.__name__))


def _place(piece: Piece) -> int:
    return piece.number


def _judge(piece: Piece, scene: Scene, known: dict[Box, Verdict], outside: bool = False) -> Verdict:
    rule, box = _by_boxes(piece.box, scene, known)
    if rule or not piece.text:
        return rule, box
    rule = rules.judge_piece(piece, scene)
    if outside and (rule or rules.outside_the_article(piece, scene)):
        return rule or rules.outside_the_article.__name__, _part(piece.box)
    return rule, piece.box


def _by_boxes(box: Box, scene: Scene, known: dict[Box, Verdict]) -> Verdict:
    """What decides about a piece: the nearest box that a site rule marks, or else the outermost box around
    it that another rule leaves out.
    """
    for inner in box.up_to(known):
        above = known[inner.parent] if inner.parent is not None else ("", inner)
        if inner.verdict:
            known[inner] = (inner.verdict, inner)
        else:
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
        if rule not in ("", KEEP) and text:
            found.append(Dropped(text, rule, box.path, pieces[0].number))
        found += [
            Dropped(text, name, piece.box.path, piece.number)
            for piece in pieces
            for text, name in piece.left_out
        ]
    return found


def to_blocks(pieces: list[Piece], scene: Scene) -> tuple[Block, ...]:
    """Kept pieces as the rest of the house knows them."""
    heading = ""
    blocks = []
    for piece in pieces:
        block = _to_block(piece, scene, heading)
        heading = block.text if block.kind == "heading" else ""
        blocks.append(block)
    return tuple(blocks)


def _to_block(piece: Piece, scene: Scene, heading: str) -> Block:
    kind, level, text = piece.kind, piece.level, piece.text
    if rules.is_note(piece, scene):
        kind, level = "note", 0
    elif _is_heading_by_look(piece):
        kind, level = "heading", BY_LOOK
    elif piece.table:
        text = _of_table(piece.table, scene, heading)
    if scene.taste.emoji == "name":
        text = emoji_as_words(text, named=scene.language.startswith("en")) or text
    return Block(kind, text, level, piece.box.path, piece.label, piece.rule, piece.number)


def _is_heading_by_look(piece: Piece) -> bool:
    """A short bold line without a stop does the work of a heading."""
    if piece.kind != "paragraph" or piece.rule == TREAT or piece.bold < 0.95 or piece.words > 12:
        return False
    return not SENTENCE_END.search(piece.text) and piece.text[-1:] not in ",-–—"


def _of_table(table: Table, scene: Scene, heading: str) -> str:
    """A table as it is wanted; of a long one, its caption or the heading over it, and how long it is."""
    if table.rows <= scene.taste.longest_table and scene.taste.tables != "summary":
        return table.printed if scene.taste.tables == "cells" else table.text
    name = (table.caption or heading).rstrip(".:")
    entry = "table_summary" if name else "nameless_table_summary"
    return wording(entry, scene.language).format(name=name, rows=table.rows)
