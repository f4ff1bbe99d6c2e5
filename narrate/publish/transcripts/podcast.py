"""The transcript form of Podcasting 2.0 (podcast-namespace, "Transcript File Format Details", JSON 1.0.0)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from narrate.publish.transcripts.heard import Sentence


def podcast_json(sentences: Iterable[Sentence]) -> str:
    """A segment a sentence; times in seconds."""
    segments = [_segment(sentence) for sentence in sentences]
    return json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False, indent=1) + "\n"


def _segment(sentence: Sentence) -> dict[str, Any]:
    who = {"speaker": sentence.speaker} if sentence.speaker else {}
    return who | {
        "startTime": sentence.start / 1000,
        "endTime": sentence.end / 1000,
        "body": sentence.text,
    }
