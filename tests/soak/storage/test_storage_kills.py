"""Ten thousand programs killed while they record."""

from __future__ import annotations

import pytest

from tests.support.storage.faults.fault_loop import in_memory
from tests.support.storage.faults.kill_loop import kill_often

KILLS, PARTS = 10_000, 10


@pytest.mark.parametrize("part", range(PARTS))
def test_kills(part: int) -> None:
    # In memory many more answers are acknowledged, and more kills come amid a write.
    with in_memory() as folder:
        toll = kill_often(folder, KILLS // PARTS, seed=1000 + part)
    print(f"\n{toll}")
    assert toll.kills == KILLS // PARTS
    assert (toll.unreadable, toll.lost, toll.damage) == (0, 0, 0)
