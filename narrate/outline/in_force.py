"""Every setting in force, and where it comes from."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from narrate.audio.presets import PRESETS
from narrate.outline.tables import tables
from narrate.publish.show import OWN as EACH_SHOWS_OWN
from narrate.settings import FILE, FROM_ENVIRONMENT, PREFIX, WEBHOOK, Settings, load, read
from narrate.toml_lines import Path as Keys
from narrate.toml_lines import lines

SECRET = ("c2pa", "key")


@dataclass(frozen=True, slots=True)
class InForce:
    """One setting in force."""

    keys: Keys
    """With the setting's name at the end."""
    value: Any
    origin: str
    """ "default", "narrate.toml:12", "NARRATE_VOICE", "--voice", "preset acx"."""


def in_force(
    folder: Path = Path(), environment: Mapping[str, str] = os.environ, **flags: Any
) -> Iterator[InForce]:
    """Every setting with where it comes from.

    Raises:
        SettingsError: as ``settings.load``.
    """
    settings = load(folder, environment, **flags)
    path = folder / FILE
    text, written = read(path) if path.is_file() else ("", {})
    origins = _Origins(path, lines(text), settings, environment, flags)
    for table in tables(settings, written):
        for name, value in table.values.items():
            keys = (*table.keys, name)
            yield InForce(keys, _public(keys, value), origins.of(keys))


class _Origins:
    def __init__(
        self,
        path: Path,
        where: Mapping[Keys, int],
        settings: Settings,
        environment: Mapping[str, str],
        flags: Mapping[str, Any],
    ) -> None:
        self._path = path
        self._lines = where
        self._preset = settings.sound.preset
        self._said = {name for name, value in environment.items() if value}
        self._flags = {name for name, value in flags.items() if value is not None}

    def of(self, keys: Keys) -> str:
        name = str(keys[-1])
        if len(keys) == 1 and name in self._flags:
            return f"--{name}"
        if (variable := _variable(keys)) in self._said:
            return variable
        if keys in self._lines:
            return f"{self._path}:{self._lines[keys]}"
        if keys[0] == "shows" and name not in EACH_SHOWS_OWN:
            return self.of(("show", name))
        if keys[0] == "sound" and name in PRESETS.get(self._preset, {}):
            return f"preset {self._preset}"
        return "default"


def _variable(keys: Keys) -> str:
    """The one that goes before the file; "" if none does."""
    if keys == ("notify", "webhook"):
        return WEBHOOK
    if keys[0] == "c2pa" and keys[-1] in ("certificate", "key", "trust"):
        return f"{PREFIX}C2PA_{str(keys[-1]).upper()}"
    return f"{PREFIX}{str(keys[0]).upper()}" if len(keys) == 1 and keys[0] in FROM_ENVIRONMENT else ""


def _public(keys: Keys, value: Any) -> Any:
    """Without passwords: lists of settings are pasted into questions and issues."""
    if not value or not isinstance(value, str):
        return value
    if keys == SECRET and "-----BEGIN" in value:
        return "…"
    if keys == ("notify", "webhook"):
        parts = urlsplit(value)
        return f"{parts.scheme}://{parts.hostname}/…"
    if "://" in value and "@" in urlsplit(value).netloc:
        return value.replace(urlsplit(value).netloc.rpartition("@")[0] + "@", "…@", 1)
    return value
