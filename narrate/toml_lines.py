"""On which line of a TOML text each key stands: `tomllib` does not tell.

Only for text that `tomllib` has read: this scanner follows the grammar (toml.io, v1.0.0) and judges nothing.
"""

from __future__ import annotations

import sys
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Mapping

Path = tuple[str | int, ...]
"""("sound", "loudness"); the tables of an array are counted: ("sources", 0, "feed")."""
NOWHERE = sys.maxsize


def lines(text: str) -> dict[Path, int]:
    """Path of each key, table and element of an array → the line it begins on, counted from 1."""
    scanner = _Scanner(text.replace("\r\n", "\n"))
    scanner.document()
    return scanner.lines


def line_of(lines: Mapping[Path, int], texts: Iterable[str]) -> int:
    """The line of what messages talk of, such as ``"[sound] loudness"``; 0 if nothing of it is in the file.

    Each text is followed from key to key as far as it names any; the next one goes on from there.
    """
    path: Path = ()
    for text in texts:
        path = _followed(path, text, lines)
    return lines.get(path, 0)


def _followed(path: Path, text: str, lines: Mapping[Path, int]) -> Path:
    children = [one[-1] for one in lines if len(one) == len(path) + 1 and one[:-1] == path]
    named = [(*_place(key, text), key) for key in children]
    start, end, key = min(named, key=lambda one: (one[0], -one[1]), default=(NOWHERE, 0, ""))
    return path if start == NOWHERE else _followed((*path, key), text[end:], lines)


def _place(key: str | int, text: str) -> tuple[int, int]:
    """Where a text names a key, as a whole word; elements are told as "number 2"."""
    word = f"number {key + 1}" if isinstance(key, int) else key
    at = text.find(word) if word else -1
    while at >= 0:
        end = at + len(word)
        if not _is_word(text[max(at - 1, 0) : at]) and not _is_word(text[end : end + 1]):
            return at, end
        at = text.find(word, at + 1)
    return NOWHERE, 0


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


class _Scanner:
    def __init__(self, text: str) -> None:
        self.lines: dict[Path, int] = {}
        self._text = text
        self._at = 0
        self._ends = [at for at, character in enumerate(text) if character == "\n"]
        self._sizes: dict[Path, int] = {}
        """Of the arrays of tables, as far as they are read."""

    def document(self) -> None:
        table: Path = ()
        while self._skip():
            if self._next("[["):
                table = self._header(is_element=True)
                self._at += 2
            elif self._next("["):
                table = self._header(is_element=False)
                self._at += 1
            else:
                self._pair(table)

    def _header(self, is_element: bool) -> Path:
        line = self._line()
        *above, last = self._keys()
        path: Path = ()
        for key in above:
            path = self._last_element((*path, key))
            self.lines.setdefault(path, line)
        path = (*path, last)
        if is_element:
            self.lines.setdefault(path, line)
            self._sizes[path] = self._sizes.get(path, 0) + 1
            path = self._last_element(path)
        self.lines[path] = line
        return path

    def _last_element(self, path: Path) -> Path:
        size = self._sizes.get(path)
        if size is None:
            return path
        return (*path, size - 1)

    def _pair(self, table: Path) -> None:
        line = self._line()
        path = table
        for key in self._keys():
            path = (*path, key)
            self.lines.setdefault(path, line)
        self._skip()
        self._at += 1  # "="
        self._value(path)

    def _keys(self) -> list[str]:
        keys = []
        while True:
            self._skip()
            keys.append(self._key())
            self._skip()
            if not self._next("."):
                return keys

    def _key(self) -> str:
        start = self._at
        if self._text[start] in "\"'":
            self._string()
            value: str = tomllib.loads(f"key = {self._text[start : self._at]}")["key"]
            return value
        while self._text[self._at].isalnum() or self._text[self._at] in "-_":
            self._at += 1
        return self._text[start : self._at]

    def _value(self, path: Path) -> None:
        self._skip()
        if self._text[self._at] in "\"'":
            self._string()
        elif self._next("["):
            self._array(path)
        elif self._next("{"):
            self._inline(path)
        else:
            while self._at < len(self._text) and self._text[self._at] not in ",]}#\n":
                self._at += 1

    def _array(self, path: Path) -> None:
        number = 0
        while self._skip() and not self._next("]"):
            self.lines[(*path, number)] = self._line()
            self._value((*path, number))
            self._skip()
            self._next(",")
            number += 1

    def _inline(self, path: Path) -> None:
        while self._skip() and not self._next("}"):
            self._pair(path)
            self._skip()
            self._next(",")

    def _string(self) -> None:
        quote = self._text[self._at]
        if self._next(quote * 3):
            self._until(quote * 3, escapes=quote == '"')
            for _ in range(2):  # up to two quotes of the text itself may stand before the closing three
                self._next(quote)
        else:
            self._at += 1
            self._until(quote, escapes=quote == '"')

    def _until(self, end: str, escapes: bool) -> None:
        while not self._next(end):
            self._at += 2 if escapes and self._text[self._at] == "\\" else 1

    def _skip(self) -> bool:
        """White space, line ends and comments; whether anything is left."""
        while self._at < len(self._text) and self._text[self._at] in " \t\n#":
            if self._text[self._at] == "#":
                end = self._text.find("\n", self._at)
                self._at = len(self._text) if end < 0 else end
            else:
                self._at += 1
        return self._at < len(self._text)

    def _next(self, what: str) -> bool:
        """Pass over it, if it comes next."""
        if not self._text.startswith(what, self._at):
            return False
        self._at += len(what)
        return True

    def _line(self) -> int:
        return bisect_left(self._ends, self._at) + 1
