"""Imports run one way, and each package has one room."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "narrate"
ROOMS = {"sources", "article", "script", "speech", "audio", "publish", "hearing", "notices"}
LAYERS = [
    {"__init__", "model", "errors", "processes", "toml_lines"},
    ROOMS,
    {"settings"},
    {"pipeline", "catalog"},
    {"proof"},
    {"batch", "explain", "progress", "samples", "library", "remote", "outline"},
    {"cli"},
    {"__main__"},
]
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
ONE_ROOM = {
    "bs4": "article", "cssselect": "article", "lxml": "article publish sources", "trafilatura": "article",
    "pydub": "audio", "mutagen": "audio", "soxr": "audio", "PIL": "audio publish",
    "filelock": "catalog publish", "idna": "publish", "feedparser": "sources", "protego": "sources",
    "c2pa": "audio", "pymupdf_fonts": "audio", "faster_whisper": "hearing",
    "fsspec": "remote", "distributed": "speech",
    "typer": "cli", "sqlite3": "catalog", "httpx": "sources speech notices",
    "jinja2": "publish", "markupsafe": "publish",
    "babel": "script publish", "num2words": "script", "sentencex": "script", "pyttsx3": "speech", "piper": "speech",
}  # fmt: skip
FILES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    only_types = {
        node
        for branch in ast.walk(tree)
        if isinstance(branch, ast.If) and "TYPE_CHECKING" in ast.unparse(branch.test)
        for node in ast.walk(branch)
    }
    for node in ast.walk(tree):
        if node in only_types:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} has a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    room = room_of(path)
    for name in imports(path):
        parts = name.split(".")
        if parts[0] != "narrate" or len(parts) < 2 or parts[1] not in LEVEL:
            continue
        target = parts[1]
        assert target == room or LEVEL[target] < LEVEL[room], f"{room} imports {target}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_package_has_one_room(path: Path) -> None:
    for name in imports(path):
        owner = ONE_ROOM.get(name.split(".")[0])
        assert owner is None or room_of(path) in owner.split(), (
            f"{path} imports {name}, which belongs to {owner}"
        )


def test_every_file_has_its_layer() -> None:
    assert {room_of(path) for path in FILES} <= LEVEL.keys()
