"""Engines that fail: noticed, stopped, replaced, tried again, cut in two, and reported if nothing helps."""

from __future__ import annotations

import itertools
import math
import sys
import time
from collections.abc import Callable
from concurrent.futures import CancelledError
from dataclasses import replace
from multiprocessing import active_children
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.errors import SpeechError, VoiceError
from narrate.model import Clip, Said, Sound, Voice, Word
from narrate.speech import Pool, missing, profiles
from narrate.speech.attempts import Insisting
from narrate.speech.check import NOTHING, Heard, Pace, check_clip, hear, units
from narrate.speech.engines import engine_class
from narrate.speech.engines.tone import ToneEngine
from narrate.speech.halves import in_two, joined
from narrate.speech.workers import Bounds, Here

from .bench.faults import campaign

WELL = "The ferry ran again on Sunday, after eleven weeks in the yard."
TEXTS = [
    f"Sentence number {number} of this list goes on for a while{' and on' * (number % 5)}."
    for number in range(60)
]
QUICK = Bounds(start=30, text=0.7, slowness=0.5, memory=200_000_000, deaths=6)
PURPOSE = "hang crash kill exception exit nothing nonsense nan silence quiet noise noisy half-text half-sound " \
    "twice-text twice-sound rate offset clipped huge"  # fmt: skip


@pytest.fixture
def outside(outside_engine: Callable[[str], Path]) -> Callable[..., Voice]:
    """A voice of an engine from another package: what its ``speak`` does, and more members of its class."""

    def lay(body: str, *members: str, begin: str = "") -> Voice:
        voices = outside_engine(body)
        module = Path(sys.path[0]) / "outside_engine.py"
        more = "".join(f"\n    {line}" for member in members for line in member.splitlines())
        module.write_text(begin + module.read_text() + more)
        return profiles([voices])["outside"]

    return lay


def tone_of(text: str) -> Clip:
    return ToneEngine(Voice("tone", "tone")).speak(text)


# ── the campaign, in small ─────────────────────────────────────────────────────────────────────────


def test_no_fault_passes_and_nothing_right_is_refused(tone: Voice, monkeypatch: pytest.MonkeyPatch) -> None:
    """The long one: python -m tests.bench.faults --sentences 3000."""
    monkeypatch.setattr("tests.bench.faults.BOUNDS", QUICK)
    sentences = [Said(text) for text in TEXTS]
    found = campaign(sentences, tone, share=0.4, seed=2, kinds=PURPOSE, workers=2)
    assert sum(found.faults.values()) == 60
    assert len([fault for fault in found.faults if fault]) > 12, "one of each, nearly"
    assert found.unnoticed == []
    assert found.failed_clean == []
    assert len(found.failed) <= 3, "a fault in each of two takes and in one of a half, too"


# ── isolation ──────────────────────────────────────────────────────────────────────────────────────

DEADLY = {
    "hangs": ("time.sleep(600)", "took more than 1 s and was stopped"),
    "dies": ("os._exit(3)", "its process died"),
    "eats all memory": (
        "self.much = [bytes(1) * 9_000_000 for _ in range(99)]; time.sleep(60)",
        "took more than 200 MB",
    ),
}


@pytest.mark.parametrize("fault", DEADLY)
def test_a_deadly_sentence_costs_nobody_else(fault: str, outside: Callable[..., Voice]) -> None:
    body, problem = DEADLY[fault]
    voice = outside(f'import time\nif "deadly" in text: {body}\nreturn super().speak(text)')
    texts = [*TEXTS[:4], "This is deadly.", *TEXTS[4:8]]
    patient = replace(QUICK, text=30) if "memory" in fault else QUICK  # so that a busy machine is not slower
    with Pool(2, patient) as pool:
        clips = [each.result() for each in [pool.submit(voice, Said(text)) for text in texts]]
    assert [clip.source for clip in clips] == ["voiced"] * 4 + ["failed"] + ["voiced"] * 4
    assert problem in clips[4].problem
    assert "'This is deadly.'" in clips[4].problem


def test_a_worker_that_leaks_is_replaced_between_texts(outside: Callable[..., Voice], tmp_path: Path) -> None:
    if not Path("/proc/self/statm").exists():
        pytest.skip("the system does not tell how much memory a process takes")
    log = tmp_path / "log"
    voice = outside(
        "leak.append(b'x' * 60_000_000)\n"
        f"with open({str(log)!r}, 'a') as file: print(os.getpid(), file=file)\nreturn super().speak(text)",
        begin="leak = []\n",
    )
    with Pool(1, replace(QUICK, memory=100_000_000)) as pool:
        clips = [pool.submit(voice, Said(text)).result() for text in TEXTS[:8]]
    assert {clip.source for clip in clips} == {"voiced"}
    assert 2 <= len(set(log.read_text().split())) <= 4
    assert len(log.read_text().split()) == 8, "no text was said twice"


def test_a_voice_that_only_dies_is_given_up(outside: Callable[..., Voice]) -> None:
    voice = outside("os._exit(3)")
    with Pool(1, QUICK) as pool:
        futures = [pool.submit(voice, Said(text)) for text in TEXTS[:3]]
        with pytest.raises(VoiceError, match="its process died, 6 times in a row"):
            [future.result() for future in futures]


@pytest.mark.parametrize("speakers", [Here, lambda: Pool(1)])
def test_an_engine_that_cannot_be_made(
    speakers: Callable[[], Here | Pool], outside: Callable[..., Voice]
) -> None:
    voice = outside("return super().speak(text)", "def __init__(self, voice): raise KeyError('no model')")
    open_speakers = speakers()
    with pytest.raises(VoiceError, match="voice outside: cannot be loaded: KeyError: 'no model'"):
        open_speakers.submit(voice, Said(WELL)).result()
    open_speakers.close()


def test_what_an_engine_prints_is_not_ours(
    outside: Callable[..., Voice], capfd: pytest.CaptureFixture[str]
) -> None:
    body = "print('Audio saved!', flush=True); os.write(1, b'From C.'); os.system('echo from a shell')\n"
    voice = outside(body + "return super().speak(text)")
    with Pool(1) as pool:
        assert pool.submit(voice, Said(WELL)).result().source == "voiced"
    assert capfd.readouterr().out == ""


def test_closing_waits_for_no_hanging_engine_and_leaves_no_process(outside: Callable[..., Voice]) -> None:
    voice = outside("import time\ntime.sleep(600)")
    pool = Pool(2)
    futures = [pool.submit(voice, Said(text)) for text in TEXTS[:5]]
    while len(active_children()) < 2:
        time.sleep(0.05)
    pool.close()
    assert active_children() == []
    for future in futures:
        with pytest.raises(CancelledError):
            future.result(timeout=0)
    with pytest.raises(CancelledError):
        pool.submit(voice, Said(WELL))


def test_a_pool_that_nobody_used_ends() -> None:
    with Pool(2) as pool:
        assert pool.ahead == 8
    assert active_children() == []


def test_a_pool_without_texts_costs_no_process() -> None:
    with Pool(2):
        assert active_children() == []


def test_a_voice_is_loaded_before_the_first_text(outside: Callable[..., Voice], tmp_path: Path) -> None:
    loaded = tmp_path / "loaded"
    voice = outside(
        "return super().speak(text)",
        f"def __init__(self, voice):\n    open({str(loaded)!r}, 'a').write('once ')\n    super().__init__(voice)",
    )
    with Pool(2) as pool:
        pool.warm(voice)
        pool.warm(voice)
        while not (loaded.exists() and loaded.read_text()):
            time.sleep(0.02)
        assert len(active_children()) == 1
        assert pool.submit(voice, Said(WELL)).result().source == "voiced"
        assert loaded.read_text() in ("once ", "once once ")  # the text may have gone to the other worker


def test_a_voice_that_cannot_be_loaded_early_says_so_at_its_first_text(outside: Callable[..., Voice]) -> None:
    voice = outside(
        "return super().speak(text)", "def __init__(self, voice):\n    raise RuntimeError('no memory')"
    )
    with Pool(1) as pool:
        pool.warm(voice)
        with pytest.raises(VoiceError, match="no memory"):
            pool.submit(voice, Said(WELL)).result()


# ── limits, other takes, halves ────────────────────────────────────────────────────────────────────


def test_an_engine_with_limits_is_never_asked_for_more(outside: Callable[..., Voice]) -> None:
    voice = outside(
        "assert len(text) <= 30\nreturn super().speak(text)",
        "@classmethod\ndef limits(cls, voice): return Limits(30)",
        begin="from narrate.speech.engines import Limits\n",
    )
    long = f"{WELL} {WELL} Donaudampfschifffahrtsgesellschaftskapitän."
    clip = Here().submit(voice, Said(long)).result()
    assert clip.source == "voiced"
    assert clip.seconds == pytest.approx(tone_of(long).seconds, rel=0.2)


def test_an_engine_that_meets_its_limit(outside: Callable[..., Voice]) -> None:
    voice = outside(
        "from narrate.speech.engines import TextTooLong\n"
        "if len(text.split()) > 4: raise TextTooLong('', 'can say four words')\nreturn super().speak(text)"
    )
    clip = Here().submit(voice, Said(WELL)).result()
    assert [word.text for word in clip.words] == WELL.split()
    assert clip.exact
    assert clip.seconds == pytest.approx(tone_of(WELL).seconds, rel=0.2)


def test_another_take_mends(outside: Callable[..., Voice]) -> None:
    voice = outside('return super().speak(text) if self.take == 1 else Clip(b"", 22050)', "take = 0")
    assert Here().submit(voice, Said("Yes.")).result() == tone_of("Yes.")


def test_halves_mend(outside: Callable[..., Voice]) -> None:
    voice = outside(
        "clip = super().speak(text)\nreturn clip if len(text) < 40 else Clip(bytes(60_000), 22050)"
    )
    clip = Here().submit(voice, Said(WELL)).result()
    assert clip.source == "voiced"
    times = [time for word in clip.words for time in (word.start, word.end)]
    assert times == sorted(times)
    assert [word.text for word in clip.words] == WELL.split()
    whole = tone_of(WELL)
    for mine, right in zip(clip.words, whole.words, strict=True):
        assert mine.end - mine.start == pytest.approx(right.end - right.start, abs=0.001)
        assert mine.start == pytest.approx(right.start, abs=0.15)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("One goes. The other one stays.", "One goes."),
        ("It was late, and the last ferry had left.", "It was late,"),
        ("“Stop,” she said to all of them.", "“Stop,” she said"),
        ("渡轮又开了，船长说新发动机很安静。", "渡轮又开了，"),
        ("two words", "two"),
    ],
)
def test_texts_are_cut_at_their_marks(text: str, left: str) -> None:
    halves = in_two(Said(text))
    assert halves is not None
    assert halves[0].text == left


@pytest.mark.parametrize("text", ["Yes.", "“Donaudampfschiff!”", "A …", ""])
def test_one_word_is_no_two(text: str) -> None:
    assert in_two(Said(text)) is None


@given(st.text('ab,. 。—’"', min_size=1, max_size=40), st.data())
def test_halves_lose_nothing(text: str, data: st.DataObject) -> None:
    places = data.draw(st.sets(st.integers(0, len(text) - 1), max_size=3))
    sounds = tuple((at, Sound(text[at : at + 2], "a")) for at in sorted(places))
    halves = in_two(Said(text, sounds), within_words=True)
    if halves is None:
        return
    left, right = halves
    assert (left.text + right.text).replace(" ", "") == text.replace(" ", "")
    assert all(any(map(str.isalnum, half.text)) for half in halves)
    for half in (left, right):
        assert all(half.text[start:].startswith(sound.word.rstrip()) for start, sound in half.sounds)
    assert len(left.sounds) + len(right.sounds) == len(sounds)


def test_joined_clips_have_one_short_pause() -> None:
    both = joined(tone_of("One two"), tone_of("three"))
    assert [word.text for word in both.words] == ["One", "two", "three"]
    assert both.words[2].start - both.words[1].end == pytest.approx(0.12, abs=0.01)
    check_clip(both, "One two three", "tone")


# ── the gate ───────────────────────────────────────────────────────────────────────────────────────


@given(st.binary(max_size=9_000), st.integers(-1, 300_000), st.text(max_size=20))
def test_anything_can_be_listened_to(pcm: bytes, rate: int, text: str) -> None:
    heard = hear(Clip(pcm, rate), text)
    assert heard.problem or heard.spoken > 0
    Pace().doubt(heard, text)


def changed(clip: Clip, change: Callable[[np.ndarray], np.ndarray]) -> Clip:
    sound = change(np.frombuffer(clip.pcm, dtype="<i2") / 32768)
    return Clip((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes(), clip.rate)


def noise(sound: np.ndarray) -> np.ndarray:
    return np.random.default_rng(1).standard_normal(len(sound)) * 0.1


FAULTS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "silence": lambda sound: sound * 0,
    "off its zero line": lambda sound: sound + 0.1,
    "clipped sound": lambda sound: sound * 100,
    "noise: it is never quiet": lambda sound: sound + noise(sound) / 2,
    "noise": lambda sound: np.concatenate([sound, noise(sound[:22_050])]),
    "a hole of 1.6 s": lambda sound: np.concatenate([sound[:22_050], np.zeros(35_280), sound[22_050:]]),
    "only 0.1 s": lambda sound: sound[4_410:6_615],
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_no_voice_does(fault: str) -> None:
    with pytest.raises(SpeechError, match=f"voice tone: returned .*{fault} for 'The ferry ran"):
        check_clip(changed(tone_of(WELL), FAULTS[fault]), WELL, "tone")


@pytest.mark.parametrize(
    ("clip", "problem"),
    [
        (None, "no clip but NoneType"),
        (Clip(b"x", 22_050), "broken sound"),
        (Clip(bytes(9_000), 0), "broken sound"),
        (Clip(tone_of(WELL).pcm, 24_000), "24000 samples a second instead of 22050"),
        (replace(tone_of(WELL), words=(Word("The", 2.0, 1.0),)), "word times out of order"),
        (replace(tone_of(WELL), words=(Word("The", 0.0, math.nan),)), "word times out of order"),
        (replace(tone_of(WELL), words=(Word("The", 0.0, 99.0),)), "s for words of 99.0 s"),
    ],
)
def test_what_is_no_clip(clip: object, problem: str) -> None:
    assert problem in hear(clip, WELL, rate=22_050).problem


def pace_of(*texts: str) -> Pace:
    pace = Pace()
    for text in texts:
        pace.learn(hear(tone_of(text), text), text)
    return pace


def pace_of_first(count: int) -> Pace:
    return pace_of(*TEXTS[:count])


def test_half_and_double_are_noticed_from_the_first_clip_on() -> None:
    for pace, text in itertools.product(map(pace_of_first, (0, 1, 5, 30)), TEXTS[30:36]):
        words = text.split()
        assert pace.doubt(hear(tone_of(text), text), text) == ""
        assert "only" in pace.doubt(hear(tone_of(" ".join(words[: len(words) // 2])), text), text)
        assert "expected" in pace.doubt(hear(tone_of(f"{text} {text}"), text), text)


def test_what_the_voice_has_not_done_before() -> None:
    pace, clip = pace_of(*TEXTS[:9]), tone_of(WELL)
    for problem, other in {
        "24000 samples a second": replace(clip, rate=24_000, words=()),
        "breaks off": replace(clip, pcm=clip.pcm[:-8_000], words=()),
        "dB, its others are at": changed(clip, lambda sound: sound * 0.1),
        "after the last word": replace(clip, words=clip.words[:-3]),
    }.items():
        assert problem in pace.doubt(hear(other, WELL), WELL)


def test_a_hole_between_two_loud_sounds() -> None:
    """Speech dies away before it rests."""
    comma = "The ferry ran, and ran."
    at = 22_050
    torn = changed(tone_of(WELL), lambda sound: np.concatenate([sound[:at], np.zeros(8_820), sound[at:]]))
    assert "a hole of 0.4 s" in Pace().doubt(hear(torn, WELL), WELL)
    assert Pace().doubt(hear(tone_of(comma), comma), comma) == ""
    pace = Pace()
    pace.learn(hear(torn, WELL), WELL)
    assert "hole" not in pace.doubt(hear(torn, WELL), WELL), "a voice may be like that"


def test_silence_of_zeros_is_a_hole_in_a_voice_that_breathes() -> None:
    def breathing(text: str) -> Clip:
        return changed(tone_of(text), lambda sound: sound + noise(sound) / 1000)

    def holed(text: str, seconds: float) -> Heard:
        clip = breathing(text)
        comma = round(tone_of(text).words[2].end * clip.rate) + 300
        gap = bytes(2 * round(seconds * clip.rate))
        return hear(replace(clip, pcm=clip.pcm[: 2 * comma] + gap + clip.pcm[2 * comma :], words=()), text)

    text = "It was late, and the last ferry had left the quay without anybody on it."
    pace = Pace()
    assert "hole" not in pace.doubt(holed(text, 0.2), text), "of a voice that is not known"
    for each in TEXTS[:30]:
        pace.learn(replace(hear(breathing(each), each), told=False), each)
    assert "hole of 0.2 s" in pace.doubt(holed(text, 0.2), text)
    assert pace.doubt(hear(breathing(text), text), text) == ""


def test_a_voice_that_tells_its_words_tells_all_of_them() -> None:
    pace, clip = pace_of(*TEXTS[:30]), tone_of("Not everyone is pleased.")
    text = "Not everyone is pleased."
    assert pace.doubt(hear(clip, text), text) == ""
    assert "other words" in pace.doubt(hear(replace(clip, words=clip.words[:3]), text), text)
    assert "other words" not in pace_of(*TEXTS[:5]).doubt(hear(replace(clip, words=()), text), text)


def test_two_readings_of_one_word() -> None:
    once = tone_of("Yes.")
    assert "a pause of" in Pace().doubt(hear(Clip(once.pcm * 2, once.rate), "Yes."), "Yes.")
    assert Pace().doubt(hear(tone_of("Yes, yes."), "Yes, yes."), "Yes, yes.") == ""


def test_units_follow_what_is_said() -> None:
    assert units("the FBI") > units("the fib")
    assert units("1984") > units("year")
    assert units("渡轮又开了") > 3 * units("ferry") / 2
    assert units("NEW SHIP") == units("new ship")


@pytest.mark.parametrize("tempo", [0.4, 2.5])
def test_a_voice_of_unknown_speed_is_learned(tempo: float) -> None:
    """Doubted at first, borne out by its halves, then known."""
    voice = Voice("tone", "tone")
    engine = ToneEngine(replace(voice, rate=tempo))
    asked: list[str] = []

    def attempt(said: Said, number: int) -> Heard:
        asked.append(said.text)
        return hear(engine.speak(said.text), said.text)

    insisting = Insisting(voice, attempt, Pace())
    clips = [insisting.clip(Said(text)) for text in TEXTS[:30]]
    assert [clip.pcm for clip in clips] == [engine.speak(text).pcm for text in TEXTS[:30]]
    assert asked[-20:] == TEXTS[10:30], "once each"


def test_a_doubt_does_not_change_the_bytes() -> None:
    """The second take bears the first out: the first is kept, whatever was known of the voice by then."""
    pace = pace_of(*TEXTS[:9])
    slow, right = (ToneEngine(Voice("", "", rate=rate)).speak(WELL) for rate in (0.78, 0.92))
    takes = [hear(clip, WELL) for clip in (slow, right)]
    assert [bool(pace.doubt(each, WELL)) for each in takes] == [True, False]
    assert (
        Insisting(Voice("", ""), lambda said, number: takes[number], pace).clip(Said(WELL)) == takes[0].clip
    )


def test_an_engine_that_doubles_one_sentence_every_time() -> None:
    def attempt(said: Said, number: int) -> Heard:
        text = f"{said.text} {said.text}" if "Sunday" in said.text else said.text
        return hear(tone_of(text), said.text)

    clip = Insisting(Voice("tone", "tone"), attempt, pace_of(*TEXTS[:9])).clip(Said(WELL))
    assert clip.source == "failed"
    assert "of speech, about" in clip.problem


def test_nothing_at_all() -> None:
    failing = Insisting(Voice("v", "tone"), lambda said, number: Heard(NOTHING, "no"), Pace())
    assert failing.clip(Said(WELL)).problem == f"voice v: no for {WELL[:60]!r}"


# ── the same bytes ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("engine", ["tone", "piper"])
def test_the_same_bytes_from_any_worker_in_any_order(engine: str) -> None:
    voice = next(each for each in profiles().values() if each.engine == engine)
    if problem := missing(voice):
        pytest.skip(str(problem))
    voice = replace(voice, language=voice.language or "en")
    texts = [WELL, "Yes.", "Nobody on the quay disagreed.", "Wait … what?", "It took nine days."]

    def spoken(workers: int, order: list[str]) -> dict[str, Clip]:
        with Pool(workers) as pool:
            return {
                text: each.result()
                for text, each in [(text, pool.submit(voice, Said(text))) for text in order]
            }

    first = spoken(1, texts)
    assert {clip.source for clip in first.values()} == {"voiced"}
    assert spoken(2, texts[::-1]) == first


# ── an engine of somebody else ─────────────────────────────────────────────────────────────────────

BUZZER = """
import numpy as np
from narrate.model import Clip

class Buzzer:
    def __init__(self, voice):
        self.rate = voice.rate

    @classmethod
    def version(cls, voice):
        return "buzzer 1"

    @classmethod
    def languages(cls, voice):
        return frozenset({"mul"})

    def speak(self, text):
        times = np.arange(int(16_000 * (0.1 + 0.055 * len(text)) / self.rate)) / 16_000
        sound = np.sin(2 * np.pi * 150 * times) * np.clip(np.sin(9 * times), 0, 0.5)
        return Clip((sound * 32_767).astype("<i2").tobytes(), 16_000)
"""


def test_a_new_engine_in_under_thirty_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "buzzer.py").write_text(BUZZER)
    info = tmp_path / "buzzer-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: buzzer\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[narrate.engines]\nbuzzer = buzzer:Buzzer\n")
    (tmp_path / "buzz.toml").write_text('engine = "buzzer"\n')
    monkeypatch.syspath_prepend(str(tmp_path))
    engine_class.cache_clear()
    with Pool(1) as pool:
        clip = pool.submit(profiles([tmp_path])["buzz"], Said(WELL)).result()
    assert len(BUZZER.splitlines()) + 2 + 1 < 30
    assert (clip.source, clip.problem) == ("voiced", "")
    assert [word.text for word in clip.words] == WELL.split()
