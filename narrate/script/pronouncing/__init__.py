"""How words are pronounced: names the engines do not know, and words that are spelled alike and said two ways.

``pronounce`` looks at a sentence after it has been read (``reading/``), so that "Gen. Lee" is already "General
Lee", and gives words a ``Sound``; what is shown and the words that are spoken stay as they are.  The newsroom's
own lexicon goes first, then the built-in names (``names.py``; those of no table by their ending,
``by_ending.py``), then the heteronyms (``heteronyms.py``).
"""

from __future__ import annotations

from collections.abc import Sequence

from narrate.model import Token
from narrate.script.pronouncing.heteronyms import say_heteronyms
from narrate.script.pronouncing.names import say_names


def pronounce(tokens: Sequence[Token], language: str) -> tuple[Token, ...]:
    """The tokens of one sentence, with sounds where an engine would go wrong.

    Args:
        tokens: one sentence as read.
        language: BCP 47; a language without tables is left as it is.
    """
    if language.replace("_", "-").split("-")[0].lower() != "en":
        return tuple(tokens)
    return say_heteronyms(say_names(tokens))
