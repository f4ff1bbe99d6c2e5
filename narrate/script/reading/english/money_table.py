"""Currencies: how their symbols and codes are said.

symbols and codes | one | many | one hundredth | hundredths. The codes are those that are legal tender by CLDR 2025,
and a few of old; the names follow CLDR's English, without the country where the name says enough; "-" means that
newspapers print no hundredths for it.
"""

from __future__ import annotations

from dataclasses import dataclass

from narrate.script.tables import words

TABLE = """
$              | dollar                     | dollars                     | cent     | cents
US$ USD        | U.S dollar                 | U.S dollars                 | cent     | cents
C$ CA$ CAD     | Canadian dollar            | Canadian dollars            | cent     | cents
A$ AU$ AUD     | Australian dollar          | Australian dollars          | cent     | cents
NZ$ NZD        | New Zealand dollar         | New Zealand dollars         | cent     | cents
HK$ HKD        | Hong Kong dollar           | Hong Kong dollars           | cent     | cents
S$ SGD         | Singapore dollar           | Singapore dollars           | cent     | cents
NT$ TWD        | Taiwan dollar              | Taiwan dollars              | cent     | cents
MX$ MXN        | Mexican peso               | Mexican pesos               | centavo  | centavos
R$ BRL         | Brazilian real             | Brazilian reais             | centavo  | centavos
€ EUR          | euro                       | euros                       | cent     | cents
£ GBP GB£      | pound                      | pounds                      | penny    | pence
¥ JPY JP¥      | yen                        | yen                         | -        | -
CN¥ CNY RMB    | yuan                       | yuan                        | fen      | fen
₴ UAH Hr Hrn   | hryvnia                    | hryvnias                    | kopiyka  | kopiykas
₽ RUB          | ruble                      | rubles                      | kopek    | kopeks
zł PLN         | zloty                      | zlotys                      | grosz    | groszy
FF FRF         | French franc               | French francs               | centime  | centimes
DM DEM         | German mark                | German marks                | pfennig  | pfennigs
CHF SFr Sfr    | Swiss franc                | Swiss francs                | centime  | centimes
₹ INR ₨ Rs. Rs | rupee                      | rupees                      | paisa    | paise
PKR            | Pakistani rupee            | Pakistani rupees            | paisa    | paise
₩ KRW          | won                        | won                         | -        | -
₺ TRY          | lira                       | lira                        | kurus    | kurus
₪ ILS NIS      | shekel                     | shekels                     | agora    | agorot
₸ KZT          | tenge                      | tenge                       | tiyn     | tiyn
₾ GEL          | lari                       | lari                        | tetri    | tetri
₼ AZN          | manat                      | manats                      | qapik    | qapiks
֏ AMD          | dram                       | drams                       | luma     | luma
₦ NGN          | naira                      | naira                       | kobo     | kobo
₱              | peso                       | pesos                       | centavo  | centavos
PHP            | Philippine peso            | Philippine pesos            | centavo  | centavos
₫ VND          | dong                       | dong                        | -        | -
฿ THB          | baht                       | baht                        | satang   | satang
₿ BTC          | bitcoin                    | bitcoins                    | -        | -
₡              | colon                      | colones                     | centimo  | centimos
₲ PYG          | guarani                    | guaranis                    | -        | -
₵              | cedi                       | cedis                       | pesewa   | pesewas
₭ LAK          | kip                        | kip                         | -        | -
₮ MNT          | tugrik                     | tugriks                     | -        | -
৳ BDT          | taka                       | taka                        | -        | -
SEK            | Swedish krona              | Swedish kronor              | ore      | ore
NOK            | Norwegian krone            | Norwegian kroner            | ore      | ore
DKK            | Danish krone               | Danish kroner               | ore      | ore
ISK            | Icelandic krona            | Icelandic kronur            | -        | -
CZK Kč         | Czech koruna               | Czech korunas               | haler    | halers
HUF            | forint                     | forints                     | -        | -
RON MDL        | leu                        | lei                         | ban      | bani
BGN            | lev                        | leva                        | stotinka | stotinki
RSD            | dinar                      | dinars                      | para     | para
BYN            | Belarusian ruble           | Belarusian rubles           | kopek    | kopeks
ZAR R          | rand                       | rand                        | cent     | cents
SAR            | Saudi riyal                | Saudi riyals                | halala   | halalas
QAR            | Qatari riyal               | Qatari riyals               | dirham   | dirhams
AED            | dirham                     | dirhams                     | fils     | fils
EGP            | Egyptian pound             | Egyptian pounds             | piastre  | piastres
KES KSh Ksh    | Kenyan shilling            | Kenyan shillings            | cent     | cents
IDR Rp         | rupiah                     | rupiah                      | -        | -
MYR RM         | ringgit                    | ringgit                     | sen      | sen
ARS            | Argentine peso             | Argentine pesos             | centavo  | centavos
CLP            | Chilean peso               | Chilean pesos               | -        | -
LBP            | Lebanese pound             | Lebanese pounds             | -        | -
SYP            | Syrian pound               | Syrian pounds               | -        | -
IQD            | Iraqi dinar                | Iraqi dinars                | -        | -
IRR            | Iranian rial               | Iranian rials               | -        | -
UZS            | Uzbek som                  | Uzbek som                   | -        | -
AFN ؋          | afghani                    | afghanis                    | -        | -
ALL            | lek                        | leks                        | -        | -
AOA            | kwanza                     | kwanzas                     | -        | -
AWG            | Aruban florin              | Aruban florins              | -        | -
BAM            | convertible mark           | convertible marks           | -        | -
BBD            | Barbadian dollar           | Barbadian dollars           | -        | -
BHD            | Bahraini dinar             | Bahraini dinars             | -        | -
BIF            | Burundian franc            | Burundian francs            | -        | -
BMD            | Bermudan dollar            | Bermudan dollars            | -        | -
BND            | Brunei dollar              | Brunei dollars              | -        | -
BOB            | boliviano                  | bolivianos                  | -        | -
BSD            | Bahamian dollar            | Bahamian dollars            | -        | -
BTN            | ngultrum                   | ngultrums                   | -        | -
BWP            | pula                       | pula                        | -        | -
BZD            | Belize dollar              | Belize dollars              | -        | -
CDF            | Congolese franc            | Congolese francs            | -        | -
CNH            | offshore yuan              | offshore yuan               | -        | -
COP            | Colombian peso             | Colombian pesos             | -        | -
CRC            | Costa Rican colon          | Costa Rican colones         | -        | -
CUP CUC        | Cuban peso                 | Cuban pesos                 | -        | -
CVE            | Cape Verdean escudo        | Cape Verdean escudos        | -        | -
DJF            | Djiboutian franc           | Djiboutian francs           | -        | -
DOP RD$        | Dominican peso             | Dominican pesos             | -        | -
DZD            | Algerian dinar             | Algerian dinars             | -        | -
ERN            | nakfa                      | nakfas                      | -        | -
ETB            | birr                       | birr                        | -        | -
FJD FJ$        | Fijian dollar              | Fijian dollars              | -        | -
FKP            | Falkland Islands pound     | Falkland Islands pounds     | -        | -
GHS            | cedi                       | cedis                       | -        | -
GIP            | Gibraltar pound            | Gibraltar pounds            | -        | -
GMD            | dalasi                     | dalasis                     | -        | -
GNF            | Guinean franc              | Guinean francs              | -        | -
GTQ            | quetzal                    | quetzals                    | -        | -
GYD            | Guyanese dollar            | Guyanese dollars            | -        | -
HNL            | lempira                    | lempiras                    | -        | -
HTG            | gourde                     | gourdes                     | -        | -
JMD J$         | Jamaican dollar            | Jamaican dollars            | -        | -
JOD            | Jordanian dinar            | Jordanian dinars            | -        | -
KGS ⃀          | Kyrgyz som                 | Kyrgyz som                  | -        | -
KHR ៛          | riel                       | riels                       | -        | -
KMF            | Comorian franc             | Comorian francs             | -        | -
KPW            | North Korean won           | North Korean won            | -        | -
KWD            | Kuwaiti dinar              | Kuwaiti dinars              | -        | -
KYD            | Cayman Islands dollar      | Cayman Islands dollars      | -        | -
LKR            | Sri Lankan rupee           | Sri Lankan rupees           | -        | -
LRD            | Liberian dollar            | Liberian dollars            | -        | -
LSL            | loti                       | maloti                      | -        | -
LYD            | Libyan dinar               | Libyan dinars               | -        | -
MAD            | Moroccan dirham            | Moroccan dirhams            | -        | -
MGA            | ariary                     | ariary                      | -        | -
MKD            | denar                      | denars                      | -        | -
MMK            | kyat                       | kyats                       | -        | -
MOP MOP$       | pataca                     | patacas                     | -        | -
MRU            | ouguiya                    | ouguiyas                    | -        | -
MUR            | Mauritian rupee            | Mauritian rupees            | -        | -
MVR            | rufiyaa                    | rufiyaa                     | -        | -
MWK            | Malawian kwacha            | Malawian kwacha             | -        | -
MZN            | metical                    | meticals                    | -        | -
NAD N$         | Namibian dollar            | Namibian dollars            | -        | -
NIO            | cordoba                    | cordobas                    | -        | -
NPR            | Nepalese rupee             | Nepalese rupees             | -        | -
OMR            | Omani rial                 | Omani rials                 | -        | -
PAB            | balboa                     | balboas                     | -        | -
PEN S/         | sol                        | soles                       | -        | -
PGK            | kina                       | kina                        | -        | -
RWF            | Rwandan franc              | Rwandan francs              | -        | -
SBD            | Solomon Islands dollar     | Solomon Islands dollars     | -        | -
SCR            | Seychelles rupee           | Seychelles rupees           | -        | -
SDG            | Sudanese pound             | Sudanese pounds             | -        | -
SHP            | Saint Helena pound         | Saint Helena pounds         | -        | -
SLE SLL        | leone                      | leones                      | -        | -
SOS            | Somali shilling            | Somali shillings            | -        | -
SRD            | Surinamese dollar          | Surinamese dollars          | -        | -
SSP            | South Sudanese pound       | South Sudanese pounds       | -        | -
STN            | dobra                      | dobras                      | -        | -
SZL            | lilangeni                  | emalangeni                  | -        | -
TJS            | somoni                     | somoni                      | -        | -
TMT            | Turkmen manat              | Turkmen manats              | -        | -
TND            | Tunisian dinar             | Tunisian dinars             | -        | -
TOP            | pa'anga                    | pa'anga                     | -        | -
TTD TT$        | Trinidad and Tobago dollar | Trinidad and Tobago dollars | -        | -
TZS            | Tanzanian shilling         | Tanzanian shillings         | -        | -
UGX            | Ugandan shilling           | Ugandan shillings           | -        | -
UYU            | Uruguayan peso             | Uruguayan pesos             | -        | -
VES            | bolivar                    | bolivars                    | -        | -
VUV            | vatu                       | vatu                        | -        | -
WST            | tala                       | tala                        | -        | -
XAF FCFA XOF   | C.F.A franc                | C.F.A francs                | -        | -
XCD EC$        | East Caribbean dollar      | East Caribbean dollars      | -        | -
XCG Cg. ANG    | Caribbean guilder          | Caribbean guilders          | -        | -
XPF CFPF       | C.F.P franc                | C.F.P francs                | -        | -
YER ﷼          | Yemeni rial                | Yemeni rials                | -        | -
ZMW            | Zambian kwacha             | Zambian kwacha              | -        | -
ZWG            | Zimbabwe gold              | Zimbabwe gold               | -        | -
HRK            | Croatian kuna              | Croatian kunas              | -        | -
kr Kr          | krone                      | kroner                      | -        | -
¤              | currency unit              | currency units              | -        | -
₤              | lira                       | lira                        | -        | -
₣              | franc                      | francs                      | -        | -
₧              | peseta                     | pesetas                     | -        | -
₯              | drachma                    | drachmas                    | -        | -
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
        for symbols, one, many, *cents in rows
        for symbol in symbols.split()
    }


CURRENCIES = parse(TABLE)
WORDLIKE = words(
    """
    ALL AMD ANG AWG DM FF BAM BOB BSD CDF COP CUP DOP ERN GEL GIP IRR LAK MAD MOP NAD PAB PEN RON SAR SBD SDG SHP
    SLE SOS SSP STN TMT TND TOP TRY WST R
    """
)
"""Codes that are also words, or short for other things ("COP 28", "SDG 13"): money only before an amount that looks
like one, with thousands, hundredths or a scale.
"""
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
