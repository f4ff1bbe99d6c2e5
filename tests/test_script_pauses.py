"""Pauses follow the tempo of the voice that speaks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from narrate.model import Article, Block, Clip, Page, Script, Voice
from narrate.pipeline import record
from narrate.script import at_rate, write_script
from narrate.settings import Settings
from narrate.speech import ClipCache

ARTICLE = Article(
    "",
    "A ferry",
    (Block("paragraph", "It runs. It stops."), Block("heading", "Why"), Block("paragraph", "Ice.")),
)


def pauses(script: Script) -> list[float]:
    return [one.pause for one in script.utterances]


@pytest.mark.parametrize("rate", [0.5, 1.0, 1.5, 2.0])
def test_a_hurrying_voice_rests_as_much_shorter(rate: float) -> None:
    script = write_script(ARTICLE)
    assert max(pauses(script)) > 0.5
    assert pauses(at_rate(script, rate)) == pytest.approx([pause / max(1, rate) for pause in pauses(script)])
    assert [one.tokens for one in at_rate(script, rate).utterances] == [
        one.tokens for one in script.utterances
    ]


def test_a_recording_rests_at_the_rate_of_its_voice(tmp_path: Path) -> None:
    spoken: list[Script] = []

    def watch(script: Script, clips: Iterator[Clip]) -> Iterator[Clip]:
        spoken.append(script)
        return clips

    script, voice = write_script(ARTICLE), Voice("tone", "tone", rate=1.5)
    record(script, Page("", b""), voice, Settings(), ClipCache(tmp_path / "clips"), tmp_path, watch=watch)
    assert pauses(spoken[0]) == pytest.approx([pause / 1.5 for pause in pauses(script)])
