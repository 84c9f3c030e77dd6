"""The days of a chart as a table: the same numbers, for eyes and readers that like rows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ldn_desktop.ui.controls import OTHER_SIDE
from ldn_desktop.ui.page import SCROLL_BAR
from ldn_desktop.words import _

if TYPE_CHECKING:
    from ldn_desktop.charts import DayTable

Index = QModelIndex | QPersistentModelIndex
_LOOK = """
QTableView { background: palette(window); border: none; gridline-color: palette(mid); }
QTableView::item { padding: 4px 8px; }
QTableView::item:selected { background: palette(alternate-base); color: palette(window-text);
    border: 2px solid palette(window-text); }
QHeaderView::section { background: palette(window); color: palette(window-text); border: none;
    border-bottom: 1px solid palette(mid); padding: 6px 8px; font-weight: bold; }
QScrollBar:horizontal { background: palette(window); height: 14px; margin: 0; }
QScrollBar::handle:horizontal { background: palette(mid); border-radius: 4px; min-width: 44px;
    margin: 3px 0; }
"""


class DayModel(QAbstractTableModel):
    """A DayTable as Qt wants it: only the rows in sight are ever asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._table: DayTable | None = None

    def show(self, table: DayTable) -> None:
        self.beginResetModel()
        self._table = table
        self.endResetModel()

    def date_of(self, row: int) -> date | None:
        return self._table.days[row] if self._table and 0 <= row < len(self._table.days) else None

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self._table.days) if self._table else 0

    def columnCount(self, _parent: Index | None = None) -> int:
        return len(self._table.heads) if self._table else 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self._table is None or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._table.rows[index.row()][index.column()]

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        wanted = orientation is Qt.Orientation.Horizontal and self._table is not None
        if not wanted or role != Qt.ItemDataRole.DisplayRole or self._table is None:
            return None
        return self._table.heads[section]


class DaysView(QTableView):
    """One row a day; Enter or a click opens the day."""

    day_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.days = DayModel()
        self.setModel(self.days)
        self.setAccessibleName(_("Days as a table"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setStyleSheet(_LOOK + SCROLL_BAR)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(OTHER_SIDE)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        self.clicked.connect(lambda index: self._want(index.row()))

    def show_days(self, table: DayTable) -> None:
        """Show `table`; columns as wide as their newest rows need, the note takes the rest."""
        self.days.show(table)
        self.verticalHeader().setDefaultSectionSize(
            max(OTHER_SIDE, self.fontMetrics().height() + 16)
        )
        head = self.horizontalHeader()
        last = len(table.heads) - 1
        for section in range(last):
            head.setSectionResizeMode(section, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(section, self._wide(table, section))
        if last >= 0:
            head.setSectionResizeMode(last, QHeaderView.ResizeMode.Stretch)

    def _wide(self, table: DayTable, section: int) -> int:
        metrics = self.fontMetrics()
        texts = [row[section] for row in table.rows[:100]]
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        head = metrics.horizontalAdvance(table.heads[section]) * 1.12
        return int(max(widest, head)) + 24

    def _want(self, row: int) -> None:
        when = self.days.date_of(row)
        if when is not None:
            self.day_wanted.emit(when)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._want(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
