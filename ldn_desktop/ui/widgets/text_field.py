"""Fields to type in: large, in the theme's colours, with a context menu a finger can hit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QVBoxLayout, QWidget

from ldn_desktop.ui.style.focus_ring import hide_focus_ring, show_focus_ring
from ldn_desktop.ui.style.theme import Role, colour
from ldn_desktop.ui.widgets.accessibility import announce_focus
from ldn_desktop.ui.widgets.button import OTHER_SIDE
from ldn_desktop.ui.widgets.label import Label

CARET = 2
FEWEST_CHARACTERS = 12
"""What stays of a line to type in where large text leaves no room for more."""
FRAME = """
{kind} {{ background: palette(base); border: 1px solid palette(mid); border-radius: 8px;
    padding: {padding}; widget-animation-duration: 0; }}
QMenu {{ border: 1px solid palette(mid); padding: 4px; }}
QMenu::item {{ min-height: 32px; padding: 6px 24px; border-radius: 8px; }}
QMenu::item:selected {{ background: palette(alternate-base); color: palette(window-text);
    border: 2px solid palette(window-text); }}
QMenu::separator {{ height: 8px; }}
QMenu::icon {{ width: 0; }}
"""


if TYPE_CHECKING:
    FieldBase = QWidget
else:
    FieldBase = object


class RingOnFocus(FieldBase):
    """Shows the focus ring while a field has the focus. Mixed into classes of Qt, before them."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        announce_focus(self)
        super().focusInEvent(event)
        show_focus_ring(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        hide_focus_ring(self)


class LineField(RingOnFocus, QLineEdit):
    """One line to type in; `name` is what it is for."""

    _characters = 24

    def __init__(self, name: str, text: str = "", *, characters: int = 24) -> None:
        super().__init__(text)
        self._characters = characters
        self.setAccessibleName(name)
        self.setStyleSheet(FRAME.format(kind="QLineEdit", padding="4px 10px"))
        self.on_font_changed()

    def on_font_changed(self) -> None:
        """Be as wide as `characters` of the person's size, and never too low for a finger."""
        metrics = self.fontMetrics()
        self.setMinimumHeight(max(OTHER_SIDE, metrics.height() + 14))
        self.setMaximumWidth(self._width_of(self._characters))
        self.setMinimumWidth(self._width_of(min(self._characters, FEWEST_CHARACTERS)))
        self.updateGeometry()

    def _width_of(self, characters: int) -> int:
        return characters * self.fontMetrics().averageCharWidth() + 30

    def sizeHint(self) -> QSize:
        return QSize(self._width_of(self._characters), self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            caret = self.cursorRect()  # Qt adds five px at the left to have room for repainting
            paint_caret(self, QRect(caret.x() + 5, caret.y(), CARET, caret.height()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if menu := self.createStandardContextMenu():
            show_menu(menu, event)


class Labelled(QWidget):
    """A field under its name: once something is typed, a placeholder could not tell it any more."""

    def __init__(self, field: LineField) -> None:
        super().__init__()
        self._field = field
        self._label = Label(field.accessibleName(), bold=True)
        self._label.setBuddy(field)
        field.setPlaceholderText("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._label)
        column.addWidget(field)
        column.addStretch(1)

    def set_title(self, title: str) -> None:
        """Call the field `title` from now on."""
        self._label.setText(title)
        self._field.setAccessibleName(title)


class NoteField(RingOnFocus, QPlainTextEdit):
    """Room to write; Tab goes on to the next control."""

    def __init__(self, name: str, text: str = "") -> None:
        super().__init__(text)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(220)
        self.setStyleSheet(FRAME.format(kind="QPlainTextEdit", padding="10px"))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            cursor = self.cursorRect()
            caret = QRect(cursor.x(), cursor.y(), CARET, cursor.height())
            paint_caret(self.viewport(), caret)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        show_menu(self.createStandardContextMenu(event.pos()), event)


def paint_caret(widget: QWidget, caret: QRect) -> None:
    """Qt inverts what is beneath its caret: white in the dark themes. This covers it."""
    painter = QPainter(widget)
    painter.fillRect(caret, colour(widget, Role.TEXT))
    painter.end()


def show_menu(menu: QMenu, event: QContextMenuEvent) -> None:
    """Open `menu` where it was asked for; it is gone when it closes."""
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(event.globalPos())


def secret_field(name: str) -> LineField:
    """A line for a passphrase, shown as dots."""
    field = LineField(name, characters=32)
    field.setPlaceholderText(name)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    return field
