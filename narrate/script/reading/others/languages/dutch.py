"""Dutch."""

from __future__ import annotations

from narrate.script.reading.others.tables import LATIN_UNITS, Language, forms, pairs, table

NL = Language(
    "nl",
    groups=". ",
    minus="min",
    plus="plus",
    to="tot",
    versus="",
    by="bij",
    conjunction="en",
    percent=forms("procent procent"),
    money=table("""
$: dollar dollar
US$: dollar dollar
USD: dollar dollar
€: euro euro
EUR: euro euro
£: pond pond
₴: hryvnia hryvnia
¥: yen yen
zł: zloty zloty
"""),
    cents=table("""
euro: cent cent
dollar: cent cent
pond: pence pence
"""),
    scales=table("""
mln: miljoen miljoen
mld: miljard miljard
miljoen: miljoen miljoen
miljard: miljard miljard
"""),
    months="januari februari maart april mei juni juli augustus september oktober november december",
    per="per",
    units=LATIN_UNITS,
    own_units=table("""
km/u: kilometer_per_uur kilometer_per_uur
kg: kilo kilo
min.: minuut minuten
"""),
    abbreviations=pairs("""
bijv. | bijvoorbeeld
bv. | bijvoorbeeld
d.w.z. | dat wil zeggen
o.a. | onder andere
m.a.w. | met andere woorden
t/m | tot en met
ca. | circa
enz. | enzovoort
etc. | et cetera
nr. 0 | nummer
art. 0 | artikel
blz. 0 | bladzijde
p. 0 | pagina
dhr. A | de heer
mevr. A | mevrouw
mw. A | mevrouw
dr. A | doctor
prof. | professor
ir. A | ingenieur
mr. A | meester
n.Chr. | na Christus
v.Chr. | voor Christus
"""),
    named="nummer",
    not_counted="in op aan om en of te van met naar bij de het dat een tot",
    monarchs=(
        "Willem Filips Karel Lodewijk Hendrik Frederik Napoleon Alexander Nicolaas Peter Johannes Paulus "
        "Benedictus Leo Pius Clemens Gregorius Albert Boudewijn Leopold Ferdinand Felipe Charles Harald Carlos"
    ),
    queens="Elizabeth Catharina Maria Margrethe Beatrix Isabella Christina",
)
