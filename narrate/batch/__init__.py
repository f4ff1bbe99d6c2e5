"""Many articles at once: what is new or changed is narrated, and each outcome comes as it is finished.

``open_desk`` checks the set-up, ``jobs_of`` asks a source what is new, ``run`` works.  ``keys.py`` decides what is
unchanged, ``policy.py`` how often a failure is tried again, ``writers.py`` where pages are read.
"""

from narrate.batch.account import Account
from narrate.batch.desk import Desk, Watch, open_desk
from narrate.batch.jobs import Job, Outcome, State
from narrate.batch.listing import jobs_of
from narrate.batch.running import run

__all__ = ["Account", "Desk", "Job", "Outcome", "State", "Watch", "jobs_of", "open_desk", "run"]
