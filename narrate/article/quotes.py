"""Who says a quotation, where the page marks the speaker: the label of the quote's block."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from narrate.article.pieces import Box, Piece

LONGEST = 25
"""Words of a speaker's line."""

_DASHES = " —–-―~"


def speakers(pieces: Iterable[Piece]) -> dict[Piece, Piece]:
    """Each line that names a speaker → the last piece of the quotation before it.

    Such a line stands in a <cite> or <footer> of the quotation, in the caption of the <figure> around it, or right
    beside it in a <cite> or an element so named.
    """
    found: dict[Piece, Piece] = {}
    quote: Piece | None = None
    for piece in pieces:
        if quote is not None and _names_speaker(piece, quote):
            found[piece] = quote
        elif piece.text:
            quote = piece if _quotation(piece.box) is not None else None
    return found


def give_labels(speakers: Mapping[Piece, Piece], kept: Iterable[Piece]) -> None:
    """The lines become labels of their quotes, as far as those are kept."""
    staying = set(kept)
    for piece, quote in speakers.items():
        if quote in staying:
            quote.label = piece.text.strip(_DASHES)


def _names_speaker(piece: Piece, quote: Piece) -> bool:
    around = _quotation(quote.box)
    if around is None or not piece.text.strip(_DASHES) or piece.words > LONGEST:
        return False
    return any(_belongs(box, around) for box in piece.box.up())


def _belongs(box: Box, quotation: Box) -> bool:
    """Whether a box is the speaker's line of a quotation: marked, and inside it, beside it or its caption."""
    above = box.parent
    if box.tag in ("cite", "footer") and box.is_in(quotation):
        return True
    if box.tag == "figcaption":
        return above is not None and above.tag == "figure" and quotation.is_in(above)
    return above is quotation.parent and (box.tag == "cite" or "speaker" in box.signs)


def _quotation(box: Box) -> Box | None:
    return next((around for around in box.up() if around.tag == "blockquote"), None)
