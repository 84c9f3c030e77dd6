"""One symptom on the page of tracked symptoms: its name and the buttons that change it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ldn_desktop.diary.symptoms import Symptom
from ldn_desktop.i18n import _
from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot
from ldn_desktop.ui.style.theme import Role, TextScale, colour
from ldn_desktop.ui.widgets.button import GAP, Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.ui.widgets.text_field import LineField


class RowAction(NamedTuple):
    """What a button of the row does, and what it is called."""

    text: str
    """What the button shows; nothing for an arrow."""
    name: str
    """What a screen reader says, such as “Move Pain up”."""
    run: Callable[[], object]
    possible: bool = True
    arrow: int = 0
    """−1 for an arrow up, 1 for one down, 0 for none."""


class ArrowButton(Button):
    """A button that shows an arrow: the bundled font has none."""

    def __init__(self, direction: int, on_click: Callable[[], object]) -> None:
        super().__init__("", ButtonKind.TILE, on_click)
        self._direction = direction

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = painter.pen()
        pen.setColor(colour(self, Role.TEXT))
        pen.setWidthF(max(1.5, self.fontMetrics().height() / 14))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        middle = QPointF(self.rect().center()) + QPointF(0.5, 0.5)
        half = self.fontMetrics().height() * 0.32
        tip = middle + QPointF(0, half * self._direction)
        tail = middle - QPointF(0, half * self._direction)
        wing = half * 0.7
        back = -wing * self._direction
        painter.drawLine(tail, tip)
        painter.drawPolyline(
            QPolygonF([tip + QPointF(-wing, back), tip, tip + QPointF(wing, back)])
        )


class SymptomRow(QWidget):
    """Name, a quiet remark, and the buttons at the right.

    Where the text is so large that the buttons would fill lines of their own, they fold into one
    “Change ›”, which emits `unfold_requested`.
    """

    unfold_requested = Signal()

    def __init__(
        self,
        symptom: Symptom,
        remark: str,
        actions: Sequence[RowAction],
        *,
        folded: bool = False,
    ) -> None:
        super().__init__()
        row = RowLayout(self)
        name = QWidget()
        name_row = RowLayout(name)
        name_row.add(Label(symptom.label, scale=TextScale.ROW), RowSlot.LEFT)
        if remark:
            name_row.add(Label(remark, role=Role.QUIET, scale=TextScale.SIDE), RowSlot.LEFT)
        row.add(name, RowSlot.WORDS)
        if folded:
            change = Button(_("Change ›"), ButtonKind.LINK, self.unfold_requested.emit)
            change.setAccessibleName(_("Change {symptom}").format(symptom=symptom.label))
            row.add(change, RowSlot.RIGHT)
            return
        buttons = QWidget()
        button_row = RowLayout(buttons)
        for action in actions:
            button_row.add(_button(action), RowSlot.LEFT)
        row.add(buttons, RowSlot.RIGHT)


def _button(action: RowAction) -> Button:
    if action.arrow:
        button: Button = ArrowButton(action.arrow, action.run)
    else:
        button = Button(action.text, ButtonKind.TILE, action.run)
    button.setAccessibleName(action.name)
    button.setToolTip(action.name)
    button.setEnabled(action.possible)
    return button


class RenameRow(QWidget):
    """A field with the old name in place of the row, and Save and Cancel."""

    submitted = Signal(str)
    cancelled = Signal()

    def __init__(self, symptom: Symptom) -> None:
        super().__init__()
        self.field = LineField(
            _("New name for {symptom}").format(symptom=symptom.label),
            symptom.label,
            characters=60,
        )
        self.field.selectAll()
        self.save = Button(_("Save"), ButtonKind.PRIMARY, self._submit)
        cancel = Button(_("Cancel"), ButtonKind.TILE, self.cancelled.emit)
        self.field.returnPressed.connect(self._submit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.field, 1)
        row.addWidget(self.save)
        row.addWidget(cancel)
        QTimer.singleShot(0, self.field, self.field.setFocus)

    def _submit(self) -> None:
        self.submitted.emit(self.field.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape cancels the renaming and not the whole page."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)
