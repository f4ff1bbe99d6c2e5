"""Sound and word times of a voice, for a forced aligner to judge.

    python -m tests.bench.timing en_US-joe SENTENCES.txt OUT [--rate 1.0] [--estimated]

SENTENCES.txt has one sentence a line.  Writes OUT.wav, the sentences with pauses between them, and OUT.json,
``[{"word", "start", "end"}]`` in reading order, in seconds from the start of the sound; marks around a word are
left off, and what is not spoken is left out.  Prints words a minute, pauses between the sentences left out.
``--rate`` stands in for the profile's, ``--estimated`` for the engine's own times.
"""

from __future__ import annotations

import argparse
import json
import wave
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from narrate.model import Clip, Said, Voice, Word
from narrate.speech.alignment import runs_of
from narrate.speech.engines import engine_class, say
from narrate.speech.timing import estimate
from narrate.speech.voices import profiles

PAUSE = 0.5
"""Seconds of silence after each sentence."""


def clips(voice: Voice, sentences: Iterable[str], estimated: bool) -> Iterable[Clip]:
    """Each sentence spoken, with its word times."""
    engine = engine_class(voice.engine)(voice)
    for sentence in sentences:
        clip = say(engine, Said(sentence), voice.language)
        yield replace(clip, words=estimate(sentence, clip.pcm, clip.rate)) if estimated else clip


def joined(spoken: Sequence[Clip]) -> tuple[bytes, list[Word]]:
    """All sentences on one time line, counted in samples."""
    parts, words, at = list[bytes](), list[Word](), 0
    for clip in spoken:
        start = at / clip.rate
        names = [run.text for run in runs_of(Said(" ".join(word.text for word in clip.words)))]
        moved = zip(names, clip.words, strict=True)
        words += [
            Word(name, start + each.start, start + each.end) for name, each in moved if each.end > each.start
        ]
        parts += [clip.pcm, bytes(2 * round(PAUSE * clip.rate))]
        at += sum(map(len, parts[-2:])) // 2
    return b"".join(parts), words


def pace(spoken: Iterable[Clip]) -> float:
    """Words a minute between the first and the last sound of each sentence."""
    words, seconds = 0, 0.0
    for clip in spoken:
        heard = [word for word in clip.words if word.end > word.start]
        words += len(heard)
        seconds += heard[-1].end - heard[0].start
    return words / seconds * 60


def main() -> None:
    """Write the two files."""
    parser = argparse.ArgumentParser()
    parser.add_argument("voice")
    parser.add_argument("sentences", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--rate", type=float)
    parser.add_argument("--estimated", action="store_true")
    given = parser.parse_args()
    voice = profiles()[given.voice]
    voice = replace(voice, rate=given.rate or voice.rate, language=voice.language or "en-US")
    lines = [
        line.strip() for line in given.sentences.read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    spoken = list(clips(voice, lines, given.estimated))
    pcm, words = joined(spoken)
    with wave.open(str(given.out.with_suffix(".wav")), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(spoken[0].rate)
        file.writeframes(pcm)
    marks = [{"word": word.text, "start": round(word.start, 4), "end": round(word.end, 4)} for word in words]
    given.out.with_suffix(".json").write_text(json.dumps(marks, ensure_ascii=False), encoding="utf-8")
    exact = all(clip.exact for clip in spoken) and not given.estimated
    kind = "exact" if exact else "estimated"
    print(f"{voice.name} at {voice.rate}: {len(words)} words, {kind}, {pace(spoken):.0f} words a minute")


if __name__ == "__main__":
    main()
