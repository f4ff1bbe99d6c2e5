"""The sum of a run, outcome by outcome, in constant memory."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic
from typing import Any, get_args

from narrate.batch.jobs import Outcome, State

MOST_FAILURES = 1_000
"""Failures told one by one; beyond, they are only counted."""


@dataclass
class Account:
    """What a run has done so far."""

    began: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
    states: Counter[str] = field(default_factory=Counter)
    audio_seconds: float = 0.0
    """Of what this run has narrated."""
    expected_seconds: float = 0.0
    """Of what a dry run would narrate."""
    speed: float = 0.0
    """Seconds of audio that this library has been made with in a second so far; 0 if nobody knows."""
    voiced: int = 0
    cached: int = 0
    unvoiced: int = 0
    """Sentences that could not be voiced, in episodes with a gap."""
    failures: list[dict[str, str]] = field(default_factory=list)
    ended: str = ""
    """Why the run ended before its time; "" if it did not."""
    _clock: float = field(default_factory=monotonic, repr=False)

    def add(self, outcome: Outcome) -> None:
        """Count one more."""
        self.states[outcome.state] += 1
        self.expected_seconds += outcome.expected_seconds
        if outcome.state == "narrated" and outcome.episode:
            self.audio_seconds += outcome.episode.seconds
            self.voiced += outcome.episode.voiced
            self.cached += outcome.episode.cached
            self.unvoiced += outcome.episode.failed
        if outcome.error and len(self.failures) < MOST_FAILURES:
            kind = type(outcome.error).__name__
            self.failures.append({"source": outcome.job.source, "kind": kind, "cause": str(outcome.error)})

    @property
    def ok(self) -> bool:
        """Whether every article was looked at, and every sentence of it can be heard."""
        return not (self.states["failed"] or self.unvoiced or self.ended)

    @property
    def expected_work(self) -> float:
        """Seconds that the audio of a dry run would take to make; 0 if nobody knows."""
        return self.expected_seconds / self.speed if self.speed else 0.0

    @property
    def seconds(self) -> float:
        """Since the run began."""
        return monotonic() - self._clock

    def counts(self) -> str:
        """ "3 narrated, 1 failed"."""
        found = ", ".join(f"{self.states[state]} {state}" for state in get_args(State) if self.states[state])
        return found or "nothing to do"

    def as_dict(self) -> dict[str, Any]:
        """For machines."""
        spent = self.seconds
        return {
            "began": self.began,
            "seconds": round(spent, 1),
            "states": dict(self.states),
            "audio_seconds": round(self.audio_seconds, 1),
            "times_real_time": round(self.audio_seconds / spent, 2) if spent else 0.0,
            "expected_seconds": round(self.expected_seconds, 1),
            "expected_work": round(self.expected_work, 1),
            "voiced": self.voiced,
            "cached": self.cached,
            "unvoiced": self.unvoiced,
            "failures": self.failures,
            "ended": self.ended,
        }
