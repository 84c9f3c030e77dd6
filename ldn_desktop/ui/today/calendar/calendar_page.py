"""A month by severity: one touch reads a day at the side, Enter goes there."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ldn_desktop.diary.symptoms import Symptom, SymptomKind
from ldn_desktop.i18n import _, pgettext
from ldn_desktop.ui.choices.choice import Choice
from ldn_desktop.ui.layouts.focus_order import hand_focus_on
from ldn_desktop.ui.layouts.page_columns import PageColumn
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.preferences import Preferences
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.style.theme import percent_now
from ldn_desktop.ui.today.calendar.calendar_key import CalendarKey
from ldn_desktop.ui.today.calendar.day_summary import DaySummary, summary_text
from ldn_desktop.ui.today.calendar.diary_month import DiaryMonth
from ldn_desktop.ui.widgets import accessibility
from ldn_desktop.ui.widgets.button import GAP, Button, ButtonKind
from ldn_desktop.wording.difference_text import of_day

BESIDE_GAP = 36
PANEL = 376
"""Px of the side panel's width at 100 % text: two names of symptoms stand side by side."""
WIDE_FROM = 1200
AROUND_WEEKS, AROUND_WEEKS_WHEN_NARROW = 280, 308
"""Px of the page's height that are not for the weeks; the key needs one line, or two."""
QWIDGETSIZE_MAX = 16_777_215
SIDE_BY_SIDE_FROM = 960
"""Px of the window's width at 100 % text from which the panel stands beside the month."""


class CalendarPage(Page):
    """Choose a day of the diary, or just look at it."""

    max_width_in_em = None
    day_chosen = Signal(object)

    def __init__(self, session: Session, preferences: Preferences, when: date) -> None:
        super().__init__(_("Calendar"), _("‹ Today"))
        self._session, self._preferences = session, preferences
        self._today = session.clock().date()
        symptoms = session.diary.shown(SymptomKind.SYMPTOM)
        symptom = self._first_symptom(symptoms)
        self.month = DiaryMonth(
            session.diary, when, self._today, symptom, lambda: preferences.theme
        )
        self.month.day_chosen.connect(self._read)
        self.month.day_opened.connect(self._open)
        left = PageColumn()
        left.column.addWidget(self.month)
        left.column.addWidget(CalendarKey(lambda: preferences.theme))
        left.finish()
        self._panel = self._build_panel(symptoms, symptom)
        board = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, board)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(BESIDE_GAP)
        self._row.addWidget(left, 1)
        self._row.addWidget(self._panel)
        self.column.addWidget(board)
        self.column.addStretch(1)
        session.changed.connect(self._on_change)

    def _first_symptom(self, symptoms: list[Symptom]) -> str:
        """The one that Charts shows first, where it is tracked."""
        keys = [symptom.key for symptom in symptoms]
        charted = [key for key in self._preferences.settings.charted if key in keys]
        return (charted or keys or [""])[0]

    def _build_panel(self, symptoms: list[Symptom], current: str) -> QWidget:
        panel = PageColumn()
        column = panel.column
        self.symptom = Choice(
            pgettext("what is shown", "Show"),
            [(s.key, s.label) for s in symptoms],
            current,
            (2, 1),
            ButtonKind.TILE,
        )
        self.symptom.chosen.connect(self._show_symptom)
        column.addWidget(self.symptom)
        column.addSpacing(2 * GAP)
        self._summary = self._new_summary()
        column.addWidget(self._summary)
        column.addSpacing(GAP)
        self.open = Button(
            _("Open this day"), ButtonKind.PRIMARY, lambda: self._open(self.month.chosen)
        )
        column.addWidget(self.open)
        column.addSpacing(GAP)
        self.paper = Button(_("On paper…"), ButtonKind.TILE, self._open_sheet)
        self.paper.setToolTip(
            _("Print a sheet for this month, fill it in by hand and type in the answers later")
        )
        column.addWidget(self.paper)
        panel.finish()
        self._panel_column = column
        return panel

    @property
    def days(self) -> dict[date, Button]:
        """The days that are shown, by date."""
        return self.month.days

    def _show_symptom(self, key: object) -> None:
        self.symptom.show_chosen(key)
        self.month.show_symptom(str(key))

    def _read(self, when: date) -> None:
        """Show what was recorded on `when`, and have it read out."""
        self._show_summary()
        session = self._session
        differing = of_day(session.diary, session.differences, when)
        accessibility.say(self, summary_text(session.diary, when, self._today, differing))

    def _new_summary(self) -> DaySummary:
        session, when = self._session, self.month.chosen
        differing = of_day(session.diary, session.differences, when)
        return DaySummary(session.diary, when, self._today, differing)

    def _show_summary(self) -> None:
        old = self._summary
        self._summary = self._new_summary()
        self._panel_column.replaceWidget(old, self._summary)
        self._summary.show()
        hand_focus_on(old, self._summary)
        old.hide()
        old.deleteLater()

    def _on_change(self, _dates: object) -> None:
        self.month.refresh()
        self._show_summary()

    def _open_sheet(self) -> None:
        from ldn_desktop.ui.today.on_paper.month_sheet_page import MonthSheetPage

        when = self.month.chosen
        self.page_opened.emit(MonthSheetPage(self._session, self._preferences, when))

    def _open(self, when: date) -> None:
        self.day_chosen.emit(when)
        self.leave()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def on_font_changed(self) -> None:
        super().on_font_changed()
        self._arrange()

    def _arrange(self) -> None:
        """The panel stands beside the month, or beneath it."""
        beside = self.width() * 100 >= SIDE_BY_SIDE_FROM * percent_now()
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        around = AROUND_WEEKS if self.width() >= WIDE_FROM else AROUND_WEEKS_WHEN_NARROW
        self.month.share_height(self.height() - around if beside else 0)
        limit = PANEL * percent_now() // 100 if beside else QWIDGETSIZE_MAX
        self._panel.setMaximumWidth(limit)
        self._panel.setMinimumWidth(limit if beside else 0)

    def begin(self, reason: Qt.FocusReason) -> None:
        self.days[self.month.chosen].setFocus(reason)
