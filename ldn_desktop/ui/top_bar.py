"""The three tabs, and Help now and Settings in their corner.

A page over the tabs has a bar of its own: `PageBar` in ui/pages/page.py.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QTabBar, QWidget

from ldn_desktop.i18n import _
from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot
from ldn_desktop.ui.pages.page import BAR_HEIGHT, margin_for
from ldn_desktop.ui.style import fonts
from ldn_desktop.ui.style.painting import CENTRED, hair_line, outline, rounded
from ldn_desktop.ui.style.theme import Role, TextScale, colour, percent_now
from ldn_desktop.ui.widgets.button import BY_KEY, QUIET_PADDING, Button
from ldn_desktop.ui.widgets.label import Label

UNDERLINE = 4
AROUND, AROUND_WHEN_CROWDED = 36, 24
"""Px around the word of a tab: with large text both ways out stay on the same line."""
CROWDED_FROM = 200


class Tabs(QTabBar):
    """Tabs as words: the chosen one bold with a thick line beneath it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keyboard_focus = False
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)
        self.setAccessibleName(_("Pages"))
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _text_font(self, bold: bool) -> QFont:
        return fonts.scaled(self.font(), TextScale.TAB, bold=bold)

    @property
    def around(self) -> int:
        """Px around the word of each tab, both sides together."""
        return AROUND if percent_now() < CROWDED_FROM else AROUND_WHEN_CROWDED

    def tabSizeHint(self, index: int) -> QSize:
        metrics = QFontMetrics(self._text_font(bold=True))
        width = metrics.horizontalAdvance(self.tabText(index)) + self.around
        return QSize(width, max(BAR_HEIGHT, metrics.height() + 24))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self._show_ring(event.reason() in BY_KEY)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._show_ring(True)
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._show_ring(False)
        super().mousePressEvent(event)

    def _show_ring(self, by_key: bool) -> None:
        """A finger knows where it touched; a key needs the ring."""
        self._keyboard_focus = by_key
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(self.count()):
            self._paint_tab(painter, index)

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        chosen = index == self.currentIndex()
        half = self.around // 2
        # Always where the bold word stands, so that nothing moves when it is chosen.
        word = self.tabRect(index).adjusted(half, 0, -half, 0)
        painter.setFont(self._text_font(chosen))
        painter.setPen(colour(self, Role.TEXT if chosen else Role.QUIET))
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(word, side if index == 0 else CENTRED, self.tabText(index))
        if not chosen:
            return
        line = QRectF(word.left(), word.bottom() + 1 - UNDERLINE, word.width(), UNDERLINE)
        painter.fillPath(rounded(line, 2), colour(self, Role.ACCENT_TEXT))
        if self.hasFocus() and self._keyboard_focus:
            ring = rounded(QRectF(word.adjusted(-9, 6, 9, -UNDERLINE - 4)))
            outline(painter, ring, colour(self, Role.ACCENT_TEXT), 3)


class TopBar(QWidget):
    """Tabs at the left, the two ways out at the right, a thin line beneath."""

    def __init__(
        self,
        names: list[str],
        on_help: Callable[[], object],
        on_settings: Callable[[], object],
        notice: str = "",
    ) -> None:
        """`notice` stands between the two ends on every tab."""
        super().__init__()
        self.tabs = Tabs(self)
        for name in names:
            self.tabs.addTab(name)
        self.help = Button(_("Help now"), on_click=on_help)
        self.settings = Button(_("Settings"), on_click=on_settings)
        self._row = RowLayout(self)
        self._row.add(self.tabs, RowSlot.LEFT)
        if notice:
            words = Label(notice, scale=TextScale.SIDE, role=Role.QUIET)
            words.setAlignment(CENTRED)
            self._row.add(words, RowSlot.MIDDLE)
        self._row.add(self.help, RowSlot.RIGHT)
        self._row.add(self.settings, RowSlot.RIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        side = margin_for(self.width())
        self._row.setContentsMargins(side - self.tabs.around // 2, 0, side - QUIET_PADDING, 0)
        super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        hair_line(QPainter(self), self, self.height() - 1)
