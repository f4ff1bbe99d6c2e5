"""The settings as tables: what `narrate config` lists and `narrate init` writes.

Which options stand in which table of ``narrate.toml`` is told here once more, for reading only; a test holds it
against ``settings.load``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from narrate.audio.presets import PRESETS
from narrate.publish.show import OWN as EACH_SHOWS_OWN
from narrate.settings import APART, FILE, FILES, FROM_ENVIRONMENT, PREFIX, WEBHOOK, Settings, load, read
from narrate.toml_lines import Path as Keys
from narrate.toml_lines import lines

TOP = ("voice", "output", "workers", "tries", "strict", "clips_size", "language")
SECRET = ("c2pa", "key")


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the file with the values in force."""

    keys: Keys
    """() is the top of the file."""
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class InForce:
    """One setting in force."""

    keys: Keys
    """With the setting's name at the end."""
    value: Any
    origin: str
    """ "default", "narrate.toml:12", "NARRATE_VOICE", "--voice", "preset acx"."""


def tables(settings: Settings, written: Mapping[str, Any]) -> Iterator[Table]:
    """All tables, in the order of ``template.toml``.

    Args:
        written: what the file says, for what the settings keep in another form (lexicons, hosts as written).
    """
    script = written.get("script", {})
    style = _options(settings.style, *APART) | {FILES: script.get(FILES, [])}
    yield Table((), {name: getattr(settings, name) for name in TOP})
    for number, wanted in enumerate(settings.sources):
        yield Table(("sources", number), {wanted.kind: wanted.place, **_filters(wanted)})
    yield Table(("fetching",), _options(settings.fetching))
    yield Table(("voices",), settings.casting)
    yield Table(("show",), _options(settings.shows[0], "key"))
    for show in settings.shows[1:]:
        yield Table(("shows", show.key), _options(show, "key", "base_url"))
    yield Table(("article",), _options(settings.article.taste))
    for host, rules in zip(written.get("sites", {}), settings.article.sites.values(), strict=True):
        yield Table(("sites", host), _options(rules))
    yield Table(("script",), style)
    yield Table(("lexicon",), written.get("lexicon", {}))
    yield Table(("disclosure",), _options(settings.style.disclosure))
    yield Table(("pauses",), _options(settings.style.pauses))
    yield Table(("sound",), _options(settings.sound, "jingles"))
    yield Table(("jingles",), _options(settings.sound.jingles))
    yield Table(("c2pa",), _options(settings.signing))
    yield Table(("notify",), _options(settings.notify))


def _options(options: Any, *without: str) -> dict[str, Any]:
    return {one.name: getattr(options, one.name) for one in fields(options) if one.name not in without}


def _filters(wanted: Any) -> dict[str, Any]:
    from narrate.sources.wanted import KINDS

    return _options(wanted, *KINDS)


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


def header(keys: Keys) -> str:
    """The line above a table: ``[sound]``, ``[[sources]]``, ``[sites."news.example"]``."""
    if isinstance(keys[-1], int):
        return f"[[{'.'.join(map(key, keys[:-1]))}]]"
    return f"[{'.'.join(map(key, keys))}]"


def key(name: str | int) -> str:
    """As TOML writes it, quoted where it must be."""
    plain = str(name)
    is_bare = plain.isascii() and plain.replace("-", "a").replace("_", "a").isalnum()
    return plain if is_bare else json.dumps(plain, ensure_ascii=False)


def toml(value: Any) -> str:
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | Path):
        return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{key(name)} = {toml(one)}" for name, one in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(toml, value))}]"
    return repr(value)
