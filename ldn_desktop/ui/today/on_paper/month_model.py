"""A month as rows and columns: a day a row, a question a column."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtGui import QFont

from ldn_desktop.diary.model import Diary
from ldn_desktop.diary.paper_month import PaperColumn, box_of, columns
from ldn_desktop.i18n import _, formats
from ldn_desktop.ui.dates.calendar_dates import days_of_month
from ldn_desktop.ui.pages.bare_table import Index

ROLES = Qt.ItemDataRole


class MonthModel(QAbstractTableModel):
    """The days of one month up to `today`, and the boxes that are ticked."""

    def __init__(self, diary: Diary, month: date, today: date) -> None:
        super().__init__()
        self._diary, self._today = diary, today
        self.columns: list[PaperColumn] = columns(diary)
        self.head_font, self.day_font = QFont(), QFont()
        """Of the names of the questions, and of the days."""
        self.days: list[date] = []
        self.show_month(month)

    def show_month(self, month: date) -> None:
        """Show the month of `month`; days that have not come are left out."""
        self.beginResetModel()
        self.days = [day for day in days_of_month(month) if day <= self._today]
        self.columns = columns(self._diary)
        self.endResetModel()

    def refresh(self) -> None:
        """Show anew what the diary holds."""
        if self.days:
            last = self.index(len(self.days) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def box(self, row: int, column: int) -> int | None:
        """The box that is ticked there."""
        return box_of(self._diary.day(self.days[row]), self.columns[column])

    @property
    def first_empty_row(self) -> int:
        """The first day without a ticked box; the first of all where every day has one."""
        columns = range(len(self.columns))
        for row in range(len(self.days)):
            if all(self.box(row, column) is None for column in columns):
                return row
        return 0

    def text(self, row: int, column: int) -> str:
        """What the ticked box says, "" for none."""
        box = self.box(row, column)
        return "" if box is None else self.columns[column].boxes[box - 1]

    def shown_text(self, row: int, column: int) -> str:
        """The number of the ticked box where the sheet has numbers, else what it says."""
        box, boxes = self.box(row, column), self.columns[column].boxes
        return str(box) if box is not None and len(boxes) > 2 else self.text(row, column)

    @property
    def shown_texts(self) -> list[str]:
        """Everything that may stand in a cell."""
        few = [text for column in self.columns if len(column.boxes) <= 2 for text in column.boxes]
        return ["5", *few]

    def announcement(self, row: int, column: int) -> str:
        """A cell as it is read out: “3 November, Pain: Mild”."""
        text = _("{day}, {question}: {answer}")
        return text.format(
            day=formats.day_month(self.days[row]),
            question=self.columns[column].label,
            answer=self.text(row, column) or _("no entry"),
        )

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.days)

    def columnCount(self, _parent: Index | None = None) -> int:
        return len(self.columns)

    def data(self, index: Index, role: int = ROLES.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == ROLES.DisplayRole:
            return self.shown_text(index.row(), index.column())
        if role == ROLES.AccessibleTextRole:
            return self.announcement(index.row(), index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ROLES.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role == ROLES.FontRole:
                return self.head_font
            return self.columns[section].label if role == ROLES.DisplayRole else None
        when = self.days[section]
        if role == ROLES.FontRole:
            return self.day_font
        if role == ROLES.DisplayRole:
            name = formats.abbreviated_weekday_names()[when.weekday()]
            return _("{weekday} {day}").format(weekday=formats.capitalised(name), day=when.day)
        if role == ROLES.AccessibleTextRole:
            return formats.capitalised(formats.weekday_date(when))
        return None
