"""Whatever call fails, nothing is lost, and the person gets a sentence instead of a traceback."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NoReturn

import pytest

from ldn_desktop import atomic_write
from ldn_desktop.errors import UserError
from ldn_desktop.storage import new_diary, open_diary
from ldn_desktop.storage.disk import durable_io
from ldn_desktop.storage.instance import inbox
from tests.support.storage.faults.fault_life import live, newer_program
from tests.support.storage.faults.fault_loop import (
    amiss,
    every_fault,
    every_kill,
    summary,
    unsaid,
)
from tests.support.storage.faults.injected_faults import FAULTS, SHORT
from tests.support.storage.making import (
    DAY,
    noted,
    rated,
    record,
    reopened,
    small,
)
from tests.support.systems import forks

SAMPLE = 149
"""Each so many calls of some 1,000 fails, of the 60 writes each eleventh; `make soak` fails all."""

pytestmark = pytest.mark.usefixtures("light_keys")


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("lasting", [False, True])
def test_a_call_that_fails_costs_nothing_and_is_said(
    place: Path, fault: str, lasting: bool
) -> None:
    faults, found = every_fault(
        place, fault, lasting=lasting, step=11 if fault == SHORT else SAMPLE
    )
    assert found == []
    assert faults >= 5


@forks
def test_a_program_killed_before_a_call_costs_nothing(place: Path) -> None:
    kills, found = every_kill(place, step=SAMPLE)
    assert found == []
    assert kills >= 5


def test_a_life_without_faults_is_acknowledged_whole(place: Path) -> None:
    lived = live(place, 0, "EIO", lasting=False)
    assert lived.messages == []
    assert len(lived.acknowledged) == len(lived.tried) == 17
    assert lived.calls > 900
    assert unsaid(place, lived, summary(place)) == amiss(place, lived) == ""


def test_what_is_lost_or_was_never_entered_is_noticed(place: Path) -> None:
    lived = live(place, 0, "EIO", lasting=False)
    lived.add(True, lived.acknowledged[0].reversed())
    assert "is Answer(value=" in amiss(place, lived)
    lived = live(place / "again", 0, "EIO", lasting=False)
    del lived.edits[-2:]
    assert "nobody entered" in amiss(place / "again", lived)


def test_a_fault_nobody_told_of_is_noticed(place: Path) -> None:
    lived = live(place, 0, "EIO", lasting=False)
    sound = summary(place)
    (place / "home" / "diary" / "diary.undo").write_bytes(b"")
    assert "undos" in unsaid(place, lived, sound)
    lived.messages.append("The disk is full.")
    assert unsaid(place, lived, sound) == ""


def test_a_disk_that_takes_nothing_says_so(place: Path) -> None:
    lived = live(place, 100, "ENOSPC", lasting=True)
    assert any("disk is full" in sentence for sentence in lived.messages)
    assert len(lived.acknowledged) < len(lived.tried)


def test_a_checkpoint_said_to_fail_but_done_takes_no_later_answer_for_its_own(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_diary(folder, small())
    real = atomic_write.sync_folder

    def refused_once_in_place(place: Path) -> None:
        if b'"format":2' in (folder / "diary.json").read_bytes():
            _refused()
        real(place)

    with newer_program():
        with monkeypatch.context() as patch:
            patch.setattr(atomic_write, "sync_folder", refused_once_in_place)
            file = open_diary(folder)
        assert any("could not be saved to the disk" in notice for notice in file.notices)
        record(file, noted(file.diary, "Afterwards"))
        file._journal.close()
        assert file._lock
        file._lock.release()
        assert reopened(folder).day(DAY).note == "Afterwards"


def test_answers_outlive_a_file_of_this_diary_that_was_put_in_place_meanwhile(
    folder: Path, tmp_path: Path
) -> None:
    with open_diary(folder) as file:
        record(file, rated(file.diary, 0))
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(folder, elsewhere)
    for number in range(5):
        with open_diary(elsewhere) as other:
            record(other, rated(other.diary, 10 + number))
    with open_diary(folder) as file:
        record(file, rated(file.diary, 1))
        shutil.copy(elsewhere / "diary.json", folder / "diary.json")
        file.checkpoint()
        record(file, rated(file.diary, 2))
    assert len(reopened(folder).dates()) == 8


def test_a_request_that_cannot_be_read_now_is_read_later(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_diary(folder) as file:
        sent = inbox.send(folder, noted(file.diary), None)
        with monkeypatch.context() as patch:
            patch.setattr(Path, "read_bytes", _refused)
            with pytest.raises(UserError, match="cannot be read"):
                file.requests()
        assert sent.exists()
    assert reopened(folder).day(DAY).note


def test_a_request_taken_back_while_it_is_looked_for_is_none(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_diary(folder) as file:
        inbox.send(folder, noted(file.diary), None)
        real = durable_io.read_bytes

        def gone(path: Path) -> bytes | None:
            path.unlink(missing_ok=True)
            return real(path)

        monkeypatch.setattr(durable_io, "read_bytes", gone)
        assert file.requests() == []
        monkeypatch.undo()
    assert not list(folder.glob("diary.damaged*"))


def _refused(*_given: object) -> NoReturn:
    raise OSError(5, "Input/output error")
