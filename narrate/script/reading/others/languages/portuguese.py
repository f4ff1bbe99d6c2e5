"""Portuguese."""

from __future__ import annotations

from narrate.script.reading.others.tables import LATIN_UNITS, Language, forms, pairs, table

PT = Language(
    "pt",
    groups=". ",
    minus="menos",
    plus="mais",
    to="a",
    versus="a",
    by="por",
    conjunction="e",
    percent=forms("por_cento por_cento"),
    money=table("""
R$: real reais
US$: dólar dólares
$: dólar dólares
USD: dólar dólares
€: euro euros
EUR: euro euros
euro: euro euros
euros: euro euros
reais: real reais
£: libra libras
₴: grívnia grívnias
¥: iene ienes
"""),
    cents=table("""
real: centavo centavos
euro: cêntimo cêntimos
dólar: cêntimo cêntimos
libra: péni pence
"""),
    before_cents="e",
    scales=table("""
mi: milhão milhões
mil milhões: mil_milhões mil_milhões
mil: mil mil
bi: bilhão bilhões
tri: trilhão trilhões
milh: milhão milhões
bilh: bilhão bilhões
trilh: trilhão trilhões
"""),
    of="de",
    months="janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    per="por",
    units=LATIN_UNITS,
    own_units=table("""
kg: quilo quilos
min: minuto minutos
"""),
    abbreviations=pairs("""
Sr. | senhor
Sra. | senhora
Srs. | senhores
Dr. A | doutor
Dra. A | doutora
Prof. | professor
Profa. | professora
Exmo. | excelentíssimo
Exma. | excelentíssima
Gen. A | general
Cel. A | coronel
Av. A | avenida
av. | avenida
nº | número
n.º | número
pág. | página
págs. | páginas
art. 0 | artigo
arts. 0 | artigos
etc. | et cetera
p. ex. | por exemplo
aprox. | aproximadamente
a.C. | antes de Cristo
a. C. | antes de Cristo
d.C. | depois de Cristo
d. C. | depois de Cristo
EUA | Estados Unidos
"""),
    named="número",
    feminine=(
        "mulher vez vezes noite parte classe morte nave torre sede chave mãe série gente tarde rede lei leis "
        "cor"
    ),
    masculine=(
        "problema sistema programa tema dia mapa planeta clima idioma drama atleta polícia poeta artista "
        "turista jornalista futebolista ciclista guarda diploma dilema sintoma pijama sofá colega socialista "
        "desportista especialista economista terrorista ativista analista recluta motorista"
    ),
    feminine_ends="a as ção ções são sões dade dades tude tudes gem gens",
    not_counted=(
        "a à às as para até cada contra entre durante uma era já nada agora e ou de da do em na no com por "
        "que é"
    ),
    monarchs=(
        "João Paulo Bento Pio Leão Clemente Gregório Urbano Inocêncio Pedro Luís Carlos Manuel Afonso Sancho "
        "Dinis Filipe José Miguel Francisco Henrique Napoleão Guilherme Frederico Nicolau Alexandre Ivan Jorge "
        "Eduardo Jaime Augusto Leopoldo Alberto Fernando Ramsés Harald Felipe"
    ),
    queens="Isabel Elizabeth Catarina Maria Margarida Beatriz Cristina",
)
