"""LDN and side effects: two questions, each with a title, so that neither answers the other."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldn_desktop.diary.fields import DOSE
from ldn_desktop.diary.model import Change, Edit
from ldn_desktop.diary.recording import answer_now, side_effects_due
from ldn_desktop.diary.symptoms import SEVERITY, Symptom, SymptomKind, word_for
from ldn_desktop.i18n import _, formats, ngettext, pgettext
from ldn_desktop.ui.layouts.grid_layout import BELOW_TITLE, GridLayout
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.style.theme import Role, TextScale
from ldn_desktop.ui.today.dose_time_question import DoseTimeQuestion
from ldn_desktop.ui.today.shared_row import SharedRow
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.button import ExclusiveButton
from ldn_desktop.ui.widgets.double_click_guard import DoubleClickGuard
from ldn_desktop.ui.widgets.label import Label

BETWEEN_GROUPS = 24
"""Px between LDN and side effects: far enough apart to be read as two questions."""


class DoseQuestion(Group):
    """“LDN today”: the usual amount, or not taken. A touch on the chosen answer clears it."""

    answered = Signal(str, object)
    """The field, and the mg or None."""

    def __init__(self, session: Session) -> None:
        super().__init__(_("LDN today"))
        self._session, self._date = session, session.today
        self._guard = DoubleClickGuard()
        self.title = Label("", bold=True)
        self.title.setWordWrap(False)
        self.took = ExclusiveButton("", on_click=lambda: self._choose(self._amount))
        self.not_taken = ExclusiveButton(_("Not taken"), on_click=lambda: self._choose(0.0))
        self._amount = 0.0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(BELOW_TITLE)
        column.addWidget(self.title)
        answers = SharedRow(by_text=True)  # “Took 0.25 mg” needs more room than “Not taken”
        for button in (self.took, self.not_taken):
            answers.addWidget(button)
        column.addLayout(answers)
        self.time = DoseTimeQuestion(session)
        self.time.answered.connect(self.answered)
        column.addWidget(self.time)

    @property
    def asked(self) -> bool:
        """Whether a dose is taken now, or was answered on this day."""
        diary = self._session.diary
        step = diary.dose_step_on(self._date)
        return (step is not None and step.mg > 0) or diary.day(self._date).dose_mg is not None

    def show_day(self, when: date) -> None:
        """Show what was answered on `when`."""
        self._date = when
        step = self._session.diary.dose_step_on(when)
        taken = self._session.diary.day(when).dose_mg
        usual = 0.0 if step is None else step.mg
        self._amount = taken or usual
        self.title.setText(self._title())
        self.setAccessibleName(self._title())
        self.took.setText(_("Took {amount}").format(amount=formats.mg(self._amount)))
        self.took.setVisible(self._amount > 0)
        self.took.show_chosen(bool(taken))
        self.not_taken.show_chosen(taken == 0)
        for button in (self.took, self.not_taken):
            button.setAccessibleName(
                _("{question}: {answer}").format(question=self._title(), answer=button.text())
            )
        self.time.show_day(when)

    def _title(self) -> str:
        return _("LDN today") if self._date == self._session.clock().date() else _("LDN that day")

    def _choose(self, mg: float) -> None:
        before = self._session.diary.day(self._date).dose_mg
        if self._guard.meant(mg):
            clears = before == mg and not self._session.differing(self._date, DOSE)
            self.answered.emit(DOSE, None if clears else mg)
        self.show_day(self._date)


class PageAnswer(ExclusiveButton):
    """An answer that is given on a page it opens: a touch alone chooses nothing."""

    def nextCheckState(self) -> None:
        """Stay as it is: readers would say a choice and that it was taken back."""


class SideEffectsQuestion(Group):
    """“Side effects”: None for all that are tracked, or Some…, which asks for each."""

    page_requested = Signal(str)
    edit_requested = Signal(object)
    """An Edit: one answer for all side effects."""

    def __init__(self, session: Session) -> None:
        super().__init__(_("Side effects"))
        self._session, self._date = session, session.today
        self._guard = DoubleClickGuard()
        self.title = Label(_("Side effects"), bold=True)
        self.title.setWordWrap(False)
        self.none = ExclusiveButton(pgettext("side effects", "None"), on_click=self._toggle_none)
        self.some = PageAnswer(_("Some…"), on_click=self._open_page)
        grid = GridLayout(self, (2, 1), title=self.title)
        for button in (self.none, self.some):
            button.setAccessibleName(
                _("{question}: {answer}").format(
                    question=self.title.text(), answer=button.text().rstrip("…")
                )
            )
            grid.addWidget(button)

    @property
    def _tracked(self) -> list[Symptom]:
        return self._session.diary.shown(SymptomKind.SIDE_EFFECT)

    def _answered(self) -> list[tuple[Symptom, float]]:
        day = self._session.diary.day(self._date)
        values = ((symptom, day.value(symptom.key)) for symptom in self._tracked)
        return [(symptom, value) for symptom, value in values if value is not None]

    @property
    def asked(self) -> bool:
        """Whether it is due, was answered on this day, or LDN was ever taken."""
        steps = self._session.diary.dose_steps
        return bool(self._tracked) and bool(steps or self._answered())

    def show_day(self, when: date) -> None:
        """Show what was answered on `when`; None only where side effects are due."""
        self._date = when
        answered = self._answered()
        diary = self._session.diary
        self.none.setVisible(side_effects_due(diary, when) or bool(answered))
        self.none.show_chosen(self._is_none)
        self.some.show_chosen(any(value for _symptom, value in answered))

    @property
    def _is_none(self) -> bool:
        """Whether every tracked side effect was answered with None."""
        answered = self._answered()
        return len(answered) == len(self._tracked) and not any(value for _s, value in answered)

    @property
    def summary(self) -> str:
        """“Headache mild, Vivid dreams medium”; empty where nothing was felt."""
        felt = [(symptom, points) for symptom, points in self._answered() if points]
        if not felt:
            return ""
        felt.sort(key=lambda pair: -pair[1])
        shown = [
            _("{symptom} {severity}").format(
                symptom=symptom.label, severity=_(word_for(points).after_name)
            )
            for symptom, points in felt[:2]
        ]
        words = formats.enumerated(shown)
        more = len(felt) - len(shown)
        if not more:
            return words
        return ngettext("{list} and {n} more", "{list} and {n} more", more).format(
            list=words, n=more
        )

    @property
    def differing(self) -> str:
        """One sentence where another computer says something else of a side effect."""
        if not any(self._session.differing(self._date, s.key) for s in self._tracked):
            return ""
        return _("The other computer has a different answer for side effects.")

    def _open_page(self) -> None:
        self.show_day(self._date)  # only an answer on that page makes it “some”
        self.page_requested.emit("side effects")

    def _toggle_none(self) -> None:
        """Record 0 for every tracked side effect, or clear exactly that."""
        if self._guard.meant(SymptomKind.SIDE_EFFECT):
            self.edit_requested.emit(self._none_edit())
        self.show_day(self._date)

    def _none_edit(self) -> Edit:
        diary, now = self._session.diary, self._session.clock()
        given = None if self._is_none else answer_now(diary, self._date, SEVERITY[0].points, now)
        changes: list[Change] = []
        for symptom in self._tracked:
            changes += diary.answer(self._date, symptom.key, given).changes
        return Edit(tuple(changes))


class DoseSection(QWidget):
    """Both questions side by side, and beneath them which side effects there were."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._date = session, session.today
        self.dose = DoseQuestion(session)
        self.side_effects = SideEffectsQuestion(session)
        self.summary = Label("", role=Role.QUIET, scale=TextScale.SIDE)
        self.summary.setAlignment(Qt.AlignmentFlag.AlignRight)  # beneath “Some…”
        both = QWidget()
        grid = GridLayout(both, (2, 1), across=BETWEEN_GROUPS, down=16)
        for question in (self.dose, self.side_effects):
            grid.addWidget(question)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(both)
        column.addWidget(self.summary)
        self.took, self.not_taken = self.dose.took, self.dose.not_taken
        self.none, self.some = self.side_effects.none, self.side_effects.some

    def sizeHint(self) -> QSize:
        """As wide as the wider question: in a longer language one stands below the other."""
        hint = super().sizeHint()
        widths = [q.sizeHint().width() for q in (self.dose, self.side_effects) if not q.isHidden()]
        return QSize(max(widths, default=hint.width()), hint.height())

    def show_day(self, when: date) -> None:
        """Show `when`: no dose before a first step, side effects when they matter."""
        self._date = when
        self.dose.show_day(when)
        self.side_effects.show_day(when)
        self.dose.setVisible(self.dose.asked)
        self.side_effects.setVisible(self.side_effects.asked)
        self.summary.setText(self._below())
        self.summary.setVisible(bool(self.summary.text()))

    def _below(self) -> str:
        """Which side effects there were, and where another computer says something else."""
        parts = [self.side_effects.summary]
        if self._session.differences:
            parts += [self._session.difference_text(self._date, DOSE), self.side_effects.differing]
        return " ".join(part for part in parts if part)

    def focus_first(self) -> bool:
        """Put the focus on the first answer that is shown; False where there is none."""
        for button in (self.took, self.not_taken, self.none, self.some):
            if button.isVisibleTo(self):
                button.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return False
