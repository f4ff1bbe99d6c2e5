"""Marks that eSpeak NG reads aloud by their names, and those that it passes over in silence in their places.

Found by having eSpeak NG 1.52 say a word of 46 languages within every mark of a newspaper: in Ukrainian «так» is
"open quotes so close quotes", in Polish quotation marks are "French", in Hungarian "…" is "dot dot dot".
"""

from __future__ import annotations

_GUILLEMETS = {"«": "“", "»": "”"}
_ELLIPSIS = {"…": ","}
NAMED: dict[str, dict[str, str]] = {
    "": {"・": " "},
    "hu": _ELLIPSIS,
    "mk": _ELLIPSIS,
    "pl": {**_GUILLEMETS, "`": "’"},
    "uk": {**_GUILLEMETS, **_ELLIPSIS, '"': "”", "`": "’", "[": "(", "]": ")", "{": "(", "}": ")"},
    "vi": {"`": "’"},
}
"""By language, "" is every one: mark → what is said in its place.

Elsewhere the same change would cost: Arabic endings hang on quotation marks, brackets become pauses.
"""
_TABLES = {language: str.maketrans(NAMED[""] | marks) for language, marks in NAMED.items()}


def unnamed(text: str, language: str) -> str:
    """The text, as long as it was, without marks that would be read by their names.

    Args:
        language: BCP 47, or an eSpeak NG voice: "uk", "pl-PL", "en-us".
    """
    return text.translate(_TABLES.get(language.partition("-")[0].lower(), _TABLES[""]))
