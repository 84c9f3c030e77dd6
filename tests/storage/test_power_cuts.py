"""A power cut at any moment corrupts nothing and costs no acknowledged answer."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.storage.faults.fault_loop import in_memory
from tests.support.storage.faults.power_cuts import (
    PowerCutLife,
    Violation,
    cut_after_failed_sync,
    cut_after_kill,
    live,
    live_asking,
    live_at_random,
    live_secretly,
    violations,
)
from tests.support.systems import open_files, synced_folders


def test_no_modelled_power_cut_costs_an_acknowledged_answer(tmp_path: Path) -> None:
    states, found = violations(tmp_path, live)
    assert found == []
    assert states > 100


@pytest.mark.usefixtures("light_keys")
def test_no_modelled_power_cut_costs_an_answer_or_a_secret_while_encrypting(tmp_path: Path) -> None:
    states, found = violations(tmp_path, live_secretly)
    assert found == []
    assert states > 100


@pytest.mark.parametrize("living", [live, live_asking])
def test_nothing_is_lost_where_a_rename_carries_no_length(
    tmp_path: Path, living: Callable[[PowerCutLife], None]
) -> None:
    states, found = violations(tmp_path, living, fat=True)
    assert found == []
    assert states > 40


@pytest.mark.usefixtures("light_keys")
def test_no_secret_and_no_answer_is_lost_there_while_encrypting(tmp_path: Path) -> None:
    _states, found = violations(tmp_path, live_secretly, fat=True)
    assert found == []


def test_without_the_sync_of_the_new_name_answers_are_lost_there(tmp_path: Path) -> None:
    fsync = "sync_file < atomic_write"
    _states, found = violations(tmp_path, live, without=fsync, fat=True)
    assert found


def test_the_same_holds_in_any_order(tmp_path: Path) -> None:
    _states, found = violations(tmp_path, lambda life: live_at_random(life, 1))
    assert found == []


@pytest.mark.parametrize(
    "fsync",
    [
        "atomic_write",
        *(
            pytest.param(f"sync_folder < {caller}", marks=synced_folders)
            for caller in ("atomic_write", "remove", "_sync_parents", "_sync_folders")
        ),
        "_append_synced",
    ],
)
def test_no_fsync_can_be_taken_out(tmp_path: Path, fsync: str) -> None:
    _states, found = violations(tmp_path, live, without=fsync)
    assert found


def test_a_request_that_was_left_survives_a_power_cut(tmp_path: Path) -> None:
    _states, found = violations(tmp_path, live_asking)
    assert found == []


@synced_folders
def test_a_request_that_was_left_needs_its_folder_synced(tmp_path: Path) -> None:
    _states, found = violations(tmp_path, live_asking, without="sync_folder < send")
    assert found


@open_files
@pytest.mark.parametrize("fat", [False, True])
@pytest.mark.parametrize("number", [1, *range(4, 40, 9)])
def test_a_power_cut_after_a_failed_fsync_costs_nothing(number: int, fat: bool) -> None:
    with in_memory() as position:
        states, found = cut_after_failed_sync(position, number, fat=fat)
    assert found == []
    assert states


@open_files
@pytest.mark.parametrize("fat", [False, True])
@pytest.mark.parametrize("number", range(7, 150, 24))
def test_a_power_cut_after_a_kill_costs_nothing(number: int, fat: bool) -> None:
    with in_memory() as position:
        states, found = cut_after_kill(position, number, fat=fat)
    assert found == []
    assert states


@open_files
@pytest.mark.parametrize(
    ("fsync", "first"),
    [
        ("sync_folder < _sync_parents", 1),
        ("_sync_existing", 42),
        ("sync_folder < _sync_existing", 40),
    ],
)
def test_no_fsync_that_makes_up_for_a_kill_can_be_taken_out(fsync: str, first: int) -> None:
    assert _finds(functools.partial(cut_after_kill, without=fsync), range(first, 100))


@open_files
@synced_folders
def test_no_fsync_that_makes_up_for_a_failed_one_can_be_taken_out() -> None:
    cut = functools.partial(cut_after_failed_sync, without="sync_folder < _sync_folders")
    assert _finds(cut, range(10, 30))


def _finds(cut: Callable[[Path, int], tuple[int, list[Violation]]], numbers: range) -> bool:
    """Whether one of `numbers` breaks a promise."""
    for number in numbers:
        with in_memory() as position:
            if cut(position, number)[1]:
                return True
    return False
