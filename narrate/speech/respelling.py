"""IPA → a spelling that an English voice reads back to nearly the same sounds, for engines that take no phonemes.

``zəˈluːʒni`` becomes "zuh-loozhny", as newspapers respell a name: nobody sees it, but any English voice reads it
alike.  A hyphen before the stressed syllable puts the stress there.  The table was chosen by what eSpeak NG 1.52
makes of it, the engine that needs it most.  Of 2,654 names that were not looked at while it was chosen, eSpeak gets
35 % of the sounds and 55 % of the stresses wrong as they are printed, 8 % and 10 % respelled.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrate.model import Said, Sound
from narrate.speech.ipa import adapted

VOWELS: dict[str, tuple[str, str, str]] = {
    # sound: usual, before a vowel or one consonant and a vowel, at the end
    "aɪ": ("y", "y", "ye"),
    "aʊ": ("au", "ow", "au"),
    "eɪ": ("ay", "ay", "ay"),
    "oʊ": ("oh", "oh", "oh"),
    "ɔɪ": ("oy", "oy", "oy"),
    "iː": ("ee", "ee", "ee"),
    "i": ("ee", "ee", "y"),
    "uː": ("oo", "oo", "oo"),
    "juː": ("ew", "ew", "ew"),
    "jʊ": ("ew", "ew", "ew"),
    "ɑː": ("ah", "aa", "ah"),
    "ɔː": ("aw", "aw", "aw"),
    "ɔ": ("aw", "aw", "aw"),
    "ɜː": ("ur", "ur", "ur"),
    "ɑːɹ": ("ar", "ahr", "ar"),
    "ɔːɹ": ("or", "orr", "or"),
    "oːɹ": ("or", "orr", "or"),
    "ɛɹ": ("air", "air", "air"),
    "ɪɹ": ("eer", "eer", "eer"),
    "ʊɹ": ("oor", "oor", "oor"),
    "ɚ": ("er", "er", "er"),
    "ə": ("e", "a", "ah"),
    "ɐ": ("e", "a", "ah"),
    "æ": ("a", "a", "a"),
    "ɛ": ("e", "e", "eh"),
    "ɪ": ("i", "i", "ih"),
    "ᵻ": ("i", "i", "ih"),
    "ʌ": ("u", "u", "uh"),
    "ʊ": ("oo", "oo", "oo"),
    "ɑ\u0303": ("on", "on", "on"),
}
AT_THE_START = {"aɪ": "eye", "eɪ": "eigh", "juː": "yoo", "jʊ": "yoo", "i": "ee"}
CONSONANTS = {
    "tʃ": "ch", "dʒ": "j", "ʃ": "sh", "ʒ": "zh", "θ": "th", "ð": "th", "ŋ": "ng", "ŋɡ": "ng", "ɡ": "g", "j": "y",
    "ɹ": "r", "ɾ": "t", "ʔ": "", "x": "k", "h": "h", "b": "b", "d": "d", "f": "f", "k": "k", "l": "l", "m": "m",
    "n": "n", "p": "p", "s": "s", "t": "t", "v": "v", "w": "w", "z": "z",
}  # fmt: skip
SHORT = frozenset("æɛɪʌ")
DOUBLED = {each: each * 2 for each in "bdflmnprstvz"} | {"ɡ": "gg", "k": "ck", "ɹ": "rr", "ɾ": "tt"}
"""After a short vowel, and with s and z at the end of a word: "dessah", "klohss"."""
ONSETS = frozenset("pɹ bɹ tɹ dɹ kɹ ɡɹ fɹ θɹ ʃɹ pl bl kl ɡl fl sl sp st sk sm sn sw tw dw kw ɡw".split())
"""Pairs that may begin a syllable together."""

_ABBREVIATION = re.compile("[ivxlcdm]+|eg")
"""Said as "Roman four" and "for example"."""

_SOUND = re.compile("ˈ?(?:" + "|".join(sorted(VOWELS | CONSONANTS, key=len, reverse=True)) + ")")


def respelled(said: Said, language: str) -> str:
    """The text with every sound's word respelled.

    Args:
        language: BCP 47, of the voice.  Only English is spelled by rule: in another language a word without a
            respelling of its own stays as it is.
    """
    english = language.lower().split("-")[0] == "en"
    return with_words(said, [_spelling(sound, english) for _, sound in said.sounds])


def _spelling(sound: Sound, english: bool) -> str:
    """Capitals in a person's "zah-POH-rizh-ya" mean stress, but engines read them out as letters.

    No more words than are printed, so that the times of the spoken words are those of the printed ones.
    """
    spelling = sound.respelling.lower() or (spelled(sound.ipa) if english else "") or sound.word
    words, last = spelling.split(), len(sound.word.split()) - 1
    return " ".join([*words[:last], "-".join(words[last:])])


def with_words(said: Said, words: Sequence[str]) -> str:
    """The text with other words in the places of its sounds' words.

    Capitals stay: engines take one after a full stop for the start of a sentence.
    """
    parts, at = [], 0
    for (start, sound), word in zip(said.sounds, words, strict=True):
        capital = sound.word[:1].isupper()
        parts += [said.text[at:start], word[:1].upper() + word[1:] if capital else word]
        at = start + len(sound.word)
    return "".join([*parts, said.text[at:]])


def spelled(ipa: str) -> str:
    """An English spelling of IPA, word by word."""
    words = re.sub("jˈ(?=uː|ʊ)", "ˈj", adapted(ipa, "en-us").replace("ˌ", "")).split()
    return " ".join(_spelled_word(_SOUND.findall(word)) for word in words)


def _spelled_word(sounds: Sequence[str]) -> str:
    parts = _parts(sounds)
    spellings = [_spelled_part([sound.lstrip("ˈ") for sound in part]) for part in parts]
    for at, part in enumerate(parts[:-1]):
        if part[-1] in "əɐ":  # before a hyphen the "ah" of "sofah" is heard as in "father"
            spellings[at] = spellings[at].removesuffix("ah") + "uh"
    return "-".join(spellings)


def _parts(sounds: Sequence[str]) -> list[Sequence[str]]:
    """Cut before the consonants of the stressed syllable, unless it is the first."""
    for at, sound in enumerate(sounds):
        if sound.startswith("ˈ") and any(each in VOWELS for each in sounds[:at]):
            start = at - _onset(sounds[:at])
            return [sounds[:start], *_parts(sounds[start:])]
    return [sounds]


def _onset(before: Sequence[str]) -> int:
    """How many of the consonants before a vowel belong to it."""
    if not before or before[-1] in VOWELS:
        return 0
    return 2 if "".join(before[-2:]) in ONSETS else 1


def _spelled_part(sounds: Sequence[str]) -> str:
    text = ""
    for at, sound in enumerate(sounds):
        before, after = sounds[:at], sounds[at + 1 :]
        text += _vowel(sound, before, after) if sound in VOWELS else _consonant(sound, before, after)
    if len(sounds) > 1 and sounds[-2] == "aɪ" and sounds[-1] in CONSONANTS:
        text += "e"  # "lyve": only the silent e makes the vowel long
    return text + text[-1] if _ABBREVIATION.fullmatch(text) else text


def _vowel(sound: str, before: Sequence[str], after: Sequence[str]) -> str:
    usual, open_, end = VOWELS[sound]
    if not before and sound in AT_THE_START:
        return AT_THE_START[sound]
    if sound == "i" and not any(each in VOWELS for each in before):
        return usual  # "ky" alone is heard as "sky"
    if not after:
        return end
    if sound == "aʊ" and after[0] in "ndtθ":
        return "ou"  # as in "sound" and "out"
    reach = 1 if sound.endswith("ɹ") else 2
    return open_ if any(each in VOWELS for each in after[:reach]) else usual


def _consonant(sound: str, before: Sequence[str], after: Sequence[str]) -> str:
    if sound in "sz" and not after and before:
        return DOUBLED[sound]
    if sound == "j" and before and before[-1] not in VOWELS:
        return "i"
    if sound == "ɡ" and not before and after and after[0] in VOWELS:
        return "gh"
    vowel_follows = bool(after) and after[0] in VOWELS
    if sound == "ŋɡ" and vowel_follows:
        return "ngg"
    if vowel_follows and before and (before[-1] in SHORT or (sound == "ɡ" and before[-1] in VOWELS)):
        return DOUBLED.get(sound, CONSONANTS[sound])
    return CONSONANTS[sound]
