"""What a speech server sent → Clip, or what is wrong with it.

Servers answer errors with status 200, name one content type and send another, and write WAV headers before they
know how much sound will follow; so the bytes themselves decide.
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterator
from typing import Any

import numpy as np

from narrate.model import Clip

PCM_KINDS = (
    "audio/pcm",
    "audio/l16",
    "audio/raw",
    "audio/x-raw",
    "application/octet-stream",
    "binary/octet-stream",
    "",
)
"""Content types of bare samples."""
OTHER_SOUND = (
    (b"ID3", "MP3"),
    (b"\xff\xfb", "MP3"),
    (b"\xff\xf3", "MP3"),
    (b"OggS", "Ogg"),
    (b"fLaC", "FLAC"),
)
"""(first bytes, what it is)."""
UNKNOWN_SIZE = 0x7FFF_0000
"""A chunk that says it is larger was begun before its end was known: 0xFFFFFFFF, or nearly 2 GB."""
INTEGER, EXTENSIBLE = 1, 0xFFFE
"""Format tags of WAV."""


class Broken(Exception):
    """What came is no speech.

    Args:
        reason: what is wrong with it.
        again: whether another try may be better.
    """

    def __init__(self, reason: str, again: bool = True) -> None:
        super().__init__(reason, again)
        self.reason, self.again = reason, again


def clip_of(body: bytes, kind: str, rate: int) -> Clip:
    """The sound in an answer.

    Args:
        kind: the header Content-Type.
        rate: samples a second of bare samples, unless ``kind`` names it ("audio/pcm; rate=16000").

    Raises:
        Broken: the answer is empty, cut off, an error in words, or sound of another kind.
    """
    if not body:
        raise Broken("sent nothing")
    if message := message_of(body):
        raise Broken(f"sent no sound but {message!r}")
    if body.startswith(b"RIFF"):
        return _from_wav(body)
    bare, _, parameters = kind.partition(";")
    for start, name in OTHER_SOUND:
        if body.startswith(start) and bare.strip().lower() not in PCM_KINDS[:4]:
            raise Broken(f"sent {name}, not WAV or bare samples", again=False)
    if bare.strip().lower() not in PCM_KINDS:
        raise Broken(f"sent {bare.strip()[:40]}, not WAV or bare samples", again=False)
    named = re.search(r"rate=(\d{4,6})", parameters)
    return Clip(pcm=_whole(body, 2), rate=int(named[1]) if named else rate)


def message_of(body: bytes) -> str:
    """What an answer in words says: of JSON the error's message, of anything else its beginning; "" for sound."""
    start = body[:2000].lstrip()
    if not start.startswith((b"{", b"[", b"<", b'"')) or not _is_text(start):
        return ""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return start.decode("utf-8", "replace")[:200] if start.startswith((b"<", b"{")) else ""
    return _message(value) or start.decode("utf-8", "replace")[:200]


def code_of(body: bytes) -> str:
    """The error's code in a JSON answer ("insufficient_quota"); "" without one."""
    try:
        error = json.loads(body)["error"]
        return str(error.get("code") or error.get("type") or "")
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return ""


def _message(value: Any) -> str:
    """Found where OpenAI, FastAPI and others put it."""
    for key in ("error", "message", "detail"):
        if isinstance(value, dict) and value.get(key):
            return _message(value[key])
    return value if isinstance(value, str) else ""


def _is_text(start: bytes) -> bool:
    return not any(byte < 9 or 13 < byte < 32 for byte in start)


def _from_wav(body: bytes) -> Clip:
    if body[8:12] != b"WAVE":
        raise Broken("sent a broken WAV file")
    form = b""
    for name, size, start in _chunks(body):
        if name == b"fmt ":
            form = body[start : start + size]
        if name == b"data":
            return _samples(body, form, size, start)
    raise Broken("sent a WAV file that is cut off before its sound")


def _chunks(body: bytes) -> Iterator[tuple[bytes, int, int]]:
    """(name, size as it says, where its content begins)."""
    at = 12
    while at + 8 <= len(body):
        name, size = struct.unpack_from("<4sI", body, at)
        yield name, size, at + 8
        at += 8 + size + size % 2


def _samples(body: bytes, form: bytes, size: int, start: int) -> Clip:
    if len(form) < 16:
        raise Broken("sent a WAV file without a format")
    tag, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", form)
    inner = struct.unpack_from("<H", form, 24)[0] if tag == EXTENSIBLE and len(form) >= 26 else tag
    if (inner, bits) != (INTEGER, 16) or channels not in (1, 2):
        raise Broken(
            f"sent WAV of {channels} channels and {bits} bits (format {inner}), not of 16 bits", again=False
        )
    there = len(body) - start
    if size > there and size < UNKNOWN_SIZE:
        raise Broken(f"sent a WAV file that is cut off: {there} of {size} bytes")
    sound = body[start:] if size >= UNKNOWN_SIZE or size == 0 else body[start : start + size]
    return Clip(pcm=_mono(_whole(sound, 2 * channels), channels), rate=rate)


def _whole(sound: bytes, frame: int) -> bytes:
    if not sound:
        raise Broken("sent no samples")
    if len(sound) % frame:
        raise Broken("sent sound that ends in the middle of a sample")
    return sound


def _mono(sound: bytes, channels: int) -> bytes:
    if channels == 1:
        return sound
    both = np.frombuffer(sound, dtype="<i2").reshape(-1, channels)
    return bytes(both.mean(axis=1).astype("<i2").tobytes())
