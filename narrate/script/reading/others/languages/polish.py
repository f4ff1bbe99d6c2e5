"""Polish."""

from __future__ import annotations

from narrate.script.reading.others.tables import LATIN_UNITS, Language, forms, grouped, pairs, table

PL = Language(
    "pl",
    groups=" .",
    minus="minus",
    plus="plus",
    to="–",
    versus="",
    by="na",
    conjunction="i",
    percent=forms("procent procent procent procent"),
    money=table("""
$: dolar dolary dolarów dolara
USD: dolar dolary dolarów dolara
€: euro euro euro euro
EUR: euro euro euro euro
£: funt funty funtów funta
₴: hrywna hrywny hrywien hrywny
zł: złoty złote złotych złotego
PLN: złoty złote złotych złotego
CHF: frank franki franków franka
dol.: dolar dolary dolarów dolara
¥: jen jeny jenów jena
"""),
    cents=table("""
złoty: grosz grosze groszy grosza
dolar: cent centy centów centa
euro: cent centy centów centa
funt: pens pensy pensów pensa
frank: centym centymy centymów centyma
hrywna: kopiejka kopiejki kopiejek kopiejki
"""),
    bare_cents=False,
    scales=table("""
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
    per="za",
    units=LATIN_UNITS,
    own_units=table("""
proc.: procent procent procent procent
proc: procent procent procent procent
m kw.: metr_kwadratowy metry_kwadratowe metrów_kwadratowych metra_kwadratowego
km kw.: kilometr_kwadratowy kilometry_kwadratowe kilometrów_kwadratowych kilometra_kwadratowego
gr: grosz grosze groszy grosza
min: minuta minuty minut minuty
godz: godzina godziny godzin godziny
"""),
    abbreviations=pairs("""
ul. | ulica, ulicy, ulicy, ulicę, ulicą, ulicy
al. A | aleja, alei, alei, aleję, aleją, alei
pl. A | plac, placu, placowi, plac, placem, placu
woj. | województwo, województwa, województwu, województwo, województwem, województwie
pow. | powiat, powiatu, powiatowi, powiat, powiatem, powiecie
godz. | godzina, godziny, godzinie, godzinę, godziną, godzinie
art. 0 | artykuł, artykułu, artykułowi, artykuł, artykułem, artykule
ust. 0 | ustęp, ustępu, ustępowi, ustęp, ustępem, ustępie
§ 0 | paragraf, paragrafu, paragrafowi, paragraf, paragrafem, paragrafie
pkt 0 | punkt, punktu, punktowi, punkt, punktem, punkcie
nr. 0 | numer, numeru, numerowi, numer, numerem, numerze
nr 0 | numer, numeru, numerowi, numer, numerem, numerze
str. 0 | strona, strony, stronie, stronę, stroną, stronie
s. 0 | strona, strony, stronie, stronę, stroną, stronie
prof. | profesor
dr A | doktor
hab. | habilitowany
inż. | inżynier
mgr | magister
red. A | redaktor
gen. A | generał
płk | pułkownik
kpt. | kapitan
ks. A | ksiądz
bp A | biskup
abp A | arcybiskup
św. | świętego
im. | imienia
np. | na przykład
tzw. | tak zwany
tzn. | to znaczy
tj. | to jest
m.in. | między innymi
m. in. | między innymi
itd. | i tak dalej
itp. | i tym podobne
ok. | około
ww. | wyżej wymieniony
ds. | do spraw
wg | według
p.n.e. | przed naszą erą
p. n.e. | przed naszą erą
n.e. | naszej ery
"""),
    named="numer",
    feminine=(
        "osob kobiet godzin minut sekund rakiet ton firm stron hrywn szkoł szkół dziewczyn dziewczynk sióstr "
        "siostr córk bramk książk ksiąz wsie fabryk bomb wojn rund drużyn płyt nagrod ulic mile osad gmin "
        "komend jednostk karetk ofiar sztuk butelk kopiejk spółk uczelni noc rzecz armi parti tablic "
        "szkod spraw umow ustaw rodzin kopalni elektrowni ciężarówk matk nauczycielk uczennic pielęgniark"
    ),
    feminine_ends="cje cja cję sje sja zje zja ości ość",
    masculine="mężczyzn kolega kierowc goście",
    government=grouped("""
genitive: do od z ze bez dla około ok. ok powyżej poniżej spośród wśród mniej więcej niespełna
genitive: ciągu oprócz obok koło
dative: dzięki wbrew przeciwko ku
instrumental: między przed
locative: przy
accusative: za przez na w we po o ponad
"""),
    noun_cases=grouped("""
instrumental: ami
locative: ach
dative: om
"""),
    not_counted=(
        "w we na do od z ze za po i a ale lub czy nie był była było byli przeciw przez dla przy jak że o"
    ),
    monarchs=(
        "Karol Jerzy Henryk Ludwik Filip Wilhelm Fryderyk Napoleon Aleksand Mikołaj Piotr Iwan Paweł Paw "
        "Benedykt Leon Pius Klemens Grzegorz Edward Alfons August Zygmunt Stanisław Władysław Kazimierz "
        "Bolesław Mieszk Ramzes Ferdynand Leopold Jan Juan Albert Harald Konstanty Felipe"
    ),
    queens="Elżbiet Katarzyn Mari Małgorzat Ann Wiktori Beatrycz Izabel Krystyn",
    centuries=grouped("""
nominative: wiek
genitive: wieku
instrumental: wiekiem
dative: wiekowi
plural genitive: wieków
"""),
)
