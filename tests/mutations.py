"""Ways to spoil a page, as transfers, templates and careless hands do; each takes bytes and a source of chance."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

Mutation = Callable[[bytes, Random], bytes]

CHARSETS = (
    "utf-8",
    "utf-16",
    "utf-32",
    "windows-1251",
    "iso-8859-2",
    "shift_jis",
    "koi8-r",
    "euc-kr",
    "utf-7",
)
TAGS = "div p span table tr td ul li blockquote article section a b h2 svg math template select".split()
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?[\w-]+", re.IGNORECASE)
_CLOSING = re.compile(rb"</\w+>")
_BLOCK = re.compile(rb"(?=<(?:p|div|h\d|li|section|article|blockquote|table)\b)")
_CONTROLS = bytes([*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, 0x80, 0x85, 0xA0, 0xFF, 0xFE])


def cut(page: bytes, chance: Random) -> bytes:
    """End at any byte."""
    return page[: chance.randrange(len(page) + 1)]


def behead(page: bytes, chance: Random) -> bytes:
    """Begin at any byte."""
    return page[chance.randrange(len(page) + 1) :]


def nest(page: bytes, chance: Random) -> bytes:
    """Put the rest of the page into up to a thousand elements."""
    tag = chance.choice(TAGS).encode()
    times = chance.choice((1, 3, 30, 300, 1000))
    where = _any_tag(page, chance)
    closing = b"</" + tag + b">"
    return page[:where] + (b"<" + tag + b">") * times + page[where:] + closing * chance.choice((0, times))


def shuffle(page: bytes, chance: Random) -> bytes:
    """Put the blocks in any order."""
    blocks = _BLOCK.split(page)
    chance.shuffle(blocks)
    return b"".join(blocks)


def duplicate(page: bytes, chance: Random) -> bytes:
    """Print some blocks several times."""
    blocks = _BLOCK.split(page)
    for _ in range(3):
        start = chance.randrange(len(blocks))
        blocks[start:start] = blocks[start : start + chance.randrange(1, 20)] * chance.randrange(1, 4)
    return b"".join(blocks)


def declare_another_encoding(page: bytes, chance: Random) -> bytes:
    """Say that the bytes are in an encoding that they are not in."""
    return _DECLARED.sub(b"charset=" + chance.choice(CHARSETS).encode(), page)


def encode_otherwise(page: bytes, chance: Random) -> bytes:
    """Store the text in an encoding that the page does not declare."""
    text = page.decode("utf-8", "replace")
    return text.encode(
        chance.choice(("utf-16", "utf-16-le", "windows-1252", "iso8859-2", "koi8-u")), "replace"
    )


def leave_open(page: bytes, chance: Random) -> bytes:
    """Forget closing tags."""
    share = chance.choice((0.05, 0.5, 1.0))
    return _CLOSING.sub(lambda match: b"" if chance.random() < share else match[0], page)


def drop_signs(page: bytes, chance: Random) -> bytes:
    """Lose some of the signs that markup is made of."""
    lost = chance.choice((b">", b"<", b'"', b"=", b"/"))
    parts = page.split(lost)
    return b"".join(part if chance.random() < 0.05 else part + lost for part in parts)


def spoil(page: bytes, chance: Random) -> bytes:
    """Put NUL, control characters and bytes of no encoding anywhere."""
    spoiled = bytearray(page)
    for _ in range(chance.choice((1, 20, 300))):
        spoiled.insert(chance.randrange(len(spoiled) + 1), chance.choice(_CONTROLS))
    return bytes(spoiled)


def refer(page: bytes, chance: Random) -> bytes:
    """Put character references of every sort anywhere between tags."""
    for _ in range(20):
        reference = chance.choice(
            ("&#0;", "&#xD800;", "&amp;#55296;", "&#x110000;", "&#128;", "&nosuch;", "&#", "&")
        )
        where = _any_tag(page, chance)
        page = page[:where] + reference.encode() + page[where:]
    return page


def _any_tag(page: bytes, chance: Random) -> int:
    """Where a tag begins, after any byte; the end of the page without one."""
    found = page.find(b"<", chance.randrange(len(page) + 1))
    return found if found >= 0 else len(page)


MUTATIONS: tuple[Mutation, ...] = (
    cut,
    behead,
    nest,
    shuffle,
    duplicate,
    declare_another_encoding,
    encode_otherwise,
    leave_open,
    drop_signs,
    spoil,
    refer,
)
