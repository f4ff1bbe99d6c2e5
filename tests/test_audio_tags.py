"""What a player finds in the file beside the sound: the same in every format, by two readers."""

from __future__ import annotations

import base64
import io
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, get_args

import mutagen
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutagen.flac import FLAC, Picture
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus
from PIL import Image

from narrate import __version__
from narrate.audio.cover import draw_cover
from narrate.audio.ffmpeg import binary
from narrate.audio.sound import Labels
from narrate.audio.tags import DIGITAL_SOURCE_TYPE, DISCLOSURE, LARGEST, Description, describe, write_tags
from narrate.audio.tags.claims import Claims, claims_of
from narrate.audio.tags.description import SUMMARY
from narrate.errors import AudioError
from narrate.model import Article, AudioFormat, Block, Chapter, Mark, Script, Utterance, Voice
from tests.hearing import decoded, utterance

FORMATS: tuple[AudioFormat, ...] = get_args(AudioFormat)
DISCLOSED = "Diese Aufnahme wurde mit KI erstellt."
JPEG = draw_cover(b"", "harbour", "Harbour Post", [1.0]).small
VOICE = Voice(name="tone", engine="tone")
ARTICLE = Article(
    url="https://hafen.example/a?b=1&c=2", title="Die Fähre fährt", blocks=(Block("paragraph", "Die Fähre."),),
    authors=("Ida Testwell", "Ole Beispiel"), site="Hafenpost", language="de", published=date(2026, 5, 3),
)  # fmt: skip
MARKS = (
    Mark(0.4, 0.9, DISCLOSED, -1, "disclosure"),
    Mark(1.0, 1.2, "Lost", 0, source="failed"),
    Mark(1.25, 2.5, "Die Fähre fährt wieder.", 0),
)
CHAPTERS = (Chapter(0.0, 1.25, "Die Fähre fährt"), Chapter(1.25, 3.0, "Was sie; kostet = 3 # \\ Euro"))
SECONDS = 3.0


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a file of each format, without tags."""
    folder = tmp_path_factory.mktemp("plain")
    for kind in FORMATS:
        source = ["-f", "lavfi", "-i", "sine=440:d=3:r=48000", "-map_metadata", "-1", "-fflags", "+bitexact"]
        muxer = ["-f", "ipod"] if kind in ("m4a", "m4b") else []
        command = [binary(), "-v", "error", *source, *muxer, str(folder / f"a.{kind}")]
        subprocess.run(command, stdin=subprocess.DEVNULL, check=True)
    return folder


Tagger = Callable[..., Any]


@pytest.fixture
def tagged(plain: Path, tmp_path: Path) -> Tagger:
    """Tag a copy of a plain file and read the tags back with mutagen; ``tmp_path / "a.mp3"`` is the copy."""

    def tag(description: Description, kind: AudioFormat = "mp3") -> Any:
        shutil.copy(plain / f"a.{kind}", tmp_path)
        write_tags(tmp_path / f"a.{kind}", kind, description)
        return mutagen.File(tmp_path / f"a.{kind}")

    return tag


def script_about(article: Article, disclosed: str = DISCLOSED) -> Script:
    opening = (Utterance(utterance(disclosed).tokens, "disclosure"),) if disclosed else ()
    return Script(article, (*opening, utterance("Die Fähre fährt wieder.")), disclosed)


def described(
    article: Article = ARTICLE,
    disclosed: str = DISCLOSED,
    labels: Labels = Labels(),  # noqa: B008
    chapters: Sequence[Chapter] = CHAPTERS,
) -> Description:
    return describe(script_about(article, disclosed), VOICE, labels, MARKS, chapters, SECONDS, JPEG)


def by_ffmpeg(path: Path) -> tuple[dict[str, str], list[tuple[float, str]]]:
    """(tags, chapters) as ffmpeg reads them; names in small letters."""
    place = ["-map_metadata", "0:s:a:0"] if path.suffix == ".opus" else []  # Ogg's are the stream's
    command = [binary(), "-v", "error", "-i", str(path), *place, "-f", "ffmetadata", "-"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    head, *sections = _unescaped(done.stdout.decode()).split("\n[CHAPTER]\n")
    tags = dict(line.split("\1", 1) for line in head.split("\n") if "\1" in line)
    read = [dict(line.split("\1", 1) for line in each.split("\n") if "\1" in line) for each in sections]
    return (
        {name.lower(): value.replace("\2", "\n") for name, value in tags.items()},
        [(_start(each), each["title"].replace("\2", "\n")) for each in read],
    )


def _unescaped(text: str) -> str:
    """With \\1 for the "=" between name and value, \\2 for a line break inside a value."""
    signs = iter(text)
    parts: list[str] = []
    for sign in signs:
        if sign == "\\":
            escaped = next(signs)
            parts.append("\2" if escaped == "\n" else escaped)
        else:
            parts.append("\1" if sign == "=" else sign)
    return "".join(parts)


def _start(chapter: dict[str, str]) -> float:
    over, under = map(int, chapter["TIMEBASE"].split("/"))
    return int(chapter["START"]) * over / under


def chapters_by_mutagen(path: Path) -> list[tuple[float, str]]:
    """In the order of the file."""
    file: Any = mutagen.File(path)
    if isinstance(file, MP4):
        return [(chapter.start, chapter.title) for chapter in file.chapters or ()]
    tags: Any = file.tags
    if isinstance(file, FLAC | OggOpus):
        names = sorted(name for name, _ in tags if name.endswith("NAME"))
        return [(_seconds(tags[name[:-4]][0]), tags[name][0]) for name in names]
    frames = sorted(tags.getall("CHAP"), key=lambda frame: frame.start_time)
    return [(frame.start_time / 1000, frame.sub_frames["TIT2"].text[0]) for frame in frames]


def _seconds(clock: str) -> float:
    hours, minutes, seconds = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


# ── ID3 ────────────────────────────────────────────────────────────────────────────────────────────


def test_every_frame(tagged: Tagger) -> None:
    tags = tagged(described(labels=Labels(publisher="Hafen AG", copyright="Hafen AG"))).tags
    assert tags.version == (2, 4, 0)
    assert tags["TIT2"].text == ["Die Fähre fährt"]
    assert tags["TPE1"].text == ["Ida Testwell, Ole Beispiel"]
    assert tags["TPE2"].text == ["Hafen AG"]
    assert tags["TALB"].text == ["Hafenpost"]
    assert tags["TCON"].text == ["Podcast"]
    assert tags["TLAN"].text == ["ger"]
    assert tags["TLEN"].text == ["3000"]
    assert tags["TPUB"].text == ["Hafen AG"]
    assert tags["TCOP"].text == ["2026 Hafen AG"]
    assert tags["TSSE"].text == [f"narrate {__version__}, voice tone"]
    assert [str(stamp) for stamp in tags["TDRC"].text] == ["2026-05-03"]
    assert tags["WOAS"].url == tags["WOAF"].url == "https://hafen.example/a?b=1&c=2"
    assert tags["USLT::ger"].text == script_about(ARTICLE).text
    assert tags["SYLT::ger"].text == [(DISCLOSED, 400), ("Die Fähre fährt wieder.", 1250)]
    assert (tags["SYLT::ger"].format, tags["SYLT::ger"].type) == (2, 1)
    assert tags["COMM::ger"].text == [f"{DISCLOSED}\nDie Fähre fährt wieder."]
    assert tags["COMM:Disclosure:eng"].text == [DISCLOSURE]
    assert tags["TXXX:DigitalSourceType"].text == [DIGITAL_SOURCE_TYPE]
    picture = tags["APIC:"]
    assert (picture.mime, picture.type, picture.data) == ("image/jpeg", 3, JPEG)
    with Image.open(io.BytesIO(picture.data)) as cover:
        assert 600 <= cover.width == cover.height <= 800


def test_chapters_stand_in_the_order_of_time_and_name_their_place(tagged: Tagger, tmp_path: Path) -> None:
    titles = ["A very long heading that makes a large frame", "B", "Middling heading", "C", "Щось"]
    chapters = [Chapter(n * 0.5, n * 0.5 + 0.5, title) for n, title in enumerate(titles)]
    tags = tagged(described(chapters=chapters)).tags
    ordered = [tags[f"CHAP:{name}"] for name in tags["CTOC:contents"].child_element_ids]
    times = [(each.start_time, each.end_time) for each in ordered]
    assert times == [(500 * n, 500 * n + 500) for n in range(5)]
    links = [each.sub_frames["WXXX:"].url for each in ordered]
    assert links[0] == ARTICLE.url
    assert links[2] == f"{ARTICLE.url}#:~:text=Middling%20heading"
    data = (tmp_path / "a.mp3").read_bytes()
    places = [data.index(f"chapter{n:03d}\0".encode() + start.to_bytes(4, "big")) for n, (start, _) in
              enumerate(times)]  # fmt: skip
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("language", "code"),
    [("en", "eng"), ("uk", "ukr"), ("de", "ger"), ("pt-BR", "por"), ("zh-Hant-TW", "chi"), ("", "und"),
     ("klingonish!!", "und"), ("zz", "und"), ("x-own", "und"), ("e" * 5000, "und")],
)  # fmt: skip
def test_languages_have_three_letters(language: str, code: str, tagged: Tagger) -> None:
    tags = tagged(described(replace(ARTICLE, language=language))).tags
    assert tags["TLAN"].text == [code]
    assert f"USLT::{code}" in tags
    assert {frame.lang for frame in tags.getall("COMM")} == {code, "eng"}


@pytest.mark.parametrize(
    ("published", "written"),
    [
        (date(987, 1, 2), "0987-01-02"),
        (datetime(2026, 5, 3, 9, 30), "2026-05-03 09:30:00"),
        (datetime(2026, 5, 3, 9, 30, 1, 999, tzinfo=UTC), "2026-05-03 09:30:01"),
        (datetime(2026, 5, 3, 1, 0, tzinfo=timezone(timedelta(hours=3))), "2026-05-02 22:00:00"),
    ],
)
def test_a_time_of_day_is_written_in_utc(published: date, written: str, tagged: Tagger) -> None:
    tags = tagged(described(replace(ARTICLE, published=published))).tags
    assert [str(stamp) for stamp in tags["TDRC"].text] == [written]


def test_what_the_page_does_not_say_is_not_invented(tagged: Tagger) -> None:
    tags = tagged(described(Article(url="", title="A", blocks=()), disclosed="", chapters=())).tags
    missing = {"TDRC", "WOAS", "WOAF", "TCOP", "TPUB", "TXXX:DigitalSourceType", "CTOC:contents"}
    assert not missing & set(tags)
    assert not tags.getall("CHAP")
    assert (tags["TPE1"].text, tags["TALB"].text) == (["Unknown"], ["Articles"])


def test_the_site_stands_in_for_an_author_and_a_show_for_the_site(tagged: Tagger) -> None:
    labels = Labels(album="Aus dem Hafen", genre="Nachrichten")
    tags = tagged(described(replace(ARTICLE, authors=()), labels=labels)).tags
    assert (tags["TPE1"].text, tags["TALB"].text) == (["Hafenpost"], ["Aus dem Hafen"])
    assert (tags["TPE2"].text, tags["TCON"].text) == (["Hafenpost"], ["Nachrichten"])


@pytest.mark.parametrize(
    ("owner", "written"),
    [("Hafen AG", "2026 Hafen AG"), ("2024 Hafen AG", "2024 Hafen AG"), ("© Hafen AG", "© Hafen AG")],
)
def test_a_copyright_has_its_year(owner: str, written: str) -> None:
    assert described(labels=Labels(copyright=owner)).copyright == written


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://hafen.example/Fähre heute", "https://hafen.example/F%C3%A4hre%20heute"),
        ("https://hafen.example/F%C3%A4hre", "https://hafen.example/F%C3%A4hre"),
        ("HTTPS://hafen.example/новини", "HTTPS://hafen.example/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8"),
        ("", ""),
        ("/tmp/page.html", ""),
        ("file:///tmp/page.html", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_addresses_are_ascii_and_of_the_web(url: str, written: str) -> None:
    assert described(replace(ARTICLE, url=url)).url == written


def test_a_summary_has_whole_sentences() -> None:
    sentences = [f"Sentence number {n} says a little more than the one before." for n in range(9)]
    script = Script(ARTICLE, tuple(utterance(text) for text in sentences))
    summary = describe(script, VOICE, Labels(), (), (), 1.0, b"").summary
    assert summary == " ".join(sentences[:4])
    long = Script(ARTICLE, (utterance("word " * 100),))
    summary = describe(long, VOICE, Labels(), (), (), 1.0, b"").summary
    assert len(summary) <= SUMMARY
    assert summary.endswith("word…")


# ── Every format ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", FORMATS)
def test_tags_leave_the_sound_alone(kind: AudioFormat, tagged: Tagger, plain: Path, tmp_path: Path) -> None:
    tagged(described(), kind)
    assert np.array_equal(decoded(tmp_path / f"a.{kind}"), decoded(plain / f"a.{kind}"))


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_input_gives_the_same_bytes(kind: AudioFormat, tagged: Tagger, tmp_path: Path) -> None:
    tagged(described(), kind)
    once = (tmp_path / f"a.{kind}").read_bytes()
    tagged(described(), kind)
    assert (tmp_path / f"a.{kind}").read_bytes() == once
    assert list(tmp_path.iterdir()) == [tmp_path / f"a.{kind}"]


@pytest.mark.parametrize("kind", FORMATS)
def test_two_readers_find_the_same_chapters(kind: AudioFormat, tagged: Tagger, tmp_path: Path) -> None:
    tagged(described(), kind)
    expected = [(chapter.start, chapter.title) for chapter in CHAPTERS]
    for found in (chapters_by_mutagen(tmp_path / f"a.{kind}"), by_ffmpeg(tmp_path / f"a.{kind}")[1]):
        assert [title for _, title in found] == [title for _, title in expected]
        # ffmpeg takes an MP3's encoder delay off
        assert [start for start, _ in found] == pytest.approx([start for start, _ in expected], abs=0.03)


@pytest.mark.parametrize("kind", FORMATS)
def test_ffmpeg_finds_the_same_texts(kind: AudioFormat, tagged: Tagger, tmp_path: Path) -> None:
    description = described(labels=Labels(copyright="Hafen AG"))
    tagged(description, kind)
    tags, _ = by_ffmpeg(tmp_path / f"a.{kind}")
    expected = {
        "title": description.title, "artist": description.artist, "album": description.album,
        "album_artist": description.album_artist, "genre": description.genre, "date": description.date,
        "copyright": description.copyright, "digitalsourcetype": DIGITAL_SOURCE_TYPE,
    }  # fmt: skip
    assert {name: tags.get(name) for name in expected} == expected
    assert description.text in (tags.get("lyrics"), tags.get("lyrics-ger"))


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_has_the_cover(kind: AudioFormat, tagged: Tagger) -> None:
    file = tagged(described(), kind)
    tags: Any = file.tags
    if isinstance(file, MP4):
        (picture,) = map(bytes, tags["covr"])
    elif isinstance(file, FLAC):
        picture = file.pictures[0].data
    elif isinstance(file, OggOpus):
        picture = Picture(base64.b64decode(tags["metadata_block_picture"][0])).data
    else:
        picture = tags["APIC:"].data
    assert picture == JPEG


@pytest.mark.parametrize("kind", FORMATS)
def test_one_switch_takes_ai_out_of_every_layer(kind: AudioFormat, tagged: Tagger, tmp_path: Path) -> None:
    tagged(described(disclosed=""), kind)
    data = (tmp_path / f"a.{kind}").read_bytes()
    for word in (b"trainedAlgorithmicMedia", b"DigitalSourceType", DISCLOSED.encode(), DISCLOSURE.encode()):
        assert word.lower() not in data.lower().replace(DISCLOSED.lower().encode(), b"", 1)


def test_times_of_sentences_travel_where_there_is_no_sylt(tagged: Tagger) -> None:
    lrc = f"[00:00.40]{DISCLOSED}\n[00:01.25]Die Fähre fährt wieder."
    assert tagged(described(), "flac").tags["SYNCEDLYRICS"] == [lrc]
    assert tagged(described(), "opus").tags["SYNCEDLYRICS"] == [lrc]
    assert bytes(tagged(described(), "m4a").tags["----:com.apple.iTunes:SYNCEDLYRICS"][0]).decode() == lrc


def test_an_audiobook_stands_on_another_shelf(tagged: Tagger, tmp_path: Path) -> None:
    assert tagged(described(), "m4a").tags["stik"] == [21]
    assert tagged(described(), "m4b").tags["stik"] == [2]
    assert (tmp_path / "a.m4b").read_bytes()[8:12] == b"M4B "


def test_mp4_has_both_kinds_of_chapters_and_the_language(tagged: Tagger, tmp_path: Path) -> None:
    tagged(described(), "m4b")
    data = (tmp_path / "a.m4b").read_bytes()
    assert b"chpl" in data, "Nero's list"
    assert b"chap" in data, "the reference to QuickTime's track"
    language = sum((ord(letter) - 0x60) << shift for letter, shift in zip("deu", (10, 5, 0), strict=True))
    assert language.to_bytes(2, "big") in data[data.index(b"mdhd") :][:28]


@pytest.mark.parametrize("kind", FORMATS)
def test_a_tag_is_never_too_large(kind: AudioFormat, tagged: Tagger, tmp_path: Path, plain: Path) -> None:
    long = Script(ARTICLE, tuple(utterance("слово " * 30) for _ in range(900)), DISCLOSED)
    marks = tuple(Mark(n, n + 1, "слово " * 30, 0) for n in range(900))
    for count, times in ((300, True), (600, False), (900, False)):
        script = replace(long, utterances=long.utterances[:count])
        description = describe(script, VOICE, Labels(), marks[:count], CHAPTERS, 900.0, JPEG)
        tags = tagged(description, kind).tags
        path = tmp_path / f"a.{kind}"
        assert path.stat().st_size - (plain / path.name).stat().st_size <= LARGEST
        if kind == "mp3":
            assert bool(tags.getall("SYLT")) == times
            assert [str(text) for text in tags.getall("USLT")] == ([script.text] if count < 900 else [])


@pytest.mark.parametrize("kind", FORMATS)
def test_an_unreadable_file_is_one_error(kind: AudioFormat, tmp_path: Path) -> None:
    with pytest.raises(AudioError):
        write_tags(tmp_path / "none" / f"nowhere.{kind}", kind, described())
    (tmp_path / f"text.{kind}").write_text("no sound")
    if kind != "mp3":  # an MP3 may begin anywhere
        with pytest.raises(AudioError) as caught:
            write_tags(tmp_path / f"text.{kind}", kind, described())
        assert "\n" not in str(caught.value)
    assert {path.name for path in tmp_path.iterdir()} == {f"text.{kind}"}


@pytest.mark.parametrize("kind", FORMATS)
def test_claims_are_read_back(kind: AudioFormat, tagged: Tagger, tmp_path: Path, plain: Path) -> None:
    tagged(described(), kind)
    d = described()
    expected = Claims(d.title, d.artist, d.url, DIGITAL_SOURCE_TYPE, d.encoder)
    assert claims_of(tmp_path / f"a.{kind}") == expected
    assert claims_of(Path(__file__)) == Claims()


# ── Hostile texts ──────────────────────────────────────────────────────────────────────────────────

HOSTILE = st.one_of(
    st.text(st.characters(categories=["Cc", "Cs", "Zs", "Zl", "Lu", "So", "Mn", "Cf", "Po"]), max_size=60),
    st.sampled_from(
        ["🦊" * 5000, "a\0b", "\ud800", "\ufeff\u202e", "ID3\x03", "\x01\n\r\t", "T" * 5000, "=;#\\", "[CHAPTER]",
         ";FFMETADATA1", "a/b;c, d\\", " ", "", "é" * 64, "Ж" * 128]
    ),
)  # fmt: skip


@pytest.mark.parametrize("kind", FORMATS)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=HOSTILE, url=HOSTILE, author=HOSTILE, language=HOSTILE, heading=HOSTILE, text=HOSTILE)
def test_hostile_texts_are_read_alike_by_two_readers(
    kind: AudioFormat, tagged: Tagger, tmp_path: Path,
    title: str, url: str, author: str, language: str, heading: str, text: str,
) -> None:  # fmt: skip
    article = Article(
        url=f"https://{url}", title=title, blocks=(), authors=(author,), site=title, language=language
    )
    marks = (Mark(0.1, 1.0, text, 0), Mark(1.0, 2.0, heading, 1))
    chapters = (Chapter(0.0, 1.0, title), Chapter(1.0, 3.0, heading))
    labels = Labels(album=heading, copyright=text)
    d = describe(script_about(article, text), VOICE, labels, marks, chapters, SECONDS, JPEG)
    tagged(d, kind)
    path = tmp_path / f"a.{kind}"
    assert claims_of(path) == Claims(d.title, d.artist, d.url, d.source_type, d.encoder)
    tags, read = by_ffmpeg(path)
    assert (tags["title"], tags["artist"], tags["album"]) == (d.title, d.artist, d.album)
    assert [name for _, name in read] == [name for _, name in chapters_by_mutagen(path)]
    assert [name[:20].rstrip("\\") for _, name in read] == [
        section.title[:20].rstrip("\\") for section in d.sections
    ]
    assert d.url.isascii()
    assert len(d.language) == 3
