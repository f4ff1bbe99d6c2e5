"""Which options stand in which table of ``narrate.toml``: told here once more, for reading only; a test holds it
against ``settings.load``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from narrate.settings import APART, FILES, TOP, Settings
from narrate.sources import Wanted
from narrate.sources.wanted import KINDS
from narrate.toml_lines import Path as Keys


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the file with the values in force."""

    keys: Keys
    """() is the top of the file."""
    values: Mapping[str, Any]


def tables(settings: Settings, written: Mapping[str, Any]) -> Iterator[Table]:
    """All tables, in the order of ``template.toml``.

    Args:
        written: what the file says, for what the settings keep in another form (lexicons, hosts as written).
    """
    script = written.get("script", {})
    style = _options(settings.style, *APART) | {FILES: script.get(FILES, [])}
    top = {name: getattr(settings, name) for name in TOP}
    yield Table((), top | {"output": settings.remote or settings.output})
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


def _filters(wanted: Wanted) -> dict[str, Any]:
    return _options(wanted, *KINDS)


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
