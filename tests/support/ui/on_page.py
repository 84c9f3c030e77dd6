"""What stands on a page for somebody who looks at it, found by its words."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton, QWidget


def texts(widget: QWidget) -> str:
    """The labels in sight, one a line."""
    shown = [label for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
    return "\n".join(label.text() for label in shown)


def buttons(widget: QWidget, name: str) -> list[QPushButton]:
    """The buttons in sight that are called `name`, on the screen or by a screen reader."""
    shown = [b for b in widget.findChildren(QPushButton) if b.isVisibleTo(widget)]
    return [b for b in shown if name in (b.text(), b.accessibleName())]


def button(widget: QWidget, name: str) -> QPushButton:
    """The one button of that name."""
    found = buttons(widget, name)
    assert len(found) == 1, f"{len(found)} buttons {name!r}"
    return found[0]
