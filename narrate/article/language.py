"""The language of the text itself; what the page declares describes its template."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from unicodedata import name

from narrate.article import data

_ENOUGH = 2_000
"""Characters that tell a language."""
LEAST = 60
"""Characters that a guess needs."""
CLEAR = 0.06
"""Share of a text's words that only its own language has in the table of little words; news has 0.09 (Spanish)
to 0.25 (English).  Twice as much is asked where the page declares another language, or none."""
FEW = 4
"""Little words that a short text must have at least."""
AHEAD = 4
"""How many times more of them there are than of any other language's."""
_SCRIPTS = {
    "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "GREEK": "el", "GEORGIAN": "ka", "ARMENIAN": "hy",
    "THAI": "th", "LAO": "lo", "KHMER": "km", "SINHALA": "si", "TAMIL": "ta", "TELUGU": "te", "GUJARATI": "gu",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def detect(text: str, declared: str) -> tuple[str, bool]:
    """BCP 47 tag of a text, and whether that is certain.

    The page's own tag is taken where it names the same language more exactly ("pt-BR").  A text whose little
    words are clear needs no model; any other is given to py3langid.
    """
    sample = " ".join(text[: 2 * _ENOUGH].split())[:_ENOUGH]
    declared = _tag(declared)
    base = declared.partition("-")[0]
    found = _by_script(sample)
    if len(sample) < LEAST and not found:
        return declared, bool(declared)  # too short to speak against the page's own word
    found = found or _by_little_words(sample, base) or _by_model(sample)
    return (declared if base == found else found), not base or base == found


def guess(text: str) -> str:
    """The language of a text whose script or little words are clear; "" for any other."""
    sample = " ".join(text[: 2 * _ENOUGH].split())[:_ENOUGH]
    return _by_script(sample) or _by_little_words(sample, "")


def _by_script(sample: str) -> str:
    """The language of a script that only one language uses; "" for the others."""
    letters = [char for char in sample[: 2 * LEAST] if char.isalpha()]
    counts = Counter(_SCRIPTS.get(name(char, "").partition(" ")[0], "") for char in letters)
    if counts["ja"] >= LEAST // 10:  # most letters of a Japanese text are Chinese
        return "ja"
    best = max(counts, key=lambda language: counts[language], default="")
    return best if counts[best] > 0.5 * len(letters) else ""


def _by_model(sample: str) -> str:
    from py3langid import classify  # takes most of a second to load

    return str(classify(sample)[0])


def _by_little_words(sample: str, declared: str) -> str:
    """The language whose little words the text has; "" where that is not clear."""
    table = _little_words()
    found = _WORD.findall(sample.casefold())
    counts = Counter(table[word] for word in found if word in table).most_common(2)
    if not counts:
        return ""
    best, count = counts[0]
    needed = max(FEW, CLEAR * len(found) * (1 if best == declared else 2))
    return best if count >= needed and count >= AHEAD * sum(other for _, other in counts[1:]) else ""


@cache
def _little_words() -> dict[str, str]:
    """Word → the one language of ``little_words.toml`` that has it; words of several languages tell nothing."""
    table = data.read("little_words.toml")
    rows = [(word, language) for language, text in table.items() for word in set(text.split())]
    shared = Counter(word for word, _ in rows)
    return {word: language for word, language in rows if shared[word] == 1}


def _tag(declared: str) -> str:
    """A declared tag in its usual spelling; "" for what is none."""
    match = re.fullmatch(
        r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?", declared.strip()
    )
    if not match:
        return ""
    language, script, region = match.groups()
    return "-".join(filter(None, (language.lower(), (script or "").title(), (region or "").upper())))
