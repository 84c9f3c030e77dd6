"""Whatever call fails, nothing is lost, and the person gets a sentence instead of a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.storage.fault_life import live
from tests.storage.fault_loop import amiss, every_fault, every_kill, in_memory, summary, unsaid
from tests.storage.faults import FAULTS, SHORT

SAMPLE = 97
"""Each so many calls of some 950 fail, of the 60 writes each seventh; `make soak` fails all."""

pytestmark = pytest.mark.usefixtures("light_keys")


@pytest.fixture
def place() -> Iterator[Path]:
    with in_memory() as folder:
        yield folder


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("lasting", [False, True])
def test_a_call_that_fails_costs_nothing_and_is_said(
    place: Path, fault: str, lasting: bool
) -> None:
    faults, found = every_fault(place, fault, lasting=lasting, step=7 if fault == SHORT else SAMPLE)
    assert found == []
    assert faults >= 8


def test_a_program_killed_before_a_call_costs_nothing(place: Path) -> None:
    kills, found = every_kill(place, step=SAMPLE)
    assert found == []
    assert kills >= 8


def test_a_life_without_faults_is_acknowledged_whole(place: Path) -> None:
    lived = live(place, 0, "EIO", lasting=False)
    assert lived.said == []
    assert len(lived.acknowledged) == len(lived.tried) == 16
    assert lived.calls > 900
    assert unsaid(place, lived, summary(place)) == amiss(place, lived) == ""


def test_what_is_lost_or_was_never_entered_is_noticed(place: Path) -> None:
    lived = live(place, 0, "EIO", lasting=False)
    lived.add(True, lived.acknowledged[0].reversed())
    assert "is Answer(value=" in amiss(place, lived)
    lived = live(place / "again", 0, "EIO", lasting=False)
    del lived.edits[-2:]
    assert "nobody entered" in amiss(place / "again", lived)


def test_a_fault_nobody_told_of_is_noticed(place: Path) -> None:
    lived = live(place, 0, "EIO", lasting=False)
    sound = summary(place)
    (place / "home" / "diary" / "diary.undo").write_bytes(b"")
    assert "undos" in unsaid(place, lived, sound)
    lived.said.append("The disk is full.")
    assert unsaid(place, lived, sound) == ""


def test_a_disk_that_takes_nothing_says_so(place: Path) -> None:
    lived = live(place, 100, "ENOSPC", lasting=True)
    assert any("disk is full" in sentence for sentence in lived.said)
    assert len(lived.acknowledged) < len(lived.tried)
