"""Proof that a narration is what it should be, so that a desk can gate two hundred of them without listening.

``sheet.py`` writes down what was wanted and what was made, when it is made; ``check.py`` measures the files again,
later, against that sheet; ``listening.py`` (extra ``verify``) lets a recogniser write down what it hears.
"""

from narrate.proof.sheet import expected_seconds, sheet_of

__all__ = ["expected_seconds", "sheet_of"]
