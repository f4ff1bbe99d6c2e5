"""The built-in names: what the tables may hold, and where in a sentence a name is found."""

from __future__ import annotations

import re
from collections import Counter
from importlib import resources
from importlib.resources.abc import Traversable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate import phonemes
from narrate.model import Sound, Token, Utterance
from narrate.script.pronouncing import names, pronounce
from narrate.script.pronouncing.by_ending import ipa_by_ending
from narrate.script.pronouncing.names import COLUMNS, WORD, Name, plain, rows, say_names

TABLES = sorted(
    (resources.files("narrate.script.pronouncing") / "names").iterdir(), key=lambda file: file.name
)
SOUNDS = frozenset("pbtdkɡfvθðszʃʒhmnŋlɹjwɾʔiɪɛæɑɔʊuʌəɚɜeaoɐᵻːˈˌ ")
"""The symbols that eSpeak NG writes for American English and its neural voices know."""
VOWEL = re.compile(r"eɪ|aɪ|ɔɪ|aʊ|oʊ|[iɪɛæɑɔʊuʌəɚɜɐᵻ]ː?")
SOURCE = re.compile(r"usage|cmudict|wiktionary|orthography:[a-z]{2,3}|page:[\w./-]+")


def tokens(text: str) -> tuple[Token, ...]:
    """One token a word, as a reader gives them that has nothing to change."""
    return tuple(Token(word, word) for word in text.split())


def heard(text: str) -> list[tuple[str, str]]:
    """The words of a text that have a sound, with their IPA."""
    return [(sound.word, sound.ipa) for token in say_names(tokens(text)) for sound in token.sounds]


# ── The tables ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_row_has_a_name_an_ipa_a_respelling_and_an_honest_source(table: Traversable) -> None:
    lines = table.read_text(encoding="utf-8").splitlines()
    assert lines[0].split("\t") == list(COLUMNS)
    for line in lines[1:]:
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        assert len(cells) == 4, line
        assert cells[0], line
        assert cells[1], line
        assert SOURCE.fullmatch(cells[3]), line
        assert all(cell == cell.strip() for cell in cells), line


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_ipa_is_american_english_with_its_stress(table: Traversable) -> None:
    for name in rows(table.read_text(encoding="utf-8")):
        assert set(name.ipa) <= SOUNDS, (name.words, set(name.ipa) - SOUNDS)
        assert "ˈ" in name.ipa or len(VOWEL.findall(name.ipa)) == 1, name
        for part in name.ipa.split():
            assert part.count("ˈ") == 1 or "ˌ" in part or len(VOWEL.findall(part)) == 1, name
            assert not part.endswith(("ˈ", "ˌ")), name


def test_no_name_stands_in_two_rows() -> None:
    lines = [line for table in TABLES for line in table.read_text(encoding="utf-8").splitlines()]
    found = Counter(words for line in lines for words in {name.marked or name.words for name in rows(line)})
    assert not [words for words, count in found.items() if count > 1]


def test_every_name_of_the_tables_is_found() -> None:
    for table in TABLES:
        for name in rows(table.read_text(encoding="utf-8")):
            words = name.marked or name.words
            assert " ".join(word for word, _ in heard(" ".join(words))) == " ".join(words), name


# ── Finding ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks in Kyiv failed.", [("Kyiv", "ˈkiːjɪv")]),
        ("“Kyiv,” he said", [("Kyiv", "ˈkiːjɪv")]),
        ("Kyiv's mayor", [("Kyiv's", "ˈkiːjɪvz")]),
        ("Kyiv’s mayor", [("Kyiv’s", "ˈkiːjɪvz")]),
        ("the Kyiv-based firm", [("Kyiv", "ˈkiːjɪv")]),
        ("a Lviv-Kyiv train", [("Lviv", "ləˈviːv"), ("Kyiv", "ˈkiːjɪv")]),
        ("KYIV, Ukraine", [("KYIV", "ˈkiːjɪv")]),
        ("KYIV'S MAYOR", [("KYIV'S", "ˈkiːjɪvz")]),
        ("two Yermaks", [("Yermaks", "jɛɹˈmɑːks")]),
        ("Yermak's phone", [("Yermak's", "jɛɹˈmɑːks")]),
        ("ten hryvnias", [("hryvnias", "ˈhɹɪvnjəz")]),
        ("Hryvnia falls", [("Hryvnia", "ˈhɹɪvnjə")]),
        ("Vučić's party", [("Vučić's", "ˈvuːtʃɪtʃᵻz")]),
        ("Vucic spoke", [("Vucic", "ˈvuːtʃɪtʃ")]),
        ("ŁÓDŹ", [("ŁÓDŹ", "ˈwuːtʃ")]),
        ("Tomáš and Tomás", [("Tomáš", "ˈtoʊmɑːʃ"), ("Tomás", "toʊˈmɑːs")]),
        ("Støre's cabinet", [("Støre's", "ˈstɜːɹəz")]),
        ("Verkhovna Rada's speaker", [("Verkhovna", "vɛɹˈhoʊvnə"), ("Rada's", "ˈɹɑːdəz")]),
        ("VERKHOVNA RADA", [("VERKHOVNA", "vɛɹˈhoʊvnə"), ("RADA", "ˈɹɑːdə")]),
        ("Nova Kakhovka", [("Nova", "noʊˈvɑː"), ("Kakhovka", "kɑːˈhoʊvkə")]),
    ],
)
def test_names_are_found_in_the_forms_in_which_they_are_printed(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert heard(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "kyiv",  # an address, a handle
        "Kyivv",
        "RADA",  # alone it is taken for an acronym
        "Nova Kuznia",
        "Verkhovna Ltd",
        "Kyiv2030",
        "Store clerks on Main Street",
        "Peter and Jan met a pal",
    ],
)
def test_other_words_are_left_alone(text: str) -> None:
    assert heard(text) == []


@pytest.mark.parametrize(
    "text", ["Lewis Stubbs", "the Jarvis report", "Tony Kurtis", "Borgess", "Reunions", "Juris doctor"]
)
def test_an_s_that_makes_another_name_is_no_plural(text: str) -> None:
    assert heard(text) == []


@pytest.mark.parametrize(
    ("text", "ipa"),
    [
        ("three Stubbs", "ˈstuːbz"),
        ("Stubb's", "ˈstuːbz"),
        ("old Kalashnikovs", "kəˈlæʃnɪkɑːfs"),
        ("Iraqis", "ɪˈɹɑːkiz"),
        ("Fourteen MiGs", "ˈmɪɡz"),
    ],
)
def test_plurals_and_possessives(text: str, ipa: str) -> None:
    assert [said for _, said in heard(text)] == [ipa]


def test_a_name_of_several_words_is_not_found_across_a_mark() -> None:
    assert heard("Nova. Kakhovka") == [("Kakhovka", "kɑːˈhoʊvkə")]


def test_words_that_are_said_as_one_are_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    table = {"le": (Name(("Le", "Bon", "Mot"), "ləbɔnˈmoʊ", "", "usage"),)}
    monkeypatch.setattr(names, "names_from", lambda word: table.get(word.lower(), ()))
    assert say_names(tokens("Ask Le Bon Mot, please")) == (
        Token("Ask", "Ask"),
        Token("Le Bon Mot,", "Le Bon Mot,", "name", (Sound("Le Bon Mot", "ləbɔnˈmoʊ"),)),
        Token("please", "please"),
    )


def test_the_unstressed_words_of_a_name_lean_on_the_others() -> None:
    assert heard("von der Leyen's") == [("von", "fɔːn‿"), ("der", "dɚ‿"), ("Leyen's", "ˈlaɪənz")]
    assert phonemes("Ursula von der Leyen left.") == "ˈʊɹsʊlə fɔːn dɚ lˈaɪən lˈɛft."
    assert phonemes("Die Zeit knows.") == "di tsˈaɪt nˈoʊz."


def test_one_token_may_hold_several_words() -> None:
    token = Token("Gen. Syrskyi", "General Syrskyi", "title")
    (said,) = say_names([token])
    assert (said.shown, said.spoken, said.rule) == ("Gen. Syrskyi", "General Syrskyi", "title")
    assert [sound.word for sound in said.sounds] == ["Syrskyi"]


def test_the_newsrooms_own_sounds_stay() -> None:
    own = Token("Kyiv", "Kyiv", "lexicon", (Sound("Kyiv", "ˈkiːv"),))
    assert say_names([own, Token("Lviv", "Lviv")])[0] == own


def test_a_sound_names_the_place_that_is_meant() -> None:
    (token,) = say_names([Token("x", "Kyivan-Kyiv")])
    ((at, _), (second, sound)) = Utterance((token,)).said.sounds
    assert (at, second, sound.word) == (0, 7, "Kyiv")


def test_a_sound_belongs_to_a_whole_word_if_there_is_one() -> None:
    (token,) = say_names([Token("Radar Rada", "Radar Rada")])
    assert [at for at, _ in Utterance((token,)).said.sounds] == [6]
    both = Token("x", "Kyiv's Kyiv", "", (Sound("Kyiv", "ˈkiːv"),))
    assert [at for at, _ in Utterance((both,)).said.sounds] == [7]
    glued = Token("x", "Kyivstar", "", (Sound("Kyiv", "ˈkiːv"), Sound("gone", "ˈɡɑːn")))
    assert [at for at, _ in Utterance((glued,)).said.sounds] == [0]


def test_only_english_sentences_use_the_tables() -> None:
    assert pronounce(tokens("In Kyiv"), "de") == tokens("In Kyiv")
    assert any(token.sounds for token in pronounce(tokens("In Kyiv"), "en-GB"))


def test_folding_takes_letters_without_a_unicode_decomposition_apart() -> None:
    assert [plain(word) for word in ("Łódź", "Støre", "Þingvellir", "Đinđić")] == [
        "Lodz",
        "Store",
        "Thingvellir",
        "Dindic",
    ]


# ── Names of no row ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "ipa"),
    [
        ("Harbarenko", "ˌhɑːɹbɑːˈɹɛnkoʊ"),
        ("Ostapchenko", "oʊsˈtɑːptʃɛnkoʊ"),
        ("Dovbniuk", "doʊvbˈnjuːk"),
        ("PANKRATCHUK", "ˌpɑːnkɹɑːtˈtʃuːk"),
        ("Zabłotnyi-Lisetskyi", "liˈsɛtski"),
        ("Zhovtanetsky", "ˌʒoʊvtɑːˈnɛtski"),
        ("Petrushanskaya", "ˌpɛtɹuːˈʃɑːnskəjə"),
        ("Oleksandriivka", "ˌoʊlɛksɑːnˈdɹiːjɪvkə"),
        ("Rakhmetov", "ɹɑːkˈmɛtɑːf"),
        ("Verkhnodonsk", "ˌvɛɹhnoʊˈdoʊnsk"),
        ("Tsereteladze", "ˌtsɛɹɛtɛˈlɑːdzɛ"),
        ("Wąchocki", "vɔnˈhoʊtski"),
        ("Brzęczyszczykiewicz", "ˌbʒɛntʃɪʃtʃɪˈkjɛvɪtʃ"),
        ("Dvořáčková", "ˈdvoʊʒɑːtʃkoʊvɑː"),
        ("Vrbić", "ˈvɜːbɪtʃ"),
        ("Radosavljević", "ˌɹɑːdoʊˈsɑːvljɛvɪtʃ"),
    ],
)
def test_names_are_said_by_their_ending(name: str, ipa: str) -> None:
    (token,) = say_names([Token(f"{name}’s", f"{name}’s")])
    assert token.sounds[-1].ipa.removesuffix("ᵻz").rstrip("sz") == ipa
    assert token.rule == "name by ending"


@pytest.mark.parametrize(
    "word",
    "Whisky Improv Maglev Asterisk Minsk Norsk Woodchuck Penske Casanova Civic Nicki Senko Bluesky Rajeev Aviv "
    "Keiko Hayek kovalevychenko KovalChenko Adze Geneva Nebraska Sackler Guangzhou Khartoum".split(),
)
def test_words_of_other_languages_have_no_such_ending(word: str) -> None:
    assert ipa_by_ending(word) == ""


@given(
    st.text("abcdeghiklmnoprstuvyzłńąęřěčšž'", min_size=1, max_size=40),
    st.sampled_from(["enko", "skyi", "ivka", "sk", "wicz", "ová", "ić", "ł", "š", "shvili", "ov"]),
)
def test_a_guessed_name_has_american_sounds_and_one_main_stress(start: str, end: str) -> None:
    ipa = ipa_by_ending((start + end).capitalize())
    assert set(ipa) <= SOUNDS
    assert ipa.count("ˈ") == bool(ipa)
    assert not re.search("[ˈˌ][ˈˌ]|[ˈˌ]$", ipa)


# ── Any text ───────────────────────────────────────────────────────────────────────────────────────

PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "Kyiv",
            "Kyiv's",
            "KYIV",
            "Verkhovna",
            "Rada",
            "-",
            "’s",
            "Nova",
            "Kakhovka",
            "Zabolotchenko",
            "ČŘIĆ",
            "read",
            "İstanbul",
            "e\u0301",
            "",
        ]
    ),
)


@given(st.lists(st.tuples(PIECES, PIECES), max_size=12))
def test_what_is_shown_and_spoken_never_changes(pieces: list[tuple[str, str]]) -> None:
    before = Utterance(tuple(Token(shown, spoken) for shown, spoken in pieces))
    after = Utterance(say_names(before.tokens))
    assert (after.shown, after.spoken) == (before.shown, before.spoken)
    assert all(after.spoken[at:].startswith(sound.word) for at, sound in after.said.sounds)


@given(st.text(max_size=80))
def test_words_hold_letters_and_digits_only(text: str) -> None:
    assert all(plain(word).replace("'", "").isalnum() for word in WORD.findall(text) if word.isascii())
