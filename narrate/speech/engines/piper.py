"""Piper: neural voices as ONNX files, offline, many times faster than real time on a laptop.

One ONNX thread an engine: two one-thread processes speak about 1.7 times as fast as one process with two
threads (tests/bench/speed.py), so the parallel work is done by processes (``speech/workers.py``).
"""

from __future__ import annotations

import json
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from narrate.errors import EngineMissing, SpeechError, VoiceError
from narrate.model import Clip, Said, Voice
from narrate.speech.phonemes import joined, sounded
from narrate.speech.respelling import respelled

INSTALL = "pip install piper-tts"
NUMBERS: dict[str, type | tuple[type, ...]] = {
    "speaker": int,
    "noise": (int, float),
    "noise_width": (int, float),
}
"""The options of a profile."""
LONG_INPUT = 250
"""Phoneme ids (about 100 characters); giving memory back after shorter texts, too, costs a sixth of the speed."""


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
        self._piper = PiperVoice(session=_session(model, voice), config=PiperConfig.from_dict(settings))
        self._synthesis = _synthesis_config(voice, self._piper.config.length_scale)

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
        return f"piper-tts {piper} {model.name} {model.stat().st_size}"

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
            pieces = [self._spoken(sentence) for sentence in self.phonemes(said) if sentence]
        except Exception as error:  # a foreign engine may raise anything
            raise SpeechError(f"voice {self._name}", f"failed on {said.text[:60]!r}: {error}") from error
        return Clip(pcm=b"".join(pieces), rate=self._piper.config.sample_rate)

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

    def _spoken(self, phonemes: list[str]) -> bytes:
        ids = self._piper.phonemes_to_ids(phonemes)
        samples = np.asarray(self._piper.phoneme_ids_to_audio(ids, self._synthesis))
        return bytes((np.clip(samples, -1.0, 1.0) * 32767).astype("<i2").tobytes())


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

    Its arena keeps the room that the longest texts took, in pieces that fit no other text: 710 MB after 900
    sentences of an article, 460 MB if that room is given back after each long one, at the same speed.
    """

    def __init__(self, model: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_mem_pattern = False  # patterns pay where inputs are of one length
        self._onnx = onnxruntime.InferenceSession(
            str(model), sess_options=options, providers=["CPUExecutionProvider"]
        )
        self._giving_back = onnxruntime.RunOptions()
        self._giving_back.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")

    def run(self, outputs: list[str] | None, inputs: dict[str, Any]) -> Any:
        """As ``InferenceSession.run``."""
        long = inputs["input"].shape[1] > LONG_INPUT
        return self._onnx.run(outputs, inputs, self._giving_back if long else None)


def _session(model: Path, voice: Voice) -> Any:
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
