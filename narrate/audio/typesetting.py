"""A text in lines: the largest size in which it fits, evenly long lines, an ellipsis where nothing helps."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PIL import ImageDraw

from narrate.audio.fonts import Face, Font

LEADING, TALL_LEADING = 1.14, 1.38
"""Line to line, in sizes of the font; the second for letters with marks above and below."""
ASCENT, TALL_ASCENT = 0.80, 0.98
"""From a line's top to where its letters stand."""
NOT_FIRST = set("、。，．・：；？！）」』】〉》〕”’,.:;?!)]}»…ー々ะาำๆฯๅ")
"""Signs that begin no line, where a line may end between any two letters (JIS X 4051, GB/T 15834; Thai vowels)."""
NOT_LAST = set("（「『【〈《〔“‘([{«เแโใไ")


@dataclass(frozen=True)
class Block:
    """Set lines."""

    face: Face
    font: Font
    lines: tuple[str, ...]
    step: int
    """Pixels from line to line."""

    @property
    def height(self) -> int:
        """Pixels, from the top of the first line's letters to the foot of the last one's."""
        return self.step * (len(self.lines) - 1) + round(self.font.size * (1.16 if self.face.tall else 1.0))

    def draw(
        self, draw: ImageDraw.ImageDraw, edges: tuple[int, int], top: int, ink: tuple[int, int, int]
    ) -> None:
        """At the left edge, or at the right one where the script begins there."""
        right = self.face.right_to_left
        x, anchor = (edges[1], "rs") if right else (edges[0], "ls")
        base = top + round(self.font.size * (TALL_ASCENT if self.face.tall else ASCENT))
        for number, line in enumerate(self.lines):
            at = (x, base + number * self.step)
            draw.text(at, line, fill=ink, font=self.font, anchor=anchor, direction=self.face.direction)


def set_text(face: Face, sizes: Sequence[int], width: int, lines: int, height: int | None) -> Block:
    """The face's text in the largest of the sizes that fits.

    Args:
        sizes: pixels, the largest first.
        lines: at most.
        height: pixels at most; None asks for the lines only.
    """
    pieces = _pieces(face.text)
    for size in sizes:
        block = _block(face, face.load(size), _wrapped(face, face.load(size), pieces, width), width, pieces)
        if len(block.lines) <= lines and (height is None or block.height <= height) and _fits(block, width):
            return block
    font = face.load(sizes[-1])
    pieces = [part for piece in pieces for part in _broken(face, font, piece, width)]
    wrapped = _wrapped(face, font, pieces, width)
    step = _step(face, font)
    most = lines if height is None else max(1, min(lines, height // step))
    if len(wrapped) > most:
        wrapped = [*wrapped[: most - 1], _shortened(face, font, " ".join(wrapped[most - 1 :]), width, True)]
    cut = [_shortened(face, font, line, width, False) for line in wrapped]
    return Block(face, font, tuple(cut), step)


def _block(face: Face, font: Font, wrapped: list[str], width: int, pieces: list[str]) -> Block:
    """With lines as even as the same number of them can be."""
    low, high = width // 2, width
    while high - low > width // 50:
        middle = (low + high) // 2
        tried = _wrapped(face, font, pieces, middle)
        if len(tried) <= len(wrapped) and all(_length(face, font, line) <= middle for line in tried):
            high, wrapped = middle, tried
        else:
            low = middle
    return Block(face, font, tuple(wrapped), _step(face, font))


def _step(face: Face, font: Font) -> int:
    return round(font.size * (TALL_LEADING if face.tall else LEADING))


def _fits(block: Block, width: int) -> bool:
    return all(_length(block.face, block.font, line) <= width for line in block.lines)


def _length(face: Face, font: Font, text: str) -> float:
    return font.getlength(text, direction=face.direction)


def _pieces(text: str) -> list[str]:
    """What stays together on a line, each with the blank that stands before it."""
    pieces: list[str] = []
    for word in text.split():
        bound = pieces and (set(word) <= NOT_FIRST or set(pieces[-1].strip()) <= NOT_LAST)
        inside = list(_inside(word, " " if pieces else ""))
        if bound:  # French parts its quotation marks and colons from their words
            pieces[-1] += inside.pop(0)
        pieces += inside
    return pieces


def _inside(word: str, blank: str) -> Iterable[str]:
    """One piece, or one a letter where a script has no blanks."""
    pieces = [blank + word[0]]
    for before, sign in itertools.pairwise(word):
        free = _stands_alone(before) or _stands_alone(sign)
        bound = unicodedata.category(sign)[0] == "M" or sign in NOT_FIRST or before in NOT_LAST
        if free and not bound:
            pieces.append(sign)
        else:
            pieces[-1] += sign
    return pieces


def _stands_alone(sign: str) -> bool:
    """Han characters, kana, Thai to Lao; Korean has blanks."""
    wide = unicodedata.east_asian_width(sign) in "WF" and not 0xAC00 <= ord(sign) <= 0xD7AF
    return wide or 0x0E00 <= ord(sign) <= 0x0EFF


def _wrapped(face: Face, font: Font, pieces: list[str], width: float) -> list[str]:
    lines: list[str] = []
    for piece in pieces:
        if lines and _length(face, font, lines[-1] + piece) <= width:
            lines[-1] += piece
        else:
            lines.append(piece.lstrip())
    return lines


def _broken(face: Face, font: Font, piece: str, width: int) -> Iterator[str]:
    """A word that is longer than a line, in parts that are not."""
    part = ""
    for sign in piece:
        if part and _length(face, font, f"{part}{sign}-") > width and unicodedata.category(sign)[0] != "M":
            yield f"{part}-"
            part = ""
        part += sign
    yield part


def _shortened(face: Face, font: Font, text: str, width: int, always: bool) -> str:
    """The text as far as it fits before an ellipsis."""
    if not always and _length(face, font, text) <= width:
        return text
    text = text[:200]
    while text and _length(face, font, f"{text}…") > width:
        text = text[:-1]
    whole_words = text.rpartition(" ")[0]
    return f"{(whole_words if len(whole_words) > len(text) * 0.6 else text).rstrip(' ,;:–—-')}…"
