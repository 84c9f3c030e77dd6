"""Three ways to answer a whole day: a copy of the day before, a crash day, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ldn_desktop.diary.recording import CopyProblem
from ldn_desktop.i18n import _
from ldn_desktop.ui.style import fonts
from ldn_desktop.ui.style.painting import CENTRED
from ldn_desktop.ui.style.theme import Role, TextScale, colour, disabled_colour
from ldn_desktop.ui.today.shared_row import SharedRow
from ldn_desktop.ui.widgets.button import Button, ButtonKind


class CopyButton(Button):
    """“Same as yesterday”; grey, with the reason in small text, where that is impossible.

    It can still be pressed: what is disabled cannot be reached to hear why.
    """

    def __init__(self, on_click: Callable[[], object]) -> None:
        super().__init__("", ButtonKind.SHORTCUT, on_click)
        self._reason = ""

    def show_copy(self, title: str, problem: CopyProblem | None) -> None:
        """Show `title`, and `problem` where there is one."""
        self.setText(title)
        self.setAccessibleDescription(problem.sentence if problem else "")
        reason = problem.reason if problem else ""
        if reason != self._reason:
            self._reason, self.spent = reason, problem is not None
            self.updateGeometry()
            self.update()

    def _reason_font(self) -> QFont:
        return fonts.scaled(self.font(), TextScale.SIDE)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if not self._reason:
            return hint
        metrics = QFontMetrics(self._reason_font())
        width = max(hint.width(), metrics.horizontalAdvance(self._reason) + 2 * self._padding)
        lines = self.fontMetrics().height() + metrics.height()
        return QSize(width, max(hint.height(), lines + 2 * self._padding))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._reason:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(disabled_colour(self))
        first, second = self.fontMetrics().height(), QFontMetrics(self._reason_font()).height()
        top = (self.height() - first - second) / 2
        painter.drawText(QRectF(0, top, self.width(), first), CENTRED, self.text())
        painter.setPen(colour(self, Role.QUIET))
        painter.setFont(self._reason_font())
        below = QRectF(0, top + first, self.width(), second)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._reason)


class QuickAnswers(QWidget):
    """The shortcuts at the top of Today."""

    def __init__(
        self,
        on_same: Callable[[], object],
        on_crash: Callable[[], object],
        on_one_question: Callable[[], object],
    ) -> None:
        super().__init__()
        kind = ButtonKind.SHORTCUT
        self.same = CopyButton(on_same)
        self.crash = Button(_("Crash day"), kind, on_crash)
        self.crash.setAccessibleName(_("Crash day, too ill to rate"))
        self.crash.setCheckable(True)
        self.one_question = Button(_("One question at a time"), kind, on_one_question)
        self._by_key = {"same": self.same, "crash": self.crash, "foggy": self.one_question}
        """By their keys in the settings file, which never change."""
        row = SharedRow(self)
        for button in self._by_key.values():
            row.addWidget(button)

    def show_only(self, keys: Collection[str]) -> None:
        """Show the shortcuts of `keys`, and nothing at all where there are none."""
        for key, button in self._by_key.items():
            button.setVisible(key in keys)
        self.setVisible(bool(keys))
