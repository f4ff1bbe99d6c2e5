"""Lexicons as CSV and TOML, and the table ``[lexicon]`` of narrate.toml.

CSV has a header line with the names of ``Entry``'s fields, in any order; commas, semicolons or tabs part its cells,
commas part the words of a list inside a cell.  TOML has one key a word::

    Senn = "Zenn"
    Kyiv = { ipa = "ˈkiːɪv", language = "en" }
    lead = [{ say = "led", before = ["pipes", "paint"] }, { say = "leed", part = "verb" }]
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from narrate.errors import SettingsError
from narrate.script.lexicon.entry import KINDS, NAMES, Entry, entry_from, faultless

DELIMITERS = ",;\t"
SEPARATOR_LINE = re.compile(r'"?sep=([,;\t|])"?[;,]*\r?\n', re.IGNORECASE)
"""What Excel writes in front of the header."""
YES = ("yes", "true", "1", "x", "y")
NO = ("", "no", "false", "0", "n")
BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
TOML_ESCAPES = {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)} | {0x22: '\\"', 0x5C: "\\\\"}


# ── TOML ───────────────────────────────────────────────────────────────────────────────────────────


def from_toml(text: str, where: str) -> list[Entry]:
    """The entries of a TOML file; they may stand in a table ``[lexicon]``, as in narrate.toml.

    Raises:
        SettingsError: it is not TOML, or an entry is impossible.
    """
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(where, f"is not TOML: {error}") from error
    inner = values.get("lexicon")
    if isinstance(inner, dict) and not inner.keys() <= set(NAMES):  # else it says how "lexicon" is said
        return from_table(values.pop("lexicon") | values, where)
    return from_table(values, where)


def from_table(values: Mapping[str, Any], where: str) -> list[Entry]:
    """The entries of a table "as printed" = how it is said: a text, a table, or a list of tables.

    Raises:
        SettingsError: an entry is impossible or stands there twice.
    """
    return faultless(
        (f"{where} {printed}", partial(one_entry, printed, value, f"{where} {printed}"))
        for printed, values_of_one in values.items()
        for value in (values_of_one if isinstance(values_of_one, list) else [values_of_one])
    )


def one_entry(printed: str, value: Any, where: str) -> Entry:
    """One entry in its short or its long form."""
    if isinstance(value, str):
        value = {"say": value}
    if not isinstance(value, dict):
        step = 'Write "as printed" = "as said", or = { ipa = "…" }, { spell = true }, { say = "…", before = ["…"] }'
        raise SettingsError(where, f"is {value!r}", step)
    return entry_from(printed, value, where)


def to_toml(entries: Iterable[Entry]) -> str:
    """The entries as a TOML file; those of one word stand together."""
    words: dict[str, list[str]] = {}
    for entry in entries:
        words.setdefault(entry.printed, []).append(toml_value(entry))
    return "".join(
        f"{toml_key(printed)} = {values[0] if len(values) == 1 else toml_list(values)}\n"
        for printed, values in words.items()
    )


def toml_list(values: Iterable[str]) -> str:
    """Values that are written already as a list."""
    return f"[{', '.join(values)}]"


def toml_value(entry: Entry) -> str:
    """One entry, in its short form where that says all."""
    given = dict(given_fields(entry))
    if given.keys() == {"say"}:
        return toml_text(entry.say)
    return f"{{ {', '.join(f'{name} = {toml_any(value)}' for name, value in given.items())} }}"


def given_fields(entry: Entry) -> Iterator[tuple[str, Any]]:
    """The fields that are not empty, without the word itself."""
    return ((name, value) for name in NAMES[1:] if (value := getattr(entry, name)))


def toml_any(value: Any) -> str:
    """A text, a list of texts, or true."""
    if isinstance(value, tuple):
        return toml_list(map(toml_text, value))
    return "true" if value is True else toml_text(value)


def toml_text(text: str) -> str:
    """A text in quotes."""
    return f'"{text.translate(TOML_ESCAPES)}"'


def toml_key(printed: str) -> str:
    """A key, in quotes where it needs them."""
    return printed if BARE_KEY.fullmatch(printed) else toml_text(printed)


# ── CSV ────────────────────────────────────────────────────────────────────────────────────────────


def from_csv(text: str, where: str) -> list[Entry]:
    """The entries of a CSV file; empty lines and Excel's "sep=;" are skipped.

    Raises:
        SettingsError: the header is missing or has an unknown column, or a line is impossible.
    """
    told = SEPARATOR_LINE.match(text)
    header = text[told.end() if told else 0 :].partition("\n")[0]
    delimiter = told[1] if told else max(DELIMITERS, key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        if told:
            next(reader)
        columns = [name.strip().lower() for name in next(reader, [])]
        check_columns(columns, f"{where}, line {reader.line_num}")
        return faultless(csv_makers(columns, reader, where))
    except csv.Error as error:
        raise SettingsError(f"{where}, line {reader.line_num}", f"is not CSV: {error}") from error


def csv_makers(columns: list[str], reader: Any, where: str) -> Iterator[tuple[str, Callable[[], Entry]]]:
    """Where each entry stands, and what makes it."""
    for cells in reader:
        if any(cell.strip() for cell in cells):
            line = f"{where}, line {reader.line_num}"
            yield line, partial(csv_entry, columns, cells, line)


def check_columns(columns: list[str], where: str) -> None:
    """Raise SettingsError for a header that is none."""
    wrong = next((name for name in columns if name not in NAMES), None)
    if wrong is not None or "printed" not in columns:
        reason = f"has an unknown column {wrong!r}" if wrong is not None else "has no column 'printed'"
        raise SettingsError(where, reason, f"The first line names the columns: {', '.join(NAMES)}")


def csv_entry(columns: list[str], cells: list[str], where: str) -> Entry:
    """One line of a CSV file."""
    if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
        raise SettingsError(
            where, f"has {len(cells)} cells for {len(columns)} columns", "Put quotes around commas"
        )
    given = {name: cell for name, cell in zip(columns, cells, strict=False) if cell.strip()}
    printed = given.pop("printed", "")
    where = f"{where} {printed}".rstrip()
    return entry_from(printed, {name: csv_value(name, cell, where) for name, cell in given.items()}, where)


def csv_value(name: str, cell: str, where: str) -> Any:
    """What a cell says, of its column's type."""
    if KINDS[name] is tuple:
        return cell.split(",")
    if KINDS[name] is not bool:
        return cell
    if cell.strip().lower() not in (*YES, *NO):
        raise SettingsError(f"{where} {name}", f"is {cell!r}", "Write yes, or nothing")
    return cell.strip().lower() in YES


def to_csv(entries: Iterable[Entry]) -> str:
    """The entries as a CSV file, with the columns that are used."""
    entries = list(entries)
    columns = [
        name for name in NAMES if name in ("printed", "say") or any(getattr(one, name) for one in entries)
    ]
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([csv_cell(getattr(one, name)) for name in columns] for one in entries)
    return file.getvalue()


def csv_cell(value: Any) -> str:
    """A value as a cell."""
    if isinstance(value, tuple):
        return ", ".join(value)
    return ("yes" if value else "") if isinstance(value, bool) else value
