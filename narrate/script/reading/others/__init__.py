"""Languages other than English, read through num2words and CLDR with the grammar that they get right."""

from __future__ import annotations

from narrate.script.reading.others.rules import language_rules

__all__ = ["language_rules"]
