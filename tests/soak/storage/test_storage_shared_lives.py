"""Ten thousand random lives of devices that share a diary."""

from __future__ import annotations

import os

import pytest

from tests.support.sharing.shared_lives import live_and_meet
from tests.support.storage.faults.fault_loop import in_memory

LIVES = int(os.environ.get("LDN_SHARED_LIVES", "10000"))
FIRST, TOGETHER = 1000, 500


@pytest.mark.parametrize("first", range(FIRST, FIRST + LIVES, TOGETHER))
def test_nothing_is_lost_and_everybody_agrees(first: int) -> None:
    seeds, lines = range(first, min(first + TOGETHER, FIRST + LIVES)), 0
    for seed in seeds:
        with in_memory() as folder:
            recorded, amiss = live_and_meet(folder, seed, steps=80)
        assert amiss == "", f"seed {seed}"
        lines += recorded
    print(f"\n{len(seeds)} lives from seed {first}: {lines} lines, none lost, all alike")
