"""A second start: raises the first window, and loses nothing it was asked to add."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from ldn_desktop.diary.model import Diary, Edit
from ldn_desktop.errors import UserError
from ldn_desktop.storage import new_diary, open_diary
from ldn_desktop.storage.instance import handoff, inbox
from ldn_desktop.storage.instance.handoff import Outcome
from ldn_desktop.storage.journal.records import encode_line
from tests.support.storage.making import (
    CANARY,
    DAY,
    noted,
    rated,
    record,
    reopened,
    same,
    small,
)
from tests.support.storage.request_window import window_of
from tests.support.systems import is_private


def test_a_second_start_shows_the_first_window(folder: Path) -> None:
    with open_diary(folder) as file, window_of(file) as shown:
        assert handoff.show_first_window(folder)
        assert shown == [Edit(())]
    assert file.inbox_folder.is_dir()


def test_a_window_that_does_not_answer_is_not_waited_for_without_end(folder: Path) -> None:
    with open_diary(folder) as file:
        assert not handoff.show_first_window(folder, timeout=0.05)
        assert file.requests() == []


def test_a_window_that_takes_it_at_the_last_moment_was_shown(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_diary(folder) as file:

        def take(_seconds: float = 0) -> None:
            for request in file.requests():
                request.done()

        monkeypatch.setattr(time, "sleep", take)
        assert handoff.show_first_window(folder)


def test_a_window_that_takes_it_too_late_leaves_nothing_to_take_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_diary(folder) as file:
        moments = iter([0.0, 1.0])

        def clock() -> float:
            moment = next(moments)
            for request in file.requests() if moment else ():
                request.done()
            return moment

        monkeypatch.setattr(time, "monotonic", clock)
        assert not handoff.show_first_window(folder, timeout=0.5)
        assert file.requests() == []


def test_adding_records_at_once_where_no_window_is_open(folder: Path) -> None:
    assert handoff.record(folder, lambda diary: rated(diary, 0)) is Outcome.RECORDED
    assert reopened(folder).dates() == [DAY]


def test_adding_while_the_window_is_open_goes_through_the_window(folder: Path) -> None:
    with open_diary(folder) as file, window_of(file) as shown:
        assert handoff.record(folder, lambda diary: rated(diary, 0)) is Outcome.TAKEN
        assert shown == [rated(Diary(), 0)]
        assert file.diary.dates() == [DAY]
        nothing = handoff.record(folder, lambda diary: rated(diary, 0))
        assert nothing is Outcome.RECORDED
    assert reopened(folder).dates() == [DAY]


def test_what_an_open_window_never_took_is_there_at_the_next_start(folder: Path) -> None:
    file = open_diary(folder)
    left = handoff.record(folder, noted, timeout=0.05)
    assert left is Outcome.LEFT
    file._journal.close()
    assert file._lock
    file._lock.release()
    with open_diary(folder) as again:
        assert again.diary.day(DAY).note == CANARY
        assert not list((folder / "requests").iterdir())
    assert reopened(folder).day(DAY).note == CANARY
    assert not list((folder / "requests").iterdir())


def test_a_closing_window_takes_what_is_left(folder: Path) -> None:
    with open_diary(folder) as file:
        inbox.send(folder, noted(file.diary), None)
    assert not list((folder / "requests").iterdir())
    assert reopened(folder).day(DAY).note


def test_a_window_that_closes_meanwhile_leaves_it_to_the_second_start(folder: Path) -> None:
    file = open_diary(folder)
    assert file._lock
    closing = threading.Timer(0.1, file._lock.release)
    closing.start()
    outcome = handoff.record(folder, lambda diary: rated(diary, 0), timeout=20)
    closing.join()
    file._journal.close()
    assert outcome is Outcome.RECORDED
    assert reopened(folder).dates() == [DAY]


def test_a_request_taken_at_the_last_moment_is_taken(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_diary(folder) as file:

        def asleep(_seconds: float) -> None:
            for request in file.requests():
                record(file, request.edit)
                request.done()

        monkeypatch.setattr(time, "sleep", asleep)
        outcome = handoff.record(folder, lambda diary: rated(diary, 0), timeout=0.001)
        assert outcome is Outcome.TAKEN


def test_what_cannot_be_is_refused_before_anything_is_left(folder: Path) -> None:
    with open_diary(folder):
        with pytest.raises(UserError, match="is not a symptom"):
            handoff.record(folder, lambda diary: rated(diary, 0, name="hunger"))
        assert not list((folder / "requests").iterdir())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"rubbish",
        encode_line([0, "2026-11-22T10:00:00Z", [["answer", "20261122", "pain", [50, 1]]]]),
        encode_line([0, "2026-11-22T10:00:00Z", [["answer", "20261122", "pain", [5, 1]]]])[:-2],
        encode_line([0, "2026-11-22T10:00:00Z", ["answer"]]),
        encode_line(["ldn-desktop journal", 1, "id", 0, []]),
        encode_line(["ldn-desktop journal", 9, "id", 0, []]),
    ],
)
def test_a_request_that_breaks_the_rules_is_put_aside(folder: Path, content: bytes) -> None:
    new_diary(folder, small())
    with open_diary(folder) as file:
        for number in range(2):
            (folder / "requests" / f"{number}.request").write_bytes(content)
            assert file.requests() == []
        assert same(file.diary, small())
    stored = sorted(path.name for path in folder.glob("diary.damaged*"))
    assert stored == ["diary.damaged-2.request", "diary.damaged.request"]


def test_a_request_makes_its_folder_where_that_was_removed(folder: Path) -> None:
    with open_diary(folder) as file:
        (folder / "requests").rmdir()
        inbox.send(folder, noted(Diary()), None)
        (request,) = file.requests()
        assert is_private(request.path)
        assert is_private(request.path.parent)


def test_requests_are_taken_in_the_order_they_came(folder: Path) -> None:
    with open_diary(folder) as file:
        for points in (2.5, 5.0, 7.5):
            inbox.send(folder, rated(Diary(), 0, points), None)
        taken = [request.edit.changes[0].after.value for request in file.requests()]  # type: ignore[union-attr]
        assert taken == [2.5, 5.0, 7.5]
