"""The ring around the control that the keyboard is on, outside the control itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFocusFrame, QWidget
from shiboken6 import isValid

from ldn_desktop.ui.style.painting import RADIUS, inside, outline, rounded
from ldn_desktop.ui.style.theme import Role, colour

GAP, WIDTH = 3, 3
"""Px between the control and its ring, and the ring's own; 2 px remain to the neighbour."""
REACH = GAP + WIDTH
_FOLLOWED = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
)


class FocusRing(QFocusFrame):
    """Lies over the scrolled content or the window that `target` is in, and follows it."""

    def __init__(self, host: QWidget, target: QWidget) -> None:
        super().__init__(host)
        self._host, self.target = host, target
        self._followed: list[QWidget] = []
        widget: QWidget | None = target
        while widget is not None and widget is not host:
            widget.installEventFilter(self)
            self._followed.append(widget)
            widget = widget.parentWidget()
        target.destroyed.connect(self.end)
        self._place()

    def _place(self) -> None:
        at = self.target.mapTo(self._host, QPoint(0, 0))
        ring = QRect(at, self.target.size()).adjusted(-REACH, -REACH, REACH, REACH)
        self.setGeometry(ring.intersected(self._host.rect()))  # closer at the edge of the window
        self.setVisible(self.target.isVisibleTo(self._host))
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _FOLLOWED and isValid(self.target):
            self._place()
        return super().eventFilter(watched, event)

    def end(self) -> None:
        """Stop following, and vanish."""
        for widget in self._followed:
            if isValid(widget):
                widget.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = rounded(inside(self.rect(), WIDTH / 2), RADIUS + REACH - WIDTH / 2)
        outline(painter, shape, colour(self, Role.ACCENT_TEXT), WIDTH)


class _Current:
    ring: FocusRing | None = None


def show_focus_ring(target: QWidget) -> None:
    """Draw the ring around `target` and nowhere else."""
    ring = current_focus_ring()
    if ring is not None and ring.target is target:
        return
    _end(ring)
    _Current.ring = FocusRing(_host_of(target), target)


def hide_focus_ring(target: QWidget) -> None:
    """Take the ring away if it is around `target`."""
    ring = current_focus_ring()
    if ring is not None and ring.target is target:
        _end(ring)


def current_focus_ring() -> FocusRing | None:
    """The ring that is shown now, if any."""
    ring = _Current.ring
    return ring if ring is not None and isValid(ring) else None


def _end(ring: FocusRing | None) -> None:
    if ring is not None:
        ring.end()
    _Current.ring = None


def _host_of(target: QWidget) -> QWidget:
    """What scrolls with `target`, or its window: the ring must not be cut off by a tight parent."""
    widget = target
    while (parent := widget.parentWidget()) is not None and not widget.isWindow():
        scrolled = parent.parentWidget()
        if isinstance(scrolled, QAbstractScrollArea) and scrolled.viewport() is parent:
            return widget if widget is not target else parent
        widget = parent
    return widget
