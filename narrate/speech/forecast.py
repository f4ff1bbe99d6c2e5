"""What a script would cost, before anybody speaks: nothing with a voice on this machine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from narrate.errors import VoiceError
from narrate.model import Script, Voice

PRICE = "price"
"""In a profile's ``[service]``: what a million characters cost, in whatever money its provider takes."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one voice would read."""

    voice: str
    characters: int
    """As spoken, that is after reading; sentences that are already kept in the cache among them."""
    price: float
    """0 where the profile names none."""


def forecast(script: Script, name: str, known: Mapping[str, Voice]) -> Iterator[Share]:
    """The share of a voice and of those that read its roles; whether they can speak here plays no part.

    Raises:
        VoiceError: there is no such voice.
    """
    if name not in known:
        raise VoiceError(f"voice {name}", "is not known", f"Known are: {', '.join(known)}")
    counts: Counter[str] = Counter()
    for utterance in script.utterances:
        reader = known[name].roles.get(utterance.role, name)
        counts[reader if reader in known else name] += len(utterance.spoken)
    for reader, characters in counts.items():
        price = known[reader].service.get(PRICE, 0.0)
        yield Share(reader, characters, characters * float(price) / 1_000_000)
