"""Names of people out of bylines."""

from __future__ import annotations

import re

from narrate.article.phrases import is_one, opens
from narrate.article.wording import clean, key

_OPENING = re.compile(
    r"^(?:[\w’'-]{1,20}\s)?(?:by|von|par|por|di|przez|od)\s*:?\s+(?=\S)"
    r"|^(?:authors?|auteurs?|autor(?:a|es|in|en|ka)?|autore|автор(?:ка|и|ы)?|текст|text|words|byline)\b\s*:?\s*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[,;|/•·\n]\s*|\s+[-–—]\s+|\s+(?:&|and|und|et|y|e|i|та|і|й|и|with)\s+")
_NO_NAME = re.compile(r"https?:|www\.|@|\.(?:com|org|net|co|ua|de|fr)\b|[<>{}=_?!\"]", re.IGNORECASE)
_BRACKET = re.compile(r"\s*[(\[][^)\]]*[)\]]")
# fmt: off
_PARTICLES = frozenset({
    "de", "del", "della", "der", "den", "des", "di", "da", "do", "dos", "du", "la", "las", "le", "el", "al",
    "bin", "ibn", "ben", "van", "von", "und", "y", "e", "ter", "ten", "af", "av", "zu", "zur", "st",
})
# fmt: on
_LONGEST = 5
"""Words of a name."""


def names(text: str, language: str = "en") -> list[str]:
    """The people named in a byline, without roles, degrees, weekdays, handles and house accounts."""
    text = _BRACKET.sub("", clean(text))
    if _NO_NAME.match(text):
        return []
    found: list[str] = []
    for part in _BETWEEN.split(_OPENING.sub("", text)):
        name = _alone(_OPENING.sub("", part).strip(" .,:*"), language)
        if is_name(name, language) and key(name) not in map(key, found):
            found.append(_cased(name))
    return found


def opens_byline(text: str) -> bool:
    """Whether a line says that names follow."""
    return bool(_OPENING.match(text))


def is_name(text: str, language: str = "en") -> bool:
    """Whether a text could be what a person signs with."""
    words = text.split()
    if not 2 <= len(text) <= 60 or _NO_NAME.search(text) or len(words) > _LONGEST:
        return False
    if (
        is_one(text, "nobody", language)
        or is_one(words[-1], "role", language)
        or is_one(text, "role", language)
    ):
        return False
    if opens(text, "not_a_name", language) or all(is_one(word, "day_or_month", language) for word in words):
        return False
    if len(words) == 1:
        return sum(map(str.isalpha, text)) >= 2
    return not any(map(str.isdigit, text)) and all(_is_part(word) for word in words)


def _is_part(word: str) -> bool:
    first = next((letter for letter in word if letter.isalpha()), "")
    return not first.islower() or word.casefold() in _PARTICLES or "'" in word or "’" in word


def _alone(text: str, language: str) -> str:
    """A name without the day, the agency or the role that a template printed right after it."""
    words = text.split()
    if words and is_one(words[-1], "nobody", language):
        return ""
    while len(words) > 2 and (is_one(words[-1], "day_or_month", language) or words[-1][:1].isdigit()):
        words.pop()
    for length in (3, 2, 1):
        tail = " ".join(words[-length:])
        if len(words) >= length + 2 and (is_one(tail, "agency", language) or is_one(tail, "role", language)):
            words = words[:-length]
    return "" if len(words) > 1 and is_one(words[0], "agency", language) else " ".join(words)


def _cased(name: str) -> str:
    """A name set in capitals as people write it."""
    words = name.split()
    return (
        name.title() if len(words) > 1 and name.isupper() and all(len(word) > 1 for word in words) else name
    )
