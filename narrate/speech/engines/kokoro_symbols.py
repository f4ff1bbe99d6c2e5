"""IPA as eSpeak NG writes it → the symbols that Kokoro was trained on.

Kokoro learned from misaki, which writes a diphthong or an affricate as one symbol ("A" for eɪ, "ʤ" for dʒ), knows
no length in American English and has a small letter for the weak vowel of "little".  The tables below follow
misaki's own treatment of eSpeak NG (its module ``espeak``) and the words of its dictionaries.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from functools import cache

log = logging.getLogger(__name__)

_NUMBERED = (
    (1, ";:,.!?"), (9, '—…"()“” \u0303ʣʥʦʨᵝ\uab67AI'), (31, "O"), (33, "Q"), (35, "ST"), (39, "W"),
    (41, "Yᵊabcdef"), (50, "hijklmnopqrstuvwxyzɑɐɒæ"), (75, "βɔɕç"), (80, "ɖðʤə"), (85, "ɚɛɜ"), (90, "ɟ"),
    (92, "ɡ"), (99, "ɥ"), (101, "ɨɪʝ"), (110, "ɯɰŋɳɲɴø"), (118, "ɸθœ"), (123, "ɹ"), (125, "ɾɻ"), (128, "ʁɽʂʃʈʧ"),
    (135, "ʊʋ"), (138, "ʌɣɤ"), (142, "χʎ"), (147, "ʒʔ"), (156, "ˈˌː"), (162, "ʰ"), (164, "ʲ"), (169, "↓"),
    (171, "→↗↘"), (177, "ᵻ"),
)  # fmt: skip
"""Kokoro-82M 1.0: the number of the first symbol, and the symbols that follow each other."""

SYMBOLS = {symbol: first + place for first, row in _NUMBERED for place, symbol in enumerate(row)}
"""Each symbol's number in the model; 0 is the padding at both ends."""

MARKS = ".!?…,;:—"
"""Symbols that say how a clause ends."""

Rule = tuple[str, str]
"""A regular expression and what stands in its place."""

_NO_VOWEL_FOLLOWS = "(?![ˈˌ]?[AIOQWYaeiouæɑɐɒɔəɛɜɪʊʌɚᵻ])"

DIPHTHONGS: tuple[Rule, ...] = (
    ("tʃ", "ʧ"),
    ("dʒ", "ʤ"),
    ("aɪ", "I"),
    ("aʊ", "W"),
    ("eɪ", "A"),
    ("oʊ", "O"),
    ("əʊ", "Q"),
    ("ɔɪ", "Y"),
)

ENGLISH: tuple[Rule, ...] = (
    ("c\u0327", "ç"),  # decomposed
    ("ʲ", ""),  # eSpeak's glide in "being"
    ("eə", "ɛː"),  # British "there"
    *DIPHTHONGS,
    ("[ˈˌ]?ʔ[ˈˌ]?n\u0329", "tᵊn"),  # "button", which eSpeak says without a t
    ("ʔ", "t"),
    ("ɾ", "T"),  # the t of "water"
    (f"əl{_NO_VOWEL_FOLLOWS}", "ᵊl"),
    ("(.)\u0329", r"ᵊ\1"),
    ("ɚ", "əɹ"),
    ("r", "ɹ"),
    ("[xç]", "k"),  # "loch": English speakers without the sound say k, and the model has not heard it
    ("[ɬɫ]", "l"),
    ("ɐ", "ə"),
    ("e", "A"),
    ("o", "ɔ"),
    ("[\u0303-]", ""),
)

AMERICAN: tuple[Rule, ...] = (
    *ENGLISH,
    ("ɜːɹ?", "ɜɹ"),
    ("ɪə", "iə"),
    ("ɒ", "ɑ"),
    ("ː", ""),
    ("ɹɹ", "ɹ"),  # "offering": eSpeak writes ɚɹ
)

BRITISH: tuple[Rule, ...] = (
    *ENGLISH,
    ("iə", "ɪə"),
    ("ᵻ", "ɪ"),
    (f"tən{_NO_VOWEL_FOLLOWS}", "tᵊn"),
)

OTHERS: tuple[Rule, ...] = (
    ("c\u0327", "ç"),
    ("ʲ", ""),  # a glide of eSpeak's own: Italian "zio" is dzˈiʲo
    *DIPHTHONGS[:5],
    ("dz", "ʣ"),
    ("ts", "ʦ"),
    ("-", ""),  # French liaison: le-z ɑ̃fˈɑ̃
)

ITALIAN: tuple[Rule, ...] = (*OTHERS, ("ss", "S"))

TABLES = {
    "en-US": AMERICAN,
    "en-GB": BRITISH,
    "es": OTHERS,
    "fr": OTHERS,
    "hi": OTHERS,
    "it": ITALIAN,
    "pt-BR": OTHERS,
}
"""The languages that Kokoro learned with eSpeak NG's sounds.  Chinese and Japanese have front ends of their own."""


def written(ipa: str, language: str) -> str:
    """One sentence in Kokoro's symbols.

    Args:
        ipa: as eSpeak NG writes it, decomposed (NFD), words parted by spaces.
        language: one of ``TABLES``.
    """
    for pattern, replacement in TABLES[language]:
        ipa = re.sub(pattern, replacement, ipa)
    return " ".join("".join(_known(ipa)).split())


def _known(symbols: Iterable[str]) -> Iterable[str]:
    for symbol in symbols:
        if symbol in SYMBOLS:
            yield symbol
        else:
            _warn(symbol)


@cache
def _warn(symbol: str) -> None:
    """Once a symbol: a text may hold it on every line."""
    log.warning("Kokoro knows no sound %r (U+%04X)", symbol, ord(symbol))
