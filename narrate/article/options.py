"""What an editor may choose about an article: matters of taste, and rules for single sites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Literal, get_args

from cssselect import HTMLTranslator, SelectorError
from lxml.etree import XPath, XPathError

from narrate.article.addresses import host
from narrate.errors import SettingsError

Tables = Literal["rows", "cells", "summary", "skip"]
"""rows: "Team: Dynamo. Points: 41."; cells: "Dynamo, 41", heads and all, as printed; summary: one line that says
what the table holds and how long it is."""
Embeds = Literal["announced", "all", "none"]
"""announced: a post from elsewhere is read where the text leads up to it with a colon."""
Standfirst = Literal["inside", "always", "never"]
"""The sentence or two between title and text that say what the story is about.  inside: read where it stands in the
same box as the text or is a paragraph of whole sentences; always: wherever one stands, as a heading too."""
Emoji = Literal["drop", "name"]
"""name: "thumbs up" in place of the sign, in English texts; Unicode has no names in other languages."""
_CHOICES = {
    "tables": get_args(Tables),
    "embeds": get_args(Embeds),
    "standfirst": get_args(Standfirst),
    "emoji": get_args(Emoji),
}

_HOST = re.compile(r"\w[\w.-]*|[0-9a-f:]*:[0-9a-f:]+")
"""A name, or a numeric address."""

_SHOWN = 80
"""Characters of a wrong selector that a message repeats."""

KINDS = ("heading", "paragraph", "quote", "item", "code", "note")
"""What a site rule may read an element as."""


@dataclass(frozen=True, slots=True)
class Taste:
    """What one newsroom reads and another does not; the defaults are those of a radio reader."""

    captions: bool = False
    """Captions under pictures, without the credits."""
    image_descriptions: bool = False
    """What a picture shows, as its page describes it for those who cannot see it."""
    link_lists: bool = False
    """Lists inside the text whose every entry is a link."""
    tables: Tables = "rows"
    longest_table: int = 20
    """Rows; past them a table is summed up in a line."""
    embeds: Embeds = "announced"
    code: bool = True
    emoji: Emoji = "drop"
    standfirst: Standfirst = "inside"

    def __post_init__(self) -> None:
        """Raise SettingsError for a choice that is none."""
        for name, known in _CHOICES.items():
            if getattr(self, name) not in known:
                raise SettingsError(
                    f"article {name}", f"is {getattr(self, name)!r}", f"Take one of {', '.join(known)}"
                )
        if self.longest_table < 0:
            raise SettingsError("article longest_table", f"is {self.longest_table}", "Take 0 or more rows")


@dataclass(frozen=True, slots=True)
class SiteRules:
    """How one site's pages are built, in CSS selectors; "" and empty where the room finds out by itself.

    Where marked elements lie inside each other, the innermost decides.
    """

    body: str = ""
    """All elements that hold the text."""
    title: str = ""
    byline: str = ""
    date: str = ""
    drop: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    """Read whatever other rules say, and wherever it stands."""
    treat_as: Mapping[str, str] = field(default_factory=dict)
    """Selector → one of KINDS."""

    def selectors(self) -> Iterator[tuple[str, str]]:
        """Each selector with the name of its setting."""
        for one in fields(self):
            value = getattr(self, one.name)
            for selector in [value] if isinstance(value, str) else value:
                if selector or not isinstance(value, str):
                    yield one.name, selector

    def check(self, site: str) -> None:
        """Raise SettingsError, with the site's name, for a selector or a kind that is none."""
        for name, selector in self.selectors():
            compiled(selector, f'sites."{site}" {name}')
        for selector, kind in self.treat_as.items():
            if kind not in KINDS:
                where = f'sites."{site}" treat_as {selector!r}'
                raise SettingsError(where, f"is {kind!r}", f"Take one of {', '.join(KINDS)}")


@dataclass(frozen=True, slots=True)
class Options:
    """The options of this room."""

    taste: Taste = field(default_factory=Taste)
    sites: Mapping[str, SiteRules] = field(default_factory=dict)
    """Host → its rules, which hold for its subdomains too and go before the built-in ones.  "https://" and "www."
    before a host, and a path behind it, are passed over."""

    def __post_init__(self) -> None:
        """Raise SettingsError for a wrong site rule, before any page is read."""
        sites: dict[str, SiteRules] = {}
        for site, rules in self.sites.items():
            name = _host(site)
            if name in sites:
                raise SettingsError(
                    f'sites."{site}"', f"says again what {name} has", "Write one table a host"
                )
            rules.check(site)
            sites[name] = rules
        object.__setattr__(self, "sites", sites)


def _host(site: str) -> str:
    name = host(site if "//" in site else f"//{site}").removeprefix("www.").strip(".")
    if not _HOST.fullmatch(name):
        raise SettingsError(f'sites."{site}"', "names no site", 'Write its host: [sites."example.com"]')
    return name


@cache
def compiled(selector: str, where: str = "") -> XPath:
    """A CSS selector, ready for use.

    Raises:
        SettingsError: it is no selector; ``where`` says whose it is.
    """
    try:
        if ":is(" in selector or ":where(" in selector:  # cssselect 1.3 reads ":is(.a, .b)" as ".a or <b>"
            raise SelectorError(":is() and :where() are not supported")
        return XPath(HTMLTranslator().css_to_xpath(selector))
    except RecursionError:
        reason = "is too long a selector"
    except (SelectorError, XPathError) as error:
        reason = f"is no selector: {error}"
    shown = selector if len(selector) <= _SHOWN else f"{selector[:_SHOWN]}…"
    step = "Write a CSS selector such as div.article-body, p.note"
    raise SettingsError(where or shown, f"{shown!r} {reason}", step)
