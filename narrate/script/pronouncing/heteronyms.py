"""Words that are spelled alike and said two ways: lead, read, live, wound, record, close …

What is decided stands in ``heteronyms/*.toml``, how the part of speech is found in ``parts_of_speech.py``.
``pairs.toml`` has the words that are one thing as a verb and another as a noun; ``senses.toml`` those whose sense
decides.  A table there has the word's readings, each with its IPA and a respelling ("" where eSpeak NG has none),
then rules, of which the first that fits decides, then the reading that is left:

    [tear]
    eye = ["ˈtɪɹ", "teer"]
    rip = ["ˈtɛɹ", "tare"]
    rules = [
      { say = "eye", prior = "in, into", form = "s" },
      { say = "eye", next = "gas, duct*" },     # duct* is any word that begins so
      { say = "rip", pos = "verb" },
      { say = "rip", near = "muscle, knee" },   # within eight words
    ]
    otherwise = "eye"

A rule's conditions must all hold; those of one condition are alternatives, parted by commas:

    prior   phrases right before the word
    next    phrases right after it
    at      phrases with the word in them as "~"; prior, next and at are alternatives of one condition
    unless  phrases that must not be there
    near    words or phrases close by
    later   words or phrases after it in its clause
    pos     "verb" or "noun"
    by      the rule of parts_of_speech.py that found this out
    case    "capital" (a name), "lower", or "start" where the sentence's own capital hides it
    form    "base", or "s" for the form in -s

In phrases <be> is any word of that class of grammar.toml; there are also <end>, <joined> (by a hyphen), <capital>,
<singular>, <plural>, <past>, <gerund>, <participle>, <adjective>, <adverb> and <possessive>.  Adverbs may stand
between: "still lives in" is "lives in" too.

A word in -s has its sounds made from its singular's unless it has a table of its own (``third = true`` says that
it ends in -s) or ``plural = false`` says that it is not the same word.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from itertools import accumulate
from typing import Any

from narrate.model import Sound, Token
from narrate.script.pronouncing.parts_of_speech import (
    WORD,
    Word,
    belongs,
    case_of,
    is_adjective,
    is_adverb,
    is_participle,
    is_past,
    is_plural,
    is_possessive,
    part_of_speech,
    words_of,
)

RULE = "heteronym"
NEAR = 8
"""Words on either side that a rule's ``near`` sees."""
LATER = 20
"""Words that a rule's ``later`` sees."""
SIBILANTS = ("s", "z", "ʃ", "ʒ")
VOICELESS = ("p", "t", "k", "f", "θ")

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to say a word."""

    ipa: str
    respelling: str


@dataclass(frozen=True, slots=True)
class Rule:
    """When a word has a reading."""

    say: str
    at: tuple[Phrase, ...] = ()
    unless: tuple[Phrase, ...] = ()
    near: tuple[Phrase, ...] = ()
    later: tuple[Phrase, ...] = ()
    pos: str = ""
    by: tuple[str, ...] = ()
    case: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class Heteronym:
    """One word of the tables."""

    readings: Mapping[str, Reading]
    rules: tuple[Rule, ...]
    otherwise: str
    third: bool = False
    """Whether the form itself ends in the -s of a plural or a third person."""


def say_heteronyms(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of an English sentence with the sounds of its heteronyms; a token that has sounds already keeps
    them and gets no others.
    """
    text = " ".join(token.spoken for token in tokens)
    if not any(map(is_heteronym, WORD.findall(text))):  # most sentences have none: nothing else is worked out
        return tuple(tokens)
    starts = starts_of(tokens)
    words = words_of(text)
    parts = parts_of(text, words)
    sounds: dict[int, list[Sound]] = {}
    ends: dict[int, int] = {}
    for at, word in enumerate(words):
        if not is_heteronym(word.text):
            continue
        owner = bisect_right(starts, word.start) - 1
        token, place = tokens[owner], word.start - starts[owner]
        if token.sounds or not (sound := sound_in_part(words, parts, at)):
            continue
        if token.place_of(sound.word, ends.get(owner, 0)) == place:
            sounds.setdefault(owner, []).append(sound)
            ends[owner] = place + len(sound.word)
    return tuple(sounded(token, sounds.get(index, [])) for index, token in enumerate(tokens))


def parts_of(text: str, words: Sequence[Word]) -> list[int]:
    """Where a semicolon parts a sentence: the places of the words behind it, with both ends; what stands on its
    other side tells nothing.
    """
    if ";" not in text:
        return [0, len(words)]
    starts = [word.start for word in words]
    marks = (at for at, char in enumerate(text) if char == ";")
    return sorted({0, len(words), *(bisect_right(starts, mark) for mark in marks)})


def sound_in_part(words: Sequence[Word], parts: Sequence[int], at: int) -> Sound | None:
    """How a word is said, by the words of its own part."""
    place = bisect_right(parts, at)
    start, end = parts[place - 1], parts[place]
    return sound_of(words[start:end] if len(parts) > 2 else words, at - start)


def starts_of(tokens: Sequence[Token]) -> list[int]:
    """Where each token begins in what is spoken, joined by single spaces."""
    lengths = accumulate((len(token.spoken) + 1 for token in tokens), initial=0)
    return list(lengths)[: len(tokens)]


def sounded(token: Token, sounds: Sequence[Sound]) -> Token:
    """The token with the sounds, and their rule beside its own."""
    if not sounds:
        return token
    return replace(token, rule=f"{token.rule}+{RULE}" if token.rule else RULE, sounds=tuple(sounds))


# ── The decision ───────────────────────────────────────────────────────────────────────────────────


def sound_of(words: Sequence[Word], at: int) -> Sound | None:
    """How one word of a sentence is said; None if it is no heteronym."""
    word = words[at]
    bare = word.low.removesuffix("'s")
    entry, plural = looked_up(bare)
    if entry is None:
        return None
    reading = entry.readings[decided(entry, scene_of(words, at, plural or entry.third))]
    if plural:
        reading = with_s(reading)
    if bare != word.low:
        reading = with_s(reading, "'s")
    return Sound(word.text, reading.ipa, reading.respelling)


@lru_cache(maxsize=16_384)
def is_heteronym(word: str) -> bool:
    """Whether a word as it is printed has a table."""
    return looked_up(word.lower().replace("’", "'").removesuffix("'s"))[0] is not None


def looked_up(word: str) -> tuple[Heteronym | None, bool]:
    """A word's table, and whether it is its form in -s that is asked for."""
    tables = all_heteronyms()
    if word in tables:
        return tables[word], False
    for ending in ("s", "es"):
        singular = word.removesuffix(ending)
        if singular != word and singular in with_plural():
            return tables[singular], True
    return None, False


@dataclass(frozen=True, slots=True)
class Scene:
    """A word and its sentence."""

    words: Sequence[Word]
    at: int
    third: bool
    plain: tuple[Sequence[Word], int] | None = None
    """The words around it without adverbs and its place there; None where there are no adverbs."""

    def has(self, phrases: Sequence[Phrase]) -> bool:
        """Whether one of the phrases stands here, as printed or with its adverbs passed over."""
        plain = self.plain
        return any(
            stands(phrase, self.words, self.at) or (plain is not None and stands(phrase, *plain))
            for phrase in phrases
        )


def scene_of(words: Sequence[Word], at: int, third: bool) -> Scene:
    """A word's scene."""
    around = range(max(at - NEAR, 0), min(at + NEAR, len(words)))
    kept = [place for place in around if place == at or not passed_over(words[place])]
    if len(kept) == len(around):
        return Scene(words, at, third)
    return Scene(words, at, third, ([words[place] for place in kept], kept.index(at)))


def passed_over(word: Word) -> bool:
    """Whether an adverb may stand inside a phrase: "still lives in"; not where a clause begins with it."""
    return is_adverb(word) and not word.apart


def decided(entry: Heteronym, scene: Scene) -> str:
    """The reading of the first rule that holds."""
    pos, by = part_of_speech(scene.words, scene.at, scene.third)
    for rule in entry.rules:
        if holds(rule, scene, pos, by):
            return rule.say
    return entry.otherwise


def holds(rule: Rule, scene: Scene, pos: str, by: str) -> bool:
    """Whether all of a rule's conditions hold; the cheap ones are asked first."""
    words, at = scene.words, scene.at
    around = words[max(at - NEAR, 0) : at + NEAR + 1]
    return (
        (not rule.pos or rule.pos == pos)
        and (not rule.by or by in rule.by)
        and (not rule.form or rule.form == ("s" if scene.third else "base"))
        and (not rule.case or rule.case == case_of(words, at))
        and (not rule.at or scene.has(rule.at))
        and (not rule.near or any(found(phrase, around) for phrase in rule.near))
        and (not rule.later or any(found(phrase, rest(words, at)) for phrase in rule.later))
        and not scene.has(rule.unless)
    )


def rest(words: Sequence[Word], at: int) -> Sequence[Word]:
    """The words after, to the end of the clause."""
    end = min(at + LATER, len(words))
    return words[at + 1 : next((place for place in range(at + 1, end) if words[place].apart), end)]


def stands(phrase: Phrase, words: Sequence[Word], at: int) -> bool:
    """Whether the phrase stands here with "~" at the word, in one clause."""
    middle = phrase.index("~")
    for offset, item in enumerate(phrase, -middle):
        place = at + offset
        if item == "<end>":
            if place < len(words) and not words[place].apart:
                return False
            continue
        if not 0 <= place < len(words) or (item != "~" and not fits(item, words[place])):
            return False
        if offset > -middle and words[place].apart:
            return False
    return True


def found(phrase: Phrase, words: Sequence[Word]) -> bool:
    """Whether the words hold the phrase."""
    return any(
        all(fits(item, word) for item, word in zip(phrase, words[start:], strict=False))
        for start in range(len(words) - len(phrase) + 1)
    )


def fits(item: str, word: Word) -> bool:
    """Whether a word is what a phrase asks for."""
    if item.startswith("<"):
        name = item[1:-1]
        return SHAPES[name](word) if name in SHAPES else belongs(word, name)
    if item.endswith("*"):
        return word.low.startswith(item[:-1])
    return item == word.low.removesuffix("'s") or item == word.low


def is_singular(word: Word) -> bool:
    """A noun, as far as can be seen, and no plural."""
    return not (is_plural(word) or is_adverb(word) or is_past(word) or belongs(word, *NO_NOUNS))


NO_NOUNS = tuple(
    "conjunction preposition wh subordinate subject object be have do modal linking quantifier determiner".split()
)
SHAPES: dict[str, Callable[[Word], bool]] = {
    "joined": lambda word: word.joined,
    "capital": lambda word: word.capital,
    "singular": is_singular,
    "plural": is_plural,
    "past": is_past,
    "possessive": is_possessive,
    "adjective": is_adjective,
    "adverb": is_adverb,
    "participle": is_participle,
    "gerund": lambda word: len(word.low) > 4 and word.low.endswith("ing"),
}
"""Classes that are known by their shape."""


# ── The tables ─────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=1)
def all_heteronyms() -> dict[str, Heteronym]:
    """The heteronyms of both tables by their words."""
    return {word: heteronym(table) for word, table in {**tables("pairs"), **tables("senses")}.items()}


@lru_cache(maxsize=1)
def with_plural() -> frozenset[str]:
    """The words whose form in -s is made from their table."""
    read = {**tables("pairs"), **tables("senses")}
    return frozenset(word for word, table in read.items() if table.get("plural", not table.get("third")))


def tables(name: str) -> dict[str, dict[str, Any]]:
    """One file as it stands."""
    file = resources.files(__package__) / "heteronyms" / f"{name}.toml"
    return tomllib.loads(file.read_text("utf-8"))


def heteronym(table: Mapping[str, Any]) -> Heteronym:
    """A word's table."""
    readings = {name: Reading(*said) for name, said in table.items() if name not in KEYS}
    usual = [{"say": "verb", "pos": "verb"}] if {"noun", "verb"} <= set(readings) else []
    rules = tuple(rule_of(rule) for rule in table.get("rules", usual))
    return Heteronym(readings, rules, table.get("otherwise", "noun"), table.get("third", False))


KEYS = ("rules", "otherwise", "plural", "third")


def rule_of(rule: Mapping[str, str]) -> Rule:
    """A rule as it is written."""
    before = [(*phrase, "~") for phrase in phrases(rule.get("prior", ""))]
    after = [("~", *phrase) for phrase in phrases(rule.get("next", ""))]
    return Rule(
        rule["say"],
        at=(*before, *after, *phrases(rule.get("at", ""))),
        unless=phrases(rule.get("unless", "")),
        near=phrases(rule.get("near", "")),
        later=phrases(rule.get("later", "")),
        pos=rule.get("pos", ""),
        by=tuple(rule.get("by", "").replace(",", " ").split()),
        case=rule.get("case", ""),
        form=rule.get("form", ""),
    )


def phrases(text: str) -> tuple[Phrase, ...]:
    """Phrases parted by commas."""
    return tuple(tuple(phrase.split()) for phrase in text.split(",") if phrase.strip())


def with_s(reading: Reading, written: str = "s") -> Reading:
    """A reading with the ending -s or 's."""
    respelling = reading.respelling
    if respelling:
        hissing = written == "s" and respelling.endswith(("s", "x", "z", "sh", "ch"))
        respelling += "es" if hissing else written
    return Reading(reading.ipa + ending(reading.ipa), respelling)


def ending(ipa: str) -> str:
    """How -s is said after a sound."""
    if ipa.endswith(SIBILANTS):
        return "ᵻz"
    return "s" if ipa.endswith(VOICELESS) else "z"
