"""What the finished files measure, over many voices, lengths and levels, and what making them costs.

    python -m tests.bench.sound table               120 files: loudness, true peak, pauses, evenness, silence
    python -m tests.bench.sound table --files 20    fewer
    python -m tests.bench.sound speed               an hour of clips on one core, and pydub's way beside it
    python -m tests.bench.sound speed --hours 3

Nothing that the audio room measures is believed: a file is decoded by ffmpeg, its loudness is ffmpeg's, its pauses
and sentences are found in its samples.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from narrate.audio import Sound, produce
from narrate.audio.ffmpeg import binary
from narrate.model import AudioFormat, Clip, Narration, Said, Script, Utterance, Voice
from narrate.speech import Pool, choose, profiles
from tests.bench.speed import paragraphs
from tests.hearing import decoded, levels, script_for, softer

VOICES = ("en_US-joe", "system", "tone")
SENTENCES = 40
ROLES = ("title", "disclosure", "body", "body", "heading", "body", "quote", "body", "item", "item", "body")
PAUSES = (0.9, 1.0, 0.35, 1.1, 0.6, 0.65, 0.75, 0.35, 0.45, 0.75, 0.65)
FORMATS: tuple[AudioFormat, ...] = ("mp3", "m4a", "m4b", "opus", "flac", "wav")
QUIET = -45.0
"""dB of full scale below which a pause is heard as one."""


def spoken(voices: tuple[str, ...]) -> dict[str, list[Clip]]:
    """The same sentences by every voice."""
    texts = [
        sentence
        for text in itertools.islice(paragraphs(), 30)
        for sentence in re.split(r"(?<=[.?!])\s+", text)
    ]
    known, made = profiles(), {}
    with Pool(1) as pool:
        for name in voices:
            voice = choose(name, "en", known)
            made[name] = [pool.submit(voice, Said(text)).result() for text in texts[:SENTENCES]]
    return made


# ── table ──────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Found:
    """One file, measured from outside."""

    loudness: float
    peak: float
    pause: float
    """Milliseconds by which the worst pause misses what is configured."""
    even: float
    """LU by which the worst sentence strays from its voice's median, short-term."""
    match: float
    """LU between the quoting voice and the narrator."""
    silence: float
    """Seconds by which the longest silence exceeds the longest pause."""
    length: float
    """Milliseconds between the decoded length and the one that is written down."""
    edges: bool
    """0.3 to 0.5 s of silence at the start, 0.8 to 1.2 s at the end."""

    @property
    def fit(self) -> bool:
        """Inside every limit."""
        return (
            abs(self.loudness + 16) <= 0.3 and self.peak <= -1 and self.pause <= 20 and self.even <= 1.5
            and self.match <= 1.5 and self.silence <= 0.02 and self.length <= 1 and self.edges
        )  # fmt: skip


def one(clips: dict[str, list[Clip]], seed: int, folder: Path) -> tuple[str, Narration, Script]:
    """A file of random length, voices and levels: what it is, and what came of it."""
    chance = random.Random(seed)
    count = chance.choice([1, 2, 3, 4, 6, 9, 14, 22, 35])
    main, other = chance.choice(VOICES), chance.choice(VOICES)
    soft, wild = chance.choice([0, 6, 14, 24]), chance.choice([0, 0, 3])
    away = chance.choice([-8, 0, 8])
    plain = script_for(count)
    said: list[Utterance] = []
    taken: list[Clip] = []
    for number, utterance in enumerate(plain.utterances):
        place = number % len(ROLES)
        said.append(replace(utterance, role=ROLES[place], pause=PAUSES[place]))  # type: ignore[arg-type]
        quote = ROLES[place] == "quote"
        clip = chance.choice(clips[other if quote else main])
        level = soft + (away if quote else 0) + chance.uniform(-wild, wild)
        taken.append(softer(clip, max(level, 0)))
    kind = FORMATS[seed % len(FORMATS)]
    script = replace(plain, utterances=tuple(said))
    voice = Voice(main, "tone")
    narration = produce(script, taken, voice, folder, Sound(formats=(kind,)), speakers={"quote": "another"})
    return f"{kind:4} {main:9} {other:9} -{soft:<2} ±{wild} {away:+}", narration, script


def measure(narration: Narration, script: Script) -> Found:
    """A finished file, decoded."""
    path = narration.audio
    samples, rate = decoded(path), 48_000 if path.suffix == ".opus" else 44_100
    sounding = np.flatnonzero(np.abs(samples) > 10 ** (QUIET / 20))
    edges = list(zip(narration.marks, narration.marks[1:], strict=False))
    pauses = [_pause(sounding, (a.end + b.start) / 2, rate) for a, b in edges]
    wanted = [utterance.pause for utterance in script.utterances[:-1]]
    lead, tail = sounding[0] / rate, (len(samples) - sounding[-1]) / rate
    loud, peak = levels(path)
    quotes, rest = (_sentences(narration, samples, rate, quoting) for quoting in (True, False))
    return Found(
        loud, peak,
        max((abs(a - b) * 1000 for a, b in zip(pauses, wanted, strict=True)), default=0.0),
        max((_stray(each) for each in (quotes, rest) if each), default=0.0),
        abs(float(np.mean(quotes) - np.mean(rest))) if quotes and rest else 0.0,
        max((a - max(wanted) for a in pauses), default=0.0),
        abs(len(samples) / rate - narration.seconds) * 1000,
        0.3 <= lead <= 0.5 and 0.8 <= tail <= 1.2,
    )  # fmt: skip


def _stray(values: list[float]) -> float:
    return float(np.abs(np.array(values) - np.median(values)).max())


def _pause(sounding: np.ndarray, middle: float, rate: int) -> float:
    place = int(np.searchsorted(sounding, middle * rate))
    return float(sounding[place] - sounding[place - 1] - 1) / rate


def _sentences(narration: Narration, samples: np.ndarray, rate: int, quoting: bool) -> list[float]:
    """The short-term loudness (a window of 3 s, or the sentence) of each sentence of 1 s and more, by ffmpeg."""
    found = []
    for mark in narration.marks:
        if (mark.role == "quote") == quoting and mark.end - mark.start >= 1.0:
            found.append(_loudness(samples[round(mark.start * rate) : round(mark.end * rate)], rate))
    return found


def _loudness(samples: np.ndarray, rate: int) -> float:
    command = [binary(), "-hide_banner", "-f", "f32le", "-ar", str(rate), "-ac", "1", "-i", "-"]
    done = subprocess.run(
        [*command, "-af", "ebur128=framelog=quiet", "-f", "null", "-"],
        input=samples.astype("<f4").tobytes(), capture_output=True, check=True,
    )  # fmt: skip
    return float(re.findall(rb"I:\s+(\S+) LUFS", done.stderr)[-1])


def table(files: int) -> None:
    """Print a line a file and the worst of all."""
    clips = spoken(VOICES)
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(files):
            name, narration, script = one(clips, seed, Path(folder))
            result = measure(narration, script)
            found.append(result)
            print(
                f"{seed:3} {name:34} {narration.seconds:6.1f} s {result.loudness:6.1f} LUFS "
                f"{result.peak:5.1f} dBTP  pause {result.pause:4.1f} ms  even {result.even:4.2f}  "
                f"match {result.match:4.2f} LU  silence {result.silence:+.3f} s  {'' if result.fit else 'OUTSIDE'}",
                flush=True,
            )
    lowest, highest = min(one.loudness for one in found), max(one.loudness for one in found)
    worst = {
        key: max(getattr(each, key) for each in found)
        for key in ("peak", "pause", "even", "match", "silence")
    }
    print(
        f"\n{sum(one.fit for one in found)} of {len(found)} inside all limits; "
        f"loudness {lowest:.1f} to {highest:.1f}, "
        + ", ".join(f"{key} at most {value:.2f}" for key, value in worst.items())
    )


# ── speed ──────────────────────────────────────────────────────────────────────────────────────────


def hour(clips: list[Clip], hours: float) -> Iterator[Clip]:
    """Clips without end, each a copy of its own, as an engine would give them."""
    seconds = 0.0
    for clip in itertools.cycle(clips):
        if seconds > hours * 3600:
            return
        seconds += clip.seconds + 0.4
        yield replace(clip, pcm=bytes(bytearray(clip.pcm)))


def ours(clips: list[Clip], hours: float, folder: Path) -> float:
    """Join, level, encode, measure and tag; the seconds of the result."""
    count = sum(1 for _ in hour(clips, hours))
    return produce(script_for(count), hour(clips, hours), Voice("joe", "tone"), folder).seconds


def pydub(clips: list[Clip], hours: float, folder: Path) -> float:
    """What the peers do: append, append, export."""
    from pydub import AudioSegment

    AudioSegment.converter = binary()
    whole = AudioSegment.silent(400, frame_rate=22_050)
    pause = AudioSegment.silent(400, frame_rate=22_050)
    for clip in hour(clips, hours):
        whole += AudioSegment(data=clip.pcm, sample_width=2, frame_rate=clip.rate, channels=1)
        whole += pause
    whole.export(folder / "pydub.mp3", format="mp3", bitrate="96k")
    return len(whole) / 1000


def _timed(way: str, hours: float) -> None:
    """In a process of its own, so that its memory is its own; clips come on standard input."""
    stored = np.load(sys.stdin.buffer)
    clips = [Clip(pcm=stored[name].tobytes(), rate=int(name.split("-")[1])) for name in stored.files]
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        seconds = {"ours": ours, "pydub": pydub}[way](clips, hours, Path(folder))
        spent = time.monotonic() - began
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    work = sum(usage.ru_utime + usage.ru_stime for usage in usages)
    print(
        json.dumps(
            {"audio": seconds, "spent": spent, "cpu": work, "mb": [u.ru_maxrss / 1024 for u in usages]}
        )
    )


def speed(hours: float) -> None:
    """Print both ways, each on one core."""
    clips = spoken(("en_US-joe",))["en_US-joe"]
    with tempfile.TemporaryFile() as file:
        stored: dict[str, Any] = {
            f"{number:03}-{clip.rate}": np.frombuffer(clip.pcm, "<i2") for number, clip in enumerate(clips)
        }
        np.savez(file, **stored)
        for way in ("ours", "pydub"):
            file.seek(0)
            command = [sys.executable, "-m", "tests.bench.sound", "--way", way, "--hours", str(hours)]
            done = subprocess.run(command, stdin=file, capture_output=True, preexec_fn=_one_core, check=False)
            if done.returncode:
                print(f"{way:6} failed: {done.stderr.decode().strip().splitlines()[-1]}")
                continue
            found = json.loads(done.stdout)
            print(
                f"{way:6} {found['audio']:7.0f} s of audio: {found['spent']:6.1f} s, CPU {found['cpu']:6.1f} s = "
                f"{found['cpu'] / found['audio']:.2%} of the audio; memory {found['mb'][0]:.0f} MB, "
                f"ffmpeg {found['mb'][1]:.0f} MB",
                flush=True,
            )


def _one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", nargs="?", choices=("table", "speed"), default="table")
    parser.add_argument("--files", type=int, default=120)
    parser.add_argument("--hours", type=float, default=1.0)
    parser.add_argument("--way", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.way:
        _timed(chosen.way, chosen.hours)
    elif chosen.what == "table":
        table(chosen.files)
    else:
        speed(chosen.hours)


if __name__ == "__main__":
    main()
