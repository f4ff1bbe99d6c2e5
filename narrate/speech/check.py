"""Whether what an engine returned can be the speech of that text.

Engines fail without an error: an empty file, a second of silence, half the text (research on peers found each
of them in the field).  The limits are wide: they catch what is certainly wrong, never a slow or a fast voice.
"""

from __future__ import annotations

import numpy as np

from narrate.errors import SpeechError
from narrate.model import Clip

SILENT_PEAK = 0.01
"""Of full scale.  The softest of the voices tried peaks at 0.2."""
FASTEST = 45.0
"""Letters and digits a second; hurried newsreaders stay under 25, a voice at rate 1.5 under 35."""
SLOWEST = 1.5
"""Letters a second; eSpeak NG spells a foreign script letter by letter at about 2, Chinese is read at 3–5."""
GRACE = 2.0
"""Seconds that every clip may have beside its letters: edges, breaths, spelled-out marks."""
CLIPPED_SHARE = 0.01
"""Of all samples at full scale; a clean recording has none."""


def check_clip(clip: Clip, text: str, voice: str) -> None:
    """Accept a clip as the speech of ``text``.

    Raises:
        SpeechError: it is empty, silent, clipped, or of an impossible length.
    """
    problem = _problem(clip, text)
    if problem:
        raise SpeechError(f"voice {voice}", f"{problem} for {text[:60]!r}")


def _problem(clip: Clip, text: str) -> str:
    if not clip.pcm:
        return "returned no sound"
    if clip.rate <= 0 or len(clip.pcm) % 2:
        return "returned broken sound"
    samples = np.abs(np.frombuffer(clip.pcm, dtype="<i2").astype(np.int32))
    if samples.max() < SILENT_PEAK * 32768:
        return "returned silence"
    if np.mean(samples >= 32767) > CLIPPED_SHARE:
        return "returned clipped sound"
    letters = sum(character.isalnum() for character in text)
    if clip.seconds < letters / FASTEST:
        return f"returned only {clip.seconds:.1f} s"
    if clip.seconds > GRACE + letters / SLOWEST:
        return f"returned {clip.seconds:.1f} s"
    return ""
