"""What every rule may know besides the text before it."""

from __future__ import annotations

from dataclasses import dataclass

from narrate.article.options import Taste
from narrate.article.pieces import Box, Piece

LARGE = 0.35
"""Share of the article's words; a box with more of it is the article, whatever it is called."""

STANDFIRST = 80
"""Words of a standfirst at most."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a rule may know besides the text before it."""

    language: str
    headlines: frozenset[str]
    """Keys (letters and digits only) of every form of the title."""
    people: frozenset[str]
    words: int
    """That the finders took for the article, on the whole page."""
    home: Box
    """The box of the article."""
    shell: frozenset[Box]
    """That box and all around it."""
    titled: Box | None
    """The <article> that the title and a good part of the text stand in, if there is one."""
    taste: Taste
    headline: Piece | None
    """The title over the text, if the page shows it as a heading."""
    given: bool
    """Whether site rules named the body."""
    first: int
    """The place of the first piece in the box of the article."""
    start: int
    """The place of the first piece that two finders agree on."""
    text: str
    """The keys of all pieces in that box, in a row."""
