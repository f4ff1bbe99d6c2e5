"""Acronyms: said as words (NATO, HIMARS) or spelled (EU, IAEA), with plural and possessive forms.

Capital letters that the table does not know are spelled if they are three or fewer, or cannot be said for
want of a vowel; longer ones with vowels are left to the engine as a word.
"""

from __future__ import annotations

import re

from narrate.script.reading.rule import rule
from narrate.script.tables import words

SAID_AS_WORDS = words(
    """
    NATO NASA HIMARS ATACMS UNESCO UNICEF OPEC FIFA UEFA ASEAN SARS AIDS COVID NASDAQ SWIFT INTERPOL
    EUROPOL RADAR LASER SCUBA SIM PIN RAM ROM GIF JPEG MAGA SWAT SALT START STEM STEAM NORAD FEMA
    OSHA NAFTA NIMBY BREXIT BRICS AUKUS APEC ECOWAS UNRWA HAMAS ISIS AWACS PATRIOT NASAMS SAMP IRIS
    TASS RIA ANSA AIPAC CERN ESPN SNAP WASP YIMBY FOMO YOLO LOL DREAM PETA MERS EBITDA LIBOR EURIBOR
    FAQ NOAA GUI LAN WAN SAT MENSA POTUS SCOTUS FLOTUS FARC HEPA NICE OXFAM IKEA LEGO FIAT SEAT
    AMBER CAPTCHA COBRA CITES DEFCON GITMO HUD IATA ICAO NIMH SIDS TIFF UNHCR USAID VISA ZIP DAESH
    AFRICOM CENTCOM EUCOM UNIFIL UNSCOM MINUSMA AMISOM TARP MASH DOGE ELIZA NAACP CAT PET BASIC CEO
    MAX PRO GAVI COVAX MIG SUV UNIAN RADA DOS BAFTA GLAAD SAG OLAF ESMA UNCTAD UNCLOS UNEP WADA MSNBC
    """
) - words("UNHCR NAACP CEO SUV MSNBC ESPN NIMH FAQ DOS IATA UNHCR")
SPELLED = words(
    """
    EU UN US UK USA UAE IMF WHO IAEA OSCE CIA FBI NSA KGB FSB SBU GUR HUR GDP CEO CFO COO CTO MP AI
    IT PR HR TV PM AP AFP BBC CNN ABC NBC CBS ITV RFE IOC ICC ICJ ECHR UEFA NGO POW AFU DIY DNA RNA
    HIV GPS USB LED UFO URL HTML USAID UNHCR NAACP MSNBC ESPN SUV ATM IPO ETF GMT EST UTC BC AD AM
    PM ID VIP RSVP ASAP OK DC LA NY NYC IRS EPA FDA CDC NIH FCC FTC SEC DOJ DHS TSA ICE ACLU AFL CIO
    NFL NBA MLB NHL UFC WWE PGA MVP ACL IED APC IFV UAV ISR ECB FOMC OECD IEA EIA LNG EV IPCC IRGC
    IDF PLO PKK YPG SDF BDS UNSC UNGA IDP IDPS AIDS AFD CDU CSU SPD FDP
    """
) - frozenset({"UEFA", "USAID", "AIDS", "ICE"})
"""Spelled although they have four letters and vowels, or could be taken for a word."""
PLAIN_WORDS = words(
    """
    NON A I AN AND ANY ARE AS AT BE BUT BY CAN DAY DID DO END FAR FEW FOR FUN GET GO GOD GOT HAD HAS HE
    HER HIM HIS HOW IF IN IS ITS LET MAN MAY ME MEN MY NEW NO NOR NOT NOW OF OFF OH OLD ON ONE OR
    OUR OUT OWN PUT RED SAW SAY SEE SHE SIX SO SON SUN TEN THE TO TOO TOP TRY TWO UP USE VERY WAR
    WAS WAY WE WHY WIN WON YES YET YOU BIG BAD BUY CAR CUT DIE EAT FIT FLY GUN HIT HOT ICE JOB KEY
    LAW LAY LOW MAP OIL PAY RUN SET SIT SKY TAX WEB AGE AGO AIR ALL ART ASK ACT ADD AID ARM BAN BAR
    BED BOX BOY DOG EAR EYE FAN GAS SEA VIA ZOO HEY WOW MIX FIX SIX TAX WAX FOX SAD MAD DAD DID HID LID KID RID BID
    RED BUS BUT BAT BET BIT HAT MAT RAT PAT EAR EGG END ERA EVE FED FIG FIN FIX FOG FUR GAP GEL GUT GUY HAM HEN
    HIP HOP HUG HUT INK JAM JAR JAW JET JOY JUG KEG LAB LAP LEG LET LIE LIP LOG LOT LUX MOB MOM MOP MUD MUG NAP NET
    NIL NOD NUN NUT OAK OAR ODD ODE ORE OWE OWL OWN PAD PAN PAW PEA PEG PEN PIE PIG PIT POP POT PUB RAG RAY RIB RIG
    RIP ROB ROD ROT ROW RUB RUG RUM RYE SEW SHY SIN SKI SOB SOW SOY SPY SUM TAB TAG TAN TAP TAR TEA TIE TIN TIP TOE
    TON TOY TUB TUG TWO URN VAN VET VOW WED WET WIG WIT YEN ZEN
    """
)
"""Common words that a headline or a shout may print in capitals."""
LETTERED = "Plan|Type|Team|Group|Serie|Grade|Class|Level|Section|Vitamin|Hepatitis|Influenza|Category|Option"
"""Behind these words an A is a letter, not the article."""
CLUSTER = re.compile("[BCDFGHJKLMNPQRSTVWXZ]{3}")
"""Three consonants in a row make a word of four capitals hard to say: ICRC, EBRD."""
HARD_CLUSTER = re.compile("[BCDFGKMPQTVWXZ]{3}")
"""Of five capitals only such a cluster tells, for WORLD and NORTH have one of the other kind: UKMTO."""
VOWELS = frozenset("AEIOUY")
APOSTROPHE = "'"
DOTTED = r"(?:[A-Za-z]\.){2,8}"
ACRONYM = re.compile(r"[A-Z]{2,}")


def spell(letters: str, ending: str = "") -> str:
    """ "EU" → "E.U", "MPs" → "M-P's": letters that every engine says one by one.

    Letters apart ("A M") would turn A into the article; a full stop behind the last would end the
    sentence; in front of an ending two letters need a hyphen, since eSpeak NG reads "U.N's" as an
    address.
    """
    joint = "-" if ending and len(letters) < 3 else "."
    return joint.join(letters.upper()) + ending


def is_spelled(word: str) -> bool:
    """Whether a word of capitals is said letter by letter."""
    if word in SPELLED:
        return True
    if word in SAID_AS_WORDS or word in PLAIN_WORDS:
        return False
    hard = HARD_CLUSTER if len(word) == 5 else CLUSTER
    return len(word) <= 3 or VOWELS.isdisjoint(word) or (len(word) <= 5 and hard.search(word) is not None)


def spelled_or_word(piece: str) -> str:
    """Letters of a name: capitals by the table, "Kh" and other letters without a vowel spelled, the rest
    a word.
    """
    if piece.isupper():
        return spell(piece) if is_spelled(piece) or len(piece) < 3 else piece
    if len(piece) <= 3 and VOWELS.isdisjoint(piece.upper()):
        return spell(piece)
    return piece


def shouted(match: re.Match[str]) -> bool:
    """Whether the text around is in capitals too, so that capitals say nothing about the word."""
    around = (
        match.string[max(0, match.start() - 100) : match.start()]
        + match.string[match.end() : match.end() + 100]
    )
    letters = [char for char in around if char.isalpha()]
    return len(letters) > 6 and sum(char.isupper() for char in letters) > 0.85 * len(letters)


def say_capitals(match: re.Match[str]) -> str | None:
    """ "EU" → "E.U", "MPs" → "M-P's", "UN's" → "U-N's"; a word stays a word."""
    letters, ending = match["letters"], match["ending"]
    if not is_spelled(letters) or shouted(match):
        return None
    return spell(letters, f"'{ending.lstrip(APOSTROPHE)}" if ending else "")


def say_dotted(match: re.Match[str]) -> str | None:
    """ "U.S." → "U.S", "N.A.S.A." → "NASA"; "e.g." has its own rule."""
    letters = match["letters"].replace(".", "")
    if letters in SAID_AS_WORDS and len(letters) > 3:
        return letters + (match["ending"] or "")
    ending = match["ending"] or ""
    return spell(letters, f"'{ending.lstrip(APOSTROPHE)}" if ending else "")


def say_initial(match: re.Match[str]) -> str:
    """The "F." of "Robert F. Kennedy": without a full stop, at which an engine would rest; "A-" is not
    the article.
    """
    return "A-" if match[1] == "A" else match[1]


def say_joined(match: re.Match[str]) -> str:
    """ "AT&T", "R&D", "Q&A" → "A.T and T"."""
    return " and ".join(spell(part) if part.isupper() else part for part in match[0].split("&"))


MIXED = words("BoE BoJ PhD BSc MSc IMDb MoD MoU DoD DoJ DoE DoT DfE DfT iOS mRNA tRNA")
"""Letters of both sizes that are spelled."""


def say_mixed(match: re.Match[str]) -> str:
    """ "PhDs" → "P.H.D's", "macOS" → "mac O.S"."""
    if match["system"]:
        return f"{match['system']} {spell('OS')}"
    return spell(match["letters"], f"'{match['ending'].lstrip(APOSTROPHE)}" if match["ending"] else "")


def say_rating(match: re.Match[str]) -> str:
    """ "BBB-" → "B.B.B minus"."""
    return f"{'A-' if match[1] == 'A' else spell(match[1])} minus"


RULES = [
    rule("rating", r"(?<![\w.])([ABCD]{1,3})-(?=[\s,.;:)]|$)", say_rating, "-"),
    rule(
        "acronym",
        rf"\b(?:(?P<system>mac|watch|iPad|tv)OS|(?P<letters>{'|'.join(sorted(MIXED))})(?P<ending>'?s)?)(?!\w)",
        say_mixed,
        "DcbSNMPEOTUJ",
    ),
    rule("letter", rf"\b({LETTERED})\ A(?=\ [A-Za-z])", lambda match: f"{match[1]} A-", "A"),
    rule("acronym", r"\b[A-Z]{1,3}&[A-Z]{1,3}\b", say_joined, "&"),
    rule(
        "acronym",
        rf"(?<![\w.])(?P<letters>{DOTTED}(?:[A-Z](?![\w.]))?)(?P<ending>'s|s(?!\w))?",
        say_dotted,
        ".",
    ),
    rule("initial", r"(?<![\w.'])([A-Z])\.(?=\ ?[A-Z][\w.'-])", say_initial, "."),
    rule(
        "acronym",
        r"(?<![\w&])(?<!\w')(?P<letters>[A-Z]{2,5})(?P<ending>'s|s)?(?![\w&]|'\w)",
        say_capitals,
        "",
    ),
]
