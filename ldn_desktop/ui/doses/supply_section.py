"""How many doses are left, and a field to count them anew."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.ui.widgets.text_field import LineField

MAX_DIGITS = 5


class SupplySection(Group):
    """One line: what is left, and “Update supply”, which makes room for a number."""

    counted = Signal()
    """Save was touched: `doses()` has the number."""

    def __init__(self) -> None:
        super().__init__(_("Supply"))
        self.text = Label("")
        self.update_button = Button(_("Update supply"), ButtonKind.TILE, self._open)
        self.field = LineField(_("Doses you have left now"), characters=8)
        self.save = Button(_("Save"), ButtonKind.TILE, self.counted.emit)
        self.save.setAccessibleName(_("Save your supply"))
        self.field.returnPressed.connect(self.counted.emit)
        row = RowLayout(self)
        row.add(self.text, RowSlot.WORDS)
        row.add(self.update_button, RowSlot.LEFT)
        self._entry = QWidget()
        entry_row = RowLayout(self._entry)
        entry_row.add(Label(self.field.accessibleName()), RowSlot.LEFT)
        entry_row.add(self.field, RowSlot.LEFT)
        entry_row.add(self.save, RowSlot.LEFT)
        row.add(self._entry, RowSlot.LEFT)
        self._entry.hide()

    def _open(self) -> None:
        self.update_button.hide()
        self._entry.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_supply(self, text: str) -> None:
        """Show `text`, or how to begin where nothing was counted yet."""
        self.text.setText(
            text or _("Count your doses once. The diary counts for you from then on.")
        )
        self.field.clear()
        self._entry.hide()
        self.update_button.show()

    def doses(self) -> int:
        """The number that was typed. Raises UserError where it is none."""
        text = self.field.text().strip()
        if not text.isdecimal() or len(text) > MAX_DIGITS:
            raise UserError(_("“{n}” is not a number of doses from 0 to 2000.").format(n=text))
        return int(text)
