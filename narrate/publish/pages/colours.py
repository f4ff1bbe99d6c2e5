"""A show's colour as the accent of its pages: its hue, as light or dark as text must be to be read.

Pages hold no style inside them (their Content-Security-Policy), so that the style sheet has an accent for every 15
degrees of the circle of hues, and a page names the nearest.
"""

from __future__ import annotations

import colorsys
import re

STEP = 15
"""Degrees; the eye tells two neighbours apart only side by side."""
CONTRAST = 7.0
"""Of text on its ground: WCAG 2.2, 1.4.6 (AAA), since labels are small."""
LIGHT, DARK = (0xFD, 0xFC, 0xF9), (0x16, 0x15, 0x13)
"""The papers of ``../static/page.css``."""
GREY = 0.12
"""Below this saturation a colour has no hue to speak of, and the pages keep their own."""

Colour = tuple[int, int, int]


def accents() -> str:
    """CSS: the classes "hue-0", "hue-15", …"""
    hues = range(0, 360, STEP)
    light = "".join(_rule(hue, LIGHT) for hue in hues)
    dark = "".join(_rule(hue, DARK) for hue in hues)
    return f"{light}@media (prefers-color-scheme: dark) {{{dark}}}"


def accent_class(colour: str) -> str:
    """The class of the hue nearest to "#rrggbb"; "" for a grey, or for no colour."""
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", colour):
        return ""
    red, green, blue = (part / 255 for part in bytes.fromhex(colour[1:]))
    hue, _, saturation = colorsys.rgb_to_hls(red, green, blue)
    return "" if saturation < GREY else f"hue-{round(hue * 360 / STEP) * STEP % 360}"


def contrast(one: Colour, other: Colour) -> float:
    """WCAG 2.2, "contrast ratio": 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def accent(hue: int, paper: Colour) -> Colour:
    """The most colourful tone of a hue, in degrees, that can be read on a paper."""
    is_light = _luminance(paper) > 0.5
    for percent in range(45, 0, -1) if is_light else range(55, 100):
        tone = _rgb(hue, percent / 100, 0.6 if is_light else 0.7)
        if contrast(tone, paper) >= CONTRAST:
            return tone
    return (0, 0, 0) if is_light else (255, 255, 255)


def _rule(hue: int, paper: Colour) -> str:
    return f".hue-{hue}{{--accent:#{bytes(accent(hue, paper)).hex()}}}"


def _rgb(hue: int, lightness: float, saturation: float) -> Colour:
    red, green, blue = colorsys.hls_to_rgb(hue / 360, lightness, saturation)
    return round(red * 255), round(green * 255), round(blue * 255)


def _luminance(colour: Colour) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = (part / 255 for part in colour)
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
