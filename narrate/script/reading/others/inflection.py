"""Slavic and German ordinals in the case that a date, a year or a printed ending asks for.

num2words gives the masculine nominative ("двадцять другий"); only the last word bends, in Polish the last
two.
"""

from __future__ import annotations

ENDINGS = {
    "uk": {
        "nominative": ("ий", "ій"),
        "genitive": ("ого", "ього"),
        "locative": ("ому", "ьому"),
        "dative": ("ому", "ьому"),
        "instrumental": ("им", "ім"),
        "feminine": ("а", "я"),
        "feminine genitive": ("ої", "ьої"),
        "feminine locative": ("ій", "ій"),
        "feminine accusative": ("у", "ю"),
        "neuter": ("е", "є"),
        "plural": ("і", "і"),
        "plural genitive": ("их", "іх"),
    },
    "ru": {
        "nominative": ("ый", "ий"),
        "genitive": ("ого", "ьего"),
        "locative": ("ом", "ьем"),
        "dative": ("ому", "ьему"),
        "instrumental": ("ым", "ьим"),
        "feminine": ("ая", "ья"),
        "feminine genitive": ("ой", "ьей"),
        "feminine locative": ("ой", "ьей"),
        "feminine accusative": ("ую", "ью"),
        "neuter": ("ое", "ье"),
        "plural": ("ые", "ьи"),
        "plural genitive": ("ых", "ьих"),
    },
    "pl": {
        "nominative": ("y", "i"),
        "genitive": ("ego", "iego"),
        "locative": ("ym", "im"),
        "dative": ("emu", "iemu"),
        "instrumental": ("ym", "im"),
        "feminine": ("a", "a"),
        "feminine genitive": ("ej", "iej"),
        "feminine locative": ("ej", "iej"),
    },
}
"""Language → case → (hard, soft) ending; soft ordinals are "третій", "третий", and Polish ones in -i."""


def endings(table: str) -> dict[str, str]:
    """Lines of "case: printed endings" turned round: ending → case."""
    rows = (line.partition(": ") for line in table.strip().splitlines())
    return {ending: case.strip() for case, _, printed in rows for ending in printed.split()}


PRINTED = {
    "uk": endings("""
nominative: й ий
genitive: го ого
locative: му ому
instrumental: м им
feminine: а ша га та
feminine genitive: ї ої
feminine locative: ій
feminine accusative: у
neuter: е те
plural: і ті
plural genitive: х их
"""),
    "ru": endings("""
nominative: й ый
genitive: го ого
dative: му ому
locative: м ом
feminine: я ая
feminine accusative: ю
feminine genitive: ой
neuter: е ое
plural: ые
plural genitive: х ых
"""),
}
"""What a printed ending ("24-го") says about the case."""


def bend(words: str, case: str, code: str) -> str:
    """An ordinal in words, put into a case."""
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
    if word.endswith(soft):
        return word[: -len(soft)] + new_soft
    if word.endswith(hard) or word.endswith("ой"):
        return word[:-2] + new_hard
    return word


def polish(word: str, hard: str, soft: str) -> str:
    """Polish ordinals in -y and -i; k and g keep their i in front of e."""
    if word.endswith("y"):
        return word[:-1] + hard
    return word[:-1] + soft if word.endswith("i") else word


def german(words: str, before: str) -> str:
    """ "am" + "dritte" → "dritten", "der dritte", "dritter" without an article."""
    if before in (
        "am",
        "vom",
        "zum",
        "im",
        "beim",
        "dem",
        "den",
        "des",
        "bis",
        "ab",
        "seit",
        "ins",
        "zur",
        "einem",
        "einen",
    ):
        return f"{words}n"
    return words if before in ("der", "die", "das") else f"{words}r"
