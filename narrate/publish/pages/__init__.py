"""Listening pages: what readers, search engines and other newsrooms' pages meet.  Pure functions.

    episode_page, tombstone, embed_page   episodes/ID/index.html (either of the first two), embed.html
    marks_json, oembed                    episodes/ID/marks.json, oembed.json
    index_page                            index.html of a show
    archive_pages, search_json            its older episodes, and what its search looks through
    sitemap                               sitemap.xml
    assets                                narrate-player.js, assets/…

A page's look is ``../static/page.css``, its words are ``labels.toml``, the player is ``../static/player/``.
"""

from narrate.publish.pages.episode import embed_page, episode_page, tombstone
from narrate.publish.pages.index import archive_pages, index_page, search_json, search_place
from narrate.publish.pages.marks import marks_json
from narrate.publish.pages.one_line import STYLE, embed_line
from narrate.publish.pages.shared import assets
from narrate.publish.pages.sitemap import sitemap
from narrate.publish.pages.structured import oembed

__all__ = [
    "STYLE",
    "archive_pages",
    "assets",
    "embed_line",
    "embed_page",
    "episode_page",
    "index_page",
    "marks_json",
    "oembed",
    "search_json",
    "search_place",
    "sitemap",
    "tombstone",
]
