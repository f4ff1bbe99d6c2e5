"""The form of a language's tables; the tables themselves stand in ``languages/``, one file a language.

Forms of a noun stand in the order one | few | many | other (CLDR's plural categories). In Slavic languages
"few" goes with two to four, "many" with five and more, and "other" is the genitive singular behind
decimals; elsewhere "other" is the plural.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from narrate.script.reading.fold import fold

Forms = tuple[str, str, str, str]
CASES = ("nominative", "genitive", "dative", "accusative", "instrumental", "locative")


def forms(text: str) -> Forms:
    """ "one few many other", or "one other" for languages with two forms; "_" stands for a space."""
    words = [word.replace("_", " ") for word in text.split()]
    if len(words) == 2:
        return words[0], words[1], words[1], words[1]
    one, few, many, other = words
    return one, few, many, other


def table(text: str) -> dict[str, Forms]:
    """Lines of "key: forms"."""
    rows = (line.partition(": ") for line in text.strip().splitlines())
    return {key.strip(): forms(words) for key, _, words in rows}


def pairs(text: str) -> dict[str, str]:
    """Lines of "key | value"; keys as they stand in a folded text."""
    rows = (line.partition("|") for line in text.strip().splitlines())
    return {fold(short.strip()): words.strip() for short, _, words in rows}


def grouped(text: str) -> dict[str, str]:
    """Lines of "value: words" turned round: word → value."""
    rows = (line.partition(": ") for line in text.strip().splitlines())
    return {word.replace("_", " "): value.strip() for value, _, words in rows for word in words.split()}


@dataclass(frozen=True)
class Language:
    """The tables of one language."""

    code: str
    groups: str
    """Marks between groups of three figures."""
    minus: str
    plus: str
    to: str
    """Between the two ends of a range; "–" where the language would need other cases."""
    versus: str
    """Between the two sides of a score; "" where they just follow."""
    by: str
    """Between the sides of a surface: "zehn mal fünfzehn"."""
    conjunction: str
    percent: Forms
    money: dict[str, Forms]
    scales: dict[str, Forms]
    """Million and its kin, by abbreviation and by the stem of the written word."""
    months: str
    """The months as they stand in a date, from January."""
    units: dict[str, str]
    """Printed unit → CLDR's name of it."""
    decimal: str = ","
    per: str = ""
    """Between a price and what it buys: "euros por metro cuadrado"."""
    of: str = ""
    """Between a scale word and what it counts: "de" of "cinq millions de dollars"."""
    cents: dict[str, Forms] = field(default_factory=dict)
    """The hundredth part of a currency, by the currency's name."""
    before_cents: str = ""
    """What stands between whole and hundredth: "con" of "cuatro euros con cincuenta"."""
    bare_cents: bool = True
    """Whether the hundredth part is said without its name behind a whole."""
    own_units: dict[str, Forms] = field(default_factory=dict)
    """Printed units that CLDR does not have or names otherwise than the news does."""
    abbreviations: dict[str, str] = field(default_factory=dict)
    """As printed → as said. " 0" behind the key asks for a figure behind it, " A" for a capital, " <" for a figure
    in front; six forms parted by "," are the cases in their order.
    """
    named: str = "number"
    """What "№" stands for."""
    feminine: str = ""
    """Beginnings of feminine nouns that their endings do not show."""
    masculine: str = ""
    """Beginnings of nouns whose endings look feminine and that are not."""
    feminine_ends: str = ""
    government: dict[str, str] = field(default_factory=dict)
    """Preposition → the case that it asks of a number."""
    noun_cases: dict[str, str] = field(default_factory=dict)
    """Ending of a counted noun → the case that it shows."""
    not_counted: str = ""
    """Words behind a number that are not what is counted."""
    monarchs: str = ""
    """Beginnings of the names of monarchs and popes, which Roman numerals follow."""
    queens: str = ""
    centuries: dict[str, str] = field(default_factory=dict)
    """The word that stands beside a century → what it is said as; Slavic ones with their case."""


LATIN_UNITS = {
    "km": "length-kilometer",
    "m": "length-meter",
    "cm": "length-centimeter",
    "mm": "length-millimeter",
    "kg": "mass-kilogram",
    "g": "mass-gram",
    "mg": "mass-milligram",
    "t": "mass-tonne",
    "ha": "area-hectare",
    "km²": "area-square-kilometer",
    "m²": "area-square-meter",
    "m2": "area-square-meter",
    "km2": "area-square-kilometer",
    "m³": "volume-cubic-meter",
    "m3": "volume-cubic-meter",
    "l": "volume-liter",
    "ml": "volume-milliliter",
    "km/h": "speed-kilometer-per-hour",
    "m/s": "speed-meter-per-second",
    "°C": "temperature-celsius",
    "° C": "temperature-celsius",
    "°": "angle-degree",
    "kW": "power-kilowatt",
    "MW": "power-megawatt",
    "GW": "power-gigawatt",
    "kWh": "energy-kilowatt-hour",
    "Hz": "frequency-hertz",
    "MHz": "frequency-megahertz",
    "GHz": "frequency-gigahertz",
    "GB": "digital-gigabyte",
    "MB": "digital-megabyte",
    "TB": "digital-terabyte",
}
CYRILLIC_UNITS = {
    "км": "length-kilometer",
    "м": "length-meter",
    "см": "length-centimeter",
    "мм": "length-millimeter",
    "кг": "mass-kilogram",
    "г": "mass-gram",
    "мг": "mass-milligram",
    "т": "mass-tonne",
    "га": "area-hectare",
    "км²": "area-square-kilometer",
    "м²": "area-square-meter",
    "м2": "area-square-meter",
    "кв. м": "area-square-meter",
    "кв.м": "area-square-meter",
    "кв. км": "area-square-kilometer",
    "кв.км": "area-square-kilometer",
    "м³": "volume-cubic-meter",
    "м3": "volume-cubic-meter",
    "куб. м": "volume-cubic-meter",
    "куб.м": "volume-cubic-meter",
    "л": "volume-liter",
    "мл": "volume-milliliter",
    "км/год": "speed-kilometer-per-hour",
    "км/ч": "speed-kilometer-per-hour",
    "м/с": "speed-meter-per-second",
    "°C": "temperature-celsius",
    "°С": "temperature-celsius",
    "° C": "temperature-celsius",
    "° С": "temperature-celsius",
    "°": "angle-degree",
    "кВт": "power-kilowatt",
    "МВт": "power-megawatt",
    "ГВт": "power-gigawatt",
    "кВт·год": "energy-kilowatt-hour",
    "кВт⋅год": "energy-kilowatt-hour",
    "кВт·ч": "energy-kilowatt-hour",
    "ГБ": "digital-gigabyte",
    "МБ": "digital-megabyte",
}
