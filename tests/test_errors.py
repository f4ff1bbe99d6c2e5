"""Errors name their thing and the next step, in one line, and survive the way back from a worker."""

from __future__ import annotations

import pickle

import pytest

from narrate import errors

EVERY = [
    each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, errors.NarrateError)
]


@pytest.mark.parametrize("kind", EVERY)
def test_survives_pickling(kind: type[errors.NarrateError]) -> None:
    error = pickle.loads(pickle.dumps(kind("page.html", "is empty", "Give another")))
    assert type(error) is kind
    assert (error.thing, error.reason, error.next_step) == ("page.html", "is empty", "Give another")


def test_is_one_line() -> None:
    error = errors.SourceError("page.html", "is\nbroken", "Mend it")
    assert str(error) == "page.html: is broken. Mend it"


def test_the_tree_is_drawn() -> None:
    assert all(each.__name__ in (errors.__doc__ or "") for each in EVERY if each is not errors.NarrateError)
