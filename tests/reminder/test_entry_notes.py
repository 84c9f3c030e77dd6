"""An encrypted diary: the reminder obeys what was entered, and not when its files were written."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from ldn_desktop import reminder
from ldn_desktop.diary.fields import CRASH
from ldn_desktop.diary.model import Answer, Diary, Source
from ldn_desktop.diary.recording import answer_now
from ldn_desktop.reminder import Silence, entry_notes, plan_file
from ldn_desktop.reminder.plan_file import ReminderPlan
from ldn_desktop.storage import encrypt, open_diary, prepare

PASSPHRASE = "three calm geese"

pytestmark = pytest.mark.usefixtures("light_keys")


@pytest.fixture
def encrypted(folder: Path) -> Path:
    """The diary in `folder`, encrypted; the reminder is on for it."""
    with open_diary(folder) as file:
        preparation = prepare(PASSPHRASE)
        typed = [preparation.words[position - 1] for position in preparation.asked_positions]
        encrypt(file, preparation, typed)
    plan_file.write(ReminderPlan(19, diary=str(folder)))
    return folder


def _use(folder: Path, now: datetime, **answers: object) -> None:
    """Open the diary at `now`, give `answers` for that day, and close it."""
    with open_diary(folder, passphrase=PASSPHRASE) as file:
        for name, value in answers.items():
            edit = file.diary.answer(
                now.date(), name, answer_now(file.diary, now.date(), value, now)
            )
            file.record(edit)
            file.diary.apply(edit)
        entry_notes.store(entry_notes.notes_of(file.diary, now), folder)


def _outcome(folder: Path, now: datetime) -> Silence | None:
    shown: list[str] = []
    silence = reminder.remind(folder, now, shown.append)
    assert (silence is None) == bool(shown)
    return silence


def test_looking_at_it_is_no_entry(encrypted: Path, evening: datetime) -> None:
    _use(encrypted, evening - timedelta(days=1), fatigue=5.0)
    journal = encrypted / "diary.journal"
    before = journal.stat().st_mtime_ns
    for backup in (encrypted / "backups").iterdir():
        backup.unlink()  # so that one is due, which begins the journal anew
    _use(encrypted, evening - timedelta(hours=2))
    assert journal.stat().st_mtime_ns > before
    assert _outcome(encrypted, evening) is None


def test_an_entry_silences_it_for_its_day(encrypted: Path, evening: datetime) -> None:
    _use(encrypted, evening - timedelta(hours=3), fatigue=5.0)
    assert _outcome(encrypted, evening) is Silence.QUIET
    assert _outcome(encrypted, evening + timedelta(days=1)) is None


def test_an_entry_after_midnight_belongs_to_the_day_before(
    encrypted: Path, evening: datetime
) -> None:
    night = evening.replace(hour=1)
    with open_diary(encrypted, passphrase=PASSPHRASE) as file:
        day = night.date() - timedelta(days=1)
        file.diary.apply(file.diary.answer(day, "pain", answer_now(file.diary, day, 5.0, night)))
        entry_notes.store(entry_notes.notes_of(file.diary, night), encrypted)
    assert _outcome(encrypted, evening) is None


def test_it_is_silent_for_a_week_after_a_crash_day(encrypted: Path, evening: datetime) -> None:
    _use(encrypted, evening - timedelta(hours=3), **{CRASH: True})
    for day in range(8):
        assert _outcome(encrypted, evening + timedelta(days=day)) is Silence.QUIET
    assert _outcome(encrypted, evening + timedelta(days=8)) is None


def test_an_entry_ends_the_week_of_silence(encrypted: Path, evening: datetime) -> None:
    assert _outcome(encrypted, evening) is None
    assert _outcome(encrypted, evening + timedelta(days=1)) is None
    assert _outcome(encrypted, evening + timedelta(days=2)) is Silence.IGNORED
    _use(encrypted, evening + timedelta(days=3), fatigue=5.0)
    assert _outcome(encrypted, evening + timedelta(days=4)) is None


def test_an_answer_that_is_taken_back_is_none(evening: datetime) -> None:
    diary, today = Diary(), evening.date()
    made = diary.answer(today, "pain", answer_now(diary, today, 5.0, evening))
    diary.apply(made)
    assert entry_notes.notes_of(diary, evening).quiet_until == date(2026, 11, 29)
    diary.apply(diary.answer(today, "pain", None))
    assert entry_notes.notes_of(diary, evening).quiet_until is None


def test_an_import_is_no_entry(evening: datetime) -> None:
    diary = Diary()
    diary.apply(diary.answer(evening.date(), "steps", Answer(1200.0, 600, Source.IMPORTED)))
    assert entry_notes.notes_of(diary, evening).quiet_until is None


def test_without_a_reminder_nothing_is_noted(folder: Path, evening: datetime) -> None:
    entry_notes.store(entry_notes.notes_of(Diary(), evening), folder)
    assert plan_file.read() is None


def test_what_is_noted_tells_nothing_else(encrypted: Path, evening: datetime) -> None:
    _use(encrypted, evening, note="a secret", **{CRASH: True})
    plan = plan_file.read()
    assert plan == ReminderPlan(19, 4, (), str(encrypted), date(2026, 12, 6))
