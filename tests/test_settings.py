"""narrate.toml < environment < flags, every value checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.errors import SettingsError
from narrate.script.lexicon import Entry
from narrate.settings import Settings, load


def test_without_a_file_the_rooms_defaults_hold(tmp_path: Path) -> None:
    assert load(tmp_path, {}) == Settings()


def test_flags_beat_the_environment_and_that_the_file(tmp_path: Path) -> None:
    (tmp_path / "narrate.toml").write_text('voice = "file"\noutput = "file"\nworkers = 3\n')
    settings = load(tmp_path, {"NARRATE_VOICE": "env", "NARRATE_OUTPUT": "env"}, voice="flag", output=None)
    assert (settings.voice, settings.output, settings.workers) == ("flag", Path("env"), 3)


def test_tables_reach_their_rooms(tmp_path: Path) -> None:
    (tmp_path / "narrate.toml").write_text(
        "[disclosure]\nenabled = false\n[pauses]\nheading = 2\n[sound]\nloudness = -18\nbitrate = 64\n"
        '[show]\ntitle = "The Week"\n[lexicon]\nSenn = "Zenn"\n'
    )
    settings = load(tmp_path, {})
    assert settings.style.disclosure.enabled is False
    assert settings.style.pauses.heading == 2.0
    assert settings.style.lexicon == (Entry("Senn", say="Zenn"),)
    assert (settings.sound.loudness, settings.sound.bitrate) == (-18.0, 64)
    assert settings.labels.album == "The Week"


def test_a_signers_files_lie_beside_the_settings_and_the_environment_goes_first(tmp_path: Path) -> None:
    (tmp_path / "narrate.toml").write_text('[c2pa]\ncertificate = "desk/chain.pem"\nkey = "desk/key.pem"\n')
    signing = load(tmp_path, {"NARRATE_C2PA_KEY": "-----BEGIN PRIVATE KEY-----"}).signing
    assert signing.certificate == str(tmp_path / "desk" / "chain.pem")
    assert signing.key == "-----BEGIN PRIVATE KEY-----"
    (tmp_path / "narrate.toml").write_text('[c2pa]\ncertifcate = "a"\n')
    with pytest.raises(SettingsError, match=r"\[c2pa\].* has an unknown setting 'certifcate'"):
        load(tmp_path, {})


def test_lexicon_files_stand_behind_the_table(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "names.csv").write_text("printed,ipa\nSenn,zɛn\n", encoding="utf-8")
    (tmp_path / "narrate.toml").write_text(
        '[script]\nlexicon_files = ["desk/names.csv"]\n'
        '[lexicon]\nSenn = "Zenn"\nlead = { say = "led", before = ["pipes"] }\n'
    )
    assert load(tmp_path, {}).style.lexicon == (
        Entry("Senn", say="Zenn"),
        Entry("lead", say="led", before=("pipes",)),
        Entry("Senn", ipa="zɛn"),
    )


def test_a_template_is_one_text_or_one_a_language(tmp_path: Path) -> None:
    (tmp_path / "narrate.toml").write_text(
        '[script]\nbyline_text = "Written by {authors}"\noutro = { en = "This was {site}.", uk = "Це {site}." }\n',
        encoding="utf-8",
    )
    style = load(tmp_path, {}).style
    assert style.byline_text == "Written by {authors}"
    assert style.outro == {"en": "This was {site}.", "uk": "Це {site}."}


def test_site_rules_reach_the_article_room(tmp_path: Path) -> None:
    (tmp_path / "narrate.toml").write_text(
        "[article]\ncaptions = true\nlongest_table = 5\n"
        '[sites."harbour.example"]\nbody = "div.story"\ndrop = "p.plea"\nkeep = ["p.a", "p.b"]\n'
        'treat_as = { "p.question" = "heading" }\n'
    )
    article = load(tmp_path, {}).article
    assert (article.taste.captions, article.taste.longest_table) == (True, 5)
    rules = article.sites["harbour.example"]
    assert (rules.body, rules.drop, rules.keep) == ("div.story", ("p.plea",), ("p.a", "p.b"))
    assert rules.treat_as == {"p.question": "heading"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("voice = ", "cannot be read"),
        ("voise = 'x'", "unknown setting 'voise'. Did you mean voice?"),
        ("[sounds]\nloudness = 1", "unknown setting 'sounds'. Did you mean sound?"),
        ("[sound]\nloudnes = 1", r"\[sound\]: has an unknown setting 'loudnes'. Did you mean loudness?"),
        ("[sound]\nloudness = 'loud'", "loudness: is 'loud'. It must be a number"),
        ("[sound]\nbitrate = 96.5", "bitrate: is 96.5. It must be a whole number"),
        ("[script]\ntitle = 1", "title: is 1. It must be a true or false"),
        ("[script]\npauses = 1", "unknown setting 'pauses'"),
        ("[article]\ntables = 'maybe'", "article tables: is 'maybe'. Take one of rows"),
        ('[sites."a.example"]\nbody = "div["', r'sites."a.example" body: .* is no selector'),
        ('[sites."a.example"]\nbdy = "div"', "unknown setting 'bdy'. Did you mean body?"),
        ('[sites."a.example"]\ndrop = 3', "drop: is 3. It must be a list of CSS selectors"),
        ('[sites]\n"a.example" = 3', r'sites."a.example"\]: is 3'),
        ('[sites."a.example"]\ntreat_as = { p = "song" }', "is 'song'. Take one of heading"),
        ("[pauses]\nsentence = -1", "pauses sentence: is -1"),
        ("[pauses]\nsentence = nan", "pauses sentence: is nan"),
        (
            "[script]\nenglish = 'australian'",
            "script english: is 'australian'. Take one of american, british",
        ),
        ("[script]\nlongest = 0", "script longest: is 0"),
        ("sound = 3", r"sound is 3. Write a table: \[sound\]"),
        ("workers = -1", "workers: is -1"),
        ("workers = true", "workers: is True"),
        ("output = 3", "output: is 3. It must be a folder"),
        ("language = 'klingon'", "language: is 'klingon', which is no language"),
        ('[sites.""]\ntitle = "h1"', 'sites."": names no site'),
        ("[lexicon]\nSenn = 1", r"\[lexicon\] Senn: is 1"),
        ("[lexicon]\nSenn = { sai = 'Zenn' }", r"\[lexicon\] Senn: has an unknown field 'sai'"),
        (
            "[script]\nlexicon_files = 'names.csv'",
            r"\[script\] lexicon_files: is 'names.csv'. It must be a list",
        ),
        ("[script]\nlexicon_files = ['script.csv']", "script.csv: cannot be read: No such file"),
        (
            "[script]\nbyline_text = 'By {author}'",
            "script byline_text: has an unknown placeholder {author}. Known",
        ),
        ("[script]\noutro = { en = 'From {name}' }", "script outro: has an unknown placeholder {name}"),
        ("[script]\noutro = { en = 1 }", "outro: is {'en': 1}. It must be a text, or one a language"),
        ("[script]\noutro = 'Bye {'", "script outro: has an unknown placeholder {"),
        (
            "[disclosure]\nposition = 'middle'",
            "disclosure position: is 'middle'. Take one of start, end, none",
        ),
    ],
)
def test_a_wrong_setting_is_one_clear_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "narrate.toml").write_text(text)
    with pytest.raises(SettingsError, match=message) as caught:
        load(tmp_path, {})
    assert any(
        name in str(caught.value)
        for name in ("narrate.toml", "sites", "article", "pauses", "script", "disclosure")
    )


def test_a_wrong_environment_names_its_variable(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="NARRATE_WORKERS: is 'many'"):
        load(tmp_path, {"NARRATE_WORKERS": "many"})
