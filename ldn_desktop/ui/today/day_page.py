"""The day itself: three quick answers, the questions, the dose, and a quiet last line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldn_desktop.diary.fields import CRASH, SCALE_FIELDS
from ldn_desktop.diary.recording import same_as_day_before
from ldn_desktop.diary.symptoms import FATIGUE, LOW_MOOD, SEVERITY, Kind
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, formats, ngettext
from ldn_desktop.ui.preferences import Preferences
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.today.date_header import DateHeader
from ldn_desktop.ui.today.dose_section import DoseSection
from ldn_desktop.ui.today.planned_dose_prompt import PlannedDosePrompt
from ldn_desktop.ui.today.question import (
    ONE_COLUMN_FROM,
    Question,
    answer_index,
    is_single_key,
)
from ldn_desktop.ui.widgets import accessibility
from ldn_desktop.ui.widgets.button import QUIET_PADDING, Button, ButtonKind
from ldn_desktop.ui.widgets.double_click_guard import DoubleClickGuard
from ldn_desktop.ui.widgets.grid_layout import GridLayout
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.ui.widgets.page import MARGIN, Footer, scrolling
from ldn_desktop.ui.widgets.row_layout import Place, RowLayout
from ldn_desktop.ui.widgets.theme import Role

BETWEEN_COLUMNS = 36
WIDEST = 1344
"""Px of 100 % text that the questions are wide at the most: a pointer has to cross them."""
USUAL_HEIGHT, ROWS, MOST_EXTRA_HEIGHT, MOST_EXTRA_SPACING = 660, 6, 32, 20
"""Px of height that need not be shared out, and what each row gets of the rest."""
UNATTENDED = timedelta(minutes=10)
SLOW_MS = 1000
"""From then on the last line admits that a touch is not saved yet."""


class DayPage(QWidget):
    """Asks for one day and shows what is recorded of it."""

    page_wanted = Signal(str)
    """"one question", "note", "dose", "side effects" or "calendar"."""
    help_wanted = Signal()
    moved = Signal()
    """Another day is shown now."""

    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__()
        self._session, self._preferences = session, preferences
        self.date = session.today
        self._touch = DoubleClickGuard()
        self._extra_height = 0
        self._message, self._hint, self._refused = "", "", False
        self._build_head()
        self._build_questions()
        self._build_foot()
        self._lay_out()
        session.changed.connect(self._on_change)
        session.saved.connect(self._on_saved)
        session.trouble.connect(self._on_trouble)
        preferences.changed.connect(self._reflow)
        now = session.clock()
        self._hour, self._diary_day, self._touched_at = (now.date(), now.hour), self.date, now
        self._minute = QTimer(self)
        self._minute.timeout.connect(self._check_clock)
        self._minute.start(60_000)
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._slow.timeout.connect(self._on_slow_save)
        self.refresh()
        self._reflow()

    def disconnect_from_session(self) -> None:
        """Stop listening: another page takes this one's place."""
        self._session.changed.disconnect(self._on_change)
        self._session.saved.disconnect(self._on_saved)
        self._session.trouble.disconnect(self._on_trouble)
        self._preferences.changed.disconnect(self._reflow)

    def _build_head(self) -> None:
        self.header = DateHeader(self._session)
        self.header.day_wanted.connect(self.go_to)
        self.header.calendar_wanted.connect(lambda: self.page_wanted.emit("calendar"))
        self.earlier, self.later, self.switch = (
            self.header.earlier,
            self.header.later,
            self.header.switch,
        )
        self.heading, self.calendar = self.header.heading, self.header.calendar
        self.same = Button("", ButtonKind.SHORTCUT, self.same_as_day_before)
        self.crash = Button(_("Crash day"), ButtonKind.SHORTCUT, self.toggle_crash)
        self.crash.setAccessibleName(_("Crash day, I cannot rate"))
        self.crash.setCheckable(True)
        self.one_question = Button(
            _("One question at a time"),
            ButtonKind.SHORTCUT,
            lambda: self.page_wanted.emit("one question"),
        )

    def _build_questions(self) -> None:
        self.plan = PlannedDosePrompt(self._session)
        self.questions: list[Question] = []
        for symptom in self._session.diary.shown(Kind.SYMPTOM):
            self.questions.append(Question(symptom.key, symptom.label, SEVERITY))
        self.questions += [Question(f.key, f.label, f.words) for f in SCALE_FIELDS]
        for place, question in enumerate(self.questions):
            question.answered.connect(self.answer)
            question.step_wanted.connect(lambda by, n=place: self._step(n, by))
        self.dose = DoseSection(self._session)
        self.dose.page_wanted.connect(self.page_wanted)
        self.dose.refused.connect(self.say)
        self.help_line = Button(_("Help now is here"), on_click=self.help_wanted.emit)

    def _build_foot(self) -> None:
        self.status = Label("", role=Role.QUIET)
        self.status.setAccessibleName(_("What was saved"))
        self.other_dose = Button(_("LDN dose"), on_click=lambda: self.page_wanted.emit("dose"))
        self.undo = Button(_("Undo"), on_click=self._on_undo_clicked)
        self.note = Button(_("Add a note"), on_click=lambda: self.page_wanted.emit("note"))

    def _lay_out(self) -> None:
        self._quick, asked, self._more, content = (QWidget() for _n in range(4))
        foot = Footer()
        # Around it while it is empty: it is laid out once then, in the size it will have.
        self._scrolled = scrolling(content)
        quick = GridLayout(self._quick, (3, 1))
        for button in (self.same, self.crash, self.one_question):
            quick.addWidget(button)
        self._grid = GridLayout(asked, (2, 1), across=BETWEEN_COLUMNS, down=8)
        for group in (*self.questions, self.dose):
            self._grid.addWidget(group)
        more = RowLayout(self._more)
        for button in (self.other_dose, self.note):
            more.add(button, Place.RIGHT)
        self._bottom = RowLayout(foot)
        # The last line begins with plain words and ends with a button, which is padded itself.
        self._bottom.setContentsMargins(MARGIN, 4, MARGIN - QUIET_PADDING, 6)
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(MARGIN, 8, MARGIN, 0)
        self._column.setSpacing(8)
        for widget in (self.plan, self._quick, asked):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._outer.addWidget(self._scrolled, 1)
        self._outer.addWidget(foot)
        self._scrolled.verticalScrollBar().rangeChanged.connect(foot.cut_off)

    def _reflow(self) -> None:
        settings = self._preferences.settings
        self._grid.limit((1,) if settings.text_percent >= ONE_COLUMN_FROM else (2, 1))
        for name, button in (
            ("same", self.same),
            ("crash", self.crash),
            ("foggy", self.one_question),
        ):
            button.setVisible(name in settings.quick_answers)
        self._quick.setVisible(bool(settings.quick_answers))
        self._place_header_and_footer(scrolled=settings.text_percent >= ONE_COLUMN_FROM)
        self._apply_size()

    def _place_header_and_footer(self, *, scrolled: bool) -> None:
        """Large letters need the height: the date and the ways to more scroll with the rest.

        What was saved and Undo never do.
        """
        (self._column if scrolled else self._outer).insertWidget(0, self.header)
        mood = [question for question in self.questions if question.field == LOW_MOOD]
        last = [(self.status, Place.WORDS), (self.undo, Place.RIGHT)]
        if scrolled and mood:  # near the finger, where there is room for it
            self._grid.add_after(self.help_line, mood[0])
        else:
            last.insert(1, (self.help_line, Place.LEFT))
        if scrolled:
            self._column.addWidget(self._more)
        else:
            last.append((self._more, Place.RIGHT))
        for widget, place in last:
            self._bottom.add(widget, place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._apply_size()

    def _apply_size(self) -> None:
        """A large window gets larger answers and more spacing, and lines no longer than an arm."""
        percent = self._preferences.settings.text_percent
        side = max(MARGIN, (self.width() - WIDEST * percent // 100) // 2)
        scrolled = percent >= ONE_COLUMN_FROM
        self._column.setContentsMargins(side, 8, side, 0)
        self._bottom.setContentsMargins(side, 4, side - QUIET_PADDING, 6)
        ends = 0 if scrolled else side - QUIET_PADDING
        self.header.setContentsMargins(ends, 0 if scrolled else 8, ends, 0)
        over = 0 if scrolled else self.height() - USUAL_HEIGHT
        extra = max(0, min(MOST_EXTRA_HEIGHT, over // ROWS))
        spacing = max(0, min(MOST_EXTRA_SPACING, over // ROWS - extra))
        self._column.setSpacing(8 + spacing)
        self._grid.spread(8 + spacing)
        if extra != self._extra_height:
            self._extra_height = extra
            for button in self.findChildren(Button):
                if button.kind is not ButtonKind.WORD:
                    button.set_extra_height(extra)

    def go_to(self, when: date) -> None:
        """Show the day `when`; days that have not come are not shown."""
        self.date = min(when, self.header.by_clock)
        self._message, self._hint, self._refused = "", "", False
        self.refresh()
        self.moved.emit()

    def go_by(self, days: int) -> None:
        self.go_to(self.date + timedelta(days=days))

    def _check_clock(self) -> None:
        """Say it when a day has ended; a page that nobody touched for long turns to the new one."""
        now = self._session.clock()
        hour = (now.date(), now.hour)
        if hour == self._hour:
            return
        was_today, self._hour = self.date == self._diary_day, hour
        self._diary_day = self._session.today
        if was_today and now - self._touched_at > UNATTENDED:
            self.go_to(self._diary_day)
        else:
            self.refresh()

    def refresh(self) -> None:
        """Show what the diary says of this day."""
        day = self._session.diary.day(self.date)
        self.header.show_day(self.date)
        today = self.date == self.header.by_clock
        self.same.setText(_("Same as yesterday") if today else _("Same as the day before"))
        for question in self.questions:
            question.show_answer(day.answers.get(question.field))
        self.crash.setChecked(day.crash)
        self.dose.show_day(self.date)
        self.plan.show_day(self.date)
        self.undo.set_spent(not self._session.can_undo)
        self.note.setText(_("Change the note") if day.note else _("Add a note"))
        self.help_line.setVisible(day.value(LOW_MOOD) == SEVERITY[-1].points)
        self.status.setText(self._message or self._summary())

    def _summary(self) -> str:
        count = len(self._session.diary.day(self.date).answers)
        if not count:
            return ""
        return ngettext("{n} answer kept", "{n} answers kept", count).format(n=count)

    def say(self, sentence: str) -> None:
        """Show `sentence` in the quiet line until something else happens; have it read out."""
        self._message = sentence
        self.status.setText(sentence)
        accessibility.say(self, sentence)

    def _on_slow_save(self) -> None:
        """What stands in the line would be a time before this touch."""
        if not self._session.all_saved:
            self.say(_("Saving …"))

    def _on_trouble(self, sentence: str) -> None:
        self._slow.stop()
        self.say(sentence)

    def _on_saved(self, moment: datetime) -> None:
        if not self._session.all_saved:
            return
        self._slow.stop()
        if self._refused:  # an earlier touch is saved now: that must not hide what was refused
            return
        saved = _("Saved {time}").format(time=formats.clock_time(moment))
        crash = self._session.diary.day(self.date).crash
        also = self._hint or (_("Nothing more is asked.") if crash else "")
        self._message = f"{also} {saved}".strip()
        self.status.setText(self._message)

    def _on_change(self, dates: set[date]) -> None:
        self._hint, self._refused = "", False
        self._slow.start()
        self._touched_at = self._session.clock()
        if not dates or self.date in dates:
            self.refresh()

    def answer(self, field: str, value: object) -> None:
        """Record `value`; what is refused is said in the quiet line."""
        self._attempt(lambda: self._session.answer(self.date, field, value))

    def toggle_crash(self) -> None:
        """Mark the day as a crash, or take the mark away."""
        marked = self._session.diary.day(self.date).crash
        if self._touch.meant(CRASH):
            self.answer(CRASH, None if marked else True)
        self.crash.setChecked(self._session.diary.day(self.date).crash)

    def same_as_day_before(self) -> None:
        """Copy the day before, then ask for fatigue afresh."""

        def copy() -> None:
            edit = same_as_day_before(self._session.diary, self.date, self._session.clock())
            self._session.record(edit)
            fatigue = [q for q in self.questions if q.field == FATIGUE]
            if fatigue and FATIGUE not in self._session.diary.day(self.date).answers:
                fatigue[0].take_focus(by_key=self.same.keyboard_focus)
                self._hint = _("Copied. How is the fatigue today?")
                self.say(self._hint)

        self._attempt(copy)

    def _on_undo_clicked(self) -> None:
        # A double click must not take back a second answer.
        if self._touch.meant("undo"):
            self.undo_last()

    def undo_last(self) -> None:
        """Undo the last touch of this sitting, and show the day it was on."""
        edit = self._session.undo()
        if edit is None:
            self._hint = _("Nothing is left to take back.")
            self.say(self._hint)
            return
        if edit.dates and self.date not in edit.dates:
            self.go_to(max(edit.dates))
        self._hint = _("Taken back.")
        self.say(self._hint)

    def _attempt(self, act: Callable[[], object]) -> None:
        try:
            act()
        except UserError as refusal:
            self.refresh()
            self._refused = True
            self.say(str(refusal))

    def _step(self, place: int, by: int) -> None:
        if abs(by) == 2 and self._grid.columns_at(self._grid.geometry().width()) == 1:
            by //= 2
        place += by
        if 0 <= place < len(self.questions):
            self.questions[place].take_focus()
        elif place >= len(self.questions):
            self.dose.take_focus()

    def take_focus(self) -> None:
        """Be ready for keys: the first open question waits for 1 to 5."""
        self._first_open().take_focus(by_key=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.take_key(event):
            super().keyPressEvent(event)

    def take_key(self, event: QKeyEvent) -> bool:
        """Act on a key of the day wherever the focus is; False if it is none."""
        keys = Qt.Key
        key = keys(event.key())
        if key in (keys.Key_PageUp, keys.Key_PageDown):
            self.go_by(-1 if key is keys.Key_PageUp else 1)
            return True
        if not self._preferences.settings.single_keys or not is_single_key(event):
            return False
        pages = {keys.Key_F: "one question", keys.Key_N: "note", keys.Key_M: "calendar"}
        if (place := answer_index(event)) is not None:
            self._first_open().answer_by_key(place)
        elif key is keys.Key_C:
            self.toggle_crash()
        elif key in pages:
            self.page_wanted.emit(pages[key])
        else:
            return False
        return True

    def _first_open(self) -> Question:
        have = self._session.diary.day(self.date).answers
        return next((q for q in self.questions if q.field not in have), self.questions[0])
