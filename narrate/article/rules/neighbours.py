"""Rules that compare pieces with their neighbours: repetition, and headings of what is not the article.

They stand in the order in which they are asked; the first of them, no_finder, has its place in edges.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from narrate.article.phrases import holds, is_one, opening
from narrate.article.pieces import Box, Piece
from narrate.article.rules.edges import no_finder
from narrate.article.rules.scene import LARGE, Scene
from narrate.article.wording import SENTENCE_END, key, uncounted

LAST = 3
"""Pieces at the end of a text among which its writer is described."""

QUOTE = 15
"""Letters that tell one quotation from another."""

_SENTENCES = re.compile(r"(?<=[.!?…])[\"'»”’]*\s+")

Comparison = Callable[[list[Piece], Scene], list[Piece]]
"""What is to be left out of the pieces that no other rule has left out."""


def about_the_writer(pieces: list[Piece], scene: Scene) -> list[Piece]:
    """The line under a text that says who its writer is: it opens with the name, in the last pieces."""
    return [
        piece
        for piece in pieces[-LAST:]
        if piece.words <= 80
        and any(key(piece.text).startswith(person) for person in scene.people)
        and holds(piece.text, "biography", scene.language)
    ]


def under_a_foreign_heading(pieces: list[Piece], scene: Scene) -> list[Piece]:
    """A heading such as "Related stories", with all that follows up to the next paragraph of the article."""
    gone: list[Piece] = []
    inside = False
    part: Box | None = None
    for piece in pieces:
        if is_foreign_heading(piece, scene):
            inside, part = True, _own_part(piece, scene)
        elif part is not None:
            inside = piece.box.is_in(part)
            part = part if inside else None
        elif piece.kind == "heading":
            inside = False
        else:
            inside = inside and (piece.linked > 0.5 or piece.votes == 0)
        if inside:
            gone.append(piece)
    return gone


def is_foreign_heading(piece: Piece, scene: Scene) -> bool:
    """Whether a line heads something else: other stories, or what readers say."""
    named = uncounted(piece.text)
    if any(is_one(named, name, scene.language) for name in ("related_heading", "comments_heading")):
        return piece.kind == "heading" or piece.bold > 0.9 or piece.words <= 5
    # "More from our reporters", but not "Sources close to the talks": one word is no sign.
    return (
        piece.kind == "heading"
        and piece.words <= 8
        and " " in opening(piece.text, "related_heading", scene.language)
    )


def _own_part(piece: Piece, scene: Scene) -> Box | None:
    """The box around a heading, if it is a part of its own and not the article."""
    around = piece.box.parent
    if around is None or around in scene.shell:
        return None
    # Readers may write more than the newsroom.
    named = is_one(uncounted(piece.text), "comments_heading", scene.language)
    return around if named or around.chosen <= LARGE * scene.words else None


def repeated_quote(pieces: list[Piece], scene: Scene) -> list[Piece]:
    """A pull quote says again what the text says; a sentence is to be heard one time."""
    text = "|".join(key(piece.text) for piece in pieces)
    gone = []
    for piece in pieces:
        pulled = piece.kind == "quote" or any("pull_quote" in box.signs for box in piece.box.up())
        sentences = [key(sentence) for sentence in _SENTENCES.split(piece.text)] if pulled else []
        if sum(map(len, sentences)) >= QUOTE and all(text.count(sentence) > 1 for sentence in sentences):
            gone.append(piece)
    return gone


def said_before(pieces: list[Piece], scene: Scene) -> list[Piece]:
    """The same paragraph a second time: copies for other screens, teasers of what follows."""
    seen: set[str] = set()
    gone = []
    for piece in pieces:
        mark = key(piece.text)
        if len(mark) >= 40 and mark in seen:
            gone.append(piece)
        seen.add(mark)
    return gone


def linked_heading(pieces: list[Piece], scene: Scene) -> list[Piece]:
    """A heading that is a link and heads no paragraph of the article is another story's title."""
    gone = []
    for piece, after in zip(pieces, [*pieces[1:], None], strict=False):
        linked = piece.kind == "heading" and piece.linked >= 0.9 and piece.words >= 3
        if linked and (after is None or after.kind == "heading" or after.votes < 2):
            gone.append(piece)
    return gone


def heading_of_nothing(pieces: list[Piece], scene: Scene) -> list[Piece]:
    """Headings, and short lines without a stop, at the end of the text: what they headed was left out."""
    end = len(pieces)
    while end and _heads(pieces[end - 1], pieces[end - 2] if end > 1 else None):
        end -= 1
    return pieces[end:]


def _heads(piece: Piece, before: Piece | None) -> bool:
    if piece.kind == "heading":
        return True
    short = piece.kind == "paragraph" and piece.words <= 8 and piece.text[-1:].isalnum()
    return short and before is not None and bool(SENTENCE_END.search(before.text))


COMPARISONS: tuple[Comparison, ...] = (
    no_finder,
    about_the_writer,
    under_a_foreign_heading,
    repeated_quote,
    said_before,
    linked_heading,
    heading_of_nothing,
)
