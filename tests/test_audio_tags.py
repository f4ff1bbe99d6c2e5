"""What a player finds in the file beside the sound."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen.id3 import ID3
from PIL import Image

from narrate import __version__
from narrate.audio.chapters import chapters_of
from narrate.audio.cover import cover_jpeg
from narrate.audio.encode import encode_mp3
from narrate.audio.join import join_clips
from narrate.audio.sound import Labels, Sound
from narrate.audio.tags import DIGITAL_SOURCE_TYPE, DISCLOSURE, write_tags
from narrate.errors import AudioError
from narrate.model import Article, Block, Mark, Script, Utterance, Voice
from tests.hearing import chapters, decoded, speechlike, utterance

DISCLOSED = "Diese Aufnahme wurde mit KI erstellt."
JPEG = cover_jpeg(b"", "harbour", [1.0])
VOICE = Voice(name="tone", engine="tone")


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished MP3 without tags."""
    folder = tmp_path_factory.mktemp("plain")
    with (folder / "recording").open("wb") as out:
        joined = join_clips([(utterance(), speechlike(1.0))], Sound(), out)
    encode_mp3(folder / "recording", joined, Sound(), folder / "plain.mp3")
    return folder / "plain.mp3"


Tagger = Callable[..., ID3]


@pytest.fixture
def tagged(plain: Path, tmp_path: Path) -> Tagger:
    """Tag a copy of the plain file and read the tags back; ``tmp_path / "a.mp3"`` is the copy."""

    def tag(script: Script, labels: Labels | None = None, marks: tuple[Mark, ...] = ()) -> ID3:
        mp3 = tmp_path / "a.mp3"
        shutil.copy(plain, mp3)
        chapters = chapters_of(script.article, marks, 90.0)
        write_tags(mp3, script, VOICE, labels or Labels(), chapters, 90.0, JPEG)
        return ID3(mp3)

    return tag


def script_about(article: Article, disclosed: str = DISCLOSED) -> Script:
    opening = (Utterance(utterance(disclosed).tokens, "disclosure"),) if disclosed else ()
    return Script(article, (*opening, utterance("Die Fähre fährt wieder.")), disclosed)


ARTICLE = Article(
    url="https://hafen.example/a?b=1&c=2", title="Die Fähre fährt", blocks=(Block("paragraph", "Die Fähre."),),
    authors=("Ida Testwell", "Ole Beispiel"), site="Hafenpost", language="de", published=date(2026, 5, 3),
)  # fmt: skip


def test_every_frame(tagged: Tagger) -> None:
    script = script_about(ARTICLE)
    tags = tagged(script)
    assert tags.version == (2, 4, 0)
    assert tags["TIT2"].text == ["Die Fähre fährt"]
    assert tags["TPE1"].text == ["Ida Testwell, Ole Beispiel"]
    assert tags["TALB"].text == ["Hafenpost"]
    assert tags["TCON"].text == ["Podcast"]
    assert tags["TLAN"].text == ["ger"]
    assert tags["TLEN"].text == ["90000"]
    assert tags["TSSE"].text == [f"narrate {__version__}, voice tone"]
    assert [str(stamp) for stamp in tags["TDRC"].text] == ["2026-05-03"]
    assert tags["WOAS"].url == "https://hafen.example/a?b=1&c=2"
    assert tags["USLT::ger"].text == script.text
    assert tags["COMM::ger"].text == [DISCLOSED]
    assert tags["COMM::eng"].text == [DISCLOSURE]
    assert tags["TXXX:DigitalSourceType"].text == [DIGITAL_SOURCE_TYPE]
    picture = tags["APIC:"]
    assert (picture.mime, picture.type) == ("image/jpeg", 3)
    with Image.open(io.BytesIO(picture.data)) as cover:
        assert (cover.format, cover.width) == ("JPEG", cover.height)


def test_tags_leave_the_sound_alone(tagged: Tagger, plain: Path, tmp_path: Path) -> None:
    tagged(script_about(ARTICLE))
    assert (decoded(tmp_path / "a.mp3") == decoded(plain)).all()


@pytest.mark.parametrize(
    ("language", "code"),
    [("en", "eng"), ("uk", "ukr"), ("de", "ger"), ("pt-BR", "por"), ("zh-Hant-TW", "chi"), ("", "und"),
     ("klingonish!!", "und"), ("zz", "und"), ("x-own", "und"), ("e" * 5000, "und")],
)  # fmt: skip
def test_languages_have_three_letters(language: str, code: str, tagged: Tagger) -> None:
    tags = tagged(script_about(replace(ARTICLE, language=language)))
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
    tags = tagged(script_about(replace(ARTICLE, published=published)))
    assert [str(stamp) for stamp in tags["TDRC"].text] == [written]


def test_what_the_page_does_not_say_is_not_invented(tagged: Tagger) -> None:
    tags = tagged(script_about(Article(url="", title="A", blocks=()), disclosed=""))
    assert not {"TDRC", "WOAS", "TXXX:DigitalSourceType"} & set(tags)
    assert not tags.getall("COMM")
    assert not tags.getall("CHAP")
    assert (tags["TPE1"].text, tags["TALB"].text) == (["Unknown"], ["Articles"])


def test_the_site_stands_in_for_an_author_and_a_show_for_the_site(tagged: Tagger) -> None:
    tags = tagged(
        script_about(replace(ARTICLE, authors=())), Labels(album="Aus dem Hafen", genre="Nachrichten")
    )
    assert (tags["TPE1"].text, tags["TALB"].text) == (["Hafenpost"], ["Aus dem Hafen"])
    assert tags["TCON"].text == ["Nachrichten"]


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://hafen.example/Fähre heute", "https://hafen.example/F%C3%A4hre%20heute"),
        ("https://hafen.example/F%C3%A4hre", "https://hafen.example/F%C3%A4hre"),
        ("HTTPS://hafen.example/новини", "HTTPS://hafen.example/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8"),
    ],
)
def test_addresses_are_ascii(url: str, written: str, tagged: Tagger) -> None:
    assert tagged(script_about(replace(ARTICLE, url=url)))["WOAS"].url == written


@pytest.mark.parametrize("url", ["", "/tmp/page.html", "file:///tmp/page.html", "javascript:alert(1)"])
def test_only_web_addresses_are_written(url: str, tagged: Tagger) -> None:
    assert "WOAS" not in tagged(script_about(replace(ARTICLE, url=url)))


def headed(*headings: str) -> tuple[Script, tuple[Mark, ...]]:
    """An article of headings ten seconds apart."""
    article = replace(ARTICLE, blocks=tuple(Block("heading", text, 2) for text in headings))
    marks = tuple(Mark(10.0 * (n + 1), 10.0 * n + 12, text, n, "heading") for n, text in enumerate(headings))
    return script_about(article), marks


def test_chapters_stand_in_the_file_in_the_order_of_time(tagged: Tagger, tmp_path: Path) -> None:
    titles = ["A very long heading that makes a large frame", "B", "Middling heading", "C", "Щось"]
    script, marks = headed(*titles)
    tags = tagged(script, marks=marks)
    expected = [(0, ARTICLE.title), *((10_000 * (n + 1), title) for n, title in enumerate(titles))]
    assert chapters(tmp_path / "a.mp3") == [(start / 1000, title) for start, title in expected]
    ordered = [tags[f"CHAP:{name}"] for name in tags["CTOC:contents"].child_element_ids]
    assert [(each.start_time, each.sub_frames["TIT2"].text[0]) for each in ordered] == expected
    ends = [each.end_time for each in ordered]
    assert ends == [start for start, _ in expected[1:]] + [90_000]
    data = (tmp_path / "a.mp3").read_bytes()
    places = [data.index(f"chapter{n:03d}\0".encode() + start.to_bytes(4, "big")) for n, (start, _) in
              enumerate(expected)]  # fmt: skip
    assert places == sorted(places)


def test_a_heading_that_was_not_heard_is_no_chapter(tagged: Tagger, tmp_path: Path) -> None:
    script, marks = headed("Heard", "Lost", "Heard again")
    lost = replace(marks[1], source="failed")
    tagged(script, marks=(marks[0], replace(marks[0], start=11.0), lost, marks[2]))
    assert chapters(tmp_path / "a.mp3") == [(0.0, ARTICLE.title), (10.0, "Heard"), (30.0, "Heard again")]


def test_an_unreadable_file_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(AudioError, match=r"nowhere\.mp3: cannot be tagged"):
        write_tags(tmp_path / "none" / "nowhere.mp3", script_about(ARTICLE), VOICE, Labels(), (), 1.0, JPEG)


HOSTILE = st.one_of(
    st.text(st.characters(categories=["Cc", "Cs", "Zs", "Lu", "So", "Mn", "Cf"]), max_size=60),
    st.sampled_from(["🦊" * 5000, "a\0b", "\ud800", "\ufeff\u202e", "ID3\x03", "\x01\n\r\t", "T" * 5000]),
)


@settings(max_examples=20, deadline=None)
@given(title=HOSTILE, url=HOSTILE, author=HOSTILE, language=HOSTILE, heading=HOSTILE, text=HOSTILE)
def test_hostile_texts_leave_a_readable_file(
    plain: Path,
    tmp_path_factory: pytest.TempPathFactory,
    title: str, url: str, author: str, language: str, heading: str, text: str,
) -> None:  # fmt: skip
    mp3 = tmp_path_factory.mktemp("hostile") / "a.mp3"
    shutil.copy(plain, mp3)
    blocks = (Block("heading", heading, 2), Block("paragraph", text))
    article = Article(
        url=f"https://{url}", title=title, blocks=blocks, authors=(author,), site=title, language=language
    )
    script = script_about(article, disclosed=text)
    marks = (Mark(1.0, 2.0, heading, 0, "heading"),)
    jpeg = cover_jpeg(url.encode("utf-8", "replace"), title, [])
    chapters = chapters_of(article, marks, 3.0)
    write_tags(mp3, script, replace(VOICE, name=author), Labels(album=heading), chapters, 3.0, jpeg)
    tags = ID3(mp3)
    for name in ("TIT2", "TPE1", "TALB", "TLAN"):
        (written,) = tags[name].text
        assert written == " ".join(written.split())
    assert tags["WOAS"].url.isascii()
    assert len(tags.getall("CHAP")) == 2
    assert len(tags["TLAN"].text[0]) == 3
