"""One question at a time over the whole window; it moves on by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ldn_desktop.diary.doses import time_due
from ldn_desktop.diary.fields import DOSE, DOSE_TIME, DOSE_TIMES, FIELDS, SCALE_FIELDS
from ldn_desktop.diary.symptoms import SEVERITY, SymptomKind, Word, word_for
from ldn_desktop.i18n import _, formats, ngettext
from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.preferences import Preferences
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.sharing.difference_line import DifferenceLine
from ldn_desktop.ui.style.theme import Role, TextScale, percent_now
from ldn_desktop.ui.today.one_question.large_answer import LargeAnswer
from ldn_desktop.ui.today.one_question.progress_pips import ProgressPips
from ldn_desktop.ui.today.question import answer_index
from ldn_desktop.ui.today.shared_row import SharedRow
from ldn_desktop.ui.widgets.accessibility import Group, say
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.date_heading import DateHeading
from ldn_desktop.ui.widgets.double_click_guard import DoubleClickGuard
from ldn_desktop.ui.widgets.label import Heading, Label
from ldn_desktop.wording.edit_text import answer_text

FOOT_BUTTON = 180
"""Px across that Back, Skip and Done have at least."""
CROWDED_FROM = 200
"""Percent of text size from which the height belongs to the answers alone."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question: its field, its title, and the answers to touch with their values."""

    field: str
    title: str
    answers: tuple[tuple[str, float | str], ...]
    has_levels: bool = True
    """Whether the answers go from little to much."""


def questions_for(session: Session, when: date) -> list[Prompt]:
    """Every tracked symptom, the other scales of the day, and the dose where there is one.

    The time of the dose follows where Today asks for it: once a dose was taken.
    """
    prompts = [
        Prompt(symptom.key, symptom.label, _answers(SEVERITY))
        for symptom in session.diary.shown(SymptomKind.SYMPTOM)
    ]
    prompts += [Prompt(f.key, _(f.question), _answers(f.words)) for f in SCALE_FIELDS]
    step = session.diary.dose_step_on(when)
    if step is not None and step.mg:
        took = _("Took {amount}").format(amount=formats.mg(step.mg))
        answers = ((took, step.mg), (_("Not taken"), 0.0))
        today = when == session.clock().date()
        title = _("LDN today") if today else _("LDN that day")
        prompts.append(Prompt(DOSE, title, answers, has_levels=False))
    if time_due(session.diary, when):
        times = tuple((option.label, option.key) for option in DOSE_TIMES)
        prompts.append(Prompt(DOSE_TIME, FIELDS[DOSE_TIME].label, times, has_levels=False))
    return prompts


def _answers(words: tuple[Word, ...]) -> tuple[tuple[str, float], ...]:
    return tuple((word.shown, word.points) for word in words)


class OneQuestionPage(Page):
    """Asks one question; Back and Stop are always there; leaving loses nothing."""

    max_width_in_em = None

    def __init__(self, session: Session, preferences: Preferences, when: date) -> None:
        self._session, self._preferences, self._date = session, preferences, when
        super().__init__(self._day_title(session, when), _("Stop"))
        self.questions = questions_for(session, when)
        self._guard = DoubleClickGuard()
        self.index = self._start_index()
        self.buttons: list[LargeAnswer] = []
        self._by_key = False
        self._row: SharedRow | None = None
        self._build_head()
        self._answers = QWidget()
        self.column.addWidget(self._answers, 1)
        self.difference = DifferenceLine()
        self.column.addWidget(self.difference)
        self._build_foot()
        self._show()
        session.changed.connect(self._on_change)

    @staticmethod
    def _day_title(session: Session, when: date) -> str:
        today = session.clock().date()
        if when in (today, session.today):
            return formats.relative_date(when, today)
        return _("You are looking at {date}").format(date=formats.weekday_date(when, today))

    def _title_heading(self, title: str) -> Heading:
        heading = DateHeading()
        today = self._session.clock().date()
        heading.show_date(title, formats.weekday_date(self._date, today), TextScale.TAB)
        return heading

    def _build_head(self) -> None:
        self.title = Heading(scale=TextScale.NUMBER)
        self.progress = Label("", scale=TextScale.SECTION)
        self.progress.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._pips = ProgressPips()
        steps = QWidget()
        column = QVBoxLayout(steps)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.progress)
        column.addWidget(self._pips)
        self._head = QWidget()
        row = RowLayout(self._head)
        row.add(self.title, RowSlot.WORDS)
        row.add(steps, RowSlot.RIGHT)
        self.column.addWidget(self._head)

    def _build_foot(self) -> None:
        self.previous = Button(_("‹ Back"), ButtonKind.ANSWER, lambda: self._turn(-1))
        self.skip = Button("", ButtonKind.ANSWER, lambda: self._turn(1))
        for button in (self.previous, self.skip):
            policy = button.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred)
            button.setSizePolicy(policy)
            button.setMinimumWidth(FOOT_BUTTON)
        self.hint = Label("", role=Role.QUIET)
        self._foot = QWidget()
        row = RowLayout(self._foot)
        row.add(self.previous, RowSlot.LEFT)
        row.add(self.hint, RowSlot.MIDDLE)
        row.add(self.skip, RowSlot.RIGHT)
        self.foot.addWidget(self._foot)

    def _start_index(self) -> int:
        stored_date, _space, index = self._preferences.settings.foggy_place.partition(" ")
        if stored_date == self._date.isoformat() and index.isdecimal():
            return min(int(index), len(self.questions) - 1)
        have = self._session.diary.day(self._date).answers
        still_open = [n for n, prompt in enumerate(self.questions) if prompt.field not in have]
        return still_open[0] if still_open else 0

    @property
    def finished(self) -> bool:
        return self.index >= len(self.questions)

    def show_question(self, index: int) -> None:
        """Show question number `index`; past the last one comes the end."""
        self.index = max(0, index)
        stored = "" if self.finished else f"{self._date.isoformat()} {self.index}"
        self._preferences.remember(foggy_place=stored)
        self._show()

    def begin(self, reason: Qt.FocusReason) -> None:
        self._by_key = reason is Qt.FocusReason.TabFocusReason
        self._focused_answer.setFocus(reason)

    @property
    def _focused_answer(self) -> Button:
        """What a key would touch: the chosen answer, else the first, and Done at the end."""
        if self.finished:
            return self.end
        return next((b for b in self.buttons if b.isChecked()), self.buttons[0])

    @property
    def _focused_by_key(self) -> bool:
        focused = self.focusWidget()
        return isinstance(focused, Button) and focused.keyboard_focus

    def _on_change(self, _dates: object) -> None:
        """Ask what is tracked now; stay at the same question where it is still asked."""
        questions = questions_for(self._session, self._date)
        if questions != self.questions:
            fields = [prompt.field for prompt in questions]
            now = None if self.finished else self.questions[self.index].field
            self.questions = questions
            if now is not None:
                self.index = fields.index(now) if now in fields else 0
            self._show()
        elif not self.finished:
            chosen = self._chosen_value(self._prompt)
            for button, (_text, value) in zip(self.buttons, self._prompt.answers, strict=True):
                button.show_chosen(value == chosen)
            self._show_progress()
            self._show_difference()

    def _turn(self, by: int) -> None:
        if self._guard.meant("turn"):
            self._by_key = self._focused_by_key
            self.show_question(self.index + by)

    def _show(self) -> None:
        finished = self.finished
        title = _("That is all. You can rest now.") if finished else self._prompt.title
        self.title.say(title)
        for widget in (self.back, self._head, self.skip, self.hint):
            widget.setVisible(not finished)
        self.previous.set_spent(self.index == 0)
        # Readers say the name of the group with each question's first answer.
        answers = Group(title if finished else self._title_and_progress)
        column = QVBoxLayout(answers)
        column.setContentsMargins(0, 0, 0, 0)
        self.buttons = []
        if finished:
            self._add_end(column, title)
        else:
            self.buttons = self._answers_of(self._prompt)
            self._row = SharedRow(fill=True)
            for button in self.buttons:
                self._row.addWidget(button)
            column.addLayout(self._row, 1)
            self._show_progress()
        self._answers = self.swap(self._answers, answers)
        self._show_difference()
        reasons = Qt.FocusReason
        reason = reasons.TabFocusReason if self._by_key else reasons.MouseFocusReason
        self._focused_answer.setFocus(reason)
        if finished:
            say(self, title)

    @property
    def _prompt(self) -> Prompt:
        return self.questions[self.index]

    @property
    def _progress_text(self) -> str:
        count = len(self.questions)
        return _("{number} of {count}").format(number=self.index + 1, count=count)

    @property
    def _title_and_progress(self) -> str:
        return _("{name}, {answer}").format(name=self._prompt.title, answer=self._progress_text)

    def _show_difference(self) -> None:
        field = "" if self.finished else self._prompt.field
        self.difference.setText(self._session.difference_text(self._date, field))

    def _show_progress(self) -> None:
        count = len(self.questions)
        self.progress.setText(self._progress_text)
        self._pips.show_progress(self.index, count)
        crowded = percent_now() >= CROWDED_FROM
        self._pips.setVisible(not crowded)
        answers = self._session.diary.day(self._date).answers
        self.skip.setText(_("Next ›") if self._prompt.field in answers else _("Skip ›"))
        saved = len(answers)
        words = ngettext(
            "{n} answer saved. You can stop whenever you like.",
            "{n} answers saved. You can stop whenever you like.",
            saved,
        )
        self.hint.setText(words.format(n=saved) if saved else _("You can stop whenever you like."))
        self.hint.setVisible(not crowded)

    def on_font_changed(self) -> None:
        super().on_font_changed()
        if not self.finished:
            self._show_progress()

    def _add_end(self, column: QVBoxLayout, sentence: str) -> None:
        """One calm sentence in the middle of the window, and the way back."""
        calm = Heading(sentence)
        calm.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.end = Button(_("Done"), ButtonKind.SHORTCUT, self.leave)
        self.end.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.end.setMinimumWidth(FOOT_BUTTON)
        column.setSpacing(32)
        column.addStretch(2)
        column.addWidget(calm)
        column.addWidget(self.end, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def _chosen_value(self, prompt: Prompt) -> float | str | None:
        """The answer that the diary has, or the word nearest to it."""
        given = self._session.diary.day(self._date).value(prompt.field)
        as_given = given is None or not prompt.has_levels
        chosen: float | str | None = given if as_given else word_for(given).points
        return chosen

    def _answers_of(self, prompt: Prompt) -> list[LargeAnswer]:
        chosen = self._chosen_value(prompt)
        buttons = []
        for level, (text, value) in enumerate(prompt.answers):
            button = LargeAnswer(
                text, level + 1, level if prompt.has_levels else None, partial(self._answer, value)
            )
            button.setChecked(value == chosen)
            button.setAccessibleName(
                _("{question}: {answer}").format(question=prompt.title, answer=text)
            )
            buttons.append(button)
        return buttons

    def _answer(self, value: float | str) -> None:
        # A double click must not answer the next question as well.
        meant = self._guard.meant("answer")
        self._by_key = self._focused_by_key
        if meant:
            self._record(value)
        else:
            self._show()

    def _record(self, value: float | str) -> None:
        field = self._prompt.field
        if not self.attempt(lambda: self._session.answer(self._date, field, value)):
            self._show()
            return
        say(self, answer_text(self._session.diary, field, value))
        self.show_question(self.index + 1)

    def _move_focus(self, by: int) -> None:
        """To the next answer, or the one before; beyond the ends to the question beside."""
        focused = next((n for n, b in enumerate(self.buttons) if b.hasFocus()), None)
        if focused is None:
            self._focused_answer.setFocus(Qt.FocusReason.TabFocusReason)
        elif 0 <= focused + by < len(self.buttons):
            self.buttons[focused + by].setFocus(Qt.FocusReason.TabFocusReason)
        elif 0 <= self.index + by < len(self.questions):
            self.show_question(self.index + by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        key = keys(event.key())
        self._by_key = True
        answer = answer_index(event)
        stacked = not self.finished and self._row is not None and self._row.is_stacked()
        along = (keys.Key_Up, keys.Key_Down) if stacked else (keys.Key_Left, keys.Key_Right)
        across = (keys.Key_Left, keys.Key_Right) if stacked else (keys.Key_Up, keys.Key_Down)
        if answer is not None and answer < len(self.buttons):
            # Whoever types fast means every key; only a key held down is not meant again.
            if not event.isAutoRepeat():
                self._record(self._prompt.answers[answer][1])
        elif key in along:
            self._move_focus(-1 if key is along[0] else 1)
        elif key in (across[0], keys.Key_PageUp, keys.Key_Backspace):
            self.show_question(self.index - 1)
        elif key in (across[1], keys.Key_PageDown):
            if not self.finished:
                self.show_question(self.index + 1)
        elif key is keys.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
