"""A short campaign of faults against real runs; ``tests/bench/campaign.py`` has the long one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.campaign import Campaign, rounds

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")


@pytest.fixture
def campaign(tmp_path: Path) -> Iterator[Campaign]:
    made = Campaign(tmp_path, articles=3, seed=5)
    yield made
    made.newsroom.server.server_close()


def test_what_is_disturbed_is_made_good(campaign: Campaign) -> None:
    rounds(campaign, ["parent", "speaker", "full disk", "writer", "lost power"])
    campaign.close()
    assert campaign.flaws == []
    assert campaign.kills, "a run that ends before its time is not killed, but not all of them do"


def test_the_campaign_sees_what_is_wrong(campaign: Campaign) -> None:
    campaign.recover()
    assert campaign.flaws == []
    sound = next((campaign.output / "audio").iterdir())
    sound.write_bytes(bytes(sound.stat().st_size))
    (campaign.output / "covers" / "stray.jpg").touch()
    found = list(campaign._flaws_of_files())
    assert [flaw.partition(" is ")[2] for flaw in found] == ["not what was made", "nobody's"]
