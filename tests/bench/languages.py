"""How much of the other languages' news is read as a newsreader would: ``python -m tests.bench.languages``.

The sets ``languages/*.tsv`` are sentences of our own invention: as printed, a tab, and the readings that a
careful newsreader may give, separated by " | ". Letters count, marks and spaces do not ("zwei tausend" and
"zweitausend" sound alike). A sentence that is not right is "unread" where all that is missing was left as
printed, and "wrong" where something else is said.
"""

from __future__ import annotations

import sys
import unicodedata
from difflib import SequenceMatcher
from pathlib import Path

from narrate.script import spoken

SETS = Path(__file__).with_name("languages")
SIGNS = "%°²³€$£₴₽№§/"


def cases(language: str) -> list[tuple[str, list[str]]]:
    """Each sentence as printed, and its accepted readings."""
    lines = (SETS / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.partition("\t") for line in lines)
    return [(printed, readings.split(" | ")) for printed, _, readings in rows]


def heard(text: str) -> list[str]:
    """The words of a text without case and marks; signs that nobody can say stay."""
    plain = unicodedata.normalize("NFC", text).casefold().replace("ё", "е")
    kept = "".join(char for char in plain if char.isalnum() or char in SIGNS or char in " -–—\u00a0\u202f")
    return kept.replace("-", " ").replace("–", " ").replace("—", " ").split()


def verdict(printed: str, said: str, readings: list[str]) -> str:
    """ "right", "unread" or "wrong"."""
    words = heard(said)
    if any("".join(words) == "".join(heard(reading)) for reading in readings):
        return "right"
    shown = set(heard(printed))
    gaps = (foreign(words, heard(reading), shown) for reading in readings)
    return "wrong" if all(gaps) else "unread"


def foreign(said: list[str], reading: list[str], shown: set[str]) -> bool:
    """Whether something is said that stands neither in the reading nor in print."""
    matcher = SequenceMatcher(a=said, b=reading, autojunk=False)
    odd = [said[start:end] for kind, start, end, _, _ in matcher.get_opcodes() if kind != "equal"]
    return any(word not in shown for words in odd for word in words)


def shares(language: str) -> dict[str, float]:
    """The share of each verdict, 0 to 1, and how many sentences there are."""
    rows = cases(language)
    verdicts = [verdict(printed, spoken(printed, language), readings) for printed, readings in rows]
    return {kind: verdicts.count(kind) / len(rows) for kind in ("right", "unread", "wrong")}


def languages() -> list[str]:
    """The languages that have a set."""
    return sorted(path.stem for path in SETS.glob("*.tsv"))


def main(chosen: list[str]) -> None:
    """Print the table; for languages named on the command line also what is not right."""
    print("language  sentences   right  unread   wrong")
    for language in languages():
        share = shares(language)
        print(
            f"{language:8}{len(cases(language)):11}" + "".join(f"{100 * one:7.1f}%" for one in share.values())
        )
    for language in chosen:
        for printed, readings in cases(language):
            said = spoken(printed, language)
            if (kind := verdict(printed, said, readings)) != "right":
                print(
                    f"\n{language} {kind}\n  printed  {printed}\n  said     {said}\n  expected {readings[0]}"
                )


if __name__ == "__main__":
    main(sys.argv[1:])
