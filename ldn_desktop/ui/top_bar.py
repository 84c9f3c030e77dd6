"""The three tabs, and Help now and Settings in their corner."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QTabBar, QWidget

from ldn_desktop.ui.controls import Button
from ldn_desktop.ui.spread_row import Place, SpreadRow
from ldn_desktop.ui.theme import Role, colour, percent_now
from ldn_desktop.words import _

UNDERLINE = 4
AROUND, AROUND_WHEN_CROWDED = 52, 26
"""Px around the word of a tab: with large letters both ways out stay on the same line."""
CROWDED_FROM = 200


class Tabs(QTabBar):
    """Tabs as words: the chosen one bold with a thick line beneath it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setAccessibleName(_("Pages"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _letters(self, bold: bool) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(round(font.pixelSize() * 1.1))
        font.setBold(bold)
        return font

    def tabSizeHint(self, index: int) -> QSize:
        metrics = QFontMetrics(self._letters(bold=True))
        around = AROUND if percent_now() < CROWDED_FROM else AROUND_WHEN_CROWDED
        width = metrics.horizontalAdvance(self.tabText(index)) + around
        return QSize(width, max(48, metrics.height() + 24))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for index in range(self.count()):
            self._paint_tab(painter, index)

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        rect, chosen = self.tabRect(index), index == self.currentIndex()
        painter.setFont(self._letters(chosen))
        painter.setPen(colour(self, Role.TEXT if chosen else Role.QUIET))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.tabText(index))
        if chosen:
            line = QRect(rect.left(), rect.bottom() - UNDERLINE + 1, rect.width(), UNDERLINE)
            # Not fillRect: PySide makes an enum of all of Qt's gradients for it, 3 ms of the start.
            painter.setBrush(colour(self, Role.TEXT))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRect(line)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if self.hasFocus():
                painter.setPen(QPen(colour(self, Role.TEXT), 2))
                painter.drawRoundedRect(rect.adjusted(6, 6, -6, -UNDERLINE - 4), 4, 4)


class TopBar(QWidget):
    """Tabs at the left, the two ways out at the right, a line beneath."""

    def __init__(
        self, names: list[str], on_help: Callable[[], object], on_settings: Callable[[], object]
    ) -> None:
        super().__init__()
        self.tabs = Tabs(self)
        for name in names:
            self.tabs.addTab(name)
        self.help = Button(_("Help now"), on_click=on_help)
        self.settings = Button(_("Settings"), on_click=on_settings)
        row = SpreadRow(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.add(self.tabs, Place.LEFT)
        row.add(self.help, Place.RIGHT)
        row.add(self.settings, Place.RIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(colour(self, Role.LINE))
        bottom = self.height() - 1
        painter.drawLine(0, bottom, self.width(), bottom)
