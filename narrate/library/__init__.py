"""The output folder as a whole: what may go (``pruning.py``), and what it comes to (``figures.py``)."""

from narrate.library.figures import bars, figures
from narrate.library.pruning import Plan, Wishes, bytes_of, carry_out, plan

__all__ = ["Plan", "Wishes", "bars", "bytes_of", "carry_out", "figures", "plan"]
