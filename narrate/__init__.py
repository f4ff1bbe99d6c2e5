"""narrate: articles into audio worth listening to.

    from pathlib import Path
    import narrate

    page = narrate.read("story.html")
    narration = narrate.narrate(page, Path("."))
    print(narration.audio, narration.seconds, narration.loudness)

The names below are the public ones.  They are fetched when they are first used, so that importing the package
costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from narrate.article import extract as extract
    from narrate.errors import NarrateError as NarrateError
    from narrate.model import Article as Article
    from narrate.model import Narration as Narration
    from narrate.model import Page as Page
    from narrate.model import Script as Script
    from narrate.model import Voice as Voice
    from narrate.pipeline import narrate as narrate
    from narrate.pipeline import phonemes as phonemes
    from narrate.script import sentences as sentences
    from narrate.script import spoken as spoken
    from narrate.script import write_script as write_script
    from narrate.settings import Settings as Settings
    from narrate.sources import read as read

__version__ = "0.1.0"

_HOMES = {
    "Article": "model",
    "NarrateError": "errors",
    "Narration": "model",
    "Page": "model",
    "Script": "model",
    "Settings": "settings",
    "Voice": "model",
    "extract": "article",
    "narrate": "pipeline",
    "phonemes": "pipeline",
    "read": "sources",
    "sentences": "script",
    "spoken": "script",
    "write_script": "script",
}

__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'narrate' has no attribute {name!r}")
    return getattr(import_module(f"narrate.{_HOMES[name]}"), name)
