"""Every call of a life fails once, in every way, and from then on; or its program is killed."""

from __future__ import annotations

import itertools

import pytest

from tests.support.sharing.shared_faults import every_shared_fault
from tests.support.storage.faults.fault_loop import every_fault, every_kill, in_memory
from tests.support.storage.faults.injected_faults import FAULTS, KILL, SHORT


@pytest.mark.usefixtures("light_keys")
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("lasting", [False, True])
def test_every_call_that_fails(fault: str, lasting: bool) -> None:
    with in_memory() as position:
        faults, found = every_fault(position, fault, lasting=lasting)
    how = "from then on" if lasting else "once"
    print(f"\n{faults} × {fault} {how}: {len(found)} lost, half done, or not said")
    assert found == []
    assert faults > (50 if fault == SHORT else 900)


@pytest.mark.usefixtures("light_keys")
def test_every_call_killed() -> None:
    with in_memory() as position:
        kills, found = every_kill(position)
    print(f"\n{kills} kills, one before each call: {len(found)} lost or half done")
    assert found == []
    assert kills > 900


@pytest.mark.parametrize(
    ("fault", "lasting"), [(KILL, False), *itertools.product(FAULTS, [False, True])]
)
def test_every_call_that_fails_while_sharing(fault: str, lasting: bool) -> None:
    with in_memory() as position:
        faults, found = every_shared_fault(position, fault, lasting=lasting)
    how = "from then on" if lasting else "once"
    print(f"\n{faults} × {fault} {how} while sharing: {len(found)} lost, decided, or not said")
    assert found == []
    assert faults > (30 if fault == SHORT else 800)
