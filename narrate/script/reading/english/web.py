"""Web and e-mail addresses, handles and hashtags."""

from __future__ import annotations

import re

from narrate.script.reading.english.acronyms import spell
from narrate.script.reading.english.numerals import digits, plain_number, year
from narrate.script.reading.rule import rule
from narrate.script.tables import words

MARKS = {
    ".": "dot",
    "/": "slash",
    "-": "dash",
    "_": "underscore",
    "@": "at",
    ":": "colon",
    "?": "question mark",
    "=": "equals",
}
MARKS |= {"&": "and", "#": "hash", "%": "percent", "+": "plus", "~": "tilde"}
SPOKEN_ENDINGS = words(
    """
    com me edu org net info gov mil biz news media live online site club dev app blog shop store
    world
    """
)
TOP_LEVEL = (
    "com|org|net|edu|gov|mil|info|biz|int|io|ai|tv|eu|uk|ua|de|fr|it|es|pl|pt|ru|ca|au|nl|ch|se|dk|fi|cz"
    "|co|jp|cn|kr|br|mx|il|tr|ge|md|lt|lv|ee|ie|nz|za|news|media|online|site|app|dev|live|world|club|xyz|sm|gg|ly|fm"
)
PROTOCOL = re.compile(r"https?://(?:www\.)?", re.I)


def address(text: str) -> str:
    """Every mark is named, every run of letters a word: "site.org/path" → "site dot org slash path"."""
    pieces = re.findall(r"[A-Za-z']+|\d+|[^\sA-Za-z\d']", text)
    ending = last_label(text)
    return " ".join(say_piece(piece, ending) for piece in pieces if piece != "'").strip()


def last_label(text: str) -> str:
    """The top-level part of the host."""
    host = re.split(r"[/?#:]", text.rpartition("@")[2])[0]
    return host.rpartition(".")[2]


def say_piece(piece: str, ending: str) -> str:
    """One run of an address; a country's two letters are spelled."""
    if piece in MARKS:
        return MARKS[piece]
    if not piece.isalpha() and not piece.isdecimal():
        return ""
    if piece.isdecimal():
        return plain_number(piece) if len(piece) < 3 else digits(piece)
    if piece.lower() == "www" or (
        piece == ending and len(piece) <= 3 and piece.lower() not in SPOKEN_ENDINGS
    ):
        return spell(piece)
    return piece


def say_link(match: re.Match[str]) -> str:
    """A web address without its protocol and without a trailing slash."""
    return address(PROTOCOL.sub("", match[0]).rstrip("/"))


def say_mail(match: re.Match[str]) -> str:
    """ "press@site.org" → "press at site dot org"."""
    return address(match[0])


def words_of(name: str) -> str:
    """A joined name taken apart at its capitals: "StandWithUkraine" → "Stand With Ukraine"."""
    apart = re.sub(r"(?<=[a-z\d])(?=[A-Z])|(?<=[^\W\d])(?=\d)|(?<=\d)(?=[^\W\d])|_", " ", name)
    return " ".join(say_figures(part) if part.isdecimal() else part for part in apart.split())


def say_figures(figures: str) -> str:
    """Figures at the end of a handle or hashtag, mostly a year."""
    return year(int(figures)) if len(figures) == 4 and figures[:2] in ("19", "20") else plain_number(figures)


def say_handle(match: re.Match[str]) -> str:
    """ "@KyivIndependent" → "at Kyiv Independent"."""
    return f"at {words_of(match[1])}"


def say_hashtag(match: re.Match[str]) -> str:
    """ "#StandWithUkraine" → "hashtag Stand With Ukraine"."""
    return f"hashtag {words_of(match[1])}"


LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})"
RULES = [
    rule("link", r"(?i:https?://|www\.)[^\s\ue000<>\"]{1,500}[^\s\ue000<>\"'.,;:!?)\]}]", say_link, ":."),
    rule(
        "e-mail",
        rf"(?<![\w.+-])[\w.+-]{{1,64}}@(?:{LABEL}\.){{1,5}}[A-Za-z]{{2,24}}(?:/[\w./-]*\w)?",
        say_mail,
        "@",
    ),
    rule(
        "link",
        rf"(?<![\w.@-])(?:{LABEL}\.){{1,5}}(?:{TOP_LEVEL})(?:/[^\s\ue000<>\"']{{0,300}}[^\s\ue000<>\"'.,;:!?)\]}}])?(?![\w-]|\.\w)",
        say_link,
        ".",
    ),
    rule(
        "link",
        r"(?<![\w.'@-])[a-z]{3,20}\.[a-z]{3,20}(?![\w.@'-]|/)",
        lambda match: match[0].replace(".", " dot "),
        ".",
    ),
    rule(
        "link",
        r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]\d)",
        lambda match: " dot ".join(digits(part) for part in match[0].split(".")),
        ".",
    ),
    rule("handle", r"(?<![\w@])@(\w{1,60})", say_handle, "@"),
    rule("hashtag", r"(?<![\w#&])\#([A-Za-z]\w{1,100})", say_hashtag, "#"),
]
