"""The window notes for the reminder what is entered in an encrypted diary."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ldn_desktop import reminder
from ldn_desktop.reminder import Silence, plan_file
from ldn_desktop.reminder.plan_file import ReminderPlan
from ldn_desktop.storage import DiaryFile, encrypt, open_diary, prepare
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.settings import reminder_notes
from tests.support.ui.window import EVENING, Clock, OpenWindow

PASSPHRASE = "three calm geese"

pytestmark = pytest.mark.usefixtures("light_keys")


@pytest.fixture
def encrypted(tmp_path: Path) -> DiaryFile:
    """An encrypted diary that is open; the reminder is on for it."""
    file = open_diary(tmp_path / "diary")
    preparation = prepare(PASSPHRASE)
    encrypt(file, preparation, [preparation.words[n - 1] for n in preparation.asked_positions])
    plan_file.write(ReminderPlan(19, diary=str(file.folder)))
    return file


def _open(open_window: OpenWindow, file: DiaryFile) -> MainWindow:
    return open_window(file=file, clock=Clock())


def _outcome(days: int = 0) -> Silence | None:
    folder = reminder.the_diary()
    assert folder is not None
    return reminder.remind(folder, EVENING + timedelta(days=days), lambda _line: None)


def test_an_answer_is_noted_a_moment_later(
    open_window: OpenWindow, encrypted: DiaryFile, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminder_notes, "NOTE_AFTER_MS", 1)
    session = _open(open_window, encrypted).session
    reminder_notes.ReminderNotes(session, session)
    session.answer(EVENING.date(), "fatigue", 5.0)
    qtbot.waitUntil(lambda: _outcome() is Silence.QUIET)


def test_what_was_answered_last_is_noted_when_the_window_closes(
    open_window: OpenWindow, encrypted: DiaryFile
) -> None:
    window = _open(open_window, encrypted)
    window.session.answer(EVENING.date(), "crash", True)
    window.close()
    assert _outcome() is Silence.QUIET
    assert _outcome(days=7) is Silence.QUIET
    assert _outcome(days=8) is None


def test_a_window_that_was_only_looked_at_notes_no_entry(
    open_window: OpenWindow, encrypted: DiaryFile
) -> None:
    _open(open_window, encrypted).close()
    assert _outcome() is None
