"""Whatever call fails, nothing is lost, and the person gets a sentence instead of a traceback."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.storage.faults import FAULTS, live, lost

CALLS = 480
"""A life makes a few more."""
SAMPLE = 3
"""Of some 500 calls, for each fault; `make soak` fails every one of them."""

pytestmark = pytest.mark.usefixtures("light_keys")


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("lasting", [False, True])
def test_a_call_that_fails_costs_nothing(tmp_path: Path, fault: str, lasting: bool) -> None:
    for number in random.Random(f"{fault} {lasting}").sample(range(1, CALLS), SAMPLE):
        root = tmp_path / str(number)
        root.mkdir()
        lived = live(root, number, fault, lasting=lasting)
        assert lived.fired
        assert lost(root, lived) == ""


def test_a_life_without_faults_is_acknowledged_whole(tmp_path: Path) -> None:
    lived = live(tmp_path, 0, "EIO", lasting=False)
    assert lived.refused == []
    assert len(lived.acknowledged) == 12
    assert lived.calls > CALLS
    assert lost(tmp_path, lived) == ""
    lived.acknowledged.append(lived.acknowledged[0].reversed())
    lived.acknowledged.append(lived.acknowledged[0])
    assert "is lost" in lost(tmp_path, lived)


def test_a_disk_that_takes_nothing_says_so(tmp_path: Path) -> None:
    lived = live(tmp_path, 60, "ENOSPC", lasting=True)
    assert any("disk is full" in sentence for sentence in lived.refused)
    assert len(lived.acknowledged) < 12
