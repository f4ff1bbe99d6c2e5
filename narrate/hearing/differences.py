"""What was to be said against what was heard: the sentences whose words differ, by class, with their times.

Two writings of one thing are no difference: "newsroom" and "news room", "US" and "U.S.", and, where the caller
gives ``sounds``, whatever sounds the same ("labour" and "labor", "Braun" and "Brown").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from itertools import groupby
from typing import Literal

from narrate.hearing.alignment import align, is_near
from narrate.hearing.wording import Read, Term, expected_terms, heard_terms
from narrate.model import Word

Sounds = Callable[[str, str], str]
"""(text, language) → its IPA."""

Kind = Literal["missing", "moved", "added", "numbers", "names", "other"]
"""missing: a sentence, or ``LEAST`` words of it, that is not heard.  moved: a sentence that is heard at another
time.  added: as many words that are heard and not in the script.  numbers, names: another number or name is heard;
other: another word, or one or two more or fewer, which a recogniser often makes up or swallows ("the")."""

STRESS = str.maketrans("", "", "ˈˌ ‿ː")
"""Left out where sounds are compared, length with them: no recogniser writes them."""
WHOLE = 1 / 3
"""Share of a sentence's words, heard in their place, under which it counts as wrong as a whole."""
FOUND = 0.75
"""Likeness of the words elsewhere from which a sentence counts as moved there."""
LEAST = 3
"""Words from which something counts as missing or added, and a sentence is looked for elsewhere."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One sentence and when it should be heard."""

    shown: str
    start: float
    end: float
    """Seconds from the start of the recording, as in its Mark."""
    spoken: str = ""
    """What the engine was given; "" reads ``shown`` again."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A run of words in which a recording differs from a sentence."""

    sentence: int
    """Its place among the expected; for added words that of the sentence nearest in time."""
    kind: Kind
    expected: str
    """"" if added."""
    heard: str
    """"" if missing."""
    start: float
    end: float
    """Seconds: where it is heard, or should be."""

    @property
    def errors(self) -> int:
        """Words to replace, leave out and add."""
        return max(len(self.expected.split()), len(self.heard.split()))


@dataclass(frozen=True)
class Comparison:
    """All differences of a recording, in the order of its sentences."""

    differences: tuple[Difference, ...]
    words: int
    """That were expected."""

    @property
    def errors(self) -> int:
        """The words of all differences."""
        return sum(each.errors for each in self.differences)

    @property
    def word_error_rate(self) -> float:
        """Errors by expected words; above 1 where much is heard that was not expected."""
        return self.errors / self.words if self.words else float(bool(self.errors))

    def of(self, sentence: int) -> tuple[Difference, ...]:
        """The differences of one sentence."""
        return self._by_sentence.get(sentence, ())

    @cached_property
    def _by_sentence(self) -> dict[int, tuple[Difference, ...]]:
        in_order = sorted(self.differences, key=lambda each: each.sentence)
        return {number: tuple(found) for number, found in groupby(in_order, lambda each: each.sentence)}


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring words of one sentence without a like partner."""

    sentence: int
    expected: tuple[Term, ...]
    heard: tuple[int, ...]
    """Places among the heard words."""


def compare(
    expected: Sequence[Expected],
    heard: Sequence[Word],
    spoken: Read,
    language: str = "en",
    sounds: Sounds | None = None,
) -> Comparison:
    """Lay what was heard beside what was expected.

    Args:
        expected: the sentences in the order of their times.
        heard: all words of the recording.
        spoken: (text, language) → the text as it is said; both sides go through it.
        language: BCP 47.
        sounds: (text, language) → IPA; without it words are compared by their letters.
    """
    sentences = [_terms(each, language, spoken) for each in expected]
    terms = heard_terms(heard, language, spoken)
    runs = list(_trimmed(_runs(expected, sentences, terms), terms, _Same(language, sounds)))
    found = _differences(expected, sentences, terms, runs)
    return Comparison(tuple(found), sum(map(len, sentences)))


def _terms(sentence: Expected, language: str, read: Read) -> list[Term]:
    said = sentence.spoken or read(sentence.shown, language)
    return expected_terms(sentence.shown, said, sentence.start, sentence.end, language, read)


class _Same:
    """Whether two texts are the same to the ear."""

    def __init__(self, language: str, sounds: Sounds | None) -> None:
        self._language, self._sounds = language, sounds

    def __call__(self, ours: Sequence[Term], theirs: Sequence[Term]) -> bool:
        if not ours or not theirs:
            return False
        if "".join(each.text for each in ours) == "".join(each.text for each in theirs):
            return True
        return self._sounds is not None and self._sound(ours) == self._sound(theirs)

    def _sound(self, terms: Sequence[Term]) -> str:
        assert self._sounds
        return self._sounds(" ".join(each.written for each in terms), self._language).translate(STRESS)


def _runs(
    expected: Sequence[Expected], sentences: Sequence[Sequence[Term]], heard: Sequence[Term]
) -> Iterator[Run]:
    """The words without a like partner, sentence by sentence."""
    flat = [(number, term) for number, terms in enumerate(sentences) for term in terms]
    at, steps = 0, list[tuple[int, Term | None, int | None, bool]]()
    for ours, theirs in align([term for _, term in flat], heard):
        if ours is not None:
            at, term = flat[ours]
            like = theirs is not None and heard[theirs].text == term.text
            steps.append((at, term, theirs, like))
        elif theirs is not None:
            at = _nearest(expected, heard[theirs], at)
            steps.append((at, None, theirs, False))
    for (sentence, like), group in groupby(steps, lambda step: (step[0], step[3])):
        if not like:
            found = list(group)
            terms = tuple(term for _, term, _, _ in found if term)
            yield Run(sentence, terms, tuple(place for _, _, place, _ in found if place is not None))


def _nearest(expected: Sequence[Expected], word: Term, at: int) -> int:
    """The sentence that an added word belongs to: the one it stands behind, or the next if that is nearer."""
    middle = (word.start + word.end) / 2
    while at + 1 < len(expected) and expected[at + 1].start - middle < middle - expected[at].end:
        at += 1
    return at


def _trimmed(runs: Iterator[Run], heard: Sequence[Term], same: _Same) -> Iterator[Run]:
    """The runs without what is only written in another way at their ends; those that are empty then are gone."""
    for run in runs:
        ours, theirs = list(run.expected), list(run.heard)
        for ahead in (True, False):
            while cut := _alike(ours, [heard[place] for place in theirs], same, ahead):
                mine, yours = cut
                ours = ours[mine:] if ahead else ours[: len(ours) - mine]
                theirs = theirs[yours:] if ahead else theirs[: len(theirs) - yours]
        if ours or theirs:
            yield Run(run.sentence, tuple(ours), tuple(theirs))


SIZES = sorted(((a, b) for a in (1, 2, 3) for b in (1, 2, 3)), key=sum)
"""How many words may stand for how many."""


def _alike(ours: Sequence[Term], theirs: Sequence[Term], same: _Same, ahead: bool) -> tuple[int, int] | None:
    """How many words of both are the same at the start, or at the end."""
    for a, b in SIZES:
        if a <= len(ours) and b <= len(theirs):
            pair = (ours[:a], theirs[:b]) if ahead else (ours[len(ours) - a :], theirs[len(theirs) - b :])
            if is_near(pair[0][0], pair[1][0]) and same(*pair):
                return a, b
    return None


def _differences(
    expected: Sequence[Expected],
    sentences: Sequence[Sequence[Term]],
    heard: Sequence[Term],
    runs: Sequence[Run],
) -> Iterator[Difference]:
    """One for each run, or one for a sentence that is wrong as a whole."""
    by_sentence: defaultdict[int, list[Run]] = defaultdict(list)
    for run in runs:
        by_sentence[run.sentence].append(run)
    wrong = {number for number, found in by_sentence.items() if _is_wrong(sentences[number], found)}
    elsewhere = _Elsewhere(heard)
    moved = {number: place for number in wrong if (place := elsewhere.find(sentences[number]))}
    explained = {place for found in moved.values() for place in found}
    for number in sorted(by_sentence):
        if number in moved:
            there = [heard[place] for place in moved[number]]
            yield Difference(
                number, "moved", _text(sentences[number]), _text(there), there[0].start, there[-1].end
            )
        left = [_without(run, explained) for run in by_sentence[number]]
        if number in moved:
            left = [replace(run, expected=()) for run in left]
        elif number in wrong:
            left = [_whole(number, sentences[number], left)]
        for run in left:
            if run.expected or run.heard:
                yield _difference(expected[number], sentences[number], heard, run)


def _is_wrong(sentence: Sequence[Term], runs: Sequence[Run]) -> bool:
    differing = sum(len(run.expected) for run in runs)
    return len(sentence) >= LEAST and len(sentence) - differing < WHOLE * len(sentence)


def _without(run: Run, explained: set[int]) -> Run:
    return replace(run, heard=tuple(place for place in run.heard if place not in explained))


def _whole(number: int, sentence: Sequence[Term], runs: Sequence[Run]) -> Run:
    """The sentence as one run; a few words heard in the place of many are chance."""
    heard = tuple(place for run in runs for place in run.heard)
    return Run(number, tuple(sentence), heard if len(heard) >= len(sentence) / 2 else ())


def _difference(expected: Expected, sentence: Sequence[Term], heard: Sequence[Term], run: Run) -> Difference:
    theirs = [heard[place] for place in run.heard]
    timed = theirs or run.expected
    return Difference(
        sentence=run.sentence,
        kind=_kind(run, theirs, len(sentence)),
        expected=_text(run.expected),
        heard=_text(theirs),
        start=timed[0].start,
        end=timed[-1].end,
    )


def _kind(run: Run, heard: Sequence[Term], words: int) -> Kind:
    """A number may be changed by a word that is missing or added, too: three million, three point five million."""
    one_side = () if heard and run.expected else heard or run.expected
    part_of_number = one_side and all(each.number for each in one_side) and len(run.expected) < words
    if one_side and not part_of_number:
        whole = len(run.expected) == words > 0
        return "other" if len(one_side) < LEAST and not whole else "added" if heard else "missing"
    if any(each.number for each in (*run.expected, *heard)):
        return "numbers"
    return "names" if any(each.name for each in run.expected) else "other"


def _text(terms: Sequence[Term]) -> str:
    return " ".join(each.written for each in terms)


class _Elsewhere:
    """Finds a sentence anywhere among the heard words, by the places its runs of three words vote for."""

    def __init__(self, heard: Sequence[Term]) -> None:
        self._heard = [each.text for each in heard]

    @cached_property
    def _threes(self) -> dict[tuple[str, ...], list[int]]:
        places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for place in range(len(self._heard) - 2):
            places[tuple(self._heard[place : place + 3])].append(place)
        return places

    def find(self, sentence: Sequence[Term]) -> range | None:
        """The places of its words, if most of them are heard there in their order."""
        words = [each.text for each in sentence]
        votes = Counter(
            place - at
            for at in range(len(words) - 2)
            for place in self._threes.get(tuple(words[at : at + 3]), ())
        )
        if not votes:
            return None
        start = max(votes.most_common(1)[0][0], 0)
        there = self._heard[start : start + len(words)]
        like = SequenceMatcher(None, words, there, False).ratio()
        return range(start, start + len(there)) if like >= FOUND else None
