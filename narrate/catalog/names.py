"""What an episode is called: its id, and the names of its files."""

from __future__ import annotations

import os
import re
import unicodedata
from hashlib import sha256

from narrate.model import Article

SLUG_LENGTH = 32
"""Characters of a title in a file name; at most 128 bytes in UTF-8, under every system's 255."""
_OURS = re.compile(r"-[0-9a-f]{8}\.[a-z0-9]{3,4}$")


def identity(article: Article, source: str) -> str:
    """What makes an article the same one tomorrow: its address, else the file it came from, else its title."""
    path = os.path.realpath(source) if os.path.exists(source) else ""
    return sha256((article.url or path or article.title).encode()).hexdigest()[:12]


def stem(title: str, name: str, script_key: str) -> str:
    """The file name, without its suffix, of one version of an episode: a new sound has a new name."""
    version = sha256(f"{name}{script_key}".encode()).hexdigest()[:8]
    return f"{_slug(title)}-{version}"


def is_ours(name: str) -> bool:
    """Whether a file has a name that ``stem`` makes."""
    return _OURS.search(name) is not None


def _slug(title: str) -> str:
    """A file name that every system takes: whole words of letters and digits, of any script."""
    text = unicodedata.normalize("NFC", re.sub("['’]", "", title)).lower()
    words = "".join(char if _is_letter(char) else " " for char in text).split()
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if len(longer) > SLUG_LENGTH:
            break
        slug = longer
    return slug or "article"


def _is_letter(char: str) -> bool:
    """Vowel signs (category M) belong to the words of Hindi, Thai or Burmese."""
    return char.isalnum() or unicodedata.category(char).startswith("M")
