"""Names of people out of bylines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from narrate.article import dates
from narrate.article.phrases import is_one, opening, opens
from narrate.article.wording import clean, key

_SELF = r"(?:authors?|auteurs?|autor(?:a|es|in|en|ka)?|autore|автор(?:ка|и|ы)?|текст|text|words|byline)"
_OPENING = re.compile(
    r"^(?:[\w’'-]{1,20}\s)?(?:by|par|por|przez|od)\s*:?\s+(?=\S)"
    # "Von" and "di" stand inside names too: "Max von Sydow", "Di Stefano".
    r"|^(?:(?:text|interview|analyse|kommentar|bericht|protokoll|testo|articolo|analisi|intervista|scritto|servizio)\s)?"
    r"(?:von|di)\s*:?\s+(?=\S+\s+\S|(?-i:[a-z]|[A-Z]{2}))"
    rf"|^{_SELF}\b(?:[^:,|]{{0,20}}:|\s*)\s*",
    re.IGNORECASE,
)
_BARE_OPENING = re.compile(r"(?:[\w’'-]{1,20}\s)?(?:by|von|par|por|di|przez|od)\s*:?", re.IGNORECASE)
_LABEL = re.compile(r"^(?:[^\W\d_]{1,20}\s){0,3}[^\W\d_]{2,20}\s?:\s+")
"""Any words with a colon: "Tekst:", "Text und Fotos:"."""
_STRONG = re.compile(r"\s*([|｜•·»])\s*|(?:\s+|^)([-–—])(?:\s+|$)")
"""Marks between the names and what else a byline tells: place, paper, day, kind of story."""
_AND = r"&|and|und(?!\s+zu\b)|et|y|e|i|та|і|й|и|with|avec|con|com|mit|z|ze|с|з"
_WEAK = re.compile(rf"\s*([,;/、，／])\s*(?:({_AND})\s+)?|\s+({_AND})\s+")
_WEAK_CAPITALS = re.compile(_WEAK.pattern, re.IGNORECASE)
_SPANISH = ("y", "e", "i")
"""Words for "and" that also join the two surnames of one person."""
_COUNT = re.compile(r"\d+\s[^\W\d_]+(?:\s[^\W\d_]+){0,2}")
"""A figure that templates print: "3 min read", "4 comments"."""
_NO_NAME = re.compile(r"https?:|www\.|@|\.(?:com|org|net|co|ua|de|fr)\b|[<>{}=_?!\"]", re.IGNORECASE)
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]{0,100})[)\]]")
_GENERATION = re.compile(r"(?:jr|sr)\.?|i{2,3}|iv", re.IGNORECASE)
_ABBREVIATED = re.compile(r"(?:[\s.][^\W\d_]|\b[js]r)\.$", re.IGNORECASE)
"""Ends with an initial or with "Jr.", whose stop belongs to the name."""
_AROUND = " ,:;*/|•·»–—-／｜"
# fmt: off
_PARTICLES = frozenset({
    "de", "del", "della", "der", "den", "des", "di", "da", "do", "dos", "du", "la", "las", "le", "el", "al",
    "bin", "ibn", "ben", "van", "von", "und", "y", "e", "i", "ter", "ten", "af", "av", "zu", "zur", "st",
})
# fmt: on
_READ = 2_000
"""Characters of a byline that are read."""
_LONGEST = 5
"""Words of a name, particles not counted."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a byline."""

    text: str
    mark: str
    """What parts it from the part before it: a comma, "and", "|", …; "" for the first."""
    group: int
    """Counts the runs of parts between strong marks."""

    @property
    def joined(self) -> bool:
        """Whether an "and" joins it to the part before it."""
        return self.mark.isalpha() or self.mark == "&"


def names(text: str, language: str = "en") -> list[str]:
    """The people and agencies that a byline names as its writers.

    Roles, degrees, days, handles, house accounts, places, and those who took the pictures are left out.
    """
    text = clean(text[:_READ])
    if _NO_NAME.match(text):
        return []
    found: list[tuple[str, _Part]] = []
    for part in _writers(_parts(_unopened(_undated(text, language), language), language), language):
        name = _name(part.text, language)
        if found and _GENERATION.fullmatch(name):
            found[-1] = (f"{found[-1][0]} {name}", found[-1][1])
        elif is_name(name, language) and not _is_elsewhere(name, part, found, language):
            found.append((name, part))
    kept = [name for number, (name, _) in enumerate(found) if _is_beside(found, number, language)]
    return [_cased(name) for name in {key(name): name for name in reversed(kept)}.values()][::-1]


def _is_beside(found: list[tuple[str, _Part]], number: int, language: str) -> bool:
    """Whether a name may stand among the others: beside a full name a single word is a place or a paper, unless an
    "and" joins the two.
    """
    name = found[number][0]
    if " " in name or is_one(name, "agency", language) or not any(" " in other for other, _ in found):
        return True
    return any(part.joined for _, part in found[number : number + 2])


def opens_byline(text: str) -> bool:
    """Whether a line says that names follow."""
    return bool(_OPENING.match(text))


def is_help(text: str, language: str = "en") -> bool:
    """Whether a line names only those who took the pictures, translated or edited."""
    return opens(text, "helper", language)


def is_byline(text: str, language: str = "en") -> bool:
    """Whether a line is a byline and nothing else: each part of it is a full name, a role, a date or the like, and
    one of them shows that the names are those of writers.
    """
    text = clean(text)
    bare = _undated(text, language)
    kinds = {_kind(part.text, language) for part in _parts(_unopened(bare, language), language)}
    if "" in kinds or "name" not in kinds:
        return False
    return bare != text or opens_byline(bare) or bool(kinds & {"agency", "role"})


def is_name(text: str, language: str = "en") -> bool:
    """Whether a text could be what a person signs with."""
    words = text.split()
    counted = [word for word in words if word not in _PARTICLES]
    if not 2 <= len(text) <= 60 or _NO_NAME.search(text) or len(counted) > _LONGEST:
        return False
    if is_one(text, "agency", language):
        return True
    if (
        is_one(text, "nobody", language)
        or is_one(words[-1], "role", language)
        or _BARE_OPENING.fullmatch(text)
    ):
        return False
    if any(is_one(text, entry, language) for entry in ("role", "byline", "place", "published", "updated")):
        return False
    if opens(text, "not_a_name", language) or all(is_one(word, "day_or_month", language) for word in words):
        return False
    if len(words) == 1:
        return sum(map(str.isalpha, text)) >= 2
    return not any(map(str.isdigit, text)) and all(_is_part(word) for word in words)


def _undated(text: str, language: str) -> str:
    """A line without its dates, and without the words that belonged to them: "Posted on", "Publié le vendredi"."""
    if not any(map(str.isdigit, text)):
        return text
    bare = dates.without(text)
    if bare == text:
        return text
    for entry in ("published", "updated"):
        label = opening(bare, entry, language)
        if len(label) > 3:  # "le", "on" and their like may begin a name
            bare = bare[bare.index(label) + len(label) :]
    return clean(bare)


def _unopened(text: str, language: str) -> str:
    return text if is_help(text, language) else _OPENING.sub("", text)


def _parts(text: str, language: str) -> Iterator[_Part]:
    """The parts of a byline; a name with its surname in front ("Doe, Jane") is one of them, turned round."""
    mark, start = "", 0
    marks = [(match, match[1] or match[2]) for match in _STRONG.finditer(text)]
    ends = [(match.start(), match.end(), mark) for match, mark in marks] + [(len(text), len(text), "")]
    for group, (end, after, following) in enumerate(ends):
        for number, (part, weak) in enumerate(_turned(_weakly(text[start:end], language), language)):
            yield _Part(part, weak if number else mark, group)
        mark, start = following, after


def _weakly(text: str, language: str) -> list[tuple[str, str]]:
    """What stands between commas and "and"s, each with the mark before it."""
    pattern = _WEAK_CAPITALS if text.isupper() else _WEAK
    found: list[tuple[str, str]] = []
    mark, start = "", 0
    for match in [*pattern.finditer(text), None]:
        part = text[start : match.start() if match else len(text)]
        whole = len(part.split()) > 1 or is_one(part, "agency", language)
        # Ortega y Gasset; JANE E ROE
        if mark.lower() in _SPANISH and not whole and (" " in found[-1][0].strip() or mark.isupper()):
            found[-1] = (f"{found[-1][0]} {mark} {part}", found[-1][1])
        else:
            found.append((part, mark))
        if match:
            mark, start = match[3] or f"{match[1]}{match[2] or ''}", match.end()
    return found


def _turned(parts: list[tuple[str, str]], language: str) -> list[tuple[str, str]]:
    """Single words in pairs with commas between them are surnames with first names: nobody lists half-names so."""
    found: list[tuple[str, str]] = []
    rest = list(parts)
    while rest:
        pair = rest[:2]
        ends = len(rest) < 3 or rest[2][1] != ","
        if (
            len(pair) == 2
            and pair[1][1] == ","
            and pair[0][1] != ","
            and ends
            and all(_is_half(text, language) for text, _ in pair)
        ):
            (surname, mark), (first, _) = pair
            found.append((f"{first.strip()} {_OPENING.sub('', surname.strip())}", mark))
            rest = rest[2:]
        else:
            found.append(rest.pop(0))
    return found


def _is_half(text: str, language: str) -> bool:
    first, *rest = text.split() or [""]
    letters = first.replace("'", "").replace("’", "").replace("-", "")
    if not letters.isalpha() or first.islower() or any(len(word.strip(".")) > 1 for word in rest):
        return False
    others = ("agency", "nobody", "role", "section", "byline")
    return not _GENERATION.fullmatch(first) and not any(is_one(first, entry, language) for entry in others)


def _writers(parts: Iterator[_Part], language: str) -> Iterator[_Part]:
    """The parts without those that name photographers, translators and other helpers."""
    helping, group = False, 0
    for part in parts:
        helping = part.group == group and helping and not opens_byline(part.text)
        helping = helping or is_help(part.text, language)
        group = part.group
        aside = any(is_help(match[1], language) for match in _BRACKET.finditer(part.text))
        if not helping and not aside:
            yield part


def _is_elsewhere(name: str, part: _Part, found: list[tuple[str, _Part]], language: str) -> bool:
    """Whether a part behind a full name is a place or a paper: behind a dash, or with a paper's word in it."""
    if not any(" " in known for known, _ in found) or is_one(name, "agency", language):
        return False
    if part.joined or opens_byline(part.text):
        return False
    house = any(is_one(word, "section", language) for word in name.split())
    return house or part.mark in ("-", "–", "—")


def _kind(text: str, language: str) -> str:
    """What one part of a line is: "name", "role", "agency" or "other"; "" where nobody can tell."""
    bare = text.strip(f"{_AROUND}. ")
    name = _name(text, language)
    words = bare.split()
    if is_one(bare, "agency", language):
        return "agency"
    if not words or _COUNT.fullmatch(bare) or all(is_one(word, "day_or_month", language) for word in words):
        return "other"
    known = ("published", "updated", "place", "nobody", "section")
    if any(is_one(bare, entry, language) for entry in known) or is_help(text, language):
        return "other"
    uncased = name.lower() == name.upper()  # scripts without capitals write names in one word
    if (" " in name or uncased) and is_name(name, language):
        return "" if any(is_one(word, "section", language) for word in name.split()) else "name"
    if is_one(words[-1], "role", language) or opens(bare, "role", language):
        return "role"
    return "other" if len(words) == 1 and not bare.islower() else ""


def _is_part(word: str) -> bool:
    first = next((letter for letter in word if letter.isalpha()), "")
    return not first.islower() or word.casefold() in _PARTICLES or "'" in word or "’" in word


def _name(text: str, language: str) -> str:
    """A part of a byline without what opens it, and without what a template printed behind the name: the place, the
    day, the agency, the role.
    """
    text = _LABEL.sub("", _OPENING.sub("", _BRACKET.sub("", text).lstrip(f"{_AROUND}.")))
    text = text.rstrip(_AROUND).lstrip(f"{_AROUND}.")
    words = (text if _ABBREVIATED.search(text) else text.rstrip(".")).split()
    behind = (number for number, word in enumerate(words) if number and _ends_name(word, language))
    end = next(behind, len(words))
    if end == 1 < len(words) and words[0].islower():  # "by jdoe on Monday": an account
        return ""
    return _alone(words[:end], language)


def _ends_name(word: str, language: str) -> bool:
    return word.startswith("@") or (word.islower() and is_one(word, "wherefrom", language))


def _alone(words: list[str], language: str) -> str:
    if words and is_one(words[-1], "nobody", language) and not is_one(" ".join(words), "agency", language):
        return ""
    while len(words) > 2 and (is_one(words[-1], "day_or_month", language) or words[-1][:1].isdigit()):
        words = words[:-1]
    for length in (3, 2, 1):
        tail = " ".join(words[-length:])
        if any(is_one(tail, entry, language) for entry in ("agency", "role", "published", "updated")):
            if len(words) < length + 2:
                break
            words = words[:-length]
    many = len(words) > 1 and is_one(words[0], "agency", language)
    return "" if many and not is_one(" ".join(words), "agency", language) else " ".join(words)


def _cased(name: str) -> str:
    """A name set in capitals as people write it."""
    words = name.split()
    return (
        name.title() if len(words) > 1 and name.isupper() and all(len(word) > 1 for word in words) else name
    )
