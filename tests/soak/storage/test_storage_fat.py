"""Memory sticks pulled out while they are written to, with the kernel's own FAT driver."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.storage.faults.fat_trial import pull

PULLS = 30


@pytest.mark.parametrize("seed", range(PULLS))
def test_a_pulled_stick_costs_no_answer_and_no_export(tmp_path: Path, seed: int) -> None:
    pulled = pull(tmp_path, seed)
    assert pulled.answers
    assert pulled.lost == []


def test_without_the_sync_of_replaced_files_a_pulled_stick_costs_some(tmp_path: Path) -> None:
    lost = []
    for seed in range(5):
        (tmp_path / str(seed)).mkdir()
        lost += pull(tmp_path / str(seed), seed, without_sync=True).lost
    assert lost
