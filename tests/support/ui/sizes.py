"""What is too small, too close or cut off on a screen."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtGui import Qt as RichText
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)

from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from tests.support.ui.screens import visible

# 1024×768 and 1366×768 less title and task bar.
SMALL_SCREENS = [(1024, 690), (1366, 690)]


PERCENTS = [100, 150, 200, 300]


def controls_of(window: MainWindow) -> list[QWidget]:
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QTabBar)
    return [widget for widget in visible(window) if isinstance(widget, kinds)]


def is_entry(widget: QWidget) -> bool:
    return isinstance(widget, Button) and widget.kind in (ButtonKind.ANSWER, ButtonKind.SHORTCUT)


def place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, widget.rect().topLeft()), widget.size())


def apart(one: QRect, other: QRect) -> int:
    """The gap between two rectangles in px; negative where they overlap."""
    across = max(one.left() - other.right(), other.left() - one.right()) - 1
    down = max(one.top() - other.bottom(), other.top() - one.bottom()) - 1
    return max(across, down)


def scroll_area(widget: QWidget) -> QWidget | None:
    ancestor: QWidget | None = widget.parentWidget()
    while ancestor is not None and not isinstance(ancestor, QAbstractScrollArea):
        ancestor = ancestor.parentWidget()
    return ancestor


def cut_off(widget: QWidget) -> list[str]:
    """What of `widget` cannot be seen."""
    shown = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    name = widget.accessibleName() or shown or type(widget).__name__
    if isinstance(widget, QScrollBar):
        sideways = widget.orientation() is Qt.Orientation.Horizontal and widget.maximum() > 0
        return [f"{name} scrolls sideways"] if sideways else []
    text = outside_parent(widget, name)
    if isinstance(widget, QLabel) and shown:
        text += cut_label(widget, name)
    elif isinstance(widget, QAbstractButton | QTabBar):
        text += cut_control(widget, name)
    elif isinstance(widget, QLineEdit) and widget.height() < QFontMetrics(widget.font()).height():
        text.append(f"{name} is too low")
    return text


def outside_parent(widget: QWidget, name: str) -> list[str]:
    """Whether `widget` leaves the place its parent has."""
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or isinstance(parent, QAbstractScrollArea):
        return []
    inside, rect = parent.rect(), widget.geometry()
    sideways = rect.left() < 0 or rect.right() > inside.right()
    scrolled = isinstance(parent.parentWidget(), QAbstractScrollArea)
    above_or_below = rect.top() < 0 or rect.bottom() > inside.bottom()
    if sideways or (above_or_below and not scrolled):
        return [f"{name} leaves its place: {rect} in {inside}"]
    return []


def cut_control(widget: QWidget, name: str) -> list[str]:
    need = widget.sizeHint()
    if widget.hasHeightForWidth() and widget.width() >= widget.minimumSizeHint().width():
        need = QSize(0, widget.heightForWidth(widget.width()))
    if widget.width() < need.width() or widget.height() < need.height():
        return [f"{name} needs {need} and has {widget.size()}"]
    return []


def cut_label(label: QLabel, name: str) -> list[str]:
    if RichText.mightBeRichText(label.text()):
        low = label.heightForWidth(label.width()) > label.height()
        return [f"{name} is too low"] if low else []
    metrics, flags = label.fontMetrics(), Qt.TextFlag.TextWordWrap
    if label.wordWrap():
        need = metrics.boundingRect(QRect(0, 0, label.width(), 100_000), int(flags), label.text())
    else:
        need = metrics.boundingRect(QRect(0, 0, 100_000, 100_000), 0, label.text())
    if need.width() > label.width() or need.height() > label.height():
        return [f"{name} needs {need.size()} and has {label.size()}"]
    return []
