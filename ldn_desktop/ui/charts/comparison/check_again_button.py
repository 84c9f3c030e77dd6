"""Saves the day to check again as a file that any calendar opens, and so reaches the phone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ldn_desktop.i18n import _
from ldn_desktop.interchange import calendar_event
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.save_path import choose_save_path
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.widgets.button import Button, ButtonKind


def check_again_button(page: Page, session: Session, day: Callable[[], date | None]) -> Button:
    """A button for `page` that saves the `day` of the moment it is touched."""

    def save() -> None:
        when = day()
        if when is None:
            return
        name, kinds = "check-again.ics", _("Calendar (*.ics)")
        path = choose_save_path(page, _("Save for my calendar"), name, kinds)
        if path is None:
            return
        if page.attempt(lambda: calendar_event.write_check_again(when, session.clock(), path)):
            page.show_saved(path)

    return Button(_("Save this day for my calendar…"), ButtonKind.TILE, save)
