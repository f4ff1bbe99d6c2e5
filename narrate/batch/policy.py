"""How often an article that fails is tried: ``tries`` times in all, then it is set aside until something changes.

A page that was read and failed is tried anew as soon as its bytes, the settings or narrate itself have changed; a
page that could not be fetched, a day later.  ``narrate retry`` and ``--force`` try everything.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from narrate.batch.jobs import Job, Outcome
from narrate.model import Failure

REST = timedelta(days=1)
"""After which a page that could not be fetched is worth another try."""


def had_its_tries(failure: Failure, tries: int) -> bool:
    """Whether nothing but a change, or a day, gives it another."""
    return 0 < tries <= failure.tries


def is_aside(failure: Failure, tries: int, key: str = "") -> bool:
    """Whether the source has had its tries.

    Args:
        tries: 0 is without limit.
        key: of the page as it is now; "" before it is read.
    """
    if not had_its_tries(failure, tries) or failure.page_key != key:
        return False
    # A last try that is still to come: the clock has been set back, and would keep the page waiting.
    ago = datetime.now(UTC) - datetime.fromisoformat(failure.last)
    return bool(key) or timedelta() <= ago < REST


def set_aside(job: Job, failure: Failure) -> Outcome:
    """The outcome of a source that is not tried."""
    warning = f"set aside after {failure.tries} tries: {failure.cause}. `narrate retry` tries it again"
    return Outcome(job, "set aside", warnings=(warning,))
