"""The voice that a page will want, loaded while the page is still being read: the first sentence comes a second
sooner.
"""

from __future__ import annotations

import re
from contextlib import suppress

from narrate.batch.desk import Desk
from narrate.errors import NarrateError
from narrate.model import Page
from narrate.speech import CanWarm, Wishes, cast

HEAD = 4_000
"""Bytes in which a page names its language, if it does so in its first tag."""
_LANGUAGE = re.compile(rb"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([a-z]{2,3}(?:-[a-z]{2})?)\b", re.IGNORECASE)


def warm_for(page: Page, desk: Desk) -> None:
    """Tell the speakers which voice is likely.

    What was guessed wrong costs its loading; what is wrong with the voice is said when it is cast.
    """
    if desk.dry or not isinstance(desk.speakers, CanWarm):
        return
    wishes = Wishes(desk.settings.voice, desk.settings.casting)
    with suppress(NarrateError):
        language = named_language(page.body) or desk.settings.language
        desk.speakers.warm(cast(wishes, language, "", desk.voices).narrator)


def named_language(body: bytes) -> str:
    """The language that a page's first tag names, or ""."""
    found = _LANGUAGE.search(body[:HEAD])
    return found[1].decode("ascii") if found else ""
