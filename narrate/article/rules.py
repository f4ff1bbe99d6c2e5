"""Why text is left out.  One small function a reason: its name is the reason that an editor is shown.

Three kinds of rules, asked in this order for every piece of text:

* ``BOX_RULES`` look at an element around it: what its tag, role and names say, how much of it is links.
* ``PIECE_RULES`` look at the piece itself and its place in the article.
* ``COMPARISONS`` look at pieces and their neighbours: repetition, foreign headings, the edges of the article.

Structure is asked before wording.  Wording comes from ``phrases/`` and only for the article's own language
and English.  A box that holds a large part of the article is never left out for its names alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from narrate.article.inline import footnote_mark, inline_widget, page_controls
from narrate.article.options import Taste
from narrate.article.phrases import ends, holds, is_one, opening, opens
from narrate.article.pieces import Box, Piece
from narrate.article.prose import is_running_text
from narrate.article.sites import TREAT
from narrate.article.wording import SENTENCE_END, key

LARGE = 0.35
"""Share of the article's words; a box with more of it is the article, whatever it is called."""

CONTRIBUTORS = 60
"""Words of a paragraph that says who else worked on the story."""

LAST = 3
"""Pieces at the end of a text among which its writer is described."""

TEASER = 60
"""Words of a title and its blurb."""

PLEA = 25
"""Words of a line that asks for something, without a link to where it is given."""

LITTLE = 4
"""Letters of words that a date may have beside its names: "at", "Uhr", "p.m.", "godz"."""

LABEL = 8
"""Words of a label that counts or measures, too: "Listen to this article, 5 min"."""

STANDFIRST = 80
"""Words of a standfirst at most."""

LEAD = 8
"""Words of a standfirst at least."""

HEAD = 8
"""Pieces under a title among which its standfirst, byline and dates stand."""

QUOTE = 15
"""Letters that tell one quotation from another."""

WORDS_A_LINK = 60
"""A box with fewer words for each of its links is a list of links with their blurbs."""

_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s*[ap]\.?m\.?)?(?:\s*/\s*\d{1,2}:\d\d)?", re.IGNORECASE)
_COUNTER = re.compile(r"\d{1,3} ?(?:/|of|von|di|de|sur|z|из|із|з) ?\d{1,3}", re.IGNORECASE)
"""How far a gallery has got: "3 / 12"."""
_COUNT = re.compile(r"^\d{1,5}\s+|\s*[\[(:·]?\s*\d{1,5}\s*[\])]?$")
_DASH = re.compile(r"\s+[—–|/-]\s+")
_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = re.compile(r"\(?[a-zäöüßłśćż]{2,4}(?:/[A-Za-z]{2,9})*\)?|\(?(?:[A-Za-z]{2,9}/)+[A-Za-z]{2,9}\)?")
_INITIALS = re.compile(r"[.!?…”\"»“]\s\((?:[a-zäöüßłśćż]{2,4}|[A-Z]{2,5})(?:[/,]\s?[A-Za-z]{2,9}){0,3}\)$")
_CREDIT = re.compile(
    r"\(((?:[^()]{1,60}/[^()]{1,60})"  # Name / Agency
    r"|(?:[A-Za-z ]{3,20}(?::| by | via )[^()]{2,60})"  # credit: Name
    r"|[^()]{0,40}(?:Getty|Reuters|REUTERS|AFP|EPA|AP Photo)[^()]{0,30})\)$"
)
_EMAIL = re.compile(r"[\w.+-]{1,60}@[\w-]{1,60}\.\w{2,10}")
_END_MARK = re.compile(r"\W+(?:30|end|ende|fin)\W+", re.IGNORECASE)
_SIGNATURE = re.compile(r"^[—–-]{1,2} ?[^@]{0,80}\(@\w{1,40}\)")
_BARE_LINK = re.compile(r"(?:https?://|www\.)\S+|[^\s@]+@[^\s@]+\.\w{2,6}")
_WHOLE = re.compile(r"[.!?…。！？][\"'»”’)]*$")
_TIME = re.compile(r"\d[:h]\d\d")
_YEAR = re.compile(r"(?:19|20)\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}:\d\d")
_SENTENCES = re.compile(r"(?<=[.!?…])[\"'»”’]*\s+")
_RIGHTS_SIGN = re.compile(
    r"^(?:©|\(c\) ?(?:19|20)\d\d|copyright(?:\W*$|\W{1,3}(?:©|\(c\)|\d{4}|by\b)|\s*:))", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Scene:
    """What a rule may know besides the text before it."""

    language: str
    headlines: frozenset[str]
    """Keys (letters and digits only) of every form of the title."""
    people: frozenset[str]
    words: int
    """That the finders took for the article, on the whole page."""
    home: Box
    """The box of the article."""
    shell: frozenset[Box]
    """That box and all around it."""
    titled: Box | None
    """The <article> that the title and a good part of the text stand in, if there is one."""
    taste: Taste
    headline: Piece | None
    """The title over the text, if the page shows it as a heading."""
    given: bool
    """Whether site rules named the body."""
    first: int
    """The place of the first piece in the box of the article."""
    start: int
    """The place of the first piece that two finders agree on."""
    text: str
    """The keys of all pieces in that box, in a row."""


BoxRule = Callable[[Box, Scene], bool]
PieceRule = Callable[[Piece, Scene], bool]


# ── What stands around the text ────────────────────────────────────────────────────────────────────


def hidden_text(box: Box, scene: Scene) -> bool:
    """What a reader cannot see was not meant to be read."""
    return box.hidden


def navigation(box: Box, scene: Scene) -> bool:
    """Menus, breadcrumbs, paging, skip links and tool bars lead elsewhere."""
    if box.tag == "nav" or box.get("role") in (
        "navigation",
        "menu",
        "menubar",
        "toolbar",
        "search",
        "tablist",
    ):
        return True
    return "navigation" in box.signs


def page_footer(box: Box, scene: Scene) -> bool:
    """A footer holds what every page of the site has; inside a quotation it names the speaker."""
    return box.tag == "footer" and not any(around.tag == "blockquote" for around in box.up())


def form(box: Box, scene: Scene) -> bool:
    """A form asks the reader for something."""
    return box.tag in ("form", "fieldset") or box.get("role") == "form"


def sharing(box: Box, scene: Scene) -> bool:
    """Share bars and "follow us" rows are buttons."""
    return "sharing" in box.signs


def advert(box: Box, scene: Scene) -> bool:
    """Adverts and their labels."""
    return "advert" in box.signs


def promotion(box: Box, scene: Scene) -> bool:
    """Newsletters, memberships, donations, apps and offers speak for the publisher, not for the story."""
    return "promotion" in box.signs


def subscription_wall(box: Box, scene: Scene) -> bool:
    """What a site asks for before it shows the rest; the text behind the wall may carry its name too."""
    return "wall" in box.signs and box.agreed < 0.5 * box.words


def related_stories(box: Box, scene: Scene) -> bool:
    """Cards, teasers and lists of other stories: so named, and with a link every few lines."""
    if "related" not in box.signs:
        return False
    return box.words < WORDS_A_LINK * max(1, box.links) or box.agreed < 0.2 * box.words


def picture_credit(box: Box, scene: Scene) -> bool:
    """Who took a picture, who owns it, where a chart's figures come from."""
    return "credit" in box.signs


def caption(box: Box, scene: Scene) -> bool:
    """Captions belong to pictures that nobody hears."""
    return not scene.taste.captions and (box.tag == "figcaption" or "caption" in box.signs)


def standfirst(box: Box, scene: Scene) -> bool:
    """The line under the title, for newsrooms that do not read it."""
    return scene.taste.standfirst == "never" and "standfirst" in box.signs and box.words <= STANDFIRST


def author_biography(box: Box, scene: Scene) -> bool:
    """Who the writer is; the byline has said the name."""
    return "biography" in box.signs


def byline_or_date(box: Box, scene: Scene) -> bool:
    """Byline, date and reading time are spoken from the metadata."""
    if "byline" in box.signs or "dateline" in box.signs:
        return box.words < 60
    return box.tag == "address" and box.words < 30


def comments(box: Box, scene: Scene) -> bool:
    """Other people's comments are not the article."""
    return "comments" in box.signs


def audio_player(box: Box, scene: Scene) -> bool:
    """The label of a player that the site has already put there."""
    return "audio" in box.signs


def video_player(box: Box, scene: Scene) -> bool:
    """A film's title, blurb and error messages."""
    return "player" in box.signs


def embedded_post(box: Box, scene: Scene) -> bool:
    """A post from elsewhere repeats what the text tells; one that the text announces with a colon stays."""
    choice = scene.taste.embeds
    return "embed" in box.signs and choice != "all" and not (choice == "announced" and box.announced)


def product_box(box: Box, scene: Scene) -> bool:
    """Prices, ratings, odds and shop buttons."""
    return "product" in box.signs


def poll(box: Box, scene: Scene) -> bool:
    """Polls and quizzes want a click."""
    return "poll" in box.signs


def topic_labels(box: Box, scene: Scene) -> bool:
    """Tags, topics and sections the story is filed under."""
    return "labels" in box.signs


def notice(box: Box, scene: Scene) -> bool:
    """Cookie bars, alerts and messages of the site's machinery."""
    return "notice" in box.signs


def rights_line(box: Box, scene: Scene) -> bool:
    """Licence and reprint offers."""
    return "rights" in box.signs


def standing_matter(box: Box, scene: Scene) -> bool:
    """What the newsroom says of itself under every text."""
    return "standards" in box.signs


def footnotes(box: Box, scene: Scene) -> bool:
    """Notes and references make no sense away from their marks."""
    return "footnotes" in box.signs or box.get("role") in ("doc-endnotes", "doc-footnote")


def sidebar(box: Box, scene: Scene) -> bool:
    """What stands beside the story.  A builder's "widget" may hold a part of it: then the finders say so."""
    if box.tag == "aside" or box.get("role") in ("complementary", "dialog", "alert"):
        return True
    return "side" in box.signs and box.agreed < 0.5 * box.words


def another_article(box: Box, scene: Scene) -> bool:
    """A card or a next story: an <article> that the finders leave alone, or one beside that of the title."""
    if box.tag != "article":
        return False
    own = scene.titled
    if scene.headline is not None and any(around is box for around in scene.headline.box.up()):
        return False  # the head of this story in an <article> of its own
    beside = own is not None and own not in box.up() and box not in own.up()
    return beside or box.chosen < 0.5 * box.words


def teaser(box: Box, scene: Scene) -> bool:
    """A small box that opens with a line that is all link tells of another story."""
    return box.tag in ("div", "section") and box.opens_linked and box.words <= TEASER


def card(box: Box, scene: Scene) -> bool:
    """A link around whole lines (a picture, a heading, an excerpt) leads to another page."""
    return box.tag == "a" and box.words >= 3


def list_of_links(box: Box, scene: Scene) -> bool:
    """A list whose every entry is a link is a menu or a choice of other stories."""
    if scene.taste.link_lists and any(around is scene.home for around in box.up()):
        return False
    return box.tag in ("ul", "ol", "dl") and box.words >= 3 and box.linked >= 0.85 * box.words


BOX_RULES: tuple[BoxRule, ...] = (
    hidden_text,
    navigation,
    form,
    advert,
    sharing,
    comments,
    author_biography,
    picture_credit,
    caption,
    standfirst,
    audio_player,
    related_stories,
    promotion,
    subscription_wall,
    embedded_post,
    video_player,
    byline_or_date,
    product_box,
    poll,
    topic_labels,
    notice,
    rights_line,
    footnotes,
    standing_matter,
    sidebar,
    page_footer,
    another_article,
    card,
    teaser,
    list_of_links,
)


# ── The text itself ────────────────────────────────────────────────────────────────────────────────


def separator(piece: Piece, scene: Scene) -> bool:
    """Stars, lines and lone marks part the text for the eye; a pause does it for the ear."""
    return not any(map(str.isalnum, piece.text)) or bool(_END_MARK.fullmatch(piece.text))


def label(piece: Piece, scene: Scene) -> bool:
    """A line that is a button, a label or a counter and nothing else."""
    if piece.kind == "heading" and (_CLOCK.fullmatch(piece.text) or _is_foreign_heading(piece, scene)):
        return False  # of a time line; or it takes with it what it heads
    if _CLOCK.fullmatch(piece.text):
        return True
    answer = piece.votes > 1 and piece.text.endswith(".") and not piece.text.endswith("..")  # "No."
    if not answer and is_one(_COUNT.sub("", piece.text), "label", scene.language):
        return True
    if piece.words <= LABEL and piece.votes < 3 and opens(piece.text, "sponsored", scene.language):
        return not _WHOLE.search(piece.text)
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
    """Share of the shorter key's start that the other begins or ends with."""
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
    title = " " in phrase and f"{phrase}:" in piece.text and not _WHOLE.search(piece.text)
    return piece.linked >= 0.25 or piece.text.rstrip().endswith(":") or alone or title


def caption_with_credit(piece: Piece, scene: Scene) -> bool:
    """A line that ends with its picture's source: "(Name / Agency)", "(credit: Name)", "— Photo: Name"."""
    if piece.kind != "paragraph" or piece.words > 70 or scene.taste.captions:
        return False
    credit = _CREDIT.search(piece.text)
    if not credit and opens(_DASH.split(piece.text)[-1], "credit", scene.language):
        return not _WHOLE.search(piece.text)
    return bool(credit and (piece.after_picture or opens(credit[1], "credit", scene.language)))


def unmarked_caption(piece: Piece, scene: Scene) -> bool:
    """A short line right after a picture that is no sentence describes the picture."""
    if not piece.after_picture or piece.kind not in ("paragraph", "item") or SENTENCE_END.search(piece.text):
        return False
    if scene.taste.captions:
        return False
    return piece.bold < 0.9 and piece.words <= (30 if piece.italic > 0.9 else 12)


def linked_line(piece: Piece, scene: Scene) -> bool:
    """A paragraph that is one link, without the stop of a sentence, is another story's title."""
    return piece.kind == "paragraph" and piece.linked >= 0.9 and piece.words >= 3


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


def credit_line(piece: Piece, scene: Scene) -> bool:
    """Who took a picture, in a line that is no sentence of the text."""
    if piece.words > 30 or not opens(piece.text, "credit", scene.language):
        return False
    sentence = piece.words >= LEAD and piece.votes > 1 and piece.text.endswith((".", "!", "?"))
    return piece.after_picture or not sentence


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


def without_initials(text: str) -> tuple[str, str]:
    """The text and the writer's and the agency's initials behind its last stop: "(fo/dpa)", "(PAP)"."""
    end = _INITIALS.search(text)
    return (text[: end.start() + 1], end[0][1:].strip()) if end else (text, "")


def post_signature(piece: Piece, scene: Scene) -> bool:
    """— Name (@handle) and the links of a quoted post."""
    return piece.words <= 30 and bool(_SIGNATURE.match(piece.text))


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
    named = any("note" in box.signs for box, _ in zip(piece.box.up(), range(3), strict=False))
    return named or opens(piece.text, "note", scene.language)


def is_heading_by_look(piece: Piece) -> bool:
    """A short bold line without a stop does the work of a heading."""
    if piece.kind != "paragraph" or piece.rule == TREAT or piece.bold < 0.95 or piece.words > 12:
        return False
    return not SENTENCE_END.search(piece.text) and piece.text[-1:] not in ",-–—"


def bare_address(piece: Piece, scene: Scene) -> bool:
    """A web or e-mail address on a line of its own cannot be followed by ear."""
    return bool(_BARE_LINK.fullmatch(piece.text))


def contact_line(piece: Piece, scene: Scene) -> bool:
    """The writer's e-mail address."""
    if piece.words > 20 or not _EMAIL.search(piece.text):
        return False
    mark = key(piece.text)
    return not SENTENCE_END.search(piece.text) or any(person in mark for person in scene.people)


def unwanted_table(piece: Piece, scene: Scene) -> bool:
    """A table, for newsrooms that read none."""
    return piece.kind == "table" and scene.taste.tables == "skip"


def unwanted_code(piece: Piece, scene: Scene) -> bool:
    """A program, for newsrooms that read none."""
    return piece.kind == "code" and not scene.taste.code


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


def outside_the_article(piece: Piece, scene: Scene) -> bool:
    """What no other rule names, but stands outside the box of the article.

    A lead above it that several finders take for a part of the text stays, if the text does not repeat it; so does
    the standfirst between title and text.
    """
    if scene.given or piece.number > scene.first or key(piece.text) in scene.text:
        return True
    if is_lead(piece, scene):
        return False
    if not is_running_text(piece):
        return True
    if any("standfirst" in box.signs for box in piece.box.up()):
        return scene.taste.standfirst != "always"
    return piece.votes < 2


def is_lead(piece: Piece, scene: Scene) -> bool:
    """The standfirst: a paragraph soon after the title that is a whole sentence.

    Where standfirsts are always read, a heading does too, and any line right under the title that is long enough.

    What else stands there (bylines, dates, labels, captions) is shorter, is no sentence, or goes by a name, with a
    clock time or with a picture.
    """
    always = scene.taste.standfirst == "always"
    if (
        scene.headline is None
        or scene.taste.standfirst == "never"
        or piece.kind not in ("paragraph", "heading")
        or piece.after_picture
    ):
        return False
    after = piece.number - scene.headline.number
    if not 0 < after <= HEAD or not LEAD <= piece.words <= STANDFIRST or piece.linked > 0.3:
        return False
    signed = opens(piece.text, "byline", scene.language) and any(
        person in key(piece.text) for person in scene.people
    )
    if signed or _TIME.search(piece.text) or not (always or piece.kind == "paragraph"):
        return False
    return (always and after == 1) or bool(_WHOLE.search(piece.text))


GIVEN = (page_controls, footnote_mark, inline_widget, outside_the_article)
"""Rules that other files of the room ask: the walk over the page and the account of what is left out."""


def judge_box(box: Box, scene: Scene) -> str:
    """The first rule that leaves the box out; "" if it stays."""
    if box in scene.shell:
        return ""
    if box.chosen > LARGE * scene.words:
        return another_article.__name__ if another_article(box, scene) else ""
    return next((rule.__name__ for rule in BOX_RULES if rule(box, scene)), "")


def judge_piece(piece: Piece, scene: Scene) -> str:
    """The first rule that leaves the piece out; "" if it stays."""
    return next((rule.__name__ for rule in PIECE_RULES if rule(piece, scene)), "")


# ── Pieces against pieces ──────────────────────────────────────────────────────────────────────────


def by_comparison(pieces: list[Piece], scene: Scene) -> Iterator[tuple[str, list[Piece]]]:
    """What is left out for its neighbours: the rule's name and the pieces, rule after rule."""
    left = pieces
    for rule in COMPARISONS:
        gone = rule(left, scene)
        if gone:
            yield rule.__name__, gone
            lost = set(map(id, gone))
            left = [piece for piece in left if id(piece) not in lost]


def no_finder(pieces: list[Piece], scene: Scene) -> list[Piece]:
    """What stands before the first and after the last paragraph that two finders agree on is not the article.

    A piece stays if it is a sister of such a paragraph or looks like one: finders lose first and last lines.  So
    does a heading over a piece that stays, and one before the text that looks like the headings inside it.
    """
    best = max((piece.votes for piece in pieces), default=0) if not scene.given else 0
    agreed = [number for number, piece in enumerate(pieces) if piece.votes >= min(2, best) and piece.votes]
    if not agreed:
        return []
    homes = {piece.box.parent for piece in pieces if piece.votes >= min(2, best)}
    looks = {look for piece in pieces if piece.votes >= min(2, best) for look in _looks(piece)}
    start = agreed[0] - (agreed[0] > 0 and _heads_part(agreed[0], agreed[-1], pieces, scene))
    first = pieces[start].number
    gone = [
        piece
        for piece in pieces[:start] + pieces[agreed[-1] + 1 :]
        if piece.box.parent not in homes
        and not looks & _looks(piece)
        and not (piece.number < first and _is_lead_apart(piece, homes, scene))
    ]
    over = _over_kept(pieces[agreed[-1] :], gone)
    return [piece for piece in gone if piece not in over]


def _over_kept(pieces: list[Piece], gone: list[Piece]) -> list[Piece]:
    """Headings among what goes whose next piece stays."""
    return [
        piece
        for piece, after in pairwise(pieces)
        if piece.kind == "heading" and piece in gone and after.kind != "heading" and after not in gone
    ]


def _is_lead_apart(piece: Piece, homes: set[Box | None], scene: Scene) -> bool:
    """A standfirst in the head of the article: in no box with its paragraphs, and not said again by them."""
    apart = not any(box in homes for box in piece.box.up())
    return apart and is_lead(piece, scene) and scene.text.count(key(piece.text)) < 2


def _heads_part(first: int, last: int, pieces: list[Piece], scene: Scene) -> bool:
    """Whether the piece before the first paragraph is a heading of it, by its box or by its look."""
    heading, around = pieces[first - 1], pieces[first - 1].box.parent
    if heading.kind != "heading":
        return False
    inside = around not in scene.shell and any(box is around for box in pieces[first].box.up())
    alike = (piece.box for piece in pieces[first:last] if piece.kind == "heading")
    return inside or any(_style(heading.box) == _style(box) for box in alike)


def _style(box: Box) -> tuple[str, str, str]:
    """What headings of one text share: their level and class, and the class of the box around them."""
    return box.tag, box.get("class"), box.parent.get("class") if box.parent else ""


def _looks(piece: Piece) -> set[str]:
    """What paragraphs of one text share: their own first class, and that of the box around them."""
    around = piece.box.parent
    if piece.box.tag != "p":
        return set()
    own = piece.box.get("class").split()[:1]
    outer = around.get("class").split()[:1] if around is not None and piece.votes else []
    return {f"p.{name}" for name in own} | {f"> p.{name}" for name in outer}


def about_the_writer(pieces: list[Piece], scene: Scene) -> list[Piece]:
    """The line under a text that says who its writer is: it opens with the name, in the last pieces."""
    return [
        piece
        for piece in pieces[-LAST:]
        if piece.words <= 80
        and any(key(piece.text).startswith(person) for person in scene.people)
        and holds(piece.text, "biography", scene.language)
    ]


def under_a_foreign_heading(pieces: list[Piece], scene: Scene) -> list[Piece]:
    """A heading such as "Related stories", with all that follows up to the next paragraph of the article."""
    gone: list[Piece] = []
    inside = False
    part: Box | None = None
    for piece in pieces:
        if _is_foreign_heading(piece, scene):
            inside, part = True, _own_part(piece, scene)
        elif part is not None:
            inside = any(box is part for box in piece.box.up())
            part = part if inside else None
        elif piece.kind == "heading":
            inside = False
        else:
            inside = inside and (piece.linked > 0.5 or piece.votes == 0)
        if inside:
            gone.append(piece)
    return gone


def _is_foreign_heading(piece: Piece, scene: Scene) -> bool:
    named = _COUNT.sub("", piece.text)  # "Comments (9)", "12 Kommentare"
    if any(is_one(named, name, scene.language) for name in ("related_heading", "comments_heading")):
        return piece.kind == "heading" or piece.bold > 0.9 or piece.words <= 5
    # "More from our reporters", but not "Sources close to the talks": one word is no sign.
    return (
        piece.kind == "heading"
        and piece.words <= 8
        and " " in opening(piece.text, "related_heading", scene.language)
    )


def _own_part(piece: Piece, scene: Scene) -> Box | None:
    """The box around a heading, if it is a part of its own and not the article."""
    around = piece.box.parent
    if around is None or around in scene.shell:
        return None
    # Readers may write more than the newsroom.
    named = is_one(_COUNT.sub("", piece.text), "comments_heading", scene.language)
    return around if named or around.chosen <= LARGE * scene.words else None


def repeated_quote(pieces: list[Piece], scene: Scene) -> list[Piece]:
    """A pull quote says again what the text says; a sentence is to be heard one time."""
    text = "|".join(key(piece.text) for piece in pieces)
    gone = []
    for piece in pieces:
        pulled = piece.kind == "quote" or any("pull_quote" in box.signs for box in piece.box.up())
        sentences = [key(sentence) for sentence in _SENTENCES.split(piece.text)] if pulled else []
        if sum(map(len, sentences)) >= QUOTE and all(text.count(sentence) > 1 for sentence in sentences):
            gone.append(piece)
    return gone


def said_before(pieces: list[Piece], scene: Scene) -> list[Piece]:
    """The same paragraph a second time: copies for other screens, teasers of what follows."""
    seen: set[str] = set()
    gone = []
    for piece in pieces:
        mark = key(piece.text)
        if len(mark) >= 40 and mark in seen:
            gone.append(piece)
        seen.add(mark)
    return gone


def linked_heading(pieces: list[Piece], scene: Scene) -> list[Piece]:
    """A heading that is a link and heads no paragraph of the article is another story's title."""
    gone = []
    for piece, after in zip(pieces, [*pieces[1:], None], strict=False):
        linked = piece.kind == "heading" and piece.linked >= 0.9 and piece.words >= 3
        if linked and (after is None or after.kind == "heading" or after.votes < 2):
            gone.append(piece)
    return gone


def heading_of_nothing(pieces: list[Piece], scene: Scene) -> list[Piece]:
    """Headings, and short lines without a stop, at the end of the text: what they headed was left out."""
    end = len(pieces)
    while end and _heads(pieces[end - 1], pieces[end - 2] if end > 1 else None):
        end -= 1
    return pieces[end:]


def _heads(piece: Piece, before: Piece | None) -> bool:
    if piece.kind == "heading":
        return True
    short = piece.kind == "paragraph" and piece.words <= 8 and piece.text[-1:].isalnum()
    return short and before is not None and bool(SENTENCE_END.search(before.text))


COMPARISONS = (
    no_finder,
    about_the_writer,
    under_a_foreign_heading,
    repeated_quote,
    said_before,
    linked_heading,
    heading_of_nothing,
)
