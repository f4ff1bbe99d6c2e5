"""German."""

from __future__ import annotations

from narrate.script.reading.others.tables import LATIN_UNITS, Language, forms, pairs, table

DE = Language(
    "de",
    groups=". '",
    minus="minus",
    plus="plus",
    to="bis",
    versus="zu",
    by="mal",
    conjunction="und",
    percent=forms("Prozent Prozent"),
    money=table("""
$: Dollar Dollar
US$: Dollar Dollar
US-$: US-Dollar US-Dollar
USD: Dollar Dollar
€: Euro Euro
EUR: Euro Euro
Euro: Euro Euro
Dollar: Dollar Dollar
£: Pfund Pfund
₴: Hrywnja Hrywnja
CHF: Franken Franken
Fr.: Franken Franken
zł: Zloty Zloty
¥: Yen Yen
"""),
    cents=table("""
Euro: Cent Cent
Dollar: Cent Cent
Pfund: Pence Pence
Franken: Rappen Rappen
Zloty: Groszy Groszy
Hrywnja: Kopeken Kopeken
"""),
    scales=table("""
Tsd: tausend tausend
Mio: Million Millionen
Mill: Million Millionen
Mrd: Milliarde Milliarden
Bio: Billion Billionen
Million: Million Millionen
Milliarde: Milliarde Milliarden
Billion: Billion Billionen
"""),
    months="Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    per="pro",
    units=LATIN_UNITS,
    own_units=table("""
qm: Quadratmeter Quadratmeter
qkm: Quadratkilometer Quadratkilometer
Std.: Stunde Stunden
ct: Cent Cent
Min.: Minute Minuten
Sek.: Sekunde Sekunden
s: Sekunde Sekunden
min: Minute Minuten
"""),
    abbreviations=pairs("""
z. B. | zum Beispiel
z.B. | zum Beispiel
d. h. | das heißt
d.h. | das heißt
u. a. | unter anderem
u.a. | unter anderem
i. d. R. | in der Regel
i.d.R. | in der Regel
v. a. | vor allem
v.a. | vor allem
o. ä. | oder ähnliches
o.ä. | oder ähnliches
u. U. | unter Umständen
n. Chr. | nach Christus
v. Chr. | vor Christus
bzw. | beziehungsweise
ca. | circa
etc. | et cetera
usw. | und so weiter
evtl. | eventuell
ggf. | gegebenenfalls
inkl. | inklusive
exkl. | exklusive
bspw. | beispielsweise
sog. | sogenannte
vgl. | vergleiche
max. | maximal
min. | minimal
mind. | mindestens
rd. | rund
Min. < | Minute
Jh. < | Jahrhundert
Jhd. < | Jahrhundert
Jan. < | Januar
Jan. 0 | Januar
Feb. < | Februar
Feb. 0 | Februar
Aug. < | August
Aug. 0 | August
Sept. < | September
Sept. 0 | September
Okt. < | Oktober
Okt. 0 | Oktober
Nov. < | November
Nov. 0 | November
Dez. < | Dezember
Dez. 0 | Dezember
Nr. 0 | Nummer
Art. 0 | Artikel
Abs. 0 | Absatz
S. 0 | Seite
Kap. 0 | Kapitel
§§ 0 | Paragrafen
§ 0 | Paragraf
Dr. A | Doktor
Prof. A | Professor
Hr. A | Herr
Fr. A | Frau
St. A | Sankt
hl. A | heilige
geb. A | geborene
Str. | Straße
Mio. | Millionen
Mrd. | Milliarden
Tsd. | Tausend
"""),
    named="Nummer",
    feminine=(
        "Million Milliarde Billion Frau Mutter Tochter Hand Stadt Nacht Bank Person Partei Wahl Zahl Stadt "
        "Polizei Liga Bundesliga Kraft Fahrt Tat Haft Klinik Republik Fabrik Uhr Tür Figur Natur Kur Regel "
        "Nummer Mauer Steuer Feier Schwester Kammer Oper Insel Kugel Million Etappe Armee"
    ),
    masculine=(
        "Kunde Junge Name Zeuge Kollege Experte Franzose Russe Pole Chinese Brite Türke Grieche Schwede Däne "
        "Buchstabe Gedanke Neffe Riese Löwe Hase Affe Ende Auge Interesse Gebäude Gemälde Gelände Getreide "
        "Käse Insasse Angeklagte Verletzte Beamte Erbe Bote Biologe Psychologe Soziologe Nachkomme Pilote Tote"
    ),
    feminine_ends="ung heit keit schaft ion tät e ei",
    not_counted="in am im um an auf bis und oder zu von vom mit nach bei der die das den dem",
    monarchs=(
        "Wilhelm Friedrich Karl Heinrich Ludwig Otto Paul Benedikt Leo Pius Clemens Klemens Gregor Johannes "
        "Napoleon Alexander Nikolaus Peter Iwan Georg Eduard Philipp Felipe Alfons August Leopold Maximilian "
        "Joseph Franz Ferdinand Konrad Albrecht Ramses Carlos Harald Charles Jakob Innozenz Urban"
    ),
    queens="Elisabeth Elizabeth Katharina Maria Margrethe Beatrix Isabella Christina",
)
