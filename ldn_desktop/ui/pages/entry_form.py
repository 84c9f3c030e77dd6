"""The form beside a timeline: it adds an entry, or changes or removes one that is there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ldn_desktop.i18n import _
from ldn_desktop.ui.dates.date_picker import DatePicker
from ldn_desktop.ui.layouts.row_layout import at_left
from ldn_desktop.ui.pages.section import Section
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.text_field import LineField


class EntryForm(Section):
    """Save, Cancel and Remove. Subclasses add their fields, then the buttons below them."""

    saved = Signal()
    """Save was touched, and every date can be read: the form has what was entered."""
    removed = Signal()
    cancelled = Signal()

    def __init__(self, title: str) -> None:
        """`title` is that of a new entry."""
        super().__init__(title)
        self._new_title = title

    def add_buttons(self, remove: str, space: int) -> None:
        """Add the buttons, `space` px below what is there; `remove` is the text of the last."""
        self.save = Button(_("Save"), ButtonKind.PRIMARY, self._save)
        self.cancel = Button(_("Cancel"), ButtonKind.TILE, self.cancelled.emit)
        self.remove = Button(remove, ButtonKind.TILE, self.removed.emit)
        self.cancel.hide()
        self.remove.hide()
        self.add(at_left(self.save, self.cancel, self.remove), space)

    def show_change(self, title: str) -> None:
        """Offer to change or to remove the entry that is shown, under `title`."""
        self.set_title(title)
        self.cancel.show()
        self.remove.show()

    def show_new(self) -> None:
        """Offer to add a new entry."""
        self.set_title(self._new_title)
        self.cancel.hide()
        self.remove.hide()

    def clear(self) -> None:
        """Be ready for a new entry."""
        raise NotImplementedError

    def shown_dates(self) -> list[DatePicker]:
        """The dates that belong to the entry as it is now."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field saves; buttons and days of the calendar take it for themselves."""
        in_field = isinstance(self.focusWidget(), QLineEdit)
        if in_field and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.save.click()
        else:
            super().keyPressEvent(event)

    def _save(self) -> None:
        if all(picker.commit() for picker in self.shown_dates()):
            self.saved.emit()


def begin_typing(field: LineField) -> None:
    """Put the cursor into `field`, with its text selected: typing replaces it."""
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    field.selectAll()
