"""Every settings error names the file and the line."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from narrate.errors import NarrateError, SettingsError
from narrate.outline import header, tables, toml
from narrate.settings import Settings, load, placed
from narrate.toml_lines import Path as Keys
from narrate.toml_lines import line_of, lines

# ── The finder against tomllib ─────────────────────────────────────────────────────────────────────

texts = st.text(st.sampled_from("ab \"'\\#=[]{},.\n\t☃1"), max_size=8)
bare = st.text(st.sampled_from("abz09-_"), min_size=1, max_size=4)


def forms(text: str) -> st.SearchStrategy[str]:
    """The ways to write a string; not all can hold each text."""
    escaped = text.replace("\\", "\\\\").replace('"""', '\\"""')
    return st.sampled_from(
        [json.dumps(text), f"'{text}'", f"'''{text}'''", f'"""{escaped}"""', f'"""\n{escaped}"""']
    )


strings = texts.flatmap(forms)
keys = st.one_of(bare, texts.map(json.dumps), texts.filter(lambda text: not set(text) & set("'\n")).map(repr))
gap = st.sampled_from(["", " ", "\n", " # note ] } \" '''\n", "\n\n\t"])
scalars = st.sampled_from(
    ["1", "-2.5e3", "true", "1979-05-27 07:32:00", "1979-05-27T07:32:00Z", "0xff", "inf", "12:30:01"]
)


def arrays(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    parts = st.lists(st.tuples(gap, values, gap), max_size=3)
    return parts.map(lambda found: f"[{','.join(''.join(part) for part in found)}]")


def inline(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.lists(st.tuples(dotted, values), max_size=3)
    return pairs.map(lambda found: "{ " + ", ".join(f"{key} = {value}" for key, value in found) + " }")


dotted = st.lists(keys, min_size=1, max_size=3).map(" . ".join)
values = st.recursive(strings | scalars, lambda below: arrays(below) | inline(below), max_leaves=6)
lines_of_text = st.one_of(
    st.tuples(dotted, values).map(lambda pair: f"{pair[0]} = {pair[1]}"),
    dotted.map(lambda key: f"[{key}]"),
    dotted.map(lambda key: f"[[ {key} ]]"),
    st.sampled_from(["", "# [comment] = 'x'", "   "]),
)
documents = st.lists(lines_of_text, max_size=8)


def paths(value: Any, above: Keys = ()) -> Iterator[Keys]:
    pairs: Any = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, below in pairs:
        yield (*above, key)
        yield from paths(below, (*above, key))


@given(documents, st.sampled_from(["\n", "\r\n"]))
def test_it_finds_what_tomllib_reads_and_nothing_else(parts: list[str], end: str) -> None:
    text = "\n".join(parts).replace("\n", end)
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assume(False)
    assert set(lines(text)) == set(paths(read))


@given(st.lists(st.tuples(values, st.booleans(), gap), max_size=6))
def test_each_key_is_on_the_line_that_has_it(parts: list[tuple[str, bool, str]]) -> None:
    text = ""
    expected: dict[Keys, int] = {}
    for number, (value, is_table, after) in enumerate(parts):
        key: Keys = (f"table{number}", f"key{number}") if is_table else (f"key{number}",)
        table = f"[table{number}]\n" if is_table else ""
        if not is_table and "[table" in text:
            continue
        text += table
        expected[key] = text.count("\n") + 1
        text += f"key{number} = {value}{after.rstrip()}\n"
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assume(False)
    found = lines(text)
    assert {key: found[key] for key in expected} == expected


def test_an_example_of_each_kind() -> None:
    text = '''a = """
four""""
b.c = [ # [1]
  1, {
d = 2 }, ]
[[t]]
"x y" = 1
[t.u]
[[t]]
'quo"te' = 1
[z.y]
[z]'''.replace("{\nd = 2 }", "{ d = 2 }")
    assert lines(text) == {
        ("a",): 1, ("b",): 3, ("b", "c"): 3, ("b", "c", 0): 4, ("b", "c", 1): 4, ("b", "c", 1, "d"): 4,
        ("t",): 5, ("t", 0): 5, ("t", 0, "x y"): 6, ("t", 0, "u"): 7, ("t", 1): 8, ("t", 1, 'quo"te'): 9,
        ("z",): 11, ("z", "y"): 10,
    }  # fmt: skip


@given(st.integers(1, 200))
def test_depth_and_length_do_no_harm(depth: int) -> None:
    text = f"a = {'[' * depth}{']' * depth}"
    assert len(lines(text)) == depth


def test_what_a_message_talks_of() -> None:
    found = lines(
        'voice = "x"\nlanguage = "en"\n[show]\nlanguage = "klingon"\n[[sources]]\n[[sources]]\nlist = "x"\n'
    )
    assert line_of(found, ["[show] language"]) == 4
    assert line_of(found, ["language"]) == 2
    assert line_of(found, ["[[sources]] number 2 list"]) == 7
    assert line_of(found, ["[[sources]] number 1", "names no source"]) == 5
    assert line_of(found, ["[show]", "has an unknown setting 'language'"]) == 4
    assert line_of(found, ["[sound] rate"]) == 0


# ── Messages ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[sound]\n\nloudness = 'loud'", "narrate.toml:3: [sound] loudness: is 'loud'. It must be a number"),
        (
            "[sound]\nrate = 5\nloudnes = 1",
            "narrate.toml:3: [sound]: has an unknown setting 'loudnes'. Did you mean",
        ),
        ("# x\nvoise = 1", "narrate.toml:2: has an unknown setting 'voise'. Did you mean voice?"),
        ("sound.rate = 1", "narrate.toml:1: sound rate: is 1. Take one of 22050"),
        ('note = """\n[sound]\nrate = 1"""', "narrate.toml:1: has an unknown setting 'note'"),
        ("[show]\ntitle = 'x'\n[pauses]\ntitle = -1", "narrate.toml:4: pauses title: is -1"),
        (
            "[[sources]]\nfiles = 'a'\n\n[[sources]]\nfiles = 'b'\ndays = -1",
            "narrate.toml:6: [[sources]] number 2 days: is -1",
        ),
        (
            "sources = [{ files = 'a' },\n{ files = 'b', pattern = '(' }]",
            "narrate.toml:2: [[sources]] number 2 pattern: is no",
        ),
        (
            "[[sources]]\nfiles = 'a'\n[[sources]]\nlimit = 1",
            "narrate.toml:3: [[sources]] number 2: names no source",
        ),
        (
            '[sites."a.example"]\n\ntreat_as = { "p.x" = "song" }',
            "narrate.toml:3: sites.\"a.example\" treat_as 'p.x': is 'song'",
        ),
        ("[shows.week]\ntitle = 'x'\n[shows.day]\nx = 1", "narrate.toml:3: [shows.day]: has no title"),
        ("[shows.week]\ntitle = 'x'\nemail = '@'", "narrate.toml:3: [shows.week] email: is '@'"),
        ("[show]\ncategories = ['Newz']", "narrate.toml:2: [show] categories: 'Newz' is none. Did you mean"),
        ("[voices]\nen = 'x'\nxx-yy-zz = 'y'", "narrate.toml:3: [voices]: 'xx-yy-zz' is no language"),
        ('[lexicon]\nx = "y"\n"Lower Quay" = 1', "narrate.toml:3: [lexicon] Lower Quay: is 1"),
        (
            "[script]\noutro = { en = 'x', uk = '{y}' }",
            "narrate.toml:2: script outro: has an unknown placeholder {y}",
        ),
        ("[script]\nyears = 1\nlexicon_files = ['lost.csv']", "narrate.toml:2: [script] years: is 1"),
        ("[fetching]\ndelay = 1\ntries = 0", "narrate.toml:3: fetching tries: is 0"),
        ("[jingles]\nlevel = 100", "narrate.toml:2: jingles level: is 100"),
        (
            "[notify]\non = 'success'\nwebhook = 'hooks.example'",
            "narrate.toml:3: notify webhook: is no address",
        ),
        ("voice = 'x'\n[sound\n", "narrate.toml:2: cannot be read: "),
        ("voice = ", "narrate.toml:1: cannot be read: "),
        ("a = 1\nb = '''\n\n", "narrate.toml:4: cannot be read: "),
        ("a = " + "[" * 5000, "narrate.toml"),
    ],
)
def test_a_message_names_the_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("narrate.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load(environment={})
    assert str(caught.value).startswith(message)


def test_a_lost_lexicon_is_named_with_the_line_that_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("narrate.toml").write_text(
        'voice = "x"\n[script]\ntitle = true\nlexicon_files = ["names/lost.csv"]\n'
    )
    with pytest.raises(SettingsError) as caught:
        load(environment={})
    assert str(caught.value).startswith(
        "narrate.toml:4: [script] lexicon_files: names/lost.csv: cannot be read: No such"
    )


def test_an_error_inside_a_lexicon_keeps_its_own_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("script.csv").write_text("printed,nonsense\nSenn,Zenn\n")
    Path("narrate.toml").write_text('[script]\nlexicon_files = ["script.csv"]\n')
    with pytest.raises(SettingsError) as caught:
        load(environment={})
    assert str(caught.value).startswith("script.csv")


def test_a_setting_that_shows_its_fault_later_has_its_line_too(tmp_path: Path) -> None:
    (tmp_path / "narrate.toml").write_text("[show]\n[c2pa]\nkey = 'x'\n")
    error = placed(SettingsError("c2pa key", "is no private key"), tmp_path)
    assert error.thing == f"{tmp_path / 'narrate.toml'}:3: c2pa key"
    for other in (
        SettingsError("sound.mp3", "is silent"),
        NarrateError("show", "x"),
        SettingsError("--show", "x"),
    ):
        assert placed(other, tmp_path) is other


def test_a_byte_order_mark_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "narrate.toml").write_text("voice = 'x'\n", encoding="utf-8-sig")
    assert load(tmp_path, {}).voice == "x"


WRONG = [
    1,
    -1,
    10**400,
    1.5,
    float("nan"),
    "",
    "x",
    "\x00",
    True,
    [],
    [1],
    [[]],
    ["x"],
    {},
    {"x": 1},
    {"en": "x"},
]


def named() -> Iterator[tuple[str, str]]:
    """Every setting, with its table's header."""
    written: Mapping[str, Any] = {}
    for table in tables(Settings(), written):
        for name in table.values:
            yield header(table.keys) if table.keys else "", name
    for name in ("body", "title", "drop", "treat_as"):
        yield '[sites."a.example"]', name
    for name in ("feed", "files", "sections", "days", "pattern"):
        yield "[[sources]]", name
    for head in ("[voices]", "[lexicon]"):
        yield head, "en"
    yield "[shows.x]", "title"
    for name in ("sources", "shows", "sites", "sound", "notify", "voices", "lexicon", "jingles", "c2pa"):
        yield "", name


@pytest.mark.parametrize(("head", "name"), list(named()))
def test_whatever_a_setting_is_an_error_is_clear_and_on_its_line(
    tmp_path: Path, head: str, name: str
) -> None:
    path = tmp_path / "narrate.toml"
    messages = {}
    for value in WRONG:
        path.write_text(f"# settings\n{head}\n\n{name} = {toml(value)}\n", encoding="utf-8")
        with suppress(SettingsError):
            load(tmp_path, {})
            continue
        messages[str(value)] = message_of(tmp_path)
    assert messages
    lines_named = rf"{re.escape(str(path))}:(2|4)(: |$)"
    assert all(re.match(lines_named, message) for message in messages.values()), messages


def message_of(folder: Path) -> str:
    with pytest.raises(SettingsError) as caught:
        load(folder, {})
    return str(caught.value)
