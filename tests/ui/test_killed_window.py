"""A window killed at any moment loses no answer that it reported as saved."""

from __future__ import annotations

from tests.support.storage.faults.fault_loop import in_memory
from tests.support.ui.kills import kill_and_compare

FEWEST_LIVES, MOST_LIVES = 5, 25
ENOUGH_SAVED = 20


def test_no_saved_answer_is_lost_when_the_window_is_killed() -> None:
    # In memory: a busy disk would let few answers be saved in so short a life.
    saved = 0
    with in_memory() as position:
        for seed in range(MOST_LIVES):
            saved += kill_and_compare(position / "diary", seed)
            if seed + 1 >= FEWEST_LIVES and saved > ENOUGH_SAVED:
                break
    assert saved > ENOUGH_SAVED, "too few answers were saved for the test to mean anything"
