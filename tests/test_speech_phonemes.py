"""How words are said: IPA in a sentence's phonemes, and respellings where an engine takes none."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import narrate
from narrate.batch.keys import script_key
from narrate.errors import VoiceError
from narrate.model import Article, Clip, Said, Script, Sound, Token, Utterance, Voice
from narrate.settings import Settings
from narrate.speech import ClipCache, cast_of, phonemes_of, profiles, speak
from narrate.speech.engines import say
from narrate.speech.engines.piper import PiperEngine
from narrate.speech.engines.tone import ToneEngine
from narrate.speech.ipa import adapted
from narrate.speech.phonemes import STAND_INS, sounded
from narrate.speech.respelling import respelled, spelled


def said(text: str, **sounds: str) -> Said:
    """The text with the first place of each word as its IPA says: ``said("the lead", lead="ˈlɛd")``."""
    places = sorted((text.index(word), Sound(word, ipa)) for word, ipa in sounds.items())
    return Said(text, tuple(places))


def ipa_of(text: str, **sounds: str) -> str:
    return " ".join(phonemes_of(said(text, **sounds)))


# ── in the phonemes ────────────────────────────────────────────────────────────────────────────────


def test_a_sound_replaces_its_word_and_nothing_else() -> None:
    plain = ipa_of("The pipes of the lead works, they said, were old.")
    changed = ipa_of("The pipes of the lead works, they said, were old.", lead="ˈlɛd")
    assert changed == plain.replace("lˈiːd", "lˈɛd")
    assert "lˈɛd" not in plain


def test_a_sentence_of_one_name() -> None:
    assert ipa_of("Kyiv", Kyiv="ˈkiːɪv") == "kˈiːʲɪv"


def test_the_article_before_a_vowel_follows_the_sound_and_not_the_letters() -> None:
    assert ipa_of("the Xhosa", Xhosa="ˈoʊsə").startswith("ðɪ")
    assert ipa_of("the Uhuru", Uhuru="ˈhuːɹuː").startswith("ðə ")


def test_marks_stay_where_they_are() -> None:
    text = "“Kyiv!” Then Odesa, Lviv (and Dnipro) … so Riga?"
    ipas = {"Kyiv": "ˈkiːɪv", "Odesa": "oʊˈdɛsə", "Lviv": "ləˈviːv", "Dnipro": "dəˈniːpɹoʊ", "Riga": "ˈɹiːɡə"}
    assert ipa_of(text, **ipas) == ("kˈiːʲɪv! ðˈɛn oʊdˈɛsə, ləvˈiːv, ænd dənˈiːpɹoʊ, sˌoʊ ɹˈiːɡə?")


def test_compounds_possessives_and_names_of_two_words() -> None:
    assert ipa_of("a Kyiv-based firm", Kyiv="ˈkiːɪv").startswith("ɐ kˈiːʲɪvbˈeɪst")
    spoken = Said("Xi Jinping's plan", ((0, Sound("Xi Jinping's", "ˈʃiː dʒɪnˈpɪŋz")),))
    assert phonemes_of(spoken) == ["ʃˈiː dʒɪnpˈɪŋz plˈæn"]


def test_the_same_word_twice_in_two_ways() -> None:
    text = "They lead in lead."
    places = ((5, Sound("lead", "ˈliːd")), (13, Sound("lead", "ˈlɛd")))
    assert phonemes_of(Said(text, places)) == ["ðeɪ lˈiːd ɪn lˈɛd."]


def test_a_text_that_holds_the_stand_ins_themselves() -> None:
    words = [word for pair in STAND_INS for word in pair]
    assert ipa_of(f"The {words[0]} of Kyiv.", Kyiv="ˈkiːɪv") == "ðə blˈɛmp ʌv kˈiːʲɪv."
    assert ipa_of(f"The {', '.join(words)} of Kyiv.", Kyiv="ˈkiːɪv").endswith("ˈuːnd ʌv kˈiːʲɪv")


WORDS = st.sampled_from("the of that one Kyiv lead in a man and, said; Odesa “no” Xi. is? — for".split())


@given(st.lists(WORDS, min_size=1, max_size=12))
def test_every_sound_is_heard_once_and_in_order(words: list[str]) -> None:
    ipas = {"Kyiv": "ˈʒuːʒ", "lead": "ˈʒɔɪʒ", "Odesa": "ˈɔɪʒɔɪ", "Xi.": "ˈʒaʊʒ"}
    text = " ".join(words)
    places, at = [], 0
    for word in words:
        if word in ipas:
            places.append((at, Sound(word.strip("."), ipas[word])))
        at += len(word) + 1
    heard = re.findall("ʒˈuːʒ|ʒˈɔɪʒ|ˈɔɪʒɔɪ|ʒˈaʊʒ", " ".join(phonemes_of(Said(text, tuple(places)))))
    assert heard == [adapted(sound.ipa, "en-us") for _, sound in places]


def test_a_sound_that_has_a_respelling_only() -> None:
    text = Said("The Senn ferry", ((4, Sound("Senn", "", "Zenn")),))
    assert phonemes_of(text) == phonemes_of(Said("The Zenn ferry"))


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("I want that one.", "ðˈætwˌʌn", "ðˈæt wˌʌn"),
        ("He said… then he left.", "sˈɛdðˈɛn", "sˈɛd, ðˈɛn"),
        ("Wait... what?", "wˈeɪtwˌʌt", "wˈeɪt, wˌʌt"),
        ("The boss—and friend—left.", "bˈɔs ænd", "bˈɔs; ænd"),
        ("The boss (of the firm) left.", "bˈɔs ʌv", "bˈɔs, ʌvðə fˈɜːm, lˈɛft"),
        ("Vitamin A is a help.", "vˈaɪɾəmɪn ɐ", "vˈaɪɾəmɪn ˈeɪ ɪz ɐ hˈɛlp"),
        ("Say [[no]] twice.", "sˈeɪ no ", "sˈeɪ nˈoʊ twˈaɪs"),
    ],
)
def test_known_faults_of_espeak_are_mended(text: str, wrong: str, right: str) -> None:
    heard = ipa_of(text)
    assert right in heard
    assert wrong not in heard


def test_other_languages() -> None:
    assert phonemes_of(said("Er sah Kyiv, und dann.", Kyiv="ˈkɪjiu"), "de") == ["ɛɾ zˈɑː kˈɪjiu, ʊnt dan."]
    assert phonemes_of(Said("Пором ходить."), "uk") != phonemes_of(Said("Пором ходить."), "ru")
    with pytest.raises(VoiceError, match="language tlh: eSpeak NG does not know it"):
        phonemes_of(Said("nuqneH"), "tlh")


def test_the_public_door_reads_numbers_and_splits_sentences() -> None:
    assert narrate.phonemes("It cost $5. Who paid?") == "ɪt kˈɔst fˈaɪv dˈɑːlɚz. hˌuː pˈeɪd?"
    assert narrate.phonemes("") == ""
    assert narrate.phonemes("Die Fähre.", "de") == "diː fˈɛːrə."


def test_the_adapter_prints_a_line_for_each_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.phonemes"],
        input="Yes. No.\n\nThat one\n",
        capture_output=True, text=True, encoding="utf-8", check=True, cwd=Path(__file__).parents[1],
    )  # fmt: skip
    assert done.stdout == "jˈɛs. nˈoʊ.\n\nðˈæt wˌʌn\n"


# ── IPA as people write it ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("written", "espeak"),
    [
        ("ˈstɹiːt", "stɹˈiːt"),
        ("dɛɹ", "dˈɛɹ"),
        ("dɛɹ‿", "dɛɹ"),
        ("stɹˈiːt", "stɹˈiːt"),
        ("/ˈlɛd/", "lˈɛd"),
        ("lɛd", "lˈɛd"),
        ("gəˈrɑːʒ", "ɡəɹˈɑːʒ"),
        ("ˈt͡ʃaɪ.nə", "tʃˈaɪnə"),
        ("ˈʧɜ:ʧ", "tʃˈɜːtʃ"),
        ("ˈbɝd", "bˈɜːd"),
        ("ˈfɪŋɡər", "fˈɪŋɡɚ"),
        ("ˈhɒt", "hˈɑːt"),
        ("ˈɡəʊ", "ɡˈoʊ"),
        ("ˈbax", "bˈɑːx"),
        ("ˈmʏnçn̩", "mˈʊnxən"),
        ("medˈsɛ̃", "mɛdsˈæn"),
        ("kʁwaˈsɑ̃", "kɹwɑːsˈɑ\u0303"),
        ("ˈdnʲipro", "dnˈiːpɹoʊ"),
        ("ˈkrajna", "kɹˈaɪnɑː"),
        ("ˈbiːɪŋ", "bˈiːʲɪŋ"),
        ("ʃiː dʒɪnˈpɪŋ", "ʃiː dʒɪnpˈɪŋ"),
    ],
)
def test_ipa_is_written_as_espeak_writes_it(written: str, espeak: str) -> None:
    assert adapted(written, "en-us") == espeak


def test_a_british_voice_gets_british_sounds() -> None:
    assert adapted("ˈkɑːɹ ˈɡoʊ ˈhɒt", "en-gb") == "kˈɑː ɡˈəʊ hˈɒt"


def test_an_unknown_symbol_is_reported(caplog: pytest.LogCaptureFixture) -> None:
    assert adapted("ˈkʘa", "en-us", known=set("kɑːˈ")) == "kˈɑː"
    assert "knows no sound 'ʘ' (U+0298) of /ˈkʘa/" in caplog.text


@given(
    st.text(alphabet="aeiouyæɐɑɒɔəɛɜɪɨʊʌbcdfɡhjklmnpqrstvwxzçðŋɕɲɹʁʃʒʔθχːˈˌ. \u0303\u0361\u0329", max_size=20)
)
def test_all_ipa_ends_in_the_symbols_of_american_voices(ipa: str) -> None:
    american = set("aeinoptkbdfhjlmsuvwxzæðŋɐɑɔəɚɛɜɡɪɹɾʃʊʌʒʔθᵻˈˌːʲ \u0303\u0329")
    assert set(adapted(ipa, "en-us")) <= american


# ── respellings ────────────────────────────────────────────────────────────────────────────────────

NAMES = """
Kyiv ˈkiːɪv, Kharkiv ˈhɑːɹkɪv, Zaporizhzhia ˌzɑːpəˈɹiːʒə, Odesa oʊˈdɛsə, Lviv ləˈviːv, Zaluzhny zəˈluːʒni,
Dnipro dəˈniːpɹoʊ, Kherson hɛɹˈsɔːn, Mykolaiv ˌmɪkəˈlaɪɪv, Bakhmut bɑːkˈmuːt, Xi ˈʃiː, Jinping dʒɪnˈpɪŋ,
Nguyen ˈwɪn, Médecins ˌmeɪdˈsæn, Frontières ˌfɹɑːntiˈɛɹ, Macron məˈkɹoʊn, Leyen ˈlaɪən, Scholz ˈʃoʊlts,
Erdogan ˈɛɹdəwɑːn, Doha ˈdoʊhɑː, Riyadh ɹiːˈjɑːd, Xinjiang ʃɪnˈdʒjɑːŋ, Guangzhou ˌɡwɑːŋˈdʒoʊ,
Qingdao tʃɪŋˈdaʊ, Seoul ˈsoʊl, Modi ˈmoʊdi, Lula ˈluːlə, Milei mɪˈleɪ, Oaxaca wəˈhɑːkə, Tijuana tiːˈwɑːnə,
Sheinbaum ˈʃeɪnbaʊm, Meloni məˈloʊni, Giorgia ˈdʒɔːɹdʒə, Łódź ˈwuːtʃ, Kraków ˈkɹɑːkuːf, Wrocław ˈvɹɔːtswɑːf,
Szczecin ˈʃtʃɛtʃiːn, Vučić ˈvuːtʃɪtʃ, Reykjavík ˈɹeɪkjəvɪk, Leicester ˈlɛstɚ, Thames ˈtɛmz, Siobhan ʃɪˈvɔːn,
Taoiseach ˈtiːʃɒk, Sinn ˈʃɪn, Saoirse ˈsɜːʃə, Houthi ˈhuːθi, Hezbollah ˌhɛzbəˈlɑː, Iran ɪˈɹɑːn, Sudan suːˈdæn,
Abiy ˈɑːbi, Tigray tɪˈɡɹaɪ, Niger niːˈʒɛɹ, Côte ˈkoʊt, Ouagadougou ˌwɑːɡəˈduːɡuː, Tbilisi təˈbliːsi,
Yerevan ˌjɛɹəˈvɑːn, Aliyev ɑːˈliːɛf, Lukashenko ˌluːkəˈʃɛŋkoʊ, Navalny nəˈvɑːlni, Shoigu ʃɔɪˈɡuː,
lead ˈlɛd, read ˈɹɛd, wound ˈwaʊnd, tear ˈtɛɹ, live ˈlaɪv, minute maɪˈnuːt, row ˈɹaʊ, sow ˈsaʊ, bow ˈbaʊ,
close ˈkloʊs, use ˈjuːs, dove ˈdoʊv, desert dɪˈzɜːt, record ɹɪˈkɔːɹd, produce ˈpɹoʊduːs, object əbˈdʒɛkt,
Goethe ˈɡɜːtə, Huawei ˈwɑːweɪ, Peugeot ˈpɜːʒoʊ, Porsche ˈpɔːɹʃə
"""
ONE_LETTER = {
    "tʃ": "C",
    "dʒ": "J",
    "eɪ": "E",
    "oʊ": "O",
    "aɪ": "A",
    "aʊ": "W",
    "ɔɪ": "Y",
    "ɾ": "t",
    "ɐ": "ə",
    "ᵻ": "ɪ",
}
ALIKE = ONE_LETTER | {"ɔ": "ɑ", "ɚ": "əɹ", "ɜ": "əɹ", "ɹɹ": "ɹ", "ː": "", "ʲ": "", "ˈ": "", "ˌ": "", " ": ""}


def sounds_of(ipa: str) -> str:
    for written, letter in ALIKE.items():
        ipa = ipa.replace(written, letter)
    return ipa


def errors(right: str, heard: str) -> int:
    """Levenshtein's distance."""
    row = list(range(len(heard) + 1))
    for at, sound in enumerate(right, 1):
        above, row[0] = row[0], at
        for place, other in enumerate(heard, 1):
            above, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, above + (sound != other))
    return row[-1]


def test_respellings_are_read_back_as_they_were_meant() -> None:
    pairs = [each.split() for each in NAMES.replace("\n", " ").split(",")]
    meant = [sounds_of(adapted(ipa, "en-us")) for _, ipa in pairs]
    printed = [sounds_of(ipa_of(word)) for word, _ in pairs]
    heard = [sounds_of(ipa_of(spelled(ipa))) for _, ipa in pairs]
    before, after = sum(map(errors, meant, printed)), sum(map(errors, meant, heard))
    assert after < before / 2
    assert after / sum(map(len, meant)) < 0.12


def test_a_respelling_is_put_in_its_place() -> None:
    text = Said(
        "The lead of Kyiv, Xi and Xi.",
        ((4, Sound("lead", "ˈlɛd")), (12, Sound("Kyiv", "ˈkiːɪv", "KEE-yiv")), (18, Sound("Xi", "ˈʃiː"))),
    )
    assert respelled(text, "en-US") == "The led of Kee-yiv, Shee and Xi."


def test_other_languages_are_respelled_by_people_only() -> None:
    text = Said("Xi in Kyiv", ((0, Sound("Xi", "ˈʃiː")), (6, Sound("Kyiv", "ˈkɪjiu", "Kijiu"))))
    assert respelled(text, "de") == "Xi in Kijiu"


def test_nothing_is_read_as_an_abbreviation() -> None:
    assert "ɹˌoʊmən" in ipa_of("kee-iv")
    assert "ɹˌoʊmən" not in ipa_of(spelled("kiˈɪv"))


# ── through the engines ────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def piper() -> PiperEngine:
    voice = profiles()["en_US-joe"]
    return PiperEngine(replace(voice, options={"noise": 0.0, "noise_width": 0.0}))


def test_piper_without_sounds_says_what_it_always_said(piper: PiperEngine) -> None:
    from piper.config import SynthesisConfig

    text = "The ferry ran again on Sunday, after eleven weeks. Nobody saw it."
    rate = profiles()["en_US-joe"].rate
    settings = SynthesisConfig(
        length_scale=1 / rate, noise_scale=0.0, noise_w_scale=0.0, normalize_audio=False
    )
    own = b"".join(chunk.audio_int16_bytes for chunk in piper._piper.synthesize(text, settings))
    assert piper.speak(text).pcm == own


def test_piper_says_a_sound(piper: PiperEngine) -> None:
    text = said("The lead pipe.", lead="ˈlɛd")
    assert "".join(piper.phonemes(text)[0]) == "ðə lˈɛd pˈaɪp."
    assert piper.speak_said(text).pcm != piper.speak(text.text).pcm


def test_an_engine_without_phonemes_gets_the_respelling() -> None:
    engine, text = ToneEngine(Voice("tone", "tone")), said("The lead pipe.", lead="ˈlɛd")
    assert say(engine, text, "en").pcm == engine.speak("The led pipe.").pcm
    assert [word.text for word in say(engine, text, "en").words] == ["The", "lead", "pipe."]


def test_another_sound_is_another_clip(tmp_path: Path, tone: Voice) -> None:
    def clip(ipa: str) -> Clip:
        token = Token("the lead", "the lead", sounds=(Sound("lead", ipa),) if ipa else ())
        script = Script(Article(url="", title="", blocks=()), (Utterance((token,)),))
        return next(iter(speak(script, tone, ClipCache(tmp_path))))

    assert [clip(ipa).source for ipa in ("", "ˈlɛd", "ˈliːd", "ˈlɛd", "")] == [
        "voiced", "voiced", "voiced", "cached", "cached",
    ]  # fmt: skip


def test_another_sound_is_another_script(tone: Voice) -> None:
    """What decides whether an article is narrated again."""

    def key(*sounds: Sound) -> str:
        token = Token("lead", "lead", sounds=sounds)
        script = Script(Article(url="", title="", blocks=()), (Utterance((token,)),))
        return script_key(script, cast_of(tone), Settings())

    assert len({key(), key(Sound("lead", "ˈlɛd")), key(Sound("lead", "ˈliːd"))}) == 3


def test_pieces_are_the_last_resort() -> None:
    """A phonemizer that gives no stand-in back."""
    heard = sounded(
        said("We like Kyiv, really.", Kyiv="ˈkiːɪv"), lambda text: [text.replace("emp", "")], "en-us"
    )
    assert " ".join(" ".join(heard).split()) == "We like kˈiːʲɪv , really."


@pytest.mark.parametrize("text", ["«слово»", '"слово"', "[слово]", "{слово}", "слово…"])
def test_marks_are_not_read_by_their_names(text: str) -> None:
    """In Ukrainian eSpeak NG says "open quotes so close quotes"."""
    assert "".join(phonemes_of(Said(text), "uk")).strip(",. ") == "slˈoβo"
