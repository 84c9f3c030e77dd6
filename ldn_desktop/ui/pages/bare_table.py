"""A table on the ground of its page: no frame, no grid, nothing that moves or can be dragged."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
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
