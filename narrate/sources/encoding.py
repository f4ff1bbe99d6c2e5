"""Which encoding a page is in.

As browsers do it (https://html.spec.whatwg.org/multipage/parsing.html, "determining the character encoding"):
a byte order mark, then the HTTP header, then the page's own word for it, then a guess.  Unlike browsers,
which show what was declared, a declaration that the bytes contradict is not believed: a reader can skip
over garbled letters, a listener cannot.
"""

from __future__ import annotations

import re

from narrate.sources.labels import BY_LANGUAGE, LABELS, MULTIBYTE, SINGLE_BYTE

LOOKED_AT = 4096
"""Bytes in which the page may name its encoding.  Browsers look at 1024, then reload; pages run over."""

SAMPLE = 16_384
"""Bytes of text that the detector sees: its time grows with them, its answer does not change."""

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xfe\xff", "utf-16"),
    (b"\xff\xfe", "utf-16"),
)
_XML = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([\w.:-]+)""", re.IGNORECASE)
_META = re.compile(rb"""<meta\s[^>]{0,1000}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_LANGUAGE = re.compile(rb"""<html\s[^>]{0,1000}?\blang\s*=\s*["']?\s*([a-z]{2,3})""", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_MARKUP = re.compile(rb"<(script|style)\b.*?(?:</\1|\Z)|<[^<>]*>", re.DOTALL | re.IGNORECASE)


def find(body: bytes, header: str = "") -> str:
    """The name, for ``bytes.decode``, of the encoding that a page's bytes are in.

    Args:
        body: the bytes as received.
        header: the charset that came with them over HTTP; "" without one.

    Returns:
        Always a name that Python knows; ``decode(name, "replace")`` never fails on it.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return name
    start = body[:LOOKED_AT].lstrip()
    if start[:2] in (b"<\x00", b"\x00<"):
        return "utf-16-le" if start[0] else "utf-16-be"
    declared = [LABELS.get(header.strip(" \"'").lower(), ""), declared_in(body)]
    for name in declared:
        if name and _fits(body, name):
            return name
    if _is_mostly(body, "utf-8"):
        return "utf-8"
    return _detect(body) or "windows-1252"


def declared_in(body: bytes) -> str:
    """What the page's first 4 KB say: an XML declaration or a meta element; "" if nothing that is known."""
    head = _COMMENT.sub(b"", body[:LOOKED_AT])
    for pattern in (_XML, _META):
        for match in pattern.finditer(head):
            name = LABELS.get(match[1].decode("ascii", "replace").lower(), "")
            if name:
                # Whoever could read the declaration as ASCII is not reading UTF-16.
                return "utf-8" if name.startswith("utf-16") else name
    return ""


def _fits(body: bytes, name: str) -> bool:
    if name.startswith("utf"):
        return _is_mostly(body, name)
    # Text of another encoding is UTF-8 by accident in a few letters at most, and no article is that short.
    if _is_utf8(body):
        return body.isascii()
    return name not in MULTIBYTE or _is_mostly(body, name)


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_mostly(body: bytes, name: str) -> bool:
    """Whether most of what is not ASCII can be read: a cut or a spoiled character is no evidence."""
    text = body.decode(name, "replace")
    bad = text.count("\ufffd")
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return bad <= foreign - bad


def _detect(body: bytes) -> str:
    """The detector's opinion on the page's text; the page's language narrows what it may answer."""
    language = _LANGUAGE.search(_COMMENT.sub(b"", body[:LOOKED_AT]))
    likely = BY_LANGUAGE.get(language[1].decode("ascii").lower() if language else "", ())
    sample = _sample(body)
    return (likely and _soundest(sample, likely)) or _soundest(sample, SINGLE_BYTE + MULTIBYTE)


def _soundest(sample: bytes, candidates: tuple[str, ...]) -> str:
    """The candidate in which the sample looks most like language; "" if it looks so in none."""
    from charset_normalizer import from_bytes

    matches = list(from_bytes(sample, cp_isolation=list(candidates), enable_fallback=False))
    equal = [m for m in matches if (m.chaos, -m.coherence) <= (matches[0].chaos, -matches[0].coherence)]
    names = [name for match in equal for name in match.could_be_from_charset]
    if not names:
        return ""
    # Western and Central European text often looks sound in both; browsers then assume the Western.
    best = "cp1252" if "cp1252" in names else names[0]
    return LABELS.get(best.replace("_", "-"), best)


def _sample(body: bytes) -> bytes:
    """Lines of text with letters beyond ASCII: markup is the same in all encodings and drowns them."""
    text = _MARKUP.sub(b"\n", body[: SAMPLE * 32])
    lines = [line.strip() for line in text.splitlines() if not line.isascii()]
    return b"\n".join(lines)[:SAMPLE] or body[:SAMPLE]
