"""Transcripts of one episode, each a pure function of (episode, transcript) to the text of a file.

    webvtt        a cue a sentence: for podcast apps and <track>
    webvtt_words  the same with the time of each word inside the cues
    srt           short blocks, for players that know nothing else
    podcast_json  a segment a sentence (Podcasting 2.0)
    plain         paragraphs

All five say the same words in the same order: what is heard.  A sentence that could not be voiced, and a text
without a sound ("* * *"), is in none of them.  Times are those of the decoded audio; no cue overlaps another, ends
after the recording or has no length.
"""

from narrate.publish.transcripts.podcast import podcast_json
from narrate.publish.transcripts.prose import plain
from narrate.publish.transcripts.srt import srt
from narrate.publish.transcripts.vtt import webvtt, webvtt_words

__all__ = ["plain", "podcast_json", "srt", "webvtt", "webvtt_words"]
