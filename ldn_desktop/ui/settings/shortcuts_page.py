"""The list of keyboard shortcuts."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ldn_desktop.i18n import _
from ldn_desktop.ui.actions import Scope, listed
from ldn_desktop.ui.choices.trough import SegmentedControl
from ldn_desktop.ui.layouts.grid_layout import GridLayout
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.preferences import Preferences
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.button import GAP
from ldn_desktop.ui.widgets.label import Heading, Label

COLUMNS = ((Scope.EVERYWHERE,), (Scope.TODAY, Scope.CHART, Scope.GUIDE))
"""Sections by column."""


class ShortcutRow(Group):
    """A combination of keys and what it does, read out as one: “undo: Ctrl+Z”."""

    def __init__(self, keys: str, action: str) -> None:
        super().__init__(_("{action}: {keys}").format(action=action, keys=keys))
        # Large text may break a long combination behind each of its keys.
        self.keys = Label(keys.replace("+", "+\N{ZERO WIDTH SPACE}"), bold=True)
        self.keys.setAccessibleName(self.accessibleName())
        self.action = Label(action)
        self.action.setBuddy(self)  # the name of something is not read a second time
        grid = GridLayout(self, (2,), across=16)
        for label in (self.keys, self.action):
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label)


class ShortcutsColumn(QWidget):
    """The shortcuts of several sections, one section above the other."""

    width_in_em = 28

    def __init__(self, scopes: tuple[Scope, ...]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for scope in scopes:
            column.addWidget(Heading(_(scope.value), scale=1.2))
            rows = QVBoxLayout()
            rows.setSpacing(4)
            for keys, action in listed(scope):
                rows.addWidget(ShortcutRow(keys, action))
            column.addLayout(rows)
            column.addSpacing(GAP)
        column.addStretch(1)
        self._column = column

    def add_below(self, widget: QWidget) -> None:
        """Put `widget` below the list."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def sizeHint(self) -> QSize:
        """A fixed width in em: labels wrap in it, so that two columns fit on most screens."""
        width = self.width_in_em * QFontInfo(QApplication.font()).pixelSize()
        return QSize(width, self.heightForWidth(width))


class ShortcutsPage(Page):
    """Lists shortcuts by where they work; single-letter ones can be switched off here."""

    max_width_in_em = 68

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(_("Keyboard shortcuts"))
        board = QWidget()
        columns = GridLayout(board, (2, 1), across=36, down=16)
        first, second = (ShortcutsColumn(scopes) for scopes in COLUMNS)
        columns.addWidget(first)
        columns.addWidget(second)
        self.column.addWidget(board)
        title = _("Single letters on Today, such as C and U")
        choice = SegmentedControl(
            title, [(True, _("On")), (False, _("Off"))], preferences.settings.single_keys
        )
        choice.chosen.connect(lambda on: preferences.remember(single_keys=on))
        name = Label(title, bold=True)
        name.setBuddy(choice)
        first.add_below(name)
        first.add_below(choice)
        self.column.addStretch(1)
