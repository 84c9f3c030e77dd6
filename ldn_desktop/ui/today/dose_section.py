"""The dose in one touch, and side effects as None or Some…"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal

from ldn_desktop.diary.model import DOSE, Change, Edit
from ldn_desktop.diary.recording import answer_now, side_effects_due
from ldn_desktop.diary.symptoms import Kind
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.double_click_guard import DoubleClickGuard
from ldn_desktop.ui.widgets.grid_layout import GridLayout
from ldn_desktop.ui.widgets.label import Label


class DoseSection(Group):
    """Shown as far as it applies: no dose before a first step, side effects when they matter."""

    page_wanted = Signal(str)
    refused = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(_("LDN and side effects"))
        self._session = session
        self._date = session.today
        self._touch = DoubleClickGuard()
        self.title = Label("", bold=True)
        self.title.setWordWrap(False)
        self.took = Button("", ButtonKind.ANSWER, self._toggle_dose)
        self.none = Button(_("None today"), ButtonKind.ANSWER, self._toggle_none)
        self.some = Button(
            _("Some…"), ButtonKind.ANSWER, lambda: self.page_wanted.emit("side effects")
        )
        for button in (self.took, self.none, self.some):
            button.setCheckable(True)
        grid = GridLayout(self, (3, 2, 1), title=self.title)
        for button in (self.took, self.none, self.some):
            grid.addWidget(button)

    def show_day(self, when: date) -> None:
        """Show what `when` says of dose and side effects."""
        self._date = when
        diary = self._session.diary
        step = diary.dose_step_on(when)
        day = diary.day(when)
        effects = [day.value(s.key) for s in diary.shown(Kind.SIDE_EFFECT)]
        due = side_effects_due(diary, when) and not day.crash  # a crash day asks nothing more
        asked = due or any(e is not None for e in effects)
        self.took.setVisible(step is not None or day.dose_mg is not None)
        self.none.setVisible(asked and bool(effects))
        self.some.setVisible(bool(effects))
        self.some.setText(_("Some…") if asked else _("Side effects…"))
        self.some.setAccessibleName(_("Side effects: some"))
        self.none.setAccessibleName(_("Side effects: none today"))
        self.none.setChecked(bool(effects) and all(e == 0 for e in effects))
        self.some.setChecked(any(e for e in effects))
        self._show_dose(day.dose_mg, 0.0 if step is None else step.mg)
        self.title.setText(self._title_text())
        self.setAccessibleName(self.title.text())

    def _show_dose(self, taken: float | None, usual: float) -> None:
        if taken == 0:
            self.took.setText(_("Not taken today"))
        else:
            amount = usual if taken is None else taken
            self.took.setText(_("Took {mg:g} mg").format(mg=amount))
        self.took.setVisible(self.took.isVisibleTo(self) and (usual > 0 or taken is not None))
        self.took.setChecked(taken is not None)

    def _title_text(self) -> str:
        if not self.took.isVisibleTo(self):
            return _("Side effects")
        return _("LDN and side effects")

    def _toggle_dose(self) -> None:
        day = self._session.diary.day(self._date)
        step = self._session.diary.dose_step_on(self._date)
        if self._touch.meant(DOSE):
            usual = None if step is None else step.mg
            self._record(None if day.dose_mg is not None else usual)
        self.took.setChecked(self._session.diary.day(self._date).dose_mg is not None)

    def _record(self, mg: float | None) -> None:
        try:
            self._session.answer(self._date, DOSE, mg)
        except UserError as refusal:
            self.refused.emit(str(refusal))

    def _toggle_none(self) -> None:
        """Every side effect that is asked for: 0; again takes them back."""
        if not self._touch.meant(Kind.SIDE_EFFECT):
            self.show_day(self._date)
            return
        diary, now = self._session.diary, self._session.clock()
        effects = diary.shown(Kind.SIDE_EFFECT)
        have = diary.day(self._date).answers
        clear = all(s.key in have and have[s.key].value == 0 for s in effects)
        given = None if clear else answer_now(diary, self._date, 0.0, now)
        changes: list[Change] = []
        for symptom in effects:
            changes += diary.answer(self._date, symptom.key, given).changes
        try:
            self._session.record(Edit(tuple(changes)))
        except UserError as refusal:
            self.refused.emit(str(refusal))
        self.show_day(self._date)

    def take_focus(self) -> None:
        """Put the focus on the first answer that is shown."""
        for button in (self.took, self.none, self.some):
            if button.isVisibleTo(self):
                button.setFocus(Qt.FocusReason.TabFocusReason)
                return
