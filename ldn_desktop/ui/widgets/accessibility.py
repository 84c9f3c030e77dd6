"""What a screen reader hears beyond Qt's own: groups, headings, and sentences said once."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from ldn_desktop.ui.widgets.label import Heading


class Group(QWidget):
    """Controls that belong together, read out with the group's name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)


def _interface(_key: str, thing: QObject) -> QAccessibleInterface | None:
    if isinstance(thing, Group):
        return QAccessibleWidget(thing, QAccessible.Role.Grouping)
    if isinstance(thing, Heading):
        return QAccessibleWidget(thing, QAccessible.Role.Heading)
    return None


@cache
def install_accessible_roles() -> object:
    """Give roles to widgets that Qt would call “filler” or plain text; once a process.

    Qt keeps a bare pointer to the result: the cache holds it as long as Qt may call it.
    """
    return QAccessible.installFactory(_interface)


def say(widget: QWidget, sentence: str) -> None:
    """Have a screen reader say `sentence` when it has a moment."""
    if sentence and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))
