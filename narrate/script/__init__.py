"""The script room: Article → Script.

``write_script`` opens with the title, the byline, the date and the disclosure, splits every block into
sentences, reads each sentence aloud on paper (``reading/``), cuts what is too long for an engine, and
sets every pause. Nothing is dropped here: the shown words of a block's utterances are the words of the
block, in order.
"""

from __future__ import annotations

from narrate.script.pauses import Pauses
from narrate.script.reading import read
from narrate.script.sentences import split
from narrate.script.style import Style
from narrate.script.writing import write_script

__all__ = ["Pauses", "Style", "sentences", "spoken", "write_script"]


def spoken(text: str, language: str = "en") -> str:
    """One text as it would be said, sentence by sentence."""
    said = [token.spoken for sentence in split(text, language) for token in read(sentence, language)]
    return " ".join(word for word in said if word)


def sentences(text: str, language: str = "en") -> list[str]:
    """The sentences of a text, as printed."""
    return split(text, language)
