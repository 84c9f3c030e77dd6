"""Several programs that all want to write to one diary."""

from __future__ import annotations

import pytest

from tests.support.storage.concurrent_writers import crowd
from tests.support.storage.faults.fault_loop import in_memory


@pytest.mark.parametrize("programs", range(2, 9))
def test_many_programs(programs: int) -> None:
    # In memory they meet more often than where each waits for a disk.
    with in_memory() as root:
        stored, refused, missing = crowd(root / "diary", programs, answers=200)
    print(f"\n{programs} programs: {stored} kept, {refused} refused, {missing} lost")
    assert missing == 0
    assert stored + refused == programs * 200
