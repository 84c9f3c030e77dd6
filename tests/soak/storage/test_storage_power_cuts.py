"""Every state that a power cut may leave, as a model of the disk has it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.storage.faults.fault_loop import in_memory
from tests.support.storage.faults.power_cuts import (
    Violation,
    cut_after_failed_sync,
    cut_after_kill,
    live_at_random,
    live_secretly,
    violations,
)

SEEDS = 20


def test_power_cuts() -> None:
    states = 0
    for seed in range(SEEDS):
        with in_memory() as root:
            seen, found = violations(root, functools.partial(live_at_random, seed=seed))
        states += seen
        assert found == [], seed
    print(f"\n{states} modelled states: 0 corrupt, 0 acknowledged lost")


@pytest.mark.parametrize("cut", [cut_after_failed_sync, cut_after_kill])
def test_power_cuts_after(cut: Callable[[Path, int], tuple[int, list[Violation]]]) -> None:
    times = states = 0
    while True:
        with in_memory() as root:
            seen, found = cut(root, times + 1)
        assert found == [], times
        if not seen:
            break
        times, states = times + 1, states + seen
    print(f"\n{cut.__name__}: {times} times, {states} modelled states: 0 corrupt, 0 lost")
    assert times > 30


@pytest.mark.usefixtures("light_keys")
def test_power_cuts_while_encrypting() -> None:
    with in_memory() as root:
        states, found = violations(root, live_secretly)
    print(f"\n{states} modelled states: 0 corrupt, 0 readable")
    assert found == []
