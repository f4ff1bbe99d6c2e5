"""The script room for outside scorers of text: thin functions with plain arguments."""

from __future__ import annotations

from narrate.script import sentences, spoken

__all__ = ["sentences", "spoken"]
