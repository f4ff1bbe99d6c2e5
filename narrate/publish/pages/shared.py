"""The files that pages share, and the embed: JavaScript modules joined to one file each, by hand-sized steps.

A module is a file of ``static/``; ``import … from "./x.js"`` puts x before it, ``import text from "./x.css"`` puts
the style sheet in as a string.  Comments on lines of their own and indentation are left out; nothing else changes,
so that what a browser reports is found in the source.  Modules of one bundle share one scope: names are unique.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from narrate.publish import places
from narrate.publish.pages.colours import accents

STATIC = Path(__file__).parents[1] / "static"
_IMPORT = re.compile(r'^import (?P<what>[^"]*) from "\./(?P<file>[\w.]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=async |function |class |const |let )", re.MULTILINE)
_NAMESPACE = re.compile(r"\* as (\w+)")
_EXPORTED = re.compile(r"^export (?:async )?(?:function|class|const|let) (\w+)", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*\*(?:(?!\*/)[^\n])*\*/[ \t]*)(?:\n|$)", re.MULTILINE)


def assets() -> Mapping[str, bytes]:
    """Place → content of every shared file of a site."""
    files = {place_of(name): text.encode() for name, text in _contents().items()}
    return {**files, places.PLAYER: _contents()["player.js"].encode()}


@cache
def place_of(name: str) -> str:
    """The place of "page.css", "player.js", …: caches may keep it for ever, a new content has a new name."""
    digest = hashlib.sha256(_contents()[name].encode()).hexdigest()[:10]
    stem, _, suffix = name.rpartition(".")
    return places.asset(f"{stem}-{digest}.{suffix}")


@cache
def _contents() -> dict[str, str]:
    return {
        "page.css": compact_style((STATIC / "page.css").read_text(encoding="utf-8") + accents()),
        "player.js": bundle(STATIC / "player" / "player.js"),
        "icon.svg": (STATIC / "icon.svg").read_text(encoding="utf-8"),
        "search.js": bundle(STATIC / "search.js"),
    }


def bundle(entry: Path) -> str:
    """One classic script of a module and all that it imports: a foreign page can load it from any host."""
    parts: list[str] = []
    _collect(entry, parts, set())
    return "(() => {\n" + '"use strict";\n' + "".join(parts) + "})();\n"


def _collect(module: Path, parts: list[str], seen: set[Path]) -> None:
    """Append a module after those that it needs, each once."""
    if module in seen:
        return
    seen.add(module)
    source = module.read_text(encoding="utf-8")
    for found in _IMPORT.finditer(source):
        needed = module.parent / found["file"]
        if needed.suffix == ".css":
            style = compact_style(needed.read_text(encoding="utf-8"))
            parts.append(f"const {found['what']} = {json.dumps(style, ensure_ascii=False)};\n")
            continue
        _collect(needed, parts, seen)
        if space := _NAMESPACE.fullmatch(found["what"]):
            names = ", ".join(_EXPORTED.findall(needed.read_text(encoding="utf-8")))
            parts.append(f"const {space[1]} = {{ {names} }};\n")
    parts.append(compact_script(_EXPORT.sub("", _IMPORT.sub("", source))))


def compact_script(source: str) -> str:
    """Without comment lines, empty lines and indentation; template literals are expected to bear that."""
    lines = (line.strip() for line in _COMMENT.sub("", source).split("\n"))
    return "".join(f"{line}\n" for line in lines if line)


def compact_style(source: str) -> str:
    """Without comments and the spaces that only people need; strings hold nothing that this would change."""
    text = " ".join(re.sub(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/", "", source).split())
    return re.sub(r" ?([{};,]) ?", r"\1", text).replace(": ", ":").replace(";}", "}")
