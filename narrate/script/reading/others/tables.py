"""What eight languages need besides CLDR and num2words: one entry a language, readable by an editor.

Forms stand in the order one | few | many | other (CLDR's plural categories; "other" serves decimals in Slavic
languages and every plural elsewhere).
"""

from __future__ import annotations

from dataclasses import dataclass, field

Forms = tuple[str, str, str, str]


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
    """Lines of "abbreviation | words" or "abbreviation | words / words behind a preposition of place"."""
    rows = (line.split("|") for line in text.strip().splitlines())
    return {short.strip(): words.strip() for short, words in rows}


@dataclass(frozen=True)
class Language:
    """The tables of one language."""

    code: str
    decimal: str
    """The decimal mark; "," or "."."""
    groups: str
    """Marks between groups of three figures."""
    minus: str
    to: str
    """Between the two ends of a range; "–" where the language would need other cases."""
    conjunction: str
    percent: Forms
    money: dict[str, Forms]
    scales: dict[str, Forms]
    """Million and its kin, by abbreviation and by the stem of the written word."""
    of: str = ""
    """Between a scale word and what it counts: "de" of "cinq millions de dollars"."""
    months: str = ""
    """The months as they stand in a date, from January."""
    abbreviations: dict[str, str] = field(default_factory=dict)
    feminine: str = ""
    """Beginnings of common feminine nouns, currencies, units and scales, for "two" and "one"."""
    ones: dict[str, str] = field(default_factory=dict)
    """The last word of a number in front of a feminine noun."""
    units: dict[str, str] = field(default_factory=dict)
    """Printed unit → CLDR's name of it."""


LATIN_UNITS = {
    "km": "length-kilometer",
    "m": "length-meter",
    "cm": "length-centimeter",
    "mm": "length-millimeter",
    "kg": "mass-kilogram",
    "g": "mass-gram",
    "t": "mass-tonne",
    "ha": "area-hectare",
    "km²": "area-square-kilometer",
    "m²": "area-square-meter",
    "l": "volume-liter",
    "km/h": "speed-kilometer-per-hour",
    "°C": "temperature-celsius",
    "° C": "temperature-celsius",
    "°": "angle-degree",
    "kW": "power-kilowatt",
    "MW": "power-megawatt",
    "GW": "power-gigawatt",
    "kWh": "energy-kilowatt-hour",
    "Hz": "frequency-hertz",
    "MHz": "frequency-megahertz",
    "GB": "digital-gigabyte",
    "MB": "digital-megabyte",
}
CYRILLIC_UNITS = {
    "км": "length-kilometer",
    "м": "length-meter",
    "см": "length-centimeter",
    "мм": "length-millimeter",
    "кг": "mass-kilogram",
    "г": "mass-gram",
    "т": "mass-tonne",
    "га": "area-hectare",
    "км²": "area-square-kilometer",
    "м²": "area-square-meter",
    "л": "volume-liter",
    "км/год": "speed-kilometer-per-hour",
    "км/ч": "speed-kilometer-per-hour",
    "°C": "temperature-celsius",
    "°С": "temperature-celsius",
    "° C": "temperature-celsius",
    "°": "angle-degree",
    "кВт": "power-kilowatt",
    "МВт": "power-megawatt",
    "ГВт": "power-gigawatt",
    "кВт·год": "energy-kilowatt-hour",
    "ГБ": "digital-gigabyte",
    "МБ": "digital-megabyte",
}

UK = Language(
    "uk",
    ",",
    " .",
    "мінус",
    "–",
    "і",
    forms("відсоток відсотки відсотків відсотка"),
    table("""
$: долар долари доларів долара
€: євро євро євро євро
£: фунт фунти фунтів фунта
₴: гривня гривні гривень гривні
грн: гривня гривні гривень гривні
грн.: гривня гривні гривень гривні
zł: злотий злоті злотих злотого
₽: рубль рублі рублів рубля
"""),
    table("""
тис: тисяча тисячі тисяч тисячі
млн: мільйон мільйони мільйонів мільйона
млрд: мільярд мільярди мільярдів мільярда
трлн: трильйон трильйони трильйонів трильйона
тисяч: тисяча тисячі тисяч тисячі
мільйон: мільйон мільйони мільйонів мільйона
мільярд: мільярд мільярди мільярдів мільярда
трильйон: трильйон трильйони трильйонів трильйона
"""),
    months="січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    abbreviations=pairs("""
вул. | вулиця / вулиці
просп. | проспект / проспекті
пров. | провулок / провулку
пл. | площа / площі
обл. | область / області
р-н | район
проф. | професор
акад. | академік
ген. | генерал
полк. | полковник
ім. | імені
св. | святий
див. | дивись
напр. | наприклад
та ін. | та інші
і т. д. | і так далі
і т.д. | і так далі
і т. п. | і тому подібне
тощо | тощо
м. | місто
"""),
    feminine=(
        "тисяч гривн тонн людин дитин жінк годин хвилин секунд ракет машин країн област осіб особ сторін "
        "дівчин школ лікарн атак позиці родин копій"
    ),
    ones={"один": "одна", "два": "дві"},
    units=CYRILLIC_UNITS,
)
RU = Language(
    "ru",
    ",",
    " .",
    "минус",
    "–",
    "и",
    forms("процент процента процентов процента"),
    table("""
$: доллар доллара долларов доллара
€: евро евро евро евро
£: фунт фунта фунтов фунта
₴: гривна гривны гривен гривны
₽: рубль рубля рублей рубля
руб: рубль рубля рублей рубля
руб.: рубль рубля рублей рубля
грн: гривна гривны гривен гривны
"""),
    table("""
тыс: тысяча тысячи тысяч тысячи
млн: миллион миллиона миллионов миллиона
млрд: миллиард миллиарда миллиардов миллиарда
трлн: триллион триллиона триллионов триллиона
тысяч: тысяча тысячи тысяч тысячи
миллион: миллион миллиона миллионов миллиона
миллиард: миллиард миллиарда миллиардов миллиарда
триллион: триллион триллиона триллионов триллиона
"""),
    months="января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    abbreviations=pairs("""
ул. | улица / улице
просп. | проспект / проспекте
пер. | переулок / переулке
пл. | площадь / площади
обл. | область / области
р-н | район
проф. | профессор
акад. | академик
ген. | генерал
полк. | полковник
им. | имени
св. | святой
см. | смотри
напр. | например
и др. | и другие
и т. д. | и так далее
и т.д. | и так далее
и т. п. | и тому подобное
т. е. | то есть
т.е. | то есть
"""),
    feminine=(
        "тысяч гривен гривн тонн женщин минут секунд недел ракет машин стран област сторон девоч школ больниц "
        "атак"
    ),
    ones={"один": "одна", "два": "две"},
    units=CYRILLIC_UNITS,
)
PL = Language(
    "pl",
    ",",
    " .",
    "minus",
    "–",
    "i",
    forms("procent procent procent procent"),
    table("""
$: dolar dolary dolarów dolara
€: euro euro euro euro
£: funt funty funtów funta
₴: hrywna hrywny hrywien hrywny
zł: złoty złote złotych złotego
PLN: złoty złote złotych złotego
"""),
    table("""
tys: tysiąc tysiące tysięcy tysiąca
mln: milion miliony milionów miliona
mld: miliard miliardy miliardów miliarda
bln: bilion biliony bilionów biliona
tysi: tysiąc tysiące tysięcy tysiąca
milion: milion miliony milionów miliona
miliard: miliard miliardy miliardów miliarda
bilion: bilion biliony bilionów biliona
"""),
    months="stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    abbreviations=pairs("""
ul. | ulica / ulicy
al. | aleja / alei
prof. | profesor
dr | doktor
gen. | generał
płk | pułkownik
ks. | ksiądz
św. | święty
im. | imienia
np. | na przykład
tzw. | tak zwany
tzn. | to znaczy
m.in. | między innymi
itd. | i tak dalej
itp. | i tym podobne
ok. | około
godz. | godzina
nr | numer
"""),
    feminine="osob kobiet godzin minut sekund rakiet ton firm stron hrywn szkół szkoły",
    ones={"dwa": "dwie"},
    units=LATIN_UNITS,
)
DE = Language(
    "de",
    ",",
    ". '",
    "minus",
    "bis",
    "und",
    forms("Prozent Prozent"),
    table("""
$: Dollar Dollar
€: Euro Euro
£: Pfund Pfund
₴: Hrywnja Hrywnja
CHF: Franken Franken
EUR: Euro Euro
"""),
    table("""
Tsd: tausend tausend
Mio: Million Millionen
Mrd: Milliarde Milliarden
Bio: Billion Billionen
Million: Million Millionen
Milliarde: Milliarde Milliarden
Billion: Billion Billionen
"""),
    months="Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    abbreviations=pairs("""
z. B. | zum Beispiel
z.B. | zum Beispiel
d. h. | das heißt
d.h. | das heißt
u. a. | unter anderem
u.a. | unter anderem
bzw. | beziehungsweise
ca. | circa
etc. | et cetera
usw. | und so weiter
evtl. | eventuell
ggf. | gegebenenfalls
inkl. | inklusive
Nr. | Nummer
Dr. | Doktor
Prof. | Professor
St. | Sankt
Str. | Straße
Mio. | Millionen
Mrd. | Milliarden
vgl. | vergleiche
"""),
    feminine="Million Milliarde Billion Stunde Minute Sekunde Person Tonne Woche Frau",
    ones={"eins": "eine"},
    units=LATIN_UNITS,
)
FR = Language(
    "fr",
    ",",
    " ",
    "moins",
    "à",
    "et",
    forms("pour_cent pour_cent"),
    table("""
$: dollar dollars
€: euro euros
£: livre livres
₴: hryvnia hryvnias
CHF: franc_suisse francs_suisses
EUR: euro euros
"""),
    table("""
M: million millions
Md: milliard milliards
Mds: milliard milliards
million: million millions
milliard: milliard milliards
"""),
    of="de",
    months="janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    abbreviations=pairs("""
M. | Monsieur
MM. | Messieurs
Mme | Madame
Mmes | Mesdames
Mlle | Mademoiselle
Dr | Docteur
Me | Maître
St | Saint
Ste | Sainte
bd | boulevard
av. | avenue
etc. | et cetera
env. | environ
p. ex. | par exemple
n° | numéro
n o | numéro
"""),
    feminine="heure minute seconde femme personne tonne semaine livre fille",
    ones={"un": "une"},
    units=LATIN_UNITS,
)
ES = Language(
    "es",
    ",",
    ". ",
    "menos",
    "a",
    "y",
    forms("por_ciento por_ciento"),
    table("""
$: dólar dólares
€: euro euros
£: libra libras
₴: grivna grivnas
EUR: euro euros
"""),
    table("""
mill: millón millones
M: millón millones
millon: millón millones
millón: millón millones
billon: billón billones
billón: billón billones
"""),
    of="de",
    months="enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    abbreviations=pairs("""
Sr. | señor
Sra. | señora
Srta. | señorita
Dr. | doctor
Dra. | doctora
D. | don
Dña. | doña
Prof. | profesor
Gral. | general
Avda. | avenida
Av. | avenida
núm. | número
n.º | número
pág. | página
EE. UU. | Estados Unidos
EE.UU. | Estados Unidos
EEUU | Estados Unidos
etc. | etcétera
p. ej. | por ejemplo
aprox. | aproximadamente
Ud. | usted
Uds. | ustedes
"""),
    feminine="hora persona mujer libra tonelada semana niña casa vez veces",
    ones={"uno": "una", "veintiuno": "veintiuna"},
    units=LATIN_UNITS,
)
IT = Language(
    "it",
    ",",
    ". '",
    "meno",
    "a",
    "e",
    forms("per_cento per_cento"),
    table("""
$: dollaro dollari
€: euro euro
£: sterlina sterline
₴: grivnia grivnie
EUR: euro euro
"""),
    table("""
mln: milione milioni
mld: miliardo miliardi
milion: milione milioni
miliard: miliardo miliardi
"""),
    of="di",
    months="gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    abbreviations=pairs("""
sig. | signor
Sig. | signor
sig.ra | signora
Sig.ra | signora
dott. | dottor
Dott. | dottor
prof. | professor
Prof. | professor
ing. | ingegner
Ing. | ingegner
avv. | avvocato
Avv. | avvocato
on. | onorevole
gen. | generale
ecc. | eccetera
n. | numero
pag. | pagina
ca. | circa
p.es. | per esempio
S. | San
"""),
    feminine="ora persona donna sterlina tonnellata settimana",
    ones={"uno": "una"},
    units=LATIN_UNITS,
)
PT = Language(
    "pt",
    ",",
    ". ",
    "menos",
    "a",
    "e",
    forms("por_cento por_cento"),
    table("""
R$: real reais
US$: dólar dólares
$: dólar dólares
€: euro euros
£: libra libras
₴: grívnia grívnias
"""),
    table("""
mi: milhão milhões
mil: mil mil
bi: bilhão bilhões
milh: milhão milhões
bilh: bilhão bilhões
"""),
    of="de",
    months="janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    abbreviations=pairs("""
Sr. | senhor
Sra. | senhora
Dr. | doutor
Dra. | doutora
Prof. | professor
Profa. | professora
Gen. | general
Av. | avenida
nº | número
n.º | número
pág. | página
etc. | et cetera
p. ex. | por exemplo
aprox. | aproximadamente
EUA | Estados Unidos
"""),
    feminine="hora pessoa mulher libra tonelada semana pessoas mulheres horas toneladas semanas vezes",
    ones={"um": "uma", "dois": "duas"},
    units=LATIN_UNITS,
)
LANGUAGES = {one.code: one for one in (UK, RU, PL, DE, FR, ES, IT, PT)}
