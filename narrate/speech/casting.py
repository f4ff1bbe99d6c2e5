"""Who reads what: the settings' table ``[voices]`` and the profiles' ``[roles]`` → a Cast.

The narrator is, in this order: the voice that was asked for by name; the voice of the article's section, of its
language, both from the table; the best there is (``auto``).  A section's voice that does not speak the article's
language is passed over.  The narrator's profile says who reads quotes, questions or titles in its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from narrate.errors import VoiceError
from narrate.model import Utterance, Voice
from narrate.speech.languages import closest
from narrate.speech.voices import AUTO, choose, missing, speaks

SECTION = "section:"
"""Before the name of a section in the table; all other keys are languages."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The voices of one article."""

    narrator: Voice
    roles: Mapping[str, Voice] = field(default_factory=dict)
    """Role → who reads it; the narrator reads the rest."""

    def of(self, utterance: Utterance) -> Voice:
        """Who says it."""
        return self.roles.get(utterance.role, self.narrator)


def cast_of(voice: Voice | Cast) -> Cast:
    """A single voice reads everything."""
    return voice if isinstance(voice, Cast) else Cast(voice)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the settings say of voices."""

    voice: str = AUTO
    """A profile's name, or "auto"."""
    table: Mapping[str, str] = field(default_factory=dict)
    """Language, or "section:NAME" → a profile's name."""


def cast(wishes: Wishes, language: str, section: str, known: Mapping[str, Voice]) -> Cast:
    """The voices for an article.

    Raises:
        VoiceError: a name is not known, or nobody speaks the language.
        EngineMissing: a voice is known, but cannot speak here.
    """
    narrator = choose(_name(wishes, language, section, known), language, known)
    roles = {role: _reader(role, name, narrator, known) for role, name in narrator.roles.items()}
    return Cast(narrator, {role: voice for role, voice in roles.items() if voice})


def check(wishes: Wishes, known: Mapping[str, Voice]) -> None:
    """Find what is wrong with the wishes before an article needs them.

    Raises:
        VoiceError, EngineMissing: as ``cast`` would.
    """
    if wishes.voice != AUTO:
        _known(wishes.voice, "voice", known)
        return
    for key, name in wishes.table.items():
        where = f"[voices] {key}"
        voice = _known(name, f"{where} = voice", known)
        if not key.startswith(SECTION) and not speaks(voice, key):
            raise VoiceError(where, f"{name} does not speak {key!r}", "Choose one of `narrate voices`")


def _known(name: str, where: str, known: Mapping[str, Voice]) -> Voice:
    """A voice that can speak, and whose roles are voices that can."""
    if name not in known:
        step = f"Known are: {', '.join(['auto', *known])}"
        raise VoiceError(f"{where} {name}", "is not known", step)
    voice = known[name]
    if problem := missing(voice):
        raise problem
    for role, reader in voice.roles.items():
        _reader(role, reader, voice, known)
    return voice


def _name(wishes: Wishes, language: str, section: str, known: Mapping[str, Voice]) -> str:
    """The narrator's."""
    if wishes.voice != AUTO:
        return wishes.voice
    sections = {
        key[len(SECTION) :].strip().casefold(): key for key in wishes.table if key.startswith(SECTION)
    }
    key = sections.get(section.strip().casefold(), "")
    if key and (wishes.table[key] not in known or speaks(known[wishes.table[key]], language)):
        return wishes.table[key]
    key = closest(language, (key for key in wishes.table if not key.startswith(SECTION)))
    return wishes.table.get(key, AUTO)


def _reader(role: str, name: str, narrator: Voice, known: Mapping[str, Voice]) -> Voice | None:
    """Who reads a role; None, which is the narrator, where that voice does not speak one of the narrator's many
    languages.
    """
    where = f"voice {narrator.name}"
    if name not in known:
        raise VoiceError(
            where, f"its role {role} names the voice {name}, which is not known", "See `narrate voices`"
        )
    voice = known[name]
    if problem := missing(voice):
        raise problem
    if not narrator.language or speaks(voice, narrator.language):
        return choose(name, narrator.language, known) if narrator.language else voice
    if known.get(narrator.name, narrator).language:
        step = "Name a voice that does"
        raise VoiceError(
            where, f"its role {role} names {name}, which does not speak {narrator.language}", step
        )
    return None
