"""A power cut at any moment corrupts nothing and costs no acknowledged answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.storage.fault_loop import in_memory
from tests.storage.power_cuts import (
    cut_after_failed_sync,
    cut_after_kill,
    live,
    live_at_random,
    live_secretly,
    violations,
)


def test_no_modelled_power_cut_costs_an_acknowledged_answer(tmp_path: Path) -> None:
    states, found = violations(tmp_path, live)
    assert found == []
    assert states > 100


@pytest.mark.usefixtures("light_keys")
def test_no_modelled_power_cut_costs_an_answer_or_a_secret_while_encrypting(tmp_path: Path) -> None:
    states, found = violations(tmp_path, live_secretly)
    assert found == []
    assert states > 100


def test_the_same_holds_in_any_order(tmp_path: Path) -> None:
    _states, found = violations(tmp_path, lambda life: live_at_random(life, 1))
    assert found == []


@pytest.mark.parametrize(
    "fsync",
    [
        "write_whole",
        "sync_folder < write_whole",
        "sync_folder < remove",
        "sync_folder < private_folder",
        "_put",
    ],
)
def test_no_fsync_can_be_taken_out(tmp_path: Path, fsync: str) -> None:
    _states, found = violations(tmp_path, live, without=fsync)
    assert found


@pytest.mark.parametrize("number", range(4, 40, 9))
def test_a_power_cut_after_a_failed_fsync_costs_nothing(number: int) -> None:
    with in_memory() as place:
        states, found = cut_after_failed_sync(place, number)
    assert found == []
    assert states


@pytest.mark.parametrize("number", range(7, 150, 24))
def test_a_power_cut_after_a_kill_costs_nothing(number: int) -> None:
    with in_memory() as place:
        states, found = cut_after_kill(place, number)
    assert found == []
    assert states


@pytest.mark.parametrize(
    ("fsync", "killed_before"),
    [("sync_folder < _sync_above", 7), ("_settle", 57), ("sync_folder < _settle", 49)],
)
def test_no_fsync_that_makes_up_for_a_kill_can_be_taken_out(fsync: str, killed_before: int) -> None:
    with in_memory() as place:
        _states, found = cut_after_kill(place, killed_before, without=fsync)
    assert found


def test_no_fsync_that_makes_up_for_a_failed_one_can_be_taken_out() -> None:
    with in_memory() as place:
        _states, found = cut_after_failed_sync(
            place, 19, without="sync_folder < _make_sure_of_names"
        )
    assert found
