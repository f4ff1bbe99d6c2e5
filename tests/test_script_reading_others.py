"""How the other languages are read: numbers, dates, money and common abbreviations, and nothing half-translated."""

from __future__ import annotations

import pytest

from narrate.script import spoken
from narrate.script.reading.others.tables import LANGUAGES

READINGS = {
    "uk": [
        ("24 лютого 2022 року.", "двадцять четвертого лютого дві тисячі двадцять другого року."),
        (
            "У 2023 році було 12 500 ракет.",
            "У дві тисячі двадцять третьому році було дванадцять тисяч п'ятсот ракет.",
        ),
        ("Ціна зросла на 5,4%.", "Ціна зросла на п'ять кома чотири відсотка."),
        ("Це $2,5 млрд або 100 грн.", "Це два кома п'ять мільярда доларів або сто гривень."),
        ("О 14:30 було -15°C.", "О чотирнадцятій тридцять було мінус п'ятнадцять градусів Цельсія."),
        ("Дві ракети, 21 ракету, 2 тонни.", "Дві ракети, двадцять одну ракету, дві тонни."),
        ("Від 24-го до 90-х.", "Від двадцять четвертого до дев'яностих."),
        ("Він живе на вул. Лісовій.", "Він живе на вулиці Лісовій."),
    ],
    "ru": [
        ("24 февраля 2022 года.", "двадцать четвёртого февраля две тысячи двадцать второго года."),
        (
            "В 2023 году погибли 2 тыс. человек.",
            "В две тысячи двадцать третьем году погибли две тысячи человек.",
        ),
        ("Это 100 руб.", "Это сто рублей"),
    ],
    "de": [
        ("Am 3. Oktober 1990.", "Am dritten Oktober neunzehnhundertneunzig."),
        ("Es kostet 5,4 Mio. Euro.", "Es kostet fünf Komma vier Millionen Euro."),
        ("Um 14.30 Uhr waren es 20 km.", "Um vierzehn Uhr dreißig waren es zwanzig Kilometer."),
        ("Obst, z. B. ca. 1.000.000 Birnen.", "Obst, zum Beispiel circa eine Million Birnen."),
    ],
    "fr": [
        ("Le 1er mai 2024, à 14h30.", "Le premier mai deux mille vingt-quatre, à quatorze heures trente."),
        ("Mme Duval a 12 500 €.", "Madame Duval a douze mille cinq cents euros."),
        ("Le 21e siècle, 5 %.", "Le vingt et unième siècle, cinq pour cent."),
    ],
    "es": [
        ("El 24 de febrero de 2022.", "El veinticuatro de febrero de dos mil veintidós."),
        ("El Sr. Ruiz pagó $5 millones.", "El señor Ruiz pagó cinco millones de dólares."),
        ("Tiene 21 años y 5,4 %.", "Tiene veintiún años y cinco coma cuatro por ciento."),
    ],
    "it": [
        ("Il 1º maggio, 5,4%.", "Il primo maggio, cinque virgola quattro per cento."),
        ("Il sig. Rossi ha 50 €.", "Il signor Rossi ha cinquanta euro."),
    ],
    "pl": [
        ("24 lutego 2022 r.", "dwudziestego czwartego lutego dwa tysiące dwudziestego drugiego roku"),
        ("W 2023 roku 2 osoby.", "W dwa tysiące dwudziestym trzecim roku dwie osoby."),
        ("O 14:30 za 100 zł.", "O czternastej trzydzieści za sto złotych."),
    ],
    "pt": [
        ("Às 14h30 havia 2 pessoas.", "Às catorze e trinta havia duas pessoas."),
        ("Custa R$ 50 e 5,4%.", "Custa cinquenta reais e cinco vírgula quatro por cento."),
    ],
}


@pytest.mark.parametrize(
    ("language", "printed", "said"), [(key, *pair) for key, pairs in READINGS.items() for pair in pairs]
)
def test_reading(language: str, printed: str, said: str) -> None:
    assert spoken(printed, language).rstrip(".") == said.rstrip(".")


@pytest.mark.parametrize("language", ["fi", "ja", "", "zz"])
def test_a_language_without_rules_stays_as_it_is(language: str) -> None:
    assert spoken("Hinta nousi 5,4 % ja $20", language) == "Hinta nousi 5,4 % ja $20"


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_names_with_figures_and_addresses_stay_as_they_are(language: str) -> None:
    assert spoken("F-16 https://example.org/a/2024 press@example.org", language) == (
        "F-16 https://example.org/a/2024 press@example.org"
    )


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_plain_number_and_every_year_is_said(language: str) -> None:
    for number in [*range(0, 130), *range(1100, 2100, 37), 999_999, 1_000_000]:
        assert not any(char.isdigit() for char in spoken(f"x {number} x", language)), number
