"""The reminder's one switch and its hour."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ldn_desktop import reminder
from ldn_desktop.i18n import _
from ldn_desktop.reminder import USUAL_HOUR, ReminderPlan
from ldn_desktop.ui.background import Background, Task
from ldn_desktop.ui.choices.trough import SegmentedControl, Stepper
from ldn_desktop.ui.dates.hour_text import hour_text
from ldn_desktop.ui.pages.captioned_row import setting_row
from ldn_desktop.ui.pages.section import Section
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.settings import reminder_notes


class ReminderSection(Section):
    """Asks the system's scheduler off the interface thread; its answer is shown by `tell`."""

    def __init__(self, session: Session, tell: Callable[[str], object]) -> None:
        super().__init__(_("Reminder"))
        self._session, self._tell = session, tell
        self._worker = Background(self)
        self._task = Task()
        self.switch = SegmentedControl(
            _("Remind me once a day"), [(False, _("Off")), (True, _("On"))]
        )
        self.switch.chosen.connect(self._switch)
        hint = _("Only if you entered nothing that day, and never after a crash day.")
        self.add_row(setting_row(self.switch, hint))
        self.hour = Stepper(
            _("Remind me at"),
            "",
            less=("−", _("an hour earlier")),
            more=("+", _("an hour later")),
        )
        self.hour.stepped.connect(self._step)
        self._hour_row: QWidget = setting_row(self.hour)
        self.add(self._hour_row, 4)
        self._on, self._hour = False, USUAL_HOUR
        self._read()

    def _read(self) -> None:
        """Show what is set; an example diary has nothing to be reminded of."""
        folder = self._session.file.folder
        plan = None if folder is None else reminder.the_plan(folder)
        self.switch.setEnabled(folder is not None)
        self.show_plan(plan)
        if plan is not None:
            self._task = self._worker.submit(reminder.is_scheduled, self._take_answer)

    def show_plan(self, plan: ReminderPlan | None) -> None:
        """Show the reminder as `plan` has it, None for off, without asking the system."""
        self._task.cancel()
        self._on = plan is not None
        self._hour = max(USUAL_HOUR if plan is None else plan.hour, self._first_hour)
        self._show()

    def _take_answer(self, scheduled: bool) -> None:
        """Somebody may have taken it out of the scheduler: then it is off, whatever was set."""
        if isValid(self) and not scheduled:
            self.show_plan(None)

    @property
    def _day_ends(self) -> int:
        return self._session.diary.about.day_ends_hour

    @property
    def _first_hour(self) -> int:
        return reminder.first_hour(self._day_ends)

    def _show(self) -> None:
        self.switch.show_chosen(self._on)
        self._hour_row.setVisible(self._on)
        self.hour.show_value(
            hour_text(self._hour),
            can_less=self._hour > self._first_hour,
            can_more=self._hour < reminder.LAST_HOUR,
        )

    def _switch(self, on: object) -> None:
        if bool(on) != self._on:
            self._on = bool(on)
            self._apply()

    def _step(self, by: int) -> None:
        if self._first_hour <= self._hour + by <= reminder.LAST_HOUR:
            self._hour += by
            self._apply()

    def follow_day_end(self) -> None:
        """The person's day ends at another hour now: the reminder is never before it."""
        if self._on:
            self._hour = max(self._hour, self._first_hour)
            self._apply()

    def _apply(self) -> None:
        """Show what was chosen at once, and have the system do it."""
        self._show()
        folder = self._session.file.folder
        if folder is None:
            return
        self._task.cancel()  # of several steps in a row the last one counts
        if self._on:
            work = partial(reminder.switch_on, folder, self._hour, self._day_ends)
            self._task = self._worker.submit(work, self._done, self._refuse)
        else:
            self._task = self._worker.submit(
                partial(reminder.switch_off, folder), lambda _nothing: self._done(""), self._refuse
            )

    def _done(self, how: str) -> None:
        if isValid(self):
            reminder_notes.note(self._session)
            self._tell(how or _("The reminder is off."))

    def _refuse(self, sentence: str) -> None:
        if isValid(self):
            self._read()
            self._tell(sentence)
