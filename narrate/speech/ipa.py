"""IPA as people write it → the symbols that a voice was trained on.

A dictionary, a newsroom and eSpeak NG write one sound in several ways (r and ɹ, ɡ and g, a tie bar, a stress mark
before the syllable or before its vowel), and a name from another language has sounds that an English voice has
never made.  Three tables in their order: ``NOTATION`` for every language, ``ENGLISH`` for the nearest sound that
English has, then the manner of writing of eSpeak's American or British voices.  The right sides are what
eSpeak NG 1.52 gives for common words, because Piper's voices were trained on exactly that.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import lru_cache

log = logging.getLogger(__name__)

VOWELS = "aeiouyæɐɑɒɔɘəɚɛɜɝɞɤɨɪɯɵøœɶʉʊʌʏᵻ"
STRESS = "ˈˌ"
LINK = "‿"
"""A word with it leans on another: the "von" of a name."""
_NO_VOWEL_FOLLOWS = f"(?![{STRESS}]?[{VOWELS}])"

Rule = tuple[str, str]
"""A regular expression and what stands in its place."""

NOTATION: tuple[Rule, ...] = (
    ("[\u0361\u035c\u203f]", ""),  # tie bars: eSpeak writes tʃ
    ("[.()-]", ""),  # syllable breaks and optional sounds; for a voice "." is the end of the sentence
    ("['\u02b9]", "ˈ"),
    ("c\u0327", "ç"),
    (":", "ː"),
    ("g", "ɡ"),
    ("ε", "ɛ"),  # the Greek letter
    ("[ʤʥ]", "dʒ"),
    ("[ʧʨ]", "tʃ"),
    ("ʦ", "ts"),
    ("ʣ", "dz"),
    ("[ɫ\u029f]", "l"),
    ("ˑ", ""),
    (f"([{STRESS}])([^{STRESS} {VOWELS}]+)(?=[{VOWELS}])", r"\2\1"),  # eSpeak: right before the vowel
)

ENGLISH: tuple[Rule, ...] = (
    # Vowels of other languages
    ("[ɛæe]\u0303", "æn"),
    ("[ɔo]\u0303", "ɔn"),
    ("œ\u0303", "ʌn"),
    ("([iuə])\u0303", r"\1n"),
    ("[øœɞɶ]ː?", "ɜː"),
    ("[yʉɯ]ː?", "uː"),
    ("ʏ", "ʊ"),
    ("[ɨɘ]", "ɪ"),
    ("ɵ", "ə"),
    ("ɤ", "ʌ"),
    (f"[aɑ]ː?[ij]{_NO_VOWEL_FOLLOWS}", "aɪ"),
    (f"[aɑ]ː?[uw]{_NO_VOWEL_FOLLOWS}", "aʊ"),
    (f"[eɛ][ijɪ]{_NO_VOWEL_FOLLOWS}", "eɪ"),
    (f"[oɔ][ijɪ]{_NO_VOWEL_FOLLOWS}", "ɔɪ"),
    (f"o[uw]{_NO_VOWEL_FOLLOWS}", "oʊ"),
    ("eː", "eɪ"),
    ("e(?!ɪ)", "ɛ"),
    ("aː", "ɑː"),
    ("a(?![ɪʊ])", "ɑː"),
    ("oː(?!ɹ|r)", "oʊ"),
    ("o(?![ʊː])", "oʊ"),
    # Consonants of other languages
    ("[rʀʁɻɽɺɼ]", "ɹ"),
    ("[χħ](?![ˈˌ]?[aeiouæɑɔəɛɜɪʊʌ])", "x"),
    ("[χħɦʜ]", "h"),
    ("ç(?=[ˈˌ]?[aeiouæɑɔəɛɜɪʊʌ])", "h"),  # as in "huge"
    ("ç", "x"),
    ("[ɕʂɧ]", "ʃ"),
    ("[ʑʐ]", "ʒ"),
    (f"ɲj?{_NO_VOWEL_FOLLOWS}", "n"),
    ("ɲj?", "nj"),
    (f"ʎj?{_NO_VOWEL_FOLLOWS}", "l"),
    ("ʎj?", "lj"),
    ("[ɣɠɢʛ]", "ɡ"),
    ("[βʋⱱ]", "v"),
    ("ɸ", "f"),
    ("q", "k"),
    ("c", "tj"),
    ("ɟ", "dj"),
    ("[ɖɗ]", "d"),
    ("ʈ", "t"),
    ("ɓ", "b"),
    ("ɱ", "m"),
    ("[ɳɴⁿ]", "n"),
    ("[ɬɭɮˡ]", "l"),
    ("[ʍɥɰ]", "w"),
    ("ʝ", "j"),
    ("[ʕʡʢ\u02bb\u02bf\u02bc]", ""),  # Arabic and Hawaiian breaks
    ("ʔ(?![ˈˌ]?n)", ""),
    ("ʷ", "w"),
    (f"(?<![ʔ{STRESS}])([nml])\u0329", r"ə\1"),  # eSpeak itself has ʔn̩ as in "written"
    ("[ʲʰˤˠ\u032a\u032f\u0325\u030a\u031a]", ""),  # palatal, breathed, dental, …: not told apart in English
    ("[\u0300-\u0302\u0304\u030c˥-˩]", ""),  # tones
    # The long and the short of it
    ("([ˈˌ]i)(?!ː)", r"\1ː"),
    ("([uɜ])(?!ː)", r"\1ː"),
    ("ɑ(?![ː\u0303])", "ɑː"),
    ("[eɛ]ə(?=ɹ)", "ɛ"),
    ("([ɪʊ])ə(?=ɹ)", r"\1"),
    ("ɹɹ", "ɹ"),
)

_GLIDE = (f"(?<![aeɔ])([iɪ]ː?)(?=[{STRESS}]?[{VOWELS}])(?![ˈˌ]?ə)", r"\1ʲ")
"""eSpeak's "being" is bˈiːʲɪŋ, its "near" nˈiə."""

AMERICAN: tuple[Rule, ...] = (
    ("əʊ", "oʊ"),
    ("ɒː?", "ɑː"),
    ("ɝː?", "ɜː"),
    (f"ɜːɹ{_NO_VOWEL_FOLLOWS}", "ɜː"),  # eSpeak's bird: bˈɜːd
    (f"əɹ{_NO_VOWEL_FOLLOWS}", "ɚ"),
    _GLIDE,
)

BRITISH: tuple[Rule, ...] = (
    ("oʊ", "əʊ"),
    ("ɝː?", "ɜːɹ"),
    ("ɚ", "əɹ"),
    (f"ɛɹ{_NO_VOWEL_FOLLOWS}", "eə"),
    (f"([ɪʊ])ɹ{_NO_VOWEL_FOLLOWS}", r"\1ə"),
    (f"ɹ{_NO_VOWEL_FOLLOWS}", ""),
    _GLIDE,
)


def adapted(ipa: str, voice: str, known: Collection[str] = ()) -> str:
    """The IPA of a word as eSpeak NG would have written it for that voice.

    Args:
        ipa: as a person or a dictionary writes it; words parted by spaces.
        voice: an eSpeak NG voice, "en-us".
        known: the symbols that the voice was trained on; none knows all.  A symbol that is neither known nor in a
            table is left out, and the log says so.
    """
    return _adapted(ipa, voice, frozenset(known))


@lru_cache(maxsize=4096)
def _adapted(ipa: str, voice: str, known: frozenset[str]) -> str:
    text = unicodedata.normalize("NFD", " ".join(ipa.strip("/[] ").split()))
    for rules in _tables(voice):
        for pattern, replacement in rules:
            text = re.sub(pattern, replacement, text)
    text = unicodedata.normalize("NFD", text)  # as Piper gives eSpeak's symbols to the voice
    text = "".join(symbol for symbol in text if not known or _is_known(symbol, known, ipa))
    return text if LINK in ipa else _stressed(text)


def _tables(voice: str) -> Iterable[tuple[Rule, ...]]:
    language = voice.lower().split("-")[0]
    if language != "en":
        return (NOTATION,)
    return (NOTATION, ENGLISH, AMERICAN if voice.lower().startswith("en-us") else BRITISH)


def _is_known(symbol: str, known: frozenset[str], ipa: str) -> bool:
    if symbol not in known:
        log.warning("the voice knows no sound %r (U+%04X) of /%s/", symbol, ord(symbol), ipa)
    return symbol in known


def _stressed(ipa: str) -> str:
    """A word without any stress mark is a short one that a sentence stresses, as ``lɛd`` for a metal."""
    if any(mark in ipa for mark in STRESS):
        return ipa
    return re.sub(f"([{VOWELS}])", r"ˈ\1", ipa, count=1)


def starts_with_vowel(ipa: str) -> bool:
    """Whether "the" before it is said as "thee"."""
    return ipa.lstrip(STRESS)[:1] in set(VOWELS)
