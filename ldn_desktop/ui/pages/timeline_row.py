"""A row of a timeline: what was, what is now, and what is planned."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontInfo, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QVBoxLayout

from ldn_desktop.i18n import _
from ldn_desktop.ui.style.painting import hair_line
from ldn_desktop.ui.style.theme import Role, TextScale, colour
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.day_strip import DayStrip
from ldn_desktop.ui.widgets.label import Label

STEM_WIDTH = 36
"""Px at the left for the nodes and the stem between them."""
PAST, NOW, PLANNED = 8.0, 11.0, 8.0
"""Radius of a node in px."""
STRIP_WIDTH = 210
"""Px of the days beside the words."""
STRIP_FROM_EM = 34
"""Width of a row, in em, from which there is room for the days beside the words."""
TITLE_WIDTH_EM = 6.5
ONE_LINE_FROM_EM = 24
"""Width of a row, in em, below which its parts stand one below the other."""


class Tense(Enum):
    """When what a row tells of was, is or will be."""

    PAST = "past"
    NOW = "now"
    PLANNED = "planned"


class TimelineRow(Group):
    """One thing with dates: its node on the stem, a title, what is known of it, and buttons."""

    def __init__(
        self,
        name: str,
        title: str,
        tense: Tense,
        lines: list[str],
        buttons: list[Button],
        *,
        difference: str = "",
        strip: DayStrip | None = None,
        first: bool,
        last: bool,
        next_is_planned: bool = False,
    ) -> None:
        """`name` is read out. `lines` stand beside the title, the first in text, others quiet;
        below all of it the `difference`, what another computer says instead."""
        super().__init__(name)
        self.setAccessibleDescription(difference)
        self._tense, self._strip = tense, strip
        self._first, self._last, self._next_is_planned = first, last, next_is_planned
        column = QVBoxLayout(self)
        column.setContentsMargins(STEM_WIDTH, 9, 0, 10)
        column.setSpacing(6)
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(16)
        column.addLayout(row, 1)
        if difference:
            column.addWidget(Label(difference, role=Role.QUIET, scale=TextScale.SIDE))
        scale = TextScale.SECTION * (1.1 if tense is Tense.NOW else 1)
        self._title = Label(title, bold=True, scale=scale)
        row.addWidget(self._title)
        text = QVBoxLayout()
        text.setSpacing(1)
        text.addStretch(1)
        for number, line in enumerate(lines):
            quiet = number > 0
            role = Role.QUIET if quiet else Role.TEXT
            text.addWidget(
                Label(line, role=role, scale=TextScale.SIDE if quiet else TextScale.BODY)
            )
        text.addStretch(1)
        row.addLayout(text, 1)
        if strip is not None:
            row.addWidget(strip)
        for button in buttons:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def on_font_changed(self) -> None:
        """The titles of all rows are as wide, so that the words stand in one column."""
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        em = QFontInfo(QApplication.font()).pixelSize()
        directions = QBoxLayout.Direction
        across = self.width() >= ONE_LINE_FROM_EM * em
        self._row.setDirection(directions.LeftToRight if across else directions.TopToBottom)
        self._row.setSpacing(16 if across else 8)
        self._title.setMinimumWidth(round(TITLE_WIDTH_EM * em) if across else 0)
        if self._strip is not None:
            # Not hidden: Qt loses count of a child that is hidden while its parent is shown.
            self._strip.setFixedWidth(STRIP_WIDTH if self.width() >= STRIP_FROM_EM * em else 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(12, QRectF(self._row.geometry()).center().y())
        line = colour(self, Role.LINE)
        solid, dashed = QPen(line, 2), QPen(line, 2, Qt.PenStyle.DashLine)
        if not self._first:
            painter.setPen(dashed if self._tense is Tense.PLANNED else solid)
            painter.drawLine(QPointF(middle.x(), 0), middle)
        if not self._last:
            painter.setPen(dashed if self._next_is_planned else solid)
            painter.drawLine(middle, QPointF(middle.x(), self.height()))
        self._paint_node(painter, middle)
        painter.setClipRect(STEM_WIDTH, 0, self.width(), self.height())
        hair_line(painter, self, self.height() - 1)

    def _paint_node(self, painter: QPainter, middle: QPointF) -> None:
        if self._tense is Tense.PLANNED:
            painter.setPen(QPen(colour(self, Role.TEXT), 2, Qt.PenStyle.DashLine))
            painter.setBrush(colour(self, Role.GROUND))
            painter.drawEllipse(middle, PLANNED, PLANNED)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        now = self._tense is Tense.NOW
        painter.setBrush(colour(self, Role.TEXT if now else Role.LINE))
        radius = NOW if now else PAST
        painter.drawEllipse(middle, radius, radius)


def change_button(name: str, on_click: Callable[[], object]) -> Button:
    """“Change ›”, read out with the `name` of what it changes."""
    button = Button(_("Change ›"), ButtonKind.LINK, on_click)
    button.setAccessibleName(_("Change {name}").format(name=name))
    return button
