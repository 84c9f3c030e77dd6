"""The three tabs, and Help now and Settings in their corner."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from ldn_desktop.i18n import _
from ldn_desktop.ui.widgets.button import Button
from ldn_desktop.ui.widgets.painting import (
    CENTRED,
    fill,
    oblong,
    outline,
    rounded,
)
from ldn_desktop.ui.widgets.row_layout import Place, RowLayout
from ldn_desktop.ui.widgets.theme import Role, colour, percent_now

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
        self.setAccessibleName(_("Pages"))
        self.setElideMode(Qt.TextElideMode.ElideNone)
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
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(self.count()):
            self._paint_tab(painter, index)

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        rect, chosen = self.tabRect(index), index == self.currentIndex()
        painter.setFont(self._letters(chosen))
        painter.setOpacity(1 if chosen else self._quiet_opacity())
        painter.drawText(rect, CENTRED, self.tabText(index))
        if chosen:
            under = rect.bottom() - UNDERLINE + 1
            fill(painter, oblong(rect.left(), under, rect.width(), UNDERLINE), self, Role.TEXT)
            if self.hasFocus():
                ring = rounded(QRectF(rect.adjusted(6, 6, -6, -UNDERLINE - 4)), 4)
                outline(painter, ring, colour(self, Role.TEXT), 2)

    def _quiet_opacity(self) -> float:
        """How thinly text is laid on the ground to be as quiet as quiet words, 0–1."""
        roles = (Role.GROUND, Role.TEXT, Role.QUIET)
        ground, text, quiet = (colour(self, role).lightnessF() for role in roles)
        return (ground - quiet) / (ground - text)


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
        row = RowLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.add(self.tabs, Place.LEFT)
        row.add(self.help, Place.RIGHT)
        row.add(self.settings, Place.RIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill(painter, oblong(0, self.height() - 1, self.width(), 1), self, Role.LINE)
