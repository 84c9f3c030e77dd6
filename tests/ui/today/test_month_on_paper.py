"""A month is printed, and typed in later by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QFileDialog
from pytestqt.qtbot import QtBot

from ldn_desktop.diary.fields import CRASH
from ldn_desktop.diary.model import Diary, DoseStep, Source
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.today.calendar.calendar_page import CalendarPage
from ldn_desktop.ui.today.on_paper.month_entry_page import MonthEntryPage
from ldn_desktop.ui.today.on_paper.month_sheet_page import MonthSheetPage
from tests.support.ui.window import TODAY, OpenWindow

Touch = Callable[[QAbstractButton], None]
Press = Callable[..., None]
PATIENCE_MS = 60_000
"""The first drawing of a run loads matplotlib, on a machine that may be busy."""
KEYS = Qt.Key
FIRST = date(2026, 11, 1)


def _sheet(window: MainWindow, touch: Touch) -> MonthSheetPage:
    window.today.open("calendar")
    calendar = window.pages.currentWidget()
    assert isinstance(calendar, CalendarPage)
    touch(calendar.paper)
    page = window.pages.currentWidget()
    assert isinstance(page, MonthSheetPage)
    return page


@pytest.fixture
def window(open_window: OpenWindow) -> MainWindow:
    return open_window(Diary(dose_steps=[DoseStep(FIRST, 1.5)]))


@pytest.fixture
def page(window: MainWindow, touch: Touch) -> MonthEntryPage:
    sheet = _sheet(window, touch)
    touch(sheet.type_in)
    found = window.pages.currentWidget()
    assert isinstance(found, MonthEntryPage)
    return found


def test_the_sheet_is_saved_for_the_month_and_paper_that_are_shown(
    window: MainWindow,
    touch: Touch,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sheet = _sheet(window, touch)
    touch(sheet.month.more)
    assert sheet.month.value.text() == "December 2026"
    touch(sheet.paper.buttons["letter"])
    path = tmp_path / "sheet.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    touch(sheet.pdf)
    qtbot.waitUntil(lambda: sheet.status_line.text() == f"Saved: {path}", timeout=PATIENCE_MS)
    assert path.read_bytes().startswith(b"%PDF")
    assert b"/MediaBox [ 0 0 612 792 ]" in path.read_bytes()
    qtbot.waitUntil(lambda: sheet.view.is_ready, timeout=PATIENCE_MS)


def test_a_row_is_typed_by_numbers_alone(page: MonthEntryPage, press: Press) -> None:
    for key in (KEYS.Key_3, KEYS.Key_2, KEYS.Key_5):
        press(key)
    day = page._session.diary.day(FIRST)
    typed = [column.key for column in page.model.columns[:3]]
    assert [day.value(key) for key in typed] == [5.0, 2.5, 10.0]
    assert {day.answers[key].source for key in typed} == {Source.RECALLED}
    assert {day.answers[key].extra["paper"] for key in typed} == {True}
    assert (page.table.row, page.table.column) == (0, 3)


def test_the_last_box_of_a_day_leads_to_the_next(page: MonthEntryPage, press: Press) -> None:
    last = page.model.columnCount() - 1
    page.table.go_to(0, last)
    press(KEYS.Key_1)
    assert page._session.diary.day(FIRST).value(CRASH) is True
    assert (page.table.row, page.table.column) == (1, 0)
    press(KEYS.Key_Space)
    press(KEYS.Key_Return)
    assert (page.table.row, page.table.column) == (2, 0)
    for key, position in ((KEYS.Key_Right, (2, 1)), (KEYS.Key_Up, (1, 1)), (KEYS.Key_Left, (1, 0)),
                       (KEYS.Key_Left, (1, 0)), (KEYS.Key_Down, (2, 0))):  # fmt: skip
        press(key)
        assert (page.table.row, page.table.column) == position


def test_delete_clears_and_undo_brings_it_back(
    window: MainWindow, page: MonthEntryPage, press: Press
) -> None:
    press(KEYS.Key_4)
    page.table.go_to(0, 0)
    press(KEYS.Key_Delete)
    assert not window.session.diary.day(FIRST).answers
    window.undo()
    assert page.model.text(0, 0) == "Severe"
    window.undo()
    assert page.model.text(0, 0) == ""


def test_a_number_without_a_box_is_refused_in_a_sentence(
    page: MonthEntryPage, press: Press
) -> None:
    press(KEYS.Key_7)
    assert page.status_line.text() == "Fatigue has boxes 1 to 5."
    assert (page.table.row, page.table.column) == (0, 0)


def test_typing_begins_at_the_first_day_without_an_answer(
    page: MonthEntryPage, window: MainWindow, touch: Touch
) -> None:
    for day in (1, 2, 4):
        window.session.answer(FIRST.replace(day=day), "fatigue", 2.5)
    touch(page.month.less)
    touch(page.month.more)
    assert page.model.days[page.table.row] == FIRST.replace(day=3)
    assert page.table.column == 0


def test_days_to_come_are_no_rows(page: MonthEntryPage, touch: Touch) -> None:
    assert page.model.days[-1] == TODAY
    assert not page.month.more.isEnabled() or page.month.more.spent
    touch(page.month.less)
    assert len(page.model.days) == 31


def test_a_finger_answers_too(page: MonthEntryPage, touch: Touch) -> None:
    names = [button.text() for button in page._answers.findChildren(QAbstractButton)]
    assert names == ["1 None", "2 Mild", "3 Moderate", "4 Severe", "5 Worst", "Clear"]
    touch(page._answers.findChildren(QAbstractButton)[1])
    assert page.model.text(0, 0) == "Mild"
    assert page.table.column == 1


def test_a_reader_finds_a_table_with_heads_and_whole_sentences(page: MonthEntryPage) -> None:
    interface = QAccessible.queryAccessibleInterface(page.table)
    assert interface is not None
    assert interface.role() is QAccessible.Role.Table
    width = page.model.columnCount() + 1  # the heads of the rows are the first column
    names = [
        child.text(QAccessible.Text.Name)
        for position in (1, 3 * width, 3 * width + 1)
        if (child := interface.child(position)) is not None
    ]
    assert names == ["Fatigue", "Tuesday 3 November 2026", "3 November, Fatigue: no entry"]


def test_large_text_shows_the_questions_in_groups(
    page: MonthEntryPage, window: MainWindow, touch: Touch
) -> None:
    window.preferences.change(text_percent=200)
    shown = page.table.columns_shown
    assert len(shown) < page.model.columnCount()
    assert page.questions.isVisible()
    touch(page.questions.more)
    assert page.table.column == shown[-1] + 1
    assert page.table.column in page.table.columns_shown
