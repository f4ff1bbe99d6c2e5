"""Where a sentence has the lexicon's words, and what is said there.

An entry is looked up by its first whole word, so that a lexicon of fifty thousand names costs no more a sentence
than one of ten.  The longest entry wins; of equally long ones, one with a condition goes before one without, and
then the one that was given first.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from narrate.model import Sound, Token
from narrate.script.lexicon.entry import Entry
from narrate.script.pronouncing.parts_of_speech import part_of_speech, words_of
from narrate.script.reading import read
from narrate.script.reading.english.acronyms import spell
from narrate.script.reading.fold import fold
from narrate.script.reading.rule import Change

RULE = "lexicon"
KEY = re.compile(r"\w+|\S")
"""What entries are looked up by: their first word, or the sign in front of it."""
PLURALS = ("s", "es")
"""Endings that a text's word may have beyond the entry's."""
SCALES = frozenset("hundred thousand million billion trillion mn bn tn trn m k".split())
"""Words that belong to the figure in front of them: "$5 million" is money, whatever is said for "million"."""
BEHIND_FIGURE = re.compile(r"\d[ -]$")
SCALED = re.compile(r"[ -]?(?:hundred|thousand|million|billion|trillion)\b|[%‰°]|[.,:/]\d|[-–]\d")
PART_OF_NUMBER = re.compile(r"(?:\d[.,:/–-]|[$€£¥₴#№.-])$")
TAGS = ("#", "@")
WINDOW = 100
"""Characters on either side in which ``near`` looks; the look is short, so that a long text takes linear time."""
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
STARTS = re.compile(r"(?<!\w)\S")
ENDING = re.compile(r"(?P<ending>'s|es'|s'|es|s|')?(?![\w\u0300-\u036f])(?!-\d)", re.IGNORECASE)
NO_ENDING = re.compile(r"(?![\w\u0300-\u036f])(?!-\d)(?P<ending>)")
SIBILANT_SPELLINGS = ("s", "x", "z", "ch", "sh")
SIBILANTS = ("s", "z", "ʃ", "ʒ")
VOICELESS = ("p", "t", "k", "f", "θ")
SHORTEST_IN_CAPITALS = 4
"""Letters of a name that is also found in capitals: "WHO" is not "Who"."""
SHORTEST_PLURAL = 4
"""Letters of a word in small letters whose plural is found, too: "news" is not several times "new"."""


@dataclass(frozen=True, slots=True)
class Found:
    """One place of a sentence that an entry decides."""

    start: int
    end: int
    spoken: str
    sound: Sound | None = None

    @property
    def change(self) -> Change:
        """The same for the reading."""
        return Change(self.start, self.end, self.spoken, RULE)


class Matcher:
    """The entries that hold for one language and voice, ready to be looked up."""

    def __init__(self, entries: Iterable[Entry], language: str, voice: str = "") -> None:
        self.language = language
        self.english = base_of(language) == "en"
        self.table: dict[str, list[tuple[str, Entry]]] = {}
        for entry in entries:
            if entry.voice in ("", voice) and speaks(entry.language, language):
                printed = fold(entry.printed)
                self.table.setdefault(key_of(printed, 0), []).append((printed, entry))
        for group in self.table.values():
            group.sort(key=lambda pair: (-len(pair[0]), not pair[1].conditional))

    def find(self, text: str) -> list[Found]:
        """The places of a sentence, in order and apart from each other.

        Args:
            text: one sentence as printed.
        """
        folded, found, end = fold(text), [], 0
        for start in STARTS.finditer(folded) if self.table else ():
            if start.start() >= end and (one := self.at(folded, start.start())):
                found.append(one)
                end = one.end
        return found

    def at(self, text: str, start: int) -> Found | None:
        """What the best entry says at the beginning of a word."""
        for printed, entry in self.looked_up(key_of(text, start)):
            end = start + len(printed)
            if not same(text[start:end], printed, entry) or inside_other(text, start, end):
                continue
            ending = self.ending(text, end, printed)
            if ending is not None and holds(entry, text, start, end + len(ending)):
                spoken, sound = said(aloud(entry, self.language), text[start:end], ending)
                return Found(start, end + len(ending), spoken, sound)
        return None

    def looked_up(self, key: str) -> Iterator[tuple[str, Entry]]:
        """The entries that may begin with a word of the text, or with what it is the plural of."""
        yield from self.table.get(key, ())
        for ending in PLURALS if self.english else ():
            if key.endswith(ending):
                yield from self.table.get(key.removesuffix(ending), ())

    def ending(self, text: str, end: int, printed: str) -> str | None:
        """The English ending behind a word, "" for none; None if the word goes on in another way."""
        match = (ENDING if self.english else NO_ENDING).match(text, end)
        if not match:
            return None
        ending = (match["ending"] or "").lower()
        if ending in ("", "'s") or (ending == "'" and printed.endswith("s")):
            return ending
        if ending == "'":
            return ""
        if len(printed) < SHORTEST_PLURAL and printed.islower():
            return None
        return ending if ending.startswith("es") == printed.lower().endswith(SIBILANT_SPELLINGS) else None


class Lexicon:
    """Entries that are the same if they are the same object, so that fifty thousand need not be compared."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lexicon) and self.entries is other.entries

    def __hash__(self) -> int:
        return id(self.entries)


@lru_cache(maxsize=8)
def made(lexicon: Lexicon, language: str, voice: str) -> Matcher:
    """A matcher, made once for all articles of a run."""
    return Matcher(lexicon.entries, language, voice)


def matcher(entries: tuple[Entry, ...], language: str, voice: str = "") -> Matcher:
    """The matcher of a newsroom's lexicon; it is kept for the next article."""
    return made(Lexicon(entries), language, voice)


def key_of(text: str, start: int) -> str:
    """What an entry is looked up by, and a text at the beginning of a word."""
    match = KEY.match(text, start)
    return match[0].casefold() if match else ""


def inside_other(text: str, start: int, end: int) -> bool:
    """Whether a place is part of a hashtag, an address or a number: the "7" of "7,000", the "million" of
    "$5 million".
    """
    before = text[max(0, start - 2) : start]
    if before.endswith(TAGS):
        return True
    if text[start:end].lower() in SCALES and BEHIND_FIGURE.search(before):
        return True
    if not text[start:end].isdecimal():
        return False
    return bool(PART_OF_NUMBER.search(before) or SCALED.match(text, end))


def base_of(language: str) -> str:
    """The language without its region: "pt" of "pt-BR"."""
    return language.replace("_", "-").split("-")[0].lower()


@lru_cache(maxsize=1024)
def speaks(wanted: str, language: str) -> bool:
    """Whether an entry of one language holds in an article of another: "pt" in "pt-BR", and the reverse because
    many a page names no region; but not "pt-PT".
    """
    one, other = f"{wanted}-".replace("_", "-").lower(), f"{language}-".replace("_", "-").lower()
    return not wanted or one.startswith(other) or other.startswith(one)


@lru_cache(maxsize=4096)
def aloud(entry: Entry, language: str) -> Entry:
    """The entry with the figures of what it says in words."""
    if not any(char.isdigit() for char in entry.say):
        return entry
    return replace(entry, say=" ".join(token.spoken for token in read(entry.say, language) if token.spoken))


def same(piece: str, printed: str, entry: Entry) -> bool:
    """Whether a piece of text is the printed word, in a case that the entry covers."""
    if piece == printed:
        return True
    if entry.any_case:
        return piece.casefold() == printed.casefold()
    if printed.islower() and piece[:1].isupper() and piece[1:] == printed[1:]:
        return True
    return len(printed) >= SHORTEST_IN_CAPITALS and piece == printed.upper()


# ── Conditions ─────────────────────────────────────────────────────────────────────────────────────


def holds(entry: Entry, text: str, start: int, end: int) -> bool:
    """Whether an entry's conditions are met at a place."""
    if not entry.conditional:
        return True
    if entry.part and (entry.part == "verb") != is_verb(text, start, end):
        return False
    if not (entry.before or entry.after or entry.near):
        return True
    left, right = padded(text[max(0, start - WINDOW) : start]), padded(text[end : end + WINDOW])
    return (
        any(right.startswith(padded(phrase)) for phrase in entry.before)
        or any(left.endswith(padded(phrase)) for phrase in entry.after)
        or any(padded(phrase) in left or padded(phrase) in right for phrase in entry.near)
    )


def is_verb(text: str, start: int, end: int) -> bool:
    """Whether a word is a verb where it stands, as far as the words around it tell; English only."""
    left = max(0, start - 2 * WINDOW)
    around = words_of(text[left : end + WINDOW])
    at = next((index for index, word in enumerate(around) if word.start == start - left), None)
    third = text[start:end].lower().endswith("s")
    return at is not None and part_of_speech(around, at, third)[0] == "verb"


def padded(text: str) -> str:
    """The words of a text in small letters, with a space around each, so that only whole words are found."""
    return f" {' '.join(WORD.findall(fold(text).casefold()))} "


# ── Saying ─────────────────────────────────────────────────────────────────────────────────────────


def said(entry: Entry, piece: str, ending: str) -> tuple[str, Sound | None]:
    """The words to say for a piece of text with its ending, and how they sound."""
    if entry.say:
        return inflected(entry.say, ending), None
    if entry.spell:
        return spell("".join(filter(str.isalpha, piece)), "'s" if ending else ""), None
    word = entry.printed if piece.isupper() and not entry.printed.isupper() else piece
    word = " ".join(word.split()) + ending
    respelling = inflected(entry.respelling, ending) if entry.respelling else ""
    return word, Sound(word, entry.ipa + sound_of(ending, entry.ipa), respelling)


def inflected(word: str, ending: str) -> str:
    """ "Zenn" with "s'" → "Zenns'": the plural as the word that is said forms it."""
    if ending in ("", "'s", "'"):
        return word + ending
    plural = "es" if word.lower().endswith(SIBILANT_SPELLINGS) else "s"
    return word + plural + ("'" if ending.endswith("'") else "")


def sound_of(ending: str, ipa: str) -> str:
    """How an English ending sounds behind a word: s, z or ᵻz (so writes eSpeak NG the vowel of "roses")."""
    if ending in ("", "'"):  # "Reuters' report" has its s already
        return ""
    if ipa.endswith(SIBILANTS):
        return "ᵻz"
    return "s" if ipa.endswith(VOICELESS) else "z"


def sounded(tokens: Sequence[Token], text: str, found: Sequence[Found]) -> tuple[Token, ...]:
    """The tokens of a sentence with the sounds that the lexicon gives them.

    Args:
        tokens: the sentence as read; their shown words are the sentence's words.
        text: the sentence as printed.
    """
    waiting = deque((one.start, one.sound) for one in found if one.sound)
    if not waiting:
        return tuple(tokens)
    ends = [match.end() for match in re.finditer(r"\S+", text)]
    given, word = [], 0
    for token in tokens:
        word += len(token.shown.split())
        here = []
        while waiting and word and waiting[0][0] < ends[word - 1]:
            here.append(waiting.popleft()[1])
        given.append(with_sounds(token, here))
    return tuple(given)


def with_sounds(token: Token, sounds: Sequence[Sound]) -> Token:
    """A token with those of the sounds whose words are still in it after the reading."""
    return (
        replace(token, sounds=kept, rule=token.rule or RULE)
        if (kept := tuple(heard(token, sounds)))
        else token
    )


def heard(token: Token, sounds: Sequence[Sound]) -> Iterator[Sound]:
    """The sounds in the order of their words."""
    at = 0
    for sound in sounds:
        place = token.place_of(sound.word, at)
        if place >= 0:
            yield sound
            at = place + len(sound.word)
