"""Abbreviations: "вул." → "вулиця" in its case, "z. B." → "zum Beispiel", "№ 5" → "номер 5"."""

from __future__ import annotations

import re

from narrate.script.reading.others.agreement import OBLIQUE, word_before
from narrate.script.reading.others.tables import CASES, Language, grouped
from narrate.script.reading.rule import CLAIMED, Rule, rule

PLACING = grouped("""
locative: на в у во по при w we na przy po o
instrumental: за під над перед pod nad za przed
accusative: через про przez
""")
"""Preposition → the case of "вул." and its kin, where a number would stand otherwise."""
ACCORDING = re.compile(r"(?:згідно|відповідно|соответствии|[Zz]godnie)\s\w{1,3}\s$", re.I)
"""Words whose "з", "с", "z" asks for the instrumental."""


def abbreviations(language: Language) -> list[Rule]:
    """ "вул." → "вулиця", "z. B." → "zum Beispiel"."""
    table: dict[str, list[tuple[str, str]]] = {}
    for key, value in language.abbreviations.items():
        short, wants = (key[:-2], key[-1]) if key.endswith((" 0", " A")) else (key, "")
        table.setdefault(short, []).append((wants, value))

    def say(match: re.Match[str]) -> str | None:
        shown = match["short"]
        rows = table.get(shown) or table[shown[0].lower() + shown[1:]]
        behind = match.string[match.end() : match.end() + 10].lstrip(' "«„(')[:1]
        said = next((value for wants, value in rows if fits(wants, behind)), None)
        if said is None:
            return None
        form = case_form(said.split(", "), match, language)
        return form[0].upper() + form[1:] if shown not in table else form

    keys = "|".join(initial(key) for key in sorted(table, key=len, reverse=True))
    streets = rule("abbreviation", r"(?<=[a-zäöüß])str\.(?=\ [\d\ue000])", lambda _: "straße", ".")
    signs = rule("number sign", r"№\ ?(?=[\d\ue000])", lambda match: f"{language.named} ", "№")
    found = [rule("abbreviation", rf"(?<![\w.])(?P<short>{keys})(?!\w)", say), signs]
    return [streets, *found] if language.code == "de" else found


def initial(key: str) -> str:
    """The pattern of an abbreviation; a longer one may open a sentence with a capital."""
    escaped = re.escape(key)
    if len(key) > 2 and key[0].islower():
        return f"[{key[0]}{key[0].upper()}]{escaped[1:]}"
    return escaped


def fits(wants: str, behind: str) -> bool:
    """Whether what stands behind an abbreviation is what its reading asks for."""
    if wants == "0":
        return behind.isdecimal() or behind == CLAIMED
    return behind.isupper() if wants == "A" else True


def case_form(choices: list[str], match: re.Match[str], language: Language) -> str:
    """The form of an abbreviation's word that the preposition in front of it asks for."""
    if len(choices) == 1:
        return choices[0]
    before = word_before(match.string, match.start())
    if before.endswith(CLAIMED) and language.code != "pl":  # "ч. 2 ст. 190"
        return choices[CASES.index("genitive")]
    case = PLACING.get(before) or language.government.get(before, "nominative")
    if ACCORDING.search(match.string[max(0, match.start() - 30) : match.start()]) and case in OBLIQUE:
        case = "instrumental" if before not in ("до", "do") else "genitive"
    return choices[CASES.index(case)]
