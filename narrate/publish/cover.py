"""The show's picture: the newsroom's own, checked, or one that is drawn."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PIL import Image

from narrate.errors import SettingsError
from narrate.publish import places
from narrate.publish.show import Show

LEAST, MOST = 1400, 3000
"""Pixels a side; podcasters.apple.com/support/896-artwork-requirements"""
SMALL = 352
"""Pixels a side: twice what a page's style sheet gives it, for screens of two pixels a point."""
SUFFIXES = {"JPEG": "jpg", "PNG": "png"}
Draw = Callable[[Show], bytes]
"""Draws a JPEG of the size that directories take for a show without a picture."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The show's picture, and how to come by it."""

    place: str
    image: Callable[[], bytes]


def cover_of(show: Show, draw: Draw) -> Cover:
    """The picture of a completed show; one that is drawn is named by what it shows, and drawn when needed.

    Raises:
        SettingsError: the given file is missing, or is nothing that directories take.
    """
    if not show.cover:
        shown = f"{show.title}\n{show.author}\n{show.language}\n{show.colour}".encode("utf-8", "replace")
        return Cover(places.show_cover(show.key, _digest(shown), "jpg"), partial(draw, show))
    try:
        data = Path(show.cover).read_bytes()
    except OSError as error:
        raise _wrong(show, f"{show.cover} cannot be read: {error.strerror}", "Name a JPEG or PNG") from error
    suffix = _checked(data, show)
    return Cover(places.show_cover(show.key, _digest(data), suffix), lambda: data)


def small(picture: Path) -> bytes | Path:
    """A JPEG of the size in which pages show a cover; the picture itself where it cannot be read."""
    try:
        with Image.open(picture, formats=tuple(SUFFIXES)) as image:
            image.draft("RGB", (SMALL, SMALL))
            shown = image.convert("RGB")
            shown.thumbnail((SMALL, SMALL))
            out = io.BytesIO()
            shown.save(out, "JPEG", quality=82, optimize=True, progressive=True)
            return out.getvalue()
    except Exception:  # Pillow's readers raise what they like on broken bytes
        return picture


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:8]


def _checked(data: bytes, show: Show) -> str:
    """The suffix of what is inside."""
    size = f"Directories take a square JPEG or PNG in RGB, {LEAST} to {MOST} pixels a side"
    try:
        with Image.open(io.BytesIO(data), formats=tuple(SUFFIXES)) as image:
            kind, side, mode = str(image.format), image.size, image.mode
            clear = "transparency" in image.info
            image.verify()
    except Exception as error:  # Pillow's readers raise what they like on broken bytes
        raise _wrong(show, f"{show.cover} is no JPEG or PNG", size) from error
    if side[0] != side[1] or not LEAST <= side[0] <= MOST:
        raise _wrong(show, f"{show.cover} is {side[0]} × {side[1]} pixels", size)
    if mode != "RGB" or clear:
        raise _wrong(show, f"{show.cover} is {mode}{', with transparency' if clear else ''}", size)
    return SUFFIXES[kind]


def _wrong(show: Show, reason: str, step: str) -> SettingsError:
    return SettingsError(f"[{f'shows.{show.key}' if show.key else 'show'}] cover", reason, step)
