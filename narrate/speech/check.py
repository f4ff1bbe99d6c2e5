"""Whether what an engine returned can be the speech of that text.

Engines fail without an error: an empty file, a second of silence, half the text, the text twice, noise.  Two
questions are asked.  ``hear`` looks at the clip alone and finds what no voice does (silence, noise, clipping); it
runs where the clip was made.  ``Pace`` knows how long this voice has taken for its texts so far and finds clips
that are too short or too long for theirs; it runs where all clips of a voice come together, and learns.

What the length can tell, measured on 1,060 texts of Piper and eSpeak NG in 14 languages: pauses left out, the sound
of a text of six words or more follows its letters within 25 %, of three words within 35 %, of one word within 50 %.
So half and double are noticed from five words on; of every hundred texts of two to four words three pass, and half
of a single word may.  A doubt costs a second try, not the sentence (``attempts.py``).
"""

from __future__ import annotations

import math
import re
import threading
from bisect import bisect_right
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

import numpy as np

from narrate.errors import SpeechError
from narrate.model import Clip, Voice, Word

# ── what no voice does ─────────────────────────────────────────────────────────────────────────────

RATES = range(8_000, 192_001)
FRAME = 0.02
"""Seconds; levels are taken frame by frame."""
SILENT = -50.0
"""dB of full scale, of the loud frames.  The softest of the voices tried is at -19."""
UNDER_SPEECH = 30.0
"""dB under the loud frames: what is softer is a pause."""
LEAST_RANGE = 15.0
"""dB between the loud frames and the softest.  Speech has closures and edges: 40 in all voices tried; noise and hum
have less than 5, speech under noise as much as it stands out."""
SHORTEST_NOISE = 0.6
"""Seconds; a single vowel ("A.") has neither closures nor much of an edge."""
NOISE_FLATNESS = 0.2
"""Of a frame's spectrum (geometric by arithmetic mean): white noise 0.56, vowels under 0.01, an s about 0.1."""
LONGEST_NOISE = 0.4
"""Seconds; no consonant hisses that long."""
LONGEST_PAUSE = 1.2
"""Seconds inside a text at rate 1; the longest of the voices tried is 0.6."""
SUDDEN, SUDDEN_PAUSE = 12.0, 0.34
"""dB under the loud frames, and seconds at rate 1: a pause so long between two frames so loud is a hole, since
speech dies away before it rests.  None of 1,063 pauses of the voices tried is like that; some of 0.3 s are."""
CLIPPED_SHARE = 0.01
"""Of all samples at full scale; a clean recording has none."""
LARGEST_OFFSET = 0.03
"""Of full scale; the largest of the voices tried is 0.002."""
FASTEST = 45.0
"""Units of ``units`` a second at rate 1.  The fastest voice tried says 26; half that is the slowest."""
SLOWEST = 1.5
"""Units a second; eSpeak NG spells a foreign script letter by letter at about 2."""
GRACE = 2.0
"""Seconds that every clip may have beside its letters: edges, breaths, spelled-out marks."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What an engine returned for one text, and what there is to hear in it."""

    clip: Clip
    problem: str = ""
    """What is certainly wrong with it; "" if nothing is."""
    spoken: float = 0.0
    """Seconds of sound, without pauses."""
    level: float = 0.0
    """dB of full scale, of the loud frames."""
    ending: float = 0.0
    """How many dB the last frame lies under them: a voice that is cut off ends loud."""
    pause: float = 0.0
    """Seconds of the longest pause inside."""
    torn: float = 0.0
    """Seconds of the longest pause between two loud frames."""
    blank: float = 0.0
    """Seconds of the longest stretch inside without any sample but zero."""
    after_words: float = 0.0
    """Seconds of sound after the last word, where the engine gives exact word times."""
    told: bool = False
    """Whether the engine has told when each word of the text is heard."""
    work: float = 0.0
    """Seconds that the engine took."""
    too_long: bool = False
    """The engine was not asked: the text is beyond its limits."""
    unavailable: bool = False
    """It failed for a reason that has nothing to do with the text."""


NOTHING = Clip(pcm=b"", rate=0, source="failed")


def hear(clip: object, text: str, rate: int = 0, tempo: float = 1.0) -> Heard:
    """Measure a clip and find what is certainly wrong with it.

    Args:
        clip: whatever the engine returned.
        text: what it should say.
        rate: samples a second that the engine has announced; 0 if it has not.
        tempo: the voice's rate; 1.0 is natural.
    """
    if problem := _malformed(clip, rate) or _impossible(clip, text, tempo):
        return Heard(NOTHING, problem)
    assert isinstance(clip, Clip)
    samples = np.frombuffer(clip.pcm, dtype="<i2").astype(np.float32) / 32768
    frames = _frames(samples, clip.rate)
    levels = 10 * np.log10(np.var(frames, axis=1) + 1e-10)
    loud = float(np.percentile(levels[levels > levels.max() - 40], 95))
    sounding = np.flatnonzero(levels > loud - UNDER_SPEECH)
    pause = float(np.diff(sounding, prepend=sounding[0]).max() - 1) * FRAME
    problem = _unlike_speech(samples, frames, levels, loud) or _broken_off(pause, tempo)
    torn = _torn(levels[sounding], sounding, loud - SUDDEN)
    last = float(sounding[-1] + 1) * FRAME
    after = max(0.0, last - clip.words[-1].end) if clip.words and clip.exact else 0.0
    ending = loud - float(levels[-1])
    spoken = len(sounding) * FRAME
    whole = NOTHING if problem else _plain(clip)
    blank = _blank(samples) / clip.rate
    told = clip.exact and len(clip.words) == len(text.split())
    return Heard(whole, problem, spoken, loud, ending, max(0.0, pause), torn, blank, after, told)


def _malformed(clip: Any, rate: int) -> str:
    if not isinstance(clip, Clip) or not isinstance(clip.pcm, bytes | bytearray):
        return f"returned no clip but {type(clip).__name__}"
    if not clip.pcm:
        return "returned no sound"
    if len(clip.pcm) % 2 or not isinstance(clip.rate, int) or clip.rate not in RATES:
        return "returned broken sound"
    if rate and clip.rate != rate:
        return f"returned {clip.rate} samples a second instead of {rate}"
    times = [time for word in clip.words for time in (word.start, word.end)]
    if not all(math.isfinite(time) for time in times) or times != sorted(times):
        return "returned word times out of order"
    if times and not -0.01 <= times[0] <= times[-1] <= clip.seconds + 0.05:
        return f"returned {clip.seconds:.1f} s for words of {times[-1]:.1f} s"
    return ""


def _impossible(clip: Any, text: str, tempo: float) -> str:
    size = units(text)
    if clip.seconds < size / FASTEST / tempo:
        return f"returned only {clip.seconds:.1f} s"
    if clip.seconds > GRACE + size / SLOWEST / min(tempo, 1.0):
        return f"returned {clip.seconds:.1f} s"
    return ""


def _frames(samples: np.ndarray, rate: int) -> np.ndarray:
    """The samples cut into frames; a rest shorter than a frame is left out, unless it is all there is."""
    size = min(round(rate * FRAME), len(samples))
    count = len(samples) // size
    return samples[: count * size].reshape(count, size)


def _unlike_speech(samples: np.ndarray, frames: np.ndarray, levels: np.ndarray, loud: float) -> str:
    if abs(float(samples.mean())) > LARGEST_OFFSET:
        return "returned sound off its zero line"
    if loud < SILENT:
        return "returned silence"
    if float(np.mean(np.abs(samples) >= 32767 / 32768)) > CLIPPED_SHARE:
        return "returned clipped sound"
    if len(frames) * FRAME > SHORTEST_NOISE and loud - float(np.percentile(levels, 3)) < LEAST_RANGE:
        return "returned noise: it is never quiet"
    if _longest_run(_flatness(frames) > NOISE_FLATNESS, levels > loud - UNDER_SPEECH) > LONGEST_NOISE:
        return "returned noise"
    return ""


def _flatness(frames: np.ndarray) -> np.ndarray:
    power = np.abs(np.fft.rfft(frames * np.hanning(frames.shape[1]).astype(np.float32), axis=1)) ** 2 + 1e-12
    return np.asarray(np.exp(np.log(power).mean(axis=1)) / power.mean(axis=1))


def _longest_run(noisy: np.ndarray, sounding: np.ndarray) -> float:
    """Seconds of the longest stretch of frames that sound and are noise."""
    breaks = np.flatnonzero(~(noisy & sounding))
    return float(np.diff(breaks, prepend=-1, append=len(noisy)).max() - 1) * FRAME


def _broken_off(pause: float, tempo: float) -> str:
    return f"returned a hole of {pause:.1f} s" if pause > LONGEST_PAUSE / min(tempo, 1.0) else ""


def _torn(levels: np.ndarray, places: np.ndarray, loud: float) -> float:
    """Seconds of the longest pause without a fall before and a rise after it.

    Args:
        levels: of the frames that sound.
        places: their numbers.
    """
    gaps = (np.diff(places) - 1) * FRAME
    return float(gaps[np.minimum(levels[:-1], levels[1:]) > loud].max(initial=0.0))


def _blank(samples: np.ndarray) -> int:
    """Samples of the longest stretch of zeros inside."""
    heard = np.flatnonzero(samples)
    return int(np.diff(heard).max()) - 1 if len(heard) > 1 else 0


def _plain(clip: Clip) -> Clip:
    """The clip without anything of the engine's own making, so that it can leave the process."""
    words = tuple(Word(str(word.text), float(word.start), float(word.end)) for word in clip.words)
    return Clip(pcm=bytes(clip.pcm), rate=int(clip.rate), words=words, exact=bool(clip.exact))


def check_clip(clip: Clip, text: str, voice: str) -> None:
    """Accept a clip as the speech of ``text``, as far as can be told without knowing the voice.

    Raises:
        SpeechError: it is empty, silent, noise, clipped, or of an impossible length.
    """
    if problem := hear(clip, text).problem:
        raise SpeechError(f"voice {voice}", f"{problem} for {text[:60]!r}")


# ── how long a text takes ──────────────────────────────────────────────────────────────────────────

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

SCRIPTS = (
    (0x0000, 1.0),
    (0x0590, 1.5),  # Hebrew, Arabic: vowels are not written
    (0x0780, 1.0),
    (0x0900, 1.5),  # Brahmi's children: a letter holds its vowel, the signs are no letters
    (0x1000, 1.0),
    (0x3040, 2.5),  # kana: a mora each
    (0x3100, 4.0),  # Han: a syllable each
    (0xA4D0, 1.0),
    (0xAC00, 4.5),  # Hangul
    (0xD7B0, 1.0),
    (0x20000, 4.0),
)
"""(first code point, how many Latin letters one of these takes as long as)."""
_STARTS = [start for start, _ in SCRIPTS]
DIGIT = 5.0
"""As long as this many letters, where figures have not been read into words."""
INITIAL = 2.0
"""What a letter that is said by its name ("A", "FBI") takes beside itself."""
EDGE = 3.0
"""The last word is drawn out, even the only one."""


def units(text: str) -> float:
    """How long a text takes to say, counted in average Latin letters; a word's first sound costs one more."""
    words = _WORD.findall(text)
    shouted = text.isupper()
    return EDGE + sum(1 + sum(map(_weight, word)) + _named(word, shouted) for word in words)


def _has_mark(text: str) -> bool:
    """Whether anything between two letters makes a voice pause; of figures it is not known how they are read."""
    letters = [at for at, character in enumerate(text) if character.isalnum()]
    inside = text[letters[0] : letters[-1]] if letters else ""
    return any(not (each.isalpha() or each.isspace() or each in "'’-") for each in inside)


def _weight(letter: str) -> float:
    return DIGIT if letter.isdecimal() else SCRIPTS[bisect_right(_STARTS, ord(letter)) - 1][1]


def _named(word: str, shouted: bool) -> float:
    """What the letters of an abbreviation take more."""
    if len(word) == 1 or (len(word) < 5 and word.isupper() and not shouted):
        return INITIAL * len(word) if ord(word[0]) < 0x590 else 0.0
    return 0.0


USUAL = 0.046
"""Seconds a unit at rate 1: Piper's and eSpeak NG's voices of 14 languages take 0.038 to 0.070."""
SURE, SHORT, UNKNOWN = 0.18, 0.26, 0.1
"""How far the logarithm of a length may lie from what is expected: always, for a text of one word (with the
root of the words less), and while nothing is known of the voice (with every clip less)."""
STRANGE = 0.3
"""How far a voice may lie from the usual without its first clip being hopeless."""
NEVER, TWICE = 0.55, 0.3
"""A clip shorter by the first is wrong whatever speaks for it (half is 0.69); so is one or two words longer by the
second with a pause between."""
CLOSURES = (0.13, 0.13, 0.2, 0.2, 0.35)
"""Seconds of silence that one, two, … words, and all longer texts, may have inside without a mark between them; the
voices tried have up to 0.06, 0.12, 0.16, 0.18 and 0.18, and two readings of a text stand 0.14 to 0.4 apart."""
MEMORY = 200
"""Clips of a voice that are remembered."""
LOUD_ENDING = 15.0
QUIET_VOICE = 25.0
"""dB: a cut is told from an ending in voices that end in silence."""
LEVEL_JUMP = 14.0
"""dB by which a text may be louder or softer than others of its voice; single words are up to 6."""
LATE = 0.6
"""Seconds of sound that may follow the last word."""
HABIT, SEEN = 0.9, 20
"""What so large a share of a voice's clips have in common, seen so many of them, it is known to do."""
BLANK, NEVER_BLANK = 0.15, 0.02
"""Seconds of zeros inside a clip that are a hole in a voice that is known to have none longer than the second: a
neural voice breathes and hums in its pauses."""


@dataclass(slots=True)
class Pace:
    """What has been learned of one voice: how fast it speaks, how loud, how its clips end; for threads."""

    tempo: float = 1.0
    paces: deque[float] = field(default_factory=lambda: deque(maxlen=MEMORY))
    """Logarithms of seconds a unit."""
    levels: deque[float] = field(default_factory=lambda: deque(maxlen=MEMORY))
    endings: deque[float] = field(default_factory=lambda: deque(maxlen=MEMORY))
    rates: deque[int] = field(default_factory=lambda: deque(maxlen=MEMORY))
    torn: deque[bool] = field(default_factory=lambda: deque(maxlen=MEMORY))
    blanks: deque[float] = field(default_factory=lambda: deque(maxlen=MEMORY))
    told: deque[bool] = field(default_factory=lambda: deque(maxlen=MEMORY))
    slowness: float = 0.0
    """The most seconds of work for a second of sound so far."""
    deaths: int = 0
    """Of its workers, since the last that lived to answer."""
    refusals: int = 0
    """Tries in a row in which the engine was unavailable."""
    given_up: tuple[float, str] | None = None
    """Until when (monotonic) nobody asks the voice, and why."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def expected(self, text: str) -> float:
        """Seconds of sound that the text should have."""
        with self.lock:
            return units(text) * math.exp(self._centre())

    def doubt(self, heard: Heard, text: str) -> str:
        """What speaks against the clip; "" if nothing does."""
        with self.lock:
            return self._odd(heard, text) or self._wrong_length(heard, text) or self._untold(heard)

    def is_odd(self, heard: Heard, text: str) -> bool:
        """Whether more than the length speaks against the clip."""
        with self.lock:
            return bool(self._odd(heard, text) or self._untold(heard))

    def is_hopeless(self, heard: Heard, text: str) -> bool:
        """Whether the length is so wrong that nothing can speak for the clip."""
        with self.lock:
            off, room = self._off(heard, text), STRANGE / (1 + len(self.paces))
            if len(_WORD.findall(text)) < 3:
                return off > TWICE + room and self._in_pieces(heard, text)
            return off < -(NEVER + room)

    def learn(self, heard: Heard, text: str) -> None:
        """Remember a clip that is believed."""
        with self.lock:
            self.paces.append(math.log(heard.spoken / units(text)))
            self.levels.append(heard.level)
            self.endings.append(heard.ending)
            self.rates.append(heard.clip.rate)
            self.torn.append(self._is_torn(heard))
            self.blanks.append(heard.blank)
            self.told.append(heard.told)
            self.slowness = max(self.slowness, heard.work / max(heard.clip.seconds, 1.0))

    def _centre(self) -> float:
        """The usual pace counts as one clip: a first clip alone decides half."""
        return median((*self.paces, math.log(USUAL / self.tempo)))

    def _off(self, heard: Heard, text: str) -> float:
        """The logarithm of how many times too long the sound is."""
        return math.log(max(heard.spoken, FRAME) / units(text)) - self._centre()

    def _wrong_length(self, heard: Heard, text: str) -> str:
        words = max(1, len(_WORD.findall(text)))
        off = self._off(heard, text)
        if abs(off) <= SURE + SHORT / math.sqrt(words) + UNKNOWN / (1 + len(self.paces)):
            return ""
        wanted = heard.spoken / math.exp(off)
        return f"returned {'only ' if off < 0 else ''}{heard.spoken:.1f} s of speech, about {wanted:.1f} s expected"

    def _in_pieces(self, heard: Heard, text: str) -> bool:
        """Whether words without a mark between them have a pause inside."""
        words = len(_WORD.findall(text))
        longest = CLOSURES[min(words, len(CLOSURES)) - 1] / min(self.tempo, 1.0)
        return words > 0 and heard.pause > longest and not _has_mark(text)

    def _odd(self, heard: Heard, text: str) -> str:
        if self._in_pieces(heard, text):
            return f"returned a pause of {heard.pause:.1f} s where there is none"
        if self.rates and heard.clip.rate != max(self.rates, key=self.rates.count):
            return f"returned {heard.clip.rate} samples a second, which it did not before"
        quiet = not self.endings or median(self.endings) > QUIET_VOICE
        if quiet and heard.ending < LOUD_ENDING:
            return "returned sound that breaks off"
        if len(self.levels) > 4 and abs(heard.level - median(self.levels)) > LEVEL_JUMP:
            return f"returned sound of {heard.level:.0f} dB, its others are at {median(self.levels):.0f}"
        if self._is_torn(heard) and sum(self.torn) <= (1 - HABIT) * len(self.torn):
            return f"returned a hole of {heard.torn:.1f} s"
        if heard.blank > BLANK and _is_habit([blank <= NEVER_BLANK for blank in self.blanks]):
            return f"returned a hole of {heard.blank:.1f} s"
        if heard.after_words > LATE:
            return f"returned {heard.after_words:.1f} s of sound after the last word"
        return ""

    def _is_torn(self, heard: Heard) -> bool:
        return heard.torn > SUDDEN_PAUSE / min(self.tempo, 1.0)

    def _untold(self, heard: Heard) -> str:
        known = not heard.told and _is_habit(self.told)
        return "returned times for other words than the text's" if known else ""


def _is_habit(seen: Sequence[bool]) -> bool:
    return len(seen) >= SEEN and sum(seen) >= HABIT * len(seen)


class Paces:
    """The paces of all voices."""

    def __init__(self) -> None:
        self._paces: dict[str, Pace] = {}
        self._lock = threading.Lock()

    def of(self, voice: Voice) -> Pace:
        """What is known of this voice; its name and licence play no part."""
        key = repr((voice.engine, voice.model, voice.language, voice.rate, sorted(voice.options.items())))
        with self._lock:
            return self._paces.setdefault(key, Pace(voice.rate))
