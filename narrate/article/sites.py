"""Rules for single sites and publishing systems: the user's own, then the files of ``sites/``.

A file of ``sites/`` holds the fields of SiteRules, and whose they are: ``hosts`` (their subdomains are meant too)
or ``sign``, a CSS selector that only pages of that system fulfil.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, cast
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from narrate.article.options import SiteRules, compiled
from narrate.article.wording import clean
from narrate.model import BlockKind

KEEP = "site keep"
DROP = "site drop"
TREAT = "site treat-as"


@dataclass(frozen=True, slots=True)
class Marks:
    """What the rules say of one page; all empty where no rule fits it."""

    body: tuple[HtmlElement, ...] = ()
    certain: bool = False
    """Whether the user named the body: then it is not checked against what other finders say."""
    verdicts: dict[HtmlElement, str] = field(default_factory=dict)
    """Element → KEEP or DROP."""
    kinds: dict[HtmlElement, BlockKind] = field(default_factory=dict)
    title: str = ""
    byline: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class _File:
    """One file of ``sites/``."""

    rules: SiteRules
    hosts: tuple[str, ...]
    sign: str


def marks(root: HtmlElement, url: str, own: Mapping[str, SiteRules]) -> Marks:
    """All that the rules for a page say of it.  ``url`` is its own address; "" asks the page."""
    host = _host(url) or _own_host(root)
    users = list(_of_host(host, own))
    rules = [*users, *_built_in(root, host)]
    if not rules:
        return Marks()
    verdicts: dict[HtmlElement, str] = {}
    kinds: dict[HtmlElement, BlockKind] = {}
    for one in reversed(rules):  # what is written last stands: the user's word, and "keep" before "drop"
        for verdict, selectors in ((DROP, one.drop), (KEEP, one.keep)):
            verdicts |= {element: verdict for selector in selectors for element in compiled(selector)(root)}
        for selector, kind in one.treat_as.items():
            kinds |= dict.fromkeys(compiled(selector)(root), cast(BlockKind, kind))
    bodies = ((compiled(one.body)(root), one in users) for one in rules if one.body)
    body, certain = next((pair for pair in bodies if pair[0]), ((), False))
    title, byline, date = (_first(root, rules, name) for name in ("title", "byline", "date"))
    return Marks(tuple(body), certain, verdicts, kinds, title, byline, date)


def _first(root: HtmlElement, rules: list[SiteRules], name: str) -> str:
    """The text of the first element that the first fitting selector finds."""
    for one in rules:
        selector = getattr(one, name)
        for element in compiled(selector)(root) if selector else ():
            text = element.get("content") or element.get("datetime") or element.text_content()
            if text := clean(text or ""):
                return text
    return ""


def _of_host(host: str, sites: Mapping[str, SiteRules]) -> Iterator[SiteRules]:
    """The rules of a host, then those of the domains around it."""
    parts = host.split(".")
    for start in range(len(parts)):
        if found := sites.get(".".join(parts[start:])):
            yield found


def _built_in(root: HtmlElement, host: str) -> Iterator[SiteRules]:
    ends = {".".join(host.split(".")[start:]) for start in range(host.count(".") + 1)}
    for one in _files():
        if ends.intersection(one.hosts) or (one.sign and compiled(one.sign)(root)):
            yield one.rules


@cache
def _files() -> tuple[_File, ...]:
    """The built-in files, those with hosts before those with signs."""
    folder = files("narrate.article").joinpath("sites")
    read = [_read(path.name, tomllib.loads(path.read_text("utf-8"))) for path in folder.iterdir()]
    return tuple(sorted(read, key=lambda one: not one.hosts))


def _read(name: str, data: dict[str, Any]) -> _File:
    hosts, sign = tuple(data.pop("hosts", ())), data.pop("sign", "")
    data |= {key: tuple(data.get(key, ())) for key in ("drop", "keep")}
    rules = SiteRules(**data)
    rules.check(name)
    return _File(rules, hosts, sign)


def _own_host(root: HtmlElement) -> str:
    """The host in the page's canonical address."""
    addresses = compiled('link[rel="canonical"][href], meta[property="og:url"][content]')(root)
    return next(filter(None, (_host(one.get("href") or one.get("content")) for one in addresses)), "")


def _host(url: str) -> str:
    try:
        return (urlsplit(url.strip()).hostname or "").lower()
    except ValueError:  # "https://[broken"
        return ""
