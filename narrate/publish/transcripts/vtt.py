"""WebVTT (W3C, "WebVTT: The Web Video Text Tracks Format").

The language stands in a NOTE: "Kind:" and "Language:" right under the signature, as YouTube writes them, are no
part of the standard, and its validator refuses them (w3c/webvtt.js issues 5 and 32).  Whoever links the file names
its language in the link.
"""

from __future__ import annotations

import html
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from narrate.model import Episode
from narrate.publish.transcripts.heard import Sentence, Spot, cleaned
from narrate.publish.transcripts.pieces import Cue, Shape, cues_of

SCREEN = Shape(width=65, lines=3)
"""65 characters are Podcasting 2.0's advice.  Three such lines are said in 13 seconds, which hold nearly every
sentence; a longer one would stand too long, and cover too much of a screen."""


def screens(sentences: Sequence[Sentence]) -> list[Cue]:
    """The cues of both kinds of file."""
    return cues_of(sentences, SCREEN)


def webvtt(episode: Episode, cues: Sequence[Cue]) -> str:
    """A cue a sentence."""
    return _file(episode, cues, timed=False)


def webvtt_words(episode: Episode, cues: Sequence[Cue]) -> str:
    """A cue a sentence, each word but the first with its time before it (``<00:00:01.250>``); "" where the voice
    gave no times of words.
    """
    return _file(episode, cues, timed=True) if any(cue.sentence.words for cue in cues) else ""


def _file(episode: Episode, cues: Sequence[Cue], timed: bool) -> str:
    return "\n\n".join(["WEBVTT", _note(episode), *(_block(cue, timed) for cue in cues)]) + "\n"


def _note(episode: Episode) -> str:
    lines = (episode.title, f"Language: {episode.language or 'und'}", episode.disclosure)
    return "\n".join(["NOTE", *(_no_arrow(cleaned(line)) for line in lines if cleaned(line).strip())])


def _no_arrow(text: str) -> str:
    """A comment cannot escape what would make it a cue."""
    return text.replace("-->", "→")


def _block(cue: Cue, timed: bool) -> str:
    text = "\n".join(_timed(cue) if timed else map(_escaped, cue.texts))
    if cue.sentence.speaker:
        text = f"<v {_escaped(cue.sentence.speaker)}>{text}"
    return f"{_stamp(cue.start)} --> {_stamp(cue.end)}\n{text}"


def _timed(cue: Cue) -> list[str]:
    """The lines, with times that grow and lie inside the cue, as the standard wants them."""
    lines: list[str] = []
    last = cue.start
    for start, end in cue.lines:
        parts, at = [], start
        for word in _words_in(cue.sentence, max(start, cue.lines[0][0] + 1), end):
            if last < word.start < cue.end and word.end > word.start:
                parts += [_escaped(cue.sentence.text[at : word.place]), f"<{_stamp(word.start)}>"]
                at, last = word.place, word.start
        lines.append("".join([*parts, _escaped(cue.sentence.text[at:end])]))
    return lines


def _words_in(sentence: Sentence, start: int, end: int) -> Sequence[Spot]:
    """The words that begin between two places."""
    first, last = (bisect_left(sentence.words, place, key=attrgetter("place")) for place in (start, end))
    return sentence.words[first:last]


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _stamp(milliseconds: int) -> str:
    """``hh:mm:ss.ttt``, with more figures for the hours of a very long one."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{rest:03d}"
