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
from ldn_desktop.storage import open_diary
from ldn_desktop.user_folders import machine_folder

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
    plan_file.write(ReminderPlan(19, diary=str(folder)))
    assert reminder.remind(folder, evening, desktop.show) is None
    assert reminder.remind(folder, evening, desktop.show) is Silence.SPOKE_TODAY
    assert desktop.shown == [LINE]


def test_anything_entered_today_keeps_it_silent(
    folder: Path, evening: datetime, desktop: Desktop
) -> None:
    plan_file.write(ReminderPlan(19, diary=str(folder)))
    _record(folder, "note", "rested", evening - timedelta(hours=9))
    assert reminder.remind(folder, evening, desktop.show) is Silence.ENTERED


def test_filling_in_an_older_day_counts_as_an_entry_of_today(
    folder: Path, evening: datetime, desktop: Desktop
) -> None:
    plan_file.write(ReminderPlan(19, diary=str(folder)))
    with open_diary(folder) as file:
        when = evening.date() - timedelta(days=5)
        answer = answer_now(file.diary, when, 5.0, evening - timedelta(hours=1))
        file.record(file.diary.answer(when, "pain", answer))
    assert reminder.remind(folder, evening, desktop.show) is Silence.ENTERED


def test_imported_readings_are_nobodys_entry(
    folder: Path, evening: datetime, desktop: Desktop
) -> None:
    plan_file.write(ReminderPlan(19, diary=str(folder)))
    with open_diary(folder) as file:
        steps = Answer(1200.0, 600, Source.IMPORTED)
        file.record(file.diary.answer(evening.date(), "steps", steps))
    assert reminder.remind(folder, evening, desktop.show) is None


def test_a_crash_day_is_followed_by_silence(
    folder: Path, evening: datetime, desktop: Desktop
) -> None:
    plan_file.write(ReminderPlan(19, diary=str(folder)))
    _record(folder, CRASH, True, evening - timedelta(days=1))
    assert reminder.remind(folder, evening, desktop.show) is Silence.AFTER_CRASH


def test_the_diary_says_when_its_day_ends(
    folder: Path, evening: datetime, desktop: Desktop
) -> None:
    plan_file.write(ReminderPlan(6, day_ends_hour=4, diary=str(folder)))
    with open_diary(folder) as file:
        about = file.diary.about
        file.record(Edit((AboutChange(about, about._replace(day_ends_hour=12)),)))
    at_eight = evening.replace(hour=8)
    assert reminder.remind(folder, at_eight, desktop.show) is Silence.TOO_EARLY


def test_an_imported_crash_is_a_crash(folder: Path, evening: datetime, desktop: Desktop) -> None:
    plan_file.write(ReminderPlan(19, diary=str(folder)))
    with open_diary(folder) as file:
        crash = Answer(True, 600, Source.IMPORTED)
        file.record(file.diary.answer(evening.date(), CRASH, crash))
    assert reminder.remind(folder, evening, desktop.show) is Silence.AFTER_CRASH


def test_another_diary_is_not_reminded_of(
    folder: Path, tmp_path: Path, evening: datetime, desktop: Desktop
) -> None:
    plan_file.write(ReminderPlan(19, diary=str(tmp_path / "other")))
    assert reminder.remind(folder, evening, desktop.show) is Silence.OFF
    assert reminder.the_plan(folder) is None


def test_a_diary_that_is_away_says_nothing_of_today(
    folder: Path, evening: datetime, desktop: Desktop
) -> None:
    plan_file.write(ReminderPlan(19, diary=str(folder)))
    folder.rename(folder.with_name("on a stick"))
    assert reminder.remind(folder, evening, desktop.show) is Silence.AWAY
    assert desktop.shown == []


def test_a_plan_from_beside_the_diary_becomes_this_machines(
    folder: Path, evening: datetime, desktop: Desktop
) -> None:
    beside = folder / plan_file.FILE_NAME
    spoken = (evening - timedelta(hours=21)).isoformat()
    beside.write_text(f'{{"hour":18,"day_ends_hour":5,"spoken":["{spoken}"]}}', "utf-8")
    plan = reminder.the_plan(folder)
    assert plan is not None
    assert (plan.hour, plan.day_ends_hour, len(plan.spoken)) == (18, 5, 1)
    assert reminder.remind(folder, evening, desktop.show) is None
    assert not beside.exists()
    moved = reminder.the_plan(folder)
    assert moved is not None
    assert (moved.hour, moved.diary, len(moved.spoken)) == (18, str(folder), 2)


@pytest.mark.parametrize(
    "content", [b"", b"{", b'{"hour":99}', b'{"hour":19,"spoken":["2026-11-28T19:00:00"]}', b"\xff"]
)
def test_a_damaged_plan_is_no_plan(
    content: bytes, folder: Path, evening: datetime, desktop: Desktop
) -> None:
    path = machine_folder() / plan_file.FILE_NAME
    path.parent.mkdir(parents=True)
    for place in (path, folder / plan_file.FILE_NAME):
        place.write_bytes(content)
    assert reminder.remind(folder, evening, desktop.show) is Silence.OFF
    assert reminder.the_diary() is None


def test_the_command_loads_no_qt_and_nothing_that_draws(folder: Path) -> None:
    plan_file.write(ReminderPlan(6, diary=str(folder)))
    script = (
        "import sys; from ldn_desktop.app import main; code = main(sys.argv[1:]);"
        "loaded = {name.split('.')[0] for name in sys.modules};"
        "print(sorted(loaded & {'PySide6', 'shiboken6', 'numpy', 'matplotlib', 'cryptography',"
        " 'tinydb', 'socket', 'ssl'})); sys.exit(code)"
    )
    no_services = {**os.environ, "PATH": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", script, "remind"],
        env=no_services, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.stdout.splitlines() == ["[]"]
