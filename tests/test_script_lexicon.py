"""The newsroom's lexicon: where its entries hold, what is said there, and its files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.errors import SettingsError
from narrate.model import Article, Block, Sound, Utterance
from narrate.script import Disclosure, Style, write_script
from narrate.script.lexicon import Entry, Matcher, from_table, load, matcher, save
from narrate.script.lexicon.pls import from_pls, to_pls
from narrate.script.lexicon.tables import from_csv, from_toml, to_csv, to_toml


def said(text: str, table: Mapping[str, object], language: str = "en", voice: str = "") -> Utterance:
    article = Article(url="", title="", blocks=(Block("paragraph", text),), language=language)
    style = Style(disclosure=Disclosure(enabled=False), lexicon=tuple(from_table(table, "test")))
    (utterance,) = write_script(article, style, voice).utterances
    assert utterance.shown == text
    return utterance


def words(text: str, table: Mapping[str, object], language: str = "en") -> str:
    return said(text, table, language).spoken


def sounds(text: str, table: Mapping[str, object], language: str = "en") -> list[Sound]:
    return [sound for _, sound in said(text, table, language).said.sounds]


# ── What is said ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Olha Senn met Senn’s son.", "Olga Zenn met Zenn's son."),
        ("The Senns’ house", "The Zenns' house"),
        ("SENN, 3 Senns", "Zenn, three Zenns"),
        ("Sennheiser and McSenn", "Sennheiser and McSenn"),
        ("The Fox and two Foxes", "The Fuchs and two Fuchses"),
        ("'Senn'", "'Zenn'"),
    ],
)
def test_an_alias_is_said_whole_words_longest_first_and_inflected(text: str, spoken: str) -> None:
    assert words(text, {"Senn": "Zenn", "Olha Senn": "Olga Zenn", "Fox": "Fuchs"}) == spoken


def test_letters_are_spelled_and_inflected() -> None:
    assert words("Duma’s Rada and two Radas", {"Rada": {"spell": True}}) == "Duma's R.A.D.A and two R.A.D.A's"


def test_ipa_is_a_sound_of_the_printed_word() -> None:
    table = {"Aspyn": {"ipa": "/ˈæspɪn/", "respelling": "Asspin"}}
    found = said("Gen. Aspyn’s 2 Aspyns, in ASPYN.", table)
    assert found.spoken == "General Aspyn's two Aspyns, in Aspyn."
    assert [sound for _, sound in found.said.sounds] == [
        Sound("Aspyn's", "ˈæspɪnz", "Asspin's"),
        Sound("Aspyns", "ˈæspɪnz", "Asspins"),
        Sound("Aspyn", "ˈæspɪn", "Asspin"),
    ]


@pytest.mark.parametrize(("ipa", "plural"), [("blɛk", "blɛks"), ("bluː", "bluːz"), ("bluʃ", "bluʃᵻz")])
def test_an_ending_sounds_as_english_sounds_it(ipa: str, plural: str) -> None:
    assert sounds("The Blembs", {"Blemb": {"ipa": ipa}}) == [Sound("Blembs", plural)]


def test_a_sound_keeps_the_rules_off_the_word_and_leaves_their_context() -> None:
    found = said("Rep. VIX spent $3 at 5 p.m.", {"VIX": {"ipa": "vɪks"}})
    assert found.spoken == "Representative VIX spent three dollars at five P.M."
    assert [sound.word for _, sound in found.said.sounds] == ["VIX"]


def test_what_the_reading_turns_into_other_words_has_no_sound() -> None:
    assert words("Two Qu-35 flew.", {"Qu": {"ipa": "kuː"}}) == words("Two Qu-35 flew.", {})


def test_diacritics_count_as_printed() -> None:
    assert words("Pena and Peña", {"Peña": "Penya"}) == "Pena and Penya"


@pytest.mark.parametrize(
    ("entry", "text", "holds"),
    [
        ({"before": ["pipes", "old paint"]}, "The lead pipes", True),
        ({"before": ["pipes", "old paint"]}, "The lead, old paint and all", True),
        ({"before": ["pipes"]}, "The lead in pipes", False),
        ({"before": ["pipe"]}, "The lead pipes", False),
        ({"after": ["toxic"]}, "Toxic lead", True),
        ({"after": ["toxic"]}, "It is toxic: no lead", False),
        ({"near": ["plumber"]}, "Ask a plumber about lead", True),
        ({"near": ["plumber"]}, "Ask plumbers about lead", False),
        ({"part": "verb"}, "They will lead us", True),
        ({"part": "verb"}, "The lead is long", False),
        ({"part": "noun"}, "The lead is long", True),
        ({"part": "verb", "near": ["us"]}, "They will lead them", False),
        ({}, "Lead the way", True),
        ({}, "Mislead", False),
    ],
)
def test_conditions(entry: dict[str, object], text: str, holds: bool) -> None:
    spoken = words(text, {"lead": {"say": "led", **entry}})
    assert ("led" in re.findall(r"\w+", spoken)) is holds


def test_an_entry_with_a_condition_goes_before_one_without() -> None:
    table: Mapping[str, object] = {"bow": [{"say": "beau"}, {"say": "bough", "before": ["of"]}]}
    assert words("A bow at the bow of the ship", table) == "A beau at the bough of the ship"


def test_a_longer_entry_whose_condition_fails_leaves_the_shorter_one() -> None:
    table = {"New Senn": {"say": "Nova", "before": ["Ltd"]}, "Senn": "Zenn"}
    assert words("New Senn opens", table) == "New Zenn opens"


@pytest.mark.parametrize(
    ("entry", "text", "holds"),
    [
        ({}, "nabu", False),
        ({}, "Nabu", True),
        ({}, "NABU", True),
        ({"any_case": True}, "nAbU", True),
        ({"language": "en"}, "Nabu", True),
        ({"language": "de"}, "Nabu", False),
        ({"language": "en-GB"}, "Nabu", True),
    ],
)
def test_case_and_language(entry: dict[str, object], text: str, holds: bool) -> None:
    assert (words(text, {"Nabu": {"say": "Naboo", **entry}}) == "Naboo") is holds


def test_an_entry_for_one_region_is_not_for_another() -> None:
    table = {"Nabu": {"say": "Naboo", "language": "en-GB"}}
    assert [words("Nabu", table, language) for language in ("en-GB", "en-US", "enx")] == [
        "Naboo",
        "Nabu",
        "Nabu",
    ]


def test_figures_in_an_alias_are_said() -> None:
    assert words("On K5 at 5", {"K5": "Channel 5"}) == "On Channel five at five"


def test_an_entry_for_one_voice_waits_for_it() -> None:
    table: Mapping[str, object] = {"Senn": {"say": "Zenn", "voice": "system"}}
    assert [said("Senn", table, voice=voice).spoken for voice in ("", "tone", "system")] == [
        "Senn",
        "Senn",
        "Zenn",
    ]


def test_other_languages_have_no_english_endings() -> None:
    assert words("Senn und Senns", {"Senn": "Zenn"}, "de") == "Zenn und Senns"


printable = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=12)
entries_in_texts = st.lists(st.builds(lambda word: Entry(f"a{word.strip()}", say="b"), printable), max_size=4)


@settings(max_examples=150, deadline=None)
@given(entries_in_texts, st.text(max_size=60))
def test_places_are_apart_in_order_and_inside_any_text(entries: list[Entry], text: str) -> None:
    text += " ".join(entry.printed for entry in entries)
    found = Matcher(entries, "en").find(text)
    ends = [0, *(one.end for one in found)]
    assert all(end <= one.start < one.end <= len(text) for end, one in zip(ends, found, strict=False))
    assert bool(found) >= (len(entries) == 1 and text == entries[0].printed)


# ── Files ──────────────────────────────────────────────────────────────────────────────────────────

texts = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=12).map(
    lambda text: " ".join(f"a{text}".split())
)
plain_words = st.lists(texts.map(lambda text: text.replace(",", "").replace("|", "")), max_size=3).map(tuple)
ipa = st.text("ˈˌaɪʊəbdkʃʒ ː", min_size=1).map(lambda text: f"a{' '.join(text.split())}")
hows = st.one_of(
    st.fixed_dictionaries({"say": texts}),
    st.fixed_dictionaries({"ipa": ipa, "respelling": st.just("") | texts}),
    st.just({"spell": True}),
)
conditions = st.fixed_dictionaries(
    {
        "before": plain_words,
        "after": plain_words,
        "near": plain_words,
        "part": st.sampled_from(["", "noun", "verb"]),
        "any_case": st.booleans(),
        "language": st.sampled_from(["", "en", "uk", "pt-BR"]),
        "voice": st.sampled_from(["", "system"]),
        "note": st.just("") | texts,
    }
)


@st.composite
def entries(draw: st.DrawFn) -> list[Entry]:
    """Entries as a file would give them: in NFC, their words grouped."""

    def nfc(value: object) -> object:
        if isinstance(value, tuple):
            return tuple(
                word for one in value if (word := " ".join(unicodedata.normalize("NFC", one).split()))
            )
        return " ".join(unicodedata.normalize("NFC", value).split()) if isinstance(value, str) else value

    made = []
    spelled = iter(("Rada B-C", "N.A.B.U", "SBU", "Radio A"))
    for word in draw(st.lists(texts.map(nfc), unique=True, max_size=4)):
        how = draw(hows)
        printed = next(spelled) if "spell" in how else str(word)
        fields = {name: nfc(value) for name, value in {**how, **draw(conditions)}.items()}
        made.append(Entry(printed, **fields))  # type: ignore[arg-type]
    return sorted(made, key=lambda entry: entry.printed)


@settings(max_examples=120, deadline=None)
@given(entries())
def test_every_format_gives_back_what_was_written(made: list[Entry]) -> None:
    assert from_csv(to_csv(made), "test") == made
    assert from_toml(to_toml(made), "test") == made
    assert from_pls(to_pls(made), "test") == made


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200) | st.text("abc,;\t\"'=[]{}<>/ \nprinted", max_size=200))
def test_any_text_is_a_lexicon_or_a_settings_error(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    for read in (from_csv, from_toml, from_pls):
        with suppress(SettingsError):
            assert isinstance(read(text, "names"), list)


@pytest.mark.parametrize("name", ["names.csv", "names.toml", "names.pls", "names.xml"])
def test_a_file_is_read_by_its_suffix(tmp_path: Path, name: str) -> None:
    made = [
        Entry("Kyiv", ipa="ˈkiːɪv", language="uk", note="the city’s own"),
        Entry("lead", say="led", before=("pipes",)),
    ]
    save(tmp_path / name, made)
    assert load(tmp_path / name) == made


@pytest.mark.parametrize(
    "content",
    [
        'printed,say,before\nSenn,Zenn,\nlead,led,"pipes, paint"\n',
        "\ufeffprinted;say;before\r\nSenn;Zenn;\r\n;;\r\nlead;led;pipes, paint\r\n",
        "Before\tPrinted\tSay\n\tSenn\tZenn\npipes, paint\tlead\tled\n",
    ],
)
def test_csv_as_people_save_it(tmp_path: Path, content: str) -> None:
    path = tmp_path / "names.csv"
    path.write_bytes(content.encode())
    assert load(path) == [Entry("Senn", say="Zenn"), Entry("lead", say="led", before=("pipes", "paint"))]


PLS = """<?xml version="1.0" encoding="ISO-8859-1"?>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="en-GB">
  <meta name="author" content="the desk"/>
  <lexeme>
    <grapheme>Kyiv</grapheme><grapheme>Kiev</grapheme>
    <phoneme>ˈkiːjɛv</phoneme><phoneme prefer="true">ˈkiːɪv</phoneme>
    <example>The train to Kyiv.</example>
  </lexeme>
  <lexeme role="claws:VVI"><grapheme>wind</grapheme><phoneme>waɪnd</phoneme></lexeme>
  <lexeme><grapheme>W3C</grapheme><alias>World Wide Web Consortium</alias></lexeme>
</lexicon>
"""


def test_pls_of_others() -> None:
    assert from_pls(PLS, "test") == [
        Entry("Kyiv", ipa="ˈkiːɪv", language="en-GB"),
        Entry("Kiev", ipa="ˈkiːɪv", language="en-GB"),
        Entry("wind", ipa="waɪnd", part="verb", language="en-GB"),
        Entry("W3C", say="World Wide Web Consortium", language="en-GB"),
    ]


def pls(inside: str, alphabet: str = "ipa") -> str:
    namespace = "http://www.w3.org/2005/01/pronunciation-lexicon"
    return (
        f'<lexicon version="1.0" xmlns="{namespace}" alphabet="{alphabet}" xml:lang="en">\n{inside}</lexicon>'
    )


BOMB = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>\n' + pls(
    "<lexeme><grapheme>&b;</grapheme></lexeme>"
)
FETCH = '<!DOCTYPE l SYSTEM "file:///etc/passwd">\n' + pls("")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("names.doc", "", r"names.doc: is no lexicon by its name. It must end in .csv, .toml, .pls, .xml"),
        (
            "names.csv",
            "printed,sya\n",
            r"names.csv, line 1: has an unknown column 'sya'. The first line names",
        ),
        ("names.csv", "say\nZenn\n", "line 1: has no column 'printed'"),
        (
            "names.csv",
            "printed,say,ipa\nSenn,,\n",
            "line 2 Senn: does not say how, or says it twice. Give one of",
        ),
        (
            "names.csv",
            "printed,say\n\nSenn,a,b\n",
            "line 3: has 3 cells for 2 columns. Put quotes around commas",
        ),
        (
            "names.csv",
            "printed,spell\nNABU,perhaps\n",
            "line 2 NABU spell: is 'perhaps'. Write yes, or nothing",
        ),
        ("names.csv", "printed,spell\nB2B,yes\n", "line 2 B2B: cannot be spelled: only letters can"),
        (
            "names.csv",
            'printed,ipa\nKyiv,"""ki:Iv"\n',
            "line 2 Kyiv: has '\"' in '\"ki:Iv', which is not IPA",
        ),
        ("names.csv", "printed,ipa\nKyiv,київ\n", "line 2 Kyiv: has 'к' in 'київ', which is not IPA"),
        ("names.toml", "Senn = ", "names.toml: is not TOML"),
        ("names.toml", "Senn = 1", 'names.toml Senn: is 1. Write "as printed" = "as said"'),
        ("names.toml", "Senn = { sya = 'Zenn' }", "Senn: has an unknown field 'sya'. Known are: say, spell"),
        ("names.toml", "Senn = { say = 1 }", "Senn say: is 1. It must be text"),
        (
            "names.toml",
            "Senn = { say = 'Zenn', before = [1] }",
            r"Senn before: is \[1\]. It must be a list of words",
        ),
        (
            "names.toml",
            "Senn = { say = 'Zenn', part = 'adverb' }",
            "Senn: has the part 'adverb'. Take noun or verb",
        ),
        ("names.pls", "<lexicon", "names.pls, line 1: is not XML: unclosed token"),
        ("names.pls", "<html/>", "line 1: is no PLS lexicon"),
        ("names.pls", pls("<lexeme><grapheme>a</grapheme></lexeme>"), "line 2 a: does not say how"),
        ("names.pls", pls("<lexeme><alias>a</alias></lexeme>"), "line 2: is a lexeme without a grapheme"),
        (
            "names.pls",
            pls("\n<lexeme><grapheme>a</grapheme><phoneme>i:</phoneme></lexeme>", "x-sampa"),
            "line 3: has the alphabet 'x-sampa'. Only ipa is known",
        ),
        ("names.pls", BOMB, "line 1: has a document type, which no PLS lexicon needs. Take the line out"),
        ("names.pls", FETCH, "line 1: has a document type"),
    ],
)
def test_what_is_wrong_is_one_line_with_its_place(
    tmp_path: Path, name: str, content: str, message: str
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=message) as caught:
        load(path)
    assert len(str(caught.value).splitlines()) == 1


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_bytes("printed,say\nKöln,Cologne\n".encode("latin-1"))
    with pytest.raises(SettingsError, match=r"is not UTF-8\. Save it as UTF-8"):
        load(tmp_path / "names.csv")
    with pytest.raises(SettingsError, match=r"lost\.csv: cannot be read: No such file"):
        load(tmp_path / "lost.csv")


def test_all_faults_of_a_file_are_told_one_line_each(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("printed,say,language\nSenn,,\nKyiv,Keev,English\nLviv,a,\nLviv,b,\n", encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load(path)
    first, second, third = str(caught.value).splitlines()
    assert "line 2 Senn: does not say how" in first
    assert "line 3 Kyiv: has the language 'English', which is none" in second
    assert "line 5: has 'Lviv' again, after" in third
    assert "line 4. Keep one" in third


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("names.toml", 'lead = [{ say = "led" }, { say = "leed" }]'),
        ("names.pls", pls("<lexeme><grapheme>a</grapheme><grapheme>a</grapheme><alias>b</alias></lexeme>")),
    ],
)
def test_an_entry_stands_once_in_a_file(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"has '(lead|a)' again, after .*names"):
        load(tmp_path / name)


@pytest.mark.parametrize("language", ["English", "xx", "und", "en-", "e"])
def test_a_language_is_one_that_there_is(language: str) -> None:
    with pytest.raises(SettingsError, match="BCP 47"):
        Entry("Kyiv", say="Keev", language=language)


@pytest.mark.parametrize("language", ["en", "EN_gb", "uk", "pt-BR", "sr-Latn-RS", "la"])
def test_languages_are_known(language: str) -> None:
    assert Entry("Kyiv", say="Keev", language=language).language == language


def test_files_as_excel_and_newsrooms_save_them(tmp_path: Path) -> None:
    wanted = [Entry("Senn", say="Zenn"), Entry("Köln", say="Cologne")]
    rows = "printed;say\r\nSenn;Zenn\r\nKöln;Cologne\r\n"
    for encoding, text in (
        ("utf-16", rows),
        ("utf-8-sig", f"sep=;\r\n{rows}"),
        ("utf-16", f"sep=;\r\n{rows}"),
    ):
        (tmp_path / "names.csv").write_bytes(text.encode(encoding))
        assert load(tmp_path / "names.csv") == wanted
    (tmp_path / "names.pls").write_bytes(to_pls(wanted).encode("utf-16"))
    assert load(tmp_path / "names.pls") == wanted
    (tmp_path / "names.toml").write_text('[lexicon]\nSenn = "Zenn"\n"Köln" = "Cologne"\n', encoding="utf-8")
    assert load(tmp_path / "names.toml") == wanted
    assert from_toml('lexicon = { ipa = "ˈlɛksɪkən" }', "test")[0].printed == "lexicon"


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("It cost 7,000 and 7.5 in all.", "It cost seven thousand and seven point five in all."),
        ("He paid $7 and 7%.", "He paid seven dollars and seven percent."),
        ("It made $5 million.", "It made five million dollars."),
        ("Channel 7 made a million.", "Channel SEVEN made a mill."),
        ("See #Senn and @Senn.", "See hashtag Senn and at Senn."),
        ("Senn, Senns and SENN met.", "Zenn, Zenns and Zenn met."),
    ],
)
def test_entries_leave_numbers_and_tags_alone(text: str, spoken: str) -> None:
    assert words(text, {"7": "SEVEN", "million": "mill", "Senn": "Zenn"}) == spoken


def test_a_long_lexicon_looks_at_few_entries() -> None:
    ready = Matcher([Entry(f"Stan{number:05}", say="a") for number in range(5000)], "en")
    assert [found.spoken for found in ready.find("The Standard met Stan00042.")] == ["a"]
    assert max(map(len, ready.table.values())) == 1


def test_a_lexicon_is_made_ready_once_for_all_articles() -> None:
    entries = (Entry("Senn", say="Zenn"),)
    assert matcher(entries, "en") is matcher(entries, "en")
    assert [one.spoken for one in matcher((Entry("Senn", say="Tsenn"),), "en").find("Senn")] == ["Tsenn"]
    assert matcher(entries, "en", "Vega") is not matcher(entries, "en")
