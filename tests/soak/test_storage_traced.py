"""Real system calls that fail, or kill, as strace injects them."""

from __future__ import annotations

import os
import shutil

import pytest

from tests.storage.fault_loop import in_memory
from tests.storage.traced_life import CALLS, calls_of_a_life, every_injection

FAULTS = ("KILL", "EIO", "ENOSPC", "EROFS", "EACCES", "EINTR")
STEP = int(os.environ.get("LDN_TRACED", "1"))
"""Each so many occurrences of a call meet each fault; 1 means every one."""

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


@pytest.mark.usefixtures("light_keys")
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("call", CALLS)
def test_a_call_that_fails_costs_nothing_and_is_said(call: str, fault: str) -> None:
    with in_memory() as place:
        met, found = every_injection(place, call, fault, step=STEP)
    print(f"\n{met} × {call} {fault}: {len(found)} lost, half done, or not said")
    assert found == []
    assert met


@pytest.mark.usefixtures("light_keys")
def test_no_call_of_a_life_is_left_out() -> None:
    with in_memory() as place:
        assert set(calls_of_a_life(place)) <= set(CALLS) | HARMLESS


HARMLESS = frozenset({"ioctl", "fcntl", "dup", "mmap", "munmap", "brk", "getpid", "gettid"})
