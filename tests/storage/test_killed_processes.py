"""A killed program costs no acknowledged answer; many programs cost one another none."""

from __future__ import annotations

from pathlib import Path

import pytest

from ldn_desktop.storage import new_diary
from tests.support.storage.concurrent_writers import crowd, writers
from tests.support.storage.faults.fault_loop import in_memory
from tests.support.storage.faults.kill_loop import kill_often
from tests.support.storage.making import small
from tests.support.systems import forks

pytestmark = forks


def test_kills_cost_no_acknowledged_answer() -> None:
    # In memory: on a busy disk few answers would get done before the kill.
    with in_memory() as position:
        toll = kill_often(position, 60, seed=1)
    assert toll.kills == 60
    assert toll.acknowledged > 60
    assert (toll.unreadable, toll.lost, toll.damage) == (0, 0, 0)


def test_answers_of_several_programs_are_all_kept(folder: Path) -> None:
    stored, refused, lost = crowd(folder, programs=4, answers=10)
    assert (stored, refused, lost) == (40, 0, 0)


def test_one_program_alone_writes(folder: Path) -> None:
    new_diary(folder, small())
    assert sorted(writers(folder, 4)) == ["a", "a", "a", "w"]


def test_without_the_lock_two_would_write(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new_diary(folder, small())
    monkeypatch.setattr("ldn_desktop.storage.disk.lock.acquire", lambda _handle: None)
    assert writers(folder, 2) == ["w", "w"]
