"""What a screen reader toggles is recorded as if it had been touched."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.diary.symptoms import SEVERITY
from ldn_desktop.ui.widgets.button import Button, ExclusiveButton
from tests.support.ui.window import OpenWindow


def recorded_clicks(button: Button) -> list[bool]:
    clicks: list[bool] = []

    def hear(checked: bool) -> None:
        clicks.append(checked)

    button.clicked.connect(hear)
    return clicks


def test_an_answer_toggled_by_a_reader_is_in_the_diary(open_window: OpenWindow) -> None:
    window = open_window()
    day = window.today.day
    (pain,) = (question for question in day.questions if question.field == "pain")
    pain.buttons[3].toggle()  # what Qt does for the action “Toggle”
    assert window.session.diary.day(day.date).value("pain") == SEVERITY[3].points
    day.crash.toggle()
    assert window.session.diary.day(day.date).crash


def test_a_neighbour_that_is_let_go_is_not_touched(qtbot: QtBot) -> None:
    row = QWidget()
    qtbot.addWidget(row)
    layout = QHBoxLayout(row)
    first, second = ExclusiveButton("One"), ExclusiveButton("Two")
    layout.addWidget(first)
    layout.addWidget(second)
    first.show_chosen(True)
    clicks_of_first, clicks_of_second = recorded_clicks(first), recorded_clicks(second)
    second.toggle()
    assert (clicks_of_first, clicks_of_second) == ([], [True])


def test_a_touch_is_told_once(qtbot: QtBot) -> None:
    button = Button("Crash day")
    qtbot.addWidget(button)
    button.setCheckable(True)
    clicks = recorded_clicks(button)
    button.click()
    button.click()
    assert clicks == [True, False]


def test_what_the_program_shows_is_no_touch(qtbot: QtBot) -> None:
    button = Button("Crash day")
    qtbot.addWidget(button)
    button.setCheckable(True)
    clicks = recorded_clicks(button)
    button.setChecked(True)
    button.setChecked(False)
    QApplication.processEvents()
    assert clicks == []
    button.toggle()
    assert clicks == [True]
