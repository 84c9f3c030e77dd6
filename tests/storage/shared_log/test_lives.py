"""Random lives of three devices: nothing acknowledged is lost, and all agree in the end."""

from __future__ import annotations

import pytest

from tests.support.sharing.shared_lives import live_and_meet
from tests.support.storage.faults.fault_loop import in_memory


@pytest.mark.parametrize("first", range(0, 60, 10))
def test_nothing_is_lost_and_everybody_agrees(first: int) -> None:
    lines = 0
    for seed in range(first, first + 10):
        with in_memory() as number:
            recorded, amiss = live_and_meet(number, seed)
        assert amiss == "", f"seed {seed}"
        lines += recorded
    assert lines > 50
