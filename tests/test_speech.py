"""Every utterance is voiced, taken from the cache, or reported; in order, whatever the engine does."""

from __future__ import annotations

import os
import tempfile
import wave
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.errors import EngineMissing, OutputError, SpeechError
from narrate.model import Article, Clip, Said, Script, Sound, Token, Utterance, Voice, Word
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
    whole = kept.read_bytes()
    flipped = whole[:300] + bytes([whole[300] ^ 1]) + whole[301:]
    for damage in (b"", b"RIFF", whole[:100], whole[:-9], flipped, bytes(len(whole)), b"[" + whole[1:60]):
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
    "returned 1": 'return Clip(super().speak(text).pcm * 19, 22050) if "bad" in text else super().speak(text)',
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


def test_an_engine_that_is_not_there(cache: ClipCache) -> None:
    with pytest.raises(EngineMissing):
        list(speak(script_of("Yes."), Voice(name="far", engine="far"), cache, Here()))


def test_a_cache_that_cannot_be_written(tone: Voice, tmp_path: Path) -> None:
    (tmp_path / "clips").write_text("a file, not a folder")
    with pytest.raises(OutputError, match="clips cannot be kept"):
        list(speak(script_of("Yes."), tone, ClipCache(tmp_path / "clips")))


def test_strict_takes_no_gap(outside: Callable[[str], Voice], cache: ClipCache) -> None:
    voice = outside('return Clip(b"", 1) if "bad" in text else super().speak(text)')
    clips = speak(script_of("All is well.", "This is bad.", "Well again."), voice, cache, strict=True)
    assert next(clips).source == "voiced"
    with pytest.raises(
        SpeechError, match=r"sentence 2 of 3 could not be voiced: .*returned no sound for 'This"
    ):
        next(clips)


# ── the cache ──────────────────────────────────────────────────────────────────────────────────────

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
WORDS = st.lists(st.builds(Word, TEXTS, st.floats(0, 1e4), st.floats(0, 1e4)), max_size=5)


@given(st.binary(min_size=1, max_size=99), st.integers(8_000, 192_000), WORDS, st.booleans())
def test_what_is_kept_comes_back(pcm: bytes, rate: int, words: list[Word], exact: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        cache = ClipCache(Path(folder))
        cache.put("sound", Said("text"), Clip(pcm * 2, rate, tuple(words), exact))
        assert cache.get("sound", Said("text")) == Clip(pcm * 2, rate, tuple(words), exact, "cached")
        assert cache.get("sound", Said("text", ((0, Sound("text", "tɛkst")),))) is None


def test_any_player_opens_a_kept_clip(cache: ClipCache) -> None:
    cache.put("sound", Said("text"), Clip(bytes(200), 8_000, (Word("text", 0.0, 0.01),)))
    (kept,) = cache.folder.rglob("*.wav")
    with wave.open(str(kept)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate(), file.getnframes()) == (
            1,
            2,
            8_000,
            100,
        )


def test_a_full_cache_lets_go_of_what_was_not_used_for_longest(tmp_path: Path) -> None:
    cache = ClipCache(tmp_path, megabytes=1)
    clip = Clip(bytes(100_000), 22_050)
    for number in range(9):
        cache.put("sound", Said(str(number)), clip)
    for path in tmp_path.rglob("*.wav"):
        os.utime(path, (1e9, 1e9))
    assert cache.get("sound", Said("3")) is not None, "used now"
    stale = tmp_path / "aa" / "left.part"
    stale.parent.mkdir(exist_ok=True)
    stale.touch()
    os.utime(stale, (1e9, 1e9))
    for number in range(9, 12):
        cache.put("sound", Said(str(number)), clip)
    assert sum(path.stat().st_size for path in tmp_path.rglob("*.wav")) <= 1_000_000
    assert [cache.get("sound", Said(text)) is not None for text in ("3", "9", "10", "11")] == [True] * 4
    assert not stale.exists()


def test_writers_readers_and_sweepers_do_not_meet(tmp_path: Path) -> None:
    caches = [ClipCache(tmp_path, megabytes=1) for _ in range(4)]
    clip = Clip(bytes(30_000), 22_050)

    def use(number: int) -> bool:
        cache, said = caches[number % 4], Said(str(number % 50))
        cache.put("sound", said, clip)
        cache.sweep()
        found = cache.get("sound", said)
        return found is None or found.pcm == clip.pcm

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(use, range(300)))


def test_a_clip_knows_its_length() -> None:
    assert Clip(bytes(44_100), 22_050).seconds == 1.0
