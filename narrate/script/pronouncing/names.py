"""Names of the world's news, said as English-language broadcasters say them.

The tables are ``names/*.tsv``: one name a row, with its variants parted by ``|``, its IPA in General American
sounds, a respelling for engines without phonemes (may be empty) and a source.  A name is matched word by word,
the longest first, in its printed case or in capitals, with or without its diacritics, and with the endings 's
and, where it can be the plural's, s.  A name that would be another word without its diacritics has = before it
("=Støre"): it is matched with them only.  A name that no row has may be known by its ending (``by_ending.py``).
The sources:

    usage            how broadcasters commonly say it, as the editors of this table know it; not looked up
    orthography:uk   derived from the regular sounds of the spelling in that language (ISO 639-1) and its
                     known stress, anglicised
    cmudict          as in the CMU Pronouncing Dictionary (the vowels' length and quality may be ours)
    page:HOST        as a page of that host describes it
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from itertools import chain, groupby, pairwise

from narrate.model import Sound, Token
from narrate.script.pronouncing.by_ending import ipa_by_ending
from narrate.script.reading.english.acronyms import SAID_AS_WORDS

COLUMNS = ("name", "ipa", "respelling", "source")
WORD = re.compile(r"[^\W_]+(?:['’\u0300-\u036f]+[^\W_]+)*[\u0300-\u036f]*")
LETTERS = str.maketrans(
    {
        **{"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ð": "d", "Ð": "D", "ı": "i"},
        **{"þ": "th", "Þ": "Th", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ß": "ss", "’": "'"},
    }
)
"""Letters that Unicode does not take apart into a plain one and a mark."""
SIBILANTS = ("s", "z", "ʃ", "ʒ")
VOICELESS = ("p", "t", "k", "f", "θ")
HISSED = ("s", "x", "z", "ch", "sh")
"""Names in these letters have no plural in s."""
LONG = 6
"""Letters from which a name with an s is hardly ever another name, as Jarvis is from Järvi and Stubbs from Stubb;
the plurals of shorter ones that the news needs ("Sunnis") have rows of their own."""
NUMBERS = frozenset(
    "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty hundred "
    "thousand both several".split()
)
"""After which a short one with an s is a plural too."""
LINK = "‿"
"""At the end of a word of a longer name that has no stress: the "von" of von der Leyen."""
RULE = "name"
RULE_BY_ENDING = "name by ending"


@dataclass(frozen=True, slots=True)
class Name:
    """One name of the tables."""

    words: tuple[str, ...]
    """Without diacritics, in the case it is printed in."""
    ipa: str
    respelling: str
    source: str
    marked: tuple[str, ...] = ()
    """The words with the diacritics without which it is another name."""


@dataclass(frozen=True, slots=True)
class Match:
    """A name at a place of the sentence."""

    start: int
    end: int
    sound: Sound
    rule: str = RULE


def say_names(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of an English sentence with the sounds of the names in them; a token that has sounds already
    is left as it is, and tokens whose words are said as one are joined.
    """
    starts, text = laid_out(tokens)
    taken = {index for index, token in enumerate(tokens) if token.sounds}
    found = [
        match
        for match in matches(text)
        if taken.isdisjoint(range(owner(starts, match.start), owner(starts, match.end - 1) + 1))
    ]
    return tuple(sounded(tokens, starts, found)) if found else tuple(tokens)


# ── The tables ─────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=1)
def names_by_word() -> dict[str, tuple[Name, ...]]:
    """First word in small letters → the names that begin with it: the longest first, then those with marks."""
    folder = resources.files(__package__) / "names"
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".tsv")), key=lambda file: file.name
    )
    table: dict[str, list[Name]] = {}
    for name in chain.from_iterable(rows(file.read_text(encoding="utf-8")) for file in files):
        table.setdefault(name.words[0].casefold(), []).append(name)
    return {
        word: tuple(sorted(group, key=lambda name: (-len(name.words), not name.marked)))
        for word, group in table.items()
    }


def rows(table: str) -> Iterator[Name]:
    """The names of one file, one for each printed variant; comments and the header line are skipped."""
    for line in table.splitlines():
        cells = line.split("\t")
        if line.startswith("#") or not line.strip() or tuple(cells) == COLUMNS:
            continue
        printed, ipa, respelling, source = cells
        for variant in printed.split("|"):
            words = tuple(WORD.findall(variant))
            marked = words if variant.startswith("=") else ()
            yield Name(tuple(map(plain, words)), ipa, respelling, source, marked)


@lru_cache(maxsize=4096)
def plain(word: str) -> str:
    """``word`` without diacritics: "Kaczyński" → "Kaczynski"."""
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFKD", word.translate(LETTERS))
    return "".join(char for char in apart if not unicodedata.combining(char))


# ── Finding ────────────────────────────────────────────────────────────────────────────────────────


def matches(text: str) -> Iterator[Match]:
    """The names in a text, in order and apart from each other."""
    words = list(WORD.finditer(text))
    printed = [plain(word[0]) for word in words]
    at = 0
    while at < len(words):
        name, ending = name_at(text, words, printed, at) if names_from(printed[at]) else (None, "")
        if name:
            yield from said(name, ending, words[at : at + len(name.words)], text)
        elif words[at][0][0].isupper():
            yield from by_ending(words[at])
        at += len(name.words) if name else 1


@lru_cache(maxsize=16_384)
def names_from(printed: str) -> tuple[Name, ...]:
    """The names that a word may begin, as it is or without its ending; most words begin none."""
    table = names_by_word()
    return tuple(chain.from_iterable(table.get(stem.casefold(), ()) for stem, _ in endings(printed)))


def by_ending(word: re.Match[str]) -> Iterator[Match]:
    """A name of no row."""
    stem, ending = list(endings(word[0].replace("’", "'")))[-1]
    if ending == "s":  # Stubbs
        stem, ending = word[0], ""
    if ipa := ipa_by_ending(stem):
        yield Match(word.start(), word.end(), with_ending(Sound(word[0], ipa), ending), RULE_BY_ENDING)


def name_at(
    text: str, words: Sequence[re.Match[str]], printed: Sequence[str], at: int
) -> tuple[Name | None, str]:
    """The longest name that begins at a word, and the ending it has there."""
    for name in names_from(printed[at]):
        last = at + len(name.words) - 1
        if last >= len(words) or not all(
            fits(*pair) for pair in zip(printed[at:last], name.words, strict=False)
        ):
            continue
        ending = ending_of(printed[last], name.words[-1])
        stem = printed[at][: len(printed[at]) - len(ending or "")]
        if ending is None or (last == at and is_acronym(stem, name.words[0])):
            continue
        if ending == "s" and not has_plural(name, printed[at - 1] if at else ""):
            continue
        run = words[at : last + 1]
        if adjoining(text, run) and has_marks(name, run):
            return name, ending
    return None, ""


def has_plural(name: Name, before: str) -> bool:
    """Whether a plain s makes it this name's plural, and no other name."""
    last = name.words[-1]
    short = len(last) < LONG and last[:1].isupper()
    return not last.endswith(HISSED) and (not short or before.casefold() in NUMBERS)


def adjoining(text: str, words: Sequence[re.Match[str]]) -> bool:
    """Whether nothing but a space or a hyphen stands between the words."""
    return all(text[one.end() : two.start()] in (" ", "-") for one, two in pairwise(words))


def has_marks(name: Name, words: Iterable[re.Match[str]]) -> bool:
    """Whether the words have the diacritics that the name cannot be without."""
    if not name.marked:
        return True
    composed = (unicodedata.normalize("NFC", word[0]).casefold() for word in words)
    return all(word.startswith(part.casefold()) for part, word in zip(name.marked, composed, strict=True))


def endings(printed: str) -> Iterator[tuple[str, str]]:
    """The word and, where it could have one, the word without its ending: ("Kyiv", "'s")."""
    yield printed, ""
    for ending in ("'s", "s"):
        if printed[-len(ending) :].casefold() == ending and len(printed) > len(ending):
            yield printed[: -len(ending)], ending
            return


def ending_of(printed: str, name: str) -> str | None:
    """The ending with which a word of a name is printed; None where it is another word."""
    return next((ending for stem, ending in endings(printed) if fits(stem, name)), None)


def fits(printed: str, name: str) -> bool:
    """Whether a printed word is this word of a name: as it is, as a sentence's first word or in capitals."""
    return printed in (name, name[:1].upper() + name[1:], name.upper())


def is_acronym(printed: str, name: str) -> bool:
    """Whether a word stands in capitals that its name does not have and that mean something else: "XI", "RADA"."""
    return printed.isupper() and printed != name and (len(printed) < 4 or printed in SAID_AS_WORDS)


# ── Saying ─────────────────────────────────────────────────────────────────────────────────────────


def said(name: Name, ending: str, words: Sequence[re.Match[str]], text: str) -> Iterator[Match]:
    """One sound for each word of a name, or one for all where its IPA is not parted as its words are."""
    parts = name.ipa.split()
    if len(parts) != len(words):
        start, end = words[0].start(), words[-1].end()
        yield Match(start, end, with_ending(Sound(text[start:end], name.ipa, name.respelling), ending))
        return
    respelled = name.respelling.split()
    if len(respelled) != len(words):
        respelled = [""] * len(words)
    for word, ipa, respelling in zip(words, parts, respelled, strict=True):
        sound = with_ending(Sound(word[0], ipa, respelling), ending if word is words[-1] else "")
        leaning = len(parts) > 1 and "ˈ" not in ipa
        yield Match(word.start(), word.end(), replace(sound, ipa=sound.ipa + LINK) if leaning else sound)


def with_ending(sound: Sound, ending: str) -> Sound:
    """A name's sound with that of its possessive or plural ending: s, z or ɪz."""
    if not ending:
        return sound
    hissed = "s" if sound.ipa.endswith(VOICELESS) else "z"
    heard = "ᵻz" if sound.ipa.endswith(SIBILANTS) else hissed
    respelling = sound.respelling and sound.respelling + ending
    return replace(sound, ipa=sound.ipa + heard, respelling=respelling)


# ── Tokens ─────────────────────────────────────────────────────────────────────────────────────────


def laid_out(tokens: Sequence[Token]) -> tuple[list[int], str]:
    """The sentence as spoken, and where in it each token begins."""
    starts: list[int] = []
    at = 0
    for token in tokens:
        starts.append(at)
        at += len(token.spoken) + 1 if token.spoken else 0
    return starts, " ".join(token.spoken for token in tokens if token.spoken)


def owner(starts: Sequence[int], place: int) -> int:
    """The token that a place of the sentence belongs to: the last that begins there or before.

    A token that is not said begins where the next one does, so it is never the last.
    """
    return bisect_right(starts, place) - 1


def sounded(tokens: Sequence[Token], starts: Sequence[int], found: Sequence[Match]) -> Iterator[Token]:
    """The tokens with their sounds, those of one sound joined."""
    first = first_tokens(len(tokens), starts, found)
    by_token = {
        index: list(group) for index, group in groupby(found, lambda match: first[owner(starts, match.start)])
    }
    for index, group in groupby(range(len(tokens)), first.__getitem__):
        token = joined([tokens[each] for each in group])
        here = [(match.start - starts[index], match.sound) for match in by_token.get(index, ())]
        sounds = tuple(reachable(token, here))
        rule = named(token.rule, by_token.get(index, ()))
        yield replace(token, sounds=sounds, rule=rule) if sounds else token


def named(rule: str, found: Iterable[Match]) -> str:
    """The rule for the reading log: a plain apostrophe is not heard, the name is."""
    return min((match.rule for match in found), default=RULE) if rule in ("", "typography") else rule


def first_tokens(count: int, starts: Sequence[int], found: Iterable[Match]) -> list[int]:
    """For each token the first of those it is joined with, itself where it stays alone."""
    first = list(range(count))
    for match in found:
        begin = first[owner(starts, match.start)]
        for index in range(begin, owner(starts, match.end - 1) + 1):
            first[index] = begin
    return first


def joined(tokens: Sequence[Token]) -> Token:
    """Several tokens as one."""
    if len(tokens) == 1:
        return tokens[0]
    return Token(
        " ".join(token.shown for token in tokens if token.shown),
        " ".join(token.spoken for token in tokens if token.spoken),
        next((token.rule for token in tokens if token.rule), ""),
    )


def reachable(token: Token, placed: Iterable[tuple[int, Sound]]) -> Iterator[Sound]:
    """The sounds whose word is the first like it after the one before, as ``Token.sounds`` wants it."""
    at = 0
    for place, sound in placed:
        if token.place_of(sound.word, at) == place:
            yield sound
            at = place + len(sound.word)
