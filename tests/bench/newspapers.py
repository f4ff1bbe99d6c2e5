"""Dense sentences as newspapers print them: how many are read right from the first word to the last.

    python -m tests.bench.newspapers                the share of every kind
    python -m tests.bench.newspapers --wrong        and each sentence that is read otherwise, with what is said

``newspapers.tsv`` holds the kind, the sentence, and up to six readings that a good newsreader might give, parted by
" | ".  A sentence is right if what is said equals one of them; case, punctuation, the "and" inside numbers, letters
set apart or not, and British against American spelling make no difference to the ear and none here.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from narrate.script import spoken

SENTENCES = Path(__file__).with_suffix(".tsv")
NUMBER = frozenset(
    """
    zero oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million
    billion trillion dollars pounds euros pence hours minutes minute feet first second third fourth fifth
    sixth seventh eighth ninth
    """.split()
)
SPELLINGS = ((r"metre", "meter"), (r"litre", "liter"), (r"favour", "favor"), (r"per cent\b", "percent"))
"""British → American."""


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence and what may be said for it."""

    kind: str
    printed: str
    readings: tuple[str, ...]


def cases() -> list[Case]:
    """All sentences of the file."""
    rows = [line.split("\t") for line in SENTENCES.read_text(encoding="utf-8").splitlines()[1:]]
    return [Case(kind, printed, tuple(readings.split(" | "))) for kind, printed, readings in rows]


def heard(text: str) -> str:
    """What the ear tells apart: the words without case, marks and spelling."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("'", "").replace("’", "")
    for british, american in SPELLINGS:
        text = re.sub(british, american, text)
    words = re.findall(r"\w+", text)
    kept = [
        "oh" if word == "o" else word
        for before, word, behind in zip(["", *words], words, [*words[1:], ""], strict=False)
        if word != "and" or before not in NUMBER or behind not in NUMBER
    ]
    return re.sub(r"\b([a-z]) (?=[a-z]s?\b)", r"\1", " ".join(kept))


def right(case: Case, say: Callable[[str], str] = spoken) -> bool:
    """Whether a sentence is said in one of its readings."""
    return heard(say(case.printed)) in {heard(reading) for reading in case.readings}


def shares(found: Iterable[tuple[Case, bool]]) -> dict[str, tuple[int, int]]:
    """Kind → (right, all)."""
    counted: dict[str, tuple[int, int]] = {}
    for case, good in found:
        before, total = counted.get(case.kind, (0, 0))
        counted[case.kind] = (before + good, total + 1)
    return counted


def main() -> None:
    """Print the shares, and on demand what is said otherwise."""
    parser = argparse.ArgumentParser(description="Dense newspaper sentences that are read right.")
    parser.add_argument(
        "--wrong", action="store_true", help="also print each sentence that is read otherwise"
    )
    options = parser.parse_args()
    found = [(case, right(case)) for case in cases()]
    for kind, (good, total) in sorted(shares(found).items()):
        print(f"{kind:32} {good:4} of {total:4}  {100 * good / total:5.1f} %")
    print(f"{'all':32} {sum(good for _, good in found):4} of {len(found):4}")
    for case in [case for case, good in found if not good and options.wrong]:
        print(f"\n{case.printed}\n  said:  {spoken(case.printed)}\n  first: {case.readings[0]}")


if __name__ == "__main__":
    main()
