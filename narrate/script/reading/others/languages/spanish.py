"""Spanish."""

from __future__ import annotations

from narrate.script.reading.others.tables import LATIN_UNITS, Language, forms, pairs, table

ES = Language(
    "es",
    groups=". ",
    minus="menos",
    plus="más",
    to="a",
    versus="a",
    by="por",
    conjunction="y",
    percent=forms("por_ciento por_ciento"),
    money=table("""
$: dólar dólares
US$: dólar dólares
USD: dólar dólares
€: euro euros
EUR: euro euros
euro: euro euros
euros: euro euros
£: libra libras
₴: grivna grivnas
¥: yen yenes
zł: zloty zlotys
"""),
    cents=table("""
euro: céntimo céntimos
dólar: centavo centavos
libra: penique peniques
grivna: kopek kopeks
"""),
    before_cents="con",
    scales=table("""
mill: millón millones
mdd: millón millones
mil millones: mil_millones mil_millones
mil: mil mil
M: millón millones
millon: millón millones
millón: millón millones
billon: billón billones
billón: billón billones
"""),
    of="de",
    months="enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    per="por",
    units=LATIN_UNITS,
    own_units=table("""
kg: kilo kilos
min: minuto minutos
h: hora horas
"""),
    abbreviations=pairs("""
Sr. | señor
Sra. | señora
Srta. | señorita
Sres. | señores
Dr. A | doctor
Dra. A | doctora
Dña. A | doña
D. A | don
D.ª A | doña
Prof. | profesor
Gral. | general
avda. | avenida
Av. A | avenida
C/ A | calle
núm. | número
n.º | número
nº | número
pág. | página
págs. | páginas
art. 0 | artículo
arts. 0 | artículos
EE. UU. | Estados Unidos
EE.UU. | Estados Unidos
EEUU | Estados Unidos
etc. | etcétera
p. ej. | por ejemplo
aprox. | aproximadamente
a. C. | antes de Cristo
a.C. | antes de Cristo
d. C. | después de Cristo
d.C. | después de Cristo
Ud. | usted
Uds. | ustedes
"""),
    named="número",
    feminine=(
        "mujer vez veces noche calle parte clase muerte nave torre sede llave madre serie gente tarde red ley "
        "leyes"
    ),
    masculine=(
        "problema sistema programa tema día mapa planeta clima idioma drama atleta policía poeta artista "
        "turista periodista futbolista ciclista guardia diploma dilema síntoma pijama sofá premio colega "
        "tenista deportista especialista economista minist socialista yihadista terrorista activista cura "
        "futbol analista recluta espía"
    ),
    feminine_ends="a as ción ciones sión siones dad dades tud tudes umbre umbres",
    not_counted=(
        "a para hasta cada contra entre durante la las una era ya nada ahora y o u de del en con por al que es "
        "mañana"
    ),
    monarchs=(
        "Felipe Carlos Fernando Alfonso Juan Pablo Benedicto Pío León Clemente Gregorio Urbano Inocencio Luis "
        "Francisco Enrique Napoleón Guillermo Federico Nicolás Alejandro Pedro Iván Jorge Eduardo Jacobo "
        "Augusto Leopoldo Alberto Ramsés Harald Mohamed Hassan Abdalá Jaime Sancho"
    ),
    queens="Isabel Catalina María Margarita Beatriz Cristina",
)
