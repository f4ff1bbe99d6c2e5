"""How many words a text has, in languages with spaces between them and without."""

from __future__ import annotations

import re

EAST = 2.0
"""Characters of a Chinese or Japanese word, about: words of one and of two characters are the most."""
SOUTH = 4.5
"""Letters and signs of a Thai, Lao, Khmer or Burmese word, about."""
_EAST = re.compile(
    r"[\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]"
)
_SOUTH = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")


def count_words(text: str) -> int:
    """Words between spaces; where a script sets none, what its characters come to."""
    rest, east = _EAST.subn(" ", text)
    rest, south = _SOUTH.subn(" ", rest)
    spaced = sum(any(map(str.isalnum, word)) for word in rest.split())
    return spaced + round(east / EAST + south / SOUTH)
