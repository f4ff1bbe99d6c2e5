"""Targets by the name of who asks for them; explicit values beside a preset win.

================ ======== ======= ====================================================================
preset           loudness peak    asked for by
================ ======== ======= ====================================================================
apple-podcasts   -16 LUFS -1 dBTP Apple Podcasts for Creators, "Audio requirements" (support/893): around -16 ± 1
spotify          -14 LUFS -1 dBTP Spotify for Artists, "Loudness normalization": what it plays everything at
ebu-r128         -23 LUFS -1 dBTP EBU R 128, 2014 and later: ± 0.5
acx              -19 LUFS -3 dB   ACX, "Audio Submission Requirements": RMS of the file from -23 to -18 dB, 192 kb/s
                                  CBR at 44.1 kHz, a second of room tone before and up to five after it
================ ======== ======= ====================================================================

ACX asks for an RMS over the whole file, its pauses included: read speech of -19 LUFS, whose pauses the gates of
BS.1770 leave out, has one of -21 to -20 dB.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

PRESETS: Mapping[str, Mapping[str, float | int | bool]] = MappingProxyType(
    {
        "apple-podcasts": {"loudness": -16.0, "peak": -1.0},
        "spotify": {"loudness": -14.0, "peak": -1.0},
        "ebu-r128": {"loudness": -23.0, "peak": -1.0},
        "acx": {
            "loudness": -19.0, "peak": -3.0, "bitrate": 192, "rate": 44_100, "vbr": False, "lead": 0.6, "tail": 2.0,
        },
    }
)  # fmt: skip
"""Name → fields of ``Sound``."""
