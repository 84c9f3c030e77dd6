"""Whatever call fails while a diary is shared, nothing is lost, decided in silence, or unsaid."""

from __future__ import annotations

from pathlib import Path

import pytest

from ldn_desktop.storage import open_diary
from tests.support.sharing.shared_faults import THERE, amiss, every_shared_fault, live
from tests.support.sharing.shared_files import exchange
from tests.support.storage.faults.injected_faults import FAULTS, KILL, SHORT
from tests.support.storage.making import rated, record
from tests.support.systems import forks

SAMPLE = 83
"""Each so many calls of some 850 fails, of the 40 writes each ninth; `make soak` fails all."""


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("lasting", [False, True])
def test_a_call_that_fails_costs_nothing_and_is_reported(
    place: Path, fault: str, lasting: bool
) -> None:
    step = 9 if fault == SHORT else SAMPLE
    faults, found = every_shared_fault(place, fault, lasting=lasting, step=step)
    assert found == []
    assert faults >= (1 if lasting and fault == SHORT else 4)


@forks
def test_a_kill_before_a_call_costs_nothing(place: Path) -> None:
    kills, found = every_shared_fault(place, KILL, step=SAMPLE)
    assert found == []
    assert kills >= 10


def test_what_is_lost_is_noticed(place: Path) -> None:
    lived = live(place, 0, "EIO")
    lived.answers[2] = [THERE]
    assert "2 days ago is None" in amiss(place, lived)


def test_an_answer_that_was_replaced_is_noticed(place: Path) -> None:
    lived = live(place, 0, "EIO")
    with open_diary(place / "one") as one:
        one.join(place / "shared")
        exchange(one)
        record(one, rated(one.diary, 0, THERE))
    assert "0 days ago is 7.5" in amiss(place, lived)
    lived.answers[0] = [THERE]
    assert "two different answers is gone" in amiss(place, lived)
