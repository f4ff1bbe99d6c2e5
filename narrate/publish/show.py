"""What a show is called, who answers for it, and which episodes it takes: the options of this room."""

from __future__ import annotations

import difflib
import re
import tomllib
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from narrate.errors import SettingsError
from narrate.model import Episode
from narrate.publish.phrases import phrase
from narrate.publish.places import web_address
from narrate.publish.text import language_tag

FILTERS = ("sites", "sections", "languages", "authors", "tags")
OWN = ("key", "title", "description", "guid", *FILTERS)
"""What a further show does not take over from [show]."""


@dataclass(frozen=True, slots=True)
class Show:
    """One show: ``[show]`` of narrate.toml, or one of ``[shows.KEY]``."""

    title: str = ""
    """Also the album in the tags; "" takes the article's site there, and here the site of most episodes."""
    description: str = ""
    """For directories; "" says in a line what it is."""
    author: str = ""
    """The publisher, as shown, also in the tags; "" takes the title."""
    owner: str = ""
    """Who answers to directories; "" takes the author."""
    email: str = ""
    """The owner's; directories send a code there to see whose the show is.  It is public."""
    language: str = ""
    """BCP 47; "" takes that of most episodes."""
    categories: tuple[str, ...] = ("News",)
    """Names of ``categories.toml``, the main one first; "Politics" is "News > Politics"."""
    genre: str = "Podcast"
    """In the tags only; players group by it."""
    explicit: bool = False
    colour: str = ""
    """Of drawn covers, "#rrggbb"; "" takes one that goes with the name."""
    cover: str = ""
    """A square JPEG or PNG, 1400 to 3000 pixels a side; "" draws one."""
    base_url: str = ""
    """Where the site's folder will be reached."""
    link: str = ""
    """The publisher's own page; "" takes the show's page."""
    copyright: str = ""
    """Who owns the recordings; also in the tags."""
    funding: str = ""
    """The address where listeners can pay."""
    funding_text: str = ""
    """What is written on it, at most 128 characters."""
    locked: bool = True
    """Whether other hosts are asked not to take over the feed."""
    guid: str = ""
    """The podcast's own, where it has one already; "" makes it from the first address of the feed, for good."""
    sites: tuple[str, ...] = ()
    """Filters: an episode must meet each that is given, by one of its values; these are names or hosts."""
    sections: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    """"en" takes "en-GB", too."""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    key: str = ""
    """KEY of ``[shows.KEY]``, a part of its addresses; "" for ``[show]``."""

    def __post_init__(self) -> None:
        """Raise SettingsError for what no feed can say."""
        for name in ("base_url", "link", "funding"):
            if (value := getattr(self, name)) and not web_address(value):
                raise self._wrong(name, "Write a whole address: https://…")
        if self.email and not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", self.email):
            raise self._wrong("email", "Write one address, such as audio@newsroom.example")
        if not re.fullmatch(r"[a-z0-9-]*", self.key):
            raise SettingsError(f"shows.{self.key}", "is a part of addresses", "Take a-z, 0-9 and -")
        if self.guid and not _is_uuid(self.guid):
            raise self._wrong("guid", "Copy the <podcast:guid> of the feed, a UUID, or leave it out")
        if self.language and not _is_language(self.language):
            raise self._wrong("language", "Write a tag such as en, uk or pt-BR")
        for name in self.categories:
            self._category(name)

    def _wrong(self, name: str, step: str) -> SettingsError:
        table = f"shows.{self.key}" if self.key else "show"
        return SettingsError(f"[{table}] {name}", f"is {getattr(self, name)!r}", step)

    def _category(self, name: str) -> tuple[str, ...]:
        try:
            return _categories()[_folded(name)]
        except KeyError:
            known = {_folded(path[-1]): path[-1] for path in _categories().values()}
            near = difflib.get_close_matches(_folded(name), known, 1, 0.5)
            step = f"Did you mean {known[near[0]]}?" if near else "Take one of Apple Podcasts, such as News"
            raise SettingsError("[show] categories", f"{name!r} is none", step) from None

    @property
    def category_paths(self) -> tuple[tuple[str, ...], ...]:
        """Each category with the one above it in front, in Apple's spelling."""
        return tuple(self._category(name) for name in self.categories)

    @property
    def base(self) -> str:
        """``base_url`` in ASCII, with a slash at its end; "" if it is not set."""
        address = web_address(self.base_url).partition("#")[0].partition("?")[0]
        return address and address.rstrip("/") + "/"

    def takes(self, episode: Episode) -> bool:
        """Whether an episode belongs to it."""
        if self.languages and not any(_speaks(episode.language, tag) for tag in self.languages):
            return False
        if self.sites and not _meet(self.sites, (episode.site, _host(episode.url))):
            return False
        return (
            _meet(self.sections, (episode.section,))
            and _meet(self.authors, episode.authors)
            and _meet(self.tags, episode.tags)
        )


def completed(show: Show, episodes: Sequence[Episode]) -> Show:
    """The show with all that a feed must say, told from its episodes where the settings leave it open."""
    language = _language(show) or _most(language_tag(one.language) for one in episodes) or "en"
    title = show.title or _most(one.site for one in episodes) or phrase("show", language)
    return replace(
        show,
        title=title,
        language=language,
        description=show.description or phrase("description", language).format(title=title),
        author=show.author or title,
        owner=show.owner or show.author or title,
    )


def _language(show: Show) -> str:
    """As the settings say; not what a show of one language only takes over from one of another."""
    is_its = not show.languages or any(_speaks(show.language, tag) for tag in show.languages)
    return show.language if is_its else ""


def further(show: Show, key: str) -> Show:
    """What ``[shows.KEY]`` begins with: all of ``[show]`` but what is each show's own."""
    plain = {name: getattr(Show(), name) for name in OWN}
    return replace(show, **{**plain, "key": key})


def _most(values: Iterable[str]) -> str:
    """The commonest; of equals the first in the alphabet."""
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value), default="")


def _meet(wanted: Iterable[str], values: Iterable[str]) -> bool:
    """Whether one of the values is wanted; where nothing is, all are."""
    folded = {_folded(value) for value in wanted}
    return not folded or not folded.isdisjoint(map(_folded, values))


def _host(address: str) -> str:
    return urlsplit(web_address(address)).hostname or ""


def _speaks(language: str, wanted: str) -> bool:
    return f"{_folded(language)}-".startswith(f"{_folded(wanted)}-")


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False


def _is_language(tag: str) -> bool:
    from langcodes import tag_is_valid  # loads for a tenth of a second

    return bool(tag_is_valid(tag))


@cache
def _categories() -> dict[str, tuple[str, ...]]:
    """Folded name, or "above > name" → the path to a category."""
    table: dict[str, tuple[str, ...]] = {}
    text = (Path(__file__).parent / "categories.toml").read_text(encoding="utf-8")
    for above, names in tomllib.loads(text).items():
        table[_folded(above)] = (above,)
        for name in names:
            table[_folded(name)] = table[_folded(f"{above} > {name}")] = (above, name)
    return table
