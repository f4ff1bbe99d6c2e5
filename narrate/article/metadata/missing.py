"""The title and the author of a page that names none: out of its text, and out of the data in its scripts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from lxml.html import HtmlElement

from narrate.article import people
from narrate.article.metadata import Metadata
from narrate.article.metadata.header import LONGEST_TITLE
from narrate.article.pieces import Piece
from narrate.article.wording import key

_LAST = 5
"""Pieces at the end of a text among which its writer signs."""
_MOST_ITALICS = 400
"""Elements in italics that are looked at."""


def titled(about: Metadata, pieces: Sequence[Piece]) -> Metadata:
    """The description with a title out of the text, where the page names none: its first line, if that is a
    heading or all bold.
    """
    first = next((piece for piece in pieces if piece.text and (piece.votes or _heads(piece))), None)
    if about.title or first is None or not _heads(first):
        return about
    origins = about.origins | {"title": "the first line"}
    return replace(about, title=first.text, titles=(*about.titles, first.text), origins=origins)


def _heads(piece: Piece) -> bool:
    return piece.words <= LONGEST_TITLE and (piece.kind == "heading" or piece.bold > 0.95)


def signed(about: Metadata, root: HtmlElement, pieces: Sequence[Piece], language: str) -> Metadata:
    """The description with the name that a text is signed with, in italics on a line of its own at its end, where
    the page names no author.
    """
    if about.authors:
        return about
    italics = {key(element.text_content() or "") for element in islice(root.iter("i", "em"), _MOST_ITALICS)}
    for piece in [piece for piece in pieces if piece.text][-_LAST:]:
        if not 2 <= piece.words <= 4 or key(piece.text) not in italics:
            continue
        found = people.names(piece.text, language)
        if len(found) == 1 and " " in found[0] and people.is_name(piece.text, language):
            return _by(about, found, "the signature")
    return about


def with_author(about: Metadata, entry: str) -> Metadata:
    """The description with the author out of the data in the page's scripts, where nothing else names one."""
    found = people.names(entry, about.language[:2].lower()) if entry and not about.authors else []
    return _by(about, found, "the page's scripts") if found else about


def _by(about: Metadata, names: Sequence[str], origin: str) -> Metadata:
    return replace(about, authors=tuple(names), origins=about.origins | {"authors": origin})
