"""How the room's tables of words are read: plain text that an editor can extend."""

from __future__ import annotations


def ordered(text: str) -> tuple[str, ...]:
    """The words of a table, in order."""
    return tuple(text.split())


def words(text: str) -> frozenset[str]:
    """The words of a table, as a set."""
    return frozenset(text.split())
