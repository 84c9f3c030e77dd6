"""A power cut at any moment corrupts nothing and costs no acknowledged answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.storage.power_cuts import live, live_at_random, live_secretly, violations


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
