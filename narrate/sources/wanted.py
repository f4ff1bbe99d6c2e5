"""``[[sources]]``: where a newsroom's articles are listed, and which of them it wants."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from narrate.errors import SettingsError
from narrate.model import Article, Listed

KINDS = ("feed", "sitemap", "list", "files")
FOREIGN = ("ftp", "ftps", "sftp", "file", "feed", "gopher", "s3")
"""Schemes that nobody here reads."""
LONGEST = 500_000
"""Days since long before there was news; more of anything is a mistake."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One source, as one table of ``[[sources]]``: just one of ``feed``, ``sitemap``, ``list`` and ``files``."""

    feed: str = ""
    """Address or file of an RSS, Atom or JSON feed."""
    sitemap: str = ""
    """Address or file of a sitemap, a news sitemap or an index of them."""
    list: str = ""
    """Address or file of a list, one address or path a line."""
    files: str = ""
    """A file, a folder or a pattern."""
    sections: tuple[str, ...] = ()
    """Only these, whatever their capitals; none wants all.  So for languages and authors."""
    languages: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    pattern: str = ""
    """A regular expression that must be found in the address."""
    days: int = 0
    """Only what was published or changed in the last so many days; 0 is any age."""
    shortest: int = 0
    """Words of the narration; a shorter article is skipped."""
    longest: int = 0
    """Words; 0 is any length."""
    limit: int = 0
    """Articles a run that are new or changed by their listing, the newest of feeds and sitemaps first: the others
    have their turn in the next runs.  0 is without limit.
    """
    recheck: int = 48
    """Hours after publication in which a page is looked at again where its listing tells of no corrections."""

    def __post_init__(self) -> None:
        """Raise SettingsError for a table that names no source, or several."""
        given = [kind for kind in KINDS if getattr(self, kind)]
        if len(given) != 1:
            said = f"names {' and '.join(given)}" if given else "names no source"
            raise SettingsError("sources", said, f"Give one of {', '.join(KINDS)} in each [[sources]]")
        for one in fields(self):
            value = getattr(self, one.name)
            if isinstance(value, int) and value < 0:
                raise SettingsError(f"sources {one.name}", f"is {value}", "Take 0 or more")
            if isinstance(value, int) and value > LONGEST:
                raise SettingsError(f"sources {one.name}", f"is {value}", f"Take {LONGEST} at most, or 0")
        if urlsplit(self.place).scheme in FOREIGN:
            raise SettingsError(f"sources {self.kind}", f"is {self.place!r}", "Take http(s), or a file")
        try:
            re.compile(self.pattern)
        except re.error as error:
            raise SettingsError("sources pattern", f"is no regular expression: {error}") from error

    @property
    def kind(self) -> str:
        """One of KINDS."""
        return next(kind for kind in KINDS if getattr(self, kind))

    @property
    def place(self) -> str:
        """The address, file or folder."""
        return str(getattr(self, self.kind))

    def takes(self, item: Listed, since: datetime | None = None) -> bool:
        """Whether an item may be wanted, as far as its listing tells."""
        if self.pattern and not re.search(self.pattern, item.place):
            return False
        if self.sections and item.sections and not _any(item.sections, self.sections):
            return False
        if self.authors and item.authors and not _any(item.authors, self.authors):
            return False
        return _speaks(item.language, self.languages) and self._is_new(item, since)

    def refuses(self, article: Article, words: int) -> str:
        """Why an article is not wanted after all, now that it has been read; "" if it is."""
        if self.sections and not _any((article.section, *article.tags), self.sections):
            return f"its section is {article.section or 'unknown'}"
        if self.authors and not _any(article.authors, self.authors):
            return f"its author is {', '.join(article.authors) or 'unknown'}"
        if not _speaks(article.language, self.languages):
            return f"its language is {article.language}"
        if words < self.shortest or (self.longest and words > self.longest):
            return f"it has {words} words"
        return ""

    def _is_new(self, item: Listed, since: datetime | None) -> bool:
        """An item without any date is taken to be new."""
        dates = [date for date in (item.published, item.modified) if date]
        oldest = max(filter(None, (since, self._oldest())), default=None)
        return not dates or oldest is None or max(dates) >= oldest

    def _oldest(self) -> datetime | None:
        return datetime.now(UTC) - timedelta(days=self.days) if self.days else None


def _any(values: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    return bool({value.casefold() for value in values} & {value.casefold() for value in wanted})


def _speaks(language: str, wanted: tuple[str, ...]) -> bool:
    """en is wanted: en-GB is; an unknown language may be."""
    tag = language.casefold()
    known = [one.casefold() for one in wanted]
    return not known or not tag or any(tag == one or tag.startswith(f"{one}-") for one in known)
