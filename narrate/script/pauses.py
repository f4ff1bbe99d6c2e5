"""The whole story of silence: how long the voice rests, and where.

All figures are seconds.  They follow how newsreaders rest: about a third of a second between sentences, half a
second to a second between paragraphs, more where the subject changes, and more before a heading than after it,
because a heading belongs to what follows.

The figures are for a voice at its natural tempo.  A voice that speaks faster rests shorter: once the voice is
known, ``at_rate`` divides every pause by its rate, so that rate 1.5 rests 1/1.5 as long and the rhythm stays.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from narrate.errors import SettingsError
from narrate.model import Role, Script

LONGEST = 30.0
"""Seconds; whoever wants more wants another file."""


@dataclass(frozen=True, slots=True)
class Pauses:
    """Seconds of silence after each kind of text.

    ============ ============================== =================================
    role         after a sentence inside it     after its last sentence
    ============ ============================== =================================
    (any)        ``sentence``                   ``before_heading`` if one follows
    (any)        ``clause`` where one was cut
    title        ``sentence``                   ``title``
    byline       ``sentence``                   ``byline``
    disclosure   ``sentence``                   ``disclosure``
    heading      ``sentence``                   ``heading``
    body         ``sentence``                   ``paragraph``
    quote        ``sentence``                   ``quote``
    question     ``sentence``                   ``question``
    answer       ``sentence``                   ``answer`` if a question follows, else ``paragraph``
    item         ``sentence``                   ``item``, ``list_end`` after the last
    table        ``row``                        ``table``
    code         ``sentence``                   ``code``
    note         ``sentence``                   ``note``
    ============ ============================== =================================

    Nothing follows the last sentence of a script: the audio room adds the tail.
    """

    clause: float = 0.12
    sentence: float = 0.35
    title: float = 0.9
    byline: float = 0.6
    disclosure: float = 1.0
    before_heading: float = 1.1
    heading: float = 0.6
    paragraph: float = 0.65
    quote: float = 0.75
    question: float = 0.5
    answer: float = 0.9
    item: float = 0.45
    list_end: float = 0.75
    row: float = 0.4
    table: float = 0.9
    code: float = 0.8
    note: float = 0.8

    def __post_init__(self) -> None:
        """Raise SettingsError for a pause that cannot be."""
        for name in self.__slots__:
            seconds = getattr(self, name)
            if not 0 <= seconds <= LONGEST:  # also false for NaN
                raise SettingsError(f"pauses {name}", f"is {seconds}", f"It must be 0 to {LONGEST:g} seconds")


def pause_inside(role: Role, pauses: Pauses) -> float:
    """Seconds after a sentence that another sentence of the same block follows."""
    return pauses.row if role == "table" else pauses.sentence


def pause_between(role: Role, following: Role | None, pauses: Pauses) -> float:
    """Seconds after a block's last sentence; ``following`` is the next block's role, ``None`` at the end."""
    if following is None:
        return 0.0
    if following == "heading" and role not in ("title", "byline", "disclosure", "heading"):
        return pauses.before_heading
    if role == "item":
        return pauses.item if following == "item" else pauses.list_end
    if role in ("body", "outro") or (role == "answer" and following != "question"):
        return pauses.paragraph
    return float(getattr(pauses, role))


def at_rate(script: Script, rate: float) -> Script:
    """The script with its pauses in the tempo of a voice: seconds divided by ``Voice.rate`` where it hurries.

    A rate under 1 brings a hasty voice down to a newsreader's pace; the pauses are at that pace already.
    """
    if rate <= 1.0:
        return script
    return replace(
        script, utterances=tuple(replace(one, pause=one.pause / rate) for one in script.utterances)
    )
