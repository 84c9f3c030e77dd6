"""The table of an import's preview: what each name becomes, how it is read, how many come in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo, QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QVBoxLayout, QWidget

from ldn_desktop.i18n import _
from ldn_desktop.ui.pages.section import Rule
from ldn_desktop.ui.style.theme import Role, TextScale
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label

WIDE_FROM = 52
"""Width, in heights of the text, from which the cells of a row stand side by side."""
_STRETCH = (13, 16, 46, 13, 0)
_COUNT = 3


@dataclass(frozen=True, slots=True)
class TableLine:
    """One line of the table."""

    name: str
    becomes: str
    how: str
    count: str
    is_plain: bool
    """Whether nothing about it needs a second look: then it is shown quietly."""
    ask: str = ""
    """What the person should check."""
    on_change: Callable[[], object] | None = None
    change_name: str = ""
    """What a screen reader says for “Change ›”."""


class PreviewTable(Group):
    """Lines of five cells; where they do not fit side by side, one below the other."""

    def __init__(self, lines: Sequence[TableLine]) -> None:
        super().__init__(_("What is imported"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(0)
        titles = (_("In your file"), _("Becomes"), _("How it is read"), _("How many"))
        self._titles = [Label(title, scale=TextScale.SIDE, role=Role.QUIET) for title in titles]
        self._titles[_COUNT].setAlignment(Qt.AlignmentFlag.AlignRight)
        self._rows: list[tuple[QWidget, list[QWidget]]] = [(Rule(), _cells(line)) for line in lines]
        self._is_wide: bool | None = None
        self._arrange(wide=True)

    def on_font_changed(self) -> None:
        """In larger text fewer cells fit side by side."""
        self._arrange(wide=self._has_room())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(wide=self._has_room())

    def _has_room(self) -> bool:
        return self.width() >= WIDE_FROM * QFontInfo(QApplication.font()).pixelSize()

    def _arrange(self, *, wide: bool) -> None:
        if wide == self._is_wide:
            return
        self._is_wide = wide
        for column, stretch in enumerate(_STRETCH):
            self._grid.setColumnStretch(column, stretch if wide else int(column == 0))
        for column, title in enumerate(self._titles):
            title.setVisible(wide)
            self._grid.addWidget(title, 0, column)
        row = 1
        for rule, cells in self._rows:
            self._grid.addWidget(rule, row, 0, 1, len(_STRETCH))
            row = self._place_wide(cells, row + 1) if wide else self._place_narrow(cells, row + 1)

    def _place_wide(self, cells: Sequence[QWidget], row: int) -> int:
        for column, cell in enumerate(cells):
            self._grid.addWidget(cell, row, column)
        _align_count(cells[_COUNT], right=True)
        return row + 1

    def _place_narrow(self, cells: Sequence[QWidget], row: int) -> int:
        """The name and “Change ›” on one line, all else beneath over the whole width."""
        name, becomes, how, count, change = cells
        self._grid.addWidget(name, row, 0, 1, len(_STRETCH) - 1)
        self._grid.addWidget(change, row, len(_STRETCH) - 1)
        for number, cell in enumerate((becomes, how, count), 1):
            self._grid.addWidget(cell, row + number, 0, 1, len(_STRETCH))
        _align_count(count, right=False)
        return row + 4


def _align_count(count: QWidget, *, right: bool) -> None:
    if isinstance(count, Label):
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        count.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)


def _cells(line: TableLine) -> list[QWidget]:
    how = QWidget()
    column = QVBoxLayout(how)
    column.setContentsMargins(0, 6, 0, 6)
    column.setSpacing(4)
    column.addWidget(Label(line.how, role=Role.QUIET if line.is_plain else Role.TEXT))
    if line.ask:
        column.addWidget(Label(line.ask, bold=True))
    return [
        Label(line.name, scale=TextScale.ROW),
        Label(line.becomes, scale=TextScale.ROW, bold=True),
        how,
        Label(line.count),
        _change(line),
    ]


def _change(line: TableLine) -> QWidget:
    if line.on_change is None:
        return QWidget()
    change = Button(_("Change ›"), ButtonKind.LINK, line.on_change)
    change.setAccessibleName(line.change_name)
    return change
