"""Typing in a month from paper, cell by cell, each saved like any answer."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QWidget

from ldn_desktop.diary.paper_month import type_in
from ldn_desktop.i18n import _, formats
from ldn_desktop.ui.choices.trough import Stepper
from ldn_desktop.ui.dates.calendar_dates import add_months
from ldn_desktop.ui.dates.month_stepper import month_stepper
from ldn_desktop.ui.layouts.grid_layout import GridLayout
from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.style.theme import Role
from ldn_desktop.ui.today.on_paper.month_model import MonthModel
from ldn_desktop.ui.today.on_paper.month_table import MonthTable
from ldn_desktop.ui.widgets import accessibility
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.button import Button, ButtonKind, ExclusiveButton
from ldn_desktop.ui.widgets.label import Label

NUMBERS_ALONE_FROM_PX = 40
"""From this height of the text on (250 %) the answers are the boxes' numbers, as on the paper:
with words they would stand one below the other and leave no room for the table."""
LEAST_TABLE = 260
"""Px of height that the grid has at least; it scrolls within."""


class MonthEntryPage(Page):
    """The grid, and beneath it the answers of the current cell for a finger."""

    max_width_in_em = None

    def __init__(self, session: Session, month: date) -> None:
        super().__init__(_("Type in answers from paper"))
        self._session = session
        self._today = session.clock().date()
        self._month = min(month, self._today).replace(day=1)
        self.model = MonthModel(session.diary, self._month, self._today)
        self.table = MonthTable(self.model)
        self.table.setMinimumHeight(LEAST_TABLE)
        self.column.addWidget(self._build_head())
        self.column.addWidget(self.table, 1)
        self._cell = Label("", bold=True)
        self.foot.addWidget(self._cell)
        self._answers: QWidget = QWidget()
        self.foot.addWidget(self._answers)
        self.table.box_requested.connect(self.tick)
        self.table.cell_changed.connect(self._show_answers)
        self.table.columns_changed.connect(self._show_questions)
        session.changed.connect(self._on_change)
        self._begin_month()
        self._show_questions()

    def _build_head(self) -> QWidget:
        line = QWidget()
        row = RowLayout(line)
        self.month = month_stepper(self._month)
        self.month.stepped.connect(self._step_month)
        hint = _("Arrow keys move, numbers answer, Delete clears, Enter goes to the next day.")
        self.questions = Stepper(
            _("Questions"),
            "",
            less=("‹", _("earlier questions")),
            more=("›", _("later questions")),
        )
        self.questions.stepped.connect(self._step_questions)
        row.add(self.month, RowSlot.LEFT)
        row.add(self.questions, RowSlot.LEFT)
        row.add(Label(hint, role=Role.QUIET), RowSlot.WORDS)
        return line

    def _show_questions(self) -> None:
        """Which of the questions are in sight, where not all of them fit."""
        shown, count = self.table.columns_shown, self.model.columnCount()
        self.questions.setVisible(len(shown) < count)
        if len(shown) < count:
            text = _("Questions {first} to {last} of {count}")
            self.questions.show_value(
                text.format(first=shown[0] + 1, last=shown[-1] + 1, count=count),
                can_less=shown[0] > 0,
                can_more=shown[-1] < count - 1,
            )

    def _step_questions(self, by: int) -> None:
        shown = self.table.columns_shown
        there = shown[-1] + 1 if by > 0 else shown[0] - 1
        if 0 <= there < self.model.columnCount():
            self.table.go_to(self.table.row, there)

    def _step_month(self, by: int) -> None:
        there = add_months(self._month, by)
        if there <= self._today:
            self._month = there
            self.model.show_month(there)
            self._begin_month()

    def _begin_month(self) -> None:
        self.month.show_value(
            formats.capitalised(formats.month_year(self._month)),
            can_more=add_months(self._month, 1) <= self._today,
        )
        self.table.go_to(self.model.first_empty_row, 0)
        self._show_answers()

    def tick(self, box: int | None) -> None:
        """Tick `box` in the current cell, or clear it, and go on to the next question."""
        row, column = self.table.row, self.table.column
        if row < 0:
            return
        question, when = self.model.columns[column], self.model.days[row]
        session = self._session
        make = partial(type_in, session.diary, when, question, box, session.clock())
        if self.attempt(lambda: session.record(make())):
            accessibility.say(self, self.model.announcement(row, column))
            if box is not None:
                self.table.go_to(row, column + 1)

    def _on_change(self, _dates: object) -> None:
        self.model.refresh()
        self._show_answers()

    def _show_answers(self) -> None:
        """The answers of the current cell as buttons, for a mouse or a finger."""
        row, column = self.table.row, self.table.column
        if row < 0:
            return
        question = self.model.columns[column]
        day = formats.capitalised(formats.weekday_date(self.model.days[row], self._today))
        self._cell.setText(_("{day}: {question}").format(day=day, question=question.label))
        board = Group(self._cell.text())
        grid = GridLayout(board, (6, 3, 2, 1))
        ticked = self.model.box(row, column)
        numbers_alone = QFontInfo(QApplication.font()).pixelSize() >= NUMBERS_ALONE_FROM_PX
        for number, text in enumerate(question.boxes, start=1):
            caption = _("{number} {answer}").format(number=number, answer=text)
            shown = formats.number(number) if numbers_alone else caption
            button = ExclusiveButton(shown, ButtonKind.TILE)
            button.setAccessibleName(
                _("{question}: {answer}").format(question=question.label, answer=caption)
            )
            button.setChecked(number == ticked)
            button.clicked.connect(lambda _checked=False, n=number: self._touch(n))
            grid.addWidget(button)
        clear = Button(_("Clear"), ButtonKind.TILE, lambda: self._touch(None))
        clear.set_spent(ticked is None)
        grid.addWidget(clear)
        self.foot.replaceWidget(self._answers, board)
        board.show()
        self._answers.hide()
        self._answers.deleteLater()
        self._answers = board

    def _touch(self, box: int | None) -> None:
        self.tick(box)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_font_changed(self) -> None:
        super().on_font_changed()
        self._show_answers()

    def begin(self, reason: Qt.FocusReason) -> None:
        self.table.setFocus(reason)
