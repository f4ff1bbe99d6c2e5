"""Units of measure: abbreviation | one | many.

A line of the first table needs a number in front of it; abbreviations that are also words or initials
stand in the second table and need the number to touch them ("5in", "20C").
"""

from __future__ import annotations

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


def parse(table: str) -> dict[str, tuple[str, str]]:
    """Abbreviation → (one, many)."""
    rows = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return {short: (one, many) for short, one, many in rows}


UNITS = parse(TABLE)
TOUCHING_UNITS = parse(TOUCHING)
