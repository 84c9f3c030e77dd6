"""Three ways to answer a whole day: a copy of the day before, a crash day, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ldn_desktop.i18n import _
from ldn_desktop.ui.widgets.button import GAP, Button, ButtonKind


class QuickAnswers(QWidget):
    """The shortcuts at the top of Today, in one row where they fit, else below one another."""

    def __init__(
        self,
        on_same: Callable[[], object],
        on_crash: Callable[[], object],
        on_one_question: Callable[[], object],
    ) -> None:
        super().__init__()
        kind = ButtonKind.SHORTCUT
        self.same = Button("", kind, on_same)
        self.crash = Button(_("Crash day"), kind, on_crash)
        self.crash.setAccessibleName(_("Crash day, I cannot rate"))
        self.crash.setCheckable(True)
        self.one_question = Button(
            _("One question at a time"), ButtonKind.SHORTCUT, on_one_question
        )
        self._buttons = {"same": self.same, "crash": self.crash, "foggy": self.one_question}
        """By their keys in the settings file, which never change."""
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GAP)
        for button in self._buttons.values():
            self._layout.addWidget(button, 1)

    def show_only(self, keys: Collection[str]) -> None:
        """Show the shortcuts of `keys`, and nothing at all where there are none."""
        for key, button in self._buttons.items():
            button.setVisible(key in keys)
        self.setVisible(bool(keys))
        self._arrange()

    def show_copy(self, title: str, problem: str) -> None:
        """Name the copy `title`; a `problem` says why there is nothing to copy, and greys it.

        It can still be pressed: what is disabled cannot be reached to hear why.
        """
        self.same.setText(f"{title}\n{problem}" if problem else title)
        self.same.setAccessibleName(title)
        self.same.setAccessibleDescription(problem)
        self.same.spent = bool(problem)
        self.same.update()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Arrange anew when a button asks for another size: for other words, or another font."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        if not self.isVisible():
            return
        shown = [button for button in self._buttons.values() if not button.isHidden()]
        needed = sum(button.sizeHint().width() for button in shown) + GAP * max(0, len(shown) - 1)
        directions = QBoxLayout.Direction
        fits = needed <= self.width()
        self._layout.setDirection(directions.LeftToRight if fits else directions.TopToBottom)
