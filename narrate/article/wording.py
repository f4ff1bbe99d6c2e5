"""Text as it will be heard: one normal form, and the few measures that the rules take of it."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc\ud800-\udfff]"
)
_CONTROLS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_CONTROLS |= dict.fromkeys([*range(0x09), *range(0x0E, 0x20), 0x7F], " ")
_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u231a-\u23ff\u25a0-\u25ff\ufe0e\ufe0f\u20e3\U000e0020-\U000e007f\ue000-\uf8ff]+"
)
_EMOJI_APART = re.compile(rf"(?:\s?{_EMOJI.pattern[:-1]})+")
BEFORE_MARK = tuple(",.;:!?…)")
"""Marks that stand right after a word: the space before what is taken out there goes with it."""
_MARK = (
    "\\u0300-\\u036f\\u0483-\\u0489\\u0591-\\u05bd\\u0610-\\u061a\\u064b-\\u065f"
    "\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff"
)
PILED = re.compile(f"([{_MARK}]{{20}})[{_MARK}]+")
"""Marks on one letter past any alphabet's need; sorting them takes quadratic time."""
_SPACES = re.compile(r"\s+")
_ENTITY = re.compile(r"&(amp|quot|apos|lt|gt|nbsp|#\d{2,5}|#x[0-9a-fA-F]{2,4});")
_ENTITIES = {"amp": "&", "quot": '"', "apos": "'", "lt": "<", "gt": ">", "nbsp": " "}
SENTENCE_END = re.compile(r"[.!?…。！？:;][\"'»”’)\]」』]*$")
WHOLE_SENTENCE = re.compile(r"[.!?…。！？][\"'»”’)]*$")
"""As SENTENCE_END, but a colon or a semicolon ends no whole sentence."""
_COUNT = re.compile(r"^\d{1,5}\s+|\s*[\[(:·]?\s*\d{1,5}\s*[\])]?$")
_WORD = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def clean(text: str, *, emoji: bool = False) -> str:
    """One line in NFC with single spaces, without invisible marks, ligatures and (unless asked for) emoji.

    The code points 128–159 are read as Windows-1252, as the HTML standard asks for character references.
    An entity that was escaped twice is resolved once more: nobody prints "&amp;" for readers.
    """
    plain = " ".join(text.split())
    if plain.isascii() and "&" not in plain and plain.isprintable():
        return plain
    text = _ENTITY.sub(_resolve, plain)
    text = _INVISIBLE.sub("", text.translate(_CONTROLS).translate(_LIGATURES))
    text = text if emoji else _EMOJI_APART.sub(_gap, text)
    text = PILED.sub(r"\1", text)
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text).strip())


def _gap(match: re.Match[str]) -> str:
    """What is left where emoji stood: a space, but none before a comma or a stop."""
    return "" if match.start() and match.string.startswith(BEFORE_MARK, match.end()) else " "


def emoji_as_words(text: str, *, named: bool) -> str:
    """A text with the Unicode names of its emoji ("thumbs up"), or without them."""
    return clean(_EMOJI.sub(lambda run: f" {_names(run[0])} " if named else " ", text))


def _names(run: str) -> str:
    names = (unicodedata.name(char, "") for char in run if unicodedata.category(char) == "So")
    known = [name for name in names if name and not name.startswith(("REGIONAL INDICATOR", "EMOJI MOD"))]
    return ", ".join(name.lower().removesuffix(" sign") for name in dict.fromkeys(known))


def _resolve(match: re.Match[str]) -> str:
    name = match[1]
    if not name.startswith("#"):
        return _ENTITIES[name]
    code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    return chr(code)


def words(text: str) -> int:
    """How many words; scripts without spaces count two characters as a word."""
    wide = len(_WIDE.findall(text))
    return (
        len(_WORD.findall(text)) if not wide else len(_WORD.findall(_WIDE.sub(" ", text))) + (wide + 1) // 2
    )


def key(text: str) -> str:
    """Letters and digits only, case folded: equal keys mean the same words."""
    return "".join(filter(str.isalnum, text.casefold()))


def uncounted(text: str) -> str:
    """A label without the figure that a template prints beside it: "Comments (9)", "12 Kommentare"."""
    return _COUNT.sub("", text)
