"""What of ours lies in a store: ``.narrate/manifest.json`` there.

It is written before the work with all that may come to be, in between, and after it with what is.  So a run that
dies leaves no object that nobody knows, and the next one sends what is missing.  What is not in it is not ours and
is never changed.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from narrate.errors import OutputError
from narrate.remote.store import Store

PLACE = ".narrate/manifest.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One object."""

    sha256: str
    """"" while it is being sent."""
    size: int = 0
    etag: str = ""
    """As the store named this content."""
    modified: int = 0
    """Nanoseconds, of the file here: one that was not touched need not be read again."""


@dataclass(slots=True)
class Manifest:
    """All of them."""

    token: str = ""
    """Of the run that wrote it; another one tells that somebody else has been here."""
    files: dict[str, Entry] = field(default_factory=dict)


def read(store: Store) -> Manifest | None:
    """The store's; None if it has none.

    Raises:
        OutputError: it cannot be read.
    """
    data = store.read(PLACE)
    if data is None:
        return None
    try:
        told = json.loads(data)
        if told["format"] != FORMAT:
            raise OutputError(f"{store.address}/{PLACE}", f"has the format {told['format']}, not {FORMAT}")
        return Manifest(told["token"], {place: Entry(*values) for place, values in told["files"].items()})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        step = "Choose another place in the store, or empty this one"
        raise OutputError(f"{store.address}/{PLACE}", f"is broken: {error}", step) from error


def write(manifest: Manifest, store: Store) -> None:
    """Raises OutputError."""
    files = {
        place: [each.sha256, each.size, each.etag, each.modified] for place, each in manifest.files.items()
    }
    text = json.dumps({"format": FORMAT, "token": manifest.token, "files": files}, ensure_ascii=False)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "manifest.json"
        path.write_text(text, encoding="utf-8")
        store.put(path, PLACE, "application/json", "no-cache")
