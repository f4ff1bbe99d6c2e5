"""Dates as pages write them."""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import cache
from importlib.resources import files

_ISO = re.compile(
    r"\s*(\d{4})-?(\d{2})-?(\d{2})"
    r"(?:[T ]+(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(?:UTC|GMT)?(Z|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_WORDS = re.compile(r"[^\W\d_]+|\d+", re.UNICODE)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?((?:19|20)\d{2})(?!\d)")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})[/-]?(\d{1,2})[/-]?(\d{1,2})(?:/|-|\.|$)")
_FIRST = 1990
"""No web page is older."""


def parse(text: str, *, month_first: bool = False) -> date | None:
    """A date, or a datetime where the text gives a time of day; None if it is none.

    Reads ISO 8601, RFC 2822, seconds since 1970, "14.10.2025", and dates with the month as a word in any
    language of ``months.toml``.  ``month_first`` reads 3/4/2025 the American way.
    """
    text = text.strip()
    return _iso(text) or _epoch(text) or _rfc(text) or in_words(text) or _numeric(text, month_first)


def in_address(url: str) -> date | None:
    """The day in an address such as /2025/10/14/title."""
    match = _IN_ADDRESS.search(url)
    return _day(*map(int, match.groups())) if match else None


def in_words(text: str) -> date | None:
    """The first date with the month as a word: "Nov. 19, 2019", "19 листопада 2019"."""
    parts = _WORDS.findall(text[:300])
    for number, part in enumerate(parts):
        month = _months().get(part.casefold())
        if not month:
            continue
        around = parts[max(0, number - 2) : number] + parts[number + 1 : number + 4]
        years = [int(value) for value in around if len(value) == 4 and value.isascii() and value.isdigit()]
        before = [
            value
            for value in parts[max(0, number - 2) : number]
            if value.isascii() and value.isdigit() and len(value) <= 2
        ]
        after = [
            value
            for value in parts[number + 1 : number + 3]
            if value.isascii() and value.isdigit() and len(value) <= 2
        ]
        days = [*reversed(before), *after]
        if years and days and (found := _day(years[0], month, int(days[0]))):
            return found
    return None


def _iso(text: str) -> date | None:
    match = _ISO.match(text)
    if not match:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    found = _day(int(year), int(month), int(day))
    if found is None or hour is None:
        return found
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
        return found
    return datetime(
        int(year), int(month), int(day), int(hour), int(minute), int(second or 0), tzinfo=_zone(zone)
    )


def _zone(text: str | None) -> timezone | None:
    if not text:
        return None
    if text in "Zz":
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes)) if minutes < 24 * 60 else None


def _epoch(text: str) -> date | None:
    if not _EPOCH.fullmatch(text):
        return None
    return datetime.fromtimestamp(int(text[:10]), UTC)


def _rfc(text: str) -> date | None:
    if not re.match(r"[A-Za-z]{3}, \d", text):
        return None
    try:
        return parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None


def _numeric(text: str, month_first: bool) -> date | None:
    match = _NUMERIC.search(text[:300])
    if not match:
        return None
    first, second, year = map(int, match.groups())
    if month_first and first <= 12:
        return _day(year, first, second)
    return _day(year, second, first) or _day(year, first, second)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if year >= _FIRST else None


@cache
def _months() -> dict[str, int]:
    data = tomllib.loads(files("narrate.article").joinpath("months.toml").read_text("utf-8"))
    return {
        name: number for rows in data.values() for number, row in enumerate(rows, 1) for name in row.split()
    }
