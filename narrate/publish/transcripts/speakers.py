"""Whose words each sentence is, where the article says it: the person quoted, the two of an interview.

One name makes the narrator a speaker, too: readers of transcripts take a cue without a name for the speaker before
it (Podcasting 2.0, "WebVTT": a name is given when the speaker changes).  The line that names a quote's speaker is
the narrator's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from narrate.model import Block, Episode, Mark, Role, Transcript

NARRATOR = {
    "cs": "Vypravěč", "da": "Fortæller", "de": "Erzählstimme", "el": "Αφηγητής", "en": "Narrator",
    "es": "Narración", "fi": "Kertoja", "fr": "Narration", "hu": "Narrátor", "it": "Narrazione",
    "ja": "ナレーター", "ko": "내레이터", "nb": "Forteller", "nl": "Verteller", "no": "Forteller",
    "pl": "Lektor", "pt": "Narração", "ro": "Narator", "ru": "Диктор", "sk": "Rozprávač", "sv": "Berättare",
    "tr": "Anlatıcı", "uk": "Диктор", "zh": "旁白",
}  # fmt: skip
SHORTEST, LONGEST = 1, 60
"""Characters of a name."""
BEHIND_NAME = re.compile(r"[,;:(\[|]|\s[—–-]{1,2}\s")
"""What parts a name from an office, a place or a date."""
LABEL = re.compile(r"([^\W\d_][:.]|[^\W\d_][\w.'’-]{0,30}(?:\ [^\W\d_][\w.'’-]{0,30}){0,3}:)\s")
"""In front of what is said in an interview: a letter, or a name of up to four words."""
OFTEN = 2
"""Blocks that a label begins; one alone may be an ordinary sentence with a colon."""


def speakers_of(episode: Episode, transcript: Transcript) -> list[str]:
    """The speaker of each mark; all "" where nobody is named."""
    quoted = _quoted(transcript)
    asked = _interviewed(transcript)
    names = [
        quoted.get(index, "") or asked.get((mark.block, mark.role), "")
        for index, mark in enumerate(transcript.marks)
    ]
    if not any(names):
        return names
    narrator = NARRATOR.get(episode.language.replace("_", "-").split("-")[0].lower(), NARRATOR["en"])
    return [name or narrator for name in names]


def name_of(label: str) -> str:
    """The name in a speaker's line ("Maria Senn, mayor of Lindau"); "" where it is none."""
    name = BEHIND_NAME.split(label.strip(" —–-―~"), maxsplit=1)[0].strip()
    return name if SHORTEST <= len(name) <= LONGEST and any(map(str.isalpha, name)) else ""


def _quoted(transcript: Transcript) -> dict[int, str]:
    """Mark → who is quoted; without the marks that name them, the last of their block."""
    found: dict[int, str] = {}
    rest: dict[int, str] = {}
    for index in range(len(transcript.marks) - 1, -1, -1):
        mark = transcript.marks[index]
        block = _block(transcript, mark)
        if mark.role != "quote" or block is None or not block.label:
            continue
        label = rest.setdefault(mark.block, " ".join(block.label.split()))
        shown = " ".join(mark.shown.split())
        if shown and label.endswith(shown):
            rest[mark.block] = label[: -len(shown)].rstrip()
        else:
            rest[mark.block] = ""
            found[index] = name_of(block.label)
    return found


def _interviewed(transcript: Transcript) -> dict[tuple[int, Role], str]:
    """(block, role) → who speaks; a block without a label goes on with the last speaker of its role."""
    turns = {
        (mark.block, mark.role): block
        for mark in transcript.marks
        if mark.role in ("question", "answer") and (block := _block(transcript, mark))
    }
    labels = {turn: match[1][:-1] for turn, block in turns.items() if (match := LABEL.match(block.text))}
    often = _often(labels.values())
    found: dict[tuple[int, Role], str] = {}
    last: dict[Role, str] = {}
    for turn in turns:
        if labels.get(turn) in often:
            last[turn[1]] = labels[turn]
        found[turn] = last.get(turn[1], "")
    return found


def _often(labels: Iterable[str]) -> set[str]:
    return {label for label, times in Counter(labels).items() if times >= OFTEN}


def _block(transcript: Transcript, mark: Mark) -> Block | None:
    return transcript.blocks[mark.block] if 0 <= mark.block < len(transcript.blocks) else None
