"""Transcripts of one episode: a pure function of (episode, transcript) to the texts of its files.

All five say the same words in the same order: what is heard.  A sentence that could not be voiced, and a text
without a sound ("* * *"), is in none of them.  Times are those of the decoded audio; no cue overlaps another, ends
after the recording or has no length.
"""

from __future__ import annotations

from dataclasses import dataclass

from narrate.model import Episode, Transcript
from narrate.publish.transcripts.heard import sentences_of
from narrate.publish.transcripts.podcast import podcast_json
from narrate.publish.transcripts.prose import plain
from narrate.publish.transcripts.srt import srt
from narrate.publish.transcripts.vtt import screens, webvtt, webvtt_words

__all__ = ["Files", "written"]


@dataclass(frozen=True, slots=True)
class Files:
    """What stands in each of them."""

    vtt: str
    """WebVTT, a cue a sentence: for podcast apps and <track>."""
    words_vtt: str
    """The same with the time of each word inside the cues; "" where the voice gave none."""
    srt: str
    """SubRip, short blocks: for players that know nothing else."""
    json: str
    """A segment a sentence (Podcasting 2.0)."""
    text: str
    """Paragraphs."""


def written(episode: Episode, transcript: Transcript) -> Files:
    """All five; what they share (sentences, cues) is made once."""
    sentences = sentences_of(episode, transcript)
    cues = screens(sentences)
    return Files(
        webvtt(episode, cues),
        webvtt_words(episode, cues),
        srt(sentences),
        podcast_json(sentences),
        plain(sentences),
    )
