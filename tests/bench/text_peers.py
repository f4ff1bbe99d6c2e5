"""Ours against other readers of text, in one run: how many texts each says or splits right, and how fast.

    python -m tests.bench.text_peers                        the sentences of this project's own tests
    python -m tests.bench.text_peers --data FILE [FILE …]   JSON lines of one's own

A line of a data file is a case of reading, ``{"written": …, "spoken": [accepted, …]}``, or of splitting,
``{"text": …, "lang": …, "sentences": […], "also": [[…], …]}``; ``"source"`` and ``"news"`` (true or false) sort it
into a column.  A reading is right if it has the words of one accepted form: capitals, punctuation, hyphens, "and"
beside a number and British spellings of units do not count, figures and signs that are left do.  A splitting is
right if its sentences are all those of one accepted form.  A peer that fails on a text has it wrong; one that
does not know a language is not asked.

Milliseconds are means over the texts in one process, one core, start-up excluded.  Peers that are not installed are
named below the table; ``pip install damga kitten-text-processing pysbd`` installs them.
"""

from __future__ import annotations

import argparse
import json
import re
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

from narrate.script import sentences, spoken
from narrate.script.reading.english.numerals import ONES, SCALES, TENS, ordinal

OWN = Path(__file__).parents[1] / "readings_english.tsv"
NUMBERS = frozenset([*ONES, *TENS, *SCALES, "hundred", "oh"]) | {
    word
    for value in [*range(20), *range(20, 100, 10), 100, 1000, 10**6, 10**9]
    for word in ordinal(value).split()
}
BEFORE_AND = NUMBERS | set(
    "dollar dollars pound pounds euro euros hour hours minute minutes foot feet".split()
)
"""Words behind which "and" may be said or not."""
SPELLINGS = [("metre", "meter"), ("litre", "liter"), ("tonne", "ton"), ("rouble", "ruble")]
KEPT = frozenset("$€£¥₴₽₩%&@#+=*/<>°~^|\\_")
"""Signs that an engine would say or swallow: left unread, they are wrong."""

Reader = Callable[[str], str]
Making = TypeVar("Making")
Splitter = Callable[[str, str], "list[str] | None"]
"""Text and language → sentences; None if it does not know the language."""


@dataclass(frozen=True, slots=True)
class Case:
    """One text and what may be made of it."""

    text: str
    accepted: tuple[Any, ...]
    """Patterns of folded words for a reading, tuples of sentences for a splitting."""
    groups: tuple[str, ...]
    """The columns it counts in."""
    language: str = "en"


@dataclass(slots=True)
class Score:
    """What one of them did."""

    name: str
    right: dict[str, int] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)

    def count(self, case: Case, right: bool) -> None:
        """Add one case to its columns."""
        for group in case.groups:
            self.asked[group] = self.asked.get(group, 0) + 1
            self.right[group] = self.right.get(group, 0) + right

    def share(self, group: str) -> str:
        """Percent right in a column."""
        asked = self.asked.get(group, 0)
        return f"{100 * self.right[group] / asked:.1f}" if asked else "–"

    @property
    def milliseconds(self) -> float:
        """Mean a text."""
        return 1000 * sum(self.seconds) / max(1, len(self.seconds))


# ── what is right ────────────────────────────────────────────────────────────────────────────────────


def folded(text: str) -> list[str]:
    """The words and kept signs of a text in small letters."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("per cent", "percent")
    text = re.sub("[’']", "", text)
    found = re.findall(rf"[^\W_]+|[{re.escape(''.join(KEPT))}]", text)
    return list(without_and([spelling("oh" if word == "o" else word) for word in found]))


def spelling(word: str) -> str:
    """American spelling of a unit."""
    for british, american in SPELLINGS:
        word = word.replace(british, american)
    return word


def without_and(words: Sequence[str]) -> Iterator[str]:
    """The words without "and" inside a number."""
    for index, word in enumerate(words):
        last, following = (
            words[index - 1] if index else "",
            words[index + 1] if index + 1 < len(words) else "",
        )
        if not (word == "and" and last in BEFORE_AND and following in NUMBERS):
            yield word


def pattern(form: str) -> re.Pattern[str]:
    """Of an accepted form; letters spelled apart may stand together, since the engine spells them then."""
    parts: list[str] = []
    last = ""
    for word in folded(form):
        letters = len(last) == 1 and last.isalpha() and re.fullmatch("[a-z]s?", word)
        parts += [" ?" if letters else " ", re.escape(word)]
        last = word
    return re.compile("".join(parts[1:]))


def is_right(case: Case, answer: object) -> bool:
    """Whether an answer is one of the accepted ones."""
    if isinstance(answer, str):
        words = " ".join(folded(answer))
        return any(form.fullmatch(words) for form in case.accepted)
    return tidy(answer) in case.accepted if isinstance(answer, list) else False


def tidy(found: Iterable[str]) -> tuple[str, ...]:
    """Sentences with single spaces, empty ones dropped."""
    return tuple(line for line in (" ".join(sentence.split()) for sentence in found) if line)


# ── the cases ────────────────────────────────────────────────────────────────────────────────────────


def own_cases() -> Iterator[Case]:
    """The sentences of the tests."""
    for line in OWN.read_text(encoding="utf-8").splitlines()[1:]:
        _, printed, said = line.split("\t")
        yield Case(printed, (pattern(said),), ("all",))


def cases(path: Path) -> Iterator[tuple[str, Case]]:
    """The cases of a data file, each with what it is a case of."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            yield ("reading", reading_case(row)) if "written" in row else ("splitting", splitting_case(row))


def reading_case(row: dict[str, Any]) -> Case:
    """A line with ``written`` and ``spoken``."""
    groups = ["all"]
    groups += ["own"] if row.get("source") == "own" else []
    groups += ["news"] if row.get("news") else []
    return Case(row["written"], tuple(pattern(form) for form in row["spoken"]), tuple(groups))


def splitting_case(row: dict[str, Any]) -> Case:
    """A line with ``text`` and ``sentences``."""
    language = row.get("lang", "en")
    group = row.get("source", "all") + (" en" if language == "en" else " other languages")
    accepted = tuple(tidy(form) for form in [row["sentences"], *row.get("also", [])])
    return Case(row["text"], accepted, (group, "all"), language)


# ── ours and the peers ───────────────────────────────────────────────────────────────────────────────


def damga() -> Reader:
    """Weighted finite-state transducers."""
    return import_module("damga").TextNormalizer(lang="en").normalize  # type: ignore[no-any-return]


def kitten() -> Reader:
    """The graphs of NeMo-text-processing, walked in Python."""
    return import_module("kitten_text_processing").normalize_text  # type: ignore[no-any-return]


def num2words_only() -> Reader:
    """Every run of figures as a cardinal number."""
    from num2words import num2words

    figures = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
    return lambda text: figures.sub(lambda match: num2words(match[0].replace(",", ""), lang="en"), text)


def sentencex_peer() -> Splitter:
    """The splitter that ours repairs, alone."""
    from sentencex import segment

    return lambda text, language: list(segment(language, text))


def pysbd_peer() -> Splitter:
    """Rules for 22 languages."""
    known = import_module("pysbd.languages").LANGUAGE_CODES
    segmenter = lru_cache(lambda language: import_module("pysbd").Segmenter(language=language, clean=False))
    return lambda text, language: segmenter(language).segment(text) if language in known else None


READERS: dict[str, tuple[str, Callable[[], Reader]]] = {
    "**narrate**": ("narrate", lambda: spoken),
    "damga": ("damga", damga),
    "kitten-text-processing": ("kitten_text_processing", kitten),
    "num2words alone": ("num2words", num2words_only),
    "text unchanged": ("narrate", lambda: str),
}
"""Name → the module that it needs, and how it is made."""
SPLITTERS: dict[str, tuple[str, Callable[[], Splitter]]] = {
    "**narrate**": ("narrate", lambda: sentences),
    "sentencex": ("sentencex", sentencex_peer),
    "pysbd": ("pysbd", pysbd_peer),
}


def timed(score: Score, case: Case, ask: Callable[[], object]) -> None:
    """One answer, its time, and whether it is right; the first of a language is asked twice and timed once."""
    started = time.perf_counter()
    try:
        answer = ask()
    except Exception:  # a peer's trouble is a wrong answer
        answer = ""
    taken = time.perf_counter() - started
    if answer is not None:
        score.seconds.append(taken)
        score.count(case, is_right(case, answer))


def score_reader(name: str, make: Callable[[], Reader], found: Sequence[Case]) -> Score:
    """What a reader makes of all cases."""
    read, score = make(), Score(name)
    read("It cost $5 on May 3.")  # start-up
    for case in found:
        timed(score, case, lambda text=case.text: read(text))  # type: ignore[misc]
    return score


def score_splitter(name: str, make: Callable[[], Splitter], found: Sequence[Case]) -> Score:
    """What a splitter makes of all cases."""
    split, score = make(), Score(name)
    for language in {case.language for case in found}:
        split("One. Two.", language)  # start-up
    for case in found:
        timed(score, case, lambda one=case: split(one.text, one.language))  # type: ignore[misc]
    return score


def table(title: str, scores: Sequence[Score]) -> Iterator[str]:
    """Markdown, the columns with their numbers of cases."""
    groups = sorted(
        {group for score in scores for group in score.asked}, key=lambda group: (group == "all", group)
    )
    most = {group: max(score.asked.get(group, 0) for score in scores) for group in groups}
    yield (
        f"| {title}, % right | "
        + " | ".join(f"{group} ({most[group]})" for group in groups)
        + " | ms a text |"
    )
    yield "|---" * (len(groups) + 2) + "|"
    for score in scores:
        shares = " | ".join(score.share(group) for group in groups)
        yield f"| {score.name} | {shares} | {score.milliseconds:.3f} |"


def installed(peers: Mapping[str, tuple[str, Making]]) -> dict[str, Making]:
    """Those whose module is there."""
    return {name: make for name, (module, make) in peers.items() if find_spec(module)}


def lines(found: Sequence[tuple[str, Case]]) -> Iterator[str]:
    """Both tables, and who is missing."""
    readings = [case for kind, case in found if kind == "reading"]
    splittings = [case for kind, case in found if kind == "splitting"]
    readers, splitters = installed(READERS), installed(SPLITTERS)
    if readings:
        yield from table("Spoken forms", [score_reader(name, readers[name], readings) for name in readers])
        yield ""
    if splittings:
        yield from table(
            "Sentences", [score_splitter(name, splitters[name], splittings) for name in splitters]
        )
        yield ""
    yield from (f"not installed: {name}" for name in (READERS | SPLITTERS) if name not in readers | splitters)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, nargs="+", default=[])
    given = parser.parse_args().data
    found = [case for path in given for case in cases(path)] or [("reading", case) for case in own_cases()]
    for line in lines(found):
        print(line)


if __name__ == "__main__":
    main()
