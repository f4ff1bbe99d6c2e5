"""Which sounds of a phoneme string belong to which word of the text.

A front end writes several words as one ("of the" is ``ʌvðə``) and one word as several ("U.S." is two letters),
and a word sounds otherwise in a sentence than alone ("a", "to").  So each word is phonemized alone as well, and
the two rows of sounds are laid side by side: words that sound like no other first, then what lies between them,
by edit distance.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from narrate.model import Said, Sound, Word
from narrate.speech.ipa import VOWELS

STRESS = "ˈˌ"
BETWEEN = ""
"""Stands for the end of a word among sounds."""
ANCHOR = 3
"""Sounds of a word that may be found again by itself; shorter ones are too often inside others."""
MOST = 250_000
"""Comparisons; beyond that (a thousand words without one anchor) words get sounds by their share."""

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Timed:
    """One symbol of a phoneme string with its time in seconds."""

    symbol: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class _Sound:
    """A vowel or consonant with the marks that belong to it."""

    symbol: str
    start: float
    end: float
    chunk: int
    """Which word of the phoneme string it is in."""


def runs_of(said: Said) -> list[Said]:
    """Each run of the text between spaces alone, bare of the marks around it, with the sounds inside it."""
    sounds = [part for start, sound in said.sounds for part in _single(start, sound)]
    runs: list[Said] = []
    at = taken = 0
    for run in said.text.split():
        start = said.text.index(run, at)
        at = start + len(run)
        bare = _bare(run)
        offset = start + run.index(bare)
        inside: list[tuple[int, Sound]] = []
        while taken < len(sounds) and sounds[taken][0] < at:
            begin, sound = sounds[taken]
            taken += 1
            if begin >= offset and begin - offset + len(sound.word) <= len(bare):
                inside.append((begin - offset, sound))
        runs.append(Said(bare, tuple(inside)))
    return runs


def _bare(run: str) -> str:
    """ "(Kyiv)," → "Kyiv"; but "%" stays."""
    inner = [at for at, letter in enumerate(run) if letter.isalnum()]
    return run[inner[0] : inner[-1] + 1] if inner else run


def _single(start: int, sound: Sound) -> list[tuple[int, Sound]]:
    """A sound of several words as those of each; nothing where its IPA has another number of them."""
    words, ipas = sound.word.split(), sound.ipa.split()
    if len(words) < 2:
        return [(start, sound)]
    if len(words) != len(ipas):
        return []
    found, at = list[tuple[int, Sound]](), 0
    for word, ipa in zip(words, ipas, strict=True):
        at = sound.word.index(word, at)
        found.append((start + at, Sound(word, ipa)))
        at += len(word)
    return found


def words_of(
    runs: Sequence[str], alone: Sequence[Sequence[str]], symbols: Iterable[Timed]
) -> tuple[Word, ...]:
    """When each run of the text is heard.

    Args:
        runs: the text's runs between spaces.
        alone: the symbols of each run spoken alone; none for a run that is not said.
        symbols: those of the whole text, in order.

    Returns:
        One Word a run; its length is 0 if nothing of it is said.
    """
    sounds = _sounds(symbols)
    units = [[sound.symbol for sound in _sounds(Timed(each, 0, 0) for each in run)] for run in alone]
    owners = _shared(_owners(sounds, units), units)
    spans: dict[int, Span] = {}
    for sound, owner in zip(sounds, owners, strict=True):
        start = spans.get(owner, (sound.start, 0.0))[0]
        spans[owner] = (start, sound.end)
    times = [spans.get(index, (0.0, 0.0)) for index in range(len(runs))]
    return tuple(Word(run, *span) for run, span in zip(runs, times, strict=True))


def _sounds(symbols: Iterable[Timed]) -> list[_Sound]:
    """The vowels and consonants; a stress mark goes to the next, length marks and accents to the one before."""
    found: list[_Sound] = []
    chunk, fresh, stress = 0, True, -1.0
    for each in symbols:
        kind = unicodedata.category(each.symbol[0]) if each.symbol else "Zs"
        if each.symbol in STRESS:
            stress = each.start
        elif kind in ("Ll", "Lu", "Lo"):
            start = stress if stress >= 0 else each.start
            found.append(_Sound(each.symbol, start, each.end, chunk))
            fresh, stress = False, -1.0
        elif kind in ("Lm", "Mn", "Sk", "Nd") and not fresh:
            found[-1] = replace(found[-1], end=each.end)
        elif not fresh:
            chunk, fresh, stress = chunk + 1, True, -1.0
    return found


def _owners(sounds: Sequence[_Sound], units: Sequence[Sequence[str]]) -> list[int]:
    """The run of each sound; -1 where there is no run with sounds."""
    spoken = [index for index, run in enumerate(units) if run]
    if len(spoken) < 2 or not sounds:
        return [spoken[0] if spoken else -1] * len(sounds)
    owners = [-1] * len(sounds)
    chunks = _chunks(sounds)
    last_chunk = last_run = 0
    for chunk, run in [*_anchors(sounds, chunks, units), (len(chunks), len(units))]:
        begin = chunks[last_chunk][0] if last_chunk < len(chunks) else len(sounds)
        end = chunks[chunk][0] if chunk < len(chunks) else len(sounds)
        owners[begin:end] = _laid(sounds[begin:end], units[last_run:run], last_run)
        if chunk < len(chunks):
            owners[slice(*chunks[chunk])] = [run] * (chunks[chunk][1] - chunks[chunk][0])
        last_chunk, last_run = chunk + 1, run + 1
    return owners


def _chunks(sounds: Sequence[_Sound]) -> list[tuple[int, int]]:
    """Start and end of each word of the phoneme string, as indices of its sounds."""
    starts = [at for at, sound in enumerate(sounds) if at == 0 or sound.chunk != sounds[at - 1].chunk]
    return list(zip(starts, [*starts[1:], len(sounds)], strict=True))


def _anchors(
    sounds: Sequence[_Sound], chunks: Sequence[tuple[int, int]], units: Sequence[Sequence[str]]
) -> list[tuple[int, int]]:
    """(chunk, run) of the words that stand once on both sides, sound alike, and keep their order."""
    here = [tuple(sound.symbol for sound in sounds[start:end]) for start, end in chunks]
    there = [tuple(run) for run in units]
    once_here, once_there = Counter(here), Counter(there)
    places = {word: at for at, word in enumerate(there)}
    found: list[tuple[int, int]] = []
    for at, word in enumerate(here):
        if len(word) >= ANCHOR and once_here[word] == once_there[word] == 1:
            while found and found[-1][1] > places[word]:
                found.pop()
            found.append((at, places[word]))
    return found


def _laid(sounds: Sequence[_Sound], units: Sequence[Sequence[str]], first: int) -> list[int]:
    """The run of each sound between two anchors."""
    row = _row((sound.symbol, sound.chunk) for sound in sounds)
    column = _row((symbol, run) for run, symbols in enumerate(units) for symbol in symbols)
    if not row or not column:
        return [-1] * len(sounds)
    if len(row) * len(column) > MOST:
        letters = [run for symbol, run in column if symbol]
        return [first + letters[at * len(letters) // len(sounds)] for at in range(len(sounds))]
    pairs = _paired([symbol for symbol, _ in row], [symbol for symbol, _ in column])
    labels = [first + column[at][1] if at >= 0 else -1 for at in pairs]
    labels = [label for (symbol, _), label in zip(row, labels, strict=True) if symbol]
    return _filled(labels, [sound.chunk for sound in sounds])


def _row(sounds: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """The sounds with BETWEEN wherever a word ends."""
    row: list[tuple[str, int]] = []
    for symbol, word in sounds:
        if row and row[-1][1] != word:
            row.append((BETWEEN, word))
        row.append((symbol, word))
    return row


def _paired(row: Sequence[str], column: Sequence[str]) -> list[int]:
    """For each of the row its partner in the column, or -1: the cheapest way (Needleman and Wunsch, 1970)."""
    skips = [_skip(symbol) for symbol in column]
    costs = [0.0]
    for skip in skips:
        costs.append(costs[-1] + skip)
    steps: list[list[int]] = []
    for symbol in row:
        skip = _skip(symbol)
        above, costs = costs, [costs[0] + skip]
        step: list[int] = []
        for at, other in enumerate(column):
            ways = (above[at] + _difference(symbol, other), above[at + 1] + skip, costs[at] + skips[at])
            best = min(ways)
            costs.append(best)
            step.append(ways.index(best))
        steps.append(step)
    return _way_back(steps, len(column))


def _way_back(steps: Sequence[Sequence[int]], at: int) -> list[int]:
    pairs = [-1] * len(steps)
    row = len(steps)
    while row and at:
        step = steps[row - 1][at - 1]
        if step == 0:
            pairs[row - 1] = at - 1
        row, at = row - (step != 2), at - (step != 1)
    return pairs


def _skip(symbol: str) -> float:
    return 0.35 if symbol == BETWEEN else 0.8


def _difference(one: str, two: str) -> float:
    if one == two:
        return 0.0
    if BETWEEN in (one, two):
        return 9.0
    return 0.6 if (one in VOWELS) == (two in VOWELS) else 1.5


def _filled(labels: list[int], chunks: Sequence[int]) -> list[int]:
    """Sounds without a partner go with a neighbour, of their own chunk if possible."""
    for at, label in enumerate(labels):
        if label < 0 and at and chunks[at] == chunks[at - 1]:
            labels[at] = labels[at - 1]
    for at in range(len(labels) - 2, -1, -1):
        if labels[at] < 0:
            labels[at] = labels[at + 1]
    for at in range(1, len(labels)):
        if labels[at] < 0:
            labels[at] = labels[at - 1]
    return labels


def _shared(owners: list[int], units: Sequence[Sequence[str]]) -> list[int]:
    """A run that got no sound although it has some alone takes one from a neighbour that has two."""
    counts = Counter(owners)
    for run, symbols in enumerate(units):
        if not symbols or counts[run]:
            continue
        place = bisect_left(owners, run)  # owners rise: where the run's sounds would stand
        for giver in (place - 1, place):
            if 0 <= giver < len(owners) and counts[owners[giver]] > 1:
                counts[owners[giver]] -= 1
                counts[run] += 1
                owners[giver] = run
                break
    return owners
