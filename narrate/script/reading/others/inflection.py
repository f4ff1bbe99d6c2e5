"""Ordinals in the case, gender and number that a date, a year, a noun or a printed ending asks for.

num2words gives the masculine nominative ("двадцять другий"); only the last word bends, in Polish the last
two.
"""

from __future__ import annotations

from narrate.script.reading.others.languages.german import DE
from narrate.script.reading.others.tables import grouped
from narrate.script.reading.rule import CLAIMED

ENDINGS = {
    "uk": {
        "nominative": ("ий", "ій"),
        "genitive": ("ого", "ього"),
        "locative": ("ому", "ьому"),
        "dative": ("ому", "ьому"),
        "instrumental": ("им", "ім"),
        "feminine": ("а", "я"),
        "feminine genitive": ("ої", "ьої"),
        "feminine dative": ("ій", "ій"),
        "feminine locative": ("ій", "ій"),
        "feminine accusative": ("у", "ю"),
        "feminine instrumental": ("ою", "ьою"),
        "neuter": ("е", "є"),
        "plural": ("і", "і"),
        "plural genitive": ("их", "іх"),
        "plural instrumental": ("ими", "іми"),
    },
    "ru": {
        "nominative": ("ый", "ий"),
        "genitive": ("ого", "ьего"),
        "locative": ("ом", "ьем"),
        "dative": ("ому", "ьему"),
        "instrumental": ("ым", "ьим"),
        "feminine": ("ая", "ья"),
        "feminine genitive": ("ой", "ьей"),
        "feminine dative": ("ой", "ьей"),
        "feminine locative": ("ой", "ьей"),
        "feminine accusative": ("ую", "ью"),
        "feminine instrumental": ("ой", "ьей"),
        "neuter": ("ое", "ье"),
        "plural": ("ые", "ьи"),
        "plural genitive": ("ых", "ьих"),
        "plural instrumental": ("ыми", "ьими"),
    },
    "pl": {
        "nominative": ("y", "i"),
        "genitive": ("ego", "iego"),
        "locative": ("ym", "im"),
        "dative": ("emu", "iemu"),
        "instrumental": ("ym", "im"),
        "feminine": ("a", "ia"),
        "feminine genitive": ("ej", "iej"),
        "feminine dative": ("ej", "iej"),
        "feminine locative": ("ej", "iej"),
        "feminine accusative": ("ą", "ią"),
        "feminine instrumental": ("ą", "ią"),
        "neuter": ("e", "ie"),
        "plural": ("e", "ie"),
        "plural genitive": ("ych", "ich"),
        "plural instrumental": ("ymi", "imi"),
    },
}
"""Language → case → (hard, soft) ending; soft ordinals are "третій", "третий", and Polish ones in -i."""


PRINTED = {
    "uk": grouped("""
nominative: й ий
genitive: го ого
locative: му ому
instrumental: м им
feminine: а ша га та
feminine genitive: ї ої
feminine locative: ій
feminine accusative: у ту шу гу
feminine instrumental: ю ою
neuter: е те ше ге
plural: і ті ші гі
plural genitive: х их ох ти
plural instrumental: ми ими
"""),
    "ru": grouped("""
nominative: й ый ий
genitive: го ого
dative: му ому
locative: м ом
feminine: я ая
feminine accusative: ю ую
feminine genitive: ой ей
neuter: е ое
plural: ые
plural genitive: х ых их ти
plural instrumental: ми ыми
"""),
}
"""What a printed ending ("24-го") says about the case."""


def bend(words: str, case: str, code: str) -> str:
    """An ordinal in words, put into a case."""
    if case == "nominative":
        return words
    *head, last = words.split(" ")
    if code == "pl" and head and head[-1].endswith(("ty", "ny", "my")) and head[-1] != "trzy":
        head[-1] = bend_word(head[-1], case, code)
    return " ".join([*head, bend_word(last, case, code)])


def bend_word(word: str, case: str, code: str) -> str:
    """One ordinal word in a case: its nominative ending exchanged."""
    hard, soft = ENDINGS[code]["nominative"]
    new_hard, new_soft = ENDINGS[code][case]
    if code == "pl":
        return polish(word, new_hard, new_soft)
    if word.endswith("ій") or word == "третий":
        return word[: -len(soft)] + new_soft
    if word.endswith((hard, "ой")):
        return word[:-2] + new_hard
    return word


def polish(word: str, hard: str, soft: str) -> str:
    """Polish ordinals in -y and -i; "drugi" keeps no i in front of a ("druga"), "trzeci" does ("trzecia")."""
    if word.endswith("y"):
        return word[:-1] + hard
    if not word.endswith("i"):
        return word
    return word[:-1] + (soft.removeprefix("i") if word.endswith("gi") and soft in ("ia", "ią") else soft)


DATIVE_LIKE = frozenset(
    """
    am vom zum im beim dem den des bis ab seit ins zur einem einen einer eines diesem diesen dieser dieses
    jedem jeden jeder seinem seinen seiner ihrem ihren ihrer ihres seines unserem unseren
    jenem jenen keinem keinen keiner unserer meinem meinen meiner
    """.split()
)
"""Words behind which a German ordinal ends in -n."""
NEUTERS = tuple(
    """
    Quartal Jahrhundert Jahr Halbjahr Lebensjahr Jahrtausend Tor Mal Spiel Viertel Finale Achtel Kapitel Buch
    Semester Geschlecht Bataillon Regiment Stockwerk Album Kind Drittel Rennen Opfer Wochenende
    """.split()
)
FEMININES = tuple(
    """
    Liga Bundesliga Halbzeit Klasse Etappe Minute Runde Auflage Armee Sinfonie Mannschaft Division Brigade
    Etage Woche Stelle Reihe Stufe Frau Sitzung Ausgabe Folge Staffel Generation Lesung Instanz Dosis Welle
    Zone Stunde Kammer Periode periode Klage Hälfte hälfte Phase phase woche Runde runde Auflage stunde minute
    Min heit keit schaft tion tät
    """.split()
)
"""Ends of the German nouns that ordinals stand in front of."""
KNOWN_FEMININES = frozenset(DE.feminine.split())
LONG_FEMININES = tuple(word.lower() for word in KNOWN_FEMININES if len(word) > 4)
"""Ends of compounds; "Tat" would find "Zitat"."""
NO_FEMININES = ("sprung", "schwung", *DE.masculine.lower().split())
DATIVE_ASKING = frozenset("mit nach aus von bei zu seit vor ab in an auf unter".split())
"""Prepositions behind which a bare German noun is read in the dative: "in zweiter Instanz", "vor einem Jahr"."""
BEFORE_FEMININE = DATIVE_ASKING | frozenset(
    "über neben hinter zwischen gegenüber während wegen trotz laut".split()
)
"""Prepositions whose "der" is the dative or the genitive of a feminine: "in der 21. Wahlperiode"."""


def german_before(text: str, start: int) -> str:
    """The word in front of a place; "einer" for a "der" that a preposition makes a feminine's."""
    ahead = text[max(0, start - 40) : start].lower().split()
    if not ahead or text[start - 1] not in " (\"'«":
        return ""
    if (
        ahead[-1] in ("und", "oder", "bis")
        and len(ahead) > 2
        and not ahead[-2].strip(f"{CLAIMED}0123456789.")
    ):
        del ahead[-2:]  # "bei der 3. und 4. Sitzung"
    if ahead[-1] == "der" and len(ahead) > 1 and ahead[-2] in BEFORE_FEMININE:
        return "einer"
    return ahead[-1].lstrip("(\"'«„[—–")


def feminine_noun(noun: str) -> bool:
    """Whether a German noun is feminine, as the tables or its ending show: "Linie", "Wahlperiode", "Hand"."""
    low = noun.lower()
    if noun.endswith(FEMININES) or noun in KNOWN_FEMININES or low.endswith(LONG_FEMININES):
        return True
    if low.endswith(NO_FEMININES) or noun.endswith(NEUTERS):
        return False
    return noun.endswith(("e", "ung"))


def german(words: str, before: str, noun: str) -> str:
    """A German ordinal ("dritte") with the ending that the word before it and its noun ask for; "" for the noun
    stands for the months.
    """
    feminine, neuter = feminine_noun(noun), noun.endswith(NEUTERS)
    if before in DATIVE_ASKING:
        return f"{words}{'n' if not noun or noun.endswith('n') else 'r' if feminine else 'm'}"
    if before == "der":
        return f"{words}n" if feminine else words
    if before in ("die", "das") or (feminine and before not in DATIVE_LIKE - {"bis"}):
        return words
    if before in DATIVE_LIKE or (neuter and noun.endswith("s")):
        return f"{words}n"
    return f"{words}s" if neuter else f"{words}r"
