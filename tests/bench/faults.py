"""A campaign of faults: are wrong clips noticed, right ones believed, and what does it cost?

    python -m tests.bench.faults                           300 sentences, Piper, a fault in every tenth
    python -m tests.bench.faults --sentences 3000 --share 0.05
    python -m tests.bench.faults --engine tone --seed 7
    python -m tests.bench.faults --share 0                 false alarms and the cost of looking
    python -m tests.bench.faults --sentences 300 --seeds 10 --recorded FOLDER
                                                           ten campaigns over the same 300, spoken once

The engine ``faulty.py`` speaks as Piper does and fails as its seed says; it is found through an entry point of its
own, as an outside package is, and each worker is a real process.  A clip is right if it has the bytes that the
engine without faults gives for the text, or for its halves.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from itertools import islice, product
from pathlib import Path

from narrate.model import Clip, Said, Voice
from narrate.script import said as read_out
from narrate.speech import Pool, profiles
from narrate.speech.engines import SpeechEngine, engine_class
from narrate.speech.halves import in_two, joined
from narrate.speech.workers import Bounds

from .faulty import FAULTS, Recorded, clean, inner_engine

FEW = 5
"""Words from which length alone is sure."""
TAKES = range(2)
BOUNDS = Bounds(start=60, text=3, slowness=4, memory=600_000_000)


@dataclass
class Found:
    """What came of a campaign."""

    sentences: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    """In the first take of a sentence."""
    unnoticed: list[str] = field(default_factory=list)
    unnoticed_short: list[str] = field(default_factory=list)
    """The same of fewer than ``FEW`` words."""
    failed: list[str] = field(default_factory=list)
    failed_clean: list[str] = field(default_factory=list)
    """Reported although no take of it was faulty."""
    again: int = 0
    """Right first takes that were tried once more."""
    seconds: float = 0.0
    sound: float = 0.0

    def __add__(self, other: Found) -> Found:
        return Found(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))


@contextmanager
def installed() -> Iterator[None]:
    """The faulty engine as an installed package offers it, for this process and those it starts."""
    with tempfile.TemporaryDirectory() as folder:
        info = Path(folder) / "faulty_engine-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: faulty-engine\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text("[narrate.engines]\nfaulty = tests.bench.faulty:Engine\n")
        sys.path.insert(0, folder)
        engine_class.cache_clear()
        try:
            yield
        finally:
            sys.path.remove(folder)
            engine_class.cache_clear()


def campaign(
    sentences: list[Said], voice: Voice, share: float, seed: int, kinds: str, workers: int, recorded: str = ""
) -> Found:
    """Speak the sentences with faults, and judge every clip."""
    with installed(), tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        options: dict[str, str | int | float | bool] = dict(voice.options)
        options |= {"inner": voice.engine, "share": share, "seed": seed, "kinds": kinds, "log": str(log)}
        options |= {"recorded": recorded}
        faulty = replace(voice, engine="faulty", options=options)
        with Pool(workers, BOUNDS) as pool:
            for each in [pool.submit(faulty, Said("Ready.")) for _ in range(2 * pool.workers)]:
                each.result()
            began = time.monotonic()
            clips = [each.result() for each in [pool.submit(faulty, said) for said in sentences]]
            seconds = time.monotonic() - began
        takes = _takes(log)
    found = judged(sentences, clips, takes, inner_engine(voice, recorded), voice)
    return replace(found, seconds=seconds, sound=sum(clip.seconds for clip in clips))


def _takes(log: Path) -> dict[str, dict[int, str]]:
    """Text → take → fault."""
    takes: dict[str, dict[int, str]] = {}
    for line in log.read_text(encoding="utf-8").splitlines():
        text, take, fault = json.loads(line)
        takes.setdefault(text, {})[take] = fault
    return takes


def judged(
    sentences: list[Said],
    clips: list[Clip],
    takes: dict[str, dict[int, str]],
    engine: SpeechEngine | Recorded,
    voice: Voice,
) -> Found:
    """Every clip against what the engine says without faults."""
    found = Found(len(sentences))
    for said, clip in zip(sentences, clips, strict=True):
        of_text = takes[said.text]
        found.faults[of_text[0]] += 1
        found.again += not of_text[0] and 1 in of_text
        line = f"{'/'.join(of_text.values())}: {said.text[:60]!r} {clip.problem}"
        if clip.source == "failed":
            (found.failed if any(of_text.values()) else found.failed_clean).append(line)
        elif (any(of_text.values()) or len(of_text) > 1) and not _is_right(clip, said, engine, voice):
            short = len(said.text.split()) < FEW
            (found.unnoticed_short if short else found.unnoticed).append(line)
    return found


def _is_right(clip: Clip, said: Said, engine: SpeechEngine | Recorded, voice: Voice) -> bool:
    wholes = (clean(engine, said, take, voice.language) for take in TAKES)
    if any((clip.pcm, clip.rate) == (whole.pcm, whole.rate) for whole in wholes):
        return True
    halves = in_two(said)
    if halves is None:
        return False
    left, right = ([clean(engine, half, take, voice.language) for take in TAKES] for half in halves)
    return any(clip.pcm == joined(one, two, voice.rate).pcm for one, two in product(left, right))


def sentences_of(count: int) -> list[Said]:
    """Sentences of the example pages, no two alike, and one short text in ten."""
    from .speed import paragraphs

    texts: dict[Said, None] = {}
    for paragraph in paragraphs():
        for said in read_out(paragraph, "en"):
            texts[said] = None
            if len(texts) % 10 == 0:
                texts[Said(" ".join(said.text.rstrip(".").split()[-1 - len(texts) // 10 % 4 :]) + ".")] = None
        if len(texts) >= count:
            break
    return list(islice((each for each in texts if any(map(str.isalnum, each.text))), count))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sentences", type=int, default=300)
    parser.add_argument(
        "--share", type=float, default=0.1, help="of first takes that fail, and of second ones"
    )
    parser.add_argument("--engine", default="piper", help="the engine inside: piper, tone")
    parser.add_argument("--kinds", default=" ".join(FAULTS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seeds", type=int, default=1, help="how many campaigns, each with the next seed")
    parser.add_argument("--recorded", default="", help="folder of recordings, made where missing")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    voice = next(each for each in profiles().values() if each.engine == options.engine)
    voice = replace(voice, language=voice.language or "en")
    sentences = sentences_of(options.sentences)
    found = Found()
    for seed in range(options.seed, options.seed + options.seeds):
        recorded = options.recorded
        found += campaign(sentences, voice, options.share, seed, options.kinds, options.workers, recorded)
    injected = sum(count for fault, count in found.faults.items() if fault)
    print(
        f"sentences                       {found.sentences}, {found.sound / 60:.1f} minutes, {options.engine}"
    )
    print(f"faults in first takes           {injected}: " + ", ".join(
        f"{fault} {count}" for fault, count in sorted(found.faults.items()) if fault
    ))  # fmt: skip
    print(f"wrong and not noticed           {len(found.unnoticed)}")
    print(f"  of fewer than {FEW} words        {len(found.unnoticed_short)}")
    print(f"reported as failed              {len(found.failed)}")
    print(f"  although no take was faulty   {len(found.failed_clean)}")
    print(f"right, but tried once more      {found.again}")
    print(
        f"time                            {found.seconds:.1f} s, {found.sound / found.seconds:.1f} times real time"
    )
    for line in (*found.unnoticed, *found.unnoticed_short, *found.failed, *found.failed_clean):
        print("  ", line)


if __name__ == "__main__":
    main()
