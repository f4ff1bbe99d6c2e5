"""Text that stands only in the data that a page's own scripts carry: Next.js, Nuxt, any state as JSON.

The last resort, for pages that show little or nothing before their scripts have run.  Systems name and nest their
data in countless ways, so only its shape is read: from the outside inwards, the value that holds most of the
running text, until the text is spread evenly, as paragraphs are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from lxml.html import HtmlElement

from narrate.article.blocks import pieces
from narrate.article.document import parse
from narrate.article.inline import lines
from narrate.article.options import Taste
from narrate.article.pieces import Piece
from narrate.article.prose import LEAST, MAJORITY
from narrate.article.sites import Marks
from narrate.article.structured import plain
from narrate.article.wording import SENTENCE_END, key, words

SCRIPTS = "scripts"
"""The name of this finder."""

_LARGEST = 5_000_000
"""Characters of one script that are read."""
_TITLES = ("title", "headline", "name")
"""Keys that a story's title goes by."""
_MOST = 200_000
"""Values of one script that are looked at."""
_STATE = re.compile(r"__NUXT__|__next_f|__[A-Z_]{2,40}__|__(?:initial|preloaded)\w*", re.IGNORECASE)
"""Names under which systems keep a page's state in a script."""
_STRING = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)(?:"|\\?\Z)', re.DOTALL)
"""A literal, closed or cut off by the end: so that the search never starts twice at one place."""
_MARKUP = re.compile(r"<(?:p|br|h2|li|div)\b[^<>]{0,300}>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{1,500}>")


@dataclass(slots=True)
class _Value:
    """A value in the data; ``weight`` is how many words of running text it holds."""

    above: int
    text: str = ""
    weight: int = 0


def from_scripts(root: HtmlElement, taste: Taste) -> list[Piece]:
    """The paragraphs of the longest text in the page's scripts; none if there is none."""
    found = (_main_text(_values(data)) for script in root.iter("script") for data in _data(script))
    texts = max(found, key=lambda group: sum(map(words, group)), default=[])
    return as_pieces(texts, SCRIPTS, taste)


def author(root: HtmlElement, title: str) -> str:
    """Who wrote the story of that title, as the page's scripts say: the author beside the title; "" if none."""
    sought = key(title)
    for script in root.iter("script"):
        if "author" not in (script.text or ""):
            continue
        for data in _data(script):
            for entry in _entries(data):
                named = any(key(plain(entry.get(name))) == sought for name in _TITLES)
                if named and (found := plain(entry.get("author") or entry.get("authors"))):
                    return found
    return ""


def _entries(data: object) -> Iterator[dict[str, object]]:
    waiting = [data]
    for _ in range(_MOST):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        waiting += [one for one in inner if isinstance(one, (dict, list))]


def as_pieces(texts: list[str], finder: str, taste: Taste) -> list[Piece]:
    """Texts out of a page's data, with or without markup, as pieces that nobody doubts; each once."""
    seen: set[str] = set()
    parts = []
    for text in texts:
        if (mark := key(_TAG.sub("", text))) and mark not in seen:
            seen.add(mark)
            parts.append(text if _MARKUP.search(text) else _paragraphs(text))
    root = parse(f"<article>{''.join(parts)}</article>") if parts else None
    if root is None:
        return []
    found, _ = pieces(root, Marks(), taste)
    for piece in found:
        piece.finders += [finder, finder]
    return found


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines(_TAG.sub("", text)))


def _data(script: HtmlElement) -> Iterator[object]:
    """The data of a script: its JSON, or the string literals in what it says of the page's state."""
    text = (script.text or "")[:_LARGEST].strip()
    kind = (script.get("type") or "").lower()
    if "ld+json" in kind or not text:
        return
    if "json" in kind or text[0] in "[{":
        try:
            yield json.loads(text, strict=False)
            return
        except (ValueError, RecursionError):
            pass
    if _STATE.search(text[:2_000]) or (script.get("id") or "").startswith("__"):
        yield [inner for string in _literals(text) for inner in _inside(string)]


def _literals(text: str) -> Iterator[str]:
    for match in _STRING.finditer(text):
        if " " in match[1]:
            try:
                yield str(json.loads(f'"{match[1]}"', strict=False))
            except ValueError:
                continue


def _inside(string: str) -> list[str]:
    """The literals in a string that is itself data; else the string."""
    inner = list(_literals(string)) if '"' in string else []
    return inner if sum(map(len, inner)) > len(string) / 2 else [string]


def _values(data: object) -> list[_Value]:
    """All values in the order of the data, each with the index of the one around it."""
    found = [_Value(-1)]
    waiting: list[tuple[int, object]] = [(0, data)]
    while waiting and len(found) < _MOST:
        above, value = waiting.pop()
        if isinstance(value, str):
            found.append(_Value(above, value, _prose(value)))
        elif isinstance(value, (dict, list)):
            found.append(_Value(above))
            inner = list(value.values()) if isinstance(value, dict) else value
            waiting += [
                (len(found) - 1, one) for one in reversed(inner) if isinstance(one, (str, dict, list))
            ]
    for one in reversed(found[1:]):
        found[one.above].weight += one.weight
    return found


def _prose(text: str) -> int:
    """Words of running text; 0 for addresses, names, codes and titles."""
    if text.count(" ") < LEAST - 1:
        return 0
    count = words(_TAG.sub(" ", text))
    return count if count >= LEAST and (_MARKUP.search(text) or SENTENCE_END.search(text.rstrip())) else 0


def _main_text(values: list[_Value]) -> list[str]:
    heaviest: dict[int, int] = {}
    for number, one in enumerate(values[1:], 1):
        if one.above not in heaviest or one.weight > values[heaviest[one.above]].weight:
            heaviest[one.above] = number
    home = 0
    while home in heaviest and values[heaviest[home]].weight > MAJORITY * values[home].weight:
        home = heaviest[home]
    inside = {home}
    texts = []
    for number, one in enumerate(values):
        if number == home or one.above in inside:
            inside.add(number)
            if one.weight and one.text:
                texts.append(one.text)
    return texts
