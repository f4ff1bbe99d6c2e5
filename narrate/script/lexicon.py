"""How names are said: the newsroom's own table first, then a small built-in one.

A name is matched as a whole word, the longest first, and keeps what is printed; only what the engine hears
changes.  The built-in respellings aim at how English-language broadcasters say these names; about twenty were
checked by the phonemes that eSpeak NG, which Piper uses, makes of them, the others only read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from narrate.script.reading.fold import fold
from narrate.script.reading.rule import Rule

ENGLISH = """
Bakhmut    | Bahkmoot
Budanov    | Boodanov
Bucha      | Boocha
Buttigieg  | Bootijidge
Dnipro     | Nee-pro
Donbas     | Donbass
Erdogan    | Airdowahn
Erdoğan    | Airdowahn
Fico       | Feetso
Houthi     | Hoothy
Houthis    | Hoothies
hryvnia    | hrivnia
hryvnias   | hrivnias
Irpin      | Eerpeen
Kaczyński  | Kachinsky
Kadyrov    | Kahdeerov
Kuleba     | Koolehba
Kyiv       | Keeyiv
Lviv       | Luhveev
Łódź       | Woodge
Merz       | Merts
Orbán      | Orbahn
Putin      | Pootin
Rutte      | Rutta
Rzeszów    | Zheshoof
Scholz     | Sholts
Shmyhal    | Shmeehal
Sumy       | Soomy
Syrskyi    | Seerskee
Tucson     | Toosahn
Uzhhorod   | Oozhhorod
Wrocław    | Vrotswaf
Xi         | Shee
Xinjiang   | Sheenjiang
Zaporizhzhia | Zaporeezhia
Zelenskiy  | Zelensky
Zelenskyi  | Zelensky
Zelenskyy  | Zelensky
"""


def parse(table: str) -> dict[str, str]:
    """Name → respelling."""
    rows = (line.split("|") for line in table.strip().splitlines())
    return {name.strip(): said.strip() for name, said in rows}


BUILT_IN = {"en": parse(ENGLISH)}


def name_rules(own: Mapping[str, str], language: str) -> tuple[Rule, ...]:
    """The rule that says names, from the newsroom's table and the language's built-in one; none without
    names.
    """
    return cached_rules(tuple(sorted(own.items())), language)


@lru_cache(maxsize=64)
def cached_rules(own: tuple[tuple[str, str], ...], language: str) -> tuple[Rule, ...]:
    """The same, remembered: a table is compiled once, not once a sentence."""
    table = {
        fold(name): said for name, said in {**BUILT_IN.get(language, {}), **dict(own)}.items() if name.strip()
    }
    if not table:
        return ()
    names = "|".join(re.escape(name) for name in sorted(table, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{names})(?!\w)(?!-\d)")
    return (Rule("lexicon", pattern, lambda match: table[match[0]]),)
