"""Files, folders, patterns, addresses and "-" → the list of what is to be read."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from narrate.errors import SourceError

STDIN = "-"
PAGE_SUFFIXES = (".html", ".htm", ".xhtml")

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+):", re.IGNORECASE)


def find(sources: Iterable[str]) -> list[str]:
    """Every page that the sources name, in their order; nothing is opened.

    A folder gives the pages directly in it, sorted by name and without hidden ones; a pattern (``*``, ``?``,
    ``[…]``, and ``**`` for folders of any depth) what it matches, sorted.  A page named twice is read once.

    Raises:
        SourceError: a path does not exist, or a folder or a pattern holds no page.
    """
    found: dict[str, str] = {}
    for source in sources:
        for place in _expand(source):
            found.setdefault(_identity(place), place)
    return list(found.values())


def is_address(source: str) -> bool:
    """Whether it is to be fetched.

    Raises:
        SourceError: it is an address of a kind that is not fetched.
    """
    scheme = _SCHEME.match(source)
    # One letter before the colon is a Windows drive; a file may have a colon in its name.
    if not scheme or os.path.lexists(source):
        return False
    if scheme[1].lower() in ("http", "https"):
        return True
    if source.startswith("//", scheme.end()):
        raise SourceError(
            source, f"{scheme[1]} addresses are not read", "Give a file, or an address with http or https"
        )
    return False


def _expand(source: str) -> Iterator[str]:
    if not source.strip():
        raise SourceError("", "an empty name is no source", 'Give a file, a folder, an address, or "-"')
    path = Path(source)
    if source == STDIN or is_address(source):
        yield source
    elif os.path.isdir(path):  # Path.is_dir raises where a folder above may not be entered
        yield from _in_folder(path)
    # Looked for before patterns: "story [draft].html" is a file's name as well.
    elif os.path.lexists(source):
        yield source
    elif glob.has_magic(source):
        yield from _matching(source)
    else:
        raise SourceError(source, "no such file or folder", "Check the path; an address starts with https://")


def _in_folder(folder: Path) -> list[str]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise SourceError(str(folder), f"the folder cannot be read: {error.strerror}", "") from error
    pages = [str(entry) for entry in entries if _is_page(entry) and not entry.name.startswith(".")]
    if not pages:
        deeper = os.path.join(glob.escape(str(folder)), "**", "*.html")
        raise SourceError(
            str(folder), "no *.html or *.htm in this folder", f'For the folders in it, say "{deeper}"'
        )
    return pages


def _matching(pattern: str) -> list[str]:
    files = [match for match in sorted(glob.glob(pattern, recursive=True)) if not os.path.isdir(match)]
    if not files:
        raise SourceError(pattern, "no file matches this pattern", "Check the path and the pattern")
    # Stories saved under bare names have no suffix; where a page has one, the other files are something else.
    return [file for file in files if _is_page(Path(file))] or files


def _is_page(path: Path) -> bool:
    return path.suffix.lower() in PAGE_SUFFIXES and not os.path.isdir(path)


def _identity(place: str) -> str:
    """What two names of the same page have in common."""
    if place == STDIN:
        return place
    return place.partition("#")[0] if is_address(place) else os.path.realpath(place)
