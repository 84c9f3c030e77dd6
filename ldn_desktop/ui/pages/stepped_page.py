"""A page in steps: one after the other, with Back, “2 of 3” and one button to go on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ldn_desktop.i18n import _
from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.style.theme import Role, TextScale
from ldn_desktop.ui.widgets import accessibility
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.label import Heading, Label

CONTINUE_WIDTH = 220


class PageStep(Group):
    """One step: a question or a title, a line beneath it, and what belongs to it."""

    def __init__(self, title: str, lead: str, *, to_go_on: str) -> None:
        super().__init__(title)
        self.title, self.lead, self.to_go_on = title, lead, to_go_on
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)
        titles = QVBoxLayout()
        titles.setSpacing(4)
        titles.addWidget(Heading(title, scale=TextScale.TITLE))
        if lead:
            titles.addWidget(Label(lead, role=Role.QUIET, scale=TextScale.ROW))
        self.column.addLayout(titles)


class SteppedPage(Page):
    """Shows its steps in turn. The last one ends with `finish`."""

    max_width_in_em = None

    def __init__(self, title: str) -> None:
        super().__init__(title, _("‹ Back"))
        self.back.clicked.disconnect()
        self.back.clicked.connect(self.go_back)
        self.steps: list[PageStep] = []
        self.number = 0
        self.count = Label("", role=Role.QUIET)
        self.go_on = Button("", ButtonKind.PRIMARY, self._go_on)
        self.go_on.setMinimumWidth(CONTINUE_WIDTH)
        line = QWidget()
        row = RowLayout(line, gap=24)
        row.add(self.count, RowSlot.RIGHT)
        row.add(self.go_on, RowSlot.RIGHT)
        self.foot.addWidget(line)

    def add_step(self, step: PageStep) -> None:
        """Add `step` after the others."""
        self.column.addWidget(step)
        if self.steps:
            step.hide()
        self.steps.append(step)

    def show_step(self, number: int) -> None:
        """Show step `number`, 0 for the first, and have it read out."""
        self.number = max(0, min(number, len(self.steps) - 1))
        for position, step in enumerate(self.steps):
            step.setVisible(position == self.number)
        step = self.steps[self.number]
        count = _("{n} of {all}").format(n=self.number + 1, all=len(self.steps))
        self.count.setText(count)
        self.go_on.setText(step.to_go_on)
        self.tell("")
        self.go_on.setAccessibleDescription("")
        self._scroll.verticalScrollBar().setValue(0)
        accessibility.say(self, f"{count}. {step.title} {step.lead}")

    def may_go_on(self) -> bool:
        """Whether the step shown is done. Says why not, if it is not."""
        return True

    def finish(self) -> None:
        """Do what the steps were for."""
        self.leave()

    def _go_on(self) -> None:
        if not self.may_go_on():
            return
        if self.number == len(self.steps) - 1:
            self.finish()
        else:
            self.show_step(self.number + 1)

    def go_back(self) -> None:
        """To the step before; from the first one, off the page."""
        if self.number == 0:
            self.leave()
            return
        self.show_step(self.number - 1)
        if QApplication.focusWidget() is None:
            self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self, reason: Qt.FocusReason) -> None:
        """The focus is on the button, which is read out with what stands above it.

        At the first start the window is not active yet: a notice would not be heard.
        """
        self.go_on.setAccessibleDescription(self.steps[self.number].title)
        self.go_on.setFocus(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)
