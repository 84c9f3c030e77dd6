"""One question at a time over the whole window; it moves on by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ldn_desktop.diary.fields import DOSE, SCALE_FIELDS
from ldn_desktop.diary.symptoms import SEVERITY, Kind, word_for
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.ui.preferences import Preferences
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.today.question import answer_index
from ldn_desktop.ui.widgets.accessibility import Group, say
from ldn_desktop.ui.widgets.button import QUIET_PADDING, Button, ButtonKind, ExclusiveButton
from ldn_desktop.ui.widgets.double_click_guard import DoubleClickGuard
from ldn_desktop.ui.widgets.label import Heading
from ldn_desktop.ui.widgets.page import Page
from ldn_desktop.ui.widgets.row_layout import Place, RowLayout
from ldn_desktop.ui.widgets.theme import percent_now

NARROW = 280
"""Px across that the last button has at least."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question of the foggy day: its field, its words, and the answers to touch."""

    field: str
    title: str
    answers: tuple[tuple[str, float], ...]


def questions_for(session: Session, when: date) -> list[Prompt]:
    """Every shown symptom, exertion, and the dose where there is one."""
    severity = tuple((word.shown, word.points) for word in SEVERITY)
    asked = [
        Prompt(symptom.key, symptom.label, severity)
        for symptom in session.diary.shown(Kind.SYMPTOM)
    ]
    for field in SCALE_FIELDS:
        answers = tuple((word.shown, word.points) for word in field.words)
        asked.append(Prompt(field.key, _(field.question), answers))
    step = session.diary.dose_step_on(when)
    if step is not None and step.mg:
        took = _("Took {mg:g} mg").format(mg=step.mg)
        asked.append(Prompt(DOSE, _("LDN"), ((took, step.mg), (_("Not taken today"), 0.0))))
    return asked


def _scale() -> float:
    """How much larger than the person's text: so that five answers fit a small screen."""
    percent = percent_now()
    return 1.5 if percent <= 150 else 1.25 if percent <= 200 else 1.0


class LargeAnswer(ExclusiveButton):
    """Up and down move between answers; left and right belong to the questions."""

    def step_for(self, key: int) -> int:
        return super().step_for(key) if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) else 0


class OneQuestionPage(Page):
    """Asks one question; Back and Stop are always there; leaving loses nothing."""

    widest_in_letters = 90
    foot_inset = QUIET_PADDING

    def __init__(self, session: Session, preferences: Preferences, when: date) -> None:
        super().__init__("", _("Stop"))
        self._session, self._preferences, self._date = session, preferences, when
        self.questions = questions_for(session, when)
        self._touch = DoubleClickGuard()
        self.index = self._start_index()
        self.buttons: list[LargeAnswer] = []
        self._by_key = False
        self._answers = QWidget()
        self.column.addWidget(self._answers, 1)
        foot = QWidget()
        row = RowLayout(foot)
        self.previous = Button(_("‹ Question before"), on_click=lambda: self._turn(-1))
        self.skip = Button(_("Leave empty ›"), on_click=lambda: self._turn(1))
        row.add(self.previous, Place.LEFT)
        row.add(self.skip, Place.RIGHT)
        self.said.setContentsMargins(QUIET_PADDING, 0, QUIET_PADDING, 0)
        self.foot.addWidget(foot)
        self._show()

    def on_font_changed(self) -> None:
        super().on_font_changed()
        for button in [self.end] if self.finished else self.buttons:
            button.set_scale(_scale())

    def _start_index(self) -> int:
        stored_date, _space, index = self._preferences.settings.foggy_place.partition(" ")
        if stored_date == self._date.isoformat() and index.isdecimal():
            return min(int(index), len(self.questions) - 1)
        have = self._session.diary.day(self._date).answers
        open_ones = [n for n, asked in enumerate(self.questions) if asked.field not in have]
        return open_ones[0] if open_ones else 0

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
        (self.end if self.finished else self.buttons[0]).setFocus(reason)

    @property
    def _focused_by_key(self) -> bool:
        focused = self.focusWidget()
        return isinstance(focused, Button) and focused.keyboard_focus

    def _turn(self, by: int) -> None:
        if self._touch.meant("turn"):
            self._by_key = self._focused_by_key
            self.show_question(self.index + by)

    def _show(self) -> None:
        title = (
            _("That is all. You can rest now.")
            if self.finished
            else self.questions[self.index].title
        )
        self.heading.say(title)
        self.back.setVisible(not self.finished)
        self.previous.setEnabled(self.index > 0)
        self.skip.setVisible(not self.finished)
        answers = Group(title)
        column = QVBoxLayout(answers)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.buttons = [] if self.finished else self._answers_of(self.questions[self.index])
        for button in self.buttons:
            column.addWidget(button, 1)
        self.heading.setVisible(not self.finished)
        if self.finished:
            self._add_end(column, title)
        self._answers = self.swap(self._answers, answers)
        focused = self.end if self.finished else self.buttons[0]
        reasons = Qt.FocusReason
        focused.setFocus(reasons.TabFocusReason if self._by_key else reasons.MouseFocusReason)
        if self.finished:
            say(self, title)

    def _add_end(self, column: QVBoxLayout, sentence: str) -> None:
        """One calm sentence in the middle of the window, and the way back."""
        calm = Heading(sentence)
        calm.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.end = Button(_("Done"), ButtonKind.ACTION, self.leave, scale=_scale())
        self.end.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.end.setMinimumWidth(NARROW)
        column.setSpacing(32)
        column.addStretch(2)
        column.addWidget(calm)
        column.addWidget(self.end, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def _answers_of(self, asked: Prompt) -> list[LargeAnswer]:
        given = self._session.diary.day(self._date).value(asked.field)
        buttons = []
        for text, points in asked.answers:
            button = LargeAnswer(text, on_click=partial(self._answer, points), scale=_scale())
            near = given if asked.field == DOSE or given is None else word_for(given).points
            button.setChecked(near == points)
            button.setAccessibleName(
                _("{question}: {answer}").format(question=asked.title, answer=text)
            )
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            buttons.append(button)
        return buttons

    def _answer(self, points: float) -> None:
        # A double click must not answer the next question as well.
        meant = self._touch.meant("answer")
        self._by_key = self._focused_by_key
        if meant:
            self._record(points)
        else:
            self._show()

    def _record(self, points: float) -> None:
        try:
            self._session.answer(self._date, self.questions[self.index].field, points)
        except UserError as refusal:
            self.heading.say(str(refusal))
            return
        self.show_question(self.index + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        self._by_key = True
        answer = answer_index(event)
        if answer is not None and answer < len(self.buttons):
            # Whoever types fast means every key; only a key held down is not meant again.
            if not event.isAutoRepeat():
                self._record(self.questions[self.index].answers[answer][1])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Backspace):
            self.show_question(self.index - 1)
        elif key is Qt.Key.Key_Right and not self.finished:
            self.show_question(self.index + 1)
        elif key is Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
