"""The rows of “Did anything change?”: name, verdict, interval, before and now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout

from ldn_desktop.i18n import _, formats
from ldn_desktop.ui.charts.comparison.comparison_data import ChangeRow, Shape
from ldn_desktop.ui.style import fonts
from ldn_desktop.ui.style.painting import CENTRED, hair_line, oblong
from ldn_desktop.ui.style.theme import Role, TextScale, colour, mixed
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.label import Heading
from ldn_desktop.ui.widgets.reading_group import ReadingGroup

ROW_HEIGHT, STACKED_HEIGHT = 2.3, 4.6
"""In heights of the text."""
NAME_SHARE, VERDICT_SHARE, PICTURE_SHARE = 0.18, 0.255, 0.365
"""Of the width: columns before the two numbers."""
STACKED_SHARE, NUMBERS_GAP = 0.52, 0.02
"""Of the width: the picture under the words, and what is free between it and the numbers."""
STACKS_BELOW = 54
"""Text sizes of width below which the picture goes under the words."""
NARROWEST_REACH, WIDEST_REACH = 3.0, 8.0
"""Points to each side of no change that are shown at least and at most."""
TINT = 0.35
"""Share of the line's colour in the tint of changes too small to matter: it must be seen."""
HEAD_COLUMNS = 1.5
"""Columns of numbers that a head takes: it goes on over half of the arrow."""
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
WRAPPED = int(Qt.TextFlag.TextWordWrap)


def reach_of(rows: Sequence[ChangeRow]) -> float:
    """Points to each side of no change, the same for every row of a page."""
    ends = [abs(end) for row in rows if row.interval for end in row.interval]
    return min(WIDEST_REACH, max(NARROWEST_REACH, *ends, 0.0))


class _Line(Group):
    """One line of the table, painted; its columns are shares of its width."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def on_font_changed(self) -> None:
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Side by side: the height of the page grows with `heightForWidth`, but never shrinks."""
        return QSize(300, self.heightForWidth(STACKS_BELOW * QApplication.font().pixelSize()))

    def stacked(self, width: int) -> bool:
        return width < STACKS_BELOW * QApplication.font().pixelSize()

    def picture(self) -> QRectF:
        """Where intervals are drawn."""
        width = self.width()
        if self.stacked(width):
            return QRectF(0, self.height() * 0.5, width * STACKED_SHARE, self.height() * 0.5)
        left = width * (NAME_SHARE + VERDICT_SHARE)
        return QRectF(left, 0, width * PICTURE_SHARE, self.height())

    def number_width(self, width: int) -> float:
        """A third of the room for the numbers in a line of `width`."""
        before_them = NAME_SHARE + VERDICT_SHARE + PICTURE_SHARE
        if self.stacked(width):
            before_them = STACKED_SHARE
        return (width * (1 - before_them - NUMBERS_GAP) - 8) / 3

    def numbers(self) -> tuple[QRectF, QRectF, QRectF]:
        """Before, the arrow, and now."""
        box = self.picture()
        left = box.right() + self.width() * NUMBERS_GAP
        third = self.number_width(self.width())
        columns = [QRectF(left + n * third, box.top(), third, box.height()) for n in range(3)]
        return columns[0], columns[1], columns[2]


class ChangeHead(_Line):
    """The title of the rows, and what the ends of the picture and the two numbers are."""

    def __init__(self, title: str, before: str, now: str) -> None:
        super().__init__(title)
        self._before, self._now = before, now
        self._title = Heading(title, scale=TextScale.SECTION)
        self._title.setParent(self)

    def heightForWidth(self, width: int) -> int:
        rows = 2 if self.stacked(width) else 1
        size = QApplication.font().pixelSize()
        lines = 3.6 if rows == 2 else 1.9
        return max(round(size * lines), rows * round(self._heads_height(width) + size * 0.5))

    def _heads_height(self, width: int) -> float:
        """Px that the heads of the two numbers take, wrapped in their columns."""
        metrics = QFontMetricsF(fonts.scaled(QApplication.font(), TextScale.CAPTION))
        column = QRectF(0, 0, self.number_width(width) * HEAD_COLUMNS, 0)
        return max(
            metrics.boundingRect(column, WRAPPED, text).height()
            for text in (self._before, self._now)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        stacked = self.stacked(self.width())
        height = self.height() // 2 if stacked else self.height()
        share = 1.0 if stacked else NAME_SHARE + VERDICT_SHARE
        self._title.setGeometry(0, 0, round(self.width() * share), height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(fonts.scaled(QApplication.font(), TextScale.CAPTION))
        painter.setPen(colour(self, Role.QUIET))
        box = self.picture()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, LEFT, _("‹ better"))
        painter.drawText(box, CENTRED, _("no change"))
        painter.drawText(box, right, _("worse ›"))
        before, arrow, now = self.numbers()
        before.setRight(arrow.center().x())
        now.setLeft(arrow.center().x())
        now.setRight(self.width())
        for column, text in ((before, self._before), (now, self._now)):
            painter.drawText(column, int(CENTRED) | WRAPPED, text)


class ChangeLine(ReadingGroup, _Line):
    """One row: what is read out is the row's whole content."""

    def __init__(self, row: ChangeRow, reach: float, before: str, now: str) -> None:
        super().__init__(row.announcement(before, now))
        self.row, self._reach = row, reach

    def heightForWidth(self, width: int) -> int:
        lines = STACKED_HEIGHT if self.stacked(width) else ROW_HEIGHT
        return round(QApplication.font().pixelSize() * lines)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hair_line(painter, self, 0)
        self._paint_words(painter)
        if self.row.interval is not None:
            self._paint_interval(painter, self.row.interval)
        self._paint_numbers(painter)

    def _paint_words(self, painter: QPainter) -> None:
        stacked, width = self.stacked(self.width()), self.width()
        height = self.height() * (0.5 if stacked else 1)
        share = 0.36 if stacked else NAME_SHARE
        painter.setPen(colour(self, Role.TEXT))
        self._paint_name(painter, QRectF(0, 0, width * share - 8, height))
        size = QApplication.font().pixelSize()
        x = width * share
        self._paint_shape(painter, QPointF(x + size / 2, height / 2), size * 0.5)
        x += size * 1.8
        room = (width if stacked else width * (NAME_SHARE + VERDICT_SHARE)) - x - 8
        self._paint_verdict(painter, QRectF(x, 0, room, height))

    def _paint_name(self, painter: QPainter, box: QRectF) -> None:
        """The name; smaller, in two lines, where it is long; cut where even that is too little."""
        painter.setFont(fonts.scaled(QApplication.font(), TextScale.ROW, bold=True))
        text = self.row.name
        if QFontMetricsF(painter.font()).horizontalAdvance(text) > box.width():
            painter.setFont(fonts.scaled(QApplication.font(), TextScale.CAPTION, bold=True))
            metrics = QFontMetricsF(painter.font())
            if metrics.boundingRect(box, WRAPPED, text).height() > box.height():
                text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(LEFT) | WRAPPED, text)

    def _paint_verdict(self, painter: QPainter, box: QRectF) -> None:
        """The verdict, bold where it is clear, then its size; in two lines where that is long."""
        quiet = QApplication.font()
        font = fonts.scaled(quiet, bold=self.row.clear)
        text = self.row.verdict
        detail = self.row.detail
        if detail:
            text = _("{verdict},").format(verdict=text)
        width = QFontMetricsF(font).horizontalAdvance(text + " ")
        needed = width + QFontMetricsF(quiet).horizontalAdvance(detail)
        painter.setPen(colour(self, Role.TEXT))
        painter.setFont(font)
        if needed <= box.width():
            painter.drawText(box, LEFT, text)
            painter.setFont(quiet)
            painter.setPen(colour(self, Role.QUIET))
            painter.drawText(box.adjusted(width, 0, 0, 0), LEFT, detail)
            return
        flags = int(LEFT) | WRAPPED
        small = fonts.scaled(QApplication.font(), TextScale.CAPTION, bold=self.row.clear)
        painter.setFont(small)
        painter.drawText(box, flags, " ".join(part for part in (text, detail) if part))

    def _paint_shape(self, painter: QPainter, at: QPointF, half: float) -> None:
        shape, text = self.row.shape, colour(self, Role.TEXT)
        painter.setPen(QPen(text, 2))
        filled = shape in (Shape.BETTER, Shape.WORSE, Shape.SAME)
        painter.setBrush(text if filled else colour(self, Role.GROUND))
        if shape is Shape.SAME:
            side = half * 1.4
            painter.drawRect(QRectF(at.x() - side / 2, at.y() - side / 2, side, side))
        elif shape is Shape.UNCLEAR:
            painter.drawEllipse(at, half * 0.8, half * 0.8)
        elif shape is Shape.UNKNOWN:
            for n in (-1, 0, 1):
                x = at.x() + n * half * 0.75
                painter.drawLine(QPointF(x - 1.5, at.y()), QPointF(x + 1.5, at.y()))
        else:
            way = -1 if shape in (Shape.BETTER, Shape.MAYBE_BETTER) else 1
            points = [
                QPointF(at.x() + way * half, at.y()),
                QPointF(at.x() - way * half * 0.8, at.y() - half),
                QPointF(at.x() - way * half * 0.8, at.y() + half),
            ]
            painter.drawPolygon(QPolygonF(points))

    def _x_of(self, points: float) -> float:
        box = self.picture()
        inner = box.adjusted(10, 0, -10, 0)
        points = min(self._reach, max(-self._reach, points))
        return inner.left() + inner.width() * (points + self._reach) / (2 * self._reach)

    def _paint_interval(self, painter: QPainter, interval: tuple[float, float, float]) -> None:
        box, small = self.picture(), self.row.too_small
        left, right = self._x_of(-small), self._x_of(small)
        tint = mixed(colour(self, Role.GROUND), colour(self, Role.LINE), TINT)
        painter.fillPath(oblong(left, box.top() + 1, right - left, box.height() - 1), tint)
        zero = self._x_of(0)
        painter.setPen(QPen(colour(self, Role.LINE), 1))
        painter.drawLine(QPointF(zero, box.top() + 1), QPointF(zero, box.bottom()))
        low, middle, high = interval
        y = box.center().y()
        painter.setPen(QPen(colour(self, Role.TEXT), 4 if self.row.clear else 2.5))
        painter.drawLine(QPointF(self._x_of(low), y), QPointF(self._x_of(high), y))
        half = QApplication.font().pixelSize() * 0.44
        self._paint_shape(painter, QPointF(self._x_of(middle), y), half)

    def _paint_numbers(self, painter: QPainter) -> None:
        before, arrow, now = self.numbers()
        painter.setPen(colour(self, Role.TEXT))
        for column, mean, bold in ((before, self.row.before, False), (now, self.row.now, True)):
            painter.setFont(fonts.scaled(QApplication.font(), TextScale.ROW, bold=bold))
            painter.drawText(column, CENTRED, "–" if mean is None else formats.number(mean, 1))
        y, half = arrow.center().y(), min(12.0, arrow.width() / 3)
        x = arrow.center().x()
        painter.setPen(QPen(colour(self, Role.QUIET), 1.4))
        painter.drawLine(QPointF(x - half, y), QPointF(x + half, y))
        painter.drawLine(QPointF(x + half - 5, y - 5), QPointF(x + half, y))
        painter.drawLine(QPointF(x + half - 5, y + 5), QPointF(x + half, y))


class ChangeTable(Group):
    """A title, what the columns are, and one line a row."""

    def __init__(
        self, title: str, rows: Sequence[ChangeRow], reach: float, before: str, now: str
    ) -> None:
        super().__init__(title)
        self.lines = [ChangeLine(row, reach, before, now) for row in rows]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ChangeHead(title, before, now))
        for line in self.lines:
            column.addWidget(line)
