"""Backups: made when due, read back, thinned out on the ladder, restored and taken back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from ldn_desktop.errors import UserError
from ldn_desktop.storage import SaveError, check, new_diary, open_diary
from ldn_desktop.storage.backups import backups, retention
from ldn_desktop.storage.disk import durable_io
from tests.support.storage.making import (
    DAY,
    noted,
    rated,
    record,
    reopened,
    same,
    small,
    texts,
)
from tests.support.systems import is_private

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def _older(folder: Path, by: timedelta) -> None:
    """Let the backups of `folder` be older, as if time had passed."""
    for path in backups.paths(folder):
        path.rename(backups.new_path(folder, backups._created(path) - by))


def test_a_diary_without_a_record_gets_no_backup(folder: Path) -> None:
    reopened(folder)
    assert backups.paths(folder) == []


def test_closing_makes_a_backup_of_what_is_new(folder: Path) -> None:
    with open_diary(folder) as file:
        record(file, rated(file.diary, 0))
    (path,) = backups.paths(folder)
    assert path.read_bytes() == (folder / "diary.json").read_bytes()
    assert is_private(path)


def test_the_next_backup_is_half_an_hour_away(folder: Path) -> None:
    new_diary(folder, small())
    for number in range(3):
        with open_diary(folder) as file:
            record(file, rated(file.diary, number, 0.0))
    assert len(backups.paths(folder)) == 1
    _older(folder, timedelta(minutes=30))
    with open_diary(folder) as file:
        record(file, rated(file.diary, 3, 0.0))
    assert len(backups.paths(folder)) == 2


def test_nothing_new_makes_no_backup(folder: Path) -> None:
    new_diary(folder, small())
    reopened(folder)
    _older(folder, timedelta(hours=5))
    with open_diary(folder) as file:
        file.back_up()
    assert len(backups.paths(folder)) == 1


def test_the_journal_begins_anew_once_a_backup_has_its_lines(folder: Path) -> None:
    with open_diary(folder) as file:
        record(file, rated(file.diary, 0))
        file.checkpoint()
        assert (folder / "diary.journal").read_bytes().count(b"\n") == 1
        record(file, rated(file.diary, 1))
        file.checkpoint()
        assert (folder / "diary.journal").read_bytes().count(b"\n") == 2
    assert len(reopened(folder).dates()) == 2


def test_a_backup_that_cannot_be_read_back_is_no_backup(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_diary(folder, small())
    real = durable_io.atomic_write

    def rotting(path: Path, content: bytes) -> None:
        real(path, content[:-1] if path.parent.name == "backups" else content)

    with open_diary(folder) as file:
        monkeypatch.setattr(durable_io, "atomic_write", rotting)
        with pytest.raises(SaveError, match="could not be read back"):
            file.back_up()
        assert backups.paths(folder) == []
        monkeypatch.undo()


def test_a_file_changed_meanwhile_is_not_backed_up_as_it_is(folder: Path) -> None:
    new_diary(folder, small())
    with open_diary(folder) as file:
        content = (folder / "diary.json").read_bytes()
        (folder / "diary.json").write_bytes(content.replace(b"[10,", b"[0,"))
        file._back_up(NOW)
        assert backups.paths(folder) == []


def test_the_list_says_when_how_many_days_and_whether_sound(folder: Path) -> None:
    new_diary(folder, small())
    with open_diary(folder) as file:
        file.back_up()
        _older(folder, timedelta(days=1))
        record(file, rated(file.diary, 20))
        file.back_up()
        old = backups.paths(folder)[1]
        newest, older = file.backups()
        assert (newest.number, newest.days, newest.sound) == (1, 13, True)
        assert (older.number, older.days, older.sound) == (2, 12, True)
        assert newest.created - older.created >= timedelta(days=1)
        by_hand = old.read_bytes().replace(b"[10,", b"[0,")
        for content in (by_hand, b""):
            old.write_bytes(content)
            assert (file.backups()[1].days, file.backups()[1].sound) == (0, False)
        with pytest.raises(UserError, match="is damaged"):
            file.restore_edit(file.backups()[1])


def test_what_is_no_backup_is_not_listed(folder: Path) -> None:
    new_diary(folder, small())
    (folder / "backups").mkdir()
    for name in ("diary-holiday.json", "notes.txt", "diary-2026-11-22.json"):
        (folder / "backups" / name).write_text("{}", "utf-8")
    with open_diary(folder, read_only=True) as file:
        assert file.backups() == []


def test_two_backups_of_one_second_stay_in_order(folder: Path) -> None:
    made = [backups.create(folder, b"%d" % number, NOW) for number in range(12)]
    assert backups.paths(folder) == made[::-1]
    assert backups.create(folder, b"11", NOW) == made[-1]


def test_restoring_brings_the_diary_back_and_can_be_taken_back(folder: Path) -> None:
    new_diary(folder, small())
    with open_diary(folder) as file:
        file.back_up()
        before = file.backups()[0]
        for number in range(5):
            record(file, noted(file.diary, f"Note {number}", number))
        edit = file.restore_edit(before)
        file.add_undo(edit, "Restored the backup of today")
        record(file, edit)
        assert same(file.diary, small())
    assert same(reopened(folder), small())
    with open_diary(folder) as file:
        (undo,) = file.undo_entries()
        assert undo.title == "Restored the backup of today"
        record(file, undo.edit(file.diary))
        file.remove_undo(undo)
        assert file.diary.day(DAY).note == "Note 0"
        assert file.undo_entries() == []
    assert reopened(folder).day(DAY).note == "Note 0"


def test_before_restoring_the_present_is_backed_up(folder: Path) -> None:
    new_diary(folder, small())
    with open_diary(folder) as file:
        file.back_up()
        record(file, noted(file.diary))
        expected = file.diary
        record(file, file.restore_edit(file.backups()[0]))
        edit = file.restore_edit(file.backups()[0])
        assert edit
        record(file, edit)
        assert same(file.diary, expected)


def test_what_a_restore_would_change_is_told_without_writing_anything(folder: Path) -> None:
    new_diary(folder, small())
    with open_diary(folder) as file:
        file.back_up()
        record(file, noted(file.diary))
        before = texts(folder)
        preview = file.preview_restore(file.backups()[0])
        assert texts(folder) == before
        assert preview == file.restore_edit(file.backups()[0])
        assert preview.dates == {DAY}


def test_restoring_from_a_diary_opened_to_be_read_writes_nothing(folder: Path) -> None:
    new_diary(folder, small())
    reopened(folder)
    before = texts(folder)
    with open_diary(folder, read_only=True) as file:
        assert not file.restore_edit(file.backups()[0])
    assert texts(folder) == before


def test_taking_back_an_import_leaves_what_was_entered_since(folder: Path) -> None:
    with open_diary(folder) as file:
        edit = rated(file.diary, 0, 2.5)
        other = rated(file.diary, 1, 2.5)
        both = type(edit)((*edit.changes, *other.changes))
        file.add_undo(both, "Import")
        record(file, both)
        record(file, rated(file.diary, 0, 7.5))
    with open_diary(folder) as file:
        record(file, file.undo_entries()[0].edit(file.diary))
        assert file.diary.day(DAY).value("fatigue") == 7.5
        assert file.diary.dates() == [DAY]
        assert not file.undo_entries()[0].edit(file.diary)


def test_only_the_newest_undo_records_are_kept(folder: Path) -> None:
    with open_diary(folder) as file:
        for number in range(7):
            file.add_undo(rated(file.diary, number), f"Import {number}")
        assert [undo.title for undo in file.undo_entries()] == [
            f"Import {n}" for n in (6, 5, 4, 3, 2)
        ]
        assert [undo.number for undo in file.undo_entries()] == [7, 6, 5, 4, 3]


def test_everything_of_two_days_stays_then_daily_weekly_monthly() -> None:
    every_half_hour = [NOW - timedelta(minutes=30 * number) for number in range(2 * 24 * 800)]
    stay = retention.retained(every_half_hour, NOW)
    recent = {time for time in every_half_hour if time > NOW - timedelta(days=2)}
    assert recent <= stay
    assert len(recent) == 96
    older = sorted(stay - recent, reverse=True)
    assert len(older) == 12 + 10 + 9
    days = [time.date() for time in older[:12]]
    assert [(days[0] - day).days for day in days] == list(range(12))
    gaps = [one - other for one, other in pairwise(older[12:22])]
    assert all(gap == timedelta(days=7) for gap in gaps[1:])
    assert len({(time.year, time.month) for time in older[22:]}) == 9


def test_the_ladder_keeps_as_much_of_a_diary_written_seldom() -> None:
    monthly = [NOW - timedelta(days=31 * number) for number in range(1, 60)]
    assert len(retention.retained(monthly, NOW)) == 31
    assert max(monthly) in retention.retained(monthly, NOW)


def test_the_ladder_as_time_passes_never_loses_the_newest_or_the_old() -> None:
    times: set[datetime] = set()
    for number in range(400 * 4):
        now = NOW + timedelta(hours=6 * number)
        times = retention.retained(times | {now}, now)
        assert now in times
    ages = sorted((now - time).days for time in times)
    assert 30 <= len(times) <= 8 + 31
    assert ages[-1] >= 270


def test_a_clock_set_back_removes_nothing_that_lies_ahead() -> None:
    ahead = {NOW + timedelta(days=number) for number in range(50)}
    assert retention.retained(ahead, NOW) == ahead


@pytest.mark.parametrize(
    ("minutes", "due"), [(0, False), (29, False), (30, True), (-29, False), (-30, True)]
)
def test_half_an_hour_on_either_side_of_the_clock_is_due(minutes: int, due: bool) -> None:
    assert retention.is_due(NOW - timedelta(minutes=minutes), NOW) is due
    assert retention.is_due(None, NOW)


def test_pruning_removes_what_is_no_longer_retained(folder: Path) -> None:
    times = [NOW - timedelta(hours=9 * number) for number in range(200)]
    for number, time in enumerate(times):
        backups.create(folder, b"%d" % number, time)
    backups.prune(folder, NOW)
    assert {backups._created(path) for path in backups.paths(folder)} == retention.retained(
        times, NOW
    )


def test_check_tells_what_is_sound_and_what_is_not(folder: Path) -> None:
    assert check(folder).sentences == ("There is no diary here yet.",)
    assert check(folder).sound
    assert not folder.exists()
    new_diary(folder, small())
    reopened(folder)
    before = texts(folder)
    found = check(folder)
    assert found.sound
    assert found.sentences == (
        "The diary has entries on 12 days.",
        "1 backup is sound.",
        "The diary file, the latest changes and the backups are all undamaged.",
    )
    assert texts(folder) == before
    (path,) = backups.paths(folder)
    path.write_bytes(b"{}")
    found = check(folder)
    assert not found.sound
    assert found.sentences[1:] == ("0 backups are sound.", f"The backup {path.name} is damaged.")


def test_check_tells_a_broken_file_and_changes_nothing(folder: Path) -> None:
    new_diary(folder, small())
    reopened(folder)
    (folder / "diary.json").write_bytes(b"")
    before = texts(folder)
    found = check(folder)
    assert not found.sound
    assert "damaged" in found.sentences[-1]
    assert texts(folder) == before
