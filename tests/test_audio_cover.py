"""Whatever picture an article has, the cover is a square JPEG."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from narrate.audio.cover import SIDE, cover_jpeg

RED, BLUE = (220, 20, 20), (20, 20, 220)


def picture(size: tuple[int, int] = (800, 600), mode: str = "RGB", kind: str = "PNG", **how: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, RED).convert(mode).save(out, kind, **how)
    return out.getvalue()


def opened(jpeg: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(jpeg))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (SIDE, SIDE))
    assert len(jpeg) < 300_000
    return image.convert("RGB")


def near(image: Image.Image, at: tuple[int, int], colour: tuple[int, ...]) -> bool:
    pixel = image.getpixel(at)
    assert isinstance(pixel, tuple)
    return all(abs(a - b) < 24 for a, b in zip(pixel, colour, strict=True))


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("RGB", "JPEG"), ("CMYK", "JPEG"), ("RGB", "PNG"), ("P", "PNG"), ("RGBA", "PNG"), ("RGB", "WEBP"),
     ("P", "GIF"), ("RGB", "BMP")],
)  # fmt: skip
def test_pictures_of_every_kind(mode: str, kind: str) -> None:
    assert near(opened(cover_jpeg(picture(mode=mode, kind=kind), "a", [])), (300, 300), RED)


@pytest.mark.parametrize("size", [(1600, 400), (400, 1600), (300, 300), (5000, 3000)])
def test_pictures_of_every_shape_are_cropped(size: tuple[int, int]) -> None:
    image = opened(cover_jpeg(picture(size, kind="JPEG"), "a", []))
    assert all(near(image, at, RED) for at in ((5, 5), (594, 5), (5, 594), (594, 594)))


def test_a_photograph_stands_upright() -> None:
    image = Image.new("RGB", (800, 800), RED)
    image.paste(BLUE, (0, 0, 800, 400))
    exif = Image.Exif()
    exif[0x0112] = 3  # turned by half a circle
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    cover = opened(cover_jpeg(out.getvalue(), "a", []))
    assert near(cover, (300, 50), RED)
    assert near(cover, (300, 550), BLUE)


def test_what_is_transparent_is_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (600, 600), (0, 0, 0, 0)).save(out, "PNG")
    assert near(opened(cover_jpeg(out.getvalue(), "a", [])), (300, 300), (255, 255, 255))


DRAWN = cover_jpeg(b"", "The Harbour Post", [1.0, 2.0])


@pytest.mark.parametrize(
    "unusable",
    [
        b"not a picture",
        picture()[:200],
        picture(kind="JPEG")[:400],
        picture((299, 900)),
        picture((9000, 9000), mode="1"),
        picture((15_000, 15_000), mode="1"),
        picture(kind="EPS"),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
    ids=["text", "cut PNG", "cut JPEG", "too small", "large", "bomb", "program", "SVG"],
)
def test_without_a_usable_picture_one_is_drawn(unusable: bytes) -> None:
    opened(DRAWN)
    assert cover_jpeg(unusable, "The Harbour Post", [1.0, 2.0]) == DRAWN


def test_a_drawn_cover_keeps_its_sites_colour() -> None:
    ours, again, other = (
        opened(cover_jpeg(b"", name, lengths)).getpixel((5, 5))
        for name, lengths in (("Harbour", [1.0]), ("Harbour", [3.0, 0.0, 9.0]), ("Hill", [1.0]))
    )
    assert ours == again != other


@pytest.mark.parametrize("lengths", [[], [0.0], [0.0] * 500, [1e6, 0.001]])
def test_any_lengths_can_be_drawn(lengths: list[float]) -> None:
    opened(cover_jpeg(b"", "\ud800", lengths))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["PNG", "JPEG", "GIF", "WEBP", "TIFF"]), st.integers(0, 3000), st.binary(max_size=40))
def test_a_damaged_picture_costs_no_episode(kind: str, at: int, damage: bytes) -> None:
    whole = picture(kind=kind)
    at %= len(whole)
    opened(cover_jpeg(whole[:at] + damage + whole[at + len(damage) :], "a", []))
