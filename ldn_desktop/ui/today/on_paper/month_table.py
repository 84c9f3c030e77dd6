"""The grid of a month: arrows move, numbers tick a box, Delete clears it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ldn_desktop.i18n import _
from ldn_desktop.ui.pages.bare_table import BareTable, Index
from ldn_desktop.ui.style import fonts
from ldn_desktop.ui.style.painting import fill, outline, rounded
from ldn_desktop.ui.style.theme import Role, colour
from ldn_desktop.ui.today.on_paper.month_model import MonthModel
from ldn_desktop.ui.widgets.button import OTHER_SIDE

_STYLE = """
QTableCornerButton::section { background: palette(window); border: none; }
QHeaderView::section { background: palette(window); color: palette(window-text); border: none;
    padding: 4px; }
"""
HEAD_SCALE = 0.875
BREATHING = 10
"""Px beside the longest answer of a column."""
LONGEST_HEAD = 2
"""Lines of a column's name."""
DIGITS = range(Qt.Key.Key_1, Qt.Key.Key_9 + 1)
_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class CellDelegate(QStyledItemDelegate):
    """Paints a cell: a tile, tinted and bold where a box is ticked, with a ring at the focus."""

    def __init__(self, view: MonthTable) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text = str(index.data())
        # The style sheet of the table takes some colours of its own palette.
        page = self._view.window()
        painter.fillRect(option.rect, colour(page, Role.GROUND))
        box = QRectF(option.rect).adjusted(2, 2, -2, -2)
        shape = rounded(box)
        fill(painter, shape, page, Role.CHOSEN if text else Role.TILE)
        outline(
            painter, rounded(box.adjusted(0.5, 0.5, -0.5, -0.5)), colour(page, Role.TILE_LINE), 1
        )
        if index == self._view.currentIndex():
            outline(painter, rounded(box.adjusted(1, 1, -1, -1)), colour(page, Role.TEXT), 2)
        font = fonts.scaled(self._view.font(), bold=bool(text))
        painter.setFont(font)
        painter.setPen(QPen(colour(self._view, Role.TEXT)))
        shown = QFontMetrics(font).elidedText(
            text, Qt.TextElideMode.ElideRight, int(box.width()) - 4
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
        painter.restore()


class MonthTable(BareTable):
    """One cell is current: its box is ticked by a number, and the next question follows.

    Where not all questions fit side by side, those around the current one are shown.
    """

    box_requested = Signal(object)
    """The number of the box to tick in the current cell; None clears it."""
    columns_changed = Signal()
    """Other columns may be shown now."""
    cell_changed = Signal()
    """Another cell is current."""

    def __init__(self, month: MonthModel) -> None:
        super().__init__(month, _("Days and questions"), _STYLE)
        self.month = month
        self.setItemDelegate(CellDelegate(self))
        self.setAccessibleDescription(
            _("Arrow keys move, numbers answer, Delete clears, Enter goes to the next day.")
        )
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.columns_shown = range(self.month.columnCount())
        """Those that fit side by side."""
        self._fit()

    @property
    def row(self) -> int:
        return self.currentIndex().row()

    @property
    def column(self) -> int:
        return self.currentIndex().column()

    def go_to(self, row: int, column: int) -> None:
        """Make a cell current; beyond the ends of a row the next or the one before follows."""
        columns, rows = self.month.columnCount(), self.month.rowCount()
        row, column = row + column // columns, column % columns
        if 0 <= row < rows:
            self._show_column(column)
            self.setCurrentIndex(self.month.index(row, column))

    def _on_current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.viewport().update()
        self.cell_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in _STEPS:
            down, across = _STEPS[key]
            if 0 <= self.column + across < self.month.columnCount():
                self.go_to(self.row + down, self.column + across)
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_to(self.row + 1, 0)
        elif plain and event.key() in DIGITS:
            if not event.isAutoRepeat():
                self.box_requested.emit(event.key() - Qt.Key.Key_0)
        elif plain and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_0):
            self.box_requested.emit(None)
        elif plain and key is Qt.Key.Key_Space:
            self.go_to(self.row, self.column + 1)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._show_column(max(0, self.column))

    def on_font_changed(self) -> None:
        """Give columns and rows the room that another font needs."""
        self._fit()
        self._show_column(max(0, self.column))

    def _fit(self) -> None:
        font = fonts.scaled(self.font(), bold=True)
        metrics = QFontMetrics(font)
        self.verticalHeader().setDefaultSectionSize(max(OTHER_SIDE, metrics.height() + 16) + 4)
        head = fonts.scaled(self.font(), HEAD_SCALE, bold=True)
        self.month.head_font, self.month.day_font = head, font
        head_metrics = QFontMetrics(head)
        self.horizontalHeader().setFixedHeight(LONGEST_HEAD * head_metrics.height() + 12)
        words = [word for column in self.month.columns for word in column.label.split()]
        self._least_width = BREATHING + max(
            *(head_metrics.horizontalAdvance(word) for word in words),
            *(metrics.horizontalAdvance(text) for text in self.month.shown_texts),
        )

    def _show_column(self, column: int) -> None:
        """Show as many columns as fit, in groups, the one with `column` among them."""
        count = self.month.columnCount()
        fitting = max(1, min(count, self.viewport().width() // self._least_width))
        first = min(column // fitting * fitting, count - fitting)
        self.columns_shown = range(first, first + fitting)
        for number in range(count):
            self.setColumnHidden(number, number not in self.columns_shown)
        self.columns_changed.emit()
