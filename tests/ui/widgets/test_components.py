"""The parts that pages are made of."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.themes import THEMES
from ldn_desktop.ui.choices.choice import Choice
from ldn_desktop.ui.choices.trough import SegmentedControl, Stepper
from ldn_desktop.ui.dates.date_picker import DatePicker
from ldn_desktop.ui.pages.inline_consequence import InlineConsequence
from ldn_desktop.ui.pages.navigation_row import NavigationRow
from ldn_desktop.ui.pages.placeholders import BusyState
from ldn_desktop.ui.pages.tint_band import TintBand
from ldn_desktop.ui.style.theme import apply_palette, font_for, load_typeface, set_font
from ldn_desktop.ui.widgets import accessibility, text_field
from ldn_desktop.ui.widgets.accessibility import install_accessible_roles
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.day_strip import DayMark, DayStrip
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.ui.widgets.text_field import LineField
from tests.support.ui.frames import pixels
from tests.support.ui.screens import settle

# A screen that is none cannot fit a window's size to it.
pytestmark = [
    pytest.mark.qt_log_ignore("propagateSizeHints"),
    pytest.mark.usefixtures("still_application"),
]

TODAY = date(2026, 12, 9)
VIEWS = [("chart", "Chart"), ("year", "Year"), ("table", "Table")]


class Board(QWidget):
    """A window of one column, as wide as a test asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)

    def show_part(self, part: QWidget, width: int = 700) -> None:
        self.column.addWidget(part)
        self.column.addStretch(1)
        self.resize(width, 800)
        self.show()
        settle()


@pytest.fixture
def board(qtbot: QtBot) -> Board:
    load_typeface()
    install_accessible_roles()
    apply_palette(THEMES["paper"], "paper")
    set_font(font_for("atkinson", 100))
    board = Board()
    qtbot.addWidget(board)
    return board


def _touch(button: QAbstractButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def _places(parts: list[QWidget]) -> list[QRect]:
    return [QRect(part.mapToGlobal(QPoint(0, 0)), part.size()) for part in parts]


def test_one_of_several_tells_which_was_touched_and_shows_one(board: Board) -> None:
    control = SegmentedControl("View", VIEWS, "chart")
    board.show_part(control)
    chosen: list[object] = []
    control.chosen.connect(chosen.append)
    _touch(control.buttons["year"])
    assert chosen == ["year"]
    assert [key for key, button in control.buttons.items() if button.isChecked()] == ["year"]
    control.show_chosen("table")
    assert chosen == ["year"]
    assert control.buttons["table"].isChecked()


def test_enter_says_what_it_chose_as_space_is_answered_by_the_reader(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(accessibility, "say", lambda _widget, sentence: said.append(sentence))
    choice = Choice("Paper", [("a4", "A4"), ("letter", "Letter")], "a4", shown=False)
    board.show_part(choice)
    assert not choice.findChildren(Label)
    QTest.keyClick(choice.buttons["letter"], Qt.Key.Key_Return)
    QTest.keyClick(choice.buttons["a4"], Qt.Key.Key_Space)
    assert said == ["Paper: Letter"]


def test_a_field_is_announced_before_its_text_is_selected(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[str] = []
    monkeypatch.setattr(text_field, "announce_focus", lambda _field: events.append("focus"))
    field = LineField("How much a day?", "1.5 mg")
    field.selectionChanged.connect(lambda: events.append("selection"))
    before = Button("Back")
    board.column.addWidget(before)
    board.show_part(field)
    before.setFocus()
    events.clear()
    field.setFocus(Qt.FocusReason.TabFocusReason)
    assert events[:2] == ["focus", "selection"]
    assert field.selectedText() == "1.5 mg"


def test_a_trough_is_52_px_high_and_holds_targets_of_44_px_8_apart(board: Board) -> None:
    control = SegmentedControl("View", VIEWS, "chart")
    board.show_part(control)
    assert control.height() == 52
    positions = _places(list(control.buttons.values()))
    assert {position.height() for position in positions} == {44}
    assert min(b.left() - a.right() - 1 for a, b in pairwise(positions)) == 8


def test_a_trough_breaks_into_rows_where_it_is_narrow(board: Board) -> None:
    set_font(font_for("atkinson", 300))
    control = SegmentedControl("View", VIEWS, "chart")
    board.show_part(control, width=300)
    positions = _places(list(control.buttons.values()))
    assert len({position.top() for position in positions}) > 1
    assert all(control.rect().contains(button.geometry()) for button in control.buttons.values())


def test_nothing_moves_when_another_segment_is_chosen(board: Board) -> None:
    control = SegmentedControl("View", VIEWS, "chart")
    board.show_part(control)
    before = _places(list(control.buttons.values()))
    control.show_chosen("table")
    QApplication.processEvents()
    assert _places(list(control.buttons.values())) == before


def test_a_stepper_says_which_way_and_is_quiet_where_there_is_no_further(board: Board) -> None:
    stepper = Stepper("My day ends at", "4 am")
    board.show_part(stepper)
    steps: list[int] = []
    stepper.stepped.connect(steps.append)
    _touch(stepper.less)
    _touch(stepper.more)
    assert steps == [-1, 1]
    stepper.show_value("Noon", can_more=False)
    assert stepper.value.text() == "Noon"
    assert stepper.more.spent
    assert not stepper.less.spent
    assert stepper.less.accessibleName() == "My day ends at: Less"


@pytest.mark.parametrize("percent", [100, 300])
def test_a_row_that_leads_on_is_one_target_and_cuts_no_words(board: Board, percent: int) -> None:
    set_font(font_for("atkinson", percent))
    touched: list[bool] = []
    row = NavigationRow(
        "Symptoms to track", "Six symptoms, exertion, LDN", lambda: touched.append(True)
    )
    board.show_part(row, width=500)
    assert row.height() >= 44
    assert row.height() >= row.heightForWidth(row.width())
    assert row.accessibleName() == "Symptoms to track: Six symptoms, exertion, LDN"
    for at in (QPoint(5, 20), QPoint(row.width() - 5, 20)):
        QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=at)
    assert touched == [True, True]


def test_a_row_with_much_to_say_is_higher_than_one_with_little(board: Board) -> None:
    row = NavigationRow("Symptoms", "Six")
    board.show_part(row, width=320)
    low = row.heightForWidth(320)
    row.set_detail("Six symptoms, exertion, LDN and the side effects of the last week")
    assert row.heightForWidth(320) > low


def test_a_band_is_there_while_it_has_something_to_say(board: Board) -> None:
    band = TintBand("Problem")
    back = Button("Back to today", ButtonKind.PRIMARY)
    band.add(back)
    board.show_part(band)
    assert not band.isVisible()
    band.say("The disk is full.")
    QApplication.processEvents()
    assert band.isVisible()
    assert band.height() >= 60
    colours = {tuple(pixel) for pixel in pixels(band)[30, :6].tolist()}
    assert colours == {(0xDC, 0xE1, 0xD6)}
    band.say("")
    assert not band.isVisible()


def test_a_consequence_names_what_it_does_and_enter_lands_on_cancel(board: Board) -> None:
    done: list[str] = []
    part = InlineConsequence(
        "What would change",
        ["Today’s 9 answers would go."],
        "Restore yesterday, 21:30",
        on_confirm=lambda: done.append("restore"),
        on_cancel=lambda: done.append("cancel"),
    )
    board.show_part(part)
    board.activateWindow()
    part.take_focus()
    QTest.keyClick(part.cancel, Qt.Key.Key_Return)
    assert done == ["cancel"]
    _touch(part.confirm)
    assert done == ["cancel", "restore"]
    interface = QAccessible.queryAccessibleInterface(part)
    assert interface is not None
    assert interface.role() == QAccessible.Role.Grouping


def test_a_busy_state_offers_to_cancel_only_what_can_be(board: Board) -> None:
    board.show_part(BusyState("Reading the file…"))
    cancelled: list[bool] = []
    other = BusyState("Reading the file…", lambda: cancelled.append(True))
    board.column.addWidget(other)
    other.show()
    _touch(other.cancel)
    assert cancelled == [True]


def test_a_day_strip_draws_a_gap_where_nothing_was_entered(board: Board) -> None:
    marks = [DayMark.TAKEN] * 5 + [DayMark.EMPTY] * 5 + [DayMark.TAKEN] * 5
    strip = DayStrip(marks, "Taken on 10 of 15 days", day_width=10)
    board.show_part(strip)
    row = pixels(strip)[5]
    ground = tuple(row[0].tolist())
    assert tuple(row[30].tolist()) != ground
    assert tuple(row[80].tolist()) == ground
    assert tuple(row[130].tolist()) != ground


class TestDatePicker:
    @pytest.fixture
    def picker(self, board: Board) -> DatePicker:
        picker = DatePicker("From", date(2026, 12, 1), TODAY)
        board.show_part(picker)
        board.activateWindow()
        return picker

    def test_a_typed_date_is_taken_over_and_shown_in_the_month(self, picker: DatePicker) -> None:
        changed: list[date] = []
        picker.changed.connect(changed.append)
        picker.field.setText("3 jan 2027")
        QTest.keyClick(picker.field, Qt.Key.Key_Return)
        assert changed == [date(2027, 1, 3)] == [picker.date]
        assert picker.field.text() == "3 January 2027"
        assert picker.month.days[date(2027, 1, 3)].isChecked()

    def test_what_is_no_date_is_said_beside_the_field_and_changes_nothing(
        self, picker: DatePicker
    ) -> None:
        picker.field.setText("soon")
        assert not picker.commit()
        assert picker.trouble.isVisible()
        assert picker.date == date(2026, 12, 1)
        picker.field.setText("5/12/2026")
        assert picker.commit()
        assert not picker.trouble.isVisible()
        assert picker.date == date(2026, 12, 5)

    def test_quick_days_are_one_touch(self, picker: DatePicker) -> None:
        found = []
        for button in picker.quick:
            _touch(button)
            found.append(picker.date)
        assert found == [TODAY, TODAY + timedelta(days=1), date(2027, 1, 1)]

    def test_days_are_44_px_and_8_apart(self, picker: DatePicker) -> None:
        positions = _places([picker.month.days[date(2026, 12, day)] for day in (7, 8, 14)])
        assert min(min(position.width(), position.height()) for position in positions) >= 44
        assert positions[1].left() - positions[0].right() - 1 == 8
        assert positions[2].top() - positions[0].bottom() - 1 == 8

    def test_a_touched_day_is_taken_and_moves_nothing(self, picker: DatePicker) -> None:
        before = _places([picker.field, picker.month.title])
        _touch(picker.month.days[date(2026, 12, 24)])
        QApplication.processEvents()
        assert picker.date == date(2026, 12, 24)
        assert picker.field.text() == "24 December 2026"
        assert _places([picker.field, picker.month.title]) == before

    def test_arrows_lead_from_month_to_month(self, picker: DatePicker) -> None:
        picker.month.days[date(2026, 12, 29)].setFocus()
        QTest.keyClick(picker.month.days[date(2026, 12, 29)], Qt.Key.Key_Down)
        assert picker.month.days[date(2027, 1, 5)].hasFocus()
        QTest.keyClick(picker.month.days[date(2027, 1, 5)], Qt.Key.Key_Return)
        assert picker.date == date(2027, 1, 5)

    def test_days_outside_the_limits_cannot_be_chosen(self, picker: DatePicker) -> None:
        picker.set_limits(date(2026, 12, 1), TODAY)
        assert not picker.month.days[date(2026, 12, 10)].isEnabled()
        assert not picker.month.later.isEnabled()
        picker.field.setText("24 December 2026")
        assert not picker.commit()
        assert "9 December 2026" in picker.trouble.text()

    def test_the_month_can_wait_behind_a_button(self, board: Board) -> None:
        picker = DatePicker("To", TODAY, TODAY, quick=[], open_month=False)
        board.show_part(picker)
        assert not picker.month.isVisible()
        _touch(picker.calendar)
        assert picker.month.isVisible()
