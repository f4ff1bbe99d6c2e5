"""A voice of a public catalogue, or a file the user has → a profile in the user's folder ``voices``.

``catalogue.toml`` says where the catalogues are.  Kokoro's checksums stand there; Piper publishes an md5 for each
file in its own list, which is fetched first.  Every new voice has to speak before its profile stays.
"""

from __future__ import annotations

import difflib
import json
import re
import shutil
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

from narrate.errors import EngineMissing, OutputError, SpeechError, VoiceError
from narrate.model import Said, Voice
from narrate.speech.check import check_clip
from narrate.speech.engines import engine_class, say
from narrate.speech.fetch import Unreachable, Wanted, Watch, fetch, fetch_index
from narrate.speech.voices import own_folder, read_profile

SAMPLE = "1, 2, 3."
"""What a new voice says first; every language has its words for it."""
WORDS_A_MINUTE = 175
"""Of an English newsreader, pauses between sentences left out; 165 to 185 are usual."""
NEWS = (
    "The council voted on Tuesday to repair the old harbour bridge, which has been closed to lorries since March.",
    "Engineers found cracks in two of its nine piers, and said that the work would take until late next year.",
    "Shopkeepers on the north bank welcomed the decision.",
    "The mayor told reporters that the money had been set aside, although the final cost was not yet known.",
)
"""What an English voice's tempo is measured on."""
STEPS = 2
"""Measurements; a voice set to nine tenths does not speak quite nine tenths as fast."""
SLOWEST, FASTEST = 0.6, 1.4
"""Rates beyond which it is no longer the voice that it was."""
CARD = "MODEL_CARD"
QUALITY = 2
"""Of a neural voice: ``auto`` takes it before the system's."""
REMARKS = {
    "rate": "   # 1.0 is the voice's natural tempo; a newsreader speaks 165 to 185 words a minute",
    "quality": "   # `auto` takes the highest that speaks the language",
    "speaker": "   # the model has several, counted from 0",
}
"""Said behind a line of a profile."""
KOKORO = "kokoro-"
"""Before the names of its profiles."""
KOKORO_RATE = 0.9
"""As they come Kokoro's voices speak 190 to 210 words a minute, a newsreader 165 to 185."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asks for."""

    name: str
    """Of a voice in a catalogue, or the path of a file."""
    folder: Path
    """Where profiles and their files go."""
    mirror: str = ""
    """Another address of the catalogue."""
    language: str = ""
    """BCP 47, where the file does not tell it."""
    watch: Watch = lambda done, size: None


def add(engine: str, asked: Asked) -> Path:
    """Add a voice and return its profile; one that is there already is kept as it is.

    Raises:
        VoiceError: the catalogue or the voice cannot be had, the file is no voice, or it cannot speak.
        EngineMissing: all is in its place but the engine, with the line that installs it.
        OutputError: the folder cannot be written.
    """
    if engine not in WAYS:
        raise VoiceError(f"engine {engine}", "has no catalogue", f"Known are: {', '.join(WAYS)}")
    with _written(asked.folder):
        asked.folder.mkdir(parents=True, exist_ok=True)
        profile = WAYS[engine](asked)
        _speak(profile)
    return profile


@contextmanager
def _written(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(str(folder), f"cannot be written: {error.strerror or error}") from error


def _speak(profile: Path) -> None:
    """Let the voice speak; a profile whose voice cannot is taken away."""
    voice = read_profile(profile)
    try:
        check_clip(engine_class(voice.engine)(voice).speak(SAMPLE), SAMPLE, voice.name)
    except EngineMissing as error:
        step = f"Run: {voice.install}"
        raise EngineMissing(str(profile), f"is written, but {error.reason}", step) from error
    except (VoiceError, SpeechError) as error:
        profile.unlink()
        raise VoiceError(f"voice {profile.stem}", f"cannot speak: {error.reason}", error.next_step) from error


def newsreader_rate(voice: Voice) -> float:
    """The rate at which an English voice speaks ``WORDS_A_MINUTE``; its own in other languages, or where it cannot
    speak."""
    rate = voice.rate
    if voice.language.partition("-")[0] != "en":
        return rate
    try:
        for _ in range(STEPS):
            rate *= WORDS_A_MINUTE / _words_a_minute(replace(voice, rate=rate))
    except (VoiceError, SpeechError, ZeroDivisionError):  # whoever lets it speak next says what is wrong
        return voice.rate
    return round(min(max(rate, SLOWEST), FASTEST), 2)


def _words_a_minute(voice: Voice) -> float:
    engine = engine_class(voice.engine)(voice)
    clips = [say(engine, Said(sentence), voice.language) for sentence in NEWS]
    seconds = sum(clip.words[-1].end - clip.words[0].start for clip in clips)
    return sum(len(clip.words) for clip in clips) / seconds * 60


@cache
def _catalogue() -> dict[str, Any]:
    return tomllib.loads(files("narrate.speech").joinpath("catalogue.toml").read_text(encoding="utf-8"))


def _unknown(name: str, known: Mapping[str, object]) -> VoiceError:
    near = difflib.get_close_matches(name, known, 3, 0.5)
    step = f"Did you mean {', '.join(near)}?" if near else "A file of your own is given by its path"
    return VoiceError(f"voice {name}", "is not in the catalogue", step)


def _unreachable(name: str, problem: Unreachable, address: str, path: str) -> VoiceError:
    step = f"Fetch {address} by other means, then run: narrate voices add {path}"
    return VoiceError(f"voice {name}", problem.reason, step)


def _write_profile(folder: Path, name: str, lines: Mapping[str, Any], options: Mapping[str, Any]) -> Path:
    """A profile that a person can read and change."""
    path = folder / f"{name}.toml"
    if path.exists():
        return path
    text = _lines(lines)
    if options:
        text += "\n[options]\n" + _lines(options)
    path.write_text(text, encoding="utf-8")
    return path


def _lines(values: Mapping[str, Any]) -> str:
    return "".join(f"{key} = {_toml(value)}{REMARKS.get(key, '')}\n" for key, value in values.items())


def _toml(value: str | int | float) -> str:
    """JSON's texts are TOML's, but for control characters."""
    if isinstance(value, str):
        value = " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", value).split())
    return json.dumps(value, ensure_ascii=False)


def _copy(path: Path, target: Path) -> None:
    """A whole file or none."""
    if target.exists() and target.samefile(path):
        return
    part = target.with_name(target.name + ".part")
    shutil.copyfile(path, part)
    part.replace(target)


def _own(path: Path) -> Path:
    if not path.is_file():
        raise VoiceError(str(path), "is not there", "Give the path of a file, or the name of a voice")
    if not re.fullmatch(r"[\w.-]+", path.stem):
        raise VoiceError(str(path), "has a name that no voice can have", "Use letters, digits and _ . -")
    return path


# ── Piper ──────────────────────────────────────────────────────────────────────────────────────────


def _add_piper(asked: Asked) -> Path:
    if asked.name.endswith(".onnx"):
        return _own_piper(asked)
    address = asked.mirror.rstrip("/") + "/" if asked.mirror else _catalogue()["piper"]["address"]
    step = (f"{address}{_usual_place(asked.name)} and its .json", f"piper PATH/{asked.name}.onnx")
    try:
        index = fetch_index(address + _catalogue()["piper"]["index"])
        for path, wanted in _piper_files(asked.name, index, address):
            name = f"{asked.name}.{CARD}" if path.endswith(CARD) else path.rpartition("/")[2]
            fetch(wanted, asked.folder / name, asked.watch)
    except Unreachable as problem:
        raise _unreachable(asked.name, problem, *step) from problem
    return _piper_profile(asked, asked.folder / f"{asked.name}.onnx", "Piper's public catalogue")


def _usual_place(name: str) -> str:
    """Where the public catalogue keeps a voice: en/en_GB/alba/medium/en_GB-alba-medium.onnx."""
    place, _, rest = name.partition("-")
    speaker, _, quality = rest.rpartition("-")
    return f"{place.partition('_')[0]}/{place}/{speaker}/{quality}/{name}.onnx"


def _piper_files(name: str, index: bytes, address: str) -> list[tuple[str, Wanted]]:
    """(path in the catalogue, what is wanted) of the voice's model, its settings and its card."""
    try:
        known: dict[str, Any] = json.loads(index)
        if name not in known:
            raise _unknown(name, known)
        found = [
            (path, Wanted((address + quote(path),), int(each["size_bytes"]), f"md5:{each['md5_digest']}"))
            for path, each in known[name]["files"].items()
            if path.rpartition("/")[2] in (f"{name}.onnx", f"{name}.onnx.json", CARD) and ".." not in path
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise VoiceError(address, "is no catalogue of Piper voices", "Correct --from") from error
    if len([path for path, _ in found if not path.endswith(CARD)]) != 2:
        raise VoiceError(f"voice {name}", "has no model in the catalogue")
    return sorted(found, key=lambda each: each[1].size)


def _own_piper(asked: Asked) -> Path:
    model = _own(Path(asked.name).expanduser())
    settings = model.with_name(model.name + ".json")
    if not settings.is_file():
        raise VoiceError(
            str(model), f"{settings.name} is missing beside it", "Fetch it from where the model is from"
        )
    _piper_settings(settings)
    for path in (model, settings):
        _copy(path, asked.folder / path.name)
    for card in (model.with_name(f"{model.stem}.{CARD}"), model.with_name(CARD)):
        if card.is_file():
            _copy(card, asked.folder / f"{model.stem}.{CARD}")
    return _piper_profile(asked, asked.folder / model.name, f"your file {model.name}")


def _piper_settings(path: Path) -> dict[str, Any]:
    try:
        settings: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        int(settings["audio"]["sample_rate"]), settings["phoneme_id_map"].items()
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise VoiceError(str(path), "does not describe a Piper voice") from error
    return settings


def _piper_profile(asked: Asked, model: Path, source: str) -> Path:
    settings = _piper_settings(model.with_name(model.name + ".json"))
    card = model.with_name(f"{model.stem}.{CARD}")
    facts = _card(card.read_text(encoding="utf-8", errors="replace")) if card.is_file() else {}
    options = {"speaker": 0} if settings.get("num_speakers", 1) > 1 else {}
    language = asked.language or _piper_language(settings, model.stem)
    voice = Voice(model.stem, "piper", model=model.as_posix(), language=language, options=options)
    profile = asked.folder / f"{model.stem}.toml"
    lines = {
        "engine": "piper",
        "model": model.as_posix(),
        "language": language,
        "rate": 1.0 if profile.exists() else newsreader_rate(voice),
        "quality": QUALITY,
        "licence": facts.get("License") or "see its model card",
        "source": f"{source}; {facts['URL']}" if facts.get("URL") else source,
        "install": "pip install piper-tts",
    }
    return _write_profile(asked.folder, model.stem, lines, options)


def _piper_language(settings: Mapping[str, Any], name: str) -> str:
    """What the settings say, else the beginning of a name like those of the catalogue."""
    language = settings.get("language")
    code = str(language.get("code", "")) if isinstance(language, dict) else ""
    usual = re.match(r"[a-z]{2,3}_[A-Z]{2}(?=-)", name)
    if not code and not usual:
        raise VoiceError(f"voice {name}", "does not tell its language", "Say it with --language")
    return (code or (usual[0] if usual else "")).replace("_", "-")


def _card(text: str) -> dict[str, str]:
    """The facts of a model card: "* License: CC0" → {"License": "CC0"}; the last of a name counts."""
    pairs = (line.lstrip("* ").partition(":") for line in text.splitlines() if line.startswith("* "))
    return {name.strip(): value.strip() for name, _, value in pairs if value.strip()}


# ── Kokoro ─────────────────────────────────────────────────────────────────────────────────────────


def _add_kokoro(asked: Asked) -> Path:
    known = _catalogue()["kokoro"]
    if asked.name.endswith(".bin"):
        return _own_kokoro(asked, known["size"])
    if asked.name not in known["sha256"]:
        raise _unknown(asked.name, known["sha256"])
    ours = own_folder() / f"{KOKORO}{asked.name}.toml"
    if ours.is_file():
        return ours
    style = asked.folder / f"{asked.name}.bin"
    _fetch_style(asked, known, style)
    return _kokoro_profile(asked, style, known["licence"], known["source"])


def _own_kokoro(asked: Asked, size: int) -> Path:
    path = _own(Path(asked.name).expanduser())
    if path.stat().st_size != size:
        raise VoiceError(str(path), f"is no style of Kokoro 1.0: it must have {size} bytes")
    style = asked.folder / path.name
    _copy(path, style)
    return _kokoro_profile(asked, style, "see where it is from", f"your file {path.name}")


def _fetch_style(asked: Asked, known: Mapping[str, Any], style: Path) -> None:
    bases = [asked.mirror.rstrip("/") + "/"] if asked.mirror else known["addresses"]
    addresses = tuple(base + style.name for base in bases)
    try:
        fetch(Wanted(addresses, known["size"], f"sha256:{known['sha256'][asked.name]}"), style, asked.watch)
    except Unreachable as problem:
        raise _unreachable(asked.name, problem, addresses[0], f"kokoro PATH/{style.name}") from problem


def _kokoro_profile(asked: Asked, style: Path, licence: str, source: str) -> Path:
    name = style.stem
    letter = name[0] if re.match(r"[a-z][fm]_", name) else ""
    language = asked.language or _catalogue()["kokoro"]["languages"].get(letter, "")
    if not language:
        raise VoiceError(f"voice {name}", "does not tell its language", "Say it with --language")
    lines = {
        "engine": "kokoro",
        "language": language,
        "rate": KOKORO_RATE,
        "quality": QUALITY,
        "licence": licence,
        "source": source,
        "install": "pip install 'narrate[kokoro]'",
    }
    return _write_profile(asked.folder, KOKORO + name, lines, {"style": style.as_posix()})


WAYS: dict[str, Callable[[Asked], Path]] = {"piper": _add_piper, "kokoro": _add_kokoro}
"""Engine → how its voices are added."""
