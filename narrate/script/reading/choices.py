"""What an editor may choose about the reading; the newsroom's defaults stand here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args, get_type_hints

from narrate.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Choices:
    """How the things are said that newsrooms say differently.

    They are English: what other languages print has one reading.
    """

    english: Literal["american", "british"] = "american"
    """american: 10/06 is October sixth; british: the tenth of June, and "and" in numbers."""
    and_in_numbers: Literal["auto", "always", "never"] = "auto"
    """ "one hundred and five" or "one hundred five"; auto goes by ``english``."""
    years: Literal["twenty ten", "two thousand ten"] = "twenty ten"
    """The years from 2010 to 2099; all others have one reading."""
    clock: Literal["24", "12"] = "24"
    """15:30: "fifteen thirty" as printed, or "three thirty P M"; times printed with a.m. and p.m. keep them."""
    units: Literal["full", "letters"] = "full"
    """90 km/h: "ninety kilometers per hour", or "ninety K M H"; signs such as °C have no letters to say."""
    titles: Literal["full", "printed"] = "full"
    """ "General Fox", or "Gen. Fox" as it is printed, which leaves it to the voice."""
    addresses: Literal["brief", "full", "link"] = "brief"
    """Of web and mail.  brief leaves out the parts that nobody can remember (protocol, long paths, queries);
    full says every mark of them; link says "link" and "e-mail address", and keeps only names such as
    Booking.com.
    """

    def __post_init__(self) -> None:
        """Raise SettingsError for a choice that is none."""
        for name, kind in ALLOWED.items():
            value = getattr(self, name)
            if value not in kind:
                raise SettingsError(f"script {name}", f"is {value!r}", f"Take one of {', '.join(kind)}")

    @property
    def says_and(self) -> bool:
        """Whether numbers have their "and"."""
        return self.and_in_numbers == "always" or (
            self.and_in_numbers == "auto" and self.english == "british"
        )


ALLOWED: dict[str, tuple[str, ...]] = {name: get_args(kind) for name, kind in get_type_hints(Choices).items()}
"""The values of each choice."""
