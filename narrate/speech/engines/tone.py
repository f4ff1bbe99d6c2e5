"""Beeps of plausible length, for dry runs, demonstrations and tests.

One beep a word, as long as the word would take to say, so that everything after the engine (pauses, levels,
times, files) is exercised by the real path in a hundredth of the time.
"""

from __future__ import annotations

import numpy as np

from narrate.model import Clip, Voice, Word

VERSION = "2"
RATE = 22_050
SECONDS_A_CHARACTER = 0.062
"""About 175 words a minute for English words of 4.7 letters and the gaps between them."""
GAP = 0.06
EDGE = 0.1
"""Silence before and after, as real engines leave it; the audio room trims it."""
FADE = 0.005
AMPLITUDE = 0.3
LOWEST, HIGHEST = 180.0, 320.0


class ToneEngine:
    """One beep a word; its pitch follows from the word's letters."""

    sample_rate = RATE

    def __init__(self, voice: Voice) -> None:
        self._rate = voice.rate

    @classmethod
    def version(cls, voice: Voice) -> str:
        """Changes with this file's constants."""
        return f"tone {VERSION}"

    @classmethod
    def languages(cls, voice: Voice) -> frozenset[str]:
        """Every language, badly: "mul" is BCP 47 for several."""
        return frozenset({"mul"})

    def speak(self, text: str) -> Clip:
        """Beep ``text``; the word times are exact."""
        pieces = [_silence(EDGE)]
        words: list[Word] = []
        at = EDGE
        for word in text.split():
            seconds = max(2, _letters(word)) * SECONDS_A_CHARACTER / self._rate
            beep = _beep(_pitch(word), seconds)
            pieces += [beep, _silence(GAP)]
            words.append(Word(word, at, at + len(beep) / RATE))
            at += (len(beep) + len(pieces[-1])) / RATE
        pieces.append(_silence(EDGE))
        pcm = (np.concatenate(pieces) * 32767).astype("<i2").tobytes()
        return Clip(pcm=pcm, rate=RATE, words=tuple(words), exact=True)


def _letters(word: str) -> int:
    """A figure that no rule has read takes as long as five letters."""
    return len(word) + 4 * sum(map(str.isdecimal, word))


def _silence(seconds: float) -> np.ndarray:
    return np.zeros(round(seconds * RATE))


def _pitch(word: str) -> float:
    return LOWEST + sum(map(ord, word)) % 100 / 100 * (HIGHEST - LOWEST)


def _beep(hertz: float, seconds: float) -> np.ndarray:
    times = np.arange(round(seconds * RATE)) / RATE
    edge = np.minimum(times, times[::-1]) / FADE
    return AMPLITUDE * np.minimum(edge, 1.0) * np.sin(2 * np.pi * hertz * times)
