"""Piper: neural voices as ONNX files, offline, many times faster than real time on a laptop.

One ONNX thread an engine: two one-thread processes speak about 1.7 times as fast as one process with two
threads (tests/bench/speed.py), so the parallel work is done by processes (``speech/workers.py``).

The models draw random numbers inside their graph and keep their durations to themselves.  Both are mended as
a model is loaded (``piper_graph.py``): the numbers come from a generator seeded by the text, so that the same
voice, settings and text give the same bytes on every worker, and the durations give exact word times.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from narrate.errors import EngineMissing, SpeechError, VoiceError
from narrate.model import Clip, Said, Voice, Word
from narrate.speech.alignment import Timed, runs_of, words_of
from narrate.speech.engines.piper_graph import NOISE, in_two_dimensions, with_durations_and_noise
from narrate.speech.phonemes import joined, sounded
from narrate.speech.respelling import respelled
from narrate.speech.timing import settle

INSTALL = "pip install piper-tts"
VERSION = "4"
"""Raise it when this file makes the same text sound different."""
NUMBERS: dict[str, type | tuple[type, ...]] = {
    "speaker": int,
    "noise": (int, float),
    "noise_width": (int, float),
}
"""The options of a profile."""
GIVE_BACK = 20_000
"""Phoneme ids (about a hundred sentences) between two times that memory is given back: after each long sentence
it cost a tenth of the speed, for pages that the next one takes again, and the peak was the same."""
NOISE_PER_ID = 1000
"""Random numbers: 192 channels of about five frames.  Where a slow voice needs more they are used again."""
EARLY = 0.012
"""Seconds by which the durations' boundaries lie later than the sound (measured by forced alignment)."""
BOS, EOS = "^", "$"
"""What Piper puts around every sentence; after each symbol but the last stands a filler, too."""


class PiperEngine:
    """A Piper voice; ``voice.model`` is the path of an .onnx file, or PACKAGE/PATH inside an installed package.

    Options of the profile: ``speaker`` (number, for models of several), ``noise`` and ``noise_width`` (the
    model's own values where absent).
    """

    def __init__(self, voice: Voice) -> None:
        self.version(voice)
        from piper.config import PiperConfig
        from piper.voice import PiperVoice

        model = model_file(voice)
        settings = json.loads(_config_file(model).read_text(encoding="utf-8"))
        self._name = voice.name
        self._session = _session(model, voice)
        self._piper = PiperVoice(session=self._session, config=PiperConfig.from_dict(settings))
        self._synthesis = _synthesis_config(voice, self._piper.config.length_scale)
        self._known: dict[Said, tuple[str, ...]] = {}

    @classmethod
    def version(cls, voice: Voice) -> str:
        """Piper's version with the model's name and size."""
        try:
            piper = version("piper-tts")
        except PackageNotFoundError as error:
            raise EngineMissing(f"voice {voice.name}", "needs piper-tts", f"Run: {INSTALL}") from error
        model = model_file(voice)
        for option in NUMBERS:
            _number(voice, option)
        return f"piper-tts {piper} {VERSION} {model.name} {model.stat().st_size}"

    @classmethod
    def languages(cls, voice: Voice) -> frozenset[str]:
        """The one language of the model."""
        cls.version(voice)
        return frozenset({voice.language or _language(_config_file(model_file(voice)))})

    def speak(self, text: str) -> Clip:
        """Say ``text`` as eSpeak NG pronounces it."""
        return self.speak_said(Said(text))

    def speak_said(self, said: Said) -> Clip:
        """Say a text, each sound as its IPA says.

        One piece of sound a sentence, as Piper itself does it; levels as the model gives them.
        """
        try:
            return self._said(said)
        except Exception as error:  # a foreign engine may raise anything
            raise SpeechError(f"voice {self._name}", f"failed on {said.text[:60]!r}: {error}") from error

    @property
    def sample_rate(self) -> int:
        """The model's own, in Hz."""
        return int(self._piper.config.sample_rate)

    @property
    def take(self) -> int:
        """Which reading of a text: the same number gives the same bytes, another number other chances."""
        return self._session.take

    @take.setter
    def take(self, number: int) -> None:
        self._session.take = number

    def _said(self, said: Said) -> Clip:
        rate = self.sample_rate
        symbols: list[Timed] = []
        pieces: list[bytes] = []
        exact, at = True, 0
        for sentence in filter(None, self.phonemes(said)):
            pcm, samples = self._spoken(sentence)
            times = list(self._times(sentence, samples, at / rate))
            exact = exact and bool(times)
            symbols += [*times, Timed(" ", 0.0, 0.0)]
            pieces.append(pcm)
            at += len(pcm) // 2
        pcm = b"".join(pieces)
        words = settle(self._words(said, symbols), pcm, rate, EARLY) if exact else ()
        return Clip(pcm=pcm, rate=rate, words=words, exact=bool(words))

    def _words(self, said: Said, symbols: Sequence[Timed]) -> tuple[Word, ...]:
        alone = [self._alone(run) for run in runs_of(said)]
        return words_of(said.text.split(), alone, symbols)

    def _alone(self, run: Said) -> tuple[str, ...]:
        """The symbols of one word; few words make most of a text."""
        if run not in self._known:
            sentences = self.phonemes(run)
            self._known[run] = tuple(symbol for sentence in sentences for symbol in sentence)
        return self._known[run]

    def _times(self, phonemes: Sequence[str], samples: Sequence[int], start: float) -> Iterator[Timed]:
        """When each symbol is spoken; nothing where the model does not tell, or has symbols of its own making."""
        numbers, rate = self._piper.config.phoneme_id_map, self.sample_rate
        row = [symbol for symbol in (BOS, *phonemes, EOS) if symbol in numbers]
        counts = [len(numbers[symbol]) + 1 for symbol in row[:-1]] + [len(numbers[EOS])]
        if sum(counts) != len(samples):
            return
        ends = np.cumsum([0, *samples])[np.cumsum([0, *counts])] / rate + start
        for symbol, begin, end in zip(row[1:-1], ends[1:-2].tolist(), ends[2:-1].tolist(), strict=True):
            yield Timed(symbol, begin, end)

    def phonemes(self, said: Said) -> list[list[str]]:
        """What the model is given: the symbols of each sentence."""
        config = self._piper.config
        if config.phoneme_type.value != "espeak" or config.vowel_clusters:
            # Symbols of the model's own making: a sound's IPA has no place among them.
            return self._piper.phonemize(respelled(said, config.espeak_voice))
        sentences = sounded(said, self._sentences, config.espeak_voice, config.phoneme_id_map)
        return [list(sentence) for sentence in sentences]

    def _sentences(self, text: str) -> list[str]:
        return joined(self._piper.phonemize(text))

    def _spoken(self, phonemes: list[str]) -> tuple[bytes, Sequence[int]]:
        """The sound, and the samples of each id that the model is given."""
        ids = self._piper.phonemes_to_ids(phonemes)
        audio, samples = self._piper.phoneme_ids_to_audio(ids, self._synthesis, include_alignments=True)
        pcm = (np.clip(np.asarray(audio), -1.0, 1.0) * 32767).astype("<i2").tobytes()
        return bytes(pcm), () if samples is None else samples.tolist()


@cache
def _find_model(model: str) -> Path | None:
    path = Path(model).expanduser()
    if path.is_file():
        return path
    package, _, inside = model.partition("/")
    spec = find_spec(package) if package.isidentifier() else None
    for folder in (spec and spec.submodule_search_locations) or ():
        if (Path(folder) / inside).is_file():
            return Path(folder) / inside
    return None


def model_file(voice: Voice) -> Path:
    """Where the voice's model lies.

    Raises:
        VoiceError: it is not there, or its ``.onnx.json`` is missing.
    """
    path = _find_model(voice.model)
    if path is None:
        step = f"Run: {voice.install}" if voice.install else "Correct `model` in its profile"
        raise EngineMissing(f"voice {voice.name}", f"its model {voice.model} is not installed", step)
    if not _config_file(path).is_file():
        raise VoiceError(f"voice {voice.name}", f"{_config_file(path).name} is missing beside {path}")
    return path


def _config_file(model: Path) -> Path:
    return model.with_name(model.name + ".json")


def _language(config: Path) -> str:
    settings: dict[str, Any] = json.loads(config.read_text(encoding="utf-8"))
    return str(settings.get("language", {}).get("code", "")).replace("_", "-")


class _Session:
    """An onnxruntime session whose memory does not grow with the number of sentences.

    Its arena keeps the room that the longest texts took, in pieces that fit no other text; now and then it is
    given back.
    """

    def __init__(self, model: Path) -> None:
        import onnxruntime

        self.take = 0
        self._ids = 0
        graph, _, self._noisy = with_durations_and_noise(in_two_dimensions(model.read_bytes()))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_mem_pattern = False  # patterns pay where inputs are of one length
        self._onnx = onnxruntime.InferenceSession(
            graph, sess_options=options, providers=["CPUExecutionProvider"]
        )
        self._onnx._model_bytes = b""  # 63 MB that it keeps to start anew on another device
        self._giving_back = onnxruntime.RunOptions()
        self._giving_back.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")

    def run(self, outputs: list[str] | None, inputs: dict[str, Any]) -> Any:
        """As ``InferenceSession.run``, without chance."""
        self._ids += inputs["input"].shape[1]
        due = self._ids >= GIVE_BACK
        self._ids = 0 if due else self._ids
        noise = {NOISE: self._noise(inputs)} if self._noisy else {}
        return self._onnx.run(outputs, inputs | noise, self._giving_back if due else None)

    def _noise(self, inputs: dict[str, Any]) -> np.ndarray:
        """Normal random numbers that follow from the inputs alone."""
        content = b"".join(np.ascontiguousarray(inputs[name]).tobytes() for name in sorted(inputs))
        digest = hashlib.sha256(content + self.take.to_bytes(4, "little")).digest()
        generator = np.random.Generator(np.random.PCG64(int.from_bytes(digest, "little")))
        count: int = NOISE_PER_ID * inputs["input"].shape[1]
        return generator.standard_normal(count, dtype=np.float32)


def _session(model: Path, voice: Voice) -> _Session:
    try:
        return _Session(model)
    except Exception as error:  # onnxruntime's exceptions share no base
        raise VoiceError(f"voice {voice.name}", f"{model} cannot be loaded: {error}") from error


def _synthesis_config(voice: Voice, natural_length: float) -> Any:
    from piper.config import SynthesisConfig

    speaker = _number(voice, "speaker")
    return SynthesisConfig(
        speaker_id=None if speaker is None else int(speaker),
        length_scale=natural_length / voice.rate,
        noise_scale=_number(voice, "noise"),
        noise_w_scale=_number(voice, "noise_width"),
    )


def _number(voice: Voice, option: str) -> float | None:
    value = voice.options.get(option)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, NUMBERS[option]):
        wanted = "whole number" if NUMBERS[option] is int else "number"
        raise VoiceError(f"voice {voice.name}", f"its option {option} is {value!r}", f"It must be a {wanted}")
    return float(value)
