"""Italian."""

from __future__ import annotations

from narrate.script.reading.others.tables import LATIN_UNITS, Language, forms, pairs, table

IT = Language(
    "it",
    groups=". '",
    minus="meno",
    plus="più",
    to="a",
    versus="a",
    by="per",
    conjunction="e",
    percent=forms("per_cento per_cento"),
    money=table("""
$: dollaro dollari
US$: dollaro dollari
USD: dollaro dollari
€: euro euro
EUR: euro euro
euro: euro euro
£: sterlina sterline
₴: grivnia grivnie
¥: yen yen
zł: zloty zloty
CHF: franco_svizzero franchi_svizzeri
"""),
    cents=table("""
euro: centesimo centesimi
dollaro: centesimo centesimi
sterlina: penny pence
franco svizzero: centesimo centesimi
"""),
    before_cents="e",
    scales=table("""
mln: milione milioni
mld: miliardo miliardi
mila miliardi: mila_miliardi mila_miliardi
mila: mila mila
milion: milione milioni
miliard: miliardo miliardi
"""),
    of="di",
    months="gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    per="al",
    units=LATIN_UNITS,
    own_units=table("""
kg: chilo chili
mq: metro_quadrato metri_quadrati
kmq: chilometro_quadrato chilometri_quadrati
mc: metro_cubo metri_cubi
min: minuto minuti
h: ora ore
"""),
    abbreviations=pairs("""
sig. | signor
sigg. | signori
sig.ra | signora
sig.na | signorina
dott. | dottor
dott.ssa | dottoressa
prof. | professor
prof.ssa | professoressa
ing. A | ingegner
avv. A | avvocato
arch. A | architetto
on. A | onorevole
sen. A | senatore
gen. A | generale
col. A | colonnello
mons. A | monsignor
ecc. | eccetera
etc. | eccetera
n. 0 | numero
nº | numero
pag. 0 | pagina
pagg. 0 | pagine
art. 0 | articolo
artt. 0 | articoli
ca. | circa
es. | esempio
p.es. | per esempio
p. es. | per esempio
a.C. | avanti Cristo
d.C. | dopo Cristo
a. C. | avanti Cristo
d. C. | dopo Cristo
p.zza A | piazza
v.le A | viale
c.so A | corso
"""),
    named="numero",
    feminine=(
        "notte parte classe morte nave torre sede chiave madre serie gente legge voce rete stagione mano "
        "moglie"
    ),
    masculine=(
        "milion miliard trilion problema sistema programma tema clima dramma atleta poeta artista turista "
        "giornalista ciclista cinema"
    ),
    feminine_ends="a tà tù ione",
    not_counted=(
        "a e o se di da del della in con per tra fra contro la le una il lo gli era ora contro è ha su al "
        "alla"
    ),
    monarchs=(
        "Giovanni Paolo Benedetto Pio Leone Clemente Gregorio Urbano Innocenzo Vittorio Emanuele Umberto Carlo "
        "Luigi Filippo Francesco Enrico Napoleone Guglielmo Federico Nicola Alessandro Pietro Ivan Giorgio "
        "Edoardo Giacomo Alfonso Augusto Leopoldo Alberto Ferdinando Ramses Harald Cosimo Ottone Felipe "
        "Adriano "
        "Sisto Giulio Eugenio Bonifacio"
    ),
    queens="Elisabetta Caterina Maria Margherita Beatrice Isabella Cristina",
)
