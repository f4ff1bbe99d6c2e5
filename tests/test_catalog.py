"""The output folder: file first, row second, and never half of either."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from narrate.catalog import Catalog, count_words, identity
from narrate.errors import ExtractError, OutputError
from narrate.model import Article, AudioFile, Block, Levels, Mark, Narration, Transcript, Voice, Word


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with Catalog(tmp_path / "output") as opened:
        yield opened


def narration_of(catalog: Catalog, title: str = "The ferry runs again", sound: bytes = b"mp3") -> Narration:
    article = Article(
        url="https://harbour.example/ferry", title=title, blocks=(), authors=("Ida Testwell", "Ben O’Test"),
        published=date(2026, 5, 3), language="en",
    )  # fmt: skip
    staged = catalog.staging / "staged.mp3"
    staged.write_bytes(sound)
    marks = (
        Mark(0.4, 2.0, "The ferry runs again", -1, "title", source="cached"),
        Mark(3.0, 4.0, "It runs.", 0, source="voiced"),
    )
    file = AudioFile("mp3", staged, len(sound), sha256(sound).hexdigest(), Levels(-16.0, -1.2))
    return Narration(article, Voice("tone", "tone"), (file,), 5.0, marks)


def test_an_episode_comes_back_as_it_went_in(catalog: Catalog) -> None:
    added = catalog.add(narration_of(catalog), "ferry.html", "page", "script")
    assert list(catalog.episodes()) == [added]
    assert catalog.find(added.id) == added
    assert added.authors == ("Ida Testwell", "Ben O’Test")
    assert (added.voiced, added.cached, added.failed, added.words, added.bytes) == (1, 1, 0, 6, 3)
    assert (catalog.folder / added.file).read_bytes() == b"mp3"


def test_the_account_of_every_sentence(catalog: Catalog) -> None:
    catalog.add(narration_of(catalog), "ferry.html", "page", "script")
    rows = sqlite3.connect(catalog.folder / "catalog.sqlite").execute(
        "SELECT number, role, shown, start, source FROM sentences ORDER BY number"
    )
    assert list(rows) == [
        (0, "title", "The ferry runs again", 0.4, "cached"),
        (1, "body", "It runs.", 3.0, "voiced"),
    ]


def test_a_correction_takes_the_place_of_the_episode(catalog: Catalog) -> None:
    before = catalog.add(narration_of(catalog), "ferry.html", "page1", "script1")
    after = catalog.add(narration_of(catalog, "The ferry stops", b"new"), "ferry.html", "page2", "script2")
    assert after.id == before.id
    assert list(catalog.episodes()) == [after]
    assert [path.name for path in catalog.audio.iterdir()] == [Path(after.file).name]


def test_unchanged_needs_a_whole_episode_and_its_file(catalog: Catalog) -> None:
    added = catalog.add(narration_of(catalog), "ferry.html", "page", "script")
    assert catalog.unchanged("page") == added
    assert catalog.unchanged("another page") is None
    (catalog.folder / added.file).unlink()
    assert catalog.unchanged("page") is None


def test_an_episode_with_a_missing_sentence_is_never_unchanged(catalog: Catalog) -> None:
    narration = narration_of(catalog)
    failed = replace(narration.marks[1], source="failed", problem="silence")
    catalog.add(replace(narration, marks=(failed,)), "ferry.html", "page", "script")
    assert catalog.unchanged("page") is None


def test_the_same_script_on_a_new_page_is_unchanged(catalog: Catalog) -> None:
    added = catalog.add(narration_of(catalog), "ferry.html", "page", "script")
    assert catalog.same_script(added.id, "script") == added
    assert catalog.met_again(added, narration_of(catalog).article, "page with new adverts") == added
    assert catalog.unchanged("page with new adverts") == added
    assert catalog.same_script(added.id, "another script") is None


def test_a_row_that_cannot_be_written_leaves_the_old_episode_whole(catalog: Catalog) -> None:
    before = catalog.add(narration_of(catalog), "ferry.html", "page1", "script1")
    catalog._db.execute(
        "CREATE TRIGGER full BEFORE INSERT ON episodes BEGIN SELECT RAISE(ABORT, 'disk full'); END"
    )
    with pytest.raises(OutputError, match=r"catalog\.sqlite: fails: disk full"):
        catalog.add(narration_of(catalog, sound=b"new"), "ferry.html", "page2", "script2")
    assert list(catalog.episodes()) == [before]
    assert (catalog.folder / before.file).read_bytes() == b"mp3"
    assert len(list(catalog.audio.iterdir())) == 1


def test_names_any_system_takes(catalog: Catalog) -> None:
    for title in ("", "…", "a/b\\c:d", "Привіт, світ! " * 40, "The county’s “best” bees", "x" * 300, "CON"):
        name = catalog.add(narration_of(catalog, title), "", title, title).file.removeprefix("audio/")
        assert len(name.encode()) < 200
        assert not set(name) & set('/\\:*?"<>|')


def test_vowel_signs_stay_in_a_files_name(catalog: Catalog) -> None:
    episode = catalog.add(narration_of(catalog, "हिन्दी की खबर"), "x.html", "p", "s")
    assert Path(episode.file).name.startswith("हिन्दी-की-खबर-")


def test_the_staging_folder_goes_with_the_run(tmp_path: Path) -> None:
    with Catalog(tmp_path) as catalog:
        (catalog.staging / "half.mp3").write_bytes(b"half")
    assert list((tmp_path / ".staging").iterdir()) == []


def test_an_article_is_the_same_one_tomorrow(tmp_path: Path) -> None:
    addressed = Article(url="https://harbour.example/ferry", title="A", blocks=())
    assert identity(addressed, "x.html") == identity(replace(addressed, title="B"), "y.html")
    nameless = Article(url="", title="A", blocks=())
    path = tmp_path / "a.html"
    path.touch()
    assert identity(nameless, str(path)) == identity(
        replace(nameless, title="B"), str(tmp_path / "." / "a.html")
    )
    assert identity(nameless, "-") != identity(replace(nameless, title="B"), "-")


@pytest.mark.parametrize(
    "damage", [b"this is no database at all, whatever its name says", b"SQLite format 3\0broken"]
)
def test_a_broken_catalogue_is_one_clear_line(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "catalog.sqlite").write_bytes(damage * 50)
    with (
        pytest.raises(OutputError, match=r"catalog\.sqlite: fails: file is not a database"),
        Catalog(tmp_path),
    ):
        pass


def test_a_catalogue_of_a_newer_version(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "catalog.sqlite")
    database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(OutputError, match="has the schema 99, this narrate writes 2"), Catalog(tmp_path):
        pass


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("")
    with pytest.raises(OutputError, match="output: cannot be written"), Catalog(tmp_path / "output"):
        pass


def test_two_runs_share_a_catalogue(tmp_path: Path) -> None:
    with Catalog(tmp_path) as one, Catalog(tmp_path) as other:
        added = one.add(narration_of(one), "ferry.html", "page", "script")
        assert list(other.episodes()) == [added]


def test_two_first_runs_make_one_catalogue(tmp_path: Path) -> None:
    def open_and_close(number: int) -> None:
        with Catalog(tmp_path / f"output{number // 4}"):
            pass

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(open_and_close, range(40)))


def test_a_transcript_comes_back_as_it_went_in(catalog: Catalog) -> None:
    narration = narration_of(catalog)
    words = (Word("It", 3.0, 3.25), Word("runs.", 3.25, 4.0))
    blocks = (Block("paragraph", "It runs.", label="", path="p", rule="site keep"),)
    told = replace(
        narration,
        marks=(narration.marks[0], replace(narration.marks[1], words=words)),
        article=replace(narration.article, blocks=blocks),
    )
    added = catalog.add(told, "ferry.html", "page", "script")
    assert catalog.transcript(added.id) == Transcript(told.marks, (Block("paragraph", "It runs."),))
    with pytest.raises(OutputError, match="nothing: is no episode"):
        catalog.transcript("nothing")


def test_a_correction_is_told_with_how_much_of_it_is_new(catalog: Catalog) -> None:
    first = catalog.add(narration_of(catalog), "ferry.html", "page1", "script1")
    louder = catalog.add(narration_of(catalog, sound=b"louder"), "ferry.html", "page1", "script2")
    assert (first.corrections, louder.corrections) == ((), ())
    narration = narration_of(catalog)
    revised = replace(narration, marks=(narration.marks[0], replace(narration.marks[1], shown="It sank.")))
    corrected = catalog.add(revised, "ferry.html", "page2", "script3")
    assert [(note.changed, note.sentences) for note in corrected.corrections] == [(1, 2)]
    assert corrected.first_narrated == first.narrated
    assert catalog.find(first.id) == corrected


def test_what_is_withdrawn_leaves_its_row_and_nothing_else(catalog: Catalog) -> None:
    narration = narration_of(catalog)
    cover = catalog.staging / "cover.jpg"
    cover.write_bytes(b"jpeg")
    added = catalog.add(replace(narration, cover=cover), "ferry.html", "page", "script")
    assert (catalog.folder / added.cover).read_bytes() == b"jpeg"
    gone = catalog.withdraw(added.id, "Taken back by the editor")
    assert (gone.media, gone.file, gone.reason) == ((), "", "Taken back by the editor")
    assert catalog.find(added.id) == gone
    assert catalog.unchanged("page") is None
    assert [list((catalog.folder / each).iterdir()) for each in ("audio", "covers", "proofs")] == [[], [], []]
    again = catalog.add(narration_of(catalog), "ferry.html", "page", "script")
    assert (again.withdrawn, again.corrections, again.first_narrated) == ("", (), added.first_narrated)


def test_one_run_at_a_time(catalog: Catalog) -> None:
    with (
        catalog.alone(),
        Catalog(catalog.folder) as other,
        pytest.raises(OutputError, match="another run of narrate is at work"),
        other.alone(),
    ):
        pass
    with catalog.alone():
        pass


def test_the_remains_of_a_killed_run_go_and_what_is_not_ours_stays(catalog: Catalog) -> None:
    added = catalog.add(narration_of(catalog), "ferry.html", "page", "script")
    stray = [catalog.audio / "the-tram-0123abcd.mp3", catalog.folder / "proofs" / "the-tram-0123abcd.json"]
    foreign = catalog.audio / "holiday.mp3"
    dead = catalog.folder / ".staging" / "dead"
    dead.mkdir()
    for path in (*stray, foreign, dead / "half.mp3"):
        path.write_bytes(b"x")
    with catalog.alone():
        assert not any(path.exists() for path in (*stray, dead))
        assert foreign.exists()
        assert (catalog.folder / added.file).exists()
        assert catalog.staging.exists()


def test_a_file_cut_off_by_a_power_cut_is_made_again(catalog: Catalog) -> None:
    added = catalog.add(narration_of(catalog), "ferry.html", "page", "script")
    (catalog.folder / added.file).write_bytes(b"")
    assert catalog.unchanged("page") is None


def test_failures_are_counted_while_nothing_changes(catalog: Catalog) -> None:
    for key in ("page", "page", "another"):
        catalog.failed("a.html", "", ExtractError("a.html", "holds no article"), key)
        catalog.failed("b.html", "", OutputError("b.html", "x"), "")
    failure = catalog.failure("a.html")
    assert failure is not None
    assert (failure.kind, failure.cause, failure.tries) == ("ExtractError", "a.html: holds no article", 1)
    assert sorted((each.source, each.tries) for each in catalog.failures()) == [("a.html", 1), ("b.html", 3)]
    catalog.done("a.html")
    assert catalog.failure("a.html") is None


def test_a_damaged_catalogue_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "catalog.sqlite").write_bytes(b"This is no database. " * 400)
    with pytest.raises(OutputError, match=r"catalog\.sqlite: fails: .*Put a copy in its place"):
        Catalog(tmp_path / "output")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The ferry – at last – ran again.", 6),
        ("フェリーは日曜日に再び運航しました。", 8),
        ("渡轮周日恢复运行。", 4),
        ("เรือข้ามฟากกลับมาให้บริการอีกครั้งในวันอาทิตย์", 10),
        ("배는 일요일에 다시 다녔다.", 4),
        ("トヨタ announced 3 cars", 5),
    ],
)
def test_words_are_counted_in_every_script(text: str, words: int) -> None:
    assert count_words(text) == words
