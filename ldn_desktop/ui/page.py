"""A page over the whole window: a heading, a way back, and what it holds, scrolling if tall."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontInfo, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ldn_desktop.ui.controls import Button, Label
from ldn_desktop.ui.spread_row import Place, SpreadRow
from ldn_desktop.words import _

MARGIN = 28
SCROLL_BAR = """
QScrollBar:vertical { background: palette(window); width: 14px; margin: 0; }
QScrollBar::handle:vertical { background: palette(mid); border-radius: 4px; min-height: 44px;
    margin: 0 3px; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""


def scrolling(content: QWidget) -> QScrollArea:
    """`content` in a frame that scrolls up and down and never sideways."""
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.verticalScrollBar().setStyleSheet(SCROLL_BAR)
    return area


class Page(QWidget):
    """Something beside the tabs. `left` is sent when the person is done with it."""

    left = Signal()
    widest_in_letters = 64
    """Widest content, in heights of a letter; wider windows get wider margins."""

    def __init__(self, title: str, back: str | None = None) -> None:
        super().__init__()
        self.heading = Label(title, scale=1.6, bold=True)
        self.heading.setAccessibleName(title)
        self.back = Button(_("‹ Back") if back is None else back, on_click=self.leave)
        head = QWidget()
        row = SpreadRow(head)
        row.setContentsMargins(MARGIN - 10, 0, MARGIN - 10, 0)
        row.add(self.back, Place.LEFT)
        row.add(self.heading, Place.MIDDLE)
        self._content = QWidget()
        self.column = QVBoxLayout(self._content)
        self.column.setSpacing(16)
        self._spread()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        outer.addWidget(head)
        outer.addWidget(scrolling(self._content), 1)
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(MARGIN, 0, MARGIN, 16)
        outer.addLayout(self.foot)

    def swap(self, old: QWidget, new: QWidget) -> QWidget:
        """Put `new` where `old` stands in the column; returns `new`."""
        self.column.replaceWidget(old, new)
        old.hide()
        old.deleteLater()
        return new

    def _spread(self) -> None:
        """Keep lines short: what a wide window has over goes to both margins."""
        widest = self.widest_in_letters * QFontInfo(self.font()).pixelSize()
        side = max(MARGIN, (self.width() - widest) // 2)
        self.column.setContentsMargins(side, 8, side, MARGIN)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._spread()
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """Go back to where the person came from."""
        self.left.emit()
