"""Side effects of one day, each on the same five words."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from ldn_desktop.diary.symptoms import SEVERITY, Kind
from ldn_desktop.i18n import _, formats
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.today.question import ONE_COLUMN_FROM, Question
from ldn_desktop.ui.widgets.grid_layout import GridLayout
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.ui.widgets.page import Page
from ldn_desktop.ui.widgets.theme import Role, percent_now


class SideEffectsPage(Page):
    """Asks for every side effect that the person follows."""

    def __init__(self, session: Session, when: date) -> None:
        super().__init__(_("Side effects"), _("‹ Done"))
        self._session, self._date = session, when
        self.column.addWidget(
            Label(formats.relative_date(when, session.clock().date()), role=Role.QUIET)
        )
        asked = QWidget()
        self._grid = GridLayout(asked, (2, 1), across=36, down=16)
        self.on_font_changed()
        self.questions: list[Question] = []
        for place, symptom in enumerate(session.diary.shown(Kind.SIDE_EFFECT)):
            question = Question(symptom.key, symptom.label, SEVERITY)
            question.answered.connect(self._answer)
            question.step_wanted.connect(lambda by, n=place: self._step(n, by))
            self._grid.addWidget(question)
            self.questions.append(question)
        self.column.addWidget(asked)
        self.column.addStretch(1)
        session.changed.connect(self._refresh)
        self._refresh()

    def on_font_changed(self) -> None:
        """One column where letters are large."""
        super().on_font_changed()
        self._grid.limit((1,) if percent_now() >= ONE_COLUMN_FROM else (2, 1))

    def _refresh(self, _dates: object = None) -> None:
        day = self._session.diary.day(self._date)
        for question in self.questions:
            question.show_answer(day.answers.get(question.field))

    def _answer(self, field: str, points: object) -> None:
        self.attempt(lambda: self._session.answer(self._date, field, points))

    def _step(self, place: int, by: int) -> None:
        if 0 <= place + by < len(self.questions):
            self.questions[place + by].focus_answer()
