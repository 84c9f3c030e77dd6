"""A table on the ground of its page: no frame, no grid, nothing that moves or can be dragged."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from ldn_desktop.ui.pages.page import SCROLL_BAR

Index = QModelIndex | QPersistentModelIndex
_STYLE = """
QTableView { background: palette(window); border: none; }
QTableView, QHeaderView { widget-animation-duration: 0; background: palette(window); }
"""


class BareTable(QTableView):
    """Tab goes on to the next control; the arrow keys move within the table."""

    def __init__(
        self, model: QAbstractItemModel, name: str, style: str, parent: QWidget | None = None
    ) -> None:
        """`name` is read out; `style` is a style sheet for what is not the same in all tables."""
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setStyleSheet(_STYLE + style + SCROLL_BAR)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setHighlightSections(False)
            header.setSectionsClickable(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the current cell where none is chosen: Qt alone makes the first one current unseen
        and unsaid, and Down would lead to the second. A mouse chooses what it points at."""
        super().focusInEvent(event)
        chosen = self.selectionModel()
        if event.reason() is not Qt.FocusReason.MouseFocusReason and not chosen.hasSelection():
            self.setCurrentIndex(self.currentIndex())
