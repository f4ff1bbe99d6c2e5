"""Abbreviations: "вул." → "вулиця" in its case, "z. B." → "zum Beispiel", "№ 5" → "номер 5"."""

from __future__ import annotations

import re
from collections.abc import Callable

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

LAW = re.compile(rf"(?:\bAbs\.|\bArt\.|§)\s(?:\w|{CLAIMED}){{1,4}}\s$")
"""In front of the sentence of a law: "§ 5 Abs. 1 S. 2"."""
NAMED = re.compile(
    r"""(?:[A-Z]\.|(?<!\w)(?!(?:Con|Del|Para|Por|Según|Como|Cuando|Pero|Que|Ante|Contra|Rey|\w{1,15}(?:ó|aron|ieron))\s)
    [A-ZÁÉÍÓÚÑ]\w{2,20})\s?$""",
    re.VERBOSE,
)
"""In front of a Spanish initial: another one, or a name."""


def abbreviations(language: Language) -> list[Rule]:
    """ "вул." → "вулиця", "z. B." → "zum Beispiel"."""
    table: dict[str, list[tuple[str, str]]] = {}
    for key, value in language.abbreviations.items():
        short, wants = (key[:-2], key[-1]) if key.endswith((" 0", " A", " <")) else (key, "")
        table.setdefault(short, []).append((wants, value))

    def say(match: re.Match[str]) -> str | None:
        shown = match["short"]
        rows = table.get(shown) or table[shown[0].lower() + shown[1:]]
        behind = match.string[match.end() : match.end() + 10].lstrip(' "«„(')[:1]
        ahead = match.string[max(0, match.start() - 2) : match.start()].strip()[-1:]
        said = next((value for wants, value in rows if fits(wants, behind, ahead)), None)
        if said is None:
            return None
        form = case_form(said.split(", "), match, language)
        return form[0].upper() + form[1:] if shown not in table else form

    keys = "|".join(initial(key) for key in sorted(table, key=len, reverse=True))
    signs = rule("number sign", r"№\ ?(?=[\d\ue000])", lambda match: f"{language.named} ", "№")
    found = [rule("abbreviation", rf"(?<![\w.])(?P<short>{keys})(?!\w)", say), signs]
    return [*OWN.get(language.code, list)(), *found]


def german_own() -> list[Rule]:
    """ "Hauptstr. 5", and "S." as the sentence of a law: "§ 5 Abs. 1 S. 2"."""

    def say_sentence(match: re.Match[str]) -> str | None:
        return "Satz" if LAW.search(match.string[max(0, match.start() - 12) : match.start()]) else None

    return [
        rule("abbreviation", r"(?<=[a-zäöüß])str\.(?=\ [\d\ue000])", lambda _: "straße", "."),
        rule("abbreviation", r"(?<![\w.])S\.(?=\ [\d\ue000])", say_sentence, "."),
    ]


def saints() -> Rule:
    """ "St-Denis", "Ste-Marie"."""

    def say(match: re.Match[str]) -> str:
        return "Sainte-" if match["short"] == "Ste" else "Saint-"

    return rule("abbreviation", r"(?<![\w.])(?P<short>Ste?)-(?=[A-ZÀ-Ý])", say, "-")


def initials() -> Rule:
    """A Spanish "D." that is an initial ("J. D. Pérez", "Ana D. Ruiz", "D. F.") rather than "don"."""

    def say(match: re.Match[str]) -> str | None:
        ahead = match.string[max(0, match.start() - 30) : match.start()]
        return match[0] if match["more"] or NAMED.search(ahead) else None

    return rule("unread", r"(?<![\w.])D\.(?P<more>\ ?[A-Z]\.)?(?!\w)", say, ".")


OWN: dict[str, Callable[[], list[Rule]]] = {
    "de": german_own,
    "fr": lambda: [saints()],
    "es": lambda: [initials()],
}
"""What only one language has."""


def initial(key: str) -> str:
    """The pattern of an abbreviation; a longer one may open a sentence with a capital."""
    escaped = re.escape(key)
    if len(key) > 2 and key[0].islower():
        return f"[{key[0]}{key[0].upper()}]{escaped[1:]}"
    return escaped


def fits(wants: str, behind: str, ahead: str) -> bool:
    """Whether what stands on either side of an abbreviation is what its reading asks for."""
    if wants in ("0", "<"):
        beside = behind if wants == "0" else ahead
        return beside.isdecimal() or beside == CLAIMED
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
