"""The site's folder: as little is written as can be, whole files only, and nothing of anybody else's is touched."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from lxml import etree
from PIL import Image

from narrate.errors import OutputError, SettingsError
from narrate.model import Episode, Transcript
from narrate.publish import Show, publish, transcripts
from narrate.publish import build as build_module
from narrate.publish.site import OWN, Part, Site
from tests.publishing import SHOW, episode, jpeg, published, with_files

BESIDE = {
    "index.html", "embed.html", "oembed.json", "transcript.vtt", "transcript.srt", "transcript.json",
    "transcript.txt", "chapters.json", "marks.json",
}  # fmt: skip


def guids(folder: Path, feed: str = "feed.xml") -> list[str]:
    tree = etree.fromstring((folder / "site" / feed).read_bytes())
    return [guid.removeprefix("narrate:") for guid in tree.xpath("channel/item/guid/text()")]


def ids(*episodes: Episode) -> list[str]:
    return [one.id for one in episodes]


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Of every file and folder of the site but the lock."""
    found = {str(path.relative_to(folder)): path.stat() for path in folder.rglob("*") if path.name != "lock"}
    return {name: (stat.st_ino, stat.st_mtime_ns) for name, stat in found.items()}


# ── What is there ──────────────────────────────────────────────────────────────────────────────────


def test_a_site_holds_all_that_its_feed_names(tmp_path: Path) -> None:
    done = published(tmp_path, episode(1), episode(2))
    assert (done.episodes, done.feeds, done.warnings) == (2, ("https://audio.example/desk/feed.xml",), ())
    site = tmp_path / "site"
    tree = etree.fromstring((site / "feed.xml").read_bytes())
    named = set(tree.xpath("//@url | //@href | //@uri"))
    assert len(named) > 15
    for address in named:
        place = address.removeprefix("https://audio.example/desk/")
        assert (site / place).is_file() or not place.startswith(("audio/", "covers/", "episodes/", "feed"))
        assert place != address, f"{address} leads out of the site"
    assert {path.name for path in (site / "episodes" / episode(1).id).iterdir()} == BESIDE
    assert {path.name for path in site.iterdir()} == {
        OWN, "audio", "covers", "assets", "episodes", "index.html", "search.json", "narrate-player.js",
        "feed.xml", "feed.json", "shows.opml", "sitemap.xml",
    }  # fmt: skip


def test_the_enclosure_has_the_bytes_that_lie_there(tmp_path: Path) -> None:
    one = episode()
    with_files(tmp_path, one)
    (tmp_path / one.file).write_bytes(b"tagged again by hand")
    published(tmp_path, one)
    (length,) = etree.fromstring((tmp_path / "site" / "feed.xml").read_bytes()).xpath("//enclosure/@length")
    assert int(length) == (tmp_path / "site" / one.file).stat().st_size == len(b"tagged again by hand")


def test_recordings_are_not_stored_twice(tmp_path: Path) -> None:
    published(tmp_path, episode())
    assert (tmp_path / "site" / episode().file).samefile(tmp_path / episode().file)


def test_where_no_link_can_be_recordings_are_copied_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(source: Path, target: Path) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", link)
    published(tmp_path, episode())
    copy = tmp_path / "site" / episode().file
    assert copy.read_bytes() == (tmp_path / episode().file).read_bytes()
    assert not copy.samefile(tmp_path / episode().file)
    assert published(tmp_path, episode()).written == ()


def test_each_show_has_its_own_feed_and_its_own_episodes(tmp_path: Path) -> None:
    german = episode(2, language="de")
    shows = (SHOW, replace(SHOW, key="deutsch", title="Auf Deutsch", languages=("de",), base_url=""))
    done = published(tmp_path, episode(1), german, shows=shows)
    assert done.feeds[1] == "https://audio.example/desk/shows/deutsch/feed.xml"
    assert sorted(guids(tmp_path)) == sorted(ids(episode(1), german))
    assert guids(tmp_path, "shows/deutsch/feed.xml") == ids(german)
    assert (tmp_path / "site" / "shows" / "deutsch" / "index.html").is_file()


def test_what_no_show_takes_is_not_published(tmp_path: Path) -> None:
    published(tmp_path, episode(1), episode(2, language="de"), shows=(replace(SHOW, languages=("en",)),))
    assert guids(tmp_path) == ids(episode(1))
    assert not (tmp_path / "site" / "episodes" / episode(2).id).exists()


def test_without_an_address_there_is_no_feed(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="base_url: is not set"):
        published(tmp_path, episode(), shows=(Show(),))
    assert not (tmp_path / "site").exists()


# ── Only what changed ──────────────────────────────────────────────────────────────────────────────


def test_without_a_change_nothing_is_touched(tmp_path: Path) -> None:
    published(tmp_path, episode(1), episode(2))
    before = stamps(tmp_path / "site")
    done = published(tmp_path, episode(1), episode(2))
    assert (done.written, done.removed) == ((), ())
    assert stamps(tmp_path / "site") == before


def test_one_episode_more_writes_its_files_and_what_lists_it(tmp_path: Path) -> None:
    published(tmp_path, episode(1), episode(2))
    new = episode(3)
    written = set(published(tmp_path, episode(1), episode(2), new).written)
    own = {place for place in written if new.id in place or new.id[:8] in place}
    assert len(own) == len(BESIDE) + 3  # the recording, its cover, and the small one
    assert written - own == {"feed.xml", "feed.json", "index.html", "search.json", "sitemap.xml"}


def test_a_correction_takes_the_place_of_its_episode(tmp_path: Path) -> None:
    before = episode()
    media = replace(before.media[0], file="audio/ferry-00000002.mp3")
    after = replace(before, media=(media,), file=media.file, narrated="2026-06-03T10:00:00+00:00")
    published(tmp_path, before)
    done = published(tmp_path, after)
    assert guids(tmp_path) == ids(before)
    assert "audio/ferry-00000002.mp3" in done.written
    assert done.removed == (before.file,)
    assert "ferry-00000002.mp3" in (tmp_path / "site" / "feed.xml").read_text(encoding="utf-8")


def test_a_withdrawn_episode_leaves_a_notice_and_nothing_else(tmp_path: Path) -> None:
    published(tmp_path, episode(1), episode(2))
    before = stamps(tmp_path / "site")
    gone = replace(
        episode(1), withdrawn="2026-06-04T08:00:00+00:00", reason="It was wrong.", media=(), file="", cover=""
    )
    done = published(tmp_path, gone, episode(2))
    assert (done.episodes, done.withdrawn) == (1, 1)
    assert guids(tmp_path) == ids(episode(2))
    folder = tmp_path / "site" / "episodes" / gone.id
    assert {path.name for path in folder.iterdir()} == {"index.html", "embed.html", "marks.json"}
    assert "It was wrong." in (folder / "index.html").read_text(encoding="utf-8")
    assert json.loads((folder / "marks.json").read_text(encoding="utf-8"))["withdrawn"] is True
    assert not (tmp_path / "site" / episode(1).file).exists()
    other = f"episodes/{episode(2).id}/"
    after = stamps(tmp_path / "site")
    assert {name: stamp for name, stamp in after.items() if name.startswith((other, "assets"))} == {
        name: stamp for name, stamp in before.items() if name.startswith((other, "assets"))
    }


def test_an_episode_that_is_gone_disappears(tmp_path: Path) -> None:
    published(tmp_path, episode(1), episode(2))
    done = published(tmp_path, episode(2))
    assert guids(tmp_path) == ids(episode(2))
    assert not (tmp_path / "site" / "episodes" / episode(1).id).exists()
    assert len(done.removed) == len(BESIDE) + 3


def test_a_show_that_is_gone_disappears(tmp_path: Path) -> None:
    further = replace(SHOW, key="more", title="More")
    published(tmp_path, episode(), shows=(SHOW, further))
    published(tmp_path, episode())
    assert not (tmp_path / "site" / "shows").exists()


def test_a_file_that_somebody_deleted_comes_back(tmp_path: Path) -> None:
    published(tmp_path, episode())
    place = f"episodes/{episode().id}/transcript.vtt"
    (tmp_path / "site" / place).unlink()
    assert published(tmp_path, episode()).written == (place,)


def test_an_episode_without_its_audio_is_left_out_with_a_warning(tmp_path: Path) -> None:
    library = with_files(tmp_path, episode(1), episode(2))
    (tmp_path / episode(1).file).unlink()
    done = publish(library, (SHOW,), tmp_path / "site", lambda _: jpeg())
    assert guids(tmp_path) == ids(episode(2))
    assert done.left_out == 1
    assert done.warnings[0].startswith(f"The ferry runs again, week 1: {episode(1).file} is missing")


def test_an_episode_without_its_cover_has_that_of_the_show(tmp_path: Path) -> None:
    library = with_files(tmp_path, episode())
    (tmp_path / episode().cover).unlink()
    publish(library, (SHOW,), tmp_path / "site", lambda _: jpeg())
    tree = etree.fromstring((tmp_path / "site" / "feed.xml").read_bytes())
    names = {"itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd"}
    assert tree.xpath("//item/itunes:image/@href", namespaces=names) == tree.xpath(
        "channel/itunes:image/@href", namespaces=names
    )


def test_a_podcast_keeps_its_guid_when_the_site_moves(tmp_path: Path) -> None:
    def guid() -> str:
        names = {"podcast": "https://podcastindex.org/namespace/1.0"}
        tree = etree.fromstring((tmp_path / "site" / "feed.xml").read_bytes())
        return str(tree.xpath("string(channel/podcast:guid)", namespaces=names))

    published(tmp_path, episode())
    before = guid()
    published(tmp_path, episode(), shows=(replace(SHOW, base_url="https://elsewhere.example/"),))
    assert guid() == before != ""


# ── Other people's files ───────────────────────────────────────────────────────────────────────────


def test_files_of_others_stay(tmp_path: Path) -> None:
    own = tmp_path / "site" / "audio" / "jingle.mp3"
    own.parent.mkdir(parents=True)
    own.write_bytes(b"ours")
    (tmp_path / "site" / "robots.txt").write_text("User-agent: *")
    published(tmp_path, episode())
    published(tmp_path)
    assert own.read_bytes() == b"ours"
    assert (tmp_path / "site" / "robots.txt").is_file()


def test_a_file_of_others_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("my home page")
    with pytest.raises(OutputError, match=r"was not written by narrate publish\. Move it away"):
        published(tmp_path, episode())
    assert (tmp_path / "site" / "index.html").read_text() == "my home page"
    assert not (tmp_path / "site" / "feed.xml").exists()


@pytest.mark.parametrize(
    "place", ["../catalog.sqlite", "/etc/hostname", ".narrate/manifest.json", "a\\..\\b"]
)
def test_a_manifest_never_leads_out_of_the_folder(place: str, tmp_path: Path) -> None:
    published(tmp_path, episode())
    (tmp_path / "catalog.sqlite").write_text("precious")
    manifest = tmp_path / "site" / OWN / "manifest.json"
    data = json.loads(manifest.read_text(encoding="utf-8"))
    data["parts"]["evil"] = ["key", place]
    manifest.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(OutputError, match="not in its folder"):
        published(tmp_path, episode())
    assert (tmp_path / "catalog.sqlite").read_text() == "precious"


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"parts": {"a": 1}, "facts": {}}', "\x00"])
def test_a_broken_manifest_is_named(content: str, tmp_path: Path) -> None:
    published(tmp_path, episode())
    (tmp_path / "site" / OWN / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(OutputError, match=r"manifest\.json: cannot be read"):
        published(tmp_path, episode())


def test_two_runs_do_not_write_one_site(tmp_path: Path) -> None:
    published(tmp_path, episode())
    with FileLock(tmp_path / "site" / OWN / "lock"), pytest.raises(OutputError, match="by another run"):
        published(tmp_path, episode())


# ── Runs that are killed ───────────────────────────────────────────────────────────────────────────


class Killed(Exception):
    pass


def killed_at(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run ends at its ``count``-th file that is put in its place, as if the power went."""
    calls = iter(range(count))
    replace_file = os.replace

    def stop(source: Any, target: Any) -> None:
        if f"{os.sep}{OWN}{os.sep}staging" in str(source) and next(calls, None) is None:
            raise Killed
        replace_file(source, target)

    monkeypatch.setattr(os, "replace", stop)


@pytest.mark.parametrize("count", [0, 1, 2, 5, 11, 13, 15])
def test_a_run_that_is_killed_leaves_a_whole_site_and_the_next_completes_it(
    count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(tmp_path, episode(1))
    old = (tmp_path / "site" / "feed.xml").read_bytes()
    with monkeypatch.context() as patch:
        killed_at(count, patch)
        with pytest.raises(Killed):
            published(tmp_path, episode(2))
    feed = (tmp_path / "site" / "feed.xml").read_bytes()
    if feed == old:
        assert (tmp_path / "site" / episode(1).file).is_file()
    for guid in guids(tmp_path):
        assert (tmp_path / "site" / "episodes" / guid / "index.html").is_file()
    published(tmp_path, episode(2))
    assert guids(tmp_path) == ids(episode(2))
    assert in_site(tmp_path) == in_site_of(tmp_path / "fresh", episode(2))


def test_what_a_killed_run_has_left_of_an_episode_that_is_gone_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> str:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(transcripts, "written", broken)
        with pytest.raises(Killed):
            published(tmp_path, episode(1))
    assert (tmp_path / "site" / episode(1).file).is_file()
    published(tmp_path, episode(2))
    assert in_site(tmp_path) == in_site_of(tmp_path / "fresh", episode(2))


def in_site(folder: Path) -> set[str]:
    site = folder / "site"
    return {str(path.relative_to(site)) for path in site.rglob("*") if path.is_file()}


def in_site_of(folder: Path, *episodes: Episode) -> set[str]:
    published(folder, *episodes)
    return in_site(folder)


def test_a_part_writes_what_it_makes_and_forgets_what_it_made_before(tmp_path: Path) -> None:
    def run(key: str, made: Iterable[str]) -> None:
        part = Part("one", key, ("a.txt", "b/c.txt"), lambda: dict.fromkeys(made, key))
        with Site(tmp_path) as site:
            site.apply([part], {})

    run("1", ["a.txt", "b/c.txt"])
    run("2", ["a.txt"])
    assert (tmp_path / "a.txt").read_text() == "2"
    assert not (tmp_path / "b").exists()
    with Site(tmp_path) as site:
        assert site.apply([], {}).removed == ["a.txt"]


def test_the_small_cover_is_small(tmp_path: Path) -> None:
    published(tmp_path, episode(1))
    with Image.open(tmp_path / "site" / episode(1).cover.replace(".jpg", "-small.jpg")) as image:
        assert image.size == (352, 352)


def test_a_cover_that_cannot_be_read_is_its_own_small_one(tmp_path: Path) -> None:
    library = with_files(tmp_path, episode(1))
    (tmp_path / episode(1).cover).write_bytes(b"no picture")
    publish(library, [SHOW], tmp_path / "site", lambda _: jpeg())
    small = tmp_path / "site" / episode(1).cover.replace(".jpg", "-small.jpg")
    assert small.read_bytes() == b"no picture"


def test_all_that_a_page_names_is_there_though_nothing_is_said(tmp_path: Path) -> None:
    library = replace(with_files(tmp_path, episode(1)), transcript=lambda _: Transcript((), ()))
    publish(library, [SHOW], tmp_path / "site", lambda _: jpeg())
    folder = tmp_path / "site" / "episodes" / episode(1).id
    page = (folder / "index.html").read_text(encoding="utf-8")
    for name in re.findall(r'href="(transcript[^"]*)"', page):
        assert (folder / name).is_file(), name


def test_a_show_that_takes_nothing_is_told(tmp_path: Path) -> None:
    shows = (SHOW, Show(key="none", languages=("fr",), base_url=SHOW.base_url))
    assert published(tmp_path, episode(1), shows=shows).warnings == (
        "[shows.none]: takes none of the episodes; look at its filters",
    )
    assert published(tmp_path, shows=shows).warnings == ()


def test_a_full_disk_is_named_by_the_file_that_has_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(source: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(source), None, str(target))

    def refuse(*_: object) -> None:
        raise OSError(errno.EXDEV, "another file system")

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(shutil, "copy2", full)
    with pytest.raises(OutputError, match=r"site.*: cannot be written: No space left on device"):
        published(tmp_path, episode(1))


def test_what_tools_leave_in_the_room_makes_nothing_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = tmp_path / "room"
    room.mkdir()
    (room / "build.py").write_text("")
    monkeypatch.setattr(build_module, "__file__", str(room / "build.py"))
    before = build_module._room.__wrapped__()
    (room / ".mypy_cache").mkdir()
    (room / ".mypy_cache" / "cache.db").write_text("")
    assert build_module._room.__wrapped__() == before
    (room / "page.css").write_text("a {}")
    assert build_module._room.__wrapped__() != before
