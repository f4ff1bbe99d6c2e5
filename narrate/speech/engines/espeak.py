"""eSpeak NG under pyttsx3, on Linux: whole clips, the same for every text, with the times of their words.

pyttsx3 2.99 opens eSpeak NG with a thread of its own, in which a new rate waits its turn, the end of a text cancels
what is still waiting, and ``runAndWait`` comes back before the sound is there.  And eSpeak NG goes on from text to
text where it was: its pitch flutters, and every other cycle is a little weaker.  So here:

- it is opened in its synchronous mode: what is set is obeyed at once, and a text is said when the call is back;
- its sound is taken as it is made.  pyttsx3's own loop would never end: in this mode nothing tells it of the end;
- every text finds it as a new process would: it is closed, loaded again (which costs 2 ms) and opened.  For English
  2 kB remain each time;
- it tells of each sound, so that the pause after a word is not taken for its end.

It must not be loaded globally: Piper carries a copy of eSpeak NG of its own, which then finds the other's functions
and crashes.  Nothing here is safe for two threads at once.
"""

from __future__ import annotations

import ctypes
import importlib
import os
from dataclasses import dataclass, field
from itertools import count
from typing import Any

BUFFER = 1000
"""Milliseconds of sound in a callback."""
PHONEME = 7
"""eSpeak NG's event for each sound; pyttsx3 does not know it."""

PACE = {"ar": 1.25, "cmn": 1.2, "fi": 1.05, "pl": 1.2, "pt": 1.05, "tr": 1.1, "uk": 1.35}
"""How much faster a language's voice has to speak than English at the same setting, by eSpeak NG's own tags.

Words cannot be compared between languages, and syllables hardly: Spanish has many light ones, Mandarin few heavy.
What is said in a second can: 39 bits a second in 17 languages (Coupé et al. 2019, Science Advances 5:9), and read
aloud, the same text takes the same time in 17 languages but for a tenth (Trauzettel-Klosinski, Dietz et al. 2012,
Investigative Ophthalmology & Visual Science 53:9).  So one piece of news was spoken in 18 languages: where it took
longer than in English by more than a tenth (Ukrainian by half), the voice is sped up until it takes a tenth longer.
None took shorter by more than a tenth.
"""


@dataclass(slots=True)
class Spoken:
    """What came of one text."""

    rate: int
    """Samples a second."""
    pcm: bytearray = field(default_factory=bytearray)
    words: list[tuple[int, int, int]] = field(default_factory=list)
    """Of each word: its place in the text, its first sample, and the one after its last."""


class EspeakNG:
    """The library as pyttsx3 sees it, in this process."""

    def __init__(self) -> None:
        import espeakng_loader

        os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
        self._path: str = espeakng_loader.get_library_path()
        self._library = ctypes.CDLL(self._path)  # pyttsx3 asks for it by a name that is then known
        from pyttsx3.drivers import _espeak

        self._espeak: Any = _espeak
        _unload(_espeak.dll)  # the one handle is ours
        _espeak.AUDIO_OUTPUT_RETRIEVAL = _espeak.AUDIO_OUTPUT_SYNCHRONOUS

    def say(self, driver: Any, text: str, voice: str, rate: int) -> Spoken:
        """Say a text.

        Args:
            driver: pyttsx3's.
            voice: pyttsx3's id.
            rate: words a minute, as eSpeak NG counts them.

        Raises:
            RuntimeError: it was not obeyed, or failed.
        """
        spoken = Spoken(self._start_anew())
        for name, value in (("voice", voice), ("rate", rate)):
            driver.setProperty(name, value)
            if driver.getProperty(name) != value:
                raise RuntimeError(f"eSpeak NG does not take the {name} {value}")
        ear = _Ear(self._espeak, spoken)
        self._espeak.SetSynthCallback(ear)
        flags = self._espeak.ENDPAUSE | self._espeak.CHARS_UTF8
        if status := self._espeak.Synth(text, flags=flags):
            raise RuntimeError(f"eSpeak NG answers with its error {status}")
        ear.close()
        return spoken

    def _start_anew(self) -> int:
        """Forget all that was said before.

        Returns:
            Samples a second.
        """
        self._library.espeak_Terminate()
        _unload(self._library)
        self._library = ctypes.CDLL(self._path)
        if _address(self._library.espeak_Synth) != _address(self._espeak.cSynth):
            importlib.reload(self._espeak)  # the library lies elsewhere now
            _unload(self._espeak.dll)
        rate = int(self._espeak.Initialize(self._espeak.AUDIO_OUTPUT_SYNCHRONOUS, BUFFER))
        self._library.espeak_ng_SetPhonemeEvents(1, 0)
        return rate


class _Ear:
    """eSpeak NG's callback: notes the sound and the words.

    An exception in a callback is printed and forgotten; it is kept, and raised afterwards.
    """

    def __init__(self, espeak: Any, spoken: Spoken) -> None:
        self._espeak, self._spoken = espeak, spoken
        self._word: tuple[int, int] | None = None
        """Its place and first sample."""
        self._pause: int | None = None
        """The sample at which the sounds of the word gave way to a pause."""
        self._problem: Exception | None = None

    def __call__(self, wave: Any, samples: int, events: Any) -> int:
        try:
            self._note(events)
            if samples > 0:
                self._spoken.pcm += ctypes.string_at(wave, samples * 2)
        except Exception as error:
            self._problem = error
        return int(self._problem is not None)  # 1 stops it

    def close(self) -> None:
        """End the last word; raise what went wrong."""
        if self._problem:
            raise self._problem
        self._end_word(len(self._spoken.pcm) // 2)

    def _note(self, events: Any) -> None:
        for index in count():
            event = events[index]
            if event.type == self._espeak.EVENT_LIST_TERMINATED:
                return
            if event.type == self._espeak.EVENT_WORD:
                self._end_word(event.sample)
                self._word = max(event.text_position - 1, 0), event.sample
            elif event.type == PHONEME:
                self._hear(ctypes.string_at(ctypes.addressof(event.id), 1), event.sample)

    def _hear(self, first: bytes, sample: int) -> None:
        """A sound: eSpeak NG's names of pauses begin with an underscore."""
        if first != b"_":
            self._pause = None
        elif self._pause is None:
            self._pause = sample

    def _end_word(self, sample: int) -> None:
        if self._word:
            self._spoken.words.append((*self._word, sample if self._pause is None else self._pause))
        self._word = self._pause = None


def _unload(library: ctypes.CDLL) -> None:
    """Python never does."""
    ctypes.CDLL(None).dlclose(ctypes.c_void_p(library._handle))


def _address(function: Any) -> int | None:
    return ctypes.cast(function, ctypes.c_void_p).value
