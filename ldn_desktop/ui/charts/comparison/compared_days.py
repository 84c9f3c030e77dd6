"""The days that are compared, as a strip: with answers, without, left out, and still to come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy

from ldn_desktop.i18n import _
from ldn_desktop.ui.charts.comparison.comparison_data import DayGroup, DayUse
from ldn_desktop.ui.style import fonts
from ldn_desktop.ui.style.painting import fill, outline, rounded
from ldn_desktop.ui.style.theme import Role, TextScale, colour
from ldn_desktop.ui.widgets.reading_group import ReadingGroup

MARK, LARGEST_DAY, GROUP_GAP = 18, 23, 16
"""Px of 100 % text: a day's mark, the width of a day at most, between two groups."""


class ComparedDays(ReadingGroup):
    """Groups of days side by side, under each what it is; one above the other where narrow."""

    def __init__(self, groups: Sequence[DayGroup]) -> None:
        texts = [
            _("{title}: {note}").format(title=group.title, note=group.note) for group in groups
        ]
        super().__init__(". ".join([_("The days that are compared"), *texts]))
        self._groups = tuple(groups)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def _scale(self) -> float:
        return QApplication.font().pixelSize() / 16

    def _text_width(self, group: DayGroup) -> float:
        bold = QFontMetricsF(fonts.scaled(QApplication.font(), bold=True))
        plain = QFontMetricsF(fonts.scaled(QApplication.font(), TextScale.SIDE))
        head = bold.horizontalAdvance(group.head) + 10 if group.head else 0.0
        return max(bold.horizontalAdvance(group.title), plain.horizontalAdvance(group.note), head)

    def _rows(self, width: int) -> list[list[tuple[DayGroup, float]]]:
        """Groups with their widths, broken into rows where they do not fit."""
        gap = GROUP_GAP * self._scale
        rows: list[list[DayGroup]] = [[]]
        used = 0.0
        for group in self._groups:
            needed = max(self._text_width(group), len(group.days) * 3.0)
            if rows[-1] and used + gap + needed > width:
                rows.append([])
                used = 0.0
            rows[-1].append(group)
            used += needed + (gap if len(rows[-1]) > 1 else 0)
        return [self._widths(row, width - gap * (len(row) - 1)) for row in rows]

    def _widths(self, row: list[DayGroup], room: float) -> list[tuple[DayGroup, float]]:
        """The widest day that lets every group of the row have its days and its words."""
        day = LARGEST_DAY * self._scale
        while day > 2:
            widths = [max(self._text_width(g), len(g.days) * day) for g in row]
            if sum(widths) <= room:
                break
            day *= 0.93
        return [(g, max(self._text_width(g), len(g.days) * day)) for g in row]

    @property
    def _row_height(self) -> float:
        return 112 * self._scale

    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(max(300, self.width())))

    def heightForWidth(self, width: int) -> int:
        return round(self._row_height * len(self._rows(width)))

    def on_font_changed(self) -> None:
        """Words and marks follow the font."""
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y = 0.0
        for row in self._rows(self.width()):
            x = 0.0
            for group, width in row:
                self._paint_group(painter, group, QRectF(x, y, width, self._row_height))
                x += width + GROUP_GAP * self._scale
            y += self._row_height

    def _paint_group(self, painter: QPainter, group: DayGroup, box: QRectF) -> None:
        scale, text = self._scale, colour(self, Role.TEXT)
        middle = box.top() + 40 * scale
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if group.head:
            painter.setPen(QPen(text, 1))
            x = box.left() - GROUP_GAP * scale / 2
            painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom() - 10 * scale))
            painter.setFont(
                fonts.scaled(QApplication.font(), bold=group.days[0] is not DayUse.TO_COME)
            )
            painter.drawText(
                QRectF(box.left(), box.top(), box.width() + 40, 24 * scale), left, group.head
            )
        day = min(LARGEST_DAY * scale, box.width() / max(1, len(group.days)))
        for number, use in enumerate(group.days):
            at = QPointF(box.left() + (number + 0.5) * day, middle)
            self._paint_day(painter, use, at, day)
        painter.setPen(text)
        painter.setFont(fonts.scaled(QApplication.font(), bold=True))
        title = QRectF(box.left(), middle + 16 * scale, box.width(), 24 * scale)
        painter.drawText(title, left, group.title)
        painter.setFont(fonts.scaled(QApplication.font(), TextScale.SIDE))
        painter.setPen(colour(self, Role.QUIET))
        painter.drawText(title.translated(0, 22 * scale), left, group.note)

    def _paint_day(self, painter: QPainter, use: DayUse, at: QPointF, day: float) -> None:
        height = MARK * self._scale
        width = max(1.5, min(height, day - (4 if day > 10 else 1)))
        box = QRectF(at.x() - width / 2, at.y() - height / 2, width, height)
        shape = rounded(box, min(3.0, width / 4))
        if use in (DayUse.BEFORE, DayUse.NOW):
            role = Role.QUIET if use is DayUse.BEFORE else Role.ACCENT_TEXT
            fill(painter, shape, self, role)
        elif use is DayUse.EMPTY:
            fill(painter, shape, self, Role.HOVER)
        elif use is DayUse.LEFT_OUT:
            painter.setPen(QPen(colour(self, Role.LINE), 2))
            half = max(1.0, width * 0.32)
            painter.drawLine(QPointF(at.x() - half, at.y()), QPointF(at.x() + half, at.y()))
        elif use is DayUse.BETWEEN:
            foot = QRectF(at.x() - width / 2, at.y() + height / 2 - 3, width, 3)
            painter.fillRect(foot, colour(self, Role.LINE))
        else:
            outline(painter, shape, colour(self, Role.LINE), 1.5, dashed=True)
