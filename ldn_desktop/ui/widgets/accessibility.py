"""What a screen reader hears beyond Qt's own: groups, headings, and sentences said once."""

from __future__ import annotations

import sys
from functools import cache

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from ldn_desktop.ui.widgets.label import Heading

NOTIFICATIONS = sys.platform.startswith("linux")
"""Orca has a handler for announcements only since version 45; a notification that comes into
sight is read by every Orca. Other systems' readers know announcements alone."""
NOTICES_AT_A_TIME = 4
"""A reader asks for the words a little later: by then the next sentence must not be in the way."""


class Group(QWidget):
    """Controls that belong together, read out with the group's name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)


class Notice(QWidget):
    """One px that nobody sees; its name is read out whenever it comes into sight."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedSize(1, 1)
        self.hide()

    def say(self, sentence: str) -> None:
        self.hide()
        self.setAccessibleName(sentence)
        self.show()


def _interface(_key: str, thing: QObject) -> QAccessibleInterface | None:
    if isinstance(thing, Notice):
        return QAccessibleWidget(thing, QAccessible.Role.Notification, thing.accessibleName())
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
    """Have a screen reader say `sentence`, about `widget`, when it has a moment."""
    if not sentence or not QAccessible.isActive():
        return
    if NOTIFICATIONS:
        _next_notice(widget.window()).say(sentence)
    else:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))


def _next_notice(window: QWidget) -> Notice:
    """The notice of `window` that was said longest ago."""
    notices = window.findChildren(Notice, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if len(notices) < NOTICES_AT_A_TIME:
        return Notice(window)
    oldest = notices[0]
    oldest.setParent(None)  # to the end of the window's children
    oldest.setParent(window)
    return oldest
