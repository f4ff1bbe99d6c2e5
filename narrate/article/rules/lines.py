"""Rules that look at one piece of text: its wording, its links, its place in the article.

They stand in the order in which they are asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from narrate.article.phrases import ends, holds, is_one, opening, opens
from narrate.article.pieces import Piece
from narrate.article.rules.neighbours import is_foreign_heading
from narrate.article.rules.scene import Scene
from narrate.article.sites import TREAT
from narrate.article.wording import SENTENCE_END, WHOLE_SENTENCE, key, uncounted

LABEL = 8
"""Words of a label that counts or measures, too: "Listen to this article, 5 min"."""

LITTLE = 4
"""Letters of words that a date may have beside its names: "at", "Uhr", "p.m.", "godz"."""

SENTENCE = 8
"""Words of a line that is a sentence of the text, although it opens as a credit does."""

CONTRIBUTORS = 60
"""Words of a paragraph that says who else worked on the story."""

PLEA = 25
"""Words of a line that asks for something, without a link to where it is given."""

_END_MARK = re.compile(r"\W+(?:30|end|ende|fin)\W+", re.IGNORECASE)
"""What newsrooms print under the last line: "-30-", "— Ende —"."""
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s*[ap]\.?m\.?)?(?:\s*/\s*\d{1,2}:\d\d)?", re.IGNORECASE)
_COUNTER = re.compile(r"\d{1,3} ?(?:/|of|von|di|de|sur|z|из|із|з) ?\d{1,3}", re.IGNORECASE)
"""How far a gallery has got: "3 / 12"."""
_YEAR = re.compile(r"(?:19|20)\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}:\d\d")
"""What a date or a time has and a name has not: a year, a date in figures, a clock time."""
_WORD = re.compile(r"[^\W\d_]+")
_DASH = re.compile(r"\s+[—–|/-]\s+")
_CREDIT = re.compile(
    r"\(((?:[^()]{1,60}/[^()]{1,60})"  # Name / Agency
    r"|(?:[A-Za-z ]{3,20}(?::| by | via )[^()]{2,60})"  # credit: Name
    r"|[^()]{0,40}(?:Getty|Reuters|REUTERS|AFP|EPA|AP Photo)[^()]{0,30})\)$"
)
_RIGHTS_SIGN = re.compile(
    r"^(?:©|\(c\) ?(?:19|20)\d\d|copyright(?:\W*$|\W{1,3}(?:©|\(c\)|\d{4}|by\b)|\s*:))", re.IGNORECASE
)
_SIGNS = re.compile(r"\(?[a-zäöüßłśćż]{2,4}(?:/[A-Za-z]{2,9})*\)?|\(?(?:[A-Za-z]{2,9}/)+[A-Za-z]{2,9}\)?")
"""Signs of writers and agencies on a line of their own: "(fo/dpa)", "pau/AFP"."""
_SIGNATURE = re.compile(r"^[—–-]{1,2} ?[^@]{0,80}\(@\w{1,40}\)")
"""Under a post: "— Name (@handle)"."""
_BARE_LINK = re.compile(r"(?:https?://|www\.)\S+|[^\s@]+@[^\s@]+\.\w{2,6}")
_EMAIL = re.compile(r"[\w.+-]{1,60}@[\w-]{1,60}\.\w{2,10}")
_INITIALS = re.compile(r"[.!?…”\"»“]\s\((?:[a-zäöüßłśćż]{2,4}|[A-Z]{2,5})(?:[/,]\s?[A-Za-z]{2,9}){0,3}\)$")
"""Such signs behind the stop of a sentence."""

PieceRule = Callable[[Piece, Scene], bool]


def unwanted_table(piece: Piece, scene: Scene) -> bool:
    """A table, for newsrooms that read none."""
    return piece.kind == "table" and scene.taste.tables == "skip"


def unwanted_code(piece: Piece, scene: Scene) -> bool:
    """A program, for newsrooms that read none."""
    return piece.kind == "code" and not scene.taste.code


def separator(piece: Piece, scene: Scene) -> bool:
    """Stars, lines and lone marks part the text for the eye; a pause does it for the ear."""
    return not any(map(str.isalnum, piece.text)) or bool(_END_MARK.fullmatch(piece.text))


def label(piece: Piece, scene: Scene) -> bool:
    """A line that is a button, a label or a counter and nothing else."""
    if piece.kind == "heading" and (_CLOCK.fullmatch(piece.text) or is_foreign_heading(piece, scene)):
        return False  # of a time line; or it takes with it what it heads
    if _CLOCK.fullmatch(piece.text):
        return True
    answer = piece.votes > 1 and piece.text.endswith(".") and not piece.text.endswith("..")  # "No."
    if not answer and is_one(uncounted(piece.text), "label", scene.language):
        return True
    if piece.words <= LABEL and piece.votes < 3 and opens(piece.text, "sponsored", scene.language):
        return not WHOLE_SENTENCE.search(piece.text)
    return piece.kind in ("paragraph", "heading") and bool(_COUNTER.fullmatch(piece.text))


def labels_in_a_row(piece: Piece, scene: Scene) -> bool:
    """A row of buttons ("Share", "Copy link"), or a label such as "Advertisement" with one link after it."""
    if len(piece.parts) < 2 or SENTENCE_END.search(piece.text):
        return False
    rest = [part for part in piece.parts if not is_one(part, "label", scene.language)]
    labelled = is_one(piece.parts[0], "label", scene.language)
    linked = len(rest[0]) <= piece.linked * sum(map(len, piece.parts)) + 1 if len(rest) == 1 else False
    return not rest or (labelled and linked)


def title_again(piece: Piece, scene: Scene) -> bool:
    """The title has been read as the title."""
    mark = key(piece.text)
    if mark in scene.headlines:
        return True
    over = piece.box.tag == "h1" or (piece.kind == "heading" and piece.number < scene.start)
    return over and any(_overlap(mark, headline) > 0.5 for headline in scene.headlines)


def _overlap(one: str, other: str) -> float:
    """Share of the longer key that the shorter one makes up, if it stands in it."""
    short, long = sorted((one, other), key=len)
    return len(short) / max(1, len(long)) if short and short in long else 0.0


def byline(piece: Piece, scene: Scene) -> bool:
    """A line with the writers' names or the date, spoken from the metadata."""
    if piece.words > 25 or SENTENCE_END.search(piece.text):
        return False
    mark = key(piece.text)
    if sum(len(person) for person in scene.people if person in mark) > len(mark) * 0.4:
        return True
    return (
        piece.words <= 15 and opens(piece.text, "byline", scene.language) and bool(_YEAR.search(piece.text))
    )


def date_line(piece: Piece, scene: Scene) -> bool:
    """A date, a time or "5 hours ago" on a line of its own above the text."""
    if piece.words > 10 or piece.kind not in ("paragraph", "item"):
        return False
    if piece.number <= scene.start + 1 and _is_date(piece.text, scene.language):
        return True
    letters = sum(map(str.isalpha, piece.text))
    return (
        bool(_YEAR.search(piece.text))
        and letters <= 24
        and not SENTENCE_END.search(piece.text)
        and piece.votes < 2
    )


def _is_date(text: str, language: str) -> bool:
    """Nothing but a date with a year, or a time: names of days and months, figures, and words such as "at"."""
    names = (word for word in _WORD.findall(text) if len(word) > LITTLE)
    return bool(_YEAR.search(text)) and all(is_one(name, "day_or_month", language) for name in names)


def read_also(piece: Piece, scene: Scene) -> bool:
    """ "Read also: …" sends the listener to another story."""
    if piece.words > 40 or not opens(piece.text, "read_also", scene.language):
        return False
    alone = is_one(piece.text, "read_also", scene.language) or (piece.words <= 3 and piece.kind != "heading")
    phrase = opening(piece.text, "read_also", scene.language).rstrip(":")
    # "Read also: A title", but not "Source: the police".
    title = " " in phrase and f"{phrase}:" in piece.text and not WHOLE_SENTENCE.search(piece.text)
    return piece.linked >= 0.25 or piece.text.rstrip().endswith(":") or alone or title


def credit_line(piece: Piece, scene: Scene) -> bool:
    """Who took a picture, in a line that is no sentence of the text."""
    if piece.words > 30 or not opens(piece.text, "credit", scene.language):
        return False
    sentence = piece.words >= SENTENCE and piece.votes > 1 and piece.text.endswith((".", "!", "?"))
    return piece.after_picture or not sentence


def caption_with_credit(piece: Piece, scene: Scene) -> bool:
    """A line that ends with its picture's source: "(Name / Agency)", "(credit: Name)", "— Photo: Name"."""
    if piece.kind != "paragraph" or piece.words > 70 or scene.taste.captions:
        return False
    credit = _CREDIT.search(piece.text)
    if not credit and opens(_DASH.split(piece.text)[-1], "credit", scene.language):
        return not WHOLE_SENTENCE.search(piece.text)
    return bool(credit and (piece.after_picture or opens(credit[1], "credit", scene.language)))


def unmarked_caption(piece: Piece, scene: Scene) -> bool:
    """A short line right after a picture that is no sentence describes the picture."""
    if not piece.after_picture or piece.kind not in ("paragraph", "item") or SENTENCE_END.search(piece.text):
        return False
    if scene.taste.captions:
        return False
    return piece.bold < 0.9 and piece.words <= (30 if piece.italic > 0.9 else 12)


def rights(piece: Piece, scene: Scene) -> bool:
    """Who owns the text and who may print it."""
    if piece.words > 70:
        return False
    return bool(_RIGHTS_SIGN.match(piece.text)) or holds(piece.text, "rights", scene.language)


def sign_off(piece: Piece, scene: Scene) -> bool:
    """Reporters, editors and agencies named under the text."""
    if piece.words <= CONTRIBUTORS and ends(piece.text, "contributed", scene.language):
        return True
    if _SIGNS.fullmatch(piece.text) and ("/" in piece.text or piece.text[0] == "("):
        return True
    short = piece.words <= 15 or (piece.words <= 40 and not SENTENCE_END.search(piece.text))
    return short and opens(piece.text, "sign_off", scene.language)


def post_signature(piece: Piece, scene: Scene) -> bool:
    """— Name (@handle) and the links of a quoted post."""
    return piece.words <= 30 and bool(_SIGNATURE.match(piece.text))


def bare_address(piece: Piece, scene: Scene) -> bool:
    """A web or e-mail address on a line of its own cannot be followed by ear."""
    return bool(_BARE_LINK.fullmatch(piece.text))


def contact_line(piece: Piece, scene: Scene) -> bool:
    """The writer's e-mail address: beside the name, or in a line that is no sentence."""
    if piece.words > 20 or not _EMAIL.search(piece.text):
        return False
    mark = key(piece.text)
    return not SENTENCE_END.search(piece.text) or any(person in mark for person in scene.people)


def plea(piece: Piece, scene: Scene) -> bool:
    """A short paragraph that asks to subscribe, follow, donate or click."""
    if piece.words > 60 or not holds(piece.text, "promotion", scene.language):
        return False
    return piece.linked > 0 or piece.words <= PLEA or piece.italic > 0.8


def wall_line(piece: Piece, scene: Scene) -> bool:
    """A short line that asks to subscribe or to log in before it shows the rest."""
    if piece.words > PLEA or not holds(piece.text, "paywall", scene.language):
        return False
    return piece.votes < 2 or piece.linked > 0 or opens(piece.text, "paywall", scene.language)


def audio_line(piece: Piece, scene: Scene) -> bool:
    """ "Listen to this article (5 min)": the label of a player that the site has already put there."""
    return piece.words <= LABEL and opens(piece.text, "listen", scene.language)


def note_to_the_reader(piece: Piece, scene: Scene) -> bool:
    """A short paragraph all in italics with a link speaks of the publication ("write to us")."""
    return (
        piece.kind == "paragraph"
        and piece.italic > 0.9
        and 0 < piece.linked < 0.9
        and piece.words <= 40
        and not is_note(piece, scene)
    )


def is_note(piece: Piece, scene: Scene) -> bool:
    """An editor's note or a correction, which is kept and marked."""
    if piece.kind not in ("paragraph", "item", "quote") or piece.rule == TREAT:
        return False
    named = any("note" in box.signs for box in piece.box.nearest(3))
    return named or opens(piece.text, "note", scene.language)


def linked_line(piece: Piece, scene: Scene) -> bool:
    """A paragraph that is all link is another story's title."""
    return piece.kind == "paragraph" and piece.linked >= 0.9 and piece.words >= 3


def without_initials(text: str) -> tuple[str, str]:
    """The text and the writer's and the agency's initials behind its last stop: "(fo/dpa)", "(PAP)"."""
    end = _INITIALS.search(text)
    return (text[: end.start() + 1], end[0][1:].strip()) if end else (text, "")


PIECE_RULES: tuple[PieceRule, ...] = (
    unwanted_table,
    unwanted_code,
    separator,
    label,
    labels_in_a_row,
    title_again,
    byline,
    date_line,
    read_also,
    credit_line,
    caption_with_credit,
    unmarked_caption,
    rights,
    sign_off,
    post_signature,
    bare_address,
    contact_line,
    plea,
    wall_line,
    audio_line,
    note_to_the_reader,
    linked_line,
)
