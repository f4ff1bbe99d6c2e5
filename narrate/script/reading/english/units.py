"""Units of measure: abbreviation | one | many.

A line of the first table needs a number in front of it; abbreviations that are also words or initials
stand in the second table and need the number to touch them ("5in", "20C").
"""

from __future__ import annotations

from narrate.script.tables import words

TABLE = """
km      | kilometer             | kilometers
kms     | kilometer             | kilometers
m       | meter                 | meters
cm      | centimeter            | centimeters
mm      | millimeter            | millimeters
μm      | micrometer            | micrometers
nm      | nanometer             | nanometers
mi      | mile                  | miles
mi.     | mile                  | miles
yd      | yard                  | yards
yds     | yard                  | yards
ft      | foot                  | feet
ft.     | foot                  | feet
in.     | inch                  | inches
nmi     | nautical mile         | nautical miles
sq km   | square kilometer      | square kilometers
sq. km  | square kilometer      | square kilometers
sq m    | square meter          | square meters
sq. m   | square meter          | square meters
sq mi   | square mile           | square miles
sq. mi. | square mile           | square miles
sq ft   | square foot           | square feet
sq. ft. | square foot           | square feet
sq. ft  | square foot           | square feet
sq-ft   | square foot           | square feet
sqft    | square foot           | square feet
sq yd   | square yard           | square yards
km²     | square kilometer      | square kilometers
km2     | square kilometer      | square kilometers
m²      | square meter          | square meters
m2      | square meter          | square meters
cm²     | square centimeter     | square centimeters
cm2     | square centimeter     | square centimeters
mm²     | square millimeter     | square millimeters
ft²     | square foot           | square feet
mi²     | square mile           | square miles
km³     | cubic kilometer       | cubic kilometers
m³      | cubic meter           | cubic meters
m3      | cubic meter           | cubic meters
cm³     | cubic centimeter      | cubic centimeters
cm3     | cubic centimeter      | cubic centimeters
ft³     | cubic foot            | cubic feet
cu ft   | cubic foot            | cubic feet
cu m    | cubic meter           | cubic meters
bcm     | billion cubic meters  | billion cubic meters
cc      | C.C                   | C.C
ha      | hectare               | hectares
ac      | acre                  | acres
kg      | kilogram              | kilograms
kgs     | kilogram              | kilograms
g       | gram                  | grams
mg      | milligram             | milligrams
μg      | microgram             | micrograms
mcg     | microgram             | micrograms
t       | ton                   | tons
kt      | kiloton               | kilotons
Mt      | megaton               | megatons
lb      | pound                 | pounds
lb.     | pound                 | pounds
lbs     | pound                 | pounds
lbs.    | pound                 | pounds
oz      | ounce                 | ounces
oz.     | ounce                 | ounces
l       | liter                 | liters
L       | liter                 | liters
ml      | milliliter            | milliliters
mL      | milliliter            | milliliters
cl      | centiliter            | centiliters
dl      | deciliter             | deciliters
dL      | deciliter             | deciliters
gal     | gallon                | gallons
gal.    | gallon                | gallons
qt      | quart                 | quarts
pt      | point                 | points
pts     | point                 | points
pp      | percentage point      | percentage points
bbl     | barrel                | barrels
bpd     | barrel per day        | barrels per day
b/d     | barrel per day        | barrels per day
mbd     | million barrels a day | million barrels a day
bcm/yr  | billion cubic meters a year | billion cubic meters a year
km/h    | kilometer per hour    | kilometers per hour
kmh     | kilometer per hour    | kilometers per hour
km/hr   | kilometer per hour    | kilometers per hour
kph     | kilometer per hour    | kilometers per hour
kmph    | kilometer per hour    | kilometers per hour
mph     | mile per hour         | miles per hour
m.p.h.  | mile per hour         | miles per hour
k.p.h.  | kilometer per hour    | kilometers per hour
mpg     | mile per gallon       | miles per gallon
m/s     | meter per second      | meters per second
m/s²    | meter per second squared | meters per second squared
km/s    | kilometer per second  | kilometers per second
ft/s    | foot per second       | feet per second
fps     | frame per second      | frames per second
rpm     | revolution per minute | revolutions per minute
bpm     | beat per minute       | beats per minute
kn      | knot                  | knots
pint    | pint                  | pints
pints   | pint                  | pints
wt%     | weight percent        | weight percent
wt.%    | weight percent        | weight percent
kts     | knot                  | knots
s       | second                | seconds
sec     | second                | seconds
sec.    | second                | seconds
secs    | second                | seconds
ms      | millisecond           | milliseconds
μs      | microsecond           | microseconds
ns      | nanosecond            | nanoseconds
min     | minute                | minutes
min.    | minute                | minutes
mins    | minute                | minutes
h       | hour                  | hours
hr      | hour                  | hours
hr.     | hour                  | hours
hrs     | hour                  | hours
hrs.    | hour                  | hours
wk      | week                  | weeks
wks     | week                  | weeks
mo.     | month                 | months
mos.    | month                 | months
yr      | year                  | years
yr.     | year                  | years
yrs     | year                  | years
yrs.    | year                  | years
W       | watt                  | watts
kW      | kilowatt              | kilowatts
KW      | kilowatt              | kilowatts
MW      | megawatt              | megawatts
GW      | gigawatt              | gigawatts
TW      | terawatt              | terawatts
Wh      | watt hour             | watt hours
kWh     | kilowatt hour         | kilowatt hours
kwh     | kilowatt hour         | kilowatt hours
KWh     | kilowatt hour         | kilowatt hours
MWh     | megawatt hour         | megawatt hours
GWh     | gigawatt hour         | gigawatt hours
TWh     | terawatt hour         | terawatt hours
kV      | kilovolt              | kilovolts
mV      | millivolt             | millivolts
V       | volt                  | volts
mA      | milliamp              | milliamps
mAh     | milliamp hour         | milliamp hours
hp      | horsepower            | horsepower
bhp     | brake horsepower      | brake horsepower
Nm      | newton meter          | newton meters
N       | newton                | newtons
kN      | kilonewton            | kilonewtons
J       | joule                 | joules
kJ      | kilojoule             | kilojoules
MJ      | megajoule             | megajoules
kcal    | kilocalorie           | kilocalories
cal     | calorie               | calories
Pa      | pascal                | pascals
hPa     | hectopascal           | hectopascals
kPa     | kilopascal            | kilopascals
MPa     | megapascal            | megapascals
psi     | pound per square inch | pounds per square inch
mb      | millibar              | millibars
mbar    | millibar              | millibars
mmHg    | millimeter of mercury | millimeters of mercury
Hz      | hertz                 | hertz
kHz     | kilohertz             | kilohertz
MHz     | megahertz             | megahertz
GHz     | gigahertz             | gigahertz
THz     | terahertz             | terahertz
dB      | decibel               | decibels
KB      | kilobyte              | kilobytes
kB      | kilobyte              | kilobytes
MB      | megabyte              | megabytes
GB      | gigabyte              | gigabytes
TB      | terabyte              | terabytes
PB      | petabyte              | petabytes
kbps    | kilobit per second    | kilobits per second
Kbps    | kilobit per second    | kilobits per second
mbps    | megabit per second    | megabits per second
Mbps    | megabit per second    | megabits per second
Mbit/s  | megabit per second    | megabits per second
Mb/s    | megabit per second    | megabits per second
MB/s    | megabyte per second   | megabytes per second
Gbps    | gigabit per second    | gigabits per second
gbps    | gigabit per second    | gigabits per second
GB/s    | gigabyte per second   | gigabytes per second
bps     | basis point           | basis points
bp      | basis point           | basis points
ppm     | part per million      | parts per million
ppb     | part per billion      | parts per billion
mg/L    | milligram per liter   | milligrams per liter
mg/dL   | milligram per deciliter | milligrams per deciliter
mg/kg   | milligram per kilogram | milligrams per kilogram
μg/m³   | microgram per cubic meter | micrograms per cubic meter
μg/m3   | microgram per cubic meter | micrograms per cubic meter
g/km    | gram per kilometer    | grams per kilometer
kg/m³   | kilogram per cubic meter | kilograms per cubic meter
Sv      | sievert               | sieverts
mSv     | millisievert          | millisieverts
μSv     | microsievert          | microsieverts
μSv/h   | microsievert per hour | microsieverts per hour
Bq      | becquerel             | becquerels
MP      | megapixel             | megapixels
px      | pixel                 | pixels
dpi     | dot per inch          | dots per inch
°C      | degree Celsius        | degrees Celsius
° C     | degree Celsius        | degrees Celsius
°F      | degree Fahrenheit     | degrees Fahrenheit
° F     | degree Fahrenheit     | degrees Fahrenheit
℃       | degree Celsius        | degrees Celsius
℉       | degree Fahrenheit     | degrees Fahrenheit
°K      | degree Kelvin         | degrees Kelvin
° N     | degree north          | degrees north
° S     | degree south          | degrees south
° E     | degree east           | degrees east
° W     | degree west           | degrees west
°N      | degree north          | degrees north
°S      | degree south          | degrees south
°E      | degree east           | degrees east
°W      | degree west           | degrees west
°       | degree                | degrees
℧       | mho                   | mhos
Ω       | ohm                   | ohms
kΩ      | kilohm                | kilohms
dm      | decimeter | decimeters
dm³     | cubic decimeter | cubic decimeters
mm³     | cubic millimeter | cubic millimeters
in²     | square inch | square inches
in³     | cubic inch | cubic inches
sq in   | square inch | square inches
yd²     | square yard | square yards
yd³     | cubic yard | cubic yards
cu yd   | cubic yard | cubic yards
cu km   | cubic kilometer | cubic kilometers
mi³     | cubic mile | cubic miles
sq. yd. | square yard | square yards
dunam   | dunam | dunams
ng      | nanogram | nanograms
ng/mL   | nanogram per milliliter | nanograms per milliliter
mg/m³   | milligram per cubic meter | milligrams per cubic meter
g/L     | gram per liter | grams per liter
g/cm³   | gram per cubic centimeter | grams per cubic centimeter
g/kg    | gram per kilogram | grams per kilogram
μg/L    | microgram per liter | micrograms per liter
μg/dL   | microgram per deciliter | micrograms per deciliter
mmol/L  | millimole per liter | millimoles per liter
mmol/l  | millimole per liter | millimoles per liter
mol     | mole | moles
mol/L   | mole per liter | moles per liter
mmol    | millimole | millimoles
Gt      | gigaton | gigatons
hl      | hectoliter | hectoliters
hL      | hectoliter | hectoliters
cL      | centiliter | centiliters
μL      | microliter | microliters
ML      | megaliter | megaliters
L/min   | liter per minute | liters per minute
L/s     | liter per second | liters per second
L/km    | liter per kilometer | liters per kilometer
km/l    | kilometer per liter | kilometers per liter
km/L    | kilometer per liter | kilometers per liter
m³/s    | cubic meter per second | cubic meters per second
cu ft/s | cubic foot per second | cubic feet per second
t/ha    | ton per hectare | tons per hectare
kg/ha   | kilogram per hectare | kilograms per hectare
kg/m²   | kilogram per square meter | kilograms per square meter
W/m²    | watt per square meter | watts per square meter
people/km² | person per square kilometer | people per square kilometer
m/min   | meter per minute | meters per minute
mi/h    | mile per hour | miles per hour
mm/h    | millimeter per hour | millimeters per hour
cm/s    | centimeter per second | centimeters per second
rad/s   | radian per second | radians per second
rev/min | revolution per minute | revolutions per minute
g/mol   | gram per mole | grams per mole
J/kg    | joule per kilogram | joules per kilogram
fl oz   | fluid ounce | fluid ounces
fl. oz. | fluid ounce | fluid ounces
oz t    | troy ounce | troy ounces
tbsp    | tablespoon | tablespoons
tbsp.   | tablespoon | tablespoons
Tbsp    | tablespoon | tablespoons
Tbsp.   | tablespoon | tablespoons
tsp     | teaspoon | teaspoons
tsp.    | teaspoon | teaspoons
bu      | bushel | bushels
bu.     | bushel | bushels
qts     | quart | quarts
gals    | gallon | gallons
ac ft   | acre foot | acre feet
acre-ft | acre foot | acre feet
mol%    | mole percent | mole percent
deg     | degree | degrees
deg C   | degree Celsius | degrees Celsius
deg F   | degree Fahrenheit | degrees Fahrenheit
cu. ft. | cubic foot | cubic feet
cu. yd. | cubic yard | cubic yards
cu. m   | cubic meter | cubic meters
gb      | gigabyte | gigabytes
tb      | terabyte | terabytes
mm/yr   | millimeter per year | millimeters per year
km/s²   | kilometer per second squared | kilometers per second squared
cm/s²   | centimeter per second squared | centimeters per second squared
ft/s²   | foot per second squared | feet per second squared
mm Hg   | millimeter of mercury | millimeters of mercury
deg.    | degree | degrees
rad     | radian | radians
rev     | revolution | revolutions
arcmin  | arcminute | arcminutes
arcmins | arcminute | arcminutes
arcsec  | arcsecond | arcseconds
arcsecs | arcsecond | arcseconds
ly      | light year | light years
AU      | astronomical unit | astronomical units
pc      | parsec | parsecs
kpc     | kiloparsec | kiloparsecs
Mpc     | megaparsec | megaparsecs
fth     | fathom | fathoms
ct      | carat | carats
Da      | dalton | daltons
kDa     | kilodalton | kilodaltons
lx      | lux | lux
lm      | lumen | lumens
cd      | candela | candelas
nits    | nit | nits
bar     | bar | bars
kbar    | kilobar | kilobars
atm     | atmosphere | atmospheres
GPa     | gigapascal | gigapascals
inHg    | inch of mercury | inches of mercury
lbf     | pound force | pounds force
lb-ft   | pound foot | pound feet
lbf⋅ft  | pound foot | pound feet
N⋅m     | newton meter | newton meters
N·m     | newton meter | newton meters
GJ      | gigajoule | gigajoules
TJ      | terajoule | terajoules
PJ      | petajoule | petajoules
eV      | electron volt | electron volts
keV     | kilo electron volt | kilo electron volts
MeV     | mega electron volt | mega electron volts
GeV     | giga electron volt | giga electron volts
TeV     | tera electron volt | tera electron volts
Btu     | British thermal unit | British thermal units
BTU     | British thermal unit | British thermal units
mmBtu   | million British thermal units | million British thermal units
MMBtu   | million British thermal units | million British thermal units
kcals   | kilocalorie | kilocalories
Ah      | amp hour | amp hours
kA      | kiloamp | kiloamps
μA      | microamp | microamps
MV      | megavolt | megavolts
GV      | gigavolt | gigavolts
VA      | volt ampere | volt amperes
kVA     | kilovolt ampere | kilovolt amperes
MVA     | megavolt ampere | megavolt amperes
mW      | milliwatt | milliwatts
PW      | petawatt | petawatts
MWe     | megawatt | megawatts
MWt     | megawatt of heat | megawatts of heat
kWp     | kilowatt peak | kilowatts peak
MΩ      | megaohm | megaohms
mΩ      | milliohm | milliohms
μF      | microfarad | microfarads
nF      | nanofarad | nanofarads
pF      | picofarad | picofarads
mT      | millitesla | milliteslas
Gy      | gray | grays
mGy     | milligray | milligrays
MBq     | megabecquerel | megabecquerels
kBq     | kilobecquerel | kilobecquerels
Bq/kg   | becquerel per kilogram | becquerels per kilogram
mSv/h   | millisievert per hour | millisieverts per hour
dBA     | decibel | decibels
Kb      | kilobit | kilobits
Mb      | megabit | megabits
Gb      | gigabit | gigabits
Tb      | terabit | terabits
EB      | exabyte | exabytes
ZB      | zettabyte | zettabytes
KiB     | kibibyte | kibibytes
MiB     | mebibyte | mebibytes
GiB     | gibibyte | gibibytes
TiB     | tebibyte | tebibytes
kbit/s  | kilobit per second | kilobits per second
Gbit/s  | gigabit per second | gigabits per second
Gb/s    | gigabit per second | gigabits per second
Tbps    | terabit per second | terabits per second
kB/s    | kilobyte per second | kilobytes per second
KB/s    | kilobyte per second | kilobytes per second
TB/s    | terabyte per second | terabytes per second
ppi     | pixel per inch | pixels per inch
ppcm    | pixel per centimeter | pixels per centimeter
dpcm    | dot per centimeter | dots per centimeter
ppt     | part per trillion | parts per trillion
pps     | percentage point | percentage points
ppts    | percentage point | percentage points
mths    | month | months
mth     | month | months
qtrs    | quarter | quarters
msec    | millisecond | milliseconds
ps      | picosecond | picoseconds
IU      | international unit | international units
IU/L    | international unit per liter | international units per liter
mEq/L   | milliequivalent per liter | milliequivalents per liter
rem     | rem | rems
mrem    | millirem | millirems
hrs/wk  | hour per week | hours per week
°/s     | degree per second | degrees per second
MMT     | million metric tons | million metric tons
mmt     | million metric tons | million metric tons
MMcf    | million cubic feet | million cubic feet
Bcf     | billion cubic feet | billion cubic feet
bcf     | billion cubic feet | billion cubic feet
Tcf     | trillion cubic feet | trillion cubic feet
boe     | barrel of oil equivalent | barrels of oil equivalent
boe/d   | barrel of oil equivalent a day | barrels of oil equivalent a day
boepd   | barrel of oil equivalent a day | barrels of oil equivalent a day
mbpd    | million barrels a day | million barrels a day
mb/d    | million barrels a day | million barrels a day
kbpd    | thousand barrels a day | thousand barrels a day
nm/h    | nautical mile per hour | nautical miles per hour
M☉      | solar mass | solar masses
R☉      | solar radius | solar radii
L☉      | solar luminosity | solar luminosities
M⊕      | Earth mass | Earth masses
R⊕      | Earth radius | Earth radii
"""
TOUCHING = """
in      | inch                  | inches
C       | degree Celsius        | degrees Celsius
F       | degree Fahrenheit     | degrees Fahrenheit
K       | thousand              | thousand
k       | thousand              | thousand
M       | million               | million
mn      | million               | million
mln     | million               | million
B       | billion               | billion
bn      | billion               | billion
bln     | billion               | billion
T       | trillion              | trillion
tn      | trillion              | trillion
trn     | trillion              | trillion
"""

AFTER_A = words(
    """
    bbl kg g lb lb. oz oz. ha km km² m² m³ ft² gal gal. hr hr. yr yr. wk mo. sec min. MWh kWh GB MB TB mmBtu MMBtu
    bu bu.
    """
)
"""Units that need no figure behind "a" or "per": "$79.97 a bbl"."""
SAID_BY_LETTERS = words(
    """
    km kms cm mm nm kg kgs mg mcg ml mL cl dl dL km/h kmh km/hr kph kmph mph m.p.h. k.p.h. mpg m/s km/s fps rpm bpm
    ms ns kW KW MW GW TW kWh kwh KWh MWh GWh TWh kV mV mA mAh hp bhp kN kJ MJ hPa kPa MPa psi mb mmHg Hz kHz MHz
    GHz THz dB KB kB MB GB TB PB kbps Kbps mbps Mbps Mbit/s Mb/s MB/s Gbps gbps GB/s bps bp ppm ppb bpd b/d mSv
    MP px dpi pp
    """
)
"""Units that some people say by their letters; nobody does so with "ft", "min" or "°C"."""


def parse(table: str) -> dict[str, tuple[str, str]]:
    """Abbreviation → (one, many)."""
    rows = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return {short: (one, many) for short, one, many in rows}


UNITS = parse(TABLE)
TOUCHING_UNITS = parse(TOUCHING)
