"""The command line as a user meets it: a process of its own, its output, its exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from narrate.catalog import Catalog

from .conftest import PARAGRAPHS

PAGES = Path(__file__).parent / "pages"


@pytest.fixture
def narrate(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run ``narrate`` in an empty folder."""

    def run(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "narrate", *map(str, arguments)]
        done = subprocess.run(command, cwd=tmp_path, input=stdin, capture_output=True, timeout=120)
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        return subprocess.CompletedProcess(
            command, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        )

    return run


Run = Callable[..., "subprocess.CompletedProcess[str]"]


def rows(folder: Path) -> list[tuple[str, int]]:
    with closing(sqlite3.connect(folder / "catalog.sqlite")) as database:
        return list(database.execute("SELECT title, failed FROM episodes ORDER BY title"))


def left_over(output: Path) -> list[Path]:
    staged = list((output / ".staging").rglob("*"))
    return staged + [path for path in output.rglob("*") if path.suffix in (".part", ".s16")]


def test_make_a_folder(narrate: Run, write_page: Callable[..., Path], tmp_path: Path) -> None:
    write_page("ferry"), write_page("tram")
    done = narrate("make", "pages", "--voice", "tone")
    assert done.returncode == 0
    assert "The ferry runs again" in done.stdout
    assert "2 narrated" in done.stdout
    assert rows(tmp_path / "output") == [("The ferry runs again", 0), ("The tram runs again", 0)]
    assert len(list((tmp_path / "output" / "audio").glob("*.mp3"))) == 2
    assert left_over(tmp_path / "output") == []
    again = narrate("make", "pages", "--voice", "tone")
    assert (again.returncode, "2 unchanged" in again.stdout) == (0, True)


def test_make_standard_input_with_an_address(narrate: Run, write_page: Callable[..., Path]) -> None:
    page = write_page("ferry").read_bytes()
    done = narrate(
        "make", "-", "--voice", "tone", "--url", "https://harbour.example/cms", "--json", stdin=page
    )
    line, run = map(json.loads, done.stdout.splitlines())
    assert (run["event"], run["states"]) == ("run", {"narrated": 1})
    assert (done.returncode, line["state"], line["source"]) == (0, "narrated", "-")
    assert line["title"] == "The ferry runs again"
    assert line["seconds"] > 10


def test_make_with_a_closed_standard_input(narrate: Run, tmp_path: Path) -> None:
    command = f'"{sys.executable}" -m narrate make - --voice tone --quiet <&-'
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (
        1,
        "narrate: standard input: is closed. Name a file, or pass the page on with |\n",
    )


def test_a_dry_run_writes_nothing(narrate: Run, write_page: Callable[..., Path], tmp_path: Path) -> None:
    page = write_page("ferry")
    done = narrate("make", page, "--voice", "tone", "--dry-run")
    assert (done.returncode, "1 planned; about" in done.stdout) == (0, True)
    assert [path.name for path in tmp_path.iterdir()] == ["pages"]
    narrate("make", page, "--voice", "tone")
    page.write_text(page.read_text().replace("<nav>", "<nav><a href='/sale'>Sale</a>"))
    before = contents(tmp_path)
    assert "1 unchanged" in narrate("make", page, "--voice", "tone", "--dry-run").stdout
    assert contents(tmp_path) == before


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_runs_at_once(narrate: Run, write_page: Callable[..., Path], tmp_path: Path) -> None:
    page = write_page("ferry")
    with Catalog(tmp_path / "output") as catalog, catalog.alone():
        done = narrate("make", page, "--voice", "tone")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "narrate: output: another run of narrate is at work in this folder."
        " Wait for it, or choose another folder with --output\n"
    )
    assert left_over(tmp_path / "output") == []


def test_make_prints_one_object_an_article(narrate: Run, write_page: Callable[..., Path]) -> None:
    done = narrate("make", write_page("ferry"), "lost.html", write_page("tram"), "--voice", "tone", "--json")
    *lines, run = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert (run["event"], run["states"], run["voiced"] > 10) == ("run", {"narrated": 2, "failed": 1}, True)
    assert [each["kind"] for each in run["failures"]] == ["SourceError"]
    assert sorted(line["state"] for line in lines) == ["failed", "narrated", "narrated"]
    (failed,) = [line for line in lines if line["state"] == "failed"]
    assert failed["error"].startswith("lost.html: no such file")


def test_make_quietly(narrate: Run, write_page: Callable[..., Path]) -> None:
    done = narrate("make", write_page("ferry"), "lost.html", "--voice", "tone", "--quiet")
    assert (done.returncode, done.stdout) == (1, "")
    assert "narrate: lost.html: no such file" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["make", "lost.html"], 1, "lost.html: no such file or folder"),
        (["make", "empty-folder"], 1, "empty-folder: no *.html"),
        (["make", "binary.html"], 1, "binary.html"),
        (["make", "empty.html"], 1, "empty.html: is empty"),
        (["make", "menu.html"], 1, "menu.html"),
        (["make", "pages", "--voice", "nobody"], 2, "voice nobody: is not known. Known are: auto, en_US-joe"),
        (["make", "pages", "--voice", "far"], 2, "Run: pip install far"),
        (["make", "pages", "--output", "a-file"], 2, "a-file: cannot be written"),
        (["make", "pages", "--url", "https://a.example/"], 2, "--url names one page"),
        (["make", "pages", "--since", "0001-01-01"], 2, "'0001-01-01' is no date"),
        (["explain", "menu.html"], 1, "menu.html"),
        (["voices", "--try", "nobody"], 2, "voice nobody: is not known"),
        (
            ["lexicon", "names.csv"],
            2,
            "names.csv, line 2 Senn: does not say how, or says it twice. Give one of",
        ),
        (["lexicon", "names.doc"], 2, "names.doc: is no lexicon by its name. It must end in .csv"),
        (["voices", "a text"], 2, "a text needs --try NAME"),
    ],
)
def test_bad_input_is_one_clear_line(
    narrate: Run,
    write_page: Callable[..., Path],
    tmp_path: Path,
    arguments: list[str],
    code: int,
    message: str,
) -> None:
    write_page("ferry"), write_page("tram")
    (tmp_path / "empty-folder").mkdir()
    (tmp_path / "binary.html").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "empty.html").touch()
    (tmp_path / "menu.html").write_text("<html><body><nav><a href='/'>Home</a></nav></body></html>")
    (tmp_path / "a-file").touch()
    (tmp_path / "names.csv").write_text("printed,say\nSenn,\n")
    (tmp_path / "voices").mkdir()
    (tmp_path / "voices" / "far.toml").write_text('engine = "far"\ninstall = "pip install far"\n')
    quiet = ["--quiet"] if arguments[0] == "make" else []
    done = narrate(*arguments, *quiet)
    assert done.returncode == code
    assert message in " ".join(done.stderr.replace("│", " ").split())
    if code == 1:
        assert len(done.stderr.strip().splitlines()) == 1


def test_a_wrong_setting_is_one_clear_line(narrate: Run, tmp_path: Path) -> None:
    (tmp_path / "narrate.toml").write_text("[sound]\nloudnes = -16\n")
    done = narrate("make", "pages")
    assert (done.returncode, done.stderr.strip()) == (
        2,
        "narrate: narrate.toml:2: [sound]: has an unknown setting 'loudnes'. Did you mean loudness?",
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"workers = 1\nvoice = tone\n", "narrate.toml:2: cannot be read: Invalid value"),
        (b"\xff\xfe", "narrate.toml: cannot be read: is not UTF-8. Save it as UTF-8"),
        (b"[fetching]\ndelay = nan\n", "narrate.toml:2: fetching delay: is nan. Take one from 0"),
        (b"[[sources]]\nfiles = ''\n", "narrate.toml:1: [[sources]] number 1: names no source"),
    ],
)
def test_a_broken_settings_file_is_one_clear_line(
    narrate: Run, tmp_path: Path, content: bytes, message: str
) -> None:
    (tmp_path / "narrate.toml").write_bytes(content)
    for command in ("config", "list"):
        done = narrate(command)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
        assert done.stderr.startswith(f"narrate: {message}")


@contextmanager
def mounted_at(folder: Path, option: str) -> Iterator[None]:
    """A file system of its own that is small, or read-only."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", option, "tmpfs", str(folder)]
    mounted = subprocess.run(command, capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("a file system cannot be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a tmpfs")
def test_a_folder_that_may_not_be_written(
    narrate: Run, write_page: Callable[..., Path], tmp_path: Path
) -> None:
    with mounted_at(tmp_path / "locked", "ro"):
        done = narrate("make", write_page("ferry"), "--voice", "tone", "--output", "locked/output")
    assert done.returncode == 2
    assert "locked/output: cannot be written: Read-only file system. Choose another folder" in done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a tmpfs")
def test_a_full_disk_loses_nothing(narrate: Run, write_page: Callable[..., Path], tmp_path: Path) -> None:
    long = tuple(f"{text} So it was in week {week}." for week in range(6) for text in PARAGRAPHS)
    (tmp_path / "narrate.toml").write_text("[notify]\ncommand = 'echo \"$NARRATE_RUN_TEXT\" >> told'")
    with mounted_at(tmp_path / "disk", "size=12m"):
        first = narrate("make", write_page("ferry"), "--voice", "tone", "--output", "disk", "--quiet")
        assert first.returncode == 0, first.stderr
        full = narrate("make", write_page("tram", long), "--voice", "tone", "--output", "disk", "--quiet")
        assert full.returncode in (1, 2)
        assert "No space left on device" in full.stderr
        assert rows(tmp_path / "disk") == [("The ferry runs again", 0)]
        assert len(list((tmp_path / "disk" / "audio").iterdir())) == 1
        assert left_over(tmp_path / "disk") == []
    assert "No space left on device" in (tmp_path / "told").read_text(), (
        "a full disk is news, as a failure is"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_nothing_half_done(
    narrate: Run,
    write_page: Callable[..., Path],
    tmp_path: Path,
    outside_engine: Callable[[str], Path],
    stop: signal.Signals,
) -> None:
    outside_engine("import time; time.sleep(0.3)\nreturn super().speak(text)")
    for name in ("bus", "ferry", "train", "tram"):
        write_page(name)
    command = [sys.executable, "-m", "narrate", "make", "pages", "--voice", "outside"]
    process = subprocess.Popen(
        command,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    wait_until(lambda: len(list((tmp_path / "output" / ".clips").rglob("*.wav"))) > 2)
    os.killpg(process.pid, stop)
    told, complaint = process.communicate(timeout=30)
    assert process.returncode == 130
    assert told.splitlines()[-1].endswith("ended before its time")
    assert (
        complaint.strip()
        == "narrate: interrupted; what is finished is kept, and the next run goes on from here"
    )
    assert left_over(tmp_path / "output") == []
    with Catalog(tmp_path / "output") as catalog:
        assert list(catalog.failures()) == [], "an article that was interrupted has not failed"
    spoken = len(list((tmp_path / "output" / ".clips").rglob("*.wav")))
    assert len(rows(tmp_path / "output")) < 4
    done = narrate("make", "pages", "--voice", "outside", "--json")
    *lines, _ = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert len(rows(tmp_path / "output")) == 4
    assert sum(line["cached"] for line in lines) >= min(spoken, 1)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_service_that_waits_ends_well(write_page: Callable[..., Path], tmp_path: Path) -> None:
    write_page("ferry")
    command = [sys.executable, "-m", "narrate", "make", "pages", "--voice", "tone", "--watch", "60", "--json"]
    process = subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    events = [json.loads(process.stdout.readline())["event"] for _ in range(2)]
    time.sleep(0.5)  # nothing tells that it waits
    process.terminate()
    _, complaint = process.communicate(timeout=30)
    assert (process.returncode, events) == (0, ["article", "run"])
    assert complaint.splitlines() == ["narrate: pages/ferry.html: the text is short: 80 words"]
    assert left_over(tmp_path / "output") == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_service_sees_new_pages_and_waits_for_its_turn(
    narrate: Run, write_page: Callable[..., Path], tmp_path: Path
) -> None:
    write_page("ferry")
    command = ["make", "pages", "--voice", "tone", "--watch", "0.02", "--json"]
    process = subprocess.Popen(
        [sys.executable, "-m", "narrate", *command], cwd=tmp_path, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["title"] == "The ferry runs again"
        assert json.loads(process.stdout.readline())["event"] == "run"
        with Catalog(tmp_path / "output") as catalog, catalog.alone(30):
            write_page("tram")
            time.sleep(2.5)  # nothing tells that it waits
            assert process.poll() is None
        wait_until(lambda: len(rows(tmp_path / "output")) == 2)
        assert len(rows(tmp_path / "output")) == 2
    finally:
        process.terminate()
        process.communicate(timeout=30)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_the_second_signal_ends_a_run_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/story"
        command = [sys.executable, "-m", "narrate", "make", address, "--voice", "tone"]
        process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
        asked, _ = silent.accept()
        with asked:
            process.terminate()
            time.sleep(1.0)
            assert process.poll() is None, "it waits for the server"
            process.terminate()
            _, complaint = process.communicate(timeout=10)
    assert (process.returncode, complaint) == (130, "narrate: ended at once; the next run cleans up\n")


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_a_killed_run_leaves_no_process_behind(
    narrate: Run, write_page: Callable[..., Path], tmp_path: Path, outside_engine: Callable[[str], Path]
) -> None:
    outside_engine("import time; time.sleep(0.3)\nreturn super().speak(text)")
    write_page("ferry")
    command = [sys.executable, "-m", "narrate", "make", "pages", "--voice", "outside", "--quiet"]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL, start_new_session=True)
    wait_until(lambda: bool(list((tmp_path / "output" / ".clips").rglob("*.wav"))))
    process.kill()
    process.wait()
    wait_until(lambda: session_of(process.pid) == [])
    assert session_of(process.pid) == []
    assert narrate("make", "pages", "--voice", "outside").returncode == 0


def test_strict_ships_no_gap(
    narrate: Run, write_page: Callable[..., Path], tmp_path: Path, outside_engine: Callable[[str], Path]
) -> None:
    outside_engine('return Clip(bytes(9000), 22050) if "gulls" in text else super().speak(text)')
    write_page("ferry")
    done = narrate("make", "pages", "--voice", "outside", "--strict", "--quiet")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert (
        "sentence 5 of 9 could not be voiced: voice outside: returned only 0.2 s for 'Its captain"
        in done.stderr
    )
    assert rows(tmp_path / "output") == []
    (tmp_path / "narrate.toml").write_text('strict = true\nvoice = "outside"\n')
    assert narrate("make", "pages", "--quiet").stderr == done.stderr
    (tmp_path / "narrate.toml").write_text('voice = "outside"\n')
    assert narrate("make", "pages", "--quiet").returncode == 1
    assert [failed for _, failed in rows(tmp_path / "output")] == [1]


def wait_until(done: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not done() and time.monotonic() < deadline:
        time.sleep(0.05)


def session_of(leader: int) -> list[int]:
    """The processes of a session that are not yet dead."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, _, session = stat.read_text().rpartition(")")[2].split()[:4]
            if int(session) == leader and state != "Z":
                found.append(int(stat.parent.name))
    return found


def test_explain_says_what_and_why(narrate: Run, write_page: Callable[..., Path]) -> None:
    done = narrate("explain", write_page("ferry"))
    assert done.returncode == 0
    assert "title:     The ferry runs again" in done.stdout
    assert "The repair cost $3.5 million" in done.stdout
    assert "three point five million dollars" in done.stdout
    assert "[heading" not in done.stdout
    assert "Dropped (" in done.stdout


def test_explain_shows_the_address_that_the_user_gave(narrate: Run, write_page: Callable[..., Path]) -> None:
    done = narrate("explain", write_page("ferry"), "--url", "https://harbour.example/cms", "--json")
    assert json.loads(done.stdout)["url"] == "https://harbour.example/cms"


def test_explain_as_json(narrate: Run, write_page: Callable[..., Path]) -> None:
    done = narrate("explain", write_page("ferry"), write_page("tram"), "--json")
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    wanted = {
        "url",
        "title",
        "authors",
        "published",
        "modified",
        "language",
        "site",
        "image",
        "flags",
        "body",
    }
    assert wanted | {"dropped", "utterances"} <= first.keys()
    assert [block["text"] for block in first["body"]] == list(PARAGRAPHS)
    assert {"text", "rule", "path"} <= first["dropped"][0].keys()
    assert {"shown", "spoken", "pause", "role"} <= first["utterances"][0].keys()
    assert second["title"] == "The tram runs again"


def test_explain_as_text(narrate: Run) -> None:
    page = sorted(PAGES.glob("*.html"))[0]
    done = narrate("explain", page, "--text")
    assert done.stdout == page.with_suffix(".expected.txt").read_text(encoding="utf-8").rstrip("\n") + "\n"


def test_explain_as_a_reading_log(narrate: Run, write_page: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "narrate.toml").write_text(
        'voice = "tone"\n[lexicon]\n"3rd of July" = "last day"\nferry = { ipa = "ˈfɛɹi" }\n'
        'more = [{ say = "extra", voice = "tone" }, { say = "else", voice = "system" }]\n',
        encoding="utf-8",
    )
    pages = [write_page("ferry", ('It cost $3, "or more", on the 3rd of July.',) * 3), write_page("tram")]
    done = narrate("explain", "--log", *pages, "lost.html")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert list(rows[0]) == ["shown", "spoken", "rule", "ipa", "article", "title"]
    assert [row["article"] for row in rows] == sorted(
        (row["article"] for row in rows), key=list(map(str, pages)).index
    )
    ferry = [row for row in rows if row["title"] == "The ferry runs again"]
    found = [tuple(row.values())[:4] for row in ferry]
    assert ("ferry", "ferry", "lexicon", "ˈfɛɹi") in found
    assert ("$3,", "three dollars,", "money", "") in found
    assert ("3rd of July.", "last day.", "lexicon", "") in found
    assert ('more",', 'extra",', "lexicon", "") in found
    assert not {"full stop", "typography", ""} & {row["rule"] for row in rows}


def test_a_new_entry_costs_its_sentences_only(
    narrate: Run, write_page: Callable[..., Path], tmp_path: Path
) -> None:
    page = write_page("ferry", (*PARAGRAPHS, "Captain Brusk laughed."))
    voiced = []
    for table in (
        "",
        '[lexicon]\nBrusk = "Zenn"\n',
        '[lexicon]\nBrusk = { ipa = "zɛn", respelling = "Sen" }\n',
    ):
        (tmp_path / "narrate.toml").write_text(table, encoding="utf-8")
        done = narrate("make", page, "--voice", "tone", "--json")
        voiced.append(json.loads(done.stdout.splitlines()[0])["voiced"])
    assert voiced[0] > 3
    assert voiced[1:] == [1, 1]


def test_lexicon_checks_and_converts(narrate: Run, tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_text(
        "printed;say;ipa;before\nKyiv;;ˈkiːɪv;\nlead;led;;pipes\n", encoding="utf-8"
    )
    shown = narrate("lexicon", "names.csv").stdout
    assert all(text in shown for text in ("Kyiv", "[ˈkiːɪv]", "led", "before pipes"))
    assert narrate("lexicon", "names.csv", "--export", "names.pls").stdout == "names.pls: 2 entries\n"
    narrate("lexicon", "names.pls", "--export", "names.toml")
    toml = 'Kyiv = { ipa = "ˈkiːɪv" }\nlead = { say = "led", before = ["pipes"] }\n'
    assert (tmp_path / "names.toml").read_text(encoding="utf-8") == toml
    (tmp_path / "narrate.toml").write_text('[script]\nlexicon_files = ["names.toml"]\n')
    assert "before pipes" in narrate("lexicon").stdout
    assert "Zaporizhzhia" in narrate("lexicon", "--built-in").stdout


def test_voices(narrate: Run) -> None:
    done = narrate("voices")
    assert done.returncode == 0
    assert {"en_US-joe", "system", "tone"} <= set(done.stdout.split())


def test_try_a_voice(narrate: Run, tmp_path: Path) -> None:
    done = narrate("voices", "--try", "tone", "Guten Tag.", "--language", "de")
    assert done.returncode == 0
    path = tmp_path / done.stdout.strip()
    assert path.stat().st_size > 10_000
    assert [each.name for each in path.parent.iterdir()] == ["tone.mp3"]


@pytest.mark.parametrize(
    "arguments", [["--help"], ["make", "--help"], ["explain", "--help"], ["lexicon", "-h"], ["voices", "-h"]]
)
def test_help_on_everything(narrate: Run, arguments: list[str]) -> None:
    done = narrate(*arguments)
    assert done.returncode == 0
    assert "Usage" in done.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    "command", [["make", "--voice", "tone", "--json"], ["make", "--voice", "tone"], ["explain"]]
)
def test_output_that_cannot_be_written(
    write_page: Callable[..., Path], tmp_path: Path, command: list[str]
) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "narrate", *command, write_page("ferry")],
            cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "narrate: the output cannot be written: No space left on device"
    assert "Traceback" not in done.stderr


def test_an_empty_environment_and_an_old_console(write_page: Callable[..., Path], tmp_path: Path) -> None:
    page = write_page("ferry")
    page.write_text(page.read_text().replace("The ferry runs again", "Пором знову ходить"))
    done = subprocess.run(
        [sys.executable, "-m", "narrate", "make", page, "--voice", "tone"],
        cwd=tmp_path, env={"PYTHONIOENCODING": "ascii"}, capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    # click takes a console of ASCII for a mistake and writes UTF-8; without it the letters are escaped.
    assert "Пором".encode() in done.stdout or b"\\u041f" in done.stdout


def test_version(narrate: Run) -> None:
    from narrate import __version__

    assert narrate("--version").stdout == f"narrate {__version__}\n"
