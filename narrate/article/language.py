"""The language of the text itself; what the page declares describes its template."""

from __future__ import annotations

import re

_ENOUGH = 2_000
"""Characters that tell a language."""


def detect(text: str, declared: str) -> str:
    """BCP 47 tag of a text; the page's own tag where it names the same language more exactly ("pt-BR")."""
    sample = " ".join(text.split())[:_ENOUGH]
    declared = _tag(declared)
    if len(sample) < 60:
        return declared
    from py3langid import classify  # its model takes most of a second to load

    found = str(classify(sample)[0])
    return declared if declared.partition("-")[0] == found else found


def _tag(declared: str) -> str:
    """A declared tag in its usual spelling; "" for what is none."""
    match = re.fullmatch(
        r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?", declared.strip()
    )
    if not match:
        return ""
    language, script, region = match.groups()
    return "-".join(filter(None, (language.lower(), (script or "").title(), (region or "").upper())))
