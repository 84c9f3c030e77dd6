"""What Today is laid out with: a grid under a title, a font that changes, and no work twice."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop import startup
from ldn_desktop.ui.layouts.grid_layout import BELOW_TITLE, GridLayout
from ldn_desktop.ui.pages.navigation_row import NavigationRow
from ldn_desktop.ui.style.theme import font_for
from ldn_desktop.ui.widgets.button import GAP, Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label
from tests.support.ui.window import OpenWindow


class Titled(QWidget):
    """Five answers under a title."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.held = window  # Python would let it go, and this with it
        self.title = Label("How is the pain today?", bold=True)
        self.title.setWordWrap(False)
        self.grid = GridLayout(self, (5, 1), title=self.title)
        self.buttons = [Button(word, ButtonKind.ANSWER) for word in ("a", "b", "c", "d", "e")]
        for button in self.buttons:
            self.grid.addWidget(button)


@pytest.fixture
def titled(still_application: QApplication, qtbot: QtBot) -> Titled:
    still_application.setFont(font_for("atkinson", 100))
    window = QWidget()
    qtbot.addWidget(window)
    titled = Titled(window)
    window.show()
    return titled


def test_a_title_has_the_whole_width_above_its_cells(titled: Titled) -> None:
    titled.resize(600, titled.grid.heightForWidth(600))
    title = titled.title.geometry()
    assert title == QRect(0, 0, 600, titled.title.sizeHint().height())
    tops = {button.y() for button in titled.buttons}
    assert tops == {title.height() + BELOW_TITLE}
    assert titled.buttons[-1].geometry().right() == 599


def test_stacked_cells_stay_under_their_title(titled: Titled) -> None:
    titled.grid.limit((1,))
    titled.resize(300, titled.grid.heightForWidth(300))
    first, second = titled.buttons[0].geometry(), titled.buttons[1].geometry()
    assert first.top() == titled.title.height() + BELOW_TITLE
    assert second.top() == first.bottom() + 1 + GAP
    assert titled.buttons[-1].geometry().bottom() == titled.height() - 1


def test_a_title_that_is_hidden_takes_no_room(titled: Titled) -> None:
    titled.title.hide()
    titled.resize(600, titled.grid.heightForWidth(600))
    assert {button.y() for button in titled.buttons} == {0}


def test_no_title_is_cut_where_it_is_wider_than_its_cells(titled: Titled) -> None:
    titled.grid.limit((1,))
    assert titled.grid.minimumSize().width() >= titled.title.minimumSizeHint().width()
    assert titled.grid.sizeHint().width() >= titled.title.sizeHint().width()


def test_a_titled_grid_is_never_lower_than_title_and_cell(titled: Titled) -> None:
    least = titled.title.sizeHint().height() + BELOW_TITLE + titled.buttons[0].sizeHint().height()
    assert titled.grid.minimumSize().height() == least


def test_a_row_is_lower_again_when_its_highest_cell_is(titled: Titled) -> None:
    before = titled.grid.heightForWidth(3000)
    titled.buttons[1].setText("one\ntwo\nthree\nfour\nfive\nsix")
    higher = titled.grid.heightForWidth(3000)
    titled.buttons[1].setText("one")
    assert higher > before
    assert titled.grid.heightForWidth(3000) == before


def test_words_in_a_grid_take_no_more_lines_than_they_need(titled: Titled) -> None:
    board = QWidget(titled)
    grid = GridLayout(board, (1,))
    words = Label("and so on " * 40)
    grid.addWidget(words)
    folded = words.sizeHint()
    assert folded.width() < 3000
    assert grid.heightForWidth(6000) == words.heightForWidth(6000) < folded.height()


def test_a_grid_gives_its_title_back(titled: Titled) -> None:
    assert titled.grid.count() == 6
    taken = titled.grid.takeAt(5)
    assert taken is not None
    assert taken.widget() is titled.title
    assert titled.grid.count() == 5
    assert titled.grid.takeAt(5) is None


def test_words_that_must_wrap_make_their_row_higher(titled: Titled) -> None:
    titled.grid.limit((5,))
    titled.buttons[2].setText("as bad as it was last winter, and worse")
    wide, narrow = titled.grid.heightForWidth(3000), titled.grid.heightForWidth(500)
    assert wide < narrow
    titled.resize(500, narrow)
    assert {button.height() for button in titled.buttons} == {
        titled.buttons[2].heightForWidth(titled.buttons[2].width())
    }


def test_buttons_are_measured_anew_in_other_letters(open_window: OpenWindow) -> None:
    window = open_window(font="atkinson")
    window.preferences.change(font="system")
    QApplication.processEvents()
    for button in window.findChildren(Button):
        if not isinstance(button, NavigationRow):  # wraps instead
            metrics = QFontMetrics(button.font())
            widest = max(metrics.horizontalAdvance(line) for line in button.text().split("\n"))
            assert widest < button.sizeHint().width()


class PolishRequests(QObject):
    """Counts how often a part of the window is asked by post to be polished."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.asked += event.type() == QEvent.Type.PolishRequest
        return False


@pytest.mark.qt_log_ignore("propagateSizeHints")  # of a screen that is none
def test_what_was_shown_is_not_polished_a_second_time_at_the_start(
    still_application: QApplication, qtbot: QtBot
) -> None:
    still_application.setFont(font_for("atkinson", 100))
    window = QWidget()
    qtbot.addWidget(window)
    buttons = [Button(str(number), ButtonKind.ANSWER, None) for number in range(5)]
    for button in buttons:
        button.setParent(window)
    requests = PolishRequests()
    still_application.installEventFilter(requests)
    window.show()
    startup.discard_polish_requests()
    QApplication.processEvents()
    still_application.removeEventFilter(requests)
    assert requests.asked == 0
    assert all(b.testAttribute(Qt.WidgetAttribute.WA_WState_Polished) for b in buttons)
