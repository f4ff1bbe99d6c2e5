"""The cover: the article's picture cropped square with title and site over it, or a page of type in the show's
colour.

Two sizes of one design: ``SIDE`` pixels for feeds and pages (Apple wants 1400 to 3000), ``SMALL`` for the inside of
every file.  The same picture, texts and colour give the same bytes wherever the same version of Pillow sets them in
the font that comes with us.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageCms, ImageDraw, ImageOps

from narrate.audio.fonts import Face, face_for
from narrate.audio.typesetting import Block, set_text

SIDE = 1400
"""Pixels; Apple's least, and light."""
SMALL = 700
HEAVIEST, HEAVIEST_SMALL = 300_000, 120_000
"""Bytes."""
QUALITIES = (88, 80, 72, 60, 45)
"""Of the JPEG, tried in turn until it is light enough."""
LARGEST = 40_000_000
"""Pixels of a picture that is opened whole: a decompression bomb is not."""
LARGEST_JPEG = 64_000_000
"""A JPEG is read at an eighth to a half of its size where that is enough."""
LEAST = 400
"""Pixels of the shorter side, under which a picture would be a blur."""
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP", "AVIF")
"""What pages use; never EPS, for which Pillow runs another program on bytes from the web.
AVIF is last: not every Pillow has it."""

MARGIN = 96
HEIGHT = SIDE - 2 * MARGIN
TITLE_SIZES = (216, 192, 172, 156, 144, 134, 124, 114, 104, 96, 88, 80, 72)
SITE_SIZES = (58, 52, 46)
TITLE_ROOM = 540
"""Pixels that a title takes of a picture at most."""
TITLE_LINES, TITLE_LINES_DRAWN = 4, 6
GAP = 34
"""Pixels between site and title."""
FADE = 380
"""Pixels over which the scrim grows above the text."""
SCRIM = (9, 11, 15)
FAINTEST = 0.5
"""Of the scrim, where the picture is dark already."""
CONTRAST = 7.0
"""WCAG 2.2, 1.4.6: more than the 4.5 of 1.4.3, for JPEG blurs, and a grey wash is no sight."""
BARS = 32
WHITE, BLACK = (255, 255, 255), (0, 0, 0)

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Cover:
    """Two JPEGs."""

    large: bytes
    small: bytes
    warning: str = ""
    """What was wrong with the picture, or that no font can set the title."""


def draw_cover(
    picture: bytes, title: str, site: str, lengths: Sequence[float] = (), language: str = "", colour: str = ""
) -> Cover:
    """The cover of one episode; whatever the picture is, there is one.

    Args:
        picture: in one of FORMATS; b"" or an unusable one gives a drawn cover.
        lengths: of the sentences in seconds, drawn as bars.
        language: BCP 47, of the title.
        colour: "#rrggbb" of drawn covers; "" takes one that goes with the site.
    """
    texts = face_for(title[:400], language), face_for(site[:120], language)
    warning = (
        "" if texts[0] or not title.strip() else "no font here has the letters of the title for the cover"
    )
    image, problem = _cropped(picture)
    ground = _ground(colour, site or title)
    finished = _over_picture(image, *texts) if image else _typographic(ground, *texts, lengths)
    small = finished.reduce(SIDE // SMALL)
    return Cover(_jpeg(finished, HEAVIEST), _jpeg(small, HEAVIEST_SMALL), problem or warning)


# ── The picture ────────────────────────────────────────────────────────────────────────────────────


def _cropped(picture: bytes) -> tuple[Image.Image | None, str]:
    """The square, or why there is none."""
    if not picture:
        return None, ""
    try:
        with (
            warnings.catch_warnings(action="ignore"),
            Image.open(io.BytesIO(picture), formats=FORMATS) as image,
        ):
            if problem := _unfit(image):
                return None, f"the article's picture {problem}: the cover is drawn"
            image.draft("RGB", (SIDE, SIDE))
            upright = ImageOps.exif_transpose(image)
            return _square(_on_white(_in_srgb(upright))), ""
    except Exception:  # Pillow's readers raise what they like on broken bytes; an episode needs no picture
        return None, "the article's picture cannot be read: the cover is drawn"


def _unfit(image: Image.Image) -> str:
    width, height = image.size
    if width * height > (LARGEST_JPEG if image.format == "JPEG" else LARGEST):
        return f"has {width * height // 1_000_000} megapixels"
    return f"has only {width} by {height} pixels" if min(width, height) < LEAST else ""


def _in_srgb(image: Image.Image) -> Image.Image:
    """A picture with a profile of its own (Display P3, Adobe RGB, a press's CMYK) in the web's colours."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "CMYK"):
        return image
    try:
        srgb = ImageCms.createProfile("sRGB")
        changed = ImageCms.profileToProfile(image, io.BytesIO(profile), srgb, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return changed or image


def _on_white(image: Image.Image) -> Image.Image:
    """As pages show it: what is transparent in a logo is not black."""
    if image.mode == "RGB":
        return image
    whole = image.convert("RGBA")
    flat = Image.new("RGB", whole.size, "white")
    flat.paste(whole, mask=whole.getchannel("A"))
    return flat


def _square(image: Image.Image) -> Image.Image:
    """Cut where most is to be seen of a wide picture, and nearer to the head of a tall one."""
    centre = (_busiest(image), 0.5) if image.width > image.height else (0.5, 0.3)
    return ImageOps.fit(image, (SIDE, SIDE), Image.Resampling.LANCZOS, centering=centre)


def _busiest(image: Image.Image) -> float:
    """0 to 1, from left to right: the square with the most edges, the middle preferred."""
    grey = np.asarray(image.convert("L").resize((96, 64), Image.Resampling.BOX), dtype=np.int32)
    edges = np.abs(np.diff(grey, axis=1)).sum(axis=0)
    window = max(1, min(len(edges), round(len(edges) * image.height / image.width)))
    sums = np.convolve(edges, np.ones(window, dtype=np.int64), "valid")
    places = np.linspace(0.0, 1.0, len(sums)) if len(sums) > 1 else np.array([0.5])
    return float(places[np.argmax((sums + 1) * (1 - 0.5 * np.abs(places - 0.5)))])


# ── The two designs ────────────────────────────────────────────────────────────────────────────────


def _over_picture(image: Image.Image, title: Face | None, site: Face | None) -> Image.Image:
    """Site and title at the foot, on a scrim that makes them readable on any picture."""
    blocks = [
        set_text(site, SITE_SIZES, HEIGHT, 1, None) if site else None,
        set_text(title, TITLE_SIZES[2:], HEIGHT, TITLE_LINES, TITLE_ROOM) if title else None,
    ]
    top = SIDE - MARGIN - _stacked(blocks)
    if top < SIDE - MARGIN:
        image = _darkened(image, top)
    _draw(image, blocks, top, WHITE)
    return image


def _stacked(blocks: Sequence[Block | None]) -> int:
    heights = [block.height for block in blocks if block]
    return sum(heights) + GAP * (len(heights) - 1) if heights else 0


def _darkened(image: Image.Image, top: int) -> Image.Image:
    """The picture under a scrim, fully from a little above ``top`` down."""
    full = max(top - GAP, 1)
    pixels = np.asarray(image, dtype=np.float32)
    strength = scrim_strength(pixels[full:].reshape(-1, 3))
    rows = np.clip((np.arange(SIDE) - (full - FADE)) / FADE, 0.0, 1.0)
    eased = rows * rows * (3 - 2 * rows) * strength
    mask = Image.fromarray(np.round(eased * 255).astype(np.uint8)[:, None]).resize((SIDE, SIDE))
    return Image.composite(Image.new("RGB", image.size, SCRIM), image, mask)


def scrim_strength(pixels: np.ndarray) -> float:
    """How much of the scrim, 0 to 1, brings white on the brightest of the pixels to ``CONTRAST``.

    Args:
        pixels: sRGB, 0 to 255, of shape (n, 3).
    """
    brightest = pixels.max(axis=0)  # of each channel: at least as bright as any one pixel
    for strength in np.arange(FAINTEST, 1.0, 0.02):
        mixed = brightest * (1 - strength) + np.array(SCRIM) * strength
        if contrast(WHITE, tuple(mixed)) >= CONTRAST:
            return float(strength)
    return 1.0


def _typographic(
    ground: Colour, title: Face | None, site: Face | None, lengths: Sequence[float]
) -> Image.Image:
    """Site at the head, title under it, the narration's sentences as bars at the foot."""
    image = Image.new("RGB", (SIDE, SIDE), ground)
    ink = max(WHITE, BLACK, key=lambda one: contrast(one, ground))
    foot = SIDE // 6 if title else SIDE // 2
    from_right = bool(title and title.right_to_left)
    _bars(image, lengths, foot, _mixed(ground, ink, 0.45 if title else 0.7), from_right)
    site_block = set_text(site, SITE_SIZES, HEIGHT, 1, None) if site else None
    room = HEIGHT - foot - GAP * 3 - (site_block.height if site_block else 0)
    title_block = set_text(title, TITLE_SIZES, HEIGHT, TITLE_LINES_DRAWN, room) if title else None
    _draw(image, [site_block], MARGIN, _mixed(ground, ink, 0.85))
    _draw(image, [title_block], MARGIN + (site_block.height + GAP * 2 if site_block else 0), ink)
    return image


def _draw(image: Image.Image, blocks: Sequence[Block | None], top: int, ink: Colour) -> None:
    draw = ImageDraw.Draw(image)
    for block in blocks:
        if block:
            block.draw(draw, (MARGIN, SIDE - MARGIN), top, ink)
            top += block.height + GAP


def _bars(image: Image.Image, lengths: Sequence[float], height: int, ink: Colour, from_right: bool) -> None:
    """One a sentence, as long as it is; the same for the same narration."""
    draw = ImageDraw.Draw(image)
    shown = [max(length, 0.1) for length in lengths[:BARS]] or [1.0, 2.0, 3.0, 2.0, 1.0]
    width = HEIGHT / BARS
    middle = SIDE - MARGIN - height / 2 if height < SIDE // 2 else SIDE / 2
    left = MARGIN if height < SIDE // 2 else (SIDE - width * len(shown)) / 2
    for index, length in enumerate(shown):
        half = max(height / 2 * length / max(shown), width * 0.3)
        x = SIDE - left - (index + 1) * width if from_right else left + index * width
        box = (x + width * 0.2, middle - half, x + width * 0.8, middle + half)
        draw.rounded_rectangle(box, radius=width * 0.3, fill=ink)


# ── Colours ────────────────────────────────────────────────────────────────────────────────────────


def contrast(one: Sequence[float], other: Sequence[float]) -> float:
    """Of two sRGB colours, 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Sequence[float]) -> float:
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (part / 255 for part in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _ground(colour: str, name: str) -> Colour:
    if colour:
        return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
    hue = hashlib.sha256(name.encode("utf-8", "replace")).digest()[0] * 360 // 256
    red, green, blue = Image.new("RGB", (1, 1), f"hsl({hue}, 45%, 24%)").tobytes()
    return red, green, blue


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _jpeg(image: Image.Image, heaviest: int) -> bytes:
    """In the best quality that is light enough."""
    for quality in QUALITIES:
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality, optimize=True)
        if out.tell() <= heaviest:
            break
    return out.getvalue()
