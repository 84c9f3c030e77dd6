"""Fields to type in: large, in the theme's colours, with a context menu a finger can hit."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit

from ldn_desktop.ui.controls import OTHER_SIDE

FRAME = """
{kind} {{ border: 1px solid palette(mid); border-radius: 8px; padding: {padding}; }}
{kind}:focus {{ border: 2px solid palette(window-text); }}
QMenu {{ border: 1px solid palette(mid); padding: 4px; }}
QMenu::item {{ min-height: 32px; padding: 6px 24px; border-radius: 8px; }}
QMenu::item:selected {{ background: palette(alternate-base); color: palette(window-text);
    border: 2px solid palette(window-text); }}
QMenu::item:disabled {{ color: palette(placeholder-text); }}
QMenu::separator {{ height: 8px; }}
QMenu::icon {{ width: 0; }}
"""


class LineField(QLineEdit):
    """One line to type in; `name` is what it is for."""

    _letters = 24

    def __init__(self, name: str, text: str = "", *, letters: int = 24) -> None:
        super().__init__(text)
        self._letters = letters
        self.setAccessibleName(name)
        self.setStyleSheet(FRAME.format(kind="QLineEdit", padding="4px 10px"))
        self.follow()

    def follow(self) -> None:
        """Be as wide as `letters` of the person's size, and never too low for a finger."""
        metrics = self.fontMetrics()
        self.setMinimumHeight(max(OTHER_SIDE, metrics.height() + 14))
        self.setFixedWidth(self._letters * metrics.averageCharWidth() + 30)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self.follow()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if menu := self.createStandardContextMenu():
            show_menu(menu, event)


class NoteField(QPlainTextEdit):
    """Room to write; Tab goes on to the next control."""

    def __init__(self, name: str, text: str = "") -> None:
        super().__init__(text)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(220)
        self.setStyleSheet(FRAME.format(kind="QPlainTextEdit", padding="10px"))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        show_menu(self.createStandardContextMenu(event.pos()), event)


def show_menu(menu: QMenu, event: QContextMenuEvent) -> None:
    """Open `menu` where it was asked for; it is gone when it closes."""
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(event.globalPos())
