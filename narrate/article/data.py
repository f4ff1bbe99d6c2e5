"""The words of this room, which are data: the TOML files beside its code, each read by the file that needs it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def read(place: str) -> dict[str, Any]:
    """The tables of one file; ``place`` is relative to this folder ("phrases/de.toml")."""
    return tomllib.loads(FOLDER.joinpath(place).read_text("utf-8"))
