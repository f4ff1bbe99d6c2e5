"""What is the same: keys that decide whether an article is new, changed or unchanged."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from hashlib import sha256

from narrate import __version__
from narrate.audio import contents
from narrate.model import Page, Script, Voice
from narrate.settings import Settings
from narrate.speech import Cast, missing, version_of


def page_key(page: Page, fingerprint: str) -> str:
    """The page's bytes under this set-up: the quick way to "unchanged"."""
    return sha256(fingerprint.encode() + page.url.encode() + b"\n" + page.body).hexdigest()


def fingerprint(settings: Settings, voices: dict[str, Voice]) -> str:
    """Of every setting and every voice: what decides the sound beside the page."""
    sounds = {
        name: (str(missing(voice) or version_of(voice)), voice.quality, dict(voice.roles))
        for name, voice in voices.items()
    }
    return json.dumps([__version__, _plain(settings), sounds], ensure_ascii=False, default=str)


def script_key(script: Script, cast: Cast, settings: Settings) -> str:
    """What would be heard and tagged, and how: the same key, the same episode."""
    article = replace(script.article, blocks=(), dropped=(), warnings=(), origins={}, modified=None)
    readers = [("", cast.narrator), *cast.roles.items()]
    voices = {role: (reader.name, version_of(reader)) for role, reader in readers}
    parts = [asdict(article), asdict(script)["utterances"], voices, _plain(settings)]
    return sha256(json.dumps(parts, default=str).encode()).hexdigest()


def _plain(settings: Settings) -> list[object]:
    """The settings that decide what is heard; where it is written does not."""
    return [
        settings.voice,
        dict(settings.casting),
        settings.language,
        asdict(settings.article),
        asdict(settings.style),
        asdict(settings.sound),
        *contents(settings.sound.jingles),
        asdict(settings.labels),
        [bool(settings.signing), settings.signing.certificate, settings.signing.timestamp],
    ]
