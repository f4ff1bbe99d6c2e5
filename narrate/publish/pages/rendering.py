"""Templates, and what all of them know.  Everything is escaped unless it is marked as safe where it is made."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from narrate.model import Media
from narrate.publish.text import clean

if TYPE_CHECKING:
    from jinja2 import Environment

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)
"""The Content-Security-Policy of every page: our own files and nothing else; no script or style inside a page."""


def render(template: str, **values: object) -> str:
    """A page."""
    return _environment().get_template(template).render(policy=POLICY, **values)


def json_in_html(value: Mapping[str, Any]) -> str:
    """JSON that may stand inside ``<script>``: nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return clean(text).replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def mime(media: Media) -> str:
    """As browsers name the format; "" lets them look."""
    types = {
        "mp3": "audio/mpeg",
        "m4a": "audio/mp4",
        "m4b": "audio/mp4",
        "opus": "audio/ogg",
        "flac": "audio/flac",
    }
    return types.get(media.format, "audio/wav")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: clean(value) if type(value) is str else value,
    )
    environment.filters["clock"] = clock
    return environment


def clock(seconds: float) -> str:
    """ "1:05", "1:02:05"."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
