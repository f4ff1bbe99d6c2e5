"""Shortened words and how they are said: abbreviation | words.

TITLES need a capital letter behind them; PLAIN are replaced anywhere; NUMBERED need a figure behind them.
"""

from __future__ import annotations

from narrate.script.tables import words

TITLES = """
Mr.        | Mister
Mrs.       | Missus
Ms.        | Miz
Messrs.    | Messieurs
Dr.        | Doctor
Drs.       | Doctors
Prof.      | Professor
Gen.       | General
Gens.      | Generals
Lt. Gen.   | Lieutenant General
Maj. Gen.  | Major General
Brig. Gen. | Brigadier General
Col. Gen.  | Colonel General
Lt. Col.   | Lieutenant Colonel
Lt. Cmdr.  | Lieutenant Commander
Lt. Gov.   | Lieutenant Governor
Lt.        | Lieutenant
1st Lt.    | First Lieutenant
2nd Lt.    | Second Lieutenant
1/Lt.      | First Lieutenant
2/Lt.      | Second Lieutenant
1st Sgt.   | First Sergeant
Col.       | Colonel
Maj.       | Major
Brig.      | Brigadier
Capt.      | Captain
Cpt.       | Captain
Cmdr.      | Commander
Cmdr       | Commander
Cdr.       | Commander
Lt. Cdr.   | Lieutenant Commander
Wg. Cdr.   | Wing Commander
Wg Cdr     | Wing Commander
Sqn. Ldr.  | Squadron Leader
Sqn Ldr    | Squadron Leader
Flt. Lt.   | Flight Lieutenant
Flt Lt     | Flight Lieutenant
Gp. Capt.  | Group Captain
Gp Capt    | Group Captain
Pte.       | Private
Cllr.      | Councillor
Ald.       | Alderman
Adm.       | Admiral
Rear Adm.  | Rear Admiral
Vice Adm.  | Vice Admiral
Sgt.       | Sergeant
Staff Sgt. | Staff Sergeant
Sgt. Maj.  | Sergeant Major
Cpl.       | Corporal
Lance Cpl. | Lance Corporal
Pvt.       | Private
Pfc.       | Private First Class
Spc.       | Specialist
Ens.       | Ensign
Gov.       | Governor
Govs.      | Governors
Sen.       | Senator
Sens.      | Senators
Rep.       | Representative
Reps.      | Representatives
Del.       | Delegate
Pres.      | President
Rev.       | Reverend
Fr.        | Father
Msgr.      | Monsignor
Hon.       | Honorable
Rt. Hon.   | Right Honorable
Rt. Rev.   | Right Reverend
Amb.       | Ambassador
Atty.      | Attorney
Atty. Gen. | Attorney General
Insp.      | Inspector
Det.       | Detective
Supt.      | Superintendent
Sec.       | Secretary
Min.       | Minister
"""
"""Also without their full stop where no English word is spelled like it (see NO_STOP_TITLES)."""
PLACES = """
St.        | Saint
Sts.       | Saints
Ste.       | Sainte
Mt.        | Mount
Ft.        | Fort
"""
"""As titles, but of places too, so that they are said in full even where titles are not."""
NO_STOP_TITLES = words(
    """
    Mr Mrs Ms Dr Prof Gen Lt Col Maj Capt Cmdr Adm Sgt Cpl Cdr Pte Cllr Gov Sen Supt Brig Lt-Gen Lt-Col
    """
)
ALONE = words(
    """
    Hon. Maj. Gen. Sen. Gov. Prof. Sgt. Capt. Lt. Cpl. Adm. Rev. Brig. Cmdr. Pvt. Atty. Amb. Supt.
    """
)
"""Titles that can be nothing else, so they need no name behind them."""
RANKS = ("Lt. Col.", "Lt. Gen.", "Maj. Gen.", "Brig. Gen.", "Col. Gen.", "Lt. Cmdr.", "Lt. Gov.", "Col.")
"""Titles that are said in full even without a name behind them, as in "a Lt. Col. in the army"."""

PLAIN = """
vs.      | versus
ret.     | retired
atty.    | attorney
attys.   | attorneys
wm.      | William
geo.     | George
chas.    | Charles
thos.    | Thomas
jas.     | James
vs       | versus
etc.     | et cetera
e.g.     | for example
eg.      | for example
i.e.     | that is
ph.d.    | P.H.D
ph.d.s   | P.H.D's
a.k.a.   | A.K.A
cf.      | compare
et al.   | and others
viz.     | namely
approx.  | approximately
est.     | estimated
dept.    | department
govt.    | government
gov't    | government
govt     | government
assn.    | association
bros.    | brothers
corp.    | corporation
inc.     | incorporated
ltd.     | limited
ltd      | limited
llc      | L.L.C
plc      | P.L.C
jr.      | junior
sr.      | senior
esq.     | esquire
ave.     | avenue
blvd.    | boulevard
rd.      | road
hwy.     | highway
pkwy.    | parkway
sq.      | square
bldg.    | building
apt.     | apartment
univ.    | university
intl.    | international
int'l    | international
nat'l    | national
mgmt.    | management
mfg.     | manufacturing
tel.     | telephone
max.     | maximum
misc.    | miscellaneous
incl.    | including
excl.    | excluding
avg.     | average
avg      | average
agg.     | on aggregate
agg      | on aggregate
a.e.t.   | after extra time
aet      | after extra time
utd.     | United
utd      | United
regt.    | regiment
asst.    | assistant
mgr.     | manager
reb.     | rebounds
ast.     | assists
yr.-old  | year-old
ftse     | Footsie
fav.     | favorite
jt.      | joint
dau.     | daughter
y/y      | year on year
yoy      | year on year
y-o-y    | year on year
q/q      | quarter on quarter
qoq      | quarter on quarter
m/m      | month on month
et seq.  | and following
w/o      | without
w/       | with
c/o      | care of
b/c      | because
"""
CAPITAL_ONLY = """
Co.      | Company
Cos.     | Companies
Jr       | Junior
Sr       | Senior
Inc      | Incorporated
Corp     | Corporation
"""

NUMBERED = """
No.   | number
no.   | number
Nos.  | numbers
nos.  | numbers
No    | number
#     | number
Cat.  | category
Fig.  | figure
Figs. | figures
fig.  | figure
Vol.  | volume
vol.  | volume
Ch.   | chapter
ch.   | chapter
Sec.  | section
sec.  | section
Art.  | article
art.  | article
p.    | page
pp.   | pages
pg.   | page
para. | paragraph
min.  | minimum
Pt.   | part
pt.   | part
Rm.   | room
Apt.  | apartment
Ste.  | suite
Ext.  | extension
ext.  | extension
c.    | circa
ca.   | circa
Eq.   | equation
eq.   | equation
Op.   | opus
op.   | opus
Res.  | resolution
Rte.  | route
Rt.   | route
Ver.  | version
ver.  | version
Ep.   | episode
ep.   | episode
Eps.  | episodes
eps.  | episodes
Sc.   | scene
sc.   | scene
Bk.   | book
bk.   | book
Ser.  | series
Jct.  | junction
Ct.   | count
Lat.  | latitude
lat.  | latitude
Long. | longitude
long. | longitude
ref.  | reference
Ref.  | reference
wk.   | week
Wk.   | Week
yr.   | year
Yr.   | Year
Sched. | schedule
cl.   | clause
"""
MILITARY = """
Bn    | Battalion
Regt  | Regiment
Bde   | Brigade
Sqn   | Squadron
Div   | Division
Bty   | Battery
Armd  | Armored
Abn   | Airborne
Mech  | Mechanized
Mtn   | Mountain
Cdo   | Commando
Rgt   | Regiment
Coy   | Company
Inf   | Infantry
Cav   | Cavalry
Fus   | Fusiliers
"""
"""Behind an ordinal: "1st Bn." """
BEHIND_NAMES = """
Ct.   | Court
Pk.   | Park
Ln.   | Lane
Pl.   | Place
Cres. | Crescent
Gdns. | Gardens
Hts.  | Heights
Ter.  | Terrace
Coll. | College
Hosp. | Hospital
Stn.  | Station
Ctr.  | Center
"""
"""Of streets and houses, behind a word with a capital: "Crown Ct."."""
LIVES = """
b.    | born
m.    | married
d.    | died
r.    | reigned
fl.   | flourished
"""
"""In front of a year or a date, inside brackets or behind a comma: "(b. 1868, d. 1963)"."""
COUNTED_ONE = """
min   | minute
sec   | second
hr    | hour
wk    | week
mo    | month
yr    | year
qtr   | quarter
inn   | inning
"""
"""Behind an ordinal or an article: "the 79th min.", "an hr."; behind a slash: "rain/hr."."""
COMPASS = """
N   | north
S   | south
E   | east
W   | west
NE  | northeast
NW  | northwest
SE  | southeast
SW  | southwest
NNE | north northeast
ENE | east northeast
ESE | east southeast
SSE | south southeast
SSW | south southwest
WSW | west southwest
WNW | west northwest
NNW | north northwest
"""
"""Of winds and of places: "winds NW at 15 mph", "2 miles N of the town"."""

STATES = """
Ala. | Alabama
Ariz. | Arizona
Ark. | Arkansas
Calif. | California
Colo. | Colorado
Conn. | Connecticut
Del. | Delaware
Fla. | Florida
Ga. | Georgia
Ill. | Illinois
Ind. | Indiana
Kan. | Kansas
Ky. | Kentucky
La. | Louisiana
Md. | Maryland
Mass. | Massachusetts
Mich. | Michigan
Minn. | Minnesota
Miss. | Mississippi
Mo. | Missouri
Mont. | Montana
Neb. | Nebraska
Nev. | Nevada
N.H. | New Hampshire
N.J. | New Jersey
N.M. | New Mexico
N.Y. | New York
N.C. | North Carolina
N.D. | North Dakota
Okla. | Oklahoma
Ore. | Oregon
Pa. | Pennsylvania
R.I. | Rhode Island
S.C. | South Carolina
S.D. | South Dakota
Tenn. | Tennessee
Tex. | Texas
Vt. | Vermont
Va. | Virginia
Wash. | Washington
W.Va. | West Virginia
Wis. | Wisconsin
Wyo. | Wyoming
AL | Alabama
AK | Alaska
AZ | Arizona
AR | Arkansas
CA | California
CO | Colorado
CT | Connecticut
DE | Delaware
FL | Florida
GA | Georgia
HI | Hawaii
ID | Idaho
IL | Illinois
IN | Indiana
IA | Iowa
KS | Kansas
KY | Kentucky
LA | Louisiana
ME | Maine
MD | Maryland
MA | Massachusetts
MI | Michigan
MN | Minnesota
MS | Mississippi
MO | Missouri
MT | Montana
NE | Nebraska
NV | Nevada
NH | New Hampshire
NJ | New Jersey
NM | New Mexico
NY | New York
NC | North Carolina
ND | North Dakota
OH | Ohio
OK | Oklahoma
OR | Oregon
PA | Pennsylvania
RI | Rhode Island
SC | South Carolina
SD | South Dakota
TN | Tennessee
TX | Texas
UT | Utah
VT | Vermont
VA | Virginia
WA | Washington
WV | West Virginia
WI | Wisconsin
WY | Wyoming
"""
"""Behind a town and a comma: "Scranton, Pa.", "Stroudsburg, PA"."""

SAINTS = words(
    """
    Agnes Albans Aldate Aldates Andrew Andrews Anne Anthony Asaph Augustine Austell Bartholomew Barts Bees Bernard
    Boswells Botolph Brendan Brides Brieuc Catharines Catherine Cecilia Christopher Clair Columb Columba Croix
    Cuthbert Cyr David Davids Denis Dunstan Ebbe Edmund Edmunds Elizabeth Emilion Enoch Etienne Eustatius Francis
    Gallen George Germain Giles Gregory Helena Helens Hilda Ignatius Ives James Jerome Joan John Johns Johnsbury
    Johnstone Joseph Jude Keverne Kilda Kitts Lawrence Leger Leonard Leonards Louis Lucia Luke Maarten
    Magnus Malo Margaret Mark Martin Mary Mawes Mellion Michael Michaels Mirren Monans Moritz Nazaire Neots Nicholas
    Ninian Ninians Oswald Pancras Patrick Paul Pauli Peter Peters Petersburg Pierre Polten Quentin Simeon Simon
    Stephen Stephens Swithin Swithins Swithun Teresa Thomas Tropez Ursula Valentine Vincent Vitus Wilfrid
    """
)
"""Of these "St" is a saint even behind a capital: "Lake St Clair" is no street."""
SURE_STATES = words("Ariz. Calif. Conn. Fla. Ky. Mich. Minn. Neb. Nev. Okla. Tenn. Wis. Wyo.")
"""Also without a town: nothing else is spelled like them."""


def parse(table: str) -> dict[str, str]:
    """Abbreviation → words."""
    rows = [line.split("|") for line in table.strip().splitlines()]
    return {short.strip(): words.strip() for short, words in rows}
