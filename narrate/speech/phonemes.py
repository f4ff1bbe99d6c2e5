"""Said → phonemes, as the neural voices receive them: eSpeak NG's, with the sounds of a lexicon in their places.

A sound replaces its word and nothing else: eSpeak still hears the whole sentence, so that "the" before a vowel,
weak forms and pauses stay as they are.  eSpeak writes several words as one ("of the" is ``ʌvðə``), so a word's
place cannot be counted off; instead a made-up word stands in for it, whose phonemes are found in the result.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Any, cast

from narrate.errors import EngineMissing, VoiceError
from narrate.model import Said
from narrate.speech.ipa import STRESS, adapted, starts_with_vowel
from narrate.speech.languages import closest
from narrate.speech.respelling import respelled, with_words
from narrate.speech.silent import unnamed

Phonemize = Callable[[str], list[str]]
"""A text → the phonemes of each of its sentences."""

STAND_INS = (("blemp", "omp"), ("thrank", "apsk"), ("froop", "oond"))
"""Made-up words, the first of each pair beginning with a consonant, the second with a vowel; one pair is enough
unless the text holds their very sounds."""

OWN_VOICES = {"": "en-us", "en": "en-us", "en-gb": "en"}
"""Where eSpeak's voice is not named by the BCP 47 language: its "en" is British, and its nearest to en-GB by name
would be a Scottish one."""

_BREAK = "\n"
"""Between sentences; never a phoneme."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What eSpeak NG 1.52 makes of whole sentences, and what is right."""

    pattern: str
    right: str
    reason: str


TEXT_FAULTS = {
    "": (
        Fault(r"(?:…|\.\.\.) ?(?=\w)", ", ", 'words run together without a pause: "wait… what" is wˈeɪtwˌʌt'),
        Fault(r"(?<=\w)—(?=\w)", " — ", "it pauses only for a dash between spaces"),
        Fault(r"(?<=\w) \((?=\w)", ", ", "it does not pause for a parenthesis"),
        Fault(r"(?<=\w)\) (?=\w)", ", ", "nor after it"),
        Fault(r"\[\[", "[ [", "Piper takes what stands between double brackets for phonemes"),
    ),
    "en": (
        Fault(
            r"(?<=\w )A(?= [a-z])", "eh", 'a letter inside a sentence is read as the article: "vitamin A is"'
        ),
    ),
}
"""Mended before eSpeak hears the text, by language; "" is every one."""

FAULTS = {
    "en": (
        Fault(
            "(ð[ˈˌ]?æt)(w[ˈˌ]?ʌn)",
            r"\1 \2",
            '"that one" is joined into one word; neural voices then say "that when"',
        ),
    ),
}
"""Mended in the phonemes, by language."""


def phonemes_of(said: Said, language: str = "en") -> list[str]:
    """What the default neural voice receives for a text, a string of IPA for each sentence.

    Raises:
        VoiceError: eSpeak NG does not know the language.
        EngineMissing: Piper, which brings eSpeak NG, is not installed.
    """
    voice = espeak_voice(language)
    espeak = _espeak(voice)
    return sounded(said, lambda text: joined(espeak.phonemize(text)), voice, espeak.config.phoneme_id_map)


def joined(sentences: Iterable[Sequence[str]]) -> list[str]:
    """Piper gives every sentence as a list of symbols."""
    return ["".join(sentence) for sentence in sentences]


def espeak_voice(language: str) -> str:
    """eSpeak's voice of a BCP 47 language; American for English, as the default voice is.

    Raises:
        VoiceError: there is none.
        EngineMissing: Piper, which brings eSpeak NG, is not installed.
    """
    if voice := OWN_VOICES.get(language.lower()):
        return voice
    voice = closest(language, _voices())
    if not voice:
        raise VoiceError(f"language {language}", "eSpeak NG does not know it")
    return voice


def sounded(said: Said, phonemize: Phonemize, voice: str, known: Collection[str] = ()) -> list[str]:
    """The phonemes of each sentence, every sound in its word's place, and eSpeak's known faults mended.

    Args:
        said: the text and its sounds.
        phonemize: eSpeak NG with ``voice``.
        voice: an eSpeak NG voice, "en-us".
        known: the symbols that the speaker knows; none means all.
    """
    ipas = [adapted(sound.ipa, voice, known) for _, sound in said.sounds]
    if not all(ipas):  # only a respelling is known
        return sounded(Said(respelled(said, voice)), phonemize, voice, known)
    language = voice.split("-")[0]
    faults = (*TEXT_FAULTS[""], *TEXT_FAULTS.get(language, ()))
    sentences = _substituted(said, ipas, lambda text: phonemize(unnamed(_mended(text, faults), language)))
    return [_mended(sentence, FAULTS.get(language, ())) for sentence in sentences]


def _mended(text: str, faults: Iterable[Fault]) -> str:
    for fault in faults:
        text = re.sub(fault.pattern, fault.right, text)
    return text


def _substituted(said: Said, ipas: Sequence[str], phonemize: Phonemize) -> list[str]:
    if not ipas:
        return phonemize(said.text)
    kinds = [int(starts_with_vowel(ipa)) for ipa in ipas]
    for pair in STAND_INS:
        text = with_words(said, [pair[kind] for kind in kinds])
        found = _put_in(_BREAK.join(phonemize(text)), ipas, kinds, pair, phonemize)
        if found is not None:
            return found.split(_BREAK)
    return _around(said, ipas, phonemize)


def _put_in(
    phonemes: str, ipas: Sequence[str], kinds: Sequence[int], pair: tuple[str, str], phonemize: Phonemize
) -> str | None:
    """The phonemes with each stand-in replaced by its IPA, or None where not all are found, in their order."""
    consonant, vowel = (_pattern("".join(phonemize(word))) for word in pair)
    matches = list(re.finditer(f"({consonant})|({vowel})", phonemes))
    if [int(match[2] is not None) for match in matches] != list(kinds):
        return None
    wanted: Iterator[str] = iter(ipas)
    return re.sub(f"{consonant}|{vowel}", lambda _: next(wanted), phonemes)


def _pattern(phonemes: str) -> str:
    """The stand-in's phonemes under any stress: in a compound eSpeak gives it less."""
    bare = [symbol for symbol in phonemes if symbol not in STRESS]
    return "".join(f"[{STRESS}]?{re.escape(symbol)}" for symbol in bare)


def _around(said: Said, ipas: Sequence[str], phonemize: Phonemize) -> list[str]:
    """The text between the sounds phonemized piece by piece: the last resort, whose words no longer meet."""
    sentences = [""]
    at = 0
    for (start, sound), ipa in zip(said.sounds, ipas, strict=True):
        _append(sentences, phonemize(said.text[at:start]))
        sentences[-1] = f"{sentences[-1]} {ipa}".lstrip()
        at = start + len(sound.word)
    _append(sentences, phonemize(said.text[at:]))
    return sentences


def _append(sentences: list[str], more: Sequence[str]) -> None:
    if more:
        sentences[-1] = f"{sentences[-1]} {more[0]}".strip()
        sentences += more[1:]


@cache
def _voices() -> frozenset[str]:
    """The names of eSpeak NG's voices are its files' and, its own inventions aside, BCP 47 tags."""
    _check_installed()
    from piper.phonemize_espeak import ESPEAK_DATA_DIR

    return frozenset(path.name for path in (ESPEAK_DATA_DIR / "lang").rglob("*") if path.is_file())


def _check_installed() -> None:
    if find_spec("piper") is None:
        raise EngineMissing("phonemes", "need piper-tts", "Run: pip install piper-tts")


@cache
def _espeak(voice: str) -> Any:
    """Piper without a model: so eSpeak NG, which bears one start a process, is shared with voices that speak."""
    _check_installed()
    from piper.config import PhonemeType, PiperConfig
    from piper.phoneme_ids import DEFAULT_PHONEME_ID_MAP
    from piper.voice import PiperVoice

    symbols = DEFAULT_PHONEME_ID_MAP
    config = PiperConfig(len(symbols), 1, 22_050, voice, symbols, PhonemeType.ESPEAK)
    return PiperVoice(session=cast(Any, None), config=config)
