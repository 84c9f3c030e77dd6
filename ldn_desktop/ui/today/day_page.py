"""The day itself: quick answers, the questions, the dose, and a quiet last line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ldn_desktop.diary.fields import CRASH, NOTE, SCALE_FIELDS
from ldn_desktop.diary.model import Edit, Source
from ldn_desktop.diary.recording import copy_problem, same_as_day_before
from ldn_desktop.diary.symptoms import FATIGUE, LOW_MOOD, SEVERITY, SymptomKind
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, formats, ngettext
from ldn_desktop.ui.actions import add_tool_tips, is_single_key
from ldn_desktop.ui.layouts.grid_layout import GridLayout
from ldn_desktop.ui.pages.page import content_margin, scrolling
from ldn_desktop.ui.preferences import Preferences
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.today.crash_summary import BETWEEN_COLUMNS, CrashSummary
from ldn_desktop.ui.today.date_header import DateHeader
from ldn_desktop.ui.today.day_footer import DayFooter
from ldn_desktop.ui.today.dose_section import DoseSection
from ldn_desktop.ui.today.planned_dose_prompt import PlannedDosePrompt
from ldn_desktop.ui.today.question import ONE_COLUMN_FROM, Question, answer_index, arrow_direction
from ldn_desktop.ui.today.quick_answers import QuickAnswers
from ldn_desktop.ui.widgets import accessibility
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.button import GAP, Button, ButtonKind
from ldn_desktop.ui.widgets.double_click_guard import DoubleClickGuard
from ldn_desktop.wording.edit_text import answer_text, edit_text

if TYPE_CHECKING:
    from ldn_desktop.ui.sharing.difference_line import DifferenceLine
    from ldn_desktop.ui.today.helper_line import HelperLine

SCROLL_ENDS_FROM = 250
"""Percent of text size from which the date and the ways to more scroll with the questions."""
BETWEEN_ROWS = 16
USUAL_HEIGHT, ROWS, MOST_EXTRA_HEIGHT, MOST_EXTRA_SPACING = 660, 6, 32, 20
"""Px of height that need not be shared out, and what each row gets of the rest."""
UNATTENDED = timedelta(minutes=10)
SLOW_MS = 1000
"""From then on the last line admits that a touch is not saved yet."""


class DayPage(Group):
    """Asks for one day and shows what is recorded of it; read out with its date."""

    page_requested = Signal(str)
    """"one question", "note", "dose", "side effects" or "calendar"."""
    help_requested = Signal()
    moved = Signal()
    """Another day is shown now."""
    day_ended = Signal()
    """The diary day turned while nobody was there, and today is shown again."""

    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__("")
        self._session, self._preferences = session, preferences
        self.date = session.today
        self._guard = DoubleClickGuard()
        self._extra_height = 0
        self._message, self._hint, self._refused = "", "", False
        self._difference: DifferenceLine | None = None
        self._unfolded: set[date] = set()
        """Crash days of which the person wanted to see the questions."""
        self._build_head()
        self._build_questions()
        self._lay_out()
        session.changed.connect(self._on_change)
        session.saved.connect(self._on_saved)
        session.trouble.connect(self._on_trouble)
        session.helper_changed.connect(self._show_helper)
        preferences.changed.connect(self._apply_preferences)
        self.helper: HelperLine | None = None
        self._show_helper()
        now = session.clock()
        self._hour, self._diary_day, self._touched_at = (now.date(), now.hour), self.date, now
        self._minute = QTimer(self)
        self._minute.timeout.connect(self.check_clock)
        self._minute.start(60_000)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.applicationStateChanged.connect(self._on_application_state)
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._slow.timeout.connect(self._on_slow_save)
        self.refresh()
        self._apply_preferences()

    def disconnect_from_session(self) -> None:
        """Stop listening: another page takes this one's place."""
        self._session.changed.disconnect(self._on_change)
        self._session.saved.disconnect(self._on_saved)
        self._session.trouble.disconnect(self._on_trouble)
        self._session.helper_changed.disconnect(self._show_helper)
        self._preferences.changed.disconnect(self._apply_preferences)

    def _opener(self, page: str) -> Callable[[], None]:
        return lambda: self.page_requested.emit(page)

    def _build_head(self) -> None:
        self.header = DateHeader(self._session)
        self.header.day_requested.connect(self.go_to)
        self.header.calendar_requested.connect(self._opener("calendar"))
        self.plan = PlannedDosePrompt(self._session)
        # Qt would hand the focus on to “Same as yesterday”, where one Enter too many copies a day.
        self.plan.closing.connect(lambda by_key: self.focus_first_open(by_key=by_key))
        self.plan.answered.connect(self._on_plan_answered)
        self.quick = QuickAnswers(
            self.same_as_day_before, self.toggle_crash, self._opener("one question")
        )
        self.same, self.crash = self.quick.same, self.quick.crash
        self.one_question = self.quick.one_question
        self.crash_summary = CrashSummary(self._unfold)
        self.footer = DayFooter(
            self.help_requested.emit,
            self._on_undo_clicked,
            self._opener("dose"),
            self._opener("note"),
        )
        self.status, self.undo, self.note = self.footer.status, self.footer.undo, self.footer.note
        add_tool_tips(
            (self.crash, "crash"),
            (self.one_question, "one question"),
            (self.undo, "undo"),
            (self.note, "note"),
            (self.footer.help, "help"),
            (self.header.calendar, "calendar"),
            (self.header.earlier, "day before"),
            (self.header.later, "day after"),
        )

    def _build_questions(self) -> None:
        self.questions: list[Question] = []
        for symptom in self._session.diary.shown(SymptomKind.SYMPTOM):
            self.questions.append(Question(symptom.key, symptom.label, SEVERITY))
        self.questions += [Question(f.key, f.label, f.words) for f in SCALE_FIELDS]
        for position, question in enumerate(self.questions):
            question.answered.connect(self.answer)
            question.step_requested.connect(lambda by, n=position: self._step(n, by))
            question.view_requested.connect(lambda q=question: self._scrolled.reveal(q))
        self.dose = DoseSection(self._session)
        self.dose.dose.answered.connect(self.answer)
        self.dose.side_effects.edit_requested.connect(self._record)
        self.dose.side_effects.page_requested.connect(self.page_requested)

    def _show_helper(self) -> None:
        """Say above the questions who enters in place of the person, if anybody does."""
        helper = self._session.helper
        if self.helper is None and helper is not None:
            from ldn_desktop.ui.today.helper_line import HelperLine

            self.helper = HelperLine(lambda: self._session.enter_as(None))
            self._above.insertWidget(0, self.helper)
        if self.helper is not None:
            if helper is None and self.helper.end.hasFocus():
                self.focus_first_open()
            self.helper.show_helper(helper)
            self._apply_size()

    def _lay_out(self) -> None:
        content, self._asked = QWidget(), QWidget()
        # Around it while it is empty: it is laid out once then, in the size it will have.
        self._scrolled = scrolling(content)
        self._grid = GridLayout(self._asked, (2, 1), across=BETWEEN_COLUMNS, down=BETWEEN_ROWS)
        for group in (*self.questions, self.dose):
            self._grid.addWidget(group)
        head, body = QWidget(), QWidget()
        above = QVBoxLayout(head)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(GAP)
        self._above = above
        above.addWidget(self.plan)
        above.addWidget(self.quick)
        self._body = QVBoxLayout(body)
        for widget in (head, self.crash_summary, self._asked):
            self._body.addWidget(widget)
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(body)
        self._column.addStretch(1)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._outer.addWidget(self._scrolled, 1)
        self._outer.addWidget(self.footer)
        self._scrolled.verticalScrollBar().rangeChanged.connect(self.footer.cut_off)

    def _apply_preferences(self) -> None:
        settings = self._preferences.settings
        self._grid.limit((1,) if settings.text_percent >= ONE_COLUMN_FROM else (2, 1))
        self.quick.show_only(settings.quick_answers)
        self._place_ends(settings.text_percent)
        self._apply_size()

    def _place_ends(self, percent: int) -> None:
        """Very large text needs the height: the date and the ways to more scroll with the rest.

        What was saved and Undo never do.
        """
        scrolled = percent >= SCROLL_ENDS_FROM
        mood = [question for question in self.questions if question.field == LOW_MOOD]
        help_in_grid = percent >= ONE_COLUMN_FROM and bool(mood)
        (self._column if scrolled else self._outer).insertWidget(0, self.header)
        if help_in_grid:  # near the finger, where there is room for it
            self._grid.add_after(self.footer.help, mood[0])
        if scrolled:
            self._body.addWidget(self.footer.more)
        self.footer.arrange(with_help=not help_in_grid, with_more=not scrolled)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._apply_size()

    def _apply_size(self) -> None:
        """A large window gets larger answers and more spacing, and lines no longer than an arm."""
        percent = self._preferences.settings.text_percent
        side = content_margin(self.width())
        scrolled = percent >= SCROLL_ENDS_FROM
        lines_above = [line for line in (self.helper, self.plan) if line and not line.isHidden()]
        tight = bool(lines_above)
        # Where the page scrolls, room for a focus ring between the last answers and the footer.
        below = GAP if percent >= ONE_COLUMN_FROM else 0
        self._body.setContentsMargins(
            side, 12 if self.header.is_band else 0 if tight else 4, side, below
        )
        self.footer.set_side_margin(side)
        self.header.set_margins(side, tight=tight)
        taken = sum(line.sizeHint().height() + GAP for line in lines_above)
        over = 0 if scrolled else self.height() - USUAL_HEIGHT - taken
        extra = max(0, min(MOST_EXTRA_HEIGHT, over // ROWS))
        spacing = BETWEEN_ROWS + max(0, min(MOST_EXTRA_SPACING, over // ROWS - extra))
        self._body.setSpacing(spacing)
        self._grid.spread(spacing)
        if extra != self._extra_height:
            self._extra_height = extra
            for part in (self.quick, self.crash_summary, self._asked):
                for button in part.findChildren(Button):
                    if button.kind is not ButtonKind.WORD:
                        button.set_extra_height(extra)

    @property
    def is_folded(self) -> bool:
        """Whether a crash day asks for nothing."""
        return self._session.diary.day(self.date).crash and self.date not in self._unfolded

    def _unfold(self) -> None:
        by_key = self.crash_summary.details.keyboard_focus
        self._unfolded.add(self.date)
        self.refresh()
        self._first_open().focus_answer(by_key=by_key)

    def go_to(self, when: date) -> None:
        """Show the day `when` from its top; days that have not come are not shown."""
        before, self.date = self.date, min(when, self.header.by_clock)
        self._message, self._hint, self._refused = "", "", False
        focused = QApplication.focusWidget()
        in_questions = focused is not None and self._asked.isAncestorOf(focused)
        by_key = isinstance(focused, Button) and focused.keyboard_focus
        self.refresh()
        if in_questions and not self.is_folded:
            self.questions[0].focus_answer(by_key=by_key)
        elif focused is not None and self.isAncestorOf(focused) and not focused.isVisible():
            # Qt would hand the focus on to any button, Undo among them: one Space too many must
            # not take an answer away.
            self.focus_first_open(by_key=by_key)
        self._scrolled.verticalScrollBar().setValue(0)
        if self.date != before:
            self._announce_day()
        self.moved.emit()

    def go_by(self, days: int) -> None:
        """Show the day that many days later; where none has come yet, the same one is named."""
        before = self.date
        self.go_to(self.date + timedelta(days=days))
        if self.date == before:
            self._announce_day()

    def _announce_day(self) -> None:
        """Which day is shown, and whether anything is recorded of it."""
        crash = self._session.diary.day(self.date).crash
        state = _("Crash day") if crash else self._summary() or _("No entry")
        sentence = f"{self.accessibleName()}. {state}"
        if not self.plan.isHidden():
            sentence = f"{sentence}. {self.plan.text.text()}"
        accessibility.say(self, sentence)

    def _on_application_state(self, state: Qt.ApplicationState) -> None:
        # A timer stands still while the computer sleeps.
        if state is Qt.ApplicationState.ApplicationActive:
            self.check_clock()

    def check_clock(self) -> bool:
        """Notice that a day has ended; a page that nobody touched for long turns to the new one.

        Returns whether it turned. Called before every record too: the first touch after the
        computer has slept is about the new day.
        """
        now = self._session.clock()
        hour = (now.date(), now.hour)
        if hour == self._hour:
            return False
        self._hour = hour
        ended, self._diary_day = self._diary_day != self._session.today, self._session.today
        if ended and now - self._touched_at > UNATTENDED:
            self.go_to(self._diary_day)
            self.day_ended.emit()
            return True
        self.refresh()
        return False

    def _turned_under(self, value: object) -> bool:
        """Whether the page just turned to a new day, where the touch `value` says nothing."""
        if self.check_clock() and value is None:
            self.refresh()
            self._refused = True
            self.say(_("A new day has begun, so that answer was not saved. Please answer again."))
            return True
        return False

    @property
    def _is_today(self) -> bool:
        return self.date == self.header.by_clock

    def refresh(self) -> None:
        """Show what the diary says of this day."""
        diary = self._session.diary
        day = diary.day(self.date)
        self.header.show_day(self.date)
        self.setAccessibleName(formats.relative_date(self.date, self.header.by_clock))
        title = _("Same as yesterday") if self._is_today else _("Same as the day before")
        self.same.show_copy(title, copy_problem(diary, self.date))
        for question in self.questions:
            question.show_answer(day.answers.get(question.field))
            question.show_difference(self._session.difference_text(self.date, question.field))
        self._show_difference()
        self.crash.setChecked(day.crash)
        self.dose.show_day(self.date)
        self.plan.show_day(self.date)
        self._apply_size()
        self.undo.set_spent(not self._session.can_undo)
        self.note.setText(_("Change the note") if day.note else _("Add a note"))
        asked = self.dose.dose.asked
        self.footer.dose.setText(_("Another amount") if asked else _("LDN dose"))
        self._show_folded(answered=bool(day.answers.keys() - {CRASH}))
        self._show_side_effects()

    def _show_difference(self) -> None:
        """What the other computer says of the crash mark and the note, which no question asks."""
        session, text = self._session, ""
        if session.differences:
            from ldn_desktop.wording.difference_text import of_day

            text = " ".join(of_day(session.diary, session.differences, self.date, (CRASH, NOTE)))
        if self._difference is None:
            if not text:
                return
            from ldn_desktop.ui.sharing.difference_line import DifferenceLine

            self._difference = DifferenceLine()
            self._body.insertWidget(1, self._difference)
        self._difference.setText(text)

    def _show_side_effects(self) -> None:
        """Beneath their question; where a planned step takes that room, in the last line."""
        summary = self.dose.side_effects.summary
        crowded = not self.plan.isHidden()
        self.dose.summary.setVisible(bool(summary) and not crowded)
        self.status.setText(self._message or (summary if crowded else "") or self._summary())

    def _show_folded(self, *, answered: bool) -> None:
        folded = self.is_folded
        focused = QApplication.focusWidget()
        hides_focus = folded and focused is not None and self._asked.isAncestorOf(focused)
        # Asked before it is hidden: what is hidden has no focus any more.
        by_key = isinstance(focused, Button) and focused.keyboard_focus
        self.crash_summary.show_answered(answered)
        self.crash_summary.setVisible(folded)
        self._asked.setVisible(not folded)
        low = self._session.diary.day(self.date).value(LOW_MOOD) == SEVERITY[-1].points
        self.footer.help.setVisible(low)
        if hides_focus:
            reasons = Qt.FocusReason
            reason = reasons.TabFocusReason if by_key else reasons.OtherFocusReason
            (self.crash_summary.details if self.crash.isHidden() else self.crash).setFocus(reason)

    def _summary(self) -> str:
        answers = self._session.diary.day(self.date).answers
        count = len(answers)
        if not count:
            return ""
        if self._is_today:
            return ngettext("{n} answer saved", "{n} answers saved", count).format(n=count)
        entered = [a for a in answers.values() if a.source is not Source.IMPORTED]
        if not entered:
            return ngettext("{n} answer imported", "{n} answers imported", count).format(n=count)
        minutes = max(answer.minute + answer.offset for answer in entered)
        words = ngettext("{n} answer saved on {day}", "{n} answers saved, the last on {day}", count)
        return words.format(n=count, day=formats.day_month(self.date + timedelta(minutes=minutes)))

    def say(self, sentence: str) -> None:
        """Show `sentence` in the quiet line until something else happens; have it read out."""
        self._message = sentence
        self.status.setText(sentence)
        accessibility.say(self, sentence)

    def _on_slow_save(self) -> None:
        """What stands in the line would be a time before this touch; a refusal is not hidden."""
        if not self._session.all_saved and not self._refused:
            self.say(_("Saving…"))

    def _on_trouble(self, _sentence: str) -> None:
        self._slow.stop()
        self.say(_("Not saved yet."))  # the band above every page says why

    def _on_saved(self, moment: datetime) -> None:
        if not self._session.all_saved:
            return
        self._slow.stop()
        if self._refused:  # an earlier touch is saved now: that must not hide what was refused
            return
        saved = _("Saved {time}").format(time=formats.clock_time(moment))
        self._message = f"{self._hint} {saved}".strip()
        self.status.setText(self._message)
        if self.isVisible():
            accessibility.say(self, _("Saved"))

    def _on_change(self, dates: set[date]) -> None:
        self._hint, self._refused = "", False
        self._slow.start()
        self._touched_at = self._session.clock()
        if not dates or self.date in dates or self.date - timedelta(days=1) in dates:
            self.refresh()
        else:
            self.undo.set_spent(not self._session.can_undo)

    def answer(self, field: str, value: object) -> None:
        """Record `value`; a UserError is shown in the status line."""
        if self._turned_under(value):
            return
        if self._attempt(lambda: self._session.answer(self.date, field, value)):
            accessibility.say(self, answer_text(self._session.diary, field, value))
            if field == LOW_MOOD and not self.footer.help.isHidden():
                accessibility.say(self, self.footer.help.text())

    def _record(self, edit: Edit) -> None:
        # The edit is about the day that was shown.
        if self._turned_under(None):
            return
        if self._attempt(lambda: self._session.record(edit)):
            accessibility.say(self, edit_text(self._session.diary, edit))

    def toggle_crash(self) -> None:
        """Mark the day as a crash, or take the mark away."""
        self.check_clock()
        marked = self._session.diary.day(self.date).crash
        if self._guard.meant(CRASH):
            self._unfolded.discard(self.date)
            self.answer(CRASH, None if marked else True)
        self.crash.setChecked(self._session.diary.day(self.date).crash)

    def same_as_day_before(self) -> None:
        """Copy the day before, then ask for fatigue afresh."""

        self.check_clock()

        def copy() -> None:
            edit = same_as_day_before(self._session.diary, self.date, self._session.clock())
            if not edit:
                raise UserError(_("Every question has an answer already."))
            self._session.record(edit)
            self._hint = self._copied_text()
            self.say(self._hint)
            fatigue = [q for q in self.questions if q.field == FATIGUE]
            if fatigue and FATIGUE not in self._session.diary.day(self.date).answers:
                fatigue[0].focus_answer(by_key=self.same.keyboard_focus)

        if self._guard.meant("same"):
            self._attempt(copy)

    def _copied_text(self) -> str:
        if FATIGUE in self._session.diary.day(self.date).answers:
            if self._is_today:
                return _("Copied from yesterday, shown with a dashed outline.")
            return _("Copied from the day before, shown with a dashed outline.")
        if self._is_today:
            return _(
                "Copied from yesterday, shown with a dashed outline. How is your fatigue today?"
            )
        return _("Copied from the day before, shown with a dashed outline. How was your fatigue?")

    def _on_plan_answered(self, sentence: str) -> None:
        self._hint = sentence
        self.say(sentence)

    def _on_undo_clicked(self) -> None:
        # A double click must not undo a second answer.
        if self._guard.meant("undo"):
            self.undo_last()

    def undo_last(self) -> None:
        """Undo the last touch of this sitting, show the day it was on, and say what it was."""
        edit = self._session.undo()
        if edit is None:
            self._say_done(None, _("Nothing left to undo."))
        else:
            what = edit_text(self._session.diary, edit.reversed())
            self._say_done(edit, _("Undone: {what}.").format(what=what))

    def redo_last(self) -> None:
        """Make the touch again that was undone last, on the day it was on, and say what it was."""
        edit = self._session.redo()
        if edit is None:
            self._say_done(None, _("Nothing to redo."))
        else:
            what = edit_text(self._session.diary, edit)
            self._say_done(edit, _("Redone: {what}.").format(what=what))

    def _say_done(self, edit: Edit | None, sentence: str) -> None:
        if edit is not None and edit.dates and self.date not in edit.dates:
            self.go_to(max(edit.dates))
        self._hint = sentence
        self.say(sentence)

    def _attempt(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except UserError as error:
            self.refresh()
            self._refused = True
            self.say(str(error))
            return False
        return True

    def _step(self, place: int, by: int) -> None:
        if abs(by) == 2 and self._grid.columns_at(self._asked.width()) == 1:
            by //= 2
        place += by
        if 0 <= place < len(self.questions):
            self.questions[place].focus_answer()
        elif place >= len(self.questions) and not self.dose.focus_first():
            self.questions[-1].focus_answer()

    def focus_first_open(self, *, by_key: bool = False) -> None:
        """Be ready for keys: the first open question waits for 1 to 5."""
        if not self.is_folded:
            self._first_open().focus_answer(by_key=by_key)
        elif by_key:
            self.crash_summary.details.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.crash_summary.details.setFocus()

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
        if self._leads_back(event):
            self.questions[-1].focus_answer()
            return True
        if not self._preferences.settings.single_keys or not is_single_key(event):
            return False
        if (index := answer_index(event)) is None:
            return False
        if self.is_folded:
            return True
        if (question := self._open_question()) is None:
            # One key too many must not change an answer that is given.
            self.say(_("Every question has an answer already."))
        else:
            question.answer_by_key(index)
        return True

    def _leads_back(self, event: QKeyEvent) -> bool:
        """Whether an arrow leads from the dose back to the questions, as one led there."""
        focused = QApplication.focusWidget()
        in_dose = focused is not None and self.dose.isAncestorOf(focused)
        return in_dose and arrow_direction(event) in ((0, -1), (-1, 0))

    def _open_question(self) -> Question | None:
        have = self._session.diary.day(self.date).answers
        return next((q for q in self.questions if q.field not in have), None)

    def _first_open(self) -> Question:
        return self._open_question() or self.questions[0]
