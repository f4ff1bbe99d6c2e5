"""Why some bytes are no HTML page.  Each answer is a Problem in words for the user, or None."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SAVE_IT = "Give the article's HTML page"

SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a WebP image or a WAV sound"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"ID3", "an MP3 sound"),
    (b"OggS", "an Ogg sound"),
    (b"fLaC", "a FLAC sound"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"bplist", "a web archive"),
)
"""First bytes and what they are, after https://mimesniff.spec.whatwg.org/ and the formats' definitions."""

XML_ROOTS = {
    "rss": "an RSS feed",
    "feed": "an Atom feed",
    "rdf": "an RSS feed",
    "urlset": "a sitemap",
    "sitemapindex": "a sitemap",
    "svg": "an SVG image",
    "opml": "a list of feeds",
    "plist": "a property list",
}
"""First elements, lower case and without their prefix, of XML that is no page."""

NUL_SHARE = 0.001
"""Past it, bytes that do not begin like a page are binary; images and programs have one NUL in 100 bytes."""

_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE
)
"""How a page begins.  No binary format does, so that NULs in it are faults, which browsers pass over."""

LOOKED_AT = 65_536
"""Bytes in which NULs are counted."""

_PROLOG = re.compile(r"\s*<(?:\?[^>]*>|!--.*?-->|!doctype[^>]*>)", re.DOTALL | re.IGNORECASE)
_FIRST_ELEMENT = re.compile(r"\s*<(?:\w+:)?(\w+)")
_TAG = re.compile(
    r"<(?=[!/a-z])(?:!doctype\s+html|/?(?:html|head|body|title|meta|link|script|style|main|article|section|header|footer|nav"
    r"|div|span|p|br|a|b|i|em|strong|h[1-6]|ul|ol|li|dl|table|tr|td|blockquote|pre|img|figure|font|center))"
    r"(?=[\s/>])",
    re.IGNORECASE,
)
_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*[{"])')
_MHTML = re.compile(r"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?MIME-Version:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Problem:
    """What a SourceError will say."""

    reason: str
    next_step: str = _SAVE_IT


def by_signature(body: bytes) -> Problem | None:
    """What can be told before the bytes are letters: nothing there, a known file format, binary."""
    if not body.strip(b" \t\r\n\f\x00\xef\xbb\xbf\xfe\xff"):
        return Problem("is empty", "Save the page again and check that the file holds its text")
    for signature, name in SIGNATURES:
        if body.startswith(signature):
            return Problem(f"is {name}, not HTML")
    head = body[:LOOKED_AT]
    many = head.count(0) > len(head) * NUL_SHARE
    if many and not _is_wide(head) and not _PAGE.match(head.replace(b"\0", b"")):
        return Problem("is a binary file, not HTML")
    return None


def by_text(body: bytes, charset: str) -> Problem | None:
    """What can be told from the letters: another kind of text, or text without a single tag."""
    head = body[:LOOKED_AT].decode(charset, "replace").lstrip("\ufeff")
    root = XML_ROOTS.get(_first_element(head))
    if root:
        return Problem(f"is {root}, not an article page", "Give the address or the file of one article")
    if _JSON.match(head):
        return Problem("is JSON, not HTML")
    if _MHTML.match(head):
        return Problem("is a web archive, not HTML", "Save the page as HTML")
    if not _TAG.search(head) and not _TAG.search(body.decode(charset, "replace")):
        return Problem("is plain text, not HTML: it has no tag")
    return None


def _is_wide(head: bytes) -> bool:
    """Whether NULs are at home in it: UTF-16 and UTF-32, with a mark or with an opening "<"."""
    start = head.lstrip()
    return head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")) or start[:2] in (
        b"<\x00",
        b"\x00<",
    )


def _first_element(text: str) -> str:
    place = 0
    while prolog := _PROLOG.match(text, place):
        place = prolog.end()
    element = _FIRST_ELEMENT.match(text, place)
    return element[1].lower() if element else ""
