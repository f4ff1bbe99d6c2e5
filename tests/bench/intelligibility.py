"""How well voices are understood, and how good they sound: as narrate speaks them, and as their engines alone do.

    python -m tests.bench.intelligibility                         five voices, 24 sentences
    python -m tests.bench.intelligibility --cases SENTENCES.txt   one sentence a line
    python -m tests.bench.intelligibility --voices en_US-joe --rate 1.0 --show

Needs ``pip install '.[kokoro,verify]' speechmos kokoro-onnx``; what is missing is left out of the table.

- ours: printed text → script → speech, with our reading, our pronunciation and the profile's pace.
- engine: the same printed text given to the engine's own library at its own pace: Piper's, kokoro-onnx, pyttsx3.

Word error: Whisper base hears once what is joined with pauses of half a second, both sides brought to one level;
the reference is the sentence as a newsreader would say it.  Whatever sounds the same is right.  DNSMOS: the overall
value (Reddy and others, 2021; P.835 model, windows of 9.01 s each second), at 16 kHz.
"""

from __future__ import annotations

import argparse
import io
import tempfile
import wave
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import soxr

from narrate.hearing import Comparison, Expected, Recogniser, compare
from narrate.hearing.sound import RATE
from narrate.model import Article, Block, Clip, Said, Voice
from narrate.script import spoken, write_script
from narrate.speech import ClipCache, phonemes_of, profiles, speak
from narrate.speech.engines import engine_class
from narrate.speech.engines.kokoro import PARTS, STYLES
from narrate.speech.engines.piper import model_file
from narrate.speech.voices import own_folder

VOICES = ("en_US-joe", "kokoro-af_heart", "kokoro-am_michael", "kokoro-bf_emma", "system")
PAUSE = 0.5
"""Seconds between the sentences."""
LEVEL = 10 ** (-26 / 20)
"""Root mean square that both sides are brought to: DNSMOS hears loudness."""
WINDOW = 9.01
"""Seconds that the DNSMOS model takes."""
OVERALL = (-0.06766283, 1.11546468, 0.04602535)
"""The polynomial by which DNSMOS maps its model's overall value to the scale of listeners."""
TRIM = 10 ** (-45 / 20)
"""Under it a clip's edges count as silence, for words a minute."""

SENTENCES = """
Fishermen on the eastern shore hauled in their nets before the wind turned.
The committee will publish its findings in the first week of the new year.
Teachers at three schools have asked for smaller classes and warmer rooms.
Engineers closed the old railway bridge after cracks appeared in two of its arches.
The museum bought the painting from a family that had kept it for a century.
Farmers in the valley expect a poor harvest because the spring was far too dry.
A judge ordered the company to pay its former drivers for every hour of waiting.
Nurses on the night shift said they had not been told about the change.
The prime minister called the agreement a modest step in the right direction.
Firefighters needed most of the evening to put out the blaze at the paper mill.
Tickets for the final sold out within minutes, and many supporters went home without one.
The university plans to move its library into the building of the former brewery.
Share prices rose by 4.5% on Thursday, their best day since March 2019.
The bridge cost $3.5 million, which is $400,000 more than the council had planned.
About 1,250 households were without power until 7:30 a.m. on Friday.
The 17-year-old finished third, 0.8 seconds behind the winner.
Some 60,000 people live within 20 km of the plant, which opened in 1974.
Dr. Helen Marsh, 52, will lead the U.S. team from 1 September.
The storm brought winds of 90 mph and 2 inches of rain in an hour.
Unemployment fell to 5.2% in the second quarter, from 6.1% a year earlier.
“We did not wait for permission,” the mayor said. “We waited for cement.”
The ferry leaves at seven, weather permitting; nobody on the quay was surprised that it did not.
Two of the three witnesses withdrew their statements, the prosecutor confirmed on Monday.
No one was hurt, but the roof, the organ and most of the windows were lost.
"""

Spoken = tuple[list[Clip], list[str]]
"""Clips, and the printed text of each."""


def ours(voice: Voice, sentences: Sequence[str]) -> Spoken:
    """What leaves the speech room."""
    blocks = tuple(Block("paragraph", sentence) for sentence in sentences)
    script = write_script(Article(url="", title="Bench", blocks=blocks, language="en"))
    body = replace(script, utterances=tuple(each for each in script.utterances if each.block >= 0))
    with tempfile.TemporaryDirectory() as folder:
        clips = list(speak(body, voice, ClipCache(Path(folder)), strict=True))
    return clips, [each.shown for each in body.utterances]


def engines_own(voice: Voice, sentences: Sequence[str]) -> Spoken:
    """What the engine's own library makes of printed text."""
    say = {"piper": _piper, "kokoro": _kokoro, "pyttsx3": _pyttsx3}[voice.engine](voice)
    return [say(sentence) for sentence in sentences], list(sentences)


def _piper(voice: Voice) -> Callable[[str], Clip]:
    from piper import PiperVoice

    model = PiperVoice.load(model_file(voice))

    def say(text: str) -> Clip:
        pcm = b"".join(chunk.audio_int16_bytes for chunk in model.synthesize(text))
        return Clip(pcm=pcm, rate=model.config.sample_rate)

    return say


def _kokoro(voice: Voice) -> Callable[[str], Clip]:
    style = str(voice.options["style"])
    model = _kokoro_onnx()

    def say(text: str) -> Clip:
        samples, rate = model.create(text, style, lang=voice.language.lower())
        return Clip(pcm=(np.clip(samples * 0.7, -1, 1) * 32767).astype("<i2").tobytes(), rate=rate)

    return say


@cache
def _kokoro_onnx() -> Any:
    """The library with the same weights and styles as ours."""
    from kokoro_onnx import Kokoro

    with tempfile.TemporaryDirectory() as temporary:
        model, voices = Path(temporary) / "kokoro.onnx", Path(temporary) / "voices.npz"
        with model.open("wb") as file:
            for package, _, name in (part.partition("/") for part in PARTS):
                spec = find_spec(package)
                assert spec
                assert spec.origin
                file.write((Path(spec.origin).parent / name).read_bytes())
        styles = (own_folder() / "kokoro").glob("*.bin")
        each: dict[str, Any] = {path.stem: np.fromfile(path, "<f4").reshape(STYLES) for path in styles}
        np.savez(voices, **each)
        return Kokoro(str(model), str(voices))


def _pyttsx3(voice: Voice) -> Callable[[str], Clip]:
    engine = engine_class(voice.engine)(replace(voice, rate=1.0))
    return engine.speak


# ── What is measured ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the table."""

    comparison: Comparison
    dnsmos: float
    """NaN without the package."""
    pace: float
    """Words a minute inside the sentences."""


def measured(spoken_by: Spoken, ear: Recogniser) -> Measured:
    """All figures of one side."""
    samples, expected = joined(*spoken_by)
    comparison = compare(expected, ear.hear(wav(samples), "en"), spoken, "en", sounds)
    seconds = sum(map(_voiced, spoken_by[0]))
    return Measured(comparison, dnsmos(samples), comparison.words / seconds * 60)


def joined(clips: Sequence[Clip], texts: Sequence[str]) -> tuple[np.ndarray, list[Expected]]:
    """Samples at ``RATE`` and one level, and when each sentence is heard."""
    parts, expected, at = list[np.ndarray](), list[Expected](), 0
    for clip, text in zip(clips, texts, strict=True):
        sound = soxr.resample(np.frombuffer(clip.pcm, "<i2").astype(np.float32) / 32768, clip.rate, RATE)
        expected.append(Expected(text, at / RATE, (at + len(sound)) / RATE))
        parts += [sound, np.zeros(round(PAUSE * RATE), np.float32)]
        at += len(sound) + len(parts[-1])
    samples = np.concatenate(parts)
    loud = samples[np.abs(samples) > TRIM]
    return np.clip(samples * (LEVEL / np.sqrt(np.mean(loud**2))), -1, 1), expected


def _voiced(clip: Clip) -> float:
    loud = np.flatnonzero(np.abs(np.frombuffer(clip.pcm, "<i2")) > TRIM * 32768)
    return float(loud[-1] - loud[0]) / clip.rate if len(loud) else 0.0


def wav(samples: np.ndarray) -> bytes:
    """A file for the recogniser."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(RATE)
        writer.writeframes((samples * 32767).astype("<i2").tobytes())
    return file.getvalue()


def sounds(text: str, language: str) -> str:
    """How a text sounds, for words that are written in two ways."""
    return " ".join(phonemes_of(Said(text), language))


def dnsmos(samples: np.ndarray) -> float:
    """The mean overall value of all windows."""
    model = _dnsmos()
    if model is None:
        return float("nan")
    size = int(WINDOW * RATE)
    repeated = np.tile(samples, max(1, -(-size // len(samples)))).astype(np.float32)
    values = [
        model.run(None, {"input_1": repeated[None, at : at + size]})[0][0][2]
        for at in range(0, len(repeated) - size + 1, RATE)
    ]
    return float(np.mean(np.polyval(OVERALL, values)))


@cache
def _dnsmos() -> Any:
    from onnxruntime import InferenceSession

    spec = find_spec("speechmos")
    if spec is None or not spec.origin:
        return None
    return InferenceSession(str(Path(spec.origin).parent / "dnsmos_models" / "sig_bak_ovr.onnx"))


# ── The table ──────────────────────────────────────────────────────────────────────────────────────


def lines(
    voices: Sequence[Voice], sentences: Sequence[str], ear: Recogniser
) -> Iterator[tuple[str, str, Measured]]:
    """(voice, side, figures), ours and the engine's own one after the other."""
    for voice in voices:
        yield voice.name, f"ours at {voice.rate}", measured(ours(voice, sentences), ear)
        try:
            yield voice.name, "engine", measured(engines_own(voice, sentences), ear)
        except ImportError as error:
            print(f"{voice.name}: the engine's own is left out, {error.name} is not installed")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=Path)
    parser.add_argument("--voices", nargs="+", default=VOICES)
    parser.add_argument("--rate", type=float, help="ours at this rate in place of the profile's")
    parser.add_argument("--model", default="", help="another recogniser: a folder, or a name of the hub")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--show", action="store_true", help="every difference")
    given = parser.parse_args()
    text = given.cases.read_text(encoding="utf-8") if given.cases else SENTENCES
    sentences = [line.strip() for line in text.splitlines() if line.strip()]
    known = profiles()
    voices = [replace(known[name], language=known[name].language or "en-US") for name in given.voices]
    voices = [replace(voice, rate=given.rate or voice.rate) for voice in voices]
    ear = Recogniser(given.model, "en", given.threads)
    print("| voice | side | word error | DNSMOS overall | words a minute |\n|---|---|---|---|---|")
    for name, side, found in lines(voices, sentences, ear):
        rate, words = found.comparison.word_error_rate, found.comparison.words
        errors = f"{rate:.1%} ({found.comparison.errors} of {words})"
        print(f"| {name} | {side} | {errors} | {found.dnsmos:.2f} | {found.pace:.0f} |", flush=True)
        for each in found.comparison.differences if given.show else ():
            print(f"    {each.sentence + 1} {each.kind}: {each.expected!r} → {each.heard!r}")


if __name__ == "__main__":
    main()
