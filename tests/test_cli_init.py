"""`narrate init` and `narrate config`: the settings as a file, and where each comes from."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from narrate.errors import SettingsError
from narrate.outline import in_force, tables, template
from narrate.settings import Settings, load

WORDS = Path(__file__).parents[1] / "narrate" / "outline" / "template.toml"
SETTING = re.compile(r"#[\w\"]")
Run = Callable[..., tuple[int, str, str]]


# ── The file ───────────────────────────────────────────────────────────────────────────────────────


def read(folder: Path, text: str) -> Settings:
    (folder / "narrate.toml").write_text(text, encoding="utf-8")
    return load(folder, {})


def test_as_written_it_is_the_defaults(tmp_path: Path) -> None:
    assert read(tmp_path, template()) == Settings()


def test_with_every_default_in_force_it_is_the_defaults(tmp_path: Path) -> None:
    lines = template().splitlines()
    said = [
        line[1:] if SETTING.match(line) and not line.endswith("# for example") else line for line in lines
    ]
    assert sum(line != before for line, before in zip(said, lines, strict=True)) > 90
    assert read(tmp_path, "\n".join(said)) == Settings()


def test_any_line_may_be_taken_into_force(tmp_path: Path) -> None:
    lines = template().splitlines()
    for number, line in enumerate(lines):
        if SETTING.match(line):
            settings = read(tmp_path, "\n".join([*lines[:number], line[1:], *lines[number + 1 :]]))
            assert (settings == Settings()) == (not line.endswith("# for example")), line


def test_every_setting_is_in_it_and_explained() -> None:
    said = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    for table in tables(Settings(), {}):
        words = said[str(table.keys[0]) if table.keys else "top"]
        settings = {name for name in words if name not in ("_", "examples")}
        assert settings == set(table.values), table.keys


def test_the_tables_are_those_that_the_settings_know(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        read(tmp_path, "zzzzzz = 1")
    known = {name.strip() for name in str(caught.value).partition("Known are:")[2].split(",")}
    said = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    assert known == set(said) - {"top"} | {name for name in said["top"] if name != "_"}


def test_what_an_entry_may_hold_is_told() -> None:
    from dataclasses import fields

    from narrate.article import SiteRules
    from narrate.sources import Wanted

    said = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    for name, kind in (("sources", Wanted), ("sites", SiteRules)):
        assert set(said[name]) - {"_", "examples"} == {one.name for one in fields(kind)}


# ── init ───────────────────────────────────────────────────────────────────────────────────────────


def test_init_writes_once(narrate: Run, tmp_path: Path) -> None:
    assert narrate("init", "desk") == (0, f"{Path('desk') / 'narrate.toml'}\n", "")
    path = tmp_path / "desk" / "narrate.toml"
    assert path.read_text(encoding="utf-8") == template()
    path.write_text("voice = 'mine'\n")
    code, _, complaint = narrate("init", "desk")
    assert code == 2
    assert "is there already. --force overwrites it" in complaint
    assert path.read_text() == "voice = 'mine'\n"
    assert narrate("init", "desk", "--force")[0] == 0
    assert path.read_text(encoding="utf-8") == template()


def test_init_says_what_is_in_its_way(narrate: Run, tmp_path: Path) -> None:
    (tmp_path / "desk").write_text("")
    code, _, complaint = narrate("init", "desk")
    assert code == 2
    assert complaint.startswith("narrate: desk: ")


# ── config ─────────────────────────────────────────────────────────────────────────────────────────

DESK = """\
voice = "en_US-joe"
output = "desk"
[show]
title = "The Week"
author = "The Post"
[shows.politics]
title = "Politics"
[sound]
preset = "acx"
peak = -2
[sites."www.harbour.example"]
drop = ".promo"
[[sources]]
feed = "https://me:secret@news.example/feed.xml"
[lexicon]
Senn = "Zenn"
"""


def origins(folder: Path, environment: dict[str, str], **flags: object) -> dict[str, tuple[object, str]]:
    found = in_force(folder, environment, **flags)
    return {".".join(map(str, one.keys)): (one.value, one.origin) for one in found}


def test_where_each_setting_comes_from(tmp_path: Path) -> None:
    path = tmp_path / "narrate.toml"
    path.write_text(DESK)
    found = origins(tmp_path, {"NARRATE_OUTPUT": "env", "NARRATE_WORKERS": "2"}, voice=None, workers=3)
    assert found["voice"] == ("en_US-joe", f"{path}:1")
    assert found["output"] == (Path("env"), "NARRATE_OUTPUT")
    assert found["workers"] == (3, "--workers")
    assert found["tries"] == (3, "default")
    assert found["show.title"] == ("The Week", f"{path}:4")
    assert found["shows.politics.title"] == ("Politics", f"{path}:7")
    assert found["shows.politics.author"] == ("The Post", f"{path}:5")
    assert found["shows.politics.description"] == ("", "default")
    assert found["sound.bitrate"] == (192, "preset acx")
    assert found["sound.peak"] == (-2.0, f"{path}:10")
    assert found["sites.www.harbour.example.drop"] == ((".promo",), f"{path}:12")
    assert found["sources.0.feed"] == ("https://…@news.example/feed.xml", f"{path}:14")
    assert found["sources.0.limit"] == (0, "default")
    assert found["lexicon.Senn"] == ("Zenn", f"{path}:16")


def test_without_a_file_all_is_default(tmp_path: Path) -> None:
    assert {origin for _, origin in origins(tmp_path, {}).values()} == {"default"}


def test_secrets_are_not_told(tmp_path: Path) -> None:
    environment = {
        "NARRATE_C2PA_KEY": "-----BEGIN PRIVATE KEY-----\nsecret",
        "NARRATE_NOTIFY_WEBHOOK": "https://hooks.example/services/secret",
    }
    found = origins(tmp_path, environment)
    assert found["c2pa.key"] == ("…", "NARRATE_C2PA_KEY")
    assert found["notify.webhook"] == ("https://hooks.example/…", "NARRATE_NOTIFY_WEBHOOK")


def test_config_is_a_narrate_toml(narrate: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "narrate.toml").write_text(DESK)
    for name in ("NARRATE_VOICE", "NARRATE_OUTPUT", "NARRATE_WORKERS", "NARRATE_LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    before = load(environment={})
    code, said, _ = narrate("config")
    assert code == 0
    assert re.search(r'^voice = "en_US-joe" +# narrate\.toml:1$', said, re.MULTILINE)
    (tmp_path / "narrate.toml").write_text(said.replace("…@", "me:secret@"), encoding="utf-8")
    assert load(environment={}) == before


def test_config_for_machines_and_only_what_differs(narrate: Run, tmp_path: Path) -> None:
    (tmp_path / "narrate.toml").write_text("[sound]\nformats = ['mp3', 'opus']\n[notify]\non = 'always'\n")
    code, said, _ = narrate("config", "--json", "--changed", "--output", "elsewhere")
    assert code == 0
    assert [json.loads(line) for line in said.splitlines()] == [
        {"table": [], "setting": "output", "value": "elsewhere", "origin": "--output"},
        {"table": ["sound"], "setting": "formats", "value": ["mp3", "opus"], "origin": "narrate.toml:2"},
        {"table": ["notify"], "setting": "on", "value": "always", "origin": "narrate.toml:4"},
    ]


def test_a_wrong_setting_is_one_line_with_its_place(narrate: Run, tmp_path: Path) -> None:
    (tmp_path / "narrate.toml").write_text("[sound]\nloudness = 'loud'\n")
    code, said, complaint = narrate("config")
    assert (code, said) == (2, "")
    assert complaint == "narrate: narrate.toml:2: [sound] loudness: is 'loud'. It must be a number\n"
