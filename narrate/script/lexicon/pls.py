"""Lexicons as W3C PLS 1.0 (Pronunciation Lexicon Specification, https://www.w3.org/TR/pronunciation-lexicon/).

Every grapheme of a lexeme becomes an entry; of several pronunciations the preferred one counts, else the first.  A
role becomes a part of speech.  What PLS has no word for (conditions, case, voice, spelling) stands in attributes of
a namespace of ours, which other programs pass over.  A document type is refused, so that no entity can be declared:
nothing is expanded, nothing is fetched.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from narrate.errors import SettingsError
from narrate.script.lexicon.entry import KINDS, Entry, entry_from, faultless, folded_spaces

PLS = "http://www.w3.org/2005/01/pronunciation-lexicon"
XML = "http://www.w3.org/XML/1998/namespace"
OURS = "urn:narrate:lexicon"
EXTRA = ("respelling", "before", "after", "near", "any_case", "voice", "note", "language")
"""Fields that stand in attributes of ours."""
UNKNOWN = "und"
"""BCP 47 for "no language": PLS wants one."""
SEPARATOR = " "
JOINT = "|"
"""Between the words of a list in an attribute."""


@dataclass(slots=True)
class Lexeme:
    """One <lexeme> while it is read."""

    line: int
    values: dict[str, Any]
    alphabet: str
    graphemes: list[str] = field(default_factory=list)
    said: list[tuple[bool, str, str]] = field(default_factory=list)
    """Preferred or not, "say" or "ipa", text."""


class Reader:
    """Takes the entries out of the parser's events."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.makers: list[tuple[str, Callable[[], Entry]]] = []
        self.language = ""
        self.alphabet = ""
        self.lexeme: Lexeme | None = None
        self.attributes: dict[str, str] = {}
        self.text: list[str] = []
        self.seen = False
        self.parser = expat.ParserCreate("utf-8", namespace_separator=SEPARATOR)
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text.append

    @property
    def here(self) -> str:
        """File and line."""
        return f"{self.where}, line {self.lexeme.line if self.lexeme else self.parser.CurrentLineNumber}"

    def read(self, text: str) -> list[Entry]:
        """The entries of a document."""
        try:
            self.parser.Parse(text.encode("utf-8"), True)
        except expat.ExpatError as error:
            raise SettingsError(
                f"{self.where}, line {error.lineno}", f"is not XML: {expat.ErrorString(error.code)}"
            ) from error
        return faultless(self.makers)

    def refuse(self, *_: object) -> None:
        """A document type could declare entities."""
        raise SettingsError(self.here, "has a document type, which no PLS lexicon needs", "Take the line out")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if not self.seen and name != f"{PLS} lexicon":
            raise SettingsError(self.here, "is no PLS lexicon", f'It must begin with <lexicon xmlns="{PLS}">')
        self.seen = True
        self.attributes = attributes
        self.text.clear()
        if name == f"{PLS} lexicon":
            language = attributes.get(f"{XML} lang", "")
            self.language = "" if language == UNKNOWN else language
            self.alphabet = attributes.get("alphabet", "")
        elif name == f"{PLS} lexeme":
            self.lexeme = Lexeme(self.parser.CurrentLineNumber, self.values(attributes), self.alphabet)

    def values(self, attributes: dict[str, str]) -> dict[str, Any]:
        """The fields of a lexeme that stand in its attributes."""
        found: dict[str, Any] = {"language": attributes.get(f"{XML} lang", self.language)}
        if role := attributes.get("role", "").split():
            found["part"] = "verb" if role[0].rpartition(":")[2].lower().startswith("v") else "noun"
        for name in (*EXTRA, "spell"):
            if text := attributes.get(f"{OURS} {name}"):
                found[name] = text.split(JOINT) if KINDS[name] is tuple else text
                found[name] = text == "true" if KINDS[name] is bool else found[name]
        if found["language"] == UNKNOWN:
            found["language"] = ""
        return found

    def end(self, name: str) -> None:
        """An element ends."""
        text = "".join(self.text).strip()
        lexeme = self.lexeme
        if lexeme is None:
            return
        preferred = self.attributes.get("prefer") == "true"
        if name == f"{PLS} grapheme":
            lexeme.graphemes.append(text)
        elif name == f"{PLS} alias":
            lexeme.said.append((preferred, "say", text))
        elif name == f"{PLS} phoneme":
            self.check_alphabet(self.attributes.get("alphabet", lexeme.alphabet))
            lexeme.said.append((preferred, "ipa", text))
        elif name == f"{PLS} lexeme":
            self.makers += self.makers_of(lexeme)
            self.lexeme = None

    def check_alphabet(self, alphabet: str) -> None:
        """Raise SettingsError for phonemes that are not IPA."""
        if alphabet != "ipa":
            where = f"{self.where}, line {self.parser.CurrentLineNumber}"
            raise SettingsError(
                where, f"has the alphabet {alphabet!r}", "Only ipa is known: convert it first"
            )

    def makers_of(self, lexeme: Lexeme) -> list[tuple[str, Callable[[], Entry]]]:
        """One entry a grapheme: where it stands, and what makes it."""
        values = dict(lexeme.values)
        if not lexeme.graphemes:
            raise SettingsError(self.here, "is a lexeme without a grapheme")
        if lexeme.said and not values.get("spell"):
            _, how, text = max(lexeme.said, key=lambda said: said[0])
            values[how] = text
        return [
            (self.here, partial(entry_from, printed, values, f"{self.here} {folded_spaces(printed)}"))
            for printed in lexeme.graphemes
        ]


def from_pls(text: str, where: str) -> list[Entry]:
    """The entries of a PLS document.

    Raises:
        SettingsError: it is no PLS lexicon, its phonemes are not IPA, or an entry is impossible.
    """
    return Reader(where).read(text)


def to_pls(entries: Iterable[Entry]) -> str:
    """The entries as a PLS document; its language is the one that most of them have.

    Raises:
        SettingsError: an entry has a character that XML cannot hold.
    """
    entries = list(entries)
    language = Counter(entry.language for entry in entries).most_common(1)[0][0] if entries else ""
    lexemes = "".join(lexeme(entry, language) for entry in entries)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<lexicon version="1.0" xmlns="{PLS}" xmlns:n="{OURS}" alphabet="ipa"'
        f" xml:lang={quoteattr(language or UNKNOWN)}>\n{lexemes}</lexicon>\n"
    )


def lexeme(entry: Entry, language: str) -> str:
    """One entry as a <lexeme>."""
    attributes = {"role": entry.part} | {f"n:{name}": attribute(getattr(entry, name)) for name in EXTRA}
    attributes["n:language"] = "" if entry.language == language else entry.language or UNKNOWN
    attributes["n:spell"] = attribute(entry.spell)
    given = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items() if value)
    if entry.ipa:
        said = f"<phoneme>{escape(entry.ipa)}</phoneme>"
    else:
        said = f"<alias>{escape(entry.say or ' '.join(filter(str.isalpha, entry.printed)))}</alias>"
    return f"  <lexeme{given}>\n    <grapheme>{escape(entry.printed)}</grapheme>\n    {said}\n  </lexeme>\n"


def attribute(value: Any) -> str:
    """A field's value as an attribute's."""
    if isinstance(value, tuple):
        return JOINT.join(value)
    return ("true" if value else "") if isinstance(value, bool) else value
