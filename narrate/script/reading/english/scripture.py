"""Verses of the Bible: "1 Cor. 13", "Matt. 5:38-39"; books by the usual short names (SBL and Chicago styles)."""

from __future__ import annotations

import re

from narrate.script.reading.english.numerals import cardinal
from narrate.script.reading.rule import rule
from narrate.script.tables import ordered

SHORT = """
Gen. Genesis | Ex. Exodus | Exod. Exodus | Lev. Leviticus | Num. Numbers | Deut. Deuteronomy | Josh. Joshua
Judg. Judges | Sam. Samuel | Kgs. Kings | Chron. Chronicles | Chr. Chronicles | Neh. Nehemiah | Ps. Psalm
Pss. Psalms | Prov. Proverbs | Eccl. Ecclesiastes | Isa. Isaiah | Jer. Jeremiah | Lam. Lamentations
Ezek. Ezekiel | Dan. Daniel | Hos. Hosea | Mic. Micah | Hab. Habakkuk | Zech. Zechariah | Mal. Malachi
Matt. Matthew | Mk. Mark | Lk. Luke | Jn. John | Rom. Romans | Cor. Corinthians | Gal. Galatians
Eph. Ephesians | Phil. Philippians | Col. Colossians | Thess. Thessalonians | Tim. Timothy | Tit. Titus
Heb. Hebrews | Jas. James | Pet. Peter | Rev. Revelation
"""
ENTRIES = [
    (entry.split()[0], entry.split()[1]) for line in SHORT.strip().splitlines() for entry in line.split(" | ")
]
BOOKS = dict(ENTRIES)
"""Short name → book."""
NUMBERED = "|".join(
    ordered(
        """
        Cor Corinthians Sam Samuel Kgs Kings Chron Chr Chronicles Thess Thessalonians Tim Timothy Pet Peter Jn John
        """
    )
)
"""Books of which there are two or three."""
VERSE = r"(?P<chapter>\d{1,3}):(?P<verse>\d{1,3})(?:[-–](?P<last>\d{1,3}))?(?![\w:]|[.,]\d|\ ?[ap]\.?m\b)"
ORDER = {"1": "First ", "2": "Second ", "3": "Third ", None: ""}
FULL = "|".join(sorted({*BOOKS.values(), "Acts", "Ruth", "Ezra", "Job", "Esther", "Joel", "Amos", "Jonah"}))
SHORTER = "|".join(sorted((name.rstrip(".") for name in BOOKS), key=len, reverse=True))


def say_verse(match: re.Match[str]) -> str:
    """ "2 Tim. 4:7-8" → "Second Timothy four seven to eight"."""
    book = BOOKS.get(f"{match['book']}.", match["book"])
    verse = f" {cardinal(int(match['verse']))}" if match["verse"] else ""
    last = f" to {cardinal(int(match['last']))}" if match["last"] else ""
    return f"{ORDER[match['order']]}{book} {cardinal(int(match['chapter']))}{verse}{last}"


RULES = [
    rule(
        "verse",
        rf"(?<![\w.])(?:(?P<order>[123])\ )?(?P<book>{SHORTER})\b\.?\ {VERSE}",
        say_verse,
        ": 0123456789",
    ),
    rule("verse", rf"(?<![\w.])(?:(?P<order>[123])\ )?(?P<book>{FULL})\ {VERSE}", say_verse, ": 0123456789"),
    rule(
        "verse",
        rf"(?<![\w.,])(?P<order>[123])\ (?P<book>{NUMBERED})\b\.?\ (?P<chapter>\d{{1,3}})(?P<verse>(?!))?"
        r"(?P<last>(?!))?(?![\w:]|[.,]\d)",
        say_verse,
        "123 CSKTPJ",
    ),
]
