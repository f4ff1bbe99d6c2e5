"""Every utterance is voiced, taken from the cache, or reported; in order, whatever the engine does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from narrate.errors import EngineMissing, OutputError
from narrate.model import Article, Clip, Script, Token, Utterance, Voice
from narrate.speech import ClipCache, Here, Pool, profiles, speak

NO_ARTICLE = Article(url="", title="", blocks=())


def script_of(*texts: str) -> Script:
    return Script(NO_ARTICLE, tuple(Utterance((Token(text, text),)) for text in texts))


@pytest.fixture
def cache(tmp_path: Path) -> ClipCache:
    return ClipCache(tmp_path / "clips")


def test_voiced_once_then_cached(tone: Voice, cache: ClipCache) -> None:
    script = script_of("The ferry runs.", "It runs again.")
    first, second = list(speak(script, tone, cache)), list(speak(script, tone, cache))
    assert [clip.source for clip in first] == ["voiced", "voiced"]
    assert [clip.source for clip in second] == ["cached", "cached"]
    assert [clip.pcm for clip in first] == [clip.pcm for clip in second]


def test_one_changed_sentence_costs_one_clip(tone: Voice, cache: ClipCache) -> None:
    list(speak(script_of("One stays.", "Two goes.", "Three stays."), tone, cache))
    clips = list(speak(script_of("One stays.", "Two is new.", "Three stays."), tone, cache))
    assert [clip.source for clip in clips] == ["cached", "voiced", "cached"]


def test_another_tempo_is_another_sound(tone: Voice, cache: ClipCache) -> None:
    list(speak(script_of("The ferry runs."), tone, cache))
    faster = Voice(name="tone", engine="tone", language="en", rate=1.2)
    assert [clip.source for clip in speak(script_of("The ferry runs."), faster, cache)] == ["voiced"]


def test_another_name_is_the_same_sound(tone: Voice, cache: ClipCache) -> None:
    list(speak(script_of("The ferry runs."), tone, cache))
    renamed = Voice(name="beeper", engine="tone", language="en", licence="free")
    assert [clip.source for clip in speak(script_of("The ferry runs."), renamed, cache)] == ["cached"]


def test_a_damaged_clip_is_spoken_again(tone: Voice, cache: ClipCache) -> None:
    script = script_of("The ferry runs.")
    list(speak(script, tone, cache))
    (kept,) = cache.folder.rglob("*.wav")
    for damage in (b"", b"RIFF", kept.read_bytes()[:100], kept.read_bytes()[:-1]):
        kept.write_bytes(damage)
        (clip,) = speak(script, tone, cache)
        assert clip.source == "voiced"


def test_nothing_to_say_is_said_as_nothing(tone: Voice, cache: ClipCache) -> None:
    clips = list(speak(script_of("…", "Yes.", "—"), tone, cache))
    assert [clip.source for clip in clips] == ["voiced"] * 3
    assert clips[0].seconds < 0.02 < clips[1].seconds


def test_a_pool_keeps_the_order(tone: Voice, cache: ClipCache) -> None:
    texts = [f"Sentence number {number} of a long list{' goes on' * (number % 7)}." for number in range(40)]
    here = list(speak(script_of(*texts), tone, cache))
    with Pool(2) as pool:
        there = list(speak(script_of(*texts), tone, ClipCache(cache.folder.with_name("other")), pool))
    assert [clip.pcm for clip in there] == [clip.pcm for clip in here]


@pytest.fixture
def outside(outside_engine: Callable[[str], Path]) -> Callable[[str], Voice]:
    """A voice of an engine from another package."""
    return lambda body: profiles([outside_engine(body)])["outside"]


FAULTS = {
    "returns silence": 'return Clip(bytes(44100), 22050) if "bad" in text else super().speak(text)',
    "returned no sound": 'return Clip(b"", 22050) if "bad" in text else super().speak(text)',
    "returned only": 'c = super().speak(text)\nreturn Clip(c.pcm[4410:5000], c.rate) if "bad" in text else c',
    "returned 9.0 s": 'return Clip(super().speak(text).pcm * 9, 22050) if "bad" in text else super().speak(text)',
    "no voice today": 'if "bad" in text: raise SpeechError("", "no voice today")\nreturn super().speak(text)',
    "ZeroDivisionError": 'if "bad" in text: 1 / 0\nreturn super().speak(text)',
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_failing_sentence_is_reported_and_the_rest_spoken(
    fault: str, outside: Callable[[str], Voice], cache: ClipCache
) -> None:
    clips = list(
        speak(script_of("All is well.", "This is bad.", "Well again."), outside(FAULTS[fault]), cache)
    )
    assert [clip.source for clip in clips] == ["voiced", "failed", "voiced"]
    assert fault.replace("returns", "returned") in clips[1].problem
    assert clips[1].pcm == b""


def test_a_failure_once_is_tried_again(
    outside: Callable[[str], Voice], cache: ClipCache, tmp_path: Path
) -> None:
    mark = tmp_path / "tried"
    body = (
        f"mark = {str(mark)!r}\nif not os.path.exists(mark):\n    os.mkdir(mark)\n    return Clip(b'', 1)\n"
    )
    (clip,) = speak(script_of("All is well."), outside(body + "return super().speak(text)"), cache)
    assert clip.source == "voiced"


def test_a_dying_worker_costs_its_own_sentence_only(
    outside: Callable[[str], Voice], cache: ClipCache
) -> None:
    voice = outside('if "deadly" in text: os._exit(3)\nreturn super().speak(text)')
    texts = [f"Sentence {number} is well." for number in range(9)]
    texts[4] = "This one is deadly."
    with Pool(2) as pool:
        clips = list(speak(script_of(*texts), voice, cache, pool))
    assert [clip.source for clip in clips].count("failed") == 1
    assert "process died" in clips[4].problem


def test_an_engine_that_is_not_there(cache: ClipCache) -> None:
    with pytest.raises(EngineMissing):
        list(speak(script_of("Yes."), Voice(name="far", engine="far"), cache, Here()))


def test_a_cache_that_cannot_be_written(tone: Voice, tmp_path: Path) -> None:
    (tmp_path / "clips").write_text("a file, not a folder")
    with pytest.raises(OutputError, match="clips cannot be kept"):
        list(speak(script_of("Yes."), tone, ClipCache(tmp_path / "clips")))


def test_a_clip_knows_its_length() -> None:
    assert Clip(bytes(44_100), 22_050).seconds == 1.0
