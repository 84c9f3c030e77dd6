"""The days of a chart as a table: the same numbers, for eyes and readers that like rows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ldn_desktop.i18n import _
from ldn_desktop.ui.widgets.button import OTHER_SIDE
from ldn_desktop.ui.widgets.page import SCROLL_BAR

if TYPE_CHECKING:
    from ldn_desktop.charts import DayTable

Index = QModelIndex | QPersistentModelIndex
_LOOK = """
QTableView { background: palette(window); border: none; gridline-color: palette(mid); }
QTableView, QHeaderView { widget-animation-duration: 0; }
QTableView::item { padding: 4px 8px; }
QTableView::item:selected { background: palette(alternate-base); color: palette(window-text);
    border: 2px solid palette(window-text); }
QHeaderView::section { background: palette(window); color: palette(window-text); border: none;
    border-bottom: 1px solid palette(mid); padding: 6px 8px; font-weight: bold; }
QScrollBar:horizontal { background: palette(window); height: 14px; margin: 0; }
QScrollBar::handle:horizontal { background: palette(mid); border-radius: 4px; min-width: 44px;
    margin: 3px 0; }
"""


NOTE_WIDE = 100
"""Px of 100 % text that the note needs at least; else each day is told in one cell."""
LONGEST = 160
"""Letters of a day told in one cell."""


class DayModel(QAbstractTableModel):
    """A DayTable as Qt wants it: only the rows in sight are ever asked for.

    Told in words it has two columns: the day, and everything that was entered.
    """

    def __init__(self) -> None:
        super().__init__()
        self._table: DayTable | None = None
        self._told = False

    def show(self, table: DayTable, *, told: bool = False) -> None:
        self.beginResetModel()
        self._table, self._told = table, told
        self.endResetModel()

    def date_of(self, row: int) -> date | None:
        return self._table.days[row] if self._table and 0 <= row < len(self._table.days) else None

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self._table.days) if self._table else 0

    def columnCount(self, _parent: Index | None = None) -> int:
        if self._table is None:
            return 0
        return 2 if self._told else len(self._table.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self._table is None or role != Qt.ItemDataRole.DisplayRole:
            return None
        if self._told and index.column():
            return self.told(index.row())
        return self._table.rows[index.row()][index.column()]

    def told(self, row: int) -> str:
        """Everything but the day of `row`, in one piece."""
        assert self._table is not None
        pairs = zip(self._table.heads[1:], self._table.rows[row][1:], strict=True)
        said = [cell if cell == head.lower() else f"{head} {cell}" for head, cell in pairs if cell]
        text = " · ".join(said)
        return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or self._table is None:
            return None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if self._told and section:
            return _("What was entered")
        return self._table.heads[section]


class DaysView(QTableView):
    """One row a day; Enter or a click opens the day."""

    day_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.days = DayModel()
        self._table: DayTable | None = None
        self.setModel(self.days)
        self.setAccessibleName(_("Days as a table"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setStyleSheet(_LOOK + SCROLL_BAR)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(OTHER_SIDE)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        self.clicked.connect(lambda index: self._want(index.row()))

    def show_days(self, table: DayTable) -> None:
        """Show `table`, each number in a column of its own where there is room for them."""
        self._table = table
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def on_font_changed(self) -> None:
        """Give columns and rows the room that other letters need."""
        self._fit()

    def _fit(self) -> None:
        if self._table is None:
            return
        table, metrics = self._table, self.fontMetrics()
        wide = [self._wide(table, section) for section in range(len(table.heads) - 1)]
        note = NOTE_WIDE * metrics.height() // 20
        told = sum(wide) + note > self.viewport().width()
        self.days.show(table, told=told)
        head = self.horizontalHeader()
        for section in range(self.days.columnCount() - 1):
            head.setSectionResizeMode(section, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(section, wide[section])
        head.setSectionResizeMode(self.days.columnCount() - 1, QHeaderView.ResizeMode.Stretch)
        lines = self._most_lines(self.viewport().width() - wide[0] - 20) if told else 1
        self.setWordWrap(told)
        high = max(OTHER_SIDE, metrics.height() * lines + 16)
        self.verticalHeader().setDefaultSectionSize(high)

    def _wide(self, table: DayTable, section: int) -> int:
        metrics = self.fontMetrics()
        texts = [row[section] for row in table.rows[:100]]
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        head = metrics.horizontalAdvance(table.heads[section]) * 1.12
        return int(max(widest, head)) + 24

    def _most_lines(self, room: int) -> int:
        """Lines that the longest told day needs in `room` px, with a word's length to spare."""
        metrics = self.fontMetrics()
        spare = metrics.averageCharWidth() * 12
        told = (self.days.told(row) for row in range(self.days.rowCount()))
        longest = max((metrics.horizontalAdvance(text) for text in told), default=0)
        return max(1, -(-longest // max(1, room - spare)))

    def _want(self, row: int) -> None:
        when = self.days.date_of(row)
        if when is not None:
            self.day_wanted.emit(when)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._want(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
