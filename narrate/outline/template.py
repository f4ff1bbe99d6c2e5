"""The commented ``narrate.toml`` that `narrate init` writes: every setting at its default, none of them in force.

The values come from the options classes, the words from ``template.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any, Literal, get_args, get_origin, get_type_hints

from narrate.article import SiteRules, Taste
from narrate.notices import Notify
from narrate.outline.tables import header, key, tables, toml
from narrate.script import Disclosure, Style
from narrate.settings import Settings
from narrate.sources import Wanted

COLUMN = 34
"""Where the words begin, if the value leaves room."""
WIDTH = 116
HEAD = """\
# Settings of narrate, for the folder in which it is run.
#
# Every line that begins with # and a name is a setting at its default: take the # away and change it.  Lines "for
# example" do nothing by default.  `narrate config` lists what is in force and where each comes from.
"""
CHOICES = {"article": Taste, "script": Style, "disclosure": Disclosure, "notify": Notify}
"""Tables with settings that take one of a few words."""
ENTRIES = {"sources": Wanted(files="*"), "sites": SiteRules()}
"""Tables whose entries the user names: what an entry may hold."""


def template() -> str:
    """The file's text."""
    words = tomllib.loads(files("narrate.outline").joinpath("template.toml").read_text(encoding="utf-8"))
    values = {str(table.keys[0]) if table.keys else "top": table.values for table in tables(Settings(), {})}
    parts = ["\n".join(_table(name, said, values.get(name, {}))) for name, said in words.items()]
    return HEAD + "\n" + "\n\n".join(parts) + "\n"


def _table(name: str, words: Mapping[str, Any], values: Mapping[str, Any]) -> Iterator[str]:
    yield from _wrapped(words["_"])
    if name in ENTRIES:
        yield from _entries(ENTRIES[name], words)
    if name not in ("top", "sources"):  # sources = […] stands at the top: no table has begun yet
        yield header((name,))
    for setting, value in values.items():
        yield _line(f"#{key(setting)} = {toml(value)}", _explained(name, setting, words))
    for example in words.get("examples", ()):
        yield _line(f"#{example}", "for example")


def _explained(table: str, setting: str, words: Mapping[str, Any]) -> str:
    """With the words it takes, if they are few."""
    said: str = words.get(setting, "")
    hints = get_type_hints(CHOICES[table]) if table in CHOICES else {}
    if get_origin(hints.get(setting)) is Literal:
        known = " | ".join(map(toml, get_args(hints[setting])))
        return f"{known}  ({said})" if said else known
    return said


def _entries(defaults: Any, words: Mapping[str, Any]) -> Iterator[str]:
    for setting, said in words.items():
        if setting not in ("_", "examples"):
            default = getattr(defaults, setting)
            shown = f" ({toml(default)})" if isinstance(default, int) and default else ""
            yield f"#   {setting:<10} {said}{shown}".rstrip()


def _line(setting: str, words: str) -> str:
    return f"{setting:<{COLUMN}} # {words}" if words else setting


def _wrapped(text: str) -> Iterator[str]:
    import textwrap

    return (f"# {line}" for line in textwrap.wrap(text, WIDTH - 2))
