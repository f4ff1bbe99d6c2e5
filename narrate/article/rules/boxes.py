"""Rules that look at an element around the text: its tag, its role and names, how much of it is links.

They stand in the order in which they are asked.
"""

from __future__ import annotations

from collections.abc import Callable

from narrate.article.pieces import Box
from narrate.article.rules.scene import STANDFIRST, Scene

TEASER = 60
"""Words of a title and its blurb."""

WORDS_A_LINK = 60
"""A box with fewer words for each of its links is a list of links with their blurbs."""

_MENUS = ("navigation", "menu", "menubar", "toolbar", "search", "tablist")
"""Roles of elements that lead elsewhere."""

BoxRule = Callable[[Box, Scene], bool]


def hidden_text(box: Box, scene: Scene) -> bool:
    """What a reader cannot see was not meant to be read."""
    return box.hidden


def navigation(box: Box, scene: Scene) -> bool:
    """Menus, breadcrumbs, paging, skip links and tool bars lead elsewhere."""
    return box.tag == "nav" or box.get("role") in _MENUS or "navigation" in box.signs


def form(box: Box, scene: Scene) -> bool:
    """A form asks the reader for something."""
    return box.tag in ("form", "fieldset") or box.get("role") == "form"


def advert(box: Box, scene: Scene) -> bool:
    """Adverts and their labels."""
    return "advert" in box.signs


def sharing(box: Box, scene: Scene) -> bool:
    """Share bars and "follow us" rows are buttons."""
    return "sharing" in box.signs


def comments(box: Box, scene: Scene) -> bool:
    """Other people's comments are not the article."""
    return "comments" in box.signs


def author_biography(box: Box, scene: Scene) -> bool:
    """Who the writer is; the byline has said the name."""
    return "biography" in box.signs


def picture_credit(box: Box, scene: Scene) -> bool:
    """Who took a picture, who owns it, where a chart's figures come from."""
    return "credit" in box.signs


def caption(box: Box, scene: Scene) -> bool:
    """Captions belong to pictures that nobody hears."""
    return not scene.taste.captions and (box.tag == "figcaption" or "caption" in box.signs)


def standfirst(box: Box, scene: Scene) -> bool:
    """The line under the title, for newsrooms that do not read it."""
    return scene.taste.standfirst == "never" and "standfirst" in box.signs and box.words <= STANDFIRST


def audio_player(box: Box, scene: Scene) -> bool:
    """The label of a player that the site has already put there."""
    return "audio" in box.signs


def related_stories(box: Box, scene: Scene) -> bool:
    """Cards, teasers and lists of other stories: so named, and with a link every few lines."""
    if "related" not in box.signs:
        return False
    return box.words < WORDS_A_LINK * max(1, box.links) or box.agreed < 0.2 * box.words


def promotion(box: Box, scene: Scene) -> bool:
    """Newsletters, memberships, donations, apps and offers speak for the publisher, not for the story."""
    return "promotion" in box.signs


def subscription_wall(box: Box, scene: Scene) -> bool:
    """What a site asks for before it shows the rest; the text behind the wall may carry its name too."""
    return "wall" in box.signs and box.agreed < 0.5 * box.words


def embedded_post(box: Box, scene: Scene) -> bool:
    """A post from elsewhere repeats what the text tells; one that the text announces with a colon stays."""
    choice = scene.taste.embeds
    return "embed" in box.signs and choice != "all" and not (choice == "announced" and box.announced)


def video_player(box: Box, scene: Scene) -> bool:
    """A film's title, blurb and error messages."""
    return "player" in box.signs


def byline_or_date(box: Box, scene: Scene) -> bool:
    """Byline, date and reading time are spoken from the metadata."""
    if "byline" in box.signs or "dateline" in box.signs:
        return box.words < 60
    return box.tag == "address" and box.words < 30


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


def footnotes(box: Box, scene: Scene) -> bool:
    """Notes and references make no sense away from their marks."""
    return "footnotes" in box.signs or box.get("role") in ("doc-endnotes", "doc-footnote")


def standing_matter(box: Box, scene: Scene) -> bool:
    """What the newsroom says of itself under every text."""
    return "standards" in box.signs


def sidebar(box: Box, scene: Scene) -> bool:
    """What stands beside the story.  A builder's "widget" may hold a part of it: then the finders say so."""
    if box.tag == "aside" or box.get("role") in ("complementary", "dialog", "alert"):
        return True
    return "side" in box.signs and box.agreed < 0.5 * box.words


def page_footer(box: Box, scene: Scene) -> bool:
    """A footer holds what every page of the site has; inside a quotation it names the speaker."""
    return box.tag == "footer" and not any(around.tag == "blockquote" for around in box.up())


def another_article(box: Box, scene: Scene) -> bool:
    """A card or a next story: an <article> that the finders leave alone, or one beside that of the title."""
    if box.tag != "article":
        return False
    own = scene.titled
    if scene.headline is not None and scene.headline.box.is_in(box):
        return False  # the head of this story in an <article> of its own
    beside = own is not None and not box.is_in(own) and not own.is_in(box)
    return beside or box.chosen < 0.5 * box.words


def card(box: Box, scene: Scene) -> bool:
    """A link around whole lines (a picture, a heading, an excerpt) leads to another page."""
    return box.tag == "a" and box.words >= 3


def teaser(box: Box, scene: Scene) -> bool:
    """A small box that opens with a line that is all link tells of another story."""
    return box.tag in ("div", "section") and box.opens_linked and box.words <= TEASER


def list_of_links(box: Box, scene: Scene) -> bool:
    """A list whose every entry is a link is a menu or a choice of other stories."""
    if scene.taste.link_lists and box.is_in(scene.home):
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
