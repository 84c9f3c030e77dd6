"""A window killed at any moment loses no answer that it said was saved."""

from __future__ import annotations

from pathlib import Path

from tests.ui.kills import kill_and_compare


def test_no_saved_answer_is_lost_when_the_window_is_killed(tmp_path: Path) -> None:
    saved = sum(kill_and_compare(tmp_path / "diary", seed) for seed in range(5))
    assert saved > 20, "too few answers were saved for the test to mean anything"
