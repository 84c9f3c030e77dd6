"""What counts, fixed before looking: main symptoms, a change that matters, dates, joined steps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QWidget

from ldn_desktop.diary import analysis_plan
from ldn_desktop.diary.doses import history
from ldn_desktop.diary.model import Edit
from ldn_desktop.diary.symptoms import SymptomKind
from ldn_desktop.i18n import _, formats
from ldn_desktop.ui.charts.comparison.check_again_row import CheckAgainRow
from ldn_desktop.ui.choices.choice import Choice
from ldn_desktop.ui.dates.date_picker import DatePicker
from ldn_desktop.ui.layouts.grid_layout import GridLayout
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.style.theme import Role
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.label import Heading, Label
from ldn_desktop.wording.dose_text import step_words

SIZES = (0.5, 1.0, 1.5, 2.0, 3.0)


class AnalysisPlanPage(Page):
    """What is compared is chosen before looking: chosen afterwards, chance looks like a change."""

    def __init__(self, session: Session) -> None:
        super().__init__(_("What to compare, and when to check"), _("‹ Back"))
        self._session = session
        self.column.addWidget(
            Label(
                _(
                    "Choose before you check. Choosing afterwards can make chance look like a "
                    "change."
                ),
                role=Role.QUIET,
            )
        )
        self.column.addWidget(Heading(_("One or two main symptoms"), scale=1.2))
        self._mains = QWidget()
        self.column.addWidget(self._mains)
        self._sizes = QWidget()
        self.column.addWidget(Heading(_("A change that matters to you"), scale=1.2))
        self.column.addWidget(self._sizes)
        self._add_look_again()
        self.column.addWidget(Heading(_("Doses to treat as the same"), scale=1.2))
        self._steps = QWidget()
        self.column.addWidget(self._steps)
        self.column.addStretch(1)
        session.changed.connect(self._refresh)
        self._refresh()

    def _add_look_again(self) -> None:
        self.column.addWidget(Heading(_("When to check"), scale=1.2))
        self.again = Label("")
        self.column.addWidget(self.again)
        today = self._session.today
        soonest = today + timedelta(days=analysis_plan.LEAST_AHEAD)
        in_four_weeks = (_("In 4 weeks"), today + timedelta(days=28))
        self.when = DatePicker(
            _("Check again on"),
            soonest,
            today,
            quick=[(_("In 2 weeks"), soonest), in_four_weeks],
            first=soonest,
            open_month=False,
        )
        self.column.addWidget(self.when)
        self.fix = Button(_("Set this date"), ButtonKind.TILE, self._fix)
        self.column.addWidget(self.fix)
        self._remember = QWidget()
        self.column.addWidget(self._remember)

    def _refresh(self, _dates: object = None) -> None:
        self._mains = self.swap(self._mains, self._main_buttons())
        self._sizes = self.swap(self._sizes, self._size_choices())
        self._steps = self.swap(self._steps, self._step_buttons())
        today = self._session.today
        coming = [d for d in analysis_plan.look_again_dates(self._session.diary.about) if d > today]
        row = CheckAgainRow(self, self._session, coming[0]) if coming else QWidget()
        self._remember = self.swap(self._remember, row)
        text = formats.long_date(coming[0]) if coming else _("No date is set.")
        self.again.setText(text)

    def _main_buttons(self) -> QWidget:
        board = QWidget()
        grid = GridLayout(board, (3, 2, 1))
        diary = self._session.diary
        chosen = analysis_plan.main_symptoms(diary.about, self._session.today)
        for symptom in diary.shown(SymptomKind.SYMPTOM):
            keys = chosen ^ {symptom.key}
            act = partial(analysis_plan.choose_main, diary, keys, self._session.today)
            button = Button(symptom.label, ButtonKind.ANSWER, partial(self._record, act))
            button.setCheckable(True)
            button.setChecked(symptom.key in chosen)
            grid.addWidget(button)
        return board

    def _size_choices(self) -> QWidget:
        board = QWidget()
        grid = GridLayout(board, (1,), down=16)
        diary = self._session.diary
        chosen = analysis_plan.main_symptoms(diary.about, self._session.today)
        for symptom in diary.shown(SymptomKind.SYMPTOM):
            if symptom.key not in chosen:
                continue
            options = [(size, _("{n} points").format(n=formats.number(size))) for size in SIZES]
            current = analysis_plan.important_difference(diary.about, symptom.key)
            choice = Choice(symptom.label, options, current)
            choice.chosen.connect(partial(self._set_size, symptom.key))
            grid.addWidget(choice)
        if not chosen:
            grid.addWidget(
                Label(
                    _(
                        "Until you choose, 1 point is used, and 2 for pain. These figures "
                        "come from studies of other illnesses."
                    )
                )
            )
        return board

    def _set_size(self, key: str, points: float) -> None:
        self._record(
            partial(analysis_plan.set_important_difference, self._session.diary, key, points)
        )

    def _step_buttons(self) -> QWidget:
        board = QWidget()
        grid = GridLayout(board, (1,))
        diary = self._session.diary
        joined = analysis_plan.joined_steps(diary.about)
        later = history(diary)[1:]
        for period in later:
            text = _("{step}: treat as the same as the dose before").format(
                step=step_words(period.step)
            )
            act = partial(analysis_plan.join_step, diary, period.start, period.start not in joined)
            button = Button(text, ButtonKind.ANSWER, partial(self._record, act))
            button.setCheckable(True)
            button.setChecked(period.start in joined)
            grid.addWidget(button)
        if not later:
            grid.addWidget(Label(_("There are fewer than two doses so far."), role=Role.QUIET))
        return board

    def _fix(self) -> None:
        today = self._session.today
        if not self.when.commit():
            return
        when = self.when.date
        self._record(partial(analysis_plan.fix_look_again, self._session.diary, when, today))

    def _record(self, edit: Callable[[], Edit]) -> None:
        if not self.attempt(lambda: self._session.record(edit())):
            self._refresh()
