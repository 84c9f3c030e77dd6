"""A disk that fills up, or is taken away from writing, half way."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.storage.faults.full_disk import full_disk_costs_nothing, read_only_costs_nothing


@pytest.mark.parametrize("kibibytes", range(64, 1025, 4))
def test_a_full_disk_costs_nothing_and_saving_resumes(tmp_path: Path, kibibytes: int) -> None:
    full_disk_costs_nothing(tmp_path, kibibytes)


@pytest.mark.parametrize("answers", range(0, 60, 3))
def test_a_disk_that_turns_read_only_costs_nothing(tmp_path: Path, answers: int) -> None:
    read_only_costs_nothing(tmp_path, answers)
