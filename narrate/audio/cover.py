"""The front cover: the article's picture cropped square, or a plain one drawn for the episode."""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageOps

SIDE = 600
"""Pixels; what players show inside a file, well under 300 kB."""
LARGEST = 40_000_000
"""Pixels of a picture that is still opened: a decompression bomb is not."""
QUALITY = 85
BARS = 24
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP", "AVIF")
"""What pages use; never EPS, for which Pillow runs another program on bytes from the web.
AVIF is last: not every Pillow has it."""


def cover_jpeg(picture: bytes, name: str, lengths: Sequence[float]) -> bytes:
    """A square JPEG.

    Args:
        picture: the article's picture in one of FORMATS; b"" or a broken one gives a drawn cover.
        name: decides the colour of the drawn cover, the same for the same name.
        lengths: of the sentences in seconds, drawn as bars.
    """
    return _cropped(picture) or _drawn(name, lengths)


def _cropped(picture: bytes) -> bytes:
    try:
        with (
            warnings.catch_warnings(action="ignore"),
            Image.open(io.BytesIO(picture), formats=FORMATS) as image,
        ):
            if image.width * image.height > LARGEST or min(image.size) < SIDE // 2:
                return b""
            image.draft("RGB", (2 * SIDE, 2 * SIDE))
            upright = ImageOps.exif_transpose(image).convert("RGBA")
            return _jpeg(_on_white(ImageOps.fit(upright, (SIDE, SIDE))))
    except Exception:  # Pillow's readers raise what they like on broken bytes; an episode needs no picture
        return b""


def _on_white(image: Image.Image) -> Image.Image:
    """As pages show it: what is transparent in a logo is not black."""
    flat = Image.new("RGB", image.size, "white")
    flat.paste(image, mask=image.getchannel("A"))
    return flat


def _drawn(name: str, lengths: Sequence[float]) -> bytes:
    """Bars of the narration's first sentences on a colour of the site's own."""
    hue = hashlib.sha256(name.encode("utf-8", "replace")).digest()[0] * 360 // 256
    image = Image.new("RGB", (SIDE, SIDE), f"hsl({hue}, 45%, 24%)")
    draw = ImageDraw.Draw(image)
    shown = [max(length, 0.1) for length in lengths[:BARS]] or [1.0]
    width = SIDE * 0.7 / BARS
    left = (SIDE - width * len(shown)) / 2
    for index, length in enumerate(shown):
        half = SIDE * 0.3 * length / max(shown)
        x = left + index * width
        box = (x + width * 0.2, SIDE / 2 - half, x + width * 0.8, SIDE / 2 + half)
        draw.rounded_rectangle(box, radius=width * 0.3, fill=f"hsl({hue}, 70%, 82%)")
    return _jpeg(image)


def _jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
