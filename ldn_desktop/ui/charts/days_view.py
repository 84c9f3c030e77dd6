"""The days of a chart as a table: the same answers, for eyes and readers that like rows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QPointF,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ldn_desktop.i18n import _
from ldn_desktop.ui.pages.bare_table import BareTable, Index
from ldn_desktop.ui.style import fonts
from ldn_desktop.ui.style.painting import severity_mark
from ldn_desktop.ui.style.theme import Role, colour
from ldn_desktop.ui.widgets.button import OTHER_SIDE

if TYPE_CHECKING:
    from ldn_desktop.charts import DayTable
    from ldn_desktop.charts.day_details import DayCell

_STYLE = """
QTableView::item { padding: 4px 8px; }
QHeaderView::section { background: palette(window); color: palette(window-text); border: none;
    border-bottom: 1px solid palette(shadow); padding: 6px 8px 6px 0; font-weight: bold; }
"""
LEAST_NOTE = 100
"""Px of 100 % text that the notes need at least; else each day is shown in one cell."""
LONGEST = 160
"""Characters of a day shown in one cell."""
MARK, CELL_GAP, BREATHING = 20, 8, 24
"""Px of 100 % text: the severity mark, between the parts of a cell, after a column."""


class DayModel(QAbstractTableModel):
    """A DayTable as Qt asks for it: only the rows in sight are ever asked for.

    In `joined` form it has two columns: the day, and everything that was entered.
    """

    def __init__(self) -> None:
        super().__init__()
        self._table: DayTable | None = None
        self.joined = False

    def show(self, table: DayTable, *, joined: bool = False) -> None:
        self.beginResetModel()
        self._table, self.joined = table, joined
        self.endResetModel()

    def date_of(self, row: int) -> date | None:
        return self._table.days[row] if self._table and 0 <= row < len(self._table.days) else None

    def cell(self, row: int, column: int) -> DayCell:
        assert self._table is not None
        return self._table.rows[row][column]

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self._table.days) if self._table else 0

    def columnCount(self, _parent: Index | None = None) -> int:
        if self._table is None:
            return 0
        return 2 if self.joined else len(self._table.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self._table is None:
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.joined_text(row) if self.joined and column else self.text(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if self.joined and column:
                return self.row_announcement(row)
            return self.cell(row, column).announcement
        return None

    def text(self, row: int, column: int) -> str:
        cell = self.cell(row, column)
        if cell.crash:
            return ". ".join(part for part in (_("Crash day"), cell.text) if part)
        return cell.plain

    def joined_text(self, row: int) -> str:
        """Everything but the day of `row`, in one piece."""
        assert self._table is not None
        heads = self._table.heads
        parts = [
            text if column == len(heads) - 1 else f"{heads[column]} {text}"
            for column in range(1, len(heads))
            if (text := self.text(row, column))
        ]
        text = " · ".join(parts)
        return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"

    def row_announcement(self, row: int) -> str:
        assert self._table is not None
        return ". ".join(cell.announcement for cell in self._table.rows[row][1:])

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
        if self.joined and section:
            return _("What was entered")
        return self._table.heads[section]


class DayDelegate(QStyledItemDelegate):
    """Paints a cell: severity mark, word and number; a crash day as in the chart."""

    def __init__(self, view: DaysView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        rect = QRectF(option.rect)
        painter.setFont(self._view.font())
        self._paint_row(painter, rect, index)
        inner = rect.adjusted(0, 0, -CELL_GAP, 0)
        if self._view.days.joined and index.column():
            painter.setPen(colour(self._view, Role.TEXT))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(inner, int(flags), str(index.data()))
        else:
            self._paint_cell(painter, inner, self._view.days.cell(index.row(), index.column()))
        painter.restore()

    def _paint_row(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        """The rule under the row; a chosen row has a border in text."""
        painter.setPen(QPen(colour(self._view, Role.HAIR), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if not self._view.selectionModel().isSelected(index):
            return
        painter.fillRect(rect, colour(self._view, Role.CHOSEN))
        painter.setPen(QPen(colour(self._view, Role.TEXT), 2))
        for y in (rect.top() + 1, rect.bottom() - 1):
            painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))

    def _paint_cell(self, painter: QPainter, rect: QRectF, cell: DayCell) -> None:
        scale = self._view.scale
        metrics = QFontMetricsF(self._view.font())
        x, middle = rect.left(), rect.center().y()
        if cell.level is not None:
            side = MARK * scale
            box = QRectF(x, middle - side / 2, side, side)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            severity_mark(painter, box, cell.level, self._view)
            x += side + CELL_GAP
        if cell.crash:
            x = self._paint_crash(painter, x, middle)
        painter.setFont(self._view.font())
        painter.setPen(colour(self._view, Role.TEXT))
        room = rect.right() - x
        text = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, room)
        baseline = middle + (metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(x, baseline), text)
        x += metrics.horizontalAdvance(text) + CELL_GAP
        painter.setPen(colour(self._view, Role.QUIET))
        painter.drawText(QPointF(x, baseline), cell.number)

    def _paint_crash(self, painter: QPainter, x: float, middle: float) -> float:
        """“Crash day” on its tint, with the line under it; where it ends."""
        font = fonts.scaled(self._view.font(), bold=True)
        metrics = QFontMetricsF(font)
        text = _("Crash day")
        width, height = metrics.horizontalAdvance(text) + 16, metrics.height() + 4
        box = QRectF(x, middle - height / 2, width, height)
        tint, line = self._view.crash_colours
        painter.fillRect(box, tint)
        painter.fillRect(QRectF(box.left(), box.bottom() - 3, width, 3), line)
        painter.setFont(font)
        painter.setPen(colour(self._view, Role.TEXT))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        return box.right() + CELL_GAP


class DaysView(BareTable):
    """One row a day; Enter or a click opens the day."""

    day_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.days = DayModel()
        super().__init__(self.days, _("Days as a table"), _STYLE, parent)
        self._table: DayTable | None = None
        self.crash_colours = (QColor(), QColor())
        """Of the tint of a crash day, and of the line under it."""
        self.setItemDelegate(DayDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(OTHER_SIDE)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.clicked.connect(lambda index: self._want(index.row()))

    @property
    def scale(self) -> float:
        """The text size as a multiple of 100 %."""
        return self.fontMetrics().height() / 20

    def show_days(self, table: DayTable) -> None:
        """Show `table`, each answer in a column of its own where there is room for them."""
        self._table = table
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def on_font_changed(self) -> None:
        """Give columns and rows the room that another font needs."""
        self._fit()

    def _fit(self) -> None:
        if self._table is None:
            return
        table, metrics = self._table, self.fontMetrics()
        widths = [self._width_of(table, column) for column in range(len(table.heads) - 1)]
        note = LEAST_NOTE * metrics.height() // 20
        joined = sum(widths) + note > self.viewport().width()
        self.days.show(table, joined=joined)
        head = self.horizontalHeader()
        for column in range(self.days.columnCount() - 1):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(column, widths[column])
        head.setSectionResizeMode(self.days.columnCount() - 1, QHeaderView.ResizeMode.Stretch)
        lines = self._max_lines(self.viewport().width() - widths[0] - 20) if joined else 1
        height = max(OTHER_SIDE + CELL_GAP, metrics.height() * lines + 16)
        self.verticalHeader().setDefaultSectionSize(height)

    def _width_of(self, table: DayTable, column: int) -> int:
        metrics = self.fontMetrics()
        marked = any(row[column].level is not None for row in table.rows[:100])
        widest = max(
            (
                metrics.horizontalAdvance(cell.text)
                + (metrics.horizontalAdvance(cell.number) + CELL_GAP if cell.number else 0)
                for cell in (row[column] for row in table.rows[:100])
            ),
            default=0,
        )
        widest += round(MARK * self.scale) + CELL_GAP if marked else 0
        head = metrics.horizontalAdvance(table.heads[column]) * 1.12
        return int(max(widest, head)) + BREATHING

    def _max_lines(self, room: int) -> int:
        """Lines that the longest day needs in `room` px, with a word's length to spare."""
        metrics = self.fontMetrics()
        spare = metrics.averageCharWidth() * 12
        texts = (self.days.joined_text(row) for row in range(min(200, self.days.rowCount())))
        longest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        return max(1, -(-longest // max(1, room - spare)))

    def _want(self, row: int) -> None:
        when = self.days.date_of(row)
        if when is not None:
            self.day_requested.emit(when)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._want(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
