"""Text that every reader of a feed or page can take."""

from __future__ import annotations

import re

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What XML 1.0 forbids (section 2.2) or advises against, and half a surrogate pair, which UTF-8 cannot say."""
_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
"""Embeddings, overrides and isolates: one that is not closed turns what follows it in the app around.  The plain
marks (U+200E, U+200F, U+061C), which only lean on their neighbours, stay."""


_ODD = re.compile(f"{_UNWRITABLE.pattern}|{_TURNING.pattern}|[^\\S ]| (?: |$)|^ ")
"""What makes a text other than one line; most have nothing of it."""


_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def language_tag(language: str) -> str:
    """A BCP 47 tag as feeds and pages name it; "" for what is none."""
    return language if _TAG.fullmatch(language) else ""


def line(text: str, longest: int = 0) -> str:
    """One line of printable text; one of more than ``longest`` characters is cut between words, with "…"."""
    if _ODD.search(text):
        text = " ".join(_TURNING.sub("", _UNWRITABLE.sub(" ", text)).split())
    if not longest or len(text) <= longest:
        return text
    cut = text[: longest - 1]
    words = cut.rpartition(" ")[0]
    return f"{(words if len(words) > longest // 2 else cut).rstrip()}…"


def clean(text: str) -> str:
    """Several lines of it."""
    return _UNWRITABLE.sub(" ", text)
