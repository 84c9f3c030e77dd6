"""The timeline of dose steps: what was, what is now, and what is planned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from enum import Enum
from math import floor

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontInfo, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QVBoxLayout

from ldn_desktop.diary.doses import DosePeriod
from ldn_desktop.diary.fields import DOSE
from ldn_desktop.diary.model import Diary, DoseStep
from ldn_desktop.i18n import _
from ldn_desktop.ui.doses.dose_text import amount_text, step_words
from ldn_desktop.ui.style.painting import hair_line
from ldn_desktop.ui.style.theme import Role, TextScale, colour
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.day_strip import RING, DayMark, DayStrip
from ldn_desktop.ui.widgets.label import Label

STEM_WIDTH = 36
"""Px at the left for the nodes and the stem between them."""
PAST, NOW, PLANNED = 8.0, 11.0, 8.0
"""Radius of a node in px."""
STRIP_WIDTH, DAY_WIDTH = 210, 4
STRIP_FROM_EM = 34
"""Width of a row, in em, from which there is room for the days beside the words."""
AMOUNT_WIDTH_EM = 6.5
ONE_LINE_FROM_EM = 24
"""Width of a row, in em, below which its parts stand one below the other."""


class Tense(Enum):
    """When a step was or will be in force."""

    PAST = "past"
    NOW = "now"
    PLANNED = "planned"


class TimelineRow(Group):
    """One step: its node on the stem, the amount, what is known of its days, and buttons."""

    def __init__(
        self,
        step: DoseStep,
        tense: Tense,
        lines: list[str],
        buttons: list[Button],
        strip: DayStrip | None,
        *,
        first: bool,
        last: bool,
        next_is_planned: bool,
    ) -> None:
        """`lines` stand beside the amount, the first one in text and the others quiet."""
        super().__init__(step_words(step))
        self._tense, self._strip = tense, strip
        self._first, self._last, self._next_is_planned = first, last, next_is_planned
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(STEM_WIDTH, 9, 0, 10)
        row.setSpacing(16)
        scale = TextScale.SECTION * (1.1 if tense is Tense.NOW else 1)
        self._amount = Label(amount_text(step), bold=True, scale=scale)
        row.addWidget(self._amount)
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
        """The amounts of all rows are as wide, so that the words stand in one column."""
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
        self._amount.setMinimumWidth(round(AMOUNT_WIDTH_EM * em) if across else 0)
        if self._strip is not None:
            # Not hidden: Qt loses count of a child that is hidden while its parent is shown.
            self._strip.setFixedWidth(STRIP_WIDTH if self.width() >= STRIP_FROM_EM * em else 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(12, self.height() / 2)
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


def day_strip(diary: Diary, period: DosePeriod, days: int, description: str) -> DayStrip:
    """The first `days` of `period`, a bar each; narrower bars where they are many."""
    marks = []
    for number in range(days):
        mg = diary.day(period.start + timedelta(days=number)).value(DOSE)
        if mg is None:
            marks.append(DayMark.EMPTY)
        elif mg == period.step.mg:
            marks.append(DayMark.TAKEN)
        else:
            marks.append(DayMark.OTHER if mg else DayMark.NOT_TAKEN)
    # Whole px where there is room: bars side by side must not leave lines between them.
    room = (STRIP_WIDTH - 2 * RING) / max(1, len(marks))
    return DayStrip(marks, description, min(DAY_WIDTH, floor(room) or room))


def change_button(step: DoseStep, on_click: Callable[[], object]) -> Button:
    """“Change ›”, read out with the step that it changes."""
    button = Button(_("Change ›"), ButtonKind.LINK, on_click)
    button.setAccessibleName(_("Change {step}").format(step=step_words(step)))
    return button
