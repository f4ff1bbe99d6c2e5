"""The one line that a newsroom puts into its own article page."""

from __future__ import annotations

from markupsafe import escape

from narrate.model import Episode
from narrate.publish import places
from narrate.publish.pages.labels import labels
from narrate.publish.places import Places

STYLE = "display:block;margin:1em 0;min-height:clamp(160px,(560px - 100vw)*999,234px)"
"""Room for the player from the first paint on, so that nothing below it moves: 234 pixels in windows narrower than
560, where its bar has two lines, 160 in wider ones."""


def embed_line(episode: Episode, site: Places, style: str = STYLE) -> str:
    """HTML on one line: the player, what stands in its place without JavaScript, and its script.

    Args:
        style: "" leaves out the attribute, which the Content-Security-Policy of some pages forbids.

    The recording's address changes with a correction, the page's does not: the link goes on working in a page that
    is never touched again, and the player asks the site for the newest recording.
    """
    folder = site.url(places.beside(episode, ""))
    audio = site.url(places.audio(episode, places.main_media(episode)))
    page = site.url(places.page(episode))
    own = labels(episode.language)
    room = f' style="{style}"' if style else ""
    return (
        f'<narrate-player src="{escape(folder)}"{room}>'
        f'<noscript><audio controls preload="none" src="{escape(audio)}">'
        f'<a href="{escape(audio)}">{escape(own["download"])}</a></audio></noscript> '
        f'<a href="{escape(page)}">{escape(own["listen"])}</a>'
        f'</narrate-player><script async src="{escape(site.url(places.PLAYER))}"></script>'
    )
