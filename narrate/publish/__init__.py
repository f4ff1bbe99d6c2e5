"""Episodes → a folder of static files for subscribers, readers and search engines.  ``publish`` is the door.

``places.py`` says where everything lies, ``show.py`` what a show is; ``build.py`` says what is made from what, and
``site.py`` writes it, as little as it can.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from narrate.model import Episode, Transcript
from narrate.publish.show import Show

__all__ = ["Library", "Published", "Show", "publish"]


@dataclass(frozen=True, slots=True)
class Library:
    """What the catalogue has."""

    folder: Path
    """Where the episodes' files are relative to."""
    episodes: Sequence[Episode]
    """All of them, the withdrawn ones, too."""
    transcript: Callable[[str], Transcript]
    """Of the episode with that id."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a run did."""

    folder: Path
    feeds: tuple[str, ...]
    """The addresses to subscribe to, one a show."""
    episodes: int
    """That can be heard now."""
    withdrawn: int
    written: tuple[str, ...] = ()
    """The files that are new or different, as paths relative to the folder."""
    removed: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    """One line each: an episode that had to be left out, or what a directory would refuse."""
    left_out: int = 0
    """Episodes without their audio."""


def publish(library: Library, shows: Sequence[Show], to: Path, draw: Callable[[Show], bytes]) -> Published:
    """Bring the folder ``to`` to what the library and the shows say; only what changed is written.

    Args:
        shows: the one of ``[show]`` first; its ``base_url`` is the address of the whole folder.
        draw: makes the picture of a show without one: a square JPEG in RGB, 1400 to 3000 pixels a side.

    Raises:
        SettingsError: there is no ``base_url``, or a cover is none.
        OutputError: the folder cannot be written, or holds somebody else's files where ours would lie.
    """
    from narrate.publish.build import build  # loads lxml and Pillow

    return build(library, shows, to, draw)
