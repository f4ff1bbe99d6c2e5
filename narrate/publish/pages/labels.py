"""What stands on buttons and around the article, in the article's language: ``labels.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

from narrate.publish import text

RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ks ku nqo ps sd syr ug ur yi".split())
"""Languages whose usual script runs from right to left (CLDR, characterOrder)."""
RIGHT_TO_LEFT_SCRIPTS = frozenset("adlm arab hebr nkoo syrc thaa".split())
PLAYER = ("listen play pause back forward speed position follow failed download withdrawn").split()
"""What the player itself says."""


def labels(language: str) -> Mapping[str, str]:
    """The texts in a BCP 47 language; English where the language has no table."""
    tables = _tables()
    return tables.get(spoken_in(language), tables["en"])


def spoken_in(language: str) -> str:
    """The language that labels are in where an article is in this one."""
    main = language.lower().replace("_", "-").partition("-")[0]
    main = {"no": "nb", "nn": "nb"}.get(main, main)  # one table for both kinds of Norwegian
    return main if main in _tables() else "en"


def language_tag(language: str) -> str:
    """As ``lang`` takes it; "und" (undetermined) for what is no BCP 47 tag."""
    return text.language_tag(language) or "und"


def player_labels(language: str) -> dict[str, str]:
    """The part of them that the player shows."""
    own = labels(language)
    return {name: own[name] for name in PLAYER}


def length(seconds: float, language: str) -> str:
    """How long a recording is, for people: "2 min", "40 s"."""
    own = labels(language)
    if seconds < 60:
        return own["seconds"].format(seconds=max(1, round(seconds)))
    return own["minutes"].format(minutes=round(seconds / 60))


def printed_day(moment: str, language: str) -> str:
    """The day of an ISO 8601 time as labels in the language write it; "" for a time that is none."""
    from babel.dates import format_date

    try:
        when = datetime.fromisoformat(moment)
    except ValueError:
        return ""
    return str(format_date(when, "long", locale=day_locale(language).replace("-", "_")))


@cache
def day_locale(language: str) -> str:
    """The BCP 47 tag in whose way days are written: "en" without a country is the world's English, "en-001"."""
    from babel import Locale, UnknownLocaleError

    own, tag = spoken_in(language), language.replace("_", "-")
    if own != "en" or tag.lower().partition("-")[0] != "en":
        return "en-001" if own == "en" else own
    try:
        country = Locale.parse(tag, sep="-").territory
    except (UnknownLocaleError, ValueError):
        country = None
    return f"en-{country or '001'}"


def direction(language: str) -> str:
    """ "rtl" or "ltr"; a script in the tag goes before the language ("ku-Latn", "az-Arab")."""
    main, *rest = language.lower().replace("_", "-").split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    if script:
        return "rtl" if script in RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if main in RIGHT_TO_LEFT else "ltr"


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads((Path(__file__).parent / "labels.toml").read_text(encoding="utf-8"))
