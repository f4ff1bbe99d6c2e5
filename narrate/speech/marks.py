"""The engine's words → the tokens that a reader sees: "sixty one billion dollars" is one mark, "$61 billion"."""

from __future__ import annotations

from dataclasses import replace

from narrate.model import Clip, Utterance, Word
from narrate.speech.timing import estimate


def timed(clip: Clip, text: str) -> Clip:
    """The clip with a Word for each run of ``text`` between spaces: the engine's own, else estimated ones."""
    runs = text.split()
    if len(clip.words) != len(runs):
        return replace(clip, words=estimate(text, clip.pcm, clip.rate), exact=False)
    words = (replace(word, text=run) for word, run in zip(clip.words, runs, strict=True))
    return replace(clip, words=tuple(words))


def on_tokens(clip: Clip, utterance: Utterance) -> Clip:
    """The clip with a Word for each shown token of its utterance, as ``Clip.words`` promises."""
    spoken = [len(token.spoken.split()) for token in utterance.tokens]
    if not clip.pcm or sum(spoken) != len(clip.words):
        return replace(clip, words=(), exact=False)
    words: list[Word] = []
    at, now = 0, clip.words[0].start if clip.words else 0.0
    for token, count in zip(utterance.tokens, spoken, strict=True):
        heard = [word for word in clip.words[at : at + count] if word.end > word.start]
        start, end = (heard[0].start, heard[-1].end) if heard else (now, now)
        if token.shown:
            words.append(Word(token.shown, start, end))
        at, now = at + count, end
    return replace(clip, words=tuple(words))
