"""Real system calls that fail, or kill, as strace injects them."""

from __future__ import annotations

import os
import shutil
from collections import Counter

import pytest

from tests.support.storage.faults.fault_loop import in_memory
from tests.support.storage.faults.traced_life import (
    CALLS,
    HARMLESS,
    calls_of_a_life,
    every_injection,
)

FAULTS = ("KILL", "EIO", "ENOSPC", "EROFS", "EACCES", "EINTR")
EACH = int(os.environ.get("LDN_TRACED", "12"))
"""Injections of each fault into each call, spread over the life; 0 means every occurrence."""

pytestmark = [
    pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed"),
    pytest.mark.usefixtures("light_keys"),
]


@pytest.fixture(scope="module")
def calls() -> Counter[str]:
    with in_memory() as position:
        return calls_of_a_life(position)


def test_no_call_about_files_is_left_out(calls: Counter[str]) -> None:
    print(f"\n{calls.total()} calls: {dict(calls)}")
    assert calls.keys() - HARMLESS == set(CALLS)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("call", CALLS)
def test_a_call_that_fails_costs_nothing_and_is_said(
    calls: Counter[str], call: str, fault: str
) -> None:
    step = max(1, calls[call] // EACH) if EACH else 1
    with in_memory() as position:
        met, found = every_injection(position, call, fault, step=step)
    print(f"\n{met} × {call} {fault}: {len(found)} lost, half done, or not said")
    assert found == []
    assert met
