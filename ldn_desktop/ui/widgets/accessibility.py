"""What a screen reader hears beyond Qt's own: groups, headings, and sentences announced once."""

from __future__ import annotations

import sys
from functools import cache

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
)
from PySide6.QtWidgets import QAccessibleWidget, QStackedWidget, QWidget

from ldn_desktop.ui.widgets.label import Heading, Lead

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
    """One px that nobody sees; its name is read out when it comes into sight."""

    def __init__(self, window: QWidget, sentence: str) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedSize(1, 1)
        self.setAccessibleName(sentence)


def _interface(_key: str, thing: QObject) -> QAccessibleInterface | None:
    if isinstance(thing, Notice):
        return QAccessibleWidget(thing, QAccessible.Role.Notification)
    if isinstance(thing, (Group, QStackedWidget)):  # Qt's “layered pane” is read out as such
        return QAccessibleWidget(thing, QAccessible.Role.Grouping)
    if isinstance(thing, Heading) and not isinstance(thing, Lead):
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
        _show_notice(widget.window(), sentence)
    else:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))


def announce_focus(widget: QWidget) -> None:
    """Have readers know that `widget` has the focus, before Qt tells them itself.

    Qt tells them last: where the focus moves a caret first, Orca takes the caret for the news, and
    an empty field is entered in silence.
    """
    if NOTIFICATIONS and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Focus))


def _show_notice(window: QWidget, sentence: str) -> None:
    """A new one each time: readers remember the name that an old one had."""
    notices = window.findChildren(Notice, options=Qt.FindChildOption.FindDirectChildrenOnly)
    for old in notices[: 1 - NOTICES_AT_A_TIME]:
        old.hide()
        old.deleteLater()
    Notice(window, sentence).show()
