"""Today: the day page, and the pages a person opens from it."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from ldn_desktop.i18n import _
from ldn_desktop.ui.layouts.focus_order import focus_reason
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.preferences import Preferences
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.today.day_page import DayPage

PAGES = ("note", "dose", "side effects", "calendar", "one question")
SITTING = timedelta(hours=2)
"""How long after an abrupt end a person is still in the same sitting."""


class TodayTab(QWidget):
    """Shows one day. `page_opened` carries a page to lay over the window."""

    page_opened = Signal(Page)
    help_requested = Signal()

    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__()
        self._session, self._preferences = session, preferences
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._shown_symptoms = self._tracked()
        self._page: Page | None = None
        """The page opened last; it may be gone."""
        self.day = self._new_day_page()
        session.changed.connect(self._on_change)

    def _new_day_page(self) -> DayPage:
        page = DayPage(self._session, self._preferences)
        page.page_requested.connect(self.open)
        page.help_requested.connect(self.help_requested)
        page.moved.connect(self._remember_location)
        page.day_ended.connect(self._leave_page)
        self._column.addWidget(page)
        return page

    def _tracked(self) -> list[tuple[str, str]]:
        return [(s.key, s.label) for s in self._session.diary.symptoms if s.shown]

    def _on_change(self, _dates: set[date]) -> None:
        """Build the day page anew for other questions than before; nothing is lost with the old.

        A restored backup or an import changes questions and days in one edit.
        """
        tracked = self._tracked()
        if tracked == self._shown_symptoms:
            return
        self._shown_symptoms = tracked
        old = self.day
        old.disconnect_from_session()
        self.day = self._new_day_page()
        self.day.go_to(old.date)
        self._column.removeWidget(old)
        old.hide()
        old.deleteLater()

    def disconnect_from_session(self) -> None:
        """Stop listening: another window takes this one's place."""
        self._session.changed.disconnect(self._on_change)
        self.day.disconnect_from_session()

    def undo(self) -> None:
        """Undo the last touch of this sitting, and say here what it was."""
        self.day.undo_last()

    def redo(self) -> None:
        """Make the touch again that was undone last, and say here what it was."""
        self.day.redo_last()

    def go_to(self, when: date) -> None:
        self.day.go_to(when)

    def _open_chosen(self, calendar: Page, when: date) -> None:
        """Show the day chosen in `calendar`, which leaves; the focus begins at its questions.

        Where it was before belongs to another day: one Space there would change an answer of this.
        """
        by_key = focus_reason(QApplication.focusWidget()) is Qt.FocusReason.TabFocusReason
        self.go_to(when)
        calendar.left.connect(lambda: self.day.focus_first_open(by_key=by_key))

    def open(self, name: str) -> None:
        """Open the page `name` for the day shown."""
        page = self._new_page(name)
        page.left.connect(self._remember_location)
        self._page = page
        self.page_opened.emit(page)
        self._remember_location(name)

    def _leave_page(self) -> None:
        """What nobody touched for long is about a day that has ended."""
        if self._page is not None and isValid(self._page) and self._page.isVisible():
            self._page.leave()

    def _remember_location(self, page: str = "") -> None:
        """Remember which day and page are open: the program may end at any moment."""
        today, shown = self._session.today, self.day.date
        location = ""
        if shown != today or page:
            now = self._session.clock().isoformat(timespec="minutes")
            location = f"{now} {shown.isoformat()} {page}"
        if location != self._preferences.settings.place:
            self._preferences.remember(place=location)

    def forget_location(self) -> None:
        """Start with today the next time: the window is closed, the sitting is over."""
        self._preferences.remember(place="")

    def restore_location(self) -> None:
        """Open the day and the page at which the program ended abruptly in this sitting."""
        visited, _space, rest = self._preferences.settings.place.partition(" ")
        shown, _space, page = rest.partition(" ")
        with suppress(ValueError, TypeError):
            if not timedelta() <= self._session.clock() - datetime.fromisoformat(visited) < SITTING:
                return
            when = date.fromisoformat(shown)
            if when != self.day.date:
                self.go_to(when)
            if page in PAGES:
                self.open(page)
            self.day.say(_("LDN Desktop closed unexpectedly. You are back where you were."))

    def _new_page(self, name: str) -> Page:
        session, when = self._session, self.day.date
        match name:
            case "note":
                from ldn_desktop.ui.today.note_page import NotePage

                return NotePage(session, when)
            case "dose":
                from ldn_desktop.ui.today.dose_page import DosePage

                return DosePage(session, when)
            case "side effects":
                from ldn_desktop.ui.today.side_effects_page import SideEffectsPage

                return SideEffectsPage(session, when)
            case "calendar":
                from ldn_desktop.ui.today.calendar.calendar_page import CalendarPage

                month = CalendarPage(session, self._preferences, when)
                month.day_chosen.connect(partial(self._open_chosen, month))
                return month
            case "one question":
                from ldn_desktop.ui.today.one_question.one_question_page import OneQuestionPage

                return OneQuestionPage(session, self._preferences, when)
        raise ValueError(f"no such page: {name}")
