"""Dates: days, months, years, decades, centuries, quarters; ranges of them; all-figure forms."""

from __future__ import annotations

import re
from functools import partial

from narrate.script.reading.english.acronyms import spell
from narrate.script.reading.english.context import counts_things, word_after, word_before
from narrate.script.reading.english.numerals import START, cardinal, ordinal, plural, two_figures, year
from narrate.script.reading.english.times import day_clock
from narrate.script.reading.rule import Rule, rule
from narrate.script.tables import ordered, words

MONTHS = ordered("January February March April May June July August September October November December")
SHORT_MONTHS = ordered("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")
MONTH_NUMBERS = {
    name.lower(): number for names in (MONTHS, SHORT_MONTHS) for number, name in enumerate(names, 1)
}
MONTH_NUMBERS |= {"sept": 9}
MONTH = (
    r"(?!(?:may|march|mar)\b(?!,?\ \d|[.,;)]|$))"
    rf"(?:(?i:{'|'.join(MONTHS)})|(?i:{'|'.join([*SHORT_MONTHS, 'Sept'])})\b\.?)"
)
"""Names as people type them; "may" and "march" in small letters are verbs unless a figure or a mark follows."""
WEEKDAYS = {
    "mon": "Monday",
    "tue": "Tuesday",
    "tues": "Tuesday",
    "wed": "Wednesday",
    "weds": "Wednesday",
    "thu": "Thursday",
    "thur": "Thursday",
    "thurs": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}
WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
SUFFIX = r"(?:st|nd|rd|th)?"
YEAR = r"(?:1\d{3}|2[01]\d{2})"
DASH = r"\ ?[-–—]\ ?"
TO = rf"(?:{DASH}|\ to\ |\ through\ |\ and\ |\ or\ )"
ERA = r"(?:B\.?C\.?E\.?|B\.?C\.?|A\.?D\.?|C\.?E\.?)"
YEAR_PREPOSITIONS = words(
    """
    in since by until till from of during before after about circa around early late mid spring
    summer autumn fall winter between through year years and to or for than
    """
)
"""Words in front of a bare year."""
SURE_PREPOSITIONS = words(
    """
    in since until till during circa early late mid spring summer autumn fall winter year
    """
)
FIGURES = "0123456789"


def month_name(text: str) -> str:
    """ "Feb." → "February"."""
    return MONTHS[MONTH_NUMBERS[text.rstrip(".").lower()] - 1]


def two_days(match: re.Match[str]) -> str:
    """Two days of one month: "third to fifth"."""
    joint = match["join"].strip()
    word = joint if joint in ("through", "and", "or") else "to"
    return f"{ordinal(int(match['day']))} {word} {ordinal(int(match['last']))}"


def year_words(text: str | None) -> str:
    """A year of a date, behind its comma."""
    return f", {year(int(text))}" if text else ""


def say_month_day(match: re.Match[str]) -> str:
    """ "Feb. 24, 2022" → "February twenty fourth, twenty twenty two"."""
    return f"{month_name(match['month'])} {ordinal(int(match['day']))}{year_words(match['year'])}"


def say_month_days(match: re.Match[str]) -> str | None:
    """ "March 3–5" → "March third to fifth"; not "on March 3 and 20 people"."""
    if counts_things(word_after(match)):
        return None
    return f"{month_name(match['month'])} {two_days(match)}{year_words(match['year'])}"


def say_month_days_apart(match: re.Match[str]) -> str:
    """ "April 28-May 3" → "April twenty eighth to May third"."""
    first = f"{month_name(match['month'])} {ordinal(int(match['day']))}{year_words(match['first'])}"
    return f"{first} to {month_name(match['until'])} {ordinal(int(match['last']))}{year_words(match['year'])}"


def say_day_month(match: re.Match[str]) -> str:
    """ "12 December" → "the twelfth of December"; no second article after "the"."""
    article = "" if word_before(match) == "the" else "the "
    days = two_days(match) if match["join"] else ordinal(int(match["day"]))
    return f"{article}{days} of {month_name(match['month'])}{year_words(match['year']).replace(',', '')}"


def say_days_of_months(match: re.Match[str]) -> str:
    """ "28 Feb-3 March" → "the twenty eighth of February to the third of March"."""
    article = "" if word_before(match) == "the" else "the "
    first = f"{article}{ordinal(int(match['day']))} of {month_name(match['month'])}"
    of_year = year_words(match["year"]).replace(",", "")
    return f"{first} to the {ordinal(int(match['last']))} of {month_name(match['until'])}{of_year}"


def say_ordinal_of_month(match: re.Match[str]) -> str:
    """ "the 4th of July" keeps its own words."""
    of_year = year_words(match["year"]).replace(",", "")
    return f"{ordinal(int(match['day']))} of {month_name(match['month'])}{of_year}"


def say_month_year(match: re.Match[str]) -> str | None:
    """ "Sept. 2023" → "September twenty twenty three"."""
    return f"{month_name(match['month'])} {year(int(match['year']))}"


def say_month_years(match: re.Match[str]) -> str:
    """ "Jan. 2020-Feb. 2021" → "January twenty twenty to February twenty twenty one"."""
    first = f"{month_name(match['month'])} {year(int(match['first']))}"
    return f"{first} to {month_name(match['until'])} {year(int(match['last']))}"


def say_month(match: re.Match[str]) -> str | None:
    """A shortened month on its own, when its full stop and capital show that it is one."""
    return month_name(match[0])


def say_months(match: re.Match[str]) -> str:
    """ "Jan.–March" → "January to March"."""
    of_year = year_words(match["year"]).replace(",", "")
    return f"{month_name(match['month'])} to {month_name(match['until'])}{of_year}"


def say_weekdays(match: re.Match[str]) -> str:
    """ "Mon-Fri" → "Monday to Friday"."""
    first, last = (WEEKDAYS.get(match[name].lower(), match[name]) for name in ("first", "last"))
    return f"{first} to {last}"


def say_weekday(match: re.Match[str]) -> str:
    """ "Mon., March 3"; in front of a date, or within a sentence."""
    return WEEKDAYS[match[0].strip(".").lower()]


def numeric(day: int, month: int, value: str, british: bool) -> str | None:
    """A date of figures; ``None`` if there is no such day; a year of two figures stays one ("oh five")."""
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    said_year = year(int(value)) if len(value) == 4 else two_figures(int(value))
    if british:
        return f"the {ordinal(day)} of {MONTHS[month - 1]} {said_year}"
    return f"{MONTHS[month - 1]} {ordinal(day)}, {said_year}"


def short_year(value: int) -> str:
    """The year of "Q4 '05": a window of a hundred years up to 2049."""
    return year(2000 + value if value < 50 else 1900 + value)


def say_iso(match: re.Match[str], british: bool) -> str | None:
    """ "2022-02-24" and "2022-02-24T09:05:00Z" → "February twenty fourth, twenty twenty two, nine oh five"."""
    said = numeric(int(match["day"]), int(match["month"]), match["year"], british)
    if not said or not match["hour"]:
        return said
    return f"{said}, {day_clock(match['hour'], int(match['minute']))}{' U.T.C' if match['utc'] else ''}"


def say_slashed(match: re.Match[str], british: bool) -> str | None:
    """ "02/24/2022": the month first in American English, unless there is no such month."""
    first, second = int(match[1]), int(match[2])
    if (british and second <= 12) or first > 12:
        first, second = second, first
    return numeric(second, first, match[3], british)


def say_dotted(match: re.Match[str], british: bool) -> str | None:
    """ "24.02.2022": nobody who writes full stops puts the month first."""
    return numeric(int(match[1]), int(match[2]), match[3], british)


def say_dashed(match: re.Match[str]) -> str:
    """ "24-Feb-2022" → "the twenty fourth of February twenty twenty two"."""
    value = match["year"]
    said_year = year(int(value)) if len(value) == 4 else two_figures(int(value))
    article = "" if word_before(match) in ("a", "the") else "the "
    return f"{article}{ordinal(int(match['day']))} of {month_name(match['month'])} {said_year}"


def say_month_slash_day(match: re.Match[str], british: bool) -> str | None:
    """ "on 5/24", "5/24": a date behind "on", or where the bottom is no number that people take parts of."""
    first, second = int(match[1]), int(match[2])
    day, month = (first, second) if british else (second, first)
    on = word_before(match) == "on"
    if not (1 <= month <= 12 and 1 <= day <= 31) or not (on or (day > 12 and day not in COMMON_PARTS)):
        return None
    return f"the {ordinal(day)} of {MONTHS[month - 1]}" if british else f"{MONTHS[month - 1]} {ordinal(day)}"


COMMON_PARTS = frozenset({15, 16, 20, 25, 30})
"""Of what people say fifteenths, sixteenths, …; nobody says twenty thirds."""


def numeric_rules(british: bool) -> list[Rule]:
    """Dates of figures; whether day or month comes first is the only thing that differs."""
    edge, end = r"(?<![\w.,/-])", r"(?![\w/]|[-.,]\d)"
    clock = r"(?:T(?P<hour>\d\d):(?P<minute>[0-5]\d)(?::\d\d(?:\.\d{1,6})?)?(?:(?P<utc>Z)|[+-]\d\d:?\d\d)?)?"
    iso, slashed, dotted, short = (
        partial(say, british=british) for say in (say_iso, say_slashed, say_dotted, say_month_slash_day)
    )
    return [
        rule(
            "date",
            rf"{edge}(?P<year>{YEAR})(?:-|/)(?P<month>\d{{1,2}})(?:-|/)(?P<day>\d{{1,2}}){clock}{end}",
            iso,
            FIGURES,
        ),
        rule("date", rf"{edge}(\d{{1,2}})/(\d{{1,2}})/({YEAR}|\d{{2}}){end}", slashed, FIGURES),
        rule("date", rf"{edge}(\d{{1,2}})\.(\d{{1,2}})\.({YEAR}){end}", dotted, FIGURES),
        rule("date", rf"{edge}(\d{{1,2}})-(\d{{1,2}})-({YEAR}){end}", slashed, FIGURES),
        rule(
            "date",
            rf"{edge}(?P<day>{DAY})-(?P<month>{MONTH})-(?P<year>{YEAR}|\d\d){end}",
            say_dashed,
            FIGURES,
        ),
        rule("date", rf"{edge}9/11{end}(?!\ {MONTH})", lambda match: "nine eleven", "/"),
        rule("date", rf"{edge}(\d{{1,2}})/(\d{{1,2}}){end}(?!\ {MONTH})", short, "/"),
    ]


def decade(text: str) -> str:
    """ "1990" → "nineteen nineties", "80" → "eighties", "2000" → "two thousands"."""
    value = int(text)
    return plural(year(value) if value >= 100 else cardinal(value))


def say_decades(match: re.Match[str]) -> str | None:
    """ "the 1960s-80s" → "the nineteen sixties to eighties", "'70s", "in his 30s"."""
    if match["last"]:
        return f"{decade(match['first'])} to {decade(match['last'])}"
    return decade(match["first"])


def say_years(match: re.Match[str]) -> str | None:
    """ "1980-1990", "2022–23"; not two numbers that count something, and not backwards."""
    first, last = match["first"], match["last"]
    full = last if len(last) == 4 else first[: 4 - len(last)] + last
    round_figures = int(first) % 50 == int(full) % 50 == 0
    counted = round_figures and counts_things(word_after(match))
    if int(full) <= int(first) or (counted and word_before(match) not in ("the", "in", "from")):
        return None
    said = year(int(last)) if len(last) == 4 else two_figures(int(last))
    return f"{year(int(first))} to {said}"


def say_span(match: re.Match[str]) -> str | None:
    """ "from 987 to 1328", "between 1066 and 1087": years, unless something is counted."""
    if counts_things(word_after(match)) or int(match["first"]) >= int(match["last"]):
        return None
    return f"{match['from']} {year(int(match['first']))} {match['to']} {year(int(match['last']))}"


def say_era(match: re.Match[str]) -> str:
    """ "44 B.C.", "A.D. 79", "the 3rd century BCE"."""
    letters = spell((match["era"] or match["before"]).replace(".", ""))
    said = year(int(match["year"] or match["year2"]))
    return f"{said} {letters}" if match["era"] else f"{letters} {said}"


def say_eras(match: re.Match[str]) -> str:
    """ "1279–1213 BC": years, although they fall."""
    return f"{year(int(match['first']))} to {year(int(match['last']))} {spell(match['era'].replace('.', ''))}"


def say_about(match: re.Match[str]) -> str:
    """ "c.1847" → "circa eighteen forty seven"."""
    return f"circa {year(int(match['year']))}"


def say_fiscal(match: re.Match[str]) -> str:
    """ "FY2023" → "fiscal year twenty twenty three"."""
    value = match[1]
    return f"fiscal year {year(int(value)) if len(value) == 4 else cardinal(int(value))}"


def say_quarter(match: re.Match[str]) -> str:
    """ "Q4 2023" → "Q four twenty twenty three"."""
    value = match["year"]
    said = f" {year(int(value)) if len(value) == 4 else short_year(int(value))}" if value else ""
    return f"{match[1]} {cardinal(int(match[2]))}{said}"


def say_quarters(match: re.Match[str]) -> str:
    """ "Q1-Q3" → "Q one to Q three"."""
    return f"Q {cardinal(int(match[1]))} to Q {cardinal(int(match[2]))}"


def say_prefixed(match: re.Match[str]) -> str:
    """ "pre-2014" → "pre twenty fourteen", "mid-2023"."""
    return f"{match[1]} {year(int(match[2]))}"


def say_short_year(match: re.Match[str]) -> str:
    """ "July '98" → "July ninety eight"."""
    return two_figures(int(match["short"]))


def say_year(match: re.Match[str]) -> str | None:
    """A bare year: four figures without a comma that count nothing."""
    value, before = int(match["year"]), word_before(match).strip("(\"'")
    if before in ("$", "no.", "number", "room", "flight", "route", "highway", "page"):
        return None
    noun = word_after(match)
    counted = counts_things(noun) and before not in YEAR_PREPOSITIONS - {
        "of",
        "about",
        "around",
        "for",
        "than",
        "to",
        "and",
        "or",
    }
    if counted and not determined(before):
        return None
    if value > 2099 and before not in SURE_PREPOSITIONS | {"by"}:
        return None
    if value < 1100 and before not in SURE_PREPOSITIONS | {"by", "from", "after", "before", "of"}:
        return None
    return year(value)


def determined(word: str) -> bool:
    """Whether "the", "its" or "Ukraine's" in front makes the figures a year: "the 2022 attacks"."""
    return word in ("the", "its", "his", "her", "their", "our", "this", "that", "a", "an") or word.endswith(
        "'s"
    )


YEAR_END = rf"(?:,?\ (?P<year>{YEAR})(?![\d,.]\d|\d|-\d))?"
END = r"(?![\w,.]?\d|\w)"


def rules(british: bool) -> list[Rule]:
    """All date rules, the longest forms first."""
    return [*numeric_rules(british), *DAY_RULES, *YEAR_RULES]


DAY_RULES = [
    rule("date", rf"\b(?P<month>{MONTH})[-–](?P<until>{MONTH})(?!\w|\ {DAY}\b){YEAR_END}", say_months, "-–"),
    rule("date", rf"\b({'|'.join(WEEKDAYS)})\b\.?(?=,?\ (?:{MONTH}|{DAY}\ {MONTH}))", say_weekday, "", re.I),
    rule(
        "date",
        rf"\b(?P<month>{MONTH})\ ?(?P<day>{DAY}){SUFFIX}(?:,\ (?P<first>{YEAR}))?{TO}"
        rf"(?P<until>{MONTH})\ ?(?P<last>{DAY}){SUFFIX}{YEAR_END}{END}",
        say_month_days_apart,
        FIGURES,
    ),
    rule(
        "date",
        rf"\b(?P<month>{MONTH})\ ?(?P<day>{DAY}){SUFFIX}"
        rf"(?P<join>{TO})(?P<last>{DAY}){SUFFIX}(?!\w|\ {MONTH}|:\d|[.,]\d|%)"
        rf"{YEAR_END}{END}",
        say_month_days,
        FIGURES,
    ),
    rule("date", rf"\b(?P<month>{MONTH})\ ?(?P<day>{DAY}){SUFFIX}{YEAR_END}{END}", say_month_day, FIGURES),
    rule(
        "date",
        rf"(?<=the\ )(?P<day>{DAY})(?:st|nd|rd|th)\ of\ (?P<month>{MONTH}){YEAR_END}",
        say_ordinal_of_month,
        FIGURES,
    ),
    rule(
        "date",
        rf"{START}(?P<day>{DAY}){SUFFIX}\ (?P<month>{MONTH}){DASH}(?P<last>{DAY}){SUFFIX}"
        rf"\ (?P<until>{MONTH})(?!\w){YEAR_END}",
        say_days_of_months,
        FIGURES,
    ),
    rule(
        "date",
        rf"{START}(?<!\d/)(?P<day>{DAY}){SUFFIX}(?:(?P<join>{TO}|/)(?P<last>{DAY}){SUFFIX})?"
        rf"\ (?:of\ )?(?P<month>{MONTH})(?!\w)"
        rf"(?:,?\ ?(?P<year>{YEAR})(?![\d,.]\d|\d|-\d))?",
        say_day_month,
        FIGURES,
    ),
    rule(
        "date",
        rf"\b(?P<month>{MONTH})\ (?P<first>{YEAR}){DASH}(?P<until>{MONTH})\ (?P<last>{YEAR})(?!\w|[.,]\d)",
        say_month_years,
        FIGURES,
    ),
    rule("date", rf"\b(?P<month>{MONTH}),?\ (?P<year>{YEAR})(?!\w|[.,]\d|-\d)", say_month_year, FIGURES),
    rule(
        "date",
        rf"\b(?P<first>{WEEKDAY})\.?[-–](?P<last>{WEEKDAY})\b\.?",
        say_weekdays,
        "-–",
    ),
    rule(
        "date",
        r"(?<![\w.])(Mon|Tue|Tues|Wed|Weds|Thu|Thur|Thurs|Fri|Sat|Sun)\.(?=,?\ [a-z\ue000]|[,:])"
        r"|(?<=[a-z]\ )(?:Mon|Tues?|Weds?|Thu(?:rs?)?|Fri)\.(?=[\"')]*$)"
        r"|(?<=\ue000\ )(Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?",
        say_weekday,
        ".",
    ),
    rule("date", r"\b(?:Jan|Feb|Apr|Aug|Sept|Oct|Nov|Dec)\.(?=\W|$)", say_month, "."),
]
YEAR_RULES = [
    rule(
        "decade",
        rf"(?<![\w.,$])'?(?P<first>{YEAR}|\d0)\ ?'?s(?:{DASH}'?(?P<last>(?:\d\d)?\d0)'?s)?\b",
        say_decades,
        FIGURES,
    ),
    rule(
        "years",
        rf"(?<![\w.,/-])(?P<first>{YEAR})(?:{DASH}|/)'?(?P<last>{YEAR}|\d\d)(?![\w/]|[-.,]\d)",
        say_years,
        FIGURES,
    ),
    rule(
        "years",
        rf"\b(?P<from>[Ff]rom|[Bb]etween)\ (?P<first>[1-9]\d{{2}}|{YEAR})\ (?P<to>to|until|till|and)"
        r"\ (?P<last>1\d{3})(?![\w%]|[.,:/-]\d)",
        say_span,
        FIGURES,
    ),
    rule(
        "era",
        rf"(?<![\w.,/-])(?P<first>\d{{1,4}}){DASH}(?P<last>\d{{1,4}})\ ?(?P<era>{ERA})(?!\w)",
        say_eras,
        FIGURES,
    ),
    rule(
        "year",
        rf"(?<![\w.])ca?\.\ ?(?P<year>{YEAR})(?![\w/:%]|[.,]\d|-\d|\ [a-z]{{2,20}}s\b)",
        say_about,
        "c",
    ),
    rule(
        "era",
        rf"{START}(?:(?P<year>\d{{1,4}})\ (?P<era>{ERA})(?!\w)"
        rf"|(?P<before>A\.?D\.?)\ (?P<year2>\d{{1,4}})\b)",
        say_era,
        FIGURES,
    ),
    rule("year", r"(?<=[a-z.\ue000]\ )'(?P<short>\d\d)(?![\w'])", say_short_year, "'"),
    rule("fiscal year", rf"\bFY\ ?-?({YEAR}|\d\d)\b", say_fiscal, FIGURES),
    rule("quarter", r"\bQ([1-4])[-–]Q([1-4])\b", say_quarters, "Q"),
    rule(
        "quarter",
        rf"\b([QH])([1-4])(?:,?(?:\ |-|/|')'?(?P<year>{YEAR}|\d\d(?=\W|$)))?\b",
        say_quarter,
        FIGURES,
    ),
    rule("year", rf"\b(?i:(pre|post|mid|early|late|since|non))-({YEAR})\b", say_prefixed, FIGURES),
    rule("year", r"(?<![\w.,/:$€£-])'?(?P<year>1\d{3}|2\d{3})(?![\w/:%]|[.,]\d|-\d)", say_year, FIGURES),
]
