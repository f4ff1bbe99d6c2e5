"""The script room: Article → Script.

``write_script`` opens with the title, the byline, the date and the disclosure, splits every block into
sentences, reads each sentence aloud on paper (``reading/``), cuts what is too long for an engine, and
sets every pause. Nothing is dropped here: the shown words of a block's utterances are the words of the
block, in order.
"""

from __future__ import annotations

from narrate.model import Said, Utterance
from narrate.script.pauses import Pauses, at_rate
from narrate.script.pronouncing import pronounce
from narrate.script.reading import read
from narrate.script.sentences import split
from narrate.script.style import Disclosure, Style
from narrate.script.writing import write_script

__all__ = ["Disclosure", "Pauses", "Style", "at_rate", "said", "sentences", "spoken", "write_script"]


def spoken(text: str, language: str = "en") -> str:
    """One text as it would be said, sentence by sentence."""
    words = [token.spoken for sentence in split(text, language) for token in read(sentence, language)]
    return " ".join(word for word in words if word)


def said(text: str, language: str = "en") -> list[Said]:
    """Each sentence of a text as it would be said, with the sounds of its words."""
    return [
        Utterance(pronounce(read(sentence, language), language)).said for sentence in split(text, language)
    ]


def sentences(text: str, language: str = "en") -> list[str]:
    """The sentences of a text, as printed."""
    return split(text, language)
