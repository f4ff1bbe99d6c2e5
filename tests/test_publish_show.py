"""Shows: which episodes they take, what they say where the settings leave it open, and what they refuse."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path

import pytest

from narrate.errors import SettingsError
from narrate.publish import Show
from narrate.publish.show import completed, further
from narrate.settings import load
from tests.publishing import episode, jpeg, published


@pytest.mark.parametrize(
    ("filters", "taken"),
    [
        ({}, True),
        ({"sites": ("the harbour post",)}, True),
        ({"sites": ("harbour.example",)}, True),
        ({"sites": ("elsewhere.example", "The Harbour Post")}, True),
        ({"sites": ("elsewhere.example",)}, False),
        ({"sections": ("quays",)}, True),
        ({"languages": ("en",)}, True),
        ({"languages": ("en-GB",)}, True),
        ({"languages": ("en-US", "de")}, False),
        ({"authors": ("Ben O’Test",)}, True),
        ({"tags": ("Ferry",), "sections": ("Quays",)}, True),
        ({"tags": ("Ferry",), "sections": ("Sport",)}, False),
        ({"tags": ("bus",)}, False),
    ],
)
def test_a_show_takes_what_meets_each_of_its_filters(
    filters: dict[str, tuple[str, ...]], taken: bool
) -> None:
    assert Show(**filters).takes(episode(language="en-GB")) is taken  # type: ignore[arg-type]


def test_what_the_settings_leave_open_is_told_from_the_episodes() -> None:
    episodes = [episode(1, language="de"), episode(2, language="de"), episode(3, site="Elsewhere")]
    show = completed(Show(), episodes)
    assert (show.title, show.language, show.author) == ("The Harbour Post", "de", "The Harbour Post")
    assert show.description == "Die Artikel von The Harbour Post zum Hören."
    assert completed(Show(title="Mine", author="Us"), []).description == "The articles of Mine, read aloud."


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('categories = ["Polotics"]', "Did you mean Politics?"),
        ('categories = "News"', "must be a list of texts"),
        ('base_url = "audio.example"', "Write a whole address: https://…"),
        ('link = "javascript:alert(1)"', "Write a whole address"),
        ('email = "desk"', "Write one address"),
        ('language = "english please"', "Write a tag such as en"),
        ('guid = "1"', "Copy the <podcast:guid>"),
        ('titel = "The Week"', "Did you mean title?"),
        ('colour = "red"', '"#1a4d6e"'),
        ("explicit = 1", "must be a true or false"),
    ],
)
def test_impossible_settings_are_refused_with_the_next_step(settings: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "narrate.toml").write_text(f"[show]\n{settings}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"show") as refused:
        load(tmp_path, {})
    assert said in str(refused.value)


def test_further_shows_take_over_what_is_not_their_own(tmp_path: Path) -> None:
    (tmp_path / "narrate.toml").write_text(
        '[show]\ntitle = "The Week"\nemail = "a@b.example"\nbase_url = "https://audio.example"\ntags = ["x"]\n'
        'cover = "art/week.png"\n[shows.politics]\ntitle = "Politics of the Week"\nsections = ["Politics"]\n'
    )
    first, second = load(tmp_path, {}).shows
    assert first.cover == str(tmp_path / "art" / "week.png")
    assert (second.key, second.title, second.sections) == ("politics", "Politics of the Week", ("Politics",))
    assert (second.email, second.cover, second.tags) == ("a@b.example", first.cover, ())


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("[shows.politics]\nsections = []", "has no title"),
        ('[shows."Big Politics"]\ntitle = "x"', "Take a-z, 0-9 and -"),
        ('[shows.politics]\ntitle = "x"\nbase_url = "https://x.example/"', "unknown setting 'base_url'"),
        ("[shows]\npolitics = 1", "has no title"),
    ],
)
def test_impossible_further_shows_are_refused(table: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "narrate.toml").write_text(table, encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        load(tmp_path, {})
    assert said in str(refused.value)


def test_only_what_stands_in_the_files_makes_episodes_anew(tmp_path: Path) -> None:
    def labels(text: str) -> dict[str, object]:
        (tmp_path / "narrate.toml").write_text(f'[show]\ntitle = "The Week"\n{text}\n', encoding="utf-8")
        return asdict(load(tmp_path, {}).labels)

    plain = labels("")
    assert plain["album"] == "The Week"
    assert (
        labels('description = "New"\nemail = "a@b.example"\ncategories = ["Arts"]\nlocked = false') == plain
    )
    assert labels('copyright = "The Harbour Trust"') != plain


# ── Covers ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("picture", "said"),
    [
        (jpeg((1400, 1500)), "1400 × 1500 pixels"),
        (jpeg((1399, 1399)), "1399 × 1399 pixels"),
        (jpeg((3001, 3001)), "3001 × 3001 pixels"),
        (jpeg(mode="L"), "is L"),
        (jpeg(mode="RGBA", kind="PNG"), "is RGBA"),
        (jpeg(kind="GIF"), "is no JPEG or PNG"),
        (b"<svg/>", "is no JPEG or PNG"),
    ],
)
def test_a_cover_that_directories_refuse_is_refused_here(picture: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "cover.png").write_bytes(picture)
    with pytest.raises(SettingsError, match=r"\[show\] cover") as refused:
        published(tmp_path, episode(), shows=(with_cover(tmp_path),))
    assert said in str(refused.value)


def test_a_missing_cover_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        published(tmp_path, episode(), shows=(with_cover(tmp_path),))


def test_another_cover_has_another_name(tmp_path: Path) -> None:
    (tmp_path / "cover.png").write_bytes(jpeg(kind="PNG"))
    published(tmp_path, episode(), shows=(with_cover(tmp_path),))
    (first,) = (tmp_path / "site" / "covers").glob("show-*.png")
    (tmp_path / "cover.png").write_bytes(jpeg((1500, 1500), kind="PNG"))
    published(tmp_path, episode(), shows=(with_cover(tmp_path),))
    (second,) = (tmp_path / "site" / "covers").glob("show-*.png")
    assert first.name != second.name
    assert second.name in (tmp_path / "site" / "feed.xml").read_text(encoding="utf-8")


def with_cover(folder: Path) -> Show:
    return replace(Show(title="x", base_url="https://audio.example/"), cover=str(folder / "cover.png"))


def test_a_show_of_one_language_does_not_take_over_that_of_another() -> None:
    main = Show(title="The Quay Hour", language="en")
    own = replace(further(main, "uk"), languages=("uk",))
    assert completed(own, [episode(language="uk-UA")]).language == "uk-UA"
    assert (
        completed(replace(further(main, "gb"), languages=("en",)), [episode(language="en-GB")]).language
        == "en"
    )
