"""How fast a voice speaks when it is added; where it comes from is tests/test_cli_voices.py."""

from __future__ import annotations

from dataclasses import replace

import pytest

from narrate.model import Said, Voice
from narrate.speech.adding import NEWS, newsreader_rate
from narrate.speech.engines import engine_class, say
from narrate.speech.voices import missing, profiles


def words_a_minute(voice: Voice) -> float:
    engine = engine_class(voice.engine)(voice)
    clips = [say(engine, Said(text), "en") for text in NEWS]
    seconds = sum(clip.words[-1].end - clip.words[0].start for clip in clips)
    return 60 * sum(len(text.split()) for text in NEWS) / seconds


@pytest.mark.parametrize("name", ["tone", "en_US-joe"])
def test_an_english_voice_is_set_to_a_newsreaders_pace(name: str) -> None:
    voice = replace(profiles()[name], language="en-US", rate=1.0)
    if problem := missing(voice):
        pytest.skip(str(problem))
    assert 165 <= words_a_minute(replace(voice, rate=newsreader_rate(voice))) <= 185


def test_other_languages_and_voices_that_cannot_speak_keep_their_own() -> None:
    assert newsreader_rate(Voice("tone", "tone", language="de")) == 1.0
    assert newsreader_rate(Voice("none", "piper", model="none.onnx", language="en")) == 1.0
    assert newsreader_rate(Voice("none", "nobody", language="en")) == 1.0
