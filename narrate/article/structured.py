"""What a page says of itself for machines: JSON-LD and meta elements, read once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from lxml.html import HtmlElement

from narrate.article import data
from narrate.article.wording import clean

_LARGEST = 2_000_000
"""Characters of one JSON-LD script that are read."""
_MOST = 5_000
"""Nodes of a page's JSON-LD that are looked at."""
_LONGEST_META = 5_000
"""Characters of a meta element, or of one field of a node, that are read."""
_MOST_METAS = 50
"""Values of one name that are kept."""
_COMMA = re.compile(r",\s*([}\]])")
_NUMBER = re.compile(r"\d{1,5}(?![\d%])")

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Structured:
    """A page's data for machines."""

    article: Node = field(default_factory=dict)
    """The JSON-LD node of the article; empty without one."""
    nodes: tuple[Node, ...] = ()
    metas: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Lower-case name, property, itemprop or http-equiv of a meta element → its values in order."""

    def meta(self, *names: str) -> tuple[str, str]:
        """The first of these meta elements that has a value: (value, its name)."""
        for name in names:
            for value in self.metas.get(name, ()):
                if value:
                    return value, name
        return "", ""

    def text(self, name: str) -> str:
        """A text of the article's node, "" without it."""
        return plain(self.article.get(name))

    def resolve(self, value: object) -> list[Node | str]:
        """A JSON-LD value as a list; references by ``@id`` are replaced by the nodes that they name."""
        found: list[Node | str] = []
        for entry in value if isinstance(value, list) else [value]:
            if isinstance(entry, dict):
                if set(entry) == {"@id"}:
                    entry = next(
                        (node for node in self.nodes if node.get("@id") == entry["@id"] and len(node) > 1),
                        entry,
                    )
                found.append(entry)
            elif isinstance(entry, str) and entry.strip():
                found.append(entry)
        return found


def read(root: HtmlElement) -> Structured:
    """All JSON-LD nodes and meta elements of a page; what cannot be parsed is passed over."""
    nodes = tuple(_nodes(root))
    return Structured(_article(nodes), nodes, _metas(root))


@cache
def field_names(entry: str) -> tuple[str, ...]:
    """An entry of ``fields.toml``."""
    return tuple(data.read("fields.toml")[entry])


def types(node: Node) -> set[str]:
    """The node's types, in lower case and without their address."""
    value = node.get("@type")
    names = value if isinstance(value, list) else [value]
    return {name.rpartition("/")[2].lower() for name in names if isinstance(name, str)}


def plain(value: object) -> str:
    """A JSON-LD value as clean text: the text itself, or a node's name or value."""
    if isinstance(value, list):
        return next(filter(None, map(plain, value[:5])), "")
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or value.get("url") or ""
    return clean(value[:_LONGEST_META]) if isinstance(value, str) else ""


def number(value: object) -> int:
    """A number as pages write it (1200, "1200", "1200px", {"@value": 1200}); 0 for what is none."""
    text = str(int(value)) if isinstance(value, (int, float)) else plain(value)
    match = _NUMBER.match(text)
    return int(match[0]) if match else 0


def _article(nodes: tuple[Node, ...]) -> Node:
    for wanted in (field_names("article_types"), field_names("page_types")):
        fitting = [
            node
            for node in nodes
            if types(node).intersection(wanted) and (node.get("headline") or node.get("name"))
        ]
        if fitting:
            return max(
                fitting,
                key=lambda node: ("headline" in node) + ("author" in node) + ("datePublished" in node),
            )
    return {}


def _nodes(root: HtmlElement) -> Iterator[Node]:
    count = 0
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        waiting = [_load(script.text or "")]
        while waiting and count < _MOST:
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting[:0] = value[:_MOST]
            elif isinstance(value, dict):
                count += 1
                yield value
                waiting += [
                    inner
                    for name in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement")
                    if isinstance(inner := value.get(name), (list, dict))
                ]


def _load(text: str) -> object:
    text = (
        text.strip()
        .removeprefix("<!--")
        .removesuffix("-->")
        .removeprefix("//<![CDATA[")
        .removesuffix("//]]>")
        .strip()
        .rstrip(";")
    )
    if len(text) > _LARGEST:
        return None
    for attempt in (text, _COMMA.sub(r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _metas(root: HtmlElement) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        value = clean((meta.get("content") or "")[:_LONGEST_META])
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            values = found.setdefault((meta.get(attribute) or "").strip().lower(), [])
            if value and len(values) < _MOST_METAS:
                values.append(value)
    return {name: tuple(values) for name, values in found.items() if name and values}
