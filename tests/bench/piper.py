"""Our pool against bare Piper processes on the same sentences, and the wait for the first sentence.

    python -m tests.bench.piper                        300 mixed sentences, about three minutes
    python -m tests.bench.piper --sentences 100
    python -m tests.bench.piper --first                from the start of ``narrate make`` to the first clip

Bare means: as many one-thread processes as there are cores, each with a loaded ``PiperVoice``, taking sentence
after sentence from one queue and throwing the sound away: no word times, no gate, sounds by chance.  It is the
fastest arrangement that was found by hand.  Ours and bare take turns, a batch each, so that both meet the same
machine; CPU seconds (of all processes, the parent's too; Linux only) do not tell who else used it.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from typing import Any

from narrate.model import Said, Voice
from narrate.speech import Pool, profiles

from .faults import sentences_of
from .speed import family

BATCH = 50
"""Sentences between two turns."""
RUNS = 3
"""Cold starts."""
PAGE = Path(__file__).parents[1] / "pages" / "ghost-newsroom.html"


@dataclass(slots=True)
class Spent:
    """What one batch took."""

    wall: float
    cpu: float
    sound: float
    """All in seconds."""


def cpu_seconds() -> float:
    """Of this process and all it has started and not yet buried."""
    return sum(_cpu_of(pid) for pid in family(os.getpid()))


def _cpu_of(pid: int) -> float:
    """User and system time, fields 14 and 15 of proc_pid_stat(5)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def spent(say: Callable[[Sequence[Said]], float], batch: Sequence[Said]) -> Spent:
    """Say a batch; ``say`` returns the seconds of sound."""
    cpu, began = cpu_seconds(), time.monotonic()
    sound = say(batch)
    return Spent(time.monotonic() - began, cpu_seconds() - cpu, sound)


class Bare:
    """Piper as a careful user would run it, without any of our code between the text and the sound."""

    def __init__(self, voice: Voice, workers: int) -> None:
        from narrate.speech.engines.piper import model_file

        context = multiprocessing.get_context("spawn")
        self._texts: Any = context.SimpleQueue()
        self._pipes: list[Connection] = []
        for _ in range(workers):
            ours, theirs = context.Pipe()
            arguments = str(model_file(voice)), 1 / voice.rate, self._texts, theirs
            context.Process(target=_bare, args=arguments, daemon=True).start()
            theirs.close()
            self._pipes.append(ours)

    def close(self) -> None:
        """Let the processes end."""
        for pipe in self._pipes:
            pipe.send("")

    def say(self, batch: Sequence[Said]) -> float:
        """Seconds of sound."""
        for pipe in self._pipes:
            pipe.send("begin")  # so that nobody takes another's end of the queue
        for text in [*(said.text for said in batch), *(None for _ in self._pipes)]:
            self._texts.put(text)
        return sum(float(pipe.recv()) for pipe in self._pipes)


def _bare(model: str, length: float, texts: Any, done: Connection) -> None:
    import onnxruntime
    from piper.config import PiperConfig, SynthesisConfig
    from piper.voice import PiperVoice

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(model, sess_options=options, providers=["CPUExecutionProvider"])
    config = PiperConfig.from_dict(json.loads(Path(f"{model}.json").read_text(encoding="utf-8")))
    voice = PiperVoice(session=session, config=config)
    wishes = SynthesisConfig(length_scale=length * config.length_scale)
    while done.recv():
        sound = 0.0
        while (text := texts.get()) is not None:
            pieces = voice.synthesize(text, wishes)
            sound += sum(len(piece.audio_int16_bytes) / 2 / piece.sample_rate for piece in pieces)
        done.send(sound)


def compare(voice: Voice, sentences: Sequence[Said], workers: int) -> tuple[list[Spent], list[Spent]]:
    """What ours and bare took for each batch, in turns."""
    bare = Bare(voice, workers)
    with Pool(workers) as pool:

        def ours(batch: Sequence[Said]) -> float:
            return sum(each.result().seconds for each in [pool.submit(voice, said) for said in batch])

        turns: list[tuple[Callable[[Sequence[Said]], float], list[Spent]]] = [(ours, []), (bare.say, [])]
        for say, _ in turns:
            say([Said("Ready when you are.")] * 4 * workers)
        for at in range(0, len(sentences), BATCH):
            for say, took in turns:
                took.append(spent(say, sentences[at : at + BATCH]))
            turns.reverse()
    bare.close()
    turns.sort(key=lambda turn: turn[0] is not ours)
    return turns[0][1], turns[1][1]


def first_clip(voice: Voice) -> tuple[float, float]:
    """How long a process that narrates a page takes to its first clip.

    Returns:
        Seconds from its start; CPU seconds of parent and busiest worker, which may have worked at once.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "narrate", "make", str(PAGE), "--voice", voice.name, "--output"]
        began = time.monotonic()
        process = subprocess.Popen([*command, folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None and not any(Path(folder).rglob("*.wav")):
            time.sleep(0.005)
        seconds = time.monotonic() - began
        parent, *workers = map(_cpu_of, family(process.pid))
        process.terminate()
        process.wait()
    return seconds, parent + max(workers)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sentences", type=int, default=300)
    parser.add_argument("--voice", default="en_US-joe")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--first", action="store_true", help="only the wait for the first sentence")
    options = parser.parse_args()
    voice = profiles()[options.voice]
    if options.first:
        starts = [first_clip(voice) for _ in range(RUNS)]
        print(f"first clip in the cache   {median(wall for wall, _ in starts):.2f} s after the start")
        print(f"  CPU seconds on its way  {median(cpu for _, cpu in starts):.2f}")
        return
    ours, bare = compare(voice, sentences_of(options.sentences), options.workers)
    print(
        f"{options.sentences} sentences, {options.workers} processes, times real time    ours    bare   share"
    )
    for kind in ("wall", "cpu"):
        print(_line(kind, ours, bare, options.workers if kind == "cpu" else 1))


def _line(kind: str, ours: Sequence[Spent], bare: Sequence[Spent], cores: int) -> str:
    """CPU seconds are spread over the cores, as they would be with nobody else there."""
    one, two = (
        cores * sum(each.sound for each in arm) / sum(getattr(each, kind) for each in arm)
        for arm in (ours, bare)
    )
    shares = [
        (our.sound / getattr(our, kind)) / (its.sound / getattr(its, kind))
        for our, its in zip(ours, bare, strict=True)
    ]
    return f"by {kind:4} {one:41.2f}{two:8.2f}{one / two:8.3f}, median of batches {median(shares):.3f}"


if __name__ == "__main__":
    main()
