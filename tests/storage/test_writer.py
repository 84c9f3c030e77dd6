"""The writing thread: in order, never losing an edit, telling the truth."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from ldn_desktop.diary.model import Answer, AnswerChange, Diary, Edit
from ldn_desktop.errors import UserError
from ldn_desktop.storage import DiaryFile, SaveError, Writer, open_diary
from tests.support.storage.making import DAY, rated, reopened

LONG = 60.0
"""Seconds that no test waits for."""


class WriterEvents:
    """What the writer reported, and a way to wait for it."""

    def __init__(self) -> None:
        self.saved: list[Edit] = []
        self.failed: list[str] = []
        self._changed = threading.Condition()

    def on_saved(self, edit: Edit, when: datetime) -> None:
        assert abs((datetime.now(UTC) - when).total_seconds()) < LONG
        with self._changed:
            self.saved.append(edit)
            self._changed.notify_all()

    def on_failed(self, sentence: str) -> None:
        with self._changed:
            self.failed.append(sentence)
            self._changed.notify_all()

    def until(self, *, saved: int = 0, failed: int = 0) -> None:
        with self._changed:
            assert self._changed.wait_for(
                lambda: len(self.saved) >= saved and len(self.failed) >= failed, LONG
            )


class Refusing:
    """A diary file whose disk refuses as often as the test sets."""

    def __init__(self, file: DiaryFile) -> None:
        self.file = file
        self.refusals = self.checkpoint_refusals = 0
        self.sequence = threading.Semaphore(0)

    def record(self, edit: Edit) -> None:
        if self.refusals:
            self.refusals -= 1
            raise SaveError("The disk is full.")
        self.file.record(edit)

    def checkpoint(self) -> None:
        if self.checkpoint_refusals:
            self.checkpoint_refusals -= 1
            raise SaveError("The disk is full.")
        self.file.checkpoint()
        self.sequence.release()

    def close(self) -> None:
        self.file.close()


@contextmanager
def _writing(folder: Path, **pauses: float) -> Iterator[tuple[Refusing, Writer, WriterEvents]]:
    events = WriterEvents()
    with open_diary(folder) as file:
        refusing = Refusing(file)
        writer = Writer(refusing, events.on_saved, events.on_failed, **pauses)
        try:
            yield refusing, writer, events
        finally:
            writer.close()


def test_an_edit_is_on_the_disk_once_it_is_called_saved(folder: Path) -> None:
    with _writing(folder, checkpoint_delay=LONG) as (_file, writer, reported):
        writer.record(rated(Diary(), 0))
        reported.until(saved=1)
        with open_diary(folder, read_only=True) as seen:
            assert seen.diary.dates() == [DAY]


def test_edits_are_saved_in_order(folder: Path) -> None:
    edits = [rated(Diary(), number) for number in range(30)]
    with _writing(folder, checkpoint_delay=LONG) as (_file, writer, reported):
        for edit in edits:
            writer.record(edit)
        reported.until(saved=30)
        assert reported.saved == edits


def test_after_a_while_of_quiet_the_journal_is_checkpointed(folder: Path) -> None:
    with _writing(folder, checkpoint_delay=0.01) as (file, writer, reported):
        writer.record(rated(Diary(), 0))
        reported.until(saved=1)
        assert file.sequence.acquire(timeout=LONG)
        assert b"20261122" in (folder / "diary.json").read_bytes()


def test_an_edit_that_fails_is_kept_and_tried_again_in_its_place(folder: Path) -> None:
    edits = [rated(Diary(), number) for number in range(3)]
    with _writing(folder, checkpoint_delay=LONG, retry_delay=0.01) as (file, writer, reported):
        file.refusals = 3
        for edit in edits:
            writer.record(edit)
        reported.until(saved=3, failed=1)
        assert reported.saved == edits
        assert set(reported.failed) == {"The disk is full."}
    assert len(reopened(folder).dates()) == 3


def test_a_new_edit_has_the_failed_one_tried_at_once(folder: Path) -> None:
    with _writing(folder, checkpoint_delay=LONG, retry_delay=LONG) as (file, writer, reported):
        file.refusals = 1
        writer.record(rated(Diary(), 0))
        reported.until(failed=1)
        writer.record(rated(Diary(), 1))
        reported.until(saved=2)


def test_an_edit_no_file_can_hold_does_not_stop_the_others(folder: Path) -> None:
    broken = Edit((AnswerChange(DAY, "note", None, Answer("\ud800", 0)),))
    with _writing(folder, checkpoint_delay=LONG) as (_file, writer, reported):
        writer.record(broken)
        writer.record(rated(Diary(), 0))
        reported.until(saved=1, failed=1)
        assert "cannot be saved" in reported.failed[0]


def test_checkpointing_that_fails_is_told_and_tried_again(folder: Path) -> None:
    with _writing(folder, checkpoint_delay=0.01, retry_delay=0.01) as (file, writer, reported):
        file.checkpoint_refusals = 2
        writer.record(rated(Diary(), 0))
        reported.until(saved=1, failed=1)
        assert file.sequence.acquire(timeout=LONG)
        assert reported.failed[0].startswith("Your answers are safe")
        # The reported fault is over: the last report is that all is saved.
        reported.until(saved=2)
        assert reported.saved == [rated(Diary(), 0)] * 2
        writer.record(rated(Diary(), 1))
        assert file.sequence.acquire(timeout=LONG)
        assert len(reported.saved) == 3


def test_closing_saves_what_is_waiting(folder: Path) -> None:
    events = WriterEvents()
    with open_diary(folder) as file:
        writer = Writer(file, events.on_saved, events.on_failed, checkpoint_delay=LONG)
        for number in range(20):
            writer.record(rated(Diary(), number))
        assert writer.close() == []
        assert len(events.saved) == 20
    assert len(reopened(folder).dates()) == 20


def test_closing_gives_back_what_could_not_be_saved(folder: Path) -> None:
    events = WriterEvents()
    edits = [rated(Diary(), number) for number in range(2)]
    with open_diary(folder) as file:
        refusing = Refusing(file)
        refusing.refusals = 1000
        writer = Writer(refusing, events.on_saved, events.on_failed, retry_delay=LONG)
        for edit in edits:
            writer.record(edit)
        assert writer.close() == edits
        assert events.saved == []


def test_what_was_left_on_closing_is_tried_again_when_it_goes_on(folder: Path) -> None:
    events = WriterEvents()
    with open_diary(folder) as file:
        refusing = Refusing(file)
        refusing.refusals = 1000
        writer = Writer(
            refusing, events.on_saved, events.on_failed, checkpoint_delay=LONG, retry_delay=LONG
        )
        writer.record(rated(Diary(), 0))
        assert len(writer.close()) == 1
        refusing.refusals = 0
        writer.resume()
        events.until(saved=1)
        writer.record(rated(Diary(), 1))
        events.until(saved=2)
        assert writer.close() == []
    assert len(reopened(folder).dates()) == 2


def test_going_on_with_nothing_left_waits_for_what_comes(folder: Path) -> None:
    with _writing(folder, checkpoint_delay=LONG) as (_file, writer, reported):
        assert writer.close() == []
        writer.resume()
        writer.record(rated(Diary(), 0))
        reported.until(saved=1)


def test_other_work_is_done_in_turn_and_its_refusal_told(folder: Path) -> None:
    done: list[str] = []

    def refuse() -> None:
        raise UserError("There is no such backup.")

    with _writing(folder, checkpoint_delay=LONG) as (file, writer, reported):
        writer.record(rated(Diary(), 0))
        writer.run(lambda: done.append(f"{len(file.file.backups())} backups"))
        writer.run(refuse)
        writer.record(rated(Diary(), 1))
        reported.until(saved=2, failed=1)
        assert done == ["0 backups"]
        assert reported.failed == ["There is no such backup."]


def test_handing_over_does_not_wait_for_the_disk(folder: Path) -> None:
    go_on = threading.Event()

    class Slow(Refusing):
        def record(self, edit: Edit) -> None:
            assert go_on.wait(LONG)
            super().record(edit)

    events = WriterEvents()
    with open_diary(folder) as file:
        writer = Writer(Slow(file), events.on_saved, events.on_failed, checkpoint_delay=LONG)
        for number in range(5):
            writer.record(rated(Diary(), number))
        assert events.saved == []
        go_on.set()
        events.until(saved=5)
        writer.close()


def test_a_fault_of_the_program_is_told_and_the_edit_kept(folder: Path) -> None:
    class Faulty(Refusing):
        def record(self, edit: Edit) -> None:
            if self.refusals:
                self.refusals -= 1
                raise RuntimeError("a fault")
            super().record(edit)

    events = WriterEvents()
    with open_diary(folder) as file:
        faulty = Faulty(file)
        faulty.refusals = 1
        writer = Writer(
            faulty, events.on_saved, events.on_failed, checkpoint_delay=LONG, retry_delay=0.01
        )
        writer.record(rated(Diary(), 0))
        events.until(saved=1, failed=1)
        assert "a fault" in events.failed[0]
        writer.close()
