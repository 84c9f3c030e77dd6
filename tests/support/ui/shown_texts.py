"""What a person reads or hears on a screen."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QTabBar, QWidget


def shown_texts(widget: QWidget) -> Iterator[str]:
    """Everything that `widget` shows or has read out."""
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QTabBar):
        yield from (widget.tabText(position) for position in range(widget.count()))
    yield widget.accessibleName()
    yield widget.toolTip()
    if widget.isWindow():
        yield widget.windowTitle()
