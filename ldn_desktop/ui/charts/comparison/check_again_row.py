"""Saves the day to check again as a file that any calendar opens, and so reaches the phone."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from ldn_desktop.i18n import _, formats
from ldn_desktop.interchange import calendar_event
from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.save_path import choose_save_path
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.widgets.button import Button, ButtonKind


class CheckAgainRow(QWidget):
    """One button for `page` that saves the day `when`; the page shows where to."""

    def __init__(self, page: Page, session: Session, when: date) -> None:
        super().__init__()
        self._page, self._session, self._when = page, session, when
        day = formats.date_near(when, session.today)
        self.save = Button(
            _("Put {date} in my calendar…").format(date=day), ButtonKind.TILE, self._save
        )
        self.save.setToolTip(_("Saves a file that the calendar on a computer or phone can open"))
        RowLayout(self).add(self.save, RowSlot.LEFT)

    def _save(self) -> None:
        page, name = self._page, "check-again.ics"
        path = choose_save_path(page, _("Save for my calendar"), name, _("Calendar (*.ics)"))
        if path is None:
            return
        now = self._session.clock()
        if page.attempt(lambda: calendar_event.write_check_again(self._when, now, path)):
            page.show_saved(path)
