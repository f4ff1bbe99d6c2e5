"""Web and e-mail addresses, handles and hashtags."""

from __future__ import annotations

import re
from dataclasses import replace

from narrate.script.reading.english.acronyms import spell
from narrate.script.reading.english.numerals import digits, plain_number, year
from narrate.script.reading.rule import Rule, Say, rule
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
SHORT_PATH = re.compile(r"[A-Za-z][\w-]{0,15}(?:/[\w-]{1,12}){0,2}")
"""A path that was made to be said: two or three short words."""
PROTOCOL = re.compile(r"https?://(?:www\.)?", re.I)


def address(text: str) -> str:
    """Every mark is named, every run of letters a word: "site.org/path" → "site dot org slash path"."""
    pieces = re.findall(r"[A-Za-z']+|\d+|[^\sA-Za-z\d']", text)
    ending = last_label(text)
    last = max((index for index, piece in enumerate(pieces) if piece == ending), default=-1)
    said = (say_piece(piece, index == last) for index, piece in enumerate(pieces) if piece != "'")
    return " ".join(word for word in said if word)


def last_label(text: str) -> str:
    """The top-level part of the host."""
    host = re.split(r"[/?#:]", text.rpartition("@")[2])[0]
    return host.rpartition(".")[2]


def say_piece(piece: str, ending: bool) -> str:
    """One run of an address; a country's two letters are spelled."""
    if piece in MARKS:
        return MARKS[piece]
    if not piece.isalpha() and not piece.isdecimal():
        return ""
    if piece.isdecimal():
        return plain_number(piece) if len(piece) < 3 else digits(piece)
    if piece.lower() == "www" or (ending and len(piece) <= 3 and piece.lower() not in SPOKEN_ENDINGS):
        return spell(piece)
    return piece


def say_link(match: re.Match[str]) -> str:
    """A web address without its protocol and without a trailing slash."""
    return address(PROTOCOL.sub("", match[0]).rstrip("/"))


def say_brief_link(match: re.Match[str]) -> str:
    """The same without what nobody can remember: "bbc.co.uk/news/world-61" → "bbc dot co dot U.K"."""
    host, slash, path = PROTOCOL.sub("", match[0]).rstrip("/").partition("/")
    host, port, _ = re.split("[?#]", host)[0].partition(":")
    if port:
        return address(host)
    return address(host + slash + path if SHORT_PATH.fullmatch(path) else host)


def name_link(match: re.Match[str]) -> str:
    """ "link"; a bare host such as Booking.com is a name and stays."""
    bare = "/" not in match[0] and not match[0].lower().startswith("www.")
    return address(match[0]) if bare else "link"


def say_mail(match: re.Match[str]) -> str:
    """ "press@site.org" → "press at site dot org"."""
    return address(match[0])


def say_file(match: re.Match[str]) -> str:
    """ "report.pdf" → "report dot P.D.F"."""
    kind = match["kind"]
    said = kind if kind in ("zip", "doc", "exe", "gif", "jpeg") else spelled_name(kind.upper())
    return f"{words_of(match['name'].replace('-', ' '))} dot {said}"


def spelled_name(name: str) -> str:
    """ "MP3" → "M.P three"."""
    letters = name.rstrip("0123456789")
    return f"{spell(letters)} {words_of(name[len(letters) :])}".strip()


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


def rules(addresses: str) -> list[Rule]:
    """All rules of addresses for a choice of ``Choices.addresses``."""
    if addresses == "full":
        return RULES
    brief = addresses == "brief"
    chosen: dict[Say, Say] = {
        say_link: say_brief_link if brief else name_link,
        say_mail: say_mail if brief else lambda match: "e-mail address",
    }
    return [replace(one, say=chosen.get(one.say, one.say)) for one in RULES]


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
        "0123456789 .",
    ),
    rule(
        "file",
        r"(?<![\w.])(?P<name>[\w-]{1,40})\.(?P<kind>pdf|csv|docx?|xlsx?|jpe?g|png|gif|mp3|mp4|zip|txt|exe|json)(?!\w)",
        say_file,
        ".",
    ),
    rule("handle", r"(?<![\w@])@(\w{1,60})", say_handle, "@"),
    rule("hashtag", r"(?<![\w#&])\#([A-Za-z]\w{1,100})", say_hashtag, "#"),
]
