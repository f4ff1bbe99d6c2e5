"""Whole ranges of numbers, dates, currencies, units and negations: nothing is left unread and nothing is misread.

What is right comes from others than the rules: num2words for numbers, CLDR (babel) for currencies and units.
"""

from __future__ import annotations

import itertools
import random
import re
import unicodedata
from datetime import date, datetime, timedelta

import pytest
from babel import Locale
from babel.core import get_global
from babel.numbers import get_territory_currencies
from num2words import num2words

from narrate.script.reading import read
from narrate.script.reading.english.money_table import CURRENCIES, WORDLIKE

EN = Locale("en")
SIGNS = set("%‰‱/#@&*_°′″\\")


def said(text: str) -> str:
    """What is said of one sentence."""
    return " ".join(token.spoken for token in read(text, "en") if token.spoken)


def unread(text: str) -> str:
    """The figures and signs that are left in what is said."""
    return "".join(
        char for char in text if char in SIGNS or char.isnumeric() or unicodedata.category(char)[0] == "S"
    )


def assert_read(text: str) -> str:
    spoken = said(text)
    assert not unread(spoken), (text, spoken)
    return spoken


def oracle(value: int, to: str = "cardinal") -> str:
    """num2words' English without its commas, hyphens and "and"."""
    words = num2words(value, lang="en", to=to)
    return " ".join(word for word in re.split(r"[\s,-]+", words) if word != "and")


# ── numbers ──────────────────────────────────────────────────────────────────────────────────────────


def integers() -> list[int]:
    """Every kind of number up to a million: all small ones, all round ones, and a sample of the rest."""
    chance = random.Random(4)
    edges = [base + step for base in (1000, 2000, 10_000, 100_000, 999_990) for step in range(-5, 11)]
    return sorted(
        {*range(130), *range(0, 1_000_001, 4_093), *edges, *(chance.randrange(10**6) for _ in range(700))}
    )


def test_every_number_is_the_one_that_is_printed() -> None:
    for value in integers():
        words = oracle(value)
        assert said(f"They found {value:,} of them.") == f"They found {words} of them."
        assert f"{words} percent" in said(f"It rose {value:,}% in all.")
        assert f"minus {words} " in said(f"It was -{value:,} then.")


def test_every_ordinal_is_the_one_that_is_printed() -> None:
    for value in integers():
        words = oracle(value, "ordinal")
        ending = num2words(value, to="ordinal_num")[-2:]
        assert said(f"It was the {value:,}{ending} of them.") == f"It was the {words} of them."


NUMBER_FORMS = (
    "{0}-{0}", "{0}–{1}", "({0})", "{0}.", "{0}s", "{0}th", "${0}", "-{0}", "+{0}", "{0}%", "{0} km",
    "{0}mm", "{0}x", "No. {0}", "#{0}", "F-{0}", "{0}:30", "{0}/{1}", "{0}.{1}", "{0}k", "€{0}m", "{0}°",
    "1.{0}", "{0}-year-old", "~{0}",
)  # fmt: skip


def test_no_figure_is_left_in_any_form_of_number() -> None:
    chance = random.Random(5)
    for form in NUMBER_FORMS:
        for _ in range(60):
            length = chance.randrange(1, 7)
            figures = [f"{chance.randrange(10**length)}" for _ in range(2)]
            assert_read(f"So {form.format(*figures)} was it.")


# ── dates and times ──────────────────────────────────────────────────────────────────────────────────

DATES = (
    "%B {d}, %Y", "%b. {d}, %Y", "%A, %B {d}, %Y", "{d} %B %Y", "%d %b %Y", "%Y-%m-%d", "{d}-%b-%Y",
    "%B %Y", "(%b %d, %Y)", "%a., %b. {d}", "%Y/%m/%d", "the {d} of %B, %Y", "%Y-%m-%dT%H:%M:%SZ",
    "%d %B %Y, %H:%M",
)  # fmt: skip
AMBIGUOUS = ("%m/%d/%Y", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%m/%d/%y", "%m/%d", "%Y%m%d", "'%y", "%B '%y")


def days() -> list[datetime]:
    """A day a half year, over 200 years, at any time of day."""
    start = datetime(1850, 1, 1, 0, 7)
    return [start + timedelta(days=183 * step, minutes=97 * step) for step in range(400)]


def year_words(value: int) -> str:
    """num2words' year in American words: "twenty oh five" is not said of this century."""
    return (
        "two thousand" + (f" {oracle(value - 2000)}" if value > 2000 else "")
        if 2000 <= value < 2010
        else oracle(value, "year")
    )


def test_every_date_of_two_hundred_years() -> None:
    for day in days():
        for form in DATES:
            spoken = assert_read(f"It was {day.strftime(form.format(d=day.day))} that it rained.")
            assert day.strftime("%B") in spoken, (form, spoken)
            if "%d" in form or "{d}" in form:
                assert oracle(day.day, "ordinal") in spoken, (form, spoken)
            if "%Y" in form:
                assert year_words(day.year) in spoken, (form, spoken)


def test_no_figure_is_left_in_dates_that_can_be_read_in_two_ways() -> None:
    for day, form in itertools.product(days()[::4], AMBIGUOUS):
        assert_read(f"It was {day.strftime(form)} that it rained.")


def test_every_minute_of_the_day() -> None:
    for minute in range(0, 1440, 7):
        moment = datetime(2024, 1, 1) + timedelta(minutes=minute)
        for form in (
            "%H:%M",
            "%I:%M %p",
            "%I:%M%p",
            "%H%M GMT",
            "%H:%M:%S",
            "%H.%M GMT",
            "%Hh%M",
            "%H:%M–%H:59",
        ):
            assert_read(f"It began at {moment.strftime(form)} in all.")


# ── CLDR ─────────────────────────────────────────────────────────────────────────────────────────────

AMOUNTS = ("1", "5.50", "10–15 billion", "3bn")


def legal_tender() -> set[str]:
    """The codes that some country pays with, by CLDR."""
    day = date(2026, 1, 1)
    return {
        code
        for country in get_global("territory_currencies")
        for code in get_territory_currencies(country, day, tender=True)
    }


def test_every_currency_of_cldr_leaves_no_figure_and_no_sign() -> None:
    for sign in sorted({*EN.currencies, *EN.currency_symbols.values(), *CURRENCIES}):
        for amount, gap in itertools.product(AMOUNTS, (" ", "")):
            assert_read(f"It cost {sign}{gap}{amount} in all.")
            assert_read(f"It cost {amount}{gap}{sign} in all.")


def test_every_legal_tender_has_its_name() -> None:
    assert legal_tender() <= CURRENCIES.keys()
    for sign, names in CURRENCIES.items():
        assert (
            said(f"It cost {sign} 25 million in all.") == f"It cost twenty five million {names.many} in all."
        )
        assert sign == "R" or names.many in said(f"It cost 1,200 {sign} in all.")


def test_codes_that_are_words_are_money_only_before_an_amount() -> None:
    for code in WORDLIKE:
        assert "four" in said(f"The {code} 4 was there.")
        assert CURRENCIES[code].many not in said(f"The {code} 4 was there.")


SAID = """
acceleration-meter-per-square-second angle-degree angle-radian angle-revolution area-acre area-dunam
area-hectare area-square-centimeter area-square-foot area-square-inch area-square-kilometer
area-square-meter area-square-mile area-square-yard concentr-item concentr-milligram-ofglucose-per-deciliter
concentr-millimole-per-liter concentr-mole concentr-part-per-1e6 concentr-part-per-1e9 concentr-percent
concentr-permillion concentr-portion-per-1e9 energy-becquerel energy-gray energy-sievert
consumption-liter-per-kilometer consumption-mile-per-gallon digital-gigabit digital-gigabyte
digital-kilobyte digital-megabit digital-megabyte digital-petabyte digital-terabit digital-terabyte
duration-hour duration-microsecond duration-millisecond duration-nanosecond duration-night duration-second
electric-ohm electric-volt energy-british-thermal-unit energy-calorie energy-joule energy-kilocalorie
energy-kilojoule energy-kilowatt-hour force-newton frequency-gigahertz frequency-hertz frequency-kilohertz
frequency-megahertz graphics-dot-per-centimeter graphics-dot-per-inch graphics-megapixel graphics-pixel
graphics-pixel-per-centimeter graphics-pixel-per-inch length-centimeter length-decimeter length-fathom
length-kilometer length-light-year length-meter length-micrometer length-mile length-millimeter
length-nanometer length-nautical-mile length-point length-solar-radius length-yard light-candela light-lumen
light-lux light-solar-luminosity mass-dalton mass-earth-mass mass-gram mass-kilogram mass-microgram
mass-milligram mass-ounce mass-ounce-troy mass-solar-mass power-gigawatt power-horsepower power-kilowatt
power-megawatt power-milliwatt power-watt pressure-atmosphere pressure-bar pressure-hectopascal
pressure-kilopascal pressure-megapascal pressure-millibar pressure-millimeter-ofhg pressure-pascal
speed-kilometer-per-hour speed-knot speed-light-speed speed-meter-per-second speed-mile-per-hour
temperature-celsius torque-newton-meter volume-acre-foot volume-barrel volume-bushel volume-centiliter
volume-cubic-centimeter volume-cubic-foot volume-cubic-inch volume-cubic-kilometer volume-cubic-meter
volume-cubic-mile volume-cubic-yard volume-deciliter volume-fluid-ounce volume-gallon volume-hectoliter
volume-liter volume-megaliter volume-milliliter volume-quart volume-tablespoon volume-teaspoon
""".split()
"""Units that are said by CLDR's names.  Of the others newspapers print another abbreviation, or by CLDR's one mean
another thing (5 pm, 3K), or they came with a later CLDR, of whose names not all are words (25 ri [JP]).
"""


def unit_patterns() -> list[tuple[str, str, str, str]]:
    """Unit, width, plural form and pattern of every unit of CLDR."""
    return [
        (unit, width, count, pattern)
        for unit, widths in EN._data["unit_patterns"].items()
        for width in ("short", "narrow", "long")
        for count, pattern in (widths.get(width) or {}).items()
        if count in ("one", "other")
    ]


def test_every_unit_of_cldr_leaves_no_figure_and_no_sign() -> None:
    for _, _, count, pattern in unit_patterns():
        for number in ["1"] if count == "one" else ["25", "2.5", "1,500"]:
            assert_read(f"They had {pattern.format(number)} in all.")


def test_units_have_cldrs_names() -> None:
    names = {
        unit: pattern
        for unit, width, count, pattern in unit_patterns()
        if (width, count) == ("long", "other")
    }
    known = [row for row in unit_patterns() if row[0] in SAID and row[2] == "other"]
    assert len({unit for unit, *_ in known}) > 120
    for unit, _, _, pattern in known:
        expected = names[unit].format("twenty five").replace("-", " ")
        assert expected in said(f"They had {pattern.format(25)} in all.").replace("-", " "), pattern


# ── negations ────────────────────────────────────────────────────────────────────────────────────────

NEGATIONS = """
wasn't isn't aren't weren't don't doesn't didn't haven't hasn't hadn't can't couldn't won't wouldn't
shan't shouldn't mustn't mightn't needn't oughtn't daren't ain't amn't 'twasn't 'tisn't won't've
can't've couldn't've wouldn't've shouldn't've mustn't've hadn't've cannot not no never nor neither none
nothing nobody nowhere without hardly no-one non-binding un-American
""".split()
PLACES = (
    "{}", "{} 5 of 12 knew.", "He {} 50% sure.", "He said “{}”.", "He said ‘{}’ then.", "({})", "[{}] it",
    "It was {}.", "It was {}!", "{}, $5 million {}", "{}—10", "{}… 10", "“{} 24/7,” he said",
    "Gen. Fox {} St. Ives", "U.S. {} U.K.", "at 5 p.m. {} 6 p.m.", "F-16s {} Su-35s", "{} 155mm", "{}:",
    "{};", "{}/{}", "Feb. 24 {} May", "II {} IV", "NATO {} EU", "1. {} and 2.", "No. 10 {} it",
    "{} 1990s", "'{}'", "*{}*", "😀 {} 😀", "It’s {} I’m", "{}.{}", "\u00a0{}\u00a0", "{}?!", "{}™", "{}1",
    "{}²", "https://a.org {} b@c.org",
)  # fmt: skip


@pytest.mark.parametrize("apostrophe", "'’ʼ‘＇`")
def test_every_negation_survives_everywhere(apostrophe: str) -> None:
    for word, place in itertools.product(NEGATIONS, PLACES):
        if apostrophe == "'" or "'" in word:
            for form in (word, word.capitalize()):
                spoken = said(place.replace("{}", form.replace("'", apostrophe)))
                assert spoken.count(form) == place.count("{}"), (form, place, spoken)


@pytest.mark.parametrize("word", [word for word in NEGATIONS if word.isalpha() or word.count("'") == 1])
def test_shouted_negations_survive(word: str) -> None:
    for text in ("It was {}!", "He {} 50% sure.", "“{}”", "{} 24/7", "Gen. Fox {} 5 km"):
        assert word.upper() in said(text.format(word.upper().replace("'", "’")))
