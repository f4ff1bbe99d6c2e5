"""The proof sheet of an episode: one JSON object beside its audio."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from narrate import __version__
from narrate.audio import Sound
from narrate.model import Mark, Narration, Script, Utterance, Voice
from narrate.settings import Settings

LETTERS_A_SECOND = 14.5
"""Spaces and punctuation included: English at 175 words a minute, five letters and a space each."""
IDEOGRAPHS_A_SECOND = 4.5
"""Chinese characters, and kana with them: newsreaders of NHK say about 300 a minute, Chinese ones up to 280."""
SYLLABLES_A_SECOND = 5.5
"""Hangul."""
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")


def sheet_of(
    script: Script, narration: Narration, voices: Iterable[Voice], settings: Settings
) -> dict[str, Any]:
    """What was wanted, for whoever measures the files again; the catalogue adds what its row says.

    Args:
        script: as it was spoken, with the pauses of the narrator's rate.
        voices: the narrator and whoever else reads.
    """
    return {
        "version": __version__,
        "targets": {
            "loudness": settings.sound.target,
            "true_peak": settings.sound.peak,
            "longest_pause": longest_pause(script, settings.sound),
        },
        "expected_seconds": round(_expected(script, narration, settings.sound), 3),
        "words_a_minute": words_a_minute(narration),
        "hashes": {
            "text": _digest(script.text),
            "voice": _digest([asdict(voice) for voice in voices]),
            "settings": _digest([asdict(settings.style), asdict(settings.sound), asdict(settings.labels)]),
        },
        "music": [[round(start, 3), round(end, 3)] for start, end in narration.music],
        "sentences": [
            _sentence(utterance, mark)
            for utterance, mark in zip(script.utterances, narration.marks, strict=True)
        ],
        "warnings": list(script.article.warnings),
    }


def _sentence(utterance: Utterance, mark: Mark) -> dict[str, Any]:
    return {
        "shown": mark.shown,
        "spoken": utterance.spoken,
        "role": mark.role,
        "source": mark.source,
        "problem": mark.problem,
        "start": round(mark.start, 3),
        "end": round(mark.end, 3),
    }


def _expected(script: Script, narration: Narration, sound: Sound) -> float:
    """Of the whole file: jingles as long as they are, and the rests around intro and outro."""
    music = sum(end - start for start, end in narration.music)
    rests = sound.lead * (1 + bool(sound.jingles.intro) + bool(sound.jingles.outro)) + sound.tail
    return expected_seconds(script, narration.voice.rate) + music + rests


def expected_seconds(script: Script, rate: float = 1.0) -> float:
    """How long a newsreader would take, pauses included; a voice that is far from it has lost or doubled text.

    Args:
        rate: of the voice; the pauses are the script's.
    """
    return sum(_saying(each.spoken) / rate + each.pause for each in script.utterances)


def longest_pause(script: Script, sound: Sound) -> float:
    """Seconds; between two sounds: an intro and an outro stand as far from the text as it from a file's edge."""
    pauses = [each.pause for each in script.utterances[:-1]]
    return max([*pauses, sound.lead if sound.jingles.intro or sound.jingles.outro else 0.0])


def words_a_minute(narration: Narration) -> float:
    """Of speech, the pauses between utterances left out."""
    spoken = [mark for mark in narration.marks if mark.source != "failed"]
    seconds = sum(mark.end - mark.start for mark in spoken)
    words = sum(len(mark.shown.split()) for mark in spoken)
    return round(60 * words / seconds, 1) if seconds else 0.0


def _saying(text: str) -> float:
    ideographs, syllables = len(_IDEOGRAPH.findall(text)), len(_HANGUL.findall(text))
    letters = len(text) - ideographs - syllables
    return ideographs / IDEOGRAPHS_A_SECOND + syllables / SYLLABLES_A_SECOND + letters / LETTERS_A_SECOND


def _digest(value: object) -> str:
    return sha256(json.dumps(value, sort_keys=True, default=str, ensure_ascii=False).encode()).hexdigest()
