"""How the other languages are read: numbers, dates, money and common abbreviations, and nothing half-translated."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.script import sentences, spoken
from narrate.script.reading import read
from narrate.script.reading.others.languages import LANGUAGES
from tests.bench import languages as bench

READINGS = {
    "uk": [
        ("24 лютого 2022 року.", "двадцять четвертого лютого дві тисячі двадцять другого року."),
        (
            "У 2023 році було 12 500 ракет.",
            "У дві тисячі двадцять третьому році було дванадцять тисяч п'ятсот ракет.",
        ),
        ("Ціна зросла на 5,4%.", "Ціна зросла на п'ять цілих чотири десятих відсотка."),
        ("Це $2,5 млрд або 100 грн.", "Це дві цілих п'ять десятих мільярда доларів або сто гривень."),
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


MARKS = "0123456789 .,:/-–%€$°ºIVXстргrwme'№§½"
"""What the rules look for; other letters come beside it."""
UNSAID = re.compile(r"[\d%€$£₴₽¥°§/+]")
DATES = {
    "uk": ("{day} {name} {year} року", "{day:02}.{month:02}.{year}", "{year}-{month:02}-{day:02}"),
    "ru": ("{day} {name} {year} г.", "{day:02}.{month:02}.{year}"),
    "pl": ("{day} {name} {year} r.", "{day:02}.{month:02}.{year}"),
    "de": ("{day}. {name} {year}", "{day:02}.{month:02}.{year}"),
    "fr": ("{day} {name} {year}", "{day:02}/{month:02}/{year}"),
    "es": ("{day} de {name} de {year}", "{day}/{month}/{year}", "{day}-{month}-{year}"),
    "it": ("{day} {name} {year}", "{day}/{month}/{year}"),
    "pt": ("{day} de {name} de {year}", "{day:02}/{month:02}/{year}"),
    "nl": ("{day} {name} {year}", "{day}-{month}-{year}"),
}


def unsaid(text: str, language: str) -> str:
    """What was said if a figure or a sign is left in it, else nothing."""
    said = " ".join(token.spoken for token in read(f"x {text} x", language))
    return f"{text} → {said}" if UNSAID.search(said) else ""


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_numbers_to_a_million_leave_no_figure_and_no_sign(language: str) -> None:
    tables = LANGUAGES[language]
    draw = random.Random(language)
    for number in [*range(0, 125), 999_999, 1_000_000, *(draw.randrange(1_000_001) for _ in range(60))]:
        grouped = f"{number:,}".replace(",", tables.groups[0])
        for text in (
            f"{number}",
            grouped,
            f"{number} %",
            f"-{grouped}%",
            f"{number},5 %",
            f"{number}–{number + 5} %",
        ):
            assert not unsaid(text, language)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_money_and_units_leave_no_figure_and_no_sign(language: str) -> None:
    tables = LANGUAGES[language]
    for number in (0, 1, 2, 3, 5, 11, 12, 21, 22, 101, 1991, 250_000):
        for sign in tables.money:
            assert not unsaid(f"{number} {sign}", language)
            assert not unsaid(f"{number},{number % 90 + 10} {sign}", language)
        for sign in "€$£":
            assert not unsaid(f"{sign}{number}", language)
        for unit in {*tables.units, *tables.own_units}:
            assert not unsaid(f"{number} {unit}", language)
            assert not unsaid(f"{number},5 {unit}", language)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_twenty_years_of_dates_leave_no_figure(language: str) -> None:
    months, day, draw = LANGUAGES[language].months.split(), date(2006, 1, 1), random.Random(language)
    while day < date(2026, 1, 1):
        for form in DATES[language]:
            text = form.format(day=day.day, month=day.month, year=day.year, name=months[day.month - 1])
            assert not unsaid(text, language)
        day += timedelta(days=draw.randint(1, 90))


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_times_of_the_day_leave_no_figure(language: str) -> None:
    for hour in range(24):
        for minute in (0, 5, 30, 59):
            assert not unsaid(f"{hour}:{minute:02}", language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Er kam nur bis Kapitel drei. Das wissen alle nicht."),
        ("fr", "Le procès ne commence pas. Ce soir, il n'y a rien. De Me à Vie."),
        ("es", "No vino. Mi padre dice que no. La CIA y el FMI no mixtan."),
        ("it", "Non c'è più. Di lui non si sa nulla: mix, Livia, CD."),
        ("pt", "Não veio. O Mil não é número. Vi o CD."),
        ("pl", "Nie przyszedł. Mix i CD nie są na liście. Ani r. ani w. nie znaczą."),
        ("uk", "Не прийшов. Її мати не знає. Він не ст. і не р."),
        ("ru", "Не пришёл. Их не было. Это не в. и не г."),
    ],
)
def test_words_without_figures_stay_as_they_are(language: str, text: str) -> None:
    assert spoken(text, language) == text


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@given(text=st.text(st.one_of(st.sampled_from(MARKS), st.characters()), max_size=80))
def test_any_text_is_read_and_shown_in_full(language: str, text: str) -> None:
    assert " ".join(token.shown for token in read(text, language)).split() == text.split()


FLOORS = {
    "uk": 0.95,
    "ru": 0.95,
    "de": 0.95,
    "pl": 0.95,
    "fr": 0.95,
    "es": 0.95,
    "it": 0.95,
    "pt": 0.95,
    "nl": 0.9,
}
"""Share of the sentences in ``tests/bench/languages`` that must be read right."""


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_the_share_of_news_sentences_read_right(language: str) -> None:
    shares = bench.shares(language)
    assert shares["right"] >= FLOORS[language], shares
    assert shares["wrong"] <= 0.04, shares


SENTENCES = [
    ("uk", ["У 2015 р. Петренко поїхав.", "Помер він у 1950 р.", "Поховали його вдома."]),
    ("uk", ["Це коштує 5 тис. грн.", "Потім подорожчало."]),
    ("ru", ["По ст. 105 ему грозит срок.", "Купил за 5 тыс. руб.", "Потом уехал."]),
    ("pl", ["W latach 20. XX wieku miasto rosło.", "Ma 6 tys. 500 zł.", "Na 100. urodziny nie przyszedł."]),
    ("nl", ["Prof. dr. De Vries ging weg.", "Niemand wist het."]),
    ("cs", ["Bydlí v domě č. 5.", "Stojí to hodně.", "Přišel 3. května."]),
    ("pt", ["No séc. III a cidade cresceu.", "Depois caiu."]),
    ("it", ["Mele, pere, ecc.", "Poi andò via."]),
    ("de", ["Er wurde 5.", "Danach ging er.", "Am 3. Oktober kam er nicht."]),
]


@pytest.mark.parametrize(("language", "parts"), SENTENCES)
def test_sentences_end_where_they_end(language: str, parts: list[str]) -> None:
    assert sentences(" ".join(parts), language) == parts
