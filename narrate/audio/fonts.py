"""The font that can set a text: FiraGO (SIL Open Font License 1.1, from the package pymupdf-fonts) for Latin,
Cyrillic, Greek, Georgian, Arabic, Hebrew, Devanagari and Thai, one of the system's for what else it has.

A text that no font has whole gives None: a cover without its title is better than one of empty boxes.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from PIL import ImageFont, features

Font = ImageFont.FreeTypeFont

SYSTEM = (
    "NotoSansCJK-Bold.ttc", "NotoSansCJKsc-Bold.otf", "SourceHanSansSC-Bold.otf", "wqy-microhei.ttc",
    "wqy-zenhei.ttc", "DroidSansFallbackFull.ttf", "msyhbd.ttc", "YuGothB.ttc", "malgunbd.ttf", "PingFang.ttc",
    "Hiragino Sans GB.ttc", "AppleSDGothicNeo.ttc", "DejaVuSans-Bold.ttf", "NotoSansArmenian-Bold.ttf",
    "NotoSansEthiopic-Bold.ttf", "NotoSansBengali-Bold.ttf", "NotoSansTamil-Bold.ttf", "NotoSansTelugu-Bold.ttf",
    "NotoSansKannada-Bold.ttf", "NotoSansMalayalam-Bold.ttf", "NotoSansGujarati-Bold.ttf",
    "NotoSansGurmukhi-Bold.ttf", "NotoSansSinhala-Bold.ttf", "NotoSansKhmer-Bold.ttf", "NotoSansMyanmar-Bold.ttf",
    "NotoSansLao-Bold.ttf", "Nirmala.ttc", "NirmalaB.ttf", "ebrimabd.ttf", "FreeSansBold.ttf", "Arial Unicode.ttf",
)  # fmt: skip
"""File names under which Linux, Windows and macOS keep fonts of further scripts, the more readable first."""
SHAPES_OF_HAN = {"ja": 0, "ko": 1, "zh": 2, "zh-hant": 3, "zh-tw": 3, "zh-hk": 4}
"""Which face of Noto Sans CJK draws Han characters as a language writes them; its own order."""
MISSING = "\U0010ffff"
"""No font has it: what is drawn for it is drawn for all that is missing."""
PROBE = 24
RIGHT_TO_LEFT = ("R", "AL")
SHAPED = ((0x0590, 0x08FF), (0x0900, 0x109F), (0x1780, 0x17FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFF))
"""Hebrew, Arabic, Indic scripts, Thai to Tibetan, Burmese, Khmer: letters that change beside each other."""


@dataclass(frozen=True)
class Face:
    """A font without its size."""

    load: Callable[[int], Font]
    text: str
    """What it sets: the text without signs that it does not have (emoji)."""
    right_to_left: bool = False
    tall: bool = False
    """Letters reach further up and down than Latin ones."""

    @property
    def direction(self) -> str | None:
        """For Pillow; it knows of directions only where it shapes."""
        return ("rtl" if self.right_to_left else "ltr") if self.tall else None


def face_for(text: str, language: str = "") -> Face | None:
    """A face that has every letter of the text, or None.

    Args:
        language: BCP 47; decides between the forms of Han characters.
    """
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    shaped = any(low <= ord(sign) <= high for sign in text for low, high in SHAPED)
    if not text or (shaped and not features.check("raqm")):
        return None
    engine = ImageFont.Layout.RAQM if shaped else ImageFont.Layout.BASIC
    for load in _loaders(language, engine):
        kept = _kept(text, load(PROBE))
        if kept:
            return Face(load, kept, shaped and _right_to_left(text), shaped)
    return None


def _right_to_left(text: str) -> bool:
    """By the first letter that has a direction, as browsers decide it (UAX #9, P2)."""
    directions = (unicodedata.bidirectional(sign) for sign in text)
    return next((one for one in directions if one in ("L", *RIGHT_TO_LEFT)), "L") in RIGHT_TO_LEFT


def _loaders(language: str, engine: ImageFont.Layout) -> Iterator[Callable[[int], Font]]:
    yield lambda size: ImageFont.truetype(io.BytesIO(_ours()), size, layout_engine=engine)
    for name in SYSTEM:
        if _is_there(name):
            index = _han(language) if name.startswith("NotoSansCJK-") else 0
            yield partial(_load, name, index, engine)


def _load(name: str, index: int, engine: ImageFont.Layout, size: int) -> Font:
    return ImageFont.truetype(name, size, index, layout_engine=engine)


@cache
def _ours() -> bytes:
    import pymupdf_fonts

    return bytes(pymupdf_fonts.fontbuffers["figbo"]())


@cache
def _is_there(name: str) -> bool:
    try:
        ImageFont.truetype(name, PROBE)
    except OSError:
        return False
    return True


def _han(language: str) -> int:
    tag = language.lower()
    return SHAPES_OF_HAN.get(tag, SHAPES_OF_HAN.get(tag.partition("-")[0], 0))


def _kept(text: str, font: Font) -> str:
    """The text without signs that the font lacks; "" if it lacks a letter or a figure."""
    nothing = (b"", bytes(font.getmask(MISSING)))
    lacking = {sign for sign in set(text) - {" "} if _is_lacking(sign, font, nothing)}
    if any(unicodedata.category(sign)[0] in "LN" for sign in lacking):
        return ""
    return " ".join("".join(sign for sign in text if sign not in lacking).split())


def _is_lacking(sign: str, font: Font, nothing: tuple[bytes, bytes]) -> bool:
    kind = unicodedata.category(sign)
    if kind == "Cf":  # joiners and marks of direction are not drawn, but shape what is
        return False
    return kind[0] in "CZ" or bytes(font.getmask(sign)) in nothing
