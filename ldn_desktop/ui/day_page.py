"""The day itself: three quick answers, the questions, the dose, and a quiet last line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldn_desktop.diary import CRASH, EXERTION
from ldn_desktop.entry import morning_after, same_as_day_before
from ldn_desktop.symptoms import EXERTION as EXERTION_WORDS
from ldn_desktop.symptoms import FATIGUE, LOW_MOOD, SEVERITY, Kind
from ldn_desktop.ui.controls import Button, Label, Weight
from ldn_desktop.ui.dose_row import DoseRow
from ldn_desktop.ui.even_grid import EvenGrid
from ldn_desktop.ui.page import MARGIN, scrolling
from ldn_desktop.ui.plan_line import PlanLine
from ldn_desktop.ui.preferences import Preferences
from ldn_desktop.ui.question import FIRST_KEY, LAST_KEY, Question, SteadyTouch
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.spread_row import Place, SpreadRow
from ldn_desktop.ui.theme import Role
from ldn_desktop.ui.written_dates import clock_time, long_date, weekday
from ldn_desktop.words import Refused, _, ngettext

BETWEEN_COLUMNS = 36
ONE_COLUMN_FROM = 150
"""Percent of text size from which questions stand in one column."""
STACKED_FROM = 300


class DayPage(QWidget):
    """Asks for one day and shows what is recorded of it."""

    page_wanted = Signal(str)
    """"foggy", "note", "dose", "side effects" or "calendar"."""
    help_wanted = Signal()

    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__()
        self._session, self._preferences = session, preferences
        self.date = session.today
        self._touch = SteadyTouch()
        self._said = ""
        self._build_head()
        self._build_questions()
        self._build_foot()
        self._lay_out()
        session.changed.connect(self._on_change)
        session.saved.connect(self._on_saved)
        session.trouble.connect(self.say)
        preferences.changed.connect(self._reflow)
        self.refresh()
        self._reflow()

    def disconnect_from_session(self) -> None:
        """Stop listening: another page takes this one's place."""
        self._session.changed.disconnect(self._on_change)
        self._session.saved.disconnect(self._on_saved)
        self._session.trouble.disconnect(self.say)
        self._preferences.changed.disconnect(self._reflow)

    def _build_head(self) -> None:
        self.earlier = Button("", on_click=lambda: self.go_by(-1))
        self.later = Button("", on_click=lambda: self.go_by(1))
        self.calendar = Button(_("Calendar"), on_click=lambda: self.page_wanted.emit("calendar"))
        self.heading = Label("", scale=1.6, bold=True)
        self.heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.switch = Button("", on_click=self._switch_day)
        self.same = Button(_("Same as yesterday"), Weight.ACTION, self.same_as_yesterday)
        self.crash = Button(_("Crash day"), Weight.ACTION, self.toggle_crash)
        self.crash.setCheckable(True)
        self.foggy = Button(
            _("One question at a time"), Weight.ACTION, lambda: self.page_wanted.emit("foggy")
        )

    def _build_questions(self) -> None:
        self.plan = PlanLine(self._session)
        self.questions: list[Question] = []
        for symptom in self._session.diary.shown(Kind.SYMPTOM):
            self.questions.append(Question(symptom.key, symptom.label, SEVERITY))
        self.questions.append(Question(EXERTION, _("Exertion"), EXERTION_WORDS))
        for place, question in enumerate(self.questions):
            question.answered.connect(self.answer)
            question.step_wanted.connect(lambda by, n=place: self._step(n, by))
        self.dose = DoseRow(self._session)
        self.dose.page_wanted.connect(self.page_wanted)
        self.dose.said.connect(self.say)
        self.help_line = Button(_("Help now is here"), on_click=self.help_wanted.emit)

    def _build_foot(self) -> None:
        self.status = Label("", role=Role.QUIET)
        self.status.setAccessibleName(_("What was saved"))
        self.other_dose = Button(_("LDN dose"), on_click=lambda: self.page_wanted.emit("dose"))
        self.undo = Button(_("Undo"), on_click=self._session.undo)
        self.note = Button(_("Add a note"), on_click=lambda: self.page_wanted.emit("note"))

    def _lay_out(self) -> None:
        head, quick, asked, foot, content = (QWidget() for _n in range(5))
        top = SpreadRow(head)
        top.setContentsMargins(MARGIN - 10, 6, MARGIN - 10, 0)
        top.add(self.earlier, Place.LEFT)
        top.add(self.heading, Place.MIDDLE)
        top.add(self.switch, Place.RIGHT)
        top.add(self.later, Place.RIGHT)
        top.add(self.calendar, Place.RIGHT)
        self._quick = EvenGrid(quick, (3, 1))
        for button in (self.same, self.crash, self.foggy):
            self._quick.addWidget(button)
        self._grid = EvenGrid(asked, (2, 1), across=BETWEEN_COLUMNS, down=8)
        for widget in (*self.questions, self.dose):
            self._grid.addWidget(widget)
        bottom = SpreadRow(foot)
        bottom.setContentsMargins(MARGIN, 4, MARGIN - 10, 6)
        bottom.add(self.status, Place.LEFT)
        for button in (self.other_dose, self.undo, self.note):
            bottom.add(button, Place.RIGHT)
        column = QVBoxLayout(content)
        column.setContentsMargins(MARGIN, 8, MARGIN, 0)
        column.setSpacing(8)
        for widget in (self.plan, quick, asked, self.help_line):
            column.addWidget(widget)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(head)
        outer.addWidget(scrolling(content), 1)
        outer.addWidget(foot)

    def _reflow(self) -> None:
        percent = self._preferences.settings.text_percent
        self._grid.limit((1,) if percent >= ONE_COLUMN_FROM else (2, 1))
        for question in self.questions:
            question.grid.limit((1,) if percent >= STACKED_FROM else (5, 1))

    def go_to(self, when: date) -> None:
        """Show the day `when`; days that have not come are not shown."""
        self.date = min(when, self._session.today)
        self._said = ""
        self.refresh()

    def go_by(self, days: int) -> None:
        self.go_to(self.date + timedelta(days=days))

    def _switch_day(self) -> None:
        self.go_to(self._other_day)

    @property
    def _other_day(self) -> date:
        """Yesterday, or today when yesterday is shown: what the morning's switch leads to."""
        today = self._session.today
        return today - timedelta(days=1) if self.date == today else today

    def refresh(self) -> None:
        """Show what the diary says of this day."""
        day = self._session.diary.day(self.date)
        self._show_dates()
        for question in self.questions:
            question.show_answer(day.answers.get(question.field))
        self.crash.setChecked(day.crash)
        self.dose.show_day(self.date)
        self.plan.show_day(self.date)
        self.undo.setEnabled(self._session.can_undo)
        self.note.setText(_("Change the note") if day.note else _("Add a note"))
        self.help_line.setVisible(day.value(LOW_MOOD) == SEVERITY[-1].points)
        self.status.setText(self._said or self._summary())

    def _show_dates(self) -> None:
        today = self._session.today
        title = long_date(self.date, today)
        if title != self.heading.text():
            self.heading.setText(title)
            self.heading.setAccessibleName(title)
        before, after = self.date - timedelta(days=1), self.date + timedelta(days=1)
        self.earlier.setText("‹ " + weekday(before))
        self.earlier.setAccessibleName(_("Day before, {day}").format(day=weekday(before)))
        self.later.setText(weekday(after) + " ›")
        self.later.setAccessibleName(_("Day after, {day}").format(day=weekday(after)))
        morning = morning_after(self._session.clock())
        beside = self.date in (today, today - timedelta(days=1))
        self.switch.setVisible(morning and beside)
        self.switch.setText(_("Yesterday") if self.date == today else _("Today"))
        self.later.setVisible(self.date < today and not self.switch.isVisibleTo(self))

    def _summary(self) -> str:
        count = len(self._session.diary.day(self.date).answers)
        if not count:
            return ""
        return ngettext("{n} answer kept", "{n} answers kept", count).format(n=count)

    def say(self, sentence: str) -> None:
        """Show `sentence` in the quiet line."""
        self._said = sentence
        self.status.setText(sentence)

    def _on_saved(self, moment: datetime) -> None:
        self.say(_("Saved {time}").format(time=clock_time(moment)))

    def _on_change(self, dates: set[date]) -> None:
        if not dates or self.date in dates:
            self.refresh()

    def answer(self, field: str, value: object) -> None:
        """Record `value`; what is refused is said in the quiet line."""
        self._try(lambda: self._session.answer(self.date, field, value))

    def toggle_crash(self) -> None:
        """Mark the day as a crash, or take the mark away."""
        marked = self._session.diary.day(self.date).crash
        if self._touch.meant(CRASH):
            self.answer(CRASH, None if marked else True)
        self.crash.setChecked(self._session.diary.day(self.date).crash)

    def same_as_yesterday(self) -> None:
        """Copy the day before, then ask for fatigue afresh."""

        def copy() -> None:
            edit = same_as_day_before(self._session.diary, self.date, self._session.clock())
            self._session.record(edit)
            if FATIGUE not in self._session.diary.day(self.date).answers:
                self.questions[0].take_focus()
                self.say(_("Copied. How is the fatigue today?"))

        self._try(copy)

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Refused as refusal:
            self.refresh()
            self.say(str(refusal))

    def _step(self, place: int, by: int) -> None:
        if abs(by) == 2 and self._grid.columns_at(self._grid.geometry().width()) == 1:
            by //= 2
        place += by
        if 0 <= place < len(self.questions):
            self.questions[place].take_focus()
        elif place >= len(self.questions):
            self.dose.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = Qt.Key(event.key()), not event.modifiers()
        if plain and FIRST_KEY <= key <= LAST_KEY:
            self._first_open().answer_by_key(key - FIRST_KEY)
        elif key is Qt.Key.Key_PageUp:
            self.go_by(-1)
        elif key is Qt.Key.Key_PageDown:
            self.go_by(1)
        elif not (plain and self._preferences.settings.single_keys and self._letter(key)):
            super().keyPressEvent(event)

    def _first_open(self) -> Question:
        have = self._session.diary.day(self.date).answers
        return next((q for q in self.questions if q.field not in have), self.questions[0])

    def _letter(self, key: Qt.Key) -> bool:
        acts: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_C: self.toggle_crash,
            Qt.Key.Key_U: self._session.undo,
            Qt.Key.Key_F: lambda: self.page_wanted.emit("foggy"),
            Qt.Key.Key_T: self._preferences.next_theme,
            Qt.Key.Key_Plus: lambda: self._preferences.step_text(1),
            Qt.Key.Key_Minus: lambda: self._preferences.step_text(-1),
        }
        if key in acts:
            acts[key]()
        return key in acts
