"""Whatever picture an article has, and whatever its title, the cover is a square JPEG that can be read."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, features

from narrate.audio import fonts
from narrate.audio.cover import (
    HEAVIEST,
    HEAVIEST_SMALL,
    MARGIN,
    SIDE,
    SMALL,
    WHITE,
    Cover,
    contrast,
    draw_cover,
    scrim_strength,
)
from narrate.audio.fonts import face_for
from narrate.audio.typesetting import set_text

RED, BLUE = (220, 20, 20), (20, 20, 220)
TITLE, SITE = "The ferry runs again", "The Harbour Post"
shaping = pytest.mark.skipif(not features.check("raqm"), reason="this Pillow cannot shape letters")


def picture(size: tuple[int, int] = (1200, 900), mode: str = "RGB", kind: str = "PNG", **how: Any) -> bytes:
    return saved(Image.new("RGB", size, RED).convert(mode), kind, **how)


def saved(image: Image.Image, kind: str = "PNG", **how: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def opened(cover: Cover) -> Image.Image:
    """The large one; both are what they should be."""
    assert len(cover.large) <= HEAVIEST
    assert len(cover.small) <= HEAVIEST_SMALL
    for jpeg, side in ((cover.large, SIDE), (cover.small, SMALL)):
        image = Image.open(io.BytesIO(jpeg))
        assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (side, side))
        assert "icc_profile" not in image.info
    return Image.open(io.BytesIO(cover.large)).convert("RGB")


def near(image: Image.Image, at: tuple[int, int], colour: tuple[int, ...]) -> bool:
    pixel = image.getpixel(at)
    assert isinstance(pixel, tuple)
    return all(abs(a - b) < 24 for a, b in zip(pixel, colour, strict=True))


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("RGB", "JPEG"), ("CMYK", "JPEG"), ("RGB", "PNG"), ("P", "PNG"), ("RGBA", "PNG"), ("RGB", "WEBP"),
     ("P", "GIF"), ("RGB", "BMP"), ("L", "PNG"), ("I;16", "PNG")],
)  # fmt: skip
def test_pictures_of_every_kind(mode: str, kind: str) -> None:
    cover = draw_cover(picture(mode=mode, kind=kind), TITLE, SITE)
    assert not cover.warning
    if mode[0] not in "LI":
        assert near(opened(cover), (700, 60), RED)


@pytest.mark.parametrize("size", [(1600, 400), (400, 1600), (450, 450), (7000, 5500)])
def test_pictures_of_every_shape_are_cropped(size: tuple[int, int]) -> None:
    image = opened(draw_cover(picture(size, kind="JPEG"), TITLE, SITE))
    assert all(near(image, at, RED) for at in ((9, 9), (SIDE - 9, 9), (9, 500), (SIDE - 9, 500)))


def test_a_wide_picture_is_cut_where_something_is_to_be_seen() -> None:
    image = Image.new("RGB", (2400, 800), "white")
    stripes = np.zeros((800, 600, 3), dtype=np.uint8)
    stripes[:, ::40] = 255
    image.paste(Image.fromarray(stripes), (0, 0))
    cover = np.asarray(opened(draw_cover(saved(image), "", "")))
    assert cover[300, :600].std() > 20


def test_a_photograph_stands_upright() -> None:
    image = Image.new("RGB", (800, 800), RED)
    image.paste(BLUE, (0, 0, 800, 400))
    exif = Image.Exif()
    exif[0x0112] = 3  # turned by half a circle
    cover = opened(draw_cover(saved(image, "JPEG", exif=exif), "", ""))
    assert near(cover, (700, 100), RED)
    assert near(cover, (700, 1300), BLUE)


def test_what_is_transparent_is_white() -> None:
    cover = opened(draw_cover(saved(Image.new("RGBA", (600, 600), (0, 0, 0, 0))), "", ""))
    assert near(cover, (700, 700), WHITE)


def test_colours_of_another_space_are_those_of_the_web() -> None:
    """The same numbers mean another colour in Lab's or a camera's space; here they are left as they are in sRGB."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert near(opened(draw_cover(picture(kind="JPEG", icc_profile=profile), "", "")), (700, 700), RED)
    assert near(opened(draw_cover(picture(kind="JPEG", icc_profile=b"none"), "", "")), (700, 700), RED)


@pytest.mark.parametrize(
    ("unusable", "problem"),
    [
        (b"not a picture", "cannot be read"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "cannot be read"),
        (picture()[:200], "cannot be read"),
        (picture(kind="JPEG")[:400], "cannot be read"),
        (picture(kind="EPS"), "cannot be read"),
        (picture((299, 900)), "has only 299 by 900 pixels"),
        (picture((9000, 9000), mode="1"), "has 81 megapixels"),
        (picture((15_000, 15_000), mode="1"), "cannot be read"),
        (b"", ""),
    ],
    ids=["text", "SVG", "cut PNG", "cut JPEG", "program", "too small", "large", "bomb", "none"],
)
def test_without_a_usable_picture_one_is_drawn_and_says_why(unusable: bytes, problem: str) -> None:
    cover = draw_cover(unusable, TITLE, SITE, [1.0, 2.0])
    drawn = draw_cover(b"", TITLE, SITE, [1.0, 2.0])
    opened(cover)
    assert (cover.large, cover.small) == (drawn.large, drawn.small)
    assert problem in cover.warning
    assert bool(problem) == bool(cover.warning)


def test_a_jpeg_of_40_megapixels_costs_little() -> None:
    """It is decoded at an eighth to a half of its size; the reader's own memory is not Python's to measure."""
    cover = draw_cover(picture((8000, 5100), kind="JPEG"), TITLE, SITE)
    assert not cover.warning
    assert near(opened(cover), (700, 60), RED)


@pytest.mark.parametrize("shade", [0, 60, 118, 200, 255])
def test_the_text_can_be_read_on_any_picture(shade: int) -> None:
    image = np.asarray(opened(draw_cover(saved(Image.new("RGB", (900, 900), (shade,) * 3)), TITLE, SITE)))
    assert (image.min(axis=2) > 245).any(), "white letters"
    beside = image[SIDE - MARGIN * 2 :, SIDE - MARGIN + 10 :].reshape(-1, 3)
    assert min(contrast(WHITE, tuple(colour)) for colour in beside) >= 4.5


@given(st.lists(st.tuples(*[st.integers(0, 255)] * 3), min_size=1, max_size=5))
def test_a_scrim_is_strong_enough_for_every_pixel(pixels: list[tuple[int, int, int]]) -> None:
    strength = scrim_strength(np.array(pixels, dtype=np.float32))
    for pixel in pixels:
        assert contrast(WHITE, [part * (1 - strength) + 15 * strength for part in pixel]) >= 4.5


@pytest.mark.parametrize("colour", ["#ffffff", "#000000", "#777777", "#ffd500", "#0057b7"])
def test_a_drawn_cover_has_the_shows_colour_and_letters_that_can_be_read(colour: str) -> None:
    image = opened(draw_cover(b"", TITLE, SITE, [1.0, 2.0], colour=colour))
    ground = tuple(bytes.fromhex(colour[1:]))
    assert near(image, (5, 5), ground)
    letters = np.asarray(image)[MARGIN : SIDE // 2].reshape(-1, 3)
    assert max(contrast(tuple(letter), ground) for letter in np.unique(letters, axis=0)) >= 4.5


def test_a_drawn_cover_keeps_its_sites_colour() -> None:
    ours, again, other = (
        opened(draw_cover(b"", title, site, lengths)).getpixel((5, 5))
        for title, site, lengths in (
            ("A", "Harbour", [1.0]),
            ("B", "Harbour", [3.0, 0.0]),
            ("A", "Hill", [1.0]),
        )
    )
    assert ours == again != other


@pytest.mark.parametrize("lengths", [[], [0.0], [0.0] * 500, [1e6, 0.001]])
def test_any_lengths_can_be_drawn(lengths: list[float]) -> None:
    opened(draw_cover(b"", "\ud800", "\ud800", lengths))


SCRIPTS = {
    "en": "Ferry runs: “Again”, 50 % — €3½",
    "uk": "Їжак і ґанок",
    "el": "Ελληνικά",
    "cs": "Příliš žluťoučký kůň",
    "ka": "ქართული",
}
SHAPED = {
    "ar": "الحكومة تعلن عن إجراءات",
    "he": "הממשלה הודיעה",
    "hi": "हिन्दी क्षत्रिय",
    "th": "รัฐบาลประกาศมาตรการใหม่",
}


@pytest.mark.parametrize("language", SCRIPTS)
def test_the_font_that_comes_with_us_sets(language: str) -> None:
    face = face_for(SCRIPTS[language], language)
    assert face
    assert face.text == SCRIPTS[language]
    assert face.direction is None


@shaping
@pytest.mark.parametrize("language", SHAPED)
def test_letters_that_join_are_set(language: str) -> None:
    face = face_for(SHAPED[language], language)
    assert face
    assert face.direction == ("rtl" if language in ("ar", "he") else "ltr")


@shaping
def test_a_script_from_the_right_stands_at_the_right() -> None:
    image = np.asarray(opened(draw_cover(b"", SHAPED["he"], "", colour="#000000")))
    letters = np.flatnonzero(image[: SIDE // 2].max(axis=(0, 2)) > 200)
    assert letters.max() > SIDE - MARGIN - 60
    assert letters.min() > MARGIN + 100


def test_without_shaping_such_letters_are_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("narrate.audio.fonts.features.check", lambda name: False)
    assert face_for(SHAPED["ar"]) is None
    assert face_for(TITLE)


def test_a_title_that_no_font_has_is_not_set_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "SYSTEM", ())
    cover = draw_cover(b"", "政府宣布新措施", SITE)
    assert "no font here has the letters of the title" in cover.warning
    assert cover.large == draw_cover(b"", "", SITE).large


def test_emoji_are_left_out() -> None:
    face = face_for("🎧 Listen 🐟 here")
    assert face
    assert face.text == "Listen here"


def lines(text: str, width: int = 1200, most: int = 4) -> tuple[str, ...]:
    face = face_for(text)
    assert face
    block = set_text(face, (100, 60), width, most, None)
    assert all(block.font.getlength(line) <= width for line in block.lines)
    assert len(block.lines) <= most
    return block.lines


def test_a_title_is_set_in_even_lines() -> None:
    assert lines("One two three") == ("One two three",)
    halves = lines("One two three four five six seven")
    assert len(halves) == 2
    assert abs(len(halves[0]) - len(halves[1])) < 8


def test_a_title_that_is_too_long_ends_in_an_ellipsis() -> None:
    assert lines("word " * 200)[-1].endswith("word…")
    assert not lines("word " * 10)[-1].endswith("…")


def test_a_word_longer_than_a_line_is_broken() -> None:
    parts = lines("Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen", 700)
    assert len(parts) > 1
    assert all(part.endswith("-") for part in parts[:-1])


def test_no_line_begins_with_what_belongs_to_the_word_before() -> None:
    for width in range(300, 1300, 50):
        for line in lines(
            "« On ne ferme pas une rivière » : à Valmotte, le barrage de la discorde", width, 9
        ):
            assert line[0] not in "»:,"
            assert not line.endswith("«")


@settings(max_examples=8, deadline=None)
@given(st.text(max_size=300), st.sampled_from([b"", picture((500, 500))]))
def test_any_title_leaves_a_cover_and_the_same_one(title: str, image: bytes) -> None:
    cover = draw_cover(image, title, title[:40], [1.0])
    opened(cover)
    assert cover == draw_cover(image, title, title[:40], [1.0])


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(["PNG", "JPEG", "GIF", "WEBP", "TIFF"]), st.integers(0, 3000), st.binary(max_size=40))
def test_a_damaged_picture_costs_no_episode(kind: str, at: int, damage: bytes) -> None:
    whole = picture((480, 480), kind=kind)
    at %= len(whole)
    opened(draw_cover(whole[:at] + damage + whole[at + len(damage) :], "", ""))
