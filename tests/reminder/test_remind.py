"""The reminder on diaries as they lie on the disk."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ldn_desktop import reminder
from ldn_desktop.diary.fields import CRASH
from ldn_desktop.diary.model import AboutChange, Answer, Edit, Source
from ldn_desktop.diary.recording import answer_now
from ldn_desktop.reminder import Silence, plan_file
from ldn_desktop.reminder.plan_file import ReminderPlan
from ldn_desktop.storage import encrypt, open_diary, prepare

LINE = "How was today? One click or tap is enough."


class Desktop:
    """Remembers what was shown."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    def show(self, text: str) -> None:
        self.shown.append(text)


@pytest.fixture
def desktop() -> Desktop:
    return Desktop()


def _record(folder: Path, name: str, value: object, moment: datetime) -> None:
    with open_diary(folder) as file:
        when = moment.date()
        answer = answer_now(file.diary, when, value, moment)
        file.record(file.diary.answer(when, name, answer))


def test_without_a_plan_nothing_is_said(folder: Path, evening: datetime, desktop: Desktop) -> None:
    assert reminder.remind(folder, evening, desktop.show) is Silence.OFF
    assert desktop.shown == []


def test_the_line_is_said_once(folder: Path, evening: datetime, desktop: Desktop) -> None:
    plan_file.write(ReminderPlan(19), folder)
    assert reminder.remind(folder, evening, desktop.show) is None
    assert reminder.remind(folder, evening, desktop.show) is Silence.SPOKE_TODAY
    assert desktop.shown == [LINE]


def test_anything_entered_today_keeps_it_silent(
    folder: Path, evening: datetime, desktop: Desktop
) -> None:
    plan_file.write(ReminderPlan(19), folder)
    _record(folder, "note", "rested", evening - timedelta(hours=9))
    assert reminder.remind(folder, evening, desktop.show) is Silence.ENTERED


def test_filling_in_an_older_day_counts_as_an_entry_of_today(
    folder: Path, evening: datetime, desktop: Desktop
) -> None:
    plan_file.write(ReminderPlan(19), folder)
    with open_diary(folder) as file:
        when = evening.date() - timedelta(days=5)
        answer = answer_now(file.diary, when, 5.0, evening - timedelta(hours=1))
        file.record(file.diary.answer(when, "pain", answer))
    assert reminder.remind(folder, evening, desktop.show) is Silence.ENTERED


def test_imported_readings_are_nobodys_entry(
    folder: Path, evening: datetime, desktop: Desktop
) -> None:
    plan_file.write(ReminderPlan(19), folder)
    with open_diary(folder) as file:
        steps = Answer(1200.0, 600, Source.IMPORTED)
        file.record(file.diary.answer(evening.date(), "steps", steps))
    assert reminder.remind(folder, evening, desktop.show) is None


def test_a_crash_day_is_followed_by_silence(
    folder: Path, evening: datetime, desktop: Desktop
) -> None:
    plan_file.write(ReminderPlan(19), folder)
    _record(folder, CRASH, True, evening - timedelta(days=1))
    assert reminder.remind(folder, evening, desktop.show) is Silence.AFTER_CRASH


def test_the_diary_says_when_its_day_ends(
    folder: Path, evening: datetime, desktop: Desktop
) -> None:
    plan_file.write(ReminderPlan(6, day_ends_hour=4), folder)
    with open_diary(folder) as file:
        about = file.diary.about
        file.record(Edit((AboutChange(about, about._replace(day_ends_hour=12)),)))
    at_eight = evening.replace(hour=8)
    assert reminder.remind(folder, at_eight, desktop.show) is Silence.TOO_EARLY


def test_an_encrypted_diary_is_judged_by_the_time_of_its_journal(
    folder: Path, evening: datetime, desktop: Desktop
) -> None:
    with open_diary(folder) as file:
        preparation = prepare("three calm geese")
        typed = [preparation.words[position - 1] for position in preparation.asked_positions]
        encrypt(file, preparation, typed)
    plan_file.write(ReminderPlan(19), folder)
    journal = folder / "diary.journal"
    for before, expected in ((timedelta(hours=2), Silence.ENTERED), (timedelta(days=1), None)):
        moment = (evening - before).timestamp()
        os.utime(journal, (moment, moment))
        assert reminder.remind(folder, evening, desktop.show) is expected
    assert desktop.shown == [LINE]


def test_an_encrypted_diary_without_a_journal_was_not_touched_today(
    folder: Path, evening: datetime, desktop: Desktop
) -> None:
    with open_diary(folder) as file:
        preparation = prepare("three calm geese")
        typed = [preparation.words[place - 1] for place in preparation.asked_positions]
        encrypt(file, preparation, typed)
    (folder / "diary.journal").unlink()
    plan_file.write(ReminderPlan(19), folder)
    assert reminder.remind(folder, evening, desktop.show) is None


@pytest.mark.parametrize(
    "content", [b"", b"{", b'{"hour":99}', b'{"hour":19,"spoken":["2026-11-28T19:00:00"]}', b"\xff"]
)
def test_a_damaged_plan_is_no_plan(
    content: bytes, folder: Path, evening: datetime, desktop: Desktop
) -> None:
    (folder / plan_file.FILE_NAME).write_bytes(content)
    assert reminder.remind(folder, evening, desktop.show) is Silence.OFF


def test_the_command_loads_no_qt_and_nothing_that_draws(folder: Path) -> None:
    plan_file.write(ReminderPlan(6), folder)
    script = (
        "import sys; from ldn_desktop.app import main; code = main(sys.argv[1:]);"
        "loaded = {name.split('.')[0] for name in sys.modules};"
        "print(sorted(loaded & {'PySide6', 'shiboken6', 'numpy', 'matplotlib', 'cryptography',"
        " 'tinydb', 'socket', 'ssl'})); sys.exit(code)"
    )
    no_services = {**os.environ, "PATH": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", script, "--diary", str(folder), "remind", "--status"],
        env=no_services, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert done.stdout.splitlines() == ["The reminder is on, at 6:00.", "[]"]
