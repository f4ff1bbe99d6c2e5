"""What an editor may choose about a script; the newsroom's defaults stand here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from narrate.errors import SettingsError
from narrate.script.pauses import Pauses

English = Literal["american", "british"]
"""american: "May third", "one hundred five", 10/06 is October; british: "the third of May", "and", 10
June.
"""


SHORTEST_LIMIT = 50
"""Characters; below it words could not stay whole."""


@dataclass(frozen=True, slots=True)
class Style:
    """The options of the script room.

    ``title``, ``byline``, ``date`` and ``disclosure`` switch the parts of the opening on or off.
    """

    title: bool = True
    byline: bool = True
    date: bool = True
    disclosure: bool = True
    disclosure_text: str = ""
    """Said instead of the language's own line (``opening.py``); "" keeps that line."""
    outro: str = ""
    """Said at the end; "" says nothing."""
    english: English = "american"
    longest: int = 300
    """Characters an utterance may have as spoken; a longer sentence is cut at its clauses."""
    pauses: Pauses = field(default_factory=Pauses)
    lexicon: Mapping[str, str] = field(default_factory=dict)
    """The newsroom's own names: as printed → as said; goes before the built-in table (``lexicon.py``)."""

    def __post_init__(self) -> None:
        """Raise SettingsError for a choice that is none."""
        if self.english not in get_args(English):
            raise SettingsError(
                "script english", f"is {self.english!r}", f"Take one of {', '.join(get_args(English))}"
            )
        if self.longest < SHORTEST_LIMIT:
            raise SettingsError(
                "script longest", f"is {self.longest}", f"Take {SHORTEST_LIMIT} or more characters"
            )
