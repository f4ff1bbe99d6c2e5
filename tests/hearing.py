"""What is heard in a finished file, and clips to make one of: sound is judged on what ffmpeg decodes."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from narrate.audio.ffmpeg import binary
from narrate.model import Article, Block, Clip, Script, Token, Utterance

RATE = 44_100
FORMANTS = ((600, 250), (1500, 350), (2500, 470))
"""Hertz, and how fast each dies away: π times bandwidths of 80 to 150 Hz."""


def speechlike(
    seconds: float,
    rate: int = 22_050,
    loudness: float = -26.0,
    edges: tuple[float, float] = (0.1, 0.1),
    seed: int = 1,
) -> Clip:
    """A voice's pulses ringing in three formants, breath, syllables and stress; peaks about 25 dB above its level.

    Args:
        loudness: of the sound in dB of full scale, about what BS.1770 finds.
        edges: silence before and after it in seconds.
    """
    random = np.random.default_rng(seed)
    times = np.arange(round(seconds * rate)) / rate
    since = times * 110 % 1.0 / 110
    pulse = sum(np.exp(-since * width) * np.sin(2 * np.pi * hertz * since) for hertz, width in FORMANTS)
    stress = np.repeat(random.uniform(0.1, 1.0, len(times) // (rate // 4) + 1) ** 3, rate // 4)[: len(times)]
    syllables = 0.02 + stress * np.sin(np.pi * 4 * times) ** 2
    sound = (pulse + 0.02 * random.standard_normal(len(times))) * syllables
    sound *= 10 ** (loudness / 20) / np.sqrt(np.mean(sound**2))
    padded = np.concatenate([np.zeros(round(edges[0] * rate)), sound, np.zeros(round(edges[1] * rate))])
    return Clip(pcm=(np.clip(padded, -1, 1) * 32767).astype("<i2").tobytes(), rate=rate)


def softer(clip: Clip, decibels: float) -> Clip:
    samples = np.frombuffer(clip.pcm, dtype="<i2") * 10 ** (-decibels / 20)
    return replace(clip, pcm=samples.round().astype("<i2").tobytes())


def utterance(text: str = "A ferry runs.", pause: float = 0.4, block: int = 0) -> Utterance:
    return Utterance(tuple(Token(word, word) for word in text.split()), "body", pause, block)


def script_for(count: int, pause: float = 0.4) -> Script:
    article = Article(
        url="https://harbour.example/a", title="A ferry", blocks=(Block("paragraph", "A ferry runs."),)
    )
    return Script(article, tuple(utterance(pause=pause) for _ in range(count)))


def decoded(audio: Path) -> np.ndarray:
    """Its samples, −1 to 1, at the file's own rate."""
    command = [binary(), "-v", "error", "-i", str(audio), "-f", "f32le", "-"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    assert not done.stderr
    return np.frombuffer(done.stdout, dtype="<f4")


def levels(audio: Path) -> tuple[float, float]:
    """Loudness in LUFS and true peak in dBTP."""
    command = [binary(), "-hide_banner", "-i", str(audio), "-af", "ebur128=peak=true", "-f", "null", "-"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    # ffmpeg cuts long tags in the middle of a letter
    summary = done.stderr.decode("utf-8", "replace").rpartition("Summary:")[2]
    loudness, peak = (re.search(rf"{name}:\s+(\S+)", summary) for name in ("I", "Peak"))
    assert loudness
    assert peak
    return float(loudness[1]), float(peak[1])


def chapters(audio: Path) -> list[tuple[float, str]]:
    """(start in seconds, title) in the file's order, as ffmpeg reads them: without the encoder's 25 ms."""
    command = [binary(), "-v", "error", "-i", str(audio), "-f", "ffmetadata", "-"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    text = done.stdout.decode()
    found = re.findall(r"\[CHAPTER\]\nTIMEBASE=1/1000\nSTART=(\d+)\nEND=\d+\ntitle=(.*)", text)
    assert len(found) == text.count("[CHAPTER]")
    return [(round(int(start) / 1000, 1), title) for start, title in found]


def quiet_spells(samples: np.ndarray, rate: int = RATE, below: float = -50.0) -> list[tuple[float, float]]:
    """(start, length) in seconds of every silence of 50 ms and more, found in windows of 2 ms."""
    size = rate // 500
    grid = samples[: len(samples) // size * size].reshape(-1, size)
    silent = np.abs(grid).max(axis=1) < 10 ** (below / 20)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], silent.astype(int), [0]])))
    spells: Sequence[tuple[int, int]] = list(zip(edges[::2], edges[1::2], strict=True))
    return [(a * size / rate, (b - a) * size / rate) for a, b in spells if (b - a) * size / rate >= 0.05]
