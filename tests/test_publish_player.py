"""The player in a real browser: on our own page, in a foreign one, and where things are missing.

Needs Chromium (or CHROMIUM=path), node, and NARRATE_BROWSER_MODULES: a folder where
``npm i playwright-core axe-core`` was run.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from narrate.model import Block, Episode, Transcript
from narrate.publish import pages
from narrate.publish.places import Places
from tests.listening import BLOCKS, SENTENCES, SITE, episode, transcript, withdrawn, write_site

HERE = Path(__file__).parent / "browser"
MODULES = os.environ.get("NARRATE_BROWSER_MODULES", "")
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
MISSING = [
    name
    for name, there in (
        ("node", shutil.which("node")),
        ("chromium", Path(CHROMIUM).exists()),
        ("NARRATE_BROWSER_MODULES with playwright-core and axe-core",
         MODULES and Path(MODULES, "node_modules", "axe-core").is_dir()),
    )
    if not there
]  # fmt: skip
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"no {', no '.join(MISSING)}")

HACK = "globalThis.hacked=1"
BAD = (
    f"<script>{HACK}</script>", f"</script><script>{HACK}</script>", f'"><img src=x onerror="{HACK}">',
    f"'><svg onload={HACK}>", f"javascript:{HACK}", "]]><!-- hacked", "\x00\x1b\x7f hacked", "\u202e\u2066 hacked",
    "hacked 🛳️👩‍👩‍👧 é", "hacked" * 833, f"</title></style>{{{{{HACK}}}}}${{{HACK}}}",
)  # fmt: skip

HOST = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The Harbour Post</title>
<link rel="icon" href="{icon}"><meta name="viewport" content="width=device-width, initial-scale=1">
<style>* {{ letter-spacing: 2px; text-transform: uppercase }} h1, p, li, a, em, b, article, main, body
{{ letter-spacing: normal; text-transform: none }} button, select, input {{ border: 9px solid lime; width: 100% }}
body {{ font: 18px/1.6 serif }} main {{ max-width: 700px; margin: auto; padding: 0 20px }}</style></head>
<body><main><article><h1>The ferry&nbsp;runs again</h1>{line}
<aside><q>“Nobody disagreed,” said Ida Moorcroft.</q> <q>We shall miss the gulls.</q></aside>
<p>The <em>ferry ran <b>again</b></em> on <a href="#">Sun&shy;day</a>. It had spent<br>eleven weeks
  in the yard.<sup><a href="#n">1</a></sup></p><aside>Advertisement</aside>
<p>"Nobody disagreed," said <a href="#">Ida Moorcroft</a>. The repair cost $3.5&nbsp;million in all.</p>
<p>We shall miss the <span>gu</span>lls.</p></article></main></body></html>"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the browser saw in every scenario."""
    site = tmp_path_factory.mktemp("site")
    write_site(site, [(episode(), transcript()), *others()])
    host(site, "host.html", episode())
    host(site, "host-withdrawn.html", replace(episode(), id="d" * 12))
    host(site, "host-missing.html", replace(episode(), id="e" * 12))
    command = ["node", str(HERE / "scenarios.mjs"), MODULES, str(site)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def others() -> list[tuple[Episode, Transcript]]:
    arabic = (Block("paragraph", "افتتحت المدينة جسرا جديدا. وعبره مئات السكان."),)
    said = [
        ("title", -1, "جسر جديد"),
        ("body", 0, "افتتحت المدينة جسرا جديدا."),
        ("body", 0, "وعبره مئات السكان."),
    ]
    zurich = replace(episode(), id="b" * 12, title="A tram in Zürich", published="2026-05-01T09:00:00Z")
    gone = withdrawn(replace(episode(), id="d" * 12))
    return [
        (replace(episode(), id="a" * 12, title="جسر جديد", language="ar"), transcript(said, arabic)),
        (zurich, transcript()),
        (gone, transcript()),
        *(bad(number, text) for number, text in enumerate(BAD)),
    ]


def bad(number: int, text: str) -> tuple[Episode, Transcript]:
    one = episode(
        id=f"bad{number:09}", title=text, authors=(text,), site=text, section=text, url=text, disclosure=text,
        published="2026-04-01T09:00:00Z", language=("en", "", "no tag at all", "cy")[number % 4],
    )  # fmt: skip
    blocks = (Block("paragraph", text), Block("quote", text, label=text), Block("item", text, 1, label=text))
    return one, transcript([("title", -1, text), *(("body", i, text) for i in range(3))], blocks)


def host(site: Path, name: str, one: Episode) -> None:
    """A foreign article page with the line that `narrate embed` prints."""
    line = pages.embed_line(one, Places(SITE.base)).replace(SITE.base, "/")
    icon = next(place for place in pages.assets() if place.endswith(".svg"))
    (site / name).write_text(HOST.format(line=line, icon=icon), encoding="utf-8")


def test_it_plays_and_lights_what_is_spoken(seen: dict[str, Any]) -> None:
    found = seen["playing"]
    assert found["before"] == {"sentence": "", "current": None, "word": "", "aside": False}
    assert not found["playing"]["paused"]
    assert found["title"]["sentence"] == found["title"]["current"] == "The ferry runs again"
    assert found["title"]["word"] in "The ferry runs again".split()
    assert found["middle"]["sentence"] == SENTENCES[4][2]
    assert found["middle"]["word"] in SENTENCES[4][2].split()
    assert found["clicked"]["currentTime"] == pytest.approx(8 * 0.9, abs=0.05)
    assert found["media"] == "The ferry runs again"


def test_nothing_moves_and_nothing_is_refused_or_fetched_elsewhere(seen: dict[str, Any]) -> None:
    for name in ("playing", "late_marks", "keyboard", "without_highlights", "without_storage"):
        assert seen[name]["shifts"] == 0, name
        assert seen[name]["violations"] == [], name
        assert seen[name]["log"] == [], name


def test_without_what_is_said_the_browsers_own_player_plays(seen: dict[str, Any]) -> None:
    assert seen["no_marks"] == "visible"


def test_single_keys_work_in_the_player_alone(seen: dict[str, Any]) -> None:
    found = seen["keyboard"]
    assert found["outside"], "k plays though the focus is not in the player"
    assert not found["inside"]
    assert found["forward"] == pytest.approx(min(5 + 15, episode().seconds), abs=0.1)
    assert found["value"].startswith("15 seconds / 15 seconds")


def test_speed_keeps_the_pitch_and_is_remembered_with_the_place(seen: dict[str, Any]) -> None:
    found = seen["speed"]
    assert (found["chosen"]["playbackRate"], found["chosen"]["preservesPitch"]) == (1.5, True)
    assert found["again"]["playbackRate"] == 1.5
    assert found["shown"] == "1.5"
    assert found["again"]["currentTime"] == pytest.approx(8, abs=0.2)
    assert found["again"]["paused"]


def test_the_page_follows_until_the_reader_scrolls(seen: dict[str, Any]) -> None:
    found = seen["following"]
    assert found["followed"] > 0
    assert found["left"] < found["followed"]
    assert found["stayed"] == found["left"]
    assert found["offered"]
    assert found["back"] > found["left"]
    assert found["gone"]


def test_reduced_motion_is_respected(seen: dict[str, Any]) -> None:
    assert seen["calm"]["smooth"] == 0
    assert seen["calm"]["scrolled"] > 0


def test_an_old_browser_gets_the_word_by_an_element_that_goes_again(seen: dict[str, Any]) -> None:
    found = seen["without_highlights"]
    assert found["middle"]["word"] in SENTENCES[3][2].split()
    assert found["same"]


def test_forbidden_storage_costs_the_memory_only(seen: dict[str, Any]) -> None:
    assert seen["without_storage"]["playing"]["currentTime"] >= 8


def test_without_script_there_is_a_player_and_the_article(seen: dict[str, Any]) -> None:
    found = seen["without_script"]
    assert found["controls"]
    assert found["buttons"] == 0
    assert found["words"] > sum(len(block.text.split()) for block in BLOCKS)


@pytest.mark.parametrize("name", ["light", "dark", "narrow", "arabic", "index", "gone", "frame", "host"])
def test_everybody_can_use_it(seen: dict[str, Any], name: str) -> None:
    found = seen["looks"][name]
    assert found["axe"] == []
    assert found["width"] <= found["window"]
    assert found["shifts"] == 0
    assert found["violations"] == []
    assert found["log"] == []


def test_dark_is_dark(seen: dict[str, Any]) -> None:
    assert seen["looks"]["dark"]["background"] == "rgb(22, 21, 19)"


def test_the_embed_lights_the_host_s_own_sentences_across_its_tags(seen: dict[str, Any]) -> None:
    found = seen["embed"]
    assert found["sentences"] == [
        "The ferry\xa0runs again".replace("\xa0", " "),
        "The ferry ran again on Sun\xadday.",
        "It had spenteleven weeks in the yard.",
        '"Nobody disagreed," said Ida Moorcroft.',
        "",  # the host prints it otherwise: it is left alone
        "We shall miss the gulls.",
        "",
    ]
    assert not found["asides"], "a pull quote is taken for the text"
    assert found["words"] == ["The", "ran", "Sun\xadday."]
    assert found["label"]


def test_the_embed_changes_nothing_in_the_host_and_takes_nothing_from_it(seen: dict[str, Any]) -> None:
    found = seen["embed"]
    assert found["unmoved"]
    assert found["untouched"]
    assert found["button"] == ["0px", "none", "normal"]
    assert found["shifts"] == 0
    assert found["log"] == []


def test_it_works_from_another_origin_under_its_policy(seen: dict[str, Any]) -> None:
    found = seen["abroad"]
    assert found["sentence"] == "The ferry ran again on Sun\xadday."
    assert found["violations"] == []
    assert found["log"] == []


def test_a_host_that_draws_its_article_anew_is_found_again(seen: dict[str, Any]) -> None:
    assert seen["redrawn"].startswith("It had spent")


def test_the_embed_is_light_or_dark_as_the_page_behind_it(seen: dict[str, Any]) -> None:
    light, dark = "rgb(248, 248, 247)", "rgb(33, 33, 33)"
    assert seen["ground"] == {"light": light, "dark": light, "light changed": dark, "dark changed": dark}


def test_a_withdrawn_episode_says_so_in_every_embed(seen: dict[str, Any]) -> None:
    assert seen["withdrawn"] == {"shown": True, "buttons": 0, "log": []}


def test_without_its_site_the_embed_leaves_what_stands_in_it(seen: dict[str, Any]) -> None:
    assert seen["missing"] == {"controls": 0, "link": True}


def test_search_finds_as_one_types(seen: dict[str, Any]) -> None:
    found = seen["searching"]
    assert found["found"] == ["A tram in Zürich"]
    assert found["status"] == "Found: 1"
    assert found["opened"] == "A tram in Zürich"
    assert found["none"] == 0
    assert found["again"] == found["all"] == 3 + len(BAD)
    assert found["log"] == []


def test_hostile_text_runs_nothing(seen: dict[str, Any]) -> None:
    found = seen["hostile"]
    assert len(found) == 2 * len(BAD) + 1
    for name, one in found.items():
        assert one["hacked"] is None, name
        assert one["log"] == [], name
        assert one["violations"] == [], name
        assert one.get("wide", 0) <= 0, name
    assert found["index"]["rows"] > 0
