"""Dates as pages write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import cache

from narrate.article import data

_ISO = re.compile(
    r"\s*(\d{4})-?(\d{2})-?(\d{2})"
    r"(?:[T ]+(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(?:UTC|GMT)?(Z|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_WORDS = re.compile(r"[^\W\d_]+|\d+", re.UNICODE)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?((?:19|20)\d{2})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d{2})\s?[./年-]\s?(\d{1,2})\s?[./月-]\s?(\d{1,2})(?!\d)日?")
# fmt: off
ZONES = {
    "UTC": 0, "GMT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}
# fmt: on
"""Hours that the zones named in RFC 5322, section 4.3, are ahead of UTC; other letters mean several zones."""
_HOUR = r"(?<![\d:.,])([01]?\d|2[0-3])"
_HALF = r"([ap])\.?\s?m\b\.?"
_CLOCK = re.compile(
    rf"{_HOUR}(?:\s?[:h.]\s?([0-5]\d)(?![\d%])(?::[0-5]\d)?(?:\s?{_HALF})?|h\b|\s?Uhr\b|\s?{_HALF})"
    r"(?:\s?Uhr\b)?(?:\s?\(?((?-i:[A-Z]{1,4}T|UTC|MSK))\b([+-]\d\d?)?(?!:)\)?)?",
    re.IGNORECASE,
)
_GAP = re.compile(r"[\s,.|/•·–—-]{0,4}(?:[^\W\d_]{1,6}\.?[\s,]{1,2}){0,2}")
"""What stands between a day and its hour: "à", "a las", "godz.", "г. в"."""
_WEEKDAY_GAP = re.compile(r"[\s,|/•·–—-]{1,4}(?:[^\W\d_]{1,14}[.,]?\s){0,2}")
"""What stands between an hour and the day after it."""
_READ = 300
"""Characters of a text in which dates are looked for."""
_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})[/-]?(\d{1,2})[/-]?(\d{1,2})(?:/|-|\.|$)")
_FIRST = 1990
"""No web page is older."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text, and where it stands, its time of day included."""

    when: date
    start: int
    end: int


def parse(text: str, *, month_first: bool = False) -> date | None:
    """A date, or a datetime where the text gives a time of day; None if it is none.

    Reads ISO 8601, RFC 2822, seconds since 1970, "14.10.2025", and dates with the month as a word in any
    language of ``months.toml``.  ``month_first`` reads 3/4/2025 the American way.
    """
    text = text.strip()
    found = _iso(text) or _epoch(text) or _rfc(text)
    return found or next((one.when for one in in_text(text, month_first=month_first)), None)


def in_text(text: str, *, month_first: bool = False) -> list[Dated]:
    """The dates in a line, in their order, each with the time of day that stands beside it.

    A time is the clock's at the place where the page was written unless it names a zone of ZONES.
    """
    text = text[:_READ]
    days = _in_words(text) or _in_figures(text, month_first)
    found: list[Dated] = []
    for number, one in enumerate(days):
        before = found[-1].end if found else 0
        after = days[number + 1].start if number + 1 < len(days) else len(text)
        found.append(_with_clock(text, one, before, after))
    return found


def without(text: str) -> str:
    """A line without its dates and times of day."""
    for one in reversed(in_text(text)):
        text = f"{text[: one.start]} {text[one.end :]}"
    return text


def in_address(url: str) -> date | None:
    """The day in an address such as /2025/10/14/title."""
    match = _IN_ADDRESS.search(url)
    return _day(*map(int, match.groups())) if match else None


def _in_words(text: str) -> list[Dated]:
    """Dates with the month as a word: "Nov. 19, 2019", "19 листопада 2019"."""
    parts = list(_WORDS.finditer(text))
    found: list[Dated] = []
    free = 0
    for number, part in enumerate(parts):
        month = _months().get(part[0].casefold())
        if not month:
            continue
        before, after = parts[max(free, number - 2) : number], parts[number + 1 : number + 4]
        years = [one for one in [*before, *after] if len(one[0]) == 4 and _is_number(one[0])]
        days = [one for one in [*reversed(before), *after[:2]] if len(one[0]) <= 2 and _is_number(one[0])]
        if years and days and (day := _day(int(years[0][0]), month, int(days[0][0]))):
            used = (part, years[0], days[0])
            found.append(Dated(day, min(one.start() for one in used), max(one.end() for one in used)))
            free = parts.index(max(used, key=lambda one: one.end())) + 1
    return found


def _is_number(part: str) -> bool:
    return part.isascii() and part.isdigit()


def _in_figures(text: str, month_first: bool) -> list[Dated]:
    """ "14.10.2025", "2025/10/14"."""
    found: list[Dated] = []
    for match in _NUMERIC.finditer(text):
        first, second, year = map(int, match.groups())
        american = month_first and first <= 12
        day = _day(year, first, second) if american else None
        if day := day or _day(year, second, first) or _day(year, first, second):
            found.append(Dated(day, match.start(), match.end()))
    for match in _YEAR_FIRST.finditer(text):
        if day := _day(*map(int, match.groups())):
            found.append(Dated(day, match.start(), match.end()))
    return sorted(found, key=lambda one: one.start)


def _with_clock(text: str, one: Dated, before: int, after: int) -> Dated:
    """The date with the time of day right behind it, or right before it."""
    gap = _GAP.match(text, one.end, after)
    behind = _CLOCK.match(text, gap.end() if gap else one.end, after)
    if behind and (when := _at(one.when, behind)):
        return Dated(when, one.start, behind.end())
    for clock in _CLOCK.finditer(text, max(before, one.start - 40), one.start):
        if _WEEKDAY_GAP.fullmatch(text, clock.end(), one.start) and (when := _at(one.when, clock)):
            return Dated(when, clock.start(), one.end)
    return one


def _at(day: date, clock: re.Match[str]) -> datetime | None:
    hour, minute, half, bare, zone, ahead = clock.groups()
    half = (half or bare or "").lower()
    if half and not 1 <= int(hour) <= 12:
        return None
    hours = int(hour) % 12 + 12 * (half == "p") if half else int(hour)
    shift = ZONES[zone] + int(ahead or 0) if zone in ZONES else None
    away = timezone(timedelta(hours=shift)) if shift and -24 < shift < 24 else None
    known = UTC if shift == 0 else away
    return datetime(day.year, day.month, day.day, hours, int(minute or 0), tzinfo=known)


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


def _day(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if year >= _FIRST else None


@cache
def _months() -> dict[str, int]:
    months = data.read("months.toml")
    return {
        name: number for rows in months.values() for number, row in enumerate(rows, 1) for name in row.split()
    }
