"""One entry of the newsroom's lexicon, and what makes it impossible."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, Literal, get_args

from narrate.errors import SettingsError

Part = Literal["", "noun", "verb"]

IPA_MARKS = frozenset("ˈˌːˑʼ.|‖‿͜͡ -ˀ˞˥˦˧˨˩↗↘↓↑ʰʲʷˠˤⁿˡ")
NO_LANGUAGES = ("und", "zxx", "mul", "root")
WRAPPERS = {"/": "/", "[": "]"}
"""What dictionaries print around a pronunciation."""


@dataclass(frozen=True, slots=True)
class Entry:
    """How one name or word is said.

    Exactly one of ``say``, ``spell`` and ``ipa`` is given.  Of ``before``, ``after`` and ``near`` one match is
    enough; an entry without them holds everywhere.
    """

    printed: str
    """As it stands in the article, diacritics included.  A name is also found in capitals (KYIV), a word in small
    letters also at the beginning of a sentence."""
    say: str = ""
    """Words to say instead."""
    spell: bool = False
    """Said letter by letter."""
    ipa: str = ""
    """Broad IPA, each stress mark before its syllable, for engines that take phonemes."""
    respelling: str = ""
    """Beside ``ipa``, for engines that take none."""
    before: tuple[str, ...] = ()
    """Only where one of these words or phrases comes right after it: "lead" before "pipes"."""
    after: tuple[str, ...] = ()
    """Only where one of these comes right in front of it."""
    near: tuple[str, ...] = ()
    """Only where one of these stands within about fifteen words of the same sentence."""
    part: Part = ""
    """Only as a verb, or only as anything else, as far as the words around tell (English)."""
    any_case: bool = False
    """Also in any other mixture of capitals and small letters."""
    language: str = ""
    """BCP 47: only in articles of this language ("uk", "pt-BR"); "" in all."""
    voice: str = ""
    """A voice of ``narrate voices``: only where it speaks; "" with all."""
    note: str = ""
    """For the newsroom: where the pronunciation comes from."""

    def __post_init__(self) -> None:
        """Raise SettingsError for an entry that cannot be."""
        if problem := problem_of(self):
            raise SettingsError(f"lexicon {self.printed}".strip(), *problem)

    @property
    def conditional(self) -> bool:
        """Whether it holds in some places only."""
        return bool(self.before or self.after or self.near or self.part)

    @property
    def how(self) -> str:
        """How it is said, for a person."""
        if self.ipa:
            return f"[{self.ipa}]" + (f" or {self.respelling}" if self.respelling else "")
        return "letter by letter" if self.spell else self.say

    @property
    def where(self) -> str:
        """Its conditions, for a person."""
        lists = (("before", self.before), ("after", self.after), ("near", self.near))
        said = [f"{name} {', '.join(words)}" for name, words in lists if words]
        named = [f"as a {self.part}"] if self.part else []
        return "; ".join([*named, *said, *(["any case"] if self.any_case else [])])


def problem_of(entry: Entry) -> tuple[str, str] | None:
    """What is wrong with an entry, and the next step; None if nothing is."""
    texts = (entry.printed, entry.say, entry.respelling, entry.note, *entry.before, *entry.after, *entry.near)
    if wrong := next((char for text in texts for char in text if unprintable(char)), ""):
        return f"has the control character {wrong!r}", "Take it out"
    if wrong := next(
        (word for word in (*entry.before, *entry.after, *entry.near) if re.search("[,|]", word)), ""
    ):
        return f"has a comma or bar in {wrong!r}", "Write a list of words"
    if not any(char.isalnum() for char in entry.printed):
        return f"has nothing to look for in {entry.printed!r}", "Give the word as it is printed"
    if sum((bool(entry.say.strip()), entry.spell, bool(entry.ipa))) != 1:
        return "does not say how, or says it twice", "Give one of say, spell and ipa"
    if entry.respelling and not entry.ipa:
        return "has a respelling without IPA", "Write it as say"
    if entry.spell and not all(char.isalpha() or char in " .-&/" for char in entry.printed):
        return "cannot be spelled: only letters can", "Write what is heard as say"
    if wrong := next((char for char in entry.ipa if not is_ipa(char)), ""):
        return f"has {wrong!r} in {entry.ipa!r}, which is not IPA", "Write IPA, for example ˈkiːɪv"
    if entry.language and not is_language(entry.language):
        step = "Write its BCP 47 tag, for example en, uk or pt-BR"
        return f"has the language {entry.language!r}, which is none", step
    if entry.part not in get_args(Part):
        return f"has the part {entry.part!r}", "Take noun or verb, or leave it out"
    return None


@lru_cache(maxsize=1024)
def is_language(tag: str) -> bool:
    """Whether a tag is BCP 47 by its form, and its language one that CLDR has a name for."""
    from babel import Locale

    base, *rest = tag.replace("_", "-").split("-")
    if not all(1 <= len(part) <= 8 and part.isascii() and part.isalnum() for part in rest):
        return False
    return base.lower() in Locale("en").languages and base.lower() not in NO_LANGUAGES


def unprintable(char: str) -> bool:
    """Whether a character has no place in a text, or in XML."""
    return unicodedata.category(char) in ("Cc", "Cs") or char in "\ufffe\uffff"


def is_ipa(char: str) -> bool:
    """Whether a character occurs in IPA: a small letter, a letter of the extensions, a diacritic, a mark."""
    if char in IPA_MARKS or unicodedata.category(char) in ("Mn", "Lm"):
        return True
    return char.isalpha() and not char.isupper() and (char < "\u0400" or "\u1d00" <= char <= "\u1dbf")


NAMES = tuple(one.name for one in fields(Entry))
KINDS: dict[str, type] = {one.name: type(getattr(Entry("x", say="x"), one.name)) for one in fields(Entry)}
"""Field → the type of its value."""


def entry_from(printed: str, values: Mapping[str, Any], where: str) -> Entry:
    """An entry from what a table says of it.

    Args:
        values: field → value, a word list as a list or as one text.
        where: file and line, for the message.

    Raises:
        SettingsError: a field is unknown or of the wrong type, or the entry is impossible.
    """
    checked: dict[str, Any] = {}
    for name, value in values.items():
        if name not in NAMES or name == "printed":
            raise SettingsError(where, f"has an unknown field {name!r}", f"Known are: {', '.join(NAMES[1:])}")
        checked[name] = of_kind(name, value, where)
    try:
        return Entry(printed=folded_spaces(printed), **checked)
    except SettingsError as error:
        raise SettingsError(where, error.reason, error.next_step) from None


def of_kind(name: str, value: Any, where: str) -> Any:
    """The value of a field, of its type and without outer spaces."""
    kind = KINDS[name]
    if kind is tuple:
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, Sequence) or not all(isinstance(one, str) for one in listed):
            raise SettingsError(f"{where} {name}", f"is {value!r}", "It must be a list of words")
        return tuple(word for one in listed if (word := folded_spaces(one)))
    if type(value) is not kind:
        wanted = "true or false" if kind is bool else "text"
        raise SettingsError(f"{where} {name}", f"is {value!r}", f"It must be {wanted}")
    if kind is bool:
        return value
    text = folded_spaces(str(value))
    return unwrapped(text) if name == "ipa" else text


def folded_spaces(text: str) -> str:
    """The text in NFC with single spaces, as a block's text is."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def unwrapped(ipa: str) -> str:
    """IPA without the slashes or brackets that dictionaries print around it."""
    if len(ipa) > 1 and WRAPPERS.get(ipa[0]) == ipa[-1]:
        return ipa[1:-1].strip()
    return ipa


# ── Whole files ────────────────────────────────────────────────────────────────────────────────────


class Faults(SettingsError):
    """Several faults of one lexicon, one line each."""

    def __str__(self) -> str:
        return self.reason


def faultless(makers: Iterable[tuple[str, Callable[[], Entry]]]) -> list[Entry]:
    """The entries of a lexicon.

    Args:
        makers: where each entry stands, and what makes it or raises SettingsError.

    Raises:
        SettingsError: an entry is impossible or stands there twice; with several faults all of them are told.
    """
    entries: list[Entry] = []
    faults: list[SettingsError] = []
    places: dict[tuple[object, ...], str] = {}
    for where, make in makers:
        try:
            entry = make()
        except SettingsError as error:
            faults.append(error)
            continue
        first = places.setdefault(same_place(entry), where)
        if first is not where:
            faults.append(twice(entry, where, first))
        entries.append(entry)
    if len(faults) > 1:
        raise Faults("", "\n".join(map(str, faults)))
    if faults:
        raise faults[0]
    return entries


def same_place(entry: Entry) -> tuple[object, ...]:
    """The entry without what it says: two that are equal in this hold in the same places."""
    conditions = (entry.before, entry.after, entry.near, entry.part)
    return (entry.printed, *conditions, entry.any_case, entry.language.lower(), entry.voice)


def twice(entry: Entry, where: str, first: str) -> SettingsError:
    """The error of an entry that stands there a second time."""
    return SettingsError(where, f"has {entry.printed!r} again, after {first}", "Keep one of the two")
