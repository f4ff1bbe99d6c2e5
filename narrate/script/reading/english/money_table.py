"""Currencies: how their symbols and codes are said.

symbol or code | one | many | one hundredth | hundredths. Names follow CLDR's English; "-" means that
newspapers print no hundredths for it.
"""

from __future__ import annotations

from dataclasses import dataclass

TABLE = """
$    | dollar              | dollars              | cent     | cents
US$  | U.S dollar          | U.S dollars          | cent     | cents
USD  | U.S dollar          | U.S dollars          | cent     | cents
C$   | Canadian dollar     | Canadian dollars     | cent     | cents
CA$  | Canadian dollar     | Canadian dollars     | cent     | cents
CAD  | Canadian dollar     | Canadian dollars     | cent     | cents
A$   | Australian dollar   | Australian dollars   | cent     | cents
AU$  | Australian dollar   | Australian dollars   | cent     | cents
AUD  | Australian dollar   | Australian dollars   | cent     | cents
NZ$  | New Zealand dollar  | New Zealand dollars  | cent     | cents
NZD  | New Zealand dollar  | New Zealand dollars  | cent     | cents
HK$  | Hong Kong dollar    | Hong Kong dollars    | cent     | cents
HKD  | Hong Kong dollar    | Hong Kong dollars    | cent     | cents
S$   | Singapore dollar    | Singapore dollars    | cent     | cents
SGD  | Singapore dollar    | Singapore dollars    | cent     | cents
NT$  | Taiwan dollar       | Taiwan dollars       | cent     | cents
TWD  | Taiwan dollar       | Taiwan dollars       | cent     | cents
MX$  | Mexican peso        | Mexican pesos        | centavo  | centavos
MXN  | Mexican peso        | Mexican pesos        | centavo  | centavos
R$   | Brazilian real      | Brazilian reais      | centavo  | centavos
BRL  | Brazilian real      | Brazilian reais      | centavo  | centavos
€    | euro                | euros                | cent     | cents
EUR  | euro                | euros                | cent     | cents
£    | pound               | pounds               | penny    | pence
GBP  | pound               | pounds               | penny    | pence
¥    | yen                 | yen                  | -        | -
JPY  | yen                 | yen                  | -        | -
CN¥  | yuan                | yuan                 | fen      | fen
CNY  | yuan                | yuan                 | fen      | fen
RMB  | yuan                | yuan                 | fen      | fen
₴    | hryvnia             | hryvnias             | kopiyka  | kopiykas
UAH  | hryvnia             | hryvnias             | kopiyka  | kopiykas
₽    | ruble               | rubles               | kopek    | kopeks
RUB  | ruble               | rubles               | kopek    | kopeks
zł   | zloty               | zlotys               | grosz    | groszy
PLN  | zloty               | zlotys               | grosz    | groszy
CHF  | Swiss franc         | Swiss francs         | centime  | centimes
₹    | rupee               | rupees               | paisa    | paise
INR  | rupee               | rupees               | paisa    | paise
PKR  | Pakistani rupee     | Pakistani rupees     | paisa    | paise
₩    | won                 | won                  | -        | -
KRW  | won                 | won                  | -        | -
₺    | lira                | lira                 | kurus    | kurus
TRY  | lira                | lira                 | kurus    | kurus
₪    | shekel              | shekels              | agora    | agorot
ILS  | shekel              | shekels              | agora    | agorot
NIS  | shekel              | shekels              | agora    | agorot
₸    | tenge               | tenge                | tiyn     | tiyn
KZT  | tenge               | tenge                | tiyn     | tiyn
₾    | lari                | lari                 | tetri    | tetri
GEL  | lari                | lari                 | tetri    | tetri
₼    | manat               | manats               | qapik    | qapiks
AZN  | manat               | manats               | qapik    | qapiks
֏    | dram                | drams                | luma     | luma
AMD  | dram                | drams                | luma     | luma
₦    | naira               | naira                | kobo     | kobo
NGN  | naira               | naira                | kobo     | kobo
₱    | peso                | pesos                | centavo  | centavos
PHP  | Philippine peso     | Philippine pesos     | centavo  | centavos
₫    | dong                | dong                 | -        | -
VND  | dong                | dong                 | -        | -
฿    | baht                | baht                 | satang   | satang
THB  | baht                | baht                 | satang   | satang
₿    | bitcoin             | bitcoins             | -        | -
BTC  | bitcoin             | bitcoins             | -        | -
₡    | colon               | colones              | centimo  | centimos
₲    | guarani             | guaranis             | -        | -
₵    | cedi                | cedis                | pesewa   | pesewas
₭    | kip                 | kip                  | -        | -
₮    | tugrik              | tugriks              | -        | -
৳    | taka                | taka                 | -        | -
SEK  | Swedish krona       | Swedish kronor       | ore      | ore
NOK  | Norwegian krone     | Norwegian kroner     | ore      | ore
DKK  | Danish krone        | Danish kroner        | ore      | ore
ISK  | Icelandic krona     | Icelandic kronur     | -        | -
CZK  | Czech koruna        | Czech korunas        | haler    | halers
Kč   | Czech koruna        | Czech korunas        | haler    | halers
HUF  | forint              | forints              | -        | -
RON  | leu                 | lei                  | ban      | bani
MDL  | leu                 | lei                  | ban      | bani
BGN  | lev                 | leva                 | stotinka | stotinki
RSD  | dinar               | dinars               | para     | para
BYN  | Belarusian ruble    | Belarusian rubles    | kopek    | kopeks
ZAR  | rand                | rand                 | cent     | cents
SAR  | Saudi riyal         | Saudi riyals         | halala   | halalas
QAR  | Qatari riyal        | Qatari riyals        | dirham   | dirhams
AED  | dirham              | dirhams              | fils     | fils
EGP  | Egyptian pound      | Egyptian pounds      | piastre  | piastres
KES  | Kenyan shilling     | Kenyan shillings     | cent     | cents
IDR  | rupiah              | rupiah               | -        | -
MYR  | ringgit             | ringgit              | sen      | sen
ARS  | Argentine peso      | Argentine pesos      | centavo  | centavos
CLP  | Chilean peso        | Chilean pesos        | -        | -
LBP  | Lebanese pound      | Lebanese pounds      | -        | -
SYP  | Syrian pound        | Syrian pounds        | -        | -
IQD  | Iraqi dinar         | Iraqi dinars         | -        | -
IRR  | Iranian rial        | Iranian rials        | -        | -
UZS  | Uzbek som           | Uzbek som            | -        | -
"""


@dataclass(frozen=True, slots=True)
class Currency:
    """The names of one currency."""

    one: str
    many: str
    cent: str
    cents: str


def parse(table: str) -> dict[str, Currency]:
    """The rows of the table by symbol or code."""
    rows = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return {
        symbol: Currency(one, many, *("" if cell == "-" else cell for cell in cents))
        for symbol, one, many, *cents in rows
    }


CURRENCIES = parse(TABLE)
SCALES = {
    "k": "thousand",
    "thousand": "thousand",
    "m": "million",
    "mn": "million",
    "mln": "million",
    "mil": "million",
    "mm": "million",
    "million": "million",
    "b": "billion",
    "bn": "billion",
    "bln": "billion",
    "billion": "billion",
    "t": "trillion",
    "tn": "trillion",
    "trn": "trillion",
    "trillion": "trillion",
    "quadrillion": "quadrillion",
    "trln": "trillion",
    "lakh": "lakh",
    "crore": "crore",
}
"""What a letter or word behind an amount multiplies it by."""
