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
        ("Гасіння тривало 2 години.", "Гасіння тривало дві години."),
        ("Через 3 години, понад 22 години.", "Через три години, понад двадцять дві години."),
        ("Протягом 1 години, за 24 години.", "Протягом однієї години, за двадцять чотири години."),
        (
            "До 5 години ранку, з 9 до 18 години.",
            "До п'ятої години ранку, з дев'ятої до вісімнадцятої години.",
        ),
        ("О 8-й ранку у 92-й ОМБр тихо.", "О восьмій ранку у дев'яносто другій ОМБр тихо."),
        (
            "Збили Х-101, Ту-95МС і Су-35.",
            "Збили ха сто один, Ту дев'яносто п'ять ем ес і Су тридцять п'ять.",
        ),
        ("Комплекс С-300 на 330-кВ.", "Комплекс ес триста на триста тридцять кіловольт."),
        ("Привезли 5 т борошна.", "Привезли п'ять тонн борошна."),
        ("Людовік XIV танцював.", "Людовік чотирнадцятий танцював."),
    ],
    "ru": [
        ("24 февраля 2022 года.", "двадцать четвёртого февраля две тысячи двадцать второго года."),
        (
            "В 2023 году погибли 2 тыс. человек.",
            "В две тысячи двадцать третьем году погибли две тысячи человек.",
        ),
        ("Это 100 руб.", "Это сто рублей"),
        ("Сбили Су-34 и С-300.", "Сбили Су тридцать четыре и эс триста."),
    ],
    "de": [
        ("Am 3. Oktober 1990.", "Am dritten Oktober neunzehnhundertneunzig."),
        ("Es kostet 5,4 Mio. Euro.", "Es kostet fünf Komma vier Millionen Euro."),
        ("Um 14.30 Uhr waren es 20 km.", "Um vierzehn Uhr dreißig waren es zwanzig Kilometer."),
        ("Obst, z. B. ca. 1.000.000 Birnen.", "Obst, zum Beispiel circa eine Million Birnen."),
        ("Er bekam $3.5m und US-$ 5.", "Er bekam drei Komma fünf Millionen Dollar und fünf US-Dollar."),
        ("Sie zahlte £2bn, nicht C$ 5.", "Sie zahlte zwei Milliarden Pfund, nicht C$ 5."),
        (
            "In der 21. Wahlperiode, mit der 4. Klage.",
            "In der einundzwanzigsten Wahlperiode, mit der vierten Klage.",
        ),
        ("Das Buch in 3. Auflage, nach 2. Versuch.", "Das Buch in dritter Auflage, nach zweitem Versuch."),
        ("Nun gewann der 2. Sprung vor der 1. Hand.", "Nun gewann der zweite Sprung vor der ersten Hand."),
        ("Mit 1 Frau, vor 1 Jahr, für 1 Euro.", "Mit einer Frau, vor einem Jahr, für einen Euro."),
        (
            "Nach § 5 Abs. 1 S. 2, siehe S. 12.",
            "Nach Paragraf fünf Absatz eins Satz zwei, siehe Seite zwölf.",
        ),
        (
            "In der 89. Min. traf er nach 10 s.",
            "In der neunundachtzigsten Minute traf er nach zehn Sekunden.",
        ),
        ("Im 19. Jh. waren es rd. 50.", "Im neunzehnten Jahrhundert waren es rund fünfzig."),
        (
            "Am 5. Dez. war die Min. Temperatur tief.",
            "Am fünften Dezember war die Min. Temperatur tief.",
        ),
    ],
    "fr": [
        ("Le 1er mai 2024, à 14h30.", "Le premier mai deux mille vingt-quatre, à quatorze heures trente."),
        ("Mme Duval a 12 500 €.", "Madame Duval a douze mille cinq cents euros."),
        ("Le 21e siècle, 5 %.", "Le vingt et unième siècle, cinq pour cent."),
        ("Il a reçu $3.5m, puis A$5m.", "Il a reçu trois virgule cinq millions de dollars, puis A$5m."),
        ("Entre $3-5bn, non $2 billion.", "Entre trois à cinq milliards de dollars, non $2 billion."),
        ("Mgr Petit, 12 pts, vit à St-Rémy.", "Monseigneur Petit, douze points, vit à Saint-Rémy."),
        ("Le 18e arr., c.-à-d. le nord.", "Le dix-huitième arrondissement, c'est-à-dire le nord."),
    ],
    "es": [
        ("El 24 de febrero de 2022.", "El veinticuatro de febrero de dos mil veintidós."),
        ("El Sr. Ruiz pagó $5 millones.", "El señor Ruiz pagó cinco millones de dólares."),
        ("Tiene 21 años y 5,4 %.", "Tiene veintiún años y cinco coma cuatro por ciento."),
        ("Son US$ 5 mil millones o $ 2 mil.", "Son cinco mil millones de dólares o dos mil dólares."),
        ("Habló D. Luis, no J. D. Pérez.", "Habló don Luis, no J. D. Pérez."),
    ],
    "it": [
        ("Il 1º maggio, 5,4%.", "Il primo maggio, cinque virgola quattro per cento."),
        ("Il sig. Rossi ha 50 €.", "Il signor Rossi ha cinquanta euro."),
        ("Sono € 5 mila, non $ 2 mila miliardi.", "Sono cinque mila euro, non due mila miliardi di dollari."),
        ("Erano 5mila, con 5 milanesi.", "Erano cinquemila, con cinque milanesi."),
    ],
    "pl": [
        ("24 lutego 2022 r.", "dwudziestego czwartego lutego dwa tysiące dwudziestego drugiego roku"),
        ("W 2023 roku 2 osoby.", "W dwa tysiące dwudziestym trzecim roku dwie osoby."),
        ("O 14:30 za 100 zł.", "O czternastej trzydzieści za sto złotych."),
    ],
    "pt": [
        ("Às 14h30 havia 2 pessoas.", "Às catorze e trinta havia duas pessoas."),
        ("Custa R$ 50 e 5,4%.", "Custa cinquenta reais e cinco vírgula quatro por cento."),
        ("São R$ 3 mil milhões.", "São três mil milhões de reais."),
    ],
}


@pytest.mark.parametrize(
    ("language", "printed", "said"), [(key, *pair) for key, pairs in READINGS.items() for pair in pairs]
)
def test_reading(language: str, printed: str, said: str) -> None:
    assert spoken(printed, language).rstrip(".") == said.rstrip(".")


@pytest.mark.parametrize(("language", "letter"), [("el", "Μ"), ("de", "Μ"), ("en", "M"), ("en-GB", "M")])
def test_a_greek_capital_stands_for_million_in_english_copy_only(language: str, letter: str) -> None:
    assert spoken("Μ", language) == letter


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
    ("uk", ["Ремонт коштує 2,5 тис.", "Це багато.", "Їх уже 12 млн.", "Він знає."]),
    ("de", ["Es waren 12 Mio.", "Tel. 5 ist da.", "Tor in der 89. Min.", "Keller traf."]),
    ("de", ["Das kostet 3 Mio. Euro.", "Es sind rd. 30 Leute."]),
    ("fr", ["Il cite l’art. 12 de la loi.", "Il vit au 12 av. Foch.", "Mort en 50 av. J.-C. à Rome."]),
    ("de", ["Er wurde 5.", "Danach ging er.", "Am 3. Oktober kam er nicht."]),
]


@pytest.mark.parametrize(("language", "parts"), SENTENCES)
def test_sentences_end_where_they_end(language: str, parts: list[str]) -> None:
    assert sentences(" ".join(parts), language) == parts
