"""Why text is left out.  One small function a reason: its name is the reason that an editor is shown.

Three kinds of rules, asked in this order for every piece of text:

* ``BOX_RULES`` (boxes.py) look at an element around it: what its tag, role and names say, how much of it is links.
* ``PIECE_RULES`` (lines.py) look at the piece itself and its place in the article.
* ``COMPARISONS`` (neighbours.py; edges.py: where the article begins and ends) look at pieces and their neighbours.

scene.py is what each of them may know besides.  A new rule is a function in one of the files and its name in the
table at that file's end.

Structure is asked before wording.  Wording comes from ``phrases/`` and only for the article's own language
and English.  A box that holds a large part of the article is never left out for its names alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from narrate.article.inline import footnote_mark, inline_byline, inline_widget, page_controls
from narrate.article.pieces import Box, Piece
from narrate.article.rules.boxes import BOX_RULES, another_article
from narrate.article.rules.edges import outside_the_article
from narrate.article.rules.lines import PIECE_RULES, is_note, sign_off, without_initials
from narrate.article.rules.neighbours import COMPARISONS
from narrate.article.rules.scene import LARGE, Scene

__all__ = [
    "BOX_RULES",
    "COMPARISONS",
    "GIVEN",
    "LARGE",
    "PIECE_RULES",
    "Scene",
    "by_comparison",
    "is_note",
    "judge_box",
    "judge_piece",
    "outside_the_article",
    "sign_off",
    "without_initials",
]

GIVEN = (page_controls, footnote_mark, inline_widget, inline_byline, outside_the_article)
"""Rules that other files of the room ask: the walk over the page and the account of what is left out."""


def judge_box(box: Box, scene: Scene) -> str:
    """The first rule that leaves the box out; "" if it stays."""
    if box in scene.shell:
        return ""
    if box.chosen > LARGE * scene.words:
        return another_article.__name__ if another_article(box, scene) else ""
    return next((rule.__name__ for rule in BOX_RULES if rule(box, scene)), "")


def judge_piece(piece: Piece, scene: Scene) -> str:
    """The first rule that leaves the piece out; "" if it stays."""
    return next((rule.__name__ for rule in PIECE_RULES if rule(piece, scene)), "")


def by_comparison(pieces: list[Piece], scene: Scene) -> Iterator[tuple[str, list[Piece]]]:
    """What is left out for its neighbours: the rule's name and the pieces, rule after rule."""
    left = pieces
    for rule in COMPARISONS:
        gone = rule(left, scene)
        if gone:
            yield rule.__name__, gone
            lost = set(gone)
            left = [piece for piece in left if piece not in lost]
