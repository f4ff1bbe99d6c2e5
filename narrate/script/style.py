"""What an editor may choose about a script; the newsroom's defaults stand here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Literal, get_args

from narrate.errors import SettingsError
from narrate.script.lexicon.entry import Entry
from narrate.script.pauses import Pauses
from narrate.script.reading.choices import Choices

SHORTEST_LIMIT = 50
"""Characters; below it words could not stay whole."""
Template = str | Mapping[str, str]
"""A text for all languages, or one a language: ``{"en": "By {authors}", "uk": "Автор: {authors}"}``."""
TEMPLATES = ("title_text", "byline_text", "date_text", "outro")
PLACEHOLDER = re.compile(r"\{(title|authors|date|site)\}")
Position = Literal["start", "end", "none"]


@dataclass(frozen=True, slots=True)
class Disclosure:
    """That a machine speaks: one switch for all layers (spoken line, tags, feed, page, signed manifest)."""

    enabled: bool = True
    position: Position = "start"
    """Where it is said.  start: after title, byline and date; end: after the text, before the outro; none: nowhere,
    while all other layers still tell it."""
    text: Template = ""
    """As the templates of ``Style``; "" takes the language's own line."""

    def __post_init__(self) -> None:
        """Raise SettingsError for a choice that is none."""
        if self.position not in get_args(Position):
            raise SettingsError(
                "disclosure position", f"is {self.position!r}", f"Take one of {', '.join(get_args(Position))}"
            )
        check_template(self.text, "disclosure text")


@dataclass(frozen=True, slots=True)
class Style(Choices):
    """The options of the script room; those about the reading are inherited from ``Choices``.

    ``title``, ``byline`` and ``date`` switch the parts of the opening on or off.
    """

    title: bool = True
    byline: bool = True
    date: bool = True
    title_text: Template = ""
    """Templates with the placeholders {title}, {authors}, {date} and {site}, said instead of the language's own
    lines (``phrases.toml``); "" keeps those."""
    byline_text: Template = ""
    date_text: Template = ""
    outro: Template = ""
    """Said at the end; "" says nothing."""
    longest: int = 300
    """Characters an utterance may have as spoken; a longer sentence is cut at its clauses."""
    disclosure: Disclosure = field(default_factory=Disclosure)
    pauses: Pauses = field(default_factory=Pauses)
    lexicon: tuple[Entry, ...] = ()
    """How the newsroom says its names (``lexicon/``); goes before everything else."""

    def __post_init__(self) -> None:
        """Raise SettingsError for a choice that is none."""
        Choices.__post_init__(self)  # a class with slots is made anew, so that super() cannot find it
        if self.longest < SHORTEST_LIMIT:
            raise SettingsError(
                "script longest", f"is {self.longest}", f"Take {SHORTEST_LIMIT} or more characters"
            )
        for name in TEMPLATES:
            check_template(getattr(self, name), f"script {name}")

    @property
    def choices(self) -> Choices:
        """The choices about the reading alone: hashable, so that rules are made once for each."""
        return Choices(**{one.name: getattr(self, one.name) for one in fields(Choices)})


def check_template(template: Template, where: str) -> None:
    """Raise SettingsError for a placeholder that nothing will fill."""
    for text in template.values() if isinstance(template, Mapping) else (template,):
        if wrong := re.search(r"\{[^{}]{0,30}\}?|\}", PLACEHOLDER.sub("", text)):
            known = "{title}, {authors}, {date}, {site}"
            raise SettingsError(where, f"has an unknown placeholder {wrong[0]}", f"Known are: {known}")
