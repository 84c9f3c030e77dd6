"""Side effects of one day, each on the same five words."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ldn_desktop.diary.symptoms import SEVERITY, SymptomKind
from ldn_desktop.i18n import _, formats
from ldn_desktop.ui.layouts.grid_layout import GridLayout
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.style.theme import percent_now
from ldn_desktop.ui.today.question import ONE_COLUMN_FROM, Question
from ldn_desktop.ui.widgets import accessibility
from ldn_desktop.wording.edit_text import answer_text


class SideEffectsPage(Page):
    """Asks for every side effect that the person tracks."""

    max_width_in_em = None

    def __init__(self, session: Session, when: date) -> None:
        super().__init__(_("Side effects"), _("‹ Done"))
        self._session, self._date = session, when
        self.set_lead(formats.relative_date(when, session.clock().date()))
        self.questions: list[Question] = []
        self._board = QWidget()
        self.column.addWidget(self._board)
        self.column.addStretch(1)
        self._build_questions()
        session.changed.connect(self._on_change)

    def _tracked(self) -> list[tuple[str, str]]:
        return [(s.key, s.label) for s in self._session.diary.shown(SymptomKind.SIDE_EFFECT)]

    def _build_questions(self) -> None:
        asked = QWidget()
        self._grid = GridLayout(asked, (2, 1), across=36, down=16)
        self._limit_columns()
        self.questions = []
        for position, (key, label) in enumerate(self._tracked()):
            question = Question(key, label, SEVERITY)
            question.answered.connect(self._answer)
            question.step_requested.connect(lambda by, n=position: self._step(n, by))
            question.view_requested.connect(lambda q=question: self._scroll.reveal(q))
            self._grid.addWidget(question)
            self.questions.append(question)
        self._refresh()
        self._board = self.swap(self._board, asked)

    def _limit_columns(self) -> None:
        self._grid.limit((1,) if percent_now() >= ONE_COLUMN_FROM else (2, 1))

    def on_font_changed(self) -> None:
        """One column where text is large."""
        super().on_font_changed()
        self._limit_columns()

    def _on_change(self, _dates: object) -> None:
        """Ask what is tracked now."""
        if self._tracked() == [(q.field, q.title.text()) for q in self.questions]:
            self._refresh()
        else:
            self._build_questions()

    def _refresh(self) -> None:
        day = self._session.diary.day(self._date)
        for question in self.questions:
            question.show_answer(day.answers.get(question.field))
            question.show_difference(self._session.difference_text(self._date, question.field))

    def _answer(self, field: str, points: object) -> None:
        if self.attempt(lambda: self._session.answer(self._date, field, points)):
            accessibility.say(self, answer_text(self._session.diary, field, points))

    def _step(self, place: int, by: int) -> None:
        if abs(by) == 2 and self._grid.columns_at(self._board.width()) == 1:
            by //= 2
        if 0 <= place + by < len(self.questions):
            self.questions[place + by].focus_answer()

    def begin(self, reason: Qt.FocusReason) -> None:
        if self.questions:
            by_key = reason is Qt.FocusReason.TabFocusReason
            self.questions[0].focus_answer(by_key=by_key)
        else:
            super().begin(reason)
