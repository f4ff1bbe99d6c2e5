"""What a batch takes and gives."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from narrate.errors import NarrateError
from narrate.model import Episode, Script
from narrate.sources import Wanted

State = Literal["narrated", "planned", "unchanged", "skipped", "withdrawn", "set aside", "failed"]
"""planned: by a dry run.  skipped: its source does not want it.  set aside: it has failed as often as the policy
allows, and nothing of it has changed since."""


@dataclass(frozen=True, slots=True)
class Job:
    """One page to narrate."""

    source: str
    url: str = ""
    """The page's own address, where the user knows better."""
    wanted: Wanted | None = None
    """The source that listed it, whose filters it must pass; None if the user named it."""
    stamp: str = ""
    """What its listing said of it: as long as that stays the same, it need not be looked at."""

    def addressed(self, script: Script) -> Script:
        """With the address that the user gave, if any: the user knows better than a page's canonical link."""
        return replace(script, article=replace(script.article, url=self.url)) if self.url else script


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job."""

    job: Job
    state: State
    episode: Episode | None = None
    error: NarrateError | None = None
    warnings: tuple[str, ...] = ()
    title: str = ""
    """Of the article, where there is no episode yet."""
    expected_seconds: float = 0.0
    """Of audio, where a dry run would have it made."""
    seconds: float = 0.0
    """Of work, waiting for the speakers included."""

    @property
    def ok(self) -> bool:
        """Whether every sentence of it can be heard."""
        return self.error is None and not (self.episode and self.episode.failed)
