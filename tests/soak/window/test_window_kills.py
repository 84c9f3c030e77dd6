"""500 deaths of the real window."""

from __future__ import annotations

from pathlib import Path

from tests.support.ui.kills import kill_and_compare

DEATHS = 500
NEW_DIARY_EVERY = 50


def test_no_saved_answer_is_lost_in_500_kills_of_the_window(tmp_path: Path) -> None:
    saved = 0
    for seed in range(DEATHS):
        saved += kill_and_compare(tmp_path / f"diary-{seed // NEW_DIARY_EVERY}", seed)
    print(f"{DEATHS} kills of the window, {saved} answers said to be saved, 0 lost")
    assert saved > 40 * DEATHS
