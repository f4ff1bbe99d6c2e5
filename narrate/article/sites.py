"""Rules for single sites and publishing systems: the user's own, then the files of ``sites/``.

A file of ``sites/`` holds the fields of SiteRules, and whose they are: ``hosts`` (their subdomains are meant too)
or ``sign``, a CSS selector that only pages of that system fulfil.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast

from lxml.html import HtmlElement

from narrate.article import addresses, data, dates
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
    unmet: tuple[str, ...] = ()
    """What the user's rules look for and the page does not have, one line each."""


@dataclass(frozen=True, slots=True)
class _File:
    """One file of ``sites/``."""

    rules: SiteRules
    hosts: tuple[str, ...]
    sign: str


def marks(root: HtmlElement, url: str, own: Mapping[str, SiteRules]) -> Marks:
    """All that the rules for a page say of it.  ``url`` is its own address; "" asks the page."""
    host = addresses.host(url) or _own_host(root)
    named = list(_of_host(host, own))
    users = [one for _, one in named]
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
    unmet = tuple(_unmet(root, named))
    return Marks(tuple(body), certain, verdicts, kinds, title, byline, date, unmet)


def _unmet(root: HtmlElement, users: list[tuple[str, SiteRules]]) -> Iterator[str]:
    """A line for each selector of the user's that finds nothing; what an inner host's rule finds needs no other.

    What is to be dropped, kept or treated is not on every page, and says nothing where it is missing.
    """
    for name in ("body", "title", "byline", "date"):
        for site, one in users:
            selector = getattr(one, name)
            if not selector:
                continue
            found = bool(compiled(selector)(root)) if name == "body" else _first(root, [one], name)
            if found and (name != "date" or dates.parse(str(found))):
                break
            what = f"finds {str(found)[:60]!r}, which is no date" if found else "finds nothing on this page"
            yield f'the rule sites."{site}" {name} = {selector!r} {what}'


def _first(root: HtmlElement, rules: list[SiteRules], name: str) -> str:
    """The text of the first element that the first fitting selector finds."""
    for one in rules:
        selector = getattr(one, name)
        for element in compiled(selector)(root) if selector else ():
            text = element.get("content") or element.get("datetime") or element.text_content()
            if text := clean(text or ""):
                return text
    return ""


def _of_host(host: str, sites: Mapping[str, SiteRules]) -> Iterator[tuple[str, SiteRules]]:
    """The rules of a host, then those of the domains around it, each with its name."""
    parts = host.split(".")
    for start in range(len(parts)):
        name = ".".join(parts[start:])
        if found := sites.get(name):
            yield name, found


def _built_in(root: HtmlElement, host: str) -> Iterator[SiteRules]:
    ends = {".".join(host.split(".")[start:]) for start in range(host.count(".") + 1)}
    for one in _files():
        if ends.intersection(one.hosts) or (one.sign and compiled(one.sign)(root)):
            yield one.rules


@cache
def _files() -> tuple[_File, ...]:
    """The built-in files, those with hosts before those with signs."""
    names = sorted(path.name for path in data.FOLDER.joinpath("sites").iterdir())
    read = [_read(name, data.read(f"sites/{name}")) for name in names]
    return tuple(sorted(read, key=lambda one: not one.hosts))


def _read(name: str, table: dict[str, Any]) -> _File:
    hosts, sign = tuple(table.pop("hosts", ())), table.pop("sign", "")
    table |= {key: tuple(table.get(key, ())) for key in ("drop", "keep")}
    rules = SiteRules(**table)
    rules.check(name)
    return _File(rules, hosts, sign)


def _own_host(root: HtmlElement) -> str:
    """The host in the page's canonical address."""
    found = compiled('link[rel="canonical"][href], meta[property="og:url"][content]')(root)
    hosts = (addresses.host(one.get("href") or one.get("content") or "") for one in found)
    return next(filter(None, hosts), "")
