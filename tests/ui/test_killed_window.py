"""A window killed at any moment loses no answer that it reported as saved."""

from __future__ import annotations

from tests.support.storage.faults.fault_loop import in_memory
from tests.support.ui.kills import kill_and_compare


def test_no_saved_answer_is_lost_when_the_window_is_killed() -> None:
    # In memory: a busy disk would let few answers be saved in so short a life.
    with in_memory() as position:
        saved = sum(kill_and_compare(position / "diary", seed) for seed in range(5))
    assert saved > 20, "too few answers were saved for the test to mean anything"
