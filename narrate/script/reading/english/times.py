"""Times of day: "7:30 p.m.", "11pm", "14:45", "5–7 p.m. EST", "2h 15min"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from narrate.script.reading.english.acronyms import spell
from narrate.script.reading.english.numerals import cardinal, number, two_figures
from narrate.script.reading.rule import Rule, Say, rule

DayClock = Callable[[str, int], str]
"""Says the hours as printed and the minutes of a day of 24 hours."""
HALF = r"(?:\ ?(?:[aApP]\.?\ ?[mM]\b\.?))"
ZONE = (
    r"(?:\ ?\(?(?:GMT|UTC|BST|IST|JST|MSK|EEST|EET|CEST|CET|WEST|WET|[ECMP][SD]T|[ECMP]T|AEST|AEDT|HKT|SGT"
    r"|(?:gmt|utc|bst|cet|cest|[ecmp][sd]t)|[ecmp]\.[sd]\.t\.?|[ECMP]\.[SD]\.T\.?)(?!\w))"
)
CLOCK = r"(?:(?:[01]?\d|2[0-4])[:.][0-5]\d|(?:1[0-2]|0?[1-9]))"
FIGURES = "0123456789"


def half_words(text: str) -> str:
    """ "p.m." → "P.M"; spelled letters."""
    return spell("".join(char for char in text if char.isalpha()))


def clock(text: str) -> str:
    """Hours and minutes before "a.m." or "p.m.": "3:05" → "three oh five", "7:00" → "seven"."""
    hour, _, minute = text.replace(".", ":").partition(":")
    if not minute or int(minute) == 0:
        return cardinal(int(hour))
    return f"{cardinal(int(hour))} {two_figures(int(minute))}"


def say_time(match: re.Match[str]) -> str:
    """ "7:30 p.m. EST" → "seven thirty P.M E.S.T"."""
    return f"{clock(match['time'])} {half_words(match['half'])}{zone_words(match['zone'])}"


def zone_words(text: str | None) -> str:
    """ " EST" → " E.S.T"; " hours" stays."""
    if text and text.strip().islower() and len(text.strip()) > 3:
        return text.rstrip(".")
    return f" {half_words(text)}" if text else ""


def say_times(match: re.Match[str]) -> str:
    """ "5–7 p.m." → "five to seven P M"; "9 a.m.–5 p.m."."""
    first = clock(match["first"]) + (f" {half_words(match['before'])}" if match["before"] else "")
    joint = "and" if "and" in match["join"] else "to"
    return f"{first} {joint} {clock(match['time'])} {half_words(match['half'])}{zone_words(match['zone'])}"


def day_clock(hours: str, minute: int) -> str:
    """A time without "a.m." or "p.m.": 14:45, 9:00 (nine o'clock), 14:00 (fourteen hundred)."""
    hour = int(hours)
    if minute:
        return f"{cardinal(hour) if hour else 'zero'} {two_figures(minute)}"
    if hour == 0:
        return "midnight"
    return f"{cardinal(hour)} o'clock" if hour <= 12 else f"{cardinal(hour)} hundred"


def half_day_clock(hours: str, minute: int) -> str:
    """The same in twelve hours: "15:30" → "three thirty P.M"; 9:00 could be either, 09:00 is the morning."""
    hour = int(hours) % 24
    if (1 <= hour <= 12 and not hours.startswith("0")) or (hour == minute == 0):
        return day_clock(hours, minute)
    return f"{clock(f'{(hour - 1) % 12 + 1}:{minute:02}')} {half_words('pm' if hour >= 12 else 'am')}"


def say_clock(match: re.Match[str], day: DayClock = day_clock) -> str:
    """ "14:45" → "fourteen forty five"."""
    return f"{day(match['hour'], int(match['minute']))}{zone_words(match['zone'])}"


def say_clocks(match: re.Match[str], day: DayClock = day_clock) -> str:
    """ "09:00-17:30" → "nine o'clock to seventeen thirty"."""
    first = day(match["hour"], int(match["minute"]))
    return f"{first} to {day(match['hour2'], int(match['minute2']))}{zone_words(match['zone'])}"


def counted(figures: str, unit: str) -> str:
    """ "one hour", "five minutes"."""
    value = int(figures)
    return f"{cardinal(value)} {unit}{'' if value == 1 else 's'}"


def say_duration(match: re.Match[str]) -> str:
    """ "2:05:32" → "two hours five minutes and thirty two seconds"."""
    hours, minutes = counted(match["hour"], "hour"), counted(match["minute"], "minute")
    half = f" {half_words(match['half'])}" if match["half"] else ""
    return f"{hours} {minutes} and {counted(match['second'], 'second')}{half}{zone_words(match['zone'])}"


def say_hours_minutes(match: re.Match[str]) -> str:
    """ "2h 15min" → "two hours fifteen minutes"."""
    said = [f"{number(match['hour'])} {'hour' if match['hour'] == '1' else 'hours'}"]
    said += ["and"] if match["and"] else []
    return " ".join([*said, counted(match["minute"], "minute")])


def say_hundred_hours(match: re.Match[str]) -> str:
    """ "at 0600 GMT" → "at oh six hundred G.M.T"."""
    hour, minute = int(match["hour"]), int(match["minute"])
    start = f"oh {cardinal(hour)}" if 0 < hour < 10 else cardinal(hour)
    end = "hundred" if not minute else two_figures(minute)
    zone = " hours" if match["zone"].strip().startswith("h") else zone_words(match["zone"])
    return f"{start} {end}{zone}"


def say_race(match: re.Match[str]) -> str:
    """ "3:29.45" → "three minutes twenty nine point four five seconds"."""
    return f"{counted(match['minute'], 'minute')} {number(match['second'].lstrip('0') or '0')} seconds"


def say_half(match: re.Match[str]) -> str:
    """ "a.m." that an earlier class has not joined to its hour."""
    return half_words(match[0])


def rules(twelve: bool) -> list[Rule]:
    """All rules of time; ``twelve`` says 15:30 as "three thirty P.M"."""
    if not twelve:
        return RULES
    in_twelve: dict[Say, Say] = {
        say_clock: partial(say_clock, day=half_day_clock),
        say_clocks: partial(say_clocks, day=half_day_clock),
        say_hundred_hours: partial(say_clock, day=half_day_clock),
    }
    return [replace(one, say=in_twelve.get(one.say, one.say)) for one in RULES]


RULES = [
    rule("time", r"(?<![\w.,:])12:00(?=\ (?:noon|midnight)\b)", lambda match: "twelve", ":"),
    rule(
        "duration",
        r"(?<![\w.,:])(?P<minute>\d{1,2}):(?P<second>[0-5]\d\.\d{1,3})(?![\w:])",
        say_race,
        "0123456789 :",
    ),
    rule(
        "time",
        r"(?<=\b(?:at|by)\ )(?P<hour>0\d)(?P<minute>[0-5]\d)(?P<zone>(?!\w))(?![.,:-]\d)",
        say_hundred_hours,
        FIGURES,
    ),
    rule(
        "duration",
        rf"(?<![\w.,:])(?P<hour>\d{{1,2}}):(?P<minute>[0-5]\d):(?P<second>[0-5]\d)(?P<half>{HALF})?(?P<zone>{ZONE})?(?![\w:])",
        say_duration,
        "0123456789 :",
    ),
    rule(
        "time",
        rf"(?<![\w.,:$])(?P<first>{CLOCK})(?P<before>{HALF})?(?P<join>\ ?[-–—]\ ?|\ to\ |\ and\ )"
        rf"(?P<time>{CLOCK})(?P<half>{HALF})(?P<zone>{ZONE})?(?!\w)",
        say_times,
        FIGURES,
    ),
    rule(
        "time", rf"(?<![\w.,:$])(?P<time>{CLOCK})(?P<half>{HALF})(?P<zone>{ZONE})?(?!\w)", say_time, FIGURES
    ),
    rule(
        "time",
        r"(?<![\w.,:])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)\ ?[-–—]\ ?"
        rf"(?P<hour2>[01]?\d|2[0-4]):(?P<minute2>[0-5]\d)(?P<zone>{ZONE})?(?![\w:])",
        say_clocks,
        "0123456789 :",
    ),
    rule(
        "time",
        rf"(?<![\w.,:])(?P<hour>\d{{1,2}}):(?P<minute>[0-5]\d)(?P<zone>{ZONE})?(?![\w:]|[.,]\d)",
        say_clock,
        "0123456789 :",
    ),
    rule(
        "time",
        r"(?<![\w.,:])(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)"
        rf"(?P<zone>{ZONE}|\ hours|\ ?hrs?\b\.?|(?=\ local\ time))(?!\w)",
        say_hundred_hours,
        FIGURES,
    ),
    rule(
        "time",
        rf"(?<![\w.,:])(?P<hour>[01]?\d|2[0-3])\.(?P<minute>[0-5]\d)"
        rf"(?P<zone>{ZONE}|(?=\ (?:local|Kyiv|Moscow)\ time))(?!\w)",
        say_clock,
        "0123456789 .",
    ),
    rule(
        "duration",
        r"(?<![\w.,:])(?P<hour>\d{1,2})h(?P<minute>[0-5]\d)(?P<and>)(?!\w)",
        say_hours_minutes,
        "0123456789 h",
    ),
    rule(
        "duration",
        r"(?<!\w)(?<!\d[.,])(?P<hour>\d{1,3})\ ?(?:h|hrs?|hours?)\.?(?P<and>\ and)?,?"
        r"\ ?(?P<minute>\d{1,2})\ ?(?:m|min|mins|minutes?)\b\.?",
        say_hours_minutes,
        FIGURES,
    ),
    rule("time", r"(?<=\ue000)\ ?hrs\b", lambda match: " hours", "0123456789 h"),
    rule("time", r"(?<=\ue000)\ ?[-–]\ ?(?=(?:noon|midnight)\b)", lambda match: " to ", "-–"),
    rule("time", r"(?:(?<=\bnoon)|(?<=\bmidnight))\ ?[-–]\ ?(?=\ue000)", lambda match: " to ", "-–"),
    rule("time", r"\b(?:[ap]\.\ ?m\.|(?<=[a-z]\ )[AP]M\b)", say_half, "mM"),
]
