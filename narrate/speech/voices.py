"""Voice profiles: files of ``voices/`` → Voice, and the choice among them.

A profile is a TOML file with the fields of ``narrate.model.Voice``; its name is the file's.  The project's
own profiles stand in ``voices/``; a folder ``voices`` where the user works adds to them and overrides them by
name.
"""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, get_args

from narrate.errors import EngineMissing, NarrateError, VoiceError
from narrate.model import Role, Voice
from narrate.speech.engines import engine_class
from narrate.speech.languages import closest, distance

log = logging.getLogger(__name__)

AUTO = "auto"
"""The choice of the best voice that can speak the article's language."""

ROLES: tuple[str, ...] = get_args(Role)
"""What a voice may read in another's place."""

_TYPES: dict[str, tuple[type, ...]] = {
    "rate": (int, float),
    "quality": (int,),
    "options": (dict,),
    "service": (dict,),
    "roles": (dict,),
}


def own_folder() -> Path:
    """The project's profiles: inside an installed package, or at the top of a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "voices"
    return inside if inside.is_dir() else package.parent / "voices"


def profiles(folders: Iterable[Path] = ()) -> dict[str, Voice]:
    """Every profile by name, sorted; a later folder overrides an earlier one.

    One that cannot be read is left out, with a warning: it stops nobody who does not ask for it.
    """
    found: dict[str, Voice] = {}
    for folder in (own_folder(), *folders):
        for path in sorted(folder.glob("*.toml")):
            found.pop(path.stem, None)
            try:
                found[path.stem] = read_profile(path)
            except VoiceError as error:
                log.warning("%s. The voice is left out", error)
    return dict(sorted(found.items()))


def read_profile(path: Path) -> Voice:
    """One profile.

    Raises:
        VoiceError: it is not TOML, lacks its engine, or has a field that no voice has.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise VoiceError(str(path), f"is not a readable voice profile: {error}") from error
    known = {field.name for field in fields(Voice)} - {"name"}
    for key, value in values.items():
        if key not in known:
            raise VoiceError(
                str(path), f"has an unknown field {key!r}", f"Known are: {', '.join(sorted(known))}"
            )
        _check_type(path, key, value)
    if not values.get("engine"):
        raise VoiceError(str(path), "names no engine", 'Add a line like engine = "piper"')
    if values.get("rate", 1.0) <= 0:
        raise VoiceError(str(path), f"has the rate {values['rate']}", "1.0 is the natural tempo")
    for role, reader in values.get("roles", {}).items():
        if role not in ROLES or not isinstance(reader, str):
            step = f'Write ROLE = "VOICE"; the roles are {", ".join(ROLES)}'
            raise VoiceError(str(path), f"its [roles] has {role} = {reader!r}", step)
    return Voice(name=path.stem, **values)


def _check_type(path: Path, key: str, value: Any) -> None:
    wanted = _TYPES.get(key, (str,))
    if not isinstance(value, wanted) or isinstance(value, bool):
        raise VoiceError(str(path), f"{key} is {value!r}", f"It must be a {wanted[-1].__name__}")


def missing(voice: Voice) -> VoiceError | None:
    """Why a voice cannot speak on this machine and what makes it speak, or None if it can."""
    try:
        engine_class(voice.engine).version(voice)
    except EngineMissing as error:
        step = f"Run: {voice.install}" if voice.install else error.next_step
        return EngineMissing(f"voice {voice.name}", error.reason, step)
    except VoiceError as error:
        return error
    return None


def choose(name: str, language: str, known: Mapping[str, Voice]) -> Voice:
    """The voice of that name, or for ``auto`` the best that speaks ``language``; its language is filled in.

    Raises:
        VoiceError: no such voice, or nobody speaks the language.
        EngineMissing: the voice is known, but cannot speak here.
    """
    if name == AUTO:
        return _best(language, known)
    if name not in known:
        raise VoiceError(f"voice {name}", "is not known", f"Known are: {', '.join(['auto', *known])}")
    voice = known[name]
    if problem := missing(voice):
        raise problem
    if voice.language:
        return voice
    tag = closest(language, engine_class(voice.engine).languages(voice))
    if not tag:
        raise VoiceError(f"voice {name}", f"does not speak {language!r}", "Choose one of `narrate voices`")
    return replace(voice, language=language)


def _best(language: str, known: Mapping[str, Voice]) -> Voice:
    able = [voice for voice in known.values() if voice.quality > 0]
    for voice in sorted(able, key=lambda voice: (-voice.quality, distance(language, voice.language))):
        if speaks(voice, language):
            return voice if voice.language else replace(voice, language=language)
    raise VoiceError(
        f"language {language or '(unknown)'}",
        "no installed voice speaks it",
        "See `narrate voices`, or name a voice with --voice",
    )


def speaks(voice: Voice, language: str) -> bool:
    """Whether the voice can speak that language on this machine."""
    if voice.language and not closest(language, (voice.language,)):
        return False
    try:
        return bool(closest(language, engine_class(voice.engine).languages(voice)))
    except NarrateError:
        return False
