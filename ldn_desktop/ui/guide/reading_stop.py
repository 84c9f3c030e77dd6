"""A part of the text that the keyboard can stop at and that opens its sources."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QAccessibleStateChangeEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QAccessibleWidget, QApplication, QSizePolicy, QWidget

from ldn_desktop.ui.style.painting import outline, rounded
from ldn_desktop.ui.style.theme import Role, colour

RING = 2
"""Px of the focus ring."""
KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class ReadingStop(QWidget):
    """Text or a picture that Tab reaches, one after the other, in reading order.

    Where `expandable`, Enter or a touch asks for the card with its sources: `activated`.
    """

    activated = Signal()

    def __init__(self, name: str, *, expandable: bool) -> None:
        super().__init__()
        self.expandable, self._expanded = expandable, False
        self._ring = False
        self.interface: QAccessibleInterface | None = None
        """Kept here: Qt calls back into it as long as this widget lives."""
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # A fixed height would be that of the size hint, which is worked out for another width.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if expandable:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def expanded(self) -> bool:
        """Whether the card is open."""
        return self._expanded

    def set_expanded(self, expanded: bool) -> None:
        """Say that the card is open or closed."""
        if expanded != self._expanded:
            self._expanded = expanded
            if QAccessible.isActive():
                state = QAccessible.State()
                state.expanded = True
                QAccessible.updateAccessibility(QAccessibleStateChangeEvent(self, state))

    def on_font_changed(self) -> None:
        """Use the application's font."""
        self.setFont(QApplication.font())
        self.updateGeometry()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in KEYBOARD
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ring = False
        self.update()
        super().focusOutEvent(event)

    def show_ring(self) -> None:
        """Show where the focus is although no key led here: after a jump from the list."""
        self._ring = True
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if self.expandable and event.key() in keys and not event.isAutoRepeat():
            self.activated.emit()
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if self.expandable and inside and event.button() is Qt.MouseButton.LeftButton:
            self.activated.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # else the release would go to the scroll area

    def paint_ring(self, painter: QPainter) -> None:
        """Draw the focus ring, where the keyboard led here."""
        if self._ring and self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            outline(painter, rounded(box), colour(self, Role.ACCENT_TEXT), RING)


class _Interface(QAccessibleWidget):
    """A button that expands, or plain text to stop at."""

    def __init__(self, stop: ReadingStop) -> None:
        role = QAccessible.Role.Button if stop.expandable else QAccessible.Role.Paragraph
        super().__init__(stop, role)
        self._stop = stop

    def state(self) -> QAccessible.State:
        state = super().state()
        if self._stop.expandable:
            state.expandable = True
            state.expanded = self._stop.expanded
            state.collapsed = not self._stop.expanded
        return state


def _make_interface(_key: str, thing: QObject) -> QAccessibleInterface | None:
    if isinstance(thing, ReadingStop):
        thing.interface = _Interface(thing)
        return thing.interface
    return None


_installed: list[object] = []


def install_accessible_stops() -> None:
    """Give reading stops their roles and states; once a process.

    Qt keeps a bare pointer to what `installFactory` returns, so it is stored.
    """
    if not _installed:
        _installed.append(QAccessible.installFactory(_make_interface))
