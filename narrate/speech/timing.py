"""When each word is heard: an engine's own word times set right, or estimated where it gives none.

A pause after a comma is rendered inside the last sounds of the word before it, and an engine's boundaries lie a
little late (how much is the engine's own figure).  So a boundary moves earlier, and where a real silence lies at
it, the words end and start at the silence's edges.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from narrate.model import Word

BELOW_SPEECH = 38.0
"""dB under the level of speech: breath and reverberation lie above, an engine's own silence far below."""
SHORTEST, UNMARKED = 0.09, 0.15
"""Seconds of a pause after a mark, and of one without: what is shorter there is the closure of a p, t or k."""
WINDOW, HOP = 0.010, 0.005
"""Seconds, of the level's measurement."""
LOUD = 95
"""Percentile of the windows' levels that is taken for the level of speech."""

REACH_BACK, REACH_SHARE = 0.75, 0.75
"""How far into the word before a pause may begin: seconds, and share of the word."""
REACH_ON = 0.16
"""Seconds of the word after that a pause may still cover, or that it may begin before its boundary: a silence that
ends earlier is a closure inside the word ("update")."""
LEAST = 0.02
"""Seconds that a word keeps beside a pause."""
APART = 0.12
"""Seconds between two words that are more than a boundary: a mark was rendered there."""

Stretch = tuple[float, float]
"""Start and end, in seconds."""


def settle(words: Sequence[Word], pcm: bytes, rate: int, early: float) -> tuple[Word, ...]:
    """An engine's word times, each boundary where it is heard.

    Args:
        words: in the order of speaking, in seconds from the start of ``pcm``.
        pcm: mono, signed 16-bit little-endian.
        rate: samples a second.
        early: seconds by which the engine's boundaries lie too late: 0.012 for Piper, 0.04 for Kokoro.

    Returns:
        The same words, in order, none before another's end, all inside the clip.  A word without length, which
        is not spoken, stands between its neighbours.
    """
    length = len(pcm) / 2 / rate if rate else 0.0
    spoken = [index for index, word in enumerate(words) if word.end > word.start]
    if not spoken:
        return tuple(Word(word.text, 0.0, 0.0) for word in words)
    stretches = [(words[index].start, words[index].end) for index in spoken]
    pauses = silences(pcm, rate)
    first = _first_start(stretches[0][0] - early, pauses)
    last = _last_end(stretches[-1], pauses, length)
    marked = [_pauses_after(words, one, two) for one, two in pairwise(spoken)]
    long = [pause for pause in pauses if pause[1] - pause[0] >= UNMARKED]
    edges = [
        _boundary(one, two, pauses if mark else long, early)
        for (one, two), mark in zip(pairwise(stretches), marked, strict=True)
    ]
    starts, ends = [first, *(edge[1] for edge in edges)], [*(edge[0] for edge in edges), last]
    return _ordered(words, dict(zip(spoken, zip(starts, ends, strict=True), strict=True)), length)


def silences(pcm: bytes, rate: int, shortest: float = SHORTEST) -> list[Stretch]:
    """The stretches far below the level of speech, in seconds."""
    samples = np.frombuffer(pcm, dtype="<i2").astype(np.float64) / 32768
    hop, window = round(HOP * rate), round(WINDOW * rate)
    if len(samples) < window or not hop:
        return []
    sums = np.concatenate([[0.0], np.cumsum(samples**2)])
    starts = np.arange(0, len(samples) - window + 1, hop)
    power = (sums[starts + window] - sums[starts]) / window
    quiet = power < np.percentile(power, LOUD) * 10 ** (-BELOW_SPEECH / 10)
    changes = np.flatnonzero(np.diff(np.concatenate([[False], quiet, [False]]).astype(np.int8)))
    found = ((begin * hop, (end - 1) * hop + window) for begin, end in changes.reshape(-1, 2).tolist())
    last_edge = (len(samples) - window) // hop * hop + window  # what follows it is shorter than a hop
    whole = ((begin, len(samples) if end == last_edge else end) for begin, end in found)
    return [(begin / rate, end / rate) for begin, end in whole if end - begin >= shortest * rate]


def _first_start(start: float, pauses: Sequence[Stretch]) -> float:
    """Where the first word begins: at the end of the silence before it."""
    for begin, end in pauses:
        if begin < WINDOW and end <= start + REACH_ON:
            return end
    return start


def _last_end(last: Stretch, pauses: Sequence[Stretch], length: float) -> float:
    """Where the last word ends: at the start of the silence after it."""
    for begin, end in pauses:
        if end > length - 3 * WINDOW and begin > last[0]:
            return begin
    return min(last[1], length)


def _boundary(one: Stretch, two: Stretch, pauses: Sequence[Stretch], early: float) -> Stretch:
    """The end of a word and the start of the next."""
    earliest = one[1] - min(REACH_BACK, REACH_SHARE * (one[1] - one[0])) - early
    soonest, latest = two[0] - REACH_ON, two[1] - LEAST
    between = [pause for pause in pauses if earliest <= pause[0] <= two[0] and soonest <= pause[1] <= latest]
    if between:
        return max(between, key=lambda pause: pause[1] - pause[0])
    end = max(one[1] - early, one[0])
    return end, (two[0] if two[0] - one[1] > APART else end)


def _ordered(words: Sequence[Word], times: dict[int, Stretch], length: float) -> tuple[Word, ...]:
    """Every word no earlier than the end of the one before, and inside the clip."""
    done: list[Word] = []
    at = min(max(times[min(times)][0], 0.0), length)
    for index, word in enumerate(words):
        start, end = times.get(index, (at, at))
        start = min(max(start, at), length)
        at = min(max(end, start), length)
        done.append(Word(word.text, start, at))
    return tuple(done)


# ── Estimates ──────────────────────────────────────────────────────────────────────────────────────

WORD, CONSONANT, VOWELS, LETTER, LENGTHENED = 0.03, 0.055, 0.095, 0.18, 0.14
"""Seconds that a word takes by itself, for each consonant, each group of vowels, each letter of an abbreviation
that is spelled out, and before a mark, where speakers slow down.  Fitted to eighty English sentences of two
engines; only their ratios count."""
SHORT, SHORTENED = 3, 0.03
"""Words of so many letters are mostly unstressed; seconds by which they are shorter."""
WHOLE, HUNDREDS = 0.25, 0.2
"""Seconds of a character that is a whole word or syllable: a digit, Chinese, a kana, a Korean block; and how much
longer each digit beyond the second makes a number ("hundred", "thousand")."""
PAUSES = re.compile(r"[,;:.!?…—–)\]”\"،؛؟।。、，！？：；]")
"""Marks at which a voice may pause."""
_VOWEL_GROUP = "[aeiouyаеиоуыэюяіїєαεηιουω]+"
FOUND = 0.12
"""Seconds of a silence that is taken for a pause between two words."""
NO_MARK = 0.5
"""Seconds by which a pause at a mark may lie further away than one without a mark."""
LOOSE = 2
"""Silences in a row that may stay without a word."""


@dataclass(frozen=True, slots=True)
class _Gap:
    """A silence inside the speech."""

    at: float
    """Seconds of speech before it, silences left out."""
    seconds: float


def estimate(text: str, pcm: bytes, rate: int) -> tuple[Word, ...]:
    """Word times from the text and the silences alone.

    One Word a run between spaces; a run without a letter or digit has no length.  Each silence is matched to the
    likeliest boundary, one at a mark if possible; between silences every word gets a share by its letters.
    """
    runs = text.split()
    weights = [_weight(run) for run in runs]
    spoken = [index for index, weight in enumerate(weights) if weight]
    bare = tuple(Word(run, 0.0, 0.0) for run in runs)
    if not spoken or not pcm:
        return bare
    first, last, gaps = _speech(pcm, rate)
    marked = [_pauses_after(bare, index, follower) for index, follower in pairwise(spoken)]
    lengthened = np.array([*marked, True]) * LENGTHENED
    shares = np.array([weights[index] for index in spoken]) + lengthened
    stretches = _between(gaps, shares, marked, first, last - first - sum(gap.seconds for gap in gaps))
    times = dict(zip(spoken, stretches, strict=True))
    return _ordered(bare, times, len(pcm) / 2 / rate)


def dealt(runs: Sequence[str], times: Sequence[tuple[int, float, float]]) -> list[Word]:
    """A Word for each run of a text, where an engine gives one time for several of them.

    Args:
        runs: the text's, between spaces.
        times: index of a run, start and end; the runs without a time share that of the one before by their letters.
    """
    words = [Word(run, 0.0, 0.0) for run in runs]
    limits = [index for index, _, _ in times[1:]] + [len(runs)]
    for (index, start, end), limit in zip(times, limits, strict=True):
        shares = [_weight(run) for run in runs[index:limit]]
        shares[0] = shares[0] or WORD
        edges = np.interp(np.cumsum([0.0, *shares]), [0.0, sum(shares)], [start, end]).tolist()
        for offset, run in enumerate(runs[index:limit]):
            words[index + offset] = Word(run, edges[offset], edges[offset + 1])
    return words


def _weight(run: str) -> float:
    """How many seconds a word takes; 0 for one that is not said."""
    bare = [letter for letter in unicodedata.normalize("NFD", run) if letter.isalnum()]
    if not bare:
        return 0.0
    whole = WHOLE * sum(map(_is_whole, bare)) + HUNDREDS * max(0, sum(map(str.isdigit, bare)) - 2)
    letters = "".join(letter for letter in bare if not _is_whole(letter))
    if len(letters) > 1 and letters.isupper():
        return WORD + whole + LETTER * len(letters)
    groups = re.findall(_VOWEL_GROUP, letters.casefold())
    consonants = len(letters) - sum(map(len, groups))
    shortened = SHORTENED if len(bare) <= SHORT and not whole else 0.0
    return WORD + whole + CONSONANT * consonants + VOWELS * max(len(groups), 1 if letters else 0) - shortened


def _is_whole(letter: str) -> bool:
    return letter.isdigit() or "\u3040" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7af"


def _pauses_after(words: Sequence[Word], index: int, follower: int) -> bool:
    """Whether there is a mark between two spoken words."""
    tail = words[index].text[-2:]
    return follower > index + 1 or bool(PAUSES.search(tail)) or words[follower].text[:1] in ("(", "[")


def _speech(pcm: bytes, rate: int) -> tuple[float, float, list[_Gap]]:
    """Where speech begins and ends, and the silences inside it."""
    length = len(pcm) / 2 / rate
    quiet = silences(pcm, rate)
    first = quiet[0][1] if quiet and quiet[0][0] < WINDOW else 0.0
    last = quiet[-1][0] if quiet and quiet[-1][1] > length - 3 * WINDOW else length
    if last <= first:
        return 0.0, length, []
    gaps: list[_Gap] = []
    silent = 0.0
    for begin, end in quiet:
        if first < begin and end < last and end - begin >= FOUND:
            gaps.append(_Gap(begin - first - silent, end - begin))
            silent += end - begin
    return first, last, gaps


def _between(
    gaps: Sequence[_Gap], shares: np.ndarray, marked: Sequence[bool], first: float, speech: float
) -> list[Stretch]:
    """Start and end of every word; each gap lies behind the word that it was matched to."""
    ends = np.cumsum(shares) / shares.sum() * speech
    places = _matched(gaps, ends, marked)
    knots = [(0.0, 0.0), *((ends[at], gap.at) for gap, at in places), (speech, speech)]
    moved = np.interp([0.0, *ends], [knot[0] for knot in knots], [knot[1] for knot in knots])
    inside = {at: gap.seconds for gap, at in places}
    loose = [gap for gap in gaps if gap not in [each for each, _ in places]]
    stretches, silent = [], first
    for index in range(len(shares)):
        start, end = float(moved[index]), float(moved[index + 1])
        within = sum(gap.seconds for gap in loose if start <= gap.at < end)
        stretches.append((start + silent, end + silent + within))
        silent += within + inside.get(index, 0.0)
    return stretches


def _matched(gaps: Sequence[_Gap], ends: np.ndarray, marked: Sequence[bool]) -> list[tuple[_Gap, int]]:
    """Each gap with the word it follows, in order; a gap may stay without a word.

    Dynamic programming: from one gap that is matched to the next, the words between them should take as long as the
    speech between them does.  ``best[k, n]`` is the cost of the first k gaps with the last of them behind word n.

    Args:
        ends: where each word would end if all were as long as expected, in seconds of speech; of all words.
    """
    count = len(ends)
    places = np.array([0.0, *(gap.at for gap in gaps), ends[-1]])
    alone = np.cumsum([0.0, *(NO_MARK + gap.seconds for gap in gaps), 0.0])
    penalties = np.array([0.0, *np.where(marked, 0.0, NO_MARK), 0.0])
    expected = np.subtract.outer(np.array([0.0, *ends]), np.array([0.0, *ends]))
    later = np.where(np.tril(np.ones((count + 1, count + 1)), -1), 0.0, np.inf)
    best = np.full((len(places), count + 1), np.inf)
    best[0, 0] = 0.0
    came: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(1, len(places)):
        for before in range(max(0, row - 1 - LOOSE), row):
            off = np.abs(expected - (places[row] - places[before])) + later
            skipped = alone[row - 1] - alone[before]
            costs = best[before] + off + penalties[:, None] + skipped
            for column in np.flatnonzero(costs.min(axis=1) < best[row]).tolist():
                best[row, column] = costs[column].min()
                came[row, column] = before, int(costs[column].argmin())
    return _traced(gaps, came, (len(places) - 1, count))


def _traced(
    gaps: Sequence[_Gap], came: dict[tuple[int, int], tuple[int, int]], at: tuple[int, int]
) -> list[tuple[_Gap, int]]:
    places: list[tuple[_Gap, int]] = []
    while (at := came.get(at, (0, 0))) != (0, 0):
        row, column = at
        places.append((gaps[row - 1], column - 1))
    return places[::-1]
