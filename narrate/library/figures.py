"""What the output folder comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from narrate.catalog import By, Catalog, Sum
from narrate.model import Failure

DAYS = 30
"""How far back audio is told day by day."""
CAUSES = 10
"""The commonest causes of failures that are told apart."""
TALL = 4
"""Lines of the plot."""


def figures(catalog: Catalog, now: datetime | None = None) -> dict[str, Any]:
    """All figures of `narrate stats`, for JSON; withdrawn episodes are counted, and nothing else of them."""
    voices = catalog.sums("voice")
    withdrawn = size = 0
    for episode in catalog.episodes():
        withdrawn += bool(episode.withdrawn)
        size += catalog.size_of(episode)
    runs = catalog.runs()
    return {
        "episodes": sum(one.episodes for one in voices),
        "withdrawn": withdrawn,
        "hours": round(sum(one.seconds for one in voices) / 3600, 3),
        "words": sum(one.words for one in voices),
        "bytes": size,
        "clip_bytes": sum(path.stat().st_size for path in catalog.clips.glob("??/*.wav")),
        "sentences": _sentences(voices),
        "runs": {
            "runs": runs.runs,
            "narrated": runs.narrated,
            "failed": runs.failed,
            "hours": round(runs.seconds / 3600, 3),
            "audio_hours": round(runs.audio_seconds / 3600, 3),
            "times_real_time": _share(runs.audio_seconds, runs.seconds),
            "cache_hits": _share(runs.cached, runs.voiced + runs.cached),
        },
        "voices": [_row(one) for one in voices],
        "languages": _rows(catalog, "language"),
        "sections": _rows(catalog, "section"),
        "failures": _causes(catalog.failures()),
        "minutes_a_day": _days(catalog.sums("day"), now or datetime.now(UTC)),
    }


def _sentences(sums: Sequence[Sum]) -> dict[str, Any]:
    voiced, cached = sum(one.voiced for one in sums), sum(one.cached for one in sums)
    return {
        "voiced": voiced,
        "cached": cached,
        "failed": sum(one.failed for one in sums),
        "cache_hits": _share(cached, voiced + cached),
    }


def _rows(catalog: Catalog, by: By) -> list[dict[str, Any]]:
    return [_row(one) for one in sorted(catalog.sums(by), key=lambda one: -one.seconds)]


def _row(one: Sum) -> dict[str, Any]:
    """``times_real_time``: of what was spoken, cached sentences left out, to the work on its episodes, in which one
    episode waits for others that are under way; None if it is not known."""
    return {
        "name": one.name,
        "episodes": one.episodes,
        "hours": round(one.seconds / 3600, 3),
        "words": one.words,
        "cache_hits": _share(one.cached, one.voiced + one.cached),
        "times_real_time": _share(one.spoken, one.spent),
    }


def _share(part: float, whole: float) -> float | None:
    return round(part / whole, 3) if whole else None


def _causes(failures: Iterable[Failure]) -> list[dict[str, Any]]:
    sources: Counter[tuple[str, str]] = Counter()
    tries: Counter[tuple[str, str]] = Counter()
    for one in failures:
        cause = (one.kind, one.cause.removeprefix(one.source).removeprefix(":").strip())
        sources[cause] += 1
        tries[cause] += one.tries
    common = [
        {"kind": kind, "cause": cause, "sources": number, "tries": tries[kind, cause]}
        for (kind, cause), number in sources.most_common(CAUSES)
    ]
    others = sources.total() - sum(int(str(one["sources"])) for one in common)
    return (
        [*common, {"kind": "", "cause": "other causes", "sources": others, "tries": 0}] if others else common
    )


def _days(sums: Iterable[Sum], now: datetime) -> dict[str, float]:
    """Minutes of audio of each of the last days, UTC."""
    known = {one.name: one.seconds / 60 for one in sums}
    days = [(now - timedelta(days=ago)).date().isoformat() for ago in reversed(range(DAYS))]
    return {day: round(known.get(day, 0.0), 1) for day in days}


def bars(values: Sequence[float], levels: str, tall: int = TALL) -> list[str]:
    """A plot of upright bars, one character wide, a line of text for each line of the plot.

    Args:
        levels: characters from empty to full; a bar that is not nothing has at least the second.
    """
    most, steps = max(values, default=0.0), len(levels) - 1
    heights = [max(round(value / most * tall * steps), 1) if value > 0 else 0 for value in values]
    return [
        "".join(levels[min(max(height - line * steps, 0), steps)] for height in heights).rstrip()
        for line in reversed(range(tall))
    ]
