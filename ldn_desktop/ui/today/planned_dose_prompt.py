"""Asks once whether a planned dose step is still right; until Yes, the old amount stays."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ldn_desktop.diary.model import DoseStep
from ldn_desktop.i18n import _, formats
from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label


class PlannedDosePrompt(QWidget):
    """“Your plan says 3 mg from today. Is that still right?” with Yes and Not yet."""

    closing = Signal(bool)
    """It was answered and is about to go, and the focus with it; whether a key was pressed."""
    answered = Signal(str)
    """What becomes of the plan, in a sentence."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._step: DoseStep | None = None
        self._postponed: set[date] = set()
        self.text = Label()
        self.yes = Button(_("Yes"), ButtonKind.OUTLINE, self._confirm)
        self.not_yet = Button(_("Not yet"), ButtonKind.OUTLINE, self._postpone)
        row = RowLayout(self)
        row.add(self.text, RowSlot.WORDS)
        answers = Group(_("Answer about the planned dose"))
        both = RowLayout(answers)
        for button in (self.yes, self.not_yet):
            both.add(button, RowSlot.LEFT)
        row.add(answers, RowSlot.LEFT)

    def show_day(self, when: date) -> None:
        """Ask if a planned step begins on or before `when`, which is today, and was not put off."""
        diary, today = self._session.diary, self._session.today
        due = [s for s in diary.dose_steps if s.planned and s.start <= when]
        asks = when == today and when not in self._postponed and not diary.day(when).crash
        self._step = due[-1] if due and asks else None
        if self._step is not None:
            self._show_step(self._step)
        self.setVisible(self._step is not None)

    def _show_step(self, step: DoseStep) -> None:
        by_clock = self._session.clock().date()
        amount = formats.mg(step.mg)
        if step.start == by_clock:
            text = _("Your plan says {amount} from today. Is that still right?")
        else:
            text = _("Your plan says {amount} from {day}. Is that still right?")
        day = formats.date_near(step.start, by_clock)
        self.text.setText(text.format(amount=amount, day=day))
        self.yes.setAccessibleName(_("Yes, {amount}").format(amount=amount))
        self.not_yet.setAccessibleName(_("Not yet, {amount}").format(amount=amount))

    def _confirm(self) -> None:
        from ldn_desktop.diary.doses import confirm  # not needed to show Today

        if (step := self._step) is None:
            return
        self.closing.emit(self.yes.keyboard_focus)
        self._session.record(confirm(step))
        day = formats.date_near(step.start, self._session.clock().date())
        done = _("{amount} applies from {day}.").format(amount=formats.mg(step.mg), day=day)
        self.answered.emit(done)

    def _postpone(self) -> None:
        if (step := self._step) is None:
            return
        self.closing.emit(self.not_yet.keyboard_focus)
        self._postponed.add(self._session.today)
        self.show_day(self._session.today)
        waits = _("{amount} is still only planned. The Today page will ask again tomorrow.")
        self.answered.emit(waits.format(amount=formats.mg(step.mg)))
