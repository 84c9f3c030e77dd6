"""Ten thousand random lives of devices that share a diary."""

from __future__ import annotations

import os

import pytest

from tests.support.storage.fault_loop import in_memory
from tests.support.storage.shared_lives import live_and_meet

LIVES = int(os.environ.get("LDN_SHARED_LIVES", "10000"))


@pytest.mark.parametrize("first", range(1000, 1000 + LIVES, 500))
def test_nothing_is_lost_and_everybody_agrees(first: int) -> None:
    for seed in range(first, min(first + 500, 1000 + LIVES)):
        with in_memory() as number:
            _recorded, amiss = live_and_meet(number, seed, steps=80)
        assert amiss == "", f"seed {seed}"
