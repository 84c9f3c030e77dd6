"""A page over the whole window: a heading, a way back, and what it holds, scrolling if tall."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ldn_desktop.ui.controls import Button, Label
from ldn_desktop.ui.spread_row import Place, SpreadRow
from ldn_desktop.words import _

MARGIN = 28
WIDEST = 900
"""Lines longer than this tire the eye; wider windows get wider margins."""


def scrolling(content: QWidget) -> QScrollArea:
    """`content` in a frame that scrolls up and down and never sideways."""
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


class Page(QWidget):
    """Something beside the tabs. `left` is sent when the person is done with it."""

    left = Signal()

    def __init__(self, title: str, back: str | None = None) -> None:
        super().__init__()
        self.heading = Label(title, scale=1.6, bold=True)
        self.heading.setAccessibleName(title)
        self.back = Button(_("‹ Back") if back is None else back, on_click=self.leave)
        head = QWidget()
        row = SpreadRow(head)
        row.add(self.back, Place.LEFT)
        row.add(self.heading, Place.MIDDLE)
        content = QWidget()
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(MARGIN, 8, MARGIN, MARGIN)
        self.column.setSpacing(16)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        outer.addWidget(head)
        outer.addWidget(scrolling(content), 1)
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(MARGIN, 0, MARGIN, 16)
        outer.addLayout(self.foot)
        head.setContentsMargins(MARGIN - 10, 0, MARGIN - 10, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """Go back to where the person came from."""
        self.left.emit()
