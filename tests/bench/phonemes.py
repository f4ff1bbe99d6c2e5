"""The pronunciation of sentences, one a line: ``python -m tests.bench.phonemes [LANGUAGE] < sentences``.

Prints a line of IPA for each line read, as soon as it is read.
"""

from __future__ import annotations

import sys

from narrate import phonemes


def main() -> None:
    """Read lines, print lines."""
    language = sys.argv[1] if len(sys.argv) > 1 else "en"
    for line in sys.stdin:
        print(" ".join(phonemes(line.strip(), language).split()), flush=True)


if __name__ == "__main__":
    main()
