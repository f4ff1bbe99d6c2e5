"""Word times: engines' own set right, estimated ones, and their way to the tokens that are shown."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.model import Article, Block, Clip, Page, Said, Script, Sound, Token, Utterance, Voice, Word
from narrate.pipeline import record
from narrate.settings import Settings
from narrate.speech import ClipCache, missing, profiles, speak
from narrate.speech.alignment import Timed, runs_of, words_of
from narrate.speech.engines import SpeechEngine, engine_class, say
from narrate.speech.engines.onnx_format import (
    GRAPH,
    INPUT,
    NODE,
    NODE_INPUT,
    NODE_NAME,
    NODE_OPERATOR,
    NODE_OUTPUT,
    OUTPUT,
    GraphError,
    integer,
    message,
    node,
    tensor,
    value,
)
from narrate.speech.engines.piper import model_file
from narrate.speech.engines.piper_graph import NOISE, in_two_dimensions, with_durations_and_noise
from narrate.speech.marks import on_tokens, timed
from narrate.speech.phonemes import phonemes_of
from narrate.speech.respelling import respelled
from narrate.speech.timing import dealt, estimate, settle, silences
from tests.hearing import decoded, speechlike

RATE = 22_050


def sound_of(*pieces: float) -> bytes:
    """Speech and silence by turns, in seconds."""
    parts = [
        bytes(2 * round(seconds * RATE)) if number % 2 else speechlike(seconds, edges=(0.0, 0.0)).pcm
        for number, seconds in enumerate(pieces)
    ]
    return b"".join(parts)


def words(*times: float) -> list[Word]:
    return [
        Word(f"w{number}", *pair) for number, pair in enumerate(zip(times[::2], times[1::2], strict=True))
    ]


def in_order(found: tuple[Word, ...], seconds: float) -> bool:
    times = [time for word in found for time in (word.start, word.end)]
    return times == sorted(times) and all(0 <= time <= seconds for time in times)


# ── silences ───────────────────────────────────────────────────────────────────────────────────────


def test_a_silence_is_found_to_ten_milliseconds() -> None:
    ((start, end),) = silences(sound_of(0.8, 0.3, 0.6, 0.05, 0.6), RATE)  # the short one is a closure
    assert start == pytest.approx(0.8, abs=0.01)
    assert end == pytest.approx(1.1, abs=0.01)


@pytest.mark.parametrize("pcm", [b"", bytes(200), bytes(2 * RATE)])
def test_no_speech_has_no_silence_to_go_by(pcm: bytes) -> None:
    assert silences(pcm, RATE) in ([], [(0.0, 1.0)])
    assert in_order(settle(words(0.1, 0.4, 0.4, 0.9), pcm, RATE, 0.01), len(pcm) / 2 / RATE)


# ── engines' own times ─────────────────────────────────────────────────────────────────────────────


def test_a_boundary_inside_speech_moves_earlier() -> None:
    one, two = settle(words(0.0, 0.5, 0.5, 1.0), sound_of(1.0), RATE, 0.012)
    assert one.end == two.start == pytest.approx(0.488)


def test_words_end_and_start_at_the_edges_of_a_pause() -> None:
    """An engine counts the pause to the word before it."""
    one, two = settle(words(0.0, 0.78, 0.78, 1.3), sound_of(0.5, 0.25, 0.6), RATE, 0.04)
    assert one.end == pytest.approx(0.5, abs=0.01)
    assert two.start == pytest.approx(0.75, abs=0.01)


def test_a_closure_inside_a_word_is_no_pause() -> None:
    """The p and d of "update" are a tenth of a second of silence, far from the word's end."""
    one, two = settle(words(0.0, 0.7, 0.7, 1.2), sound_of(0.3, 0.11, 0.79), RATE, 0.012)
    assert one.end == two.start == pytest.approx(0.688)


def test_the_first_word_starts_and_the_last_ends_with_the_sound() -> None:
    pcm = bytes(2 * round(0.2 * RATE)) + sound_of(1.0, 0.3)
    first, last = settle(words(0.26, 0.7, 0.7, 1.45), pcm, RATE, 0.012)
    assert first.start == pytest.approx(0.2, abs=0.01)
    assert last.end == pytest.approx(1.2, abs=0.01)


def test_a_word_that_is_not_said_stands_between_its_neighbours() -> None:
    found = settle(words(0.0, 0.5, 0.0, 0.0, 0.5, 1.0), sound_of(1.0), RATE, 0.0)
    assert found[1].start == found[1].end == found[0].end
    assert in_order(found, 1.0)


TIMES = st.lists(st.floats(-1, 4), max_size=12)


@settings(max_examples=60, deadline=None)
@given(times=TIMES, early=st.floats(0, 0.1), ordered=st.booleans())
def test_settled_words_are_in_order_whatever_an_engine_says(
    times: list[float], early: float, ordered: bool
) -> None:
    given_times = sorted(times[: len(times) // 2 * 2]) if ordered else times[: len(times) // 2 * 2]
    pcm = sound_of(0.8, 0.2, 0.5, 0.3, 0.4)
    found = settle(words(*given_times), pcm, RATE, early)
    assert [word.text for word in found] == [word.text for word in words(*given_times)]
    assert in_order(found, len(pcm) / 2 / RATE)


# ── estimates ──────────────────────────────────────────────────────────────────────────────────────


def test_an_estimate_puts_the_pause_at_the_comma() -> None:
    one, two, three, four = estimate("After weeks, it sailed.", sound_of(0.9, 0.3, 0.7), RATE)
    assert two.end == pytest.approx(0.9, abs=0.02)
    assert three.start == pytest.approx(1.2, abs=0.02)
    assert one.start < one.end <= two.start
    assert four.end == pytest.approx(1.9, abs=0.02)


def test_an_estimate_gives_long_words_more_time() -> None:
    one, two = estimate("A catamaran", sound_of(1.2), RATE)
    assert (two.end - two.start) > 4 * (one.end - one.start)


@pytest.mark.parametrize("text", ["渡轮又开了。", "Пором знову ходить.", "العبارة تعود اليوم", "— … —", "A"])
def test_an_estimate_in_every_script(text: str) -> None:
    found = estimate(text, sound_of(1.5), RATE)
    assert [word.text for word in found] == text.split()
    assert in_order(found, 1.5)
    assert all((word.end > word.start) == any(map(str.isalnum, word.text)) for word in found)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="abé .,—2渡 \n", max_size=40), st.integers(0, 3))
def test_an_estimate_is_in_order_whatever_the_text(text: str, pauses: int) -> None:
    pcm = sound_of(0.5, *[0.2, 0.4] * pauses)
    found = estimate(text, pcm, RATE)
    assert [word.text for word in found] == text.split()
    assert in_order(found, len(pcm) / 2 / RATE)


@pytest.mark.parametrize("name", ["en_US-joe", "system"])
def test_an_estimate_is_near_what_the_engine_knows(name: str) -> None:
    text = "The ferry, which had been away for eleven weeks, ran again on Sunday, and nobody asked why."
    clip = say(engine_of(name), Said(text), "en-US")
    errors = [
        abs(time - other)
        for word, known in zip(estimate(text, clip.pcm, clip.rate), clip.words, strict=True)
        for time, other in ((word.start, known.start), (word.end, known.end))
    ]
    assert np.mean(errors) < 0.12
    assert np.percentile(errors, 95) < 0.3


def test_words_said_as_one_share_its_time() -> None:
    found = dealt("in the harbour".split(), [(0, 0.0, 0.3), (2, 0.3, 0.9)])
    assert found[0].start == 0.0
    assert found[0].end == found[1].start
    assert found[1].end == found[2].start == pytest.approx(0.3)


# ── which sounds belong to which word ──────────────────────────────────────────────────────────────


def laid(text: str, said: Said | None = None) -> dict[str, str]:
    """Which phonemes each word of a text gets; each symbol lasts one second."""
    said = said or Said(text)
    symbols = " ".join(phonemes_of(said))
    row = [Timed(symbol, float(at), at + 1.0) for at, symbol in enumerate(symbols)]
    alone = [tuple("".join(phonemes_of(run))) for run in runs_of(said)]
    found = words_of(text.split(), alone, row)
    return {word.text: symbols[int(word.start) : int(word.end)] for word in found}


def test_words_that_are_said_as_one_are_told_apart() -> None:
    found = laid("Most of the people in a boat said that one was theirs.")
    assert found["of"] in ("ʌv", "əv")
    assert found["the"] == "ðə"
    assert found["people"] == "pˈiːpəl"
    assert found["in"].startswith("ɪ")
    assert found["a"] in ("ɐ", "ə")
    assert found["that"].startswith("ð")
    assert found["one"] == "wˌʌn"


def test_a_word_that_is_said_as_several_is_one() -> None:
    found = laid("The U.S. and the BBC bought 1,200 of them.")
    assert found["U.S."].startswith("j")
    assert found["BBC"].startswith("b")
    assert " " in found["1,200"]
    assert found["them."].startswith("ð")


def test_marks_are_no_word_and_signs_are() -> None:
    found = laid("It rose 5 % — twice.")
    assert (found["—"], found["5"]) == ("", "fˈaɪv")
    assert found["%"].startswith("p")


def test_a_sound_of_a_lexicon_is_its_words() -> None:
    text = "On Monday (Kyiv’s) mayor met Anne Hidalgo, again."
    name = Sound("Anne Hidalgo", "ˈan iˈdalɡo")
    said = Said(text, ((text.index("Kyiv"), Sound("Kyiv", "ˈkiːɪv")), (text.index("Anne"), name)))
    found = laid(text, said)
    assert found["(Kyiv’s)"].startswith("kˈiː")
    assert found["Anne"].endswith("n")
    assert found["Hidalgo,"].startswith("i")
    assert found["again."].endswith("n")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("aeptksˈː .,", max_size=6), max_size=8), st.text("aeptksˈː .,", max_size=40))
def test_every_run_has_its_word(alone: list[str], symbols: str) -> None:
    row = [Timed(symbol, float(at), at + 1.0) for at, symbol in enumerate(symbols)]
    found = words_of([f"w{at}" for at in range(len(alone))], [tuple(each) for each in alone], row)
    assert len(found) == len(alone)
    said = [word for word in found if word.end > word.start]
    assert all(one.end <= two.start for one, two in pairwise(said))


# ── from words to tokens ───────────────────────────────────────────────────────────────────────────

MONEY = Utterance(
    (
        Token("“It", "it"), Token("cost", "cost"), Token("$61 billion", "sixty one billion dollars", "money"),
        Token("[1]", "", "footnote"), Token("", "in all"), Token("—", "—"), Token("really.”", "really."),
    )
)  # fmt: skip


def test_a_token_is_one_mark_however_many_words_it_is_said_with() -> None:
    runs = MONEY.spoken.split()
    times = [Word(run, float(at), at + (run != "—")) for at, run in enumerate(runs)]
    found = on_tokens(Clip(bytes(2 * RATE * 20), RATE, tuple(times), True), MONEY)
    assert found.words == (
        Word("“It", 0.0, 1.0), Word("cost", 1.0, 2.0), Word("$61 billion", 2.0, 6.0), Word("[1]", 6.0, 6.0),
        Word("—", 8.0, 8.0), Word("really.”", 9.0, 10.0),
    )  # fmt: skip
    assert found.exact


def test_an_engine_without_times_gets_estimates_that_say_so() -> None:
    plain = Clip(sound_of(2.0), RATE)
    assert not timed(plain, "It ran again.").exact
    assert [word.text for word in timed(plain, "It ran again.").words] == ["It", "ran", "again."]
    wrong = replace(plain, words=(Word("It", 0.0, 1.0),), exact=True)
    assert timed(wrong, "It ran again.").exact is False


def test_a_respelling_has_as_many_words_as_its_name_at_most() -> None:
    said = Said("In Kyiv again.", ((3, Sound("Kyiv", "ˈkiːɪv", "KEE eve")),))
    assert respelled(said, "en") == "In Kee-eve again."


# ── engines ────────────────────────────────────────────────────────────────────────────────────────


def engine_of(name: str) -> SpeechEngine:
    voice = profiles()[name]
    if problem := missing(voice):
        pytest.skip(str(problem))
    return engine_class(voice.engine)(replace(voice, language=voice.language or "en-US"))


SAY = (
    "import hashlib, sys; from narrate.model import Said; from narrate.speech import profiles\n"
    "from narrate.speech.engines import engine_class, say\n"
    "voice = profiles()['en_US-joe']; engine = engine_class('piper')(voice)\n"
    "for text in sys.argv[1:]:\n"
    "    print(hashlib.sha256(say(engine, Said(text), 'en').pcm).hexdigest())\n"
)


def test_piper_says_the_same_text_with_the_same_bytes() -> None:
    """In another process, after other texts, and a second time."""
    engine = engine_of("en_US-joe")
    texts = ["The ferry ran.", "Nobody asked why, and nobody told.", "Yes."]
    here = [hashlib.sha256(engine.speak(text).pcm).hexdigest() for text in [*texts, texts[0]]]
    assert here[0] == here[3]
    command = [sys.executable, "-c", SAY, *reversed(texts)]
    there = subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()
    assert there == here[2::-1]


def test_another_take_is_another_sound() -> None:
    from narrate.speech.engines.piper import PiperEngine

    engine = engine_of("en_US-joe")
    assert isinstance(engine, PiperEngine)
    first = engine.speak("The ferry ran.").pcm
    engine.take = 1
    second = engine.speak("The ferry ran.").pcm
    engine.take = 0
    assert second != first == engine.speak("The ferry ran.").pcm


@pytest.mark.parametrize("damage", [b"", b"no model", bytes(64), b"\x3a\xff\xff\xff\xff\x0f", b"\xff" * 40])
def test_what_is_no_model_is_refused(damage: bytes) -> None:
    for change in (with_durations_and_noise, in_two_dimensions):
        with pytest.raises(GraphError):
            change(damage)


@given(st.binary(max_size=60))
def test_any_bytes_are_a_model_or_refused(content: bytes) -> None:
    try:
        graph, durations, noisy = with_durations_and_noise(content)
    except GraphError:
        return
    assert len(graph) >= len(content) or durations or not noisy
    assert in_two_dimensions(content) == content, "there is no decoder in it"


def test_a_decoder_in_two_dimensions_says_the_same() -> None:
    import onnxruntime

    model = model_file(profiles()["en_US-joe"]).read_bytes()
    chance = np.random.default_rng(7)
    told = {
        "input": chance.integers(1, 100, (1, 60)),
        "input_lengths": np.array([60]),
        "scales": np.array([0.667, 1.0, 0.8], dtype=np.float32),
        NOISE: chance.standard_normal(60_000, dtype=np.float32),
    }
    sounds = []
    for each in (model, in_two_dimensions(model)):
        session = onnxruntime.InferenceSession(
            with_durations_and_noise(each)[0], providers=["CPUExecutionProvider"]
        )
        sounds.append(session.run(None, told)[0])
    assert model != in_two_dimensions(model)
    assert sounds[0].shape == sounds[1].shape
    assert np.square(sounds[0] - sounds[1]).mean() < 1e-9 * np.square(sounds[0]).mean()


def test_a_sound_that_two_nodes_of_the_decoder_read_is_brought_in_once() -> None:
    import onnxruntime

    def convolution(name: str) -> bytes:
        parts = [(NODE_INPUT, b"x"), (NODE_INPUT, b"w"), (NODE_OUTPUT, name.encode())]
        parts += [(NODE_NAME, f"/dec/{name}".encode()), (NODE_OPERATOR, b"Conv")]
        return message(NODE, b"".join(message(number, content) for number, content in parts))

    named = message(NODE_NAME, b"/dec/add")
    graph = [convolution("a"), convolution("b"), node("Add", [b"a", b"b"], b"y", named)]
    graph += [tensor("w", np.ones((1, 2, 3), dtype=np.float32))]
    graph += [value(INPUT, "x", "float32", (1, 2, "t")), value(OUTPUT, "y", "float32", (1, 1, "u"))]
    model = integer(1, 8) + message(8, integer(2, 13)) + message(GRAPH, b"".join(graph))
    session = onnxruntime.InferenceSession(in_two_dimensions(model), providers=["CPUExecutionProvider"])
    assert in_two_dimensions(model) != model
    found = session.run(None, {"x": np.ones((1, 2, 5), dtype=np.float32)})[0]
    assert found.tolist() == [[[12.0, 12.0, 12.0]]]


def test_a_decoder_with_something_unknown_is_left_alone() -> None:
    model = model_file(profiles()["en_US-joe"]).read_bytes()
    strange = model.replace(b"\x22\x09LeakyRelu", b"\x22\x09HardSwish")
    assert strange != model
    assert in_two_dimensions(strange) == strange


# ── the whole way ──────────────────────────────────────────────────────────────────────────────────


def test_words_point_at_their_beeps_in_the_finished_file(tone: Voice, tmp_path: Path) -> None:
    tokens = (
        Token("It", "it"),
        Token("cost", "cost"),
        Token("$61 billion,", "sixty one billion dollars,", "money"),
    )
    utterances = (Utterance((*tokens, Token("twice.", "twice.")), pause=0.4), Utterance(tokens, pause=0.4))
    article = Article(
        url="https://harbour.example/a", title="A ferry", blocks=(Block("paragraph", "It ran."),)
    )
    script = Script(article, utterances)
    page = Page(url=article.url, body=b"")
    narration = record(script, page, tone, Settings(), ClipCache(tmp_path / "clips"), tmp_path)
    level = np.abs(decoded(narration.audio))
    rate = len(level) / narration.seconds
    for mark, utterance in zip(narration.marks, utterances, strict=True):
        assert [word.text for word in mark.words] == [token.shown for token in utterance.tokens]
        for word in mark.words:
            inside = level[round((word.start + 0.01) * rate) : round((word.end - 0.01) * rate)]
            before = level[round((word.start - 0.045) * rate) : round((word.start - 0.012) * rate)]
            after = level[round((word.end + 0.012) * rate) : round((word.end + 0.045) * rate)]
            assert np.median(inside) > 10 * max(np.median(before), np.median(after)), word


def test_times_come_back_from_the_cache(tone: Voice, tmp_path: Path) -> None:
    cache = ClipCache(tmp_path)
    article = Article(url="https://harbour.example/a", title="A ferry", blocks=())
    first, second = (next(speak(Script(article, (MONEY,)), tone, cache)) for _ in range(2))
    assert (first.source, second.source) == ("voiced", "cached")
    assert first.words == second.words
    assert first.exact
    assert second.exact
