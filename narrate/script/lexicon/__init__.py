"""How the newsroom says its names and words.

An entry names what is printed and says it in one of three ways: other words (``say``), letter by letter
(``spell``), or IPA.  Entries stand in ``[lexicon]`` of narrate.toml or in files of their own: CSV and TOML
(``tables.py``), W3C PLS (``pls.py``).  What an entry may say stands in ``entry.py``, where it holds in
``matching.py``.  Names that are built in are another matter: ``pronouncing/``, after these.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable
from pathlib import Path

from narrate.errors import SettingsError
from narrate.script.lexicon.entry import Entry
from narrate.script.lexicon.matching import Matcher, matcher, sounded
from narrate.script.lexicon.pls import from_pls, to_pls
from narrate.script.lexicon.tables import from_csv, from_table, from_toml, to_csv, to_toml

__all__ = ["Entry", "Matcher", "built_in", "from_table", "load", "matcher", "save", "sounded"]

READERS: dict[str, Callable[[str, str], list[Entry]]] = {
    ".csv": from_csv,
    ".toml": from_toml,
    ".pls": from_pls,
    ".xml": from_pls,
}
WRITERS: dict[str, Callable[[Iterable[Entry]], str]] = {
    ".csv": to_csv,
    ".toml": to_toml,
    ".pls": to_pls,
    ".xml": to_pls,
}


def load(path: Path) -> list[Entry]:
    """The entries of a lexicon file; its suffix tells its format.

    Raises:
        SettingsError: it cannot be read, or something in it is wrong; the message names the line.
    """
    check_suffix(path)
    try:
        text = decoded(path.read_bytes())
    except UnicodeDecodeError as error:
        raise SettingsError(str(path), "is not UTF-8", 'Save it as UTF-8 (Excel: "CSV UTF-8")') from error
    except OSError as error:
        raise SettingsError(str(path), f"cannot be read: {error.strerror}") from error
    return READERS[path.suffix.lower()](text, str(path))


def decoded(data: bytes) -> str:
    """A file's text: UTF-8, or UTF-16 where its first bytes say so; each line ends in a line feed."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data.decode("utf-16" if wide else "utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def save(path: Path, entries: Iterable[Entry]) -> None:
    """Write entries to a file in the format that its suffix tells.

    Raises:
        SettingsError: the suffix is none of ours, or the file cannot be written.
    """
    check_suffix(path)
    mark = (
        "\ufeff" if path.suffix.lower() == ".csv" else ""
    )  # without it Excel takes UTF-8 for something else
    try:
        path.write_text(mark + WRITERS[path.suffix.lower()](entries), encoding="utf-8", newline="")
    except OSError as error:
        raise SettingsError(str(path), f"cannot be written: {error.strerror}") from error


def built_in() -> list[Entry]:
    """The English names that are built in, as entries; they hold without diacritics, too."""
    from narrate.script.pronouncing.names import names_by_word

    names = {" ".join(name.words): name for group in names_by_word().values() for name in group}
    return [
        Entry(printed, ipa=name.ipa, respelling=name.respelling, language="en", note=name.source)
        for printed, name in sorted(names.items())
    ]


def check_suffix(path: Path) -> None:
    """Raise SettingsError for a file that is no lexicon by its name."""
    if path.suffix.lower() not in READERS:
        raise SettingsError(str(path), "is no lexicon by its name", f"It must end in {', '.join(READERS)}")
