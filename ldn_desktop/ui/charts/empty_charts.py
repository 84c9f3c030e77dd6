"""What lies over the empty frame of Charts until there is a first day."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldn_desktop.i18n import _
from ldn_desktop.ui.layouts.grid_layout import GridLayout
from ldn_desktop.ui.style.theme import TextScale
from ldn_desktop.ui.widgets.button import ENTRY_SIDE, OTHER_SIDE, Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label

WIDEST = 36
"""Text sizes that it takes across at most."""


class EmptyCharts(QWidget):
    """Two ways on, in the middle of `picture`; nothing of the frame jumps when it goes."""

    today_requested = Signal()
    example_requested = Signal()

    def __init__(self, picture: QWidget) -> None:
        super().__init__(picture)
        self.setAutoFillBackground(True)
        board = QWidget()
        grid = GridLayout(board, (2, 1))
        self.start = Button(
            _("Answer today’s questions"), ButtonKind.PRIMARY, self.today_requested.emit
        )
        self.example = Button(
            _("Show me an example"), ButtonKind.SHORTCUT, self.example_requested.emit
        )
        # The height of its neighbour, which is one of the large ones.
        self.start.set_extra_height(ENTRY_SIDE - OTHER_SIDE)
        for button in (self.start, self.example):
            grid.addWidget(button)
        self.note = Label(
            _("The example is made up, not from a real person. It is never mixed with your diary."),
            scale=TextScale.SIDE,
        )
        self.note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(board)
        column.addWidget(self.note)
        self.hide()
        picture.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self._centre()
        return False

    def on_font_changed(self) -> None:
        """The width that its words need."""
        self._centre()

    def _centre(self) -> None:
        picture = self.parentWidget()
        assert picture is not None
        width = min(picture.width(), WIDEST * self.fontMetrics().height() * 4 // 5)
        height = min(picture.height(), self.heightForWidth(width))
        left, top = (picture.width() - width) // 2, (picture.height() - height) // 2
        self.setGeometry(left, top, width, height)
