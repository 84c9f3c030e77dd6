"""The last line of Today: what was saved, and what can be done next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ldn_desktop.i18n import _
from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot
from ldn_desktop.ui.pages.page import Footer
from ldn_desktop.ui.style.theme import Role
from ldn_desktop.ui.widgets.button import QUIET_PADDING, Button
from ldn_desktop.ui.widgets.label import Label


class DayFooter(Footer):
    """Stays in sight beneath the questions. `more` may scroll with them instead."""

    def __init__(
        self,
        on_help: Callable[[], object],
        on_undo: Callable[[], object],
        on_dose: Callable[[], object],
        on_note: Callable[[], object],
    ) -> None:
        super().__init__()
        self.status = Label("", role=Role.QUIET)
        self.help = Button(_("Help now, if you need it"), on_click=on_help)
        self.undo = Button(_("Undo"), on_click=on_undo)
        self.dose = Button("", on_click=on_dose)
        self.note = Button("", on_click=on_note)
        self.more = QWidget()
        more = RowLayout(self.more)
        for button in (self.dose, self.note):
            more.add(button, RowSlot.RIGHT)
        self._row = RowLayout(self)

    def set_side_margin(self, side: int) -> None:
        """Keep `side` px free at both ends; the row ends with a button, which is padded itself."""
        self._row.setContentsMargins(side, 4, side - QUIET_PADDING, 8)

    def arrange(self, *, with_help: bool, with_more: bool) -> None:
        """Take in what stands elsewhere, or leave it there."""
        widgets: list[tuple[QWidget, RowSlot]] = [(self.status, RowSlot.WORDS)]
        if with_help:
            widgets.append((self.help, RowSlot.LEFT))
        widgets.append((self.undo, RowSlot.RIGHT))
        if with_more:
            widgets.append((self.more, RowSlot.RIGHT))
        for widget, position in widgets:
            self._row.add(widget, position)
